"""The board of the whole nation: each province and each office abroad with its worst event, the silent ones seen."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.desk.boards import duty
from prasan.desk.boards.clocks import Both, both
from prasan.desk.boards.rows import EventRow, live_events
from prasan.desk.boards.silence import silent_for
from prasan.directory.models import Area, Office
from prasan.platform.ui.filters import number
from prasan.progress.policy import opens_area
from prasan.situation import shapes
from prasan.situation.alarms.queries import waiting
from prasan.situation.watch.days import Row, matrix


@dataclass(frozen=True, slots=True)
class Cell:
    """A province or an office abroad: its live events worst first, its word of today, how long it has been silent.

    `word`, what it said today: normal, something, silent, waiting; empty where the reader does not see it.
    """

    code: str
    name: str
    short: str
    events: tuple[EventRow, ...]
    word: str
    silent: int
    opens: bool
    clock: Both | None = None

    @property
    def status(self) -> str:
        """Return the shape: of the worst event, else hatch where it is silent, else ring where it said normal."""
        if self.events:
            return self.events[0].status
        if self.silent:
            return "not_reported"
        return {"normal": "on_plan", "something": "info", "waiting": "not_due"}.get(self.word, "not_applicable")

    @property
    def said(self) -> str:
        """Return the word beside the shape."""
        if self.events:
            return self.events[0].severity_word
        if self.silent:
            return _("เงียบ %(n)s วัน") % {"n": number(self.silent)}
        words = {"normal": _("ปกติ"), "something": _("มีเหตุ"), "waiting": _("รอรายงาน")}
        return words.get(self.word, "–")

    def as_row(self) -> dict[str, Any]:
        """Return it for a script."""
        worst = self.events[0] if self.events else None
        return {
            "area": self.code, "events": [one.code for one in self.events],
            "worst": worst.severity if worst else None, "word": self.word or None, "silent_days": self.silent,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Nation:
    """Every province and office abroad at a moment, as far as the reader sees them."""

    now: dt.datetime
    provinces: tuple[Cell, ...]
    abroad: tuple[Cell, ...]
    events: tuple[EventRow, ...]
    watch: tuple[duty.Watch, ...]
    alarms: int = 0

    @property
    def centre_watch(self) -> list[duty.Watch]:
        """Return who is on watch in the operations centre."""
        return [one for one in self.watch if one.in_centre]

    @property
    def silent(self) -> list[Cell]:
        """Return the places that are silent, longest first."""
        found = [one for one in (*self.provinces, *self.abroad) if one.silent]
        return sorted(found, key=lambda one: -one.silent)

    @property
    def loud(self) -> list[Cell]:
        """Return the places with live events, worst first."""
        found = [one for one in (*self.provinces, *self.abroad) if one.events]
        return sorted(found, key=lambda one: one.events[0].rank)

    def headline(self) -> tuple[str, str]:
        """Return (shape, sentence): how many events where, which comes first, who is silent."""
        if not self.events:
            told, status = [_("ไม่มีเหตุการณ์ที่ยังไม่ยุติ")], "on_plan"
        else:
            worst = self.events[0]
            told = [
                _("มีเหตุการณ์ที่ยังไม่ยุติ %(n)s เรื่อง ใน %(places)s พื้นที่")
                % {"n": number(len(self.events)), "places": number(len({one.area for one in self.events}))},
                _("ที่ต้องดูก่อน: %(what)s") % {"what": f"{worst.title} ({worst.area_name})"},
            ]
            status = worst.status if worst.severity in {"extreme", "severe"} else "on_plan"
        if self.silent:
            told.append(_("เงียบ %(n)s แห่ง") % {"n": number(len(self.silent))})
            status = "late" if status == "on_plan" else status
        return status, " · ".join(told)

    def legend(self) -> list[tuple[str, str, int]]:
        """Return (shape, word, how many provinces) of what the tiles show, worst first; nothing that no tile shows."""
        found: dict[tuple[int, str, str], int] = defaultdict(int)
        for one in self.provinces:
            place = shapes.ORDER[one.events[0].severity] if one.events else 9
            word = _("เงียบ") if one.status == "not_reported" else one.said
            found[(place, one.status, word if word != "–" else _("ไม่อยู่ในขอบเขตของท่าน"))] += 1
        return [(status, word, count) for (_place, status, word), count in sorted(found.items())]

    def as_row(self) -> dict[str, Any]:
        """Return the board for a script."""
        return {
            "as_of": self.now, "headline": self.headline()[1], "events": [one.as_row() for one in self.events],
            "provinces": [one.as_row() for one in self.provinces],
            "abroad": [one.as_row() | (one.clock.as_row() if one.clock else {}) for one in self.abroad],
            "watch": [one.as_row() for one in self.watch], "alarms": self.alarms,
        }  # fmt: skip


def nation(actor: Any, now: dt.datetime | None = None) -> Nation:
    """Return the nation's board: seven queries."""
    now = now or timezone.now()
    events = live_events(actor, now)
    provinces = list(Area.objects.provinces().defer("grams", "boundary").order_by("pk"))
    told = matrix(actor, timezone.localdate(now))
    offices = duty.branches(Q(kind=Office.Kind.ABROAD), people=False)
    here = _by_province(provinces, events)
    days = {row.office.area_id: row for row in told if row.office.leads_province}
    cells = [
        _cell(one.code, one.name, one.short_th, here[one.pk], days.get(one.pk), opens_area(actor, one.pk, one.last))
        for one in provinces
    ]
    by_office = {row.office.pk: row for row in told}
    names = {one.area: one for one in events if one.is_abroad}
    codes = dict(Area.objects.filter(pk__in={one.area for one in offices}).values_list("pk", "code"))
    abroad = [
        _cell(
            codes[one.area], one.short, one.short, [each for each in events if each.area == one.area],
            by_office.get(one.pk), True, both(now, one.zone),
        )
        for one in offices
    ]  # fmt: skip
    without = {area: one for area, one in names.items() if area not in codes}
    abroad += [
        _cell(one.area_code, one.area_name, "", [each for each in events if each.area == area], None, True)
        for area, one in without.items()
    ]
    return Nation(now, tuple(cells), tuple(abroad), tuple(events), tuple(duty.on_watch(now)), waiting(actor))


def _cell(
    code: str, name: str, short: str, events: list[EventRow], row: Row | None, opens: bool, clock: Both | None = None
) -> Cell:
    words = [cell.state for cell in row.cells] if row else []
    found = tuple(sorted(events, key=lambda one: one.rank))
    return Cell(code, name, short, found, words[0] if words else "", silent_for(words), opens, clock)


def _by_province(provinces: list[Area], events: list[EventRow]) -> dict[int, list[EventRow]]:
    """Return the events of each province: those that happened in it or list it as a further place."""
    starts = [one.pk for one in provinces]
    ends = {one.pk: one.last for one in provinces}
    found: dict[int, list[EventRow]] = defaultdict(list)
    for event in events:
        for area in {event.area, *(one.area for one in event.places if one.role == "also")}:
            at = bisect_right(starts, area) - 1
            if at >= 0 and area <= ends[starts[at]]:
                found[starts[at]].append(event)
    return found
