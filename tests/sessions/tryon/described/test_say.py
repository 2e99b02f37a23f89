"""Captions and changes."""

from __future__ import annotations

import pytest

from assets_pipeline.garments.spec import WARDROBE
from sessions.tryon.described import describe, edit, name_changes, say


@pytest.mark.parametrize(
    ("text", "lang", "said"),
    [
        (
            "a knee-length dress, short sleeves, navy with white dots",
            "en",
            "a knee-length navy dress with white dots and short sleeves, in cotton",
        ),
        ("藏青色白波点及膝连衣裙，短袖", "zh", "及膝藏青色底白色波点连衣裙，短袖，棉面料"),
        ("oversized grey hoodie", "en", "an oversized grey hoodie with long sleeves, in fleece"),
    ],
)
def test_caption(text, lang, said):
    got = describe(text)
    assert got
    assert say(got.spec, lang).replace("修身", "").replace("fitted ", "") == said


@pytest.mark.parametrize(
    ("text", "lang", "said"),
    [
        ("longer", "en", "Now longer (below-the-knee)."),
        ("去掉袖子", "zh", "现在无袖。"),
        ("in silk", "en", "Now in silk."),
        ("with white dots", "en", "Now navy, with the dots in white and with dots."),
    ],
)
def test_changes(text, lang, said):
    got = edit(WARDROBE["dress"], text)
    assert got
    assert name_changes(WARDROBE["dress"], got.spec, lang) == said


def test_nothing_changed_is_not_said():
    assert name_changes(WARDROBE["coat"], WARDROBE["coat"], "en") == ""
