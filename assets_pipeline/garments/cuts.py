"""Where a garment is cut from the suit: one field per opening, positive on what is kept."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from assets_pipeline.garments.clip import clip, score
from assets_pipeline.garments.frame import Frame
from assets_pipeline.garments.spec import LEGS, Spec
from assets_pipeline.garments.suit import Cloth

Floats = NDArray[np.float64]

HIP_LINE: Final = 0.505
"""Share of stature below which the suit has two legs: lower hems are let down from here."""


class Neck(NamedTuple):
    """An opening seen from the front: shares of stature.

    `front` and `back` are its lowest points, `half` is half its width at the shoulder, `power` its
    form in front: 1 a V, 2 round, more a square.
    """

    front: float
    back: float
    half: float
    power: float


NECKS: Final = {
    "crew": Neck(0.812, 0.842, 0.046, 2.2),
    "v": Neck(0.755, 0.842, 0.048, 1.0),
    "scoop": Neck(0.778, 0.825, 0.058, 2.4),
    "boat": Neck(0.822, 0.834, 0.074, 2.6),
    "collar": Neck(0.822, 0.846, 0.043, 1.6),
    "hood": Neck(0.815, 0.842, 0.046, 2.0),
}
TOP: Final = 0.866
"""Height of the shoulder beside the neck, where openings end."""
TURTLE: Final = 0.870
ARMHOLE: Final = -0.03
ARMPIT: Final = 0.72
STRAPLESS: Final = 0.765


def cut(frame: Frame, spec: Spec) -> Cloth:
    """The part of the suit that a garment is made of, above its `HIP_LINE` where it has no legs."""
    cloth = frame.cloth
    legs = spec.kind in LEGS
    if legs or spec.kind == "skirt":
        cloth = clip(cloth, -_beyond(frame, cloth, -0.02))
        cloth = clip(cloth, spec.waist * frame.stature - frame.points(cloth)[:, 1])
    else:
        cloth = clip(cloth, _neck(frame, cloth, spec))
        cloth = clip(cloth, -_beyond(frame, cloth, _reach(spec)))
    hem = spec.hem if legs else max(spec.hem, HIP_LINE)
    field = frame.points(cloth)[:, 1] - hem * frame.stature
    if not legs:  # hands hang lower than some hems
        field = np.where(frame.zones(cloth)[:, 1] > 0.5, 1.0, field)
    return clip(cloth, field)


def seams(frame: Frame, cloth: Cloth, spec: Spec) -> tuple[Cloth, NDArray[np.int64]]:
    """The cloth with edges along its seams, and the panel (t,) that each triangle belongs to.

    Seams run down the sides and under the arms, about the armholes, and through the crotch.
    """
    fields = [_behind]
    if spec.kind in LEGS:
        fields.append(lambda frame, cloth: frame.points(cloth)[:, 0])
    elif spec.sleeve > 0.02:
        fields.append(lambda frame, cloth: _beyond(frame, cloth, ARMHOLE))
    for field in fields:
        cloth = score(cloth, field(frame, cloth))
    middles = Cloth(_middles(cloth), np.zeros((0, 3), np.int64))
    panel = np.zeros(len(cloth.faces), np.int64)
    for number, field in enumerate(fields):
        panel += (field(frame, middles) > 0) * 2**number
    right = (frame.points(middles)[:, 0] < 0) & (panel >= 2) & (spec.kind not in LEGS)
    return cloth, panel + 4 * right


def _middles(cloth: Cloth) -> sparse.csr_matrix:
    """Rows of the middles of the triangles."""
    a, b, c = cloth.faces.T
    found: sparse.csr_matrix = ((cloth.rows[a] + cloth.rows[b] + cloth.rows[c]) / 3).tocsr()
    return found


def _behind(frame: Frame, cloth: Cloth) -> Floats:
    """Metres behind the side line, which follows the axes of trunk, arms and legs."""
    points, zones = frame.points(cloth), frame.zones(cloth)
    joints = [frame.joint(name) for name in ("thigh_l", "pelvis", "spine_02", "neck_01")]
    trunk = np.interp(points[:, 1], [j[1] for j in joints], [0.012, 0.012, 0.012, joints[3][2]])
    legs = [frame.joint(name) for name in ("foot_l", "calf_l", "thigh_l")]
    leg = np.interp(points[:, 1], [j[1] for j in legs], [legs[0][2], legs[1][2], 0.012])
    arms = [frame.joint(name) for name in ("upperarm_l", "lowerarm_l", "hand_l")]
    arm = np.interp(
        np.abs(points[:, 0]), [j[0] for j in arms], [arms[0][2], arms[1][2], arms[2][2]]
    )
    axis = np.einsum("mz,mz->m", zones, np.stack([trunk, arm, leg], axis=1))
    found: Floats = axis - points[:, 2]
    return found


def _reach(spec: Spec) -> float:
    """How far down the arm the cloth goes; a sleeveless armhole lies inside the shoulder."""
    if spec.sleeve > 0.02:
        return min(spec.sleeve, 0.985)
    return -0.075 if spec.kind == "tank_top" else -0.03


def _neck(frame: Frame, cloth: Cloth, spec: Spec) -> Floats:
    points = frame.points(cloth)
    x, y, z = points.T / frame.stature
    if spec.neckline == "strapless":
        above: Floats = STRAPLESS - y
        return above * frame.stature
    if spec.neckline == "turtle":
        tilted: Floats = TURTLE - y - 0.1 * z
        return tilted * frame.stature
    neck = NECKS.get(spec.neckline, NECKS["crew"])
    middle = frame.joint("neck_01")[2] / frame.stature
    ahead = np.clip((z - middle + 0.02) / 0.05, 0.0, 1.0)
    ahead = ahead * ahead * (3 - 2 * ahead)
    low = neck.back + (neck.front - neck.back) * ahead
    power = 2.5 + (neck.power - 2.5) * ahead
    line = low + (TOP - low) * (np.abs(x) / neck.half) ** power
    found: Floats = (line - y) * frame.stature
    return found


def _beyond(frame: Frame, cloth: Cloth, share: float) -> Floats:
    """Metres beyond a plane across the arm, `share` of its length down from the shoulder's tip."""
    points = frame.points(cloth).copy()
    points[:, 0] = np.abs(points[:, 0])
    shoulder, elbow, wrist = (frame.joint(f"{bone}_l") for bone in ("upperarm", "lowerarm", "hand"))
    first, second = elbow - shoulder, wrist - elbow
    upper, lower = np.linalg.norm(first), np.linalg.norm(second)
    far = share * (upper + lower)
    level = np.array([0.96, -0.28, 0.0])
    if far <= 0:
        origin, normal = shoulder + np.array([far, 0.0, 0.0]), level
    else:
        bend = np.clip((far - upper) / 0.08 + 0.5, 0, 1)
        rise = np.clip(far / (0.5 * upper), 0, 1)
        along = first / upper * (1 - bend) + second / lower * bend
        normal = level * (1 - rise) + along * rise
        origin = (
            shoulder
            + first * float(np.minimum(far / upper, 1))
            + second * float(np.maximum(far - upper, 0)) / lower
        )
    beyond = (points - origin) @ (normal / np.linalg.norm(normal))
    elsewhere = (frame.zones(cloth)[:, 1] <= 0.02) & (points[:, 1] < ARMPIT * frame.stature)
    found: Floats = np.where(elsewhere, np.minimum(beyond, -0.01), beyond)
    return found
