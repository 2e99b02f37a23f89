"""Shoes: an upper around a last, cut open at the ankle, on a sole of its own outline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from assets_pipeline.demo import cloth, drape
from assets_pipeline.demo.field import Field, Limb, blend, elliptic, profile, raised
from assets_pipeline.demo.mesh import Array, Mesh, join, pair
from assets_pipeline.demo.nets import cut, surface
from assets_pipeline.demo.shapes import prism, revolve, sheet, sweep

Parts = dict[str, Mesh]
CELL = 0.0140
HEEL, TOE = -0.042, 0.236
"""Back and front of a shoe for the mannequin's foot, metres ahead of its heel bone."""


@dataclass(frozen=True)
class Last:
    """The form a shoe is built on, along z: rows (z, centre x, half width, height).

    Attributes:
        table: cross-sections from heel to toe.
        floor: height of the sole's upper side, metres.
        power: 2 is round, more is boxier.
    """

    table: tuple[tuple[float, ...], ...]
    floor: float = 0.025
    power: float = 2.5

    def __call__(self, points: Array) -> Array:
        """Field values, shape (n,)."""
        low, high = self.table[0][0], self.table[-1][0]
        place = np.clip(points[:, 2], low, high)
        centre, width, height = profile(self.table)(place).T
        middle = self.floor + 0.32 * height
        over = points[:, 1] - middle
        tall = np.where(over > 0, 0.68 * height, 0.55 * height)
        end = np.minimum(width, 0.6 * height)
        parts = np.stack([points[:, 0] - centre, over, points[:, 2] - place], 1)
        return elliptic(parts, np.stack([width, tall, end], 1), self.power)

    def outline(
        self, margin: float, low: float = HEEL, high: float = TOE, count: int = 44
    ) -> Array:
        """The footprint (x, z), let out by `margin`, clockwise seen from above."""
        turn = np.linspace(0, np.pi, 160)
        z = (low + high) / 2 - np.cos(turn) * ((high - low) / 2 + margin)
        start, end = max(self.table[0][0], low + 0.03), min(self.table[-1][0], high - 0.028)
        inner = np.clip(z, start, end)
        centre, width, _ = profile(self.table)(inner).T
        reach = np.where(z < start, start - low + margin, high + margin - end)
        beyond = np.clip(np.abs(z - inner) / reach, 0, 1)
        width = (width + margin) * (1 - beyond**2.3) ** (1 / 2.3)
        right, left = np.stack([centre + width, z], 1), np.stack([centre - width, z], 1)[::-1]
        whole = np.concatenate([right, left[1:]])
        way = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(whole, axis=0), axis=1))])
        spots = np.linspace(0, way[-1], count + 1)[:-1]
        return np.stack([np.interp(spots, way, column) for column in whole.T], 1)


SPORT = (
    (-0.010, 0.000, 0.034, 0.078),
    (0.040, 0.001, 0.035, 0.092),
    (0.090, 0.003, 0.040, 0.086),
    (0.140, 0.005, 0.047, 0.066),
    (0.185, 0.003, 0.043, 0.049),
    (0.206, -0.001, 0.034, 0.042),
)
DRESS = (
    (-0.012, 0.000, 0.032, 0.070),
    (0.040, 0.001, 0.033, 0.082),
    (0.090, 0.003, 0.037, 0.074),
    (0.140, 0.005, 0.043, 0.055),
    (0.185, 0.002, 0.039, 0.043),
    (0.212, -0.002, 0.030, 0.037),
)


def shaft(high: float, table: Sequence[tuple[float, float, float]], floor: float) -> Limb:
    """The leg of a boot: rows (way up 0..1, half width, half depth)."""
    return Limb(
        ((0.0, floor + 0.045, 0.022), (-0.001, floor + 0.09, 0.026), (-0.004, high + 0.06, 0.034)),
        tuple(table),
    )


def opening(
    points: Array, centre: tuple[float, float, float], radii: tuple[float, float, float]
) -> Array:
    """Metres outside an ellipsoid: what it holds is cut away for the foot."""
    level = np.linalg.norm((points - np.array(centre)) / np.array(radii), axis=1) - 1
    return np.asarray(level * min(radii))


ANKLE = ((0.0, 0.128, 0.024), (0.036, 0.058, 0.064))


