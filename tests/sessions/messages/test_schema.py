"""`/schema/messages.json` says what the code does."""

import json

import msgpack

from sessions import errors
from sessions.messages.registry import FRAMES, SHOPPER, tag
from sessions.messages.schema import schema
from sessions.messages.shopper import Hello
from sessions.wire import decode, encode_message

SCHEMA = json.loads(json.dumps(schema()))


def test_every_message_is_there():
    assert set(SCHEMA["shopper"]) == {tag(each) for each in SHOPPER}
    assert set(SCHEMA["server"]) == {tag(each) for each in FRAMES}


def test_the_hello_is_the_exact_one():
    (hello,) = decode(msgpack.packb([SCHEMA["hello"]]))
    assert isinstance(hello, Hello)
    assert msgpack.unpackb(encode_message(hello)) == SCHEMA["hello"]


def test_every_error_and_close_code_is_documented():
    classes = [
        each
        for each in vars(errors).values()
        if isinstance(each, type) and issubclass(each, errors.ShowroomError)
    ]
    assert {each.code for each in classes} == set(SCHEMA["errors"])
    assert {str(each.close) for each in classes if each.close} <= set(SCHEMA["close_codes"])
    assert all(SCHEMA["errors"].values())
