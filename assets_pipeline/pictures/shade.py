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
Indices = NDArray[np.int64]
Room = NDArray[np.float32]

PAINT = {
    "base": slice(0, 3),
    "alpha": slice(3, 4),
    "metallic": slice(4, 5),
    "rough": slice(5, 6),
    "emissive": slice(6, 9),
    "sheen": slice(9, 12),
}
"""What textures may change from spot to spot: columns of `paint`."""

WHOLE = ("f0", "specular", "sheen_rough", "coat", "coat_rough", "transmission", "unlit", "tint")
"""What holds for a whole look: columns of `looks`, the last one three wide."""

EXPOSURE = 0.41
"""White cloth in the key light comes out a little below white; what glows by itself stays as it is."""

_START, _DESATURATION = 0.78, 0.15


@compiled
def _toned(light: Floats) -> None:
    """Khronos PBR Neutral, in place: a merchant's colours stay, only highlights are bent.

    Formula: Khronos PBR Neutral Tone Mapper specification, 2024, with half its toe: the whole one
    takes away what a surface reflects straight on, and with it the folds of black cloth.
    """
    low = min(light[0], light[1], light[2])
    offset = low - 6.25 * low * low if low < 0.08 else 0.04
    for k in range(3):
        light[k] -= offset / 2
    peak = max(light[0], light[1], light[2])
    if peak < _START:
        return
    room = 1 - _START
    bent = 1 - room * room / (peak + room - _START)
    share = 1 - 1 / (_DESATURATION * (peak - bent) + 1)
    for k in range(3):
        light[k] *= bent / peak
        light[k] += (bent - light[k]) * share


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
    views: Floats,
    normals: Floats,
    light: Floats,
    paint: Floats,
    which: Indices,
    looks: Floats,
    room: Room,
    heading: tuple[float, float],
) -> tuple[Floats, Floats]:
    """What each spot shows to the eye (m, 3), toned, and what it lets through (m, 3).

    Args:
        views: (m, 3) unit vectors towards the eye.
        normals: (m, 3) unit vectors.
        light: (m, 2) from `shadows.light`.
        paint: (m, 12): see `PAINT`.
        which: (m,) row in `looks`.
        looks: (k, 10): see `WHOLE`.
        room: from `studio.levels`.
        heading: from `camera.heading`.
    """
    out, through = np.zeros((len(views), 3)), np.zeros((len(views), 3))
    for i in range(len(views)):
        f0, specular, fuzzy, coat, coat_rough, glass, unlit = looks[which[i], :7]
        tint, own, n, v = looks[which[i], 7:10], paint[i], normals[i], views[i]
        alpha, metallic, rough = own[3], own[4], max(own[5], 0.03)
        if unlit > 0:
            for k in range(3):
                out[i, k], through[i, k] = own[k] * alpha, 1 - alpha
            continue
        cos = n[0] * v[0] + n[1] * v[1] + n[2] * v[2]
        facing = min(max(cos, 0.02), 1.0)
        y, over, ahead = 2 * cos * n[1] - v[1], 2 * cos * n[0] - v[0], 2 * cos * n[2] - v[2]
        x = heading[0] * over - heading[1] * ahead
        z = heading[1] * over + heading[0] * ahead
        share = light[i, 0] / max(light[i, 1], 1e-9)
        dim = (facing + share) ** (2.0 ** (-16 * rough - 1)) - 1 + share
        dim = min(max(dim, 0.0), 1.0)
        scale, offset = _split(rough, facing)
        mirror = _seen(room, x, y, z, rough) * dim
        coat *= 0.04 + 0.96 * (1 - facing) ** 5
        lacquer = coat * _seen(room, x, y, z, max(coat_rough, 0.03)) * dim if coat > 0 else 0.0
        fuzz = (1 - facing) ** (5 - 3.5 * fuzzy)
        left = 1 - 0.5 * max(own[9], own[10], own[11]) * fuzz
        plain = specular * (1 - metallic)
        for k in range(3):
            shine = (f0 * plain + own[k] * metallic) * scale + (plain + metallic) * offset
            body = own[k] * (1 - metallic) * (1 - shine) * (1 - glass)
            arriving = light[i, 1] * _folded(share, min(own[k], 0.9))
            value = (body * left + own[9 + k] * fuzz) * arriving + mirror * shine
            out[i, k] = (value * (1 - coat) + lacquer) * EXPOSURE + own[6 + k]
            clear = glass * (1 - shine) * own[k] * tint[k] * (1 - metallic) * (1 - coat)
            through[i, k] = 1 - alpha + alpha * clear
        _toned(out[i])
        out[i] *= alpha
    return out, through
