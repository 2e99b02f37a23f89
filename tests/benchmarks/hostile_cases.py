"""Files that lie, by category: each case is a name, files to write, and which of them is opened.

Everything is generated here, seeded; nothing is taken from other people's collections.
"""

# ruff: noqa: ARG005, B023, C901 -- lambdas share one shape, are called at once; lists of lies are long

from __future__ import annotations

import copy
import io
import itertools
import json
import math
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import DracoPy
import numpy as np

from assets_pipeline import glb
from assets_pipeline.document import Document
from assets_pipeline.encode import codec
from tests.assets_pipeline.conftest import png, rich_document

BIG = 2**31 - 1
HUGE = (0, -1, 1, 3, 255, 256, 65_535, 65_536, BIG, 2**31, 2**32, 2**53, -(2**31), 10**18)
ODD: tuple[Any, ...] = (
    None, True, False, "", "0", "x" * 5000, -1, 0.5, 1e308, -1e308, 5e-324, 2**63, [], {}, [[]],
    [None], [{}], {"a": 1}, ["0"], [0] * 5000, "\x00", "../../x", "红",
)  # fmt: skip


class Case(NamedTuple):
    """Files by name, and the one that is opened."""

    name: str
    files: dict[str, bytes]
    entry: str = "a.glb"
    prepare: Callable[[Path], None] | None = None


def one(name: str, data: bytes, entry: str = "a.glb") -> Case:
    return Case(name, {entry: data}, entry)


def raw_glb(text: bytes, body: bytes = b"") -> bytes:
    return glb.join([(glb.JSON_CHUNK, text), *([(glb.BIN_CHUNK, body)] if body else [])])


def changed(change: Callable[[Any], Any], document: Document | None = None) -> bytes:
    """The rich document with its JSON changed, written without any check."""
    found = document or rich_document()
    tree = copy.deepcopy(found.json)
    change(tree)
    return raw_glb(json.dumps(tree).encode(), bytes(found.bin))


def put(tree: Any, path: str, value: Any) -> None:
    *above, last = path.split("/")
    for key in above:
        tree = tree[int(key)] if isinstance(tree, list) else tree.setdefault(key, {})
    tree[int(last) if isinstance(tree, list) else last] = value


def everything(only: str = "") -> Iterator[Case]:
    """All cases of all categories, or of one."""
    for category in (
        paths, archives, containers, syntax, types, numbers, graphs, references, accessors, values,
        sparse, skins, clips, images, meshopt_streams, draco_streams, meshes, amplified, instances,
    ):  # fmt: skip
        for case in category() if only in {"", category.__name__} else ():
            yield case._replace(name=f"{category.__name__}: {case.name}")


URIS = (
    "../secret.bin", "..%2fsecret.bin", "%2e%2e/secret.bin", "....//secret.bin", "a/../../secret.bin",
    "/etc/passwd", "//etc/passwd", "file:///etc/passwd", "file:/etc/passwd", "FILE:///etc/passwd",
    "http://127.0.0.1:9/x", "https://127.0.0.1:9/x", "ftp://127.0.0.1/x", "data:,x", "data:;base64,",
    "data:application/octet-stream;base64,!!!!", "data:application/octet-stream;base64,AAA",
    "/dev/zero", "/dev/random", "/dev/stdin", "/proc/self/mem", "/proc/self/fd/0", "\\\\host\\share\\x",
    "..\\secret.bin", "C:\\x", "c:/x", "a\x00b", "a\nb", ".", "..", "", "./", "a/", "~/.ssh/id_rsa",
    "link", "loop", "pipe", "sub", "a.glb", "gopher://x", "jar:file:///x!/y", "%00", "%ff%fe",
    "x" * 5000, "a/" * 2000 + "b",
)  # fmt: skip


def paths() -> Iterator[Case]:
    """Names that lead out of the folder, or to what is no file."""

    def prepare(folder: Path) -> None:
        (folder / "link").symlink_to("/etc/passwd")
        (folder / "loop").symlink_to("loop")
        os.mkfifo(folder / "pipe")
        (folder / "sub").mkdir()

    for uri in URIS:
        for key in ("buffers/0/uri", "images/0"):
            value = {"uri": uri} if key == "images/0" else uri
            text = json.loads(glb.split(changed(lambda t, k=key, v=value: put(t, k, v)))[0][1])
            data = json.dumps(text).encode()
            yield Case(f"{key} {uri[:30]!r}", {"in/a.gltf": data}, "in/a.gltf", prepare)
        obj = f"mtllib {uri}\nv 0 0 0\nv 1 0 0\nv 0 1 0\nusemtl a\nf 1 2 3\n".encode()
        yield Case(f"mtllib {uri[:30]!r}", {"a.obj": obj}, "a.obj", prepare)
        mtl = f"newmtl a\nmap_Kd {uri}\n".encode()
        obj = b"mtllib m.mtl\nv 0 0 0\nv 1 0 0\nv 0 1 0\nvt 0 0\nusemtl a\nf 1/1 2/1 3/1\n"
        yield Case(f"map_Kd {uri[:30]!r}", {"a.obj": obj, "m.mtl": mtl}, "a.obj", prepare)
    yield Case(
        "entry is a link out",
        {"b": b""},
        "a.glb",
        lambda f: (f / "a.glb").symlink_to("/etc/passwd"),
    )
    yield Case(
        "entry is a device", {"b": b""}, "a.glb", lambda f: (f / "a.glb").symlink_to("/dev/zero")
    )
    yield Case("entry is a pipe", {"b": b""}, "a.glb", lambda f: os.mkfifo(f / "a.glb"))
    yield Case("entry is a folder", {"b": b""}, "a.glb", lambda f: (f / "a.glb").mkdir())
    yield Case(
        "entry is sparse, 1 TB", {"b": b""}, "a.glb", lambda f: _sparse_file(f / "a.glb", 1 << 40)
    )
    yield Case(
        "entry is sparse, 120 MB",
        {"b": b""},
        "a.glb",
        lambda f: _sparse_file(f / "a.glb", 120 << 20),
    )
    yield Case(
        "entry is sparse obj", {"b": b""}, "a.obj", lambda f: _sparse_file(f / "a.obj", 100 << 20)
    )


def _sparse_file(path: Path, size: int) -> None:
    with path.open("wb") as stream:
        stream.truncate(size)


