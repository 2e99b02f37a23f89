"""What a shopper does in a scripted visit: gestures at human rates, words, presses, meshes."""

from __future__ import annotations

import asyncio
import random
from typing import Any

from shopper import GESTURE, SAY, Shopper

KINDS = (
    "gaze_dwell",
    "point",
    "hover",
    "select",
    "grab",
    "release",
    "rotate",
    "scale",
    "move",
    "swipe",
    "pinch",
    "thumbs_up",
    "thumbs_down",
    "discard",
    "place",
    "try_on",
    "take_off",
    "rate",
)
WEIGHTS = (20, 15, 20, 8, 6, 6, 5, 2, 4, 5, 3, 2, 1, 1, 1, 1, 1, 1)
WORDS = {
    "en": (
        "show me red dresses under 800",
        "something more casual please",
        "is this made of cotton?",
        "add it to my cart",
        "try this on in size M",
        "do you have sneakers?",
        "what is in my cart",
        "I like that one",
        "go to the furniture section",
        "undo",
    ),
    "zh-CN": (
        "有没有红色的连衣裙",
        "便宜一点的",
        "这个是什么材质的",
        "加入购物车",
        "试穿一下这件M码",
        "给我看看运动鞋",
        "左边那个多少钱",
        "我喜欢这个",
        "去家具区",
        "撤销",
    ),
}
ACTS = ("cart.add", "try_on", "like", "show_detail", "cart.view", "dislike", "undo", "rec.similar")


def gesture(rng: random.Random, products: list[str]) -> list[Any]:
    """One gesture of any kind, in wire order."""
    kind = rng.choices(KINDS, WEIGHTS)[0]
    hand = "head" if kind == "gaze_dwell" else rng.choice(("left", "right"))
    at = [rng.uniform(-3, 3), 1.0, rng.uniform(-3, 3)] if kind in {"place", "move"} else None
    value = rng.randint(1, 5) if kind == "rate" else 0
    ms, size = rng.randrange(60, 2500), round(rng.uniform(0, 1), 3)
    return [kind, rng.choice(products), "", hand, ms, size, at, value]


def burst(shopper: Shopper, rng: random.Random, products: list[str]) -> int:
    """One message of 1..8 gestures; how many."""
    items = [gesture(rng, products) for _ in range(rng.randint(1, 8))]
    shopper.send(GESTURE, items)
    return len(items)


def say(shopper: Shopper, rng: random.Random, products: list[str]) -> None:
    """Words, in either language, with a few products in view."""
    lang = rng.choice(("en", "zh-CN"))
    scene = [
        [product, [rng.uniform(-2, 2), 1.2, rng.uniform(-4, -1)], rng.random(), rng.random()]
        for product in rng.sample(products, 5)
    ]
    shopper.send(SAY, rng.choice(WORDS[lang]), lang, rng.choice(("text", "voice")), scene)


def press(shopper: Shopper, rng: random.Random, products: list[str]) -> None:
    """A button."""
    act = rng.choice(ACTS)
    named = [] if act in {"cart.view", "undo"} else [rng.choice(products)]
    shopper.send("do", [act, named, [], 1.0])


def want(shopper: Shopper, rng: random.Random, blobs: list[str]) -> None:
    """Ask for the meshes that are looked at now."""
    wanted = rng.sample(blobs, min(4, len(blobs)))
    shopper.volatile("want", [[sha256, 0] for sha256 in wanted])


def take_chunks(shopper: Shopper) -> None:
    """Have `shopper` say `got` for every chunk, and count the bytes."""

    def on_frame(frame: list[Any]) -> None:
        if frame[0] == "chunk":
            _, _, _, sha256, offset, _total, data = frame
            shopper.counts["mesh_bytes"] += len(data)
            shopper.volatile("got", sha256, offset + len(data))

    shopper.on_frame = on_frame


async def visit(
    shopper: Shopper,
    rng: random.Random,
    products: list[str],
    blobs: list[str],
    until: asyncio.Event,
    *,
    busy: float = 1.0,
) -> None:
    """Browse until told to stop; `busy` multiplies the rates of a person."""
    take_chunks(shopper)
    per_s = rng.uniform(4, 10) * busy
    loop = asyncio.get_running_loop()
    next_words = loop.time() + rng.uniform(0, 10) / busy
    next_press = loop.time() + rng.uniform(0, 15) / busy
    next_want = loop.time() + rng.uniform(0, 3)
    while not until.is_set():
        count = burst(shopper, rng, products)
        now = loop.time()
        if now >= next_words:
            say(shopper, rng, products)
            next_words = now + rng.uniform(8, 12) / busy
        if now >= next_press:
            press(shopper, rng, products)
            next_press = now + rng.uniform(10, 20) / busy
        if now >= next_want:
            want(shopper, rng, blobs)
            next_want = now + rng.uniform(3, 7)
        await asyncio.sleep(count / per_s * rng.uniform(0.5, 1.5))


async def settle(shoppers: list[Shopper], patience_s: float) -> list[Shopper]:
    """Wait until all has been answered and acknowledged; those for whom it has not."""
    loop = asyncio.get_running_loop()
    until = loop.time() + patience_s
    for shopper in shoppers:
        while (shopper.unacked or shopper.waiting) and loop.time() < until:
            await asyncio.sleep(0.05)
    return [shopper for shopper in shoppers if shopper.unacked or shopper.waiting]
