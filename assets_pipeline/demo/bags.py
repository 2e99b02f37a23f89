"""Bags: soft boxes with gussets, flaps, handles, buckles and zips."""

from __future__ import annotations

import numpy as np

from assets_pipeline.demo import cloth, drape
from assets_pipeline.demo.field import Field, elliptic, raised
from assets_pipeline.demo.mesh import Array, Mesh, join
from assets_pipeline.demo.nets import cut, surface
from assets_pipeline.demo.shapes import box, revolve, sheet, smooth_path, sweep

Parts = dict[str, Mesh]
BELT = [(-1.0, -0.12), (1.0, -0.12), (1.0, 0.12), (-1.0, 0.12)]
"""Cross-section of a strap, to be scaled by half its width."""


def soft_box(
    size: tuple[float, float, float], taper: float, puff: float, power: float = 6.0
) -> Field:
    """A bag's body standing on y = 0: a rounded box, narrower above by `taper`, swollen by `puff`."""
    half = np.array(size) / 2

    def value(points: Array) -> Array:
        height = np.clip(points[:, 1] / size[1], 0, 1)
        scale = 1 - taper * height
        swell = 1 + puff * np.sin(np.pi * height)
        width, depth = half[0] * np.sqrt(scale), half[2] * scale * swell
        offset = points - np.array([0.0, half[1], 0.0])
        return elliptic(offset, np.stack([width, np.full_like(width, half[1]), depth], 1), power)

    return value


def skin(field: Field, size: tuple[float, float, float], cell: float = 0.0165) -> Mesh:
    """The body's surface, UVs wrapped around."""
    x, y, z = size[0] / 2 + 0.06, size[1], size[2] / 2 + 0.06
    mesh = surface(field, ((-x, -0.05, -z), (x, y + 0.05, z)), cell)
    return cloth.around(mesh, (size[0] + size[2]) / np.pi)


def flap(body: Mesh, edge: float, curve: float, back: float, thickness: float = 0.004) -> Mesh:
    """A flap over the top: the body's skin above a curved lower edge, from `back` (z) forwards."""

    def line(points: Array) -> Array:
        low = points[:, 1] - edge + curve * np.abs(points[:, 0]) ** 3 * 100
        return np.minimum(low, points[:, 2] - back)

    piece = cut(body, line, 0.004)[0]
    return cloth.hemmed(cloth.swollen(piece, thickness), thickness, 0.004)


def handle(
    width: float, base: float, high: float, z: float, *, radius: float = 0.006, lean: float = 0.0
) -> Mesh:
    """A round handle: an arch between two points of one side."""
    half = width / 2
    points = [
        (-half, base, z),
        (-half, base + 0.45 * high, z + 0.3 * lean),
        (-half * 0.62, base + 0.9 * high, z + 0.8 * lean),
        (0.0, base + high, z + lean),
    ]
    points += [(-x, y, w) for x, y, w in points[-2::-1]]
    return sweep(points, radius, sides=10, steps=5)


def strap(
    points: list[tuple[float, float, float]],
    width: float,
    up: tuple[float, float, float] = (0.0, 0.0, 1.0),
) -> Mesh:
    """A flat strap along a curve."""
    return sweep(points, width / 2, profile=BELT, up=up, steps=6)


def ring(radius: float, wire: float = 0.002) -> Mesh:
    """A metal ring in the xy plane."""
    turn = np.linspace(0, 2 * np.pi, 12, endpoint=False)
    return sweep(
        np.stack([np.cos(turn) * radius, np.sin(turn) * radius, 0 * turn], 1),
        wire,
        sides=6,
        steps=2,
        closed=True,
    )


def buckle(width: float, height: float, wire: float = 0.002) -> Mesh:
    """A square metal buckle with its pin, in the xy plane."""
    a, b = width / 2, height / 2
    frame = sweep(
        [(-a, -b, 0), (a, -b, 0), (a, b, 0), (-a, b, 0), (-a, -b, 0)], wire, sides=6, steps=0
    )
    return join([frame, sweep([(0, -b, wire), (0, b, wire)], wire * 0.8, sides=6, steps=0)])


