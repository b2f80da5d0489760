"""The clock of a breach: 72 hours to the second, what is owed under each risk."""

import datetime as dt

import pytest

from prasan.kernel.cycle import NoSuchMove
from prasan.kernel.privacy import BREACH, Facts, due_at, is_late, latest_at, owed, stage

AWARE = dt.datetime(2026, 12, 30, 16, 0, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)


def hours(n):
    return AWARE + dt.timedelta(hours=n)


def test_the_term_runs_over_holidays_and_ends_to_the_second():
    assert due_at(AWARE) == dt.datetime(2027, 1, 2, 16, 0, tzinfo=dt.UTC)
    assert not is_late(AWARE, due_at(AWARE))
    assert is_late(AWARE, due_at(AWARE) + SECOND)
    assert latest_at(AWARE) == dt.datetime(2027, 1, 14, 16, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("risk", "duties"),
    [
        ("", ("assess", "contain", "notify_office")),
        ("none", ("contain",)),
        ("risk", ("contain", "notify_office")),
        ("high", ("contain", "notify_office", "tell_persons")),
    ],
)
def test_what_is_owed_follows_the_risk(risk, duties):
    assert owed(Facts(AWARE, risk)) == duties


def test_what_was_done_is_not_owed_and_a_risk_that_grew_owes_more():
    done = {"contained_at": hours(1), "notified_at": hours(2)}
    assert owed(Facts(AWARE, "risk", **done)) == ()
    assert owed(Facts(AWARE, "high", **done)) == ("tell_persons",)
    assert owed(Facts(AWARE, "high", told_at=hours(3), **done)) == ()


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (hours(48) - SECOND, ""), (hours(48), "near"), (hours(72), "near"), (hours(72) + SECOND, "over"),
        (hours(360), "over"), (hours(360) + SECOND, "past"),
    ],
)  # fmt: skip
def test_the_clock_is_said_near_over_and_past(moment, expected):
    assert stage(Facts(AWARE), moment) == expected
    assert stage(Facts(AWARE, "risk"), moment) == expected
    assert stage(Facts(AWARE, "none"), moment) == ""
    assert stage(Facts(AWARE, "risk", notified_at=hours(100)), moment) == ""


def test_a_breach_is_closed_once_it_was_assessed_and_can_be_opened_again():
    with pytest.raises(NoSuchMove):
        BREACH.after("reported", "close")
    assert BREACH.after(BREACH.after("assessed", "close"), "reopen") == "assessed"
    assert not BREACH.can("closed", "assess")
