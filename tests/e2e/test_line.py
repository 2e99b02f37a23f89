"""The line breaks and the server dies; the visit goes on and nothing is lost or done twice."""

import time

KINDS = "__app.acks.flatMap(({type, kinds}) => (kinds.length ? kinds : [type]))"
"""Of everything that was acknowledged, in order; gestures may share a frame."""


class Line:
    """The socket of a page, to be cut. While it is `down` no new one comes through."""

    def __init__(self, page):
        self.down, self.deaf, self.open = False, False, []
        page.route_web_socket("**/ws", self._dial)

    def _dial(self, page_side):
        if self.down:
            page_side.close(code=1001)
            return
        server_side = page_side.connect_to_server()
        self.open = [page_side, server_side]
        page_side.on_message(server_side.send)
        server_side.on_message(lambda data: None if self.deaf else page_side.send(data))

    def cut(self):
        self.down = True
        for side in self.open:
            side.close(code=1001)


def put_bag_into_cart(shopper):
    shopper.page.click("#shelf [data-product='canvas-tote'] button")
    shopper.page.click("#add-to-cart")


def counts(shopper):
    return {line["product"]: line["count"] for line in shopper.get("__app.state.cart")}


def test_line_breaks_in_mid_visit(shopper):
    line = Line(shopper.page)
    shopper.enter()
    put_bag_into_cart(shopper)
    shopper.until("__app.state.cart.length")
    line.deaf = True  # the server takes this one, but its answer is lost
    shopper.page.click("#add-to-cart")
    time.sleep(0.5)
    line.cut()
    shopper.until("__app.state.connection !== 'open'")
    shopper.page.wait_for_selector(".banner:not([hidden])")
    shopper.page.click("#shelf [data-product='drum-pouf'] button")  # with the line down
    shopper.page.click("#add-to-cart")
    line.down = line.deaf = False
    shopper.until("__app.welcomes.length === 2 && __app.state.connection === 'open'")
    first, second = shopper.get("__app.welcomes")
    assert second["resumed"] == "memory"
    assert second["visit"] == first["visit"]
    shopper.until("__app.state.cart.some(({product}) => product === 'drum-pouf')")
    assert counts(shopper) == {"canvas-tote": 2, "drum-pouf": 1}
    shopper.until(f"{KINDS}.filter(kind => kind === 'do').length >= 3")
    numbers = shopper.get("__app.acks.map(({seq}) => seq)")
    assert numbers == list(range(1, len(numbers) + 1))
    kinds = shopper.get(KINDS)
    assert kinds.count("do") == 3
    assert kinds.count("select") == 2


def test_server_dies_in_mid_visit(visit, serve, catalogue):
    showroom = serve(catalogue)
    shopper = visit(showroom)
    shopper.forgive("ERR_CONNECTION_REFUSED|WebSocket connection to .* failed")
    shopper.enter()
    put_bag_into_cart(shopper)
    shopper.until("__app.state.cart.length && __app.state.durable")
    shopper.until("__app.acks.some(({type}) => type === 'do')")  # written down, so not lost
    time.sleep(
        1
    )  # whoever sees an answer that is not written down yet gets a snapshot, not the log
    showroom.kill()
    shopper.until("__app.state.connection !== 'open'")
    shopper.page.click("#shelf [data-product='drum-pouf'] button")
    shopper.page.click("#add-to-cart")
    showroom.start()
    shopper.until("__app.welcomes.length === 2 && __app.state.connection === 'open'")
    first, second = shopper.get("__app.welcomes")
    assert second["resumed"] == "log"
    assert second["visit"] == first["visit"]
    shopper.until("__app.state.cart.length === 2")
    assert counts(shopper) == {"canvas-tote": 1, "drum-pouf": 1}
