"""The engine without media: what other rooms' tests see of it."""

from __future__ import annotations

import pytest

from prasan.meetings.media.engine import EngineDown, EngineError, Event
from prasan.meetings.media.fake import FakeEngine

SDP = "v=0\r\n"


@pytest.fixture
def engine():
    engine = FakeEngine()
    engine.open("r")
    engine.publish("r", "trang", SDP)
    engine.publish("r", "krabi", SDP, ["mic"])
    engine.watch("r", "trang", 1, 2)
    engine.answer("r", "trang", SDP)
    return engine


def test_what_sits_in_the_slots(engine):
    engine.assign("r", "trang", "v0", "krabi/main")
    assert engine.seen("r", "trang") == {"v0": None, "a0": "krabi/mic", "a1": None}
    engine.publish("r", "krabi", SDP, ["main"])
    assert engine.seen("r", "trang") == {"v0": "krabi/main", "a0": "krabi/mic", "a1": None}
    engine.mute("r", "krabi", True, ["mic"])
    assert engine.seen("r", "trang") == {"v0": "krabi/main", "a0": None, "a1": None}
    engine.mute("r", "krabi", False)
    engine.drop("r", "krabi")
    assert engine.seen("r", "trang") == {"v0": None, "a0": None, "a1": None}


def test_what_happened_is_told_once(engine):
    assert [(event.kind, event.peer, event.about) for event in engine.events(0)] == [
        ("up", "trang", "publish"),
        ("up", "krabi", "publish"),
        ("up", "trang", "watch"),
    ]
    engine.happen(Event("stall", "r", "trang", "main"))
    assert [event.kind for event in engine.events(0)] == ["stall"]


def test_it_can_be_killed_and_forgets(engine):
    engine.die()
    with pytest.raises(EngineDown):
        engine.open("r")
    engine.restart()
    assert engine.rooms() == []
    with pytest.raises(EngineError):
        engine.watch("r", "trang", 1, 1)


def test_recording_goes_from_state_to_state(engine):
    for action in ("start", "pause", "resume", "stop"):
        engine.record("r", action)
    for action in ("pause", "stop", "dance"):
        with pytest.raises(EngineError, match="bad_state"):
            engine.record("r", action)


def test_calls_are_remembered(engine):
    assert ("publish", "r", "krabi", "mic") in engine.calls
