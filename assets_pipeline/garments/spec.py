"""A garment as numbers: what is cut, from what cloth, and how it looks.

Heights are shares of the wearer's stature, measured from the floor, so that "knee-length" is the
same number for everybody; girths and thickness are metres.
"""

from __future__ import annotations

import math
from typing import Annotated, Final, Literal, get_args

import msgspec

from assets_pipeline.errors import SpecRefused

Kind = Literal[
    "t_shirt",
    "tank_top",
    "shirt",
    "polo",
    "sweater",
    "hoodie",
    "jacket",
    "coat",
    "vest",
    "dress",
    "skirt",
    "trousers",
    "jeans",
    "shorts",
    "leggings",
]
Neckline = Literal["crew", "v", "scoop", "boat", "turtle", "collar", "hood", "strapless", "none"]
Opening = Literal["closed", "buttons", "zip", "open"]
Pattern = Literal["plain", "stripes", "plaid", "dots", "denim", "knit"]
Fabric = Literal["cotton", "jersey", "denim", "knit", "wool", "silk", "linen", "leather", "fleece"]

TOPS: Final = (
    "t_shirt",
    "tank_top",
    "shirt",
    "polo",
    "sweater",
    "hoodie",
    "jacket",
    "coat",
    "vest",
)
LEGS: Final = ("trousers", "jeans", "shorts", "leggings")

LANDMARKS: Final = {
    "neck": 0.855,
    "bust": 0.735,
    "waist": 0.635,
    "hips": 0.515,
    "crotch": 0.470,
    "mid_thigh": 0.380,
    "knee": 0.280,
    "calf": 0.190,
    "ankle": 0.060,
}
"""Heights as shares of stature (facts/tryon.md section 1; below the hips by eye)."""

Share = Annotated[float, msgspec.Meta(ge=0.0, le=1.0)]
Color = Annotated[str, msgspec.Meta(pattern=r"^#[0-9a-f]{6}\Z")]


