"""Dresses shoppers, in a process of its own: the Jobs `Fit` with the cloth solver.

What was draped last is kept, by the body it lies on, so that a change of size goes on from there.
Without the figure's model pack there is no tailor, and garments hang on the shop's mannequin.
"""

from __future__ import annotations

import hashlib
import logging
import time
import traceback
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from threading import Lock, Thread
from typing import Final, NamedTuple

import msgspec

from assets_pipeline.body import bake, figure
from assets_pipeline.body.fitting import Body
from assets_pipeline.catalogue import Catalogue, Product, decode
from assets_pipeline.drape import report, stream
from assets_pipeline.drape.dress import FIRST, SETTLING, WHOLE, Dressed, Worn
from assets_pipeline.drape.wardrobe import Wardrobe
from assets_pipeline.errors import MeasurementsRefused
from assets_pipeline.garments.product import spec_of
from assets_pipeline.garments.sizes import CHARTS, Build, advise
from assets_pipeline.garments.spec import Spec
from server.workers import Outcome, Request
from sessions.errors import JobBroken, MeasuresRefused, ShowroomError
from sessions.messages.common import Sits, WornItem, ZoneFit
from sessions.messages.jobs import Fit, Fitted
from sessions.messages.shopper import Measures
from sessions.tryon.fitting import Fitting

log = logging.getLogger(__name__)

FIGURE: Final = bake.PACK

MODEL: Final = "drape-1"
BODIES: Final = 128
"""Shoppers whose clothes are kept as they lie, a megabyte or two each."""
MESHES: Final = 256
PAUSE_S: Final = 0.05

INNER: Final = (
    *("leggings", "tank_top", "jeans", "trousers", "shorts", "skirt", "t_shirt", "shirt", "polo"),
    *("dress", "vest", "sweater", "hoodie", "jacket", "coat"),
)
"""Kinds from the skin outwards, where the shopper does not say otherwise."""
OUTER: Final = frozenset({"jacket", "coat"})
"""Kinds that are worn over another garment of their place."""

_USUAL: Final[dict[Build, dict[str, float]]] = {
    "women": {"height": 1.68, "bust": 0.90, "waist": 0.74, "hips": 0.98},
    "men": {"height": 1.78, "bust": 0.98, "waist": 0.84, "hips": 0.99},
}
"""Whom garments are shown on before anything was measured."""


class Asked(NamedTuple):
    """One garment that is to be worn."""

    product: Product
    spec: Spec
    size: str
    variant: str


