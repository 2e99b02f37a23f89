from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from sessions.encoding.transformer import TransformerEncoder

pytestmark = pytest.mark.slow  # torch and transformers take seconds to import

TEXTS = ["red jacket", "a", "", "红色外套", "the blue shoes that stand on the left of the red table",
         "red red red", "shoes", "table", "the", "jacket red", "left", "blue table on the left",
         "外套", "a a a a a a a a a a a a a a a a a a a a", "on", "red jacket " * 90]  # fmt: skip


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A BERT of two layers with seeded random weights, saved as any model is."""
    import torch  # noqa: PLC0415 - seconds, and collected by every run
    import transformers  # noqa: PLC0415 - seconds, and collected by every run

    folder = tmp_path_factory.mktemp("tiny")
    words = "[PAD] [UNK] [CLS] [SEP] [MASK] a the on left red blue shoes jacket table that stand of"
    (folder / "vocab.txt").write_text("\n".join([*words.split(), *"红色外套"]))
    torch.manual_seed(0)
    config = transformers.BertConfig(
        vocab_size=21, hidden_size=32, num_hidden_layers=2, num_attention_heads=2,
        intermediate_size=64, max_position_embeddings=64,
    )  # fmt: skip
    transformers.BertModel(config).save_pretrained(folder)
    transformers.BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def encoder(tiny: Path) -> TransformerEncoder:
    return TransformerEncoder("tiny", str(tiny), local=True)


def test_padding_does_not_change_a_vector(encoder: TransformerEncoder) -> None:
    together = encoder.encode(TEXTS)
    alone = np.vstack([encoder.encode([text]) for text in TEXTS])
    assert together.shape == (16, 32)
    np.testing.assert_allclose(together, alone, atol=1e-5)
    assert np.abs(together[0] - together[4]).max() > 1e-3  # the oracle can tell texts apart


def test_more_texts_than_a_batch_keep_their_order(encoder: TransformerEncoder) -> None:
    many = TEXTS * 5
    np.testing.assert_allclose(
        encoder.encode(many), np.tile(encoder.encode(TEXTS), (5, 1)), atol=1e-5
    )


def test_it_is_the_mean_of_the_last_layer(tiny: Path, encoder: TransformerEncoder) -> None:
    import torch  # noqa: PLC0415 - seconds, and collected by every run
    import transformers  # noqa: PLC0415 - seconds, and collected by every run

    model = transformers.AutoModel.from_pretrained(tiny).eval()
    tokens = transformers.AutoTokenizer.from_pretrained(tiny)("red jacket", return_tensors="pt")
    with torch.inference_mode():
        mean = model(**tokens).last_hidden_state[0].mean(0).numpy()
    np.testing.assert_allclose(
        encoder.encode(["red jacket"])[0], mean / np.linalg.norm(mean), atol=1e-5
    )


def test_the_version_is_of_the_content_not_of_the_place(
    tiny: Path, tmp_path: Path, encoder: TransformerEncoder
) -> None:
    moved = shutil.copytree(tiny, tmp_path / "moved")
    assert TransformerEncoder("moved", str(moved), local=True).version == encoder.version
    tokenizer = moved / "tokenizer.json"
    tokenizer.write_text(tokenizer.read_text().replace('"shoes"', '"boots"'))
    assert TransformerEncoder("moved", str(moved), local=True).version != encoder.version


def test_one_thread(encoder: TransformerEncoder) -> None:
    import torch  # noqa: PLC0415 - seconds, and collected by every run

    assert encoder.dim == 32
    assert torch.get_num_threads() == 1
