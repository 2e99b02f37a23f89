"""Colours: tokens, swatches, shades."""

import re

import pytest

from assets_pipeline.demo.colors import COLORS, darker, swatch


@pytest.mark.parametrize("name", COLORS)
def test_a_colour_has_a_swatch_and_a_search_token(name):
    assert re.fullmatch("#[0-9a-f]{6}", swatch(name))
    assert re.fullmatch("[a-z-]+", COLORS[name].token)


@pytest.mark.parametrize(
    ("color", "share", "result"), [("#804020", 0.5, "#402010"), ("#f0f0f0", 2, "#ffffff")]
)
def test_darker_scales_and_stays_in_range(color, share, result):
    assert darker(color, share) == result
