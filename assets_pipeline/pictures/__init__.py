"""Pictures of a product without a photographer, drawn on the processor alone.

No library draws glTF materials without a graphics card, a display or system packages within the
set-up's time (measured: see `tests/benchmarks/pictures.py`), so this folder does, in numpy and
numba, which are here already:

- `gather`: a document's triangles in the world
- `materials`, `texels`: what they look like
- `camera`: where to look from, and the frame
- `raster`: which triangle is seen where, in layers where they let light through
- `studio`, `shadows`: soft boxes around, and what of their light arrives
- `shade`, `tone`: what the eye gets
- `render`: a product's views and variants;  `stage`: in a limited worker, as WebP blobs
- `sheet`: all of a catalogue on one page, to be looked at
"""

from typing import Final

DRAW: Final = "assets_pipeline.pictures.stage:draw"
RECIPE: Final = 2
"""Raised when the same model would give other pictures."""

NONE: Final = "none"
FEW: Final = "few"
ALL: Final = "all"
AMOUNTS: Final = (NONE, FEW, ALL)
"""What a build may draw: nothing; four views, and each variant once; each variant from two sides."""