def upper(
    field: Field, line: Field, floor: float, high: float, thickness: float = 0.004
) -> tuple[Mesh, Mesh]:
    """(raw, hemmed) upper: the field's surface above the sole, opened along `line`."""
    box = ((-0.09, floor - 0.03, -0.10), (0.09, high + 0.05, 0.28))
    mesh = surface(field, box, CELL if high < 0.15 else 0.0160)
    mesh = cut(mesh, lambda points: points[:, 1] - floor + 0.006, 0.003)[0]
    raw = cut(mesh, line, 0.003)[0]
    return raw, cloth.hemmed(raw, thickness, 0.008)


def standing(parts: Parts, pitch: float = 0.0) -> Parts:
    """The right shoe put under the mannequin's foot, and the left one beside it.

    `pitch` is by how much the ball of the foot lies lower than the heel, metres.
    """
    return {
        slot: pair(_sprung(mesh, pitch).turned("y", 5.4).moved(0.120, 0.0, -0.052))
        for slot, mesh in parts.items()
    }


def _sprung(mesh: Mesh, pitch: float) -> Mesh:
    """The ball of the foot lowered, the toe lifted a little off the ground."""
    z = mesh.positions[:, 2]
    lift = 0.009 * np.clip((z - 0.14) / 0.10, 0, 1) ** 2 - pitch * cloth.between(z, 0.034, 0.12)
    return replace(mesh, positions=mesh.positions + lift[:, None] * np.array([0.0, 1.0, 0.0]))


def overlay(raw: Mesh, line: Field, thickness: float = 0.0016) -> Mesh:
    """A second layer over the part of the upper where `line` is positive."""
    piece = cut(raw, line, 0.003)[0]
    return cloth.hemmed(cloth.swollen(piece, thickness), 0.002, 0.002)


def cup_sole(last: Last, high: float, margin: float = 0.004, waist: float = 0.0) -> Mesh:
    """A rubber sole; its sides bow."""
    body = prism(last.outline(margin), 0.0, high, 0.004)

    def shaped(points: Array) -> Array:
        moved = points.copy()
        share = points[:, 1] / high
        moved[:, 0] *= 1 - waist * np.sin(share * np.pi) + 0.03 * (1 - share)
        return moved

    return body.bent(shaped)


def heeled_sole(last: Last, thickness: float, heel: float, margin: float = 0.003) -> Mesh:
    """A level sole with a stacked heel below it; `standing` pitches it."""
    plate = prism(last.outline(margin), heel, heel + thickness, 0.002)
    block = prism(last.outline(margin - 0.0015, HEEL, 0.034, 30), 0.0, heel + 0.001, 0.0015)
    return join([plate, block])


def laces(field: Field, count: int, start: float, end: float, half: float = 0.017) -> Mesh:
    """Bars across the instep from `start` to `end` (z, metres), a bow at the last one."""
    bars = []
    for index, z in enumerate(np.linspace(start, end, count)):
        reach = half + 0.003 * index / count
        line = [
            (-reach, z),
            (-reach * 0.5, z - 0.002),
            (0.0, z - 0.003),
            (reach * 0.5, z - 0.002),
            (reach, z),
        ]
        bars.append(drape.cord(field, line, drape.TOP, 0.0027))
    return join([*bars, bow(field, end - 0.006)])


def bow(field: Field, z: float, size: float = 1.0) -> Mesh:
    """Two loops and two ends, lying on the instep."""
    centre = drape.land(field, np.array([[0.0, 0.0, z]]), drape.TOP)[0]
    loop = [
        (0.0, 0.004, 0.0),
        (0.014, 0.010, 0.008),
        (0.030, 0.004, 0.012),
        (0.024, 0.001, 0.020),
        (0.008, 0.004, 0.008),
        (0.0, 0.004, 0.0),
    ]
    end = [(0.0, 0.004, 0.0), (0.012, 0.004, 0.014), (0.020, -0.004, 0.028)]
    shapes = [
        sweep(np.array(path) * size + centre, 0.0024, sides=6, steps=4) for path in (loop, end)
    ]
    knot = sweep(
        np.array([(-0.004, 0.004, 0.002), (0.004, 0.004, 0.002)]) + centre, 0.0045, sides=8, steps=2
    )
    return join([pair(join(shapes)), knot])


def insole(last: Last) -> Mesh:
    """What one sees inside."""
    return prism(last.outline(-0.006, count=28), last.floor - 0.002, last.floor + 0.004, 0.001)


