"""What an import would do: lines for people to read, steps for the door, and what cannot be read."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Bad:
    """One thing that cannot be read: sheet, cell, and what to do about it."""

    sheet: str
    cell: str
    text: str

    def as_text(self) -> str:
        """Return a line for people."""
        return f"{self.sheet}!{self.cell}: {self.text}" if self.sheet else f"{self.cell}: {self.text}"

    def as_row(self) -> dict[str, Any]:
        """Return a row for scripts."""
        return {"status": "bad", **asdict(self)}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that would be new, changed or the same; `changes` is [[field, old, new], …]."""

    status: str
    what: str
    where: str
    changes: list[list[str]] = field(default_factory=list)

    def as_text(self) -> str:
        """Return a line for people."""
        told = "; ".join(f"{name}: {old or '–'} → {new or '–'}" for name, old, new in self.changes)
        return f"{self.where}\t{self.status}\t{self.what}\t{told}".rstrip()

    def as_row(self) -> dict[str, Any]:
        """Return a row for scripts."""
        return asdict(self)


@dataclass(slots=True)
class Plan:
    """The whole of an import. `steps` are [command name, fields, where], in the order of the door."""

    lines: list[Line] = field(default_factory=list)
    bad: list[Bad] = field(default_factory=list)
    steps: list[list[Any]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Return what is kept between preview and acceptance."""
        return {"lines": [asdict(x) for x in self.lines], "bad": [asdict(x) for x in self.bad], "steps": self.steps}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Plan:
        """Return the plan that was kept."""
        return cls([Line(**x) for x in kept["lines"]], [Bad(**x) for x in kept["bad"]], kept["steps"])

    def counts(self) -> Counter[str]:
        """Return how many are new, changed, the same."""
        return Counter(line.status for line in self.lines)

    def summary(self) -> str:
        """Return one sentence about what would change."""
        counts = self.counts()
        told = {"new": counts["new"], "changed": counts["changed"], "same": counts["same"], "bad": len(self.bad)}
        return _("ใหม่ %(new)s เปลี่ยน %(changed)s เท่าเดิม %(same)s อ่านไม่ได้ %(bad)s") % told
