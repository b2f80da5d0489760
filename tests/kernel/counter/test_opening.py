"""When a counter opens next."""

import datetime as dt

import pytest

from prasan.kernel.calendar import BANGKOK
from prasan.kernel.counter import opening

OPENS, CLOSES = dt.time(8, 30), dt.time(16, 30)


def at(day, hour, minute=0):
    return dt.datetime(2026, 11, day, hour, minute, tzinfo=BANGKOK)


def weekdays(day):
    return day.weekday() < 5


@pytest.mark.parametrize(
    ("now", "opens"),
    [(at(23, 8, 30), None), (at(23, 12), None), (at(23, 16, 29), None), (at(23, 16, 30), at(24, 8, 30)),
     (at(23, 0), at(23, 8, 30)), (at(27, 17), at(30, 8, 30)), (at(28, 12), at(30, 8, 30))],
)  # fmt: skip
def test_it_opens_when_the_hours_say(now, opens):
    assert opening(now, OPENS, CLOSES, weekdays, BANGKOK) == opens
    assert opening(now.astimezone(dt.UTC), OPENS, CLOSES, weekdays, BANGKOK) == opens


def test_a_counter_that_never_opens_is_no_counter():
    with pytest.raises(ValueError, match="no day of opening"):
        opening(at(23, 9), OPENS, CLOSES, lambda _day: False, BANGKOK)
