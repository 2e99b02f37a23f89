"""`python -m sessions.replay verify LOG [--recompute] | show LOG | diff LOG LOG`.

One JSON report on stdout (`show`: one JSON line an entry). Exit 0 identical, 1 different or
damaged, 2 bad usage or no such file. `--recompute` does the Jobs again with the catalogue and models
of `--catalogue` and `--models` (or `SHOWROOM_CATALOGUE`, `SHOWROOM_MODELS`).
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

import msgspec

from sessions.errors import LogDamaged, LogUnreadable, PackUnusable
from sessions.replay.show import diff, lines
from sessions.replay.verify import Answerer, Report, verify


def main(argv: list[str]) -> int:
    """Run one command; the exit code."""
    arguments = _arguments().parse_args(argv)
    try:
        if arguments.command == "show":
            for line in lines(arguments.log.read_bytes()):
                print(json.dumps(line, ensure_ascii=False))
            return 0
        report = _report(arguments)
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 2
    except (LogUnreadable, LogDamaged, PackUnusable) as error:
        print(
            json.dumps({"identical": False, "error": {"code": error.code, "message": str(error)}})
        )
        return 1
    print(json.dumps(msgspec.to_builtins(report)))
    return 0 if report.identical else 1


def _report(arguments: argparse.Namespace) -> Report:
    if arguments.command == "diff":
        return diff(arguments.log.read_bytes(), arguments.other.read_bytes())
    answerer = _answerer(arguments) if arguments.recompute else None
    return verify(arguments.log.read_bytes(), answerer=answerer)


def _answerer(arguments: argparse.Namespace) -> Answerer:
    from sessions.model import Answers  # noqa: PLC0415 - models are loaded only when asked for

    own = os.environ.get(_FAQ)
    return Answers.load(
        arguments.catalogue,
        arguments.models,
        os.environ.get(_TEXT_MODEL, ""),
        Path(own) if own else None,
    )


_TEXT_MODEL = "SHOWROOM_TEXT_MODEL"
_FAQ = "SHOWROOM_FAQ"


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sessions.replay", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("verify", help="execute the log again and compare")
    check.add_argument("log", type=Path)
    check.add_argument("--recompute", action="store_true", help="do the Jobs again, too")
    for name in ("catalogue", "models"):
        place = os.environ.get(f"SHOWROOM_{name.upper()}", f"var/{name}")
        check.add_argument(f"--{name}", type=Path, default=Path(place))
    commands.add_parser("show", help="print the log").add_argument("log", type=Path)
    two = commands.add_parser("diff", help="compare two logs")
    two.add_argument("log", type=Path)
    two.add_argument("other", type=Path)
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
