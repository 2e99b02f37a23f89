import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.testclient import TestClient

from server.api.answers import answer, handlers, read_body
from server.guard import Guard, policy
from server.origins import Origins
from server.static import Files


async def ok(_request):
    return PlainTextResponse("ok", headers={"Referrer-Policy": "no-referrer"})


async def socket(websocket):
    await websocket.accept()
    await websocket.send_text("ok")
    await websocket.close()


@pytest.fixture
def client():
    routes = [
        Route("/", ok, methods=["GET", "POST", "PUT", "DELETE"]),
        WebSocketRoute("/ws", socket),
    ]
    app = Starlette(routes=routes)
    guard = Guard(app, origins=Origins(["https://shop.example"]), policy=policy(["sha256-x="]))
    return TestClient(guard)


@pytest.mark.parametrize("path", ["/", "/missing"])
def test_every_answer_carries_the_policies(client, path):
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "script-src 'self' 'wasm-unsafe-eval' 'sha256-x=';" in headers["content-security-policy"]
    assert "xr-spatial-tracking=(self), microphone=(self)" in headers["permissions-policy"]
    assert "unsafe-inline" not in headers["content-security-policy"]


def test_an_answer_may_say_otherwise(client):
    assert client.get("/").headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
@pytest.mark.parametrize(
    ("origin", "status"),
    [
        (None, 200),
        ("http://testserver", 200),
        ("https://shop.example", 200),
        ("https://evil.example", 403),
        ("null", 403),
    ],
)
def test_foreign_pages_change_nothing(client, method, origin, status):
    answer = client.request(method, "/", headers={"Origin": origin} if origin else {})
    assert answer.status_code == status
    if status == 403:
        assert answer.json()["error"]["code"] == "origin_refused"
        assert "content-security-policy" in answer.headers


def test_foreign_pages_may_read(client):
    assert client.get("/", headers={"Origin": "https://evil.example"}).status_code == 200


@pytest.mark.parametrize("length", ["16385", "9" * 5000, "-1", "x"])
def test_large_and_odd_bodies_are_refused_unread(client, length):
    answer = client.post("/", headers={"Content-Length": length})
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "body_too_large")


def test_a_body_within_bounds_passes(client):
    assert client.post("/", content=b"x" * 16384).status_code == 200


def test_sockets_pass(client):
    with client.websocket_connect("/ws") as opened:
        assert opened.receive_text() == "ok"


async def broken(_request):
    raise ZeroDivisionError


async def reads(request: Request):
    return answer({"bytes": len(await read_body(request))})


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/missing", 404, "not_found"),
        ("GET", "/files/missing.js", 404, "not_found"),
        ("GET", "/reads", 405, "method_not_allowed"),
        ("POST", "/files/index.html", 405, "method_not_allowed"),
        ("GET", "/broken", 500, "internal"),
        ("POST", "/reads", 413, "body_too_large"),
    ],
)
def test_every_refusal_has_the_one_shape_and_the_policies(tmp_path, method, path, status, code):
    (tmp_path / "index.html").write_text("x")
    app = Starlette(
        routes=[
            Route("/broken", broken),
            Route("/reads", reads, methods=["POST"]),
            Mount("/files", Files(tmp_path, "no-cache")),
        ],
        exception_handlers=handlers(),
    )
    guard = Guard(app, origins=Origins(), policy=policy([]))
    client = TestClient(guard, raise_server_exceptions=False, follow_redirects=False)
    parts = iter([b"x" * 20_000]) if status == 413 else None  # no Content-Length: read, and stopped
    said = client.request(method, path, content=parts)
    assert (said.status_code, said.json()["error"]["code"]) == (status, code)
    assert set(said.json()["error"]) == {"code", "message"}
    assert said.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'self'" in said.headers["content-security-policy"]
    assert said.headers["cache-control"] == "no-store"
