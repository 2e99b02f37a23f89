"""A linear classifier over hashed features, small enough to live beside the code.

One yes-or-no question per act (one against the rest): a text unlike everything learned gets no
yes at all, which is what abstaining needs; a softmax would have to prefer something.
"""

from __future__ import annotations

import hashlib
import zlib
from typing import Annotated, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from sessions.errors import PackUnusable
from sessions.intent.features import DIM


class Guess(NamedTuple):
    """An act and its calibrated chance."""

    act: str
    score: float


class _Header(msgspec.Struct, frozen=True, omit_defaults=True):
    labels: tuple[str, ...]
    scales: tuple[float, ...]
    biases: tuple[float, ...]
    slope: float
    shift: float
    threshold: float
    data: str
    encoder: str = ""
    width: Annotated[int, msgspec.Meta(ge=0, le=8_192)] = 0


class ActHead:
    """Weights (DIM + width, acts) as int8 with one scale per act; `slope` and `shift` calibrate.

    The last `width` weights are those of `sense.Sense`, for vectors of one `encoder`.
    """

    def __init__(self, header: _Header, weights: NDArray[np.int8], version: str) -> None:
        self.labels = header.labels
        self.threshold = header.threshold
        self.data = header.data
        """Hash of what it was trained on: a test says when the head is stale."""
        self.encoder = header.encoder
        """Version of the encoder whose vectors it reads besides; empty: it reads words only."""
        self.width = header.width
        self.version = version
        self._header = header
        self._weights = weights[:DIM]
        self._senses = weights[DIM:].astype(np.float64)
        self._scales = np.array(header.scales)
        self._biases = np.array(header.biases)

    def margins(
        self, features: NDArray[np.int64], sense: NDArray[np.float64] | None = None
    ) -> NDArray[np.float64]:
        """Distance to each act's border, (acts,) float64; integer sums, so the same everywhere.

        Args:
            features: places of the words' features.
            sense: (width,), where the head reads vectors; its sums are of floats.
        """
        sums = self._weights[features].sum(axis=0, dtype=np.int64)
        said = sums / np.sqrt(max(len(features), 1))
        if sense is not None:
            said = said + sense @ self._senses
        return np.asarray(said * self._scales + self._biases)

    def guess(
        self, features: NDArray[np.int64], sense: NDArray[np.float64] | None = None
    ) -> list[Guess]:
        """All acts, most likely first; ties by the order of the labels."""
        margins = self.margins(features, sense)
        chances = chance(margins, self._header.slope, self._header.shift)
        order = np.argsort(-chances, kind="stable")
        return [Guess(self.labels[i], float(chances[i])) for i in order]


def chance(margins: NDArray[np.float64], slope: float, shift: float) -> NDArray[np.float64]:
    """Platt's scaling of one-against-rest margins (Platt 1999)."""
    return 1.0 / (1.0 + np.exp(-np.clip(slope * margins + shift, -30, 30)))


def pack(
    labels: tuple[str, ...],
    weights: NDArray[np.float64],
    biases: NDArray[np.float64],
    *,
    slope: float,
    shift: float,
    threshold: float,
    data: str,
    encoder: str = "",
) -> bytes:
    """The bytes of a head: header as a JSON line, then deflated int8 weights."""
    scales = np.maximum(np.abs(weights).max(axis=0), 1e-9) / 127.0
    small = np.round(weights / scales).astype(np.int8)
    header = _Header(
        labels,
        tuple(float(f"{x:.9g}") for x in scales),
        tuple(float(f"{x:.9g}") for x in biases),
        slope,
        shift,
        threshold,
        data,
        encoder,
        len(weights) - DIM,
    )
    return msgspec.json.encode(header) + b"\n" + zlib.compress(small.tobytes(), 9)


def unpack(stored: bytes) -> ActHead:
    """Read what `pack` wrote.

    Raises:
        PackUnusable: the bytes are not a head of this build.
    """
    line, _, rest = stored.partition(b"\n")
    try:
        header = msgspec.json.decode(line, type=_Header)
        room = (DIM + header.width) * len(header.labels)
        flat = zlib.decompressobj().decompress(rest, room + 1)
    except (msgspec.DecodeError, UnicodeDecodeError, zlib.error) as error:
        raise PackUnusable(f"act head: {error}") from error
    lengths = {len(header.labels), len(header.scales), len(header.biases)}
    if len(flat) != room or len(lengths) != 1 or not room:
        raise PackUnusable("act head: of another shape than this build reads")
    weights = np.frombuffer(flat, np.int8).reshape(-1, len(header.labels))
    return ActHead(header, weights, hashlib.sha256(stored).hexdigest()[:12])