def _zip(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def archives() -> Iterator[Case]:
    good = rich_document().to_glb()
    for name in ("../a.glb", "/a.glb", "x/../../a.glb", "C:/a.glb", "a\\..\\b.glb", "a.glb/", "//a.glb",
                 "\x01a.glb", "x" * 300 + ".glb", "./a.glb", "../../../../tmp/hostile.glb"):  # fmt: skip
        yield one(f"name {name[:30]!r}", _zip({name: good}), "a.zip")
    zeros = bytes(64 << 20)
    yield one("inflates 1000 fold", _zip({"a.glb": zeros}), "a.zip")
    yield one(
        "320 MB of zeros", _zip({f"{n}.bin": zeros for n in range(5)} | {"a.glb": good}), "a.zip"
    )
    yield one("bzip2 bomb", _zip({"a.glb": zeros}, zipfile.ZIP_BZIP2), "a.zip")
    yield one("lzma bomb", _zip({"a.glb": zeros}, zipfile.ZIP_LZMA), "a.zip")
    yield one("100,000 entries", _zip({f"{n}": b"" for n in range(100_000)}), "a.zip")
    yield one("nested", _zip({"a.zip": _zip({"a.glb": good})}), "a.zip")
    yield one("two models", _zip({"a.glb": good, "b.glb": good}), "a.zip")
    yield one("no model", _zip({"a.txt": b"x"}), "a.zip")
    yield one("empty", _zip({}), "a.zip")
    yield one("rubbish", b"PK\x03\x04" + os.urandom(0) + bytes(range(256)) * 4, "a.zip")
    whole = _zip({"a.glb": good})
    yield one("good", whole, "a.zip")
    for keep in (0, 4, 30, len(whole) // 2, len(whole) - 22, len(whole) - 1):
        yield one(f"cut at {keep}", whole[:keep], "a.zip")
    yield one("encrypted", _flagged(whole, 0x1), "a.zip")
    yield one(
        "unknown method",
        whole.replace(b"PK\x01\x02", b"PK\x01\x02", 1)[:8] + b"\x63\x00" + whole[10:],
        "a.zip",
    )
    for field, size in (
        (20, 4),
        (24, 4),
        (42, 4),
        (28, 2),
        (16, 4),
    ):  # packed, plain, offset, name, crc
        at = whole.rindex(b"PK\x01\x02") + field
        for value in (0, 1, 2**31, 2**32 - 1):
            lie = (value & (2 ** (8 * size) - 1)).to_bytes(size, "little")
            yield one(
                f"central field {field} says {value}",
                whole[:at] + lie + whole[at + size :],
                "a.zip",
            )
    link = io.BytesIO()
    with zipfile.ZipFile(link, "w") as archive:
        info = zipfile.ZipInfo("a.glb")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    yield one("symlink", link.getvalue(), "a.zip")
    big = io.BytesIO()
    with (
        zipfile.ZipFile(big, "w") as archive,
        archive.open("a.glb", "w", force_zip64=True) as stream,
    ):
        stream.write(good)
    yield one("zip64", big.getvalue(), "a.zip")
    yield one("overlapping entries", _overlapping(), "a.zip")
    same = io.BytesIO()
    with zipfile.ZipFile(same, "w") as archive:
        for _ in range(2):
            info = zipfile.ZipInfo("a.glb")
            archive.writestr(info, good)
    yield one("one name twice", same.getvalue(), "a.zip")
    yield one("before it, something else", b"#!/bin/sh\n" * 1000 + whole, "a.zip")
    obj = b"mtllib ../../../etc/passwd\nv 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n"
    yield one("obj naming files outside", _zip({"x/a.obj": obj}), "a.zip")


def _flagged(data: bytes, flag: int) -> bytes:
    """Set a general-purpose flag in both headers of the first entry."""
    found = bytearray(data)
    found[6] |= flag
    found[data.rindex(b"PK\x01\x02") + 8] |= flag
    return bytes(found)


def _overlapping() -> bytes:
    """Many names for the same packed bytes (after D. Fifield's non-recursive bomb, simplified)."""
    whole = _zip({"0.bin": bytes(8 << 20)})
    end = whole.rindex(b"PK\x05\x06")
    start = whole.rindex(b"PK\x01\x02")
    entry = whole[start:end]
    many = b"".join(
        entry.replace(b"0.bin", f"{n % 10}.{n // 10:03}"[:5].encode()) for n in range(900)
    )
    tail = whole[end : end + 8] + struct.pack("<HHIIH", 900, 900, len(many), start, 0)
    return whole[:start] + many + tail


def containers() -> Iterator[Case]:
    data = rich_document().to_glb()
    for keep in (0, 1, 3, 4, 11, 12, 16, 19, 20, 100, len(data) // 2, len(data) - 1):
        yield one(f"cut at {keep}", data[:keep])
    for at, name in ((4, "version"), (8, "length"), (12, "chunk length"), (16, "chunk type")):
        for value in (0, 1, 3, 2**31, 2**32 - 1, len(data) + 1, len(data) - 4):
            yield one(f"{name} {value}", data[:at] + struct.pack("<I", value) + data[at + 4 :])
    yield one("bytes after the end", data + b"more")
    yield one("empty chunk list", struct.pack("<4sII", b"glTF", 2, 12))
    yield one("a million empty chunks", _chunks([(0x41414141, b"")] * 1_000_000))
    text = json.dumps(rich_document().json).encode()
    body = bytes(rich_document().bin)
    yield one("two JSON chunks", _chunks([(glb.JSON_CHUNK, text)] * 2))
    yield one("BIN before JSON", _chunks([(glb.BIN_CHUNK, body), (glb.JSON_CHUNK, text)]))
    yield one(
        "two BIN chunks",
        _chunks([(glb.JSON_CHUNK, text), (glb.BIN_CHUNK, body), (glb.BIN_CHUNK, body)]),
    )
    yield one("no BIN chunk", _chunks([(glb.JSON_CHUNK, text)]))
    yield one(
        "chunk of odd length",
        struct.pack("<4sII", b"glTF", 2, 23) + struct.pack("<II", 3, glb.JSON_CHUNK) + b"{} ",
    )
    for kind in ("gltf", "obj", "stl", "ply", "zip"):
        yield one(f"a GLB named {kind}", data, f"a.{kind}")
        yield one(f"nothing named {kind}", b"", f"a.{kind}")
        yield one(f"noise named {kind}", np.random.default_rng(1).bytes(20_000), f"a.{kind}")
    yield one("unknown kind", data, "a.exe")


def _chunks(chunks: list[glb.Chunk]) -> bytes:
    parts = b"".join(struct.pack("<II", len(body), kind) + body for kind, body in chunks)
    return struct.pack("<4sII", b"glTF", 2, 12 + len(parts)) + parts


def syntax() -> Iterator[Case]:
    head = b'{"asset":{"version":"2.0"},'
    texts = {
        "deep lists": b"[" * 2_000_000,
        "deep objects": b'{"a":' * 200_000 + b"1" + b"}" * 200_000,
        "deep in extras": head + b'"extras":' + b"[" * 5000 + b"]" * 5000 + b"}",
        "65 levels": head + b'"extras":' + b"[" * 65 + b"]" * 65 + b"}",
        "60 levels": head + b'"extras":' + b"[" * 60 + b"]" * 60 + b"}",
        "many values": head + b'"extras":[' + b"0," * 3_000_000 + b"0]}",
        "many objects": head + b'"extras":[' + b"{}," * 1_500_000 + b"{}]}",
        "many keys": head + b'"extras":{' + b",".join(b'"%d":0' % n for n in range(900_000)) + b"}}",
        "colliding keys": head + b'"extras":{' + b",".join(b'"%d":0' % (n * (2**61 - 1)) for n in range(100_000)) + b"}}",
        "long string": head + b'"extras":"' + b"x" * (60 << 20) + b'"}',
        "long escapes": head + b'"extras":"' + b"\\u0041" * 4_000_000 + b'"}',
        "long number": head + b'"extras":' + b"9" * 1_000_000 + b"}",
        "long fraction": head + b'"extras":0.' + b"9" * 1_000_000 + b"}",
        "1e999": head + b'"extras":1e999}',
        "1e-999999999": head + b'"extras":1e-999999999}',
        "NaN": head + b'"extras":NaN}',
        "Infinity": head + b'"extras":-Infinity}',
        "not UTF-8": head + b'"extras":"\xff\xfe"}',
        "UTF-16": '{"asset":{"version":"2.0"}}'.encode("utf-16"),
        "UTF-32": '{"asset":{"version":"2.0"}}'.encode("utf-32"),
        "byte order mark": b"\xef\xbb\xbf" + head + b'"extras":1}',
        "lone surrogate": head + b'"extras":"\\ud800"}',
        "surrogate as key": head + b'"\\udfff":1}',
        "NUL in name": head + b'"nodes":[{"name":"\\u0000"}]}',
        "double keys": head + b'"asset":{"version":"1.0"},"nodes":[{}],"nodes":7}',
        "double keys, the last good": b'{"asset":7,"asset":{"version":"2.0"}}',
        "comment": head + b"/* x */}",
        "trailing comma": head + b'"nodes":[],}',
        "single quotes": b"{'asset':{'version':'2.0'}}",
        "unclosed string": head + b'"x":"' + b"\\" * 99_999,
        "unclosed strings": b'"' * 1_000_001,
        "back slashes": b'{"' + b"\\\\" * 3_000_000,
        "control characters": head + b'"extras":"\x01\x02"}',
        "only spaces": b" " * 10_000_000,
        "list": b"[]", "number": b"1", "string": b'"x"', "null": b"null", "empty object": b"{}",
        "nothing": b"",
    }  # fmt: skip
    for name, text in texts.items():
        yield one(name, raw_glb(text))
        if len(text) < 1 << 20:
            yield one(f"{name}, as gltf", text, "a.gltf")


def _pointers(value: Any, path: str = "") -> Iterator[str]:
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in items:
        yield f"{path}{key}"
        if isinstance(inner, dict | list):
            yield from _pointers(inner, f"{path}{key}/")


def types() -> Iterator[Case]:
    """Every value of the rich document replaced by every odd one, or left out."""
    rich = rich_document()
    for number, path in enumerate(_pointers(rich.json)):
        for place, value in enumerate(ODD):
            if (number + place) % 3 == 0 or place < 8:
                data = changed(lambda t, p=path, v=value: put(t, p, v), rich)
                yield one(f"{path} = {str(value)[:20]!r}", data)
        yield one(f"{path} left out", changed(lambda t, p=path: _drop(t, p), rich))


def _drop(tree: Any, path: str) -> None:
    *above, last = path.split("/")
    for key in above:
        tree = tree[int(key)] if isinstance(tree, list) else tree[key]
    del tree[int(last) if isinstance(tree, list) else last]


def numbers() -> Iterator[Case]:
    """Every whole number of the rich document replaced by ones at the edges."""
    rich = rich_document()
    for path in _pointers(rich.json):
        found: Any = rich.json
        for key in path.split("/"):
            found = found[int(key)] if isinstance(found, list) else found[key]
        if type(found) is int:
            for value in HUGE:
                yield one(
                    f"{path} = {value}", changed(lambda t, p=path, v=value: put(t, p, v), rich)
                )


def graphs() -> Iterator[Case]:
    def nodes(found: list[Any], roots: list[int]) -> bytes:
        return changed(
            lambda t: t.update(nodes=found, scenes=[{"nodes": roots}], skins=[], animations=[])
        )

    def clean(found: list[Any], roots: list[int]) -> bytes:
        def change(tree: Any) -> None:
            tree.update(nodes=found, scenes=[{"nodes": roots}])
            for key in ("skins", "animations"):
                tree.pop(key)

        return changed(change)

    for maker in (nodes, clean):
        word = maker.__name__
        yield one(f"{word}: own child", maker([{"children": [0], "mesh": 0}], [0]))
        yield one(f"{word}: circle of two", maker([{"children": [1]}, {"children": [0]}], [0]))
        yield one(
            f"{word}: circle out of reach",
            maker([{"mesh": 0}, {"children": [2]}, {"children": [1]}], [0]),
        )
        yield one(
            f"{word}: two parents",
            maker([{"children": [2]}, {"children": [2]}, {"mesh": 0}], [0, 1]),
        )
        yield one(f"{word}: child twice", maker([{"children": [1, 1]}, {"mesh": 0}], [0]))
        yield one(f"{word}: root twice", maker([{"mesh": 0}], [0, 0]))
        yield one(f"{word}: root is a child", maker([{"children": [1]}, {"mesh": 0}], [0, 1]))
    for depth in (10, 511, 513, 5000, 49_000, 200_000):
        chain: list[Any] = [{"children": [n + 1]} for n in range(depth)] + [{"mesh": 0}]
        yield one(f"chain of {depth}", clean(chain, [0]))
    for width in (1000, 49_000, 200_000, 1_000_000):
        yield one(f"{width} roots", clean([{"mesh": 0}] * width, list(range(width))))
        yield one(
            f"{width} children",
            clean([{"children": list(range(1, width + 1))}] + [{}] * width, [0]),
        )
    yield one(
        "49,000 skinned instances",
        changed(
            lambda t: t.update(
                nodes=[{"mesh": 0, "skin": 0}] * 49_000, scenes=[{"nodes": list(range(49_000))}]
            )
        ),
    )
    yield one(
        "ladder doubling",
        clean([{"children": [n + 1, n + 1]} for n in range(60)] + [{"mesh": 0}], [0]),
    )
    for name, matrix in MATRICES.items():
        yield one(f"matrix {name}", clean([{"mesh": 0, "matrix": matrix}], [0]))
        yield one(
            f"under matrix {name}", clean([{"children": [1], "matrix": matrix}, {"mesh": 0}], [0])
        )
    for key, value in (("scale", [0, 0, 0]), ("scale", [1e308] * 3), ("scale", [1e-300] * 3),
                       ("rotation", [0, 0, 0, 0]), ("rotation", [1e200] * 4), ("translation", [1e308] * 3),
                       ("translation", [1e30, 0, 0]), ("scale", [-1, -1, -1]), ("scale", [1, 0, 1])):  # fmt: skip
        yield one(f"{key} {value[0]}", clean([{"mesh": 0, key: value}], [0]))
        nested = [{"children": [n + 1], key: value} for n in range(20)] + [{"mesh": 0}]
        yield one(f"{key} {value[0]} nested", clean(nested, [0]))
    yield one(
        "matrix and scale", clean([{"mesh": 0, "matrix": MATRICES["one"], "scale": [1, 1, 1]}], [0])
    )
    yield one("no scene", changed(lambda t: t.pop("scenes")))
    yield one("empty scene", changed(lambda t: t.update(scenes=[{}])))
    yield one("100,000 scenes", changed(lambda t: t.update(scenes=[{"nodes": [0, 1]}] * 100_000)))


MATRICES = {
    "one": [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1],
    "zero": [0] * 16,
    "flat": [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1],
    "huge": [1e308] * 16,
    "tiny": [1e-320] * 16,
    "projective": [1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 0],
    "mirror": [-1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1],
}


def references() -> Iterator[Case]:
    rich = rich_document()
    for path in _pointers(rich.json):
        if path.rpartition("/")[2] in {"bufferView", "mesh", "skin", "material", "source", "input", "output",
                                       "index", "node", "sampler", "scene", "POSITION", "JOINTS_0"}:  # fmt: skip
            for value in (1, 2, 7, 99, 1000):
                yield one(
                    f"{path} -> {value}", changed(lambda t, p=path, v=value: put(t, p, v), rich)
                )
    extra = {
        "EXT_texture_webp": {"source": 99}, "KHR_texture_basisu": {"source": -1},
        "EXT_texture_avif": {"source": None},
    }  # fmt: skip
    for name, value in extra.items():
        yield one(name, changed(lambda t, n=name, v=value: put(t, "textures/0/extensions", {n: v})))
    light = {"KHR_lights_punctual": {"light": 5}}
    yield one("light", changed(lambda t: put(t, "nodes/0/extensions", light)))
    for value in (7, [7], [{"type": 3}], [{}], {"a": 1}):
        yield one(
            f"lights {value}",
            changed(lambda t, v=value: put(t, "extensions/KHR_lights_punctual", {"lights": v})),
        )
    for mapping in (7, None, [7], [{"variants": 3}], [{"material": 9, "variants": [0]}], [{}],
                    [{"material": 0, "variants": [9]}], [{"material": 0, "variants": [0] * 99_999}]):  # fmt: skip
        key = "meshes/0/primitives/0/extensions/KHR_materials_variants/mappings"
        yield one(
            f"mappings {str(mapping)[:30]}", changed(lambda t, k=key, v=mapping: put(t, k, v))
        )
    for said in (7, [], [None], [{"name": 7}], [{"name": "x" * 10**6}], {"a": 1}, [{}] * 100_000):
        key = "extensions/KHR_materials_variants/variants"
        yield one(f"variants {str(said)[:30]}", changed(lambda t, k=key, v=said: put(t, k, v)))
    for value in ("x", 7, [1, 2], None, {"scale": "x"}, {"offset": [1]}, {"rotation": []},
                  {"texCoord": 99}, {"texCoord": "0"}, {"scale": [1e308, 1e308]}, {"offset": None}):  # fmt: skip
        key = "materials/0/pbrMetallicRoughness/baseColorTexture/extensions"
        yield one(
            f"texture transform {value}",
            changed(lambda t, k=key, v=value: put(t, k, {"KHR_texture_transform": v})),
        )


def accessors() -> Iterator[Case]:
    rich = rich_document()
    for number in range(len(rich.json["accessors"])):
        for kind, component in itertools.product(
            ("SCALAR", "VEC2", "VEC3", "VEC4", "MAT2", "MAT3", "MAT4"),
            (5120, 5121, 5122, 5123, 5125, 5126),
        ):
            yield one(
                f"{number} as {kind} {component}",
                changed(
                    lambda t, n=number, k=kind, c=component: t["accessors"][n].update(
                        type=k, componentType=c
                    ),
                    rich,
                ),
            )
        for key, value in (("byteOffset", 1), ("byteOffset", 2), ("byteOffset", BIG), ("count", BIG),
                           ("count", 1), ("count", 2), ("min", [1e308] * 3), ("max", [None]), ("min", []),
                           ("min", ["0"] * 3), ("normalized", "yes"), ("normalized", True)):  # fmt: skip
            yield one(
                f"{number} {key} {value}",
                changed(lambda t, n=number, k=key, v=value: t["accessors"][n].update({k: v}), rich),
            )
    for stride in (1, 3, 4, 5, 8, 11, 12, 13, 16, 252, 253, 256):
        yield one(
            f"stride {stride}",
            changed(lambda t, s=stride: t["bufferViews"][0].update(byteStride=s), rich),
        )
    yield one(
        "no attributes", changed(lambda t: put(t, "meshes/0/primitives/0/attributes", {}), rich)
    )
    yield one(
        "no POSITION",
        changed(lambda t: t["meshes"][0]["primitives"][0]["attributes"].pop("POSITION"), rich),
    )
    yield one(
        "100,000 attributes",
        changed(
            lambda t: t["meshes"][0]["primitives"][0]["attributes"].update(
                {f"_A{n}": 1 for n in range(100_000)}
            ),
            rich,
        ),
    )
    yield one(
        "20,000 accessors",
        changed(lambda t: t["accessors"].extend([t["accessors"][0]] * 20_000), rich),
    )
    yield one(
        "50,000 primitives",
        changed(
            lambda t: t["meshes"][0].update(primitives=t["meshes"][0]["primitives"] * 50_000), rich
        ),
    )
    yield one(
        "5,000 morph targets",
        changed(
            lambda t: t["meshes"][0]["primitives"][0].update(targets=[{"POSITION": 4}] * 5_000),
            rich,
        ),
    )
    for mode in range(-1, 8):
        yield one(
            f"mode {mode}", changed(lambda t, m=mode: put(t, "meshes/0/primitives/0/mode", m), rich)
        )


def _poked(accessor: int, place: int, value: Any) -> bytes:
    rich = rich_document()
    view = rich.json["bufferViews"][rich.json["accessors"][accessor]["bufferView"]]
    kind = rich.accessor(accessor).dtype
    at = view["byteOffset"] + place * kind.itemsize
    rich.bin[at : at + kind.itemsize] = np.array([value]).astype(kind).tobytes()
    return rich.to_glb()


def values() -> Iterator[Case]:
    for accessor in (0, 1, 3, 6, 7, 8):
        floats = (math.nan, math.inf, -math.inf, 3e38, -3e38, 1e-45, 1e30)
        for value in floats if accessor != 3 else (0, 128):
            yield one(f"accessor {accessor}: {value}", _poked(accessor, 1, value))
    for value in (144, 1000, 65_535):
        yield one(f"index {value}", _poked(5, 7, value))
    for value in (1, 2, 255):
        yield one(f"joint {value}", _poked(2, 5, value))
    yield one("no weight at all", _weightless())
    rich = rich_document()
    points = rich.accessor(0).copy()
    for name, found in {"one point": points * 0, "a line": points * [1, 0, 0], "far": points * 1e9,
                        "very far": points * 1e20, "tiny": points * 1e-30}.items():  # fmt: skip
        other = rich_document()
        other.json["meshes"][0]["primitives"][0]["attributes"]["POSITION"] = other.add_accessor(
            found.astype(np.float32), target=34962, minmax=True
        )
        yield one(f"all in {name}", other.to_glb())


def _weightless() -> bytes:
    rich = rich_document()
    attributes = rich.json["meshes"][0]["primitives"][0]["attributes"]
    attributes["WEIGHTS_0"] = rich.add_accessor(np.zeros((144, 4), np.float32), target=34962)
    return rich.to_glb()


def sparse() -> Iterator[Case]:
    base = "accessors/4/sparse"
    for path, found in {"count": HUGE, "indices/byteOffset": HUGE, "values/byteOffset": HUGE,
                        "indices/bufferView": (0, 3, 99, -1), "values/bufferView": (0, 3, 99, -1),
                        "indices/componentType": (5120, 5122, 5123, 5125, 5126, 0)}.items():  # fmt: skip
        for value in found:
            yield one(
                f"{path} {value}", changed(lambda t, p=path, v=value: put(t, f"{base}/{p}", v))
            )
    rich = rich_document()
    at = rich.json["bufferViews"][rich.json["accessors"][4]["sparse"]["indices"]["bufferView"]][
        "byteOffset"
    ]
    for pair in ((3, 1), (1, 1), (200, 201), (255, 255)):
        other = rich_document()
        other.bin[at : at + 2] = bytes(pair)
        yield one(f"indices {pair}", other.to_glb())


def skins() -> Iterator[Case]:
    for name, skin in {"no joints": {"joints": []}, "joint is the mesh": {"joints": [0]},
                       "joint twice": {"joints": [1, 1]}, "many joints": {"joints": [1] * 100_000},
                       "no such joint": {"joints": [9]}, "skeleton outside": {"joints": [1], "skeleton": 9},
                       "no matrices": {"joints": [1]}, "matrices are points": {"joints": [1], "inverseBindMatrices": 0},
                       "fewer matrices": {"joints": [1, 0], "inverseBindMatrices": 6}}.items():  # fmt: skip
        yield one(name, changed(lambda t, s=skin: t["skins"].__setitem__(0, s)))
    yield one("skin without mesh", changed(lambda t: t["nodes"].append({"skin": 0})))
    yield one(
        "no WEIGHTS",
        changed(lambda t: t["meshes"][0]["primitives"][0]["attributes"].pop("WEIGHTS_0")),
    )
    yield one(
        "no JOINTS",
        changed(lambda t: t["meshes"][0]["primitives"][0]["attributes"].pop("JOINTS_0")),
    )
    yield one("10,000 skins", changed(lambda t: t["skins"].extend(t["skins"] * 10_000)))
    yield one("joint out of the scene", changed(lambda t: t["scenes"][0].update(nodes=[0])))


def clips() -> Iterator[Case]:
    base = "animations/0"
    lies = {
        "times are vectors": ("samplers/0/input", 0), "values are indices": ("samplers/0/output", 5),
        "fewer values": ("samplers/0/output", 6), "no such sampler": ("channels/0/sampler", 5),
        "no such node": ("channels/0/target/node", 77), "strange path": ("channels/0/target/path", "colour"),
        "weights of no mesh": ("channels/0/target/path", "weights"), "rotation of three": ("channels/0/target/path", "rotation"),
        "strange interpolation": ("samplers/0/interpolation", "MAGIC"), "interpolation 7": ("samplers/0/interpolation", 7),
        "spline of two": ("samplers/0/interpolation", "CUBICSPLINE"), "no channels": ("channels", []),
        "no samplers": ("samplers", []), "a million channels": ("channels", [{"sampler": 0, "target": {"path": "scale"}}] * 300_000),
    }  # fmt: skip
    for name, (path, value) in lies.items():
        yield one(name, changed(lambda t, p=path, v=value: put(t, f"{base}/{p}", v)))
    yield one(
        "morph weights of another count",
        changed(lambda t: put(t, "meshes/0/weights", [0.0] * 50_000)),
    )
    yield one("time runs back", _poked(7, 0, 9))
    yield one("negative time", _poked(7, 0, -5))


def images() -> Iterator[Case]:
    def with_image(data: bytes, mime: str = "image/png") -> bytes:
        rich = rich_document()
        rich.json["textures"][0]["source"] = rich.add_image(data, mime)
        return rich.to_glb()

    def png_of(width: int, height: int, bits: int = 8, kind: int = 2, body: bytes = b"") -> bytes:
        head = struct.pack(">IIBBBBB", width, height, bits, kind, 0, 0, 0)
        chunks = b"".join(
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
            for name, data in (
                (b"IHDR", head),
                (b"IDAT", body or zlib.compress(bytes(64))),
                (b"IEND", b""),
            )
        )
        return b"\x89PNG\r\n\x1a\n" + chunks

    for side in (0, 1, 4096, 8192, 16_384, 30_000, 65_535, 2**31 - 1, 2**32 - 1):
        for height in (1, side):
            yield one(f"PNG says {side} x {height}", with_image(png_of(side, height)))
    yield one(
        "PNG 8192, all there",
        with_image(png_of(8192, 8192, 8, 0, zlib.compress(bytes(8193 * 8192), 9))),
    )
    yield one(
        "PNG 8192 RGBA 16, all there",
        with_image(png_of(8192, 8192, 16, 6, zlib.compress(bytes(65537 * 8192), 1)[:400_000])),
    )
    yield one(
        "PNG 16 bit", with_image(png_of(64, 64, 16, 6, zlib.compress(bytes(64 * (64 * 8 + 1)))))
    )
    whole = png(64, 64)
    for keep in (8, 16, 24, 33, 50, len(whole) // 2):
        yield one(f"PNG cut at {keep}", with_image(whole[:keep]))
    text = zlib.compress(bytes(50 << 20), 9)
    ztxt = b"zTXt"
    bomb = b"k\x00\x00" + text
    chunk = struct.pack(">I", len(bomb)) + ztxt + bomb + struct.pack(">I", zlib.crc32(ztxt + bomb))
    yield one("PNG with a text bomb", with_image(whole[:33] + chunk + whole[33:]))
    from PIL import Image  # noqa: PLC0415

    for kind, mime in (("JPEG", "image/jpeg"), ("WEBP", "image/webp"), ("AVIF", "image/avif")):
        out = io.BytesIO()
        Image.new("RGB", (64, 32)).save(out, kind)
        data = out.getvalue()
        yield one(f"{kind} good", with_image(data, mime))
        for keep in (2, 12, 20, 30, len(data) // 2, len(data) - 2):
            yield one(f"{kind} cut at {keep}", with_image(data[:keep], mime))
        rng = np.random.default_rng(5)
        for n in range(20):
            noisy = bytearray(data)
            for at in rng.integers(0, len(data), 4):
                noisy[at] = rng.integers(256)
            yield one(f"{kind} noise {n}", with_image(bytes(noisy), mime))
    jpeg = io.BytesIO()
    Image.new("RGB", (64, 32)).save(jpeg, "JPEG")
    big = bytearray(jpeg.getvalue())
    at = big.index(b"\xff\xc0") + 5
    big[at : at + 4] = b"\xff\xff\xff\xff"
    yield one("JPEG says 65535 x 65535", with_image(bytes(big), "image/jpeg"))
    big[at : at + 4] = struct.pack(">HH", 8000, 8000)
    yield one("JPEG says 8000 x 8000", with_image(bytes(big), "image/jpeg"))
    ktx = b"\xabKTX 20\xbb\r\n\x1a\n"
    for width, height in ((0, 0), (64, 64), (2**31, 2**31), (60_000, 60_000)):
        yield one(
            f"KTX2 {width} x {height}",
            with_image(
                ktx + struct.pack("<9I", 0, 1, width, height, 0, 0, 1, 1, 0) + bytes(40),
                "image/ktx2",
            ),
        )
    for data, name in ((b"", "empty"), (b"GIF89a" + bytes(50), "GIF"), (b"<svg onload='x'/>", "SVG"),
                       (b"BM" + bytes(100), "BMP"), (b"%PDF-1.4", "PDF"), (b"RIFF\xff\xff\xff\xffWEBPVP8X", "WebP cut"),
                       (b"RIFF\0\0\0\0WEBPJUNK" + bytes(40), "WebP junk"), (bytes(4) + b"ftypavif" + bytes(60), "AVIF empty")):  # fmt: skip
        yield one(name, with_image(data or b"\0"))
    yield one("a JPEG called PNG", with_image(jpeg.getvalue(), "image/png"))
    yield one(
        "1,000 slots of one big picture",
        changed(
            lambda t: t.update(
                images=t["images"] * 1000, textures=[{"source": n} for n in range(1000)]
            )
        ),
    )
    many = rich_document()
    big_png = png_of(8000, 8000)
    view = many.add_view(big_png)
    many.json["images"] = [{"bufferView": view, "mimeType": "image/png"} for _ in range(40)]
    many.json["textures"] = [{"source": n} for n in range(40)]
    yield one("40 pictures of 8000", many.to_glb())
    yield one("image is the mesh", changed(lambda t: put(t, "images/0/bufferView", 0)))


def meshopt_streams() -> Iterator[Case]:
    rng = np.random.default_rng(3)

    def packed(change: Callable[[Any, bytearray], None]) -> bytes:
        rich = rich_document()
        points = rich.accessor(0)
        data = bytearray(codec.attributes(points.view(np.uint8)))
        view = rich.json["accessors"][0]["bufferView"]
        said = {"buffer": 0, "byteStride": 12, "count": len(points), "mode": "ATTRIBUTES"}
        change(said, data)
        start = rich.json["bufferViews"][rich.add_view(bytes(data))]
        said = {"byteOffset": start["byteOffset"], "byteLength": start["byteLength"], **said}
        rich.json["bufferViews"].pop()
        rich.json["bufferViews"][view]["extensions"] = {"EXT_meshopt_compression": said}
        rich.use_extension("EXT_meshopt_compression", required=True)
        return rich.to_glb()

    yield one("good", packed(lambda s, d: None))
    for key, found in {"count": HUGE, "byteStride": HUGE, "byteLength": HUGE, "byteOffset": HUGE, "buffer": HUGE,
                       "mode": ("TRIANGLES", "INDICES", "x", None), "filter": ("OCTAHEDRAL", "QUATERNION", "EXPONENTIAL", "COLOR", "x", 7)}.items():  # fmt: skip
        for value in found:
            yield one(f"{key} {value}", packed(lambda s, d, k=key, v=value: s.update({k: v})))
    for n in range(60):

        def noise(_: Any, data: bytearray) -> None:
            for at in rng.integers(0, len(data), 1 + int(rng.integers(8))):
                data[at] = rng.integers(256)

        yield one(f"noise {n}", packed(noise))
    for keep in (0, 1, 2, 10, 100, 300):

        def cut(_: Any, data: bytearray, keep: int = keep) -> None:
            del data[keep:]
            data += b"\0" * (not data)

        yield one(f"cut at {keep}", packed(cut))
    for mode in ("TRIANGLES", "INDICES"):
        for n in range(30):

            def swap(said: Any, data: bytearray, mode: str = mode) -> None:
                rich = rich_document()
                flat = rich.accessor(5).astype(np.uint32)
                encode = codec.triangles if mode == "TRIANGLES" else codec.sequence
                data[:] = encode(flat)
                for at in rng.integers(0, len(data), n % 5):
                    data[at] = rng.integers(256)
                said.update(mode=mode, byteStride=(2, 4)[n % 2], count=(1728 // (2, 4)[n % 2]))

            yield one(f"{mode} noise {n}", packed(swap))
    zeros = np.zeros((10_000_000, 4), np.uint8)
    rich = rich_document()
    data = codec.attributes(zeros)
    spot = rich.json["bufferViews"][rich.add_view(data)]
    said = {
        "buffer": 0,
        "byteOffset": spot["byteOffset"],
        "byteLength": spot["byteLength"],
        "byteStride": 4,
        "count": 10_000_000,
        "mode": "ATTRIBUTES",
    }
    rich.json["bufferViews"] += [
        {"buffer": 0, "byteLength": 40_000_000, "extensions": {"EXT_meshopt_compression": said}}
        for _ in range(12)
    ]
    yield one("zeros, 12 x 40 MB", rich.to_glb())
    first = len(rich.json["bufferViews"]) - 12
    rich.json["accessors"] += [
        {"bufferView": first + n, "componentType": 5121, "type": "VEC4", "count": 10_000_000}
        for n in range(12)
    ]
    yield one("zeros, 12 x 40 MB, used", rich.to_glb())


def draco_streams() -> Iterator[Case]:
    rng = np.random.default_rng(4)

    def packed(change: Callable[[Any, bytearray], None], **options: Any) -> bytes:
        rich = rich_document()
        primitive = rich.json["meshes"][0]["primitives"][0]
        data = bytearray(DracoPy.encode(rich.accessor(0), rich.accessor(5).reshape(-1, 3), preserve_order=True,
                                        generic_attributes={2: rich.accessor(2), 3: rich.accessor(3)}, **options))  # fmt: skip
        number = next(
            a["unique_id"]
            for a in DracoPy.decode(bytes(data)).attributes
            if a["attribute_type"] == 0
        )
        primitive["attributes"].pop("TEXCOORD_0")
        for index in [*primitive["attributes"].values(), primitive["indices"]]:
            rich.json["accessors"][index].pop("bufferView")
        said = {"attributes": {"POSITION": number, "JOINTS_0": 2, "WEIGHTS_0": 3}}
        primitive["extensions"]["KHR_draco_mesh_compression"] = said
        change(rich.json, data)
        said.setdefault("bufferView", rich.add_view(bytes(data)))
        rich.use_extension("KHR_draco_mesh_compression", required=True)
        return rich.to_glb()

    def said(tree: Any) -> Any:
        return tree["meshes"][0]["primitives"][0]["extensions"]["KHR_draco_mesh_compression"]

    yield one("good", packed(lambda t, d: None))
    for keep in (0, 5, 8, 11, 12, 15, 30, 100, 500, 1000):

        def cut(_: Any, data: bytearray, keep: int = keep) -> None:
            del data[keep:]
            data += b"\0" * (not data)

        yield one(f"cut at {keep}", packed(cut))
    for at in range(5, 60):
        for value in (0, 0x7F, 0x80, 0xFF):
            yield one(
                f"byte {at} = {value}", packed(lambda t, d, a=at, v=value: d.__setitem__(a, v))
            )
    for n in range(200):

        def noise(_: Any, data: bytearray) -> None:
            for at in rng.integers(0, len(data), 1 + int(rng.integers(6))):
                data[at] = rng.integers(256)

        yield one(f"noise {n}", packed(noise))
    varint = b"\xff\xff\xff\xff\x0f"
    yield one("four billion faces", packed(lambda t, d: d.__setitem__(slice(11, 13), varint)))
    yield one("four billion points", packed(lambda t, d: d.__setitem__(slice(13, 15), varint)))
    yield one(
        "metadata that never ends",
        packed(lambda t, d: (d.__setitem__(10, 0x80), d.__setitem__(slice(11, 11), varint * 4000))),
    )
    yield one(
        "metadata a hundred thousand deep",
        packed(
            lambda t, d: (
                d.__setitem__(10, 0x80),
                d.__setitem__(slice(11, 11), b"\x00" + b"\x00\x01\x00" * 100_000),
            )
        ),
    )
    for value in (None, 7, -1, 99, "0", 10**12):
        yield one(f"bufferView {value}", packed(lambda t, d, v=value: said(t).update(bufferView=v)))
        yield one(
            f"id {value}", packed(lambda t, d, v=value: said(t)["attributes"].update(POSITION=v))
        )
    yield one("no attributes", packed(lambda t, d: said(t).pop("attributes")))
    yield one("attributes a list", packed(lambda t, d: said(t).update(attributes=[0])))
    yield one("unknown name", packed(lambda t, d: said(t)["attributes"].update(WHAT=0)))
    yield one("joints for positions", packed(lambda t, d: said(t)["attributes"].update(POSITION=2)))
    for count in (1, 143, 145, 10_000_000, BIG):
        yield one(
            f"{count} vertices declared",
            packed(lambda t, d, c=count: [a.update(count=c) for a in t["accessors"][:5]]),
        )
        yield one(
            f"{count} indices declared",
            packed(lambda t, d, c=count: t["accessors"][5].update(count=c)),
        )
    yield one(
        "1,000 primitives of one stream",
        packed(
            lambda t, d: t["meshes"][0].update(
                primitives=[copy.deepcopy(p) for p in t["meshes"][0]["primitives"] * 1]
            )
        ),
    )
    flat = np.zeros((3, 3), np.float32)
    for faces in (500_000, 3_000_000):
        data = DracoPy.encode(
            flat, np.zeros((faces, 3), np.uint32), preserve_order=True, compression_level=10
        )
        rich = rich_document()
        primitive = rich.json["meshes"][0]["primitives"][0]
        rich.json["accessors"] += [
            {"componentType": 5126, "type": "VEC3", "count": 3},
            {"componentType": 5125, "type": "SCALAR", "count": faces * 3},
        ]
        primitive.update(
            attributes={"POSITION": len(rich.json["accessors"]) - 2},
            indices=len(rich.json["accessors"]) - 1,
            targets=[],
            extensions={
                "KHR_draco_mesh_compression": {
                    "bufferView": rich.add_view(data),
                    "attributes": {"POSITION": 0},
                }
            },
        )
        yield one(f"{faces} faces of one point, {len(data)} bytes", rich.to_glb())


def _stl(count: int, said: int | None = None) -> bytes:
    side = math.isqrt(max(count, 1) // 2) + 1
    u, v = np.meshgrid(np.arange(side + 1, dtype=np.float32), np.arange(side + 1, dtype=np.float32))
    points = np.stack([u, v, np.sin(u / 9)], -1)
    a, b, c, d = points[:-1, :-1], points[:-1, 1:], points[1:, 1:], points[1:, :-1]
    triangles = np.stack([np.stack([a, b, c], -2), np.stack([a, c, d], -2)], 2).reshape(-1, 3, 3)[
        :count
    ]
    rows = np.zeros(len(triangles), np.dtype([("n", "<f4", 3), ("t", "<f4", (3, 3)), ("x", "<u2")]))
    rows["t"] = triangles
    return bytes(80) + struct.pack("<I", len(rows) if said is None else said) + rows.tobytes()


def _ply(vertices: int, faces: int, body: bytes, form: str = "ascii") -> bytes:
    return (f"ply\nformat {form} 1.0\nelement vertex {vertices}\nproperty float x\nproperty float y\nproperty float z\n"
            f"element face {faces}\nproperty list uchar int vertex_indices\nend_header\n").encode() + body  # fmt: skip


def meshes() -> Iterator[Case]:
    square = b"0 0 0\n1 0 0\n0 1 0\n3 0 1 2\n"
    for count in (1000, 300_000, 1_000_000, 2_000_000):
        yield one(f"STL of {count}", _stl(count), "a.stl")
    for said in (0, 1, 999, 1001, 2**31, 2**32 - 1):
        yield one(f"STL says {said} of 1000", _stl(1000, said), "a.stl")
    yield one("STL 10 million, header only", bytes(80) + struct.pack("<I", 10_000_000), "a.stl")
    yield one(
        "STL text of 300,000",
        b"solid x\n"
        + b"facet normal 0 0 1\nouter loop\nvertex 0 0 0\nvertex 1 0 0\nvertex 0 1 0\nendloop\nendfacet\n"
        * 300_000
        + b"endsolid\n",
        "a.stl",
    )
    yield one("STL text cut", b"solid x\nfacet normal 0 0 1\nouter loop\nvertex 0 0", "a.stl")
    yield one(
        "STL NaN", _stl(100)[:96] + struct.pack("<f", math.nan) * 9 + _stl(100)[132:], "a.stl"
    )
    for vertices, faces in ((3, 1), (3, 10**9), (10**18, 1), (0, 0), (-1, 1), (3, 2)):
        yield one(f"PLY {vertices} {faces}", _ply(vertices, faces, square), "a.ply")
        yield one(
            f"PLY binary {vertices} {faces}",
            _ply(vertices, faces, bytes(36) + b"\x03" + bytes(12), "binary_little_endian"),
            "a.ply",
        )
    yield one(
        "PLY face of 255",
        _ply(3, 1, bytes(36) + b"\xff" + bytes(12), "binary_little_endian"),
        "a.ply",
    )
    yield one("PLY index outside", _ply(3, 1, b"0 0 0\n1 0 0\n0 1 0\n3 0 1 9\n"), "a.ply")
    yield one("PLY negative index", _ply(3, 1, b"0 0 0\n1 0 0\n0 1 0\n3 0 1 -5\n"), "a.ply")
    yield one("PLY nan", _ply(3, 1, b"nan 0 0\n1 0 0\n0 1 0\n3 0 1 2\n"), "a.ply")
    yield one("PLY 1e400", _ply(3, 1, b"1e400 0 0\n1 0 0\n0 1 0\n3 0 1 2\n"), "a.ply")
    yield one(
        "PLY endless header", b"ply\nformat ascii 1.0\n" + b"comment x\n" * 2_000_000, "a.ply"
    )
    yield one(
        "PLY many properties",
        b"ply\nformat ascii 1.0\nelement vertex 1\n"
        + b"".join(b"property float p%d\n" % n for n in range(50_000))
        + b"end_header\n"
        + b"0 " * 50_000,
        "a.ply",
    )
    yield one(
        "PLY many elements",
        b"ply\nformat ascii 1.0\n"
        + b"".join(b"element e%d 1\nproperty float x\n" % n for n in range(20_000))
        + b"end_header\n"
        + b"0\n" * 20_000,
        "a.ply",
    )
    grid = 1_000_000
    rng = np.random.default_rng(2)
    points = rng.random((grid, 3), np.float32).tobytes()
    face = np.zeros(grid, np.dtype([("n", "u1"), ("i", "<i4", 3)]))
    face["n"], face["i"] = 3, rng.integers(0, grid, (grid, 3))
    yield one(
        "PLY of a million",
        _ply(grid, grid, points + face.tobytes(), "binary_little_endian"),
        "a.ply",
    )
    tri = b"v 0 0 0\nv 1 0 0\nv 0 1 0\n"
    texts = {
        "empty": b"", "no faces": tri, "index 0": tri + b"f 0 1 2\n", "index 9": tri + b"f 1 2 9\n",
        "index -9": tri + b"f -1 -2 -9\n", "index 10^18": tri + b"f 1 2 1000000000000000000\n",
        "nan": b"v nan 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n", "inf": b"v inf 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n",
        "1e308": b"v 1e308 0 0\nv -1e308 0 0\nv 0 1 0\nf 1 2 3\n", "words": b"v a b c\nf x y z\n",
        "two numbers": b"v 0 0\nv 1 0\nv 0 1\nf 1 2 3\n", "face of one": tri + b"f 1\n", "face of two": tri + b"f 1 2\n",
        "face of a million": tri + b"f " + b"1 2 3 " * 350_000 + b"\n", "line of 30 MB": b"v " + b"0 " * (15 << 20),
        "300,000 faces": tri + b"f 1 2 3\n" * 300_000, "million faces": tri + b"f 1 2 3\n" * 1_000_000,
        "million quads": b"v 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\n" + b"f 1 2 3 4\n" * 1_000_000,
        "million points": b"v 0 0 0\nv 1 0 0\nv 0 1 1\n" * 400_000 + b"f 1 2 3\n",
        "million groups": tri + b"g x\nusemtl y\nf 1 2 3\n" * 200_000, "NUL": tri + b"f 1 2 3\n" + b"\0" * 1_000_000,
        "not UTF-8": b"\xff\xfe" + tri + b"f 1 2 3\n", "back slashes": tri + b"f 1 \\\n2 \\\n3\n" * 1000,
        "slashes": tri + b"f 1/// 2/// 3///\n", "uv outside": tri + b"vt 0 0\nf 1/9 2/9 3/9\n",
        "million materials": b"".join(b"usemtl m%d\n" % n for n in range(300_000)) + tri + b"f 1 2 3\n",
        "mtllib itself": b"mtllib a.obj\n" + tri + b"usemtl a\nf 1 2 3\n", "mtllib 10,000 times": b"mtllib a.obj\n" * 10_000 + tri + b"f 1 2 3\n",
    }  # fmt: skip
    for name, text in texts.items():
        yield one(f"OBJ {name}", text, "a.obj")
    for side in (700, 1600, 2240):
        yield one(f"GLB grid of {2 * side * side} triangles", _grid(side))


def _grid(side: int) -> bytes:
    u, v = np.meshgrid(
        np.linspace(0, 1, side + 1, dtype=np.float32), np.linspace(0, 1, side + 1, dtype=np.float32)
    )
    points = (
        np.stack([u, v, 0.05 * np.sin(9 * u) * np.cos(7 * v)], -1).reshape(-1, 3).astype(np.float32)
    )
    place = np.arange((side + 1) ** 2, dtype=np.uint32).reshape(side + 1, side + 1)
    a, b, c, d = place[:-1, :-1], place[:-1, 1:], place[1:, 1:], place[1:, :-1]
    document = Document.new()
    position = document.add_accessor(points, target=34962, minmax=True)
    indices = document.add_accessor(np.stack([a, b, c, a, c, d], -1).reshape(-1), target=34963)
    document.add(
        "meshes", {"primitives": [{"attributes": {"POSITION": position}, "indices": indices}]}
    )
    document.add("nodes", {"mesh": 0})
    document.json |= {"scenes": [{"nodes": [0]}], "scene": 0}
    return document.to_glb()


def amplified() -> Iterator[Case]:
    """Small files that stand for much: accessors without bytes, views used over and over."""

    def bare(count: int, copies: int, *, indexed: bool = False) -> bytes:
        tree: Any = {
            "asset": {"version": "2.0"},
            "scenes": [{"nodes": list(range(copies))}],
            "scene": 0,
        }
        tree["accessors"] = [
            {"componentType": 5126, "type": "VEC3", "count": count} for _ in range(copies)
        ]
        tree["meshes"] = [{"primitives": [{"attributes": {"POSITION": n}}]} for n in range(copies)]
        tree["nodes"] = [{"mesh": n} for n in range(copies)]
        if indexed:
            tree["accessors"].append({"componentType": 5125, "type": "SCALAR", "count": 3 * count})
            for mesh in tree["meshes"]:
                mesh["primitives"][0]["indices"] = copies
        return raw_glb(json.dumps(tree).encode())

    for count, copies in ((3, 1), (300_000, 1), (3_000_000, 1), (30_000_000, 1), (30_000, 100), (300_000, 40),
                          (3, 20_000), (BIG, 1), (30_000, 1000)):  # fmt: skip
        yield one(f"{copies} x {count} without bytes", bare(count, copies))
        yield one(f"{copies} x {count} without bytes, indexed", bare(count, copies, indexed=True))
    rich = rich_document(300)
    tree = rich.json
    tree["accessors"] += [dict(tree["accessors"][0]) for _ in range(400)]
    start = len(tree["accessors"]) - 400
    primitive = tree["meshes"][0]["primitives"][0]
    tree["meshes"][0]["primitives"] = [
        {**primitive, "attributes": {**primitive["attributes"], "POSITION": start + n}}
        for n in range(400)
    ]
    yield one("one view, 400 accessors and primitives", rich.to_glb())
    wide = rich_document()
    wide.json["meshes"] = wide.json["meshes"] * 2000
    yield one("2,000 equal meshes", wide.to_glb())
    targets = rich_document(100)
    targets.json["meshes"][0]["primitives"][0]["targets"] = [{"POSITION": 4}] * 1000
    yield one("1,000 sparse targets of 10,000", targets.to_glb())
    stretched = rich_document()
    stretched.json["accessors"] += [
        {"componentType": 5126, "type": "MAT4", "count": 4_000_000}
    ] * 20
    yield one("20 x 256 MB unused", stretched.to_glb())
    data = "data:application/octet-stream;base64," + "A" * 8_000_000
    tree = {"asset": {"version": "2.0"}, "buffers": [{"uri": data, "byteLength": 6_000_000}] * 12}
    yield one("12 data URIs of 6 MB", json.dumps(tree).encode(), "a.gltf")
    tree = {
        "asset": {"version": "2.0"},
        "buffers": [{"uri": "b.bin", "byteLength": 10_000_000}] * 500,
    }
    yield Case(
        "one file as 500 buffers",
        {"a.gltf": json.dumps(tree).encode(), "b.bin": bytes(10_000_000)},
        "a.gltf",
    )
    yield one(
        "a million unused bytes of JSON strings",
        changed(lambda t: t.update(extras=["x" * 1000] * 1000)),
    )
    yield one("100,000 materials", changed(lambda t: t.update(materials=t["materials"] * 50_000)))
    yield one("20,000 textures", changed(lambda t: t.update(textures=t["textures"] * 20_000)))


def instances() -> Iterator[Case]:
    for side, copies in ((300, 40), (300, 200), (100, 5_000), (12, 40_000), (500, 70)):
        rich = rich_document(side)
        rich.json["nodes"] = [{"mesh": 0, "translation": [float(n), 0, 0]} for n in range(copies)]
        rich.json["scenes"] = [{"nodes": list(range(copies))}]
        for key in ("skins", "animations"):
            rich.json.pop(key)
        yield one(f"{copies} x {2 * side * side} triangles", rich.to_glb())
        skinned = rich_document(side)
        skinned.json["nodes"] += [{"mesh": 0, "skin": 0} for _ in range(copies)]
        skinned.json["scenes"] = [{"nodes": list(range(copies + 2))}]
        yield one(f"{copies} x {2 * side * side} triangles, skinned", skinned.to_glb())
    rich = rich_document(100)
    offsets = rich.add_accessor(np.zeros((60_000, 3), np.float32))
    rich.json["nodes"][0]["extensions"] = {
        "EXT_mesh_gpu_instancing": {"attributes": {"TRANSLATION": offsets}}
    }
    rich.json["nodes"][0].pop("skin")
    rich.use_extension("EXT_mesh_gpu_instancing", required=True)
    yield one("60,000 instances by extension", rich.to_glb())
