"""A shopper's own measurements: worn in them, told zone by zone, one size up by words."""

import os
import shutil
from pathlib import Path

import pytest

from sessions.messages.shopper import Measures

SHOT = os.environ.get("SHOT")
"""Where to put pictures of the page: a name with a `{}` for what is seen."""

BAKED = Path(os.environ.get("SHOWROOM_MODELS", "var/models")) / "body.npz"


@pytest.fixture(scope="module")
def tailored(serve, catalogue, tmp_path_factory):
    """A server with the figure and no other pack."""
    if not BAKED.is_file():
        pytest.skip("the figure was not baked")
    models = tmp_path_factory.mktemp("models")
    shutil.copy(BAKED, models / BAKED.name)
    return serve(catalogue, models)


def measure(page, **cm):
    page.click("#measure")
    for name, value in cm.items():
        page.fill(f"#measures input[name={name}]", str(value))
    page.check("#measures input[value=women]")
    page.click("#measures-wear")


def wear_tee(shopper, size="M"):
    shopper.page.click("#shelf [data-product='everyday-tee'] button")
    shopper.page.check(f"#card input[name=size][value={size}]")
    shopper.page.click("#try-on")
    shopper.until("__app.state.fits['everyday-tee']?.settled")


def shot(shopper, name):
    if SHOT:
        shopper.page.wait_for_timeout(1500)
        shopper.page.screenshot(path=SHOT.format(name))


def test_worn_in_ones_own_measurements_then_one_size_up(visit, tailored):
    shopper = visit(tailored, 1200, 800)
    shopper.enter()
    wear_tee(shopper)
    assert shopper.get("__app.state.worn[0].fit") == "shown"
    measure(shopper.page, height=165, bust=90, waist=72, hips=97)
    shopper.until("__app.state.worn[0].fit === 'fitted'")
    fit = shopper.until(
        "__app.state.fits['everyday-tee']?.sits?.zones.length && __app.state.fits['everyday-tee']"
    )
    zones = {each["zone"]: each for each in fit["sits"]["zones"]}
    assert zones["bust"]["body"] == pytest.approx(0.9, abs=0.005)
    assert zones["bust"]["garment"] > zones["bust"]["body"]
    assert fit["sits"]["advised"] == "S"
    shopper.page.locator("#card .zones li").first.wait_for()
    shopper.page.check("#tight")
    shot(shopper, "card")
    shopper.say("one size up")
    shopper.until("__app.state.worn[0].size === 'L'")
    shopper.until(
        "__app.state.fits['everyday-tee'].size === 'L' && __app.state.fits['everyday-tee'].settled"
    )
    larger = shopper.get("__app.state.fits['everyday-tee'].sits.zones[0].garment")
    assert larger > zones["bust"]["garment"] + 0.05
    drawn = shopper.until("__app.scene.worn?.['everyday-tee']")
    assert drawn["points"] > 1000
    shopper.page.uncheck("#tight")
    shopper.page.click("#captions .icon-button")
    shot(shopper, "stage")


def test_what_was_measured_stays_off_the_log_and_can_be_forgotten(visit, tailored):
    shopper = visit(tailored)
    shopper.enter()
    wear_tee(shopper)
    measure(shopper.page, height=171.3, waist=77.7)
    shopper.until("__app.state.worn[0].fit === 'fitted'")
    shopper.page.click("#measure")
    shopper.page.click("#measures-forget")
    shopper.until("__app.state.worn[0].fit === 'shown'")
    assert [each.forget for each in shopper.sent if isinstance(each, Measures)] == [False, True]
    kept = b"".join(
        path.read_bytes() for path in (tailored.folder / "data").rglob("*") if path.is_file()
    )
    assert b"1.713" not in kept
    assert b"0.777" not in kept
