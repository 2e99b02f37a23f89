"""`/schema/messages.json`: enough for anyone to write a client."""

from __future__ import annotations

from typing import Any

import msgspec

from sessions import errors
from sessions.messages.registry import FRAMES, SHOPPER, tag
from sessions.messages.shopper import Hello

PROTOCOL = "showroom.v1"

EXAMPLE = "<the token of POST /api/guest>"

CLOSE_CODES = {
    1000: "the visit is over",
    1002: "not the WebSocket protocol",
    1007: "a text frame that is not UTF-8",
    1009: "a frame over 64 KiB",
    1011: "no answer to a ping for 20 s, or a fault of the server: come back",
    1012: "the server goes down or restarts: come back",
    3008: "too slow: more than the outbox holds was not read; come back and resume",
    3010: "a message number was skipped: come back and resend",
    3011: "the visit was opened on another socket: do not fight over it",
    3013: "too many messages: come back more slowly",
    3500: "the token is missing, expired or not ours: come back with a new one",
    3501: "a frame or message that does not read",
    3504: "as many visits as this server takes",
}


def schema() -> dict[str, Any]:
    """JSON Schema of every message both ways, the exact `hello`, close codes and error codes."""
    messages = (*SHOPPER, *FRAMES)
    schemas, components = msgspec.json.schema_components(messages, ref_template="#/$defs/{name}")
    names = [tag(each) for each in messages]
    return {
        "protocol": PROTOCOL,
        "encoding": (
            "binary frames; each is one msgpack array of messages; each message is an array "
            "[type, seq, ack, ...fields in this order]; trailing fields with defaults may be "
            "left out; nested records are arrays without a type"
        ),
        "hello": ["hello", *msgspec.to_builtins(Hello(token=EXAMPLE))[1:]],
        "shopper": dict(zip(names[: len(SHOPPER)], schemas, strict=False)),
        "server": dict(zip(names[len(SHOPPER) :], schemas[len(SHOPPER) :], strict=True)),
        "$defs": components,
        "refused_with_http_403": (
            "a socket without the subprotocol, from a foreign web page, or over the number of "
            "sockets for one address or for all"
        ),
        "close_codes": {str(code): text for code, text in sorted(CLOSE_CODES.items())},
        "errors": {each.code: (each.__doc__ or "").strip().split("\n")[0] for each in _errors()},
    }


def _errors() -> list[type[errors.ShowroomError]]:
    found = [
        each
        for each in vars(errors).values()
        if isinstance(each, type) and issubclass(each, errors.ShowroomError)
    ]
    return sorted(found, key=lambda each: each.code)
