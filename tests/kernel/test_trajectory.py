"""Target paths in exact integers."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.kernel.fiscal import fiscal_year_bounds, month_period
from prasan.kernel.trajectory import by_shape, by_shares, from_increments, shape_weights, split_exact

totals = st.integers(-(10**12), 10**12)


def test_largest_remainder() -> None:
    assert split_exact(100, [1, 1, 1]) == [34, 33, 33]
    assert split_exact(-100, [1, 1, 1]) == [-34, -33, -33]
    assert split_exact(10, [0, 3, 1]) == [0, 8, 2]
    assert split_exact(150, [50, 76, 24]) == [50, 76, 24]
    for bad in ([], [0, 0], [1, -1]):
        with pytest.raises(ValueError, match="weights"):
            split_exact(1, bad)


@given(totals, st.lists(st.integers(0, 10**6), min_size=1, max_size=80).filter(any))
def test_parts_sum_and_stay_within_one_of_their_share(total: int, weights: list[int]) -> None:
    parts = split_exact(total, weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - Fraction(total * weight, sum(weights))) < 1


def test_linear_and_s_curve() -> None:
    assert by_shape(1200).values == tuple(range(100, 1201, 100))
    curve = by_shape(10000, "s-curve")
    assert (curve.at(6), curve.target) == (5000, 10000)
    assert curve.increments[0] < curve.increments[5] == max(curve.increments)
    assert sum(shape_weights("s-curve")) == 1


def test_a_level_moves_from_its_baseline_either_way() -> None:
    down = by_shape(400, start=1000)
    assert (down.at(6), down.target, down.start) == (700, 400, 1000)


@given(totals, totals, st.sampled_from(["linear", "s-curve"]))
def test_paths_end_at_the_target_and_never_turn(target: int, start: int, shape: str) -> None:
    path = by_shape(target, shape, start)  # type: ignore[arg-type]
    assert path.target == target
    assert start + sum(path.increments) == target
    assert all((step >= 0) == (target >= start) or step == 0 for step in path.increments)


def test_given_shares() -> None:
    path = by_shares(100, [0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0])
    assert path.values == (0, 0, 0, 25, 50, 75, 100, 100, 100, 100, 100, 100)
    with pytest.raises(ValueError, match="12 shares"):
        by_shares(100, [1])
    with pytest.raises(ValueError, match="12 months"):
        from_increments([1])
    with pytest.raises(ValueError, match="13"):
        path.at(13)


def test_between_month_ends_it_runs_straight() -> None:
    path = by_shape(1200)
    assert path.on(date(2025, 10, 31)) == 100
    assert path.on(date(2025, 11, 15)) == 150
    assert path.on(date(2026, 9, 30)) == 1200
    assert path.on(date(2025, 10, 1)) == 3


@given(st.integers(2500, 2600), st.integers(1, 12), totals)
def test_month_ends_agree(year: int, index: int, target: int) -> None:
    path = by_shape(target, "s-curve")
    assert path.on(month_period(year, index).end) == path.at(index)
    assert path.on(fiscal_year_bounds(year)[1]) == target
