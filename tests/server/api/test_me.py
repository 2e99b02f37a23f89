import functools

import pytest

from server.limits import Rate
from sessions.privacy import PURPOSES


def bearer(token):
    return {"Authorization": f"Bearer {token}"}


def subject_of(house, headers):
    return house.client.get("/api/me", headers=headers).json()["subject"]


def visit_of(house, subject, *texts):
    async def write():
        cipher = await house.parts.store.open_visit(
            f"v-{subject}"[:40], subject, b"", 1_800_000_000_000
        )
        for n, text in enumerate(texts, 1):
            house.parts.store.append(
                f"v-{subject}"[:40], n, n, cipher.encrypt(text, n), lambda: None
            )

    house.run(write)


def test_a_guest_gets_a_token_that_works_until_it_expires(house):
    answer = house.client.post("/api/guest")
    assert answer.json().keys() == {"token", "expires_s", "renew"}
    assert answer.json()["expires_s"] == 900
    assert answer.headers["cache-control"] == "no-store"
    headers = bearer(answer.json()["token"])
    assert house.client.get("/api/me", headers=headers).status_code == 200
    house.clock[0] += 900
    assert house.client.get("/api/me", headers=headers).status_code == 401


def test_a_shopper_stays_the_same_over_renewals(house):
    first = house.client.post("/api/guest").json()
    me = subject_of(house, bearer(first["token"]))
    by_token = house.client.post("/api/guest", headers=bearer(first["token"])).json()
    assert subject_of(house, bearer(by_token["token"])) == me
    house.clock[0] += 10 * 86_400
    assert house.client.post("/api/guest", headers=bearer(first["token"])).status_code == 401
    again = house.client.post("/api/guest", headers=bearer(first["renew"])).json()
    assert subject_of(house, bearer(again["token"])) == me


def test_a_renewal_opens_nothing(house):
    renewal = house.client.post("/api/guest").json()["renew"]
    assert house.client.get("/api/me", headers=bearer(renewal)).status_code == 401


def test_guests_are_limited_by_address(house):
    house.parts.guests._rate = Rate(1, 3)
    answers = [house.client.post("/api/guest") for _ in range(5)]
    assert [each.status_code for each in answers] == [200] * 3 + [429] * 2
    assert answers[-1].json()["error"]["code"] == "too_fast"
    assert int(answers[-1].headers["retry-after"]) >= 1
    house.clock[0] += 2
    assert house.client.post("/api/guest").status_code == 200


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/me"),
        ("DELETE", "/api/me"),
        ("GET", "/api/me/export"),
        ("GET", "/api/me/consent"),
        ("PUT", "/api/me/consent"),
    ],
)
@pytest.mark.parametrize(
    "headers", [{}, bearer("rubbish"), {"Authorization": "Basic eDp5"}, {"Authorization": "Bearer"}]
)
def test_nothing_without_a_token(house, method, path, headers):
    answer = house.client.request(method, path, headers=headers)
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "token_invalid")
    assert answer.headers["www-authenticate"] == "Bearer"
    assert house.calls == []


def test_what_is_kept_is_shown_to_its_shopper_alone(house):
    me, other = house.guest(), house.guest()
    visit_of(house, subject_of(house, me), b"one", b"two")
    (visit,) = house.client.get("/api/me", headers=me).json()["visits"]
    assert (visit["events"], visit["opened_ms"]) == (2, 1_800_000_000_000)
    assert house.client.get("/api/me", headers=other).json()["visits"] == []


def test_export_is_a_file_with_everything(house):
    me = house.guest()
    visit_of(house, subject_of(house, me), b"one", b"two")
    house.client.put("/api/me/consent", headers=me, json={"grants": ["log"]})
    answer = house.client.get("/api/me/export", headers=me)
    assert "attachment" in answer.headers["content-disposition"]
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json()["visits"][0]["log"] == ["one", "two"]
    assert answer.json()["consent"][0]["grants"] == ["log"]


def test_erasure_ends_live_visits_first_and_repeats_its_receipt(house):
    me = house.guest()
    subject = subject_of(house, me)
    visit_of(house, subject, b"one")
    erase = functools.partial(house.client.delete, "/api/me", headers=me)
    receipt = erase().json()["receipt"]
    assert (receipt["visits"], receipt["blocks"]) == (1, 1)
    assert house.calls == [("end", subject)]
    assert erase().json()["receipt"] == receipt
    assert house.client.get("/api/me", headers=me).json()["visits"] == []


def test_consent_is_set_shown_and_told_to_live_visits(house):
    me = house.guest()
    before = house.client.get("/api/me/consent", headers=me).json()
    assert (before["version"], before["grants"], before["purposes"]) == (0, [], PURPOSES)
    answer = house.client.put("/api/me/consent", headers=me, json={"grants": ["voice", "log"]})
    assert (answer.json()["version"], answer.json()["grants"]) == (1, ["log", "voice"])
    assert house.calls == [("consented", subject_of(house, me), ("log", "voice"))]
    assert house.client.get("/api/me/consent", headers=me).json() == answer.json()


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{}", b'{"grants": ["everything"]}', b'{"grants": "log"}', b"\xff",
     b'{"grants": [], "more": 1}', b'{"grants": ' + b"[" * 5000, b'{"grants": ["log"' + b',"log"' * 9 + b"]}"],
)  # fmt: skip
def test_a_bad_consent_is_refused_and_changes_nothing(house, body):
    me = house.guest()
    answer = house.client.put("/api/me/consent", headers=me, content=body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "body_malformed")
    assert house.client.get("/api/me/consent", headers=me).json()["version"] == 0
    assert house.calls == []


def test_an_endless_body_is_cut_off(house):
    read = []

    def endless():
        for _ in range(1000):
            read.append(1)
            yield b" " * 1024

    answer = house.client.put("/api/me/consent", headers=house.guest(), content=endless())
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "body_too_large")
