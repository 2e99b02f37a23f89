from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets_pipeline.crews.window import flow


@settings(max_examples=15)
@given(count=st.integers(0, 30), size=st.integers(1, 9))
def test_every_job_once_and_never_more_than_the_window(count, size):
    taken, seen = [], []

    def jobs():
        for job in range(count):
            taken.append(job)
            assert len(taken) - len(seen) <= size
            yield job

    with ThreadPoolExecutor(3) as pool:
        for job, twice in flow(
            jobs(), submit=lambda job: pool.submit(lambda: 2 * job),
            settle=lambda job, future: (job, future.result()), wait=wait, size=size,
        ):  # fmt: skip
            seen.append(job)
            assert twice == 2 * job
    assert sorted(seen) == list(range(count))


def test_a_job_may_be_tried_again():
    tries = []
    with ThreadPoolExecutor(2) as pool:

        def settle(job, future):
            tries.append(job)
            return (job, future.result()) if tries.count(job) > job else pool.submit(int)

        found = list(flow(range(4), submit=lambda _: pool.submit(int), settle=settle, wait=wait,
                          size=2))  # fmt: skip
    assert sorted(job for job, _ in found) == [0, 1, 2, 3]
    assert [tries.count(job) for job in range(4)] == [1, 2, 3, 4]


def test_an_error_ends_it():
    with ThreadPoolExecutor(1) as pool, pytest.raises(ZeroDivisionError):
        list(flow([1], submit=lambda _: pool.submit(lambda: 1 // 0),
                  settle=lambda job, future: (job, future.result()), wait=wait, size=1))  # fmt: skip
