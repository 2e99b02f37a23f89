"""What is installed here that decides about the bytes of a product. Imports nothing heavy."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
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
    return " ".join(f"{name}={_version(name)}" for name in LIBRARIES)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


@cache
def fingerprint() -> str:
    """Sha256 over this package's own source and `versions`: equal on machines that agree."""
    total = hashlib.sha256(versions().encode())
    for path in sorted(ROOT.rglob("*.py")):
        total.update(path.relative_to(ROOT).as_posix().encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
