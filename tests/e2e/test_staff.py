"""A shopper asks for a person, and one comes: two browsers, one visit."""

import os
from pathlib import Path

import pytest

KEY = "k" * 32
SHOTS = os.environ.get("STAFF_SHOTS")
"""Folder for pictures of both pages at each stage."""


@pytest.fixture(scope="module")
def attended(serve, catalogue):
    """A showroom that has staff."""
    return serve(catalogue, SHOWROOM_STAFF_KEY=KEY)


@pytest.fixture
def clerk(visit, attended):
    """A member of staff who has signed in."""
    staff = visit(attended, 1280, 800)
    page = staff.page
    page.goto(f"{attended.url}/staff?lang=en")
    page.fill("#staff-name", "Mei")
    page.fill("#staff-key", KEY)
    page.click("#staff-enter")
    page.locator("#staff-leave").wait_for()
    return staff


def shoot(name, **pages):
    for who, each in pages.items():
        if SHOTS:
            each.page.screenshot(path=Path(SHOTS) / f"{name}-{who}.png")


@pytest.mark.timeout(400)  # the goods may have to be built first
def test_a_person_comes_talks_and_hands_back(visit, attended, clerk):
    shopper = visit(attended).enter()
    shopper.page.click("#shelf [data-product='canvas-tote'] button")
    shopper.page.click("#add-to-cart")
    shopper.until("__app.state.cart.length")
    shopper.say("I want to talk to a real person")
    shopper.page.locator("#help-end").wait_for()

    staff = clerk.page
    waiting = staff.locator(".ticket.waiting")
    waiting.wait_for()
    assert waiting.count() == 1
    waiting.click()
    staff.locator(".context").get_by_text("Canvas Tote").first.wait_for()
    assert staff.locator("#staff-say").count() == 0, "nobody talks to a visit that is not theirs"
    shoot("waits", shopper=shopper, staff=clerk)

    staff.click("#staff-take")
    staff.locator("#staff-say").wait_for()
    shopper.page.get_by_text("Mei of our staff is with you now").first.wait_for()
    staff.fill("#staff-say", "Hello, how can I help with the tote?")
    staff.press("#staff-say", "Enter")
    shopper.page.get_by_text("Hello, how can I help with the tote?").first.wait_for()
    shopper.say("does it hold a laptop of fifteen inches")
    staff.locator(".talk").get_by_text("does it hold a laptop of fifteen inches").wait_for()
    shoot("with", shopper=shopper, staff=clerk)

    staff.click("#staff-back")
    shopper.page.get_by_text("You are with me, the guide, again").first.wait_for()
    shopper.page.locator("#help-end").wait_for(state="detached")
    staff.locator(".ticket").wait_for(state="detached")
    shoot("back", shopper=shopper, staff=clerk)


@pytest.mark.timeout(400)
def test_a_wrong_key_opens_nothing(visit, attended):
    stranger = visit(attended)
    stranger.forgive(r"status of 401|status of 403")
    page = stranger.page
    page.goto(f"{attended.url}/staff?lang=en")
    page.fill("#staff-name", "Mallory")
    page.fill("#staff-key", "x" * 32)
    page.click("#staff-enter")
    page.locator(".notice:not(:empty)").wait_for()
    assert page.locator("#staff-enter").is_visible()
    assert page.locator(".waiting").count() == 0
