"""Limits on reported indicators: when a figure goes beyond one, stays beyond, and comes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit that somebody set: alarm at or above `above`, or at or below `below`.

    `hold`: so many periods in a row; `clear`: share of the limit by which a figure must come back before the
    alarm may sound anew, so that a figure on the edge does not ring every day.
    """

    above: float | None = None
    below: float | None = None
    hold: int = 1
    clear: float = 0.05

    def __post_init__(self) -> None:
        """Refuse a limit that says nothing."""
        if (self.above is None) == (self.below is None):
            raise ValueError("ตั้งเกณฑ์ได้ข้างเดียว บนหรือล่าง · set one side of a limit, above or below")
        if self.hold < 1 or self.clear < 0:
            raise ValueError("hold ต้องตั้งแต่ 1 และ clear ต้องไม่ติดลบ · hold from 1, clear not negative")

    def beyond(self, value: float) -> bool:
        """Whether a figure is at or beyond the limit."""
        return value >= self.above if self.above is not None else self.below is not None and value <= self.below

    def back(self, value: float) -> bool:
        """Whether a figure has come back far enough."""
        edge = self.above if self.above is not None else self.below
        margin = abs(edge or 0.0) * self.clear
        if self.above is not None:
            return value < self.above - margin
        return self.below is not None and value > self.below + margin


@dataclass(frozen=True, slots=True)
class Breach:
    """A stretch beyond a limit: place of the first period, of the last (None: still on), the farthest value."""

    first: int
    last: int | None
    farthest: float


def breaches(values: Sequence[float | None], limit: Limit) -> list[Breach]:
    """Return the stretches beyond a limit. Parameters: `values` by period; None was not reported and ends nothing."""
    found: list[Breach] = []
    start: int | None = None
    run = 0
    farthest = 0.0
    for place, value in enumerate(values):
        if value is None:
            continue
        if start is None:
            run = run + 1 if limit.beyond(value) else 0
            if run >= limit.hold:
                start, farthest = place, value
            continue
        if limit.back(value):
            found.append(Breach(start, place - 1, farthest))
            start, run = None, 0
        else:
            farthest = max(farthest, value) if limit.above is not None else min(farthest, value)
    if start is not None:
        found.append(Breach(start, None, farthest))
    return found
