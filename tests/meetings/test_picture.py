"""A weak link in the room: its line gets fewer pictures and more again; the way to the relay; who speaks."""

from __future__ import annotations

import json

import pytest

from prasan.config.env import Environment, SettingError
from prasan.meetings import commands as c
from prasan.meetings.media.engine import Event
from prasan.meetings.media.fake import FakeEngine
from prasan.meetings.models import Attendee
from prasan.meetings.stage.slots import Place, slots_of
from prasan.meetings.stage.state import state_of
from prasan.meetings.stage.tend import Keeper
from prasan.platform.commands import Refused, RuleBroken
from prasan.platform.journal.models import Body, Entry, Outbox
from tests.meetings import ground
from tests.meetings.test_room import ask

LOST = {"loss": 0.3, "sound_loss": 0.2, "received": 390_000}
GOOD = {"received": 600_000}
SECRET = "a-secret-of-the-tests-alone"


@pytest.fixture
def media(monkeypatch):
    """The engine that only remembers, in the place of the real one."""
    engine = FakeEngine()
    monkeypatch.setattr("prasan.meetings.pages.media.engine", lambda: engine)
    monkeypatch.setattr("prasan.meetings.stage.engine.engine", lambda: engine)
    return engine


@pytest.fixture
def inside(g, media):
    """A running meeting in which Trang has shown who they are; its client and its line."""
    made = ground.running(g)
    client = g.client("plo")
    client.post(f"/meetings/{made.pk}/room/enter")
    return made, client, ground.line(made, g, "OPS-92")


def test_a_weak_link_gets_what_fits_and_more_again(inside):
    made, client, line = inside
    told = ask(client, made, "ready").json()
    assert (told["gather"], told["step"]["level"]) == (False, 3)
    told = ask(client, made, "report", step=told["step"], reports=[LOST]).json()
    line.refresh_from_db()
    assert (line.pictures, line.fits, line.small, line.receives) == (9, 1, True, 1)
    assert state_of(made)["fits"] == {str(line.pk): 1}
    assert told["gather"]
    for _ten_seconds in range(8):
        told = ask(client, made, "report", step=told["step"], reports=[GOOD] * 5).json()
    line.refresh_from_db()
    assert (line.fits, line.small) == (9, False)
    assert state_of(made)["fits"] == {}


def test_only_a_changed_level_is_a_change(inside):
    made, client, line = inside
    told = ask(client, made, "ready").json()
    told = ask(client, made, "report", step=told["step"], reports=[LOST]).json()
    ask(client, made, "report", step=told["step"], reports=[GOOD] * 3)
    steps = Entry.objects.filter(verb="meetings.step_to", object_id=line.pk)
    assert steps.count() == 1
    assert Outbox.objects.filter(name="meetings.step_to", topics__contains=[f"meeting:{made.pk}:room"]).exists()


def test_ones_own_choice_stays_a_cap(inside):
    made, client, line = inside
    client.post(
        f"/meetings/{made.pk}/room/act", {"do": "pictures", "pictures": "4"}, headers={"Accept": "application/json"}
    )
    told = ask(client, made, "ready").json()
    for _minute in range(2):
        told = ask(client, made, "report", step=told["step"], reports=[GOOD] * 30).json()
    line.refresh_from_db()
    assert (told["step"]["level"], line.fits, line.receives, line.is_reduced) == (2, 9, 4, False)


def test_a_forged_or_broken_report_is_refused_in_words(inside):
    made, client, line = inside
    step = ask(client, made, "ready").json()["step"]
    for told in ({}, {"step": step}, {"step": step | {"level": 9}, "reports": [LOST]}, {"step": step, "reports": [3]}):
        answer = ask(client, made, "report", **told)
        assert answer.status_code == 409
        assert answer.json()["error"]
    line.refresh_from_db()
    assert line.fits == 9