def sneakers() -> Parts:
    """Low leather court sneakers."""
    last = Last(SPORT, floor=0.021)
    line = partial(opening, centre=ANKLE[0], radii=ANKLE[1])
    raw, fabric = upper(last, line, last.floor, 0.125)
    toe = overlay(raw, lambda p: p[:, 2] - 0.178 + 4.0 * p[:, 0] ** 2)
    stay = overlay(
        raw,
        lambda p: (
            np.minimum(0.030 - np.abs(p[:, 0]), np.minimum(p[:, 2] - 0.080, 0.154 - p[:, 2]))
            * (p[:, 1] > 0.05)
            - (p[:, 1] <= 0.05)
        ),
    )
    heel = overlay(raw, lambda p: -p[:, 2] + 0.008 - 0.25 * (p[:, 1] - 0.08), 0.002)
    tongue = tongue_of(last, 0.084)
    return standing(
        {
            "fabric": join([fabric, toe, stay, tongue]),
            "accent": heel,
            "sole": cup_sole(last, 0.027, 0.005),
            "laces": laces(raised(last, 0.003), 5, 0.146, 0.096),
            "lining": insole(last),
        }
    )


def tongue_of(last: Field, back: float, high: float = 0.026) -> Mesh:
    """The padded tongue that rises out of the lacing."""
    knots = [
        (0.140, 0.0),
        (0.115, 0.001),
        (0.098, 0.003),
        (back, 0.006),
        (back - 0.006, 0.006 + high * 0.5),
        (back - 0.008, 0.008 + high),
    ]
    rows = []
    for z, lift in knots:
        across = np.linspace(-0.022, 0.022, 7)
        points = np.stack([across, np.zeros(7), np.full(7, max(z, back))], 1)
        ground = drape.land(last, points, drape.TOP)
        ground[:, 2] = z
        ground[:, 1] += lift - 0.004 * (across / 0.022) ** 4
        rows.append(ground)
    return cloth.hemmed(sheet(np.stack(rows)), 0.006, 0.01)


def _bar(points: Array, z: float) -> Array:
    """A slanted bar on the sides at `z`, positive on it."""
    far = np.abs(points[:, 2] - z - 0.55 * (points[:, 1] - 0.06))
    return np.asarray(0.0058 - far - 9.0 * (np.abs(points[:, 0]) < 0.019))


def runners() -> Parts:
    """Running shoes: knitted upper, sculpted foam sole, side stripes."""
    last = Last(SPORT, floor=0.034)
    line = partial(opening, centre=(0.0, 0.140, 0.024), radii=(0.037, 0.060, 0.062))
    raw, fabric = upper(last, line, last.floor, 0.135)
    heel = overlay(raw, lambda p: -p[:, 2] + 0.020 - 0.9 * (p[:, 1] - 0.060), 0.003)
    toe = overlay(
        raw, lambda p: p[:, 2] - 0.196 + 5.0 * p[:, 0] ** 2 + 0.2 * (p[:, 1] - 0.05), 0.0016
    )
    bars = [overlay(raw, partial(_bar, z=z), 0.0014) for z in (0.050, 0.078, 0.106)]
    foam = cup_sole(last, 0.042, 0.009, waist=-0.05)

    groove = prism(last.outline(0.0102), 0.019, 0.022, 0.001)
    return standing(
        {
            "fabric": join([fabric, tongue_of(last, 0.084)]),
            "accent": join([heel, toe, *bars, groove]),
            "sole": foam.moved(y=0.003),
            "laces": laces(raised(last, 0.003), 6, 0.152, 0.094, 0.015),
            "lining": insole(last),
        }
    )


def hightops() -> Parts:
    """Canvas high-tops with rubber toe caps."""
    last = Last(SPORT, floor=0.024)
    tube = shaft(0.150, [(0.0, 0.037, 0.050), (0.4, 0.040, 0.048), (1.0, 0.045, 0.052)], last.floor)
    field = blend(0.035, last, tube)

    def line(p: Array) -> Array:
        return np.asarray(0.150 + 0.10 * p[:, 2] - p[:, 1])

    raw, fabric = upper(field, line, last.floor, 0.16, 0.004)
    toe = overlay(raw, lambda p: p[:, 2] - 0.176 + 7.0 * p[:, 0] ** 2, 0.003)
    foxing = cup_sole(last, 0.034, 0.006)
    band = cup_sole(last, 0.027, 0.0068).moved(y=0.003)
    stripe = prism(last.outline(0.0078), 0.0265, 0.0285, 0.0005)
    over = raised(field, 0.002)
    rows = [laces(over, 3, 0.150, 0.110)]
    for y in (0.100, 0.118, 0.136):
        bars = [(-0.017, y), (-0.008, y - 0.002), (0.0, y - 0.003), (0.008, y - 0.002), (0.017, y)]
        rows.append(drape.cord(over, bars, drape.FRONT, 0.0027))
    disc = revolve([(0.0, 0.0022), (0.017, 0.0018), (0.018, 0.0), (0.018, -0.004)], 22)
    star = drape.seated(field, disc, (0.004, 0.108), drape.RIGHT)
    return standing(
        {
            "fabric": fabric,
            "sole": join([toe, foxing, band]),
            "accent": join([stripe, star]),
            "laces": join(rows),
            "lining": insole(last),
        }
    )


