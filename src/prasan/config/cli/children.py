"""Processes that `up` starts: their words on our output, their end with ours, a new start after a crash."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from prasan.platform.postgres.process import die_with_parent

FIRST_PAUSE, LONGEST_PAUSE, STEADY = 0.5, 30.0, 60.0
"""Seconds: the first pause before a restart, the longest, and how long a child must live to be trusted again."""


class Child:
    """One process that is kept running.

    name: stands before each of its lines; call: program and arguments; env: its environment; say: prints a
    line. The kernel sends it SIGTERM when we die.
    """

    def __init__(self, name: str, call: Sequence[str], env: Mapping[str, str], say: Callable[[str, str], None]) -> None:
        self.name = name
        self.call = list(call)
        self.env = dict(env)
        self.say = say
        self.process: subprocess.Popen[bytes] | None = None
        self._begun = 0.0
        self._pause = FIRST_PAUSE
        self._again_at: float | None = None

    def start(self) -> None:
        """Start it; its output is read line by line in a thread."""
        self._begun = time.monotonic()
        self._again_at = None
        self.process = subprocess.Popen(
            self.call,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=self.env,
            start_new_session=True,  # Ctrl-C reaches only us, and we stop them in order
            preexec_fn=die_with_parent(signal.SIGTERM),  # noqa: PLW1509 - the hook takes no lock
        )
        threading.Thread(target=self._read, args=(self.process,), daemon=True).start()

    def _read(self, process: subprocess.Popen[bytes]) -> None:
        if process.stdout is None:
            return
        with process.stdout as lines:
            for line in lines:
                self.say(self.name, line.decode("utf-8", "replace").rstrip("\n"))

    @property
    def pid(self) -> int | None:
        """Its number while it runs."""
        return self.process.pid if self.process and self.process.poll() is None else None

    def watch(self) -> bool:
        """Restart it when it has ended, after a pause that doubles; whether it was started just now."""
        if self.process is None or self.process.poll() is None:
            return False
        now = time.monotonic()
        if self._again_at is None:
            if now - self._begun > STEADY:
                self._pause = FIRST_PAUSE
            self._again_at = now + self._pause
            code = self.process.returncode
            self.say(self.name, f"จบเอง รหัส {code} เริ่มใหม่ใน {self._pause:g} วินาที · ended ({code}), starting again")
            self._pause = min(self._pause * 2, LONGEST_PAUSE)
        if now < self._again_at:
            return False
        self.start()
        return True

    def ask_to_stop(self) -> None:
        """Send SIGTERM."""
        if self.pid is not None and self.process:
            self.process.terminate()

    def stop(self, seconds: float) -> None:
        """Wait for its end, and kill it when it does not come within so many seconds."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, seconds))
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def is_ours(pid: int) -> bool:
    """Whether a living process of that number is one of Prasan's; the number alone proves nothing."""
    try:
        return b"prasan" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def end_leftovers(pids: Sequence[int]) -> None:
    """End what a killed copy left running: SIGTERM, three seconds, SIGKILL."""
    left = [pid for pid in pids if is_ours(pid)]
    for number in (signal.SIGTERM, signal.SIGKILL):
        for pid in left:
            with contextlib.suppress(OSError):
                os.kill(pid, number)
        end = time.monotonic() + 3
        while left and time.monotonic() < end:
            time.sleep(0.05)
            left = [pid for pid in left if is_ours(pid)]
        if not left:
            return


_printing = threading.Lock()


def say(name: str, line: str) -> None:
    """Print one line with its source before it; a closed terminal is no reason to stop."""
    with _printing, contextlib.suppress(OSError, ValueError):
        print(f"{name:<6} │ {line}", file=sys.stderr, flush=True)
