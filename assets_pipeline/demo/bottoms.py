"""Trousers, jeans, shorts and leggings, around the mannequin's hips and legs."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from assets_pipeline.demo import body, cloth, drape
from assets_pipeline.demo.field import Field, Limb, Stack, blend, mirror, puffed, raised
from assets_pipeline.demo.mesh import Array, Mesh, join, pair
from assets_pipeline.demo.nets import cut, surface
from assets_pipeline.demo.shapes import revolve

Parts = dict[str, Mesh]


@dataclass(frozen=True)
class Legs:
    """How trousers are cut.

    Attributes:
        seat: metres added to hips and waist, rows (height, metres).
        leg: metres added to the leg, rows (way 0..1, metres).
        waist: height of the upper edge above the floor, metres.
        hem: height of the lower edges, metres.
        folds: depth of folds, metres.
        gather: how much cuffs draw the hems in, metres.
    """

    seat: tuple[tuple[float, float], ...]
    leg: tuple[tuple[float, float], ...]
    waist: float = 1.015
    hem: float = 0.088
    folds: float = 0.007
    gather: float = 0.0
    thickness: float = 0.004
    cell: float = 0.0225
    seed: int = 1


@dataclass(frozen=True)
class Trousers:
    """The fields and lines of one pair."""

    plan: Legs
    seat: Stack
    leg: Limb
    field: Field

    def leg_line(self, points: Array) -> Array:
        """Positive on the legs, negative on the seat."""
        return np.asarray(self.seat(points) - mirror(self.leg)(points))

    def waist_line(self, points: Array) -> Array:
        """Metres down from the upper edge."""
        return np.asarray(self.plan.waist - points[:, 1])

    def hem_line(self, points: Array) -> Array:
        """Metres up from the lower edges."""
        return np.asarray(points[:, 1] - self.plan.hem)

    def shell(self) -> Mesh:
        """The outer surface with its openings cut."""
        box = ((-0.34, self.plan.hem - 0.06, -0.26), (0.34, 1.14, 0.24))
        mesh = surface(self.field, box, self.plan.cell)
        for line in (self.waist_line, self.hem_line):
            mesh = cut(mesh, line, 0.3 * self.plan.cell)[0]
        return mesh

    def panels(self, mesh: Mesh) -> Mesh:
        """UVs: the seat wrapped about the hips, legs about their axes."""
        legs, seat = cut(mesh, self.leg_line)
        return join([cloth.around(seat, 0.15, -0.01), cloth.along_limb(legs, self.leg, 0.075)])


def tailor(plan: Legs) -> Trousers:
    """The pair's fields: hips and legs of the mannequin with ease, folds on top."""
    seat = body.TORSO.grown(plan.seat)
    ankle = np.array(body.LEG.joints[-1])
    low = (float(ankle[0]), float(ankle[1]) - 0.10, float(ankle[2]) + 0.004)
    leg = replace(body.LEG, joints=(*body.LEG.joints[:-1], low)).grown(plan.leg)
    solid = blend(0.045, seat, mirror(leg))
    pair_ = Trousers(plan, seat, leg, solid)
    return replace(pair_, field=puffed(solid, lambda points: _folds(pair_, points)))


def _folds(pair_: Trousers, points: Array) -> Array:
    """Fans at the crotch, rings behind the knee, breaks above the hem."""
    plan, height = pair_.plan, points[:, 1]
    knee = np.exp(-(((height - 0.48) / 0.10) ** 2))
    hem = 0.9 * cloth.between(height, plan.hem + 0.16, plan.hem)
    rings = cloth.wrinkles(points, plan.seed, (3.5, 8.0, 4.0)) * (0.2 + 0.6 * knee + hem)
    fan = cloth.wrinkles(points, plan.seed + 1, (7.0, 5.0, 4.0)) * np.exp(
        -(((height - 0.80) / 0.09) ** 2)
    )
    long = (
        cloth.wrinkles(points, plan.seed + 2, (6.0, 0.8, 6.0))
        * cloth.between(height, 0.75, plan.hem)
        * 0.6
    )
    drawn = plan.gather * cloth.between(height, plan.hem + 0.10, plan.hem + 0.05)
    return np.asarray(plan.folds * (rings + 0.8 * fan + long) - drawn)


def waistband(
    pair_: Trousers, shell: Mesh, width: float = 0.036, thickness: float = 0.003
) -> tuple[Mesh, Mesh]:
    """Part the waistband off: (the rest, the band)."""
    rest, ring = cloth.band(shell, pair_.waist_line, width, thickness)
    return rest, cloth.around(ring, 0.14)