def chelsea_boots() -> Parts:
    """Chelsea boots: elastic sides, pull tab, stacked heel."""
    last = Last(DRESS, floor=0.030)
    tube = shaft(0.170, [(0.0, 0.036, 0.048), (0.4, 0.040, 0.048), (1.0, 0.046, 0.056)], last.floor)
    field = blend(0.04, last, tube)

    def line(p: Array) -> Array:
        return np.asarray(0.178 - 0.25 * np.abs(p[:, 2] - 0.03) - p[:, 1])

    raw, fabric = upper(field, line, last.floor, 0.18)
    gore = overlay(
        raw,
        lambda p: (
            (0.010 + 0.16 * (p[:, 1] - 0.06)) - np.abs(p[:, 2] - 0.028) - 9.0 * (p[:, 1] < 0.075)
        ),
        0.0008,
    )
    tab = sweep(
        [(0.0, 0.145, -0.028), (0.0, 0.190, -0.032), (0.0, 0.194, -0.022), (0.0, 0.150, -0.018)],
        1.0,
        profile=[(-0.008, -0.001), (0.008, -0.001), (0.008, 0.001), (-0.008, 0.001)],
        up=(0, 0, 1),
    )
    return standing(
        {
            "fabric": join([fabric, tab]),
            "accent": gore,
            "sole": heeled_sole(last, 0.009, 0.020),
            "lining": insole(last),
        },
        0.020,
    )


def hiking_boots() -> Parts:
    """Lace-up boots with a lugged sole."""
    last = Last(SPORT, floor=0.034)
    tube = shaft(0.175, [(0.0, 0.040, 0.052), (0.4, 0.043, 0.051), (1.0, 0.050, 0.058)], last.floor)
    field = blend(0.04, last, tube)

    def line(p: Array) -> Array:
        return np.asarray(0.182 + 0.05 * p[:, 2] - p[:, 1])

    raw, fabric = upper(field, line, last.floor, 0.19, 0.006)
    collar = overlay(raw, lambda p: p[:, 1] - 0.158, 0.006)
    toe = overlay(
        raw, lambda p: p[:, 2] - 0.168 + 5.0 * p[:, 0] ** 2 + 0.4 * (p[:, 1] - 0.05), 0.0025
    )
    heel = overlay(raw, lambda p: -p[:, 2] - 0.006 - 0.4 * (p[:, 1] - 0.07), 0.0025)
    lugs = [prism(last.outline(0.009), 0.014, 0.038, 0.003)]
    for z in np.linspace(-0.032, 0.205, 9):
        width = 0.088 if z < 0.21 else 0.06
        lugs.append(
            prism(
                [
                    (-width / 2, z - 0.009),
                    (-width / 2, z + 0.009),
                    (width / 2, z + 0.009),
                    (width / 2, z - 0.009),
                ],
                0.0,
                0.018,
                0.002,
            )
        )
    over = raised(field, 0.003)
    rows = [laces(over, 4, 0.152, 0.106, 0.016)]
    rows += [
        drape.cord(over, [(-0.019, y), (0.0, y - 0.004), (0.019, y)], drape.FRONT, 0.003)
        for y in (0.110, 0.128, 0.146, 0.162)
    ]
    return standing(
        {
            "fabric": fabric,
            "accent": join([collar, toe, heel]),
            "sole": join(lugs),
            "laces": join(rows),
            "lining": insole(last),
        }
    )


