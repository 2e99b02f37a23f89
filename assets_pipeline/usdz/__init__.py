"""USDZ for AR Quick Look, written with usd-core: `pip install 'xr-showroom[usdz]'`.

What a phone shows: the whole model in its rest pose, in metres, with UsdPreviewSurface materials
and one variant set for the colourways. Animations, skins and morph targets stay in the GLB.
"""

from __future__ import annotations

import importlib.util
from typing import Final

EXTRA: Final = "USDZ needs usd-core: pip install 'xr-showroom[usdz]'"
STORE: Final = "assets_pipeline.usdz.stage:store"
WRITE: Final = "assets_pipeline.usdz.stage:write"
RECIPE: Final = 1
"""Raised when the same model would give other bytes."""


def available() -> bool:
    """Whether usd-core is installed."""
    return importlib.util.find_spec("pxr") is not None
