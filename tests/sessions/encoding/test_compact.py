from __future__ import annotations

import hashlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.encoding import model
from sessions.encoding.compact import REVISION, CompactEncoder, pack, units
from sessions.errors import PackUnusable

TABLE = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0], [-0.5, 0.25]])
STORED = pack(["red", "红", "coat", "0"], TABLE)


@pytest.fixture(scope="module")
def tracked() -> CompactEncoder:
    return model.compact()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("!?", []),
        ("Red COATS", ["red", "coat"]),
        ("红外套", ["红", "外", "套", "红外", "外套", "红外套"]),
        ("有没有ＸＬ码", ["有", "没", "有", "有没", "没有", "有没有", "xl", "码"]),
        ("under 300.50", ["under", "0", "0"]),
        ("café crème", ["café", "crème"]),
    ],
)
def test_units(text: str, found: list[str]) -> None:
    assert units(text) == found


def test_a_text_is_the_sum_of_its_units_with_length_1() -> None:
    encoder = CompactEncoder(STORED)
    found = encoder.encode(["red coat coat", "红", "unknown", "红 red", "7"])
    wanted = np.array([[3, 2], [0, 1], [0, 0], [1, 1], [-0.5, 0.25]])
    lengths = np.maximum(np.linalg.norm(wanted, axis=1, keepdims=True), 1e-9)
    np.testing.assert_allclose(found, wanted / lengths, atol=0.01)


def test_what_was_packed_is_read_and_named_by_its_bytes() -> None:
    encoder = CompactEncoder(STORED)
    assert (encoder.name, encoder.dim) == ("compact", 2)
    assert encoder.version == f"{hashlib.sha256(STORED).hexdigest()[:16]}.{REVISION}"
    assert CompactEncoder(pack(["red"], TABLE[:1])).version != encoder.version


@pytest.mark.parametrize(
    "stored",
    [
        b"", b"\x00" * 8, STORED[:-1], STORED[:20], STORED[:4] + b"?" + STORED[5:],
        pack(["red", "blue"], TABLE[:1]), pack(["red"], TABLE[:2]), pack([], np.zeros((0, 2))),
    ],
)  # fmt: skip
def test_damaged_bytes_are_refused(stored: bytes) -> None:
    with pytest.raises(PackUnusable):
        CompactEncoder(stored)


@given(st.binary(max_size=60), st.integers(0, len(STORED)))
def test_any_bytes_are_read_or_refused(noise: bytes, at: int) -> None:
    try:
        made = CompactEncoder(STORED[:at] + noise + STORED[at + len(noise) :])
    except PackUnusable:
        return
    assert made.encode(["red coat"]).shape == (1, made.dim)


def test_the_tracked_table_is_small() -> None:
    assert model.TRACKED.stat().st_size < 1 << 20


def test_both_languages_meet(tracked: CompactEncoder) -> None:
    said = tracked.encode(["where is the red coat", "红色外套在哪里", "谢谢你的帮助", "能退货吗"])
    near = said @ said.T
    assert near[0, 1] > max(near[0, 2], near[0, 3]) + 0.2


@given(st.text(max_size=50))
def test_every_text_has_a_vector_or_none(text: str) -> None:
    (row,) = CompactEncoder(STORED).encode([text])
    assert np.isclose(np.linalg.norm(row), 1.0, atol=1e-5) or not row.any()


def test_no_vector_depends_on_its_neighbours(tracked: CompactEncoder) -> None:
    texts = ["red coat", "", "便宜一点", "thanks"]
    alone = np.vstack([tracked.encode([text]) for text in texts])
    np.testing.assert_array_equal(tracked.encode(texts), alone)
