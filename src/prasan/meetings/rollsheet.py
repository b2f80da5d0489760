"""The roll as people read it: a row a line, sums by province, region, agency or duty, and as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.directory.models import Agency, Area, Membership
from prasan.directory.models.areas import GroupKind
from prasan.meetings import queries
from prasan.meetings.models import Attendee, Briefing
from prasan.meetings.roll import NOBODY
from prasan.meetings.rollcall import Presence
from prasan.platform.listings.export import safe

BY = {
    "province": gettext_lazy("จังหวัด"), "region": gettext_lazy("เขตตรวจราชการ"), "agency": gettext_lazy("สังกัด"),
    "duty": gettext_lazy("ฐานะในที่ประชุม"),
}  # fmt: skip
"""How the roll is summed."""
COUNTRIES_FROM, PROVINCE = 1_000_000, 10_000
"""Numbers of areas: abroad from the first; a province is a whole multiple of the second (docs/algorithms)."""


@dataclass(frozen=True)
class Row:
    """A line of the roster with how it was there. `sent`: somebody comes in its stead."""

    line: Attendee
    presence: Presence

    @property
    def sent(self) -> bool:
        """Tell whether a substitute comes."""
        return self.line.reply == Attendee.Reply.SUBSTITUTE

    @property
    def state(self) -> str:
        """Return here, came (and left) or absent."""
        if self.presence.here:
            return "here"
        return "came" if self.presence.came else "absent"


@dataclass
class Sum:
    """How the lines of one group stand; `minutes`, of those who came, together."""

    label: str
    invited: int = 0
    came: int = 0
    here: int = 0
    late: int = 0
    sent: int = 0
    minutes: int = 0

    def add(self, row: Row) -> None:
        """Count a line in."""
        self.invited += 1
        self.came += row.presence.came
        self.here += row.presence.here
        self.late += row.presence.late
        self.sent += row.sent
        self.minutes += row.presence.minutes

    @property
    def average(self) -> int | None:
        """Return the mean minutes of those who came, None where nobody did."""
        return round(self.minutes / self.came) if self.came else None


def rows_of(lines: Iterable[Attendee], told: dict[int, Presence]) -> list[Row]:
    """Return the roll, in the order of the roster."""
    return [Row(line, told.get(line.pk, NOBODY)) for line in lines]


def sums(rows: list[Row], by: str, briefing: Briefing) -> list[Sum]:
    """Return the roll summed, groups in the order in which they first stand: two queries at most.

    Parameters: `by`, a key of BY; ValueError for another. Regions are those of the meeting's day.
    """
    labels = _labels(rows, by, briefing)
    found: dict[Any, Sum] = {}
    for row, (key, label) in zip(rows, labels, strict=True):
        found.setdefault(key, Sum(label)).add(row)
    return list(found.values())


def _labels(rows: list[Row], by: str, briefing: Briefing) -> list[tuple[Any, str]]:
    if by == "duty":
        return [(row.line.duty, row.line.get_duty_display()) for row in rows]
    if by == "agency":
        agencies = {one.pk: one.short for one in Agency.objects.all()}
        outside = _("ภายนอกกระทรวง")
        return [(row.line.office.agency_id, agencies.get(row.line.office.agency_id or "", outside)) for row in rows]
    places = [_place(row.line.area_id) for row in rows]
    if by == "region":
        regions = _regions(briefing)
        return [regions.get(place, _apart(place)) for place in places]
    if by != "province":
        raise ValueError(by)
    named = Area.objects.filter(pk__in=set(places)).defer("grams", "boundary")
    names = {one.pk: one.name for one in named if _is_province(one.pk) or one.pk >= COUNTRIES_FROM}
    return [(place, names[place]) if place in names else _apart(place) for place in places]


def _is_province(place: int) -> bool:
    return PROVINCE <= place < COUNTRIES_FROM and place % PROVINCE == 0


def _place(area: int) -> int:
    """Return the province of a district's number, any other area itself."""
    return area // PROVINCE * PROVINCE if PROVINCE <= area < COUNTRIES_FROM else area


def _apart(place: int) -> tuple[str, str]:
    if place >= COUNTRIES_FROM:
        return "abroad", _("ต่างประเทศ")
    return ("none", _("นอกเขตตรวจราชการ")) if place >= PROVINCE else ("centre", _("ส่วนกลาง"))


def _regions(briefing: Briefing) -> dict[int, tuple[Any, str]]:
    day = timezone.localdate(briefing.starts_at)
    inside = Membership.objects.on(day).filter(group__kind=GroupKind.INSPECTION_REGION).select_related("group")
    return {one.area_id: (one.group_id, _("เขต %(n)s") % {"n": one.group.number}) for one in inside}


HEADINGS = (
    "position", "office", "area", "duty", "name", "reply", "state", "first_at", "minutes", "late", "substitute",
    "spans",
)  # fmt: skip
"""Columns of the file; times in UTC, spans from/to separated by spaces."""


def csv_lines(rows: list[Row], actor: Any) -> Iterator[str]:
    """Yield the roll as CSV that a spreadsheet opens right; names as the actor reads them, no formulas."""
    yield "\ufeff" + _line(HEADINGS)
    for row in rows:
        line, there = row.line, row.presence
        spans = " ".join(f"{_at(begun)}/{_at(ended)}" for begun, ended in there.spans)
        yield _line([
            line.position + 1, safe(line.office.code), safe(line.area.code), line.duty, safe(name_of(line, actor)),
            line.reply, row.state, _at(there.first), there.minutes, int(there.late), int(row.sent), spans,
        ])  # fmt: skip


def name_of(line: Attendee, actor: Any) -> str:
    """Return the name that stands on a line: the substitute's, else that of its seat; empty for a whole office."""
    if line.reply == Attendee.Reply.SUBSTITUTE:
        return queries.person_of(line.substitute.full_name if line.substitute else line.substitute_name, actor)
    return line.seat.person.full_name if line.seat is not None else ""


def _at(moment: Any) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}" if moment is not None else ""


def _line(values: Iterable[Any]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(values)
    return out.getvalue()
