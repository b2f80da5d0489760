"""A real Chromium sends and receives over the embedded engine: pictures are decoded, also across switches."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.conftest import CHROMIUM, FLAGS
from tests.meetings.media.synthetic import until

pytestmark = pytest.mark.browser

PAGES = Path(__file__).with_name("pages")
CAMERA = [
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    "--allow-loopback-in-peer-connection",
    "--autoplay-policy=no-user-gesture-required",
]
ROOM = "browsers"


@pytest.fixture
def origin(embedded) -> Iterator[str]:
    """The address of a page that talks with the engine through us, as a meeting's page does."""

    class Door(SimpleHTTPRequestHandler):
        def __init__(self, *words):
            super().__init__(*words, directory=str(PAGES))

        def log_message(self, *_words):
            pass

        def do_POST(self):
            said = json.loads(self.rfile.read(int(self.headers["content-length"])))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps({"ok": getattr(embedded, self.path[1:])(ROOM, **said)}).encode())

    embedded.open(ROOM)
    with ThreadingHTTPServer(("127.0.0.1", 0), Door) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()
    embedded.close(ROOM)


@pytest.fixture
def pages(chromium, origin):
    """Three pages of a Chromium with a made-up camera: two to send, one to receive."""
    browser = chromium.browser_type.launch(executable_path=CHROMIUM, args=[*FLAGS, *CAMERA])
    found = []
    for allowed in (["camera", "microphone"], ["camera", "microphone"], []):
        page = browser.new_context(permissions=allowed).new_page()
        page.goto(origin)
        found.append(page)
    yield found
    browser.close()


@pytest.mark.slow
def test_a_browser_sees_and_hears_across_switches_and_a_mute(embedded, pages):
    trang, krabi, watcher = pages
    trang.evaluate("publish('trang')")
    krabi.evaluate("publish('krabi')")
    watcher.evaluate("watch('phuket', 1, 2)")

    def seen(section: str, what: str) -> int:
        return watcher.evaluate("seen()").get(section, {}).get(what, 0)

    def on_stage() -> str | None:
        return embedded.stats(ROOM).watchers["phuket"]["slots"]["v0"]["source"]

    for source in ("trang/main", "krabi/main", "trang/main", "krabi/main"):
        embedded.assign(ROOM, "phuket", "v0", source)
        until(lambda source=source: on_stage() == source, f"{source} on stage")
        shown = seen("2", "frames")
        until(lambda shown=shown: seen("2", "frames") > shown + 8, "its pictures")
    until(lambda: seen("0", "packets") > 10 and seen("1", "packets") > 10, "both voices")
    assert seen("2", "width") == 320
    embedded.mute(ROOM, "krabi", True)
    until(lambda: on_stage() is None, "nothing on stage")
    frames = seen("2", "frames")
    embedded.mute(ROOM, "krabi", False)
    until(lambda: seen("2", "frames") > frames + 8, "pictures again")
