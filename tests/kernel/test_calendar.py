"""Working days, hours and deadlines."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.kernel.calendar import BANGKOK, NoWorkingTime, WorkingCalendar

HOLIDAYS = frozenset({date(2026, 4, 6), date(2026, 4, 13), date(2026, 4, 14), date(2026, 4, 15)})
OFFICE = WorkingCalendar(HOLIDAYS)


def at(day: int, hour: int, minute: int = 0, month: int = 4) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=BANGKOK)


def test_days() -> None:
    assert not OFFICE.is_working(date(2026, 4, 11))
    assert OFFICE.on_or_after(date(2026, 4, 11)) == date(2026, 4, 16)
    assert OFFICE.on_or_before(date(2026, 4, 15)) == date(2026, 4, 10)
    assert OFFICE.next_working(date(2026, 4, 10)) == date(2026, 4, 16)
    assert OFFICE.add_days(date(2026, 4, 3), 1) == date(2026, 4, 7)
    assert OFFICE.add_days(date(2026, 4, 16), -2) == date(2026, 4, 9)
    assert OFFICE.add_days(date(2026, 4, 12), 0) == date(2026, 4, 16)
    assert OFFICE.working_days(date(2026, 4, 1), date(2026, 4, 30)) == 18


def test_months_are_calendar_then_moved() -> None:
    assert OFFICE.within(date(2026, 1, 13), months=3) == date(2026, 4, 16)
    assert OFFICE.within(date(2026, 1, 31), months=1) == date(2026, 3, 2)
    assert OFFICE.within(date(2026, 4, 1), days=7) == date(2026, 4, 8)


def test_hours_pass_over_lunch_night_and_holidays() -> None:
    assert OFFICE.add_hours(at(10, 9), 4) == at(10, 14)
    assert OFFICE.add_hours(at(10, 16), 1) == at(16, 9)
    assert OFFICE.add_hours(at(10, 20), 0) == at(16, 8, 30)
    assert OFFICE.add_hours(at(10, 13), 3) == at(10, 16)
    assert OFFICE.add_time(at(10, 9), timedelta(hours=3)) == at(10, 12)
    assert OFFICE.minutes_between(at(10, 9), at(16, 9)) == 180 + 210 + 30
    assert OFFICE.minutes_between(at(16, 9), at(10, 9)) == -420
    assert OFFICE.minutes_between(at(11, 0), at(15, 23)) == 0


def test_abroad_runs_in_its_own_zone_and_through_clock_changes() -> None:
    geneva = WorkingCalendar(hours=((time(9), time(17)),), zone=ZoneInfo("Europe/Zurich"))
    start = datetime(2026, 3, 27, 16, tzinfo=ZoneInfo("Europe/Zurich"))
    assert geneva.add_hours(start, 2) == datetime(2026, 3, 30, 10, tzinfo=ZoneInfo("Europe/Zurich"))
    assert geneva.add_hours(datetime(2026, 3, 27, 15, tzinfo=UTC), 2).astimezone(UTC).hour == 8
    night = WorkingCalendar(hours=((time(0), time(6)),), weekend=frozenset(), zone=ZoneInfo("Europe/Zurich"))
    lost = night.time_between(datetime(2026, 3, 29, 0, tzinfo=night.zone), datetime(2026, 3, 29, 12, tzinfo=night.zone))
    assert lost == timedelta(hours=5)


def test_holidays_may_be_a_question() -> None:
    asked: list[date] = []

    def holiday(day: date) -> bool:
        asked.append(day)
        return day in HOLIDAYS

    office = WorkingCalendar(holiday)
    assert office.minutes_between(at(1, 0), at(30, 23)) == 18 * 420
    assert len(asked) <= 30, "one question a day, however many minutes lie between"


def test_bad_input_is_said() -> None:
    with pytest.raises(ValueError, match="time zone"):
        OFFICE.add_hours(datetime(2026, 4, 1, 9), 1)
    with pytest.raises(ValueError, match="forward"):
        OFFICE.add_hours(at(1, 9), -1)
    with pytest.raises(ValueError, match="overlap"):
        WorkingCalendar(hours=((time(9), time(12)), (time(11), time(16))))
    closed = WorkingCalendar(lambda day: True)
    with pytest.raises(NoWorkingTime):
        closed.on_or_after(date(2026, 1, 1))
    with pytest.raises(NoWorkingTime):
        closed.add_hours(at(1, 9), 1)


moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(BANGKOK))


@given(moments, st.integers(0, 6000))
def test_what_is_added_is_what_lies_between(moment: datetime, minutes: int) -> None:
    end = OFFICE.add_time(moment, timedelta(minutes=minutes))
    assert end >= moment
    assert OFFICE.time_between(moment, end) == timedelta(minutes=minutes)
    assert OFFICE.is_working(end.date())


@given(moments, moments, moments)
def test_time_adds_up(a: datetime, b: datetime, c: datetime) -> None:
    assert OFFICE.time_between(a, b) + OFFICE.time_between(b, c) == OFFICE.time_between(a, c)


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(1, 60))
def test_working_days_there_and_back(day: date, count: int) -> None:
    later = OFFICE.add_days(day, count)
    assert OFFICE.working_days(day + timedelta(days=1), later) == count
    if OFFICE.is_working(day):
        assert OFFICE.add_days(later, -count) == day
