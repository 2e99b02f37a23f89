"""Whatever is done to a good file, it is taken or refused by name: never another exception."""

from __future__ import annotations

import json
import random
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets_pipeline import compact, features, glb, lods, normalise
from assets_pipeline.document import Document
from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard import values

FUZZ = 4000
HOSTILE = [
    None, True, False, -1, 0, 1, 2, 3, 4, 5, 7, 9, 12, 143, 144, 255, 5121, 5123, 5125, 65536, 2**31, 2**63, 10**25, 0.5, -1e300, 1e-320,
    0.0, 1e30, "", "x", "data:,", "../x", "SCALAR", "VEC2", "VEC3", "VEC4", "MAT2", "MAT3", "MAT4", [], [0], [[0]], {}, {"a": 1}, 5120, 5126, {"uri": "a.bin"},
]  # fmt: skip


def road(data: bytes) -> None:
    """All that `build` does with a document, but the simplifier."""
    document = Document.from_glb(data)
    values.check(document)
    normalise.stand(document)
    features.features(document)
    lods.triangles(document)
    again = Document.from_glb(document.to_glb())
    assert again.json == document.json
    if compact.possible(again):
        Document.from_glb(compact.compact(again).to_glb())


def taken_or_refused(data: bytes) -> bool:
    try:
        road(data)
    except AssetRejected as refusal:
        if not (refusal.code and refusal.message):
            pytest.fail("a refusal must say what and why")
        return False
    return True


def mutated_json(text: bytes, seed: int) -> bytes:
    """The JSON with one to three of its values replaced, removed or exchanged."""
    dice = random.Random(seed)
    tree = json.loads(text)
    for _ in range(dice.randint(1, 3)):
        parent, key = dice.choice(list(_places(tree)))
        match dice.randrange(4):
            case 0 if isinstance(parent, dict):
                del parent[key]
            case 1:
                other, place = dice.choice(list(_places(tree)))
                parent[key] = json.loads(json.dumps(other[place]))
            case _:  # mostly of the same type, or the first check would be the only one tried
                alike = [one for one in HOSTILE if type(one) is type(parent[key])]
                parent[key] = dice.choice(alike or HOSTILE)
        if not any(True for _ in _places(tree)):
            break
    return json.dumps(tree).encode()


def _places(value):
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in list(items):
        yield value, key
        if isinstance(inner, dict | list):
            yield from _places(inner)


@settings(max_examples=200)
@given(st.integers(0, 2**32))
def test_changed_json(rich_glb, seed):
    (kind, text), *rest = glb.split(rich_glb())
    taken_or_refused(glb.join([(kind, mutated_json(text, seed)), *rest]))


@settings(max_examples=80)
@given(st.data())
def test_changed_bytes(rich_glb, data):
    changed = bytearray(rich_glb())
    for _ in range(data.draw(st.integers(1, 6))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    taken_or_refused(bytes(changed))


@settings(max_examples=60)
@given(st.data())
def test_cut_short(rich_glb, data):
    end = data.draw(st.integers(0, len(rich_glb()) - 1))
    assert not taken_or_refused(rich_glb()[:end])
    if end >= 12:  # and once more with a header that says so
        fixed = rich_glb()[:8] + struct.pack("<I", end) + rich_glb()[12:end]
        assert not taken_or_refused(fixed)


@settings(max_examples=60)
@given(st.binary(max_size=200))
def test_rubbish(data):
    assert not taken_or_refused(data)
    assert not taken_or_refused(glb.join([(glb.JSON_CHUNK, data)]))


def test_unchanged_is_taken(rich_glb):
    assert taken_or_refused(rich_glb())


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_changed_json_at_length(rich_glb):
    (kind, text), *rest = glb.split(rich_glb())
    taken = sum(
        taken_or_refused(glb.join([(kind, mutated_json(text, seed)), *rest]))
        for seed in range(FUZZ)
    )
    assert FUZZ / 20 < taken < FUZZ * 0.95  # else the mutations do nothing, or everything