class Tailor:
    """Answers `Fit` for one catalogue."""

    def __init__(self, catalogue: Catalogue, room: Wardrobe) -> None:
        self._catalogue = catalogue
        self._plain = Fitting(catalogue)
        self._room = room
        self._lock = Lock()
        self._figure = stream.figure(room, room.fitter.fit(_USUAL["women"], "women"))
        self._meshes: OrderedDict[Spec, bytes] = OrderedDict()
        self._dressed: OrderedDict[bytes, tuple[Dressed, dict[str, Worn]]] = OrderedDict()

    def fit(self, job: Fit, measures: Measures | None) -> Outcome:
        """Dress the shopper, or the usual figure.

        Raises:
            MeasuresRefused: no body has these measurements.
        """
        plain = self._plain.fit(job)
        asked = self._asked(job.product, plain.variant, plain.size)
        if plain.fit == "unavailable" or asked is None:
            return Outcome(plain)
        with self._lock:
            try:
                return self._draped(job, asked, measures)
            except MeasurementsRefused as error:
                raise MeasuresRefused(str(error)) from error

    def prepare(self) -> None:
        """Cut all garments of the catalogue, so that the first who wears one does not wait."""
        for product in self._catalogue.products:
            spec = spec_of(product, next(iter(product.variants), None))
            if spec is None:
                continue
            with self._lock:
                self._room.piece(spec)
            time.sleep(PAUSE_S)  # whoever came meanwhile goes first
            with self._lock:
                self._mesh(spec)
            time.sleep(PAUSE_S)
        log.info("the wardrobe is cut")

    def _draped(self, job: Fit, asked: Asked, measures: Measures | None) -> Outcome:
        build = self._build(asked.product, measures)
        dressed, known = self._on(measures, build)
        chart: Build = "men" if dressed.body.parameters[0] < 0.5 else "women"
        worn = self._lay(dressed, known, job, asked, chart)
        body, fit = stream.points(dressed.body.vertices, self._room), stream.fit(worn)
        mesh = self._mesh(asked.spec)
        answer = Fitted(
            for_seq=job.for_seq,
            model=MODEL,
            product=job.product,
            variant=asked.variant,
            size=asked.size,
            fit="fitted" if measures else "shown",
            place="outer" if asked.spec.kind in OUTER else asked.product.wear,
            stage=job.stage,
            figure=_name(self._figure),
            mesh=_name(mesh),
            sits=self._sits(dressed, worn, asked, chart=chart, body=_name(body), fit=_name(fit)),
        )
        return Outcome(answer, None, (self._figure, mesh, body, fit))

    def _lay(
        self, dressed: Dressed, known: dict[str, Worn], job: Fit, asked: Asked, chart: Build
    ) -> Worn:
        """Put the garment into its layer: over what lies nearer to the skin."""
        outfit = [self._of(item) for item in job.outfit]
        layers = sorted(
            [*filter(None, outfit), asked], key=lambda each: INNER.index(each.spec.kind)
        )
        dressed.worn = []
        for each in layers:
            size = _charted(each.size)
            worn = known.get(each.product.id)
            same = worn is not None and worn.piece is self._room.piece(each.spec)
            if not same or worn is None:
                rounds = WHOLE if each is not asked or job.stage != "first" else WHOLE // 2
                worn = dressed.put_on(each.spec, size, chart, rounds)
                known[each.product.id] = worn
            else:
                dressed.worn.append(worn)
                if each is asked or worn.size != size or len(worn.nearest) != len(dressed.worn):
                    dressed.again(worn, size, FIRST if job.stage == "first" else SETTLING)
            if each is asked:
                return worn
        raise AssertionError("the garment asked for is one of the layers")

    def _sits(
        self, dressed: Dressed, worn: Worn, asked: Asked, *, chart: Build, body: str, fit: str
    ) -> Sits:
        sold = {size: CHARTS[chart][_charted(size)] for size in asked.product.sizes or (worn.size,)}
        advice = advise(asked.spec, dressed.body.measures, sold)
        zones = tuple(
            ZoneFit(name, round(zone.body, 4), round(zone.garment, 4), round(zone.strain, 4))
            for name, zone in report.zones(dressed, worn).items()
        )
        off = max((abs(each) for each in dressed.body.residual.values()), default=0.0)
        return Sits(body, fit, advice.size, advice.probabilities[advice.size], zones, round(off, 4))

    def _on(self, measures: Measures | None, build: Build | str) -> tuple[Dressed, dict[str, Worn]]:
        key = msgspec.msgpack.encode((measures.items if measures else (), build))
        if key not in self._dressed:
            self._dressed[key] = Dressed(self._room, self._body(measures, build)), {}
            if len(self._dressed) > BODIES:
                self._dressed.popitem(last=False)
        self._dressed.move_to_end(key)
        return self._dressed[key]

    def _body(self, measures: Measures | None, build: Build | str) -> Body:
        if measures is None or not measures.items:
            usual: Build = "men" if build == "men" else "women"
            return self._room.fitter.fit(_USUAL[usual], usual)
        wanted = {item.name: item.metres for item in measures.items}
        return self._room.fitter.fit(wanted, build)  # type: ignore[arg-type] # one of the three

    def _build(self, product: Product, measures: Measures | None) -> str:
        if measures is not None:
            return measures.build
        return "men" if product.attributes.get("gender") == "men" else "women"

    def _mesh(self, spec: Spec) -> bytes:
        if spec not in self._meshes:
            self._meshes[spec] = stream.garment(self._room, spec)
            if len(self._meshes) > MESHES:
                self._meshes.popitem(last=False)
        self._meshes.move_to_end(spec)
        return self._meshes[spec]

    def _of(self, item: WornItem) -> Asked | None:
        return self._asked(item.product, item.variant, item.size)

    def _asked(self, product: str, variant: str, size: str) -> Asked | None:
        found = self._catalogue.by_id.get(product)
        if found is None:
            return None
        colour = next((each for each in found.variants if each.id == variant), None)
        spec = spec_of(found, colour)
        return None if spec is None else Asked(found, spec, size, variant)


def _charted(size: str) -> str:
    """The row of the size chart that a label stands for; what has no size is cut as M."""
    label = size.upper()
    label = {"2XL": "XXL", "XXXL": "3XL"}.get(label, label)
    return label if label in CHARTS["women"] else "M"


def _name(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


_tailors: list[Tailor] = []
"""The tailor of this process, once `start` has found the figure."""


def start(catalogue: Path, models: Path) -> None:
    """Load the figure; garments are cut beside the first answers."""
    tailor = Tailor(decode((catalogue / "catalogue.json").read_bytes()), Wardrobe(models))
    _tailors[:] = [tailor]
    Thread(target=_prepare, args=(tailor,), name="wardrobe", daemon=True).start()


def _prepare(tailor: Tailor) -> None:
    try:
        tailor.prepare()
    except Exception:
        log.exception("the wardrobe could not be cut")


def there(models: Path) -> bool:
    """Whether the figure was baked there."""
    return (models / figure.FILE).is_file()


def fits(requests: Sequence[Request]) -> list[Outcome | ShowroomError]:
    """Do `Fit` Jobs, in a process that has started."""
    return [_do(_tailors[0], request) for request in requests]


def _do(tailor: Tailor, request: Request) -> Outcome | ShowroomError:
    job = request.job
    assert isinstance(job, Fit)
    try:
        return tailor.fit(job, request.payload.measures)
    except ShowroomError as error:
        return error
    except Exception as error:  # noqa: BLE001 - one fit must not fail its neighbours
        trace = "".join(
            traceback.format_tb(error.__traceback__)
        )  # its message may hold measurements
        log.error("fit failed: %s\n%s", type(error).__name__, trace)  # noqa: TRY400
        return JobBroken("this could not be done")
