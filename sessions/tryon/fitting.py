"""The answer to the Job `Fit`: which garment, colour and size the figure is shown in.

Until the fitting solver is here, garments hang on the default figure as they were modelled, and no
number of fit is given.
"""

from __future__ import annotations

from assets_pipeline.catalogue import Catalogue, Product
from sessions.messages.jobs import Fit, Fitted

MODEL = "figure-1"
"""The default figure, without a solver."""


class Fitting:
    """Looks garments up in a catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._products = catalogue.by_id

    def fit(self, job: Fit) -> Fitted:
        """Show the garment on the default figure, where it can be worn.

        A variant or size that is not sold falls back to the first one (of the sizes, the first in
        stock); the answer names what is shown. `reason` is `not_wearable` for what has no place on
        a body, `unknown_product` for what is not sold here, else empty.
        """
        product = self._products.get(job.product)
        if product is None:
            return _unavailable(job, "unknown_product")
        if not product.wear:
            return _unavailable(job, "not_wearable")
        return Fitted(
            for_seq=job.for_seq,
            model=MODEL,
            product=job.product,
            variant=_variant(product, job.variant),
            size=_size(product, job.size),
            fit="shown",
            place=product.wear,
            stage="again" if job.stage == "again" else "settle",
        )


def _variant(product: Product, wanted: str) -> str:
    ids = [variant.id for variant in product.variants]
    return wanted if wanted in ids else next(iter(ids), "")


def _size(product: Product, wanted: str) -> str:
    """The size asked for, in stock or not: trying on is not buying. Else the first that is sold."""
    if wanted in product.sizes:
        return wanted
    sold = [size for size in product.sizes if product.in_stock(size)]
    return next(iter(sold or product.sizes), "")


def _unavailable(job: Fit, reason: str) -> Fitted:
    return Fitted(
        for_seq=job.for_seq,
        model=MODEL,
        product=job.product,
        variant=job.variant,
        size=job.size,
        fit="unavailable",
        reason=reason,
        stage="settle",
    )
