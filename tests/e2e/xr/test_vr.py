"""In VR: controllers point, press and squeeze; bare hands pinch, grab and judge."""

import pytest


def goods(shopper):
    return shopper.get("__app.state.slate.items.map(({product}) => product)")


def go_in(headset):
    headset.shopper.enter()
    headset.put_on("immersive-vr", "hand-tracking")
    assert headset.shopper.get("__app.state.immersive") == "vr"
    return headset.shopper


def test_controller_points_selects_and_grabs(headset):
    shopper = go_in(headset)
    headset.hold("controller")
    product = goods(shopper)[2]
    headset.aim_at_product("controller-right", product)
    shopper.acked("point")
    opened = headset.open("controller-right", product)  # or what has moved under the ray
    shopper.acked("select")
    [select] = shopper.gestures("select")
    assert (select.product, select.hand) == (opened, "right")
    headset.aim_at_product("controller-right", opened)
    headset.squeeze("controller-right", 1)
    shopper.acked("grab")
    headset.squeeze("controller-right", 0)
    shopper.acked("release")


def test_hand_pinches_and_grabs(headset):
    shopper = go_in(headset)
    headset.hold("hand")
    product = goods(shopper)[2]
    opened = headset.open("hand-right", product)  # or what has moved under the ray
    shopper.acked("pinch")
    assert shopper.gestures("pinch")[0].hand == "right"
    headset.aim_at_product("hand-right", opened)
    for pose, kind in (("fist", "grab"), ("default", "release"), ("thumbs_up", "thumbs_up")):
        headset.pose("hand-right", pose)
        shopper.acked(kind)
        told = shopper.gestures(kind)[0]
        assert (told.product, told.hand) == (opened, "right")


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_panel_in_the_headset_opens_a_card(headset, language):
    headset.shopper.enter(lang=language)
    headset.put_on("immersive-vr")
    product = goods(headset.shopper)[0]
    headset.hold("controller")
    headset.aim_at_button("controller-right", f"shelf:{product}")
    headset.select("controller-right")
    headset.shopper.until("__app.state.detail === product", product=product)
