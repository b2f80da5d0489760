"""The status rule, at its boundaries and against a rule written a second time in fractions."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.kernel.status import (
    WORST_FIRST,
    Status,
    StatusCode,
    Thresholds,
    compute_status,
    severity,
    status_codes,
    worst,
)

wide = st.integers(-(10**12), 10**12)


@pytest.mark.parametrize(
    ("actual", "code", "gap"),
    [
        (1000, "on_plan", 0),
        (1200, "on_plan", 200),
        (941, "on_plan", -59),
        (940, "late", -60),
        (850, "late", -150),
        (849, "very_late", -151),
        (0, "very_late", -1000),
    ],
)
def test_boundaries(actual: int, code: str, gap: int) -> None:
    assert compute_status(actual, 1000, 12000) == Status(code, gap)  # type: ignore[arg-type]


def test_less_is_better() -> None:
    assert compute_status(1059, 1000, 1000, -1).code == "on_plan"
    assert compute_status(1060, 1000, 1000, -1) == Status("late", -60)
    assert compute_status(1151, 1000, 1000, -1) == Status("very_late", -151)
    assert compute_status(500, 1000, 1000, -1) == Status("on_plan", 500)


def test_the_shown_gap_never_contradicts_the_status() -> None:
    assert compute_status(94001, 100000, None) == Status("on_plan", -59)
    assert compute_status(84999, 100000, None) == Status("very_late", -151)


def test_small_paths_count_in_points_of_the_year() -> None:
    assert compute_status(1, 2, 20) == Status("on_plan", -50, in_target_points=True)
    assert compute_status(0, 3, 20) == Status("late", -150, in_target_points=True)
    assert compute_status(0, 4, 20).code == "very_late"
    assert compute_status(0, 0, 20) == Status("on_plan", 0, in_target_points=True)
    assert compute_status(150, 170, 200, decimals=1) == compute_status(15, 17, 20)


def test_zero_target_of_accidents() -> None:
    assert compute_status(0, 0, 0, -1) == Status("on_plan", 0)
    assert compute_status(1, 0, 0, -1) == Status("very_late")


def test_what_comes_before_the_gap() -> None:
    assert compute_status(5, 10, 10, applies=False).code == "not_applicable"
    assert compute_status(5, None, 10).code == "not_applicable"
    assert compute_status(None, 10, 10, reported=False).code == "not_reported"
    assert compute_status(None, 10, 10).code == "unproven"
    assert compute_status(100, 100, 100, has_evidence=False) == Status("unproven", 0)


@given(wide, wide, st.integers(0, 10**12), st.sampled_from([1, -1]), st.integers(0, 3))
def test_equals_the_rule_in_fractions(actual: int, path: int, target: int, direction: int, decimals: int) -> None:
    status = compute_status(actual, path, target, direction, decimals=decimals)  # type: ignore[arg-type]
    small = abs(path) < 17 * 10**decimals
    base = target if small and target else abs(path)
    ahead = (actual - path) * direction
    gap = Fraction(ahead, base) if base else Fraction(0 if ahead >= 0 else -1)
    behind = -gap * 100
    expected = "on_plan" if behind < 6 else "late" if behind <= 15 else "very_late"
    assert status.code == expected
    if status.gap is not None and base:
        assert abs(Fraction(status.gap, 1000) - gap) <= Fraction(1, 1000)
    assert status_codes([actual], [path], [target], direction, decimals=decimals) == [expected]  # type: ignore[arg-type]


@given(st.integers(17, 10**15), st.sampled_from([1, -1]))
def test_exactly_six_and_fifteen_per_cent(hundredth: int, direction: int) -> None:
    path = hundredth * 100
    for per_cent, expected in ((6, "late"), (15, "late")):
        edge = path - direction * per_cent * hundredth
        assert compute_status(edge, path, None, direction).code == expected  # type: ignore[arg-type]
    assert compute_status(path - direction * (6 * hundredth - 1), path, None, direction).code == "on_plan"  # type: ignore[arg-type]
    over = path - direction * (15 * hundredth + 1)
    assert compute_status(over, path, None, direction).code == "very_late"  # type: ignore[arg-type]


def test_many_at_once() -> None:
    codes = status_codes([1000, None, 940, 5], [1000, 1000, 1000, None], [None] * 4)
    assert codes == ["on_plan", "not_reported", "late", "not_applicable"]
    with pytest.raises(ValueError, match="zip"):
        status_codes([1], [1, 2], [1])


def test_settings_move_the_boundaries_and_are_checked() -> None:
    strict = Thresholds(late_from=30, very_late_above=50)
    assert compute_status(969, 1000, None, thresholds=strict).code == "late"
    with pytest.raises(ValueError, match="late_from"):
        Thresholds(late_from=200, very_late_above=150)


def test_worst_of() -> None:
    codes: list[StatusCode] = ["on_plan", "unproven", "late"]
    assert worst(codes) == "late"
    assert worst([]) == "not_applicable"
    assert sorted(codes, key=severity) == ["late", "unproven", "on_plan"]
    assert len(set(WORST_FIRST)) == 7
