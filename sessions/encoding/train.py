"""Distils the compact encoder: `python -m sessions.encoding.train OUT --models FOLDER TEXT..`.

The teacher is the default pack; what it reads are the lines of the TEXT files (what stands behind a
` | ` where there is one), and for the breadth of both languages frequent English words and pairs
(symspellpy) and Chinese words (pypinyin). A unit's direction is learned so that the sums of units
point where the teacher does, and are as far from each other as there. Seeded, one core, some
minutes; the report on stdout is JSON.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from sessions.encoding.base import TextEncoder
from sessions.encoding.compact import CompactEncoder, pack, units
from sessions.encoding.model import DEFAULT_PACK, REPAIR, load
from sessions.errors import ExamplesRefused, PackUnusable, ShowroomError

SEED: Final = 20_261_127
DIM: Final = 80
UNITS: Final = 12_000
OWN: Final = 3
"""What a line of one's own text counts for beside a word of the lists."""
WORDS: Final = 12_000
PAIRS: Final = 20_000
EPOCHS: Final = 10
BATCH: Final = 512
RATE: Final = 5e-3
APART: Final = 2.0
"""What distances between texts count for beside directions."""
LEAST: Final = 10
"""Lines to learn from at all."""
HELD: Final = 0.02
"""Share of one's own lines that is only measured on."""

Floats = NDArray[np.float32]


def main(arguments: list[str]) -> int:
    """Distil, write, report; 1 where something was refused."""
    options = argparse.ArgumentParser(prog="python -m sessions.encoding.train")
    options.add_argument("out", type=Path)
    options.add_argument("texts", nargs="+", type=Path, help="files of one's own lines")
    options.add_argument("--models", default="var/models", help="folder of the packs")
    given = options.parse_args(arguments)
    try:
        teacher = load("", given.models)
        if teacher.name != DEFAULT_PACK:
            raise PackUnusable(f"{DEFAULT_PACK} is not in that folder; {REPAIR}")
        own = [line for path in given.texts for line in lines(path.read_text("utf-8"))]
        stored, report = distil(teacher, own, list(breadth()))
    except (ShowroomError, OSError, UnicodeError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    given.out.write_bytes(stored)
    sys.stdout.write(msgspec.json.encode(report).decode() + "\n")
    return 0


def lines(text: str) -> Iterator[str]:
    """What is said in a file of ours: no remarks, no voices, no headings, no labels."""
    for line in text.splitlines():
        if line.strip() and line[0] not in "#@[":
            yield line.rpartition(" | ")[2].strip()


def breadth() -> Iterator[str]:
    """Frequent words of both languages, in a fixed order."""
    data = resources.files("symspellpy")
    for name, count, words in (
        ("frequency_dictionary_en_82_765.txt", WORDS, 1),
        ("frequency_bigramdictionary_en_243_342.txt", PAIRS, 2),
    ):
        said = (data / name).read_text("utf-8-sig").splitlines()[:count]
        yield from (" ".join(line.split()[:words]) for line in said)
    from pypinyin.phrases_dict import phrases_dict  # noqa: PLC0415 - megabytes, only used here

    short = [word for word in phrases_dict if len(word) <= 4]
    order = np.random.default_rng(SEED).permutation(len(short))[:PAIRS]
    yield from (short[at] for at in order)


def distil(
    teacher: TextEncoder, own: Sequence[str], broad: Sequence[str]
) -> tuple[bytes, dict[str, Any]]:
    """The bytes of a compact encoder, and how near it comes to the teacher on lines held out.

    Raises:
        ExamplesRefused: hardly any lines.
    """
    draw = np.random.default_rng(SEED)
    said = list(dict.fromkeys(own))
    if len(said) < LEAST:
        raise ExamplesRefused(f"{LEAST} different lines at the least")
    order = draw.permutation(len(said))
    held = [said[at] for at in order[: max(round(HELD * len(said)), LEAST // 2)]]
    learn = [said[at] for at in order[len(held) :]]
    texts = [*learn, *(word for word in dict.fromkeys(broad) if word not in set(said))]
    weights = np.where(np.arange(len(texts)) < len(learn), OWN, 1).astype(np.float32)
    names = vocabulary(texts, weights)
    table = fit(rows(texts, names), teacher.encode(texts), weights, len(names), draw)
    stored = pack(names, table)
    made = CompactEncoder(stored)
    report = {
        "own": len(learn),
        "words": len(texts) - len(learn),
        "units": len(names),
        "bytes": len(stored),
        "held_out": len(held),
        "likeness_correlation": agreement(made.encode(held), teacher.encode(held)),
    }
    return stored, report


def vocabulary(texts: Sequence[str], weights: Floats) -> list[str]:
    """The units that occur most, those of one's own lines preferred; ties by first place."""
    counts: Counter[str] = Counter()
    for text, weight in zip(texts, weights, strict=True):
        counts.update(dict.fromkeys(units(text), int(weight)))
    return [unit for unit, _ in counts.most_common(UNITS)]


def rows(texts: Sequence[str], names: Sequence[str]) -> list[list[int]]:
    """The places of each text's units."""
    places = {name: at for at, name in enumerate(names)}
    return [[places[unit] for unit in units(text) if unit in places] for text in texts]


def fit(
    ids: Sequence[Sequence[int]], wanted: Floats, weights: Floats, count: int, draw: Generator
) -> Floats:
    """Directions (count, DIM) by Adam (Kingma and Ba 2015) on batches of texts."""
    import torch  # noqa: PLC0415 - seconds to import: only where it is used

    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    there = np.array([at for at, some in enumerate(ids) if some])
    _, _, axes = np.linalg.svd(wanted[there[::4]], full_matrices=False)
    far = torch.from_numpy(wanted)
    near = torch.nn.functional.normalize(torch.from_numpy(wanted @ axes[:DIM].T))
    table = torch.nn.EmbeddingBag(count, min(DIM, len(axes)), mode="sum")
    torch.nn.init.normal_(table.weight, std=0.02)
    optimiser = torch.optim.Adam(table.parameters(), lr=RATE)
    steps = EPOCHS * -(-len(there) // BATCH)
    pace = torch.optim.lr_scheduler.LinearLR(optimiser, 1.0, 0.01, steps)
    loss = torch.zeros(())
    for epoch in range(EPOCHS):
        order = there[draw.permutation(len(there))]
        for some in np.split(order, range(BATCH, len(order), BATCH)):
            flat = torch.tensor([place for at in some for place in ids[at]])
            starts = torch.tensor(np.cumsum([0, *(len(ids[at]) for at in some[:-1])]))
            said = torch.nn.functional.normalize(table(flat, starts))
            missed = torch.from_numpy(weights[some]) * (1 - (said * near[some]).sum(1))
            apart = (said @ said.T - far[some] @ far[some].T) ** 2
            loss = missed.mean() + APART * apart.mean()
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            pace.step()
        sys.stderr.write(f"epoch {epoch + 1} of {EPOCHS}: {float(loss.detach()):.4f}\n")
    return np.asarray(table.weight.detach().numpy())


def agreement(ours: Floats, theirs: Floats) -> float:
    """Correlation of the cosines between all pairs of texts."""
    above = np.triu_indices(len(ours), 1)
    pair = np.corrcoef((ours @ ours.T)[above], (theirs @ theirs.T)[above])
    return round(float(pair[0, 1]), 4)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
