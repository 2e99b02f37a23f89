import pytest

from server import errors as ours
from sessions import errors as theirs
from sessions.errors import ShowroomError

OURS = [
    each
    for each in vars(ours).values()
    if isinstance(each, type) and each.__module__ == ours.__name__
]


@pytest.mark.parametrize("error", OURS, ids=lambda each: each.__name__)
def test_every_error_is_of_the_one_tree_and_listed(error):
    assert issubclass(error, ShowroomError)
    assert error.__doc__
    assert error.__name__ in ours.__doc__


def test_codes_are_used_once():
    codes = [each.code for each in OURS if "code" in vars(each)]
    codes += [
        each.code
        for each in vars(theirs).values()
        if isinstance(each, type) and "code" in vars(each)
    ]
    assert len(codes) == len(set(codes))
