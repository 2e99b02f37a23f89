import json
import os
from pathlib import Path

import pytest

from assets_pipeline.__main__ import main
from assets_pipeline.drape import command
from assets_pipeline.errors import MeasurementsRefused
from assets_pipeline.garments.sizes import SIZES

MODELS = os.environ.get("SHOWROOM_MODELS", "var/models")


def run(capsys, *arguments):
    try:
        code = main(list(map(str, arguments)))
    except SystemExit as stop:
        return stop.code, {}
    return code, json.loads(capsys.readouterr().out)


def test_what_can_be_worn_is_listed(capsys):
    code, found = run(capsys, "fit", "--list")
    assert code == 0
    assert {"id": "dress", "sizes": list(SIZES)} in found
    assert len(found) >= 14


def test_a_body_is_dressed_and_told(room, capsys, tmp_path):
    out = tmp_path / "out.glb"
    code, found = run(
        capsys,
        "fit",
        "--body",
        "height=1.65,bust=0.88,waist=.7",
        "--garment",
        "t_shirt",
        "--size",
        "M",
        "--models",
        MODELS,
        out,
    )
    assert code == 0
    assert set(found) == {
        "garment",
        "size",
        "ms",
        "girths_m",
        "ease_m",
        "strain",
        "penetration",
        "recommended",
        "residual_m",
    }
    assert found["girths_m"]["body"]["bust"] == pytest.approx(0.88, abs=0.002)
    assert found["ease_m"]["bust"] == pytest.approx(
        found["girths_m"]["garment"]["bust"] - 0.88, abs=0.003
    )
    assert set(found["penetration"]) == {"vertices", "samples", "max_m"}
    assert found["penetration"]["vertices"] == 0
    assert found["recommended"]["size"] == "S"
    assert sum(found["recommended"]["probabilities"].values()) == pytest.approx(1, abs=0.001)
    assert out.read_bytes()[:4] == b"glTF"
    assert all(each >= 0 for each in found["ms"].values())
    assert room is not None


@pytest.mark.usefixtures("room")
@pytest.mark.parametrize(
    "body", ["height=165", "height", "tall=1.6", "height=1.6,height=1.7", "waist=nan"]
)
def test_other_measurements_are_refused(capsys, tmp_path, body):
    code, found = run(
        capsys,
        "fit",
        "--body",
        body,
        "--garment",
        "skirt",
        "--size",
        "M",
        "--models",
        MODELS,
        tmp_path / "o.glb",
    )
    assert (code, found["error"]["code"]) == (1, "measurements_refused")


def test_without_the_figure_it_is_said_so(capsys, tmp_path):
    code, found = run(
        capsys, "fit", "--garment", "skirt", "--size", "M", "--models", tmp_path, tmp_path / "o.glb"
    )
    assert (code, found["error"]["code"]) == (1, "body_unreadable")
    code, found = run(capsys, "body", "--models", tmp_path)
    assert (code, found["error"]["code"]) == (1, "body_unreadable")


@pytest.mark.parametrize(
    "arguments",
    [
        ["fit"],
        ["fit", "--garment", "toga", "--size", "M", "o"],
        ["fit", "--garment", "skirt", "--size", "XXS", "o"],
    ],
)
def test_bad_usage_is_2(capsys, arguments):
    assert run(capsys, *arguments)[0] == 2


def test_measurements_read():
    assert command.measurements(" height=1.7, waist=.8,") == {"height": 1.7, "waist": 0.8}
    with pytest.raises(MeasurementsRefused):
        command.measurements("height=1.7;waist=.8")
    assert Path(MODELS).name
