"""What a loan costs and who carries it."""

import datetime as dt

import pytest

from prasan.kernel.resources.sharing import borrowers_part, days_had, days_of, lines_of_loan, lines_of_payment, split

NINE = dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC)


@pytest.mark.parametrize(("hours", "days"), [(1, 1), (24, 1), (25, 2), (48, 2), (8, 1), (73, 4)])
def test_every_begun_day_is_paid(hours, days):
    assert days_of(NINE, NINE + dt.timedelta(hours=hours)) == days


def test_a_loan_ends_after_it_begins():
    with pytest.raises(ValueError, match="ends after"):
        days_of(NINE, NINE)


def test_parts_sum_exactly_and_the_largest_remainder_takes_the_odd_satang():
    assert split(100, [1, 1, 1]) == [34, 33, 33]
    assert split(101, [50, 30, 20]) == [51, 30, 20]
    assert split(0, [5, 5]) == [0, 0]
    for total in (1, 7, 99_999, 123_457):
        for weights in ([33, 67], [1, 2, 3, 4], [0, 100], [7, 0, 11]):
            parts = split(total, weights)
            assert sum(parts) == total
            assert all(abs(part - total * w / sum(weights)) < 1 for part, w in zip(parts, weights, strict=True))


def test_who_carries_nothing_pays_nothing():
    assert borrowers_part(999, 0) == (0, 999)
    assert borrowers_part(999, 100) == (999, 0)
    assert borrowers_part(999, 50) == (500, 499)


@pytest.mark.parametrize(("total", "weights"), [(-1, [1]), (5, [0, 0]), (5, [2, -1])])
def test_what_is_no_split_is_refused(total, weights):
    with pytest.raises(ValueError, match="not negative"):
        split(total, weights)


def test_late_days_are_paid_and_an_early_return_saves():
    day = dt.timedelta(days=1)
    assert days_had(NINE, NINE + 3 * day) == 3
    assert days_had(NINE, NINE + day / 2) == 1
    assert days_had(NINE, NINE - day) == 1


@pytest.mark.parametrize(("total", "share"), [(99_999, 33), (100, 0), (7, 100), (1, 50), (12_345_678, 67)])
def test_a_loan_balances_in_both_books(total, share):
    lines = lines_of_loan(total, share)
    assert sum(one.amount for one in lines if one.account == "due") == 0
    assert sum(one.amount for one in lines if one.account != "due") == 0
    assert all(one.amount for one in lines)
    assert -total in [one.amount for one in lines]


def test_a_payment_takes_back_what_is_due():
    assert [(one.side, one.amount) for one in lines_of_payment(500)] == [("lender", -500), ("borrower", 500)]
