"""Measures a tuned model: `python -m sessions.intent.tuning.evaluate MODEL DATA`; JSON on stdout."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from sessions.errors import ShowroomError
from sessions.intent.evaluate import interval
from sessions.intent.tuning import examples, spans
from sessions.intent.tuning.examples import Example
from sessions.intent.tuning.model import Guess, Tuned, load, quiet

BATCH = 64


class Outcome(NamedTuple):
    """One utterance: its intent is right, all its tags are, and its spans."""

    intent: bool
    tags: bool
    counts: spans.Counts


def main(arguments: list[str]) -> int:
    """Print the figures; 1 where model or data are refused."""
    options = argparse.ArgumentParser(prog="python -m sessions.intent.tuning.evaluate")
    options.add_argument("model", help="a directory that train wrote")
    options.add_argument("data", type=Path, help="labelled utterances")
    given = options.parse_args(arguments)
    quiet()
    try:
        model = load(given.model)
        some = examples.read(given.data.read_text("utf-8"), model.task)
    except (ShowroomError, OSError, UnicodeError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    report = figures(outcomes(model, some), model.task)
    sys.stdout.write(msgspec.json.encode(report).decode() + "\n")
    return 0


def guesses(model: Tuned, some: Sequence[Example]) -> list[Guess]:
    """In the order of `some`; those of like length share a batch."""
    order = sorted(range(len(some)), key=lambda at: len(some[at].tokens))
    out: dict[int, Guess] = {}
    was = model.training
    model.eval()
    for start in range(0, len(order), BATCH):
        places = order[start : start + BATCH]
        batch = model.batch([some[at] for at in places])
        out.update(zip(places, model.guess(batch), strict=True))
    model.train(was)
    return [out[at] for at in range(len(some))]


def outcomes(model: Tuned, some: Sequence[Example]) -> list[Outcome]:
    """What came of each utterance."""
    return [
        Outcome(
            guess.intent == one.intent, guess.tags == one.tags, spans.count(guess.tags, one.tags)
        )
        for guess, one in zip(guesses(model, some), some, strict=True)
    ]


def figures(tried: Sequence[Outcome], task: str, *, sure: bool = True) -> dict[str, Any]:
    """What the task can be measured by, with 95 % intervals if it has to be `sure`."""
    kinds: dict[str, Callable[[Sequence[Outcome]], float]] = {}
    if task != "token":
        kinds["intent"] = lambda some: sum(one.intent for one in some) / len(some)
    if task != "sequence":
        kinds["slot_f1"] = lambda some: spans.f1(one.counts for one in some)
    if task == "joint":
        kinds["frame"] = lambda some: sum(one.intent and one.tags for one in some) / len(some)
    report: dict[str, Any] = {"utterances": len(tried)}
    for name, figure in kinds.items():
        report[name] = round(figure(tried), 4)
        if sure:
            report[f"{name}_95"] = interval(tried, figure)
    return report


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
