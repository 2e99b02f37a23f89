"""Measurements -> the body that has them.

Damped Gauss-Newton on the parameters (`shape.PARAMETERS`): least squares of the measured minus the
wanted lengths, one centimetre weighing 1, plus a ridge that holds each parameter near its usual
value, so that what was not measured stays ordinary. Local changes cost more than macro ones: a tall
body is tall all over before one part is stretched. The Jacobian is taken by finite differences of
the tape's vertices only, all parameters in one batch.
"""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from assets_pipeline.body import measure, shape
from assets_pipeline.body.figure import Figure
from assets_pipeline.errors import MeasurementsRefused

Floats = NDArray[np.float64]
Build = Literal["", "women", "men"]

CM: Final = 0.01
STEP: Final = 1e-3
CLIP: Final = 0.6
ROUNDS: Final = 12
HALVINGS: Final = 4

PLAUSIBLE: Final = {
    "height": (1.2, 2.3),
    "inseam": (0.5, 1.2),
    "shoulder": (0.25, 0.6),
    "sleeve": (0.35, 0.85),
    "neck": (0.25, 0.6),
    "bust": (0.6, 1.8),
    "underbust": (0.5, 1.6),
    "waist": (0.45, 1.8),
    "hips": (0.6, 1.9),
    "thigh": (0.3, 1.1),
    "knee": (0.25, 0.7),
    "calf": (0.2, 0.7),
    "ankle": (0.15, 0.4),
    "upper_arm": (0.15, 0.7),
    "wrist": (0.1, 0.3),
}
"""Metres; what lies outside is taken for a slip of the unit, and refused."""

_GENDER: Final = {"women": 1.0, "men": 0.0}
_SPREAD: Final = np.array([0.35, 0.3, 0.5, 0.5, 0.3, 0.3] + [0.6] * (len(shape.PARAMETERS) - 6))
_LOW: Final = np.array([0.0, -0.3, -0.5, -0.8, -0.5, -0.3] + [-2.5] * (len(shape.PARAMETERS) - 6))
_HIGH: Final = np.array([1.0, 1.5, 3.0, 1.8, 1.5, 1.5] + [3.0] * (len(shape.PARAMETERS) - 6))
_PRIOR: Final = 0.08
"""Weight of the ridge against a centimetre."""


class Body(NamedTuple):
    """A figure with the measurements that were wanted.

    Attributes:
        parameters: (p,) in the order of `shape.PARAMETERS`.
        vertices: (n, 3) metres.
        measures: all measurements of the figure, metres.
        residual: figure minus wanted, metres, of each measurement that was given.
    """

    parameters: Floats
    vertices: Floats
    measures: dict[str, float]
    residual: dict[str, float]


def checked(wanted: Mapping[str, float]) -> dict[str, float]:
    """Measurements that may be fitted; metres, names of `measure.MEASURES`.

    Raises:
        MeasurementsRefused: unknown, not a number, or not that of a person.
    """
    for name, value in wanted.items():
        if name not in PLAUSIBLE:
            raise MeasurementsRefused(f"{name} is not measured; known: {', '.join(PLAUSIBLE)}")
        low, high = PLAUSIBLE[name]
        if not math.isfinite(value) or not low <= value <= high:
            raise MeasurementsRefused(f"{name} of {value} m: {low} to {high} m can be fitted")
    return dict(wanted)


class Fitter:
    """Finds bodies; made once per figure."""

    def __init__(self, figure: Figure) -> None:
        self.figure = figure
        self.tape = measure.Tape(figure)
        self._reading = lru_cache(64)(self.tape.reading)

    def fit(
        self,
        wanted: Mapping[str, float],
        build: Build = "",
        spent: dict[str, float] | None = None,
    ) -> Body:
        """The most ordinary body with these measurements.

        Args:
            wanted: metres; any of `measure.MEASURES`, none is needed.
            build: whose proportions, or found from the measurements.
            spent: told the seconds of processor that it took, as `body`.

        Raises:
            MeasurementsRefused: unknown, not a number, or not that of a person.
        """
        given = checked(wanted)
        began = time.process_time()
        goal = np.array(list(given.values()))
        start = shape.DEFAULT.copy()
        start[0] = _GENDER.get(build, 0.5)
        spread = _SPREAD.copy()
        if build:
            spread[0] = 1e-3
        found = self._search(start, spread, self._reading(tuple(given)), goal) if given else start
        vertices = self.figure.vertices(found)
        measures = self.tape.of(vertices)
        residual = {name: measures[name] - value for name, value in given.items()}
        if spent is not None:
            spent["body"] = time.process_time() - began
        return Body(found, vertices, measures, residual)

    def _search(self, start: Floats, spread: Floats, read: measure.Reading, goal: Floats) -> Floats:
        at, damping = start, 1.0
        missing, jacobian = _look(read, at, goal)
        cost = _cost(missing, at, start, spread)
        for _ in range(ROUNDS):
            step = _newton(missing, jacobian, (at - start) / spread, spread, damping)
            step /= max(1.0, np.abs(step).max() / CLIP)
            for _ in range(HALVINGS):
                there: Floats = np.clip(at + step, _LOW, _HIGH).astype(np.float64)
                ahead = _cost((read(there[None])[0] - goal) / CM, there, start, spread)
                if ahead < cost:
                    break
                step = step / 2
            else:
                break
            gained, at, cost = cost - ahead, there, ahead
            damping /= 4
            if gained < 0.003 * cost + 1e-4:
                break
            missing, jacobian = _look(read, at, goal)
        return at


def _look(read: measure.Reading, at: Floats, goal: Floats) -> tuple[Floats, Floats]:
    """Residuals (m,) in centimetres and their Jacobian (m, p)."""
    steps = np.concatenate([np.zeros((1, len(at))), np.eye(len(at)) * STEP])
    found = read(at + steps)
    return (found[0] - goal) / CM, (found[1:] - found[0]).T / (STEP * CM)


def _cost(missing: Floats, at: Floats, start: Floats, spread: Floats) -> float:
    return float(missing @ missing + _PRIOR**2 * np.sum(((at - start) / spread) ** 2))


def _newton(
    missing: Floats, jacobian: Floats, away: Floats, spread: Floats, damping: float
) -> Floats:
    """Step (p,) of the ridge least squares, in units of each parameter's spread inside."""
    scaled = jacobian * spread
    system = scaled.T @ scaled + (_PRIOR**2 + damping * 1e-2) * np.eye(len(spread))
    solved = np.linalg.solve(system, -(scaled.T @ missing + _PRIOR**2 * away))
    step: Floats = solved * spread
    return step
