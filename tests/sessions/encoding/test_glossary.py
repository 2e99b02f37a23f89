from hypothesis import given
from hypothesis import strategies as st

from sessions.encoding.glossary import MOST, Glossary

LINES = """# CC-CEDICT
口袋 口袋 [kou3 dai4] /pocket/bag/sack/CL:個|个[ge4]/
防滑 防滑 [fang2 hua2] /antiskid/slip resistant/
雨傘 雨伞 [yu3 san3] /umbrella/CL:把[ba3]/
雨 雨 [yu3] /rain/CL:陣|阵[zhen4],場|场[chang2]/
傘 伞 [san3] /umbrella; parasol/
的 的 [de5] /of; ~'s (possessive particle)/
安陽 安阳 [An1 yang2] /Anyang County in Henan/
長 长 [chang2] /long/length/
長 长 [zhang3] /to grow/chief/
no entry
""".splitlines()

GLOSSARY = Glossary(LINES)


def test_words_are_their_glosses_without_notes_and_asides():
    assert GLOSSARY("有口袋的雨伞") == [("pocket", "bag", "sack"), ("umbrella",)]
    assert GLOSSARY("防滑") == [("antiskid", "slip", "resistant")]
    assert GLOSSARY("伞") == [("umbrella", "parasol")]


def test_several_entries_of_a_word_are_joined():
    assert GLOSSARY("长") == [("long", "length", "grow", "chief")]


def test_what_says_nothing_of_a_thing_is_left_out():
    assert GLOSSARY("的") == []
    assert GLOSSARY("安阳") == []
    assert GLOSSARY("pocket 口") == []


def test_a_word_has_at_most_so_many_glosses():
    many = "多 多 [duo1] /" + "/".join(f"{'x' * n}y" for n in range(1, 40)) + "/"
    assert len(Glossary([many])("多")[0]) == MOST


@given(st.text(alphabet="雨伞口袋防滑的", max_size=40))
def test_words_are_the_whole_run(run):
    assert "".join(GLOSSARY.words(run)) == run
