"""A linear classifier over hashed features, small enough to live beside the code.

One yes-or-no question per act (one against the rest): a text unlike everything learned gets no
yes at all, which is what abstaining needs; a softmax would have to prefer something.
"""

from __future__ import annotations

import hashlib
import zlib
from typing import Annotated, Any, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from sessions.errors import PackUnusable
from sessions.intent.features import DIM
from sessions.intent.sense import Sense

TWO = "+"
"""The label of "these are two wishes", beside those of the acts."""
_WORD_STEPS, _STEPS = 31, 127
"""Steps on either side of zero: of many words' weights the errors cancel, and fewer steps deflate
better."""

Floats = NDArray[np.float64]


class Guess(NamedTuple):
    """An act and its calibrated chance."""

    act: str
    score: float


class Heard(NamedTuple):
    """All acts, most likely first (ties by the order of the labels), and the chance of two wishes."""

    guesses: list[Guess]
    two: float = 0.0


Size = Annotated[int, msgspec.Meta(ge=0, le=8_192)]


class _Header(msgspec.Struct, frozen=True, omit_defaults=True):
    labels: tuple[str, ...]
    word_scales: tuple[float, ...]
    biases: tuple[float, ...]
    slope: float
    shift: float
    threshold: float
    data: str
    encoder: str = ""
    dim: Size = 0
    depth: Size = 0
    width: Size = 0
    sense_scales: tuple[float, ...] = ()
    mark_scale: float = 0.0


class ActHead:
    """Weights (DIM, labels) of words as int8 with one scale per label; `slope` and `shift` calibrate.

    Made for an `encoder`, it has the `sense` of that encoder's vectors and weights (width, labels)
    of it, too.
    """

    def __init__(self, header: _Header, parts: _Parts, version: str) -> None:
        self.labels = header.labels
        self.threshold = header.threshold
        self.data = header.data
        """Hash of what it was trained on: a test says when the head is stale."""
        self.encoder = header.encoder
        """Version of the encoder whose vectors it reads besides; empty: it reads words only."""
        self.version = version
        self.sense = parts.sense(header.mark_scale) if header.width else None
        self._header = header
        self._words = parts.words
        self._word_scales = np.array(header.word_scales)
        self._senses = np.zeros((0, len(header.labels)), np.float32)
        """As `Sense.sums` wants them."""
        if self.sense is not None:
            scales = np.array(header.sense_scales, np.float32)
            self._senses = self.sense.pulled(parts.senses.astype(np.float32) * scales)
        self._biases = np.array(header.biases)

    def margins(
        self, features: NDArray[np.int64], vector: NDArray[np.float32] | None = None
    ) -> Floats:
        """Distance to each label's border, (labels,); integer sums for words: the same everywhere.

        Args:
            features: places of the words' features.
            vector: (dim,) of the encoder, where the head reads vectors.
        """
        sums = self._words[features].sum(axis=0, dtype=np.int64)
        said = sums / np.sqrt(max(len(features), 1)) * self._word_scales + self._biases
        if vector is not None and self.sense is not None:
            said = said + self.sense.sums(vector, self._senses)
        return np.asarray(said)

    def hear(self, features: NDArray[np.int64], vector: NDArray[np.float32] | None = None) -> Heard:
        """How likely each act is."""
        chances = chance(self.margins(features, vector), self._header.slope, self._header.shift)
        order = np.argsort(-chances, kind="stable")
        all_ = [Guess(self.labels[i], float(chances[i])) for i in order]
        two = next((guess.score for guess in all_ if guess.act == TWO), 0.0)
        return Heard([guess for guess in all_ if guess.act != TWO], two)


class _Parts(NamedTuple):
    """The arrays of a head, as they are stored."""

    words: NDArray[np.int8]
    middle: NDArray[np.float16]
    axes: NDArray[np.float16]
    marks: NDArray[np.int8]
    senses: NDArray[np.int8]

    def sense(self, scale: float) -> Sense:
        return Sense(
            self.middle.astype(np.float32),
            self.axes.astype(np.float32),
            self.marks.astype(np.float32) * np.float32(scale),
        )


def chance(margins: NDArray[np.float64], slope: float, shift: float) -> NDArray[np.float64]:
    """Platt's scaling of one-against-rest margins (Platt 1999)."""
    return 1.0 / (1.0 + np.exp(-np.clip(slope * margins + shift, -30, 30)))


