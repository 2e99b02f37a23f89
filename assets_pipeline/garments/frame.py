"""The middle figure that all garments are cut on: its suit, and coordinates along its limbs."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from assets_pipeline.body import shape
from assets_pipeline.body.bones import BONES
from assets_pipeline.body.figure import Figure
from assets_pipeline.garments.suit import Cloth, refined, triangles

Floats = NDArray[np.float64]

ARM = ("upperarm", "lowerarm", "hand", "thumb", "index", "middle", "ring", "pinky")
LEG = ("thigh", "calf", "foot", "ball")


class Frame:
    """The refined suit on the middle figure.

    Attributes:
        figure: that all rows refer to.
        cloth: the whole suit.
        stature: of the middle figure, metres.
    """

    def __init__(self, figure: Figure) -> None:
        self.figure = figure
        middle = shape.DEFAULT.copy()
        middle[0] = 0.8  # where most garments are looked at; the cut is the same for everybody
        self.middle = figure.vertices(middle)
        self.stature = float(self.middle[figure.skin, 1].max())
        rows, quads = refined(figure.suit, len(self.middle))
        self.cloth = Cloth(rows, triangles(quads, rows @ self.middle))
        self.heads = figure.heads(self.middle)

    def joint(self, bone: str) -> Floats:
        """(3,) head of a bone on the middle figure."""
        found: Floats = self.heads[self.bone(bone)]
        return found

    @staticmethod
    def bone(name: str) -> int:
        """Index of a bone."""
        return list(BONES).index(name)

    @cached_property
    def _bone_weights(self) -> Floats:
        """(n, 3) how much trunk, arms and legs move each vertex of the figure."""
        kinds = np.zeros((len(BONES), 3))
        for at, name in enumerate(BONES):
            kinds[at, 1 if name.startswith(ARM) else 2 if name.startswith(LEG) else 0] = 1.0
        weights: Floats = np.einsum(
            "nk,nkz->nz", self.figure.weights.astype(float), kinds[self.figure.joints]
        )
        return weights

    def zones(self, cloth: Cloth) -> Floats:
        """(m, 3) shares of trunk, arm and leg of each cloth vertex."""
        found: Floats = cloth.rows @ self._bone_weights
        return found

    def points(self, cloth: Cloth) -> Floats:
        """(m, 3) where the cloth lies on the middle figure."""
        found: Floats = cloth.rows @ self.middle
        return found
