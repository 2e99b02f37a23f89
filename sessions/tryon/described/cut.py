"""A reading onto a garment: levels, steps and colours as fields within their limits."""

from __future__ import annotations

import math
from typing import Any, Final

import msgspec

from assets_pipeline.errors import SpecRefused
from assets_pipeline.garments.spec import FABRICS, LANDMARKS, LEGS, WARDROBE, Spec
from sessions.tryon.described.colors import contrast, distance, shaded
from sessions.tryon.described.reading import STATURE_M, Reading, Step

LIMITS: Final[dict[str, tuple[float, float]]] = {
    "hem": (0.0, 0.68),
    "sleeve": (0.0, 1.0),
    "waist": (0.54, 0.72),
    "flare": (0.0, 1.0),
    "ease": (-0.10, 0.45),
    "thickness": (0.0005, 0.03),
    "stretch": (0.0, 0.6),
    "bend": (0.05, 20.0),
    "pattern_m": (0.004, 0.4),
}
"""What words may make of a field; within what `Spec` allows."""
STEPS: Final = {"hem": 0.04, "sleeve": 0.2, "waist": 0.02, "flare": 0.2, "ease": 0.05}
"""A usual step; of the hem 7 cm of a stature of 1.68 m, of the waist 3 cm."""
FACTORS: Final = {"thickness": 1.5, "pattern_m": 1.6, "bend": 1.8, "stretch": 1.8}
"""A usual step of what is perceived by ratio."""
ARM_M: Final = 0.56
"""From shoulder to wrist of a stature of 1.68 m."""
SHOULDER: Final = 0.835
"""Height that a garment's length is measured from, share of stature."""
DENIM: Final = {"color": "#2b3d63", "second": "#9cbbdb", "pattern": "denim", "pattern_m": 0.004}
LIGHT_DENIM: Final = "#8fb0d2"
DARK_DENIM: Final = "#1b2540"
SCALES: Final = {"stripes": (0.012, 0.08), "dots": (0.02, 0.09), "plaid": (0.03, 0.2)}
"""Repeat of a fine and of a bold pattern, metres."""
SIZES: Final[dict[str, dict[str, float]]] = {
    "long": {"dress": 0.06, "skirt": 0.06, "coat": 0.16, "legs": 0.04, "shorts": 0.30, "top": 0.40},
    "short": {
        "dress": 0.41,
        "skirt": 0.41,
        "coat": 0.42,
        "legs": 0.14,
        "shorts": 0.43,
        "top": 0.57,
    },
    "mid": {"dress": 0.19, "skirt": 0.19, "coat": 0.28, "legs": 0.19, "shorts": 0.30, "top": 0.42},
    "crop": {"dress": 0.41, "skirt": 0.41, "coat": 0.46, "legs": 0.14, "shorts": 0.43, "top": 0.60},
}
"""Heights of the hem that long and short mean, by kind."""
_NUMBERS: Final = frozenset(LIMITS)
_UPPER: Final = frozenset({"sleeve", "neckline", "opening"})


