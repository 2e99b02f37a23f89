"""Loops over samples and triangles as machine code (numba).

What calls each other stands in one file: that is what tells numba when to compile it anew.
No fast-math: each operation rounds as IEEE 754 says, so other machines give the same pictures.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """`function` as machine code, kept beside its file; numba itself is untyped."""
    return cast("Function", numba.njit(cache=True)(function))


def inlined(function: Function) -> Function:
    """`compiled`, for small parts of a loop."""
    return cast("Function", numba.njit(cache=True, inline="always")(function))
