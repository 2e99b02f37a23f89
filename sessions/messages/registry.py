"""Which messages and records there are, read off the definitions: what the writers below walk."""

from __future__ import annotations

import inspect
from typing import get_args

import msgspec

from sessions.messages.common import Message, Record
from sessions.messages.frames import Frame
from sessions.messages.shopper import ShopperMessage

SHOPPER: tuple[type[Message], ...] = get_args(ShopperMessage)
FRAMES: tuple[type[Message], ...] = get_args(Frame)


def tag(message: type[Message]) -> str:
    """The type that stands first in the message's array."""
    return str(message.__struct_config__.tag)


def table() -> str:
    """The messages as the README's markdown table."""
    lines = ["| message | from | what it is |", "| --- | --- | --- |"]
    for side, messages in (("shopper", SHOPPER), ("server", FRAMES)):
        lines += [f"| `{tag(each)}` | {side} | {_sentence(each)} |" for each in messages]
    return "\n".join(lines) + "\n"


def _sentence(message: type) -> str:
    return summary(message).split(". ")[0].removesuffix(".").replace("|", "/")


def records(messages: tuple[type[Message], ...]) -> list[type[Record]]:
    """The records that `messages` carry, directly or inside others, by name."""
    found: dict[str, type[Record]] = {}
    queue: list[type[Record]] = list(messages)
    while queue:
        for field in fields(queue.pop()):
            for record in _records_in(field.type):
                if record.__name__ not in found:
                    found[record.__name__] = record
                    queue.append(record)
    return [found[name] for name in sorted(found)]


def fields(struct: type[Record]) -> tuple[msgspec.inspect.Field, ...]:
    """The fields of a message or record, in wire order."""
    info = msgspec.inspect.type_info(struct)
    assert isinstance(info, msgspec.inspect.StructType)
    return info.fields


def _records_in(kind: msgspec.inspect.Type) -> list[type[Record]]:
    match kind:
        case msgspec.inspect.StructType(cls=cls):
            return [cls] if issubclass(cls, Record) else []
        case msgspec.inspect.VarTupleType(item_type=item):
            return _records_in(item)
        case msgspec.inspect.UnionType(types=types):
            return [record for each in types for record in _records_in(each)]
        case msgspec.inspect.Metadata(type=inner):
            return _records_in(inner)
    return []


def summary(struct: type) -> str:
    """The first paragraph of a class's docstring, on one line."""
    return " ".join((inspect.getdoc(struct) or "").split("\n\n")[0].split())
