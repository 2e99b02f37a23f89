"""Lamps, plants, vases, rugs, mirrors."""

from __future__ import annotations

import numpy as np

from assets_pipeline.demo import cloth
from assets_pipeline.demo.furniture import Parts, disc
from assets_pipeline.demo.mesh import Array, Mesh, join
from assets_pipeline.demo.shapes import prism, revolve, rounded, sheet, sweep


def _shade(low: float, high: float, wide: float, narrow: float) -> Mesh:
    """An open lampshade with rolled rims."""
    turn = np.linspace(0, 2 * np.pi, 49)
    rows = [
        np.stack([np.sin(turn) * r, 0 * turn + y, np.cos(turn) * r], -1)
        for y, r in ((low, wide), ((low + high) / 2, (wide + narrow) / 2), (high, narrow))
    ]
    return cloth.hemmed(sheet(np.stack(rows), 60), 0.004, 0.008)


def _bulb(y: float) -> Mesh:
    return revolve(
        [
            (0.0, y + 0.06),
            (0.02, y + 0.055),
            (0.03, y + 0.035),
            (0.027, y + 0.012),
            (0.014, y - 0.02),
            (0.0, y - 0.022),
        ],
        20,
        60,
    )


def floor_lamp() -> Parts:
    """A tripod floor lamp with a linen drum."""
    legs = []
    for angle in np.radians([0, 120, 240]):
        x, z = np.sin(angle), np.cos(angle)
        legs.append(
            sweep(
                [(x * 0.035, 1.20, z * 0.035), (x * 0.26, 0.0, z * 0.26)],
                [0.014, 0.010],
                sides=12,
                steps=4,
            )
        )
    hub = revolve(
        [(0.0, 1.26), (0.012, 1.26), (0.012, 1.225), (0.05, 1.215), (0.05, 1.175), (0.0, 1.17)], 28
    )
    stem = revolve([(0.0, 1.36), (0.011, 1.36), (0.011, 1.25), (0.0, 1.25)], 14)
    return {
        "wood": join(legs),
        "metal": join([hub, stem]),
        "shade": _shade(1.27, 1.56, 0.225, 0.195),
        "bulb": _bulb(1.38),
    }


def arc_lamp() -> Parts:
    """An arched floor lamp with a domed metal shade on a marble foot."""
    foot = disc(0.15, 0.0, 0.055, 0.008)
    arc = sweep(
        [
            (0.0, 0.05, 0.0),
            (0.0, 0.9, -0.03),
            (0.05, 1.50, 0.0),
            (0.30, 1.82, 0.0),
            (0.62, 1.86, 0.0),
            (0.86, 1.68, 0.0),
        ],
        0.010,
        sides=12,
        steps=8,
    )
    dome = [(0.018, 0.145), (0.05, 0.14), (0.10, 0.115), (0.145, 0.07), (0.165, 0.0)]
    outside = rounded(dome, 3)
    inside = [(max(0.015, r - 0.004), max(0.0, y - 0.003)) for r, y in reversed(outside)]
    shell = revolve([*outside, *inside], 44, 70)
    cap = revolve([(0.0, 0.19), (0.014, 0.185), (0.020, 0.14), (0.0, 0.135)], 18).moved(
        0.86, 1.50, 0.0
    )
    return {
        "stone": foot,
        "metal": join([arc, cap, shell.moved(0.86, 1.50, 0.0)]),
        "bulb": _bulb(1.54).moved(x=0.86),
    }


def table_lamp() -> Parts:
    """A ceramic table lamp."""
    outline = [
        (0.0, 0.33),
        (0.022, 0.33),
        (0.026, 0.30),
        (0.055, 0.27),
        (0.105, 0.20),
        (0.112, 0.12),
        (0.085, 0.04),
        (0.070, 0.012),
        (0.074, 0.0),
    ]
    base = revolve([*rounded(outline[1:], 3), (0.0, 0.0)], 40, 60)
    neck = revolve([(0.0, 0.40), (0.009, 0.40), (0.009, 0.335), (0.020, 0.33), (0.0, 0.325)], 14)
    return {
        "ceramic": base,
        "metal": neck,
        "shade": _shade(0.34, 0.56, 0.19, 0.125),
        "bulb": _bulb(0.42),
    }


