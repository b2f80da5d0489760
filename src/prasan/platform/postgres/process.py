"""One postmaster process: it dies with us, is watched through its own pid file, stops in steps."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class PidFile:
    """What postmaster.pid says: pid, and state (starting, ready, stopping, standby or empty)."""

    pid: int
    state: str


def read_pid_file(data: Path) -> PidFile | None:
    """The content of postmaster.pid, or None when there is no readable one."""
    try:
        lines = (data / "postmaster.pid").read_text(encoding="utf-8", errors="replace").splitlines()
        return PidFile(abs(int(lines[0])), lines[7].strip() if len(lines) > 7 else "")
    except (OSError, ValueError, IndexError):
        return None


def runs_here(pid: int, data: Path) -> bool:
    """Whether a living process of that number is a postmaster of this data folder.

    The number alone proves nothing: after a crash or in a new container another process may bear it.
    A postmaster's working folder is its data folder.
    """
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    if not Path("/proc/self").exists():
        call = ["ps", "-p", str(pid), "-o", "command="]
        out = subprocess.run(call, capture_output=True, text=True, check=False)
        return "postgres" in out.stdout
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        if stat.rsplit(")", 1)[1].split()[0] == "Z":
            return False
        return os.path.realpath(data) == os.readlink(f"/proc/{pid}/cwd")
    except PermissionError:
        return b"postgres" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except (OSError, IndexError):
        return False


def die_with_parent(number: signal.Signals) -> Callable[[], None] | None:
    """A hook for subprocess: the kernel sends that signal to the child when we die, even by kill -9.

    None where the system has no such thing (the next start then stops the orphan).
    """
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    parent = os.getpid()

    def hook() -> None:
        prctl(PR_SET_PDEATHSIG, int(number), 0, 0, 0)
        if os.getppid() != parent:  # we died between fork and prctl
            os._exit(1)

    return hook


def end_with_parent(number: signal.Signals) -> None:
    """Ask the kernel to send this process that signal when the process that started it dies."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, int(number), 0, 0, 0)


def start_postmaster(postgres: str, data: Path, log: IO[bytes], options: dict[str, object]) -> subprocess.Popen[bytes]:
    """Start the server in the foreground of a session of its own, so that Ctrl-C reaches only us.

    When we die, SIGINT tells it to close connections and to stop cleanly.
    """
    return subprocess.Popen(  # type: ignore[call-overload]
        [postgres, "-D", str(data)],
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        cwd="/",
        start_new_session=True,
        preexec_fn=die_with_parent(signal.SIGINT),  # noqa: PLW1509 - the hook takes no lock
        **options,
    )


def wait_until(answer: Callable[[], bool], seconds: float, step: float = 0.03) -> bool:
    """Ask until the answer is yes or the seconds are over; returns the last answer."""
    end = time.monotonic() + seconds
    while not answer():
        if time.monotonic() >= end:
            return False
        time.sleep(step)
    return True


def stop_process(pid: int, gone: Callable[[], bool], seconds: float) -> bool:
    """Stop a postmaster: fast (SIGINT), then immediate (SIGQUIT), then SIGKILL; whether it is gone."""
    for number, patience in ((signal.SIGINT, seconds), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 5.0)):
        if gone():
            return True
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return True
        if wait_until(gone, patience):
            return True
    return False
