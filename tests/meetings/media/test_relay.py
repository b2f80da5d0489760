"""The room's own script in a real Chromium that may use the relay alone: pictures through a real coturn.

The page is served with the content security policy of the site.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from prasan.meetings.media.engine import MediaEngine
from prasan.meetings.media.reports import asked, begun
from prasan.meetings.media.stepdown import Level
from prasan.meetings.media.turn import Turn, ice_servers
from prasan.platform.web.middleware import _CSP
from tests.conftest import CHROMIUM, FLAGS
from tests.meetings.media import test_turn
from tests.meetings.media.synthetic import until
from tests.meetings.media.test_browser import CAMERA

pytestmark = [pytest.mark.browser, pytest.mark.slow]

STATIC = Path(__file__).resolve().parents[3] / "src" / "prasan" / "meetings" / "static"
ROOM, PEER = "relayed", "a1"
PAGE = """<!doctype html><title>room</title><main data-room>
<figure data-slot="v0"><video playsinline autoplay muted></video></figure></main>
<script src="/page.js" type="module"></script>"""
SCRIPT = """import { Media } from "/meetings/media.js";
const post = async (what, body) => (await fetch("/" + what, { method: "POST", body: JSON.stringify(body) })).json();
window.media = new Media(document.querySelector("[data-room]"), post, () => {});
window.media.large = true;
window.media.start();
"""
RELAY_ALONE = """const Plain = RTCPeerConnection;
window.RTCPeerConnection = class extends Plain {
  constructor(told) { super({ ...told, iceTransportPolicy: "relay" }); }
};"""
SEEN = """async () => {
  const found = { frames: 0, ways: [] };
  for (const connection of [window.media?.sender, window.media?.receiver]) {
    const stats = await connection?.getStats();
    for (const one of stats?.values() ?? []) {
      if (one.type === "inbound-rtp" && one.kind === "video") found.frames += one.framesDecoded;
      const pair = one.type === "candidate-pair" && one.nominated;
      if (pair) found.ways.push(stats.get(one.localCandidateId).candidateType);
    }
  }
  return found;
}"""
coturn = test_turn.server


def told(engine: MediaEngine, turn: Turn, what: str, said: dict[str, Any]) -> dict[str, Any]:
    """Answer as the room's page does."""
    if what == "ready":
        way = {"ice": ice_servers(turn, PEER, time.time(), 600), "good_for": 600}
        return way | asked(begun(9, small=False), Level.NINE)
    if what == "publish":
        return {"answer": engine.publish(ROOM, PEER, said["offer"], said["labels"])}
    if what == "watch":
        return {"offer": engine.watch(ROOM, PEER, 9, 3)}
    engine.answer(ROOM, PEER, said["answer"])
    return {}


@pytest.fixture
def origin(embedded, coturn) -> Iterator[str]:
    """The address of a page with the room's own script, and of the calls that it makes."""

    class Door(SimpleHTTPRequestHandler):
        def __init__(self, *words):
            super().__init__(*words, directory=str(STATIC))

        def log_message(self, *_words):
            pass

        def answer(self, kind: str, body: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Security-Policy", _CSP)
            self.end_headers()
            self.wfile.write(body.encode())

        def do_GET(self):
            made = {"/": ("text/html", PAGE), "/page.js": ("text/javascript", SCRIPT)}.get(self.path)
            if made:
                self.answer(*made)
            else:
                super().do_GET()

        def do_POST(self):
            said = json.loads(self.rfile.read(int(self.headers["content-length"])))
            self.answer("application/json", json.dumps(told(embedded, coturn, self.path[1:], said)))

    embedded.open(ROOM)
    with ThreadingHTTPServer(("127.0.0.1", 0), Door) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()
    embedded.close(ROOM)


def test_where_nothing_but_the_relay_is_open_pictures_come_through_it(embedded, origin, chromium):
    browser = chromium.browser_type.launch(executable_path=CHROMIUM, args=[*FLAGS, *CAMERA])
    try:
        context = browser.new_context(permissions=["camera", "microphone"])
        context.add_init_script(RELAY_ALONE)
        page = context.new_page()
        page.goto(origin)
        until(lambda: PEER in embedded.stats(ROOM).watchers, "the receiving connection")
        embedded.assign(ROOM, PEER, "v0", f"{PEER}/main")
        until(lambda: page.evaluate(SEEN)["frames"] > 8, "pictures")
        assert set(page.evaluate(SEEN)["ways"]) == {"relay"}
    finally:
        browser.close()
