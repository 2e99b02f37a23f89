"""What is installed here that decides about the bytes of a product. Imports nothing heavy."""

from __future__ import annotations

import hashlib
import os
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent
SIMPLIFIER = ROOT.parent / "static/node_modules/meshoptimizer/meshopt_simplifier.js"

LIBRARIES = ("DracoPy", "meshopt", "numpy", "pillow", "scipy", "trimesh", "wasmtime")


def available(script: Path = SIMPLIFIER) -> bool:
    """Whether the npm package is installed."""
    return script.is_file()


@cache
def versions() -> str:
    """Libraries that write into products, with their versions: another one may write other bytes."""
    found = _installed()
    return " ".join(f"{name}={found.get(name.lower()) or _version(name)}" for name in LIBRARIES)


def _installed() -> dict[str, str]:
    """Versions by name, read off the folders that installers leave (`numpy-2.4.6.dist-info`)."""
    found: dict[str, str] = {}
    for place in reversed([path for path in sys.path if os.path.isdir(path)]):  # noqa: PTH112 -- ""
        for name in os.listdir(place):  # noqa: PTH208 -- names are all that is wanted
            if name.endswith(".dist-info"):
                package, _, version = name.removesuffix(".dist-info").partition("-")
                found[package.lower()] = version
    return found


def _version(name: str) -> str:
    from importlib import metadata  # noqa: PLC0415 -- a fifth of a rebuild's start

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "none"


@cache
def fingerprint() -> str:
    """Sha256 over this package's own source and `versions`: equal on machines that agree."""
    total = hashlib.sha256(versions().encode())
    for path in sorted(ROOT.rglob("*.py")):
        total.update(path.relative_to(ROOT).as_posix().encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
