"""What a shopper's browser is sent.

Reliable frames are made by `Session.step` alone and numbered in that order, so that a log can
number them again; `welcome`, `snapshot`, `ack`, `pong`, `chunk`, `closing`, and `consented` and
`refused` without a number, come from the server around it.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from sessions.messages.common import (
    CartLine,
    Context,
    HelpStage,
    Id,
    Lang,
    Message,
    Millis,
    Number,
    Outfit,
    PersonName,
    Products,
    Purpose,
    Sha256,
    Sits,
    Slate,
    Slots,
    Token,
)

Cart = Annotated[tuple[CartLine, ...], msgspec.Meta(max_length=64)]


class Welcome(Message, frozen=True):
    """The answer to `hello`.

    `resumed` says how far the visit could be taken up: `new`; `memory` or `log`: nothing was lost
    and what was missed follows; `snapshot`: a `snapshot` frame replaces all earlier ones.
    `heard` is the newest client message the server has; later ones must be sent again.
    `next` is the number of the next reliable frame. `durable`: the visit survives a restart.
    `listens`: languages in which `audio` is understood; none without the packs for it.
    """

    visit: Id = ""
    epoch: Id = ""
    generation: Number = 0
    resumed: Literal["new", "memory", "log", "snapshot"] = "new"
    heard: Number = 0
    next: Number = 1
    durable: bool = False
    catalogue: Token = ""
    t_ms: Millis = 0
    listens: Annotated[tuple[Lang, ...], msgspec.Meta(max_length=8)] = ()


class Ack(Message, frozen=True):
    """Nothing but its `ack`."""


class SlateFrame(Message, tag="slate", frozen=True):
    """The answer to gestures and requests, up to client message `upto`.

    When the shelf did not change, `changed` is false, `items` is empty and `version` stays.
    """

    version: Number = 0
    upto: Number = 0
    changed: bool = True
    context: Context = "for_you"
    items: Slate = ()


class Said(Message, frozen=True):
    """The guide's words in answer to client message `upto`; `key` says which answer it is.

    With `by` they are those of a member of staff of that name, a person. Their text is a payload,
    that of event `quotes`: it is filled in when the frame is sent, and may be gone (empty) later.
    """

    upto: Number = 0
    lang: Lang = "en"
    key: Token = ""
    text: Annotated[str, msgspec.Meta(max_length=2000)] = ""
    products: Products = ()
    by: PersonName = ""
    quotes: Number = 0


class Helped(Message, frozen=True):
    """The shopper waits for a member of staff, is with one called `by`, or with the guide alone."""

    stage: HelpStage = "none"
    by: PersonName = ""


class Show(Message, frozen=True):
    """Turn the showroom to something.

    `detail`: open the product's card; `compare`: side by side; `section`: walk there (slot
    `section`); `place`: put it down (slots `x`, `y`, `z` metres, or where the shopper points);
    `highlight`: these are meant, or asked about; `rotate` (slot `angle`, degrees), `scale` (slot
    `factor`), `hold`, `drop`; `variant` (slots `variant`, `size`): dress it in another colour.
    """

    what: Literal[
        "detail",
        "compare",
        "section",
        "place",
        "highlight",
        "rotate",
        "scale",
        "hold",
        "drop",
        "variant",
    ] = "detail"
    products: Products = ()
    slots: Slots = ()


class CartFrame(Message, tag="cart", frozen=True):
    """The whole cart."""

    lines: Cart = ()


class Worn(Message, frozen=True):
    """All that the avatar wears."""

    items: Outfit = ()


class Fitting(Message, frozen=True):
    """How a garment lies on the figure: a first look at once, then `settled`.

    `figure` and `mesh` are the GLBs of figure and garment, which `sits` puts in place.
    """

    product: Id = ""
    variant: Id = ""
    size: Id = ""
    settled: bool = False
    figure: Token = ""
    mesh: Token = ""
    quotes: Number = 0
    """The event whose payload `sits` is."""
    sits: Sits | None = None


class Consented(Message, frozen=True):
    """What is consented to now, and whether the visit is written down."""

    grants: Annotated[tuple[Purpose, ...], msgspec.Meta(max_length=8)] = ()
    durable: bool = False


class Speaking(Message, frozen=True):
    """The language on the shopper's screen is now `lang`."""

    lang: Lang = "en"


class Snapshot(Message, frozen=True):
    """All that the client shows, in place of the frames it missed."""

    lang: Lang = "en"
    grants: Annotated[tuple[Purpose, ...], msgspec.Meta(max_length=8)] = ()
    version: Number = 0
    context: Context = "for_you"
    items: Slate = ()
    cart: Cart = ()
    worn: Outfit = ()
    liked: Products = ()
    section: Token = ""
    stage: HelpStage = "none"
    by: PersonName = ""


class Refused(Message, frozen=True):
    """Client message `ref` (0: the frame or connection) was refused; `code` as in the errors."""

    code: Token = ""
    ref: Number = 0
    message: Annotated[str, msgspec.Meta(max_length=400)] = ""
    retry_ms: Millis = 0


class Pong(Message, frozen=True):
    """The answer to `ping`."""

    t0: float = 0.0
    t_ms: Millis = 0


class Chunk(Message, frozen=True):
    """Bytes `offset ..` of a blob of `total` bytes."""

    sha256: Sha256 = "0" * 64
    offset: Number = 0
    total: Number = 0
    data: bytes = b""


class Heard(Message, frozen=True):
    """Volatile: what becomes of the sound of `talk`; its final words are for the client to `say`.

    `state` of the turn: it `began` (the guide is to be quiet), `partial` words, `final` words,
    `nothing` was said after all; of the whole talk: `closed`, or `failed`: listen anew.
    `start_ms` and `end_ms`: first and last word, in milliseconds of the talk's sound.
    """

    talk: Number = 0
    turn: Number = 0
    state: Literal["began", "partial", "final", "nothing", "closed", "failed"] = "closed"
    text: Annotated[str, msgspec.Meta(max_length=400)] = ""
    start_ms: Millis = 0
    end_ms: Millis = 0


class Closing(Message, frozen=True):
    """The server is about to close with `code`; come back after `retry_ms` if it is below 3500."""

    code: Number = 0
    retry_ms: Millis = 0


Frame = (
    Welcome
    | Ack
    | SlateFrame
    | Said
    | Show
    | CartFrame
    | Worn
    | Fitting
    | Consented
    | Speaking
    | Snapshot
    | Refused
    | Pong
    | Chunk
    | Closing
    | Heard
    | Helped
)
