"""A meeting that was recorded is heard and seen beside its agenda: in step, with its gap, and jumping to Trang."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.browser.steps import press
from tests.meetings.media.camera import PUBLIC, SECRET, pictures
from tests.meetings.recorded import Recorded

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WAIT = 60_000
BEFORE, LONG = 20.0, 45.0
"""Seconds that were recorded before Trang came on stage, and in all."""
FRONT = """() => {
  const video = document.querySelector('.tile.front video');
  if (!video) return null;
  const frames = video.getVideoPlaybackQuality().totalVideoFrames;
  const line = window.prasanPlayback.at;
  return { file: video.dataset.file, at: video.currentTime, frames, line, held: video.readyState };
}"""


def recorded(page: Page, site: Site) -> tuple[int, str, str]:
    """Leave a recording of the demo's meeting that is over; returns the meeting, Trang's file and the chair's first."""
    listed = page.request.get("/api/v1/meetings?view=past").json()["items"]
    # the oldest: other journeys leave meetings of their own, with recordings of their own
    meeting = [one["id"] for one in listed if one["state"] == "closed" and one["mode"] == "video"][-1]
    log = page.request.get(f"/api/v1/meetings/{meeting}/log?limit=200").json()["items"]
    called = next(one for one in log if one["what"] == "called")
    roster = page.request.get(f"/api/v1/meetings/{meeting}").json()["roster"]
    chair = next(one["id"] for one in roster if one["duty"] == "chair")
    zero = dt.datetime.fromisoformat(called["at"]).timestamp() - BEFORE
    tape = Recorded(site.var / "recordings", f"m{meeting}", zero)
    trang = f"a{called['line']}"
    first = tape.part(f"a{chair}/thumb", 0, 5, pictures=pictures(SECRET))
    tape.part(f"a{chair}/mic", 0, 5)
    tape.gap(5, 9)
    tape.part(f"a{chair}/thumb", 9, LONG - 9, pictures=pictures(SECRET))
    tape.part(f"a{chair}/mic", 9, LONG - 9)
    tape.part(f"{trang}/mic", 9, LONG - 9)
    on_stage = tape.part(f"{trang}/main", 15, LONG - 15, pictures=pictures(PUBLIC))
    tape.done(LONG)
    return meeting, on_stage, first


def plays(page: Page, file: str, since: float) -> dict:
    """Wait until the large picture is this file's, at or after a second of it, and its pictures go on."""
    page.wait_for_function(f"() => {{ const now = ({FRONT})(); return now && now.file === '{file}' && now.at >= {since}"
                           " && now.frames > 3 && now.held >= 2; }", timeout=WAIT)  # fmt: skip
    frames = page.evaluate(FRONT)["frames"]
    page.wait_for_function(f"() => ({FRONT})().frames > {frames} + 5", timeout=WAIT)
    return page.evaluate(FRONT)


def test_a_recorded_meeting_plays_and_jumps_to_trang(site: Site, open_as):
    page = open_as("plo-92")
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    meeting, on_stage, first = recorded(page, site)
    page.goto(f"/meetings/{meeting}")
    press(page, f"main a[href='/meetings/{meeting}/recording']")
    press(page, "main form button:has-text('เปิดบันทึกเสียงและภาพ')")
    page.locator("[data-do=play]").click()
    plays(page, first, 0)
    page.evaluate("window.prasanPlayback.seek(6)")
    expect(page.locator("[data-gap]")).to_contain_text("ไม่มีบันทึก")
    assert page.locator(".tile video").count() == 0
    page.locator("[data-do=skip]").click()
    expect(page.locator("[data-gap]")).to_be_hidden()
    page.locator(".on-stage a[data-jump]").first.click()
    now = plays(page, on_stage, BEFORE - 15)
    assert now["line"] >= BEFORE
    assert now["at"] == pytest.approx(now["line"] - 15, abs=1.5)  # its own place is the line's, in step
    assert [one for one in errors if "Content Security" in one or "Failed to load" in one] == []
