"""An agenda as it was made: official items, lines with their facts and minutes, and what is answered in writing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Literal

from prasan.meetings.agenda.facts import Evidence, Fact
from prasan.meetings.agenda.rules import Item

Why = Literal["", "no_time", "chair", "no_item"]
"""Why a line is answered in writing: the meeting is too short, the chair said so, or no item takes its kind."""


@dataclass(frozen=True, slots=True)
class About:
    """What a line is about. Kinds: item (a fixed one), meeting, area, policy, directive, guidance, closed."""

    kind: str
    code: str
    th: str
    en: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `facts`, beneath it, the weightiest first; `weight`, the sum of theirs; `minutes`, 0 in writing.

    `key` names it for good, so that what the chair said of it holds when the agenda is made again; `number` is how it
    is printed ("4.1"), empty in writing.
    """

    key: str
    item: int
    about: About
    weight: int = 0
    minutes: int = 0
    number: str = ""
    facts: tuple[Fact, ...] = ()
    told: tuple[Evidence, ...] = ()
    why: Why = ""

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Return where everything on the line can be looked up, each once, in the order of the facts."""
        return tuple(dict.fromkeys((*self.told, *(one for fact in self.facts for one in fact.evidence))))

    @property
    def counts(self) -> dict[str, int]:
        """Return how many facts of each kind stand beneath it, the weightiest kind first."""
        return dict(Counter(fact.kind for fact in self.facts))

    def as_row(self) -> dict[str, Any]:
        """Return the line as plain values; facts by their keys."""
        about = self.about
        return {
            "key": self.key, "number": self.number, "item": self.item,
            "about": {"kind": about.kind, "code": about.code, "th": about.th, "en": about.en},
            "weight": self.weight, "minutes": self.minutes, "counts": self.counts,
            "facts": [fact.key for fact in self.facts],
            "evidence": [[one.kind, one.id] for one in self.evidence], "why": self.why,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """An official item with its lines."""

    item: Item
    lines: tuple[Line, ...]

    @property
    def minutes(self) -> int:
        """Return the minutes of its lines together."""
        return sum(line.minutes for line in self.lines)


@dataclass(frozen=True, slots=True)
class Agenda:
    """A proposed agenda. `length` and `spare` in minutes; `unknown`, keys that the chair named and no line has.

    Every fact stands beneath exactly one line of a section or of the written part.
    """

    length: int
    sections: tuple[Section, ...]
    written: tuple[Line, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def used(self) -> int:
        """Return the minutes of all lines: never more than the length."""
        return sum(section.minutes for section in self.sections)

    @property
    def spare(self) -> int:
        """Return the minutes that no line was given."""
        return self.length - self.used

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return the lines that are spoken about, in the order of the agenda."""
        return tuple(line for section in self.sections for line in section.lines)

    def as_row(self) -> dict[str, Any]:
        """Return the agenda as plain values."""
        return {
            "length": self.length, "used": self.used, "spare": self.spare,
            "items": [
                {
                    "number": one.item.number, "key": one.item.key, "th": one.item.name_th, "en": one.item.name_en,
                    "minutes": one.minutes, "lines": [line.as_row() for line in one.lines],
                }
                for one in self.sections
            ],
            "written": [line.as_row() for line in self.written], "unknown": list(self.unknown),
        }  # fmt: skip
