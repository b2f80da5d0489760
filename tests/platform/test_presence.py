"""Who is present and when each was: merged in SQL; bodies of events; tickets with a presence."""

from __future__ import annotations

import datetime as dt
import json
from types import SimpleNamespace

import pytest
from django.db import connection
from django.db.utils import DataError, IntegrityError
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from prasan.platform.commands.perform import perform
from prasan.platform.jobs.housekeeping import housekeeping
from prasan.platform.jobs.listeners import number
from prasan.platform.journal.bodies import BODY_LIMIT, push
from prasan.platform.journal.models import Body, Outbox
from prasan.platform.live import topics
from prasan.platform.live.tickets import Claim, read
from prasan.platform.presence.models import Instance, Presence
from prasan.platform.presence.queries import present, spans
from prasan.platform.web.views import live_ticket
from tests.platform.commands.verbs import Return
from tests.platform.ground import Someone, country, reports

pytestmark = pytest.mark.django_db
START = dt.datetime(2027, 1, 4, 9, 0, tzinfo=dt.UTC)


def at(minutes: float) -> dt.datetime:
    return START + dt.timedelta(minutes=minutes)


def was(key: str, opened: float, closed: float | None, *, topic: str = "meeting:5", person: int = 1) -> None:
    Presence.objects.create(
        topic=topic,
        key=key,
        person_id=person,
        connection=f"{topic}{key}{opened}{closed}",
        instance="i",
        opened=at(opened),
        closed=None if closed is None else at(closed),
        why="" if closed is None else "left",
    )


def test_several_connections_of_one_key_are_present_once():
    was("m/1", 0, 5)
    was("m/1", 7, None)
    was("m/1", 6, None, person=3)
    was("m/2", 0, 9)
    was("m/3", 0, None, topic="meeting:55")
    (one,) = present("meeting:5")
    assert (one.key, one.since, one.connections) == ("m/1", at(6), 2)


def test_spans_merge_what_overlaps_and_keep_what_does_not():
    for opened, closed in [(0, 10), (5, 12), (12, 15), (20, 25), (30, 30), (40, None), (50, 60)]:
        was("m/1", opened, closed)
    was("m/2", 1, 2)
    found = [(one.key, one.start, one.end) for one in spans("meeting:5")]
    assert found == [
        ("m/1", at(0), at(15)),
        ("m/1", at(20), at(25)),
        ("m/1", at(30), at(30)),
        ("m/1", at(40), None),
        ("m/2", at(1), at(2)),
    ]
    assert [(one.start, one.end) for one in spans("meeting:5", gap=300) if one.key == "m/1"] == [
        (at(0), at(30)),
        (at(40), None),
    ]


def test_a_command_writes_its_bodies_with_its_events(monkeypatch, django_assert_num_queries):
    def announce(verb, actor, row):
        verb.publish("plain", "a", id=row.pk)
        if verb.reason:
            verb.publish("test.card", "b", "c", body={"ตรัง": row.pk}, id=row.pk)

    monkeypatch.setattr(Return, "announce", announce)
    one, two = reports(country(1), each=2)
    with CaptureQueriesContext(connection) as without:
        perform(Someone(), Return(target_id=one.pk, returned_reason="ก"))
    Outbox.objects.all().delete()
    with django_assert_num_queries(len(without)):
        perform(Someone(), Return(target_id=two.pk, returned_reason="ก", reason="ข"))
    plain, card = Outbox.objects.order_by("id")
    assert (plain.name, plain.topics) == ("plain", ["a"])
    assert (card.name, card.topics, card.payload) == ("test.card", ["b", "c"], {"id": two.pk})
    assert plain.journal_id == card.journal_id is not None
    (body,) = Body.objects.all()
    assert (body.outbox_id, body.body) == (card.pk, f'{{"ตรัง":{two.pk}}}')


