"""Chairs, sofas, tables, shelves: boxes, cushions, bent shells, tapered legs."""

from __future__ import annotations

import numpy as np

from assets_pipeline.demo import cloth
from assets_pipeline.demo.mesh import Array, Mesh, join, pair
from assets_pipeline.demo.shapes import box, cushion, leg, prism, revolve, sheet, sweep

Parts = dict[str, Mesh]


def disc(radius: float, low: float, high: float, bevel: float = 0.006, segments: int = 56) -> Mesh:
    """A round plate."""
    turn = np.linspace(0, 2 * np.pi, segments, endpoint=False)
    return prism(np.stack([np.sin(turn), np.cos(turn)], 1) * radius, low, high, bevel)


def four_legs(x: float, z: float, high: float, splay: float, *, wide: float, narrow: float) -> Mesh:
    """Four round legs, their feet further out by `splay`."""
    return join(
        [
            leg((a * x, high, b * z), (a * (x + splay), 0.0, b * (z + splay)), wide, narrow)
            for a in (-1, 1)
            for b in (-1, 1)
        ]
    )


def _closed_shell(rows: list[Array], thickness: float) -> Mesh:
    """A bent plate with both of its sides."""
    front = sheet(np.stack(rows), 60)
    back = cloth.swollen(front, -thickness)
    turned = Mesh(back.positions, -back.normals, back.uvs, back.faces[:, ::-1])
    return join([cloth.hemmed(front, thickness, 0.0), turned])


def dining_chair() -> Parts:
    """A wooden chair with a bent backrest and an upholstered seat."""
    seat = cushion((0.45, 0.045, 0.43), 0.012, 6, 0.02).moved(y=0.462)
    apron = box((0.40, 0.035, 0.38), 0.008).moved(y=0.425)
    front = [leg((s * 0.185, 0.43, 0.175), (s * 0.205, 0.0, 0.205), 0.019, 0.012) for s in (-1, 1)]
    rear = [
        sweep(
            [
                (s * 0.205, 0.0, -0.245),
                (s * 0.190, 0.42, -0.185),
                (s * 0.195, 0.62, -0.205),
                (s * 0.200, 0.80, -0.262),
            ],
            [0.013, 0.019, 0.017, 0.012],
            sides=12,
            steps=4,
        )
        for s in (-1, 1)
    ]
    rows = []
    for y in np.linspace(0.64, 0.82, 7):
        angle = np.linspace(-1.0, 1.0, 15)
        drop = 0.012 * np.abs(angle) ** 4
        tilt = -0.205 - 0.32 * (y - 0.62)
        rows.append(
            np.stack(
                [
                    0.235 * np.sin(angle),
                    y - drop * np.sign(y - 0.73),
                    tilt - 0.075 + 0.17 * (1 - np.cos(angle)),
                ],
                -1,
            )
        )
    back = _closed_shell(rows, 0.014)
    rails = [
        sweep([(s * 0.196, 0.20, -0.215), (s * 0.196, 0.20, 0.19)], 0.009, sides=10, steps=2)
        for s in (-1, 1)
    ]
    return {"wood": join([apron, *front, *rear, back, *rails]), "cushion": seat}


def lounge_chair() -> Parts:
    """An armchair of wood with loose cushions and open arms."""
    frame = []
    for s in (-1, 1):
        frame.append(leg((s * 0.335, 0.56, 0.285), (s * 0.345, 0.0, 0.315), 0.020, 0.014))
        frame.append(leg((s * 0.335, 0.54, -0.270), (s * 0.345, 0.0, -0.345), 0.020, 0.014))
        arm = [
            (s * 0.335, 0.548, -0.33),
            (s * 0.340, 0.556, -0.10),
            (s * 0.345, 0.572, 0.16),
            (s * 0.338, 0.570, 0.345),
        ]
        frame.append(
            sweep(
                arm,
                [0.7, 0.9, 1.15, 0.85],
                profile=[
                    (-0.032, -0.011),
                    (0.032, -0.011),
                    (0.030, 0.008),
                    (0.020, 0.012),
                    (-0.020, 0.012),
                    (-0.030, 0.008),
                ],
                up=(0, 1, 0),
                steps=5,
            )
        )
        frame.append(
            sweep([(s * 0.325, 0.245, -0.31), (s * 0.325, 0.285, 0.30)], 0.017, sides=12, steps=2)
        )
        frame.append(
            sweep(
                [(s * 0.30, 0.24, -0.29), (s * 0.30, 0.55, -0.375), (s * 0.29, 0.80, -0.46)],
                0.016,
                sides=12,
                steps=3,
            )
        )
    for y, z in ((0.262, 0.28), (0.25, -0.28), (0.52, -0.372), (0.78, -0.452)):
        frame.append(sweep([(-0.32, y, z), (0.32, y, z)], 0.014, sides=12, steps=2))
    seat = cushion((0.60, 0.13, 0.62), 0.022, 6, 0.045).turned("x", -4).moved(y=0.345, z=0.0)
    back = cushion((0.60, 0.52, 0.13), 0.024, 6, 0.045).turned("x", -17).moved(y=0.625, z=-0.325)
    return {"wood": join(frame), "cushion": join([seat, back])}


