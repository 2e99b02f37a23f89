"""Small tiling textures made of numbers: threads, grain, prints. Grey ones are tinted by factors."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache

import numpy as np
from PIL import Image
from scipy.ndimage import gaussian_filter
from scipy.spatial import cKDTree

from assets_pipeline.demo.mesh import Array


@dataclass(frozen=True)
class Texture:
    """An encoded image."""

    data: bytes
    mime: str


def _png(pixels: Array) -> Texture:
    return _encoded(
        Image.fromarray(_bytes(pixels)).quantize(32, method=Image.Quantize.MEDIANCUT), "PNG"
    )


def _jpeg(pixels: Array, quality: int = 88) -> Texture:
    return _encoded(Image.fromarray(_bytes(pixels)), "JPEG", quality=quality, subsampling=0)


def _encoded(image: Image.Image, kind: str, **options: int) -> Texture:
    out = io.BytesIO()
    image.save(out, kind, optimize=True, **options)
    return Texture(out.getvalue(), f"image/{kind.lower()}")


def _bytes(pixels: Array) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    return np.asarray(np.clip(pixels * 255 + 0.5, 0, 255).astype(np.uint8))


def _bumps(height: Array, strength: float) -> Texture:
    """Tangent-space normals of a tiling height field (rows run down the image, so v up)."""
    across = (np.roll(height, -1, 1) - np.roll(height, 1, 1)) * strength
    down = (np.roll(height, -1, 0) - np.roll(height, 1, 0)) * strength
    normal = np.stack([-across, down, np.ones_like(height)], -1)
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
    return _jpeg(normal * 0.5 + 0.5, 80)


def _noise(size: int, blur: float | tuple[float, float], seed: int) -> Array:
    """Tiling noise of mean 0 and deviation 1, features of about `blur` pixels."""
    white = np.random.default_rng(seed).standard_normal((size, size))
    smooth: Array = gaussian_filter(white, blur, mode="wrap")
    return np.asarray((smooth - smooth.mean()) / smooth.std())


def _grid(size: int) -> tuple[Array, Array]:
    """Places 0..1 of pixel centres: (across, down)."""
    place = (np.arange(size) + 0.5) / size
    across, down = np.meshgrid(place, place)
    return across, down


@cache
def weave(threads: int = 32, size: int = 192) -> Texture:
    """Normals of a plain weave, `threads` over the tile."""
    across, down = (axis * threads * np.pi for axis in _grid(size))
    over = np.sin(across) ** 2 * (1 + np.cos(across + down) * 0.2)
    under = np.sin(down) ** 2
    checks = (np.floor(across / np.pi) + np.floor(down / np.pi)) % 2
    return _bumps(np.where(checks > 0, over, under) + 0.1 * _noise(size, 1.5, 3), 0.5)


@cache
def twill(lines: int = 40, size: int = 256) -> Texture:
    """Normals of a diagonal weave."""
    across, down = _grid(size)
    ridge = np.sin((across + down) * lines * 2 * np.pi)
    thread = np.sin(across * lines * 2 * np.pi) * 0.4
    return _bumps(ridge + thread + 0.25 * _noise(size, 1.0, 4), 0.22)


@cache
def denim(lines: int = 44, size: int = 256) -> Texture:
    """Grey cloth colour: dark warp, pale weft flecks, slubs and faint washing."""
    across, down = _grid(size)
    flecks = np.sin((across + down) * lines * 2 * np.pi) * 0.5 + 0.5
    slubs = _noise(size, (9, 0.6), 5) * 0.045
    wash = _noise(size, 22, 6) * 0.012
    grey = 0.72 + 0.16 * flecks**2 + slubs + wash + 0.05 * _noise(size, 0.7, 7)
    return _jpeg(np.repeat(grey[..., None], 3, -1), 80)


@cache
def jersey(stitches: int = 40, size: int = 192) -> Texture:
    """Normals of fine stocking stitch: rows of little Vs."""
    return _bumps(_stitches(stitches, stitches, size) + 0.05 * _noise(size, 1.0, 8), 0.5)


@cache
def knit(stitches: int = 10, size: int = 192) -> Texture:
    """Normals of coarse stocking stitch."""
    return _bumps(_stitches(stitches, stitches, size) + 0.06 * _noise(size, 1.2, 9), 2.2)


def _stitches(columns: int, rows: int, size: int) -> Array:
    """Height of stocking stitch: each column two slanted strands."""
    across, down = _grid(size)
    column = across * columns % 1
    strand = np.abs(column - 0.5) * 2
    slope = (down * rows + np.abs(column - 0.5) * 1.1) % 1
    loop = np.sqrt(np.maximum(1 - (2 * slope - 1) ** 2, 0))
    return np.asarray(loop * np.sqrt(np.maximum(1 - (2 * strand - 1) ** 2, 0)))


@cache
def rib(ribs: int = 8, size: int = 128) -> Texture:
    """Normals of knitted ribs that run along v."""
    across, down = _grid(size)
    ridge = np.sqrt(np.abs(np.sin(across * ribs * np.pi)))
    return _bumps(ridge + 0.12 * np.sin(down * ribs * 8 * np.pi) * ridge, 1.4)


@cache
def cable(size: int = 256) -> Texture:
    """Normals of a cable knit: one plait and two ribs per tile, over stocking stitch."""
    across, down = _grid(size)
    height = 0.25 * _stitches(12, 12, size)
    for phase in (0.0, 0.5):
        centre = 0.5 + 0.11 * np.sin((down + phase) * 2 * np.pi)
        front = 1 + 0.4 * np.cos((down + phase) * 2 * np.pi)
        strand = np.sqrt(np.maximum(1 - ((across - centre) / 0.1) ** 2, 0)) * front
        height = np.maximum(height, strand + 0.12 * np.sin((down * 8 + across * 4) * 2 * np.pi))
    for middle in (0.12, 0.88):
        edge = np.sqrt(np.maximum(1 - ((across - middle) / 0.05) ** 2, 0))
        height = np.maximum(height, edge * 0.7)
    return _bumps(height, 3.0)


@cache
def leather(size: int = 256) -> Texture:
    """Normals of pebbled leather: cells with creases between."""
    points = np.random.default_rng(11).random((420, 2))
    across, down = _grid(size)
    tree = cKDTree(points, boxsize=np.ones(2))
    gaps, _ = tree.query(np.stack([across, down], -1).reshape(-1, 2), k=2)
    gaps = np.asarray(gaps)
    crease = np.clip((gaps[:, 1] - gaps[:, 0]) * 45, 0, 1).reshape(size, size)
    return _bumps(gaussian_filter(crease, 1.0, mode="wrap") + 0.1 * _noise(size, 2, 12), 0.9)


@cache
def quilt(size: int = 192) -> Texture:
    """Normals of a diamond quilting: soft pillows between seams."""
    across, down = _grid(size)
    a, b = (across + down) % 1, (across - down) % 1
    pillow = (1 - np.abs(2 * a - 1) ** 5) * (1 - np.abs(2 * b - 1) ** 5)
    return _bumps(pillow * 14 + 0.12 * _noise(size, 1.5, 27), 0.6)


@cache
def suede(size: int = 192) -> Texture:
    """Normals of napped hide, felt and boucle wool."""
    return _bumps(_noise(size, 1.3, 13) * 0.5 + _noise(size, 5, 14) * 0.6, 0.3)


@cache
def boucle(size: int = 192) -> Texture:
    """Normals of looped yarn."""
    loops = np.abs(_noise(size, 3.2, 15)) + 0.5 * np.abs(_noise(size, 1.6, 16))
    return _bumps(1 - loops, 1.2)


@cache
def wood(size: int = 384) -> Texture:
    """Pale wood colour, its grain along u; tinted by the factor."""
    across, down = _grid(size)
    drift = _noise(size, (10, 68), 17) * 0.05 + _noise(size, (30, 90), 18) * 0.06
    rings = np.sin((down + drift) * 2 * np.pi * 14) * 0.5 + 0.5
    pores = np.clip(_noise(size, (0.6, 12), 19) - 0.9, 0, 2) * 0.10
    grey = 0.93 - 0.16 * rings**2.5 - pores + _noise(size, (1.5, 30), 20) * 0.018
    warm = np.stack([grey, grey**1.18 * 0.985, grey**1.45 * 0.965], -1)
    return _jpeg(warm * (1 + 0 * across[..., None]), 82)


@cache
def wicker(strands: int = 8, size: int = 192) -> Texture:
    """Normals of plaited straw or rattan."""
    across, down = _grid(size)
    a, b = across * strands, down * strands
    checks = (np.floor(a) + np.floor(b)) % 2
    bow_a = np.sin((a % 1) * np.pi) * (0.6 + 0.4 * np.sin((b % 1) * np.pi))
    bow_b = np.sin((b % 1) * np.pi) * (0.6 + 0.4 * np.sin((a % 1) * np.pi))
    return _bumps(np.where(checks > 0, bow_a, bow_b) + 0.06 * _noise(size, (1, 4), 21), 1.6)


@cache
def marble(size: int = 512) -> Texture:
    """White stone with grey veins."""
    across, down = _grid(size)
    warp = _noise(size, 40, 22) * 0.10 + _noise(size, 14, 23) * 0.025
    vein = np.exp(-np.abs(np.sin((across + down + warp * 2) * 2 * np.pi)) * 9)
    fine = np.exp(-np.abs(_noise(size, 26, 24)) * 14) * 0.5
    grey = 0.95 - 0.24 * vein - 0.16 * fine + 0.012 * _noise(size, 8, 25)
    return _jpeg(np.stack([grey, grey, grey * 0.985 + 0.01], -1), 80)


def rgb(color: str) -> Array:
    """SRGB components 0..1 of `#rrggbb`."""
    return np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)]) / 255


@cache
def stripes(colors: tuple[str, ...], shares: tuple[float, ...], size: int = 128) -> Texture:
    """Horizontal stripes: colours from the tile's top, with their shares of its height."""
    edges = np.cumsum(shares)[:-1] / sum(shares)
    index = np.searchsorted(edges, _grid(size)[1])
    return _png(np.stack([rgb(color) for color in colors])[index])