def test_a_body_is_small_and_json():
    with pytest.raises(ValueError, match="8192"):
        push("test.card", "a", body="x" * BODY_LIMIT)
    push("test.card", "a", "b", body=[1], id=4)
    (told,) = Outbox.objects.all()
    assert (told.topics, told.payload, Body.objects.get().body) == (["a", "b"], {"id": 4}, "[1]")


@pytest.mark.parametrize(("text", "error"), [('"' + "x" * 8192 + '"', IntegrityError), ("not json", DataError)])
def test_the_table_takes_nothing_else(text, error):
    told = Outbox.objects.create(name="x", payload={}, topics=[])
    with pytest.raises(error), connection.cursor() as cursor:
        cursor.execute("INSERT INTO platform_body (outbox_id, body) VALUES (%s, %s)", [told.pk, text])


def test_housekeeping_lets_go_of_what_has_served():
    push("test.card", "a", body={"n": 1})
    push("test.card", "a", "b", body={"n": 2})
    push("test.card", "a", body={"n": 3})
    assert number()
    Outbox.objects.update(created=timezone.now() - dt.timedelta(hours=2))
    push("test.card", "a", body={"n": 4})
    old, new = timezone.now() - dt.timedelta(days=91), timezone.now()
    for closed in (old, new, None):
        Presence.objects.create(
            topic="t", key="k", person_id=1, connection=str(closed), instance="i", opened=old, closed=closed
        )
    Instance.objects.create(id="gone", started=old, beat=old, ended=old)
    Instance.objects.create(id="lives", started=old, beat=new)
    housekeeping.function(None)
    # Kept: the newest numbered of `a`, the newest of `b`, and what is not numbered yet.
    assert sorted(Body.objects.values_list("body", flat=True)) == ['{"n":2}', '{"n":3}', '{"n":4}']
    assert set(Presence.objects.values_list("closed", flat=True)) == {new, None}
    assert Instance.objects.get().pk == "lives"
    Outbox.objects.filter(seq__isnull=False).update(created=old)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM platform_outbox WHERE seq IS NOT NULL")
    assert Body.objects.get().body == '{"n":4}'


def test_a_room_says_whose_key_an_actor_bears(monkeypatch):
    monkeypatch.setattr(topics, "_bearers", {})
    topics.presence_kind("meeting", lambda actor, rest: f"meeting:{rest}/{actor.person_id}" if rest == "5" else None)
    assert topics.presence_of(Someone(), "meeting:5") == "meeting:5/7"
    assert topics.presence_of(Someone(), "meeting:6") is None
    assert topics.presence_of(Someone(), "other:5") is None


@pytest.mark.parametrize(
    ("asked", "topics_given", "claim"),
    [
        ({"topics": "meeting:5 meeting:6", "presence": "meeting:5"}, ["meeting:5"], Claim("meeting:5", "meeting:5/7")),
        ({"topics": "meeting:5", "presence": "meeting:6"}, ["meeting:5"], None),
        ({"topics": "", "presence": "meeting:5"}, [], Claim("meeting:5", "meeting:5/7")),
        ({"topics": "meeting:6", "presence": "revoke:x"}, [], None),
    ],
)
def test_the_ticket_says_what_the_rooms_say(monkeypatch, settings, asked, topics_given, claim):
    monkeypatch.setattr(topics, "_rules", {"meeting": lambda actor, rest: rest == "5"})
    monkeypatch.setattr(topics, "_bearers", {"meeting": lambda actor, rest: "meeting:5/7" if rest == "5" else None})
    request = RequestFactory().get("/live/ticket", asked)
    request.actor, request.session = Someone(), SimpleNamespace(session_key="s")
    told = json.loads(live_ticket(request).content)
    assert told["topics"] == topics_given
    found = read(told["ticket"], key=settings.SECRET_KEY) if told["ticket"] else None
    assert (found.presence if found else None) == claim


def test_a_connection_has_one_row():
    was("m/1", 0, 1)
    with pytest.raises(IntegrityError):
        was("m/1", 0, 1)