def _sofa_like(width: float, seats: int) -> Parts:
    base = box((width - 0.06, 0.16, 0.80), 0.03, 2).moved(y=0.23)
    arms = pair(cushion((0.17, 0.40, 0.88), 0.010, 5, 0.06).moved(width / 2 - 0.085, 0.36, 0.0))
    inner = width - 0.34
    each = inner / seats
    parts = [
        base,
        arms,
        cushion((inner + 0.02, 0.46, 0.20), 0.012, 5, 0.06).turned("x", -8).moved(y=0.52, z=-0.33),
    ]
    for index in range(seats):
        x = -inner / 2 + each * (index + 0.5)
        parts.append(cushion((each - 0.006, 0.16, 0.66), 0.022, 5, 0.05).moved(x, 0.385, 0.085))
        parts.append(
            cushion((each - 0.02, 0.40, 0.17), 0.035, 5, 0.06)
            .turned("x", -14)
            .moved(x, 0.635, -0.20)
        )
    legs = four_legs(width / 2 - 0.12, 0.32, 0.155, 0.02, wide=0.022, narrow=0.013)
    return {"cushion": join(parts), "wood": legs}


def sofa() -> Parts:
    """A three-seat sofa with two throw pillows."""
    parts = _sofa_like(2.15, 3)
    pillows = [
        cushion((0.42, 0.42, 0.11), 0.075, 5, 0.02)
        .turned("z", 12.0 * s)
        .turned("x", -26)
        .turned("y", -14.0 * s)
        .moved(s * 0.70, 0.625, 0.02)
        for s in (-1, 1)
    ]
    return parts | {"pillow": join(pillows)}


def armchair() -> Parts:
    """A deep upholstered armchair."""
    turn = np.linspace(-2.05, 2.05, 25)
    rows = []
    for share in np.linspace(0, 2 * np.pi, 15):
        thick = 0.065
        high = 0.17 + 0.11 * np.cos(turn) + 0.02
        far = 0.345 + thick * np.cos(share) * 0.9
        y = 0.37 + high * 0.55 + (high + 0.02) * np.sin(share)
        rows.append(
            np.stack(
                [
                    np.sin(turn) * far,
                    y,
                    -np.cos(turn) * far + 0.02 - 0.10 * (y - 0.35) * np.maximum(np.cos(turn), 0),
                ],
                -1,
            )
        )
    tub = sheet(np.stack(rows), 60)
    ends = []
    for column in (0, -1):
        ring = np.stack([row[column] for row in rows])
        middle = ring.mean(0)
        out = np.array([0, 0, 0.045])
        steps = [
            ring,
            middle + (ring - middle) * 0.85 + out * 0.6,
            middle + (ring - middle) * 0.45 + out,
            np.broadcast_to(middle + out * 1.1, ring.shape),
        ]
        cap = np.stack(steps) if column == 0 else np.stack(steps)[:, ::-1]
        ends.append(sheet(cap, 60))
    seat = cushion((0.60, 0.17, 0.60), 0.030, 6, 0.06).moved(y=0.375, z=0.075)
    base = disc(0.33, 0.18, 0.32, 0.03).moved(z=0.02)
    shape = join([tub, *ends])
    if (shape.normals * (shape.positions - np.array([0, 0.4, 0]))).sum(1).mean() < 0:
        shape = Mesh(shape.positions, -shape.normals, shape.uvs, shape.faces[:, ::-1])
    return {
        "cushion": join([shape, seat, base]),
        "wood": four_legs(0.20, 0.20, 0.19, 0.035, wide=0.020, narrow=0.012),
    }


