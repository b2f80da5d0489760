"""Forecast of a year's result: its value at the year's end with an 80 % interval, and the month of the target.

Several ways to look ahead are weighed by how well they did in the past of all comparable areas; the interval is
as wide as their errors were. Where the past does not suffice the answer is a reason, no number.
Method, limits and measured coverage: docs/algorithms/forecast.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from prasan.kernel import forecast_errors as past_errors
from prasan.kernel.forecast_outcome import Answer, Forecast, Kind, Reason, judge, running, unknown
from prasan.kernel.levels import EMPTY, MAIN, NEWEST, RUN, State, follow, leads, outlook, scale
from prasan.kernel.seasons import YEAR, Seasons, Shape, factors_of, growth_of, learn, normal, shapes_of, yearly_means
from prasan.kernel.status import Direction

__all__ = ["Answer", "Forecast", "History", "Kind", "Question", "Reason", "forecast", "forecast_all", "forecast_one"]

PER_CENT = 100
OLDEST = 5
"""Past years that are looked at: older ones tell of other programmes."""


@dataclass(frozen=True, slots=True)
class History:
    """What one area reported: whole past fiscal years, then the months of the running year so far.

    `values` are monthly figures from an October on, oldest first, None = not reported; for a ratio they are the
    numerators and `wholes` the denominators. `target` is the year's, `path` its twelve month-end values; all
    scaled like the indicator's figures.
    """

    values: Sequence[float | None]
    wholes: Sequence[float | None] = ()
    target: int | None = None
    path: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """When a forecast is refused: months of silence, reported months needed, errors needed to know the width."""

    silent: int = 3
    months: int = 3
    errors: int = 6


DEFAULT = Limits()


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of all areas alike: kind of sum, months of the running year that are over, direction, decimals.

    `month` is 0 … 12: with 8 the reports up to May could be there. A ratio's result is per hundred, scaled by its
    decimals.
    """

    kind: Kind
    month: int
    direction: Direction = 1
    decimals: int = 0
    limits: Limits = DEFAULT

    def __post_init__(self) -> None:
        if not 0 <= self.month <= YEAR:
            raise ValueError(f"{self.month} months of a year")


def forecast(own: History, question: Question, others: Sequence[History] = ()) -> Forecast:
    """Forecast one area; `others` are areas of the same indicator, from which it learns too."""
    return forecast_one([own, *others], 0, question)


def forecast_one(histories: Sequence[History], place: int, question: Question) -> Forecast:
    """Forecast the area at a place among all: to the last digit what `forecast_all` says of it."""
    return _Group(histories, question).answer(place)


def forecast_all(histories: Sequence[History], question: Question) -> list[Forecast]:
    """Forecast every area of an indicator, each learning from all: far cheaper than one by one."""
    if not histories:
        return []
    group = _Group(histories, question)
    return [group.answer(place) for place in range(len(histories))]


@dataclass(frozen=True, slots=True)
class _Area:
    """One area made ready: monthly values as the experts see them, and what was learnt from them."""

    values: list[float | None]
    wholes: list[float]
    seasons: Seasons
    states: list[State]
    past: past_errors.Past


