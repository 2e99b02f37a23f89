"""What the eye gets from each spot: diffuse light, reflections of the studio, cloth, lacquer, glass.

Diffuse and GGX reflection as glTF 2.0, appendix B, with the split sum's second half as a polynomial
(B. Karis, Physically Based Shading on Mobile, 2014), light thrown back inside folds by albedo
(J. Jimenez et al., Practical Realtime Strategies for Accurate Indirect Occlusion, 2016), and
reflections dimmed where light is (S. Lagarde, Moving Frostbite to PBR, 2014).
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from assets_pipeline.pictures.machine import compiled

Floats = NDArray[np.float64]
Room = NDArray[np.float32]

COLUMNS = {
    "base": slice(0, 3),
    "alpha": slice(3, 4),
    "metallic": slice(4, 5),
    "rough": slice(5, 6),
    "f0": slice(6, 7),
    "emissive": slice(7, 10),
    "sheen": slice(10, 13),
    "sheen_rough": slice(13, 14),
    "coat": slice(14, 15),
    "coat_rough": slice(15, 16),
    "tint": slice(16, 19),
    "transmission": slice(19, 20),
    "unlit": slice(20, 21),
    "specular": slice(21, 22),
}
"""Where each number stands in a row of `looks`."""
WIDTH = 22


@compiled
def _seen(room: Room, x: float, y: float, z: float, rough: float) -> float:
    """Radiance of the studio from a direction, at a roughness: trilinear."""
    levels, height, width = room.shape
    across = (math.atan2(x, z) / (2 * math.pi) + 0.5) * width - 0.5
    down = (0.5 - math.asin(min(max(y, -1.0), 1.0)) / math.pi) * height - 0.5
    deep = min(max(rough, 0.0), 1.0) * (levels - 1)
    left, top, level = math.floor(across), math.floor(down), int(min(deep, levels - 2))
    total = 0.0
    for corner in range(8):
        dx, dy, dz = corner & 1, (corner >> 1) & 1, corner >> 2
        weight = across - left if dx else 1 - across + left
        weight *= down - top if dy else 1 - down + top
        weight *= deep - level if dz else 1 - deep + level
        row = min(max(top + dy, 0), height - 1)
        total += weight * room[level + dz, row, (left + dx) % width]
    return total


@compiled
def _split(rough: float, facing: float) -> tuple[float, float]:
    """Scale and offset of the reflectance straight on (Karis 2014)."""
    a, b = 1 - rough, 0.0425 - 0.0275 * rough
    first = min(a * a, 2.0 ** (-9.28 * facing)) * a + b
    return -1.04 * first + 1.04 - 0.572 * rough, 1.04 * first - 0.04 + 0.022 * rough


@compiled
def _folded(open_share: float, albedo: float) -> float:
    """Share of light in a fold, with what its walls throw at each other (Jimenez 2016)."""
    a, b, c = 2.0404 * albedo - 0.3324, 0.6417 - 4.7951 * albedo, 2.7552 * albedo + 0.6903
    return max(open_share, ((open_share * a + b) * open_share + c) * open_share)


@compiled
def shade(  # noqa: PLR0917 -- compiled code is called by place
    views: Floats, normals: Floats, light: Floats, looks: Floats, room: Room
) -> tuple[Floats, Floats]:
    """Light that leaves each spot towards the eye (m, 3), and what it lets through (m, 3).

    Args:
        views: (m, 3) unit vectors towards the eye.
        normals: (m, 3) unit vectors.
        light: (m, 2) from `shadows.light`.
        looks: (m, WIDTH): see `COLUMNS`.
        room: from `studio.levels`.
    """
    out, through = np.zeros((len(views), 3)), np.zeros((len(views), 3))
    for i in range(len(views)):
        look = looks[i]
        alpha, metallic, rough, glass = look[3], look[4], max(look[5], 0.03), look[19]
        if look[20] > 0:  # unlit
            for k in range(3):
                out[i, k], through[i, k] = look[k] * alpha, 1 - alpha
            continue
        cos = (
            normals[i, 0] * views[i, 0] + normals[i, 1] * views[i, 1] + normals[i, 2] * views[i, 2]
        )
        facing = min(max(cos, 0.02), 1.0)
        x = 2 * cos * normals[i, 0] - views[i, 0]
        y = 2 * cos * normals[i, 1] - views[i, 1]
        z = 2 * cos * normals[i, 2] - views[i, 2]
        share = light[i, 0] / max(light[i, 1], 1e-9)
        dim = (facing + share) ** (2.0 ** (-16 * rough - 1)) - 1 + share
        dim = min(max(dim, 0.0), 1.0)
        scale, offset = _split(rough, facing)
        mirror = _seen(room, x, y, z, rough) * dim
        grazing = (1 - facing) ** 5
        coat = look[14] * (0.04 + 0.96 * grazing)
        lacquer = coat * _seen(room, x, y, z, max(look[15], 0.03)) * dim
        fuzz = (1 - facing) ** (1.5 + 3.5 * (1 - look[13]))
        most = max(look[10], look[11], look[12])
        for k in range(3):
            f0 = look[6] * look[21] * (1 - metallic) + look[k] * metallic
            shine = f0 * scale + offset * (look[21] * (1 - metallic) + metallic)
            body = look[k] * (1 - metallic) * (1 - shine) * (1 - glass)
            arriving = light[i, 1] * _folded(share, min(look[k], 0.9))
            value = body * arriving * (1 - 0.5 * most * fuzz) + mirror * shine
            value += look[10 + k] * fuzz * arriving
            value = value * (1 - coat) + lacquer + look[7 + k]
            out[i, k] = value * alpha
            clear = glass * (1 - shine) * look[k] * look[16 + k] * (1 - metallic) * (1 - coat)
            through[i, k] = 1 - alpha + alpha * clear
    return out, through
