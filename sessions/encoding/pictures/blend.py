"""Form and colour as one vector, so that their cosine weighs both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

import numpy as np

from sessions.encoding.base import Vectors
from sessions.encoding.pictures import colours
from sessions.encoding.pictures.look import Mask, Pixels, subject

COLOUR: Final = 0.35
"""Colour's share of the cosine; form has the rest."""


class Forms(Protocol):
    """What sees forms: a model, or plain edges. The row of a picture depends on it alone."""

    @property
    def name(self) -> str:
        """What people call it."""
        ...

    @property
    def version(self) -> str:
        """Of all that decides a row."""
        ...

    @property
    def dim(self) -> int:
        """Length of a row."""
        ...

    def forms(self, pictures: Sequence[tuple[Pixels, Mask]]) -> Vectors:
        """(n, dim) float32, each of length 1; of things cut out, and where they are."""
        ...


class PictureEncoder:
    """Pictures to unit vectors (n, dim): the cosine of two says how alike their things look.

    Args:
        seeing: what sees forms.
    """

    def __init__(self, seeing: Forms) -> None:
        self._seeing = seeing
        self.name = seeing.name
        self.version = f"{seeing.version}+colours-1-{COLOUR:g}"
        self.dim = seeing.dim + colours.DIM

    def encode(self, pictures: Sequence[Pixels]) -> Vectors:
        """Vectors of pictures, float32 (n, dim)."""
        if not pictures:
            return np.zeros((0, self.dim), np.float32)
        things = [subject(each) for each in pictures]
        form = self._seeing.forms(things) * np.float32((1 - COLOUR) ** 0.5)
        tint = np.stack([colours.colours(*each) for each in things]) * np.float32(COLOUR**0.5)
        return np.concatenate([form, tint], axis=1)
