"""What the chair sets: length, official items and what each takes, host, minutes a line, weights of the kinds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from prasan.meetings.agenda.facts import KINDS

Shape = Literal["fixed", "followed", "grouped"]
"""fixed: one line of set minutes · followed: the last meeting's directives one by one, the others by place ·
grouped: one line for each province or each policy, its facts beneath."""
LONGEST = 24 * 60


@dataclass(frozen=True, slots=True)
class Item:
    """An official item of the agenda (ระเบียบวาระ). `takes`, kinds of facts; `minutes`, set time of a fixed one.

    `least`, minutes that a line of it has at least; 0 takes the meeting's own.
    """

    number: int
    key: str
    name_th: str
    name_en: str
    shape: Shape = "fixed"
    takes: tuple[str, ...] = ()
    minutes: int = 0
    least: int = 0


OFFICIAL: tuple[Item, ...] = (
    Item(1, "opening", "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ", "Announcements by the chair", minutes=5),
    Item(2, "minutes", "รับรองรายงานการประชุม", "Certification of the minutes", minutes=2),
    Item(
        3, "follow_up", "เรื่องสืบเนื่อง", "Matters arising", "followed",
        ("overdue_directive", "returned_directive", "open_directive", "closed_directive", "guidance_unanswered"),
        least=1,
    ),
    Item(
        4, "consider", "เรื่องเพื่อพิจารณา", "Matters for consideration", "grouped",
        ("red", "late", "missing", "unproven", "event", "decision_waiting"),
    ),
    Item(5, "other", "เรื่องอื่น ๆ", "Other matters", minutes=5),
)  # fmt: skip
"""The ministry's usual items (government.md); another meeting may have others."""

POINTS: dict[str, int] = {
    "red": 30, "late": 20, "missing": 10, "unproven": 15, "event": 30, "decision_waiting": 15,
    "overdue_directive": 50, "returned_directive": 50, "open_directive": 10, "closed_directive": 2,
    "guidance_unanswered": 10,
}  # fmt: skip
"""Points of a kind before anything is added: docs/algorithms/agenda.md."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How an agenda is made.

    Parameters: `minutes`, the meeting's length; `group`, lines of consideration by area or by policy; `host`, code of
    the province that speaks first; `least` and `most`, minutes of a line; `last`, the meeting before, with its name;
    `points`, other points for some kinds. The chair's own word: `first`, keys of lines that come first, `written`, keys
    that are answered in writing, `own_minutes`, minutes of some lines. Raises ValueError for what cannot be.
    """

    minutes: int
    items: tuple[Item, ...] = OFFICIAL
    group: Literal["area", "policy"] = "area"
    host: str = ""
    least: int = 2
    most: int = 15
    last: int | None = None
    last_th: str = ""
    last_en: str = ""
    points: tuple[tuple[str, int], ...] = ()
    first: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    own_minutes: tuple[tuple[str, int], ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= self.minutes <= LONGEST or not 1 <= self.least <= self.most:
            raise ValueError("1 <= minutes <= 1440 and 1 <= least <= most must hold")
        if self.group not in ("area", "policy"):
            raise ValueError(f"group is area or policy, not {self.group}")
        taken = [kind for item in self.items for kind in item.takes]
        unknown = sorted({*taken, *(kind for kind, _points in self.points)} - set(KINDS))
        if unknown:
            raise ValueError(f"no kind of fact: {', '.join(unknown)}")
        if _twice(taken) or _twice(item.number for item in self.items) or _twice(item.key for item in self.items):
            raise ValueError("an item's number and key, and what it takes, stand once")
        if any(value < 0 for _kind, value in self.points) or any(value < 1 for _key, value in self.own_minutes):
            raise ValueError("points from 0, minutes from 1")
        if any(item.minutes < 0 or item.least < 0 or item.number < 1 for item in self.items):
            raise ValueError("minutes from 0, numbers from 1")
        if any(item.shape == "fixed" and item.takes for item in self.items):
            raise ValueError("a fixed item takes no facts")

    def base(self, kind: str) -> int:
        """Return the points of a kind."""
        return dict(self.points).get(kind, POINTS[kind])

    def item_of(self, kind: str) -> Item | None:
        """Return the item that takes a kind of fact, None where the chair's agenda has none."""
        return next((item for item in self.items if kind in item.takes), None)


def _twice(values: Iterable[object]) -> bool:
    """Tell whether a value stands twice."""
    seen = list(values)
    return len(seen) != len(set(seen))
