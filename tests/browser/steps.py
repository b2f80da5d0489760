"""Steps that several journeys take, and the ways to make something fail while a person works."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from playwright.sync_api import Page

from tests.browser.conftest import Site


def begin_report(page: Page) -> str:
    """Begin (or go on with) the newest report from the list; return the path of its first question."""
    page.goto("/reports")
    page.locator("form[action='/reports/open'] button").first.click()
    page.wait_for_url("**/items/*")
    return urlsplit(page.url).path


def type_answer(page: Page, value: str) -> None:
    """Type the value of the question shown, with a whole of 100 where a share is asked, and groups that make it up."""
    page.fill("input[name=value]", value)
    if page.locator("input[name=denominator]").count():
        page.fill("input[name=denominator]", "100")
    type_groups(page, value)


def type_groups(page: Page, value: str) -> None:
    """Let the first part of every open group hold all of it."""
    for group in page.locator("details.split[open]").all():
        for kind, whole in (("m", value), ("d", "100")):
            for place, part in enumerate(group.locator(f"input[name^='{kind}-']").all()):
                part.fill("0" if place else whole)


def say_why(page: Page) -> None:
    """Give what the form asks for beside a number: cause and way back when it is late, a word when it is unusual."""
    if page.locator("textarea[name=step]").is_visible():
        page.locator("input[name=cause]").first.check()
        page.fill("textarea[name=step]", "จัดหน่วยเคลื่อนที่เพิ่ม")
    if page.locator("textarea[name=note]").is_visible():
        page.fill("textarea[name=note]", "นับใหม่จากทะเบียน")


def press(page: Page, selector: str) -> None:
    """Click the first of what a selector finds and wait for the next page.

    A click followed by `wait_for_load_state()` may look at the page it has just left.
    """
    with page.expect_navigation():
        page.locator(selector).first.click()


SAVE = ".form-foot button"
REPORT = "main a:is(" + ", ".join(f"[href^='/reports/{digit}']" for digit in range(1, 10)) + ")"
"""Links to a report itself, not to what stands beside reports."""


def answer_all(page: Page) -> None:
    """Answer question after question, with cause and recovery where the value is late, until the check page."""
    for _ in range(30):
        if "/items/" not in page.url:
            break
        if "why=1" not in page.url:
            type_answer(page, "๙๐")
        say_why(page)
        press(page, SAVE)
    assert page.url.endswith("/check")


def shown_value(page: Page, path: str) -> str:
    """Open a question and return what its field shows."""
    page.goto(path)
    return page.input_value("input[name=value]")


def end_session(page: Page) -> None:
    """Take the session away, as its end by time does."""
    page.context.clear_cookies(name="prasan_session")


def sign_in_here(page: Page, site: Site, login: str) -> None:
    """Sign in on the page that asks for it."""
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", site.password)
    press(page, "main form button[type=submit]")


def told(page: Page) -> str:
    """Return the words of the page's main part."""
    return page.locator("main").inner_text()


def up_lock(site: Site) -> dict:
    return json.loads((site.var / "up.lock").read_text())


def web_pid(site: Site) -> int:
    """Return the process that serves pages."""
    for pid in up_lock(site)["children"]:
        if b"serve" in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0"):
            return pid
    raise AssertionError("no web process")


def database_pid(site: Site) -> int:
    """Return the database's first process."""
    place = json.loads((site.var / "postgres.place.json").read_text())
    data = Path(place["home"]) / "data" if place["home"] else site.var / "postgres"
    return int((data / "postmaster.pid").read_text().split("\n")[0])


def answers(site: Site) -> bool:
    link = http.client.HTTPConnection(urlsplit(site.url).netloc, timeout=5)
    try:
        link.request("GET", "/healthz")
        return link.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        link.close()


def wait_for(question, seconds: float = 40) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < end, "it did not come back"
        time.sleep(0.1)


@contextlib.contextmanager
def away(site: Site, pid: int, number: int) -> Iterator[None]:
    """End a process and hold its supervisor, so that it stays away; then let it come back."""
    supervisor = up_lock(site)["pid"]
    os.kill(supervisor, signal.SIGSTOP)
    try:
        os.kill(pid, number)
        wait_for(lambda: not answers(site))
        yield
    finally:
        os.kill(supervisor, signal.SIGCONT)
        wait_for(lambda: answers(site))


@contextlib.contextmanager
def database(site: Site) -> Iterator[psycopg.Connection]:
    """Open a connection of our own to the site's database."""
    with psycopg.connect(_database_url(site, (site.var / "postgres.place.json").read_text()), autocommit=True) as link:
        yield link


@cache
def _database_url(site: Site, _place: str) -> str:
    """Return the address of the site's database as the product finds it, asked anew where the database has moved."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PRASAN_", "DJANGO_"))}
    env |= {"PRASAN_VAR": str(site.var)}
    code = "from prasan.platform.postgres import resolve_url; print(resolve_url())"
    return subprocess.check_output([sys.executable, "-c", code], env=env, text=True).strip()


@contextlib.contextmanager
def full_disk(site: Site, table: str) -> Iterator[None]:
    """Let the database answer as it does when it cannot extend a table: SQLSTATE 53100."""
    with database(site) as link:
        link.execute(
            "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            " RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$"
        )
        link.execute(f"CREATE TRIGGER no_room BEFORE INSERT OR UPDATE ON {table} EXECUTE FUNCTION no_room()")
        try:
            yield
        finally:
            link.execute(f"DROP TRIGGER no_room ON {table}")
            link.execute("DROP FUNCTION no_room()")