def feet(x: float, z: float) -> Mesh:
    """Four studs to stand on."""
    stud = revolve([(0.0, 0.004), (0.005, 0.003), (0.006, 0.0), (0.0, -0.003)], 10)
    return join([stud.moved(a * x, 0.0, b * z) for a in (-1, 1) for b in (-1, 1)])


def tote() -> Parts:
    """An open canvas tote with leather handles and base."""
    rows = []
    for height, share in (
        (0.0, 0.0),
        (0.004, 0.55),
        (0.004, 0.96),
        (0.012, 1.0),
        (0.10, 1.0),
        (0.22, 1.0),
        (0.36, 1.0),
    ):
        turn = np.linspace(0, 2 * np.pi, 65)
        power = 2 / 5.0
        wide = 0.175 + 0.055 * height / 0.36
        deep = 0.080 - 0.030 * (height / 0.36) ** 1.5
        x = np.sign(np.sin(turn)) * np.abs(np.sin(turn)) ** power * wide * share
        z = np.sign(np.cos(turn)) * np.abs(np.cos(turn)) ** power * deep * share
        sag = 0.006 * np.sin(turn * 4 + height * 9) * (height > 0.05)
        rows.append(np.stack([x, np.full_like(turn, height), z + sag], -1))
    shell = cloth.hemmed(sheet(np.stack(rows)), 0.005, 0.03)
    base = cut(shell, lambda p: 0.085 - p[:, 1], 0.004)[0]
    base = cloth.hemmed(cloth.swollen(base, 0.0012), 0.001, 0.001)
    handles = []
    for z in (0.052, -0.052):
        points = [
            (-0.095, 0.24, z * 1.16),
            (-0.092, 0.36, z * 1.02),
            (-0.085, 0.46, z * 0.8),
            (-0.045, 0.575, z * 0.5),
            (0.0, 0.60, z * 0.45),
        ]
        points += [(-x, y, w) for x, y, w in points[-2::-1]]
        handles.append(strap(points, 0.026, (0.0, 0.0, 1.0 if z > 0 else -1.0)))
    seam = sweep([(0.0, 0.35, 0.051), (0.0, 0.30, 0.056)], 0.010, profile=BELT, steps=2)
    return {"fabric": shell, "leather": join([base, *handles, seam])}


def handbag() -> Parts:
    """A structured top-handle bag with a flap and a turn lock."""
    size = (0.27, 0.20, 0.12)
    field = soft_box(size, 0.28, 0.06, 5.0)
    body = skin(field, size)
    cover = flap(body, 0.088, -0.10, -0.03)
    high = raised(field, 0.005)
    plate = drape.patch(
        high,
        [(-0.020, 0.080), (0.020, 0.080), (0.020, 0.112), (-0.020, 0.112)],
        drape.FRONT,
        0.003,
        (6, 6),
    )
    knob = drape.seated(
        raised(field, 0.008), box((0.018, 0.008, 0.007), 0.002), (0.0, 0.096), drape.FRONT
    )
    grip = handle(0.13, 0.195, 0.105, 0.0, radius=0.0075)
    rings = [ring(0.011).turned("y", 90).moved(x, 0.198, 0.0) for x in (-0.065, 0.065)]
    return {
        "leather": join([body, cover, grip]),
        "metal": join([plate, knob, feet(0.085, 0.030), *rings]),
    }


