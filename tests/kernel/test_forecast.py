"""Forecasts: what they promise of years held out, and what must hold of every history."""

import random
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prasan.kernel.forecast import Forecast, History, Kind, Question, forecast, forecast_all
from prasan.kernel.forecast_errors import quantiles
from prasan.kernel.forecast_outcome import bent, met_from
from prasan.kernel.levels import follow
from prasan.kernel.seasons import YEAR, growth_of, learn, shapes_of, yearly_means
from tests.kernel.forecast_series import MAKERS, OTHERS, season, smooth
from tests.kernel.forecast_trial import Score, score, trials

EVEN = [1.0] * YEAR


@cache
def measured(name: str) -> Score:
    """Try a maker on 231 series: every month of the year that was held out."""
    return score(*trials(MAKERS[name], range(3)))


@pytest.mark.parametrize("name", MAKERS)
def test_four_of_five_years_end_within_the_interval(name: str) -> None:
    found = measured(name)
    assert 0.75 <= found.coverage <= 0.85
    assert min(found.by_month) > 0.7
    assert max(found.by_month) < 0.9


@pytest.mark.parametrize("name", MAKERS)
def test_interval_and_error_are_smaller_than_naive_ones(name: str) -> None:
    found = measured(name)
    assert found.width <= min(found.naive_widths)
    assert found.error < 0.95 * min(found.naive_errors)
    assert found.refused < 0.05


def test_areas_that_stand_alone_are_covered_too() -> None:
    found = [trials(maker, ["alone"], alone=True)[0] for maker in MAKERS.values()]
    together = score([one for tries in found for one in tries], 0, 0)
    assert 0.73 <= together.coverage <= 0.87
    assert together.error < min(together.naive_errors)


@pytest.mark.parametrize("name", OTHERS)
def test_stocks_and_ratios_are_covered_too(name: str) -> None:
    found = score(*trials(OTHERS[name], range(1), 4))
    assert 0.74 <= found.coverage <= 0.88
    assert found.error < 1.05 * min(found.naive_errors)


def years(*levels: float, months: int = 0) -> list[float | None]:
    """Return even months: each level for a year, the last one for `months` months."""
    found: list[float | None] = [float(level) for level in levels for _ in range(YEAR)]
    return found[: len(found) - YEAR + months] if months else found


def wobbly(*levels: float, months: int = YEAR, seed: int = 1) -> list[float | None]:
    """Return the same with a little noise."""
    rng = random.Random(seed)
    return [None if one is None else round(one * rng.uniform(0.95, 1.05)) for one in years(*levels, months=months)]


def asked(values: list[float | None], month: int, kind: Kind = "sum", **more: int) -> Forecast:
    target = more.pop("target", None)
    return forecast(History(values, target=target), Question(kind, month, **more))  # type: ignore[arg-type]


def test_an_even_year_reaches_its_target_when_it_should() -> None:
    found = asked(wobbly(100, 100, 100, 100, months=6), 6, target=1000)
    assert (found.answer, found.month, found.reported) == ("reach", 10, 6)
    assert found.earliest is not None
    assert found.latest is not None
    assert found.earliest <= 10 <= found.latest
    assert found.value is not None
    assert abs(found.value - 1200) < 40
    assert found.sure
    assert (found.shortfall, len(found.series)) == (0, 12)


def test_a_year_that_falls_behind_tells_how_much_is_lacking() -> None:
    found = asked(wobbly(100, 100, 100, 100, months=6), 6, target=1500)
    assert (found.answer, found.month, found.sure) == ("miss", None, True)
    assert found.value is not None
    assert found.shortfall == 1500 - found.value
    assert 250 < found.shortfall < 350


def test_a_target_near_the_forecast_is_not_sure() -> None:
    rng = random.Random(4)
    values: list[float | None] = [float(rng.randint(60, 140)) for _ in range(3 * YEAR + 6)]
    sure = asked(values, 6)
    assert sure.value is not None
    assert not asked(values, 6, target=sure.value + 3).sure


def test_what_is_reached_stays_reached() -> None:
    found = asked(wobbly(100, 100, 100, months=8), 8, target=650)
    assert (found.answer, found.month) == ("reached", 7)


