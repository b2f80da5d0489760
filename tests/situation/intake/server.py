"""A news site on 127.0.0.1 that misbehaves as it is told: truncates, reorders, repeats, answers 304, dies."""

from __future__ import annotations

import datetime as dt
import gzip
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import format_datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

FAULTS = (
    "none", "none", "none", "reorder", "repeat", "cp874", "wrong-dates", "same-dates", "cut", "short", "gzip",
    "not-modified", "error", "slow-death", "empty", "future", "no-dates", "bad-entries",
)  # fmt: skip
"""What may be wrong with one answer."""


def story(number: int) -> str:
    """Return invented words of one item; every number its own."""
    return f"โรงงานสมมติหมายเลข {number} แจ้งว่ามีลูกจ้าง {number % 97 + 3} คนได้รับผลกระทบ เจ้าหน้าที่ลงพื้นที่แล้ว"


class Site:
    """A feed that grows: `publish` adds items, each request shows the newest `window` with some fault."""

    def __init__(self, seed: int, window: int = 40) -> None:
        self.random = random.Random(seed)
        self.window = window
        self.items: list[int] = []
        self.fault = ""
        self.seen: list[str] = []

    def publish(self, count: int) -> None:
        """Add items."""
        self.items += range(len(self.items), len(self.items) + count)

    def answer(self, asked: dict[str, str]) -> tuple[int, dict[str, str], bytes, bool]:
        """Return (status, headers, body, whether the line is cut before the announced end)."""
        fault = self.fault or self.random.choice(FAULTS)
        self.seen.append(fault)
        etag = f'"{len(self.items)}"'
        if fault == "error":
            return 503, {}, b"", False
        if fault == "not-modified" and asked.get("If-None-Match") == etag:
            return 304, {}, b"", False
        shown = self.items[-self.window :]
        if fault == "reorder":
            self.random.shuffle(shown)
        if fault == "repeat":
            shown = shown + shown[: len(shown) // 2]
        if fault == "empty":
            shown = []
        body = self._rss(shown, fault)
        headers = {"ETag": etag, "Content-Type": "application/rss+xml"}
        if fault == "gzip":
            body, headers["Content-Encoding"] = gzip.compress(body), "gzip"
        if fault == "cut":
            body = body[: self.random.randrange(10, len(body))]
        return 200, headers, body, fault in {"short", "slow-death"}

    def _rss(self, shown: list[int], fault: str) -> bytes:
        now = dt.datetime.now(dt.UTC)
        rows = []
        for number in reversed(shown):
            at = now - dt.timedelta(minutes=len(self.items) - number)
            if fault == "same-dates":
                at = now - dt.timedelta(hours=1)
            if fault == "wrong-dates":
                at = now - dt.timedelta(days=self.random.randrange(20_000))
            if fault == "future":
                at = now + dt.timedelta(days=400)
            date = "" if fault == "no-dates" else f"<pubDate>{format_datetime(at)}</pubDate>"
            title = f"ข่าวสมมติ {number}"
            rows.append(
                f"<item><title>{title}</title><link>http://news.invalid/{number}</link>"
                f"<description>{escape(story(number))}</description>{date}</item>"
            )
            if fault == "bad-entries":
                rows.append("<item><title></title></item>")
        codec = "windows-874" if fault == "cp874" else "utf-8"
        whole = f'<?xml version="1.0" encoding="{codec}"?><rss version="2.0"><channel>{"".join(rows)}</channel></rss>'
        return whole.encode("cp874" if fault == "cp874" else "utf-8")


@contextmanager
def serving(*sites: Site) -> Iterator[str]:
    """Serve sites under /0, /1 …; yields the address before the number."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name = self.path.strip("/")
            if not name.isdigit() or int(name) >= len(sites):
                self.send_error(404)
                return
            asked: Any = dict(self.headers.items())
            status, headers, body, cut = sites[int(name)].answer(asked)
            self.send_response(status)
            for key, value in headers.items():
                self.send_header(key, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: len(body) // 2] if cut else body)
            self.close_connection = True

        def log_message(self, *words: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
