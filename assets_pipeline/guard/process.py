"""Whole stages in worker processes with bounded memory, CPU and wall-clock time.

A worker is a new process, not a fork: it inherits no locks, sockets or memory. It serves many calls
and is replaced after `calls` of them, or when it died of one. It ends with the process it serves.
"""

from __future__ import annotations

import contextlib
import ctypes
import resource
import signal
import subprocess
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from assets_pipeline.errors import AssetRejected

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


class Budget(NamedTuple):
    """What a worker may use: bytes of memory; per call, CPU and wall-clock seconds; calls.

    `keep` is what it may still hold between calls; one that holds more is replaced.
    """

    memory: int = 2 << 30
    cpu_s: int = 60
    wall_s: float = 120.0
    calls: int = 64
    keep: int = 300 << 20


_SERVE = "assets_pipeline.guard.process:serve"
_END_S = 5.0


class Worker:
    """One limited process; `call` blocks, so give each thread its own."""

    def __init__(self, budget: Budget = Budget()) -> None:  # noqa: B008 -- immutable
        self.budget = budget
        self._process: subprocess.Popen[bytes] | None = None
        self._pipe: Connection | None = None
        self._left = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def call(self, target: str, *arguments: Any) -> Any:
        """Run `package.module:function` with picklable arguments; returns what it returns.

        Raises:
            AssetRejected: `limits_exceeded` when it died or ran out of memory or time,
                `worker_killed` when somebody else killed it, else what the function refused.
        """
        pipe = self._ready()
        try:
            pipe.send((target, arguments))
            good, value = pipe.recv() if pipe.poll(self.budget.wall_s) else self._late()
        except (EOFError, OSError) as error:  # OSError: broken pipe
            raise self._died() from error
        self._left = self._left - 1 if self._resident() <= self.budget.keep else 0
        if good:
            return value
        if value["code"] == "limits_exceeded":
            self.close()
        raise AssetRejected(**value)

    def kill(self) -> None:
        """End the process from another thread: a `call` under way is refused."""
        process = self._process
        if process is not None:
            process.kill()

    def close(self) -> None:
        """End the process."""
        if self._process is not None and self._pipe is not None:
            self._pipe.close()
            self._process.kill()
            self._process.wait()
        self._process = self._pipe = None

    def _late(self) -> tuple[bool, dict[str, str]]:
        message = f"longer than {self.budget.wall_s:.0f} s"
        return False, {"code": "limits_exceeded", "message": message}

    def _died(self) -> AssetRejected:
        code = 0
        if self._process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):  # it only closed its end
                code = self._process.wait(_END_S)
        self.close()
        if code == -signal.SIGKILL:
            return AssetRejected("worker_killed", "killed from outside, or for want of memory")
        return AssetRejected("limits_exceeded", "ended by the memory or CPU limit")

    def _resident(self) -> int:
        """Bytes of physical memory that the process holds (Linux; elsewhere 0)."""
        statm = Path(f"/proc/{self._process.pid if self._process else 0}/statm")
        pages = int(statm.read_text().split()[1]) if statm.exists() else 0
        return pages * resource.getpagesize()

    def _ready(self) -> Connection:
        if self._pipe is None or self._left <= 0:
            from assets_pipeline.guard import launch  # noqa: PLC0415 -- a rebuild starts no worker

            self.close()
            self._process, self._pipe = launch.start(_SERVE, tuple(self.budget))
            self._left = self.budget.calls
        return self._pipe


def run_limited(target: str, *arguments: Any, budget: Budget = Budget()) -> Any:  # noqa: B008 -- immutable
    """One call in a process of its own.

    Raises:
        AssetRejected: as `Worker.call`.
    """
    with Worker(budget) as worker:
        return worker.call(target, *arguments)


def serve(pipe: Connection, *limits: Any) -> None:
    """What a worker process does: one call after the other, until the other end is closed."""
    budget = Budget(*limits)
    memory = budget.memory + _mapped()  # what libraries mapped before does not count
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while True:
        try:
            target, arguments = pipe.recv()
        except EOFError:
            return
        used = resource.getrusage(resource.RUSAGE_SELF)
        cpu_s = int(used.ru_utime + used.ru_stime) + budget.cpu_s + 1
        resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, resource.RLIM_INFINITY))
        answer = _answer(target, arguments)
        _give_back()
        pipe.send(answer)


def _give_back() -> None:
    """Return freed memory to the system (glibc; elsewhere nothing), else it counts as held."""
    with contextlib.suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)


def _mapped() -> int:
    """Bytes of address space in use (Linux; elsewhere 0)."""
    statm = Path("/proc/self/statm")
    pages = int(statm.read_text().split()[0]) if statm.exists() else 0
    return pages * resource.getpagesize()


def _answer(target: str, arguments: tuple[Any, ...]) -> tuple[bool, Any]:
    module, _, name = target.partition(":")
    try:
        return True, getattr(import_module(module), name)(*arguments)
    except AssetRejected as error:
        return False, dict(vars(error))  # its four arguments
    except MemoryError:
        return False, {"code": "limits_exceeded", "message": "out of memory"}
    except Exception as error:  # noqa: BLE001 -- our own fault, but one bad file never stops a build
        message = f"{type(error).__name__}: {error}"[:200]
        return False, {"code": "internal_error", "message": message}
