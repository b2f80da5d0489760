"""What a loan costs and who carries it: whole satang, and shares that sum exactly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

PERCENT = 100


def days_of(begins: dt.datetime, ends: dt.datetime) -> int:
    """Return the days that are paid for: every begun 24 hours, one at least.

    Raises ValueError where the end does not follow the beginning.
    """
    if ends <= begins:
        raise ValueError("a loan ends after it begins")
    return -((begins - ends) // dt.timedelta(days=1))


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
