"""Measures the parser: `python -m sessions.intent.evaluate FILE.. [--clinc data_full.json]`.

A FILE holds lines `act | text` (`act+act | text` for two wishes, `#` for remarks), as
`tests/sessions/intent/heldout_en.txt`. The report on stdout is JSON, fractions and milliseconds of
CPU time. CLINC150 (Larson et al. 2019) is only ever measured on: its out-of-scope questions must
not become acts.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from assets_pipeline.catalogue import Catalogue
from sessions.intent.model import load_head
from sessions.intent.parse import Parser
from sessions.messages.jobs import Understand


def main(arguments: list[str]) -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(prog="python -m sessions.intent.evaluate")
    options.add_argument("files", nargs="*", type=Path)
    options.add_argument("--clinc", type=Path)
    options.add_argument("--head", default="")
    given = options.parse_args(arguments)
    parser = Parser(Catalogue([]), None, load_head(given.head))
    report: dict[str, Any] = {"model": parser.version}
    for path in given.files:
        report[path.stem] = figures(parser, labelled(path.read_text("utf-8")))
    if given.clinc:
        texts = [text for text, _ in msgspec.json.decode(given.clinc.read_bytes())["oos_test"]]
        report["clinc"] = {"oos_recall": share(outside(parser, text) for text in texts)}
    sys.stdout.write(msgspec.json.encode(report).decode() + "\n")


def labelled(text: str) -> list[tuple[list[str], str]]:
    """Acts and text of every line."""
    lines = (line.split(" | ", 1) for line in text.splitlines() if line and line[0] != "#")
    return [(acts.strip().split("+"), said) for acts, said in lines]


def figures(parser: Parser, rows: list[tuple[list[str], str]]) -> dict[str, float]:
    """How many acts are right, how many were done wrongly, and how long it took.

    `wrong` counts turns on which something else than meant would be done; a turn that was not
    understood is no such one.
    """
    inside = [(wanted, text) for wanted, text in rows if wanted != ["oos"]]
    took, right, wrong = [], [], []
    for wanted, text in inside:
        start = time.process_time()
        said = acts(parser, text)
        took.append((time.process_time() - start) * 1000)
        right.append(said == wanted)
        wrong.append(said not in (wanted, [], ["oos"]))
    return {
        "utterances": len(inside),
        "accuracy": share(right),
        "wrong": share(wrong),
        "not_understood": round(1 - share(right) - share(wrong), 4),
        "oos_recall": share(outside(parser, text) for wanted, text in rows if wanted == ["oos"]),
        "ms_p50": round(float(np.percentile(took or [0], 50)), 3),
        "ms_p95": round(float(np.percentile(took or [0], 95)), 3),
    }


def acts(parser: Parser, text: str) -> list[str]:
    """The acts of a text said in an empty room."""
    return [act.act for act in parser.parse(text, Understand()).acts]


def outside(parser: Parser, text: str) -> bool:
    """Whether a text is taken for no matter of this shop, or not understood."""
    return acts(parser, text) in ([], ["oos"])


def share(truths: Iterable[bool]) -> float:
    """The fraction that is true; 0 of none."""
    some = list(truths)
    return round(sum(some) / max(len(some), 1), 4)


if __name__ == "__main__":
    main(sys.argv[1:])
