"""`python -m sessions.tryon evaluate TRAIN TEST`: quality of learned sizes, as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np

from sessions.tryon.sizing.evaluate import areas, load
from sessions.tryon.sizing.table import OUTCOMES, TableRefused


def main(arguments: list[str]) -> int:
    """Exit code: 0 measured, 1 a table was refused, 2 bad usage."""
    parser = argparse.ArgumentParser(prog="python -m sessions.tryon")
    commands = parser.add_subparsers(dest="command", required=True)
    evaluate = commands.add_parser("evaluate", help="learn from one table, measure on the other")
    evaluate.add_argument("train", type=Path, metavar="TRAIN", help="fit feedback, Parquet or CSV")
    evaluate.add_argument("test", type=Path, metavar="TEST")
    given = parser.parse_args(arguments)
    try:
        known, outcomes = load(given.train)
        asked, truth = load(given.test)
        if len(set(outcomes.tolist())) < len(OUTCOMES):
            raise TableRefused(f"{given.train.name} must hold all of {', '.join(OUTCOMES)}")  # noqa: TRY301
        areas(
            np.zeros((len(truth), len(OUTCOMES))), truth
        )  # refuses what cannot be measured, early
        from sessions.tryon.sizing.train import fit  # noqa: PLC0415 # slow to import; refusals are quick

        fitted = fit(known, outcomes, asked, _say)
        result = areas(fitted.warm, truth) | {"without_ids": areas(fitted.cold, truth)}
    except TableRefused as error:
        print(json.dumps({"error": {"code": "table_refused", "message": str(error)}}))
        return 1
    except ModuleNotFoundError as error:
        needs = (
            f"{error.name} is missing: `make test` installs it, with the other parts of the checks"
        )
        print(json.dumps({"error": {"code": "part_missing", "message": needs}}))
        return 1
    print(json.dumps(result))
    return 0


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
