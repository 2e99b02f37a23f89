"""The baked figure, and its shape for given parameters."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from assets_pipeline.body import bake, shape
from assets_pipeline.body.bones import BONES
from assets_pipeline.errors import BodyUnreadable

Floats = NDArray[np.float64]
Faces = NDArray[np.int32]

FILE: Final = "body.npz"
"""Its name in the folder of the model packs."""


class Figure:
    """A body of any adult shape, standing in an A-pose, feet on y = 0, facing +Z; metres.

    Attributes:
        body: (f, 4) faces of the skin, closed but for the eye sockets and the mouth.
        eyes: (f, 4) faces of the eyeballs.
        suit: (f, 4) faces of a bodysuit a little outside the skin.
        joints, weights: (n, 4) bones that move each vertex, and how much.
    """

    def __init__(self, arrays: dict[str, NDArray[np.generic]]) -> None:
        """From the arrays of `bake.bake`.

        Raises:
            BodyUnreadable: an array is missing, or of another version.
        """
        if int(arrays.get("version", np.array(0))) != bake.VERSION:
            raise BodyUnreadable("the figure was baked by another build: bake it again")
        try:
            self.template = np.asarray(arrays["template"], np.float64)
            scale = np.asarray(arrays["scale"], np.float32)
            basis = np.asarray(arrays["basis"]).astype(np.float32) * scale[:, None, None]
            self._basis = basis.reshape(len(basis), -1)
            self._mix = np.asarray(arrays["mix"], np.float64)
            self.body, self.eyes, self.suit = (
                np.asarray(arrays[name], np.int32) for name in ("body", "eyes", "suit")
            )
            self._cubes = np.asarray(arrays["cubes"], np.int32)
            self.joints = np.asarray(arrays["joints"], np.uint8)
            self.weights = np.asarray(arrays["weights"], np.float32)
        except KeyError as error:
            raise BodyUnreadable(f"the figure lacks {error}") from error

    @classmethod
    def load(cls, file: Path) -> Figure:
        """Read a baked file.

        Raises:
            BodyUnreadable: missing, damaged, or of another version.
        """
        try:
            with file.open("rb") as opened, np.load(opened) as arrays:
                return cls(dict(arrays))
        except (OSError, ValueError, EOFError, KeyError, BadZipFile) as error:
            raise BodyUnreadable(f"{file.name} does not read: {error}") from error

    @cached_property
    def triangles(self) -> Faces:
        """(t, 3) of the skin."""
        return split(self.body)

    @cached_property
    def skin(self) -> NDArray[np.int32]:
        """Vertices of the skin, ascending."""
        return np.unique(self.body)

    def vertices(self, parameters: Floats) -> Floats:
        """(n, 3) positions for one parameter vector, feet on the floor."""
        mixed = (shape.coefficients(parameters[None]) @ self._mix)[0]
        moved = self.template + (mixed.astype(np.float32) @ self._basis).reshape(-1, 3)
        moved[:, 1] -= moved[self.skin, 1].min()
        found: Floats = moved
        return found

    def some(self, rows: NDArray[np.int32]) -> Part:
        """The figure restricted to some vertices, for many parameter vectors at once."""
        columns = (rows[:, None] * 3 + np.arange(3)).ravel()
        return Part(self.template[rows], self._mix @ self._basis[:, columns])

    def cube(self, bone: str) -> NDArray[np.int32]:
        """(8,) vertices about the head of a bone."""
        found: NDArray[np.int32] = self._cubes[list(BONES).index(bone)]
        return found

    def heads(self, vertices: Floats) -> Floats:
        """(bones, 3) where each bone begins."""
        found: Floats = vertices[self._cubes].mean(axis=1)
        return found


class Part:
    """Some vertices of the figure."""

    def __init__(self, template: Floats, targets: Floats) -> None:
        self._template = template
        self._targets = targets

    def at(self, parameters: Floats) -> Floats:
        """(b, vertices, 3) for parameter vectors (b, p); the floor is not subtracted."""
        moved = shape.coefficients(parameters) @ self._targets
        return self._template + moved.reshape(len(parameters), -1, 3)


def split(quads: NDArray[np.int32]) -> Faces:
    """Triangles of quads, two each."""
    return np.ascontiguousarray(quads[:, [0, 1, 2, 0, 2, 3]].reshape(-1, 3))
