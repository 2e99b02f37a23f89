"""A server of the real thing, and shoppers in a real browser who fail at the first console error.

The page's policy forbids `wait_for_function` with a string, so conditions are polled from here.
Nothing waits for frames per second: without a graphics card there are few.
"""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Error, sync_playwright

from assets_pipeline.demo import folder
from sessions import wire
from sessions.messages.shopper import Gestures

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--force-color-profile=srgb",
]
GOODS = [
    "everyday-tee",
    "vee-tee",
    "ballet-flats",
    "canvas-hightops",
    "canvas-tote",
    "grand-sunglasses",
    "drum-pouf",
    "tray-side-table",
]
PATIENCE_S = 60  # nobody waits so long, but the machine may be busy


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.timeout(120))


def until(ask, what, seconds=PATIENCE_S):
    """The first truthy answer."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if answer := ask():
            return answer
        time.sleep(0.05)
    raise AssertionError(f"not within {seconds} s: {what}")


class Showroom:
    """A server process; started again after `kill` it goes on with the same data."""

    def __init__(self, folder, catalogue, models=None, settings=None):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.folder, self.catalogue = folder, catalogue
        self.models = models or folder / "models"
        self.settings = settings or {}
        self.process = None

    def start(self):
        kept = {name: value for name, value in os.environ.items() if "SHOWROOM_" not in name}
        settings = {
            "PORT": str(self.port),
            "PYTHONPATH": str(ROOT),
            "SHOWROOM_CATALOGUE": str(self.catalogue),
            "SHOWROOM_DATA": str(self.folder / "data"),
            "SHOWROOM_MODELS": str(self.models),
        }
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "server"],
                env=kept | settings | self.settings,
                stderr=log,
                start_new_session=True,
            )
        until(self._ready, "the server opens", 60)

    def _ready(self):
        assert self.process.poll() is None, (self.folder / "server.log").read_text()
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{self.url}/readyz", timeout=2):
            return True
        return False

    def kill(self):
        """As a power switch does."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self):
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(15)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Shopper:
    """One page of one browser profile."""

    def __init__(self, page, url):
        self.page, self.url = page, url
        self.problems, self.sent, self.forgiven = [], [], None
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("console", self._console)
        page.on("request", self._request)
        page.on("websocket", lambda line: line.on("framesent", self._sent))

    def _console(self, message):
        if message.type == "error":
            self.problems.append(message.text)

    def _request(self, request):
        if not request.url.startswith((f"{self.url}/", "data:", "blob:")):
            self.problems.append(f"outside: {request.url}")

    def _sent(self, payload):
        self.sent += wire.decode(payload)

    def forgive(self, pattern):
        """Console errors that the browser writes by itself in this test."""
        self.forgiven = pattern

    def check(self):
        wrong = [each for each in self.problems if not re.search(self.forgiven or "$^", each)]
        assert wrong == []

    def enter(self, *, agree=True, **query):
        """Open the page and answer at the door."""
        words = "&".join(f"{name}={value}" for name, value in ({"lang": "en"} | query).items())
        self.page.goto(f"{self.url}/?{words}")
        self.page.click("#consent-agree" if agree else "#consent-refuse")
        self.until("__app.ready && __app.scene.ready && __app.slates.length")
        self.until("__app.acks.some(({type}) => type === 'consent')")
        return self

    def get(self, expression, **values):
        """The value of an expression in the page; `values` are its names."""
        names = ", ".join(values)
        return self.page.evaluate(f"({{{names}}}) => ({expression})", values)

    def until(self, expression, seconds=PATIENCE_S, **values):
        return until(lambda: self.get(expression, **values), expression, seconds)

    def gestures(self, kind=None):
        """Gestures on the wire so far, in order, also those sent twice."""
        heard = [item for each in self.sent if isinstance(each, Gestures) for item in each.items]
        return [item for item in heard if kind in (None, item.kind)]

    def acked(self, kind):
        """Wait until the server has taken a gesture of this kind."""
        self.until("__app.acks.some(({kinds}) => kinds.includes(kind))", kind=kind)

    def say(self, text):
        self.page.fill("#say", text)
        self.page.press("#say", "Enter")

    def click_in_room(self, products):
        """Click on the first of the products that no panel covers, where the room shows it."""

        def place():
            for product in products:
                at = self.get("__app.scene.project(product)", product=product)
                if at and self.get("document.elementFromPoint(x, y)?.id === 'room'", **at):
                    return product, at
            return None

        product, at = until(place, "a product in the open part of the room")
        self.page.mouse.click(**at)
        return product


@pytest.fixture(scope="session")
def catalogue(tmp_path_factory):
    """A few demo products of every section: each kind of material costs seconds to draw first."""
    source, out = tmp_path_factory.mktemp("goods"), tmp_path_factory.mktemp("catalogue")
    for _ in folder.write(source, GOODS):
        pass
    return build(source, out)


def build(source, out):
    command = [sys.executable, "-m", "assets_pipeline", "build", str(source), str(out)]
    command += ["--pictures", "few"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return out


@pytest.fixture(scope="session")
def serve(tmp_path_factory):
    """Starts servers: `serve(catalogue)`, with the packs in `models`, and settings by name."""
    opened = []

    def start(catalogue, models=None, **settings):
        opened.append(Showroom(tmp_path_factory.mktemp("showroom"), catalogue, models, settings))
        opened[-1].start()
        return opened[-1]

    yield start
    for each in opened:
        each.stop()


@pytest.fixture(scope="session")
def showroom(serve, catalogue):
    """The server that the tests share."""
    return serve(catalogue)


@pytest.fixture(scope="session")
def launch():
    """Starts browsers: `launch(*flags)`."""
    chromium = shutil.which("chromium")
    if not chromium:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("there is no chromium")
    opened = []
    with sync_playwright() as play:

        def start(*flags):
            each = play.chromium.launch(
                executable_path=chromium, headless=True, args=[*FLAGS, *flags]
            )
            opened.append(each)
            return each

        yield start
        for each in opened:
            with contextlib.suppress(Error):
                each.close()


@pytest.fixture(scope="session")
def browser(launch):
    return launch()


@pytest.fixture
def visit(browser):
    """Opens pages: `visit(showroom, width, height)`; at the end none may have complained."""
    shoppers = []

    def open_page(showroom, width=800, height=680, browser=browser):
        context = browser.new_context(viewport={"width": width, "height": height})
        context.set_default_timeout(PATIENCE_S * 1000)
        shoppers.append(Shopper(context.new_page(), showroom.url))
        return shoppers[-1]

    yield open_page
    for each in shoppers:
        each.page.context.close()
    for each in shoppers:
        each.check()


@pytest.fixture
def shopper(visit, showroom):
    """A page that is about to be opened on a desktop."""
    return visit(showroom)
