"""The rota: planned days, nobody twice at once, swaps by two people's word."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from prasan.platform.commands import Refused, RuleBroken
from prasan.platform.notices.models import Notice
from prasan.situation.models import Shift, Swap
from prasan.situation.watch.commands.rota import AnswerSwap, AskSwap, ChangeShift, PlanRota, WithdrawSwap, hours_of
from prasan.situation.watch.queries import on_watch, rota_days

HOURS = "08.30-16.30, 16.30-00.30, 00.30-08.30"


def tomorrow(n=1):
    return timezone.localdate() + dt.timedelta(days=n)


def plan(g, **more):
    people = [g.person(one) for one in ("duty", "duty-2", "duty-3")]
    usual = {"first": tomorrow(), "days": 3, "hours": HOURS, "people": people}
    return g.do("duty", PlanRota(**usual | more))


def at(g, who, n=0):
    return Shift.objects.filter(person_id=g.person(who)).order_by("starts")[n]


def test_people_follow_one_another_through_the_hours(g):
    plan(g)
    rows = list(Shift.objects.order_by("starts"))
    assert len(rows) == 9
    by_start = [(timezone.localtime(one.starts).strftime("%H:%M"), one.person.username) for one in rows[:4]]
    # the night shift is that of the night which follows
    assert by_start == [("08:30", "duty"), ("16:30", "duty-2"), ("00:30", "duty-3"), ("08:30", "duty")]
    assert [one.ends for one in rows[:8]] == [one.starts for one in rows[1:]]
    assert all((one.ends - one.starts) == dt.timedelta(hours=8) for one in rows)


def test_several_stand_a_shift_and_the_first_leads(g):
    plan(g, each=2, days=1, hours="08.00-16.00, 16.00-24.00".replace("24.00", "00.00"))
    first = Shift.objects.order_by("starts", "-leads")[:2]
    assert [(one.person.username, one.leads) for one in first] == [("duty", True), ("duty-2", False)]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"days": 0}, "days"), ({"days": 63}, "days"), ({"hours": "เช้า"}, "hours"), ({"hours": ""}, "hours"),
        ({"people": []}, "people"), ({"first": None}, "first"), ({"people": [1, 2, 3]}, "people"),
    ],
)  # fmt: skip
def test_what_makes_no_rota_is_refused_at_its_field(g, more, field):
    if more.get("people") == [1, 2, 3]:
        more = {"people": [g.person("plo")]}
    with pytest.raises(RuleBroken) as broken:
        plan(g, **more)
    assert broken.value.field == field
    assert not Shift.objects.exists()


def test_a_second_rota_of_the_same_days_is_refused(g):
    plan(g)
    with pytest.raises(RuleBroken, match="มีตารางเวรในช่วงวันนี้แล้ว"):
        plan(g, first=tomorrow(2))
    plan(g, first=tomorrow(5))


def test_one_person_for_overlapping_shifts_is_refused(g):
    with pytest.raises(RuleBroken, match="ซ้อนกัน"):
        plan(g, people=[g.person("duty")], hours="08.00-16.00, 15.00-20.00")
    assert not Shift.objects.exists()


def test_the_database_refuses_it_as_well(g):
    plan(g, days=1)
    one = at(g, "duty")
    with connection.cursor() as cursor:  # outside a test each verb has its own transaction, and the question its end
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError), transaction.atomic():
        Shift.objects.create(
            office=one.office, area_id=one.area_id, person_id=one.person_id,
            starts=one.starts + dt.timedelta(hours=1), ends=one.ends,
        )  # fmt: skip


def test_hours_are_read_as_thais_write_them():
    assert hours_of("8.30-16:30\n16.30 – 00.30") == [
        (dt.time(8, 30), dt.time(16, 30)), (dt.time(16, 30), dt.time(0, 30)),
    ]  # fmt: skip


def test_short_rest_is_marked(g):
    plan(g, people=[g.person("duty"), g.person("duty-2")], hours="08.00-16.00, 16.00-20.00, 20.00-23.00", days=1)
    days = dict(rota_days(g.offices["CENTRE"], tomorrow(), 1, g.person("duty")))
    marks = [(turn.shift.person.username, turn.short_rest) for turn in days[tomorrow()]]
    assert marks == [("duty", False), ("duty-2", False), ("duty", True)]


def test_who_is_on_now(g):
    now = timezone.now()
    for who, begins in (("duty", now - dt.timedelta(hours=1)), ("duty-2", now + dt.timedelta(hours=1))):
        Shift.objects.create(
            office=g.offices["CENTRE"], area=g.areas["TH"], person_id=g.person(who), starts=begins,
            ends=begins + dt.timedelta(hours=2),
        )  # fmt: skip
    assert [one.person.username for one in on_watch([g.offices["CENTRE"].pk], now)] == ["duty"]


def ask(g, who="duty", to="duty-2", back=None, shift=None):
    one = shift or at(g, who)
    return g.do(who, AskSwap(shift_id=one.pk, to_id=g.person(to), back_id=back and back.pk))


def test_a_swap_both_ways(g):
    plan(g)
    mine, theirs = at(g, "duty"), at(g, "duty-2")
    wish = ask(g, back=theirs)
    assert Notice.objects.filter(person_id=g.person("duty-2"), kind="situation.swap_asked").count() == 1
    g.do("duty-2", AnswerSwap(target_id=wish.pk, agree=True))
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (mine.person_id, theirs.person_id) == (g.person("duty-2"), g.person("duty"))
    told = Notice.objects.filter(person_id=g.person("duty"), kind="situation.swap_answered")
    assert told.count() == 1
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_swap_that_would_put_somebody_on_two_shifts_is_refused(g):
    plan(g, each=2)  # duty-2 stands with duty
    one = at(g, "duty")
    wish = ask(g, shift=one, to=next(
        row.person.username for row in Shift.objects.filter(starts=one.starts).exclude(pk=one.pk)
    ))  # fmt: skip
    with pytest.raises(RuleBroken, match="ซ้อนกัน"):
        g.do(wish.to.username, AnswerSwap(target_id=wish.pk, agree=True))
    one.refresh_from_db()
    assert one.person_id == g.person("duty")


def test_only_who_is_asked_answers_and_only_once(g):
    plan(g)
    wish = ask(g)
    with pytest.raises(Refused):
        g.do("duty-3", AnswerSwap(target_id=wish.pk, agree=True))
    g.do("duty-2", AnswerSwap(target_id=wish.pk, agree=False))
    with pytest.raises(RuleBroken):
        g.do("duty-2", AnswerSwap(target_id=wish.pk, agree=True))
    assert at(g, "duty").person_id == g.person("duty")


def test_one_open_wish_a_turn_and_it_can_be_withdrawn(g):
    plan(g)
    wish = ask(g)
    with pytest.raises(RuleBroken, match="รอคำตอบ"):
        ask(g, to="duty-3")
    g.do("duty", WithdrawSwap(target_id=wish.pk))
    ask(g, to="duty-3")


def test_a_turn_given_to_another_meanwhile_ends_the_wish(g):
    plan(g)
    one = at(g, "duty")
    wish = ask(g, shift=one)
    g.do("duty-3", ChangeShift(target_id=one.pk, person_id=g.person("duty-2")))
    wish.refresh_from_db()
    assert wish.state == Swap.State.WITHDRAWN


def test_others_turns_are_not_asked_for_and_begun_ones_stay(g):
    plan(g)
    with pytest.raises(Refused):
        g.do("duty-2", AskSwap(shift_id=at(g, "duty").pk, to_id=g.person("duty-3")))
    now = timezone.now()
    begun = Shift.objects.create(
        office=g.offices["CENTRE"], area=g.areas["TH"], person_id=g.person("duty"),
        starts=now - dt.timedelta(hours=1), ends=now + dt.timedelta(hours=1),
    )  # fmt: skip
    with pytest.raises(RuleBroken, match="เริ่มไปแล้ว"):
        ask(g, shift=begun)


def test_another_offices_rota_is_out_of_reach(g):
    plan(g)
    with pytest.raises(Refused) as refused:
        g.do("plo", ChangeShift(target_id=at(g, "duty").pk, person_id=g.person("plo")))
    assert refused.value.status == 404
