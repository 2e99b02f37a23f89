import gzip
import json

import pytest

from assets_pipeline import catalogue
from server.api.shop import takes_gzip
from sessions.guide.describe import described


def test_the_catalogue_is_whole(house):
    answer = house.client.get("/api/catalogue")
    assert catalogue.decode(answer.content) == described(house.parts.catalogue)
    assert answer.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_it_is_compressed_for_those_who_take_it_and_cached(house, encoding):
    url, headers = "/api/catalogue", {"Accept-Encoding": encoding}
    with house.client.stream("GET", url, headers=headers) as answer:
        raw = b"".join(answer.iter_raw())
    packed = encoding == "gzip"
    assert answer.headers.get("content-encoding") == ("gzip" if packed else None)
    plain = gzip.decompress(raw) if packed else raw
    assert len(json.loads(plain)["products"]) == 50
    again = house.client.get(url, headers={**headers, "If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_two_forms_have_tags_of_their_own(house):
    tags = {
        house.client.get("/api/catalogue", headers={"Accept-Encoding": each}).headers["etag"]
        for each in ("gzip", "identity")
    }
    assert len(tags) == 2


def test_the_schema_is_enough_to_write_a_client(house):
    schema = house.client.get("/schema/messages.json").json()
    assert schema["hello"][0] == "hello"
    assert {"hello", "gestures", "want"} <= schema["shopper"].keys()
    assert "3008" in schema["close_codes"]


@pytest.mark.parametrize(
    ("text", "takes"),
    [
        ("gzip", True),
        ("br, GZIP;q=0.5", True),
        ("deflate", False),
        ("", False),
        ("gzip; q=0", False),
        ("gzip;q=0.000", False),
        ("xgzip", False),
    ],
)
def test_takes_gzip(text, takes):
    assert takes_gzip(text) is takes