def rounded(sense: Sense) -> Sense:
    """A sense as it is after `pack`: what is learned must be of what is stored."""
    marks, scale = _small(sense.marks, _STEPS, axis=None)
    middle, axes = sense.middle.astype(np.float16), sense.axes.astype(np.float16)
    return Sense(
        middle.astype(np.float32),
        axes.astype(np.float32),
        marks.astype(np.float32) * np.float32(_short(scale)[0]),
    )


def pack(
    labels: tuple[str, ...],
    words: Floats,
    biases: Floats,
    *,
    slope: float,
    shift: float,
    threshold: float,
    data: str,
    encoder: str = "",
    sense: Sense | None = None,
    senses: Floats | None = None,
) -> bytes:
    """The bytes of a head: header as a JSON line, then its arrays, deflated.

    Args:
        labels: of the columns.
        words: (DIM, labels) weights.
        biases: (labels,).
        slope: as `chance`.
        shift: as `chance`.
        threshold: the chance below which a guess is given up.
        data: hash of what it was trained on.
        encoder: version of the encoder, where there is a sense.
        sense: of the encoder's vectors.
        senses: (width, labels) weights.
    """
    small, scales = _small(words, _WORD_STEPS)
    header = _Header(labels, _short(scales), _short(biases), slope, shift, threshold, data, encoder)
    arrays: list[NDArray[Any]] = [small]
    if sense is not None and senses is not None:
        marks, scale = _small(sense.marks, _STEPS, axis=None)
        weights, sense_scales = _small(senses, _STEPS)
        header = msgspec.structs.replace(
            header,
            dim=len(sense.axes),
            depth=sense.axes.shape[1],
            width=len(marks),
            sense_scales=_short(sense_scales),
            mark_scale=_short(scale)[0],
        )
        arrays += [sense.middle.astype("<f2"), sense.axes.astype("<f2"), marks, weights]
    stored = b"".join(array.tobytes() for array in arrays)
    return msgspec.json.encode(header) + b"\n" + zlib.compress(stored, 9)


def _small(weights: NDArray[Any], steps: int, axis: int | None = 0) -> tuple[NDArray[np.int8], Any]:
    scales = np.maximum(np.abs(weights).max(axis=axis), 1e-9) / steps
    return np.round(weights / scales).astype(np.int8), scales


def _short(numbers: Any) -> tuple[float, ...]:
    return tuple(float(f"{x:.9g}") for x in np.atleast_1d(numbers))


def unpack(stored: bytes) -> ActHead:
    """Read what `pack` wrote.

    Raises:
        PackUnusable: the bytes are not a head of this build.
    """
    line, _, rest = stored.partition(b"\n")
    try:
        header = msgspec.json.decode(line, type=_Header)
        room = sum(count * np.dtype(kind).itemsize for count, kind, _ in _layout(header))
        flat = zlib.decompressobj().decompress(rest, room + 1)
    except (msgspec.DecodeError, UnicodeDecodeError, zlib.error) as error:
        raise PackUnusable(f"act head: {error}") from error
    labels = len(header.labels)
    lengths = {labels, len(header.word_scales), len(header.biases)}
    if header.width:
        lengths.add(len(header.sense_scales))
    if len(flat) != room or len(lengths) != 1 or not labels:
        raise PackUnusable("act head: of another shape than this build reads")
    return ActHead(header, _parts(header, flat), hashlib.sha256(stored).hexdigest()[:12])


def _layout(header: _Header) -> list[tuple[int, str, tuple[int, ...]]]:
    """Length, type and shape of each array."""
    labels, dim, depth, width = len(header.labels), header.dim, header.depth, header.width
    shapes: list[tuple[str, tuple[int, ...]]] = [
        ("<i1", (DIM, labels)),
        ("<f2", (dim,)),
        ("<f2", (dim, depth)),
        ("<i1", (width, depth)),
        ("<i1", (width, labels)),
    ]
    return [(int(np.prod(shape)), kind, shape) for kind, shape in shapes]


def _parts(header: _Header, flat: bytes) -> _Parts:
    at, arrays = 0, []
    for count, kind, shape in _layout(header) if header.width else _layout(header)[:1]:
        arrays.append(np.frombuffer(flat, kind, count, at).reshape(shape))
        at += arrays[-1].nbytes
    none = np.zeros((0, 0), np.int8)
    return _Parts(*arrays, *[none] * (5 - len(arrays)))
