"""The error tree: codes are stable and documented, close codes mean what they say."""

import pytest

from sessions import errors
from sessions.errors import LogDamaged, OutOfOrder, ShowroomError

CLASSES = [
    each
    for each in vars(errors).values()
    if isinstance(each, type) and issubclass(each, ShowroomError)
]


def test_codes_are_unique():
    assert len({each.code for each in CLASSES}) == len(CLASSES)


@pytest.mark.parametrize("error", CLASSES, ids=lambda each: each.__name__)
def test_every_error_is_documented_and_closes_as_planned(error):
    assert error.__doc__
    assert error.close == 0 or 3000 <= error.close < 4000


def test_fields():
    assert OutOfOrder("missing", ref=7).ref == 7
    assert LogDamaged("torn", seq=5).seq == 5
    assert str(OutOfOrder("missing")) == "missing"
