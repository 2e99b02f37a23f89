"""What the shopper decides about their data is what happens."""

import sqlite3


def rows(showroom, table, **where):
    [(column, value)] = where.items()
    path = next((showroom.folder / "data").glob("*.sqlite"))
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        query = f"SELECT count(*) FROM {table} WHERE {column} = ?"
        [(count,)] = database.execute(query, (value,))
    database.close()
    return count


def test_nothing_is_kept_of_one_who_refuses(shopper, showroom):
    shopper.enter(agree=False)
    shopper.page.click("#shelf [data-product='canvas-tote'] button")
    shopper.page.click("#add-to-cart")
    shopper.until("__app.state.cart.length")
    shopper.say("show me bags")
    shopper.until("__app.said.length")
    assert shopper.get("__app.state.durable") is False
    [welcome] = shopper.get("__app.welcomes")
    assert rows(showroom, "visit", visit=welcome["visit"]) == 0
    assert shopper.get("localStorage.getItem('showroom.token')") is None


def test_copy_and_erasure(shopper, showroom):
    shopper.enter()
    page = shopper.page
    page.click("#shelf [data-product='canvas-tote'] button")
    shopper.acked("select")
    shopper.until("__app.state.durable")
    [welcome] = shopper.get("__app.welcomes")
    assert rows(showroom, "visit", visit=welcome["visit"]) == 1
    page.click("#privacy-open")
    with page.expect_download() as copy:
        page.click("#export")
    assert welcome["visit"] in copy.value.path().read_text(encoding="utf-8")
    page.click("#erase")
    with page.expect_response(lambda answer: answer.request.method == "DELETE") as erased:
        page.click("#erase-do")
    assert erased.value.ok
    page.get_by_text("Deleted. A new visit has begun.").wait_for()
    fresh = shopper.until("__app.welcomes[1]")
    assert fresh["resumed"] == "new"
    assert fresh["visit"] != welcome["visit"]
    assert rows(showroom, "visit", visit=welcome["visit"]) == 0
    assert shopper.get("__app.state.detail") is None
    assert shopper.get("__app.state.durable") is False
