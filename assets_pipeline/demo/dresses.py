"""Dresses and skirts: flared tubes with hanging folds or pleats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from assets_pipeline.demo import body, cloth, drape
from assets_pipeline.demo import tailoring as sew
from assets_pipeline.demo.field import Field, Stack, profile, puffed, raised
from assets_pipeline.demo.mesh import Array, Mesh, join
from assets_pipeline.demo.nets import cut, surface
from assets_pipeline.demo.outerwear import belted
from assets_pipeline.demo.shapes import sheet, smooth_path, sweep
from assets_pipeline.demo.shirts import CLOSE, EASY, SHIRT, SLEEVE, SLIM_SLEEVE, TEE, Parts
from assets_pipeline.demo.tops import Cut, skirted, tailor


def hanging_folds(
    count: float, depth: float, high: float, low: float, seed: int = 3
) -> Callable[[Array], Array]:
    """Folds that start at height `high` and are `depth` metres deep at `low`, irregularly spaced."""
    drift = np.random.default_rng(seed).uniform(0, 6.3, 4)

    def swell(points: Array) -> Array:
        angle = np.arctan2(points[:, 0], points[:, 2])
        angle = angle + 0.22 * np.sin(2 * angle + drift[0]) + 0.10 * np.sin(5 * angle + drift[1])
        grow = np.clip((high - points[:, 1]) / (high - low), 0, 1.1) ** 1.2
        wave = 0.5 + 0.5 * np.cos(
            count * angle + drift[2] + 0.8 * np.sin(points[:, 1] * 3 + drift[3])
        )
        return np.asarray(depth * grow * wave)

    return swell


@dataclass(frozen=True)
class Skirt:
    """The field of a skirt and its edges."""

    field: Field
    waist: float
    hem: float
    cell: float

    def waist_line(self, points: Array) -> Array:
        """Metres down from the upper edge."""
        return np.asarray(self.waist - points[:, 1])

    def shell(self) -> Mesh:
        """The outer surface, open above and below."""
        box = ((-0.5, self.hem - 0.05, -0.46), (0.5, self.waist + 0.06, 0.46))
        mesh = surface(self.field, box, self.cell)
        mesh = cut(mesh, self.waist_line, 0.3 * self.cell)[0]
        return cut(mesh, lambda points: points[:, 1] - self.hem, 0.3 * self.cell)[0]


def skirt(
    rows: tuple[tuple[float, float, float], ...],
    waist: float,
    hem: float,
    swell: Callable[[Array], Array],
    cell: float = 0.021,
) -> Skirt:
    """A skirt whose rows (height, half width, half depth) run from below its hem to its waist."""
    torso = body.TORSO.grown(((0.8, 0.012), (1.0, 0.009), (1.15, 0.007)))
    tube = skirted(torso, rows)
    return Skirt(puffed(Stack(tube.table, 2.1), swell), waist, hem, cell)


def _with_band(
    plan: Skirt, width: float, thickness: float, cloth_thickness: float
) -> tuple[Mesh, Mesh]:
    rest, ring = cloth.band(plan.shell(), plan.waist_line, width, thickness)
    return cloth.around(cloth.hemmed(rest, cloth_thickness), 0.2), cloth.around(ring, 0.13)


def pleated_skirt() -> Parts:
    """A short skirt of knife pleats: each a slow rise and a sharp turn under the next."""
    rows = ((0.50, 0.270, 0.220), (0.85, 0.195, 0.142), (0.98, 0.172, 0.112))
    plan = skirt(rows, 1.07, 0.60, lambda points: 0 * points[:, 1], 0.024)
    _, ring = _with_band(plan, 0.038, 0.004, 0.002)
    count = 28
    turn = np.array([i + share for i in range(count) for share in (0.0, 0.35, 0.7, 0.86)] + [count])
    lift = np.array([0.0, 0.5, 1.0, 0.9] * count + [0.0])
    slide = np.array([0.0, 0.0, 0.0, -0.28] * count + [0.0])
    table = profile(skirted(body.TORSO.grown(0.010), rows).table)
    grid = []
    for height in np.linspace(0.60, 1.036, 12):
        centre, width, front, back = table(np.array([height]))[0]
        open_ = 0.25 + 0.75 * float(cloth.between(np.array([height]), 1.03, 0.80)[0])
        angle = -(turn + slide * open_) / count * 2 * np.pi
        far = 1 + (0.003 + 0.016 * open_) * lift / width
        depth = np.where(np.cos(angle) > 0, front, back)
        grid.append(
            np.stack(
                [
                    np.sin(angle) * width * far,
                    np.full_like(angle, height),
                    centre + np.cos(angle) * depth * far,
                ],
                -1,
            )
        )
    cloth_ = cloth.hemmed(sheet(np.stack(grid)[:, ::-1], 30), 0.0015, 0.003)
    return {"fabric": join([cloth_, ring])}


def midi_skirt() -> Parts:
    """A flared midi skirt."""
    rows = ((0.25, 0.36, 0.31), (0.60, 0.27, 0.22), (0.86, 0.195, 0.145), (0.98, 0.172, 0.112))
    plan = skirt(rows, 1.075, 0.34, hanging_folds(11, 0.045, 1.02, 0.34), 0.024)
    fabric, ring = _with_band(plan, 0.036, 0.003, 0.002)
    return {"fabric": join([fabric, ring])}


def denim_skirt() -> Parts:
    """A buttoned A-line denim skirt."""
    rows = ((0.45, 0.240, 0.190), (0.85, 0.194, 0.140), (0.98, 0.172, 0.112))
    plan = skirt(
        rows, 1.06, 0.58, lambda points: 0.004 * cloth.wrinkles(points, 7, (4, 3, 4)), 0.020
    )
    fabric, ring = _with_band(plan, 0.040, 0.004, 0.004)
    over = raised(plan.field, 0.002)
    strip = drape.strip(
        plan.field, [(0.0, 1.055), (0.0, 0.585)], drape.FRONT, 0.036, thickness=0.003, steps=24
    )
    buttons = [
        drape.button(raised(plan.field, 0.005), (0.0, float(y)), drape.FRONT, 0.009)
        for y in np.linspace(1.04, 0.66, 7)
    ]
    seams = [
        drape.stitches(
            over, [(sign * 0.075, 1.02), (sign * 0.085, 0.97), (sign * 0.15, 0.945)], drape.FRONT
        )
        for sign in (-1, 1)
    ]
    seams += [drape.stitches(over, [(x, 1.05), (x, 0.59)], drape.FRONT) for x in (-0.015, 0.015)]
    return {"fabric": join([fabric, ring, strip]), "thread": join(seams), "metal": join(buttons)}


def slip_skirt() -> Parts:
    """A bias-cut satin skirt that falls close."""
    rows = ((0.25, 0.225, 0.190), (0.55, 0.205, 0.165), (0.86, 0.190, 0.135), (0.98, 0.172, 0.112))
    plan = skirt(rows, 1.075, 0.33, hanging_folds(7, 0.020, 0.90, 0.33, 5), 0.023)
    fabric, ring = _with_band(plan, 0.022, 0.002, 0.0015)
    return {"fabric": join([fabric, ring])}


FLARE = ((0.25, 0.37, 0.32), (0.60, 0.285, 0.235), (0.88, 0.200, 0.150), (1.00, 0.165, 0.110))
STRAIGHT = ((0.25, 0.235, 0.185), (0.60, 0.222, 0.168), (0.88, 0.200, 0.142), (1.00, 0.172, 0.118))


def summer_dress() -> Parts:
    """A printed dress: V neck, short sleeves, fitted waist, swinging skirt."""
    plan = Cut(
        CLOSE,
        ((0.0, 0.010), (0.15, 0.030), (0.3, 0.034), (1.0, 0.03)),
        sleeve=0.27,
        hem=0.52,
        drop=0.1,
        folds=0.004,
        vee=1.29,
        vee_slope=0.52,
        skirt=FLARE,
        swell=hanging_folds(10, 0.045, 1.02, 0.5, 11),
        cell=0.0235,
        seed=131,
    )
    top = tailor(plan)
    shell = top.shell()
    rest, neck = sew.ribs(top, shell, neck=0.010, thickness=0.001)
    return {
        "fabric": join(
            [top.finished(rest), belted(top, shell, 1.065, 0.034), *([neck] if neck else [])]
        )
    }


def shirt_dress() -> Parts:
    """A belted shirt dress with collar and buttons all the way down."""
    plan = replace(
        SHIRT,
        ease=((0.8, 0.02), (1.06, 0.018), (1.27, 0.022), (1.47, 0.008)),
        sleeve=0.62,
        hem=0.46,
        drop=0.2,
        skirt=((0.30, 0.285, 0.235), *STRAIGHT[1:]),
        swell=hanging_folds(8, 0.024, 1.0, 0.46, 12),
        cell=0.0235,
        seed=135,
    )
    top = tailor(plan)
    shell = top.shell()
    rest, cuffs = sew.ribs(top, shell, cuffs=0.03, thickness=0.0012)
    fabric = [
        top.finished(rest),
        sew.collar(top),
        sew.placket(top, 1.428, 0.465),
        belted(top, shell, 1.065, 0.030),
    ]
    fabric += [cuffs] if cuffs else []
    return {"fabric": join(fabric), "buttons": sew.buttons(top, 1.40, 0.56, 10)}


def slip_dress() -> Parts:
    """A satin slip dress on thin straps."""
    plan = replace(
        TEE,
        ease=CLOSE,
        sleeve=-0.030,
        hem=0.36,
        drop=0.1,
        folds=0.003,
        neck=((0.0, 1.50, 0.0), (4.0, 0.215, 4.0)),
        vee=1.225,
        vee_slope=0.6,
        skirt=((0.25, 0.245, 0.200), *STRAIGHT[1:]),
        swell=hanging_folds(7, 0.018, 0.95, 0.36, 13),
        cell=0.0225,
        seed=139,
    )
    top = tailor(plan)
    rest, edge = sew.ribs(top, top.shell(), neck=0.008, thickness=0.001)
    straps = []
    for sign in (-1.0, 1.0):
        points = [
            (sign * 0.088, 1.288, 0.098),
            (sign * 0.094, 1.36, 0.088),
            (sign * 0.097, 1.425, 0.045),
            (sign * 0.098, 1.452, -0.012),
            (sign * 0.094, 1.425, -0.078),
            (sign * 0.086, 1.33, -0.112),
            (sign * 0.080, 1.27, -0.108),
        ]
        path = drape.cleared(body.figure(), smooth_path(np.array(points), 2), 0.004)
        straps.append(sweep(path, 0.0035, sides=6, steps=5))
    trims = [edge] if edge else []
    return {"fabric": join([top.finished(rest), *trims, *straps])}


def knit_dress() -> Parts:
    """A ribbed long-sleeved knit dress with a mock neck."""
    plan = replace(
        TEE,
        ease=CLOSE,
        sleeve_ease=SLIM_SLEEVE,
        sleeve=0.97,
        hem=0.40,
        drop=0.1,
        folds=0.003,
        thickness=0.004,
        skirt=STRAIGHT,
        cell=0.0245,
        more=(body.NECK.grown(0.008),),
        neck=((0.0, 1.505, 0.0), (0.12, 0.016, 0.12)),
        seed=143,
    )
    top = tailor(plan)
    rest, ribs = sew.ribs(top, top.shell(), neck=0.012, cuffs=0.05, hem=0.05)
    return {"fabric": join([top.finished(rest, raw=True), *([ribs] if ribs else [])])}


def pinafore() -> Parts:
    """A sleeveless A-line dress with patch pockets."""
    plan = replace(
        TEE,
        ease=EASY,
        sleeve=-0.018,
        hem=0.55,
        drop=0.2,
        folds=0.004,
        neck=((0.0, 1.468, 0.006), (0.095, 0.075, 0.095)),
        skirt=((0.45, 0.300, 0.240), (0.88, 0.208, 0.155), (1.00, 0.175, 0.120)),
        swell=hanging_folds(8, 0.020, 0.95, 0.55, 14),
        cell=0.0225,
        sleeve_ease=SLEEVE,
        seed=147,
    )
    top = tailor(plan)
    rest, edge = sew.ribs(top, top.shell(), neck=0.014, thickness=0.0012)
    pockets = [sew.pocket(top, x, 0.92, 0.13, 0.14) for x in (-0.12, 0.12)]
    return {"fabric": join([top.finished(rest), *pockets, *([edge] if edge else [])])}
