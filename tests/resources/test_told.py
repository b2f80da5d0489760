"""Who is told of a loan, and what calendars read of it."""

import datetime as dt

import icalendar
import pytest
from django.test import Client

from prasan.connect.commands import MakeFeed, RevokeFeed
from prasan.connect.models import CalendarFeed
from prasan.desk.calendar.sources import Asked, events
from prasan.directory.models import Person
from prasan.platform.commands import perform
from prasan.platform.jobs.listeners import LISTENERS, dispatch, number
from prasan.platform.jobs.models import FailedEvent
from prasan.platform.notices.models import Notice
from prasan.resources import commands as c
from tests.resources.ground import at, booking, handed, resource

pytestmark = pytest.mark.django_db
NAMES = ("desk.resource-asked", "desk.resource-answers", "desk.resource-cancelled", "desk.resource-returned")


def spread():
    """Bring what was committed to the listeners, as the worker does."""
    number()
    dispatch([LISTENERS[name] for name in NAMES])
    assert not FailedEvent.objects.exists()


def waiting(one):
    rows = Notice.objects.unread().filter(url=f"/resources/bookings/{one.pk}")
    return {(row.kind.rpartition(".")[2], Person.objects.get(pk=row.person_id).username) for row in rows}


def test_the_lender_hears_that_something_is_asked_and_the_borrower_the_answer(m):
    van = resource(m)
    first, second = booking(m, van), booking(m, van, m.sibling)
    spread()
    heads = {"agency-head.own", "plo.own", "counsellor.own", "director-general.own"}
    assert waiting(first) == {("asked", one) for one in heads | {"agency-officer.own"}}
    perform(m.head, c.Approve(target_id=first.pk))
    perform(m.head, c.Decline(target_id=second.pk, reason="มีผู้ยืมแล้ว"))
    spread()
    assert waiting(first) == {("approved", "agency-officer.twin")}
    assert waiting(second) == {("declined", "agency-officer.sibling")}
    text = " ".join(str(row.args) for row in Notice.objects.all())
    assert "มีผู้ยืมแล้ว" not in text  # words stay in the house


def test_both_hear_of_an_end_before_and_the_borrower_of_the_return(m):
    van = resource(m)
    made = booking(m, van)
    perform(m.twin, c.Cancel(target_id=made.pk, reason="เลื่อน"))
    spread()
    assert {("cancelled", "agency-officer.own"), ("cancelled", "agency-officer.twin")} <= waiting(made)
    back = handed(m, van)
    perform(m.officer, c.TakeBack(target_id=back.pk, condition="ดี"))
    spread()
    assert ("returned", "agency-officer.twin") in waiting(back)


def test_a_booking_stands_in_the_calendars_of_both_offices(m):
    van = resource(m)
    made = booking(m, van)
    span = (at(0).date(), at(30).date())

    def shown(actor, width):
        return [(one.key, one.cancelled) for one in events(actor, Asked(*span, width), ["resources"])]

    assert shown(m.officer, "office") == []
    perform(m.head, c.Approve(target_id=made.pk))
    for who, width in ((m.officer, "office"), (m.twin, "office"), (m.plo, "province")):
        assert shown(who, width) == [(f"booking-{made.pk}", False)]
    for who, width in ((m.twin, "mine"), (m.sibling, "office"), (m.sibling, "all")):
        assert shown(who, width) == []
    perform(m.twin, c.Cancel(target_id=made.pk, reason="เลื่อน"))
    assert shown(m.officer, "office") == [(f"booking-{made.pk}", True)]


def test_the_secret_feed_is_read_by_icalendar_and_dies_when_revoked(m):
    made = booking(m, resource(m))
    perform(m.head, c.Approve(target_id=made.pk))
    command = MakeFeed(width="office")
    perform(m.officer, command)
    where = f"/feeds/key/{command.secret}.ics"
    answer = Client().get(where)
    parsed = icalendar.Calendar.from_ical(answer.content)
    (event,) = [one for one in parsed.walk("VEVENT") if str(one["UID"]).startswith("booking-")]
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (
        made.begins.astimezone(dt.UTC), made.ends.astimezone(dt.UTC),
    )  # fmt: skip
    assert str(event["SUMMARY"]) == f"การจองทรัพยากรเลขที่ {made.pk}"
    assert str(event["URL"]).endswith(f"/resources/bookings/{made.pk}")
    assert "รถตู้" not in answer.content.decode()
    perform(m.officer, RevokeFeed(target_id=CalendarFeed.objects.get().pk))
    assert Client().get(where).status_code == 404
