from __future__ import annotations

import json
from pathlib import Path

import pytest

WORDS = "[PAD] [UNK] [CLS] [SEP] [MASK] buy show me a the red blue green dark shoes hat coat ##s"
COLOURS = ("red", "blue", "green", "dark red")


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A BERT of two layers with seeded random weights, saved as any model is."""
    import torch  # noqa: PLC0415 - seconds, and collected by every run
    import transformers  # noqa: PLC0415 - seconds, and collected by every run

    folder = tmp_path_factory.mktemp("base") / "tiny"
    folder.mkdir()
    (folder / "vocab.txt").write_text("\n".join(WORDS.split()))
    torch.manual_seed(0)
    config = transformers.BertConfig(
        vocab_size=len(WORDS.split()), hidden_size=32, num_hidden_layers=2, num_attention_heads=2,
        intermediate_size=64, max_position_embeddings=32,
    )  # fmt: skip
    transformers.BertModel(config).save_pretrained(folder)
    transformers.BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    return folder


@pytest.fixture(scope="session")
def said() -> str:
    """48 utterances whose verb tells the intent and whose colour is the slot."""
    rows = [
        {
            "tokens": [*verb.split(), *colour.split(), thing],
            "intent": verb.split()[0],
            "tags": [*"O" * len(verb.split()), "B-color", *["I-color"] * colour.count(" "), "O"],
        }
        for verb in ("buy", "show me", "buy the", "show a")
        for colour in COLOURS
        for thing in ("shoes", "hats", "coat")
    ]
    return "\n".join(json.dumps(row) for row in rows)
