"""One owner per data folder: a lock that the system frees when its holder dies."""

from __future__ import annotations

import fcntl
import json
import os
import time
from pathlib import Path
from types import TracebackType

from prasan.platform.postgres.errors import PostgresError


class FileLock:
    """A flock on a small file; the holder's pid, role and address stand in it for others to read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._fd: int | None = None

    def take(self, seconds: float = 0.0, *, shared: bool = False) -> bool:
        """Take the lock, waiting up to so many seconds; whether we hold it now."""
        try:
            fd = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as fault:
            raise PostgresError(
                f"เปิดไฟล์ล็อก {self.path} ไม่ได้: {fault.strerror} (ตรวจเจ้าของและสิทธิ์ของโฟลเดอร์)",
                f"Cannot open the lock file {self.path}: {fault.strerror} (check who owns the folder)",
            ) from fault
        end = time.monotonic() + seconds
        while True:
            try:
                fcntl.flock(fd, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= end:
                    os.close(fd)
                    return False
                time.sleep(0.05)
            else:
                self._fd = fd
                return True

    def write(self, **facts: object) -> None:
        """Write who holds the lock; only for the holder."""
        if self._fd is None:
            raise RuntimeError("the lock is not held")
        data = (json.dumps({"pid": os.getpid(), **facts}) + "\n").encode()
        os.pwrite(self._fd, data, 0)
        os.ftruncate(self._fd, len(data))

    def read(self) -> dict[str, object]:
        """What the last holder wrote; empty when nothing readable."""
        try:
            facts = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return facts if isinstance(facts, dict) else {}

    def free(self) -> None:
        """Give the lock back; harmless when it is not held."""
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None

    @property
    def held(self) -> bool:
        """Whether this object holds the lock."""
        return self._fd is not None

    def __enter__(self) -> FileLock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.free()
