"""Field types and small records that several messages share.

Metres, +Y up, right-handed; milliseconds; money in minor units. Every string, list and number
has a bound, so that a decoded message has a bounded size.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

NAME = 64
"""Characters of a name."""

Id = Annotated[str, msgspec.Meta(max_length=NAME)]
"""A product, variant or size id; empty for none."""

Token = Annotated[str, msgspec.Meta(max_length=NAME)]
"""A canonical word: an attribute name, an act, a key."""

Lang = Literal["en", "zh-CN"]

Number = Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]
"""A counter that JavaScript reads exactly."""

Millis = Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]

Metres = Annotated[float, msgspec.Meta(ge=-1000.0, le=1000.0)]

Unit = Annotated[float, msgspec.Meta(ge=0.0, le=1.0)]

Sha256 = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]

Purpose = Literal["log", "personalise", "voice", "body_image", "picture", "qa_replay", "analytics"]
"""What a shopper may consent to. `log`: this visit is written down, so that it survives a restart
and can be replayed. `picture`: what the shopper shows is looked at, and not kept. `qa_replay`: the (redacted) words are kept in it, too."""

GestureKind = Literal[
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
]

Hand = Literal["none", "left", "right", "head"]


class Record(msgspec.Struct, array_like=True, frozen=True, forbid_unknown_fields=True, gc=False):
    """Base of the records inside messages: positional and immutable.

    None can lie in a cycle, so the garbage collector need not look at them (`gc=False`): gestures
    make some forty of them a time.
    """


class Message(Record, frozen=True, tag=str.lower):
    """Base of all that has a type: `[type, seq, ack, ...]`.

    `seq` numbers reliable messages from 1 in each direction; volatile ones carry 0.
    `ack` is the newest reliable message of the other side that is safe (from the server: written
    down where the visit is durable, else applied).
    """

    seq: Number = 0
    ack: Number = 0


QUOTE = 128
"""Characters of a slot's value."""


class Slot(Record, frozen=True):
    """A named value, e.g. `Slot("color", "red")`; `wanted=False` says "not this".

    Prices (`price_min`, `price_max`) are minor units in decimal digits.
    """

    name: Token
    value: Annotated[str, msgspec.Meta(max_length=QUOTE)]
    wanted: bool = True


Slots = Annotated[tuple[Slot, ...], msgspec.Meta(max_length=24)]

Products = Annotated[tuple[Id, ...], msgspec.Meta(max_length=64)]


class Act(Record, frozen=True):
    """A dialogue act: what the shopper wants done, said or pressed.

    `act` is one of `sessions.intent.acts`; `products` are its referents.
    """

    act: Token
    products: Products = ()
    slots: Slots = ()
    score: Unit = 1.0


class Reason(Record, frozen=True):
    """Why a product stands on the shelf: the largest contributor to its score, nothing else.

    `because`: `product` was touched by `gesture`. `asked`: it matches `values` of the request.
    `picture`: it looks like the picture that was shown.
    `together`: often taken with `product`. `popular`, `new`: as they say. `explore`: shown to
    learn.
    """

    kind: Literal["because", "asked", "picture", "together", "popular", "new", "explore"]
    product: Id = ""
    gesture: Literal[GestureKind, ""] = ""
    values: Annotated[tuple[Token, ...], msgspec.Meta(max_length=8)] = ()


class SlateItem(Record, frozen=True):
    """One place on the shelf. `propensity` is the chance with which this product was put there."""

    product: Id
    score: float
    propensity: Unit
    reason: Reason


Slate = Annotated[tuple[SlateItem, ...], msgspec.Meta(max_length=64)]


class ZoneFit(Record, frozen=True):
    """One zone of a fit.

    `body` and `garment` are girths in metres, the garment's that of its pattern; `strain` is how much
    the cloth is stretched there, as a share (0.05: by a twentieth).
    """

    zone: Token
    body: Metres
    garment: Metres
    strain: Metres


class Sits(Record, frozen=True):
    """How a garment sits on the shopper: as personal as the measurements it follows from.

    `body` and `fit` are blobs: where the figure's and the garment's vertices lie. `advised` is the
    size that suits best, with probability `chance`; `off` how far the figure is from what was
    measured at worst, metres.
    """

    body: Token = ""
    fit: Token = ""
    advised: Id = ""
    chance: Unit = 0.0
    zones: Annotated[tuple[ZoneFit, ...], msgspec.Meta(max_length=16)] = ()
    off: Metres = 0.0


class CartLine(Record, frozen=True):
    """So many of one product in one variant and size."""

    product: Id
    variant: Id
    size: Id
    count: Annotated[int, msgspec.Meta(ge=1, le=99)]


class WornItem(Record, frozen=True):
    """What the avatar wears.

    `fit` says how far the fitting is: `asked`, then `shown` on the default figure, `fitted` to the
    shopper's own size, or `unavailable`. `place` is where it sits (`torso`, `legs`, `full`, `feet`,
    `head`, `face`, `hand`), empty until the fitting has said so; each holds one piece.
    """

    product: Id
    variant: Id
    size: Id
    fit: Literal["asked", "shown", "fitted", "unavailable"]
    place: Token = ""


Outfit = Annotated[tuple[WornItem, ...], msgspec.Meta(max_length=16)]
"""From the oldest piece to the newest."""


HelpStage = Literal["none", "waiting", "with"]
"""Whether a member of staff was asked for, or talks with the shopper."""

PersonName = Annotated[str, msgspec.Meta(max_length=40)]
"""What a member of staff is called."""

Context = Literal["for_you", "search", "similar", "cheaper", "complement", "section", "picture"]
"""What the shelf is an answer to."""
