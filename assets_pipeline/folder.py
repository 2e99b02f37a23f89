"""Model files below a folder, without holding the folder in memory."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from assets_pipeline import kinds


def models(folder: Path, out: Path) -> Iterator[str]:
    """Names inside `folder`, in no order; hidden ones and those below `out` are left out.

    Links to folders are not followed. A name that is no text keeps its bytes as lone surrogates.

    Raises:
        OSError: a folder cannot be read.
    """
    waiting = [""]
    while waiting:
        below = waiting.pop()
        with os.scandir(folder / below) as listed:
            for entry in listed:
                name = f"{below}{entry.name}"
                if entry.name.startswith((".", "__MACOSX")):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    if folder / name != out:
                        waiting.append(f"{name}/")
                elif _is_model(entry):
                    yield name


def _is_model(entry: os.DirEntry[str]) -> bool:
    if kinds.split(entry.name)[1].lower() not in kinds.SUFFIXES:
        return False
    try:
        return not entry.is_dir()
    except OSError:  # a circle of links: refused later, by name
        return True
