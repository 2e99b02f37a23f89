"""`python -m sessions.intent parse [--lang L] [--catalogue DIR] (TEXT | --jsonl | --schema)`.

Answers are JSON on stdout, one line each; exit 0 good, 1 a refused input, 2 bad usage.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from pathlib import Path
from typing import Annotated, Any

import msgspec

from assets_pipeline import catalogue as records
from assets_pipeline.catalogue import Catalogue, Product, Rating
from assets_pipeline.errors import CatalogueUnreadable
from sessions.encoding.model import load as load_encoder
from sessions.errors import PackUnusable
from sessions.intent.acts import schema
from sessions.intent.gazetteer import ALIASES
from sessions.intent.model import MODELS, load_head
from sessions.intent.parse import Parser
from sessions.intent.text import is_chinese
from sessions.messages.common import Lang, Slot, Unit
from sessions.messages.jobs import Candidate, Understand, Understood

_WHICH = re.compile(r"\bwhich (?:one|of)\b|哪一?[个件双条款只把张]")
"""A system that asks which thing is meant."""


class Described(msgspec.Struct, frozen=True):
    """A candidate that carries its own attributes; `held` .. as in `messages.jobs.Candidate`."""

    id: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
    attributes: dict[str, Any] = {}
    held: bool | Unit = False
    pointed: bool | Unit = 0.0
    gazed: bool | Unit = 0.0
    mentioned: bool | Unit = 0.0
    position: tuple[float, float, float] | None = None


class Context(msgspec.Struct, frozen=True):
    """What was said before, and what is in view."""

    previous_system: str = ""
    previous_acts: list[str] = []
    candidates: Annotated[list[Described], msgspec.Meta(max_length=64)] = []


class Line(msgspec.Struct, frozen=True):
    """One request of `--jsonl`."""

    text: str
    lang: Lang | None = None
    context: Context = Context()


def main(arguments: list[str]) -> int:
    """Answer and say how it ended."""
    options = _options(arguments)
    if options.schema:
        _say(schema())
        return 0
    try:
        encoder = load_encoder("", options.models)
        head = load_head(options.head, encoder)
        parser = Parser(_catalogue(options.catalogue), encoder, head)
    except (CatalogueUnreadable, PackUnusable, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if options.jsonl:
        return max(
            [_answer(parser, line, options.lang) for line in sys.stdin if line.strip()], default=0
        )
    _say(_parsed(parser, Line(options.text), options.lang))
    return 0


def _options(arguments: list[str]) -> argparse.Namespace:
    root = argparse.ArgumentParser(prog="python -m sessions.intent")
    parse = root.add_subparsers(required=True).add_parser("parse")
    parse.add_argument("--lang", choices=("en", "zh-CN"))
    parse.add_argument("--catalogue", default=os.environ.get("SHOWROOM_CATALOGUE", ""))
    parse.add_argument(
        "--models", default=os.environ.get("SHOWROOM_MODELS", MODELS), help="folder of the packs"
    )
    parse.add_argument("--head", default="", help="act head instead of the tracked one")
    one = parse.add_mutually_exclusive_group(required=True)
    one.add_argument("text", nargs="?")
    one.add_argument("--jsonl", action="store_true")
    one.add_argument("--schema", action="store_true")
    return root.parse_args(arguments)


def _catalogue(folder: str) -> Catalogue:
    if not folder:
        return Catalogue([])
    return records.decode((Path(folder) / "catalogue.json").read_bytes())


def _answer(parser: Parser, line: str, lang: Lang | None) -> int:
    try:
        request = msgspec.json.decode(line, type=Line)
    except (msgspec.DecodeError, UnicodeError) as error:
        _say({"error": {"code": "frame_malformed", "message": str(error)}})
        return 1
    _say(_parsed(parser, request, lang))
    return 0


def _parsed(parser: Parser, line: Line, lang: Lang | None) -> dict[str, Any]:
    screen: Lang = line.lang or lang or ("zh-CN" if is_chinese(line.text) else "en")
    seen = line.context.candidates
    job = Understand(
        lang=screen,
        previous=_previous(line.context.previous_system),
        acts=tuple(line.context.previous_acts[:4]),
        candidates=tuple(_candidate(one) for one in seen),
    )
    described = {one.id: _product(one) for one in seen if one.attributes}
    return _plain(parser.parse(line.text, job, described))


def _previous(said: str) -> str:
    """The key of the guide's last answer; other systems give its words."""
    return "which_one" if _WHICH.search(said.lower()) else said[:64]


def _candidate(one: Described) -> Candidate:
    return Candidate(
        one.id,
        bool(one.held),
        float(one.pointed),
        float(one.gazed),
        float(one.mentioned),
        one.position,
    )


def _product(one: Described) -> Product:
    """What a candidate says of itself, as a product."""
    named = {
        ALIASES.get(name.lower(), name.lower()): value for name, value in one.attributes.items()
    }
    kept = {
        name: value
        for name, value in named.items()
        if isinstance(value, str | float | bool)
        or (isinstance(value, list) and all(isinstance(each, str) for each in value))
    }
    name, rating = kept.pop("name", ""), named.get("rating")
    return Product(
        one.id,
        {"en": name} if isinstance(name, str) and name else {},
        "",
        str(kept.pop("category", "")),
        kept,
        section=str(kept.pop("section", "")),
        rating=Rating(float(rating), 1) if isinstance(rating, int | float) else None,
    )


def _plain(answer: Understood) -> dict[str, Any]:
    return {
        "acts": [
            {
                "act": act.act,
                "score": act.score,
                "slots": _slots(act.slots),
                "referents": list(act.products),
            }
            for act in answer.acts
        ],
        "abstained": answer.abstained,
    }


def _slots(slots: tuple[Slot, ...]) -> dict[str, dict[str, Any]]:
    """One entry a slot; further values stand under `also`, those of the other polarity `except`."""
    out: dict[str, dict[str, Any]] = {}
    for slot in slots:
        polarity = "positive" if slot.wanted else "negative"
        known = out.setdefault(slot.name, {"value": slot.value, "polarity": polarity})
        if known["value"] != slot.value:
            place = "also" if known["polarity"] == polarity else "except"
            known.setdefault(place, []).append(slot.value)
    return out


def _say(answer: dict[str, Any]) -> None:
    sys.stdout.write(msgspec.json.encode(answer).decode() + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
