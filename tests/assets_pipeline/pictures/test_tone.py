import numpy as np
import pytest

from assets_pipeline.pictures import tone


@pytest.mark.parametrize(
    ("light", "code"), [(0, 0), (1, 255), (-3, 0), (7, 255), (0.2158605, 128), (0.0030353, 10)]
)
def test_codes_of_srgb(light, code):
    assert tone.srgb(np.array([light])) == code


def test_every_code_comes_back_from_its_own_light():
    codes = np.arange(256)
    share = codes / 255
    light = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    assert (tone.srgb(light) == codes).all()
