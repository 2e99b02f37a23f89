"""What is needed to dress bodies, made once and kept: the figure, patterns, solvers, sizes."""

from __future__ import annotations

from collections import OrderedDict
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from assets_pipeline.body import figure
from assets_pipeline.body.fitting import Body, Fitter
from assets_pipeline.drape.contact import Surface
from assets_pipeline.drape.solver import Solver
from assets_pipeline.garments.charts import Flat, flatten
from assets_pipeline.garments.frame import Frame
from assets_pipeline.garments.pattern import Pattern
from assets_pipeline.garments.sizes import CHARTS, Build, Chart
from assets_pipeline.garments.spec import Spec

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

KEPT: Final = 48
"""Garments that are kept ready, about 10 MB each."""


class Sewn(NamedTuple):
    """A size of a garment: (e,) rest lengths, and (m, 3) its cloth on the body it is cut for."""

    lengths: Floats
    placed: Floats
    body: Body


class Piece:
    """A garment that is ready to be worn in any size.

    Attributes:
        pattern: its cloth.
        solver: its factored matrix.
        start: (m,) the skin vertex that each cloth vertex is nearest to on the middle figure.
    """

    def __init__(self, room: Wardrobe, spec: Spec) -> None:
        self._room = room
        self._sizes: dict[tuple[Build, str], Sewn] = {}
        self.pattern = Pattern(room.frame, spec)
        self.solver = Solver(self.pattern.faces, self.pattern.count, spec.bend)
        middle = room.frame.middle
        cloth = self.pattern.place(middle, room.fitter.tape.of(middle))
        self.start: Ints = room.skin.stand(middle).start(cloth)

    @cached_property
    def flat(self) -> Flat:
        """The cloth with its seams opened, laid flat in size M."""
        return flatten(self.size("women", "M").placed, self.pattern.faces, self.pattern.panels)

    def size(self, build: Build, size: str) -> Sewn:
        """The garment in one size.

        Raises:
            KeyError: the chart has no such size.
        """
        key = (build, size)
        if key not in self._sizes:
            body = self._room.cut_for(build, size)
            placed = self.pattern.place(body.vertices, body.measures)
            self._sizes[key] = Sewn(self.solver.lengths(placed), placed, body)
        return self._sizes[key]


class Wardrobe:
    """Keeps the garments that were worn last."""

    def __init__(self, models: Path) -> None:
        """From the folder of the model packs.

        Raises:
            BodyUnreadable: the figure has not been baked there.
        """
        self.models = models
        self.figure = figure.Figure.load(models / figure.FILE)
        self.fitter = Fitter(self.figure)
        self.skin = Surface(self.figure.triangles.astype(np.int64), len(self.figure.template))
        self._pieces: OrderedDict[Spec, Piece] = OrderedDict()
        self._bodies: dict[tuple[Build, str], Body] = {}

    @cached_property
    def frame(self) -> Frame:
        """The middle figure that garments are cut on."""
        return Frame(self.figure)

    def piece(self, spec: Spec) -> Piece:
        """A garment, kept; one that differs in looks alone is the same."""
        key = shape_of(spec)
        if key not in self._pieces:
            self._pieces[key] = Piece(self, key)
            if len(self._pieces) > KEPT:
                self._pieces.popitem(last=False)
        self._pieces.move_to_end(key)
        return self._pieces[key]

    def cut_for(self, build: Build, size: str, chart: Chart | None = None) -> Body:
        """The body of a size chart's row.

        Raises:
            KeyError: the chart has no such size.
        """
        key = (build, size)
        if key not in self._bodies:
            row = (chart or CHARTS[build])[size]
            self._bodies[key] = self.fitter.fit(row, build)
        return self._bodies[key]


def shape_of(spec: Spec) -> Spec:
    """The garment without its looks."""
    return msgspec.structs.replace(spec, **_PLAIN)


_PLAIN: Final = {
    field.name: field.default
    for field in msgspec.structs.fields(Spec)
    if field.name in ("fabric", "color", "second", "pattern", "pattern_m")
}
