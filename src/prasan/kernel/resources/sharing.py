"""What a loan costs and who carries it: whole satang, and shares that sum exactly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

PERCENT = 100


def days_of(begins: dt.datetime, ends: dt.datetime) -> int:
    """Return the days that are paid for: every begun 24 hours, one at least.

    Raises ValueError where the end does not follow the beginning.
    """
    if ends <= begins:
        raise ValueError("a loan ends after it begins")
    return -((begins - ends) // dt.timedelta(days=1))


def days_had(begins: dt.datetime, returned: dt.datetime) -> int:
    """Return the days that are paid for when a thing comes back: late days count, an early return saves.

    At least one, also where it was back before it was to begin.
    """
    return days_of(begins, returned) if returned > begins else 1


def split(total: int, weights: Sequence[int]) -> list[int]:
    """Return a sum in parts after weights by the largest remainder; the parts sum exactly.

    Parameters: `total`, satang, not negative; `weights`, not negative, one at least above 0. Of equal remainders the
    earlier weight takes the odd satang, so that the same loan is split the same way each time.
    Raises ValueError for others. Source: method of Hamilton.
    """
    whole = sum(weights)
    if total < 0 or whole <= 0 or min(weights) < 0:
        raise ValueError("a sum and weights are not negative, and one weight is above 0")
    parts = [total * weight // whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda at: (-(total * weights[at] % whole), at))
    for at in order[: total - sum(parts)]:
        parts[at] += 1
    return parts


def borrowers_part(total: int, share: int) -> tuple[int, int]:
    """Return what the borrower and what the lender carries of a sum.

    Parameters: `total`, satang; `share`, the borrower's part in per cent, 0 to 100.
    """
    borrower, lender = split(total, [share, PERCENT - share])
    return borrower, lender


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a posting: `side`, whose books; `account`, which of them; `amount`, satang, never 0."""

    side: str
    account: str
    amount: int


LENDER, BORROWER = "lender", "borrower"
DUE, LENT, COST = "due", "lent", "cost"


def lines_of_loan(total: int, share: int) -> list[Line]:
    """Return the double entry of a loan: what was lent is carried by both, and the borrower owes its part.

    Lent and cost sum to 0, what is due sums to 0. Parameters: `total`, satang; `share`, the borrower's per cent.
    """
    borrower, lender = borrowers_part(total, share)
    found = [
        Line(LENDER, LENT, -total), Line(BORROWER, COST, borrower), Line(LENDER, COST, lender),
        Line(LENDER, DUE, borrower), Line(BORROWER, DUE, -borrower),
    ]  # fmt: skip
    return [one for one in found if one.amount]


def lines_of_payment(amount: int) -> list[Line]:
    """Return the double entry of a payment by the borrower, satang above 0."""
    return [Line(LENDER, DUE, -amount), Line(BORROWER, DUE, amount)]