def vase() -> Parts:
    """A ribbed stoneware vase with dried stems."""
    outline = np.array(
        rounded(
            [
                (0.055, 0.0),
                (0.085, 0.05),
                (0.105, 0.13),
                (0.085, 0.21),
                (0.040, 0.265),
                (0.038, 0.30),
                (0.050, 0.325),
            ],
            4,
        )
    )
    turn = np.linspace(0, 2 * np.pi, 97)
    rows = [np.zeros((97, 3))]
    for radius, height in outline:
        ribs = 1 + 0.022 * np.cos(turn * 24) * np.clip((0.25 - height) / 0.05, 0, 1) * np.clip(
            height / 0.03, 0, 1
        )
        rows.append(
            np.stack(
                [np.sin(turn) * radius * ribs, 0 * turn + height, np.cos(turn) * radius * ribs], -1
            )
        )
    body = cloth.hemmed(sheet(np.stack(rows), 60), 0.005, 0.06)
    rng = np.random.default_rng(3)
    stems, heads = [], []
    for _ in range(7):
        lean, way, tall = rng.uniform(0.03, 0.16), rng.uniform(0, 6.3), rng.uniform(0.50, 0.72)
        tip = np.array([np.sin(way) * lean, tall, np.cos(way) * lean])
        stems.append(
            sweep(
                [(0, 0.15, 0), tuple(tip * [0.35, 0.62, 0.35]), tuple(tip)],
                0.0016,
                sides=4,
                steps=3,
            )
        )
        head = revolve(
            [(0.0, 0.10), (0.008, 0.085), (0.015, 0.05), (0.012, 0.02), (0.003, 0.0)], 10, 70
        )
        heads.append(
            head.turned("x", np.degrees(lean) * np.cos(way) * 3)
            .turned("z", -np.degrees(lean) * np.sin(way) * 3)
            .moved(*(tip - [0, 0.01, 0]))
        )
    return {"ceramic": body, "stem": join(stems), "bloom": join(heads)}


def _leaf(length: float, width: float, droop: float, folds: float = 0.25) -> Mesh:
    """A pointed leaf that rises along +z and droops."""
    way = np.linspace(0, 1, 11)
    rows = []
    for t in way:
        half = width / 2 * np.sin(np.pi * min(t * 0.93 + 0.05, 1)) ** 0.75
        across = np.linspace(-1, 1, 7) * half
        y = length * (0.55 * t - droop * t**2) + np.abs(across) * folds
        rows.append(np.stack([across, y, np.full(7, length * t * (1 - 0.15 * t))], -1))
    return sheet(np.stack(rows)[:, ::-1], 80)


def _pot(radius: float, high: float) -> Mesh:
    outline = [
        (0.0, 0.0),
        (radius * 0.72, 0.0),
        (radius * 0.78, 0.008),
        (radius * 0.98, high * 0.9),
        (radius, high),
        (radius * 0.93, high),
        (radius * 0.90, high * 0.86),
    ]
    return revolve(outline[::-1], 44, 40)


def potted_plant() -> Parts:
    """A rubber plant with broad leaves in a pot."""
    pot = _pot(0.16, 0.28)
    soil = disc(0.146, 0.20, 0.245, 0.01, 36)
    rng = np.random.default_rng(5)
    trunks, leaves = [], []
    for base, lean, tall in (
        ((0.0, 0.0), 0.03, 1.00),
        ((0.04, -0.03), 0.16, 0.78),
        ((-0.045, 0.02), -0.15, 0.66),
    ):
        tip = np.array([base[0] + lean, 0.24 + tall, base[1] - lean * 0.4])
        start = np.array([base[0], 0.22, base[1]])
        trunks.append(
            sweep(
                [tuple(start), tuple(start * 0.5 + tip * 0.5 + [0.015, 0, 0.01]), tuple(tip)],
                [0.012, 0.009, 0.005],
                sides=8,
                steps=4,
            )
        )
        for index in range(int(tall * 13)):
            share = 0.28 + 0.72 * index / int(tall * 13)
            spot = start + (tip - start) * share
            size = 0.16 + 0.12 * (1 - share) + rng.uniform(-0.01, 0.02)
            leaf = _leaf(size * 1.25, size * 0.62, 0.35 + 0.25 * (1 - share)).turned(
                "x", -18 - 40 * (share > 0.97)
            )
            leaves.append(leaf.turned("y", index * 137.5 + lean * 300).moved(*spot))
    return {"ceramic": pot, "soil": soil, "stem": join(trunks), "leaf": join(leaves)}


