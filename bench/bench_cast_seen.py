"""How far behind the stage a listener sees it in a real browser, by the product's own pages.

Run: python -m bench.bench_cast_seen [--changes 6] [--address ADDRESS]   (ADDRESS: an own one, not the loopback one)

Trang's browser sends a canvas that turns from dark to light and back when told; the listener's samples its picture
twenty times a second. Both by hls.js and, where the browser plays HLS itself, without it. `--site FOLDER --url ADDRESS`
for a `prasan up` that runs already with PRASAN_MEDIA_ENGINE=janus. Also: from the button until it moves, and how
many playlists and segments a second the one web process of `prasan up` sends to four who ask without a pause.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench.bench_meeting import begin
from bench.procs import quantile
from playwright.sync_api import Browser, Page, sync_playwright
from tests.browser.conftest import Site, running, sign_in
from tests.conftest import CHROMIUM, FLAGS
from tests.meetings.guests import TOKEN, Door
from tests.meetings.media.browsers import CAMERA

SENDER, LISTENER, PROVINCE = "plo-92", "plo-50", "เชียงใหม่"
WALL = """(() => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
  const pen = canvas.getContext('2d');
  let step = 0;
  window.shade = 30;
  setInterval(() => {
    pen.fillStyle = `rgb(${shade},${shade},${shade})`;
    pen.fillRect(0, 0, 640, 360);
    pen.fillStyle = '#888';
    pen.fillRect((step++ * 7) % 600, 0, 40, 40);
  }, 66);
  const stream = canvas.captureStream(15);
  stream.addTrack(new AudioContext().createMediaStreamDestination().stream.getAudioTracks()[0]);
  navigator.mediaDevices.getUserMedia = async () => stream;
})()"""
PLAIN = "HTMLMediaElement.prototype.canPlayType = () => ''"
PLAYS = "() => { const v = document.querySelector('[data-cast] video'); return v.videoWidth && v.currentTime > 1; }"
SAMPLE = """() => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 36 });
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  let last = null;
  window.seen = [];
  setInterval(() => {
    pen.drawImage(document.querySelector('[data-cast] video'), 0, 0, 64, 36);
    const light = pen.getImageData(32, 30, 1, 1).data[0] > 128;
    if (light !== last) { last = light; seen.push([Date.now(), light]); }
  }, 50);
}"""
ITSELF = "document.createElement('video').canPlayType('application/vnd.apple.mpegurl')"
TURN = "() => { window.shade = window.shade === 30 ? 220 : 30; return [Date.now(), window.shade === 220]; }"
FOUND = "([since, light]) => window.seen.find(([at, what]) => at > since && what === light)?.[0]"


def opened(browser: Browser, site: Site, number: int, login: str, script: str) -> Page:
    """Return the room's page of somebody who has come in."""
    page = browser.new_context(base_url=site.url, permissions=["camera", "microphone"]).new_page()
    page.set_default_timeout(120_000)
    page.route("**/media/report", lambda route: route.abort())  # a machine that starves browsers is no weak link
    page.add_init_script(script)
    sign_in(page, site, login)
    page.goto(f"/meetings/{number}/room")
    if page.locator("form.enter button").count():
        page.click("form.enter button")
    page.wait_for_selector("[data-inside]")
    return page


def seen(sender: Page, listener: Page, changes: int) -> list[float]:
    """Return the seconds from each change at the sender until the listener's screen shows it."""
    listener.evaluate(SAMPLE)
    found = []
    for _change in range(changes):
        told = sender.evaluate(TURN)
        listener.wait_for_function(FOUND, arg=told)
        found.append((listener.evaluate(FOUND, told) - told[0]) / 1000)
        time.sleep(3.3)
    return found


def fetched(site: Site, number: int, seconds: float = 10.0) -> None:
    """Ask for playlist and newest segment by turns, four at a time, and print how many came and how long each took."""

    def ask(_place: int) -> list[float]:
        door = Door(site.url, number)
        door.sign_in(LISTENER, site.password)
        took, end = [], time.monotonic() + seconds
        path = f"{site.url}/meetings/{number}/cast/"
        name = "live.m3u8"
        while time.monotonic() < end:
            start = time.monotonic()
            answer = door.session.get(path + name, timeout=60)
            answer.raise_for_status()
            took.append(time.monotonic() - start)
            name = answer.text.split()[-1] if name.endswith("8") else "live.m3u8"
        return took

    with ThreadPoolExecutor(4) as pool:
        took = [one for each in pool.map(ask, range(4)) for one in each]
    middle, late = quantile(took, 0.5) * 1000, quantile(took, 0.95) * 1000
    told = f"{len(took) / seconds:.0f} a second, median {middle:.0f} ms, p95 {late:.0f} ms"
    print(f"playlists and segments: {told}, load {os.getloadavg()[0]:.1f}", flush=True)


def measure(site: Site, changes: int) -> int:
    """Measure and print."""
    number = begin(site)
    desk = Door(site.url, number)
    desk.sign_in("duty-1", site.password)
    desk.token = TOKEN.search(desk.page(f"/meetings/{number}"))[1]
    told = {"do": "add_attendees", "to": PROVINCE, "duty": "listener", "csrfmiddlewaretoken": desk.token}
    desk.session.post(f"{site.url}/meetings/{number}/do", data=told, timeout=60).raise_for_status()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *CAMERA])
        sender = opened(browser, site, number, SENDER, WALL)
        desk.act(do="stage", line=re.search(r'data-line="(\d+)"', sender.content())[1])
        for name, script in (("hls.js", PLAIN), ("the browser itself", "")):
            listener = opened(browser, site, number, LISTENER, script)
            if not script and not listener.evaluate(ITSELF):
                print("this browser does not play HLS itself")
                continue
            start = time.time()
            listener.click("[data-cast] button")
            listener.wait_for_function(PLAYS)
            began = time.time() - start
            time.sleep(8)  # players settle at their distance
            rows = [round(one, 2) for one in seen(sender, listener, changes)]
            print(f"{name}: plays after {began:.1f} s, behind {rows} s, load {os.getloadavg()[0]:.1f}", flush=True)
            if script:
                fetched(site, number)
            listener.context.close()
        browser.close()
    return 0


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--changes", type=int, default=6)
    parser.add_argument("--address", default="127.0.0.1")
    parser.add_argument("--site", type=Path, help="the data folder of a Prasan that runs already, with --url")
    parser.add_argument("--url", default="")
    given = parser.parse_args()
    if given.site:
        site = Site(given.url, given.site, (given.site / "demo_password").read_text().strip())
        return measure(site, given.changes)
    with running(PRASAN_MEDIA_ENGINE="janus", PRASAN_MEDIA_ADDRESS=given.address) as site:
        return measure(site, given.changes)


if __name__ == "__main__":
    sys.exit(main())
