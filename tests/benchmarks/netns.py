"""Two network namespaces joined by one shaped link, for proofs that need a slow line.

`near` and `far` see each other over a veth pair whose both ends pass through `tbf`: `MBIT_S` with a
bucket of 16 KiB and a queue of 50 ms, as a home line's router has it. There is no other delay: the
kernel's `netem` is not everywhere. Nothing outside the two namespaces is touched.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from typing import NamedTuple

MBIT_S = 20
SHAPE = ("tbf", "rate", f"{MBIT_S}mbit", "burst", "16kb", "latency", "50ms")
NEAR, FAR = "10.203.77.1", "10.203.77.2"
CHUNK_MS = 32 * 1024 * 8 / (MBIT_S * 1e3)
"""What 32 KiB take on the link: 13.1 ms."""


class Link(NamedTuple):
    """Names of the two namespaces."""

    near: str
    far: str


def why_not() -> str:
    """What is missing for namespaces; empty when nothing is."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "needs root on Linux"
    missing = [tool for tool in ("ip", "tc") if not shutil.which(tool)]
    return f"needs iproute2 ({', '.join(missing)} missing)" if missing else ""


@contextlib.contextmanager
def shaped() -> Iterator[Link]:
    """The link, taken down in any case.

    Raises:
        CalledProcessError: the kernel has no namespaces, veth or tbf.
    """
    link = Link(f"near{os.getpid()}", f"far{os.getpid()}")
    try:
        for name in link:
            _run("ip", "netns", "add", name)
            _run("ip", "-n", name, "link", "set", "lo", "up")
        ends = ("link", "add", "wire", "type", "veth", "peer", "name", "wire", "netns", link.far)
        _run("ip", "-n", link.near, *ends)
        for name, address in zip(link, (NEAR, FAR), strict=True):
            _run("ip", "-n", name, "address", "add", f"{address}/24", "dev", "wire")
            _run("ip", "-n", name, "link", "set", "wire", "up")
            _run("tc", "-n", name, "qdisc", "add", "dev", "wire", "root", *SHAPE)
        yield link
    finally:
        for name in link:
            subprocess.run(("ip", "netns", "del", name), check=False, capture_output=True)


def inside(name: str, *command: str) -> list[str]:
    """A command line that runs in a namespace."""
    return ["ip", "netns", "exec", name, *command]


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