def test_a_sum_that_must_stay_below_its_target() -> None:
    history = wobbly(10, 10, 10, 10, months=6)
    below, above = asked(history, 6, target=150, direction=-1), asked(history, 6, target=100, direction=-1)
    assert (below.answer, below.month, below.shortfall) == ("within", None, 0)
    assert (above.answer, above.month) == ("over", 10 if above.series[9] > 100 else 11)
    assert above.value is not None
    assert above.shortfall == above.value - 100


def test_a_complete_year_is_no_guess() -> None:
    found = asked([*wobbly(100, 100), *years(90)], 12, target=1000)
    assert (found.value, found.low, found.high, found.answer, found.month) == (1080, 1080, 1080, "reached", 12)
    missed = asked([*wobbly(100, 100), *years(80)], 12, target=1000)
    assert (missed.answer, missed.shortfall, missed.sure) == ("miss", 40, True)


def test_a_stock_and_its_september() -> None:
    level: list[float | None] = [1000 + 10 * t + (t * 7919 % 5) for t in range(3 * YEAR + 6)]
    found = asked(level, 6, "last", target=1400)
    assert found.value is not None
    assert abs(found.value - 1472) < 30
    assert found.answer == "reached" or (found.answer == "reach" and found.month is not None)


def test_a_ratio_is_of_all_numerators_and_denominators() -> None:
    rng = random.Random(2)
    wholes = [rng.randint(80, 120) for _ in range(3 * YEAR + 4)]
    history = History([round(0.75 * one) for one in wholes], wholes, target=800)
    found = forecast(history, Question("ratio", 4, decimals=1))
    assert found.value is not None
    assert abs(found.value - 750) < 10
    assert found.answer == "miss"


def test_the_season_of_the_others_helps_one_that_has_no_past() -> None:
    rng = random.Random(9)
    made = smooth(rng, 40, 4)
    young = made[0].truth[-YEAR:]
    blank: list[float | None] = [None] * (3 * YEAR)
    others = [History(one.seen(5)) for one in made[1:]]
    own = History([*blank, *young[:5]])
    found = forecast(own, Question("sum", 5), others)
    assert found.value is not None
    stretched = sum(young[:5]) * YEAR / 5
    assert abs(found.value - sum(young)) < abs(stretched - sum(young))


@pytest.mark.parametrize(
    ("values", "month", "reason"),
    [
        ([None] * 24, 12, "short"),
        ([50.0, 60.0, 55.0], 3, "short"),
        ([*years(100, 100), 100.0, None, None, None], 4, "silent"),
        ([*years(100, 100), 100.0, None, None, 100.0, None, None, 90.0], 7, "gaps"),
        ([*wobbly(100, 100, 100), 100.0, 99.0, 103.0, 20.0, 22.0], 5, "break"),
        ([], 0, "short"),
    ],
)
def test_it_says_when_it_does_not_know(values: list[float | None], month: int, reason: str) -> None:
    found = asked(values, month, target=500)
    assert (found.answer, found.reason, found.value, found.low, found.known) == ("unknown", reason, None, None, False)


def test_after_a_break_only_the_new_level_counts() -> None:
    before = wobbly(100, 100, 100)
    after: list[float | None] = [101.0, 98.0, 40.0, 41.0, 39.0, 40.0]
    found = asked([*before, *after], 6)
    assert found.value is not None
    assert found.broke == 4
    assert abs(found.value - (359 + 6 * 40)) < 30


def test_one_month_far_off_moves_little() -> None:
    plain, slipped = wobbly(100, 100, 100, months=8), wobbly(100, 100, 100, months=8)
    slipped[20] = 1000.0
    a, b = asked(plain, 8), asked(slipped, 8)
    assert a.value is not None
    assert b.value is not None
    assert abs(a.value - b.value) < 0.05 * a.value


def test_a_late_report_is_no_zero() -> None:
    history = wobbly(100, 100, 100, months=8)
    history[-1] = None
    found = asked(history, 8)
    assert found.reported == 7
    assert found.value is not None
    assert abs(found.value - 1200) < 40


def test_seasons_are_found_and_drawn_together() -> None:
    rng = random.Random(5)
    true = season(rng, 0.5)
    areas = [[100 * true[t % YEAR] * rng.gammavariate(10, 0.1) for t in range(4 * YEAR)] for _ in range(30)]
    means = [yearly_means(one, 4) for one in areas]
    shapes = [shapes_of(one, own, 0.0) for one, own in zip(areas, means, strict=True)]
    found = learn(shapes, EVEN)
    assert abs(growth_of(means)) < 0.05
    for one in found:
        assert one.kept < 0.3  # all areas are alike, so they share
        assert sum(one.years[-1]) == pytest.approx(YEAR)
        assert max(abs(a - b) for a, b in zip(one.years[-1], true, strict=True)) < 0.2


