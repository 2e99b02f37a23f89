"""UsdPreviewSurface networks (UsdPreviewSurface Proposal 2.6) of glTF materials."""

from __future__ import annotations

import math
from typing import Any

from pxr import Gf, Sdf, Usd, UsdShade

from assets_pipeline.pictures.materials import BLEND, MASK, Look, Slot
from assets_pipeline.usdz import geometry
from assets_pipeline.usdz.images import Find

_FLOAT, _COLOR = Sdf.ValueTypeNames.Float, Sdf.ValueTypeNames.Color3f
_WRAPS = {33071: "clamp", 33648: "mirror"}
_LEAST_OPACITY = 0.15
"""Glass is drawn by its opacity, so that it must have some."""


class Network:
    """One material and the shaders below it."""

    def __init__(self, stage: Usd.Stage, path: str, find: Find) -> None:
        """Define an empty material.

        Args:
            stage: where it goes.
            path: its prim.
            find: path of an image inside the package by its number.
        """
        self.stage, self.path, self.find = stage, path, find
        self.material = UsdShade.Material.Define(stage, path)
        self.surface = self.shader("surface", "UsdPreviewSurface")
        self.material.CreateSurfaceOutput().ConnectToSource(
            self.surface.ConnectableAPI(), "surface"
        )

    def shader(self, name: str, kind: str) -> UsdShade.Shader:
        """A shader node below the material."""
        made = UsdShade.Shader.Define(self.stage, f"{self.path}/{name}")
        made.CreateIdAttr(kind)
        return made

    def put(self, name: str, kind: Sdf.ValueTypeName, value: Any) -> None:
        """A plain value of the surface."""
        self.surface.CreateInput(name, kind).Set(value)

    def join(self, name: str, kind: Sdf.ValueTypeName, source: UsdShade.Shader, out: str) -> None:
        """A value that another shader gives."""
        made = source.CreateOutput(out, kind)
        self.surface.CreateInput(name, kind).ConnectToSource(made)


def define(
    stage: Usd.Stage, path: str, look: Look, find: Find, *, colored: bool
) -> UsdShade.Material:
    """The material of a look; `colored` says that its meshes have vertex colours."""
    network = Network(stage, path, find)
    slots = {name: slot for name, slot in look.textures if find(slot.image)}
    _base(network, look, slots, colored=colored)
    _metal_rough(network, look, slots)
    if any(look.emissive):
        _color(network, "emissiveColor", "emissive", look.emissive, slots.get("emissive"))
    if "normal" in slots:
        _normal(network, slots["normal"])
    if "occlusion" in slots:
        shader = _texture(network, "occlusion", slots["occlusion"], srgb=False)
        network.join("occlusion", _FLOAT, shader, "r")
    if look.coat:
        network.put("clearcoat", _FLOAT, look.coat)
        network.put("clearcoatRoughness", _FLOAT, look.coat_rough)
    return network.material


def _base(network: Network, look: Look, slots: dict[str, Slot], *, colored: bool) -> None:
    slot, alpha = slots.get("base"), look.base[3] * max(_LEAST_OPACITY, 1 - look.transmission)
    if slot is None and colored:
        reader = network.shader("colors", "UsdPrimvarReader_float3")
        reader.CreateInput("varname", Sdf.ValueTypeNames.String).Set(geometry.COLOR)
        network.join("diffuseColor", _COLOR, reader, "result")
    else:
        _color(network, "diffuseColor", "base", look.base[:3], slot, alpha=alpha)
    if look.mode in {MASK, BLEND} and slot is not None:
        shader = UsdShade.Shader.Get(network.stage, f"{network.path}/base")
        network.join("opacity", _FLOAT, shader, "a")
    elif look.mode != MASK and look.lets_through:
        network.put("opacity", _FLOAT, alpha)
    if look.mode == MASK:
        network.put("opacityThreshold", _FLOAT, look.cutoff)


