"""The size that suits a body, how sure that is, and where each size is tight or loose.

Each size of a chart is cut for a body. What a size costs is the sum over the zones that the shopper
has told of weight * squared misfit, and what is too tight costs `TIGHT` times as much as what is
too loose; shares are a softmax of minus that. Fit feedback of earlier buyers is joined by Bayes:
per size a Dirichlet prior over small, fit, large is updated by the counts; where buyers found a
size small, the size acts as one cut for a smaller body.

A larger body never gets a smaller size: misfit is convex in body minus cut, and sizes are taken in
the order of the chart with girths that never fall, so the difference of two sizes' costs only rises
with each girth (decreasing differences, Topkis 1978).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise
from typing import Final, Literal, NamedTuple

Wish = Literal["snug", "regular", "loose"]
Verdict = Literal["too_tight", "tight", "good", "loose", "too_loose"]

WEIGHTS: Final = {"bust": 1.0, "waist": 0.8, "hips": 1.0, "inseam": 0.5, "height": 0.2}
SCALES_M: Final = {"bust": 0.035, "waist": 0.035, "hips": 0.035, "inseam": 0.03, "height": 0.06}
"""A misfit of so much costs half of the zone's weight: about half of a step in a chart."""
TIGHT: Final = 3.0
"""How much more a misfit costs that is too tight."""
WISHED_M: Final = {"snug": -0.02, "regular": 0.0, "loose": 0.03}
"""Girth that is wanted beyond the body that a size is cut for."""
GIVES: Final = 0.25
"""Share of a cloth's stretch that is worn without a thought."""
GIRTHS: Final = frozenset({"bust", "waist", "hips"})
PRIOR: Final = {"small": 2.0, "fit": 11.0, "large": 2.0}
"""Dirichlet pseudo-counts: fifteen earlier wearers, of whom about three quarters were content."""
SHIFT_M: Final = 0.04
"""How much smaller a size acts that everybody found small: a step of a chart."""
SURE: Final = 0.5
"""Below this share of the best size the answer is of low confidence."""
VERDICTS: Final[tuple[tuple[float, Verdict], ...]] = (
    (-1.5, "too_tight"), (-0.5, "tight"), (1.0, "good"), (2.0, "loose"),
)  # fmt: skip
"""Upper ends of the verdicts, in scales of the zone."""


class Zone(NamedTuple):
    """How a size sits in one place.

    Attributes:
        ease_m: the body that it is cut for, minus the shopper's; metres, negative where tight.
        verdict: with what the cloth gives and the shopper wishes taken into account.
    """

    ease_m: float
    verdict: Verdict


class Recommendation(NamedTuple):
    """An answer.

    Attributes:
        size: the one that suits best.
        probabilities: of each size to be the one that is kept; they sum to 1.
        zones: by size, then by the zones that were told.
        low_confidence: little was told, or two sizes suit alike, or none suits.
    """

    size: str
    probabilities: dict[str, float]
    zones: dict[str, dict[str, Zone]]
    low_confidence: bool


def recommend(
    body: Mapping[str, float],
    chart: Mapping[str, Mapping[str, float]],
    stretch: float,
    wishes: Wish = "regular",
    feedback: Mapping[str, Mapping[str, float]] | None = None,
) -> Recommendation:
    """Choose a size.

    Args:
        body: any of bust, waist, hips, height, inseam; metres.
        chart: the body each size is cut for, smallest first; zones that a size lacks are left out.
        stretch: how much the cloth stretches, as a share of its length (0.05 is 5 %).
        wishes: how close it is to sit.
        feedback: by size, how many wearers found it `small`, `fit` and `large`.

    Raises:
        ValueError: the chart is empty, or a length, count or stretch is not a finite number (lengths
            above 0, the others from 0).
    """
    _check(body, chart, stretch, feedback or {})
    zones = [
        zone for zone in WEIGHTS if zone in body and all(zone in row for row in chart.values())
    ]
    moved = _grown(_acting(chart, feedback or {}), zones)
    costs = {
        size: sum(
            WEIGHTS[zone] * _cost(_room(zone, row[zone], body[zone], stretch, wishes))
            for zone in zones
        )
        for size, row in moved.items()
    }
    least = min(costs.values())
    shares = {size: math.exp(least - cost) for size, cost in costs.items()}
    total = sum(shares.values())
    probabilities = {size: share / total for size, share in shares.items()}
    best = _best(costs)
    told = {size: _zones(row, body, zones, stretch, wishes) for size, row in chart.items()}
    unsure = not zones or probabilities[best] < SURE or _bad(told[best])
    return Recommendation(best, probabilities, told, unsure)


