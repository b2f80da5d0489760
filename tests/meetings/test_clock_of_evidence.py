"""What the log says of the clock: a distance where somebody keeps it, unknown otherwise, never a made-up zero."""

from __future__ import annotations

import json

from prasan.meetings.evidence.clock import STA_NANO, STA_UNSYNC, ClockState, clock_state, read
from prasan.meetings.models import Line
from tests.meetings import ground


def test_the_clock_says_how_far_it_may_be_off(g):
    made = ground.running(g)
    told = json.loads(Line.objects.get(briefing=made, what="clock").said)["more"]
    assert set(told) == {"synchronised", "offset", "most"}
    assert told["synchronised"] == (told["most"] is not None)


def test_a_clock_that_nobody_keeps_is_unknown():
    assert read(0, 16_000_000, STA_UNSYNC) == ClockState(False, None, None)


def test_nanoseconds_and_microseconds_are_told_apart():
    assert read(2_500_000, 900, STA_NANO) == ClockState(True, 2500, 900)
    assert read(-40, 900, 0) == ClockState(True, -40, 900)


def test_the_system_is_asked_without_changing_it():
    assert isinstance(clock_state(), ClockState)
