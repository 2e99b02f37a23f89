import dataclasses

from starlette.applications import Starlette
from starlette.testclient import TestClient

from server.api.answers import handlers
from server.api.routes import routes


def test_healthz_says_what_runs_here(house):
    answer = house.client.get("/healthz")
    body = answer.json()
    digest = house.parts.catalogue.digest
    assert (body["status"], body["version"], body["protocol"]) == ("ok", "1.2.3", "showroom.v1")
    assert body["catalogue"] == {"digest": digest, "products": 50, "rejected": 1}
    assert body["packs"] == [{"name": "a", "state": "absent"}]
    assert body["models"] == {"rank": "blend-1"}


def test_a_broken_store_shows(house):
    house.parts.store._writer.failing = "disk full"
    assert house.client.get("/healthz").json()["status"] == "degraded"
    answer = house.client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"error": {"code": "not_ready", "message": "disk full"}}


def test_readyz_follows_the_server(house):
    assert house.client.get("/readyz").json() == {"ready": True}
    house.state["unready"] = "going down"
    assert house.client.get("/readyz").status_code == 503


def test_metrics_are_prometheus_text(house):
    house.parts.metrics.sent(7)
    answer = house.client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=")
    assert 'showroom_bytes_total{way="out"} 7.0' in answer.text


def test_metrics_can_be_off(house):
    parts = dataclasses.replace(house.parts, metrics=None)
    client = TestClient(Starlette(routes=routes(parts), exception_handlers=handlers()))
    assert client.get("/metrics").json()["error"]["code"] == "not_found"
