"""A worker as a real process on the tests' database."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from urllib.parse import quote

import pytest
from django.db import connection

from prasan.platform.jobs import listeners


def database_url() -> str:
    its = connection.settings_dict
    password = f":{quote(its['PASSWORD'])}" if its["PASSWORD"] else ""
    port = f"&port={its['PORT']}" if its["PORT"] else ""
    return f"postgresql://{quote(its['USER'])}{password}@/{its['NAME']}?host={quote(str(its['HOST']))}{port}"


class Workers:
    """Starts workers and sees to it that none outlives its test."""

    def __init__(self):
        self.started = []

    def start(self, slow: float = 0.0) -> subprocess.Popen:
        env = {**os.environ, "PRASAN_DATABASE_URL": database_url()}
        one = subprocess.Popen([sys.executable, "-m", "tests.platform.jobs.work", str(slow)], env=env)
        self.started.append(one)
        return one

    def end(self) -> None:
        for one in self.started:
            if one.poll() is None:
                one.send_signal(signal.SIGKILL)
                one.wait()


@pytest.fixture
def workers(transactional_db):
    found = Workers()
    yield found
    found.end()


@pytest.fixture(autouse=True)
def _own_listeners_only():
    """The rooms' listeners stand aside, those of a test are taken away after it."""
    before = dict(listeners.LISTENERS)
    listeners.LISTENERS.clear()
    yield
    listeners.LISTENERS.clear()
    listeners.LISTENERS.update(before)


def until(holds, seconds: float = 30.0):
    """Wait for a condition; fail when it does not come true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return
        time.sleep(0.05)
    pytest.fail("it did not happen in time")
