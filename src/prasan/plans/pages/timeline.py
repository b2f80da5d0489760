"""The timeline of a plan: one bar a line, drawn by the server over the twelve months of the fiscal year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from markupsafe import Markup

from prasan.kernel.fiscal import fiscal_year, fiscal_year_bounds, month_start
from prasan.plans.queries import Tree
from prasan.platform.ui.filters import thaidate
from prasan.platform.ui.svg import el, join

WIDTH, HEIGHT = 720, 18


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the timeline: its name, level (project or activity), picture, and the same in words."""

    name: str
    level: str
    picture: Markup
    words: str
    weight: str = ""


class Axis:
    """Days of a fiscal year as places on the picture."""

    def __init__(self, year: int) -> None:
        self.year = year
        self.first, self.last = fiscal_year_bounds(year)
        self.days = (self.last - self.first).days + 1

    def x(self, day: dt.date) -> float:
        """Return where a day begins; days outside stand at the edge."""
        return min(max((day - self.first).days, 0), self.days) * WIDTH / self.days

    def grid(self, today: dt.date) -> Markup:
        """Draw the months' edges, and today's line."""
        lines = [
            el("line", x1=self.x(month_start(self.year, month)), x2=self.x(month_start(self.year, month)), y1=0,
               y2=HEIGHT, class_="g-month")
            for month in range(2, 13)
        ]  # fmt: skip
        if self.first <= today <= self.last:
            lines.append(el("rect", x=self.x(today) - 1, width=2, height=HEIGHT, class_="g-today"))
        return join(lines)

    def bar(self, start: dt.date, end: dt.date, css: str) -> Markup:
        """Draw a line's period."""
        left, right = self.x(start), self.x(end + dt.timedelta(days=1))
        return el("rect", x=left, y=4, width=max(right - left, 3.0), height=HEIGHT - 8, class_=css)


def months(year: int) -> list[str]:
    """Return the short names of the twelve months, October first."""
    return [thaidate(month_start(year, month), "month_short").split(" ")[0] for month in range(1, 13)]


def rows(found: Tree, today: dt.date) -> list[Row]:
    """Return the timeline of a plan: its projects, each followed by its activities with their milestones."""
    axis = Axis(found.plan.fiscal_year)
    grid = axis.grid(today)
    told = []
    for project in found.projects:
        bar = axis.bar(project.start, project.end, "g-project")
        told.append(Row(project.name_th, "project", _svg(grid, [bar]), period(project.start, project.end)))
        for one in found.activities.get(project.pk, []):
            stones = found.milestones.get(one.pk, [])
            marks = [axis.bar(one.start, one.end, "g-activity"), *_marks(axis, stones, today)]
            words = [period(one.start, one.end), *(_stone(stone) for stone in stones)]
            weight = f"{one.weight.normalize():f}%"
            told.append(Row(one.name_th, "activity", _svg(grid, marks), " · ".join(words), weight))
    return told


def period(start: dt.date, end: dt.date) -> str:
    """Write a period in words; the years are named where it leaves one fiscal year."""
    style = "short" if fiscal_year(start) == fiscal_year(end) else "medium"
    return f"{thaidate(start, style)} – {thaidate(end, style)}"


def _stone(stone: Any) -> str:
    when = thaidate(stone.due, "short")
    if stone.reached_on is not None:
        return _("%(name)s ถึงแล้ว %(day)s") % {"name": stone.name_th, "day": thaidate(stone.reached_on, "short")}
    return _("%(name)s ภายใน %(day)s") % {"name": stone.name_th, "day": when}


def _marks(axis: Axis, stones: Iterable[Any], today: dt.date) -> list[Markup]:
    found = []
    for stone in stones:
        css = "g-reached" if stone.reached_on else "g-missed" if stone.due < today else "g-stone"
        found.append(el("rect", x=axis.x(stone.due) - 3, y=1, width=6, height=HEIGHT - 2, class_=css))
    return found


def _svg(grid: Markup, parts: list[Markup]) -> Markup:
    # the words stand beside the picture, so screen readers pass over it
    return el(
        "svg", grid + join(parts), class_="gantt", viewBox=f"0 0 {WIDTH} {HEIGHT}", preserveAspectRatio="none",
        height=HEIGHT, aria_hidden="true",
    )  # fmt: skip