@cache
def plaid(ground: str, bands: tuple[tuple[str, float, float], ...], size: int = 256) -> Texture:
    """Tartan: bands (colour, place 0..1, width) that cross, woven as fine diagonals."""
    sett = np.tile(rgb(ground), (size, 1))
    place = (np.arange(size) + 0.5) / size
    for color, centre, width in bands:
        sett[np.abs((place - centre + 0.5) % 1 - 0.5) < width / 2] = rgb(color)
    across, down = np.meshgrid(np.arange(size), np.arange(size))
    warp = ((across + down) // 2 % 2 == 0)[..., None]
    return _png(np.where(warp, sett[None, :, :], sett[:, None, :]))


@cache
def dots(ground: str, dot: str, size: int = 128) -> Texture:
    """Polka dots, in quincunx."""
    across, down = _grid(size)
    near = np.full((size, size), 9.0)
    for x, y in ((0.25, 0.25), (0.75, 0.75)):
        near = np.minimum(near, np.hypot(across - x, down - y))
    share = np.clip((0.105 - near) * size / 1.5 + 0.5, 0, 1)[..., None]
    return _png(rgb(ground) * (1 - share) + rgb(dot) * share)


@cache
def flowers(
    ground: str, petals: tuple[str, ...], leaf: str, heart: str, size: int = 384
) -> Texture:
    """A scattered print of five-petalled flowers with leaves."""
    rng = np.random.default_rng(26)
    pixels = np.tile(rgb(ground), (size, size, 1))
    across, down = _grid(size)
    for index in range(16):
        x, y = (index % 4 + rng.random() * 0.5) / 4, (index // 4 + rng.random() * 0.5) / 4
        radius, turn = 0.060 + 0.040 * rng.random(), rng.random() * 6.3
        dx, dy = (across - x + 0.5) % 1 - 0.5, (down - y + 0.5) % 1 - 0.5
        way, far = np.arctan2(dy, dx) + turn, np.hypot(dx, dy)
        leaves = far < radius * 1.55 * np.clip(np.cos(way - 1), 0, 1) ** 6
        leaves |= far < radius * 1.5 * np.clip(np.cos(way + 1.6), 0, 1) ** 8
        pixels[leaves] = rgb(leaf)
        pixels[far < radius * (0.74 + 0.26 * np.cos(5 * way))] = rgb(petals[index % len(petals)])
        pixels[far < radius * 0.30] = rgb(heart)
    return _png(pixels)


@cache
def pinstripes(ground: str, line: str, size: int = 64) -> Texture:
    """Upright stripes, eight to the tile."""
    across, _ = _grid(size)
    return _png(np.where((across * 8 % 1 < 0.42)[..., None], rgb(line), rgb(ground)))


@cache
def kilim(ground: str, dark: str, light: str, accent: str, size: int = 256) -> Texture:
    """Bands of stepped diamonds between stripes."""
    across, down = (np.floor(axis * 64) / 64 for axis in _grid(size))
    pixels = np.tile(rgb(ground), (size, size, 1))
    diamond = np.abs((across * 4) % 1 - 0.5) + np.abs(down - 0.5) * 4.2
    for reach, color in ((0.62, dark), (0.44, light), (0.24, accent)):
        pixels[diamond < reach] = rgb(color)
    for low, high, color in ((0.06, 0.10, light), (0.12, 0.20, dark), (0.145, 0.175, accent)):
        for edge in (down, 1 - down):
            pixels[(edge > low) & (edge < high)] = rgb(color)
    return _png(pixels)


@cache
def tortoise(size: int = 128) -> Texture:
    """Mottled acetate: amber with brown clouds."""
    cloud = np.clip(_noise(size, 7, 28) * 0.9 + 0.45 * _noise(size, 3, 29) + 0.1, 0, 1)[..., None]
    return _jpeg(rgb("#b0702c") * (1 - cloud) + rgb("#2c170b") * cloud)
