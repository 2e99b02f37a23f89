"""Picks what sees pictures: the one module of this room that touches files."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sessions.encoding.model import check, fetched
from sessions.encoding.pictures.blend import Forms, PictureEncoder
from sessions.encoding.pictures.outline import Outline
from sessions.errors import PackUnusable

OUTLINE: Final = "outline"
PACK: Final = "efficientnet-lite0"
FILE: Final = "efficientnet-lite0.pth"
REPAIR: Final = "run `python -m server models fetch`, or set SHOWROOM_PICTURE_MODEL=outline"


def load_pictures(setting: str = "", models_dir: str | None = None) -> PictureEncoder:
    """The encoder that `SHOWROOM_PICTURE_MODEL` asks for.

    Args:
        setting: `""` (the pack where it was fetched, else `outline`), `outline`, a directory, or
            a hub id (both for transformers' `AutoModel`).
        models_dir: where packs lie; None uses no pack.

    Raises:
        PackUnusable: missing, damaged, or not a vision model; says what to do next.
    """
    return PictureEncoder(_seeing(setting, models_dir))


def _seeing(setting: str, models_dir: str | None) -> Forms:
    packs = fetched(models_dir)
    if setting == OUTLINE or (not setting and PACK not in packs):
        return Outline()
    try:
        if models_dir is not None and setting in {"", PACK} and PACK in packs:
            folder = Path(models_dir) / PACK
            digests = check(folder, packs[PACK])
            from sessions.encoding.pictures.lite import Lite  # noqa: PLC0415 - torch takes seconds

            return Lite(str(folder / FILE), digests[FILE])
        from sessions.encoding.pictures.vision import Vision  # noqa: PLC0415 - as above

        local = Path(setting).expanduser()
        return Vision(local.name if local.is_dir() else setting, str(local), local=local.is_dir())
    except PackUnusable:
        raise
    except Exception as error:  # a bad file makes these libraries raise nearly anything
        why = (str(error).strip() or type(error).__name__).splitlines()[0]
        name = setting or PACK
        raise PackUnusable(f"{name} does not load as a vision model: {why}; {REPAIR}") from error