def loafers() -> Parts:
    """Penny loafers."""
    last = Last(DRESS, floor=0.0255)
    line = partial(opening, centre=(0.0, 0.120, 0.026), radii=(0.036, 0.060, 0.080))
    raw, fabric = upper(last, line, last.floor, 0.115)
    apron = overlay(
        raw,
        lambda p: (
            p[:, 1] - 0.049 - 0.5 * np.maximum(0.15 - p[:, 2], 0) + 9 * (p[:, 2] < 0.085) * -1.0
        ),
        0.0022,
    )
    strap = overlay(raw, lambda p: 0.014 - np.abs(p[:, 2] - 0.112 - 0.1 * (0.07 - p[:, 1])), 0.0042)
    slot = drape.strip(
        raised(last, 0.0058),
        [(-0.012, 0.112), (0.012, 0.112)],
        drape.TOP,
        0.005,
        thickness=0.0006,
        steps=6,
    )
    return standing(
        {
            "fabric": join([fabric, apron, strap]),
            "accent": slot,
            "sole": heeled_sole(last, 0.0085, 0.015),
            "lining": insole(last),
        },
        0.015,
    )


def derbies() -> Parts:
    """Lace-up leather shoes."""
    last = Last(DRESS, floor=0.024)
    line = partial(opening, centre=(0.0, 0.124, 0.022), radii=(0.036, 0.058, 0.064))
    raw, fabric = upper(last, line, last.floor, 0.12)
    toe = overlay(raw, lambda p: p[:, 2] - 0.176, 0.0016)
    quarters = overlay(
        raw,
        lambda p: np.where(
            np.abs(p[:, 0]) > 0.006, 0.140 - p[:, 2] - 0.8 * np.maximum(0.062 - p[:, 1], 0), -1.0
        ),
        0.0022,
    )
    welt = prism(last.outline(0.0055), 0.0215, 0.0245, 0.001)
    return standing(
        {
            "fabric": join([fabric, toe, quarters]),
            "sole": join([heeled_sole(last, 0.0075, 0.015), welt]),
            "laces": laces(raised(last, 0.003), 4, 0.132, 0.096, 0.013),
            "lining": insole(last),
        },
        0.015,
    )


def flats() -> Parts:
    """Ballet flats with a small bow."""
    last = Last(DRESS, floor=0.012)
    line = partial(opening, centre=(0.0, 0.115, 0.072), radii=(0.037, 0.085, 0.122))
    _raw, fabric = upper(last, line, last.floor, 0.10, 0.003)
    return standing(
        {
            "fabric": fabric,
            "accent": bow(last, 0.200, 0.62),
            "sole": heeled_sole(last, 0.005, 0.006, 0.001),
            "lining": insole(last),
        },
        0.006,
    )


def _strap(last: Last, z: float, width: float, high: float, lean: float = 0.0) -> Mesh:
    """A band over the foot at `z`, from edge to edge of the footbed."""
    turn = np.linspace(-0.06, np.pi + 0.06, 21)
    centre, half, _ = profile(last.table)(np.array([z]))[0]
    rows = []
    for step in np.linspace(-0.5, 0.5, 7):
        place = z + step * width
        bulge = 1 + 0.03 * np.cos(step * np.pi)
        rows.append(
            np.stack(
                [
                    centre + (half + 0.004) * bulge * np.cos(turn),
                    last.floor - 0.006 + high * bulge * np.sin(turn) - 0.16 * step * width,
                    place + lean * np.cos(turn),
                ],
                -1,
            )
        )
    return cloth.hemmed(sheet(np.stack(rows)[:, ::-1]), 0.003, 0.003)


def sandals() -> Parts:
    """Two-strap sandals on a cork footbed."""
    last = Last(SPORT, floor=0.030)
    straps = [_strap(last, 0.088, 0.036, 0.070), _strap(last, 0.146, 0.036, 0.056)]
    bed = prism(last.outline(0.002), 0.010, 0.031, 0.004)
    sole = prism(last.outline(0.004), 0.0, 0.011, 0.002)
    buckles = []
    for z, y in ((0.088, 0.062), (0.146, 0.056)):
        ring = [
            (0.0, y - 0.012, z - 0.011),
            (0.0, y + 0.012, z - 0.011),
            (0.0, y + 0.012, z + 0.011),
            (0.0, y - 0.012, z + 0.011),
        ]
        x = 0.043 if z < 0.1 else 0.046
        buckles.append(sweep(ring, 0.0018, sides=6, steps=3, closed=True).moved(x=x))
    return standing({"fabric": join(straps), "cork": bed, "sole": sole, "metal": join(buckles)})
