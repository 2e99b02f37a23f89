import numpy as np
import pytest

from assets_pipeline.document import Document
from assets_pipeline.pictures import instances


def node(document, **columns):
    attributes = {
        name: document.add_accessor(np.array(rows, np.float32)) for name, rows in columns.items()
    }
    return {"extensions": {instances.NAME: {"attributes": attributes}}}


def test_a_node_without_copies_stands_where_it_is():
    (own,) = instances.matrices(Document.new(), {})
    assert (own == np.eye(4)).all()


def test_copies_are_turned_sized_and_moved():
    document = Document.new()
    half = 0.5**0.5
    first, second = instances.matrices(
        document,
        node(
            document,
            TRANSLATION=[[1, 2, 3], [0, 0, 5]],
            ROTATION=[[0, half, 0, half], [0, 0, 0, 1]],  # a quarter about y
            SCALE=[[2, 2, 2], [1, 3, 1]],
        ),
    )
    assert first @ (1, 0, 0, 1) == pytest.approx((1, 2, 1, 1))
    assert second @ (1, 1, 1, 1) == pytest.approx((1, 3, 6, 1))


def test_there_are_as_many_copies_as_all_columns_have():
    document = Document.new()
    given = node(document, TRANSLATION=[[1, 0, 0]] * 3, SCALE=[[1, 1, 1]] * 2)
    assert len(instances.matrices(document, given)) == 2
    custom = node(document, _ID=[1, 2, 3])
    assert len(instances.matrices(document, custom)) == 1
