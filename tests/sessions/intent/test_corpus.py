import numpy as np

from sessions.intent.acts import ACTS
from sessions.intent.corpus import Labelled, expand, pretend, read, voices
from sessions.intent.model import TRACKED


def test_read():
    assert read("# no\n[like]\nnice\n\n[undo]\nback\n") == [
        Labelled("like", "nice"),
        Labelled("undo", "back"),
    ]


def test_expand_fills_every_field_and_is_seeded():
    templates = [Labelled("search", "(show/find) me {color} {category} under {price}")]
    first, again = (expand(templates, 9, np.random.default_rng(1)) for _ in range(2))
    assert first == again
    assert not any(set("{}()/") & set(line.text) for line in first)


def test_every_act_has_utterances_in_both_languages():
    for lang in ("en", "zh"):
        lines = read((TRACKED.parent / f"utterances_{lang}.txt").read_text("utf-8"))
        counts = {act: sum(line.act == act for line in lines) for act in ACTS}
        assert min(counts.values()) >= 15, counts
        assert {line.act for line in lines} == set(ACTS)
        templates = read((TRACKED.parent / f"templates_{lang}.txt").read_text("utf-8"))
        assert {line.act for line in templates} <= set(ACTS)


def test_pretended_names_are_products():
    assert all(product.name["en"] == product.id for product in pretend().products)


def test_voices_are_read_with_who_said_it():
    text = "# no\n@ Ann, 70\nsearch color=red | red ones\nlike+cart.add | lovely, mine\n"
    assert voices(text) == [
        Labelled("search", "red ones", "Ann, 70"),
        Labelled("like+cart.add", "lovely, mine", "Ann, 70"),
    ]


def test_every_voice_is_written_in_known_acts():
    for path in (TRACKED.parent / "voices").glob("*.txt"):
        said = [line.act.split("+") for line in voices(path.read_text("utf-8"))]
        assert {act for acts in said for act in acts} <= set(ACTS), path.name
        assert max(map(len, said)) <= 2
