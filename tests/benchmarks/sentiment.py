"""Sentiment of remarks and reviews that no head was trained on, beside VADER and SnowNLP.

    PYTHONPATH=. .venv/bin/python tests/benchmarks/sentiment.py [--models var/models]

Protocol: `tests/sessions/sentiment/heldout_{en,zh}.txt`, 200 hand-written texts per language in
voices absent from training, signs for / against / neither; 95 % intervals by bootstrap over texts.
VADER (English) and SnowNLP (Chinese) are no part of the project: `pip install vaderSentiment
snownlp` elsewhere and name that folder in PYTHONPATH; without them they are "not run". Their
bounds are the published ones (VADER: compound +-.05) or, where there are none (SnowNLP gives a
chance), thirds.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from sessions.encoding.model import COMPACT
from sessions.encoding.model import load as load_encoder
from sessions.sentiment.corpus import Labelled, reviews
from sessions.sentiment.evaluate import figures
from sessions.sentiment.head import Opinion
from sessions.sentiment.model import load_head

HELD_OUT = Path(__file__).parent.parent / "sessions" / "sentiment"
Judge = Callable[[str], int]


def vader() -> Judge:
    """Signs by VADER."""
    judge = import_module("vaderSentiment.vaderSentiment").SentimentIntensityAnalyzer()

    def sign(text: str) -> int:
        compound = judge.polarity_scores(text)["compound"]
        return int(compound >= 0.05) - int(compound <= -0.05)

    return sign


def snownlp() -> Judge:
    """Signs by SnowNLP."""
    judge = import_module("snownlp").SnowNLP

    def sign(text: str) -> int:
        chance = judge(text).sentiments
        return int(chance > 2 / 3) - int(chance < 1 / 3)

    return sign


def others(lang: str, rows: list[Labelled]) -> object:
    """Figures of the other system for that language."""
    try:
        judge = {"en": vader, "zh": snownlp}[lang]()
    except ImportError:
        return "not run: not installed"
    return figures(rows, [Opinion(judge(row.text), 0.0, {}) for row in rows])


def main(arguments: list[str]) -> int:
    """Print the report as JSON."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--models", default="var/models", help="folder of the packs")
    given = options.parse_args(arguments)
    encoders = {"default": load_encoder("", given.models), "compact": load_encoder(COMPACT)}
    report: dict[str, object] = {}
    for lang in ("en", "zh"):
        rows = reviews((HELD_OUT / f"heldout_{lang}.txt").read_text("utf-8"))
        for name, encoder in encoders.items():
            head = load_head(encoder)
            said = head.read([row.text for row in rows]) if head else []
            report[f"{lang} {name}"] = figures(rows, said) if head else "no head"
        report[f"{lang} other"] = others(lang, rows)
    sys.stdout.write(json.dumps(report, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