class Cutter:
    """Fields of a garment in the making.

    Attributes:
        fields: all of them, as `Spec` has them.
        told: names of those that the words set.
    """

    def __init__(self, base: Spec) -> None:
        self.base = base
        self.fields: dict[str, Any] = msgspec.structs.asdict(base)
        self.told: set[str] = set()

    def apply(self, reading: Reading, *, implied: bool) -> None:
        """Take over what a text says."""
        brought = reading.implied if implied else {}
        said = {**brought, **reading.sets}
        self._cloth(said)
        if "thickness" in brought:
            self._set("thickness", float(brought["thickness"]))
        self._size(reading)
        for name, value in said.items():
            self._level(name, value)
        if reading.length_m:
            self._set("hem", self._top() - reading.length_m / STATURE_M)
        self._looks(reading, said)
        for step in reading.steps:
            self._step(step)

    def spec(self) -> Spec:
        """The garment, every field within its limits."""
        for name, (low, high) in LIMITS.items():
            value = float(self.fields[name])
            self.fields[name] = (
                round(min(max(value, low), high), 4) if math.isfinite(value) else low
            )
        top = self.fields["waist"] if self._lower() else LANDMARKS["bust"] - 0.02
        self.fields["hem"] = min(self.fields["hem"], round(top - 0.04, 4))
        try:
            return msgspec.convert(self.fields, Spec)
        except (SpecRefused, msgspec.ValidationError):  # limits and `Spec` have come apart
            return self.base

    def _lower(self) -> bool:
        return self.fields["kind"] in (*LEGS, "skirt")

    def _top(self) -> float:
        return float(self.fields["waist"]) if self._lower() else SHOULDER

    def _set(self, name: str, value: Any) -> None:
        if name in _UPPER and self._lower():
            return
        if name == "waist" and not self._lower() and self.fields["kind"] != "dress":
            return
        self.fields[name] = value
        self.told.add(name)

    def _cloth(self, said: dict[str, str]) -> None:
        fabric = said.get("fabric")
        if fabric is None:
            return
        self._set("fabric", fabric)
        thickness, stretch, bend = FABRICS[fabric]
        self.fields |= {"stretch": stretch, "bend": bend, "thickness": thickness}
        if fabric == "denim" and self.fields["pattern"] in ("plain", "knit", "denim"):
            self.fields |= DENIM
        elif self.fields["pattern"] == "denim" or (
            self.fields["pattern"] == "knit" and fabric not in ("knit", "wool")
        ):
            self.fields["pattern"] = "plain"

    def _size(self, reading: Reading) -> None:
        if not reading.size:
            return
        kind = self.fields["kind"]
        group = kind if kind in ("dress", "skirt", "coat", "shorts") else "top"
        self._set(
            "hem", SIZES[reading.size]["legs" if kind in LEGS and kind != "shorts" else group]
        )

    def _level(self, name: str, value: str) -> None:
        """A field as the words say it."""
        if name == "thickness" and value in ("thick", "thin"):
            self._thick(value)
        elif name == "width":
            self._set(*(("flare", 0.5) if self._swings() else ("ease", 0.2)))
            if value == "narrow":
                self._set(*(("flare", 0.0) if self._swings() else ("ease", 0.035)))
        elif name == "sleeve" and value == "some":
            self._set("sleeve", float(self.fields["sleeve"]) or 0.27)
        elif name == "ease" and float(value) <= 0.0:
            self._set("ease", min(float(value), self.base.ease))
        elif name == "waist" and self.fields["kind"] == "dress" and value == "0.64":
            self._set("waist", 0.67)
        elif name in _NUMBERS:
            self._set(name, float(value))
        elif name in ("neckline", "opening"):
            self._set(name, value)

    def _thick(self, value: str) -> None:
        usual = float(self.fields["thickness"])
        self._set("thickness", max(usual * 1.8, 0.0035) if value == "thick" else usual * 0.5)

    def _swings(self) -> bool:
        return self.fields["kind"] in (*LEGS, "skirt", "dress")

    def _looks(self, reading: Reading, said: dict[str, str]) -> None:
        pattern = said.get("pattern")
        if pattern:
            self._pattern(pattern, said)
        ground = reading.dyes.ground or said.get("color", "")
        if ground:
            self._set("color", ground)
        if reading.scale and self.fields["pattern"] in SCALES:
            self._set("pattern_m", SCALES[self.fields["pattern"]][reading.scale > 0])
        if reading.dyes.shade and not ground:
            self._shade(reading.dyes.shade, reading.dyes.amount)
        if reading.dyes.second:
            self._set("second", reading.dyes.second)
        self._tell_apart()

    def _pattern(self, pattern: str, said: dict[str, str]) -> None:
        if pattern != self.base.pattern or self.base.kind != self.fields["kind"]:
            self.fields["pattern_m"] = float(said.get("pattern_m", self.fields["pattern_m"]))
        self._set("pattern", pattern)
        if "pattern_m" in said and said["pattern_m"] not in ("0.03", "0.11", "0.045", "0.012"):
            self._set("pattern_m", float(said["pattern_m"]))
        else:
            self.told.discard("pattern_m")

    def _shade(self, way: int, amount: float) -> None:
        if self.fields["pattern"] == "denim" and self.fields["color"] == DENIM["color"]:
            self._set("color", LIGHT_DENIM if way > 0 else DARK_DENIM)
        else:
            self._set("color", shaded(self.fields["color"], way, 0.5 * amount))

    def _tell_apart(self) -> None:
        """See that ground and pattern differ, by changing whichever was not told."""
        fields = self.fields
        if fields["pattern"] in ("plain", "knit"):
            return
        if fields["pattern"] == "denim":
            if "color" in self.told and "second" not in self.told:
                fields["second"] = shaded(fields["color"], 1)
        elif distance(fields["color"], fields["second"]) < 25:
            free = "color" if "second" in self.told and "color" not in self.told else "second"
            fields[free] = contrast(fields["second" if free == "color" else "color"])

    def _step(self, step: Step) -> None:
        axis = step.axis
        if axis == "width":
            axis = "flare" if self._swings() else "ease"
        if axis not in self.fields:
            return
        now = float(self.fields[axis])
        low, high = LIMITS[axis]
        if step.metres:
            per = {"hem": 1 / STATURE_M, "sleeve": 1 / ARM_M, "waist": 1 / STATURE_M}.get(axis, 1.0)
            then = now + step.way * step.metres * per
        elif axis in FACTORS:
            then = max(now, 0.02 if axis == "stretch" else 0.0) * FACTORS[axis] ** (
                step.way * step.amount
            )
        else:
            then = now + step.way * step.amount * STEPS[axis]
        self._set(axis, min(max(then, low), high))


def become(spec: Spec, kind: str) -> Spec:
    """Another kind of garment that keeps the colours, the pattern and what cloth suits it."""
    usual = WARDROBE[kind]
    kept: dict[str, Any] = {"color": spec.color, "second": spec.second}
    if spec.pattern not in ("denim", "knit") and usual.pattern == "plain":
        kept |= {"pattern": spec.pattern, "pattern_m": spec.pattern_m}
    if usual.pattern == "denim":
        kept = {}
    return msgspec.structs.replace(usual, **kept)
