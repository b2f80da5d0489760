"""What one directive is read into."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Directive:
    """One directive as proposed: `span` is [start, end) of its own clause in code points of the raw text.

    `lead` is an office code or None; `co` other offices of the ministry; `outside` codes of agencies outside it; `due`
    an ISO date, or a date-time for hours, or None; `every` an ISO 8601 duration for what recurs.
    """

    text: str
    span: tuple[int, int]
    lead: str | None
    co: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    nationwide: bool = False
    countries: tuple[str, ...] = ()
    due: str | None = None
    due_kind: str = "none"
    every: str | None = None
    report_back: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the directive as plain data, in the order of the published row."""
        return {
            "text": self.text, "lead": self.lead, "co": list(self.co), "outside": list(self.outside),
            "provinces": list(self.provinces), "nationwide": self.nationwide, "countries": list(self.countries),
            "due": self.due, "due_kind": self.due_kind, "every": self.every, "report_back": self.report_back,
        }  # fmt: skip
