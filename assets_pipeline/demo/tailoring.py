"""What is sewn on upper garments: collars, plackets, pockets, lapels, zips, ribs."""

from __future__ import annotations

import numpy as np
from scipy.ndimage import gaussian_filter1d

from assets_pipeline.demo import cloth, drape
from assets_pipeline.demo.field import raised
from assets_pipeline.demo.mesh import Array, Mesh, join, pair
from assets_pipeline.demo.shapes import sheet
from assets_pipeline.demo.tops import Top


def neck_curve(top: Top, angles: Array) -> Array:
    """Points of the neck opening, shape (n, 3), at angles from the back (0) to the front (pi)."""
    centre, radii = (np.array(part) for part in top.cut.neck)
    a, b = radii[0], radii[2]
    x, z = a * np.sin(angles), -b * np.cos(angles)
    front = (1 - np.cos(angles)) / 2
    fallen = centre[1] - 0.004 - 0.034 * front**2.2
    line = np.stack([x, fallen, centre[2] + z], -1)
    ground = drape.land(top.field, line, drape.TOP, 1.6)[:, 1]
    y = np.clip(ground, fallen - 0.02, centre[1] + 0.012)
    smooth = gaussian_filter1d(y, 3.0, mode="nearest")
    return np.stack([x, smooth, centre[2] + z], -1)


def collar(
    top: Top, *, stand: float = 0.030, leaf: float = 0.048, point: float = 0.030, gap: float = 0.10
) -> Mesh:
    """A turned-down collar: a stand about the neck and a leaf that falls over it to two points.

    Args:
        top: the garment.
        stand: height of the stand, metres.
        leaf: width of the leaf at the back, metres.
        point: how much longer the leaf is at its points, metres.
        gap: half the opening in front, radians.
    """
    angles = np.linspace(-np.pi + gap, np.pi - gap, 49)
    base = neck_curve(top, angles)
    out = np.stack([np.sin(angles), np.zeros_like(angles), -np.cos(angles)], -1)
    ends = (np.abs(angles) / np.pi) ** 5
    width = leaf + point * ends
    rows = [
        (-0.004, -0.012, 0.0),
        (-0.007, stand * 0.5, 0.0),
        (-0.010, stand, 0.0),
        (-0.006, stand + 0.004, 0.0),
    ]
    rows += [(0.002 + 0.020 * share, stand - 0.004, share) for share in (0.12, 0.4, 0.7, 1.0)]
    grid = np.zeros((len(rows), len(angles), 3))
    for row, (far, up, share) in zip(grid, rows, strict=True):
        fall = share * width
        slide = 0.55 * fall * ends
        row[:] = base + (far + 0.35 * fall)[:, None] * out
        row[:, 1] += up - 0.88 * fall
        row[:, 0] += np.sign(angles) * slide * 0.55
        row[:, 2] += slide * 0.10
    grid[4:] = drape.cleared(top.field, grid[4:], 0.004)
    return cloth.hemmed(sheet(grid, 60), 0.003, 0.004)


def stand_collar(top: Top, height: float = 0.045, gap: float = 0.03, lean: float = 0.10) -> Mesh:
    """A collar that stands up about the neck."""
    angles = np.linspace(-np.pi + gap, np.pi - gap, 49)
    base = neck_curve(top, angles)
    out = np.stack([np.sin(angles), np.zeros_like(angles), -np.cos(angles)], -1)
    rows = [
        base + (0.002 - lean * up) * out + np.array([0, up - 0.008, 0])
        for up in np.linspace(0, height + 0.008, 6)
    ]
    return cloth.hemmed(sheet(np.stack(rows), 60), 0.004, 0.02)


def placket(top: Top, high: float, low: float, width: float = 0.030) -> Mesh:
    """The strip that carries the buttons, down the front."""
    return drape.strip(
        top.field, [(0.0, high), (0.0, low)], drape.FRONT, width, thickness=0.0022, steps=30
    )


def buttons(
    top: Top, high: float, low: float, count: int, *, x: float = 0.0, radius: float = 0.0055
) -> Mesh:
    """Buttons down the front, evenly."""
    lifted = raised(top.field, 0.0018)
    heights = np.linspace(high, low, count)
    return join(drape.button(lifted, (x, float(height)), drape.FRONT, radius) for height in heights)


