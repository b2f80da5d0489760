"""Deadlines in the working time of the lead office."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from prasan.directives.clock import AT_ONCE_HOURS, due_of, next_day
from prasan.directory.clocks import Clocks
from tests.directives.ground import MONDAY

HERE, THERE = ZoneInfo("Asia/Bangkok"), ZoneInfo("Asia/Taipei")


def due(g, office, kind, amount=0, day=None, moment=MONDAY):
    clocks = Clocks([g.offices[office]], moment.date())
    found, said = due_of(clocks.of(g.offices[office]), moment, kind, amount, day)
    return found, said


def test_a_date_moves_to_the_next_working_day_of_the_lead_office(g):
    saturday = dt.date(2026, 11, 28)
    found, said = due(g, "OPS-92", "date", day=saturday)
    assert (found, said) == (dt.datetime(2026, 11, 30, 23, 59, tzinfo=HERE), saturday)


def test_a_holiday_of_one_province_moves_only_its_offices(g):
    day = dt.date(2026, 12, 8)
    assert due(g, "OPS-92", "date", day=day)[0].date() == dt.date(2026, 12, 9)
    assert due(g, "OPS-80", "date", day=day)[0].date() == day


def test_months_and_days_are_calendar(g):
    found, said = due(g, "OPS-80", "months", 3)
    assert (found.date(), said) == (dt.date(2027, 2, 23), dt.date(2027, 2, 23))
    found, said = due(g, "OPS-80", "days", 17)  # 10 December is a holiday
    assert (found.date(), said) == (dt.date(2026, 12, 11), dt.date(2026, 12, 10))


def test_hours_run_in_working_time(g):
    assert due(g, "OPS-92", "hours", 7)[0] == dt.datetime(2026, 11, 24, 10, 0, tzinfo=HERE)
    assert due(g, "OPS-92", "hours", 7)[1] is None


def test_at_once_abroad_runs_in_the_offices_own_zone_and_holidays(g):
    evening = dt.datetime(2026, 11, 23, 16, 0, tzinfo=HERE)  # 17:00 in Taipei; its next day is a holiday there
    assert AT_ONCE_HOURS == 3
    assert due(g, "ABROAD-TW-TAIPEI", "at_once", moment=evening)[0] == dt.datetime(2026, 11, 25, 11, 30, tzinfo=THERE)
    assert due(g, "OPS-92", "at_once", moment=evening)[0] == dt.datetime(2026, 11, 24, 11, 0, tzinfo=HERE)


def test_the_next_of_a_recurrence_lies_ahead(g):
    said = dt.date(2026, 11, 23)
    assert next_day(said, "week", dt.date(2026, 11, 23)) == dt.date(2026, 11, 30)
    assert next_day(said, "week", dt.date(2026, 12, 20)) == dt.date(2026, 12, 21)
    assert next_day(dt.date(2026, 1, 31), "month", dt.date(2026, 2, 1)) == dt.date(2026, 2, 28)
    assert next_day(dt.date(2026, 1, 31), "month", dt.date(2026, 3, 1)) == dt.date(2026, 3, 31)


def test_many_offices_cost_one_query(g, django_assert_num_queries):
    with django_assert_num_queries(1):
        clocks = Clocks(list(g.offices.values()), MONDAY.date())
        for office in g.offices.values():
            clocks.of(office)