def test_nobody_steps_for_another(g, inside):
    made, _client, line = inside
    with pytest.raises(Refused):
        g.do("duty", c.StepTo(target_id=line.pk, pictures=0))
    with pytest.raises(RuleBroken):
        g.do("plo", c.StepTo(target_id=line.pk, pictures=4, small=True))
    assert ask(g.client("plo-80"), made, "report", step={}, reports=[]).status_code == 403


def test_who_leads_sees_whose_link_is_weak_and_others_do_not(g, inside):
    made, client, line = inside
    Attendee.objects.filter(pk=line.pk).update(fits=4)
    assert "เน็ตช้า 4 ภาพ" in g.client("duty").get(f"/meetings/{made.pk}/room/part/people").content.decode()
    page = client.get(f"/meetings/{made.pk}/room").content.decode()
    assert "เน็ตช้า: ลดเหลือ 4 ภาพ" in page
    assert "เน็ตช้า 4 ภาพ" not in page


def test_the_speaker_small_where_the_large_picture_does_not_fit():
    peers = {1: "a1", 2: "a2", 3: "a3"}
    weak = Place(3, "a3", 0, pictures=1, small=True)
    got = slots_of(weak, [1, 2, 3], peers, [1], None)
    assert (got["v0"], got["v1"], got["a0"]) == ("a1/thumb", None, "a1/mic")


def test_the_relay_is_told_to_who_takes_part_alone_and_never_kept(g, media, settings):
    settings.MEETINGS_TURN = {"host": "turn.example.go.th", "secret": SECRET, "port": 3478, "tls_port": 443}
    made = ground.running(g)
    client = g.client("plo")
    assert ask(client, made, "ready").status_code == 403
    client.post(f"/meetings/{made.pk}/room/enter")
    answer = ask(client, made, "ready")
    (server,) = answer.json()["ice"]
    assert answer["Cache-Control"] == "no-store"
    assert server["username"].endswith(f":{ground.line(made, g, 'OPS-92').peer}")
    assert server["urls"][-1] == "turns:turn.example.go.th:443?transport=tcp"
    assert SECRET not in answer.content.decode()
    assert ask(g.client("doe"), made, "ready").status_code in {403, 404}
    settings.MEETINGS_TURN = {"host": "", "secret": "", "port": 3478, "tls_port": 0}
    assert ask(client, made, "ready").json()["ice"] == []


@pytest.mark.parametrize(
    "wrong", [{"PRASAN_TURN_SECRET": "short"}, {}, {"PRASAN_TURN_HOST": "turn:3478"}, {"PRASAN_TURN_PORT": "0"}]
)
def test_a_relay_that_cannot_work_stops_the_start_without_telling_its_secret(wrong):
    usual = {"PRASAN_TURN_HOST": "turn.example.go.th"}
    if wrong.keys() & {"PRASAN_TURN_HOST", "PRASAN_TURN_PORT"}:
        usual["PRASAN_TURN_SECRET"] = SECRET
    with pytest.raises(SettingError, match="PRASAN_TURN_") as caught:
        Environment(usual | wrong).relay(*(f"PRASAN_TURN_{one}" for one in ("HOST", "SECRET", "PORT", "TLS_PORT")))
    assert "short" not in str(caught.value)


def voices(made) -> list[list[int]]:
    rows = (
        Outbox.objects.filter(topics__contains=[f"meeting:{made.pk}:voices"])
        .order_by("id")
        .values_list("id", flat=True)
    )
    return [json.loads(Body.objects.get(pk=one).body)["lines"] for one in rows]


def test_who_speaks_is_told_to_the_screens_once_and_is_no_line_of_the_journal(g, monkeypatch):
    monkeypatch.setattr("prasan.meetings.stage.tend.close_old_connections", lambda: None)
    made = ground.running(g)
    keeper = Keeper(FakeEngine())
    for speakers in ((), ("a7/mic", "a31/mic"), ("a7/mic", "a31/mic"), ()):
        keeper.take(Event("speak", made.room, speakers=speakers))
        keeper.look()
    assert voices(made) == [[7, 31], []]
    assert not Entry.objects.filter(verb="meetings.voices").exists()
