"""Starts a Python process that serves one end of a pipe, and ends when the other end does.

Not `multiprocessing`: that runs the caller's main module again, keeps a tracker process, and lets a
daemonic process (as Dask's workers are) have no children.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

_ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"), "1"
)
"""Sums do not depend on how many cores there are; the work is spread over processes instead."""
_CHILD = "from assets_pipeline.guard.launch import child; child(%d, %r, %r)"


def start(
    target: str, arguments: Sequence[int | float | str]
) -> tuple[subprocess.Popen[bytes], Connection]:
    """A process that runs `package.module:function(pipe, *arguments)`, and our end of the pipe.

    It finds modules where this one does, says nothing on stdout, and is not in the terminal's
    process group, so Ctrl-C reaches its owner alone.

    Raises:
        OSError: no more processes or memory.
    """
    ours, theirs = socket.socketpair()
    with theirs:
        code = _CHILD % (theirs.fileno(), target, tuple(arguments))
        places = os.pathsep.join(path or str(Path.cwd()) for path in sys.path)
        process = subprocess.Popen(  # noqa: S603 -- this interpreter, our own words
            [sys.executable, "-P", "-c", code],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            env={**os.environ, **_ONE_THREAD, "PYTHONPATH": places},
            process_group=0,
        )
    return process, Connection(ours.detach())


def child(handle: int, target: str, arguments: tuple[Any, ...]) -> None:
    """What the new process runs."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pipe = Connection(handle)
    threading.Thread(target=_end_with_owner, args=(handle,), daemon=True).start()
    module, _, name = target.partition(":")
    getattr(import_module(module), name)(pipe, *arguments)


def _end_with_owner(handle: int) -> None:
    """Wait until the other end is closed: its owner is done with us, or dead, even in mid-call."""
    ends = select.poll()
    ends.register(handle, 0)  # hang-up is reported without being asked for
    ends.poll()
    os._exit(0)
