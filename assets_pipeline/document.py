"""The glTF document of record: its JSON and its bytes, everything unknown kept verbatim.

Operations replace only what they must (accessors, views, images) and append the rest; what no one
here understands (extensions, extras, chunks of other types) travels along untouched.
"""

from __future__ import annotations

import json
from typing import Any, Self

import msgspec

from assets_pipeline import accessors, glb, meshopt_views, packing
from assets_pipeline.accessors import Array, Json
from assets_pipeline.guard import paths, structure, syntax


class Document:
    """One glTF asset in memory.

    Attributes:
        json: the glTF JSON as parsed.
        bin: bytes of buffer 0, the GLB's own; grows when accessors and images are added.
        chunks: GLB chunks of types that glTF does not define.
    """

    def __init__(
        self, json: Json, data: bytes | bytearray = b"", chunks: list[glb.Chunk] | None = None
    ) -> None:
        self.json = json
        self.bin = bytearray(data)
        self.chunks = chunks or []
        self._plain: dict[int, bytes] = {}

    @classmethod
    def new(cls, *, generator: str = "xr-showroom") -> Self:
        """An empty document."""
        return cls({"asset": {"version": "2.0", "generator": generator}})

    @classmethod
    def from_glb(cls, data: bytes, read: paths.Reader = paths.embedded, *, file: str = "") -> Self:
        """Read a GLB; what it names by URI, beside `data:` ones, is fetched with `read`.

        Raises:
            AssetRejected: the container, its JSON, or a range in it makes no sense.
        """
        (_, text), *rest = glb.split(data, file=file)
        has_bin = bool(rest) and rest[0][0] == glb.BIN_CHUNK
        body = rest[0][1] if has_bin else b""
        return cls._checked(text, body, rest[has_bin:], read, file)

    @classmethod
    def from_gltf(cls, text: bytes, read: paths.Reader, *, file: str = "") -> Self:
        """Read a `.gltf`; what it names by URI is fetched with `read` and packed without loss.

        Raises:
            AssetRejected: as `from_glb`, or what `read` refuses.
        """
        return cls._checked(text, b"", [], read, file)

    @classmethod
    def _checked(
        cls, text: bytes, body: bytes, rest: list[glb.Chunk], read: paths.Reader, file: str
    ) -> Self:
        found = syntax.parse(text, file=file)
        structure.check_json(found, file)
        data = packing.absorb(found, body, read)
        structure.check_ranges(found, data, file)
        return cls(found, data, rest)

    def snapshot(self) -> Document:
        """A copy whose JSON is its own; the bytes are shared, and only ever appended to."""
        tree = msgspec.json.decode(msgspec.json.encode(self.json))
        found = Document(tree, b"", self.chunks)
        found.bin = self.bin
        return found

    def to_glb(self) -> bytes:
        """The GLB: the same document gives the same bytes."""
        text = json.dumps(self.json, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        body = [(glb.BIN_CHUNK, bytes(self.bin))] if self.bin else []
        return glb.join([(glb.JSON_CHUNK, text.encode()), *body, *self.chunks])

    def add(self, key: str, value: Json) -> int:
        """Append to a top-level array (`"materials"`, `"nodes"`...); returns the index."""
        items: list[Json] = self.json.setdefault(key, [])
        items.append(value)
        return len(items) - 1

    def use_extension(self, name: str, *, required: bool = False) -> None:
        """List an extension in `extensionsUsed` (and `extensionsRequired`) once."""
        for key in ("extensionsUsed", "extensionsRequired")[: 1 + required]:
            names = self.json.setdefault(key, [])
            if name not in names:
                names.append(name)

    def add_view(self, data: bytes, **fields: Any) -> int:
        """Append bytes to the binary chunk, four-byte aligned; returns the buffer view."""
        self.bin += bytes(-len(self.bin) % 4)
        start = len(self.bin)
        self.bin += data
        buffers = self.json.setdefault("buffers", [{}])
        buffers[0]["byteLength"] = len(self.bin)
        view = {"buffer": 0, "byteOffset": start, "byteLength": len(data), **fields}
        return self.add("bufferViews", view)

    def add_accessor(
        self,
        array: Array,
        *,
        target: int | None = None,
        normalized: bool = False,
        minmax: bool = False,
    ) -> int:
        """Append an array of shape (n,), (n, 2), (n, 3), (n, 4) or (n, 16); returns the accessor.

        Args:
            array: float32, or (u)int8, (u)int16, uint32.
            target: 34962 for vertex attributes, 34963 for indices.
            normalized: integers stand for 0..1 or -1..1.
            minmax: write bounds, as POSITION and animation inputs must have.

        Raises:
            ValueError: glTF cannot hold such an array.
        """
        described = accessors.describe(array, normalized=normalized, minmax=minmax)
        data, stride = accessors.pack(array, aligned=target == accessors.ARRAY_BUFFER)
        fields = {"byteStride": stride} if stride else {}
        fields |= {"target": target} if target else {}
        return self.add("accessors", {"bufferView": self.add_view(data, **fields), **described})

    def accessor(self, index: int) -> Array:
        """Dense values of an accessor, shape (count,) or (count, width); normalised ones raw."""
        return accessors.read(self.json["accessors"][index], self.view)

    def view(self, index: int) -> tuple[bytes, int]:
        """Plain bytes of a buffer view and their stride (0 = packed), decompressed where needed.

        Raises:
            AssetRejected: `meshopt_damaged`, compressed bytes do not decode.
        """
        view = self.json["bufferViews"][index]
        compressed = meshopt_views.extension(view)
        if compressed is None:
            return self._slice(view), view.get("byteStride", 0)
        if index not in self._plain:
            plain = meshopt_views.decode(self._slice(compressed), compressed, index)
            self._plain[index] = plain
        return self._plain[index], view.get("byteStride", 0)

    def _slice(self, view: Json) -> bytes:
        start = view.get("byteOffset", 0)
        with memoryview(self.bin) as whole:  # a slice of a bytearray would copy it twice
            return bytes(whole[start : start + view["byteLength"]])

    def add_image(self, data: bytes, mime: str) -> int:
        """Append an encoded image (`image/png`, `image/jpeg`, `image/webp`); returns its index."""
        return self.add("images", {"bufferView": self.add_view(data), "mimeType": mime})

    def image_bytes(self, index: int) -> bytes:
        """The encoded bytes of an image, as they stand in the file."""
        return self.view(self.json["images"][index]["bufferView"])[0]