def pocket(
    top: Top, x: float, y: float, width: float, height: float, *, pointed: bool = False
) -> Mesh:
    """A patch pocket on the front, its upper left corner given by its middle top (x, y)."""
    half, low = width / 2, y - height
    tip = 0.018 if pointed else 0.0
    left = [(x - half * 0.92, low), (x - half, low + 0.02), (x - half, y)]
    right = [(x + half * 0.92, low), (x + half, low + 0.02), (x + half, y)]
    body = drape.between_curves(
        top.field, left, right, drape.FRONT, thickness=0.0022, steps=(8, 10)
    )
    hem = drape.strip(
        raised(top.field, 0.0018),
        [(x - half, y - 0.012), (x + half, y - 0.012)],
        drape.FRONT,
        0.024,
        thickness=0.0018,
        steps=10,
    )
    parts = [body, hem]
    if tip:
        parts.append(flap(top, x, y + 0.012, width + 0.006, 0.05))
    return join(parts)


def flap(
    top: Top, x: float, y: float, width: float, height: float, *, point: float = 0.012
) -> Mesh:
    """A pocket flap with a pointed lower edge."""
    half = width / 2
    corners = [(x - half, y - height), (x, y - height - point), (x + half, y - height)]
    high = [(x - half, y), (x, y), (x + half, y)]
    return drape.between_curves(
        raised(top.field, 0.0035), corners, high, drape.FRONT, thickness=0.0025, steps=(6, 12)
    )


def lapels(top: Top, low: float, high: float = 1.40, width: float = 0.075) -> Mesh:
    """Two notched lapels beside a V opening, from its point at `low` up to the collar."""
    slope, vee = top.cut.vee_slope, top.cut.vee

    def edge(y: float) -> float:
        return max(slope * (y - vee), 0.0) - 0.004

    notch = low + 0.74 * (high - low)
    inner = [
        (edge(y) + 0.004, y)
        for y in (
            low,
            low + 0.25 * (high - low),
            low + 0.5 * (high - low),
            notch,
            notch + 0.03,
            high,
        )
    ]
    outer = [
        (inner[0][0] + 0.004, inner[0][1] + 0.01),
        (inner[1][0] + 0.55 * width, inner[1][1] + 0.025),
        (inner[2][0] + 0.86 * width, inner[2][1] + 0.035),
        (inner[3][0] + width, inner[3][1] + 0.02),
        (inner[4][0] + 0.5 * width, inner[4][1] + 0.005),
        (inner[5][0] + 0.40 * width, inner[5][1]),
    ]
    return pair(
        drape.between_curves(
            raised(top.field, 0.002), inner, outer, drape.FRONT, thickness=0.004, steps=(6, 30)
        )
    )


def coat_collar(top: Top, leaf: float = 0.06, gap: float = 0.75) -> Mesh:
    """The turned-down collar of a coat, which ends where the lapels begin."""
    return collar(top, stand=0.026, leaf=leaf, point=0.012, gap=gap)


def front_edge(top: Top, high: float, low: float, x: float = 0.014) -> Mesh:
    """The overlapping edge of a closed front: one broad strip, raised a little."""
    return drape.strip(
        top.field,
        [(x - 0.012, high), (x - 0.012, low)],
        drape.FRONT,
        0.048,
        thickness=0.0028,
        steps=36,
    )


def ribs(
    top: Top,
    shell: Mesh,
    *,
    neck: float = 0.0,
    cuffs: float = 0.0,
    hem: float = 0.0,
    thickness: float = 0.0015,
) -> tuple[Mesh, Mesh | None]:
    """Part ribbed bands off the shell's openings: (the rest, the bands or None)."""
    bands = []
    if neck:
        shell, strip = cloth.band(shell, top.neck_line, neck, thickness)
        bands.append(cloth.around(strip, 0.09))
    if cuffs:
        shell, strip = cloth.band(shell, top.cuff_line, cuffs, thickness)
        bands.append(cloth.along_limb(strip, top.arm, 0.045))
    if hem:
        shell, strip = cloth.band(shell, top.hem_line, hem, thickness)
        bands.append(cloth.around(strip, 0.17))
    return shell, join(bands) if bands else None
