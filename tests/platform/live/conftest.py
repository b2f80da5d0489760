"""A database of its own for each test of the live room, and live processes started on it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from prasan.platform.postgres import temporary_cluster

from .tools import OPEN, SCHEMA, LiveProcess


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """Address of a throw-away server, with its own database name."""
    with temporary_cluster() as server:
        yield server.url


@pytest.fixture
def database(cluster: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """Address of an empty database with the outbox table."""
    name = f"live_{os.urandom(4).hex()}"
    address = urlunsplit(urlsplit(cluster)._replace(path=f"/{name}"))
    with psycopg.connect(cluster, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(SCHEMA)
        yield address
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


@pytest.fixture(scope="module")
def shared(cluster: str) -> Iterator[LiveProcess]:
    """One live process for the tests of a module that neither write nor change settings."""
    name = f"live_{os.urandom(4).hex()}"
    address = urlunsplit(urlsplit(cluster)._replace(path=f"/{name}"))
    with psycopg.connect(cluster, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(SCHEMA)
        process = LiveProcess(address, max_streams_per_person=1000)
        try:
            process.wait()
            yield process
        finally:
            process.stop()
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(autouse=True)
def _close_sockets() -> Iterator[None]:
    yield
    while OPEN:
        OPEN.pop().close()