def loops(pair_: Trousers) -> Mesh:
    """Belt loops around the waistband."""
    high, low = pair_.plan.waist + 0.002, pair_.plan.waist - 0.044
    over = raised(pair_.field, 0.0035)
    front = [
        drape.strip(over, [(x, low), (x, high)], drape.FRONT, 0.011, thickness=0.003, steps=5)
        for x in (-0.085, 0.085)
    ]
    back = [
        drape.strip(over, [(x, low), (x, high)], drape.BACK, 0.011, thickness=0.003, steps=5)
        for x in (-0.09, 0.0, 0.09)
    ]
    return join([*front, *back])


def fly(pair_: Trousers) -> Mesh:
    """The fold over the zip."""
    low, high = pair_.plan.waist - 0.175, pair_.plan.waist - 0.036
    left = [(-0.002, low), (0.0, low + 0.02), (0.0, high)]
    right = [(0.006, low), (0.034, low + 0.05), (0.036, high)]
    return drape.between_curves(
        pair_.field, left, right, drape.FRONT, thickness=0.0025, steps=(5, 14)
    )


def _front_pockets(pair_: Trousers) -> list[Mesh]:
    high = pair_.plan.waist - 0.036
    curve = [(0.070, high), (0.078, high - 0.042), (0.108, high - 0.068), (0.146, high - 0.072)]
    return [
        drape.stitches(pair_.field, curve, drape.FRONT),
        drape.stitches(pair_.field, [(x, y + 0.005) for x, y in curve], drape.FRONT),
    ]


def _back_pockets(pair_: Trousers) -> Mesh:
    high = pair_.plan.waist - 0.085
    left = [(0.078, high - 0.135), (0.028, high - 0.11), (0.020, high)]
    right = [(0.082, high - 0.135), (0.130, high - 0.11), (0.136, high)]
    return pair(
        drape.between_curves(pair_.field, left, right, drape.BACK, thickness=0.003, steps=(10, 12))
    )


def jeans(plan: Legs, *, cuff: float = 0.0) -> Parts:
    """Five-pocket jeans with contrast stitching."""
    pair_ = tailor(plan)
    rest, ring = waistband(pair_, pair_.shell())
    fabric = [ring, fly(pair_), loops(pair_), _back_pockets(pair_)]
    if cuff:
        rest, turned = cloth.band(rest, pair_.hem_line, cuff, 0.004)
        fabric.append(cloth.along_limb(turned, pair_.leg, 0.075))
    body_ = cloth.hemmed(rest, plan.thickness) if not cuff else rest
    seams = pair(join(_front_pockets(pair_)))
    fly_seam = drape.stitches(
        raised(pair_.field, 0.002),
        [(0.006, plan.waist - 0.17), (0.028, plan.waist - 0.13), (0.030, plan.waist - 0.04)],
        drape.FRONT,
    )
    rivet = drape.button(raised(pair_.field, 0.003), (0.0, plan.waist - 0.018), drape.FRONT, 0.0085)
    return {
        "fabric": join([pair_.panels(body_), *fabric]),
        "thread": join([seams, fly_seam]),
        "metal": rivet,
    }


SLIM_SEAT = ((0.80, 0.012), (0.95, 0.012), (1.05, 0.012))
EASY_SEAT = ((0.80, 0.028), (0.92, 0.022), (1.02, 0.014), (1.06, 0.014))


def slim_jeans() -> Parts:
    """Slim jeans."""
    return jeans(Legs(SLIM_SEAT, ((0.0, 0.012), (0.4, 0.012), (0.6, 0.016), (1.0, 0.020)), seed=91))


def wide_jeans() -> Parts:
    """High-waisted wide-leg jeans."""
    return jeans(
        Legs(
            EASY_SEAT,
            ((0.0, 0.018), (0.3, 0.030), (0.6, 0.062), (1.0, 0.085)),
            waist=1.045,
            hem=0.082,
            folds=0.009,
            seed=95,
        )
    )


def denim_shorts() -> Parts:
    """Denim shorts with turned-up cuffs."""
    return jeans(
        Legs(EASY_SEAT, ((0.0, 0.018), (0.3, 0.034), (1.0, 0.034)), hem=0.66, seed=99, cell=0.017),
        cuff=0.03,
    )


def _creases(pair_: Trousers) -> Mesh:
    x = body.KNEE[0]
    path = [(0.094, 0.90), (x, 0.55), (x + 0.010, pair_.plan.hem + 0.004)]
    return pair(drape.strip(pair_.field, path, drape.FRONT, 0.004, thickness=0.002, steps=30))


