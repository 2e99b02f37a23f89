import asyncio
import time
from contextlib import suppress

import pytest
from prometheus_client.parser import text_string_to_metric_families

from server.metrics import Metrics
from sessions.messages.jobs import Rank
from sessions.messages.registry import SHOPPER
from sessions.messages.shopper import Gestures


@pytest.fixture
def metrics():
    return Metrics()


def read(metrics: Metrics) -> dict[str, float]:
    """Every sample as `name{label}`, read by an independent parser."""
    return {
        sample.name + "".join(f"[{value}]" for value in sample.labels.values()): sample.value
        for family in text_string_to_metric_families(metrics.text().decode())
        for sample in family.samples
    }


def test_connections_come_and_go_also_by_error(metrics):
    with metrics.connection():
        assert read(metrics)["showroom_connections"] == 1
        with suppress(ValueError), metrics.connection():
            raise ValueError
    assert read(metrics)["showroom_connections"] == 0


def test_frames_bytes_and_messages(metrics):
    metrics.received(10, [Gestures()])
    metrics.received(5, [])
    metrics.sent(100)
    values = read(metrics)
    assert values["showroom_frames_total[in]"] == 2
    assert values["showroom_bytes_total[in]"] == 15
    assert (values["showroom_frames_total[out]"], values["showroom_bytes_total[out]"]) == (1, 100)
    assert values["showroom_messages_total[gestures]"] == 1


def test_every_type_of_message_is_there_from_the_start(metrics):
    values = read(metrics)
    assert sum(name.startswith("showroom_messages_total") for name in values) == len(SHOPPER)


def test_refusals_joins_jobs_and_commits(metrics):
    metrics.refused("too_fast")
    for how in ("new", "memory", "log", "snapshot"):
        metrics.resumed(how)
    metrics.job_done(Rank, 0.003)
    metrics.job_done(Rank, 0.3)
    metrics.committed(256, 0.012)
    values = read(metrics)
    assert values["showroom_refusals_total[too_fast]"] == 1
    assert values["showroom_joins_total[log]"] == 1
    assert values["showroom_job_seconds_count[rank]"] == 2
    assert values["showroom_job_seconds_bucket[rank][0.005]"] == 1
    assert values["showroom_job_seconds_bucket[rank][+Inf]"] == 2
    assert values["showroom_job_seconds_sum[rank]"] == 0.303
    assert values["showroom_commit_blocks_sum"] == 256
    assert values["showroom_commit_seconds_sum"] == 0.012


def test_gauges_are_read_when_asked_for(metrics):
    queue = [1, 2]
    metrics.watch("waiting", "blocks", lambda: len(queue))
    assert read(metrics)["showroom_waiting"] == 2
    queue.clear()
    assert read(metrics)["showroom_waiting"] == 0


def test_two_servers_do_not_share_counts(metrics):
    metrics.sent(1)
    assert read(Metrics())["showroom_frames_total[out]"] == 0


def test_lag_p99(metrics):
    assert metrics.lag_p99() == 0
    for n in range(100):
        metrics.lag(n / 1000)
    assert metrics.lag_p99() == 0.099
    for _ in range(5000):
        metrics.lag(0.001)
    assert metrics.lag_p99() == 0.001


def test_a_blocked_loop_is_seen(metrics):
    async def main():
        task = asyncio.get_running_loop().create_task(metrics.sample_lag())
        await asyncio.sleep(0)
        time.sleep(0.1)  # noqa: ASYNC251 - what is measured
        await asyncio.sleep(0.01)
        task.cancel()

    asyncio.run(main())
    assert metrics.lag_p99() >= 0.04


def test_the_process_is_measured(metrics):
    assert read(metrics)["process_cpu_seconds_total"] > 0
