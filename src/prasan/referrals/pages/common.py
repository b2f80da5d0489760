"""What the pages of cases and referrals share: rendering, shapes of states, the story as lines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from prasan.platform.commands import COMMANDS
from prasan.platform.ui.filters import moment
from prasan.referrals.bearers import GUEST, HELPER, PERSON
from prasan.referrals.models import Decline, Event, Level, Outcome, Referral

State = Referral.State
STATUS = {
    State.OFFERED: "late", State.RECEIVED: "late", State.ACCEPTED: "info", State.DECLINED: "late", State.ASKED: "late",
    State.SCHEDULED: "info", State.UNREACHABLE: "late", State.IN_SERVICE: "info", State.SERVED: "info",
    State.TOLD: "info", State.CONFIRMED: "done", State.UNREACHED: "not_applicable", State.UNSERVED: "not_applicable",
    State.REVOKED: "not_applicable", State.WITHDRAWN: "not_applicable",
}  # fmt: skip
"""The shape beside each state; an overdue one is `very_late`."""
CODES: dict[str, Any] = {**dict(Decline.choices), **dict(Outcome.choices), **dict(Level.choices)}


def page(request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Render a template of this room."""
    return render(request, f"referrals/{name}.html", context, status=status, using="jinja2")


def status_of(one: Referral, now: dt.datetime) -> str:
    """Return the shape beside a referral's state."""
    return "very_late" if one.due_at is not None and one.due_at <= now else STATUS[State(one.state)]


def lines(events: Iterable[Event], *, show_text: bool) -> list[dict[str, str]]:
    """Return events as lines of a timeline. Parameters: `show_text`, what was said of the person stands there too."""
    told = []
    for one in events:
        who = f"{one.seat.person.short_name} · {one.seat.office.short}" if one.seat is not None else _beside(one.origin)
        rest = [_("ตามที่ประชาชนแจ้ง")] if one.on_word and not one.origin else []
        rest += [str(CODES.get(one.code, one.code))] if one.code else []
        rest += [moment(one.when)] if one.when else []
        rest += [one.text] if one.text and show_text else []
        told.append({"what": _what(one), "at": moment(one.at), "who": who, "text": " · ".join(rest)})
    return told


def _beside(origin: str) -> str:
    """Return who acted without a seat."""
    told = {PERSON: _("เจ้าของเรื่อง"), HELPER: _("ผู้ช่วยของเจ้าของเรื่อง"), GUEST: _("หน่วยงานปลายทาง ทางลิงก์")}
    return told.get(origin) or _("ระบบ")


def _what(one: Event) -> str:
    if one.move == "create":
        return _("ส่งต่อถึง %(office)s") % {"office": one.office.short if one.office else ""}
    if one.move == "reroute" and one.office is not None:
        return _("เปลี่ยนปลายทางเป็น %(office)s") % {"office": one.office.short}
    verb = COMMANDS.get({"rise": "referrals.escalate"}.get(one.move, f"referrals.{one.move}"))
    return str(verb.verb) if verb else one.move
