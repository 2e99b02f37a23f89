"""The gate before publishing: what a document had, its encoded form must have too.

`check` compares any two documents by what a person or a viewer can tell apart: nodes, names, tree
and transforms, world bounds, meshes with triangles and attributes, skins, clips, morph targets,
variants, materials with every extension and texture slot, samplers, texture coordinates, cameras,
lights, extras, copyright, and extensions nobody here knows. It allows what encoding may change:
views, component types, image bytes, added extensions, added nodes.
"""

from __future__ import annotations

from typing import Any

import msgspec

from assets_pipeline import features
from assets_pipeline.document import Document
from assets_pipeline.errors import AssetRejected
from assets_pipeline.fidelity import clips, geometry, looks, parts, tree
from assets_pipeline.fidelity.loss import Loss
from assets_pipeline.fidelity.matching import Pairs

__all__ = ["Loss", "check", "report", "require"]


def check(before: Document, after: Document) -> list[Loss]:
    """What `after` lacks or has otherwise, in the order of the document; empty when all is kept."""
    pairs = Pairs.of(before.json, after.json)
    return [
        *parts.compare(before, after, pairs),
        *tree.compare(before.json, after.json, pairs),
        *looks.compare(before, after, pairs),
        *geometry.compare(before, after, pairs),
        *clips.compare(before, after, pairs),
    ]


def require(before: Document, after: Document) -> None:
    """Refuse a document that lost something.

    Raises:
        AssetRejected: `feature_lost`, naming the first loss and how many there are.
    """
    lost = check(before, after)
    if lost:
        more = f" (and {len(lost) - 1} more)" if len(lost) > 1 else ""
        raise AssetRejected("feature_lost", f"{lost[0].sentence}{more}", pointer=lost[0].pointer)


def report(first: Document, second: Document) -> dict[str, Any]:
    """Both directions for `inspect A B`.

    `difference` holds sentences; `lost` and `added` are records of what the second file lacks or
    has otherwise, and of what only it has; `encoding` lists what tells the files apart in counts
    and bytes alone.
    """
    lost = check(first, second)
    new = [loss for loss in check(second, first) if not loss.after]
    added = [Loss(one.kind, one.pointer, one.where, "", one.before) for one in new]
    counted = features.difference(features.features(first), features.features(second))
    return {
        "difference": [*(f"{one.sentence}." for one in (*lost, *added)), *counted],
        "lost": msgspec.to_builtins(lost),
        "added": msgspec.to_builtins(added),
        "encoding": counted,
    }
