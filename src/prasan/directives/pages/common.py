"""What the pages of directives share: who asks, rendering, the row in scope, masked words, shapes of states."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from prasan.directives.models import Addressee, Directive, Guidance
from prasan.kernel.calendar import BANGKOK
from prasan.platform.commands import COMMANDS
from prasan.platform.journal.models import Entry
from prasan.platform.ui.filters import moment, thaitime

STATUS = {
    Directive.State.ISSUED: "info", Directive.State.ACKNOWLEDGED: "info", Directive.State.WORKING: "late",
    Directive.State.ANSWERED: "info", Directive.State.RETURNED: "late", Directive.State.CLOSED: "done",
    Directive.State.WITHDRAWN: "not_applicable",
}  # fmt: skip
"""The shape beside each state of a directive; an overdue one is `very_late`."""
GUIDANCE_STATUS = {
    Guidance.State.IN_FORCE: "info", Guidance.State.ENDED: "done", Guidance.State.WITHDRAWN: "not_applicable",
}  # fmt: skip
REPLY_STATUS = {
    Addressee.State.ASKED: "late", Addressee.State.ACKNOWLEDGED: "info", Addressee.State.ANSWERED: "done",
}  # fmt: skip
LINES = 12


def page(request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Render a template of this room."""
    return render(request, f"directives/{name}.html", context, status=status, using="jinja2")


def due_words(due: dt.datetime, zone: str, style: str = "medium") -> str:
    """Return a deadline in the time of the office that has it, abroad with Thai time beside it.

    Parameters: `due`, aware; `zone`, the office's time zone by name; `style`, of `thaidate`.
    """
    there = due.astimezone(ZoneInfo(zone))
    home = due.astimezone(BANGKOK)
    if there.utcoffset() == home.utcoffset():
        return moment(due, style)
    told = thaitime(home.time()) if there.date() == home.date() else moment(due, style)
    return _("%(there)s เวลาท้องถิ่น (%(home)s เวลาไทย)") % {
        "there": moment(there.replace(tzinfo=None), style), "home": told,
    }  # fmt: skip


def due_said(one: Directive) -> str:
    """Return how a deadline was said: ภายใน 7 วัน, ภายในวันที่, ทันที."""
    told = {
        Directive.Due.MONTHS: _("ภายใน %(n)s เดือน"), Directive.Due.DAYS: _("ภายใน %(n)s วัน"),
        Directive.Due.HOURS: _("ภายใน %(n)s ชั่วโมงทำการ"),
    }.get(Directive.Due(one.due_kind))  # fmt: skip
    return told % {"n": one.due_amount} if told else str(one.get_due_kind_display())


def history(actor: Any, thing: Any, rows: Any = None) -> list[dict[str, str]]:
    """Return the newest journal entries of a thing as lines of a timeline: one query.

    Parameters: `rows`, the entries where they are of more than the thing itself.
    """
    told = []
    entries = (Entry.objects.about(thing) if rows is None else rows).visible_to(actor)
    for entry in entries[:LINES]:
        verb = COMMANDS.get(entry.verb)
        what = str(verb.verb) if verb else entry.verb
        text = "" if entry.classification and actor.scope.masked else entry.reason
        told.append({"what": what, "at": moment(entry.at), "who": entry.actor_label, "text": text})
    return told
