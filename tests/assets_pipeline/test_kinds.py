from pathlib import PurePosixPath

from hypothesis import given
from hypothesis import strategies as st

from assets_pipeline import kinds

NAMES = st.text(st.sampled_from(["a", "B", ".", "-", "红", " "]), min_size=1)


@given(NAMES.filter(lambda name: name.strip(".")))
def test_names_split_as_pathlib_splits_them(name):
    path = PurePosixPath("shop/more") / name
    assert kinds.split(path.as_posix()) == (path.stem, path.suffix)
    assert kinds.split(name) == (path.stem, path.suffix)
