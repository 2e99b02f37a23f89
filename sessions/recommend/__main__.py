"""`python -m sessions.recommend evaluate`: quality on public sequences, as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from sessions.recommend.evaluate import Result, leave_one_out, sessions

FILES = {"leave-one-out": 1, "sessions": 2}


def main(arguments: list[str]) -> int:
    """Exit code: 0 measured, 1 a file was refused, 2 bad usage."""
    parser = argparse.ArgumentParser(prog="python -m sessions.recommend")
    commands = parser.add_subparsers(dest="command", required=True)
    evaluate = commands.add_parser("evaluate", help="measure quality on a file of sequences")
    evaluate.add_argument("--format", choices=tuple(FILES), required=True)
    evaluate.add_argument("files", nargs="+", type=Path, metavar="FILE")
    given = parser.parse_args(arguments)
    if len(given.files) != FILES[given.format]:
        parser.error(f"{given.format} takes {FILES[given.format]} file(s)")
    try:
        result = _measured(given.files)
    except (OSError, ValueError) as error:
        print(json.dumps({"ok": False, "error": {"code": "unreadable", "message": str(error)}}))
        return 1
    print(json.dumps(result._asdict()))
    return 0


def _measured(files: list[Path]) -> Result:
    if len(files) == 1:
        return leave_one_out(files[0], _say)
    return sessions(files[0], files[1], _say)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
