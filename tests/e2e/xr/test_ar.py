"""In AR: a product is put down on the floor of a real room, in its true size."""

import json

import pytest

HEADSET = "controller-right"


def test_product_is_placed_where_the_ray_meets_the_floor(headset):
    folder = headset.sem
    shopper, page = headset.shopper, headset.page
    page.add_init_script(path=folder / "build/iwer-sem.min.js")
    shopper.enter()
    room = json.loads((folder / "captures/living_room.json").read_text(encoding="utf-8"))
    page.evaluate("__xr.installSEM(IWER_SEM.SyntheticEnvironmentModule)")
    page.evaluate("(room) => __xr.sem.loadEnvironment(room)", room)
    headset.put_on("immersive-ar", "hit-test")
    assert shopper.get("__app.state.immersive") == "ar"
    headset.hold("controller")
    product = "drum-pouf"
    headset.aim_at_button(HEADSET, f"shelf:{product}")
    headset.select(HEADSET)
    shopper.until("__app.state.detail === product", product=product)
    headset.aim(HEADSET, [0.3, 0, -1.4])
    headset.select(HEADSET)
    shopper.acked("place")
    [gesture] = shopper.gestures("place")
    assert gesture.product == product
    assert gesture.at == pytest.approx((0.3, 0, -1.4), abs=0.15)
    placed = shopper.get("__app.scene.placed[product]", product=product)
    assert placed == pytest.approx(gesture.at, abs=0.05)
