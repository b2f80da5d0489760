"""The room's page and its acts: who gets in, what is refused, what a script is answered, what the engine is told."""

from __future__ import annotations

import json

import pytest

from prasan.meetings import commands as c
from prasan.meetings.media.fake import FakeEngine
from prasan.meetings.models import Line, Problem
from prasan.meetings.stage.state import HERE, MUTED, REMOVED, state_of
from prasan.platform.journal.models import Outbox
from tests.meetings import ground

JSON = {"Accept": "application/json"}


@pytest.fixture
def media(monkeypatch):
    """The engine that only remembers, in the place of the real one."""
    engine = FakeEngine()
    monkeypatch.setattr("prasan.meetings.pages.media.engine", lambda: engine)
    monkeypatch.setattr("prasan.meetings.stage.engine.engine", lambda: engine)
    return engine


def act(client, made, **values):
    return client.post(f"/meetings/{made.pk}/room/act", values, headers=JSON)


def ask(client, made, what, **told):
    return client.post(f"/meetings/{made.pk}/media/{what}", json.dumps(told), content_type="application/json")


def test_nobody_sends_or_receives_before_showing_who_they_are(g, media):
    made = ground.running(g)
    plo = g.client("plo")
    assert ask(plo, made, "watch").status_code == 403
    plo.post(f"/meetings/{made.pk}/room/enter")
    assert ask(plo, made, "watch").status_code == 200
    assert ground.line(made, g, "OPS-92").peer in media.stats(made.room).watchers
    assert ask(g.client("doe"), made, "watch").status_code in {403, 404}


def test_a_listener_sends_nothing(g, media):
    made = ground.running(g)
    there = ground.line(made, g, "OPS-80")
    there.duty = "listener"
    there.save()
    client = g.client("plo-80")
    client.post(f"/meetings/{made.pk}/room/enter")
    assert ask(client, made, "publish", offer="v=0").status_code == 409
    assert ask(client, made, "watch").status_code == 200


def test_what_is_no_json_or_no_known_call_is_refused_in_words(g, media):
    made = ground.running(g)
    client = g.client("plo")
    client.post(f"/meetings/{made.pk}/room/enter")
    for body in ("{", "[]", "x" * 300_000):
        answer = client.post(f"/meetings/{made.pk}/media/watch", body, content_type="application/json")
        assert answer.status_code == 409
        assert answer.json()["error"]
    assert ask(client, made, "record").status_code == 409


def test_an_engine_that_is_away_is_said_and_the_rest_goes_on(g):
    made = ground.running(g)
    client = g.client("plo")
    client.post(f"/meetings/{made.pk}/room/enter")
    assert ask(client, made, "watch").status_code == 503
    assert act(client, made, do="hand", up="1").json() == {"ok": True}


def test_the_page_asks_who_one_is_then_shows_the_room(g, media):
    made = ground.running(g)
    client = g.client("plo")
    page = client.get(f"/meetings/{made.pk}/room").content.decode()
    assert "data-inside" not in page
    client.post(f"/meetings/{made.pk}/room/enter")
    page = client.get(f"/meetings/{made.pk}/room").content.decode()
    assert "data-inside" in page
    assert 'value="stage"' not in page
    assert 'value="stage"' in g.client("duty").get(f"/meetings/{made.pk}/room").content.decode()


@pytest.mark.parametrize("part", ["agenda", "votes", "people", "talk", "given"])
def test_each_part_comes_alone(g, media, part):
    made = ground.running(g)
    ground.item(g, made)
    ground.open_vote(g, made)
    assert g.client("duty").get(f"/meetings/{made.pk}/room/part/{part}").status_code == 200


def test_an_unknown_part_is_not_found(g, media):
    made = ground.running(g)
    assert g.client("duty").get(f"/meetings/{made.pk}/room/part/secrets").status_code == 404


def test_acts_answer_a_script_and_refuse_in_words(g, media):
    made = ground.running(g)
    duty, plo = g.client("duty"), g.client("plo")
    there = ground.line(made, g, "OPS-92")
    assert act(duty, made, do="stage", line=str(there.pk)).json() == {"ok": True}
    assert act(plo, made, do="stage", line="").status_code == 403
    for values in ({"do": "nonsense"}, {"do": "mute"}, {"do": "mute", "id": "x"}, {"do": "stage", "line": "99999999"}):
        answer = act(duty, made, **values)
        assert answer.status_code in {404, 409}
        assert answer.json()["error"]
    assert state_of(made.__class__.objects.get(pk=made.pk))["stage"] == there.pk


def test_a_plain_form_gets_the_page_with_what_was_typed(g, media):
    made = ground.running(g)
    answer = g.client("duty").post(f"/meetings/{made.pk}/room/act", {"do": "vote_open", "question": "", "choices": "ก"})
    assert answer.status_code == 409
    assert "ก" in answer.content.decode()


def test_muting_and_removing_reach_the_engine(g, media):
    made = ground.running(g)
    client, duty = g.client("plo"), g.client("duty")
    client.post(f"/meetings/{made.pk}/room/enter")
    ask(client, made, "watch")
    there = ground.line(made, g, "OPS-92")
    act(duty, made, do="remove", id=str(there.pk), removed="1", reason="รบกวนการประชุม")
    assert there.peer not in media.stats(made.room).watchers
    assert ask(client, made, "watch").status_code == 403
    assert Outbox.objects.filter(topics__contains=[f"revoke:presence:meeting:{made.pk}/{there.pk}"]).exists()


def test_the_state_tells_flags_hands_quorum_and_the_item(g, media):
    made = ground.running(g, quorum=2)
    item = ground.item(g, made)
    there = ground.line(made, g, "OPS-92")
    g.do("duty", c.MarkRoll(target_id=there.pk))
    g.do("duty", c.Mute(target_id=there.pk))
    g.do("plo", c.RaiseHand(target_id=there.pk))
    g.do("duty", c.TakeUp(target_id=item.pk))
    g.do("duty", c.Remove(target_id=ground.line(made, g, "OPS-80").pk, reason="ผิดห้อง"))
    made.refresh_from_db()
    told = state_of(made)
    flags = told["lines"][str(there.pk)]
    assert flags & HERE
    assert flags & MUTED
    assert told["lines"][str(ground.line(made, g, "OPS-80").pk)] & REMOVED
    assert told["hands"] == [there.pk]
    assert told["quorum"] == [1, 3, 2]
    assert told["item"]["id"] == item.pk
    assert len(json.dumps(told)) < 8000


def test_a_fault_is_reported_with_what_the_machine_measured_and_settled(g, media):
    made = ground.running(g)
    client = g.client("plo")
    client.post(f"/meetings/{made.pk}/room/enter")
    answer = act(client, made, do="problem", text="ไม่ได้ยินเสียง", statistics='{"round_trip": 0.4}')
    assert answer.json() == {"ok": True}
    told = Problem.objects.get()
    assert told.statistics == {"round_trip": 0.4}
    assert Line.objects.filter(briefing=made, what="problem").exists()
    assert "ไม่ได้ยินเสียง" in g.client("duty").get(f"/meetings/{made.pk}/room/part/people").content.decode()
    assert act(g.client("duty"), made, do="settle", id=str(told.pk), how="").status_code == 409
    assert act(g.client("duty"), made, do="settle", id=str(told.pk), how="เปิดเสียงให้แล้ว").json() == {"ok": True}
    assert act(client, made, do="problem", text="", statistics="{" * 9000).json() == {"ok": True}
    assert Problem.objects.order_by("pk").last().statistics == {}
