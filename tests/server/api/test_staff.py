"""Who may ask, what reads, and how the desk's refusals are told."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from server.api import answers
from server.api.routes import routes
from server.errors import HelpTaken
from server.limits import KEYS_TRIED, STAFF, PerKey
from sessions.errors import VisitUnknown

KEY = "a key of the staff"
SIGNED = {"Authorization": f"Bearer {KEY}"}
URL = "/api/staff/visits"


class Desk:
    """Notes what is asked of it; knows the visit `v` alone, which is Mei's."""

    def __init__(self):
        self.done = []

    def tickets(self, name):
        return [name]

    def away(self, name):
        self.done.append(("away", name))

    def insight(self, visit, name, after):
        self._check(visit, name)
        return {"visit": visit, "after": after}

    def take(self, visit, name):
        self._check(visit, name)
        self.done.append(("take", visit, name))

    def say(self, visit, name, text):
        self._check(visit, name)
        self.done.append(("say", visit, name, text))

    def back(self, visit, name):
        self._check(visit, name)
        self.done.append(("back", visit, name))

    def _check(self, visit, name):
        if visit != "v":
            raise VisitUnknown("nobody waits there")
        if name != "Mei":
            raise HelpTaken("Mei is with this shopper")


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def client(house, desk):
    """The same house with a desk."""
    parts = type(house.parts)(
        **{field: getattr(house.parts, field) for field in house.parts.__dataclass_fields__}
        | {"desk": desk, "staff_key": KEY, "staff": PerKey(STAFF), "keys_tried": PerKey(KEYS_TRIED)}
    )
    app = Starlette(routes=routes(parts), exception_handlers=answers.handlers())
    return TestClient(app, raise_server_exceptions=False)


def code(answer):
    return answer.status_code, answer.json()["error"]["code"]


def test_a_member_of_staff_sees_takes_talks_and_hands_back(client, desk):
    assert client.get(f"{URL}?name=Mei", headers=SIGNED).json() == {"visits": ["Mei"]}
    assert client.get(f"{URL}/v?name=Mei&after=7", headers=SIGNED).json() == {
        "visit": "v",
        "after": 7,
    }
    for deed, body in (("take", {}), ("say", {"text": "您好"}), ("back", {})):
        answer = client.post(f"{URL}/v/{deed}", headers=SIGNED, json={"name": "Mei", **body})
        assert answer.status_code == 200, answer.text
    client.post("/api/staff/away", headers=SIGNED, json={"name": "Mei"})
    assert desk.done == [
        ("take", "v", "Mei"),
        ("say", "v", "Mei", "您好"),
        ("back", "v", "Mei"),
        ("away", "Mei"),
    ]


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer no"}, {"Authorization": KEY}])
@pytest.mark.parametrize("path", [URL, f"{URL}/v"])
def test_without_the_key_nothing_is_seen(client, header, path):
    answer = client.get(f"{path}?name=Mei", headers=header)
    assert code(answer) == (401, "token_invalid")
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "path", [f"{URL}/v/take", f"{URL}/v/say", f"{URL}/v/back", "/api/staff/away"]
)
def test_without_the_key_nothing_is_done(client, desk, path):
    answer = client.post(path, json={"name": "Mei", "text": "x"})
    assert code(answer) == (401, "token_invalid")
    assert desk.done == []


def test_keys_cannot_be_tried_out(client, house):
    tried = [
        client.get(f"{URL}?name=Mei", headers={"Authorization": f"Bearer {n}"}) for n in range(20)
    ]
    assert [each.status_code for each in tried] == [401] * 10 + [429] * 10
    assert int(tried[-1].headers["retry-after"]) >= 1
    assert client.get(f"{URL}?name=Mei", headers=SIGNED).status_code == 200, "the key still opens"
    house.clock[0] += 10
    assert client.get(f"{URL}?name=Mei").status_code == 401


def test_the_staff_too_are_limited(client):
    answers_ = [client.get(f"{URL}?name=Mei", headers=SIGNED).status_code for _ in range(210)]
    assert answers_ == [200] * 200 + [429] * 10


def test_a_shop_without_staff_says_so(house):
    assert code(house.client.get(f"{URL}?name=Mei", headers=SIGNED)) == (404, "no_staff")
    assert code(house.client.get(f"{URL}?name=Mei", headers={"Authorization": "Bearer "})) == (
        404,
        "no_staff",
    )


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "reason"),
    [
        ("GET", f"{URL}/w?name=Mei", None, 404, "visit_unknown"),
        ("GET", f"{URL}/v?name=Bo", None, 409, "help_taken"),
        ("GET", f"{URL}", None, 400, "query_malformed"),
        ("GET", f"{URL}?name={'x' * 41}", None, 400, "query_malformed"),
        ("GET", f"{URL}?name=%20%20", None, 400, "query_malformed"),
        ("GET", f"{URL}?name=a%0Ab", None, 400, "query_malformed"),
        ("GET", f"{URL}/v?name=Mei&after=-1", None, 400, "query_malformed"),
        ("GET", f"{URL}/v?name=Mei&after=%C2%B2", None, 400, "query_malformed"),
        ("GET", f"{URL}/v?name=Mei&after={'9' * 20}", None, 400, "query_malformed"),
        ("POST", f"{URL}/v/take", {"name": "Bo"}, 409, "help_taken"),
        ("POST", f"{URL}/w/say", {"name": "Mei", "text": "x"}, 404, "visit_unknown"),
        ("POST", f"{URL}/v/say", {"name": "Mei"}, 400, "body_malformed"),
        ("POST", f"{URL}/v/say", {"name": "Mei", "text": ""}, 400, "body_malformed"),
        ("POST", f"{URL}/v/say", {"name": "Mei", "text": "x" * 1001}, 400, "body_malformed"),
        ("POST", f"{URL}/v/take", {"name": "Mei", "more": 1}, 400, "body_malformed"),
        ("POST", f"{URL}/v/take", {"name": ""}, 400, "body_malformed"),
        ("POST", f"{URL}/v/take", ["Mei"], 400, "body_malformed"),
        ("POST", f"{URL}/v/take", {"name": "x" * 20_000}, 413, "body_too_large"),
        ("GET", f"{URL}/v/take", None, 405, "method_not_allowed"),
    ],
)
def test_refusals(client, method, path, body, status, reason):  # noqa: PLR0917 - a table's columns
    answer = client.request(method, path, headers=SIGNED, content=body and json.dumps(body))
    assert code(answer) == (status, reason)


LEAVES = (
    st.none() | st.booleans() | st.integers() | st.text(max_size=9) | st.floats(allow_nan=False)
)
JSON = st.recursive(
    LEAVES, lambda more: st.lists(more) | st.dictionaries(st.text(max_size=5), more)
)
BODIES = st.fixed_dictionaries({"name": LEAVES, "text": LEAVES}) | JSON


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.binary(max_size=80) | BODIES.map(json.dumps).map(str.encode))
def test_any_body_is_taken_or_refused(client, body):
    answer = client.post(f"{URL}/v/say", headers=SIGNED, content=body)
    assert answer.status_code == 200 or code(answer)[0] in {400, 404, 409, 429}
