import pytest
from starlette.requests import HTTPConnection

from server.errors import SettingInvalid
from server.origins import Origins


def asked(origin, host="shop.example"):
    headers = [(b"host", host.encode())]
    if origin is not None:
        headers.append((b"origin", origin.encode()))
    return HTTPConnection({"type": "http", "headers": headers})


@pytest.mark.parametrize(
    ("origin", "host", "may"),
    [
        (None, "shop.example", True),
        ("https://shop.example", "shop.example", True),
        ("https://SHOP.example:443", "shop.example", True),
        ("http://127.0.0.1:8000", "127.0.0.1:8000", True),
        ("http://[::1]:8000", "[::1]:8000", True),
        ("https://partner.example", "shop.example", True),
        ("http://partner.example", "shop.example", False),
        ("https://partner.example:8443", "shop.example", False),
        ("https://evil.example", "shop.example", False),
        ("https://shop.example.evil.example", "shop.example", False),
        ("http://127.0.0.1:8001", "127.0.0.1:8000", False),
        ("null", "shop.example", False),
        ("", "shop.example", False),
        ("file://", "shop.example", False),
        ("https://shop.example@evil.example", "shop.example", False),
        ("https://x:y@shop.example", "shop.example", False),
        ("https://shop.example:port", "shop.example", False),
        ("https://[", "shop.example", False),
        ("https://evil.example", "", False),
    ],
)
def test_who_may_connect(origin, host, may):
    assert Origins(["https://partner.example"])(asked(origin, host)) is may


@pytest.mark.parametrize("listed", ["null", "partner", "*", "ftp://x.example", ""])
def test_a_setting_that_is_no_origin_is_refused(listed):
    with pytest.raises(SettingInvalid):
        Origins(["https://good.example", listed])
