"""A network of the tests' own: a namespace with an address that is not the loopback one, and no way out of it.

Janus refuses a machine that has nothing but the loopback address. Only here is root needed.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator

ADDRESS = "10.77.7.1"
MADE = "ip link set lo up && ip link add own0 type veth peer name own1 && ip addr add {address}/24 dev own0 && \
ip link set own0 up && ip link set own1 up && ip route add default dev own0 && echo made && exec cat"


def missing() -> str:
    """Why no network can be made here; empty when it can."""
    if os.geteuid():
        return "a network namespace needs root"
    tools = [one for one in ("unshare", "nsenter", "ip") if shutil.which(one) is None]
    return f"not installed: {', '.join(tools)}" if tools else ""


def inside(pid: int) -> tuple[str, ...]:
    """The words before a command that is to run in the network of a process."""
    return ("nsenter", "-t", str(pid), "-n")


@contextlib.contextmanager
def own_network(address: str = ADDRESS) -> Iterator[int]:
    """Yield the process whose network it is; it ends with us, and the network with it."""
    words = ["unshare", "--net", "sh", "-c", MADE.format(address=address)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdin is not None
        assert holder.stdout is not None
        assert holder.stdout.readline() == "made\n"
        yield holder.pid
        holder.stdin.close()
