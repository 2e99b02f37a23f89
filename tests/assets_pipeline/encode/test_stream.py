import numpy as np

from assets_pipeline.encode.stream import Stream, exact, plain_rows


def test_rows_start_at_multiples_of_four():
    assert plain_rows(np.arange(6, dtype=np.uint8).reshape(2, 3)).tolist() == [
        [0, 1, 2, 0],
        [3, 4, 5, 0],
    ]
    assert plain_rows(np.ones((5, 3), np.float32)).shape == (5, 12)


def test_of_a_filtered_stream_the_filtered_rows_are_compressed():
    values = np.zeros((2, 3), np.int8)
    filtered = np.arange(8, dtype=np.uint8).reshape(2, 4)
    assert Stream(values, True, "OCTAHEDRAL", filtered).rows is filtered
    assert exact(values).rows.shape == (2, 4)
    assert exact(values).row_bytes == 3


def test_all_that_belongs_to_an_element_goes_with_it():
    numbers = np.arange(4)
    stream = Stream(numbers, False, "NONE", *[numbers[:, None].astype(np.uint8)] * 2, numbers * 1.0)
    taken = stream.take(np.array([3, 1]))
    for part in (taken.values, taken.filtered, taken.source, taken.spread):
        assert part is not None
        assert part.reshape(-1).tolist() == [3, 1]
    assert exact(numbers).take(np.array([2])).source is None
