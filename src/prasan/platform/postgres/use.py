"""Short uses of a server: by one command, or by one run of tests."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from prasan.platform.postgres.account import server_account
from prasan.platform.postgres.errors import NotReady, PostgresError
from prasan.platform.postgres.lock import FileLock
from prasan.platform.postgres.server import Server
from prasan.platform.postgres.urls import data_dir as default_data_dir
from prasan.platform.postgres.urls import external_url


@contextlib.contextmanager
def ensure_running(
    data_dir: str | Path | None = None, *, seconds: float = 120.0, say: Callable[[str], None] | None = None
) -> Iterator[str]:
    """The database's address, for as long as the block runs.

    With PRASAN_DATABASE_URL that address; else the embedded server of data_dir (default: of `var`): the one
    that runs, or one started for this block and stopped after it. Commands at the same time share one server:
    the one who started it waits for the others. Raises PostgresError.
    """
    if data_dir is None and (url := external_url()):
        yield url
        return
    where = data_dir or default_data_dir()
    server = Server(where, say=say) if say else Server(where)
    users = FileLock(server.place.users)
    end = time.monotonic() + seconds
    while True:
        if server.lock.take():
            with _own(server, users) as url:
                yield url
            return
        # shared with other commands; refused only while the owner waits to stop, and then we become the owner
        if users.take(0.2, shared=True):
            if server.wait_ready(0.5) and not _is_free(server):
                with users:
                    yield server.url
                return
            users.free()
        if time.monotonic() > end:
            raise NotReady(
                f"ฐานข้อมูลที่ชุดอื่นกำลังเริ่มยังไม่พร้อมใน {seconds:.0f} วินาที",
                f"The database that another copy is starting was not ready within {seconds:.0f} s",
            )


@contextlib.contextmanager
def _own(server: Server, users: FileLock) -> Iterator[str]:
    server.lock.write(role="command", address="")
    url = server.start(role="command")
    try:
        yield url
    finally:
        users.take(3600.0)  # other commands may still use the server that we started
        server.stop()
        users.free()


def _is_free(server: Server) -> bool:
    """Whether the owner is gone: then nobody keeps the server alive for us."""
    probe = FileLock(server.place.lock)
    with probe:
        return probe.take()


@contextlib.contextmanager
def temporary_cluster(bin_dir: str | Path | None = None, *, extra: dict[str, str] | None = None) -> Iterator[Server]:
    """A running throw-away server in a folder of its own, removed afterwards; for tests and rehearsals.

    bin_dir: programs to use, default PRASAN_TEST_PG_BIN, else the embedded ones.
    """
    folder = Path(_reachable_folder())
    server: Server | None = None
    try:
        server = Server(
            folder / "data",
            bin_dir or os.environ.get("PRASAN_TEST_PG_BIN") or None,
            throwaway=True,
            stop_seconds=10.0,
            extra=extra,
            say=lambda line: None,
        )
        server.start()
        yield server
    finally:
        if server:
            server.stop()
            shutil.rmtree(server.place.sockets, ignore_errors=True)
            if server.place.home:
                shutil.rmtree(server.place.home, ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)


def _reachable_folder() -> str:
    """A new folder that the server's user can enter, under the first temporary folder that allows it."""
    account = server_account()
    for base in (tempfile.gettempdir(), "/tmp", "/var/tmp"):  # noqa: S108 - mkdtemp makes a closed folder
        if Path(base).is_dir() and account.may(Path(base), os.X_OK):
            folder = tempfile.mkdtemp(prefix="prasan-test-", dir=base)
            if account.other:
                os.chown(folder, -1, account.gid)
                os.chmod(folder, 0o750)  # noqa: S103 - the server's group must enter
            return folder
    raise PostgresError(
        f"ไม่มีโฟลเดอร์ชั่วคราวที่ผู้ใช้ {account.name} เข้าถึงได้",
        f"No temporary folder that user {account.name} can reach",
    )
