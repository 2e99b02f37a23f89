"""What a dressed body is on the wire: meshes that are sent once, and small changes to them.

- The figure, and a garment of some cut and looks: GLBs that are the same for everybody, so that they
  are cached. The attribute `_SOURCE` names the point of each render vertex.
- Points: where those of the figure, or of the cloth, lie for this shopper, and how tight the cloth
  is; as personal as the measurements. Little-endian: `FIT1`, u32 count m,
  f32 x 3 lowest corner, f32 x 3 step, u16 x 3 m positions (lowest + step * value, metres), u8 x m
  tightness (128 none, 255 a fifth longer).
"""

from __future__ import annotations

import struct
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assets_pipeline.body.fitting import Body
from assets_pipeline.drape import model, report
from assets_pipeline.drape.dress import Dressed, Worn
from assets_pipeline.drape.wardrobe import Wardrobe
from assets_pipeline.errors import FitUnreadable
from assets_pipeline.garments.spec import Spec

Floats = NDArray[np.float64]

MAGIC: Final = b"FIT1"
HEAD: Final = struct.Struct("<4sI3f3f")
MOST: Final = 65535


def figure(room: Wardrobe, body: Body) -> bytes:
    """The figure, undressed, as GLB."""
    made: bytes = model.document(Dressed(room, body), [], skinned=False).to_glb()
    return made


def garment(room: Wardrobe, spec: Spec) -> bytes:
    """The garment as it hangs on the body that its middle size is cut for, as GLB."""
    piece = room.piece(spec)
    sewn = piece.size("women", "M")
    dressed = Dressed(room, sewn.body)
    worn = Worn(piece, "M", "women", sewn.placed, [piece.start.copy()], sewn.placed)
    dressed.worn.append(worn)
    return model.document(dressed, [spec], figure=False, skinned=False).to_glb()


def fit(worn: Worn) -> bytes:
    """Where the cloth lies, and how tight it is."""
    return _packed(worn.cloth, report.tightness(worn))


def points(vertices: Floats, room: Wardrobe) -> bytes:
    """Where the figure's vertices lie, in the order of its GLB; nothing is tight."""
    seen = vertices[model.visible(room.figure)]
    return _packed(seen, np.full(len(seen), 128, np.uint8))


def _packed(places: Floats, tight: NDArray[np.uint8]) -> bytes:
    low = places.min(axis=0)
    step = np.maximum(np.ptp(places, axis=0) / MOST, 1e-9)
    rounded = np.round((places - low) / step).astype("<u2")
    head = HEAD.pack(MAGIC, len(places), *low.tolist(), *step.tolist())
    found: bytes = head + rounded.tobytes() + tight.tobytes()
    return found


def unpack(data: bytes) -> tuple[Floats, NDArray[np.uint8]]:
    """(m, 3) positions, metres, and (m,) tightness of `fit`'s bytes.

    Raises:
        FitUnreadable: not of this form.
    """
    if len(data) < HEAD.size:
        raise FitUnreadable("a fit ends before its head")
    magic, count, *numbers = HEAD.unpack_from(data)
    if magic != MAGIC or len(data) != HEAD.size + 7 * count:
        raise FitUnreadable("not a fit, or of another length than it says")
    places = np.frombuffer(data, "<u2", 3 * count, HEAD.size).reshape(-1, 3)
    tight = np.frombuffer(data, np.uint8, count, HEAD.size + 6 * count)
    return np.array(numbers[:3]) + places * np.array(numbers[3:]), tight
