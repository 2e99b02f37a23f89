"""`python -m sessions.recommend evaluate`: quality on public sequences, as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from sessions.recommend.evaluate import FORMATS, measured

FILES = {"leave-one-out": 1, "sessions": 2}
"""How many files each format takes."""


def main(arguments: list[str]) -> int:
    """Exit code: 0 measured, 1 a file was refused, 2 bad usage."""
    parser = argparse.ArgumentParser(prog="python -m sessions.recommend")
    commands = parser.add_subparsers(dest="command", required=True)
    evaluate = commands.add_parser("evaluate", help="measure quality on a file of sequences")
    evaluate.add_argument("--format", choices=tuple(FORMATS), required=True)
    evaluate.add_argument("--members", action="store_true", help="figures of each member too")
    evaluate.add_argument("files", nargs="+", type=Path, metavar="FILE")
    given = parser.parse_args(arguments)
    if len(given.files) != FILES[given.format]:
        parser.error(f"{given.format} takes {FILES[given.format]} file(s)")
    read, protocol = FORMATS[given.format]
    try:
        task = read(*given.files)
    except (OSError, ValueError) as error:
        print(json.dumps({"ok": False, "error": {"code": "unreadable", "message": str(error)}}))
        return 1
    tested = measured(task, protocol, _say, every=given.members)
    members = {"members": tested.by_member()} if given.members else {}
    print(json.dumps(tested.result()._asdict() | members))
    return 0


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