class Spec(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One garment.

    Attributes:
        kind: which pattern it is cut from.
        hem: height of the lower edge, share of stature; of dresses and skirts too.
        sleeve: how far down the arm the sleeve reaches, 0 (none) to 1 (wrist).
        neckline: `hood` and `collar` stand on a crew neck; `none` for what has no neck.
        opening: of the front; `closed` is pulled on.
        waist: height of the waistband, or of a dress's waist seam, share of stature.
        flare: how much wider the hem is than the hips, 0 (straight) to 1 (a circle); of legs,
            how much wider the hem is than the knee.
        ease: girth of the garment minus that of the body it is cut for, metres: 0 is skin-tight,
            0.04 fitted, 0.08 to 0.12 regular, 0.20 loose, 0.30 oversized; less than 0 stretches.
        thickness: of the cloth, metres.
        stretch: share by which the cloth gives before it pulls.
        bend: stiffness of folds, 1 that of cotton.
        fabric: what it is made of.
        color: of the ground, sRGB `#rrggbb`.
        second: of the pattern.
        pattern: what is printed or woven.
        pattern_m: distance at which the pattern repeats, metres.
    """

    kind: Kind
    hem: Share
    sleeve: Share = 0.0
    neckline: Neckline = "crew"
    opening: Opening = "closed"
    waist: Share = LANDMARKS["waist"]
    flare: Share = 0.0
    ease: Annotated[float, msgspec.Meta(ge=-0.15, le=0.5)] = 0.10
    thickness: Annotated[float, msgspec.Meta(ge=0.0005, le=0.03)] = 0.001
    stretch: Annotated[float, msgspec.Meta(ge=0.0, le=1.0)] = 0.05
    bend: Annotated[float, msgspec.Meta(ge=0.05, le=20.0)] = 1.0
    fabric: Fabric = "cotton"
    color: Color = "#f2f0ea"
    second: Color = "#1f2c4d"
    pattern: Pattern = "plain"
    pattern_m: Annotated[float, msgspec.Meta(ge=0.002, le=0.5)] = 0.03

    def __post_init__(self) -> None:
        """Check what no single field shows.

        Raises:
            SpecRefused: not a number, or a hem above the top of the garment.
        """
        for name in ("hem", "sleeve", "waist", "flare", "ease", "thickness", "stretch", "bend"):
            if not math.isfinite(getattr(self, name)):
                raise SpecRefused(f"{name} is not a number")
        top = self.waist if self.kind in (*LEGS, "skirt") else LANDMARKS["bust"] - 0.02
        if self.hem > top - 0.03:
            raise SpecRefused(
                f"a {self.kind} whose hem is at {self.hem:.2f} of the stature has no length"
            )


FABRICS: Final[dict[str, tuple[float, float, float]]] = {
    "cotton": (0.0010, 0.04, 1.0),
    "jersey": (0.0009, 0.20, 0.4),
    "denim": (0.0014, 0.02, 5.0),
    "knit": (0.0030, 0.25, 1.0),
    "wool": (0.0025, 0.05, 3.0),
    "silk": (0.0004, 0.02, 0.15),
    "linen": (0.0008, 0.02, 1.5),
    "leather": (0.0016, 0.03, 10.0),
    "fleece": (0.0035, 0.20, 1.5),
}
"""(thickness in metres, stretch, bend) of each fabric."""


def _cut(kind: Kind, fabric: Fabric, **given: object) -> Spec:
    thickness, stretch, bend = FABRICS[fabric]
    cloth = {"thickness": thickness, "stretch": stretch, "bend": bend, "fabric": fabric}
    return msgspec.convert({"kind": kind, **cloth, **given}, Spec)


WARDROBE: Final[dict[str, Spec]] = {
    "t_shirt": _cut("t_shirt", "jersey", hem=0.47, sleeve=0.27, ease=0.10),
    "tank_top": _cut("tank_top", "jersey", hem=0.48, neckline="scoop", ease=0.05),
    "shirt": _cut(
        "shirt", "cotton", hem=0.45, sleeve=1.0, neckline="collar", opening="buttons", ease=0.12
    ),
    "polo": _cut("polo", "jersey", hem=0.47, sleeve=0.27, neckline="collar", ease=0.09),
    "sweater": _cut(
        "sweater", "knit", hem=0.48, sleeve=1.0, ease=0.14, pattern="knit", pattern_m=0.012
    ),
    "hoodie": _cut("hoodie", "fleece", hem=0.46, sleeve=1.0, neckline="hood", ease=0.20),
    "jacket": _cut(
        "jacket", "cotton", hem=0.47, sleeve=1.0, neckline="collar", opening="zip", ease=0.20
    ),
    "coat": _cut(
        "coat",
        "wool",
        hem=0.28,
        sleeve=1.0,
        neckline="collar",
        opening="buttons",
        ease=0.22,
        flare=0.1,
    ),
    "vest": _cut("vest", "wool", hem=0.49, neckline="v", opening="buttons", ease=0.09),
    "dress": _cut("dress", "cotton", hem=0.28, sleeve=0.25, ease=0.07, flare=0.3),
    "skirt": _cut("skirt", "cotton", hem=0.28, neckline="none", ease=0.05, flare=0.3),
    "trousers": _cut("trousers", "cotton", hem=0.06, neckline="none", waist=0.60, ease=0.10),
    "jeans": _cut(
        "jeans",
        "denim",
        hem=0.06,
        neckline="none",
        waist=0.595,
        ease=0.06,
        pattern="denim",
        pattern_m=0.004,
        color="#2b3d63",
        second="#9cbbdb",
    ),
    "shorts": _cut("shorts", "cotton", hem=0.36, neckline="none", waist=0.60, ease=0.12),
    "leggings": _cut("leggings", "jersey", hem=0.07, neckline="none", waist=0.62, ease=-0.04),
}
"""One garment of each kind, as it is usually cut."""

KINDS: Final = get_args(Kind)
