from __future__ import annotations

import re

import pytest

from sessions.encoding import concepts, lexicon

LINES = [line for line in lexicon.CONCEPTS.splitlines() if line.strip()]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.split(" ")[0])
def test_each_concept_has_forms_in_both_languages(line: str) -> None:
    shape = r"[a-z_-]+( < [a-z_]+)? : ([a-z]+( [a-z]+)*)(, [a-z]+( [a-z]+)*)* \| (\S+)( \S+)*"
    assert re.fullmatch(shape, line)
    assert all(re.search(f"[{concepts.HAN}]", form) for form in line.split(" | ")[1].split())


def test_a_concept_is_defined_once() -> None:
    tokens = [re.split(" [:<] ", line)[0] for line in LINES]
    assert len(set(tokens)) == len(tokens)