def _metal_rough(network: Network, look: Look, slots: dict[str, Slot]) -> None:
    if "metal_rough" not in slots:
        network.put("metallic", _FLOAT, look.metallic)
        network.put("roughness", _FLOAT, look.rough)
        return
    shader = _texture(network, "metal_rough", slots["metal_rough"], srgb=False)
    shader.CreateInput("scale", Sdf.ValueTypeNames.Float4).Set(
        Gf.Vec4f(1, look.rough, look.metallic, 1)
    )
    network.join("roughness", _FLOAT, shader, "g")
    network.join("metallic", _FLOAT, shader, "b")


def _color(
    network: Network,
    name: str,
    texture: str,
    factor: tuple[float, ...],
    slot: Slot | None,
    *,
    alpha: float = 1.0,
) -> None:
    """A colour, times its texture where there is one."""
    if slot is None:
        network.put(name, _COLOR, Gf.Vec3f(*factor))
        return
    shader = _texture(network, texture, slot, srgb=True)
    shader.CreateInput("scale", Sdf.ValueTypeNames.Float4).Set(Gf.Vec4f(*factor, alpha))
    network.join(name, _COLOR, shader, "rgb")


def _normal(network: Network, slot: Slot) -> None:
    """Values 0..1 become -1..1, as the proposal demands; the strength bends x and y."""
    shader = _texture(network, "normal", slot, srgb=False)
    bend = slot.scale
    scale, bias = Gf.Vec4f(2 * bend, 2 * bend, 2, 1), Gf.Vec4f(-bend, -bend, -1, 0)
    shader.CreateInput("scale", Sdf.ValueTypeNames.Float4).Set(scale)
    shader.CreateInput("bias", Sdf.ValueTypeNames.Float4).Set(bias)
    network.join("normal", Sdf.ValueTypeNames.Normal3f, shader, "rgb")


def _texture(network: Network, name: str, slot: Slot, *, srgb: bool) -> UsdShade.Shader:
    shader = network.shader(name, "UsdUVTexture")
    token = Sdf.ValueTypeNames.Token
    path = Sdf.AssetPath(network.find(slot.image))
    shader.CreateInput("file", Sdf.ValueTypeNames.Asset).Set(path)
    shader.CreateInput("sourceColorSpace", token).Set("sRGB" if srgb else "raw")
    for axis, wrap in zip("ST", slot.wraps, strict=True):
        shader.CreateInput(f"wrap{axis}", token).Set(_WRAPS.get(wrap, "repeat"))
    source = _placed(network, name, slot)
    shader.CreateInput("st", Sdf.ValueTypeNames.Float2).ConnectToSource(source)
    return shader


def _placed(network: Network, name: str, slot: Slot) -> UsdShade.Output:
    """Texture coordinates, moved as KHR_texture_transform says but counted from the bottom.

    glTF's v' = d u + e v + f with v = 1 - w gives w' = -d u + e w + (1 - e - f).
    """
    kind = Sdf.ValueTypeNames.Float2
    reader = network.shader(f"{name}_uv", "UsdPrimvarReader_float2")
    reader.CreateInput("varname", Sdf.ValueTypeNames.String).Set(geometry.UV_SETS[slot.uv])
    a, b, c, d, e, f = slot.matrix
    if (a, b, c, d, e, f) == (1, 0, 0, 0, 1, 0):
        return reader.CreateOutput("result", kind)
    turn = math.atan2(-d, a)
    moved = network.shader(f"{name}_place", "UsdTransform2d")
    moved.CreateInput("in", kind).ConnectToSource(reader.CreateOutput("result", kind))
    scale = Gf.Vec2f(math.hypot(a, d), b * math.sin(turn) + e * math.cos(turn))
    moved.CreateInput("rotation", _FLOAT).Set(math.degrees(turn))
    moved.CreateInput("scale", kind).Set(scale)
    moved.CreateInput("translation", kind).Set(Gf.Vec2f(c + b, 1 - e - f))
    return moved.CreateOutput("result", kind)
