"""The catalogue's records: what `assets_pipeline build` writes and every other room reads.

`OUT/catalogue.json` is one `Catalogue`; the bytes it names by sha256 lie in `OUT/a/<sha256>`.
Lengths are metres, +Y up; money is in minor units (cents, fen) beside its currency code; texts are
keyed by language tag (`zh-CN`, `en`).
"""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import Annotated

import msgspec

from assets_pipeline.errors import CatalogueUnreadable

VERSION = 1

LANGUAGES = ("en", "zh-CN")

Texts = dict[str, str]
"""One text per language tag."""

AttributeValue = str | list[str] | float | bool
"""Canonical tokens are lower-case English (`red`, `cotton`); a user's own data may hold any text."""


class Price(msgspec.Struct, frozen=True):
    """An amount in minor units, e.g. ``Price(12900, "CNY")`` is 129.00 yuan."""

    minor: int
    currency: str


class Variant(msgspec.Struct, frozen=True):
    """A colourway. `index` is its place in the file's `KHR_materials_variants`, if it has any."""

    id: Annotated[str, msgspec.Meta(max_length=64)]
    name: Texts
    color: str = ""
    """Canonical colour token (`red`, `navy`), empty when unknown."""
    rgb: str = ""
    """sRGB `#rrggbb` of the swatch, empty when unknown."""
    index: int | None = None


class Blob(msgspec.Struct, frozen=True):
    """Content-addressed bytes."""

    sha256: str
    bytes: int


class Lod(msgspec.Struct, frozen=True):
    """One level of detail: a whole GLB. `error_m` is its geometric error against the finest."""

    sha256: str
    bytes: int
    triangles: int
    error_m: float


class Image(msgspec.Struct, frozen=True):
    """A picture of the product; `view` is `front`, `side`, `back` or `three_quarter`."""

    sha256: str
    bytes: int
    width: int
    height: int
    view: str = "front"
    variant: str = ""


class Review(msgspec.Struct, frozen=True):
    """What one customer wrote; `stars` is 1..5."""

    stars: int
    text: str
    lang: str


class Rating(msgspec.Struct, frozen=True):
    """The mean of `count` ratings, 1..5."""

    mean: float
    count: int


class Check(msgspec.Struct, frozen=True, array_like=True):
    """One number of the source file against a published limit: `["triangles", 242, 100000, true]`.

    Names that end in `_smallest` have a lower limit, all others an upper one.
    """

    name: str
    value: float
    limit: float
    ok: bool


class Audit(msgspec.Struct, frozen=True):
    """How the source file stands against the budgets that `assets_pipeline.audit` names."""

    khronos: list[Check] = []
    guidelines: list[Check] = []


class Product(msgspec.Struct, frozen=True):
    """What is sold. `lods` run from the coarsest to the finest; the last one is the whole file.

    `category` is a canonical token (`t-shirt`, `sneakers`, `armchair`), `section` the part of the
    shop it hangs in (`clothes`, `shoes`, `bags`, `glasses`, `furniture`, `other`).
    `stock` counts pieces by size (by `""` for a product without sizes); a product that does not
    say has no `stock` and is taken as available.
    `wear` names where a garment sits on a body (`torso`, `legs`, `full`, `feet`, `head`, `face`,
    `hand`), empty for what is not worn.
    """

    id: str
    name: Texts
    source: str
    category: str
    attributes: dict[str, AttributeValue] = {}
    price: Price | None = None
    variants: list[Variant] = []
    sizes: list[str] = []
    bounds_m: tuple[tuple[float, float, float], tuple[float, float, float]] = (
        (0.0, 0.0, 0.0),
        (0.0, 0.0, 0.0),
    )
    lods: list[Lod] = []
    images: list[Image] = []
    usdz: Blob | None = None
    """For AR Quick Look, where the build was asked for it."""
    section: str = "other"
    wear: str = ""
    description: Texts = {}
    care: Texts = {}
    stock: dict[str, int] = {}
    rating: Rating | None = None
    reviews: list[Review] = []
    together: list[str] = []
    """Ids of products that are often worn or placed with this one."""
    credits: str = ""
    """Copyright or licence text that came with the file."""
    progressive: Blob | None = None
    """A GLB of the coarsest level that names the others (NEEDLE_progressive), for other viewers."""
    audit: Audit = Audit()

    def in_stock(self, size: str = "") -> bool:
        """Whether a piece can be sold; unknown stock counts as available."""
        if not self.stock:
            return True
        if size:
            return self.stock.get(size, 0) > 0
        return any(count > 0 for count in self.stock.values())


class Rejected(msgspec.Struct, frozen=True):
    """A file that was refused, with the place and the reason."""

    file: str
    code: str
    pointer: str
    message: str


class Catalogue(msgspec.Struct, frozen=True, dict=True):
    """Everything the shop sells."""

    products: list[Product]
    version: int = VERSION
    rejected: list[Rejected] = []
    body: Blob | None = None
    """The default figure that garments are shown on (GLB), where there is one."""

    @cached_property
    def by_id(self) -> dict[str, Product]:
        """Products by id."""
        return {product.id: product for product in self.products}

    @cached_property
    def digest(self) -> str:
        """Sha256 of the canonical encoding: logs and caches name a catalogue by it."""
        return hashlib.sha256(encode(self)).hexdigest()


def encode(catalogue: Catalogue) -> bytes:
    """`catalogue.json`, the same bytes for the same catalogue."""
    return msgspec.json.format(msgspec.json.encode(catalogue, order="deterministic"), indent=1)


def decode(data: bytes) -> Catalogue:
    """Read `catalogue.json`.

    Raises:
        CatalogueUnreadable: the bytes are not a catalogue of this version.
    """
    try:
        catalogue = msgspec.json.decode(data, type=Catalogue)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise CatalogueUnreadable(str(error)) from error
    if catalogue.version != VERSION:
        raise CatalogueUnreadable(f"version {catalogue.version}, this build reads {VERSION}")
    return catalogue
