"""What situations ask of a seat: tasks of its office, urgent reports without its receipt, today's word of its place."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import F, Value
from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.desk.pages.clocked import Row, columns
from prasan.desk.pages.common import address
from prasan.directory.actor import SeatActor
from prasan.directory.models import Office
from prasan.directory.roles import Role
from prasan.platform.ui.filters import moment, thaitime
from prasan.situation.models import DayReport, EventTask, Urgent
from prasan.situation.watch.days import due_at

DOERS = frozenset(
    {
        Role.PLO, Role.AGENCY_HEAD, Role.AGENCY_OFFICER, Role.COUNTER_OFFICER, Role.COUNSELLOR, Role.DUTY_OFFICER,
        Role.DEPARTMENT_OFFICER, Role.DIRECTOR_GENERAL, Role.SPOKESPERSON, Role.VOLUNTEER_COORDINATOR,
    }
)  # fmt: skip
"""Roles whose work the tasks of their office are; executives see them on the boards."""
DAY_ROLES = frozenset({Role.PLO, Role.AGENCY_OFFICER, Role.COUNSELLOR})


def situation_tasks(actor: SeatActor, rows: list[Row]) -> list[dict[str, Any]]:
    """Return what situations ask of a seat, each with its clock, out of what `situation_parts` named."""
    found, told_today = [], False
    for kind, _pk, text, due, event in rows:
        if kind == "day":
            told_today = True
        elif kind == "task":
            found.append(_task(text, address("event", event), due, _("งานแก้ไขเหตุการณ์")))
        elif kind == "urgent":
            why = _("รายงานด่วนรอท่านยืนยันว่าได้อ่านแล้ว")
            found.append(_task(text, address("urgent_event", event) or address("event", event), due, why))
    if owes_day(actor) and not told_today:
        due = due_at(timezone.localdate())
        what = _("รายงานเหตุการณ์ประจำวันนี้ แม้เหตุการณ์ปกติ")
        found.append(_task(what, address("day_own"), due, _("ภายใน %(time)s") % {"time": thaitime(due)}))
    return found


def owes_day(actor: SeatActor) -> bool:
    """Tell whether the seat's office owes a word on each day, and the seat gives it."""
    return actor.role in DAY_ROLES and (actor.leads_province or actor.office_kind == Office.Kind.ABROAD)


def _task(what: str, href: str, due: dt.datetime, why: str) -> dict[str, Any]:
    left = (due - timezone.now()).total_seconds() / 3600
    status = "very_late" if left < 0 else "late" if left < 24 else "on_plan"
    told = f"{why} · {_('กำหนด %(when)s') % {'when': moment(due, 'short')}}"
    return {"what": what, "href": href or address("my_work"), "status": status, "why": told, "left": left}


def situation_parts(actor: SeatActor) -> list[Any]:
    """Return the seat's tasks, urgent reports and today's word, to be read together with other work."""
    urgent = Urgent.objects.unread().filter(person_id=actor.person_id, event__merged_into=None)
    parts = [columns(urgent, "urgent", F("event__title"), F("due_at"), F("event_id"))]
    if actor.role in DOERS:
        mine = EventTask.objects.waiting().filter(office_id=actor.office_id, event__merged_into=None)
        parts.append(columns(mine, "task", F("text"), F("due"), F("event_id")))
    if owes_day(actor):
        today = DayReport.objects.filter(office_id=actor.office_id, day=timezone.localdate())
        parts.append(columns(today, "day", F("day"), F("sent_at"), Value(0)))
    return parts
