"""The command: learns from one table of fit feedback, and is measured on the other."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.tryon.__main__ import main
from sessions.tryon.sizing.evaluate import areas
from sessions.tryon.sizing.table import NEEDED


def feedback(count, seed):
    """Wearers whose size follows their weight, items that are cut small or large."""
    rng = np.random.default_rng(seed)
    user, item = rng.integers(0, count // 4, count), rng.integers(0, 20, count)
    weight = np.clip(rng.normal(140, 25, count), 90, 260).round()
    wanted = (weight - 90) / 6
    size = np.clip((wanted + rng.normal(0, 3, count)).round(), 0, 40)
    room = size - wanted - (item % 5 - 2) + rng.normal(0, 1, count)
    fit = np.where(room < -3, "small", np.where(room > 3, "large", "fit"))
    rows = [",".join(["fit", *NEEDED])]
    for at in range(count):
        told = {"user_id": user[at], "item_id": item[at], "size": int(size[at]), "weight_lbs": weight[at],
                "height_in": 65.0, "bust_size_num": 34.0, "age": 30.0, "bust_size_letter": "c",
                "body_type": "pear", "category": "dress"}  # fmt: skip
        rows.append(",".join([fit[at], *(str(told[name]) for name in NEEDED)]))
    return "\n".join(rows)


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_it_learns_what_there_is_to_learn(tmp_path, capsys):
    train, test = tmp_path / "train.csv", tmp_path / "test.csv"
    train.write_text(feedback(1200, 1))
    test.write_text(feedback(500, 2))
    assert main(["evaluate", str(train), str(test)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found) == {"auc_macro", "auc", "without_ids"}
    assert set(found["auc"]) == {"small", "fit", "large"}
    assert found["auc_macro"] > 0.65
    assert found["without_ids"]["auc_macro"] > 0.6


@pytest.mark.parametrize("text", ["", "fit\nsmall", "a,b\n1,2", "\x00\xff"])
def test_other_tables_are_refused(tmp_path, capsys, text):
    path = tmp_path / "table.csv"
    path.write_text(text)
    assert main(["evaluate", str(path), str(path)]) == 1
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "table_refused"


def test_a_missing_table_is_refused(tmp_path, capsys):
    assert main(["evaluate", str(tmp_path / "no.parquet"), str(tmp_path / "no.csv")]) == 1
    assert json.loads(capsys.readouterr().out)["error"]["message"]


def test_bad_usage_is_2():
    with pytest.raises(SystemExit) as stop:
        main(["evaluate"])
    assert stop.value.code == 2


@given(st.integers(0, 999))
def test_the_area_is_the_share_of_pairs_in_order(seed):
    rng = np.random.default_rng(seed)
    outcomes = np.concatenate([np.arange(3), rng.integers(0, 3, 40)])
    chances = rng.integers(0, 5, (43, 3)).astype(float)
    found = areas(chances, outcomes)["auc"]
    for at, name in enumerate(("small", "fit", "large")):
        yes, no = chances[outcomes == at, at], chances[outcomes != at, at]
        pairs = (yes[:, None] > no).mean() + 0.5 * (yes[:, None] == no).mean()
        assert found[name] == pytest.approx(pairs)
