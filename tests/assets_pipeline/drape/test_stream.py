import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets_pipeline.document import Document
from assets_pipeline.drape import model, report, stream
from assets_pipeline.drape.dress import Dressed
from assets_pipeline.errors import FitUnreadable
from assets_pipeline.garments.spec import WARDROBE


@pytest.fixture(scope="module")
def worn(room, woman):
    return Dressed(room, woman).put_on(WARDROBE["t_shirt"], "S", "women")


def test_a_fit_survives_the_wire(worn):
    data = stream.fit(worn)
    places, tight = stream.unpack(data)
    assert places == pytest.approx(worn.cloth, abs=2e-5)
    assert (tight == report.tightness(worn)).all()
    assert len(data) <= 40_000 * len(worn.cloth) / 5000 + 32


def test_the_base_names_the_points_of_the_fit(room, worn):
    document = Document.from_glb(stream.garment(room, WARDROBE["t_shirt"]))
    attributes = document.json["meshes"][0]["primitives"][0]["attributes"]
    source = document.accessor(attributes["_SOURCE"]).ravel()
    assert set(source.astype(int)) == set(range(len(worn.cloth)))


def test_the_figures_points_are_those_that_are_shown(room, woman):
    places, _ = stream.unpack(stream.points(woman.vertices, room))
    assert places == pytest.approx(woman.vertices[model.visible(room.figure)], abs=3e-5)


@given(st.binary(max_size=80))
def test_other_bytes_are_refused(data):
    with pytest.raises(FitUnreadable):
        stream.unpack(data)


def test_a_fit_that_is_cut_is_refused(worn):
    with pytest.raises(FitUnreadable):
        stream.unpack(stream.fit(worn)[:-1])


def test_the_same_garment_is_the_same_bytes(room):
    assert stream.garment(room, WARDROBE["shorts"]) == stream.garment(room, WARDROBE["shorts"])
    assert np.isfinite(stream.unpack(stream.points(room.frame.middle, room))[0]).all()
