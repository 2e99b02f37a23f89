"""Cloth at rest on a body: projective dynamics without time.

Sought is the minimum of ``sum_e w_e |D_e x - p_e|^2 + sum_i a |x_i - x0_i|^2 - 2 g sum_i m_i y_i``
over cloth that stays outside the body, where ``p_e`` is the edge vector brought to the length of the
size (Bouaziz et al., Projective Dynamics, 2014). The matrix ``A = D^T W D + a I`` depends on the
garment's topology alone: it is factored once, and sizes, bodies and poses share it. Contact is
applied after each solve, against planes that are looked up anew every few rounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import splu

from assets_pipeline.drape.contact import Contacts, Standing
from assets_pipeline.garments import edges
from assets_pipeline.pictures.machine import compiled

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

GAP_M: Final = 0.004
"""Cloth keeps this far off the skin, so that a triangle does not cut into it between vertices."""
HOLD: Final = 0.02
"""Weight that draws each vertex to where the fit began, against 1 of an edge."""
BEND: Final = 0.08
"""Weight of an edge that resists folding, for cloth of bend 1."""
SLACK: Final = 0.35
"""Of the missing length that a shortened edge is given back: cloth folds rather than pushes."""
SAG_M: Final = 0.0004
"""How far one vertex sinks by its own weight against the hold, metres, times `HOLD`."""
PUSHES: Final = 4
CLOSE_M: Final = 0.0005
"""At the end cloth is pushed out again until it is within this of the gap, `PUSHES` times at most."""
LOOK: Final = 4
"""Rounds between two looks at the body."""


class Solver:
    """Settles one garment's cloth; made once per pattern."""

    def __init__(self, faces: Ints, count: int, bend: float = 1.0) -> None:
        """From the cloth's triangles.

        Args:
            faces: (t, 3).
            count: vertices.
            bend: stiffness against folding, 1 that of cotton.
        """
        stretch = edges.unique(faces)
        across = _hinges(faces)
        self.edges = np.concatenate([stretch, across])
        self.stretching = len(stretch)
        weight = np.ones(len(self.edges))
        weight[len(stretch) :] = BEND * min(bend, 5.0)
        e = np.arange(len(self.edges))
        ends = (np.r_[e, e], np.r_[self.edges[:, 0], self.edges[:, 1]])
        d = sparse.csr_matrix(
            (np.r_[-np.ones(len(e)), np.ones(len(e))], ends), shape=(len(e), count)
        )
        self._gather = (d.T @ sparse.diags(weight)).tocsr()
        system = self._gather @ d + HOLD * sparse.identity(count)
        self._solve = splu(
            system.tocsc(),
            permc_spec="MMD_AT_PLUS_A",
            diag_pivot_thresh=0.0,
            options={"SymmetricMode": True},
        ).solve

    def lengths(self, placed: Floats) -> Floats:
        """(e,) rest lengths of a size, from its cloth on the body that it is cut for."""
        found: Floats = np.linalg.norm(placed[self.edges[:, 1]] - placed[self.edges[:, 0]], axis=1)
        return found

    def settle(
        self,
        cloth: Floats,
        lengths: Floats,
        bodies: Sequence[tuple[Standing, Ints]],
        rounds: int,
        hold: Floats | None = None,
        *,
        whole: bool = True,
    ) -> Floats:
        """Some rounds towards rest.

        Args:
            cloth: (m, 3) where it is now.
            lengths: of the size.
            bodies: what it lies on, from the inside out, each with the walks' beginnings (m,).
            rounds: of local and global steps; the cloth ends outside after any number.
            hold: (m, 3) where it is drawn to; by default where it is.
            whole: whether the end is looked at once more; without, a thin limb may still be met.

        Returns:
            (m, 3) new positions.
        """
        pull = HOLD * (cloth if hold is None else hold)
        pull = pull - [0.0, SAG_M, 0.0]
        x = cloth
        planes = [body.near(x, last) for body, last in bodies]
        for number in range(rounds):
            if number and number % LOOK == 0:
                planes = [body.near(x, last) for body, last in bodies]
            target = _targets(x, self.edges, lengths, self.stretching)
            x = self._solve(self._gather @ target + pull)
            x = _out(x, planes)
        return (
            _pushed(x, bodies) if whole else _out(x, [body.near(x, last) for body, last in bodies])
        )

    def strain(self, cloth: Floats, lengths: Floats) -> Floats:
        """(m,) how much longer the edges about each vertex are than in the pattern, as a share."""
        own = self.edges[: self.stretching]
        now = np.linalg.norm(cloth[own[:, 1]] - cloth[own[:, 0]], axis=1)
        total, rest = (
            np.bincount(own.ravel(), np.repeat(length, 2), len(cloth))
            for length in (now, lengths[: len(own)])
        )
        found: Floats = total / rest - 1
        return found


def _out(x: Floats, planes: Sequence[Contacts]) -> Floats:
    for plane in planes:
        x = _outside(x, plane.points, plane.normals, GAP_M)
    return x


def _pushed(x: Floats, bodies: Sequence[tuple[Standing, Ints]]) -> Floats:
    """Out of what each vertex lies on; then, whatever it belongs to, out of what is nearest of all."""
    for number in range(PUSHES):
        worst = GAP_M
        for body, last in bodies:
            plane = body.near(x, last if number == 0 else body.start(x))
            worst = min(worst, float(plane.distance.min()))
            x = _outside(x, plane.points, plane.normals, GAP_M)
        if number and worst > GAP_M - CLOSE_M:
            break
    return x


def _hinges(faces: Ints) -> Ints:
    """(h, 2) the two corners opposite each inner edge."""
    ends = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    apex = np.concatenate([faces[:, 2], faces[:, 0], faces[:, 1]])
    _, which, times = np.unique(
        np.sort(ends, axis=1), axis=0, return_inverse=True, return_counts=True
    )
    order = np.argsort(which, kind="stable")
    inner = times[which[order]] == 2
    found: Ints = apex[order][inner].reshape(-1, 2)
    return found


@compiled
def _targets(x: Floats, ends: Ints, lengths: Floats, stretching: int) -> Floats:
    """(e, 3) edge vectors at the length that they want: the size's, or part of the way to it."""
    found = np.zeros((len(ends), 3))
    for e in range(len(ends)):
        a, b = ends[e]
        dx, dy, dz = x[b, 0] - x[a, 0], x[b, 1] - x[a, 1], x[b, 2] - x[a, 2]
        now = np.sqrt(dx * dx + dy * dy + dz * dz) + 1e-12
        want = lengths[e]
        if now < want and e < stretching:
            want = now + SLACK * (want - now)
        scale = want / now
        found[e, 0], found[e, 1], found[e, 2] = dx * scale, dy * scale, dz * scale
    return found


@compiled
def _outside(x: Floats, points: Floats, normals: Floats, gap: float) -> Floats:
    found = x.copy()
    for i in range(len(x)):
        far = 0.0
        for axis in range(3):
            far += (x[i, axis] - points[i, axis]) * normals[i, axis]
        if far < gap:
            for axis in range(3):
                found[i, axis] += (gap - far) * normals[i, axis]
    return found
