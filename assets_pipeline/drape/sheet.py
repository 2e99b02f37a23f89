"""All garments of the wardrobe on one page, each worn, to be looked at."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np
from PIL import Image

from assets_pipeline.drape import model
from assets_pipeline.drape.dress import Dressed
from assets_pipeline.drape.wardrobe import Wardrobe
from assets_pipeline.garments.spec import LEGS, WARDROBE, Spec
from assets_pipeline.pictures.render import Product

SIDE: Final = 300
"""Pixels of one picture."""
ACROSS: Final = 5
SHOWN: Final = (0.22, 0.05, 0.56, 0.95)
"""What is shown of a picture: left, top, width and height as shares of its side."""

_LOOKS: Final[dict[str, dict[str, Any]]] = {
    "t_shirt": {"color": "#f2f0ea", "second": "#1f2c4d", "pattern": "stripes", "pattern_m": 0.04},
    "tank_top": {"color": "#dba3ab"},
    "shirt": {"color": "#9cbbdb", "second": "#b3262e", "pattern": "plaid", "pattern_m": 0.11},
    "polo": {"color": "#2f7048"},
    "sweater": {"color": "#5e1b2b"},
    "hoodie": {"color": "#8b8d90"},
    "jacket": {"color": "#23402f"},
    "coat": {"color": "#b08452"},
    "vest": {"color": "#3e4146"},
    "dress": {"color": "#1f2c4d", "second": "#f2f0ea", "pattern": "dots", "pattern_m": 0.045},
    "skirt": {"color": "#5f3f2a"},
    "trousers": {"color": "#a79a6f"},
    "shorts": {"color": "#cdb899"},
    "leggings": {"color": "#1d1d20"},
}
_WITH_LEGS: Final = msgspec.structs.replace(WARDROBE["leggings"], color="#6f6a64")
_WITH_TOP: Final = msgspec.structs.replace(WARDROBE["tank_top"], color="#b9b2a8")
_PEOPLE: Final = {
    "women": {"height": 1.68, "bust": 0.92, "waist": 0.74, "hips": 0.98},
    "men": {"height": 1.80, "bust": 1.0, "waist": 0.84, "hips": 0.99},
}
_MEN: Final = frozenset({"shirt", "polo", "hoodie", "jacket", "trousers", "shorts"})


def write(models: Path, out: Path) -> int:
    """Draw the page; how many garments are on it.

    Raises:
        BodyUnreadable: the figure has not been baked.
        OSError: `out` cannot be written.
    """
    room = Wardrobe(models)
    tiles = [
        _tile(room, msgspec.structs.replace(spec, **_LOOKS.get(name, {})))
        for name, spec in WARDROBE.items()
    ]
    rows = [np.concatenate(tiles[at : at + ACROSS], axis=1) for at in range(0, len(tiles), ACROSS)]
    Image.fromarray(np.concatenate(rows)).save(out, quality=88)
    return len(tiles)


def _tile(room: Wardrobe, spec: Spec) -> np.ndarray[Any, Any]:
    build = "men" if spec.kind in _MEN else "women"
    dressed = Dressed(room, room.fitter.fit(_PEOPLE[build], build))  # type: ignore[arg-type] # a literal
    below = spec.kind in LEGS or spec.kind == "skirt"
    other = _WITH_TOP if below else _WITH_LEGS
    order = [other, spec] if not below else [spec, other]
    for each in order:
        dressed.put_on(each, "M", build)  # type: ignore[arg-type] # a literal
    picture = Product(model.document(dressed, order)).view("three_quarter", [None], SIDE)[0]
    left, top, width, height = (round(share * SIDE) for share in SHOWN)
    return picture[top : top + height, left : left + width]
