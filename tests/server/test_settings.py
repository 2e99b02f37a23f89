from pathlib import Path

import pytest

from server.errors import SettingInvalid
from server.settings import Settings, table, variable


def test_without_variables_every_setting_has_its_default():
    assert Settings.from_environ({"PATH": "/bin", "LANG": "C"}) == Settings()


def test_an_empty_variable_is_no_variable():
    assert Settings.from_environ({"PORT": "", "SHOWROOM_ORIGINS": ""}) == Settings()


@pytest.mark.parametrize(
    ("name", "text", "field", "value"),
    [
        ("HOST", "0.0.0.0", "host", "0.0.0.0"),
        ("PORT", "0", "port", 0),
        ("SHOWROOM_DATA", "/srv/data", "data", Path("/srv/data")),
        ("SHOWROOM_ORIGINS", "https://a.example, https://b.example", "origins",
         ("https://a.example", "https://b.example")),
        ("SHOWROOM_PACKS", "one", "packs", "one"),
        ("SHOWROOM_METRICS", "false", "metrics", False),
        ("SHOWROOM_METRICS", "1", "metrics", True),
        ("SHOWROOM_LOG_KEY", "ab" * 32, "log_key", "ab" * 32),
    ],
)  # fmt: skip
def test_values_are_read(name, text, field, value):
    assert getattr(Settings.from_environ({name: text}), field) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("SHOWROOM_COLOUR", "red"),
        ("SHOWROOM_port", "1"),
        ("PORT", "http"),
        ("PORT", "65536"),
        ("PORT", "-1"),
        ("PORT", "8000.5"),
        ("SHOWROOM_METRICS", "perhaps"),
        ("SHOWROOM_COMMIT_MS", "0"),
        ("SHOWROOM_WINDOW_BYTES", "1"),
        ("SHOWROOM_LOG_KEY", "short"),
        ("SHOWROOM_SECRET", "short"),
    ],
)
def test_a_refusal_names_the_variable(name, text):
    with pytest.raises(SettingInvalid, match=name):
        Settings.from_environ({name: text})


@pytest.mark.parametrize("name", ["SHOWROOM_SECRET", "SHOWROOM_LOG_KEY"])
def test_secrets_are_not_shown(name):
    with pytest.raises(SettingInvalid) as refused:
        Settings.from_environ({name: "hunter2"})
    assert "hunter2" not in str(refused.value)
    good = Settings.from_environ({name: "ab" * 32})
    assert "abab" not in repr(good)
    assert "***" in repr(good)


def test_the_table_has_a_full_line_for_every_setting():
    lines = table().splitlines()[2:]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert [row[0].strip("`") for row in cells] == [
        variable(field) for field in Settings.__struct_fields__
    ]
    assert all(len(row) == 4 and row[3] for row in cells)


def test_defaults_in_the_table_read_as_themselves():
    lines = [line.strip("|").split("|") for line in table().splitlines()[2:]]
    given = {name.strip(" `"): default.strip(" `") for name, default, *_ in lines}
    assert Settings.from_environ(given) == Settings()


def test_a_staff_key_is_long_or_none():
    assert Settings.from_environ({}).staff_key == ""
    with pytest.raises(SettingInvalid, match="SHOWROOM_STAFF_KEY") as refused:
        Settings.from_environ({"SHOWROOM_STAFF_KEY": "hunter2"})
    assert "hunter2" not in str(refused.value)
    given = Settings.from_environ({"SHOWROOM_STAFF_KEY": "k" * 16})
    assert given.staff_key == "k" * 16
    assert "kkk" not in repr(given)
