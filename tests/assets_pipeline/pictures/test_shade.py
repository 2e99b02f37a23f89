import numpy as np
import pytest

from assets_pipeline.pictures import shade, studio

ROOM = np.ones((studio.LEVELS, 8, 16), np.float32)  # the same light from everywhere


def shaded(*, base=(0.5, 0.5, 0.5), metallic=0.0, rough=0.9, light=(1.0, 1.0), view=(0, 0, 1), alpha=1.0,
           emissive=(0, 0, 0), **whole):  # fmt: skip
    paint = np.zeros((1, 12))
    for name, value in {"base": base, "alpha": alpha, "metallic": metallic, "rough": rough,
                        "emissive": emissive}.items():  # fmt: skip
        paint[0, shade.PAINT[name]] = value
    defaults = {"f0": 0.04, "specular": 1.0, "tint": (1, 1, 1)}
    look = np.hstack(
        [np.asarray(whole.get(name, defaults.get(name, 0.0)), float) for name in shade.WHOLE]
    )
    view = np.array([view], float) / np.linalg.norm(view)
    out, through = shade.shade(
        view, np.array([[0.0, 0, 1]]), np.array([light]), paint, np.zeros(1, np.int64),
        look[None], ROOM, (1.0, 0.0),
    )  # fmt: skip
    return out[0], through[0]


def test_unlit_is_its_colour_and_nothing_else():
    out, through = shaded(base=(0.1, 0.2, 0.3), unlit=1, light=(0, 1))
    assert out == pytest.approx((0.1, 0.2, 0.3))
    assert through == pytest.approx(0)


def test_a_shadow_darkens_and_a_pale_fold_less():
    share = {}
    for base in (0.05, 0.85):
        dark, lit = (shaded(base=(base,) * 3, light=(part, 1.0))[0][0] for part in (0.3, 1.0))
        assert dark < lit
        share[base] = dark / lit
    assert share[0.05] < share[0.85]


def test_metal_reflects_in_its_own_colour_and_has_no_body():
    gold = (1.0, 0.7, 0.2)
    out, _ = shaded(base=gold, metallic=1.0, rough=0.1, light=(0, 1))
    bright, _ = shaded(base=gold, metallic=1.0, rough=0.1, light=(1, 1))
    assert bright[0] > bright[1] > bright[2]
    assert (out < bright).all()


def test_at_a_low_angle_everything_reflects_more():
    straight, _ = shaded(base=(0, 0, 0), rough=0.1)
    grazing, _ = shaded(base=(0, 0, 0), rough=0.1, view=(1, 0, 0.1))
    assert grazing.min() > 3 * straight.max()


def test_lacquer_adds_a_reflection():
    assert (shaded(base=(0, 0, 0), coat=1.0)[0] > shaded(base=(0, 0, 0))[0]).all()


def test_glass_lets_its_tint_through_and_opacity_takes_it_away():
    _, through = shaded(base=(1, 1, 1), transmission=1.0, tint=(1, 0.5, 0))
    assert through[0] > 0.9 > through[1] > 0.4 > through[2] == 0
    _, solid = shaded()
    assert solid == pytest.approx(0)
    out, half = shaded(alpha=0.5)
    assert half == pytest.approx(0.5)
    assert out == pytest.approx(0.5 * shaded()[0])


def test_what_glows_needs_no_light():
    out, _ = shaded(base=(0, 0, 0), emissive=(0, 0.5, 0), light=(0, 1), specular=0.0)
    assert out[1] > 0.4 > out[0] == pytest.approx(out[2])


def test_reflection_and_body_do_not_make_light():
    """In a white furnace a white surface gives back no more than it got."""
    for rough in (0.05, 0.3, 0.6, 1.0):
        for metallic in (0.0, 1.0):
            for view in ((0, 0, 1), (1, 0, 0.5), (1, 0, 0.05)):
                out, _ = shaded(base=(1, 1, 1), rough=rough, metallic=metallic, view=view)
                assert out.max() <= shade.EXPOSURE * 1.06


def test_highlights_are_bent_below_white_and_keep_their_order():
    lights = [np.array([value, value / 2, value / 4]) for value in (0.5, 0.9, 2.0, 9.0)]
    for light in lights:
        shade._toned(light)
        assert light.max() < 1
        assert light[0] > light[1] > light[2]
    assert np.diff([light[0] for light in lights]).min() > 0
