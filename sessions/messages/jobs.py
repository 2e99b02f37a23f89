"""Heavy work as values, and the events that answer it.

Each Job ends in exactly one event: its answer, `JobFailed` or `JobTimedOut`. `for_seq` is the log
number of the event that asked; `model` names the version that answered. An answer older than the
newest one applied is ignored. Payloads (a text, a vector) are named by the seq they came with.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from sessions.messages.common import (
    Act,
    Context,
    GestureKind,
    Id,
    Lang,
    Message,
    Metres,
    Millis,
    Number,
    Outfit,
    PersonName,
    Products,
    Record,
    Sits,
    Slate,
    Slots,
    Token,
    Unit,
)
from sessions.messages.shopper import Bye, Consent, Do, Gestures, Measures, Picture, Say


class Job(Record, frozen=True, tag=str.lower):
    """Base of all work; `for_seq` is the log number of the event that asked for it."""

    for_seq: Number = 0


class Candidate(Record, frozen=True):
    """Something the shopper may mean by "this". Distances and angles as in `shopper.Seen`."""

    product: Id
    held: bool = False
    pointed: Unit = 0.0
    gazed: Unit = 0.0
    mentioned: Unit = 0.0
    """1 for what was spoken of last, falling with age."""
    position: tuple[Metres, Metres, Metres] | None = None


class Interaction(Record, frozen=True):
    """What was done with a product: a gesture, or an act such as `cart.add`, `like`, `dislike`."""

    seq: Number
    t_ms: Millis
    kind: Literal[GestureKind, "cart_add", "cart_remove", "like", "dislike", "details", "compare"]
    product: Id
    ms: Number = 0
    magnitude: float = 0.0
    value: Number = 0


Hidden = Annotated[tuple[Id, ...], msgspec.Meta(max_length=256)]

Interactions = Annotated[tuple[Interaction, ...], msgspec.Meta(max_length=50)]


class Understand(Job, frozen=True):
    """What do the words of event `for_seq` mean? The text is the payload of that seq.

    `previous` is the key of the guide's last answer, `acts` the shopper's last acts.
    """

    lang: Lang = "en"
    previous: Token = ""
    acts: Annotated[tuple[Token, ...], msgspec.Meta(max_length=4)] = ()
    candidates: Annotated[tuple[Candidate, ...], msgspec.Meta(max_length=64)] = ()


class Search(Job, frozen=True):
    """Which products answer the constraints? `asked` names the request whose vector helps.

    `near` is a product to be like (similar) or cheaper than (cheaper) or to go with (complement).
    """

    asked: Number = 0
    constraints: Slots = ()
    context: Context = "search"
    near: Id = ""


class Look(Job, frozen=True):
    """Which products look like the picture of event `for_seq`? It is the payload of that seq."""


class Rank(Job, frozen=True):
    """Order the shelf after what was done so far.

    `found` limits (and orders) the candidates when it is not empty; `hidden` is never shown
    (the last 256 that were dismissed); `owned` is in the cart or worn. `seed` fixes the exploration slots.
    """

    recent: Interactions = ()
    asked: Number = 0
    constraints: Slots = ()
    found: Products = ()
    hidden: Hidden = ()
    owned: Products = ()
    context: Context = "for_you"
    near: Id = ""
    seed: Number = 0


class Reply(Job, frozen=True):
    """Words for the shopper: answer `key` about `products`, from catalogue facts."""

    lang: Lang = "en"
    key: Token = ""
    products: Products = ()
    slots: Slots = ()


class Choose(Job, frozen=True):
    """Which variant and size of `product` are meant? The state knows no catalogue, so it asks.

    `variant` may be an id or a colour word, `size` a label or a step from `worn` such as `+1`;
    empty means "what is usual". `then` says what becomes of the choice.
    """

    product: Id = ""
    variant: Id = ""
    size: Id = ""
    worn: Id = ""
    """The size chosen before, which a step counts from."""
    then: Literal["show", "wear", "cart"] = "show"
    count: Number = 1


FitStage = Literal["first", "settle", "again"]


class Fit(Job, frozen=True):
    """Dress the avatar in `product`; variant and size have been chosen.

    `first` wants a look at once, `settle` the cloth at rest, `again` the same after something else
    was put on. `measured` is the event whose payload are the shopper's measurements (0: none);
    `outfit` is what else is worn.
    """

    product: Id = ""
    variant: Id = ""
    size: Id = ""
    stage: FitStage = "first"
    measured: Number = 0
    outfit: Outfit = ()


class Wake(Job, frozen=True):
    """The only timer: answered by `Woke` at `at_ms` of the visit's clock."""

    at_ms: Millis = 0
    key: Token = ""


