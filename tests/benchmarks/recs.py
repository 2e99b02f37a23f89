"""Quality of recommendation on public sets: `python tests/benchmarks/recs.py FOLDER [ROW ...]`.

`PYTHONPATH=. OMP_NUM_THREADS=1`; about 20 minutes on one core. FOLDER holds `beauty/Beauty.txt`,
`beauty/item2attributes.json` and `diginetica/{train.txt.gz,test.txt}`; rows are `beauty`,
`diginetica`, `new_items` (all where none is named). Every member is measured beside the blend, with
95 % intervals: by users in Beauty, by sessions in Diginetica (whose prefixes are no independent
draws). Exit 1 when a bar is missed, or when the blend falls below 0.97 of its best member.

`new_items`: a seeded tenth of Beauty's items is taken out of what anything is fitted on; where a
user's last item is one of them, it is to be found from the rest of the history that is known.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np
import scipy.sparse as sp
from serving import report, say

from sessions.recommend import evaluate
from sessions.recommend.blend.ranks import Ranks, all_ranks, gains, hits, reciprocals
from sessions.recommend.members import train
from sessions.recommend.members.content import placed_by
from sessions.recommend.members.histories import Histories, Ints

Measures = dict[str, Callable[[Ranks], Ranks]]
AT_TEN: Final[Measures] = {"hr@10": lambda r: hits(r, 10), "ndcg@10": lambda r: gains(r, 10)}
AT_TWENTY: Final[Measures] = {"p@20": lambda r: hits(r, 20), "mrr@20": lambda r: reciprocals(r, 20)}
BARS: Final = {
    "beauty": {"hr@10": 0.085, "ndcg@10": 0.0525},
    "diginetica": {"p@20": 0.525, "mrr@20": 0.184},
}
SHARE: Final = 0.97


def beauty(folder: Path) -> dict[str, Any]:
    """Leave-one-out, history masked."""
    task = evaluate.read_leave_one_out(folder / "beauty" / "Beauty.txt")
    tested = evaluate.measured(task, evaluate.LEAVE_ONE_OUT, say, every=True)
    who = np.arange(len(tested.ranks))
    return {"seen_items": "masked"} | _rows(tested, AT_TEN, who)


def diginetica(folder: Path) -> dict[str, Any]:
    """All prefixes, repeats allowed."""
    files = folder / "diginetica"
    task = evaluate.read_sessions(files / "train.txt.gz", files / "test.txt")
    tested = evaluate.measured(task, evaluate.SESSIONS, say, every=True)
    return {"seen_items": "allowed"} | _rows(tested, AT_TWENTY, _sessions(task.asked))


def new_items(folder: Path) -> dict[str, Any]:
    """The last item of a user is new: nothing but its attributes is known."""
    lines = [line.split()[1:] for line in (folder / "beauty" / "Beauty.txt").open()]
    told = json.loads((folder / "beauty" / "item2attributes.json").read_text())
    names = sorted({item for line in lines for item in line}, key=int)
    names = [names[at] for at in np.random.default_rng(0).permutation(len(names))]
    number = {name: at for at, name in enumerate(names)}
    known = len(names) - len(names) // 10
    sequences = [[number[item] for item in line] for line in lines]
    fitted = Histories.of([[item for item in one[:-2] if item < known] for one in sequences])
    tests = [one for one in sequences if one[-1] >= known]
    asked = Histories.of([[item for item in one[:-1] if item < known] for one in tests])
    targets = np.array([one[-1] for one in tests])
    attributes = _attributes([told[name] for name in names])
    encoder = train.fit(fitted, known)
    vectors = placed_by(attributes[:known], encoder.vectors, attributes[known:])
    grown = encoder.grown(vectors)
    among = _Among(grown, known)
    new, total = len(names) - known, len(names)
    out: dict[str, Any] = {
        "protocol": f"leave-one-out, {new} of {total} items in no training sequence, placed by "
        "attributes (ridge to the encoder's space); users whose last item is one of them",
        "seen_items": "masked",
        "users": len(tests),
    }
    for name, member, chance in (
        ("hidden_only", among, 10 / new),
        ("rank_all", grown, 10 / total),
    ):
        ranks = all_ranks(member, asked, targets, masked=True)
        measured = _measured(ranks, AT_TEN, np.arange(len(ranks)))
        lift = measured["hr@10"]["mean"] / chance
        out[name] = measured | {"random_hr@10": round(chance, 5), "times_random": round(lift, 2)}
    return out


class _Among:
    """A member that speaks for new items alone."""

    def __init__(self, member: Any, first: int) -> None:
        self._member, self._first = member, first

    def scores(self, histories: Histories) -> np.ndarray:
        scores = self._member.scores(histories)
        scores[:, : self._first] = 0.0
        return scores


def _attributes(told: list[list[int]]) -> sp.csr_array:
    rows = np.repeat(np.arange(len(told)), [len(one) for one in told])
    columns = np.array([each for one in told for each in one], np.int64)
    ones = np.ones(len(rows), np.float32)
    return sp.coo_array((ones, (rows, columns)), shape=(len(told), columns.max() + 1)).tocsr()


def _rows(tested: evaluate.Tested, measures: Measures, who: Ints) -> dict[str, Any]:
    members = {
        name: _measured(tested.ranks_by(one), measures, who)
        for name, one in tested.blend.members.items()
    }
    return {
        "protocol": tested.result().protocol,
        "asked": len(tested.ranks),
        "fit_s": round(tested.fit_s, 1),
        "alone": tested.blend.told.alone,
        "blend": _measured(tested.ranks, measures, who),
        "members": members,
    }


def _measured(ranks: Ranks, measures: Measures, who: Ints) -> dict[str, dict[str, float]]:
    """Mean and 95 % interval, which treats all that belongs to one of `who` as one draw."""
    sizes = np.bincount(who)
    out = {}
    for name, measure in measures.items():
        values = measure(ranks)
        mean = values.mean()
        off = np.bincount(who, values - mean)
        half = 1.96 * math.sqrt((off**2).sum() * len(sizes) / max(1, len(sizes) - 1)) / len(values)
        out[name] = {"mean": round(float(mean), 5), "plus_minus": round(half, 5)}
    return out


def _sessions(asked: Histories) -> Ints:
    """Which session each prefix is of: the prefixes of one follow each other, the longest first."""
    who = np.zeros(len(asked), np.int64)
    for at in range(1, len(asked)):
        follows = np.array_equal(asked.one(at), asked.one(at - 1)[:-1])
        who[at] = who[at - 1] + (not follows)
    return who


def missed(out: dict[str, Any]) -> list[str]:
    """The bars that were not met."""
    bad = []
    for row, bars in BARS.items():
        if row in out:
            for name, bar in bars.items():
                blend = out[row]["blend"][name]["mean"]
                best = max(one[name]["mean"] for one in out[row]["members"].values())
                bad += [f"{row} {name} {blend} < {bar}"] * (blend < bar)
                bad += [f"{row} {name} {blend} < {SHARE} x {best}"] * (blend < SHARE * best)
    if "new_items" in out and out["new_items"]["hidden_only"]["times_random"] < 5:
        bad.append("new items: less than 5 times random")
    return bad


ROWS: Final = {"beauty": beauty, "diginetica": diginetica, "new_items": new_items}


def main(arguments: list[str]) -> int:
    """Measure what is named, where its data are."""
    folder = Path(arguments[0]) if arguments else Path("none")
    out: dict[str, Any] = {}
    for name in arguments[1:] or ROWS:
        if not (folder / ("diginetica" if name == "diginetica" else "beauty")).is_dir():
            out[name] = "not run: no data"
            continue
        say(name)
        out[name] = ROWS[name](folder)
    return report(out, missed({name: row for name, row in out.items() if isinstance(row, dict)}))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
