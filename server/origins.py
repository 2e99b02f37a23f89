"""Which web pages may talk to this server."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from server.errors import SettingInvalid

_PORTS: Final = {"http": 80, "https": 443}


class Origins:
    """Says whether a request or socket may come from where it says it comes.

    The server's own pages may: their `Origin` names the host that was asked. So may the origins
    listed (`https://shop.example`). A request without `Origin` is no web page's (a native client, a
    tool): it carries no cookie that could be abused, and is asked for a token anyway.

    Raises:
        SettingInvalid: a listed origin is not of the form `https://host` or `http://host:port`.
    """

    def __init__(self, allowed: Collection[str] = ()) -> None:
        self._allowed = {_parts(each) for each in allowed}
        if None in self._allowed:
            raise SettingInvalid(f"{', '.join(allowed)}: origins look like https://shop.example")

    def __call__(self, connection: HTTPConnection) -> bool:
        """Whether it may go on."""
        origin = connection.headers.get("origin")
        if origin is None:
            return True
        parts = _parts(origin)
        if parts is None:
            return False
        scheme, host, port = parts
        asked = _parts(f"{scheme}://{connection.headers.get('host', '')}")
        return asked == (scheme, host, port) or parts in self._allowed


def _parts(origin: str) -> tuple[str, str, int] | None:
    """Scheme, host and port, or None for what is no web origin (`null`, a file)."""
    try:
        split = urlsplit(origin)
        port = split.port
    except ValueError:
        return None
    if split.scheme not in ("http", "https") or not split.hostname or split.username is not None:
        return None
    return split.scheme, split.hostname, port or _PORTS[split.scheme]
