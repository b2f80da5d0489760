"""The demo's figures: plausible by province and season, deterministic, never a claim about real people."""

from __future__ import annotations

import datetime as dt
import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from prasan.kernel.asking import STEPS
from prasan.kernel.trajectory import split_exact

SEASONS: dict[str, tuple[int, ...]] = {
    "even": (8, 8, 8, 8, 8, 9, 7, 8, 9, 9, 9, 9),
    "rise": (6, 6, 7, 7, 8, 9, 6, 9, 10, 11, 11, 10),
    "school": (7, 8, 7, 8, 9, 10, 5, 8, 10, 10, 10, 8),
}
"""Share of the year that falls in each fiscal month: slow start in October, Songkran in April."""
EVEN = (1,) * 12
LAGGING = "agenda4"
"""The policy that lags in many provinces, so that the nation itself is late on one."""
CAUSES = (
    ("few-applicants", "เปิดรับสมัครรอบเย็นและวันเสาร์ ที่ศูนย์บริการร่วม"),
    ("staff-or-place", "ขอยืมวิทยากรและสถานที่จากจังหวัดใกล้เคียง"),
    ("budget", "ปรับแผนใช้จ่ายและเร่งเบิกในไตรมาสถัดไป"),
    ("emergency", "เลื่อนกิจกรรมจากพื้นที่น้ำท่วม จัดเพิ่มในเดือนถัดไป"),
    ("partner", "นัดประชุมร่วมกับท้องถิ่นเพื่อกำหนดวันลงพื้นที่"),
    ("late-start", "เพิ่มรอบการทำงานให้ครบภายในสองเดือน"),
)


def chance(*parts: object) -> float:
    """Return a number in 0..1 that is always the same for the same parts."""
    digest = hashlib.blake2b("|".join(map(str, parts)).encode(), digest_size=8).digest()
    whole: int = struct.unpack(">Q", digest)[0]
    return whole / 2**64


def spread(target: int, shares: tuple[int, ...], start: int = 0) -> list[int]:
    """Return twelve month-end values from `start` to `target`, each rounded half up from the exact running share."""
    whole, running, path = sum(shares), 0, []
    for share in shares:
        running += share
        path.append(start + (2 * (target - start) * running + whole) // (2 * whole))
    return path


@dataclass(frozen=True, slots=True)
class Plan:
    """What an indicator of the demo is worth in one province: yearly size, and how well the province does.

    `size` is the yearly target (scaled), `people` the number behind a ratio's denominators a year.
    """

    kind: str
    direction: int
    size: int
    whole: int
    season: tuple[int, ...]
    pace: float
    seed: tuple[str, str]

    def target(self, year: int) -> int:
        """Return the yearly target; each year asks for a little more, of a level indicator a little better."""
        if self.kind in {"sum", "last"}:
            return max(1, round(self.size * (1 + 0.04 * self.direction * (year % 10 - 9 if year % 10 else 1) / 2)))
        return round(self.size * (1 + 0.005 * self.direction * (year % 10 if year % 10 else 10) / 2))

    def baseline(self, year: int) -> int:
        """Return where the year begins for an indicator that is no sum."""
        return self.target(year) - self.direction * round(self.target(year) * 0.06)


def figures(plan: Plan, path: list[int], months: int, season_year: int) -> Iterator[tuple[int, int | None]]:
    """Yield (value, denominator) for the first `months` months of a year along a path."""
    before = 0
    for month in range(months):
        wobble = 1 + (chance(*plan.seed, season_year, month) - 0.5) * 0.06
        # one who falls behind does so gradually through the year, and not from its first day
        pace = 1 + (plan.pace - 1) * (0.75 + 0.25 * month / 11)
        if plan.kind == "sum":
            step, before = path[month] - before, path[month]
            better = pace if plan.direction > 0 else 2 - pace
            yield max(0, round(step * better * wobble)), None
        elif plan.kind == "ratio":
            whole = max(10, round(plan.whole * plan.season[month] / 100 * wobble))
            share = min(1.0, path[month] / 1000 * pace * (1 + (wobble - 1) / 3))
            yield round(whole * share), whole
        else:
            better = pace if plan.direction > 0 else 2 - pace
            yield max(0, round(path[month] * better * (1 + (wobble - 1) / 3))), None


def pace_of(policy: str, province: str, troubled: dict[str, float]) -> float:
    """Return how fast a province goes on a policy: 1 is the plan; `troubled` provinces lag on some policies."""
    usual = 1.0 + (chance("pace", policy, province) - 0.28) * 0.08
    if policy == LAGGING and chance("lagging", province) < 0.38:
        return usual - 0.3
    lag = troubled.get(province)
    if lag is not None and chance("lags", policy, province) < 0.22:
        return lag - chance("deep", policy, province) * 0.08
    return usual


def of_period(kind: str, months: list[tuple[int, int | None]], frequency: str, month: int) -> tuple[int, int | None]:
    """Return the figure of the period that ends with a month: sums and ratios add its months, others take the last."""
    inside = months[month - STEPS[frequency] : month]
    if kind not in {"sum", "ratio"}:
        return inside[-1]
    wholes = [whole for _value, whole in inside if whole is not None]
    return sum(value for value, _whole in inside), (sum(wholes) if wholes else None)


SPLITS = {"sex": (("f", 0.47), ("m", 0.53)), "formality": (("informal", 0.62), ("formal", 0.38))}
"""Usual shares of the groups of the demo; each province and month differs a little."""


def parts(value: int, code: str, *seed: object) -> Iterator[tuple[str, int]]:
    """Yield (member, figure) of a dimension, summing to the value exactly."""
    left = value
    members = SPLITS[code]
    for member, share in members[:-1]:
        one = min(left, round(value * (share + (chance("split", code, *seed) - 0.5) * 0.12)))
        left -= one
        yield f"{code}:{member}", one
    yield f"{code}:{members[-1][0]}", left


def days(value: int, working: list[dt.date], *seed: object) -> Iterator[tuple[dt.date, int]]:
    """Yield (day, count) over working days, summing to the value exactly."""
    weights = [70 + int(60 * chance("day", day, *seed)) for day in working]
    return zip(working, split_exact(value, weights), strict=True) if working else iter(())
