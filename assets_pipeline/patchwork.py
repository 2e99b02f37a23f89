"""A triangle mesh that can be changed one triangle at a time."""

from __future__ import annotations

import itertools
from collections import Counter

import numpy as np
from numpy.typing import NDArray

from assets_pipeline import deviation
from assets_pipeline.accessors import Array

Triangle = tuple[int, int, int]


class Patchwork:
    """Triangles by number, and which of them meet at each vertex.

    Attributes:
        triangles: by number, in the order in which they came.
        positions: shape (n, 3).
        place: of each vertex, equal where they coincide.
    """

    def __init__(self, triangles: Array, positions: Array, place: Array) -> None:
        """Take up triangles (t, 3) over vertices (n, 3); `place` (n,) is equal where they coincide."""
        self.triangles: dict[int, Triangle] = {}
        self.positions = positions.astype(np.float64)
        self._next = itertools.count()
        self._at: dict[int, set[int]] = {}
        self.place: list[int] = place.tolist()
        self._wedges: dict[int, set[int]] = {}
        for row in triangles.tolist():
            self.add((row[0], row[1], row[2]))

    def add(self, triangle: Triangle) -> int:
        """Append a triangle; returns its number."""
        number = next(self._next)
        self.triangles[number] = triangle
        for vertex in triangle:
            self._at.setdefault(vertex, set()).add(number)
            self._wedges.setdefault(self.place[vertex], set()).add(vertex)
        return number

    def remove(self, number: int) -> None:
        """Take a triangle out."""
        for vertex in self.triangles.pop(number):
            self._at[vertex].discard(number)

    def star(self, vertex: int) -> list[int]:
        """Numbers of the triangles that meet at a vertex."""
        return sorted(self._at[vertex])

    def ring(self, vertex: int) -> Counter[int]:
        """Neighbours of a vertex, and how many of its triangles each has."""
        corners = [other for number in self.star(vertex) for other in self.triangles[number]]
        return Counter(other for other in corners if other != vertex)

    def wedges(self, vertex: int) -> list[int]:
        """Vertices in use at the place of this one, itself first."""
        others = sorted(self._wedges[self.place[vertex]] - {vertex})
        return [vertex, *(other for other in others if self._at[other])]

    def near(self, vertex: int) -> set[int]:
        """Places of all neighbours of a vertex, across seams."""
        return {self.place[other] for wedge in self.wedges(vertex) for other in self.ring(wedge)}

    def beside(self, one: int, two: int) -> list[int]:
        """Numbers of the triangles that have both vertices."""
        return sorted(self._at[one] & self._at[two])

    def normals(self, triangles: list[Triangle]) -> NDArray[np.float64]:
        """Unit normals (t, 3); of a line, zero."""
        corners = self.positions[triangles]
        normal = deviation.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
        length = np.sqrt((normal * normal).sum(axis=1, keepdims=True))
        found: NDArray[np.float64] = normal / np.maximum(length, 1e-300)
        return found
