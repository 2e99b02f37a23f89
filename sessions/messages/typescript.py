"""Writes the definitions for the client: `static/messages.d.ts` and `static/js/net/fields.js`."""

from __future__ import annotations

import json

import msgspec
from msgspec import inspect

from sessions.messages.common import Message, Record
from sessions.messages.registry import FRAMES, SHOPPER, fields, records, summary, tag

NOTE = "// Written by `python -m sessions.messages`; edit sessions/messages/ instead.\n"


def declarations() -> str:
    """`messages.d.ts`: one interface a message and record, and the two unions."""
    sent = records(FRAMES)
    parts = [NOTE]
    parts += [_interface(each, optional=each not in sent) for each in _all_records()]
    parts += [_interface(each, optional=True) for each in SHOPPER]
    parts += [_interface(each, optional=False) for each in FRAMES]
    parts.append(_union("ShopperMessage", SHOPPER))
    parts.append(_union("Frame", FRAMES))
    return "\n".join(parts)


def field_tables() -> str:
    """`fields.js`: the order of fields by message type and record name, and which hold records."""
    order: dict[str, list[str]] = {}
    nested: dict[str, str] = {}
    for struct in (*SHOPPER, *FRAMES, *_all_records()):
        name = _wire_name(struct)
        order[name] = []
        for field in fields(struct):
            order[name].append(field.name)
            inside = _nested(field.type)
            if inside:
                nested[f"{name}.{field.name}"] = inside
    return (
        f"{NOTE}\n/** Field names in wire order. @type {{Record<string, string[]>}} */\n"
        f"export const FIELDS = {json.dumps(order, indent=2)};\n\n"
        "/** Fields that hold records: `Name` or `Name[]`. @type {Record<string, string>} */\n"
        f"export const NESTED = {json.dumps(nested, indent=2)};\n"
    )


def _all_records() -> list[type[Record]]:
    return records((*SHOPPER, *FRAMES))


def _wire_name(struct: type[Record]) -> str:
    return tag(struct) if issubclass(struct, Message) else struct.__name__


def _interface(struct: type[Record], *, optional: bool) -> str:
    is_message = issubclass(struct, Message)
    name = f"{struct.__name__.removesuffix('Frame')}Message" if is_message else struct.__name__
    lines = [f"/** {summary(struct)} */", f"export interface {name} {{"]
    if is_message:
        lines.append(f"  type: {json.dumps(_wire_name(struct))};")
    for field in fields(struct):
        free = optional and (field.default is not msgspec.NODEFAULT)
        lines.append(f"  {field.name}{'?' if free else ''}: {_typescript(field.type)};")
    return "\n".join([*lines, "}\n"])


def _union(name: str, members: tuple[type[Message], ...]) -> str:
    arms = " | ".join(f"{each.__name__.removesuffix('Frame')}Message" for each in members)
    return f"export type {name} = {arms};\n"


def _nested(kind: inspect.Type) -> str:
    match kind:
        case inspect.StructType(cls=cls):
            return cls.__name__
        case inspect.VarTupleType(item_type=item) if _nested(item):
            return f"{_nested(item)}[]"
        case inspect.UnionType(types=types):  # a record, or none
            return next(filter(None, map(_nested, types)), "")
        case inspect.Metadata(type=inner):
            return _nested(inner)
    return ""


_PLAIN = {
    inspect.StrType: "string",
    inspect.IntType: "number",
    inspect.FloatType: "number",
    inspect.BoolType: "boolean",
    inspect.BytesType: "Uint8Array",
    inspect.NoneType: "null",
}


def _typescript(kind: inspect.Type) -> str:  # noqa: PLR0911 - one line a kind of type
    match kind:
        case inspect.LiteralType(values=values):
            return " | ".join(json.dumps(value) for value in values)
        case inspect.StructType(cls=cls):
            return cls.__name__
        case inspect.VarTupleType(item_type=item):
            return f"Array<{_typescript(item)}>"
        case inspect.TupleType(item_types=items):
            return f"[{', '.join(_typescript(item) for item in items)}]"
        case inspect.UnionType(types=types):
            return " | ".join(_typescript(each) for each in types)
        case inspect.Metadata(type=inner):
            return _typescript(inner)
    return _PLAIN[type(kind)]
