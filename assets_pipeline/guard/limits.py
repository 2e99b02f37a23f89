"""How much of anything one file may hold. Chosen above every real product file seen."""

from __future__ import annotations

FILE_BYTES = 128 << 20
JSON_TEXT_BYTES = 96 << 20
"""With its strings, which hold whole files in a `.gltf`."""
JSON_BYTES = 32 << 20
JSON_DEPTH = 64
JSON_VALUES = 500_000
CHUNKS = 64
"""Of a GLB, which has two."""
DECODED_BYTES = 96 << 20
"""Sum of count x element size over all accessors and compressed views."""
NODES = 50_000
NODE_DEPTH = 512
DRAWN_VERTICES = 20_000_000
"""Vertices of all meshes, instances counted each."""
COORDINATE_M = 1e7
"""Farther from the origin than this, 32-bit floats no longer hold a metre."""
IMAGE_SIDE_PX = 16_384
IMAGE_PX = 8_192 * 8_192
IMAGES_PX = 4 * IMAGE_PX
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
