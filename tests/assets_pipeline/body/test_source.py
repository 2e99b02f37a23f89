import gzip
import json

import numpy as np
import pytest

from assets_pipeline.body import source
from assets_pipeline.body.bones import BONES
from assets_pipeline.errors import BodyUnreadable

PARTS = ("body", "helper-tights", "helper-l-eye", "helper-r-eye")


def pack(folder, *, targets=None, obj=None, weights=None):
    """A figure of cubes: one for each part and joint, eight vertices each."""
    folder.mkdir(exist_ok=True)
    groups = [*PARTS, *(f"joint-{joint}" for joint in BONES.values())]
    lines, at = [], 1
    for number, group in enumerate(groups):
        corners = [(x, y + number, z) for x in (0, 1) for y in (0, 1) for z in (0, 1)]
        lines += [f"v {x} {y} {z}" for x, y, z in corners]
        lines += [f"g {group}"]
        lines += [
            "f " + " ".join(f"{at + corner}/1" for corner in face)
            for face in ((0, 1, 3, 2), (4, 6, 7, 5), (0, 2, 6, 4), (1, 5, 7, 3))
        ]
        at += 8
    (folder / "base.obj").write_text(obj or "\n".join(lines))
    if targets is None:
        targets = b"".join(
            gzip.compress(f"{number % 8} {number}.0 0 -.5\n".encode())
            for number in range(len(source.TARGETS))
        )
    (folder / "targets.gz").write_bytes(targets)
    bones = {name: [[0, 0.25], [9, 1.0]] for name in BONES}
    (folder / "weights.json").write_text(weights or json.dumps({"weights": bones}))
    return folder


def test_a_pack_is_read_in_metres(tmp_path):
    found = source.read(pack(tmp_path / "pack"))
    assert found.vertices.shape == (8 * (len(PARTS) + len(BONES)), 3)
    assert found.vertices.max() == pytest.approx((len(PARTS) + len(BONES)) * 0.1)
    assert found.groups["body"].shape == (4, 4)
    assert list(found.targets) == list(source.TARGETS)
    last = found.targets[source.TARGETS[-1]]
    number = len(source.TARGETS) - 1
    assert last[number % 8].tolist() == pytest.approx([number * 0.1, 0, -0.05])
    assert np.count_nonzero(last.any(axis=1)) == 1
    assert found.weights["pelvis"][1].tolist() == [0.25, 1.0]


@pytest.mark.parametrize(
    "broken",
    [
        {"targets": b""},
        {"targets": b"not gzip"},
        {"targets": gzip.compress(b"1 2 3\n")},
        {"targets": gzip.compress(b"99999999 0 0 0\n") * len(source.TARGETS)},
        {"targets": gzip.compress(b"x y z w\n") * len(source.TARGETS)},
        {"obj": "v 1 2\nv 3"},
        {"weights": "[]"},
        {"weights": '{"weights": {"pelvis": [1]}}'},
    ],
)
def test_a_damaged_pack_is_refused(tmp_path, broken):
    with pytest.raises(BodyUnreadable):
        source.read(pack(tmp_path / "pack", **broken))


def test_a_missing_pack_is_refused(tmp_path):
    with pytest.raises(BodyUnreadable):
        source.read(tmp_path)
