"""A province's situation board (กระดานสถานการณ์จังหวัด): what is live, what waits, who watches, who is silent."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.desk.boards import duty
from prasan.desk.boards.rows import EventRow, Items, TaskRow, items, live_events, open_tasks
from prasan.desk.boards.silence import counted, silent_for
from prasan.directory.models import Area, Office
from prasan.platform.ui.filters import number
from prasan.situation.alarms.queries import waiting
from prasan.situation.models import DayReport
from prasan.situation.watch.days import SHOWN_DAYS, Cell, due_at

LOUD = frozenset({"extreme", "severe"})
"""Severities that a headline calls out."""


@dataclass(frozen=True, slots=True)
class DayRow:
    """An office's daily words, the newest first."""

    office: duty.Branch
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """A place's situation at a moment, as far as the reader sees it; `days`, the word of its reporting offices.

    `alarms`, how many numbers that warn wait for a decision.
    """

    area: Area
    now: dt.datetime
    events: list[EventRow]
    items: Items
    tasks: list[TaskRow]
    watch: list[duty.Watch]
    offices: list[duty.Branch]
    days: list[DayRow]
    alarms: int = 0

    @property
    def silent(self) -> int:
        """Return for how many days in a row the place has been silent; the longest of several offices."""
        return max((silent_for([cell.state for cell in row.cells]) for row in self.days), default=0)

    @property
    def late(self) -> int:
        """Return how many tasks are overdue."""
        return sum(1 for one in self.tasks if one.due < self.now)

    def headline(self) -> tuple[str, str]:
        """Return (shape, sentence): what is worst, what is overdue, what is silent."""
        told = [_live(self.events)]
        status = "on_plan"
        if self.events:
            worst = self.events[0]
            status = worst.status if worst.severity in LOUD else "on_plan"
            told.append(_("ที่ต้องดูก่อน: %(what)s") % {"what": worst.title})
        if self.late:
            told.append(_("งานเกินกำหนด %(n)s งาน") % {"n": number(self.late)})
        if self.silent:
            told.append(_("ไม่มีรายงานเหตุการณ์ประจำวันมา %(n)s วัน") % {"n": number(self.silent)})
        if (self.late or self.silent) and status == "on_plan":
            status = "late"
        return status, " · ".join(told)

    def as_row(self) -> dict[str, Any]:
        """Return the board for a script: codes and moments, no sentence but the headline."""
        return {
            "area": self.area.code, "name": self.area.name, "as_of": self.now, "headline": self.headline()[1],
            "events": [one.as_row() for one in self.events], "items": _items_row(self.items),
            "tasks": [one.as_row() for one in self.tasks], "watch": [one.as_row() for one in self.watch],
            "offices": [one.as_row() for one in self.offices], "silent_days": self.silent,
            "alarms": self.alarms, "days": [day_row(one) for one in self.days],
        }  # fmt: skip


def _live(events: list[EventRow]) -> str:
    if not events:
        return _("ไม่มีเหตุการณ์ที่ยังไม่ยุติ")
    return _("มีเหตุการณ์ที่ยังไม่ยุติ %(n)s เรื่อง") % {"n": number(len(events))}


def _items_row(found: Items) -> dict[str, Any]:
    return {
        "waiting": found.counts.get("new", 0), "linked": found.counts.get("linked", 0),
        "binned": found.counts.get("binned", 0), "more": found.more,
    }  # fmt: skip


def day_row(one: DayRow) -> dict[str, Any]:
    """Return an office's days for a script, newest first, with how many carry each word."""
    words = [cell.state for cell in one.cells]
    return {
        "office": one.office.code, "days": [{"day": cell.day, "word": cell.state} for cell in one.cells],
        "counts": counted(words),
    }  # fmt: skip


def days_of(actor: Any, offices: list[duty.Branch], now: dt.datetime) -> list[DayRow]:
    """Return the last days of the offices that owe a daily word, as far as the actor reads them: one query."""
    owing = [
        one for one in offices
        if (one.leads_province or one.kind == Office.Kind.ABROAD)
        and actor.scope.covers(area=one.area, office=one.pk, agency=one.agency_code)
    ]  # fmt: skip
    if not owing:
        return []
    today = timezone.localdate(now)
    shown = [today - dt.timedelta(days=back) for back in range(SHOWN_DAYS)]
    rows = DayReport.objects.visible_to(actor).filter(office_id__in=[one.pk for one in owing], day__in=shown)
    columns = ("office_id", "day", "pk", "is_normal", "sent_at")
    told = {(office, day): rest for office, day, *rest in rows.values_list(*columns)}
    return [DayRow(one, tuple(_cell(day, told.get((one.pk, day)), now) for day in shown)) for one in owing]


def _cell(day: dt.date, told: list[Any] | None, now: dt.datetime) -> Cell:
    if told is None:
        return Cell(day, "silent" if now >= due_at(day) else "waiting")
    pk, normal, sent = told
    return Cell(day, "normal" if normal else "something", pk, sent > due_at(day))


def province_board(actor: Any, area: Area, now: dt.datetime | None = None) -> Board:
    """Return the board of a province that the actor opens: seven queries."""
    now = now or timezone.now()
    kinds = (Office.Kind.PROVINCIAL, Office.Kind.BRANCH)
    inside = Q(area_id__gte=area.pk, area_id__lte=area.last, kind__in=kinds)
    offices = duty.branches(inside, people=False)
    return Board(
        area, now, live_events(actor, now, area), items(actor, area, now), open_tasks(actor, area),
        duty.on_watch(now, area), offices, days_of(actor, offices, now), waiting(actor, area),
    )  # fmt: skip
