"""Debian's browsers without a driver: each opens a page that runs the product's media.js and tells us what it receives.

Playwright cannot drive Debian's Firefox. Everything may run inside a network namespace (network.py).
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Sequence
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import prasan.meetings
from prasan.meetings.media.engine import MediaEngine
from tests.conftest import CHROMIUM, FLAGS
from tests.meetings.media.synthetic import enter_network

FIREFOX = os.environ.get("PRASAN_FIREFOX", "/usr/bin/firefox-esr")
PAGES = Path(__file__).with_name("pages")
STATIC = Path(prasan.meetings.__file__).with_name("static")
CAMERA = [
    "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", "--allow-loopback-in-peer-connection",
    "--autoplay-policy=no-user-gesture-required",
]  # fmt: skip
# a made-up camera and microphone, allowed without a question; nothing asked of the maker's servers
PREFS: dict[str, Any] = {
    "media.navigator.streams.fake": True, "media.navigator.permission.disabled": True,
    "permissions.default.camera": 1, "permissions.default.microphone": 1,
    "media.peerconnection.ice.loopback": True, "media.peerconnection.ice.obfuscate_host_addresses": False,
    "media.autoplay.default": 0, "media.autoplay.blocking_policy": 0, "media.gmp-manager.updateEnabled": False,
    "network.manage-offline-status": False, "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False, "app.update.enabled": False, "app.normandy.enabled": False,
    "browser.shell.checkDefaultBrowser": False, "browser.startup.homepage_override.mstone": "ignore",
    "browser.safebrowsing.malware.enabled": False, "browser.safebrowsing.phishing.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False, "toolkit.telemetry.reportingpolicy.firstRun": False,
    "services.settings.server": "data:,", "extensions.update.enabled": False,
}  # fmt: skip


class Hall:
    """One room of an engine, the address of its page, and what every browser there has told last, by its peer.

    `slots` is what each peer gets as soon as its receiving connection is answered, as the product does it.
    """

    def __init__(self, engine: MediaEngine, room: str, slots: dict[str, dict[str, str | None]]) -> None:
        self.engine, self.room, self.slots = engine, room, slots
        self.told: dict[str, dict[str, Any]] = {}
        self.watching: set[str] = set()
        self.url = ""

    def answer(self, what: str, peer: str, said: dict[str, Any]) -> dict[str, Any]:
        """Do what the page asks, with the words of the product's own address."""
        if what == "publish":
            answer = self.engine.publish(self.room, peer, said["offer"], said["labels"])
            self.arrange()
            return {"answer": answer}
        if what == "watch":
            return {"offer": self.engine.watch(self.room, peer, 9, 3)}
        if what == "answer":
            self.engine.answer(self.room, peer, said["answer"])
            self.watching.add(peer)
            self.arrange()
        else:
            self.told[peer] = said
        return {}

    def arrange(self) -> None:
        """Fill the slots of everybody who watches."""
        wanted = {peer: slots for peer, slots in self.slots.items() if peer in self.watching}
        if wanted:
            self.engine.arrange(self.room, wanted)

    def row(self, peer: str, kind: str) -> list[dict[str, Any]]:
        """Return the streams of one kind that a browser receives."""
        return [one for one in self.told.get(peer, {}).get("rows", []) if one["kind"] == kind]

    def frames(self, peer: str) -> int:
        """Return how many pictures a browser has decoded."""
        return sum(one.get("framesDecoded") or 0 for one in self.row(peer, "video"))

    def packets(self, peer: str) -> int:
        """Return how many packets of sound have come to a browser."""
        return sum(one.get("packetsReceived") or 0 for one in self.row(peer, "audio"))


def _door(hall: Hall) -> type[SimpleHTTPRequestHandler]:
    class Door(SimpleHTTPRequestHandler):
        def log_message(self, *_words: object) -> None:
            pass

        def translate_path(self, path: str) -> str:
            asked = urlsplit(path).path.lstrip("/")
            return str(STATIC / asked.removeprefix("static/") if asked.startswith("static/") else PAGES / asked)

        def do_POST(self) -> None:
            asked = urlsplit(self.path)
            said = json.loads(self.rfile.read(int(self.headers["content-length"])))
            try:
                status, told = 200, hall.answer(asked.path[1:], parse_qs(asked.query)["peer"][0], said)
            except Exception as problem:
                status, told = 409, {"error": repr(problem)}
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps(told).encode())

    return Door


@contextlib.contextmanager
def hall(engine: MediaEngine, room: str, slots: dict[str, dict[str, str | None]], namespace: int) -> Iterator[Hall]:
    """Open a room and its page. Parameters: `namespace`, a process whose network the page is served in, or 0."""
    found, made = Hall(engine, room, slots), []

    def make() -> None:
        if namespace:
            enter_network(namespace)
        made.append(ThreadingHTTPServer(("127.0.0.1", 0), _door(found)))

    maker = threading.Thread(target=make)  # a socket stays in the network in which it was made
    maker.start()
    maker.join()
    (server,) = made
    engine.open(room)
    found.url = f"http://127.0.0.1:{server.server_port}/room.html"
    with server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield found
        server.shutdown()
        thread.join()
    engine.close(room)


@contextlib.contextmanager
def _running(words: Sequence[str], before: Sequence[str], home: str) -> Iterator[None]:
    env = {**os.environ, "HOME": home, "MOZ_CRASHREPORTER_DISABLE": "1"}
    process = subprocess.Popen(
        [*before, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env, start_new_session=True
    )
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextlib.contextmanager
def chromium(url: str, before: Sequence[str] = ()) -> Iterator[None]:
    """Run Debian's Chromium at an address. Parameters: `before`, words that go before it, as nsenter with its own."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        words = [CHROMIUM, "--headless=new", *FLAGS, *CAMERA, f"--user-data-dir={home}", url]
        with _running(words, before, home):
            yield


@contextlib.contextmanager
def firefox(url: str, before: Sequence[str] = ()) -> Iterator[None]:
    """Run Debian's Firefox at an address. Parameters: as of chromium."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        prefs = "".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFS.items())
        (Path(home) / "user.js").write_text(prefs)
        with _running([FIREFOX, "--headless", "--no-remote", "--profile", home, url], before, home):
            yield


OPENS = {"chromium": chromium, "firefox": firefox}
