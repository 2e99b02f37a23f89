from __future__ import annotations

import hashlib
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.encoding import hashed

ENCODER = hashed.HashedEncoder()


def _cosine(one: str, other: str) -> float:
    a, b = ENCODER.encode([one, other])
    return float(a @ b)


@given(st.lists(st.text(st.characters(), max_size=60), max_size=6))
def test_any_text_gives_a_unit_row_or_zeros_whatever_stands_beside_it(texts: list[str]) -> None:
    rows = ENCODER.encode(texts)
    assert rows.shape == (len(texts), 512)
    assert rows.dtype == np.float32
    lengths = np.linalg.norm(rows, axis=1)
    assert all(abs(length - 1) < 1e-5 or length == 0 for length in lengths)
    for text, row in zip(texts, rows, strict=True):
        np.testing.assert_array_equal(ENCODER.encode([text])[0], row)


@pytest.mark.parametrize(
    ("near", "far"),
    [
        (("红色外套", "red jacket"), ("红色外套", "blue shoes")),
        (("有没有便宜一点的沙发", "a cheaper couch please"), ("有没有便宜一点的沙发", "red boots")),
        (("red jacket", "crimson blazer"), ("red jacket", "wooden desk")),
        (("跑步鞋", "慢跑鞋"), ("跑步鞋", "墨镜")),
        (("waterprof boots", "waterproof boots"), ("waterprof boots", "silk tie")),
        (("ＲＥＤ jacket", "red jackets"), ("ＲＥＤ jacket", "red shoes")),
        (("parka", "大衣"), ("parka", "书桌")),  # through their parent: outerwear
        (("please show me a lamp", "lamp"), ("please show me a lamp", "please show me a hat")),
    ],
)
def test_like_meanings_meet(near: tuple[str, str], far: tuple[str, str]) -> None:
    assert _cosine(*near) > _cosine(*far) + 0.1


def test_width_and_case_do_not_matter() -> None:
    np.testing.assert_array_equal(*ENCODER.encode(["Ｔ恤 RED", "t恤 red"])[:, None])


def test_another_process_gives_the_same_numbers() -> None:
    script = (
        "import hashlib; from sessions.encoding.hashed import HashedEncoder as E; e = E();"
        "print(e.version, hashlib.sha256(e.encode(['红色外套 red jacket']).tobytes()).hexdigest())"
    )
    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True,
        env={"PYTHONHASHSEED": "7", "PYTHONPATH": ":".join(sys.path)},
    ).stdout.split()  # fmt: skip
    here = hashlib.sha256(ENCODER.encode(["红色外套 red jacket"]).tobytes()).hexdigest()
    assert said == [ENCODER.version, here]


def test_numbers_do_not_change_without_a_new_revision() -> None:
    """When this fails on purpose: raise `REVISION` and write the new digest down beside it."""
    texts = ["红色外套", "waterproof running shoes, size 42", "t恤 under 300", "ßçあ"]
    found = [
        (*hashed._place(name), weight, name) for t in texts for name, weight in hashed.features(t)
    ]
    lines = [f"{place} {sign:.0f} {weight:.6f} {name}" for place, sign, weight, name in found]
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
    assert (hashed.REVISION, digest) == (1, "4a774650b3d0041a")


def test_the_version_follows_what_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hashed.lexicon, "CONCEPTS", hashed.lexicon.CONCEPTS + "\n")
    assert hashed.HashedEncoder().version != ENCODER.version
