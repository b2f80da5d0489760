"""Alarms on counts: known shifts are found, weekends, holidays, seasons and volume are not taken for events."""

import statistics
from dataclasses import replace
from datetime import date, timedelta

import pytest

from prasan.kernel.alarms import Day, Settings, baseline, episodes, watch
from tests.kernel.alarms.series import make, shift


def flat(count=10, days=120, off=frozenset({5, 6}), off_count=2):
    """The same count on every working day, another on days off."""
    first = date(2024, 1, 1)
    found = []
    for n in range(days):
        day = first + timedelta(days=n)
        closed = day.weekday() in off
        found.append(Day(day, off_count if closed else count, None, closed))
    return found


def test_a_week_as_usual_is_no_alarm_and_mondays_are_not_surprising():
    readings = watch(flat(count=30, off_count=1))
    assert not any(one.alarms for one in readings)
    monday = next(one for one in readings[30:] if one.day.weekday() == 0)
    assert monday.expected == pytest.approx(30)


def test_a_day_of_three_times_the_usual_is_an_alarm_at_once():
    days = flat()
    days[100] = replace(days[100], count=30)
    assert days[100].day.weekday() < 5
    reading = watch(days)[100]
    assert {"c1", "c2"} <= set(reading.alarms)
    assert reading.expected == pytest.approx(10)


def test_a_slow_rise_is_found_by_the_sum_of_three_days():
    days = [replace(one, count=one.count + (6 if n >= 100 else 0)) for n, one in enumerate(flat())]
    readings = watch(days)
    assert not readings[100].alarms
    assert any("c3" in one.alarms for one in readings[101:106])


def test_a_workday_count_on_a_weekend_is_an_alarm():
    days = flat()
    saturday = next(n for n in range(90, 120) if days[n].day.weekday() == 5)
    days[saturday] = replace(days[saturday], count=10)
    assert watch(days)[saturday].alarms


def test_more_of_everything_is_no_event_where_the_volume_is_known():
    days = [replace(one, total=100 if one.off else 500) for one in flat()]
    busy = [replace(one, count=one.count * 3, total=one.total * 3) if n >= 110 else one for n, one in enumerate(days)]
    alone = [replace(one, count=one.count * 3) if n >= 110 else one for n, one in enumerate(days)]
    assert not any(one.alarms for one in watch(busy))
    assert any(one.alarms for one in watch(alone)[110:])


def test_too_few_mentions_are_never_an_alarm_and_a_short_history_says_nothing():
    days = flat(count=0, off_count=0)
    days[100] = replace(days[100], count=2)
    assert not watch(days)[100].alarms
    early = watch(days)[:7]
    assert all(one.c1 is None and one.expected is None for one in early)


def test_a_reading_uses_only_what_lies_before_it():
    days = make("past", 8.0, years=2)
    assert watch(days[:500]) == watch(days)[:500]


def test_last_years_season_is_expected_this_year():
    days = make("season", 40.0, years=3, season=0.6, scatter=1.0)
    readings = watch(days)[800:]
    errors = [one.count / one.expected - 1 for one in readings if one.expected and one.expected > 10]
    assert abs(statistics.mean(errors)) < 0.03


def test_missing_days_are_refused():
    days = flat()
    del days[50]
    with pytest.raises(ValueError, match="missing"):
        watch(days)


def test_false_alarms_are_few_and_a_doubling_of_forty_a_day_is_found_within_a_week():
    false, late = 0, []
    for draw in range(3):
        quiet = make(f"test {draw}", 40.0)
        false += len(episodes(watch(quiet)[365:], "c2"))
        loud = watch(shift(quiet, str(draw), 700, 14, 2.0))
        late.append(next((n for n in range(14) if loud[700 + n].alarms), None))
    assert false / 6 < 5
    assert all(one is not None and one < 7 for one in late)


def test_alarms_close_to_each_other_are_one_episode():
    days = flat()
    for n in (100, 101, 103, 115):
        days[n] = replace(days[n], count=40)
    found = episodes(watch(days, Settings(c3=99)))
    assert [start for start, _end in found] == [days[100].day, days[115].day]
    assert found[0][1] == days[103].day
    assert episodes(watch(flat())) == []


def test_a_surge_does_not_raise_its_own_expectation_where_little_else_comes_in():
    days = [replace(one, count=1, total=3) for one in flat()]
    days[100] = replace(days[100], count=9, total=11)
    reading = watch(days)[100]
    assert reading.expected == pytest.approx(1)
    assert reading.alarms
    slow = [replace(one, total=12) for one in flat()]
    slow[100] = replace(slow[100], total=slow[100].count)
    assert not watch(slow)[100].alarms, "as many as ever on a day without anything else"


def test_a_day_on_which_nothing_could_be_heard_is_neither_judged_nor_compared_with():
    plain = flat()
    deaf = [replace(one, count=0, silent=True) if 80 <= n < 99 else one for n, one in enumerate(plain)]
    readings = watch(deaf)
    assert all(one.c1 is one.c2 is one.c3 is None and not one.alarms for one in readings[80:99])
    assert readings[101].expected == pytest.approx(10), "a fortnight of silence is no baseline of zero"
    assert not any(one.alarms for one in readings), "and coming back is no event"
    zeros = [replace(one, count=0) if 80 <= n < 99 else one for n, one in enumerate(plain)]
    assert any(one.alarms for one in watch(zeros)[99:]), "where one listened, silence is a zero"


def test_the_days_compared_with_are_told():
    days = flat()
    days[96] = replace(days[96], silent=True)
    thursday = next(n for n in range(98, 110) if days[n].day.weekday() == 3)
    first, second = baseline(days, thursday, "c1"), baseline(days, thursday)
    assert len(first.days) == len(second.days) == 7
    assert first.days[-1] == days[thursday - 1].day
    assert second.days[-1] == days[thursday - 3].day
    assert days[96].day not in first.days + second.days
    assert not [one for one in first.days if one.weekday() >= 5]
    assert baseline(days, 5) is None
    reading = watch(days)[thursday]
    assert (second.expected, second.spread) == (reading.expected, reading.spread)
    assert second.expected == sum(days[(one - days[0].day).days].count for one in second.days) / 7
