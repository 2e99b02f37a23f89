"""A picture is a query: asked about, made small, looked at, answered on the shelf."""

import os
from pathlib import Path

import pytest

SHOT = os.environ.get("SHOT")
"""Where to put a picture of the page."""


@pytest.fixture
def picture(catalogue, tmp_path, shopper):
    """The shop's own picture of a product, turned into what a shopper may have taken."""
    sold = shopper.page.request.get(f"{shopper.url}/api/catalogue").json()["products"]
    tote = next(each for each in sold if each["id"] == "canvas-tote")
    path = tmp_path / "mine.webp"
    path.write_bytes((Path(catalogue) / "a" / tote["images"][0]["sha256"]).read_bytes())
    return path


def test_a_picture_finds_what_looks_like_it(shopper, picture):
    shopper.enter()
    page = shopper.page
    page.set_input_files("#picture-file", picture)
    page.click("#picture-yes")
    shopper.until("__app.state.slate.context === 'picture'")
    first = shopper.get("__app.state.slate.items[0]")
    assert (first["product"], first["reason"]["kind"]) == ("canvas-tote", "picture")
    shopper.until("__app.said.some(({key}) => key === 'found_alike')")
    [sent] = [each for each in shopper.sent if type(each).__name__ == "Picture"]
    assert 500 < len(sent.data) <= 15_000
    if SHOT:
        page.screenshot(path=SHOT)


def test_without_consent_no_picture_leaves_the_page(shopper, picture):
    shopper.enter(agree=False)
    shopper.page.set_input_files("#picture-file", picture)
    shopper.page.click("#picture-no")
    shopper.say("show me bags")
    shopper.until("__app.said.length")
    assert not any(type(each).__name__ == "Picture" for each in shopper.sent)


def test_what_is_no_picture_is_said_so(shopper, tmp_path):
    path = tmp_path / "notes.png"
    path.write_text("not a picture")
    shopper.enter()
    shopper.page.set_input_files("#picture-file", path)
    shopper.page.get_by_text("That is no picture").wait_for()
