"""Mouse and keyboard: what one clicks and says changes the shelf."""

import re

HAN = re.compile("[\u4e00-\u9fff]")


def on_shelf(shopper):
    return shopper.get("__app.state.slate.items.map(({product}) => product)")


def newer_shelf(shopper, before):
    """Wait for a shelf that differs from the one of version `before`; its version."""
    find = "__app.slates.findLast((slate) => slate.changed && slate.version > before)?.version"
    return shopper.until(find, before=before)


def reds(shopper):
    """What the shop has in red."""
    catalogue = shopper.page.request.get(f"{shopper.url}/api/catalogue").json()["products"]
    return {
        product["id"]
        for product in catalogue
        if any(variant.get("color") == "red" for variant in product["variants"])
    }


def test_click_in_the_room_opens_the_card_and_changes_the_shelf(shopper):
    shopper.enter()
    before = shopper.get("__app.state.slate.version")
    product = shopper.click_in_room(on_shelf(shopper))
    shopper.page.wait_for_selector(f"#card[data-product='{product}']")
    shopper.acked("select")
    assert [gesture.product for gesture in shopper.gestures("select")] == [product]
    newer_shelf(shopper, before)
    reasons = shopper.get("__app.state.slate.items.map(({reason}) => reason)")
    assert product in {reason["product"] for reason in reasons if reason["kind"] == "because"}
    name = shopper.page.inner_text("#card h2")
    shown = shopper.page.locator("#shelf .why").all_inner_texts()
    assert any(name in why for why in shown)


def test_cart_takes_the_size_that_was_chosen(shopper):
    shopper.enter()
    page = shopper.page
    page.click("#shelf [data-product='everyday-tee'] button")
    page.click("#add-to-cart")
    page.wait_for_selector(".toasts > *")  # first a size
    assert shopper.get("__app.state.cart") == []
    size = page.locator("#card input[name=size]:not(:disabled)").first
    wanted = size.get_attribute("value")
    size.check(force=True)  # the circle that is seen lies over the input
    page.click("#add-to-cart")
    [line] = shopper.until("__app.state.cart.length && __app.state.cart")
    assert (line["product"], line["size"], line["count"]) == ("everyday-tee", wanted, 1)
    page.click("#cart-open")
    assert page.locator("#cart .cart-lines li").count() == 1
    assert wanted in page.inner_text("#cart .cart-lines li")


def test_card_opened_on_the_way_to_a_section_then_tried_on(shopper):
    shopper.enter()
    shopper.page.click("[data-key='section-clothes']")
    shopper.page.click("#shelf [data-product='everyday-tee'] button")
    before = None
    while (now := shopper.get("__app.scene.camera")) != before:  # still walking
        before = now
        shopper.page.wait_for_timeout(700)
    assert shopper.get("__app.scene.project('everyday-tee')")
    shopper.page.click("#try-on")
    [worn] = shopper.until("__app.state.worn.length && __app.state.worn")
    assert worn["product"] == "everyday-tee"


def test_english_request_about_what_is_open(shopper):
    shopper.enter()
    shopper.page.click("#shelf [data-product='ballet-flats'] button")
    shopper.acked("select")
    before = shopper.get("__app.state.slate.version")
    shopper.say("show me something like this in red")
    said = shopper.until("__app.said.at(-1)")
    newer_shelf(shopper, before)
    shopper.until("__app.state.slate.context === 'similar'")
    first = shopper.get("__app.state.slate.items[0]")
    assert first["product"] in reds(shopper) - {"ballet-flats"}
    assert (first["reason"]["product"], first["reason"]["values"]) == ("ballet-flats", ["red"])
    assert not HAN.search(said["text"])
    assert said["text"] in shopper.page.inner_text("#captions")


def test_chinese_request(shopper):
    shopper.enter(lang="zh-CN")
    before = shopper.get("__app.state.slate.version")
    shopper.say("给我看红色的")
    said = shopper.until("__app.said.at(-1)")
    newer_shelf(shopper, before)
    shopper.until("__app.state.slate.context === 'search'")
    assert set(on_shelf(shopper)[: len(reds(shopper))]) == reds(shopper)
    assert HAN.search(said["text"])
    assert shopper.page.get_attribute("html", "lang") == "zh-CN"


def test_language_is_changed_for_page_and_guide(shopper):
    shopper.enter()
    shopper.page.click("#lang-zh-CN")
    shopper.until("__app.acks.some(({type}) => type === 'do')")
    assert HAN.search(shopper.page.inner_text(".shelf h2"))
    shopper.say("hello")
    shopper.until("__app.said.length")
    shopper.page.click("#lang-en")
    assert not HAN.search(shopper.page.inner_text(".shelf h2"))