def _tailored(plan: Legs, *, creases: bool) -> Parts:
    pair_ = tailor(plan)
    rest, ring = waistband(pair_, pair_.shell())
    slants = [
        drape.strip(
            pair_.field,
            [(0.098, plan.waist - 0.038), (0.150, plan.waist - 0.17)],
            drape.FRONT,
            0.006,
            thickness=0.002,
        )
    ]
    fabric = [
        pair_.panels(cloth.hemmed(rest, plan.thickness)),
        ring,
        fly(pair_),
        loops(pair_),
        pair(join(slants)),
    ]
    if creases:
        fabric.append(_creases(pair_))
    welts = [
        drape.strip(
            pair_.field,
            [(x - 0.055, plan.waist - 0.11), (x + 0.055, plan.waist - 0.11)],
            drape.BACK,
            0.012,
            thickness=0.002,
        )
        for x in (-0.08, 0.08)
    ]
    button = drape.button(raised(pair_.field, 0.003), (0.0, plan.waist - 0.018), drape.FRONT, 0.008)
    return {"fabric": join([*fabric, *welts]), "buttons": button}


def chinos() -> Parts:
    """Straight cotton chinos."""
    return _tailored(
        Legs(EASY_SEAT, ((0.0, 0.018), (0.4, 0.020), (0.6, 0.028), (1.0, 0.030)), seed=103),
        creases=False,
    )


def wide_trousers() -> Parts:
    """Flowing pleat-front trousers with pressed creases."""
    plan = Legs(
        EASY_SEAT,
        ((0.0, 0.022), (0.3, 0.042), (0.6, 0.066), (1.0, 0.078)),
        waist=1.055,
        hem=0.082,
        folds=0.008,
        seed=107,
    )
    return _tailored(plan, creases=True)


def linen_shorts() -> Parts:
    """Knee-length linen shorts."""
    return _tailored(
        Legs(EASY_SEAT, ((0.0, 0.022), (0.3, 0.040), (1.0, 0.045)), hem=0.56, seed=111, cell=0.018),
        creases=False,
    )


def _pull_on(plan: Legs, *, ribbed: bool, strings: bool) -> Parts:
    pair_ = tailor(plan)
    rest, ring = waistband(pair_, pair_.shell(), 0.045, 0.002)
    ribs = [ring]
    if ribbed:
        rest, cuffs = cloth.band(rest, pair_.hem_line, 0.055, 0.002)
        ribs.append(cloth.along_limb(cuffs, pair_.leg, 0.05))
    parts = {
        "fabric": pair_.panels(rest if ribbed else cloth.hemmed(rest, plan.thickness)),
        "rib": join(ribs),
    }
    if strings:
        over = raised(pair_.field, 0.003)
        ends = [
            [(0.008, plan.waist - 0.022), (0.016, plan.waist - 0.07), (0.014, plan.waist - 0.14)],
            [
                (-0.008, plan.waist - 0.022),
                (-0.02, plan.waist - 0.06),
                (-0.022, plan.waist - 0.125),
            ],
        ]
        eyelets = [
            drape.seated(
                over,
                revolve([(0.004, 0.0), (0.006, 0.002), (0.007, -0.002)], 10),
                (x, plan.waist - 0.022),
                drape.FRONT,
            )
            for x in (-0.008, 0.008)
        ]
        parts["strings"] = join(
            [drape.cord(over, end, drape.FRONT, 0.003) for end in ends] + eyelets
        )
    return parts


def joggers() -> Parts:
    """Sweatpants with ribbed cuffs and a drawstring."""
    plan = Legs(
        EASY_SEAT,
        ((0.0, 0.022), (0.4, 0.036), (0.6, 0.042), (0.85, 0.036), (1.0, 0.020)),
        hem=0.095,
        folds=0.012,
        gather=0.010,
        seed=115,
    )
    return _pull_on(plan, ribbed=True, strings=True)


def leggings() -> Parts:
    """High-waisted leggings."""
    tight = ((0.0, 0.009), (0.6, 0.011), (1.0, 0.011))
    plan = Legs(
        ((0.80, 0.006), (1.10, 0.006)),
        tight,
        waist=1.09,
        hem=0.135,
        folds=0.002,
        thickness=0.002,
        seed=119,
    )
    return _pull_on(plan, ribbed=False, strings=False)


def sport_shorts() -> Parts:
    """Light running shorts."""
    plan = Legs(
        EASY_SEAT,
        ((0.0, 0.024), (0.3, 0.048), (1.0, 0.055)),
        hem=0.68,
        folds=0.010,
        thickness=0.002,
        seed=123,
        cell=0.018,
    )
    return _pull_on(plan, ribbed=False, strings=True)
