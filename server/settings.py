"""All that can be set from outside, read once at the start.

`HOST` and `PORT` are named as hosting platforms name them; all others are `SHOWROOM_*`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Self, get_args, get_type_hints

import msgspec

from server.errors import SettingInvalid

PREFIX: Final = "SHOWROOM_"
_BARE: Final = frozenset({"host", "port"})
_HIDDEN: Final = frozenset({"secret", "log_key", "staff_key"})


def _meta(what: str, unit: str = "", **bounds: Any) -> msgspec.Meta:
    return msgspec.Meta(description=what, extra={"unit": unit}, **bounds)


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """One field per variable; its type, bounds, unit and meaning stand in the annotation."""

    host: Annotated[str, _meta("address to listen on")] = "127.0.0.1"
    port: Annotated[int, _meta("port to listen on; 0 takes a free one", ge=0, le=65535)] = 8000
    data: Annotated[Path, _meta("what the server writes: visits, keys", "folder")] = Path(
        "var/data"
    )
    catalogue: Annotated[Path, _meta("what `assets_pipeline build` wrote", "folder")] = Path(
        "var/catalogue"
    )
    models: Annotated[Path, _meta("where model packs lie", "folder")] = Path("var/models")
    packs: Annotated[
        str, _meta("model packs to use: `all`, `none` or names; empty: the default ones", "list")
    ] = ""
    text_model: Annotated[
        str, _meta("text encoder in place of the pack: a local folder or a hub id")
    ] = ""
    picture_model: Annotated[
        str, _meta("vision model in place of the pack: `outline`, a local folder or a hub id")
    ] = ""
    speech_model: Annotated[
        str, _meta("Whisper model that reads each turn again: a local folder or a hub id")
    ] = ""
    faq: Annotated[
        str, _meta("the shop's own answers (shipping, returns ..); empty: the demo shop's", "file")
    ] = ""
    origins: Annotated[
        tuple[str, ...], _meta("web origins that may connect besides the server's own", "list")
    ] = ()
    proxies: Annotated[
        tuple[str, ...], _meta("addresses of proxies whose X-Forwarded-For is believed", "list")
    ] = ()
    secret: Annotated[
        str,
        _meta(
            "signs the shoppers' tokens; empty: made once and kept",
            "32 characters or more",
            pattern="^(.{32,})?$",
        ),
    ] = ""
    log_key: Annotated[
        str,
        _meta(
            "wraps the keys of the visits' logs; empty: made once and kept",
            "64 hex digits",
            pattern="^([0-9a-fA-F]{64})?$",
        ),
    ] = ""
    token_minutes: Annotated[
        int, _meta("how long a shopper's token lasts", "minutes", ge=1, le=1440)
    ] = 15
    visits: Annotated[int, _meta("live visits at most", "visits", ge=1)] = 2000
    connections: Annotated[int, _meta("sockets from one address at most", "sockets", ge=1)] = 256
    idle_minutes: Annotated[
        int, _meta("how long a visit without a socket stays in memory", "minutes", ge=1)
    ] = 30
    retention_days: Annotated[
        int, _meta("how long the log of a visit is kept", "days", ge=1, le=365)
    ] = 30
    workers: Annotated[int, _meta("processes that run the models", "processes", ge=1, le=64)] = 1
    commit_ms: Annotated[
        int, _meta("how long log blocks are gathered before one commit", "ms", ge=1, le=1000)
    ] = 10
    log_bytes: Annotated[int, _meta("log of one visit at most", "bytes", ge=65536)] = 16 << 20
    rank_ms: Annotated[
        int, _meta("deadline of a ranking that is too long to be done on the spot", "ms", ge=1)
    ] = 250
    words_ms: Annotated[int, _meta("deadline of understanding and answering", "ms", ge=1)] = 3000
    window_bytes: Annotated[
        int, _meta("mesh bytes on their way to a new client", "bytes", ge=32768, le=1 << 20)
    ] = 65536
    staff_key: Annotated[
        str,
        _meta(
            "what members of staff sign in with at `/staff`; empty: there are none",
            "16 characters or more",
            pattern="^(.{16,})?$",
        ),
    ] = ""
    metrics: Annotated[bool, _meta("whether `/metrics` answers", "true or false")] = True

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> Self:
        """Read every variable; one that is not there, or is empty, has its default.

        Raises:
            SettingInvalid: a `SHOWROOM_*` name that means nothing, or a value out of its type or
                bounds.
        """
        hints = _hints()
        fields = {variable(field): field for field in hints}
        unknown = sorted(each for each in environ if each.startswith(PREFIX) and each not in fields)
        if unknown:
            raise SettingInvalid(f"{unknown[0]} is no setting; there are {', '.join(fields)}")
        given = {name: environ[name] for name in fields if environ.get(name)}
        return cls(
            **{
                fields[name]: _convert(name, text, hints[fields[name]])
                for name, text in given.items()
            }
        )

    def __repr__(self) -> str:
        shown = {
            field: "***" if field in _HIDDEN and value else value
            for field, value in msgspec.structs.asdict(self).items()
        }
        return f"Settings({', '.join(f'{field}={value!r}' for field, value in shown.items())})"


def variable(field: str) -> str:
    """The environment variable of a field."""
    return field.upper() if field in _BARE else PREFIX + field.upper()


def table() -> str:
    """The settings as the README's markdown table."""
    lines = ["| variable | default | unit | what it is |", "| --- | --- | --- | --- |"]
    defaults = Settings()
    for field, hint in _hints().items():
        meta = next(each for each in get_args(hint) if isinstance(each, msgspec.Meta))
        unit = (meta.extra or {})["unit"]
        default = _shown(getattr(defaults, field))
        lines.append(f"| `{variable(field)}` | {default} | {unit} | {meta.description} |")
    return "\n".join(lines) + "\n"


def _shown(value: object) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value or "")
    return f"`{text}`" if text else ""


def _hints() -> dict[str, Any]:
    return get_type_hints(Settings, include_extras=True)


def _convert(name: str, text: str, hint: Any) -> Any:
    value: str | list[str] = (
        [part.strip() for part in text.split(",") if part.strip()] if _is_list(hint) else text
    )
    try:
        return msgspec.convert(value, hint, strict=False, dec_hook=_path)
    except msgspec.ValidationError as error:
        shown = "its value" if name.removeprefix(PREFIX).lower() in _HIDDEN else repr(text)
        raise SettingInvalid(f"{name}: {shown} will not do: {error}") from error


def _is_list(hint: Any) -> bool:
    return get_args(get_args(hint)[0]) == (str, ...)


def _path(kind: type, value: Any) -> Any:
    if kind is Path:
        return Path(value)
    raise NotImplementedError(kind)
