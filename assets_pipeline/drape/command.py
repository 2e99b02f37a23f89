"""What `python -m assets_pipeline fit` does: one garment on one body, told in numbers, and as a GLB."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from assets_pipeline.drape import model, report
from assets_pipeline.drape.dress import Dressed
from assets_pipeline.drape.wardrobe import Wardrobe
from assets_pipeline.errors import MeasurementsRefused
from assets_pipeline.garments.sizes import CHARTS, SIZES, Build, advise
from assets_pipeline.garments.spec import WARDROBE


def garments() -> list[dict[str, Any]]:
    """What can be worn: `[{"id", "sizes"}]`."""
    return [{"id": name, "sizes": list(SIZES)} for name in WARDROBE]


def measurements(text: str) -> dict[str, float]:
    """`height=1.65,bust=0.88` as metres by name.

    Raises:
        MeasurementsRefused: not of this form, or a name given twice.
    """
    found: dict[str, float] = {}
    for item in filter(None, text.split(",")):
        name, mark, value = item.partition("=")
        name = name.strip()
        try:
            number = float(value)
        except ValueError as error:
            raise MeasurementsRefused(f"{item!r} is not name=metres") from error
        if not mark or name in found:
            raise MeasurementsRefused(f"{item!r}: each measurement once, as name=metres")
        found[name] = number
    return found


def fit(
    models: Path,
    wanted: Mapping[str, float],
    garment: str,
    size: str,
    out: Path,
    *,
    build: Literal["", "women", "men"] = "",
) -> dict[str, Any]:
    """Dress a body and write it.

    Args:
        models: folder of the model packs.
        wanted: measurements, metres.
        garment: name in `WARDROBE`.
        size: of `SIZES`.
        out: GLB to write.
        build: whose proportions and size chart; by default what the measurements look like.

    Raises:
        MeasurementsRefused: a measurement is not that of a person.
        BodyUnreadable: the figure has not been baked.
        OSError: `out` cannot be written.
    """
    room = Wardrobe(models)
    spec = WARDROBE[garment]
    room.piece(spec)  # compiled and cut before the clock runs
    watch: dict[str, float] = {}
    body = room.fitter.fit(wanted, build, watch)
    chart: Build = build or ("men" if body.parameters[0] < 0.5 else "women")
    dressed = Dressed(room, body)
    dressed.put_on(spec, size, chart)
    dressed.worn.clear()
    worn = dressed.put_on(spec, size, chart)
    found = report.zones(dressed, worn)
    hit = report.penetration(dressed, worn)
    advice = advise(spec, body.measures, CHARTS[chart])
    out.write_bytes(model.document(dressed, [spec]).to_glb())
    stages = watch | {"size": 0.0} | dressed.spent
    return {
        "garment": garment,
        "size": size,
        "ms": {
            stage: round(spent * 1e3, 2) for stage, spent in stages.items() if stage != "pattern"
        },
        "girths_m": {
            "body": {zone: round(each.body, 4) for zone, each in found.items()},
            "garment": {zone: round(each.garment, 4) for zone, each in found.items()},
        },
        "ease_m": {zone: round(each.ease, 4) for zone, each in found.items()},
        "strain": {zone: round(each.strain, 4) for zone, each in found.items()},
        "penetration": {
            "vertices": hit.vertices,
            "samples": hit.samples,
            "max_m": round(hit.max_m, 5),
        },
        "recommended": {
            "size": advice.size,
            "probabilities": {
                label: round(share, 4) for label, share in advice.probabilities.items()
            },
        },
        "residual_m": {name: round(off, 4) for name, off in body.residual.items()},
    }
