import pytest

from sessions.errors import FaqRefused
from sessions.guide.model import TRACKED, load_faq


def test_a_shop_of_ones_own_has_its_own_answers(tmp_path):
    path = tmp_path / "faq.json"
    path.write_text('[{"id": "a", "questions": {"en": ["q"]}, "answer": {"en": "b"}}]')
    assert [entry.id for entry in load_faq(path)] == ["a"]
    assert load_faq() == load_faq(TRACKED)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(FaqRefused, match=r"none\.json"):
        load_faq(tmp_path / "none.json")
