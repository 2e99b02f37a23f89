"""The bodies that sizes are cut for, and which size suits a body.

Girths are the middles of the letter codes of EN 13402-3 (women: bust, men: chest lead); heights are
those of its middle row. Metres.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

from assets_pipeline.garments.spec import LEGS, Spec

Build = Literal["women", "men"]
Chart = Mapping[str, Mapping[str, float]]

SIZES: Final = ("XS", "S", "M", "L", "XL", "XXL", "3XL")

_GIRTHS: Final[dict[Build, dict[str, tuple[float, ...]]]] = {
    "women": {
        "bust": (0.78, 0.86, 0.94, 1.025, 1.13, 1.25, 1.37),
        "waist": (0.62, 0.70, 0.78, 0.865, 0.97, 1.09, 1.21),
        "hips": (0.86, 0.94, 1.02, 1.105, 1.20, 1.31, 1.42),
    },
    "men": {
        "bust": (0.82, 0.90, 0.98, 1.06, 1.14, 1.235, 1.35),
        "waist": (0.70, 0.78, 0.86, 0.94, 1.02, 1.115, 1.23),
        "hips": (0.86, 0.93, 1.00, 1.07, 1.14, 1.22, 1.31),
    },
}
_HEIGHT: Final = {"women": 1.68, "men": 1.80}

CHARTS: Final[dict[Build, Chart]] = {
    build: {
        size: {"height": _HEIGHT[build], **{zone: row[at] for zone, row in girths.items()}}
        for at, size in enumerate(SIZES)
    }
    for build, girths in _GIRTHS.items()
}
"""What each size is cut for, by build, then size, then zone."""

TIGHT, LOOSE = 2.2, 1.0
"""How much worse a centimetre too tight is than one too loose."""
SPREAD_M: Final = 0.035
"""A misfit of so much is half a step of the logits: about half of a size's step in girth."""


class Advice(NamedTuple):
    """The size that suits best, and how likely each is the one that the shopper would keep."""

    size: str
    probabilities: dict[str, float]


def advise(spec: Spec, body: Mapping[str, float], chart: Chart) -> Advice:
    """Which size of a garment suits a body.

    For each zone that the garment covers and the shopper has told, the misfit is the body's girth
    minus that of the size; what the cloth gives (`stretch`) and half of the ease are taken from what
    is too tight, half of the ease from what is too loose. The probabilities are a softmax of the
    weighted squares.

    Args:
        spec: the garment.
        body: girths, metres; any subset of the chart's zones.
        chart: girths of the body that each size is cut for.
    """
    zones = [zone for zone in zones_of(spec) if zone in body]
    costs = {
        size: sum(_misfit(spec, body[zone], row[zone]) for zone in zones)
        for size, row in chart.items()
    }
    least = min(costs.values())
    shares = {size: math.exp(least - cost) for size, cost in costs.items()}
    total = sum(shares.values())
    found = {size: share / total for size, share in shares.items()}
    return Advice(max(found, key=lambda size: found[size]), found)


def zones_of(spec: Spec) -> tuple[str, ...]:
    """Zones of the chart that decide a garment's size."""
    if spec.kind in LEGS or spec.kind == "skirt":
        return ("waist", "hips")
    if spec.kind == "dress" or spec.hem < 0.5:
        return ("bust", "waist", "hips") if spec.ease < 0.12 else ("bust", "hips")
    return ("bust", "waist") if spec.ease < 0.08 else ("bust",)


def _misfit(spec: Spec, body: float, cut_for: float) -> float:
    room = 0.25 * max(spec.ease, 0.0)
    tight = max(body - cut_for - room - spec.stretch * 0.25 * cut_for, 0.0)
    near = (body - cut_for) / SPREAD_M
    return 0.5 * near * near * (LOOSE if near < 0 else 1.0) + TIGHT * (tight / SPREAD_M) ** 2