def snake_plant() -> Parts:
    """A snake plant: upright blades in a bowl."""
    pot = _pot(0.13, 0.17)
    soil = disc(0.116, 0.11, 0.145, 0.01, 36)
    rng = np.random.default_rng(9)
    blades = []
    for index in range(15):
        tall, wide = rng.uniform(0.28, 0.62), rng.uniform(0.042, 0.060)
        lean, way = rng.uniform(0.02, 0.20), index * 2.4
        out = 0.02 + 0.075 * np.sqrt(index / 15)
        blades.append(
            _blade(tall, wide, lean, rng.uniform(-0.8, 0.8))
            .turned("y", float(np.degrees(way)))
            .moved(np.sin(way) * out, 0.135, np.cos(way) * out)
        )
    return {"ceramic": pot, "soil": soil, "leaf": join(blades)}


def _blade(tall: float, wide: float, lean: float, twist: float) -> Mesh:
    rows = []
    for t in np.linspace(0, 1, 11):
        half = wide / 2 * (0.62 + 1.1 * t - 0.75 * t**2) * np.sqrt(max(1 - t**5, 0.0))
        turn = twist * t
        across = np.linspace(-1, 1, 5)
        cup = 0.010 * across**2
        x = across * half * np.cos(turn) + cup * np.sin(turn)
        rows.append(
            np.stack(
                [
                    x,
                    np.full(5, tall * t),
                    lean * tall * t**1.6 + across * half * np.sin(turn) + cup,
                ],
                -1,
            )
        )
    return sheet(np.stack(rows), 80)


def rug() -> Parts:
    """A woven rug with fringes."""

    def waved(points: Array) -> Array:
        lift = 0.0025 * np.sin(points[:, 0:1] * 7) * np.sin(points[:, 2:3] * 6)
        return np.asarray(points + np.array([0.0, 1.0, 0.0]) * (lift + 0.0025))

    x, z = np.linspace(-0.8, 0.8, 25), np.linspace(-1.15, 1.15, 33)
    grid = np.stack(np.meshgrid(x, z, indexing="xy"), -1)
    top = np.stack([grid[..., 0], np.full(grid.shape[:2], 0.010), -grid[..., 1]], -1)
    body = cloth.hemmed(sheet(top, 60).bent(waved), 0.010, 0.02)
    rng = np.random.default_rng(2)
    fringe = []
    for end in (-1, 1):
        for step in np.linspace(-0.79, 0.79, 54):
            sway = rng.uniform(-0.008, 0.008)
            fringe.append(
                sweep(
                    [
                        (step, 0.006, end * 1.148),
                        (step + sway * 0.5, 0.005, end * 1.18),
                        (step + sway, 0.003, end * 1.215),
                    ],
                    [0.0055, 0.004, 0.003],
                    sides=5,
                    steps=1,
                )
            )
    return {"carpet": body, "fringe": join(fringe)}


def mirror() -> Parts:
    """A tall arched standing mirror."""
    turn = np.linspace(0, np.pi, 33)
    arch = [(0.30 * np.cos(a), 1.34 + 0.30 * np.sin(a)) for a in turn]
    edge = np.array([(0.30, 0.03), *arch, (-0.30, 0.03)])
    path = np.column_stack([edge, np.zeros(len(edge))])
    frame = sweep(
        np.concatenate([path, path[:1]]),
        1.0,
        profile=[(-0.016, -0.012), (0.016, -0.012), (0.016, 0.012), (-0.016, 0.012)],
        up=(0, 0, 1),
        steps=0,
    )
    pane = prism(edge[:, [0, 1]] * [1.0, -1.0], -0.003, 0.003, 0.0005).turned("x", 90)
    stand = sweep(
        [(-0.16, 1.10, -0.128), (-0.18, 0.008, -0.42), (0.18, 0.008, -0.42), (0.16, 1.10, -0.128)],
        0.009,
        sides=8,
        steps=0,
    )
    tilt = [part.turned("x", -6).moved(y=0.0) for part in (frame, pane)]
    return {"metal": join([tilt[0], stand]), "glass": tilt[1]}
