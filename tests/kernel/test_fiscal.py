"""Fiscal years and reporting periods."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.kernel.fiscal import (
    FREQUENCIES,
    add_months,
    as_frequency,
    calendar_quarter,
    fiscal_quarter,
    fiscal_year,
    fiscal_year_bounds,
    month_index,
    month_period,
    month_start,
    parse_period,
    period_of,
    periods_of_year,
    year_period,
)

days = st.dates(date(1950, 1, 1), date(2100, 12, 31))


def test_named_by_the_year_it_ends() -> None:
    assert fiscal_year(date(2018, 9, 30)) == 2561
    assert fiscal_year(date(2018, 10, 1)) == 2562
    assert fiscal_year_bounds(2561) == (date(2017, 10, 1), date(2018, 9, 30))


def test_months_count_from_october() -> None:
    assert [month_index(month_start(2569, i)) for i in range(1, 13)] == list(range(1, 13))
    june = month_period(2569, 9)
    assert (june.start, june.end, june.code) == (date(2026, 6, 1), date(2026, 6, 30), "2569-M09")
    assert june.label() == "มิ.ย. 2569"
    assert june.label("en") == "Jun 2026"
    with pytest.raises(ValueError, match="13"):
        month_start(2569, 13)


def test_the_two_quarters_are_not_the_same() -> None:
    fiscal, statistical = fiscal_quarter(2561, 4), calendar_quarter(2561, 3)
    assert (fiscal.start, fiscal.end) == (statistical.start, statistical.end)
    assert fiscal.start == date(2018, 7, 1)
    assert fiscal.label() == "ไตรมาส 4 ปีงบประมาณ 2561"
    assert statistical.label() == "ไตรมาส 3 (ก.ค.–ก.ย.) ปีปฏิทิน 2561"
    assert statistical.label("en") == "Calendar Q3 (Jul–Sep) 2018"
    assert calendar_quarter(2561, 4).fiscal_year == 2562


@pytest.mark.parametrize(
    ("code", "start", "end", "label"),
    [
        ("2026-06-18", date(2026, 6, 18), date(2026, 6, 18), "18 มิ.ย. 2569"),
        ("2026-W25", date(2026, 6, 15), date(2026, 6, 21), "สัปดาห์ 15–21 มิ.ย. 2569"),
        ("2569-H2", date(2026, 4, 1), date(2026, 9, 30), "ครึ่งปีหลัง ปีงบประมาณ 2569"),
        ("2569-Y", date(2025, 10, 1), date(2026, 9, 30), "ปีงบประมาณ 2569"),
        ("2569-ONCE", date(2025, 10, 1), date(2026, 9, 30), "ครั้งเดียว ปีงบประมาณ 2569"),
    ],
)
def test_codes(code: str, start: date, end: date, label: str) -> None:
    period = parse_period(code)
    assert (period.start, period.end, period.label(), period.code) == (start, end, label, code)


@pytest.mark.parametrize("code", ["", "2569-M13", "2569-Q5", "2569-C0", "2026-W60", "2569", "0001-M01", "2569-M9"])
def test_bad_codes(code: str) -> None:
    with pytest.raises(ValueError, match=r"period|month|quarter|of \d"):
        parse_period(code)


@given(days, st.sampled_from(FREQUENCIES))
def test_periods_tile_time(day: date, frequency: str) -> None:
    period = period_of(day, as_frequency(frequency))
    assert period.start <= day <= period.end
    assert period.next().start == period.end + timedelta(days=1)
    assert period.next().previous() == period
    assert parse_period(period.code) == period
    assert period.label()
    assert period.label("en")


def test_periods_of_a_year() -> None:
    assert [p.number for p in periods_of_year(2569, "month")] == list(range(1, 13))
    assert [p.code for p in periods_of_year(2569, "calendar-quarter")] == [
        "2568-C4",
        "2569-C1",
        "2569-C2",
        "2569-C3",
    ]
    assert len(periods_of_year(2569, "week")) in {52, 53}
    assert [p.code for p in periods_of_year(2569, "year")] == ["2569-Y"]


def test_due_day_moves_by_calendar() -> None:
    june = month_period(2569, 9)
    assert june.due(10) == date(2026, 7, 10)
    assert june.due(10, lambda day: day + timedelta(days=3)) == date(2026, 7, 13)


def test_months_touched() -> None:
    assert fiscal_quarter(2569, 3).months() == (7, 8, 9)
    assert year_period(2569).months() == tuple(range(1, 13))
    assert period_of(date(2025, 10, 1), "week").months() == (12, 1)


@given(days, st.integers(-40, 40))
def test_adding_months_stays_in_the_month(day: date, months: int) -> None:
    moved = add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day == day.day or (moved.day < day.day and (moved + timedelta(days=1)).day == 1)


def test_unknown_frequency() -> None:
    with pytest.raises(ValueError, match="fortnight"):
        as_frequency("fortnight")
