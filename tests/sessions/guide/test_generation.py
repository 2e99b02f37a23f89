import pytest

from sessions.errors import PackUnusable
from sessions.guide.generation import TOKENS
from sessions.guide.model import load_writer
from sessions.guide.words import Guide
from sessions.messages.common import Slot
from sessions.messages.jobs import Reply

WORDS = "<pad> <unk> </s> facts answer the jacket is made of cotton wool silk it . : not"
JOB = Reply(1, "en", "attribute", ("jacket",), (Slot("attribute", "material"),))


def causal(transformers):
    config = transformers.GPT2Config(
        vocab_size=len(WORDS.split()), n_positions=64, n_embd=16, n_layer=1, n_head=2,
        bos_token_id=2, eos_token_id=2,
    )  # fmt: skip
    return transformers.GPT2LMHeadModel(config)


def sequence(transformers):
    config = transformers.T5Config(
        vocab_size=len(WORDS.split()), d_model=16, d_kv=8, d_ff=32, num_layers=1, num_heads=2,
        decoder_start_token_id=0, pad_token_id=0, eos_token_id=2,
    )  # fmt: skip
    return transformers.T5ForConditionalGeneration(config)


@pytest.fixture(scope="module", params=[causal, sequence], ids=lambda each: each.__name__)
def tiny(request, tmp_path_factory):
    """A model of one layer with seeded random weights, saved as any model is."""
    import tokenizers  # noqa: PLC0415 - as torch
    import torch  # noqa: PLC0415 - seconds, and collected by every run
    import transformers  # noqa: PLC0415 - as torch

    folder = tmp_path_factory.mktemp("writer") / "tiny"
    words = {word: at for at, word in enumerate(WORDS.split())}
    kept = tokenizers.Tokenizer(tokenizers.models.WordLevel(words, unk_token="<unk>"))
    kept.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    transformers.PreTrainedTokenizerFast(
        tokenizer_object=kept, unk_token="<unk>", pad_token="<pad>", eos_token="</s>"
    ).save_pretrained(folder)
    torch.manual_seed(0)
    request.param(transformers).save_pretrained(folder)
    return folder


@pytest.mark.parametrize("facts", ["The jacket is made of cotton.", "long " * 500])
def test_a_model_goes_on_and_ends_whatever_it_is_given(tiny, facts):
    generate = load_writer(str(tiny))._generate
    first = generate(f"Facts: {facts} Answer:")
    assert first == generate(f"Facts: {facts} Answer:")
    assert len(first.split()) <= TOKENS


def test_a_random_model_is_not_believed(tiny, shop):
    writer = load_writer(str(tiny))
    assert writer.version == "writer-tiny"
    assert Guide(shop, writer=writer).reply(JOB) == Guide(shop).reply(JOB)


def test_without_a_setting_there_is_none():
    assert load_writer("") is None


def test_what_is_no_model_is_refused(tmp_path):
    (tmp_path / "config.json").write_text('{"model_type": "gpt2", "n_layer": "many"}')
    with pytest.raises(PackUnusable, match="SHOWROOM_WRITER"):
        load_writer(str(tmp_path))
