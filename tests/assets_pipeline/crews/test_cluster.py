"""A local cluster of three processes, the way a person starts one: it knows nothing of us."""

import os
import signal
import threading
import time

import pytest

from assets_pipeline import build, crews
from assets_pipeline.errors import CrewUnfit

distributed = pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
COUNT = 24


@pytest.fixture(scope="module")
def shop(tmp_path_factory, make_rich):
    folder = tmp_path_factory.mktemp("shop")
    for number in range(COUNT):
        (folder / f"red shirt {number}.glb").write_bytes(make_rich(12 + number).to_glb())
    (folder / "broken.glb").write_bytes(b"rubbish")
    return folder


@pytest.fixture
def cluster():
    with distributed.LocalCluster(
        n_workers=3, threads_per_worker=1, dashboard_address=None
    ) as found:
        yield found


def published(out):
    return {
        path.name: path.read_bytes() for path in [out / "catalogue.json", *(out / "a").iterdir()]
    }


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_cluster_gives_the_same_bytes_even_when_a_worker_dies(
    shop, cluster, simplifier_script, tmp_path
):
    expected = build.build(shop, tmp_path / "here", script=simplifier_script).catalogue
    pids = [nanny.process.process.pid for nanny in cluster.workers.values()]
    done = threading.Event()

    def watch(step):
        if step.done == COUNT // 4 and not done.is_set():
            done.set()
            os.kill(pids[0], signal.SIGKILL)

    crew = crews.start(0, cluster.scheduler_address)
    summary = build.run(shop, tmp_path / "there", crew=crew, script=simplifier_script, watch=watch)
    assert done.is_set()
    assert (summary.products, summary.rejected) == (COUNT, 1)
    assert len(expected.products) == COUNT
    assert published(tmp_path / "there") == published(tmp_path / "here")


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_folder_that_is_not_shared_is_said_so(shop, cluster, tmp_path, monkeypatch):
    monkeypatch.setattr("assets_pipeline.tools.fingerprint", lambda: "of another machine")
    with pytest.raises(CrewUnfit, match="other code"):
        build.run(shop, tmp_path / "out", crew=crews.start(0, cluster.scheduler_address))
    assert not (tmp_path / "out/catalogue.json").exists()


def test_no_scheduler_there(monkeypatch):
    monkeypatch.setattr("assets_pipeline.crews.cluster._CONNECT_S", 0.5)
    began = time.monotonic()
    with pytest.raises(CrewUnfit, match="no scheduler"):
        crews.start(0, "tcp://127.0.0.1:9")
    assert time.monotonic() - began < 20


def test_without_dask(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(CrewUnfit, match="not installed"):
        crews.start(0, "tcp://127.0.0.1:9")
