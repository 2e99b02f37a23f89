"""Areas under the curve, and the command's refusals."""

import json

import numpy as np
import pytest

from sessions.tryon.__main__ import main
from sessions.tryon.sizing.evaluate import areas
from sessions.tryon.sizing.table import TableRefused


def test_areas():
    outcomes = np.array([0, 0, 1, 1, 2, 2])
    assert areas(np.eye(3)[outcomes], outcomes)["auc_macro"] == 1
    assert areas(np.ones((6, 3)), outcomes)["auc"] == {"small": 0.5, "fit": 0.5, "large": 0.5}
    with pytest.raises(TableRefused, match="large"):
        areas(np.ones((2, 3)), np.array([0, 1]))


@pytest.mark.parametrize("name", ["none.parquet", "text.parquet", "part.csv"])
def test_refused(name, tmp_path, capsys):
    (tmp_path / "text.parquet").write_text("no table")
    (tmp_path / "part.csv").write_text("fit,user_id\nfit,1\n")
    path = str(tmp_path / name)
    assert main(["evaluate", path, path]) == 1
    assert json.loads(capsys.readouterr().out)["error"]["message"]


@pytest.mark.parametrize("arguments", [[], ["evaluate"], ["evaluate", "a"], ["other", "a", "b"]])
def test_bad_usage(arguments):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
