"""`python -m server models fetch [NAME…] | list`: JSON on stdout, progress on stderr."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from server.packs.fetching import fetch
from server.packs.listing import status
from server.packs.records import PackUnknown, chosen, find
from sessions.errors import PackUnusable

MODELS_DIR = "var/models"


def main(argv: list[str], environ: Mapping[str, str] = os.environ) -> int:
    """Run the command.

    Args:
        argv: what follows `models`.
        environ: read for `SHOWROOM_MODELS` (folder) and `SHOWROOM_PACKS` (which packs).

    Returns:
        0 good, 1 something could not be fetched, 2 bad usage or unknown pack.
    """
    models_dir = Path(environ.get("SHOWROOM_MODELS") or MODELS_DIR)
    choice = environ.get("SHOWROOM_PACKS", "")
    try:
        args = _parser().parse_args(argv)
        names = [find(name).name for name in args.names] or chosen(choice)
        if args.command == "list":
            return _list(models_dir, choice)
        return _fetch(names, models_dir, choice)
    except SystemExit as stop:  # argparse has said why on stderr
        return int(stop.code or 0)
    except PackUnknown as error:
        _answer(_refusal(error.code, error.message))
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m server models", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    fetcher = commands.add_parser("fetch", help="get packs: those named, or SHOWROOM_PACKS")
    fetcher.add_argument("names", nargs="*", metavar="NAME")
    commands.add_parser("list", help="what is there, byte by byte").set_defaults(names=[])
    return parser


def _list(models_dir: Path, choice: str) -> int:
    _answer({"packs": status(models_dir, choice, deep=True)})
    return 0


def _fetch(names: list[str], models_dir: Path, choice: str) -> int:
    if not names:
        _say(f"SHOWROOM_PACKS={choice}: nothing to fetch")
    fetched: list[str] = []
    errors: list[dict[str, str]] = []
    for name in names:
        try:
            fetched += fetch([name], models_dir, _say)
        except (PackUnusable, OSError) as error:
            _say(f"{name}: {error}")
            errors.append({"code": getattr(error, "code", "disk"), "message": f"{name}: {error}"})
    if errors:
        _answer({"ok": False, "fetched": fetched, "error": errors[0], "errors": errors})
        return 1
    packs = [pack for pack in status(models_dir, choice) if pack.name in names]
    _answer({"ok": True, "fetched": fetched, "packs": packs})
    return 0


def _refusal(code: str, message: str) -> dict[str, Any]:
    return {"ok": False, "error": {"code": code, "message": message}}


def _answer(value: object) -> None:
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value), indent=1).decode() + "\n")


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()
