"""An event that is judged tells its ladder, once."""

from __future__ import annotations

import pytest
from django.utils import timezone

from prasan.desk import situation_flow  # noqa: F401 - registers the listener
from prasan.platform.jobs.listeners import LISTENERS, dispatch, number
from prasan.platform.journal.models import Outbox
from prasan.situation.models import Urgent
from tests.situation.watch import ground


@pytest.fixture
def g(db):
    return ground.build()


def judged(event):
    Outbox.objects.create(name="situation.assess", payload={"id": event.pk}, topics=[])
    number()
    dispatch([LISTENERS["desk.tell_ladder"]])


def test_the_ladder_is_told_once_of_a_judged_event(g):
    event = g.event(severity="severe")
    judged(event)
    assert Urgent.objects.filter(event=event).count() == 4
    judged(event)
    assert Urgent.objects.filter(event=event).count() == 4


@pytest.mark.parametrize("more", [{"severity": "minor"}, {"severity": "severe", "state": "refuted"}])
def test_what_has_no_ladder_is_left(g, more):
    judged(g.event(**more))
    assert not Urgent.objects.exists()


def test_an_event_that_is_gone_stops_nobody(g):
    event = g.event(severity="severe")
    event.state, event.lesson, event.closed_at = "closed", "บทเรียน", timezone.now()
    event.save()
    judged(event)
    assert not Urgent.objects.exists()
