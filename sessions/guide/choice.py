"""Which variant and size of a product are meant, and whether they can be had."""

from __future__ import annotations

from collections.abc import Sequence

from assets_pipeline.catalogue import Catalogue, Product
from sessions.messages.jobs import Choose, Chosen


class Chooser:
    """Answers `Choose` from the catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._products = catalogue.by_id

    def choose(self, job: Choose) -> Chosen:
        """The variant and size meant, or the nearest that can be had and the problem."""
        product = self._products.get(job.product)
        if product is None or not product.in_stock():
            return _chosen(job, job.variant, job.size, "sold_out")
        variant, color_missing = _variant(product, job.variant)
        size, size_missing = _size(product, job.size, job.worn)
        problem = ""
        if size_missing:
            problem = "size_unavailable"
        elif color_missing:
            problem = "color_unavailable"
        return _chosen(job, variant, size, problem)


def _chosen(job: Choose, variant: str, size: str, problem: str) -> Chosen:
    return Chosen(
        for_seq=job.for_seq,
        product=job.product,
        variant=variant,
        size=size,
        then=job.then,
        count=job.count,
        problem=problem,
    )


def _variant(product: Product, wanted: str) -> tuple[str, bool]:
    """The id of the variant that goes by `wanted` (id, colour word or name); was it missing?"""
    if not product.variants:
        return "", bool(wanted) and wanted != product.attributes.get("color")
    word = wanted.casefold()
    for variant in product.variants:
        names = (variant.id, variant.color, *variant.name.values())
        if word in (name.casefold() for name in names if name):
            return variant.id, False
    return product.variants[0].id, bool(wanted)


def _size(product: Product, wanted: str, worn: str) -> tuple[str, bool]:
    """The size that goes by `wanted`, a label or a step from `worn`; could it not be had?"""
    sizes = product.sizes
    if not sizes:
        return "", bool(wanted) and wanted[0] not in "+-"
    if wanted[:1] in {"+", "-"} and wanted[1:].isdecimal():
        place = _place(sizes, worn) + int(wanted)
        if not 0 <= place < len(sizes):
            return worn or _nearest(product, _place(sizes, worn)), True
    elif wanted:
        place = _index(sizes, wanted)
        if place < 0:
            return _nearest(product, _place(sizes, worn)), True
    else:
        return _nearest(product, _place(sizes, worn)), False
    nearest = _nearest(product, place)
    return nearest, nearest != sizes[place]


def _index(sizes: Sequence[str], wanted: str) -> int:
    labels = [size.casefold() for size in sizes]
    return labels.index(wanted.casefold()) if wanted.casefold() in labels else -1


def _place(sizes: Sequence[str], worn: str) -> int:
    """Where `worn` stands, or the middle of the range."""
    place = _index(sizes, worn)
    return place if place >= 0 else len(sizes) // 2


def _nearest(product: Product, place: int) -> str:
    """The size in stock that is nearest to `place`; the larger of two."""
    in_stock = [at for at, size in enumerate(product.sizes) if product.in_stock(size)]
    return product.sizes[min(in_stock, key=lambda at: (abs(at - place), -at))]
