import json

import numpy as np
import pytest
from PIL import Image

from assets_pipeline.__main__ import main
from assets_pipeline.drape import sheet
from assets_pipeline.errors import BodyUnreadable
from assets_pipeline.garments.spec import WARDROBE


def test_a_garment_is_seen_in_its_colour(room):
    tile = sheet._tile(room, WARDROBE["jeans"])
    blue = (tile[..., 2].astype(int) - tile[..., 0]) > 25
    assert 0.02 < blue.mean() < 0.5


def test_looks_are_given_to_garments_that_there_are():
    assert set(sheet._LOOKS) <= set(WARDROBE)


def test_without_the_figure_there_is_no_page(capsys, tmp_path):
    with pytest.raises(BodyUnreadable):
        sheet.write(tmp_path, tmp_path / "out.webp")
    assert main(["wardrobe", "--models", str(tmp_path), str(tmp_path / "out.webp")]) == 1
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "body_unreadable"


@pytest.mark.slow
def test_the_page_holds_the_wardrobe(room, tmp_path):
    assert sheet.write(room.models, tmp_path / "out.webp") == len(WARDROBE)
    assert np.asarray(Image.open(tmp_path / "out.webp")).std() > 10
