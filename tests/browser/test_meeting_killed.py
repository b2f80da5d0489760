"""The media engine is killed while a meeting runs: every picture comes back by itself, and all of it is on record."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import test_meeting as room
from tests.browser.conftest import Site
from tests.browser.kill import MARK_NONE, kill_engine, wait_back

pytestmark = [pytest.mark.browser, pytest.mark.slow]

cameras = room.cameras


def recorded(site: Site, number: int) -> dict[str, Any]:
    """Return the manifest of a meeting's recording."""
    return dict(json.loads((site.var / "recordings" / f"m{number}" / "manifest.json").read_text()))


def goes_on(site: Site, number: int) -> bool:
    """Tell whether some source has a part after the one that was cut off."""
    sources = [one["source"] for one in recorded(site, number)["parts"]]
    return any(sources.count(one) > 1 for one in sources)


def see_each_other(pages: list[Page]) -> None:
    """Wait until each sees the other, and says of nobody that they are away."""
    for page in pages:
        wait_back(page, 1)
    for page in pages:
        expect(page.locator("[data-room][data-away]")).to_have_count(0, timeout=room.WAIT)


def test_a_killed_engine_comes_back_with_every_picture_and_the_recording_goes_on(site: Site, cameras) -> None:
    pages = [cameras("duty-1"), cameras("plo-92", 360, 780)]
    number = room.begun(pages[0])
    for page in pages:
        room.enter(page, number)
        page.evaluate(MARK_NONE)
    see_each_other(pages)
    kill_engine(site.var, "embedded", pages)
    see_each_other(pages)

    for _try in range(60):
        if goes_on(site, number):
            break
        pages[1].wait_for_timeout(500)
    assert goes_on(site, number)
    assert [one["reason"] for one in recorded(site, number)["gaps"]] == ["lost"]
    pages[0].goto(f"/meetings/{number}/log")
    expect(pages[0].locator("[data-row]", has_text="ระบบภาพและเสียง")).to_contain_text("seconds", timeout=room.WAIT)
