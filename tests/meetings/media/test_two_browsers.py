"""Debian's Chromium and Firefox meet over each engine by the product's own media.js: each sees and hears the other."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.meetings.media import network
from tests.meetings.media.browsers import FIREFOX, OPENS, Hall, hall
from tests.meetings.media.synthetic import until

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SLOTS: dict[str, dict[str, str | None]] = {
    me: {"v0": f"{other}/main", "v1": f"{other}/thumb", "a0": f"{other}/mic", "a1": "auto"}
    for me, other in (("chromium", "firefox"), ("firefox", "chromium"))
}


@pytest.fixture
def met(machine) -> Iterator[Hall]:
    """Both browsers in one room of an engine, where the engine is."""
    if not Path(FIREFOX).exists():
        pytest.skip(f"NOT RUN: {FIREFOX} is not installed (apt install firefox-esr)")
    before = network.inside(machine.namespace) if machine.namespace else ()
    with contextlib.ExitStack() as stack:
        found = stack.enter_context(hall(machine.engine, "browsers", SLOTS, machine.namespace))
        for name, opens in OPENS.items():
            stack.enter_context(opens(f"{found.url}?peer={name}", before))
        yield found


def test_chromium_and_firefox_see_and_hear_each_other(met):
    for me in SLOTS:
        until(lambda me=me: met.frames(me) > 8 and met.packets(me) > 25, f"{me} sees and hears: {met.told}")
    for me in SLOTS:
        frames, packets = met.frames(me), met.packets(me)
        until(
            lambda me=me, frames=frames, packets=packets: (
                met.frames(me) > frames + 8 and met.packets(me) > packets + 25
            ),
            f"{me} goes on: {met.told}",
        )
        # the large picture and the small one
        assert sum((row.get("framesDecoded") or 0) > 0 for row in met.row(me, "video")) == 2, met.told
        assert not {"failed", "camera"} & {code for code, _why in met.told[me]["said"]}, met.told
