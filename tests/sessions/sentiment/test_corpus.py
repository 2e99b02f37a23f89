"""Labelled text is read, and composed of phrases with the label that follows."""

import re

import numpy as np
import pytest

from sessions.sentiment.corpus import ASPECTS, BUT, Labelled, composed, phrases, reviews
from sessions.sentiment.model import DATA

PARTS = [
    Labelled("soft", 1, {"fabric": 1}),
    Labelled("fits", 1, {"fit": 1}),
    Labelled("dear", -1, {"price": -1}),
    Labelled("ugly", -1, {"look": -1}),
    Labelled("it is a chair", 0, {}),
]


def test_a_review_has_a_sign_and_aspects():
    assert reviews("# a remark\n0 look=+ price=- | Lovely coat, criminal price.\n") == [
        Labelled("Lovely coat, criminal price.", 0, {"look": 1, "price": -1})
    ]


def test_phrases_stand_under_their_label():
    assert phrases("[+ fit]\nfits / roomy\n[- -]\nawful\n") == [
        Labelled("fits", 1, {"fit": 1}),
        Labelled("roomy", 1, {"fit": 1}),
        Labelled("awful", -1, {}),
    ]


def test_what_is_composed_follows_from_its_parts():
    by_text = {part.text: part for part in PARTS}
    made = composed(PARTS, "en", 300, np.random.default_rng(0))
    but = re.compile("|".join(map(re.escape, sorted(BUT["en"], key=len, reverse=True))))
    signs = set()
    for row in made:
        named = [part for text, part in by_text.items() if text in row.text]
        own = {sign for part in named if (sign := part.sign)}
        assert row.sign == (0 if own == {1, -1} else own.pop())
        assert row.aspects == {k: v for part in named for k, v in part.aspects.items()}
        assert (but.search(row.text) is not None) == (row.sign == 0)
        signs.add(row.sign)
    assert signs == {1, -1, 0}


def test_composing_is_seeded():
    one, again = (composed(PARTS, "zh", 50, np.random.default_rng(3)) for _ in range(2))
    assert one == again


@pytest.mark.parametrize("path", sorted(DATA.glob("*.txt")), ids=lambda path: path.name)
def test_the_data_is_well_formed(path):
    read = (phrases if path.name.startswith("phrases") else reviews)(path.read_text("utf-8"))
    assert len(read) >= 100
    for row in read:
        assert row.text
        assert row.aspects.keys() <= set(ASPECTS)
    texts = [row.text for row in read]
    assert len(texts) - len(set(texts)) <= len(texts) // 100
