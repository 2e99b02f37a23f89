"""A folder of meshes becomes a catalogue: `OUT/catalogue.json` and `OUT/a/<sha256>`.

Each file is a `work.Job` for a crew: limited processes here, or a Dask cluster. What was made is
remembered in `OUT/cache/` under the hash of all that went in, so an unchanged product costs a look
at its file. The same input gives the same bytes, whoever does the work and in whatever order. No
list of products is held in memory.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from assets_pipeline import catalogue, crews, spool, tools
from assets_pipeline.catalogue import Catalogue
from assets_pipeline.crews import Crew
from assets_pipeline.orders import Extras, Orders
from assets_pipeline.progress import Watcher
from assets_pipeline.state import state
from assets_pipeline.tally import Summary, Tally


class Report(NamedTuple):
    """A catalogue, and how many of its products came out of the cache."""

    catalogue: Catalogue
    cached: int


def build(
    source: Path,
    out: Path,
    *,
    jobs: int = 2,
    script: Path = tools.SIMPLIFIER,
    watch: Watcher = lambda _: None,
) -> Report:
    """`run` on this machine, and the whole catalogue in memory.

    Args:
        source: the input.
        out: the output.
        jobs: worker processes.
        script: as for `run`.
        watch: as for `run`.

    Raises:
        PipelineError: as `run`.
        OSError: as `run`.
    """
    summary = run(source, out, crew=crews.start(jobs), script=script, watch=watch)
    made = catalogue.decode((out / "catalogue.json").read_bytes())
    return Report(made, summary.unchanged)


def run(
    source: Path,
    out: Path,
    *,
    crew: Crew,
    script: Path = tools.SIMPLIFIER,
    watch: Watcher = lambda _: None,
    check: bool = False,
    prune: bool = False,
    extras: Extras = lambda *_: (),
) -> Summary:
    """Build the catalogue of a folder; a file that is refused stands in `rejected`.

    Args:
        source: the input; everything below it that looks like a model is a product.
        out: the output, made if missing.
        crew: does the work, and is dismissed at the end.
        script: meshoptimizer's script; where it is missing there is no coarse level.
        watch: told of each file that is done.
        check: hash all inputs and all blobs again, trust no stamp.
        prune: remove blobs that the catalogue does not name, and what is remembered of them.
        extras: what is made of each file besides its levels.

    Raises:
        CatalogueUnreadable: `products.json` or `products.csv` does not read.
        BuildBusy: another build is at work in `out`.
        CrewUnfit: the cluster cannot do the work.
        OSError: `source` or `out` cannot be used.
    """
    source, out = source.resolve(), out.resolve()
    used = str(script.resolve()) if tools.available(script) else ""
    with crew, state.opened(out, check=check) as known:
        spool.fill(source, out / state.FOLDER / "table.jsonl", known)
        tally = Tally(out, known, watch)
        orders = Orders(source, out, used, known, extras)
        tally.total = orders.total
        for job, found in crew.map(orders.open(tally.settle_known)):
            tally.settle_new(job, found)
        return tally.finish(prune=prune)
