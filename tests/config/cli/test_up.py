"""The whole product as ./run starts it: one address, a second copy, crashes of each part, kill -9, a clean end."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import psycopg
import pytest

from prasan.config.cli.children import is_ours
from prasan.config.cli.up import free_port, table
from prasan.platform.postgres.process import wait_until

pytestmark = pytest.mark.slow
WAIT = 400.0
"""Seconds that a first start may take on a machine that is busy with other things."""


class Running:
    """One `prasan up` over a data folder; its words are kept. It asks for a port, else for one that is free."""

    def __init__(self, var: Path, port: int | None = None) -> None:
        env = {name: value for name, value in os.environ.items() if not name.startswith(("PRASAN_", "DJANGO_"))}
        self.env = env | {"PRASAN_VAR": str(var)}
        self.var = var
        self.words: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "prasan", "up", "--no-demo", "--port", str(port or free_port("127.0.0.1", 18_000))],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=self.env,
        )
        threading.Thread(target=self._listen, daemon=True).start()
        assert wait_until(lambda: self.process.poll() is not None or "Ctrl-C" in "".join(self.words), WAIT), self.words
        assert self.process.poll() is None, "".join(self.words)
        self.port = int(re.search(r"http://127\.0\.0\.1:(\d+)", "".join(self.words))[1])

    def _listen(self) -> None:
        with self.process.stdout as lines:
            self.words.extend(lines)

    def facts(self) -> dict:
        return json.loads((self.var / "up.lock").read_text())

    def health(self) -> int:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            link.request("GET", "/healthz")
            return link.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            link.close()

    def url(self) -> str:
        code = "from prasan.platform.postgres import resolve_url; print(resolve_url())"
        return subprocess.check_output([sys.executable, "-c", code], env=self.env, text=True).strip()

    def server_pid(self) -> int:
        place = json.loads((self.var / "postgres.place.json").read_text())
        data = Path(place["home"]) / "data" if place["home"] else self.var / "postgres"
        return int((data / "postmaster.pid").read_text().split("\n")[0])

    def end(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(40)


@pytest.fixture(scope="module")
def var():
    folder = Path(tempfile.mkdtemp(prefix="prasan-up-"))
    folder.chmod(0o755)
    yield folder / "var"
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def product(var):
    running = Running(var)
    yield running
    if running.process.poll() is None:
        running.end()


def exists(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def test_one_address_a_second_copy_and_a_clean_end(product):
    assert product.health() == 200
    second = subprocess.run(
        [sys.executable, "-m", "prasan", "up"], env=product.env, capture_output=True, text=True, check=False
    )
    assert second.returncode == 1
    assert f"pid {product.process.pid}" in second.stderr
    assert f"http://127.0.0.1:{product.port}" in second.stderr
    assert product.health() == 200
    left = [*product.facts()["children"], product.server_pid()]
    assert len(left) == 5
    assert product.end(signal.SIGINT) == 0
    assert not [pid for pid in left if exists(pid)]


def test_each_part_comes_back_after_kill_9(product):
    before = product.facts()["children"]
    for pid in [*before, product.server_pid()]:
        os.kill(pid, signal.SIGKILL)
    assert wait_until(lambda: not set(before) & set(product.facts()["children"]), 30, 0.2)
    assert wait_until(lambda: product.health() == 200, 40, 0.2), product.words[-20:]


def test_kill_9_of_the_whole_ends_its_parts_and_the_next_start_has_every_row(var):
    first = Running(var)
    with psycopg.connect(first.url(), autocommit=True) as link:
        link.execute("create table if not exists kept (n int)")
        link.execute("insert into kept values (42)")
    parts = [*first.facts()["children"], first.server_pid()]
    assert first.end(signal.SIGKILL) == -signal.SIGKILL
    second = Running(var, first.port)  # at once, while the parts of the first are still ending
    try:
        assert second.port == first.port
        assert wait_until(lambda: not [pid for pid in parts[:3] if is_ours(pid)], 20, 0.2)
        with psycopg.connect(second.url(), autocommit=True) as link:
            assert link.execute("select n from kept").fetchall() == [(42,)]
            link.execute("drop table kept")
    finally:
        assert second.end() == 0


def test_a_taken_port_gives_the_next_one():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        assert free_port("127.0.0.1", taken) > taken


def test_thai_columns_stand_under_each_other():
    lines = table([{"a": "ที่ปรึกษา", "b": "x"}, {"a": "abc", "b": "y"}])
    assert lines[1].index("x") - lines[1].count("ี") - lines[1].count("่") - lines[1].count("ึ") == lines[2].index("y")
