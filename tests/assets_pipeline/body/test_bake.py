import numpy as np
import pytest

from assets_pipeline.body import bake, shape, source
from assets_pipeline.body.figure import Figure
from assets_pipeline.errors import BodyUnreadable
from tests.assets_pipeline.body.test_source import pack


def test_the_baked_figure_is_the_sum_of_its_targets(tmp_path):
    folder = pack(tmp_path / "pack")
    bake.write(folder, tmp_path / "models" / "body.npz")
    found = source.read(folder)
    figure = Figure.load(tmp_path / "models" / "body.npz")
    parameters = shape.DEFAULT.copy()
    parameters[:3] = 0.3, 0.8, 1.2
    parameters[-1] = -0.7
    weights = shape.coefficients(parameters[None])[0]
    whole = found.vertices + sum(
        weight * found.targets[name] for weight, name in zip(weights, source.TARGETS, strict=True)
    )
    whole[:, 1] -= whole[:8, 1].min()
    assert figure.vertices(parameters) == pytest.approx(whole, abs=0.02 * np.abs(whole).max())


def test_skin_weights_sum_to_one(tmp_path):
    arrays = bake.bake(source.read(pack(tmp_path / "pack")))
    assert arrays["weights"].sum(axis=1) == pytest.approx(1)
    assert arrays["weights"].shape[1] == bake.INFLUENCES


def test_a_missing_pack_leaves_no_file(tmp_path):
    with pytest.raises(BodyUnreadable):
        bake.write(tmp_path / "none", tmp_path / "body.npz")
    assert list(tmp_path.iterdir()) == []
