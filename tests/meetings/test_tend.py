"""The keeper of the media, one look at a time, with the engine that only remembers."""

from __future__ import annotations

import contextlib

import pytest
from django.db import OperationalError

from prasan.meetings import commands as c
from prasan.meetings.media.engine import EngineDown, EngineError, Event
from prasan.meetings.media.fake import FakeEngine
from prasan.meetings.models import Line
from prasan.meetings.stage.engine import keep_on
from prasan.meetings.stage.tend import Keeper
from prasan.platform.commands import RuleBroken
from prasan.platform.journal.models import Entry, Outbox
from tests.meetings import ground


class Process:
    """A process that runs until the test ends it."""

    def __init__(self, engine: FakeEngine) -> None:
        self.engine = engine
        self.runs = True
        self.starts = 0

    def alive(self) -> bool:
        return self.runs

    def start(self) -> None:
        self.starts += 1
        self.runs = True

    def stop(self) -> None:
        self.runs = False


@pytest.fixture
def kept(monkeypatch):
    monkeypatch.setattr("prasan.meetings.stage.tend.close_old_connections", lambda: None)
    engine = FakeEngine()
    seconds = iter(range(10_000))
    return Keeper(engine, Process(engine), clock=lambda: float(next(seconds)))


def recorded(made) -> list[str]:
    import json

    rows = Line.objects.filter(briefing=made, what="recording").order_by("seq").values_list("said", flat=True)
    return [json.loads(one)["more"].get("action", "") for one in rows]


def test_a_running_meeting_gets_its_room_its_state_and_its_recording(g, kept):
    made = ground.running(g)
    kept.look()
    assert made.room in kept.engine.rooms()
    assert Outbox.objects.filter(name="meetings.show_state", topics__contains=[f"meeting:{made.pk}:room"]).exists()
    assert recorded(made) == ["start"]


def test_nothing_new_is_shown_once(g, kept):
    ground.running(g)
    for _look in range(4):
        kept.look()
    # the first look notes the recording, which is a line more: shown once again, and then never
    assert Entry.objects.filter(verb="meetings.show_state").count() == 2


def test_a_secret_item_pauses_the_recording_until_the_next(g, kept):
    made = ground.running(g)
    kept.look()
    hidden, open_ = ground.item(g, made, secret=True), ground.item(g, made, title="เรื่องเปิดเผย")
    g.do("duty", c.TakeUp(target_id=hidden.pk))
    kept.look()
    g.do("duty", c.TakeUp(target_id=open_.pk))
    kept.look()
    assert recorded(made) == ["start", "pause", "resume"]


def test_the_recorder_is_hushed_before_a_secret_item_is_known_and_goes_on_when_it_was_not(g, kept, monkeypatch):
    monkeypatch.setattr("prasan.meetings.stage.engine.engine", lambda: kept.engine)
    made = ground.running(g)
    kept.look()
    hidden = ground.item(g, made, secret=True)
    with monkeypatch.context() as failing:
        failing.setattr("prasan.meetings.commands.agenda.put_down", lambda _pk: kept.engine.record(made.room, "dance"))
        with pytest.raises(EngineError, match="paused"):  # hushed by then
            g.do("duty", c.TakeUp(target_id=hidden.pk))
    for _look in range(6):
        kept.look()
    assert kept.engine.recording(made.room) == "recording"
    assert recorded(made) == ["start"]
    g.do("duty", c.TakeUp(target_id=hidden.pk))
    assert kept.engine.recording(made.room) == "paused"
    kept.look()
    assert recorded(made) == ["start", "pause"]


def test_a_stream_ends_at_a_secret_item_where_nothing_can_be_recorded(g, kept, monkeypatch):
    monkeypatch.setattr("prasan.meetings.stage.engine.engine", lambda: kept.engine)

    def refuse(room, action):
        raise EngineError("bad_state", "no disk")

    monkeypatch.setattr(kept.engine, "record", refuse)
    made = ground.running(g)
    kept.look()
    assert kept.engine.shown(made.room) is not None
    g.do("duty", c.TakeUp(target_id=ground.item(g, made, secret=True).pk))
    assert kept.engine.shown(made.room) is None


def test_a_secret_item_waits_for_an_engine_that_hangs(g, kept, monkeypatch):
    @contextlib.contextmanager
    def late(_pk):
        raise OperationalError("canceling statement due to lock timeout")
        yield

    monkeypatch.setattr("prasan.meetings.stage.engine.in_turn", late)
    made = ground.running(g)
    hidden = ground.item(g, made, secret=True)
    with pytest.raises(RuleBroken, match="ยังหยุดบันทึก"):
        g.do("duty", c.TakeUp(target_id=hidden.pk))
    hidden.refresh_from_db()
    assert hidden.state == "waiting"
    open_ = ground.item(g, made, title="เรื่องเปิดเผย")
    g.do("duty", c.TakeUp(target_id=open_.pk))


