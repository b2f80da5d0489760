"""For pytest: the tests' own throw-away server, so that no test ever touches real data.

Loaded by `-p prasan.platform.postgres.pytest_plugin` (pyproject.toml), before Django reads its settings.
PRASAN_TEST_DATABASE_URL names another server to use; PRASAN_TEST_PG_BIN names other programs.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from prasan.platform.postgres.urls import SETTING
from prasan.platform.postgres.use import temporary_cluster

TOOLS = "PRASAN_TEST_TOOLS"
"""Names the folder of the running test server's programs: with them tests may copy databases."""

_open = contextlib.ExitStack()
atexit.register(_open.close)  # also when pytest gives up before its first test


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Generator[None, None, None]:
    """Point the settings at the tests' server before pytest-django loads them.

    Workers of xdist inherit the address from the process that started them.
    """
    if "PYTEST_XDIST_WORKER" not in os.environ:
        var = Path(_open.enter_context(tempfile.TemporaryDirectory(prefix="prasan-test-var-")))
        os.environ["PRASAN_VAR"] = str(var)
        if given := os.environ.get("PRASAN_TEST_DATABASE_URL"):
            os.environ[SETTING] = given
        else:
            server = _open.enter_context(temporary_cluster())
            os.environ[SETTING] = server.url
            os.environ[TOOLS] = str(server.binaries.folder)
    return (yield)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    """Stop the server after the last test."""
    _open.close()


@pytest.fixture(scope="session")
def other_cluster() -> Iterator[str]:
    """The address of a second, empty server, for tests that stop, restore or break one."""
    with temporary_cluster() as server:
        yield server.url
