"""What directives ask of a seat: those its office has to do, answers to close, guidance to answer or to review."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import CharField, DateTimeField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.desk.pages.common import address
from prasan.directives.models import Addressee, Directive
from prasan.directives.models.directive import PART
from prasan.directives.policy import DOERS, GIVERS, TYPISTS
from prasan.directory.actor import SeatActor
from prasan.directory.roles import EXECUTIVES
from prasan.platform.commands.many import words
from prasan.platform.ui.filters import moment

SHOWN = 40
Row = tuple[str, int, str, str, dt.datetime]


def directive_tasks(actor: SeatActor) -> list[dict[str, Any]]:
    """Return what directives ask of a seat, each with its clock: one query, none for who neither does nor gives."""
    now = timezone.now()
    found = []
    for kind, key, code, state, due in _rows(actor):
        left = (due - now).total_seconds() / 3600
        status = "very_late" if left < 0 else "late" if left < 24 else "on_plan"
        what, why, page = _("ข้อสั่งการเลขที่ %(code)s") % {"code": code}, "", "directive"
        if kind == "do":
            told = _("กำหนด %(when)s") % {"when": moment(due, "short")}
            why = f"{Directive.State(state).label} · {told}"
        elif kind == "close":
            why, status, left = _("รอท่านตรวจและปิดเรื่อง"), "info", 24.0
        else:
            what, page, status = _("ตอบแนวทางเลขที่ %(code)s") % {"code": code}, "guidance", "info"
        found.append({"what": what, "href": address(page, key), "status": status, "why": why, "left": left})
    return found


def _rows(actor: SeatActor) -> list[Row]:
    code = words(F("number"), PART, "/", F("year"))
    parts = []
    if actor.has(*DOERS):
        mine = Directive.objects.visible_to(actor).open().filter(lead_id=actor.office_id)
        parts.append(_columns(mine, "do", F("pk"), code, F("due_at")))
        asked = Addressee.objects.visible_to(actor).filter(office_id=actor.office_id, guidance__state="in_force")
        asked = asked.exclude(state=Addressee.State.ANSWERED)
        named = words(F("guidance__number"), "/", F("guidance__year"))
        parts.append(_columns(asked, "reply", F("guidance_id"), named, F("guidance__review_on")))
    if actor.has(*GIVERS):
        given = Directive.objects.visible_to(actor).filter(state=Directive.State.ANSWERED)
        follows = actor.has(*TYPISTS)
        given = given.filter(giver__role__in=sorted(EXECUTIVES)) if follows else given.filter(giver_id=actor.seat_id)
        parts.append(_columns(given.exclude(answered_by_id=actor.person_id), "close", F("pk"), code, F("due_at")))
    if not parts:
        return []
    return list(parts[0].union(*parts[1:], all=True).order_by("falls", "key")[:SHOWN])


def _columns(rows: QuerySet[Any], kind: str, key: Any, code: Any, due: Any) -> Any:
    return rows.order_by().annotate(
        what=Value(kind, CharField()), key=key, named=Cast(code, TextField()), stands=Cast("state", TextField()),
        falls=Cast(due, DateTimeField()),
    ).values_list("what", "key", "named", "stands", "falls")  # fmt: skip
