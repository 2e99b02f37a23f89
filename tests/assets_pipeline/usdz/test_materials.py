import math

import numpy as np
import pytest

pytest.importorskip("pxr", reason="usd-core is an optional extra", exc_type=ImportError)

from pxr import Usd, UsdShade

from assets_pipeline.pictures.materials import BLEND, MASK, Look, Slot
from assets_pipeline.usdz import materials

PLAIN = (1, 0, 0, 0, 1, 0)


def slot(image=0, matrix=PLAIN, scale=1.0, uv=0):
    return Slot(image, uv, matrix, (33071, 10497), scale)


@pytest.fixture
def define():
    stage = Usd.Stage.CreateInMemory()

    def made(*, colored=False, find="textures/{}.png".format, **look):
        materials.define(stage, "/m", Look(**look), find, colored=colored)
        return lambda name: UsdShade.Shader.Get(stage, f"/m/{name}")

    return made


def value(shader, name):
    found = shader.GetInput(name)
    return found.Get() if found else None


def source(shader, name):
    """Name of the shader and output that an input is connected to."""
    (info,), _ = shader.GetInput(name).GetConnectedSources()
    return info.source.GetPrim().GetName(), info.sourceName


def test_plain_factors(define):
    surface = define(base=(0.5, 0.25, 0.125, 1), metallic=0.0, rough=0.75, emissive=(1, 0, 0))(
        "surface"
    )
    assert tuple(value(surface, "diffuseColor")) == (0.5, 0.25, 0.125)
    assert (value(surface, "metallic"), value(surface, "roughness")) == (0, 0.75)
    assert tuple(value(surface, "emissiveColor")) == (1, 0, 0)
    assert value(surface, "opacity") is value(surface, "clearcoat") is None


def test_textures_take_their_factors_as_scale(define):
    textures = (("base", slot(0)), ("metal_rough", slot(1)))
    shader = define(base=(0.5, 1, 1, 1), metallic=0.25, rough=0.75, textures=textures)
    assert source(shader("surface"), "diffuseColor") == ("base", "rgb")
    assert source(shader("surface"), "roughness") == ("metal_rough", "g")
    assert source(shader("surface"), "metallic") == ("metal_rough", "b")
    assert tuple(value(shader("base"), "scale")) == (0.5, 1, 1, 1)
    assert tuple(value(shader("metal_rough"), "scale")) == (1, 0.75, 0.25, 1)
    assert value(shader("base"), "sourceColorSpace") == "sRGB"
    assert value(shader("metal_rough"), "sourceColorSpace") == "raw"
    assert (value(shader("base"), "wrapS"), value(shader("base"), "wrapT")) == ("clamp", "repeat")
    assert value(shader("base"), "file").path == "textures/0.png"


def test_a_normal_map_is_stretched_to_minus_one_and_bent_by_its_strength(define):
    shader = define(textures=(("normal", slot(scale=0.5)),))("normal")
    scale, bias = np.array(value(shader, "scale")), np.array(value(shader, "bias"))
    assert (np.array([1, 0.5, 1, 1]) * scale + bias)[:3] == pytest.approx((0.5, 0, 1))


@pytest.mark.parametrize(
    ("mode", "threshold", "opacity"), [(MASK, 0.25, True), (BLEND, None, True), (0, None, False)]
)
def test_opacity_goes_by_the_mode(mode, threshold, opacity, define):
    shader = define(mode=mode, cutoff=0.25, textures=(("base", slot()),))("surface")
    assert value(shader, "opacityThreshold") == threshold
    assert bool(shader.GetInput("opacity")) is opacity


def test_glass_keeps_a_little_of_itself(define):
    assert value(define(transmission=1.0)("surface"), "opacity") == pytest.approx(0.15)


def test_colours_of_vertices_are_read_where_no_texture_is(define):
    shader = define(colored=True)
    assert source(shader("surface"), "diffuseColor") == ("colors", "result")
    assert value(shader("colors"), "varname") == "displayColor"


def test_an_image_that_does_not_decode_leaves_the_factor(define):
    surface = define(base=(0.5, 0.5, 0.5, 1), textures=(("base", slot()),), find=lambda _: "")(
        "surface"
    )
    assert tuple(value(surface, "diffuseColor")) == (0.5, 0.5, 0.5)


@pytest.mark.parametrize("uv", [0, 1])
def test_each_slot_reads_its_own_set(uv, define):
    shader = define(textures=(("base", slot(uv=uv)),))("base_uv")
    assert value(shader, "varname") == ("st", "st1")[uv]


@pytest.mark.parametrize(
    ("offset", "turn", "scale"),
    [
        ((0, 0), 0, (2, 3)),
        ((0.1, 0.2), 0, (1, 1)),
        ((0.3, 0), math.pi / 6, (1, 1)),
        ((0.1, 0.4), 1.0, (2, 2)),
    ],
)
def test_a_transform_does_to_w_what_gltf_does_to_v(offset, turn, scale, define):
    """UsdTransform2d: scale, then turn, then move (proposal 2.6); w = 1 - v in and out."""
    cos, sin = math.cos(turn), math.sin(turn)
    matrix = (scale[0] * cos, scale[1] * sin, offset[0], -scale[0] * sin, scale[1] * cos, offset[1])
    shader = define(textures=(("base", slot(matrix=matrix)),))("base_place")
    angle = math.radians(value(shader, "rotation"))
    u, v = 0.7, 0.2
    x, y = np.array([u, 1 - v]) * np.array(value(shader, "scale"))
    x, y = x * math.cos(angle) - y * math.sin(angle), x * math.sin(angle) + y * math.cos(angle)
    x, y = np.array([x, y]) + np.array(value(shader, "translation"))
    a, b, c, d, e, f = matrix
    assert (x, 1 - y) == pytest.approx((a * u + b * v + c, d * u + e * v + f), abs=1e-6)
