"""Months as numbers: order across the year's turn, due days on working days, what the wall shows, locks."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from prasan.directory.models import Area, Holiday
from prasan.progress import periods

DAYS = some.dates(dt.date(2000, 1, 1), dt.date(2090, 12, 31))


def test_june_2569_is_the_ninth_month():
    assert periods.of(dt.date(2026, 6, 18)) == 256909
    assert periods.of(dt.date(2026, 10, 1)) == 257001
    assert periods.bounds(256909) == (dt.date(2026, 6, 1), dt.date(2026, 6, 30))
    assert periods.label(256909, "th") == "มิ.ย. 2569"


@given(DAYS, some.integers(-60, 60))
def test_moving_there_and_back_is_where_it_was(day, months):
    period = periods.of(day)
    assert periods.add(periods.add(period, months), -months) == period
    first, last = periods.bounds(period)
    assert first <= day <= last


@given(DAYS, some.integers(1, 40))
def test_the_last_months_follow_one_another(day, count):
    found = periods.last(periods.of(day), count)
    assert len(found) == count
    assert found == sorted(found)
    assert all(periods.add(a, 1) == b for a, b in pairwise(found))


@pytest.mark.parametrize("number", [256900, 256913, 9, 0, 256999])
def test_what_is_no_month_is_refused(number):
    with pytest.raises(ValueError, match="not a period"):
        periods.split(number)


@pytest.mark.django_db
def test_a_due_day_moves_to_the_next_working_day_of_the_area():
    nation = Area.objects.create(id=1, last=999_999, code="TH", kind="nation", name_th="ไทย", name_en="Thailand")
    trang = Area.objects.create(id=920000, last=929999, code="92", kind="province", name_th="ตรัง", name_en="Trang")
    # 5 July 2026 is a Sunday
    assert periods.due(256909, trang.pk, 5) == dt.date(2026, 7, 6)
    Holiday.objects.create(day=dt.date(2026, 7, 6), area=nation, name_th="วันหยุด")
    assert periods.due(256909, trang.pk, 5) == dt.date(2026, 7, 7)
    Holiday.objects.create(day=dt.date(2026, 7, 7), area=trang, name_th="วันหยุดจังหวัด")
    assert periods.due(256909, trang.pk, 5) == dt.date(2026, 7, 8)
    assert periods.due(256909, 800000, 5) == dt.date(2026, 7, 7)
    Holiday.objects.create(day=dt.date(2026, 7, 8), area=trang, name_th="วันแรงงาน", closes_offices=False)
    assert periods.due(256909, trang.pk, 5) == dt.date(2026, 7, 8)


def test_the_wall_waits_for_the_due_day():
    assert periods.open_period(dt.date(2026, 7, 1)) == 256909
    assert periods.shown_period(dt.date(2026, 7, 5), 5) == 256908
    assert periods.shown_period(dt.date(2026, 7, 6), 5) == 256909


def test_a_month_locks_after_the_days_that_the_ministry_sets():
    assert not periods.is_locked(256909, dt.date(2026, 9, 30), 92)
    assert periods.is_locked(256909, dt.date(2026, 10, 1), 92)
