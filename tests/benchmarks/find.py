"""Recall of the shop's search: `PYTHONPATH=. OMP_NUM_THREADS=1 python tests/benchmarks/find.py`.

Hand-written requests of two languages (`find_en.txt`, `find_zh.txt`) are said in the shop of
`find_shop.py`, on the road the server takes: words, parser, session, search. A condition on the
true facts says which products are relevant; recall@10 is the share of them, or of ten if there are
more, among the first ten found. `shelf` is the same of the ranked shelf, `unsearched` counts what
was taken for no search. `--misses` tells on stderr what each request that lost something became.
Exit 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from find_shop import Facts, build
from serving import report, say

from sessions import privacy
from sessions.encoding.model import load
from sessions.messages.common import Act, Lang
from sessions.messages.jobs import Event, Found, Rank, RankedAnswer, Search, Understand, Understood
from sessions.messages.shopper import Say
from sessions.model import Answers
from sessions.session.step import Session

BARS: Final = {"all": 0.95, "cross": 0.85}
FILES: Final[dict[str, Lang]] = {"en": "en", "zh": "zh-CN"}
FIRST: Final = 10
DRAWS: Final = 2000
_TERM: Final = re.compile(r"(\w+)(!=|<=|>=|=)(\S+)")


class Heard(NamedTuple):
    """What became of a request: recall of what was found and shown, CPU time, what it was taken for."""

    found: float
    shelf: float
    ms: float
    took: list[str]


def holds(condition: str, facts: Facts) -> bool:
    """`category=hoodie color=navy|black price<=30000`: all of them, any value of one."""
    terms = [_TERM.fullmatch(term) for term in condition.split()]
    return all(term is not None and _holds(*term.groups(), facts) for term in terms)


def _holds(name: str, sign: str, value: str, facts: Facts) -> bool:
    has = facts.get(name, set())
    if sign in {"<=", ">="}:
        return any(int(it) <= int(value) if sign == "<=" else int(it) >= int(value) for it in has)
    return bool(has & set(value.split("|"))) == (sign == "=")


def relevant(kind: str, condition: str, facts: dict[str, Facts], lang: Lang) -> set[str]:
    """Ids of what is asked for.

    Raises:
        ValueError: nothing is, or a request across languages has an answer in its own.
    """
    ids = {name for name, own in facts.items() if holds(condition, own)}
    if not ids or (kind == "cross" and any(lang in facts[it]["lang"] for it in ids)):
        raise ValueError(f"{kind}: {condition} has {len(ids)} answers")
    return ids


def recall(found: Iterable[str], wanted: set[str]) -> float:
    """Of the first ten."""
    return len(wanted & set(islice(found, FIRST))) / min(FIRST, len(wanted))


def hear(answers: Answers, text: str, lang: Lang, wanted: set[str]) -> Heard:
    """Say it at the beginning of a visit, and do the Jobs that follow as the server does."""
    session, heard, seq, vector = Session(), Heard(0, 0, 0, []), 1, None
    record, said = privacy.split(Say(seq=1, text=text, lang=lang), ())
    jobs = session.step(Event(1, 0, record)).jobs
    while jobs:
        job = jobs.pop(0)
        if not isinstance(job, Understand | Search | Rank):
            continue
        began = time.process_time()
        answer, made = answers.do(job, said, vector)
        spent = (time.process_time() - began) * 1e3
        vector, seq = vector if made is None else made, seq + 1
        match answer:
            case Understood():
                heard = heard._replace(ms=spent, took=[_plain(act) for act in answer.acts])
            case Found():
                note = f"{answer.matched} found, given up: {' '.join(answer.relaxed) or 'nothing'}"
                share = recall(answer.products, wanted)
                heard = heard._replace(found=share, ms=heard.ms + spent, took=[*heard.took, note])
            case RankedAnswer():
                shown = (item.product for item in answer.items)
                heard = heard._replace(shelf=recall(shown, wanted))
        jobs += session.step(Event(seq, 0, privacy.split(answer, ())[0])).jobs
    return heard


def _plain(act: Act) -> str:
    slots = (f"{it.name}{'=' if it.wanted else '!='}{it.value}" for it in act.slots)
    return " ".join((act.act, *slots))


def figures(heard: list[Heard]) -> dict[str, Any]:
    """Means, and the middle 95 % of the means of as many requests drawn anew."""
    each = np.array([it.found for it in heard])
    draws = np.random.default_rng(7).integers(0, len(each), (DRAWS, len(each)))
    low, high = np.percentile(each[draws].mean(1), (2.5, 97.5))
    return {
        "queries": len(each),
        "recall@10": round(float(each.mean()), 4),
        "interval": [round(float(low), 4), round(float(high), 4)],
        "shelf": round(float(np.mean([it.shelf for it in heard])), 4),
        "unsearched": sum("found, " not in " ".join(it.took) for it in heard),
    }


def measure(answers: Answers, facts: dict[str, Facts], lang: str, misses: bool) -> dict[str, Any]:
    """All figures of one language."""
    kinds: dict[str, list[Heard]] = {}
    for line in Path(__file__).with_name(f"find_{lang}.txt").read_text().splitlines():
        if not line or line.startswith("#"):
            continue
        kind, text, condition = line.split(" | ")
        wanted = relevant(kind, condition, facts, FILES[lang])
        heard = hear(answers, text, FILES[lang], wanted)
        kinds.setdefault(kind, []).append(heard)
        if misses and heard.found < 1:
            say(f"{lang} {heard.found:.2f} of {len(wanted)} | {line} | {'; '.join(heard.took)}")
    every = [it for some in kinds.values() for it in some]
    half, most = np.percentile([it.ms for it in every], (50, 95))
    return {
        "all": figures(every),
        **{kind: figures(some) for kind, some in kinds.items()},
        "cpu_ms": {"p50": round(float(half), 2), "p95": round(float(most), 2)},
    }


def main() -> int:
    """Print the figures; 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=Path, default=Path("var/models"))
    parser.add_argument("--misses", action="store_true")
    given = parser.parse_args()
    shop, facts = build()
    encoder = load("", str(given.models))
    answers = Answers(shop, encoder, given.models / "vectors", given.models).warm()
    found = {lang: measure(answers, facts, lang, given.misses) for lang in FILES}
    missed = [
        f"{lang} {kind}: {found[lang][kind]['recall@10']} < {bar}"
        for lang in FILES
        for kind, bar in BARS.items()
        if found[lang][kind]["recall@10"] < bar
    ]
    return report({"products": len(facts), "encoder": encoder.name, **found}, missed)


if __name__ == "__main__":
    sys.exit(main())
