"""What the shop says of its products: `products.json` or `products.csv` beside the meshes.

`products.json` is a list of partial `catalogue.Product` records, each naming its file by `source`
or its product by `id`, or an object `{"products": [...], "body": "figure.glb"}`, where `body` is
the figure that garments are shown on. `units` (m, dm, cm, mm, in, ft) and `up` (y, z) say how to
read the file. `name`, `description` and `care` may be one text for all languages.

`products.csv` has a header; columns it may have: source, id, name (English), name_zh, category,
section, wear, price (`129.00`), currency (CNY if not given), colors, sizes (both `S;M;L`), stock
(`S=3;M=0`, or one number), material, description, description_zh, units, up. All are optional.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from assets_pipeline import naming
from assets_pipeline.catalogue import (
    LANGUAGES,
    AttributeValue,
    Price,
    Rating,
    Review,
    Texts,
    Variant,
)
from assets_pipeline.errors import AssetRejected, CatalogueUnreadable
from assets_pipeline.guard import paths

JSON_NAME = "products.json"
CSV_NAME = "products.csv"
RULES = 1
"""Raised when the same table would read as other entries, so that those kept do not count."""

_WITHOUT_MINOR = {"JPY", "KRW", "VND"}
_TEXTS = ("name", "description", "care")


Label = Annotated[str, Meta(max_length=64)]
"""As long as the protocol takes names."""

Wear = Literal["", "torso", "legs", "full", "feet", "head", "face", "hand"]


class Entry(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A partial product; what is unset is derived from the file."""

    source: str = ""
    units: Literal["", "m", "dm", "cm", "mm", "in", "ft"] = ""
    up: Literal["y", "z"] = "y"
    id: Annotated[str, Meta(min_length=1, max_length=naming.LONGEST)] | UnsetType = UNSET
    name: Texts | str | UnsetType = UNSET
    category: str | UnsetType = UNSET
    attributes: dict[str, AttributeValue] | UnsetType = UNSET
    price: Price | UnsetType = UNSET
    variants: list[Variant] | UnsetType = UNSET
    sizes: list[Label] | UnsetType = UNSET
    section: Label | UnsetType = UNSET
    wear: Wear | UnsetType = UNSET
    description: Texts | str | UnsetType = UNSET
    care: Texts | str | UnsetType = UNSET
    stock: dict[str, int] | UnsetType = UNSET
    rating: Rating | UnsetType = UNSET
    reviews: list[Review] | UnsetType = UNSET
    together: list[str] | UnsetType = UNSET
    credits: str | UnsetType = UNSET

    def given(self) -> dict[str, Any]:
        """Fields of `Product` that the shop filled in, but its attributes, which are merged."""
        skip = {"source", "units", "up", "attributes"}
        found = {key: getattr(self, key) for key in self.__struct_fields__ if key not in skip}
        for key in _TEXTS:
            if isinstance(found[key], str):
                found[key] = dict.fromkeys(LANGUAGES, found[key])
        return {key: value for key, value in found.items() if value is not UNSET}


class Table(msgspec.Struct, forbid_unknown_fields=True):
    """All that the shop says."""

    products: list[Entry] = []
    body: str = ""


class Row(msgspec.Struct, forbid_unknown_fields=True):
    """One line of `products.csv`."""

    source: str = ""
    id: str = ""
    name: str = ""
    name_zh: str = ""
    category: str = ""
    section: str = ""
    wear: str = ""
    price: str = ""
    currency: str = "CNY"
    colors: str = ""
    sizes: str = ""
    stock: str = ""
    material: str = ""
    description: str = ""
    description_zh: str = ""
    units: Literal["", "m", "dm", "cm", "mm", "in", "ft"] = ""
    up: Literal["", "y", "z"] = ""


def table_path(folder: Path) -> Path | None:
    """The table of a folder; JSON goes before CSV."""
    found = (folder / JSON_NAME, folder / CSV_NAME)
    return next((path for path in found if path.is_file()), None)


def load(folder: Path) -> Table:
    """The shop's table; an empty one where there is none.

    Raises:
        CatalogueUnreadable: it does not read, says an unknown thing, or says a thing twice.
    """
    path = table_path(folder)
    if path is None:
        return Table()
    try:
        data = paths.read_file(path, folder)
    except AssetRejected as error:
        raise CatalogueUnreadable(str(error)) from error
    table = _from_json(data) if path.name == JSON_NAME else _from_csv(data)
    _check_unique(table)
    return table


def _from_json(data: bytes) -> Table:
    try:
        found = msgspec.json.decode(data, type=list[Entry] | Table)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CatalogueUnreadable(f"{JSON_NAME}: {error}") from error
    return Table(found) if isinstance(found, list) else found


def _from_csv(data: bytes) -> Table:
    entries: list[Entry] = []
    try:
        rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig")), strict=True)
        for line in rows:
            filled = {str(key).strip(): value.strip() for key, value in line.items() if value}
            entries.append(_entry(msgspec.convert(filled, Row)))
    except (UnicodeDecodeError, csv.Error, msgspec.ValidationError, ValueError) as error:
        raise CatalogueUnreadable(f"{CSV_NAME}, product {len(entries) + 1}: {error}") from error
    except AttributeError as error:  # DictReader gathers surplus cells in a list
        message = f"{CSV_NAME}, product {len(entries) + 1}: more cells than columns"
        raise CatalogueUnreadable(message) from error
    return Table(entries)


def _entry(row: Row) -> Entry:
    record: dict[str, Any] = {
        "source": row.source,
        "id": row.id,
        "units": row.units,
        "up": row.up,
        "name": _texts(row.name, row.name_zh),
        "category": row.category,
        "section": row.section,
        "wear": row.wear,
        "description": _texts(row.description, row.description_zh),
        "sizes": _list(row.sizes),
        "stock": _stock(row.stock),
        "price": _price(row.price, row.currency) if row.price else None,
    }
    attributes = {"color": _list(row.colors), "material": row.material}
    record["attributes"] = {key: value for key, value in attributes.items() if value}
    return msgspec.convert({key: value for key, value in record.items() if value}, Entry)


def _texts(english: str, chinese: str) -> Texts:
    found = {"en": english or chinese, "zh-CN": chinese or english}
    return found if any(found.values()) else {}


def _list(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _stock(cell: str) -> dict[str, int]:
    parts = [part.rpartition("=") for part in _list(cell)]
    return {size.strip(): int(count) for size, _, count in parts}


def _price(cell: str, currency: str) -> dict[str, Any]:
    try:
        minor = Decimal(cell) * (1 if currency in _WITHOUT_MINOR else 100)
        if not 0 <= minor < 2**53 or minor != int(minor):
            raise ValueError(f"{cell!r} is no price")
    except InvalidOperation as error:
        raise ValueError(f"{cell!r} is no price") from error
    return {"minor": int(minor), "currency": currency}


def _check_unique(table: Table) -> None:
    for key in ("source", "id"):
        values = [getattr(entry, key) for entry in table.products]
        counts = Counter(value for value in values if value and value is not UNSET)
        for value, count in counts.items():
            if count > 1:
                raise CatalogueUnreadable(f"two products have the {key} {value!r}")
    if any(not entry.source and entry.id is UNSET for entry in table.products):
        raise CatalogueUnreadable("a product has neither `source` nor `id`")