def test_the_scatter_is_not_moved_by_months_not_reported() -> None:
    values: list[float | None] = [100.0, 110.0, 90.0, 105.0, 95.0, 100.0, 104.0]
    with_gaps: list[float | None] = [one for value in values for one in (value, None)]
    assert follow(values, EVEN)[-1] == follow(with_gaps, [1.0] * 14)[-1]


def test_conformal_bounds_by_hand() -> None:
    assert quantiles([float(one) for one in range(1, 10)]) == pytest.approx((1.0, 9.0))
    assert quantiles([float(one) for one in range(1, 20)]) == pytest.approx((2.0, 18.0))


def test_the_month_from_which_a_target_stays_met() -> None:
    assert met_from([1, 5, 3, 5, 6], 5, 1) == 4
    assert met_from([6, 5, 3], 5, -1) == 2
    assert met_from([1, 2, 3], 4, 1) is None


def test_running_values_bend_to_a_bound() -> None:
    assert bent([10.0, 20.0, 30.0, 40.0], 2, 60.0) == [10.0, 20.0, 40.0, 60.0]


def test_months_that_make_no_years_are_refused() -> None:
    with pytest.raises(ValueError, match="whole years"):
        asked([1.0] * 13, 12)
    with pytest.raises(ValueError, match="months of a year"):
        Question("sum", 13)
    with pytest.raises(ValueError, match="denominators"):
        forecast(History([1.0] * 12, [1.0]), Question("ratio", 0))
    assert forecast_all([], Question("sum", 3)) == []


def anything(rng: random.Random, months: int) -> list[float | None]:
    """Return months as wild as they come: nothing, zero, small and enormous numbers."""
    silent, zero, size = rng.random() ** 2, rng.random() ** 2, 10 ** rng.uniform(0, 7)
    drawn = [0.0 if rng.random() < zero else float(round(size * rng.expovariate(1))) for _ in range(months)]
    return [None if rng.random() < silent else one for one in drawn]


kinds = st.sampled_from(["sum", "last", "average", "ratio"])


@settings(max_examples=80, deadline=None)
@given(st.tuples(st.integers(0, 12), st.integers(0, 4)), st.integers(0, 10**6), kinds, st.sampled_from([1, -1]))
def test_every_history_gets_an_answer_that_agrees_with_itself(
    length: tuple[int, int], seed: int, kind: Kind, direction: int
) -> None:
    rng, (month, past) = random.Random(seed), length
    months, target = past * YEAR + month, int(10 ** rng.uniform(0, 8))
    histories = [
        History(anything(rng, months), anything(rng, months) if kind == "ratio" else (), target)
        for _ in range(rng.randint(1, 3))
    ]
    question = Question(kind, month, direction)  # type: ignore[arg-type]
    for history, found in zip(histories, forecast_all(histories, question), strict=True):
        if not found.known:
            assert found.reason in {"short", "silent", "gaps", "break"}
            continue
        assert found.value is not None
        assert found.low is not None
        assert found.high is not None
        assert found.low <= found.value <= found.high
        assert found.low >= 0
        assert found.series[-1] == found.value
        told = [one for one in history.values[len(history.values) - month :] if one is not None] if month else []
        if kind == "sum":
            assert found.low >= sum(told)
            assert all(a <= b for a, b in zip(found.series, found.series[1:], strict=False))
        met = (found.value - target) * direction >= 0
        assert (found.answer in {"reached", "reach", "within"}) == met
        assert found.shortfall == max(0, (target - found.value) * direction)


@settings(max_examples=25, deadline=None)
@given(st.integers(2, 1000), st.integers(1, 11), st.integers(0, 10**6))
def test_ten_times_the_numbers_give_ten_times_the_forecast(factor: int, month: int, seed: int) -> None:
    rng = random.Random(seed)
    values: list[float | None] = [float(rng.randint(200, 400)) for _ in range(3 * YEAR + month)]
    one, other = asked(values, month), asked([None if v is None else v * factor for v in values], month)
    assert one.known == other.known
    if one.value is not None and other.value is not None:
        assert other.value == pytest.approx(one.value * factor, rel=0.001)
