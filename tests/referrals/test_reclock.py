"""Holidays that come or go after a referral was sent move its due moment, and nothing else of it."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from prasan.desk import referral_notices
from prasan.directory import commands as directory
from prasan.directory.models import Holiday
from prasan.platform.commands import SYSTEM, Refused, RuleBroken, perform
from prasan.platform.jobs.listeners import LISTENERS, dispatch, number
from prasan.platform.jobs.models import FailedEvent
from prasan.platform.journal.models import Entry
from prasan.platform.notices.models import Notice
from prasan.referrals import commands as c
from prasan.referrals import jobs, reclock
from prasan.referrals.models import Event, Referral
from prasan.referrals.standing import told_by
from tests.referrals import ground
from tests.referrals.ground import at, days, move

DECREED = dt.date(2026, 11, 25)
"""The Wednesday on which what was sent on Monday is due."""


@pytest.fixture
def g(db):
    with ground.at(ground.MONDAY):
        yield ground.build()


def decree(g, day=DECREED, area="TH"):
    """Enter a holiday as the administrator does; return it."""
    return g.do("admin", directory.AddHoliday(day=day, area_id=g.areas[area].pk, name_th="วันหยุดตามมติ ครม."))


def spread(*names):
    number()
    dispatch([LISTENERS[one] for one in names])
    assert not FailedEvent.objects.exists()


def stands(one):
    one.refresh_from_db()
    return one.due_at, one.level, one.rises_at, one.state, one.owner_id, one.contact_id


def test_a_holiday_decreed_later_moves_what_is_due_and_nothing_else(g):
    one = ground.referral(g)
    before = stands(one)
    decree(g)
    assert reclock.reclock() == 1
    after = stands(one)
    assert after[0] == before[0] + dt.timedelta(days=1)
    assert (after[1], after[2], after[3:]) == ("contact", after[0], before[3:])
    event = Event.objects.latest("id")
    assert (event.move, event.when, event.seat_id) == ("reclock", after[0], None)
    line = Entry.objects.filter(verb="referrals.reclock").get()
    assert line.object_id == one.pk
    assert reclock.reclock() == 0
    with pytest.raises(RuleBroken):  # two runs at once: the second tells nothing twice
        perform(SYSTEM, c.Reclock(target_id=one.pk))
    assert Event.objects.filter(move="reclock").count() == 1
    with at(before[0] + dt.timedelta(minutes=1)):
        assert jobs.sweep()["escalated"] == 0
    with at(after[0] + dt.timedelta(minutes=1)):
        assert jobs.sweep()["escalated"] == 1


def test_a_holiday_taken_out_again_brings_the_moment_back(g):
    one = ground.referral(g)
    before = stands(one)
    holiday = decree(g)
    reclock.reclock()
    g.do("admin", directory.RemoveHoliday(target_id=holiday.pk))
    assert reclock.reclock() == 1
    assert stands(one) == before


def test_only_the_offices_of_the_place_are_moved(g):
    near, far = ground.referral(g), ground.referral(g, to="DOE-80")
    before = [stands(near), stands(far)]
    decree(g, area="80")
    assert reclock.reclock() == 1
    assert stands(near) == before[0]
    assert stands(far)[0] == before[1][0] + dt.timedelta(days=1)


def test_a_clock_that_stands_while_the_sender_is_asked_follows_the_senders_calendar(g):
    one = ground.referral(g, to="DOE-80")
    move(g, "doe-80", c.Ask, one)
    before = stands(one)
    decree(g, area="92")
    reclock.reclock()
    assert stands(one)[0] == before[0] + dt.timedelta(days=1)


def test_a_holiday_behind_a_past_moment_moves_the_next_level_alone(g):
    one = ground.referral(g)
    with at(days(2) + dt.timedelta(hours=1)):  # late since nine; the head is asked
        jobs.sweep()
        before = stands(one)
        assert before[1] == "head"
        decree(g, dt.date(2026, 11, 26))
        assert reclock.reclock() == 1
        after = stands(one)
    assert (after[0], after[1]) == (before[0], "head")
    assert after[2] == before[2] + dt.timedelta(days=1)


def test_what_was_late_only_for_want_of_the_holiday_is_late_no_more(g):
    one = ground.referral(g)
    with at(days(2) + dt.timedelta(hours=1)):
        jobs.sweep()
        spread("desk.referral-late")
        rows = Notice.objects.unread().filter(kind=referral_notices.LATE.name)
        assert rows.exists()
        decree(g)
        reclock.reclock()
        assert stands(one)[1] == "contact"
        spread("desk.referral-reclock")
        assert not rows.exists()


def test_what_is_over_and_what_another_has_to_sweep_is_left(g):
    over, late = ground.referral(g), ground.referral(g)
    move(g, "counter", c.Revoke, over)
    with at(days(3)):  # the sweep has not come yet
        assert reclock.reclock() == 0
    with pytest.raises(RuleBroken):
        perform(SYSTEM, c.Reclock(target_id=over.pk))
    with pytest.raises(Refused):
        g.do("counter", c.Reclock(target_id=late.pk))


def test_a_changed_holiday_queues_the_work_once(g):
    ground.referral(g)
    first = decree(g)
    g.do("admin", directory.ChangeHoliday(target_id=first.pk, day=dt.date(2026, 11, 26), name_th="เลื่อน"))
    spread("referrals.holidays")
    assert ProcrastinateJob.objects.filter(task_name="referrals.reclock").count() == 1


def test_many_cost_four_queries_a_batch_and_agree_with_the_single_form(g):
    case = ground.case(g)
    for to in ("DOE-92", "DOE-80", "OPS-80"):
        ground.referral(g, of=case, to=to)
    numbers = list(Referral.objects.values_list("pk", flat=True))
    Holiday.objects.create(day=DECREED, area=g.areas["80"], name_th="ผ่านข้างประตู")
    now = ground.MONDAY
    with CaptureQueriesContext(connection) as asked:
        found = reclock.astray(numbers, now)
    assert len(asked) <= 4
    told = {one.pk: told_by(one, list(one.events.order_by("id")), now) for one in Referral.objects.all()}
    assert found == [one.pk for one in Referral.objects.order_by("pk") if one.due_at != told[one.pk].due]
    assert len(found) == 2


def test_the_story_says_that_a_holiday_moved_it(g):
    one = ground.referral(g)
    decree(g)
    reclock.reclock()
    shown = g.client("counter").get(f"/referrals/{one.pk}").content.decode()
    assert "ปรับกำหนดตามวันหยุดที่เปลี่ยน" in shown
