"""What users, items and sizes add to the odds of an outcome: shrunk effects on the logits.

A multinomial logit with crossed random effects over known base probabilities,
log P(c)/P(fit) = base_c + sum of effects_c of the row's groups (c = small, large), Gaussian priors
of equal precision; found by damped Newton steps on the diagonal of the posterior's Hessian, groups
in turn (Gelman & Hill, Data Analysis Using Regression, 2007, ch. 12 and 14). A group that was never
seen has effect 0, one seen once little of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from sessions.tryon.sizing.table import Floats, Ints

SWEEPS: Final = 12
ENDS: Final = (0, 2)
"""Places of small and large among the outcomes."""


@dataclass(frozen=True)
class Group:
    """One way to group rows.

    Attributes:
        of: (n,) the group of each row, -1 for none.
        count: number of groups.
        precision: of the prior, in units of observations' information.
    """

    of: Ints
    count: int
    precision: float


def effects(base: Floats, outcomes: Ints, groups: Sequence[Group]) -> list[Floats]:
    """Find the effects.

    Args:
        base: (n, 3) log probabilities without the groups.
        outcomes: (n,) 0 small, 1 fit, 2 large.
        groups: which rows share effects.

    Returns:
        For each way of grouping (count, 2): what is added to the logits of small and large.
    """
    logits = base.copy()
    hit = np.stack([outcomes == end for end in ENDS], axis=1).astype(np.float64)
    found = [np.zeros((group.count, 2)) for group in groups]
    for _ in range(SWEEPS):
        for group, effect in zip(groups, found, strict=True):
            rows = group.of >= 0
            of = group.of[rows]
            share = softmax(logits[rows])[:, ENDS]
            for end in (0, 1):
                pull = np.bincount(of, hit[rows, end] - share[:, end], group.count)
                known = np.bincount(of, share[:, end] * (1 - share[:, end]), group.count)
                step = (pull - group.precision * effect[:, end]) / (known + group.precision)
                step = np.clip(step, -1.0, 1.0)
                effect[:, end] += step
                logits[rows, ENDS[end]] += step[of]
    return found


def looked_up(effect: Floats, of: Ints) -> Floats:
    """(n, 2) the effects of rows whose groups are numbered `of`; 0 where -1."""
    padded = np.vstack([effect, np.zeros((1, effect.shape[1]))])
    return padded[of]


def softmax(logits: Floats) -> Floats:
    """(n, 3) shares."""
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: Floats = raised / raised.sum(axis=1, keepdims=True)
    return shares
