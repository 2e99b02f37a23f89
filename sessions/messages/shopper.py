"""What a shopper's browser sends. `Event` bodies are these plus the answers in `jobs`."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from sessions.messages.common import (
    Act,
    GestureKind,
    Hand,
    Id,
    Lang,
    Message,
    Metres,
    Millis,
    Number,
    Products,
    Purpose,
    Record,
    Sha256,
    Token,
    Unit,
)

TEXT = 400
"""Characters that are said at once."""


class Hello(Message, frozen=True):
    """The first message, within 5 s of the socket opening.

    `visit` and `epoch` are empty for a new visit; to come back they are what `welcome` said, with
    `ack` the newest frame that arrived. `lang` is the language on the shopper's screen.
    """

    token: Annotated[str, msgspec.Meta(max_length=2048)] = ""
    visit: Id = ""
    epoch: Id = ""
    lang: Lang = "en"
    capabilities: Annotated[tuple[Token, ...], msgspec.Meta(max_length=16)] = ()


class Gesture(Record, frozen=True):
    """One gesture, recognised on the client.

    `ms` is how long it lasted; `magnitude` its size in the unit of its kind (rotate: radians,
    scale: factor, swipe and move: metres, else 0..1); `at` where, in metres of the showroom
    (place, move); `value` the stars of `rate` (1..5).
    """

    kind: GestureKind
    product: Id = ""
    variant: Id = ""
    hand: Hand = "none"
    ms: Annotated[int, msgspec.Meta(ge=0, le=600_000)] = 0
    magnitude: Annotated[float, msgspec.Meta(ge=-1000.0, le=1000.0)] = 0.0
    at: tuple[Metres, Metres, Metres] | None = None
    value: Annotated[int, msgspec.Meta(ge=0, le=5)] = 0


class Gestures(Message, frozen=True):
    """Gestures in the order they were made; answered by one `slate` frame."""

    items: Annotated[tuple[Gesture, ...], msgspec.Meta(min_length=1, max_length=32)] = ()


class Seen(Record, frozen=True):
    """One product as the shopper sees it now, so that "that one on the left" has a meaning.

    `position` is in the viewer's frame (metres; x right, y up, z towards the viewer, so what lies
    ahead is negative); `pointed` and `gazed` are 0..1, 1 in the very centre of the ray.
    """

    product: Id
    position: tuple[Metres, Metres, Metres]
    pointed: Unit = 0.0
    gazed: Unit = 0.0


class Say(Message, frozen=True):
    """Words, typed or recognised in the browser, with what is in view while they are said.

    The text is a payload: it stays in memory, redacted, while later requests may refer to it, and is
    written down only with the consent `qa_replay`.
    """

    text: Annotated[str, msgspec.Meta(max_length=TEXT)] = ""
    lang: Lang = "en"
    by: Literal["text", "voice"] = "text"
    scene: Annotated[tuple[Seen, ...], msgspec.Meta(max_length=64)] = ()


PICTURE = 15_000
"""Bytes of a picture: a JPEG of 256 pixels or so, which is all that the models look at."""


class Picture(Message, frozen=True):
    """A picture (JPEG, PNG or WebP) to find things like it; needs the consent `picture`.

    The bytes are a payload: looked at once, in memory, and written down nowhere.
    """

    data: Annotated[bytes, msgspec.Meta(max_length=PICTURE)] = b""


class Measure(Record, frozen=True):
    """One body measurement: `height`, `bust`, `waist`, `hips`, `inseam`, `shoulder`, `sleeve` .."""

    name: Token
    metres: Annotated[float, msgspec.Meta(ge=0.0, le=3.0)]


class Measures(Message, frozen=True):
    """The shopper's own measurements, any of them; the figure takes them on, and what it wears.

    They are a payload: held in memory while the visit lasts, and written down nowhere. `forget`
    drops them.
    """

    items: Annotated[tuple[Measure, ...], msgspec.Meta(max_length=16)] = ()
    build: Literal["", "women", "men"] = ""
    forget: bool = False


class Do(Message, frozen=True):
    """An act stated by a button: the same as having said it."""

    act: Act = Act("help")


class Consent(Message, frozen=True):
    """All purposes the shopper consents to from now on; those not named are withdrawn."""

    grants: Annotated[tuple[Purpose, ...], msgspec.Meta(max_length=8)] = ()


class Bye(Message, frozen=True):
    """The visit is over."""


class Ping(Message, frozen=True):
    """Volatile: asks for a `pong` with the same `t0`."""

    t0: float = 0.0


class Wanted(Record, frozen=True):
    """One blob and from which byte on."""

    sha256: Sha256
    offset: Number = 0


class Want(Message, frozen=True):
    """Volatile: the blobs to stream, most wanted first; replaces the earlier list."""

    items: Annotated[tuple[Wanted, ...], msgspec.Meta(max_length=64)] = ()


class Got(Message, frozen=True):
    """Volatile: all chunks of `sha256` up to byte `offset` have arrived; opens the window."""

    sha256: Sha256 = "0" * 64
    offset: Number = 0


class Listen(Message, frozen=True):
    """Volatile: the microphone is open; `audio` follows, `heard` answers. Ends an earlier `talk`.

    `push`: a button is held while speaking, and silence ends nothing.
    """

    talk: Number = 0
    lang: Lang = "en"
    push: bool = False


class Audio(Message, frozen=True):
    """Volatile: sound of `talk`, mono PCM, 16 kHz, 16 bit little-endian. Heard, and never kept."""

    talk: Number = 0
    pcm: Annotated[bytes, msgspec.Meta(max_length=8192)] = b""


class Hush(Message, frozen=True):
    """Volatile: the microphone is closed; `cancel` forgets the turn under way."""

    talk: Number = 0
    cancel: bool = False


ShopperMessage = (
    Hello
    | Gestures
    | Say
    | Picture
    | Measures
    | Do
    | Consent
    | Bye
    | Ping
    | Want
    | Got
    | Listen
    | Audio
    | Hush
)

__all__ = [
    "Audio",
    "Bye",
    "Consent",
    "Do",
    "Gesture",
    "Gestures",
    "Got",
    "Hello",
    "Hush",
    "Listen",
    "Measure",
    "Measures",
    "Millis",
    "Picture",
    "Ping",
    "Products",
    "Say",
    "Seen",
    "ShopperMessage",
    "Want",
    "Wanted",
]
