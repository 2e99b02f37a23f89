"""Putting garments on a body: whole fits, changes of size shown at once and settled after, layers."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assets_pipeline.body.fitting import Body
from assets_pipeline.drape.contact import Standing, Surface
from assets_pipeline.drape.wardrobe import Piece, Sewn, Wardrobe
from assets_pipeline.garments.sizes import Build
from assets_pipeline.garments.spec import Spec

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

WHOLE: Final = 6
"""Rounds of a whole fit."""
CLEAR_M: Final = -0.002
"""The suit lies a little outside the skin already; it is not drawn in further than this."""
FIRST: Final = 1
"""Rounds to the first frame after a change of size."""
SETTLING: Final = 9
"""Rounds after it."""


@dataclass
class Worn:
    """One garment on a body.

    Attributes:
        piece: its pattern and solver.
        size: its label.
        build: whose chart the size is of.
        cloth: (m, 3) where it lies, metres.
        nearest: for each surface under it, from the inside out, where the search begins.
        hold: (m, 3) where the cloth was put on; the fit is drawn to it a little.
        moved: whether that is still of another size.
    """

    piece: Piece
    size: str
    build: Build
    cloth: Floats
    nearest: list[Ints]
    hold: Floats
    moved: bool = False


@dataclass
class Dressed:
    """A body and what it wears, from the inside out.

    Attributes:
        room: where garments come from.
        body: the shopper's.
        worn: garments, each lying on the body and on those before it.
        spent: seconds of processor by stage, of the last change.
    """

    room: Wardrobe
    body: Body
    worn: list[Worn] = field(default_factory=list)
    spent: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._skin = self.room.skin.stand(self.body.vertices)

    def put_on(self, spec: Spec, size: str, build: Build, rounds: int = WHOLE) -> Worn:
        """Dress one more garment over the others.

        Raises:
            KeyError: the chart has no such size.
        """
        watch = _Watch(self.spent)
        piece = self.room.piece(spec)
        watch.lap("pattern")
        sewn = piece.size(build, size)
        watch.lap("size")
        cloth = self._started(piece, sewn)
        watch.lap("bind")
        under = self._under(len(self.worn))
        nearest = [piece.start.copy(), *(surface.start(cloth) for surface in under[1:])]
        worn = Worn(piece, size, build, cloth, nearest, cloth)
        worn.cloth = piece.solver.settle(
            cloth, sewn.lengths, list(zip(under, nearest, strict=True)), rounds
        )
        self.worn.append(worn)
        watch.lap("drape")
        return worn

    def resize(self, worn: Worn, size: str, rounds: int = FIRST) -> Worn:
        """The same garment in another size: what its pattern is larger, the cloth grows; `settle` goes on.

        Raises:
            KeyError: the chart has no such size.
        """
        watch = _Watch(self.spent)
        sewn, was = worn.piece.size(worn.build, size), worn.piece.size(worn.build, worn.size)
        worn.size, worn.moved = size, True
        grown = worn.cloth + (sewn.placed - was.placed)
        lying = list(zip(self._under(self.worn.index(worn)), worn.nearest, strict=True))
        solver = worn.piece.solver
        worn.cloth = solver.settle(grown, sewn.lengths, lying, rounds, whole=False)
        watch.lap("drape")
        return worn

    def again(self, worn: Worn, size: str, rounds: int) -> Worn:
        """Fit a garment anew from where it lies: in another size, or over other things.

        Raises:
            KeyError: the chart has no such size.
        """
        under = self._under(self.worn.index(worn))
        worn.nearest = [worn.nearest[0], *(surface.start(worn.cloth) for surface in under[1:])]
        return self.resize(worn, size, rounds) if size != worn.size else self.settle(worn, rounds)

    def settle(self, worn: Worn, rounds: int = SETTLING) -> Worn:
        """Some more rounds."""
        watch = _Watch(self.spent)
        sewn = worn.piece.size(worn.build, worn.size)
        if worn.moved:
            worn.hold, worn.moved = self._started(worn.piece, sewn), False
        under = self._under(self.worn.index(worn))
        lying = list(zip(under, worn.nearest, strict=True))
        worn.cloth = worn.piece.solver.settle(worn.cloth, sewn.lengths, lying, rounds, worn.hold)
        watch.lap("drape")
        return worn

    def outside(self, points: Floats) -> Floats:
        """(m,) metres that points lie outside the skin; less than 0 is inside."""
        found: Floats = self._skin.near(points, self._skin.start(points)).distance
        return found

    def _started(self, piece: Piece, sewn: Sewn) -> Floats:
        """The cloth about the body with the room of the size, nowhere inside the skin."""
        own, cut_for = self.body.measures, sewn.body.measures
        room = {zone: max(own[zone], cut_for[zone]) for zone in own}
        return piece.pattern.place(self.body.vertices, room, CLEAR_M, cut_for["height"])

    def _under(self, layer: int) -> Sequence[Standing]:
        inner = [
            Surface(worn.piece.pattern.faces, worn.piece.pattern.count).stand(worn.cloth)
            for worn in self.worn[:layer]
        ]
        return [self._skin, *inner]


class _Watch:
    def __init__(self, spent: dict[str, float]) -> None:
        self._spent = spent
        self._last = time.process_time()

    def lap(self, stage: str) -> None:
        now = time.process_time()
        self._spent[stage] = now - self._last
        self._last = now
