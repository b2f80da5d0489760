"""The media engine killed with SIGKILL in a running meeting: seconds until every picture is back in real browsers.

Run: python -m bench.bench_meeting_kill [--engine embedded|janus] [--rounds 5]. As root: the whole site, its engine and
the browsers run in a network of their own. Three browsers see and hear each other through the product's own pages; the
clock runs from the kill until each of them decodes both pictures of the others on a connection made after it.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from typing import Any

from playwright.sync_api import sync_playwright
from tests.browser.conftest import Site, running, sign_in
from tests.browser.kill import is_back, kill_engine, wait_back
from tests.browser.test_meeting import CAMERA, begun, enter
from tests.conftest import CHROMIUM, FLAGS
from tests.meetings.media import network

WHO = ("duty-1", "minister", "plo-92")
OTHERS = len(WHO) - 1


def evidence(site: Site, meeting: int) -> list[dict[str, Any]]:
    """Return what the log of the meeting says of its engine."""
    env = os.environ | {"PRASAN_VAR": str(site.var)}
    words = [sys.executable, "-m", "prasan", "meetings", "log", str(meeting), "--as", WHO[0]]
    told = subprocess.run(words, env=env, capture_output=True, text=True, check=True).stdout
    rows = [json.loads(json.loads(one)["said"]) for one in told.splitlines() if '"said"' in one]
    return [row["more"] for row in rows if row.get("what") == "engine"]


def run(engine: str, rounds: int) -> None:
    media = {"PRASAN_MEDIA_ENGINE": engine, "PRASAN_MEDIA_ADDRESS": network.ADDRESS}
    with running(**media) as site, sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *CAMERA])
        pages = []
        for login in WHO:
            context = browser.new_context(base_url=site.url, permissions=["camera", "microphone"])
            pages.append(context.new_page())
            pages[-1].set_default_timeout(60_000)
            sign_in(pages[-1], site, login)
        number = begun(pages[0])
        for page in pages:
            enter(page, number)
            page.evaluate("() => { window.beforeKill = null; }")
        for page in pages:
            wait_back(page, OTHERS)
        took = []
        for turn in range(rounds):
            time.sleep(4 + turn % 3)
            kill_engine(site.var, engine, pages)
            began, left, load = time.monotonic(), list(pages), os.getloadavg()[0]
            while left:
                left = [page for page in left if not is_back(page, OTHERS)]
                time.sleep(0.02)
            took.append(time.monotonic() - began)
            print(engine, turn, f"{took[-1]:.2f} s (load {load:.1f})", flush=True)
        manifest = json.loads((site.var / "recordings" / f"m{number}" / "manifest.json").read_text())
        print(engine, f"median {statistics.median(took):.2f} s, longest {max(took):.2f} s of {rounds}", flush=True)
        print(engine, "evidence", evidence(site, number), flush=True)
        print(
            engine,
            "manifest",
            {key: value if not isinstance(value, list) else len(value) for key, value in manifest.items()},
        )
        browser.close()


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--engine", choices=("embedded", "janus"), action="append")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.inside:
        for engine in given.engine:
            run(engine, given.rounds)
        return 0
    if reason := network.missing():
        print(reason)
        return 1
    with network.own_network() as pid:
        words = [f"--engine={one}" for one in given.engine or ("embedded", "janus")]
        call_again = [sys.executable, "-m", "bench.bench_meeting_kill", "--inside", f"--rounds={given.rounds}", *words]
        return subprocess.run([*network.inside(pid), *call_again], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
