"""Picks what sees pictures: the one module of this room that touches files."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sessions.encoding.base import Vectors
from sessions.encoding.model import check, fetched
from sessions.encoding.pictures.blend import Forms, PictureEncoder
from sessions.encoding.pictures.look import Mask, Pixels
from sessions.encoding.pictures.outline import Outline
from sessions.errors import PackUnusable

if TYPE_CHECKING:
    from sessions.encoding.pictures.lite import Lite

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


class Pack:
    """EfficientNet-Lite0, read when the first picture is seen.

    torch takes seconds and 200 MB, and only the process that sees needs it.
    """

    name: Final = PACK
    dim: Final = 1280

    def __init__(self, path: str, sha256: str) -> None:
        self.version = f"{PACK}-{sha256[:12]}"
        self._path = path

    def forms(self, pictures: Sequence[tuple[Pixels, Mask]]) -> Vectors:
        """As `blend.Forms`.

        Raises:
            PackUnusable: the file is no such network.
        """
        return self._lite.forms(pictures)

    @cached_property
    def _lite(self) -> Lite:
        try:
            from sessions.encoding.pictures.lite import Lite  # noqa: PLC0415 - imports torch

            return Lite(self._path)
        except Exception as error:
            raise _refusal(PACK, error) from error


def _seeing(setting: str, models_dir: str | None) -> Forms:
    packs = fetched(models_dir)
    if setting == OUTLINE or (not setting and PACK not in packs):
        return Outline()
    if models_dir is not None and setting in {"", PACK} and PACK in packs:
        folder = Path(models_dir) / PACK
        return Pack(str(folder / FILE), check(folder, packs[PACK])[FILE])
    try:
        from sessions.encoding.pictures.vision import Vision  # noqa: PLC0415 - imports torch

        local = Path(setting).expanduser()
        return Vision(local.name if local.is_dir() else setting, str(local), local=local.is_dir())
    except Exception as error:
        raise _refusal(setting, error) from error


def _refusal(name: str, error: Exception) -> PackUnusable:
    """What these libraries raise for a bad file, which is nearly anything, as one."""
    why = (str(error).strip() or type(error).__name__).splitlines()[0]
    return PackUnusable(f"{name} does not load as a vision model: {why}; {REPAIR}")
