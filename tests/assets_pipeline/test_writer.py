import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets_pipeline import catalogue, writer
from assets_pipeline.catalogue import Blob, Catalogue, Lod, Price, Product, Rejected

TEXT = st.text(max_size=9)
PRODUCTS = st.builds(
    Product,
    id=TEXT,
    name=st.dictionaries(TEXT, TEXT, max_size=3),
    source=TEXT,
    category=TEXT,
    attributes=st.dictionaries(TEXT, TEXT | st.lists(TEXT, max_size=2) | st.booleans(), max_size=3),
    price=st.none() | st.builds(Price, st.integers(0, 999), TEXT),
    lods=st.lists(st.builds(Lod, TEXT, st.integers(0, 9), st.integers(0, 9), st.floats(0, 1))),
)
CATALOGUES = st.builds(
    Catalogue,
    products=st.lists(PRODUCTS, max_size=3),
    rejected=st.lists(st.builds(Rejected, TEXT, TEXT, TEXT, TEXT), max_size=3),
    body=st.none() | st.builds(Blob, TEXT, st.integers(0, 9)),
)


@settings(max_examples=30)
@given(made=CATALOGUES)
def test_the_same_bytes_as_all_at_once(made, tmp_path_factory):
    path = tmp_path_factory.mktemp("x") / "catalogue.json"
    writer.write(path, iter(made.products), iter(made.rejected), made.body)
    assert path.read_bytes() == catalogue.encode(made)


def test_a_writer_that_is_stopped_leaves_the_old_catalogue(tmp_path):
    path = tmp_path / "catalogue.json"
    path.write_bytes(b"old")

    def stopped():
        yield Product("a", {}, "a", "other")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        writer.write(path, stopped(), (), None)
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [(path.name, b"old")]