def crossbody() -> Parts:
    """A small quilted shoulder bag on a chain."""
    size = (0.22, 0.145, 0.07)
    field = soft_box(size, 0.10, 0.10, 4.0)

    body = skin(field, size, 0.012)
    cover = flap(body, 0.058, -0.12, -0.018)
    lock = drape.seated(
        raised(field, 0.004),
        join(
            [
                revolve([(0.0, 0.003), (0.011, 0.003), (0.012, 0.0), (0.012, -0.002)], 20),
                box((0.016, 0.010, 0.005), 0.002),
            ]
        ),
        (0.0, 0.066),
        drape.FRONT,
    )
    path = np.array(
        [
            (-0.105, 0.128, 0.0),
            (-0.112, 0.20, -0.004),
            (-0.085, 0.30, -0.006),
            (-0.03, 0.37, -0.006),
            (0.03, 0.37, -0.006),
            (0.085, 0.30, -0.006),
            (0.112, 0.20, -0.004),
            (0.105, 0.128, 0.0),
        ]
    )
    return {"leather": join([body, cover]), "metal": join([chain(path), lock])}


def chain(path: Array, pitch: float = 0.0135) -> Mesh:
    """Oval links along a curve, every other one turned."""
    fine = smooth_path(path, 40)
    way = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(fine, axis=0), axis=1))])
    spots = np.arange(0, way[-1], pitch)
    turn = np.linspace(0, 2 * np.pi, 8, endpoint=False)
    link = sweep(
        np.stack([np.cos(turn) * 0.005, np.sin(turn) * 0.0085, 0 * turn], 1),
        0.0016,
        sides=4,
        steps=1,
        closed=True,
    )
    links = []
    for index, spot in enumerate(spots):
        here, there = (
            np.array([np.interp(spot + d, way, fine[:, i]) for i in range(3)]) for d in (0, 1e-3)
        )
        tilt = np.degrees(np.arctan2(*(there - here)[:2]))
        links.append(link.turned("y", 90.0 * (index % 2)).turned("z", -tilt).moved(*here))
    return join(links)


def backpack() -> Parts:
    """A day pack: front pocket, top loop, padded straps."""
    size = (0.30, 0.44, 0.15)
    field = soft_box(size, 0.22, 0.10, 3.6)
    over = raised(field, 0.001)
    pouch_field = _pouch(field, (0.21, 0.17), 0.045, 0.105)
    pouch = drape.patch(
        pouch_field,
        [(-0.108, 0.035), (0.108, 0.035), (0.104, 0.20), (-0.104, 0.20)],
        drape.FRONT,
        0.003,
        (20, 16),
    )
    tape, teeth = drape.zipper(pouch_field, [(-0.085, 0.182), (0.085, 0.182)], drape.FRONT, 0.008)
    arch = [
        (-0.125, 0.22),
        (-0.122, 0.31),
        (-0.098, 0.375),
        (-0.05, 0.405),
        (0.0, 0.412),
        (0.05, 0.405),
        (0.098, 0.375),
        (0.122, 0.31),
        (0.125, 0.22),
    ]
    zip_, pulls = drape.zipper(over, arch, drape.FRONT, 0.009)
    loop = handle(0.06, 0.43, 0.045, -0.02, radius=0.006)
    patch = drape.patch(
        over, [(-0.03, 0.29), (0.03, 0.29), (0.03, 0.33), (-0.03, 0.33)], drape.FRONT, 0.003, (6, 5)
    )
    straps = []
    for sign in (-1.0, 1.0):
        points = [
            (sign * 0.045, 0.415, -0.055),
            (sign * 0.062, 0.40, -0.105),
            (sign * 0.085, 0.30, -0.135),
            (sign * 0.10, 0.17, -0.125),
            (sign * 0.115, 0.06, -0.085),
        ]
        straps.append(
            sweep(
                points,
                [0.8, 1.0, 1.0, 0.8, 0.45],
                profile=[(-0.030, -0.006), (0.030, -0.006), (0.030, 0.006), (-0.030, 0.006)],
                up=(0, 0, -1),
            )
        )
    return {
        "fabric": join([skin(field, size, 0.0185), pouch]),
        "leather": join([loop, patch, *straps]),
        "zip": join([tape, zip_]),
        "metal": join([teeth, pulls]),
    }


