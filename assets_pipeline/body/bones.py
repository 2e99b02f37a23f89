"""The skeleton: each bone, the joint of the base mesh at its head, and its parent."""

from __future__ import annotations

from typing import Final

_FINGERS: Final = {"thumb": 1, "index": 2, "middle": 3, "ring": 4, "pinky": 5}


def _limbs(side: str) -> list[tuple[str, str, str]]:
    arm = [
        (f"clavicle_{side}", f"{side}-clavicle", "spine_03"),
        (f"upperarm_{side}", f"{side}-shoulder", f"clavicle_{side}"),
        (f"lowerarm_{side}", f"{side}-elbow", f"upperarm_{side}"),
        (f"hand_{side}", f"{side}-hand", f"lowerarm_{side}"),
    ]
    for finger, number in _FINGERS.items():
        before = f"hand_{side}"
        for part in (1, 2, 3):
            name = f"{finger}_0{part}_{side}"
            arm.append((name, f"{side}-finger-{number}-{part}", before))
            before = name
    leg = [
        (f"thigh_{side}", f"{side}-upper-leg", "pelvis"),
        (f"calf_{side}", f"{side}-knee", f"thigh_{side}"),
        (f"foot_{side}", f"{side}-ankle", f"calf_{side}"),
        (f"ball_{side}", f"{side}-foot-1", f"foot_{side}"),
    ]
    return [*arm, *leg]


_TABLE: Final = (
    ("pelvis", "pelvis", ""),
    ("spine_01", "spine-4", "pelvis"),
    ("spine_02", "spine-3", "spine_01"),
    ("spine_03", "spine-2", "spine_02"),
    ("neck_01", "neck", "spine_03"),
    ("head", "head", "neck_01"),
    *_limbs("l"),
    *_limbs("r"),
)

BONES: Final = {name: joint for name, joint, _ in _TABLE}
"""Bone -> joint of the base mesh, parents before children."""

PARENTS: Final = tuple(list(BONES).index(parent) if parent else -1 for _, _, parent in _TABLE)
"""Index of each bone's parent, -1 for the root."""
