import msgspec
import pytest

from assets_pipeline.drape.wardrobe import Wardrobe, shape_of
from assets_pipeline.errors import BodyUnreadable
from assets_pipeline.garments.spec import WARDROBE


def test_looks_do_not_make_another_garment(room):
    spec = WARDROBE["polo"]
    dyed = msgspec.structs.replace(spec, color="#123456", pattern="dots", fabric="silk")
    assert room.piece(dyed) is room.piece(spec)
    assert shape_of(dyed) == shape_of(spec)
    assert room.piece(msgspec.structs.replace(spec, ease=0.15)) is not room.piece(spec)


def test_sizes_are_kept(room):
    piece = room.piece(WARDROBE["polo"])
    assert piece.size("women", "M") is piece.size("women", "M")
    with pytest.raises(KeyError):
        piece.size("women", "enormous")


def test_without_the_figure_there_is_no_wardrobe(tmp_path):
    with pytest.raises(BodyUnreadable):
        Wardrobe(tmp_path)
