"""The media engine is killed while a meeting runs: every picture comes back by itself, and all of it is on record."""

from __future__ import annotations

import json
import re

import pytest

from tests.browser import test_meeting as room
from tests.browser.conftest import Site
from tests.browser.kill import MARK_NONE, kill_engine, wait_back
from tests.browser.steps import told

pytestmark = [pytest.mark.browser, pytest.mark.slow]

cameras = room.cameras


def test_a_killed_engine_comes_back_with_every_picture_and_the_recording_goes_on(site: Site, cameras) -> None:
    pages = [cameras("duty-1"), cameras("plo-92", 360, 780)]
    number = room.call(pages[0])
    for page in pages:
        room.enter(page, number)
        page.evaluate(MARK_NONE)
    for page in pages:
        wait_back(page, 1)

    kill_engine(site.var, "embedded", pages)
    for page in pages:
        wait_back(page, 1)
        assert not page.locator("[data-away]").count()

    duty = pages[0]
    duty.goto(f"/meetings/{number}/log")
    assert re.search(r"ระบบภาพและเสียง.*back", told(duty))
    found = json.loads((site.var / "recordings" / f"m{number}" / "manifest.json").read_text())
    assert [one["reason"] for one in found["gaps"]] == ["lost"]
    sources = [one["source"] for one in found["parts"]]
    assert any(sources.count(one) > 1 for one in sources)