def pouf() -> Parts:
    """A round pouf with a piped seam."""
    profile = [
        (0.0, 0.40),
        (0.10, 0.402),
        (0.20, 0.392),
        (0.255, 0.365),
        (0.285, 0.31),
        (0.298, 0.22),
        (0.290, 0.12),
        (0.270, 0.05),
        (0.245, 0.012),
        (0.22, 0.0),
        (0.0, 0.0),
    ]
    turn = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    piping = sweep(
        np.stack([np.sin(turn) * 0.258, 0.366 + 0 * turn, np.cos(turn) * 0.258], 1),
        0.006,
        sides=8,
        steps=2,
        closed=True,
    )
    return {"cushion": join([revolve(profile, 48, 60), piping])}


def stool() -> Parts:
    """A bar stool with a turned seat and a foot ring."""
    seat = revolve(
        [
            (0.0, 0.652),
            (0.08, 0.650),
            (0.15, 0.662),
            (0.175, 0.660),
            (0.182, 0.648),
            (0.175, 0.632),
            (0.12, 0.620),
            (0.0, 0.618),
        ],
        44,
        60,
    )
    legs = [
        leg(
            (np.sin(a) * 0.11, 0.63, np.cos(a) * 0.11),
            (np.sin(a) * 0.20, 0.0, np.cos(a) * 0.20),
            0.018,
            0.013,
        )
        for a in np.radians([45, 135, 225, 315])
    ]
    turn = np.linspace(0, 2 * np.pi, 20, endpoint=False)
    ring = sweep(
        np.stack([np.sin(turn) * 0.172, 0.20 + 0 * turn, np.cos(turn) * 0.172], 1),
        0.008,
        sides=8,
        steps=2,
        closed=True,
    )
    return {"wood": join([seat, *legs]), "metal": ring}


def round_table() -> Parts:
    """A round dining table on a pedestal of three bent legs."""
    top = disc(0.55, 0.715, 0.745, 0.010, 72)
    legs = []
    for angle in (0, 120, 240):
        curve = sweep(
            [
                (0.0, 0.715, 0.20),
                (0.0, 0.52, 0.085),
                (0.0, 0.30, 0.075),
                (0.0, 0.10, 0.22),
                (0.0, 0.014, 0.38),
            ],
            [1.0, 1.0, 1.1, 1.0, 0.8],
            profile=[(-0.030, -0.018), (0.030, -0.018), (0.030, 0.018), (-0.030, 0.018)],
            up=(0, 0, 1),
            steps=6,
        )
        legs.append(curve.turned("y", angle))
    return {"wood": join([top, *legs, disc(0.24, 0.700, 0.716, 0.004)])}


def coffee_table() -> Parts:
    """A marble top on a wooden frame."""
    turn = np.linspace(0, 2 * np.pi, 80, endpoint=False)
    x = np.sign(np.sin(turn)) * np.abs(np.sin(turn)) ** 0.62 * 0.55
    z = np.sign(np.cos(turn)) * np.abs(np.cos(turn)) ** 0.62 * 0.31
    top = prism(np.stack([x, z], 1), 0.365, 0.390, 0.006)
    frame = [four_legs(0.36, 0.17, 0.365, 0.03, wide=0.024, narrow=0.016)]
    frame += [
        sweep([(-0.36, 0.335, z), (0.36, 0.335, z)], 0.014, sides=10, steps=1)
        for z in (-0.17, 0.17)
    ]
    frame += [
        sweep([(x, 0.335, -0.17), (x, 0.335, 0.17)], 0.014, sides=10, steps=1)
        for x in (-0.36, 0.36)
    ]
    return {"stone": top, "wood": join(frame)}


def side_table() -> Parts:
    """A small round metal table with a tray rim."""
    tray = revolve(
        [
            (0.0, 0.512),
            (0.205, 0.512),
            (0.212, 0.535),
            (0.217, 0.538),
            (0.221, 0.535),
            (0.216, 0.505),
            (0.0, 0.500),
        ],
        56,
    )
    stem = revolve(
        [(0.0, 0.505), (0.03, 0.504), (0.013, 0.48), (0.012, 0.05), (0.03, 0.024), (0.0, 0.02)],
        24,
        50,
    )
    foot = revolve([(0.0, 0.024), (0.12, 0.020), (0.155, 0.010), (0.158, 0.0), (0.0, 0.0)], 48, 50)
    return {"lacquer": join([tray, stem, foot])}