class Call(Job, frozen=True):
    """Is there a member of staff to talk with the shopper?"""


AnyJob = Understand | Search | Look | Rank | Reply | Choose | Fit | Wake | Call


class Answer(Message, frozen=True):
    """Base of all answers to a Job."""

    for_seq: Number = 0
    model: Token = ""


class Understood(Answer, frozen=True):
    """At most two acts; `abstained` when no reading was sure enough."""

    acts: Annotated[tuple[Act, ...], msgspec.Meta(max_length=2)] = ()
    abstained: bool = False
    lang: Lang = "en"
    sentiment: Annotated[float, msgspec.Meta(ge=-1.0, le=1.0)] = 0.0


class Found(Answer, frozen=True):
    """Matching products, best first. `relaxed` names the constraints given up to find any."""

    products: Products = ()
    matched: Number = 0
    relaxed: Annotated[tuple[Token, ...], msgspec.Meta(max_length=8)] = ()


class Looked(Answer, frozen=True):
    """Products that look like the picture, the most alike first."""

    products: Products = ()


class RankedAnswer(Answer, tag="ranked", frozen=True):
    """The shelf, best first. `asked` is the request whose vector was at hand (0: none)."""

    items: Slate = ()
    asked: Number = 0


class Replied(Answer, frozen=True):
    """The words."""

    lang: Lang = "en"
    key: Token = ""
    text: Annotated[str, msgspec.Meta(max_length=2000)] = ""
    products: Products = ()


class Chosen(Answer, frozen=True):
    """The choice.

    `problem` is empty, or says what could not be had (`size_unavailable`, `color_unavailable`,
    `sold_out`); variant and size are then the nearest that can.
    """

    product: Id = ""
    variant: Id = ""
    size: Id = ""
    then: Literal["show", "wear", "cart"] = "show"
    count: Number = 1
    problem: Token = ""


class Fitted(Answer, frozen=True):
    """`shown`: on the default figure; `fitted`: in the shopper's own measurements.

    `place` as in `WornItem`.
    """

    product: Id = ""
    variant: Id = ""
    size: Id = ""
    fit: Literal["shown", "fitted", "unavailable"] = "unavailable"
    reason: Token = ""
    place: Token = ""
    stage: FitStage = "settle"
    figure: Token = ""
    mesh: Token = ""
    """Blobs: the figure, and the garment; empty where the product's own mesh is shown."""
    sits: Sits | None = None
    """A payload: the record has none."""


class Woke(Answer, frozen=True):
    """The time of a `Wake` has come."""

    key: Token = ""


class Called(Answer, frozen=True):
    """So many members of staff are there."""

    staff: Number = 0


class JobFailed(Answer, frozen=True):
    """The Job `job` could not be done; `code` as in the errors."""

    job: Token = ""
    code: Token = ""


class JobTimedOut(Answer, frozen=True):
    """The Job `job` took longer than its deadline."""

    job: Token = ""


class Started(Message, frozen=True):
    """The visit begins: its language and the seed of all that is drawn in it."""

    lang: Lang = "en"
    seed: Number = 0


ADVICE = 1000
"""Characters that a member of staff says at once."""


class Attended(Message, frozen=True):
    """A member of staff, called `by`, takes the visit, says `text` (a payload), or hands it back."""

    did: Literal["came", "said", "left"] = "said"
    by: PersonName = ""
    text: Annotated[str, msgspec.Meta(max_length=ADVICE)] = ""


class Refusal(Message, frozen=True):
    """A message was refused before it reached the visit's state: the client is told in order."""

    code: Token = ""
    ref: Number = 0
    message: Annotated[str, msgspec.Meta(max_length=400)] = ""
    retry_ms: Millis = 0


Body = (
    Started
    | Refusal
    | Gestures
    | Say
    | Picture
    | Measures
    | Do
    | Consent
    | Bye
    | Understood
    | Found
    | Looked
    | RankedAnswer
    | Replied
    | Chosen
    | Fitted
    | Woke
    | JobFailed
    | JobTimedOut
    | Called
    | Attended
)


class Event(Record, frozen=True):
    """One step of a visit: `seq` is its place in the log, `t_ms` the visit's clock."""

    seq: Number
    t_ms: Millis
    body: Body
