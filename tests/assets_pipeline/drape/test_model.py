import numpy as np
import pytest

from assets_pipeline.document import Document
from assets_pipeline.drape import model
from assets_pipeline.drape.dress import Dressed
from assets_pipeline.features import features
from assets_pipeline.garments.spec import WARDROBE


@pytest.fixture(scope="module")
def made(room, woman):
    dressed = Dressed(room, woman)
    dressed.put_on(WARDROBE["dress"], "M", "women")
    return dressed, Document.from_glb(model.document(dressed, [WARDROBE["dress"]]).to_glb())


def test_the_file_holds_figure_garment_and_bones(made):
    _, document = made
    found = features(document)
    assert (found["meshes"], found["skins"]) == (2, 1)
    names = {node["name"] for node in document.json["nodes"]}
    assert {"body", "dress", "pelvis", "hand_l"} <= names


def test_positions_are_those_of_the_fit(made):
    dressed, document = made
    primitive = document.json["meshes"][1]["primitives"][0]
    points = document.accessor(primitive["attributes"]["POSITION"])
    source = document.accessor(primitive["attributes"]["_SOURCE"]).astype(int).ravel()
    assert points == pytest.approx(dressed.worn[0].cloth[source], abs=1e-6)
    normals = document.accessor(primitive["attributes"]["NORMAL"])
    assert np.linalg.norm(normals, axis=1) == pytest.approx(1, abs=1e-5)


def test_without_bones_there_are_meshes_only(room, woman):
    document = model.document(Dressed(room, woman), [], skinned=False)
    assert "skins" not in document.json
    assert len(document.json["nodes"]) == 1
