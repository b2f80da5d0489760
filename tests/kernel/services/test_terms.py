"""What differs from the template, and what a service promises to a referral."""

from datetime import timedelta

import pytest

from prasan.kernel.referral import Promise
from prasan.kernel.services import CLOCK_NAMES, differing, promise_of

NATIONAL = {"fee": 0, "days": 15, "papers": ["id-card", "photo"], "description_th": "ก", "promises": {}}


@pytest.mark.parametrize(
    ("own", "names"),
    [
        ({}, []),
        ({"fee": None, "description_th": "", "papers": None}, []),
        ({"fee": 0, "days": 15, "description_th": "ก", "papers": ["photo", "id-card"], "promises": {}}, []),
        ({"fee": 2000, "days": 0}, ["fee", "days"]),
        ({"papers": []}, ["papers"]),
        ({"promises": {"answer": 7}, "description_th": "ข"}, ["description_th", "promises"]),
    ],
)
def test_drift_is_what_is_told_and_differs(own, names):
    assert [
        one.name for one in differing(NATIONAL, own, ("description_th", "papers", "fee", "days", "promises"))
    ] == names


def test_both_values_of_a_difference_are_told():
    (one,) = differing(NATIONAL, {"days": 30}, ("days",))
    assert (one.national, one.own) == (15, 30)


def test_a_promise_has_every_clock_of_a_referral():
    assert set(CLOCK_NAMES) == set(Promise().times)
    assert promise_of(None, {}) == Promise()


def test_own_hours_win_over_days_and_a_same_day_service_has_that_day():
    assert promise_of(30, {}).of("service") == timedelta(hours=210)
    assert promise_of(0, {}).of("service") == timedelta(hours=7)
    assert promise_of(30, {"service": 14, "answer": 3}).of("service") == timedelta(hours=14)
    assert promise_of(30, {"answer": 3}).of("answer") == timedelta(hours=3)
    with pytest.raises(KeyError):
        promise_of(None, {"lunch": 1})
