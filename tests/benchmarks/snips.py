"""SNIPS full by one fine-tuned encoder: `python tests/benchmarks/snips.py NLU_FOLDER [MODEL]`.

`PYTHONPATH=. OMP_NUM_THREADS=1`; under an hour on one free core. What `sessions.intent.tuning.train`
does with the pack `minilm-en` (joint intent and slots, CRF, bfloat16 where the processor has it), on
the 13,784 lines of `train`: 13,084 to learn from, 700 drawn by the seed to choose the epoch by. The
test are the 700 lines of `valid`, as papers have it; they are read once, after training. Eleven of
them are also among the training lines: figures are given with and without. Slots count as
`conlleval` counts them (exact spans, micro-averaged); a frame is right when intent and all tags are.
MODEL is where the model is kept; one that is there is measured and not trained anew.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

import msgspec

from sessions.intent.tuning import examples
from sessions.intent.tuning.evaluate import figures, outcomes
from sessions.intent.tuning.model import load, quiet
from sessions.intent.tuning.train import Recipe, run

BASE: Final = "var/models/minilm-en"
RECIPE: Final = Recipe(dev=700 / 13_784, epochs=8, rate=1e-4, head_rate=2e-3, bf16=True)
BARS: Final = {"intent": 0.986, "slot_f1": 0.95}


def measure(folder: Path, model: Path) -> dict[str, Any]:
    """Train where there is no model yet, then the test part."""
    learn = (folder / "train.jsonl").read_text("utf-8")
    out: dict[str, Any] = {"base": BASE, "recipe": RECIPE}
    if not model.exists():
        out["training"] = run(BASE, learn, model, RECIPE)
    test = examples.read((folder / "valid.jsonl").read_text("utf-8"), "joint")
    tried = outcomes(load(str(model)), test)
    known = {one.tokens for one in examples.read(learn, "joint")}
    fresh = [each for each, one in zip(tried, test, strict=True) if one.tokens not in known]
    return out | {"test": figures(tried, "joint"), "test_unseen": figures(fresh, "joint")}


def main(arguments: list[str]) -> int:
    """Measure if there are data."""
    folder = Path(arguments[0]) / "snips" if arguments else Path("none")
    if not (folder / "train.jsonl").is_file():
        print(json.dumps({"snips": "not run: no data", "missed": []}))
        return 0
    quiet()
    with tempfile.TemporaryDirectory() as scratch:
        model = Path(arguments[1]) if len(arguments) > 1 else Path(scratch) / "model"
        out = measure(folder, model)
    out["missed"] = [
        f"{name} {out['test'][name]} < {bar}"
        for name, bar in BARS.items()
        if out["test"][name] < bar
    ]
    print(json.dumps(out, indent=1, default=msgspec.to_builtins))
    return int(bool(out["missed"]))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