def _pouch(field: Field, size: tuple[float, float], depth: float, middle: float) -> Field:
    """The field with a pocket that bulges out of its front."""

    def value(points: Array) -> Array:
        x = np.clip(np.abs(points[:, 0]) / (size[0] / 2), 0, 1)
        y = np.clip(np.abs(points[:, 1] - middle) / (size[1] / 2), 0, 1)
        bulge = (1 - x**5) * (1 - y**5)
        return np.asarray(field(points) - depth * bulge * (points[:, 2] > 0))

    return value


def messenger() -> Parts:
    """A messenger bag: long flap, two buckled straps, shoulder belt."""
    size = (0.38, 0.28, 0.11)
    field = soft_box(size, 0.08, 0.08, 5.0)
    body = skin(field, size, 0.019)
    cover = flap(body, 0.085, -0.06, -0.03)
    over = raised(field, 0.0045)
    belts = [
        drape.strip(over, [(x, 0.035), (x, 0.20)], drape.FRONT, 0.026, thickness=0.003, steps=16)
        for x in (-0.105, 0.105)
    ]
    buckles = [
        drape.seated(
            raised(field, 0.010),
            buckle(0.036, 0.030).turned("x", -90),
            (x, 0.098),
            drape.FRONT,
        )
        for x in (-0.105, 0.105)
    ]
    belt = strap(
        [
            (-0.185, 0.20, 0.0),
            (-0.195, 0.28, 0.0),
            (-0.175, 0.42, -0.01),
            (-0.08, 0.56, -0.015),
            (0.08, 0.56, -0.015),
            (0.175, 0.42, -0.01),
            (0.195, 0.28, 0.0),
            (0.185, 0.20, 0.0),
        ],
        0.036,
        (1.0, 0.0, 0.0),
    )
    return {"fabric": join([body, cover]), "leather": join([*belts, belt]), "metal": join(buckles)}


def bucket_bag() -> Parts:
    """A drawstring bucket bag."""
    turn = np.linspace(0, 2 * np.pi, 57)
    rows = []
    for height, radius in (
        (0.0, 0.0),
        (0.0, 0.098),
        (0.006, 0.106),
        (0.06, 0.110),
        (0.14, 0.114),
        (0.19, 0.112),
        (0.215, 0.096),
        (0.235, 0.104),
        (0.255, 0.118),
    ):
        frill = np.clip((height - 0.14) / 0.10, 0, 1)
        far = radius * (1 + 0.085 * frill * np.cos(turn * 11))
        rows.append(
            np.stack([np.sin(turn) * far, np.full_like(turn, height), np.cos(turn) * far], -1)
        )
    shell = cloth.hemmed(sheet(np.stack(rows), 50), 0.004, 0.02)
    base = cloth.hemmed(
        cloth.swollen(
            cut(
                shell, lambda p: np.where(np.hypot(p[:, 0], p[:, 2]) > 0.09, 0.045 - p[:, 1], 0.045)
            )[0],
            0.0012,
        ),
        0.001,
        0.001,
    )
    string = sweep(
        np.stack([np.sin(turn[:-1]) * 0.103, 0.215 + 0 * turn[:-1], np.cos(turn[:-1]) * 0.103], 1)[
            ::4
        ],
        0.0032,
        sides=6,
        steps=3,
        closed=True,
    )
    ends = [
        sweep(
            [(s * 0.004, 0.215, 0.104), (s * 0.014, 0.19, 0.120), (s * 0.022, 0.14, 0.120)],
            0.0032,
            sides=6,
        )
        for s in (-1, 1)
    ]
    knots = [
        revolve([(0.0, 0.012), (0.006, 0.006), (0.008, -0.02), (0.0, -0.022)], 10).moved(
            s * 0.022, 0.14, 0.120
        )
        for s in (-1, 1)
    ]
    belt = strap(
        [
            (-0.112, 0.19, 0.0),
            (-0.122, 0.25, 0.0),
            (-0.10, 0.39, 0.0),
            (0.0, 0.48, 0.0),
            (0.10, 0.39, 0.0),
            (0.122, 0.25, 0.0),
            (0.112, 0.19, 0.0),
        ],
        0.026,
        (1.0, 0.0, 0.0),
    )
    rivets = [
        revolve([(0.0, 0.003), (0.006, 0.002), (0.007, 0.0)], 12)
        .turned("z", -90.0 * s)
        .moved(s * 0.116, 0.195, 0.0)
        for s in (-1, 1)
    ]
    return {
        "leather": join([shell, base, belt, *knots]),
        "cord": join([string, *ends]),
        "metal": join(rivets),
    }


