import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sessions.encoding.glossary import Glossary
from sessions.search.bridge import Bridge

GLOSSARY = Glossary(
    [
        "口袋 口袋 [kou3 dai4] /pocket/bag/sack/",
        "防滑 防滑 [fang2 hua2] /antiskid/slip resistant/",
        "靴子 靴子 [xue1 zi5] /boots/",
        "大衣 大衣 [da4 yi1] /overcoat/coat/",
    ]
)
TEXTS = ["boots, slip resistant sole", "boots of leather", "口袋很多的大衣", "leather bag"]


def test_a_request_finds_what_is_described_in_the_other_language():
    bridge = Bridge(TEXTS, GLOSSARY)
    assert bridge.score("防滑的靴子").argmax() == 0
    assert bridge.score("coat with a pocket").argmax() == 2
    assert bridge.score("boots").argmax() in {0, 1}


def test_a_word_of_many_glosses_weighs_no_more_than_one():
    bridge = Bridge(["pocket bag sack", "boots"], GLOSSARY)
    both = bridge.score("口袋 靴子")
    assert abs(both[0] - both[1]) < 0.35
    assert both[0] < 1


def test_nothing_in_common_is_nothing():
    assert Bridge(TEXTS, GLOSSARY).score("xyzzy").tolist() == [0, 0, 0, 0]
    assert Bridge(TEXTS, GLOSSARY).score("").tolist() == [0, 0, 0, 0]
    assert Bridge([], GLOSSARY).score("boots").shape == (0,)


def test_what_all_have_in_common_does_not_tell_them_apart():
    bridge = Bridge(TEXTS, GLOSSARY)
    among = np.array([True, True, False, False])
    apart = bridge.score("slip resistant leather boots", among)
    assert apart[0] - apart[1] > 0


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=5))
def test_scores_are_shares(query, texts):
    scores = Bridge(texts, GLOSSARY).score(query)
    assert scores.shape == (len(texts),)
    assert ((scores >= 0) & (scores <= 1)).all()
