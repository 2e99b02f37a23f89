"""Fewer triangles on the same vertices: meshoptimizer's simplifier, run as WebAssembly.

The module has no imports, so it can reach nothing but its own memory. It is taken at run time out
of the npm package `meshoptimizer` (MIT) that the client installs; without it nothing is simplified.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import wasmtime
from numpy.typing import NDArray

from assets_pipeline.tools import SIMPLIFIER

FUEL = 40_000_000_000
"""Instructions for one document: counted, not timed, so that every machine gives the same bytes.
Ordinary meshes take about 11,000 a triangle, crafted ones many times that."""

_WASM = re.compile(r"var wasm =\s*'([^']+)'")
_TABLE = re.compile(r"var wasmpack = new Uint8Array\(\[([\d,\s]+)\]\)")


def module_bytes(script: str) -> bytes:
    """The WebAssembly module inside `meshopt_simplifier.js`, in meshoptimizer's own packing.

    Raises:
        ValueError: the script holds no such module.
    """
    packed, table = _WASM.search(script), _TABLE.search(script)
    if not packed or not table:
        raise ValueError("no WebAssembly module in this script")
    bases = [int(number) for number in table[1].split(",") if number.strip()]
    codes = iter(_code(letter) for letter in packed[1])
    return bytes(bases[code] if code < 60 else (code - 60) * 64 + next(codes) for code in codes)


def _code(letter: str) -> int:
    number = ord(letter)
    if number > 96:
        return number - 97
    return number - 39 if number > 64 else number + 4


_NO_COPIES = np.zeros(0, np.intp)
_NO_LOCKS = np.zeros(0, np.uint8)

PRUNE, REGULARIZE, PERMISSIVE, REGULARIZE_LIGHT, PRESERVE_FOLDS, ERROR_CLAMPED = (
    1 << bit for bit in (3, 4, 5, 6, 7, 8)
)


class Surface(NamedTuple):
    """Triangles and what their shading depends on."""

    indices: NDArray[np.uint32]
    """Shape (3 t,)."""
    positions: NDArray[np.float32]
    """Shape (n, 3), any unit."""
    shading: NDArray[np.float32]
    """Shape (n, k), k <= 32: e.g. normals and UVs."""
    weights: NDArray[np.float32]
    """Shape (k,): how much one unit of each attribute matters."""
    locks: NDArray[np.uint8] = _NO_LOCKS
    """Shape (n,) or (0,): 1 = stays where it is, 2 = a seam that `PERMISSIVE` keeps too."""


class Simplified(NamedTuple):
    """Fewer triangles over the same numbering of vertices."""

    indices: NDArray[np.uint32]
    """Shape (3 t,)."""
    positions: NDArray[np.float32]
    """Shape (n, 3)."""
    shading: NDArray[np.float32]
    """Shape (n, k)."""
    error: float
    """Deviation reached, shading weighed in, as a share of the mesh's largest side."""
    copies: NDArray[np.intp] = _NO_COPIES
    """Shape (k,): which vertex each of the last k is a copy of, with other shading."""


class Simplifier:
    """One instance of the module and its memory."""

    def __init__(self, script: Path = SIMPLIFIER) -> None:
        config = wasmtime.Config()
        config.memory_reservation = 0  # the default reserves more than a limited worker may have
        config.memory_reservation_for_growth = 16 << 20
        config.memory_guard_size = 0
        config.consume_fuel = True
        engine = wasmtime.Engine(config)
        self._store = wasmtime.Store(engine)
        module = wasmtime.Module(engine, module_bytes(script.read_text()))
        self._exports: Any = wasmtime.Instance(self._store, module, []).exports(self._store)
        self.refuel()
        self._call("__wasm_call_ctors")

    def refuel(self, fuel: int = FUEL) -> None:
        """Let the next meshes cost this many instructions together; past that they trap."""
        self._store.set_fuel(fuel)

    def simplify(
        self, surface: Surface, *, target: int, error: float, flags: int = 0, move: bool = False
    ) -> Simplified:
        """Fewer triangles; seams and open borders are kept.

        Args:
            surface: what to simplify.
            target: number of indices to stop at.
            error: largest deviation allowed, as a share of the largest side of the mesh; shading
                counts into it by its weights.
            flags: `PERMISSIVE` and others of meshoptimizer's `meshopt_Simplify*`.
            move: vertices may move and their shading change to fit better; else they are a subset.

        Raises:
            wasmtime.Trap: out of fuel or memory; this instance is of no more use.
        """
        floor = self._call("sbrk", 0)
        at = [self._put(np.asarray(array)) for array in surface]
        out, error_at = self._space(surface.indices.nbytes), self._space(4)
        name = "meshopt_simplifyWithUpdate" if move else "meshopt_simplifyWithAttributes"
        count = self._call(
            name,
            *(() if move else (out,)),
            *(at[0], surface.indices.size),
            *(at[1], len(surface.positions), 12, at[2], 4 * surface.shading.shape[1]),
            *(at[3], len(surface.weights), at[4] if len(surface.locks) else 0),
            *(target, error, flags, error_at),
        )
        found = Simplified(
            np.frombuffer(self._get(at[0] if move else out, 4 * count), np.uint32),
            self._again(at[1], surface.positions),
            self._again(at[2], surface.shading),
            float(np.frombuffer(self._get(error_at, 4), np.float32)[0]),
        )
        self._call("sbrk", floor - self._call("sbrk", 0))
        return found

    def _again(self, place: int, old: NDArray[Any]) -> NDArray[np.float32]:
        """The array that stands where `old` was put."""
        data = self._get(place, 4 * old.size)
        return np.frombuffer(data, np.float32).reshape(old.shape)

    def _call(self, name: str, *arguments: float) -> Any:
        return self._exports[name](self._store, *arguments)

    def _space(self, size: int) -> int:
        place: int = self._call("sbrk", size + -size % 16)
        if place < 0:
            raise wasmtime.Trap("the simplifier's memory cannot grow")
        return place

    def _put(self, array: NDArray[Any]) -> int:
        data = np.ascontiguousarray(array).tobytes()
        place = self._space(len(data))
        self._exports["memory"].write(self._store, data, place)
        return place

    def _get(self, place: int, size: int) -> bytes:
        return bytes(self._exports["memory"].read(self._store, place, place + size))


@cache
def simplifier(script: Path = SIMPLIFIER) -> Simplifier:
    """The simplifier of this process: compiling the module costs more than most meshes."""
    return Simplifier(script)