def desk() -> Parts:
    """A writing desk with two drawers."""
    top = box((1.25, 0.028, 0.60), 0.006).moved(y=0.736)
    sides = pair(box((0.022, 0.13, 0.54), 0.004).moved(0.57, 0.657, 0.0))
    case = [
        box((1.12, 0.018, 0.54), 0.004).moved(y=0.60),
        box((1.12, 0.12, 0.018), 0.004).moved(y=0.66, z=-0.26),
        box((0.02, 0.11, 0.52), 0.003).moved(y=0.66),
    ]
    fronts = pair(box((0.535, 0.106, 0.018), 0.004).moved(0.281, 0.665, 0.264))
    knobs = pair(
        revolve(
            [(0.0, 0.022), (0.012, 0.020), (0.014, 0.014), (0.006, 0.006), (0.006, 0.0)], 18, 50
        )
        .turned("x", 90)
        .moved(0.281, 0.665, 0.272)
    )
    return {
        "wood": join(
            [
                top,
                sides,
                *case,
                fronts,
                four_legs(0.545, 0.235, 0.60, 0.025, wide=0.024, narrow=0.014),
            ]
        ),
        "metal": knobs,
    }


def bookshelf() -> Parts:
    """A shelf with five boards, and some books to show its scale."""
    boards = [
        box((0.80, 0.022, 0.30), 0.004, 1, 2).moved(y=float(y))
        for y in (0.10, 0.47, 0.84, 1.21, 1.58)
    ]
    posts = [
        box((0.026, 1.66, 0.026), 0.005, 1, 2).moved(a * 0.387, 0.83, b * 0.13)
        for a in (-1, 1)
        for b in (-1, 1)
    ]
    braces = [
        sweep([(-0.387, y, -0.142), (0.387, y + 0.37, -0.142)], 0.005, sides=6, steps=1)
        for y in (0.10, 0.84)
    ]
    braces += [
        sweep([(0.387, y, -0.142), (-0.387, y + 0.37, -0.142)], 0.005, sides=6, steps=1)
        for y in (0.10, 0.84)
    ]
    rng = np.random.default_rng(7)
    books: list[list[Mesh]] = [[], []]
    for shelf, (start, count) in zip(
        (0.48, 0.85, 1.22), ((-0.33, 9), (0.02, 8), (-0.30, 7)), strict=True
    ):
        x = start
        for index in range(count):
            wide, high, deep = (
                rng.uniform(0.018, 0.042),
                rng.uniform(0.20, 0.275),
                rng.uniform(0.15, 0.19),
            )
            books[index % 2].append(
                box((wide, high, deep), 0.003, 1, 1).moved(
                    x + wide / 2, shelf + high / 2 + 0.001, 0.02
                )
            )
            x += wide + 0.0015
    return {
        "wood": join([*boards, *posts]),
        "metal": join(braces),
        "book": join(books[0]),
        "paper": join(books[1]),
    }


def sideboard() -> Parts:
    """A low cabinet with slatted doors."""
    case = [
        box((1.50, 0.024, 0.42), 0.005).moved(y=0.688),
        box((1.50, 0.024, 0.42), 0.005).moved(y=0.212),
    ]
    case += [box((0.024, 0.46, 0.42), 0.005).moved(x, 0.45) for x in (-0.738, 0.738)]
    case += [
        box((1.46, 0.46, 0.012), 0.002).moved(y=0.45, z=-0.20),
        box((0.02, 0.45, 0.36), 0.002).moved(y=0.45),
    ]
    slats = []
    for index in range(30):
        x = -0.700 + index * 0.0483
        slats.append(box((0.036, 0.445, 0.012), 0.005, 1, 1).moved(x, 0.45, 0.198))
    backing = box((1.44, 0.445, 0.008), 0.001, 1, 1).moved(y=0.45, z=0.190)
    grips = pair(box((0.012, 0.16, 0.022), 0.004).moved(0.030, 0.45, 0.212))
    return {
        "wood": join(
            [*case, *slats, backing, four_legs(0.62, 0.14, 0.205, 0.03, wide=0.022, narrow=0.014)]
        ),
        "metal": grips,
    }


def bench() -> Parts:
    """An entry bench with a woven seat."""
    seat = cushion((1.06, 0.05, 0.36), 0.006, 6, 0.02).moved(y=0.435)
    rails = [
        sweep([(-0.53, 0.43, z), (0.53, 0.43, z)], 0.020, sides=12, steps=1) for z in (-0.18, 0.18)
    ]
    rails += [
        sweep([(x, 0.43, -0.18), (x, 0.43, 0.18)], 0.020, sides=12, steps=1) for x in (-0.53, 0.53)
    ]
    rails += [
        sweep([(x, 0.15, -0.185), (x, 0.15, 0.185)], 0.012, sides=10, steps=1)
        for x in (-0.535, 0.535)
    ]
    return {
        "wicker": seat,
        "wood": join([*rails, four_legs(0.525, 0.178, 0.45, 0.012, wide=0.022, narrow=0.016)]),
    }
