import pytest


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


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nowhere", 404, "not_found"),
        ("POST", "/healthz", 405, "method_not_allowed"),
        ("GET", "/api/guest", 405, "method_not_allowed"),
        ("PATCH", "/api/me", 405, "method_not_allowed"),
        ("GET", "/broken", 500, "internal"),
    ],
)
def test_every_refusal_has_one_shape(house, method, path, status, code):
    answer = house.client.request(method, path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/json"
    error = answer.json()["error"]
    assert error.keys() == {"code", "message"}
    assert error["code"] == code
    assert "secret" not in answer.text