def test_what_was_read_before_a_secret_item_lets_nothing_go_on(g, kept):
    made = ground.running(g)
    kept.look()
    g.do("duty", c.TakeUp(target_id=ground.item(g, made, secret=True).pk))
    kept.engine.record(made.room, "pause")
    assert keep_on(made.pk, kept.engine) is None
    assert kept.engine.recording(made.room) == "paused"


def test_an_engine_that_cannot_record_is_told_on_every_screen(g, kept, monkeypatch):
    def refuse(room, action):
        raise EngineError("bad_state", "no disk")

    monkeypatch.setattr(kept.engine, "record", refuse)
    made = ground.running(g)
    kept.look()
    made.refresh_from_db()
    assert not made.recording
    assert recorded(made) == ["refused"]


def test_who_falls_silent_and_comes_back_is_noted(g, kept):
    made = ground.running(g)
    there = ground.line(made, g, "OPS-92")
    for kind in ("stall", "flow"):
        kept.take(Event(kind, made.room, there.peer, "mic"))
        kept.take(Event(kind, made.room, there.peer, "main"))
    kept.look()
    noted = Line.objects.filter(briefing=made, what__in=["stalled", "flowing"]).values_list("what", "attendee_id")
    assert list(noted) == [("stalled", there.pk), ("flowing", there.pk)]


def test_who_connects_anew_after_a_silence_is_heard_again(g, kept):
    made = ground.running(g)
    there = ground.line(made, g, "OPS-92")
    for event in (Event("stall", made.room, there.peer, "mic"), *[Event("up", made.room, there.peer, "publish")] * 2):
        kept.take(event)
    kept.look()
    noted = Line.objects.filter(briefing=made, what__in=["stalled", "flowing"]).values_list("what", flat=True)
    assert list(noted) == ["stalled", "flowing"]


def test_an_engine_that_ended_is_started_and_every_screen_told_once_its_room_stands(g, kept):
    made = ground.running(g)
    kept.look()
    kept.engine.close(made.room)
    kept.process.runs = False
    kept.take(Event("engine", about="lost"))
    kept.look()
    assert kept.process.starts == 1
    assert made.room in kept.engine.rooms()
    assert Outbox.objects.filter(topics__contains=[f"meeting:{made.pk}:engine"]).count() == 1
    assert recorded(made)[-1] == "start"
    kept.look()
    assert Outbox.objects.filter(topics__contains=[f"meeting:{made.pk}:engine"]).count() == 1


def test_a_room_that_does_not_stand_yet_takes_no_recording_away_and_calls_nobody_back(g, kept, monkeypatch):
    made = ground.running(g)
    kept.look()
    kept.process.runs = False
    kept.engine.close(made.room)
    with monkeypatch.context() as broken:
        broken.setattr("prasan.meetings.stage.tend.carry_out", lambda *_told: False)
        kept.look()
    made.refresh_from_db()
    assert made.recording
    assert recorded(made) == ["start"]
    assert not Outbox.objects.filter(topics__contains=[f"meeting:{made.pk}:engine"]).exists()
    kept.look()
    assert recorded(made) == ["start", "start"]
    assert Outbox.objects.filter(topics__contains=[f"meeting:{made.pk}:engine"]).count() == 1


def test_an_engine_that_does_not_start_is_tried_again(g, kept, monkeypatch):
    made = ground.running(g)

    def down():
        raise EngineDown("no")

    kept.process.runs = False
    monkeypatch.setattr(kept.process, "start", down)
    kept.look()
    assert Line.objects.filter(briefing=made, what="opened").exists()
    monkeypatch.undo()


def test_a_closed_meetings_room_ends(g, kept):
    made = ground.running(g)
    kept.look()
    g.do("duty", c.CloseMeeting(target_id=made.pk))
    kept.look()
    assert made.room not in kept.engine.rooms()


def test_a_long_data_folder_has_a_short_one_for_the_socket(settings, tmp_path, monkeypatch):
    from prasan.meetings.media.embedded.folder import Folder
    from prasan.meetings.stage.engine import folder

    settings.MEETINGS_MEDIA = tmp_path / "media"
    assert folder() == tmp_path / "media"
    monkeypatch.setenv("PRASAN_SOCKET_DIR", "/tmp")
    settings.MEETINGS_MEDIA = tmp_path / ("x" * 120) / "media"
    short = folder()
    assert Folder(short).socket.startswith("/tmp/prasan-")
    assert folder() == short
    assert short.stat().st_mode & 0o077 == 0
    short.rmdir()
