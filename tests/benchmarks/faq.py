"""Questions to the shop: `PYTHONPATH=. OMP_NUM_THREADS=1 python tests/benchmarks/faq.py [--models DIR]`.

Hand-written questions of two languages in two sets: `dev`, after whose misses the demo shop's entries
were widened, and `held`, written when they were closed; neither shares a line with the entries.
`right`: the entry that answers it was found; `wrong`: another one was; the rest is admitted not to be
known. `false`: of the questions that no entry answers, those that were answered. 95 % intervals are of
2,000 draws. `road`: the same where the parser has first to see that the words are about the shop.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any, Final

import numpy as np

from assets_pipeline.catalogue import Catalogue
from sessions.encoding.model import load
from sessions.guide.model import load_faq
from sessions.messages.common import Lang
from sessions.messages.jobs import Understand, Understood
from sessions.model import Answers

LANGS: Final[dict[str, Lang]] = {"en": "en", "zh": "zh-CN"}
DRAWS: Final = 2000


def rows(name: str) -> list[tuple[str, str]]:
    lines = Path(__file__).with_name(name).read_text("utf-8").splitlines()
    return [tuple(line.split(" | ")) for line in lines if line and line[0] != "#"]  # type: ignore[misc]


def on_the_road(answers: Answers, text: str, lang: Lang) -> str:
    understood = answers.do(Understand(1, lang=lang), text).answer
    assert isinstance(understood, Understood)
    slots = [slot for act in understood.acts for slot in act.slots if slot.name == "faq"]
    return slots[0].value if slots else ""


def share(truths: list[bool]) -> dict[str, Any]:
    each = np.array(truths, float)
    drawn = each[np.random.default_rng(3).integers(0, len(each), (DRAWS, len(each)))].mean(1)
    low, high = np.quantile(drawn, (0.025, 0.975))
    return {"of": len(each), "share": round(each.mean(), 3), "95": [round(low, 3), round(high, 3)]}


def figures(wanted: list[str], found: list[str]) -> dict[str, Any]:
    asked = [(want, got) for want, got in zip(wanted, found, strict=True) if want != "-"]
    strange = [got for want, got in zip(wanted, found, strict=True) if want == "-"]
    return {
        "right": share([want == got for want, got in asked]),
        "wrong": share([got not in {"", want} for want, got in asked]),
        "false": share([bool(got) for got in strange]),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--models", type=Path, default=Path("var/models"))
    given = parser.parse_args()
    encoder = load("", str(given.models))
    answers = Answers(Catalogue([]), encoder, faq=load_faq())
    out: dict[str, Any] = {"encoder": encoder.name, "entries": len(load_faq())}
    for kind, prefix in (("held", "faq_"), ("dev", "faq_dev_")):
        for name, lang in LANGS.items():
            some = rows(f"{prefix}{name}.txt")
            wanted = [want for want, _ in some]
            direct = [answers.faq.find(vector) for vector in encoder.encode([t for _, t in some])]
            road = [on_the_road(answers, text, lang) for _, text in some]
            out[f"{kind} {name}"] = {
                "direct": figures(wanted, direct),
                "road": figures(wanted, road),
            }
    print(json.dumps(out, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
