"""The whole demo shop, as the README shows it; `make picture` takes its picture anew."""

import io
import os

import pytest
from PIL import Image

from tests.e2e.conftest import ROOT

PICTURE = os.environ.get("PICTURE")
"""Where to put the picture: it is drawn in full, which takes minutes without a graphics card."""


@pytest.mark.timeout(600)
def test_the_whole_demo_is_shown(visit, serve):
    showroom = serve(ROOT / "var/catalogue")
    shopper = visit(showroom, 1440, 900)
    shopper.enter(**({"quality": "full"} if PICTURE else {}))
    sold = shopper.page.request.get(f"{showroom.url}/api/catalogue").json()["products"]
    assert len(sold) >= 40
    shown = "Object.values(__app.scene.products)"
    shopper.until(f"{shown}.length > 40 && {shown}.every(({{loaded}}) => loaded)", seconds=300)
    shopper.until("__app.state.loading.pending === 0")
    shopper.until("[...document.querySelectorAll('#shelf img')].length >= 12", seconds=300)
    if PICTURE:
        shopper.page.wait_for_timeout(5000)  # what comes glides to its place
        taken = Image.open(io.BytesIO(shopper.page.screenshot()))
        taken.convert("RGB").save(PICTURE, quality=84, method=6)
