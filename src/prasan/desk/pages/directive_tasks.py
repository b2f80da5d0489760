"""What directives ask of a seat: those its office has to do, answers to close, guidance to answer or to review."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.desk.pages.clocked import Row, columns
from prasan.desk.pages.common import address
from prasan.directives.models import Addressee, Directive, Guidance
from prasan.directives.models.directive import PART
from prasan.directives.pages.common import due_words
from prasan.directives.policy import DOERS, GIVERS, TYPISTS
from prasan.directory.actor import SeatActor
from prasan.directory.roles import EXECUTIVES
from prasan.kernel.calendar import BANGKOK
from prasan.platform.commands.many import words
from prasan.platform.ui.filters import thaidate

KINDS = frozenset({"do", "close", "reply", "review"})


def directive_tasks(rows: list[Row]) -> list[dict[str, Any]]:
    """Return what directives ask of a seat, each with its clock, out of what `directive_parts` named."""
    found = []
    for told, _pk, code, due, about in rows:
        kind, _colon, state = told.partition(":")
        if kind not in KINDS:
            continue
        left = (due - timezone.now()).total_seconds() / 3600
        status = "very_late" if left < 0 else "late" if left < 24 else "on_plan"
        what, why, page = _("ข้อสั่งการเลขที่ %(code)s") % {"code": code}, "", "directive"
        if kind == "do":
            state, _at, zone = state.partition("@")
            when = due_words(due, zone or BANGKOK.key, "short")
            why = f"{Directive.State(state).label} · {_('กำหนด %(when)s') % {'when': when}}"
        elif kind == "review":
            what, page, status = _("ทบทวนแนวทางเลขที่ %(code)s") % {"code": code}, "guidance", "late"
            why, left = _("ถึงวันทบทวน %(day)s ให้ใช้ต่อหรือให้สิ้นสุด") % {"day": thaidate(due, "short")}, 0.0
        elif kind == "close":
            why, status, left = _("รอท่านตรวจและปิดเรื่อง"), "info", 24.0
        else:
            what, page, status = _("ตอบแนวทางเลขที่ %(code)s") % {"code": code}, "guidance", "info"
        found.append({"what": what, "href": address(page, about), "status": status, "why": why, "left": left})
    return found


def directive_parts(actor: SeatActor) -> list[Any]:
    """Return what the seat's office has to do or answer and what it may close; none for who neither does nor gives."""
    code = words(F("number"), PART, "/", F("year"))
    parts = []
    if actor.has(*DOERS):
        mine = Directive.objects.visible_to(actor).open().filter(lead_id=actor.office_id)
        mine = mine.annotate(stands=words(F("state"), "@", F("lead__time_zone")))
        parts.append(columns(mine, "do", code, F("due_at"), F("pk"), "stands"))
        asked = (
            Addressee.objects.visible_to(actor).current().filter(office_id=actor.office_id, guidance__state="in_force")
        )
        asked = asked.exclude(state=Addressee.State.ANSWERED)
        named = words(F("guidance__number"), "/", F("guidance__year"))
        parts.append(columns(asked, "reply", named, F("guidance__review_on"), F("guidance_id")))
    if actor.has(*GIVERS):
        given = Directive.objects.visible_to(actor).filter(state=Directive.State.ANSWERED)
        follows = actor.has(*TYPISTS)
        given = given.filter(giver__role__in=sorted(EXECUTIVES)) if follows else given.filter(giver_id=actor.seat_id)
        parts.append(columns(given.exclude(answered_by_id=actor.person_id), "close", code, F("due_at"), F("pk")))
        due = Guidance.objects.visible_to(actor).in_force().filter(review_on__lte=timezone.localdate())
        due = due.filter(giver__role__in=sorted(EXECUTIVES)) if follows else due.filter(giver_id=actor.seat_id)
        parts.append(columns(due, "review", words(F("number"), "/", F("year")), F("review_on"), F("pk")))
    return parts
