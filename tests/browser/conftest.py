"""One running Prasan with its demo, as `./run` starts it, and a real Chromium."""

from __future__ import annotations

import contextlib
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.line import Line

READY_SECONDS = 300


@dataclass(frozen=True)
class Site:
    """The running demo: its address, its folder, its password."""

    url: str
    var: Path
    password: str


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _answers(port: int) -> bool:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        link.request("GET", "/healthz")
        return link.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        link.close()


@contextlib.contextmanager
def running(**settings: str) -> Iterator[Site]:
    """Start everything on a fresh data folder; stop it afterwards. Parameters: `settings`, of PRASAN_…, besides."""
    # open to the database's own user: pytest's folders are not, and the data would go outside and stay there
    var = Path(tempfile.mkdtemp(prefix="prasan-site-"))
    var.chmod(0o755)
    port = _free_port()
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PRASAN_", "DJANGO_"))}
    env |= {"PRASAN_VAR": str(var), "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    env |= {"PRASAN_MEDIA_ADDRESS": "127.0.0.1"} | settings  # pictures of tests leave no machine
    with (var / "up.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "prasan", "up", "--port", str(port)],
            env=env,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        end = time.monotonic() + READY_SECONDS
        while not _answers(port):
            words = (var / "up.log").read_text(errors="replace")[-3000:]
            assert process.poll() is None, f"prasan up ended:\n{words}"
            assert time.monotonic() < end, f"prasan up did not answer:\n{words}"
            time.sleep(0.2)
        yield Site(f"http://127.0.0.1:{port}", var, (var / "demo_password").read_text().strip())
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)
        shutil.rmtree(var, ignore_errors=True)


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """The demo, one for all journeys."""
    with running() as found:
        yield found


@pytest.fixture
def open_as(site: Site, chromium: Browser) -> Iterator:
    """Return a function that opens a browser of its own, signed in as somebody."""
    contexts: list[BrowserContext] = []

    def opened(login: str, width: int = 1280, height: int = 900, scheme: str = "light", **options: object) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, base_url=site.url, **options
        )
        contexts.append(context)
        page = context.new_page()
        sign_in(page, site, login)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def line(site: Site) -> Iterator[Line]:
    """Return a line to the site, closed afterwards."""
    made = Line(site.url)
    yield made
    made.cut()


@pytest.fixture
def phone(chromium: Browser, tmp_path: Path):
    """Return a function that opens the same phone again and again: what it stores outlives its browser."""
    opened: list[BrowserContext] = []

    def take(scheme: str = "light") -> Page:
        for context in opened:
            context.close()
        opened.clear()
        context = chromium.browser_type.launch_persistent_context(
            str(tmp_path / "phone"), executable_path="/usr/bin/chromium", headless=True, color_scheme=scheme,
            viewport={"width": 360, "height": 780}, args=["--no-sandbox", "--disable-gpu", "--no-first-run"],
        )  # fmt: skip
        opened.append(context)
        return context.pages[0]

    yield take
    for context in opened:
        context.close()


def sign_in(page: Page, site: Site, login: str) -> None:
    """Sign in by the page, as a person does."""
    page.goto(f"{site.url}/accounts/login/")
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", site.password)
    page.click("main form button[type=submit]")
    page.wait_for_url(lambda url: "/accounts/login" not in url)
