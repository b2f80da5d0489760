"""A throwaway PostgreSQL for the tests of the live room, and the live process started on it."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from .tools import OPEN, SCHEMA, LiveProcess

BIN = Path("/usr/lib/postgresql/15/bin")


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """Address of a fresh cluster, without the database name."""
    base = Path(tempfile.mkdtemp(prefix="live-pg-", dir="/tmp"))
    drop: list[str] = []
    if os.geteuid() == 0:
        user = pwd.getpwnam("postgres")
        os.chown(base, user.pw_uid, user.pw_gid)
        drop = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    data = base / "data"

    def run(*command: object) -> None:
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.STDOUT}
        subprocess.run([*drop, *map(str, command)], check=True, cwd=base, **quiet)

    run(BIN / "initdb", "-D", data, "-U", "prasan", "-A", "trust", "-N", "-E", "UTF8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = f"-p {port} -k {base} -h 127.0.0.1 -c fsync=off -c max_connections=60"
    control = (BIN / "pg_ctl", "-D", data, "-w")
    run(*control, "-l", base / "log", "-o", options, "start")
    try:
        yield f"postgresql://prasan@127.0.0.1:{port}"
    finally:
        run(*control, "-m", "immediate", "stop")
        shutil.rmtree(base, ignore_errors=True)


@pytest.fixture
def database(cluster: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """Address of an empty database with the outbox table."""
    name = f"live_{os.urandom(4).hex()}"
    with psycopg.connect(f"{cluster}/postgres", autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        with psycopg.connect(f"{cluster}/{name}", autocommit=True) as connection:
            connection.execute(SCHEMA)
        yield f"{cluster}/{name}"
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def live(database: str) -> Iterator[object]:
    """Start live processes on the database: `live(backend=…)`; all are stopped at the end."""
    started: list[LiveProcess] = []

    def start(**settings: object) -> LiveProcess:
        process = LiveProcess(database, **settings)
        started.append(process)
        process.wait()
        return process

    yield start
    for process in started:
        process.stop()


@pytest.fixture(autouse=True)
def _close_sockets() -> Iterator[None]:
    yield
    while OPEN:
        OPEN.pop().close()
