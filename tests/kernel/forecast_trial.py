"""Trying forecasts on years that were held out: coverage, width and error, beside naive forecasts."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass

from prasan.kernel.forecast import History, Question, forecast, forecast_all
from tests.kernel.forecast_series import YEAR, Made, Maker

AREAS = 77


@dataclass(frozen=True, slots=True)
class Try:
    """One forecast of one area after some months: the truth, its size, our bounds, and the naive values."""

    month: int
    truth: float
    size: float
    value: int
    low: int
    high: int
    naive: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Score:
    """Coverage, mean width and mean error (parts of the area's usual year), naive ones by kind, refused, cost."""

    coverage: float
    width: float
    error: float
    naive_widths: tuple[float, float]
    naive_errors: tuple[float, float]
    refused: float
    milliseconds: float
    by_month: tuple[float, ...]


def naive(made: Made, month: int) -> tuple[float, float]:
    """Return what one would say without a method.

    Of sums: (this year so far and last year's months for the rest, this year so far stretched to twelve months).
    Of stocks: (as it is now, carried on by the last year's change). Of ratios: (last year's, this year's so far).
    """
    seen = made.seen(month)
    told = [one for one in seen[len(seen) - month :] if one is not None] if month else []
    if made.kind == "last":
        now, before = made.truth[len(seen) - 1], made.truth[len(seen) - 1 - YEAR]
        return now, now + (now - before) * (YEAR - month) / YEAR
    last = made.truth[-2 * YEAR : -YEAR]
    if made.kind == "ratio":
        before = 1000 * sum(last) / sum(made.wholes[-2 * YEAR : -YEAR])
        return before, 1000 * sum(told) / sum(made.seen_wholes(month)[-month:]) if month else before
    stretched = sum(told) * YEAR / len(told) if told else sum(last)
    return sum(told) + sum(last[len(told) :]), stretched


def size_of(made: Made) -> float:
    """Return what errors are told in parts of: the usual year of a sum, the last known value of the others."""
    if made.kind != "sum":
        return max(1.0, naive(made, 0)[0])
    return max(1.0, sum(made.truth[:-YEAR]) / (len(made.truth) / YEAR - 1))


def trials(
    maker: Maker, seeds: Sequence[object], years: int = 5, *, alone: bool = False
) -> tuple[list[Try], int, float]:
    """Return every forecast that was made, how many were refused, and the processor seconds of all."""
    found, refused, spent = [], 0, 0.0
    for seed in seeds:
        made = maker(random.Random(f"{maker.__name__} {seed}"), AREAS, years)
        for month in range(YEAR):
            question = Question(made[0].kind, month, decimals=int(made[0].kind == "ratio"))
            histories = [History(one.seen(month), one.seen_wholes(month), target=1) for one in made]
            start = time.process_time()
            answers = [forecast(one, question) for one in histories] if alone else forecast_all(histories, question)
            spent += time.process_time() - start
            for one, answer in zip(made, answers, strict=True):
                if answer.value is None or answer.low is None or answer.high is None:
                    refused += 1
                    continue
                bounds = (answer.value, answer.low, answer.high)
                found.append(Try(month, one.year_end, size_of(one), *bounds, naive(one, month)))
    return found, refused, spent


def score(found: Sequence[Try], refused: int, spent: float) -> Score:
    """Return what all forecasts come to."""
    count = len(found)
    hits = [one.low <= one.truth <= one.high for one in found]
    by_month = [[hit for one, hit in zip(found, hits, strict=True) if one.month == month] for month in range(YEAR)]
    return Score(
        sum(hits) / count,
        sum((one.high - one.low) / one.size for one in found) / count,
        sum(abs(one.value - one.truth) / one.size for one in found) / count,
        (naive_width(found, 0), naive_width(found, 1)),
        tuple(sum(abs(one.naive[i] - one.truth) / one.size for one in found) / count for i in (0, 1)),  # type: ignore[arg-type]
        refused / (count + refused),
        spent / (count + refused) * 1000,
        tuple(sum(one) / len(one) for one in by_month),
    )


def naive_width(found: Sequence[Try], which: int) -> float:
    """Return the mean width of a naive interval that covers, month by month, as much as ours does.

    It is given every advantage: its quantiles are those of the very years it is tried on, and its errors are
    taken in parts of the value or of its root, whichever turns out narrower.
    """
    return min(_naive_width(found, which, power) for power in (1.0, 0.5))


def _naive_width(found: Sequence[Try], which: int, power: float) -> float:
    total = 0.0
    for month in range(YEAR):
        tries = [one for one in found if one.month == month]
        units = [max(1.0, one.naive[which]) ** power for one in tries]
        errors = sorted((one.truth - one.naive[which]) / unit for one, unit in zip(tries, units, strict=True))
        wanted = round(len(tries) * sum(one.low <= one.truth <= one.high for one in tries) / len(tries))
        skip = (len(tries) - wanted) // 2
        low, high = errors[skip], errors[min(len(errors) - 1, skip + wanted - 1)]
        total += sum((high - low) * unit / one.size for one, unit in zip(tries, units, strict=True))
    return total / len(found)
