import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets_pipeline.garments.sizes import CHARTS, SIZES, advise
from assets_pipeline.garments.spec import WARDROBE


@pytest.mark.parametrize("build", CHARTS)
@pytest.mark.parametrize("name", ["t_shirt", "dress", "jeans", "coat"])
def test_who_has_a_sizes_girths_is_advised_that_size(build, name):
    for size in SIZES:
        found = advise(WARDROBE[name], CHARTS[build][size], CHARTS[build])
        assert found.size == size
        assert sum(found.probabilities.values()) == pytest.approx(1)


@given(st.sampled_from(sorted(WARDROBE)), st.floats(0.6, 1.4), st.floats(0, 0.3))
def test_a_larger_body_never_gets_a_smaller_size(name, girth, more):
    small = {"bust": girth, "waist": girth - 0.16, "hips": girth + 0.08}
    large = {zone: value + more for zone, value in small.items()}
    sizes = [
        SIZES.index(advise(WARDROBE[name], body, CHARTS["women"]).size) for body in (small, large)
    ]
    assert sizes == sorted(sizes)


def test_what_was_not_told_does_not_count():
    assert advise(WARDROBE["dress"], {"hips": 1.105}, CHARTS["women"]).size == "L"
