"""What runs by itself: escalation one level at a time, recurrence, and numbers without gaps under concurrency."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.db import connection, transaction

from prasan.directives import commands as c
from prasan.directives.jobs import sweep
from prasan.directives.models import Directive
from prasan.directives.numbers import next_number
from prasan.platform.commands import SYSTEM, RuleBroken
from prasan.platform.commands.proof import differences
from prasan.platform.journal.models import Outbox
from tests.directives import ground
from tests.directives.ground import MONDAY, at

DAY = dt.timedelta(days=1)


def level(made):
    return Directive.objects.get(pk=made.pk).level


def test_an_overdue_one_goes_up_one_level_a_working_day_and_stops_at_the_top(g):
    made = g.issue(due_kind="date", due_day=dt.date(2026, 11, 23))
    assert sweep() == {"escalated": 0, "repeated": 0}
    with at(MONDAY + DAY):
        assert sweep()["escalated"] == 1
        assert sweep()["escalated"] == 0
        assert level(made) == 1
    seen = []
    for days in range(2, 9):
        with at(MONDAY + days * DAY):
            before = level(made)
            sweep()
            seen.append(level(made) - before)
    # Wednesday, Thursday, Friday bring one level each; then it stands at the top
    assert (seen, level(made)) == ([1, 1, 1, 0, 0, 0, 0], 4)
    assert Directive.objects.get(pk=made.pk).escalate_at is None
    assert Outbox.objects.filter(name="directives.escalate").count() == 4


def test_a_weekend_brings_no_level(g):
    made = g.issue(due_kind="date", due_day=dt.date(2026, 11, 27))
    with at(MONDAY + 5 * DAY):  # Saturday: late since midnight
        sweep()
    with at(MONDAY + 6 * DAY):
        sweep()
    assert level(made) == 1


def test_an_answer_ends_it_and_a_return_takes_it_up(g):
    made = g.issue(due_kind="date", due_day=dt.date(2026, 11, 23))
    g.do("plo", c.Acknowledge(target_id=made.pk))
    with at(MONDAY + DAY):
        sweep()
        g.answer(made)
    with at(MONDAY + 2 * DAY):
        assert sweep()["escalated"] == 0
        g.do("minister", c.Return(target_id=made.pk, reason="ยังไม่ครบ"))
        sweep()
    assert level(made) == 2


def test_another_deadline_begins_escalation_anew(g):
    made = g.issue(due_kind="date", due_day=dt.date(2026, 11, 23))
    with at(MONDAY + DAY):
        sweep()
        g.do("minister", c.MoveDue(target_id=made.pk, due_kind="days", due_amount=7, reason="น้ำท่วม"))
        assert (level(made), sweep()["escalated"]) == (0, 0)


def test_the_set_form_of_escalation_is_the_single_form(g):
    late = g.issue(due_kind="date", due_day=dt.date(2026, 11, 23))
    young, done = g.issue(), g.issue(due_kind="date", due_day=dt.date(2026, 11, 23))
    g.do("minister", c.Withdraw(target_id=done.pk, reason="ซ้ำ"))
    moment = MONDAY + DAY
    with at(moment):
        rows = [{"target_id": one.pk, "escalate_at": moment + DAY} for one in (late, young, done)]
        assert differences(SYSTEM, c.Escalate, rows) == []
        assert differences(g.actors["minister"], c.Escalate, rows[:1]) == []


def test_many_overdue_cost_what_one_costs(g, django_assert_max_num_queries):
    for _ in range(12):
        g.issue(due_kind="date", due_day=dt.date(2026, 11, 23))
    with at(MONDAY + DAY), django_assert_max_num_queries(20):
        assert sweep()["escalated"] == 12


def test_a_weekly_one_comes_again_on_its_day_until_told_otherwise(g):
    first = g.issue(due_kind="date", due_day=dt.date(2026, 11, 23), every="week", co=[g.offices["DOE-92"].pk])
    with at(MONDAY + DAY):
        assert (sweep()["repeated"], sweep()["repeated"]) == (1, 0)
    second = Directive.objects.get(previous=first)
    assert (second.code, second.due_day, second.issued_by_id) == ("2/2569", dt.date(2026, 11, 30), None)
    assert [one.office for one in second.co_offices.all()] == [g.offices["DOE-92"]]
    with pytest.raises(RuleBroken):
        g.do("minister", c.StopRepeating(target_id=first.pk))
    g.do("minister", c.StopRepeating(target_id=second.pk))
    with at(MONDAY + 8 * DAY):
        assert sweep()["repeated"] == 0


def test_closing_a_recurring_one_brings_its_next_once(g):
    first = g.issue(due_kind="date", due_day=dt.date(2026, 11, 27), every="week", until=dt.date(2026, 12, 4))
    g.do("plo", c.Acknowledge(target_id=first.pk))
    g.answer(first)
    g.do("minister", c.Close(target_id=first.pk))
    second = Directive.objects.get(previous=first)
    assert second.due_day == dt.date(2026, 12, 4)
    with at(MONDAY + 20 * DAY):
        assert sweep()["repeated"] == 0  # its end has come


@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_gap_where_many_issue_at_once_and_some_give_up():
    with at(MONDAY):
        office = ground.build().offices["OPS"].pk
    taken: list[int] = []
    start = threading.Barrier(4)

    def take(give_up: bool) -> None:
        start.wait()
        try:
            for n in range(5):
                try:
                    with transaction.atomic():
                        number, _year = next_number(office, "directive", MONDAY)
                        if give_up and n % 2:
                            raise RuleBroken("x")
                except RuleBroken:
                    continue
                taken.append(number)
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=(n % 2 == 0,)) for n in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(taken) == list(range(1, 17))
