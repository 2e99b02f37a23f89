"""The parts of glTF 2.0 that this package reads, with types and ranges; the rest is not judged."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from assets_pipeline.guard import limits

Index = Annotated[int, Meta(ge=0, lt=2**31)]
Length = Annotated[int, Meta(ge=1, lt=2**31)]
Vector3 = Annotated[list[float], Meta(min_length=3, max_length=3)]
Vector4 = Annotated[list[float], Meta(min_length=4, max_length=4)]
Matrix = Annotated[list[float], Meta(min_length=16, max_length=16)]
Dicts = list[dict[str, Any]]
Extensions = dict[str, dict[str, Any]]


class _Part(Struct, rename="camel"):
    name: str = ""
    extensions: Extensions = {}


class Asset(_Part, kw_only=True):
    """Version and origin."""

    version: str
    copyright: str = ""
    generator: str = ""


class Buffer(_Part, kw_only=True):
    """A run of bytes."""

    byte_length: Length
    uri: str | UnsetType = UNSET


class View(_Part, kw_only=True):
    """A part of a buffer."""

    buffer: Index
    byte_length: Length
    byte_offset: Index = 0
    byte_stride: Annotated[int, Meta(ge=4, le=252)] = 0


class Compressed(Struct, rename="camel"):
    """What EXT_meshopt_compression says of a view."""

    buffer: Index
    byte_length: Length
    byte_stride: Annotated[int, Meta(ge=1, le=256)]
    count: Length
    mode: Literal["ATTRIBUTES", "TRIANGLES", "INDICES"]
    byte_offset: Index = 0
    filter: Literal["NONE", "OCTAHEDRAL", "QUATERNION", "EXPONENTIAL", "COLOR"] = "NONE"


class Draco(Struct, rename="camel"):
    """What KHR_draco_mesh_compression says of a primitive: the stream, and ids of attributes."""

    buffer_view: Index
    attributes: dict[str, Index]


class SparseIndices(Struct, rename="camel"):
    """Where a sparse accessor differs."""

    buffer_view: Index
    component_type: Literal[5121, 5123, 5125]
    byte_offset: Index = 0


class SparseValues(Struct, rename="camel"):
    """What stands there."""

    buffer_view: Index
    byte_offset: Index = 0


class Sparse(Struct):
    """The differing part of a sparse accessor."""

    count: Length
    indices: SparseIndices
    values: SparseValues


class Accessor(_Part, kw_only=True):
    """A typed array."""

    component_type: Literal[5120, 5121, 5122, 5123, 5125, 5126]
    count: Length
    type: Literal["SCALAR", "VEC2", "VEC3", "VEC4", "MAT2", "MAT3", "MAT4"]
    buffer_view: Index | UnsetType = UNSET
    byte_offset: Index = 0
    normalized: bool = False
    min: list[float] | UnsetType = UNSET
    max: list[float] | UnsetType = UNSET
    sparse: Sparse | UnsetType = UNSET


class Image(_Part, kw_only=True):
    """An encoded picture."""

    uri: str | UnsetType = UNSET
    buffer_view: Index | UnsetType = UNSET
    mime_type: str = ""


class Primitive(_Part, kw_only=True):
    """Triangles, lines or points of one material."""

    attributes: dict[str, Index]
    indices: Index | UnsetType = UNSET
    material: Index | UnsetType = UNSET
    mode: Annotated[int, Meta(ge=0, le=6)] = 4
    targets: Annotated[list[dict[str, Index]], Meta(max_length=limits.MORPHS)] = []


class Mesh(_Part, kw_only=True):
    """Primitives that move together."""

    primitives: Annotated[list[Primitive], Meta(min_length=1)]
    weights: list[float] = []


class Node(_Part, kw_only=True):
    """A place in the tree."""

    children: list[Index] = []
    mesh: Index | UnsetType = UNSET
    skin: Index | UnsetType = UNSET
    camera: Index | UnsetType = UNSET
    matrix: Matrix | UnsetType = UNSET
    translation: Vector3 | UnsetType = UNSET
    rotation: Vector4 | UnsetType = UNSET
    scale: Vector3 | UnsetType = UNSET
    weights: list[float] = []


class Scene(_Part):
    """Roots that are shown together."""

    nodes: list[Index] = []


class Skin(_Part, kw_only=True):
    """Joints of a skinned mesh."""

    joints: Annotated[list[Index], Meta(min_length=1)]
    inverse_bind_matrices: Index | UnsetType = UNSET
    skeleton: Index | UnsetType = UNSET


class Target(_Part, kw_only=True):
    """What an animation channel moves."""

    path: str
    node: Index | UnsetType = UNSET


class Channel(_Part, kw_only=True):
    """One animated property."""

    sampler: Index
    target: Target


class AnimationSampler(_Part, kw_only=True):
    """Key frames."""

    input: Index
    output: Index


class Animation(_Part, kw_only=True):
    """Channels that play together."""

    channels: list[Channel]
    samplers: list[AnimationSampler]


class Texture(_Part):
    """An image and how it is sampled."""

    source: Index | UnsetType = UNSET
    sampler: Index | UnsetType = UNSET


class Gltf(_Part, kw_only=True):
    """The whole document."""

    asset: Asset
    accessors: list[Accessor] = []
    animations: list[Animation] = []
    buffer_views: list[View] = []
    buffers: list[Buffer] = []
    cameras: Dicts = []
    extensions_required: list[str] = []
    extensions_used: list[str] = []
    images: list[Image] = []
    materials: list[_Part] = []
    meshes: list[Mesh] = []
    nodes: list[Node] = []
    samplers: Dicts = []
    scene: Index | UnsetType = UNSET
    scenes: list[Scene] = []
    skins: list[Skin] = []
    textures: list[Texture] = []
