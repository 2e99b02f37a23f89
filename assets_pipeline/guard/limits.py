"""How much of anything one file may hold. Chosen above every real product file seen."""

from __future__ import annotations

FILE_BYTES = 128 << 20
JSON_TEXT_BYTES = 64 << 20
"""With its strings, which hold whole files in a `.gltf`."""
JSON_BYTES = 32 << 20
JSON_DEPTH = 64
JSON_VALUES = 500_000
JSON_STRINGS = 1_000_000
CHUNKS = 64
"""Of a GLB, which has two."""
DECODED_BYTES = 64 << 20
"""Sum of count x element size over all accessors and compressed views."""
PARTS = {
    "accessors": 20_000,
    "animations": 1_000,
    "bufferViews": 50_000,
    "buffers": 1_000,
    "cameras": 1_000,
    "images": 1_000,
    "materials": 4_000,
    "nodes": 10_000,
    "samplers": 4_000,
    "scenes": 100,
    "skins": 1_000,
    "textures": 4_000,
}
"""Elements of the top-level arrays."""
VARIANTS = 1_000
"""Each is looked at by itself."""
MORPHS = 1_000
"""Targets of a primitive; a face has some fifty."""
PRIMITIVES = 1_000
USED_BYTES = 4 * DECODED_BYTES
"""Of the vertices of all primitives; several may use the same ones."""
EMPTY_BYTES = 8 << 20
"""Of accessors that are not in the file: all zeros, or sparse."""
NODE_DEPTH = 512
DRAWN_VERTICES = 2_000_000
"""Vertices of all nodes, instances counted each."""
SKINNED = 4
"""A skinned vertex counts as so many."""
COORDINATE_M = 1e7
"""Farther from the origin than this, 32-bit floats no longer hold a metre."""
IMAGE_SIDE_PX = 16_384
IMAGE_PX = 8_192 * 8_192
IMAGES_PX = 4 * IMAGE_PX
TRIANGLES = 1_000_000
"""Of all primitives of a glTF, instances not counted: ten times what a shop should show."""
FACES = 500_000
"""Triangles of an OBJ, STL or PLY, and of one Draco stream: what is read in a second or two."""
TEXT_FACES = 150_000
"""Of those written as text, which take ten times as long to read."""
MESH_BYTES = 48 << 20
"""Of an OBJ, STL or PLY."""
LINE_BYTES = 1 << 16
ARCHIVE_ENTRIES = 1_000
ARCHIVE_BYTES = 512 << 20
ARCHIVE_RATIO = 200
