"""A product's record: what the file name says, then what the file says, then what the shop says."""

from __future__ import annotations

import msgspec

from assets_pipeline import blobs, kinds, naming
from assets_pipeline.catalogue import Image, Product, Variant
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
        usdz=made.files.get("usdz"),
        credits=made.credits,
        audit=made.audit,
        progressive=made.progressive,
    )
    stated = _told(found, entry)
    return msgspec.structs.replace(stated, images=_named(made.images, stated.variants))


def wear(source: str, entry: Entry) -> str:
    """Where it sits on a body, empty for what is not worn; known before anything is made of it."""
    return product(source, entry, Made(((0.0,) * 3, (0.0,) * 3), [])).wear


def _named(images: list[Image], variants: list[Variant]) -> list[Image]:
    """Pictures under the ids that the shop gave its variants; of others there is no picture."""
    ids = {str(variant.index): variant.id for variant in variants} | {"": ""}
    return [
        msgspec.structs.replace(image, variant=ids[image.variant])
        for image in images
        if image.variant in ids
    ]


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
