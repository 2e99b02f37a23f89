"""The numbers that blend the parts of a score: priors, until they are learned from visits."""

from __future__ import annotations

import msgspec


class Weights(msgspec.Struct, frozen=True):
    """Weights of the additive score, in units of its log-odds.

    Cosines lie in -1..1, so a weight is the most that its part can add.
    """

    text: float = 1.5
    """Cosine to the words of the request."""
    near: float = 1.5
    """Cosine to the product that something similar or cheaper was asked for."""
    found: float = 2.0
    """First place of the search; falls linearly to nothing behind its last."""
    gesture: float = 1.0
    """Cosine to what was handled."""
    together: float = 0.8
    """Pull of what is taken with what was handled (or named, for `complement`)."""
    popular: float = 0.15
    """Per star above the shop's mean rating."""
    new: float = 0.1
    """For what the catalogue calls new."""
    recency: float = 0.9
    """What is left of an interaction's weight when the next one comes."""
    doubt: float = 1.0
    """Evidence that must come together before gestures count by half."""
    diversity: float = 0.15
    """What a place takes from each product just like it (cosine 1)."""


WEIGHTS = Weights()
