"""Computed status of a figure against its path: never typed, exact at every boundary.

Rule (architecture.md, "Contracts for scripts"): gap = (actual − path) / path with the sign of the
indicator's direction; below a minimum path value the gap counts in points of the year's target; on
plan under 6 %, late from 6 to 15 inclusive, very late above. Full text in docs/algorithms/status.md.
All arithmetic is in integers, so 6 % is 6 % and nothing rounds across a boundary.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

StatusCode = Literal["on_plan", "late", "very_late", "not_reported", "unproven", "not_due", "not_applicable"]
Direction = Literal[1, -1]

WORST_FIRST: tuple[StatusCode, ...] = (
    "very_late", "late", "not_reported", "unproven", "on_plan", "not_due", "not_applicable",
)  # fmt: skip
"""Order for "worst of": a known lateness stands before silence, silence before a claim without proof."""

_RANK: dict[StatusCode, int] = {code: rank for rank, code in enumerate(WORST_FIRST)}


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The settings of the rule.

    `late_from` and `very_late_above` are tenths of a per cent (60 = 6.0 %). `minimum_path` is in whole
    units of the indicator: 17 is the smallest path on which one missing unit stays under 6 % (1/17).
    """

    late_from: int = 60
    very_late_above: int = 150
    minimum_path: int = 17

    def __post_init__(self) -> None:
        if not 0 < self.late_from <= self.very_late_above or self.minimum_path < 0:
            raise ValueError("0 < late_from <= very_late_above and minimum_path >= 0 must hold")


DEFAULT = Thresholds()


@dataclass(frozen=True, slots=True)
class Status:
    """What the rule says: the code, the gap, and what the gap was measured in.

    `gap` is in tenths of a per cent, negative = behind whatever the direction; None where there is no
    number. `in_target_points` tells that the path was too small and the year's target was the measure.
    """

    code: StatusCode
    gap: int | None = None
    in_target_points: bool = False


def _base(path: int, year_target: int | None, smallest: int) -> int:
    """Return what the difference is divided by: the path, or the year's target while it is small."""
    if abs(path) >= smallest and path:
        return abs(path)
    return abs(year_target) if year_target else abs(path)


def _code(ahead: int, base: int, limits: Thresholds) -> StatusCode:
    """Grade a difference (positive = ahead) against its base; both in the same scaled unit."""
    if ahead >= 0:
        return "on_plan"
    behind = -ahead * 1000
    if not base or behind > limits.very_late_above * base:
        return "very_late"
    return "late" if behind >= limits.late_from * base else "on_plan"


def _shown_gap(ahead: int, base: int, code: StatusCode, limits: Thresholds) -> int | None:
    """Round the gap to tenths of a per cent, never to a tenth that belongs to another status."""
    if not base:
        return 0 if ahead == 0 else None
    magnitude = (abs(ahead) * 2000 + base) // (2 * base)
    if ahead >= 0:
        return magnitude
    if code == "on_plan":
        magnitude = min(magnitude, limits.late_from - 1)
    elif code == "very_late":
        magnitude = max(magnitude, limits.very_late_above + 1)
    return -magnitude


def compute_status(
    actual: int | None,
    path: int | None,
    year_target: int | None,
    direction: Direction = 1,
    *,
    decimals: int = 0,
    applies: bool = True,
    reported: bool = True,
    has_evidence: bool = True,
    due: bool = True,
    thresholds: Thresholds = DEFAULT,
) -> Status:
    """Grade one figure.

    `actual`, `path` and `year_target` are integers scaled by 10^`decimals`; `direction` +1 = more is
    better, −1 = less is better. Order of the questions: does it apply (and has it a path), is it due
    (a quarter is not, before its last month), was it reported, is it a figure with evidence, and only then how far
    from the path. With neither path nor target to divide by, any shortfall is very late and has no gap.
    """
    if not applies:
        return Status("not_applicable")
    if not due:
        return Status("not_due")
    if path is None:
        return Status("not_applicable")
    if not reported:
        return Status("not_reported" if has_evidence else "unproven")
    if actual is None:
        return Status("unproven")
    smallest = thresholds.minimum_path * 10**decimals
    ahead = (actual - path) * direction
    base = _base(path, year_target, smallest)
    code = _code(ahead, base, thresholds)
    gap = _shown_gap(ahead, base, code, thresholds)
    return Status(code if has_evidence else "unproven", gap, abs(path) < smallest and bool(year_target))


def status_codes(
    actuals: Sequence[int | None],
    paths: Sequence[int | None],
    year_targets: Sequence[int | None],
    direction: Direction = 1,
    *,
    decimals: int = 0,
    thresholds: Thresholds = DEFAULT,
) -> list[StatusCode]:
    """Grade many figures of one indicator at once (the wall); None in `actuals` = not reported.

    The three lists have the same length; the answer equals `compute_status` cell by cell.
    """
    smallest = thresholds.minimum_path * 10**decimals
    out: list[StatusCode] = []
    for actual, path, target in zip(actuals, paths, year_targets, strict=True):
        if path is None:
            out.append("not_applicable")
        elif actual is None:
            out.append("not_reported")
        elif (ahead := (actual - path) * direction) >= 0:
            out.append("on_plan")
        else:
            out.append(_code(ahead, _base(path, target, smallest), thresholds))
    return out


def worst(codes: Iterable[StatusCode]) -> StatusCode:
    """Return the worst of several statuses; of none: `not_applicable`."""
    return min(codes, key=_RANK.__getitem__, default="not_applicable")


def severity(code: StatusCode) -> int:
    """Return the place in the worst-first order, 0 = worst: a key to sort lists by."""
    return _RANK[code]
