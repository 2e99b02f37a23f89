"""The act classifier's method on published data: `python tests/benchmarks/published.py NLU_FOLDER`.

`PYTHONPATH=. OMP_NUM_THREADS=1`; some fifteen minutes. What `sessions.intent.train` does (ridge
regression, one label against the rest, over words and meaning) with the exact kernel in place of its
random features, since nothing has to be small here. Encoders: the default pack, and for English the
pack `minilm-en` where it has been fetched. Nothing was chosen by looking at a test part.

CLINC150 full (Larson et al. 2019): trained on `train` and `oos_train` (a no to every intent). A
guess is kept above the margin that keeps `KEPT` of the right guesses of `val`.
CrossWOZ (Zhu et al. 2020), acts of the user: trained on val, tested on test; labels act+domain+slot
seen three times or more; the utterance before is read, too; threshold by five folds of val.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve

from sessions.encoding.model import load
from sessions.errors import PackUnusable
from sessions.intent import train
from sessions.intent.evaluate import interval, share
from sessions.intent.gazetteer import Gazetteer
from sessions.intent.text import normalise

MODELS: Final = Path("var/models")
KEPT: Final = 0.96
RIDGE: Final = 0.25
MEANING: Final = 2.0
BEFORE: Final = 0.25
"""What the utterance before counts for beside the user's own words."""
BARS: Final = {"accuracy": 0.95, "oos_recall": 0.80, "kept": 0.92, "micro_f1": 0.88}

Floats = NDArray[np.float64]


class Texts:
    """Words and meanings of texts, and the kernel between some of them and others."""

    def __init__(self, texts: list[str], encoders: list[Any]) -> None:
        plain = [normalise(text) for text in texts]
        gazetteer = Gazetteer()
        self._rows = train.matrix([train.places(text, gazetteer) for text in plain])
        self._vectors = [encoder.encode(plain) for encoder in encoders]

    def kernel(self, some: slice, others: slice) -> Floats:
        """(some, others): shared words, and nearness of meaning by each encoder."""
        out = np.asarray((self._rows[some] @ self._rows[others].T).todense(), np.float64)
        for vectors in self._vectors:
            out += MEANING * np.exp(2 * (vectors[some] @ vectors[others].T - 1))
        return out


def fit(kernel: Floats, wanted: Floats) -> Floats:
    """Dual weights of the ridge; `kernel` is used up."""
    kernel[np.diag_indices_from(kernel)] += RIDGE
    return np.asarray(cho_solve(cho_factor(kernel, lower=True, overwrite_a=True), wanted))


def clinc(path: Path, encoders: list[Any]) -> dict[str, Any]:
    """Accuracy in scope, and recall out of scope where guesses may be given up."""
    data = json.loads(path.read_text("utf-8"))
    parts = [data[a] + data[b] for a, b in (("train", "oos_train"), ("val", "oos_val"))]
    parts.append(data["test"] + data["oos_test"])
    names = sorted({intent for _, intent in data["train"]})
    texts = Texts([text for part in parts for text, _ in part], encoders)
    ends = np.cumsum([0, *map(len, parts)])
    learn, choose, test = (slice(a, b) for a, b in pairwise(ends))
    truths = [
        np.array([names.index(intent) if intent != "oos" else -1 for _, intent in part])
        for part in parts
    ]
    wanted = np.where(truths[0][:, None] == np.arange(len(names)), 1.0, -1.0)
    weights = fit(texts.kernel(learn, learn) + 1, wanted)
    chosen, tested = ((texts.kernel(part, learn) + 1) @ weights for part in (choose, test))
    right = (chosen.argmax(axis=1) == truths[1]) & (truths[1] >= 0)
    least = np.quantile(chosen.max(axis=1)[right], 1 - KEPT)
    inside = truths[2] >= 0
    hit, kept = tested.argmax(axis=1) == truths[2], tested.max(axis=1) >= least
    return {
        "accuracy": share(hit[inside]),
        "accuracy_95": interval(hit[inside], share),
        "kept": share((hit & kept)[inside]),
        "kept_95": interval((hit & kept)[inside], share),
        "oos_recall": share(~kept[~inside]),
        "oos_recall_95": interval(~kept[~inside], share),
    }


