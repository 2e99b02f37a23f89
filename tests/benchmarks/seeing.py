"""Is the right product among the first ten that look like a picture of it?

    PYTHONPATH=. .venv/bin/python tests/benchmarks/seeing.py [CATALOGUE] [--models var/models]

Protocol: every picture of the catalogue is a query in each disguise below, seeded; the picture
itself is taken out of what is searched, so that the product must be known by its other views and
colours. Products with one picture only are not asked for. Ranked are all products, by their most
alike picture; hit at 1 and at 10 with 95 % intervals over products (bootstrap), CPU milliseconds a
picture on one thread.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.random import Generator
from PIL import Image, ImageEnhance, ImageFilter

from assets_pipeline.catalogue import decode as decode_catalogue
from sessions.encoding.pictures.blend import PictureEncoder
from sessions.encoding.pictures.look import Pixels, decode
from sessions.encoding.pictures.model import OUTLINE, load_pictures

Disguise = Callable[[Image.Image, Generator], Image.Image]


def _turned(image: Image.Image, draw: Generator) -> Image.Image:
    return image.rotate(draw.uniform(-20, 20), Image.Resampling.BILINEAR, fillcolor="white")


def _light(image: Image.Image, draw: Generator) -> Image.Image:
    return ImageEnhance.Brightness(image).enhance(draw.uniform(0.6, 1.3))


def _warm(image: Image.Image, draw: Generator) -> Image.Image:
    tint = np.array([draw.uniform(1.0, 1.15), 1.0, draw.uniform(0.7, 0.9)])
    return Image.fromarray(np.clip(np.asarray(image) * tint, 0, 255).astype(np.uint8))


def _blurred(image: Image.Image, draw: Generator) -> Image.Image:
    return image.filter(ImageFilter.GaussianBlur(draw.uniform(1, 3)))


def _noisy(image: Image.Image, draw: Generator) -> Image.Image:
    noise = draw.normal(0, 14, np.asarray(image).shape)
    return Image.fromarray(np.clip(np.asarray(image) + noise, 0, 255).astype(np.uint8))


def _squeezed(image: Image.Image, _: Generator) -> Image.Image:
    out = io.BytesIO()
    image.resize((160, 160)).save(out, "JPEG", quality=25)
    return Image.open(out)


def _cropped(image: Image.Image, draw: Generator) -> Image.Image:
    left, top = draw.uniform(0, 0.2, 2) * image.width
    return image.crop(
        (int(left), int(top), int(left + 0.8 * image.width), int(top + 0.8 * image.width))
    )


def _mirrored(image: Image.Image, _: Generator) -> Image.Image:
    return image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)


def _on_a_table(image: Image.Image, draw: Generator) -> Image.Image:
    """White becomes a plain colour, as of a table or a wall."""
    pixels = np.asarray(image).astype(float)
    share = np.clip((pixels.min(axis=2, keepdims=True) - 225) / 25, 0, 1)
    return Image.fromarray(
        (pixels * (1 - share) + draw.uniform(90, 220, 3) * share).astype(np.uint8)
    )


def _in_clutter(image: Image.Image, draw: Generator) -> Image.Image:
    """Large soft blobs of colour behind the thing."""
    blobs = Image.fromarray(draw.integers(60, 230, (6, 6, 3)).astype(np.uint8))
    behind = np.asarray(blobs.resize(image.size, Image.Resampling.BICUBIC)).astype(float)
    pixels = np.asarray(image).astype(float)
    share = np.clip((pixels.min(axis=2, keepdims=True) - 225) / 25, 0, 1)
    return Image.fromarray((pixels * (1 - share) + behind * share).astype(np.uint8))


DISGUISES: dict[str, Disguise] = {
    "turned": _turned,
    "other light": _light,
    "lamp light": _warm,
    "blurred": _blurred,
    "noisy": _noisy,
    "small jpeg": _squeezed,
    "cropped": _cropped,
    "mirrored": _mirrored,
    "on a table": _on_a_table,
    "in clutter": _in_clutter,
}


def main(arguments: list[str]) -> int:
    """Print the report as JSON."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("catalogue", nargs="?", type=Path, default=Path("var/catalogue"))
    options.add_argument("--models", default="var/models", help="folder of the packs")
    given = options.parse_args(arguments)
    if not (given.catalogue / "catalogue.json").is_file():
        sys.stdout.write('"not run: no data"\n')
        return 0
    shown = pictures(given.catalogue)
    encoders = {"default": load_pictures("", given.models), "no pack": load_pictures(OUTLINE)}
    report = {name: measured(encoder, shown) for name, encoder in encoders.items()}
    sys.stdout.write(json.dumps(report, indent=1) + "\n")
    return 0


def pictures(catalogue: Path) -> list[tuple[str, Pixels]]:
    """Each different picture with its product; of products that have several."""
    products = decode_catalogue((catalogue / "catalogue.json").read_bytes()).products
    out = []
    for product in products:
        hashes = dict.fromkeys(image.sha256 for image in product.images)
        if len(hashes) > 1:
            out += [(product.id, decode((catalogue / "a" / each).read_bytes())) for each in hashes]
    return out


def measured(encoder: PictureEncoder, shown: list[tuple[str, Pixels]]) -> dict[str, Any]:
    """Figures of one encoder."""
    owners = np.array([id_ for id_, _ in shown])
    began = time.process_time()
    vectors = encoder.encode([pixels for _, pixels in shown])
    took = (time.process_time() - began) / len(shown)
    draw = np.random.default_rng(0)
    ranks: dict[str, list[int]] = {}
    for name, disguise in DISGUISES.items():
        altered = [
            np.asarray(disguise(Image.fromarray(each), draw).convert("RGB")) for _, each in shown
        ]
        likeness = encoder.encode(altered) @ vectors.T
        np.fill_diagonal(likeness, -np.inf)
        ranks[name] = [rank(owners, row, owners[at]) for at, row in enumerate(likeness)]
    everything = np.array(list(ranks.values()))
    return {
        "encoder": encoder.name,
        "products": len(set(owners)),
        "queries": int(everything.size),
        "ms": round(1000 * took, 1),
        "at_1": round(float((everything < 1).mean()), 3),
        "at_10": round(float((everything < 10).mean()), 3),
        "at_10_95": interval((everything < 10).mean(axis=0), owners),
        "at_10_by_disguise": {
            name: round(float((np.array(each) < 10).mean()), 3) for name, each in ranks.items()
        },
    }


def rank(owners: Any, likeness: Any, own: str) -> int:
    """How many other products are more alike."""
    best: dict[str, float] = {}
    for owner, value in zip(owners.tolist(), likeness.tolist(), strict=True):
        best[owner] = max(best.get(owner, -np.inf), value)
    return sum(value >= best[own] for owner, value in best.items() if owner != own)


def interval(hits: Any, owners: Any) -> list[float]:
    """95 % of the share over products drawn anew."""
    draw = np.random.default_rng(0)
    names = sorted(set(owners))
    by_name = [hits[owners == name] for name in names]
    again = [
        np.concatenate([by_name[at] for at in draw.integers(len(names), size=len(names))]).mean()
        for _ in range(1000)
    ]
    return [round(float(each), 3) for each in np.percentile(again, [2.5, 97.5])]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