def _best(costs: Mapping[str, float]) -> str:
    """The least cost; where nothing tells sizes apart, the middle one of those alike."""
    least = min(costs.values())
    alike = [size for size, cost in costs.items() if cost <= least]
    return alike[len(alike) // 2]


def _acting(
    chart: Mapping[str, Mapping[str, float]], feedback: Mapping[str, Mapping[str, float]]
) -> dict[str, dict[str, float]]:
    """The chart as wearers found it: girths moved by the posterior share of large minus small."""
    return {
        size: {
            zone: cut + (_lean(feedback.get(size, {})) * SHIFT_M if zone in GIRTHS else 0.0)
            for zone, cut in row.items()
        }
        for size, row in chart.items()
    }


def _lean(counts: Mapping[str, float]) -> float:
    """-1 (all found it small) .. 1 (all found it large), by the mean of the Dirichlet posterior."""
    posterior = {outcome: prior + counts.get(outcome, 0.0) for outcome, prior in PRIOR.items()}
    return (posterior["large"] - posterior["small"]) / sum(posterior.values())


def _grown(chart: dict[str, dict[str, float]], zones: list[str]) -> dict[str, dict[str, float]]:
    """Girths that never fall from one size to the next: a larger label is not a smaller garment."""
    for (_, smaller), (_, larger) in pairwise(chart.items()):
        for zone in zones:
            larger[zone] = max(larger[zone], smaller[zone])
    return chart


def _room(zone: str, cut: float, body: float, stretch: float, wishes: Wish) -> float:
    """What is to spare, in scales of the zone; what the cloth gives only helps where it is tight."""
    ease = cut - body
    if zone in GIRTHS:
        ease -= WISHED_M[wishes]
        ease += min(max(-ease, 0.0), GIVES * stretch * body)
    return ease / SCALES_M[zone]


def _cost(room: float) -> float:
    return 0.5 * room * room * (TIGHT if room < 0 else 1.0)


def _zones(
    row: Mapping[str, float],
    body: Mapping[str, float],
    zones: list[str],
    stretch: float,
    wishes: Wish,
) -> dict[str, Zone]:
    return {
        zone: Zone(
            row[zone] - body[zone], _verdict(_room(zone, row[zone], body[zone], stretch, wishes))
        )
        for zone in zones
    }


def _verdict(room: float) -> Verdict:
    return next((verdict for end, verdict in VERDICTS if room < end), "too_loose")


def _bad(zones: Mapping[str, Zone]) -> bool:
    return any(zone.verdict == "too_tight" for zone in zones.values())


def _check(
    body: Mapping[str, float],
    chart: Mapping[str, Mapping[str, float]],
    stretch: float,
    feedback: Mapping[str, Mapping[str, float]],
) -> None:
    if not chart:
        raise ValueError("a chart without sizes")
    lengths = [*body.values(), *(cut for row in chart.values() for cut in row.values())]
    if not all(math.isfinite(length) and length > 0 for length in lengths):
        raise ValueError("a length is not a positive number of metres")
    counts = [count for row in feedback.values() for count in row.values()]
    if not all(math.isfinite(number) and number >= 0 for number in (stretch, *counts)):
        raise ValueError("stretch or a count is below 0 or no number")