def crosswoz(folder: Path, encoders: list[Any]) -> dict[str, Any]:
    """Micro-F1 of the user's acts, with and without the test turns that val has, too."""
    parts = [
        [json.loads(line) for line in (folder / f"user_turns_{part}.jsonl").open(encoding="utf-8")]
        for part in ("val", "test")
    ]
    turns = [turn for part in parts for turn in part]
    said = [{_label(act) for act in turn["acts"]} for turn in turns]
    counts = Counter(label for labels in said[: len(parts[0])] for label in labels)
    names = sorted(label for label, times in counts.items() if times >= 3)
    user = Texts([turn["user"] for turn in turns], encoders)
    before = Texts([turn["system"] for turn in turns], encoders)
    learn, test = slice(0, len(parts[0])), slice(len(parts[0]), None)

    def kernel(some: slice) -> Floats:
        return user.kernel(some, learn) + BEFORE * before.kernel(some, learn) + 1

    truth = np.array([[name in labels for name in names] for labels in said])
    wanted = np.where(truth[learn], 1.0, -1.0)
    least = _threshold(kernel(learn), wanted, [turn["dialogue"] for turn in parts[0]])
    guessed = kernel(test) @ fit(kernel(learn), wanted) >= least
    unseen = [len(labels - set(names)) for labels in said[len(parts[0]) :]]
    tried = list(zip(guessed, truth[test], unseen, strict=True))
    known = {turn["user"] for turn in parts[0]}
    fresh = [one for one, turn in zip(tried, parts[1], strict=True) if turn["user"] not in known]
    return {
        "labels": len(names),
        "threshold": least,
        "micro_f1": micro_f1(tried),
        "micro_f1_95": interval(tried, micro_f1),  # type: ignore[arg-type]
        "micro_f1_unseen_turns": micro_f1(fresh),
        "exact": share(bool((g == t).all()) and not u for g, t, u in tried),
    }


def _label(act: list[str]) -> str:
    return "+".join(act[:2] if act[0] == "General" else act[:3])


def _threshold(kernel: Floats, wanted: Floats, dialogues: list[str]) -> float:
    """The margin of the best F1 on rows that were not learned from, split by dialogue."""
    names = list(dict.fromkeys(dialogues))
    fold = dict(zip(names, np.random.default_rng(0).permutation(len(names)) % 5, strict=True))
    folds = np.array([fold[name] for name in dialogues])
    inverse = np.linalg.inv(kernel + RIDGE * np.eye(len(kernel)))
    dual = inverse @ wanted
    held = np.zeros_like(wanted)
    for number in range(5):
        out = np.flatnonzero(folds == number)
        held[out] = wanted[out] - np.linalg.solve(inverse[np.ix_(out, out)], dual[out])
    levels = np.arange(-0.6, 0.3, 0.02)
    scores = [
        micro_f1([(h >= x, w > 0, 0) for h, w in zip(held, wanted, strict=True)]) for x in levels
    ]
    return round(float(levels[int(np.argmax(scores))]), 2)


def micro_f1(tried: Any) -> float:
    """Of (guessed, true, labels that could not be guessed) rows; those count as missed."""
    hits = sum(int((guess & true).sum()) for guess, true, _ in tried)
    total = sum(int(guess.sum() + true.sum()) + unseen for guess, true, unseen in tried)
    return round(2 * hits / max(total, 1), 4)


def main(arguments: list[str]) -> int:
    """Measure what data there is."""
    folder = Path(arguments[0]) if arguments else Path("none")
    default = load("", str(MODELS))
    english = [default]
    try:
        english.append(load(str(MODELS / "minilm-en"), None))
    except PackUnusable:
        print("minilm-en is not fetched: CLINC150 by the default pack alone", file=sys.stderr)
    out: dict[str, Any] = {
        "encoders": [encoder.name for encoder in english],
        "clinc": "not run: no data",
    }
    out["crosswoz"] = "not run: no data"
    if (folder / "crosswoz").is_dir():
        out["crosswoz"] = crosswoz(folder / "crosswoz", [default])
    if (folder / "clinc/data_full.json").is_file():
        out["clinc"] = clinc(folder / "clinc/data_full.json", english)
    sets = [one for one in (out["clinc"], out["crosswoz"]) if isinstance(one, dict)]
    out["missed"] = [
        f"{name} {one[name]} < {bar}"
        for one in sets
        for name, bar in BARS.items()
        if name in one and one[name] < bar
    ]
    print(json.dumps(out, indent=1))
    return int(bool(out["missed"]))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