class _Group:
    """The areas of one indicator, made ready together."""

    def __init__(self, histories: Sequence[History], question: Question) -> None:
        self.histories, self.question = histories, question
        cut = [_cut(one, question.month) for one in histories]
        years = max((len(one.values) - question.month) // YEAR for one in cut)
        cut = [_pad(one, years, question.month) for one in cut]
        values = [_rates(one, question) for one in cut]
        means = [yearly_means(one, years) for one in values]
        growth = growth_of(means) if question.kind != "ratio" else 0.0
        shapes: list[list[Shape]] = [shapes_of(one, own, growth) for one, own in zip(values, means, strict=True)]
        seasons = learn(shapes, _by_path(histories, question.kind))
        self.areas = [
            self._ready(one, own, season, growth) for one, own, season in zip(cut, values, seasons, strict=True)
        ]
        self.known: dict[int, past_errors.Experience] = {}

    def _ready(self, history: History, values: list[float | None], seasons: Seasons, growth: float) -> _Area:
        factors = factors_of(seasons, growth)
        states = follow(values, factors, NEWEST if self.question.kind == "last" else MAIN)
        filled, gaps, before = [], [0], EMPTY
        for value, factor, state in zip(values, factors, states, strict=False):
            filled.append(before.level(before.main) * factor if value is None else value)
            gaps.append(gaps[-1] + (value is None))
            before = state
        wholes = _usual_wholes(history.wholes) if self.question.kind == "ratio" else [1.0] * YEAR
        past = past_errors.Past(
            tuple(filled), tuple(gaps), tuple(factors), tuple(states), _weights(self.question.kind, wholes)
        )  # fmt: skip
        return _Area(values, wholes, seasons, states, past)

    def _experience(self, position: int) -> past_errors.Experience:
        """Return what all areas teach for a month of the year; learnt once."""
        if position not in self.known:
            self.known[position] = past_errors.experience([one.past for one in self.areas], position)
        return self.known[position]

    def answer(self, place: int) -> Forecast:
        """Return one area's forecast."""
        area, history, question = self.areas[place], self.histories[place], self.question
        year = area.values[len(area.values) - question.month :] if question.month else []
        position = max((i + 1 for i, one in enumerate(year) if one is not None), default=0)
        open_months = [i for i in range(YEAR) if i >= len(year) or year[i] is None]
        final = YEAR - 1 not in open_months if question.kind == "last" else not open_months
        common = self._experience(min(position, YEAR - 1))
        reason = None if final else _refusal(area, year, common, question.limits)
        if reason:
            return unknown(reason, question.month, common.count)
        state = area.states[-1] if area.states else EMPTY
        own = common.errors[place]
        trust = past_errors.trust(own, common.squares)
        months, factors = list(year) + [None] * (YEAR - len(year)), area.past.factors[-YEAR:]
        told = [
            one if one is not None else _expected(state, factors[i], i + 1 - position, trust)
            for i, one in enumerate(months)
        ]
        wholes = _wholes(history, area, question)
        weights = _weights(question.kind, wholes)
        unit = scale(state, [weights[i] for i in open_months], [factors[i] for i in open_months])
        unit *= past_errors.width(own, trust, common)
        floor = sum(one for one in year if one is not None) if question.kind == "sum" else 0.0
        values = running(question.kind, told, wholes)
        low, high = (max(floor, values[-1] + one * unit) for one in (common.low, common.high))
        return judge(
            values, values[-1] if final else min(low, values[-1]), values[-1] if final else max(high, values[-1]),
            target=history.target, question=(question.kind, question.direction, position),
            learnt=(tuple(trust), area.seasons.kept, common.count, common.borrowed, state.broke),
        )  # fmt: skip


def _cut(history: History, month: int) -> History:
    """Return the last five past years and the running one; ValueError where the months do not fit."""
    if len(history.values) < month or (len(history.values) - month) % YEAR:
        raise ValueError(f"{len(history.values)} months are not whole years and {month} months")
    if history.wholes and len(history.wholes) != len(history.values):
        raise ValueError("as many denominators as numerators are needed")
    keep = OLDEST * YEAR + month
    if len(history.values) <= keep:
        return history
    return History(history.values[-keep:], history.wholes[-keep:])


def _pad(history: History, years: int, month: int) -> History:
    """Return the history with unreported years before it, so that all areas begin together."""
    lacking: list[float | None] = [None] * (years * YEAR + month - len(history.values))
    if not lacking:
        return history
    return History([*lacking, *history.values], [*lacking, *history.wholes] if history.wholes else ())


def _rates(history: History, question: Question) -> list[float | None]:
    """Return the monthly values; of a ratio its per cents, None where there is nothing to divide by."""
    if question.kind != "ratio":
        return list(history.values)
    hundred = PER_CENT * 10**question.decimals
    return [
        None if value is None or not whole else value * hundred / whole
        for value, whole in zip(history.values, history.wholes or [None] * len(history.values), strict=True)
    ]


def _by_path(histories: Sequence[History], kind: Kind) -> list[float]:
    """Return the season that the plans themselves suppose, for want of past years; even where they say nothing."""
    steps = [0.0] * YEAR
    for one in histories:
        if kind == "sum" and len(one.path) == YEAR:
            for month in range(YEAR):
                steps[month] += one.path[month] - (one.path[month - 1] if month else 0)
    return normal([one * YEAR / sum(steps) for one in steps]) if sum(steps) > 0 else [1.0] * YEAR


def _usual_wholes(wholes: Sequence[float | None]) -> list[float]:
    """Return the mean denominator of each fiscal month; of months never reported the mean of all."""
    told = [one for one in wholes if one]
    usual = fmean(told) if told else 1.0
    months = ([one for one in wholes[month::YEAR] if one] for month in range(YEAR))
    return [fmean(one) if one else usual for one in months]


def _wholes(history: History, area: _Area, question: Question) -> list[float]:
    """Return the denominators of the running year: reported where reported, else the usual ones."""
    if question.kind != "ratio" or not question.month:
        return area.wholes
    told = history.wholes[-question.month :]
    return [told[i] or area.wholes[i] if i < len(told) else area.wholes[i] for i in range(YEAR)]


def _weights(kind: Kind, wholes: Sequence[float]) -> tuple[float, ...]:
    """Return what each month counts for in the year's value."""
    if kind == "sum":
        return (1.0,) * YEAR
    if kind == "last":
        return (0.0,) * (YEAR - 1) + (1.0,)
    if kind == "average":
        return (1 / YEAR,) * YEAR
    whole = sum(wholes)
    return tuple(one / whole for one in wholes)


def _expected(state: State, factor: float, lead: int, trust: Sequence[float]) -> float:
    """Return what the experts together expect of one month; a gap before the last report lies no month ahead."""
    seen = outlook(state, leads((1.0,), (factor,), max(0, lead)))
    return sum(w * one for w, one in zip(trust, seen, strict=True))


def _refusal(
    area: _Area, year: Sequence[float | None], common: past_errors.Experience, limits: Limits
) -> Reason | None:
    """Return why there can be no forecast: nothing reported lately, too little history, gaps, a fresh break."""
    state = area.states[-1] if area.states else EMPTY
    since = next((i for i, one in enumerate(reversed(area.values)) if one is not None), len(area.values))
    if state.seen and since >= limits.silent:
        return "silent"
    if state.seen < limits.months or common.count < limits.errors:
        return "short"
    if len(year) >= 4 and sum(one is None for one in year) * 2 > len(year):
        return "gaps"
    return "break" if state.run == RUN - 1 else None
