import pytest
from starlette.routing import Route

from server.api.routes import routes


def test_the_routes_are_those_that_are_documented(house):
    assert {(each.path, *sorted(each.methods)) for each in routes(house.parts)} == {
        ("/healthz", "GET", "HEAD"),
        ("/readyz", "GET", "HEAD"),
        ("/metrics", "GET", "HEAD"),
        ("/schema/messages.json", "GET", "HEAD"),
        ("/api/catalogue", "GET", "HEAD"),
        ("/api/guest", "POST"),
        ("/api/me", "DELETE", "GET", "HEAD"),
        ("/api/me/export", "GET", "HEAD"),
        ("/api/me/consent", "GET", "HEAD", "PUT"),
        ("/api/staff/visits", "GET", "HEAD"),
        ("/api/staff/visits/{visit}", "GET", "HEAD"),
        ("/api/staff/visits/{visit}/take", "POST"),
        ("/api/staff/visits/{visit}/say", "POST"),
        ("/api/staff/visits/{visit}/back", "POST"),
        ("/api/staff/away", "POST"),
    }


@pytest.mark.parametrize(
    "path", ["/healthz", "/readyz", "/metrics", "/schema/messages.json", "/api/catalogue"]
)
def test_what_is_the_same_for_everybody_needs_no_token(house, path):
    assert house.client.get(path).status_code == 200
    assert house.client.head(path).content == b""
    assert all(isinstance(each, Route) for each in routes(house.parts))
