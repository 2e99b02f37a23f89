import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Route
from starlette.testclient import TestClient

from server.api import answers
from server.api.answers import bearer
from server.errors import LogFull, RequestRefused, StoreBusy
from sessions.errors import BlobUnknown, LogDamaged, TokenInvalid, TooFast, VisitUnknown


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


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (TokenInvalid("x"), 401, "token_invalid"),
        (VisitUnknown("x"), 404, "visit_unknown"),
        (BlobUnknown("x"), 404, "blob_unknown"),
        (TooFast("x"), 429, "too_fast"),
        (StoreBusy("x"), 503, "store_busy"),
        (LogDamaged("x"), 500, "log_damaged"),
        (LogFull("x"), 500, "log_full"),
        (RequestRefused(418, "teapot", "x", retry_s=3), 418, "teapot"),
    ],
)
def test_every_error_has_its_status(error, status, code):
    async def fail(_request):
        raise error

    app = Starlette(routes=[Route("/", fail)], exception_handlers=answers.handlers())
    answer = TestClient(app).get("/")
    assert answer.status_code == status
    assert answer.json() == {"error": {"code": code, "message": "x"}}
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers.get("retry-after") == ("3" if code == "teapot" else None)


@pytest.mark.parametrize(
    ("header", "token"),
    [("Bearer abc", "abc"), ("bearer  abc ", "abc"), ("Basic abc", ""), ("abc", ""), ("", "")],
)
def test_bearer(header, token):
    scope = {"type": "http", "headers": [(b"authorization", header.encode())]}
    assert bearer(Request(scope)) == token
