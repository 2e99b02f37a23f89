"""Jackets and coats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from assets_pipeline.demo import cloth, drape
from assets_pipeline.demo import tailoring as sew
from assets_pipeline.demo.field import raised
from assets_pipeline.demo.mesh import Array, Mesh, join, pair
from assets_pipeline.demo.nets import cut
from assets_pipeline.demo.shirts import Parts, sew_thick
from assets_pipeline.demo.tops import Cut, Top, tailor

ROOMY = ((0.80, 0.055), (1.10, 0.046), (1.27, 0.036), (1.40, 0.018), (1.47, 0.012))
TAILORED = (
    (0.80, 0.045),
    (0.95, 0.036),
    (1.08, 0.030),
    (1.27, 0.028),
    (1.40, 0.018),
    (1.47, 0.010),
)
ROOMY_SLEEVE = ((0.0, 0.018), (0.35, 0.028), (0.8, 0.026), (1.0, 0.022))
COAT_NECK = ((0.0, 1.466, -0.006), (0.074, 0.050, 0.068))

JACKET = Cut(
    ROOMY,
    ROOMY_SLEEVE,
    sleeve=0.97,
    hem=0.90,
    drop=0.8,
    folds=0.008,
    neck=COAT_NECK,
    thickness=0.005,
    cell=0.025,
)


def denim_jacket() -> Parts:
    """A trucker jacket: collar, flapped chest pockets, metal buttons, contrast stitching."""
    top = tailor(replace(JACKET, seed=61))
    rest, bands = sew.ribs(top, top.shell(), cuffs=0.05, hem=0.045, thickness=0.002)
    pockets = [sew.flap(top, x, 1.285, 0.105, 0.045) for x in (-0.088, 0.088)]
    trims = [
        sew.collar(top, stand=0.026, leaf=0.058, point=0.026),
        sew.placket(top, 1.425, 0.905, 0.042),
        *pockets,
    ]
    seams = []
    for x, turn in ((0.060, 0.022), (0.122, -0.014)):
        seams.append(
            drape.stitches(
                top.field, [(x, 1.285), (x - turn, 1.10), (x - 1.4 * turn, 0.95)], drape.FRONT
            )
        )
    seams.append(drape.stitches(top.field, [(0.024, 1.287), (0.150, 1.287)], drape.FRONT))
    high = sew_thick(top)
    rivets = [
        drape.button(high.field, (0.0, float(y)), drape.FRONT, 0.0085)
        for y in np.linspace(1.40, 0.93, 6)
    ]
    rivets += [
        drape.button(sew_thick(high).field, (x, 1.238), drape.FRONT, 0.007) for x in (-0.088, 0.088)
    ]
    fabric = join([top.finished(rest), *trims, *([bands] if bands else [])])
    return {"fabric": fabric, "thread": pair(join(seams)), "buttons": join(rivets)}


def bomber() -> Parts:
    """A bomber jacket: ribbed collar, cuffs and hem, zip, slanted pockets."""
    top = tailor(
        replace(
            JACKET,
            gather=0.030,
            folds=0.012,
            seed=65,
            sleeve_ease=((0.0, 0.018), (0.35, 0.034), (0.8, 0.034), (0.9, 0.028), (1.0, 0.010)),
        )
    )
    rest, ribs = sew.ribs(top, top.shell(), cuffs=0.06, hem=0.06, thickness=0.001)
    rib = join([sew.stand_collar(top, 0.040), *([ribs] if ribs else [])])
    tape, teeth = drape.zipper(top.field, [(0.0, 1.425), (0.0, 0.902)], drape.FRONT)
    welts = [
        drape.strip(top.field, [(x, 1.06), (x * 1.35, 0.985)], drape.FRONT, 0.018, thickness=0.003)
        for x in (-0.095, 0.095)
    ]
    return {"fabric": join([top.finished(rest), *welts]), "rib": rib, "zip": tape, "metal": teeth}


def _quilting(rows: float, depth: float) -> Callable[[Array], Array]:
    """Horizontal pillows, `rows` to the metre."""

    def swell(points: Array) -> Array:
        seam = 0.5 + 0.5 * np.cos(points[:, 1] * rows * 2 * np.pi)
        return np.asarray(depth * (1 - seam**3))

    return swell


def puffer_vest() -> Parts:
    """A quilted sleeveless jacket with stand-up collar and zip."""
    plan = replace(
        JACKET,
        sleeve=-0.004,
        hem=0.88,
        seed=69,
        folds=0.003,
        swell=_quilting(9.5, 0.017),
        cell=0.0175,
        thickness=0.012,
    )
    return _puffer(plan)


def puffer_jacket() -> Parts:
    """A quilted down jacket with stand-up collar and zip."""
    plan = replace(
        JACKET,
        hem=0.86,
        seed=73,
        folds=0.004,
        swell=_quilting(9.5, 0.018),
        cell=0.0205,
        thickness=0.010,
    )
    return _puffer(plan)


def _puffer(plan: Cut) -> Parts:
    top = tailor(plan)
    collar = cloth.swollen(sew.stand_collar(top, 0.060, lean=-0.05), 0.004)
    plain = raised(tailor(replace(plan, swell=None)).field, 0.0175)
    tape, teeth = drape.zipper(plain, [(0.0, 1.43), (0.0, plan.hem + 0.003)], drape.FRONT, 0.014)
    welts = [
        drape.strip(plain, [(x, 1.03), (x * 1.2, 0.93)], drape.FRONT, 0.014, thickness=0.004)
        for x in (-0.105, 0.105)
    ]
    return {
        "fabric": join([top.finished(top.shell()), collar]),
        "zip": join([tape, *welts]),
        "metal": teeth,
    }


def blazer() -> Parts:
    """A two-button blazer with notched lapels and flapped pockets."""
    plan = replace(
        JACKET, ease=TAILORED, hem=0.80, drop=0.45, folds=0.004, vee=1.10, vee_slope=0.30, seed=77
    )
    top = tailor(plan)
    lapels = sew.lapels(top, 1.11, 1.418, 0.070)
    collar = sew.coat_collar(top, 0.052, 0.95)
    edge = sew.front_edge(top, 1.11, 0.802)
    flaps = [sew.flap(top, x, 0.965, 0.13, height=0.045, point=0.0) for x in (-0.108, 0.108)]
    welt = drape.strip(
        top.field, [(0.085, 1.265), (0.165, 1.275)], drape.FRONT, 0.020, thickness=0.003
    )
    fabric = join([top.finished(top.shell()), lapels, collar, edge, *flaps, welt])
    return {
        "fabric": fabric,
        "buttons": sew.buttons(sew_thick(top), 1.085, 0.975, 2, x=0.0, radius=0.010),
    }


def wool_coat() -> Parts:
    """A long double-breasted wool coat."""
    ease = (
        (0.40, 0.075),
        (0.80, 0.062),
        (1.10, 0.048),
        (1.27, 0.040),
        (1.40, 0.022),
        (1.47, 0.014),
    )
    plan = replace(
        JACKET,
        ease=ease,
        hem=0.50,
        drop=0.9,
        folds=0.010,
        vee=1.16,
        vee_slope=0.34,
        seed=81,
        cell=0.0285,
    )
    top = tailor(plan)
    fabric = [
        top.finished(top.shell()),
        sew.lapels(top, 1.17, 1.418, 0.095),
        sew.coat_collar(top, 0.070, 0.95),
    ]
    fabric.append(sew.front_edge(top, 1.16, 0.502, 0.05))
    fabric += [sew.flap(top, x, 0.93, 0.15, height=0.06, point=0.0) for x in (-0.118, 0.118)]
    high = sew_thick(top)
    rows = [sew.buttons(high, 1.12, 0.86, 3, x=x, radius=0.013) for x in (-0.048, 0.062)]
    return {"fabric": join(fabric), "buttons": join(rows)}


def trench() -> Parts:
    """A belted trench coat."""
    ease = (
        (0.40, 0.080),
        (0.80, 0.060),
        (1.02, 0.030),
        (1.10, 0.030),
        (1.27, 0.038),
        (1.40, 0.022),
        (1.47, 0.014),
    )
    plan = replace(
        JACKET,
        ease=ease,
        hem=0.46,
        drop=0.15,
        folds=0.012,
        vee=1.24,
        vee_slope=0.36,
        seed=85,
        cell=0.0285,
    )
    top = tailor(plan)
    shell = top.shell()
    fabric = [
        top.finished(shell),
        sew.lapels(top, 1.25, 1.418, 0.085),
        sew.coat_collar(top, 0.075, 0.9),
    ]
    fabric.append(sew.front_edge(top, 1.24, 0.462, 0.05))
    fabric += [
        drape.strip(top.field, [(x, 0.95), (x * 1.25, 0.83)], drape.FRONT, 0.035, thickness=0.004)
        for x in (-0.115, 0.115)
    ]
    belt = belted(top, shell, 1.045, 0.042)
    buckle = drape.strip(
        raised(top.field, 0.008),
        [(0.03, 1.045), (-0.03, 1.045)],
        drape.FRONT,
        0.052,
        thickness=0.004,
        steps=10,
    )
    rows = [sew.buttons(sew_thick(top), 1.20, 1.12, 2, x=x, radius=0.012) for x in (-0.042, 0.056)]
    rows += [sew.buttons(sew_thick(top), 0.95, 0.82, 2, x=x, radius=0.012) for x in (-0.042, 0.056)]
    return {"fabric": join([*fabric, belt]), "buttons": join([*rows, buckle])}


def belted(top: Top, shell: Mesh, height: float, width: float) -> Mesh:
    """A belt about the trunk."""
    trunk = cut(shell, lambda points: -top.sleeve_line(points))[0]
    high = cut(trunk, lambda points: height + width / 2 - points[:, 1], 0.006)[0]
    ring = cut(high, lambda points: points[:, 1] - height + width / 2, 0.006)[0]
    return cloth.around(cloth.hemmed(cloth.swollen(ring, 0.005), 0.005, 0.002), 0.15)
