"""What a build makes of each product besides its levels: pictures, a package for AR Quick Look."""

from __future__ import annotations

from typing import Final

from assets_pipeline import listing, pictures, usdz
from assets_pipeline.metadata import Entry
from assets_pipeline.orders import Extras
from assets_pipeline.work import Extra

AMOUNTS: Final = pictures.AMOUNTS
ALL: Final = pictures.ALL

_WORN_LOOSE: Final = {"torso", "legs", "full"}
"""What has no feet of its own to stand on."""


def wanted(amount: str, *, usdz: bool = False) -> Extras:
    """Extras of every product.

    Args:
        amount: of pictures, one of `AMOUNTS`.
        usdz: whether to write packages too, with usd-core.
    """

    def extras(source: str, entry: Entry) -> list[Extra]:
        stands = listing.wear(source, entry) not in _WORN_LOOSE
        drawn = [_pictures(amount, stands=stands)] if amount != pictures.NONE else []
        return drawn + ([_PACKAGE] if usdz else [])

    return extras


def _pictures(amount: str, *, stands: bool) -> Extra:
    return Extra("pictures", pictures.DRAW, (amount, stands), pictures.RECIPE)


_PACKAGE = Extra("usdz", usdz.STORE, (), usdz.RECIPE)
