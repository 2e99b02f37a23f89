import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets_pipeline.catalogue import Catalogue
from sessions.intent.respell import Speller
from sessions.intent.shop import Shop
from sessions.intent.text import normalise

respell = Shop(Catalogue([])).respell


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("lianyiqun", "连衣裙"),
        ("hongse lian yi qun", "红色 连衣裙"),
        ("lvse maoyi", "绿色 毛衣"),
        ("luse", "绿色"),
        ("红色连衣群", "红色连衣裙"),
        ("条文衬衫", "条纹衬衫"),
        ("太陽眼镜", "太阳眼镜"),
        ("a red drss", "a red dress"),
        ("brugundy jakets", "burgundy jackets"),
        ("sheos, size 42", "shoes, size 42"),
    ],
)
def test_what_is_nearly_a_word_of_the_shop(typed, meant):
    assert respell(typed) == meant


@pytest.mark.parametrize(
    "said",
    [
        "换上一件",  # 上衣 sounds the same
        "给我拿一副眼镜",
        "我的眼睛花了",
        "have your shirts come in, women like the day i wear black",
        "what's goin on",
        "it shouldn't be so",
        "pink heals all",  # a word of its own, if not the one that was meant
        "thats mine",
    ],
)
def test_what_is_a_word_already_stays(said):
    assert respell(said) == said


def test_a_shop_knows_its_own_words():
    own = Speller(["kimono", "和服"])
    assert own("a kimno") == "a kimono"
    assert own("hefu") == "和服"
    assert own("drss") == "drss"


@given(st.text(max_size=400))
def test_takes_any_text(text):
    once = respell(normalise(text))
    assert isinstance(once, str)
