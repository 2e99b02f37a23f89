"""Glasses: rims around an outline, lenses, bridge, temples; worn on the mannequin's face."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from assets_pipeline.demo.mesh import Array, Mesh, join, pair
from assets_pipeline.demo.shapes import box, revolve, sheet, sweep

Parts = dict[str, Mesh]
EYE = (0.033, 1.652, 0.104)
"""Middle of the right lens on the mannequin, metres."""


def outline(
    width: float,
    height: float,
    power: float,
    shape: Callable[[Array, Array], Array] | None = None,
    count: int = 40,
) -> Array:
    """The right lens' edge (x, y) about its middle; `shape(x, y)` moves it afterwards."""
    turn = np.linspace(0, 2 * np.pi, count, endpoint=False)
    x = np.sign(np.cos(turn)) * np.abs(np.cos(turn)) ** (2 / power) * width / 2
    y = np.sign(np.sin(turn)) * np.abs(np.sin(turn)) ** (2 / power) * height / 2
    return np.stack([x, y], 1) if shape is None else shape(x, y)


def curved(points: Array, wrap: float) -> Array:
    """Points (x, y) of the right lens on the frame's curved front, in space."""
    x, y = points[..., 0] + EYE[0], points[..., 1] + EYE[1]
    tilt = 0.10 * (points[..., 1])
    return np.stack([x, y, EYE[2] - wrap * x**2 + tilt], -1)


def rim(edge: Array, wrap: float, wide: float, deep: float) -> Mesh:
    """A bar around the lens, `wide` seen from the front."""
    profile = [
        (-deep / 2, -wide / 2),
        (deep / 2, -wide / 2),
        (deep / 2, wide * 0.5),
        (-deep / 2, wide * 0.5),
    ]
    chamfer = 0.3 * min(wide, deep)
    shape = []
    for (x, y), (dx, dy) in zip(profile, [(1, 1), (-1, 1), (-1, -1), (1, -1)], strict=True):
        first, second = (x + dx * chamfer, y), (x, y + dy * chamfer)
        shape += [second, first] if dx * dy > 0 else [first, second]
    path = curved(edge, wrap)
    return sweep(
        path,
        1.0,
        steps=1,
        closed=True,
        profile=shape,
        up=tuple(path[0] - curved(edge * 0.5, wrap)[0]),
        crease=50,
    )


def lens(edge: Array, wrap: float) -> Mesh:
    """The glass: rings from the middle to the edge, bulging a little."""
    rows = []
    for share in (0.0, 0.35, 0.7, 0.9, 0.985):
        ring = curved(np.concatenate([edge, edge[:1]]) * share, wrap)
        ring[:, 2] += 0.0025 * (1 - share**2)
        rows.append(ring)
    return sheet(np.stack(rows)[::-1])


def temples(start: tuple[float, float], wrap: float, wide: float, deep: float) -> Mesh:
    """The two arms, from the hinge back over the ears."""
    x, y = start[0] + EYE[0], start[1] + EYE[1]
    z = EYE[2] - wrap * x**2
    points = [
        (x, y, z + 0.001),
        (x + 0.004, y, z - 0.010),
        (0.0835, y - 0.001, 0.040),
        (0.0835, y - 0.003, -0.015),
        (0.0815, y - 0.016, -0.040),
        (0.078, y - 0.036, -0.052),
    ]
    profile = [
        (-deep / 2, -wide / 2),
        (deep / 2, -wide / 2),
        (deep / 2, wide / 2),
        (-deep / 2, wide / 2),
    ]
    return pair(
        sweep(points, [1.0, 1.0, 0.85, 0.85, 1.0, 0.9], profile=profile, up=(0, 1, 0), steps=5)
    )


def bridge(edge: Array, wrap: float, high: float, radius: float, arch: float = 0.004) -> Mesh:
    """The bar over the nose."""
    inner = edge[:, 0].min()
    side = curved(np.array([[inner * 0.97, high]]), wrap)[0]
    middle = (0.0, side[1] + arch, EYE[2] + 0.002)
    return sweep([(-side[0], side[1], side[2]), middle, tuple(side)], radius, sides=8)


