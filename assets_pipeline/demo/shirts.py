"""T-shirts, polos, shirts, blouses and knitwear."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from assets_pipeline.demo import body, cloth, drape
from assets_pipeline.demo import tailoring as sew
from assets_pipeline.demo.field import raised
from assets_pipeline.demo.mesh import Mesh, join, pair
from assets_pipeline.demo.nets import cut
from assets_pipeline.demo.tops import Cut, Top, tailor

Parts = dict[str, Mesh]

EASY = ((0.80, 0.030), (1.10, 0.028), (1.27, 0.020), (1.40, 0.012), (1.47, 0.012))
LOOSE = ((0.80, 0.050), (1.10, 0.045), (1.27, 0.032), (1.40, 0.015), (1.47, 0.013))
CLOSE = ((0.80, 0.010), (1.10, 0.009), (1.27, 0.008), (1.40, 0.009), (1.47, 0.011))
SLEEVE = ((0.0, 0.008), (0.3, 0.018), (1.0, 0.016))
WIDE_SLEEVE = ((0.0, 0.012), (0.35, 0.030), (0.75, 0.030), (0.9, 0.024), (1.0, 0.008))
SLIM_SLEEVE = ((0.0, 0.008), (0.4, 0.009), (1.0, 0.008))

TEE = Cut(EASY, SLEEVE, sleeve=0.40, hem=0.845)
SHIRT = Cut(
    EASY,
    SLEEVE,
    sleeve=0.97,
    hem=0.80,
    folds=0.012,
    neck=((0.0, 1.466, -0.006), (0.070, 0.050, 0.064)),
    cell=0.0215,
)
KNIT = Cut(
    LOOSE,
    WIDE_SLEEVE,
    sleeve=0.97,
    hem=0.85,
    drop=0.8,
    folds=0.010,
    thickness=0.005,
    cell=0.0225,
    gather=0.024,
)


def _knitted(
    plan: Cut, *, neck: float, cuffs: float = 0.0, hem: float = 0.0, thickness: float = 0.0015
) -> tuple[Top, Parts]:
    top = tailor(plan)
    rest, ribs = sew.ribs(top, top.shell(), neck=neck, cuffs=cuffs, hem=hem, thickness=thickness)
    parts = {"fabric": top.finished(rest, raw=bool(neck and cuffs and hem))}
    return top, parts | ({"rib": ribs} if ribs else {})


def tee() -> Parts:
    """A crew-neck T-shirt."""
    return _knitted(replace(TEE, cell=0.0195), neck=0.017)[1]


def vee_tee() -> Parts:
    """A close-fitting V-neck T-shirt."""
    plan = replace(
        TEE,
        ease=CLOSE,
        drop=0.35,
        folds=0.006,
        sleeve=0.30,
        vee=1.30,
        vee_slope=0.62,
        hem=0.88,
        seed=5,
    )
    return _knitted(plan, neck=0.013)[1]


def breton() -> Parts:
    """A long-sleeved boat-neck T-shirt."""
    plan = replace(
        TEE, cell=0.021, sleeve=0.86, seed=9, neck=((0.0, 1.460, -0.006), (0.108, 0.046, 0.070))
    )
    return _knitted(plan, neck=0.008)[1]


def tank() -> Parts:
    """A ribbed tank top with deep scoop neck."""
    neck = ((0.0, 1.468, 0.010), (0.098, 0.105, 0.115))
    plan = replace(
        TEE, ease=CLOSE, drop=0.2, folds=0.004, sleeve=-0.022, neck=neck, hem=0.86, seed=13
    )
    _top, parts = _knitted(plan, neck=0.010)
    return parts


def polo() -> Parts:
    """A polo shirt with collar, short placket and ribbed sleeve ends."""
    plan = replace(TEE, seed=17, neck=SHIRT.neck)
    top, parts = _knitted(plan, neck=0.0, cuffs=0.022)
    parts["rib"] = join(
        [
            parts["rib"],
            sew.collar(top, stand=0.024, leaf=0.044, point=0.022),
            sew.placket(top, 1.424, 1.27, 0.032),
        ]
    )
    parts["buttons"] = sew.buttons(top, 1.405, 1.295, 3)
    return parts


def _shirt(plan: Cut, *, pockets: int = 1, pointed: bool = False) -> Parts:
    top = tailor(plan)
    rest, cuffs = sew.ribs(
        top, top.shell(), cuffs=0.055 if plan.sleeve > 0.6 else 0.022, thickness=0.0012
    )
    trims = [
        sew.collar(top),
        sew.placket(top, 1.428, plan.hem + 0.004),
        *([cuffs] if cuffs else []),
    ]
    spots = [0.072, -0.072][:pockets]
    trims += [sew.pocket(top, x, 1.300, 0.095, 0.11, pointed=pointed) for x in spots]
    parts = {"fabric": top.finished(rest), "trim": join(trims)}
    parts["buttons"] = sew.buttons(top, 1.40, plan.hem + 0.07, 6)
    return parts


def oxford_shirt() -> Parts:
    """A long-sleeved shirt with button-down collar and one pocket."""
    return _shirt(replace(SHIRT, seed=21))


def flannel_shirt() -> Parts:
    """A loose checked shirt with two flapped pockets."""
    return _shirt(
        replace(SHIRT, ease=LOOSE, sleeve_ease=WIDE_SLEEVE, seed=25), pockets=2, pointed=True
    )


def camp_shirt() -> Parts:
    """A boxy short-sleeved linen shirt."""
    return _shirt(
        replace(
            SHIRT, ease=LOOSE, sleeve=0.46, sleeve_ease=WIDE_SLEEVE, hem=0.83, drop=0.95, seed=29
        )
    )


def blouse() -> Parts:
    """A flowing blouse: V neck, full sleeves gathered into narrow cuffs."""
    full = ((0.0, 0.012), (0.3, 0.030), (0.75, 0.050), (0.93, 0.040), (1.0, 0.012))
    plan = replace(
        SHIRT,
        ease=LOOSE,
        sleeve_ease=full,
        vee=1.30,
        vee_slope=0.42,
        folds=0.016,
        hem=0.86,
        seed=33,
        neck=((0.0, 1.462, -0.004), (0.078, 0.055, 0.070)),
    )
    top = tailor(plan)
    rest, trim = sew.ribs(top, top.shell(), neck=0.018, cuffs=0.04, thickness=0.001)
    trims = [part for part in (trim, sew.placket(top, 1.298, plan.hem + 0.004, 0.024)) if part]
    return {
        "fabric": top.finished(rest),
        "trim": join(trims),
        "buttons": sew.buttons(top, 1.27, 0.93, 5, radius=0.0045),
    }


def sweater() -> Parts:
    """A chunky crew-neck sweater with ribbed edges."""
    return _knitted(replace(KNIT, seed=37), neck=0.024, cuffs=0.06, hem=0.055, thickness=0.002)[1]


def turtleneck() -> Parts:
    """A fine turtleneck with a turned-down collar."""
    plan = replace(
        KNIT,
        ease=EASY,
        sleeve_ease=SLEEVE,
        drop=0.4,
        folds=0.006,
        thickness=0.003,
        seed=41,
        more=(body.NECK.grown(0.010),),
        neck=((0.0, 1.522, 0.0), (0.12, 0.016, 0.12)),
    )
    top, parts = _knitted(plan, neck=0.0, cuffs=0.05, hem=0.05)
    _rest, roll = cut(
        top.shell(), lambda points: np.where(points[:, 1] > 1.3, 1.476 - points[:, 1], 1.0)
    )
    outer = cloth.hemmed(cloth.swollen(roll, 0.006), 0.007, 0.02)
    parts["rib"] = join([parts["rib"], cloth.around(outer, 0.06)])
    return parts


def sweatshirt() -> Parts:
    """A crew-neck sweatshirt of brushed jersey."""
    return _knitted(
        replace(KNIT, seed=45, folds=0.014, thickness=0.004), neck=0.020, cuffs=0.055, hem=0.055
    )[1]


def hoodie() -> Parts:
    """A hoodie: hood, kangaroo pocket, drawstrings."""
    hood = (body.NECK.grown(0.030), body.HEAD.grown(((1.53, 0.030), (1.62, 0.036), (1.75, 0.034))))
    face = ((0.0, 1.600, 0.150), (0.082, 0.128, 0.150))
    plan = replace(
        KNIT,
        seed=49,
        folds=0.014,
        thickness=0.004,
        more=hood,
        neck=face,
        open_top=False,
        softness=0.045,
    )
    top = tailor(plan)
    rest, ribs = sew.ribs(top, top.shell(), cuffs=0.055, hem=0.055)
    left = [(-0.145, 0.935), (-0.145, 0.99), (-0.085, 1.09)]
    right = [(0.145, 0.935), (0.145, 0.99), (0.085, 1.09)]
    pouch = drape.between_curves(
        top.field, left, right, drape.FRONT, thickness=0.004, steps=(16, 14)
    )
    string = drape.cord(
        top.field,
        [(0.030, 1.445), (0.034, 1.40), (0.036, 1.34), (0.038, 1.27)],
        drape.FRONT,
        0.0032,
    )
    trim = [ribs] if ribs else []
    return {"fabric": join([top.finished(rest), pouch]), "rib": join(trim), "strings": pair(string)}


def cardigan() -> Parts:
    """A button-through V-neck cardigan."""
    plan = replace(KNIT, vee=1.17, vee_slope=0.36, seed=53, folds=0.010)
    top = tailor(plan)
    rest, ribs = sew.ribs(top, top.shell(), neck=0.026, cuffs=0.06, hem=0.055, thickness=0.002)
    strip = drape.strip(
        top.field, [(0.0, 1.172), (0.0, plan.hem)], drape.FRONT, 0.034, thickness=0.004, steps=24
    )
    trims = [strip, *([ribs] if ribs else [])]
    pockets = [sew.pocket(top, x, 1.02, 0.10, 0.10) for x in (-0.095, 0.095)]
    return {
        "fabric": join([top.finished(rest), *pockets]),
        "rib": join(trims),
        "buttons": sew.buttons(sew_thick(top), 1.15, 0.90, 5, radius=0.008),
    }


def sew_thick(top: Top) -> Top:
    """The same garment, as if its surface stood 2 mm further out."""
    return Top(top.cut, top.torso, top.arm, raised(top.field, 0.002))
