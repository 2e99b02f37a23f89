"""Which words lead to which command, and what comes of none."""

import pytest

from server import logs_cli, models_cli, serve
from server.__main__ import USAGE, main


@pytest.fixture
def called(monkeypatch):
    """The commands, each noting how it was called and ending with a code of its own."""
    calls = []

    def note(name, code):
        return lambda *arguments: calls.append((name, *arguments[:2])) or code

    monkeypatch.setattr(serve, "main", note("serve", 10))
    monkeypatch.setattr(models_cli, "main", note("models", 11))
    monkeypatch.setattr(logs_cli, "export", note("export", 12))
    return calls


@pytest.mark.parametrize(
    ("argv", "code", "name"),
    [
        ([], 10, "serve"),
        (["serve"], 10, "serve"),
        (["models", "fetch", "a"], 11, "models"),
        (["logs", "export", "v", "out"], 12, "export"),
    ],
)
def test_commands(called, argv, code, name):
    assert main(argv) == code
    assert [each[0] for each in called] == [name]


def test_arguments_are_handed_on(called):
    main(["models", "fetch", "a", "b"])
    main(["logs", "export", "v", "out"])
    assert called == [("models", ["fetch", "a", "b"]), ("export", "v", "out")]


@pytest.mark.parametrize("argv", [["sing"], ["logs"], ["logs", "export", "v"], ["serve", "now"]])
def test_all_else_is_bad_usage(called, argv, capsys):
    assert main(argv) == 2
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", USAGE + "\n")
    assert called == []