def pads(low: float) -> Mesh:
    """Nose pads on thin wires."""
    pad = revolve(
        [(0.0, 0.0018), (0.003, 0.0012), (0.0035, 0.0), (0.003, -0.0012), (0.0, -0.0018)], 12
    )
    pad = (
        pad.turned("z", 80)
        .bent(lambda p: p * np.array([1.0, 1.9, 1.0]))
        .turned("y", -35)
        .moved(0.0085, EYE[1] + low, EYE[2] - 0.008)
    )
    wire = sweep(
        [
            (0.0105, EYE[1] + low + 0.001, EYE[2] - 0.006),
            (0.0125, EYE[1] + low, EYE[2] - 0.001),
            (0.0140, EYE[1] + low + 0.004, EYE[2]),
        ],
        0.0006,
        sides=5,
    )
    return pair(join([pad, wire]))


def hinges(start: tuple[float, float], wrap: float, size: float = 0.005) -> Mesh:
    """Small end pieces where the arms begin."""
    x, y = start[0] + EYE[0], start[1] + EYE[1]
    return pair(
        box((size, size * 1.2, size * 1.2), 0.001).moved(x - 0.001, y, EYE[2] - wrap * x**2 - 0.001)
    )


def _acetate(
    edge: Array,
    start: tuple[float, float],
    *,
    wrap: float = 2.6,
    wide: float = 0.0052,
    high: float = 0.004,
) -> Parts:
    """A thick plastic frame."""
    frame = [
        pair(rim(edge, wrap, wide, 0.0042)),
        bridge(edge, wrap, high, 0.0034, 0.003),
        temples(start, wrap, 0.0062, 0.0034),
        hinges(start, wrap, 0.0062),
    ]
    return {"frame": join(frame), "lens": pair(lens(edge, wrap))}


def _wire(
    edge: Array,
    start: tuple[float, float],
    *,
    wrap: float = 2.2,
    high: float = 0.004,
    double: float = 0.0,
) -> Parts:
    """A thin metal frame with nose pads."""
    frame = [
        pair(rim(edge, wrap, 0.0018, 0.0020)),
        bridge(edge, wrap, high, 0.0011, 0.003),
        temples(start, wrap, 0.0020, 0.0014),
        hinges(start, wrap, 0.0034),
    ]
    if double:
        frame.append(bridge(edge * [0.92, 1.0], wrap, double, 0.0012, 0.001))
    return {"metal": join(frame), "frame": pads(-0.007), "lens": pair(lens(edge, wrap))}


def round_glasses() -> Parts:
    """Round wire glasses."""
    return _wire(outline(0.047, 0.046, 2.0), (0.0245, 0.006))


def square_glasses() -> Parts:
    """Square acetate glasses."""
    return _acetate(outline(0.052, 0.039, 4.5), (0.0285, 0.011))


def aviators() -> Parts:
    """Aviator sunglasses with a double bridge."""

    def drop(x: Array, y: Array) -> Array:
        low = np.clip(-y / 0.024, 0, 1)
        return np.stack(
            [x * (1 - 0.20 * low) + 0.005 * low - 0.001, y * (1 + 0.10 * low) - 0.003], 1
        )

    return _wire(
        outline(0.057, 0.049, 2.5, drop), (0.0300, 0.013), high=0.006, double=0.0175, wrap=2.8
    )


def cat_eyes() -> Parts:
    """Cat-eye glasses."""

    def swept(x: Array, y: Array) -> Array:
        lift = np.clip((x + 0.005) / 0.032, 0, 1) ** 2 * np.clip((y + 0.012) / 0.03, 0, 1)
        return np.stack([x + 0.005 * lift, y + 0.010 * lift - 0.001], 1)

    return _acetate(outline(0.053, 0.040, 2.6, swept), (0.0325, 0.0205), wide=0.0056)


def oversized() -> Parts:
    """Large square sunglasses."""
    return _acetate(outline(0.060, 0.054, 3.2), (0.0325, 0.016), wide=0.0058, high=0.010)


def wayfarers() -> Parts:
    """Trapezoid sunglasses with strong brows."""

    def slanted(x: Array, y: Array) -> Array:
        return np.stack([x * (1 + 5.5 * y), y * (1 + 2.0 * np.abs(x) * (y > 0)) + 0.06 * x], 1)

    return _acetate(outline(0.051, 0.041, 3.6, slanted), (0.0305, 0.0155), wide=0.0056)
