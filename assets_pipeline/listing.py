"""A product's record: what the file name says, then what the file says, then what the shop says."""

from __future__ import annotations

import msgspec

from assets_pipeline import blobs, kinds, naming
from assets_pipeline.catalogue import Product
from assets_pipeline.metadata import Entry
from assets_pipeline.work import Made


def product(source: str, entry: Entry, made: Made) -> Product:
    """The record of one file; later sources of knowledge win."""
    told = naming.read(kinds.split(source)[0])
    kind = naming.KINDS.get(told.category)
    colors = list(dict.fromkeys(one.color for one in made.variants if one.color))
    said = {"color": told.color or colors, "material": told.material}
    found = Product(
        id=naming.product_id(source),
        name=told.name,
        source=source,
        category=told.category or "other",
        section=kind.section if kind else "other",
        wear=kind.wear if kind else "",
        attributes={key: value for key, value in said.items() if value},
        variants=made.variants,
        bounds_m=made.bounds_m,
        lods=made.lods,
        images=made.images,
        credits=made.credits,
        audit=made.audit,
        progressive=made.progressive,
    )
    return _told(found, entry)


def _told(product: Product, entry: Entry) -> Product:
    given = entry.given()
    kind = naming.KINDS.get(given.get("category", ""))
    implied = {"section": kind.section, "wear": kind.wear} if kind else {}
    attributes = entry.attributes
    if attributes is not msgspec.UNSET:
        given["attributes"] = {**product.attributes, **attributes}
    return msgspec.structs.replace(product, **(implied | given))


def apart(product: Product) -> Product:
    """A second product of one id: it gets the start of its path's hash."""
    short = blobs.sha256(product.source.encode())[:6]
    return msgspec.structs.replace(product, id=f"{product.id}-{short}")