def duffel() -> Parts:
    """A weekend bag: a lying barrel with two handles and a long zip."""
    length, radius = 0.50, 0.135

    def field(points: Array) -> Array:
        flat = np.stack(
            [points[:, 0] / (length / 2), (points[:, 1] - 0.13) / 0.135, points[:, 2] / radius], 1
        )
        round_ = np.sqrt(np.abs(flat[:, 1]) ** 2.6 + np.abs(flat[:, 2]) ** 2.6 + 1e-12)
        level = (np.abs(flat[:, 0]) ** 7 + round_**7) ** (1 / 7)
        return np.asarray((level - 1) * 0.12 - 0.004 * cloth.wrinkles(points, 5, (3, 4, 4)))

    body = skin(field, (length, 0.28, 2 * radius), 0.0205)
    ends = [
        drape.patch(
            field,
            [(-0.10, 0.03), (0.10, 0.03), (0.10, 0.235), (-0.10, 0.235)],
            side,
            0.003,
            (10, 10),
        )
        for side in (drape.RIGHT, drape.LEFT)
    ]
    tape, teeth = drape.zipper(field, [(-0.20, 0.0), (0.20, 0.0)], drape.TOP, 0.012)
    belts = []
    for x in (-0.10, 0.10):
        belts += [
            drape.strip(
                raised(field, 0.001),
                [(x, 0.02), (x, 0.235)],
                side,
                0.030,
                thickness=0.003,
                steps=20,
            )
            for side in (drape.FRONT, drape.BACK)
        ]
    grips = [
        strap(
            [
                (-0.10, 0.225, z),
                (-0.095, 0.30, z * 0.75),
                (-0.05, 0.37, z * 0.45),
                (0.0, 0.385, z * 0.4),
                (0.05, 0.37, z * 0.45),
                (0.095, 0.30, z * 0.75),
                (0.10, 0.225, z),
            ],
            0.028,
            (0.0, 0.0, 1.0 if z > 0 else -1.0),
        )
        for z in (0.098, -0.098)
    ]
    tag = box((0.045, 0.07, 0.004), 0.002).moved(0.13, 0.19, 0.137)
    return {
        "fabric": body,
        "leather": join([*ends, *belts, *grips, tag]),
        "zip": tape,
        "metal": teeth,
    }


def clutch() -> Parts:
    """An evening clutch with a metal frame and ball clasp."""
    size = (0.24, 0.12, 0.05)
    field = soft_box(size, 0.45, 0.10, 3.4)
    line = [
        (-0.098, 0.060),
        (-0.094, 0.10),
        (-0.075, 0.114),
        (0.0, 0.118),
        (0.075, 0.114),
        (0.094, 0.10),
        (0.098, 0.060),
    ]
    frame = sweep([(x, y, 0.0) for x, y in line], 0.0055, sides=8, steps=4)
    balls = [
        revolve(
            [(0.008 * np.sin(t), 0.008 * np.cos(t)) for t in np.linspace(0, np.pi, 9)], 14
        ).moved(x, 0.131, 0.0)
        for x in (-0.0075, 0.0075)
    ]
    return {"leather": skin(field, size, 0.0105), "metal": join([frame, *balls])}
