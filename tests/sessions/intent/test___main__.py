import io
import json

import pytest

from assets_pipeline.catalogue import Catalogue, Product, encode
from sessions.intent.__main__ import main
from sessions.intent.model import SENSED


@pytest.fixture
def run(capsys, monkeypatch):
    monkeypatch.delenv("SHOWROOM_CATALOGUE", raising=False)

    def call(*arguments, stdin=""):
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        code = main(["parse", *arguments])
        out = capsys.readouterr().out
        return code, [json.loads(line) for line in out.splitlines()]

    return call


def test_text(run):
    code, (answer,) = run("给我看红色的裙子")
    assert code == 0
    (act,) = answer["acts"]
    assert (act["act"], act["referents"], answer["abstained"]) == ("search", [], False)
    assert act["slots"]["color"] == {"value": "red", "polarity": "positive"}
    assert act["slots"]["category"] == {"value": "skirt", "polarity": "positive", "also": ["dress"]}


def test_candidates_bring_their_own_attributes(run):
    line = {
        "text": "add the red one to my cart, not the blue one",
        "lang": "en",
        "context": {
            "previous_system": "found",
            "previous_acts": ["search"],
            "candidates": [
                {
                    "id": "7",
                    "attributes": {"type": "jacket", "color": "red"},
                    "position": [0, 1, -2],
                },
                {"id": "8", "attributes": {"type": "jacket", "color": "blue"}, "held": True},
            ],
        },
    }
    code, (answer,) = run("--jsonl", stdin=json.dumps(line) + "\n\n")
    assert code == 0
    assert answer["acts"][0]["act"] == "cart.add"
    assert answer["acts"][0]["referents"] == ["7"]


@pytest.mark.parametrize(
    "asked", ["which_one", "Sorry, which one do you mean?", "您说的是哪一件？"]
)
def test_a_question_of_another_system_is_understood(run, asked):
    candidates = [
        {"id": "a", "attributes": {"color": "red"}, "mentioned": True},
        {"id": "b", "attributes": {"color": "blue"}, "mentioned": True},
    ]
    context = {"previous_system": asked, "candidates": candidates}
    _, (answer,) = run("--jsonl", stdin=json.dumps({"text": "blue", "context": context}))
    assert (answer["acts"][0]["act"], answer["acts"][0]["referents"]) == ("disambiguate", ["b"])


def test_bad_lines_are_answered_and_told(run):
    good = json.dumps({"text": "undo"})
    code, answers = run("--jsonl", stdin=f"{good}\n{{\n{json.dumps({'text': 1})}\n")
    assert code == 1
    assert [set(a) for a in answers] == [{"acts", "abstained"}, {"error"}, {"error"}]


def test_schema(run):
    code, (answer,) = run("--schema")
    assert code == 0
    assert {"search", "oos"} <= set(answer["acts"])


def test_catalogue(run, tmp_path):
    shop = Catalogue([Product("p1", {"en": "Quiet Owl"}, "", "lamp")])
    (tmp_path / "catalogue.json").write_bytes(encode(shop))
    _, (answer,) = run("--catalogue", str(tmp_path), "how much is the quiet owl")
    assert answer["acts"][0]["referents"] == ["p1"]


def test_refusals(run, tmp_path):
    assert run("--catalogue", str(tmp_path), "hi")[0] == 1
    assert run("--head", str(tmp_path), "hi")[0] == 1
    sensed = ("--models", str(tmp_path), "--head", str(SENSED))
    assert run(*sensed, "hi") == (1, []), "without its encoder it would guess by words alone"
    with pytest.raises(SystemExit) as bad:
        run()
    assert bad.value.code == 2
