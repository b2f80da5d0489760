"""When data of a person are due: years from the last of three days, and what keeps them all the same."""

import datetime as dt

import pytest

from prasan.kernel.privacy import Known, due, keepers, standing
from prasan.kernel.privacy.retention import years_after

YEARS = {"entry": 1, "tie": 2, "case": 10}
DAY = dt.date(2016, 2, 29)


@pytest.mark.parametrize(
    ("known", "day", "anchor"),
    [
        (Known(DAY), dt.date(2017, 3, 1), "entry"),
        (Known(DAY, tie_ended=DAY), dt.date(2018, 3, 1), "tie"),
        (Known(DAY, tie_ended=dt.date(2024, 3, 2), case_ended=DAY), dt.date(2026, 3, 2), "tie"),
        (Known(dt.date(2015, 3, 1), dt.date(2014, 3, 1)), dt.date(2016, 3, 1), "tie"),
        (Known(dt.date(2026, 1, 1), case_ended=DAY), dt.date(2027, 1, 1), "entry"),
    ],
)
def test_the_latest_of_the_days_reached_counts(known, day, anchor):
    assert due(known, YEARS) == (day, anchor)
    assert standing(known, YEARS, day - dt.timedelta(days=1)) == "later"
    assert standing(known, YEARS, day) == "due"


def test_what_is_used_or_has_no_years_is_kept():
    assert due(Known(DAY, used=True), YEARS) is None
    assert due(Known(DAY, case_ended=DAY), {"entry": 1, "tie": 1}) is None
    assert due(Known(DAY), {}) is None
    assert standing(Known(DAY, used=True), YEARS, dt.date(2099, 1, 1)) == "used"


def test_each_keeper_holds_back_what_is_due_and_all_are_told():
    held = Known(DAY, hold=True, open=True, request=True, duty=True)
    assert keepers(held) == ("hold", "open", "request", "duty")
    for name in keepers(held):
        one = Known(DAY, **{name: True})
        assert standing(one, YEARS, dt.date(2020, 1, 1)) == "held"
        assert standing(one, YEARS, dt.date(2016, 3, 1)) == "later"


def test_a_leap_day_is_never_a_day_too_early():
    assert years_after(DAY, 4) == dt.date(2020, 2, 29)
    assert years_after(DAY, 1) == dt.date(2017, 3, 1)
