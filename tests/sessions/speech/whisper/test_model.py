"""A tiny Whisper with random weights, made here: it is loaded, bounded, and refused when it is none."""

import json

import numpy as np
import pytest

from sessions.errors import PackUnusable
from sessions.speech.sound import RATE
from sessions.speech.whisper.model import WORDS_A_SECOND, Whisper

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    import transformers  # noqa: PLC0415
    from transformers import (  # noqa: PLC0415
        WhisperConfig,
        WhisperFeatureExtractor,
        WhisperForConditionalGeneration,
        WhisperProcessor,
        WhisperTokenizer,
    )

    transformers.set_seed(1)
    path = tmp_path_factory.mktemp("whisper")
    marks = ["<|endoftext|>", "<|startoftranscript|>", "<|notimestamps|>"]
    vocab = {word: at for at, word in enumerate([*"abcdefghij", "Ġ", *marks])}
    (path / "vocab.json").write_text(json.dumps(vocab))
    (path / "merges.txt").write_text("#version: 0.2\n")
    tokenizer = WhisperTokenizer(
        str(path / "vocab.json"), str(path / "merges.txt"), unk_token=marks[0]
    )
    WhisperProcessor(WhisperFeatureExtractor(), tokenizer).save_pretrained(path)
    small = {"d_model": 16, "encoder_layers": 1, "decoder_layers": 1}
    heads = {"encoder_attention_heads": 2, "decoder_attention_heads": 2}
    wide = {"encoder_ffn_dim": 16, "decoder_ffn_dim": 16}
    ends = dict.fromkeys(("eos_token_id", "pad_token_id", "bos_token_id"), vocab[marks[0]])
    config = WhisperConfig(
        vocab_size=len(vocab), **small, **heads, **wide, **ends,
        decoder_start_token_id=vocab[marks[1]], suppress_tokens=[], begin_suppress_tokens=[],
    )  # fmt: skip
    WhisperForConditionalGeneration(config).save_pretrained(path)
    return path


def test_it_reads_english_alone_and_no_more_than_speech_may_hold(folder):
    whisper = Whisper(str(folder))
    assert whisper.reader("zh-CN") is None
    read = whisper.reader("en")
    noise = np.random.default_rng(1).integers(-3000, 3000, RATE).astype("<i2").tobytes()
    text = read(noise)
    assert isinstance(text, str)
    assert len(text.replace("<|startoftranscript|>", "")) <= 4 + WORDS_A_SECOND
    assert read(noise) == text


def test_what_is_no_whisper_is_refused(tmp_path):
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(PackUnusable, match="SHOWROOM_SPEECH_MODEL"):
        Whisper(str(tmp_path))
