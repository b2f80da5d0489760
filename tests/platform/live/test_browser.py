"""socket.js in a real browser, against a real process: data at once, back after a kill, the way round a block."""

import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

from prasan.platform.live.tickets import Claim, sign

from .raw import Backend
from .test_presence import rows
from .test_sockets import tell
from .tools import SECRET, until

pytestmark = pytest.mark.browser
SCRIPT = Path(__file__).parents[3] / "src/prasan/platform/static/prasan/socket.js"
CSP = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'"
PAGE = (
    '<!doctype html><html lang="th"><ol id="got"></ol><b id="state"></b><script src="/page.js" type="module"></script>'
)
USE = """
import { follow } from "/socket.js";
const show = (body, news) => {
  const line = document.createElement("li");
  line.textContent = `${news.topic ?? news.event} ${body === null ? "-" : body.n}`;
  document.getElementById("got").append(line);
};
window.line = follow({ topics: ["m:5", "m:5/card"], presence: "m:5" })
  .on("m:5/card", show).onState((state) => { document.getElementById("state").textContent = state; });
"""
BLOCKED = (
    "window.WebSocket = class { constructor() { setTimeout(() => this.onclose({ code: 1006 }), 5); } close() {} };"
)


@pytest.fixture
def db(database):
    with psycopg.connect(database, autocommit=True) as connection:
        yield connection


@pytest.fixture
def site():
    """The back end: a page with the product's rules for scripts, and the tickets that Django signs."""
    backend = Backend()

    def answer(head, body):
        address = urlsplit(head.split()[1])
        kind, text = "text/html", PAGE
        if address.path == "/live/ticket":
            query = parse_qs(address.query)
            topics, claim = query["topics"][0].split(), Claim(query["presence"][0], "m:5/7")
            ticket = sign(topics, 7, key=SECRET, presence=claim)
            kind, text = "application/json", json.dumps({"ticket": ticket, "topics": topics, "seconds": 300})
        elif address.path.endswith(".js"):
            kind, text = "text/javascript", USE if address.path == "/page.js" else SCRIPT.read_text(encoding="utf-8")
        data = text.encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}; charset=utf-8\r\nContent-Length: {len(data)}\r\n"
        return f"{head}Content-Security-Policy: {CSP}\r\n\r\n".encode() + data

    backend.answer = answer
    return backend.address


@pytest.fixture
def page(chromium):
    context = chromium.new_context()
    yield context.new_page()
    context.close()


def wait(page, what, text):
    page.locator(what, has_text=text).first.wait_for()


def test_data_at_once_and_back_by_itself_after_a_kill(live, db, site, page):
    process = live(backend=site)
    tell(db, {"n": 1}, "m:5/card")
    until(lambda: process.health()["seq"] == 1)
    page.goto(f"http://127.0.0.1:{process.port}/page")
    wait(page, "#got li", "m:5/card 1")
    wait(page, "#state", "on")
    tell(db, {"n": 2}, "m:5/card")
    wait(page, "#got li", "m:5/card 2")
    until(lambda: rows(db) == {"m:5/7": [""]})
    process.kill()
    wait(page, "#state", "off")
    tell(db, {"n": 3}, "m:5/card")
    live(backend=site, port=process.port)
    wait(page, "#got li", "m:5/card 3")
    until(lambda: rows(db) == {"m:5/7": ["restarted", ""]})
    page.evaluate("line.leave()")
    until(lambda: rows(db) == {"m:5/7": ["restarted", "left"]})
    assert page.locator("#state").inner_text() == "ended"
    assert page.locator("#got li").all_inner_texts() == ["m:5/card 1", "m:5/card 2", "m:5/card 3"]


def test_where_sockets_are_blocked_the_stream_and_fetches_do(live, db, site, page):
    page.add_init_script(BLOCKED)
    process = live(backend=site)
    tell(db, {"n": 1}, "m:5/card")
    until(lambda: process.health()["seq"] == 1)
    page.goto(f"http://127.0.0.1:{process.port}/page")
    wait(page, "#state", "on")
    wait(page, "#got li", "m:5/card 1")
    tell(db, {"n": 2}, "m:5/card")
    wait(page, "#got li", "m:5/card 2")
    until(lambda: rows(db) == {"m:5/7": [""]})
    assert page.locator("#got li").all_inner_texts() == ["m:5/card 1", "m:5/card 2"]
    page.close()
    until(lambda: rows(db) == {"m:5/7": ["lost"]})


def test_a_closed_tab_has_left(live, db, site, page):
    process = live(backend=site)
    page.goto(f"http://127.0.0.1:{process.port}/page")
    wait(page, "#state", "on")
    until(lambda: rows(db) == {"m:5/7": [""]})
    page.goto("about:blank")
    until(lambda: rows(db) == {"m:5/7": ["left"]})
