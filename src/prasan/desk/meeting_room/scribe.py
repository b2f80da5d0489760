"""The scribe's form in the meeting room: a sentence is read into fields, looked at, and given in the chair's name."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prasan.directives import forms, proposals
from prasan.directives.models import Directive, Origin
from prasan.meetings import policy as may
from prasan.meetings.finding import found_briefing
from prasan.meetings.models import Briefing, Item
from prasan.meetings.stage import beside
from prasan.platform.commands import Refused, RuleBroken, perform


def current(found: Briefing) -> Item:
    """Return the item that is taken up: a directive belongs to what is spoken of."""
    item = found.items.filter(state=Item.State.CURRENT).first()
    if item is None:
        raise RuleBroken(_("โปรดเข้าสู่วาระก่อน ข้อสั่งการต้องอยู่ในวาระ"))
    return item


def read(told: dict[str, str]) -> dict[str, str]:
    """Return the fields that the sentence was read into, over what was typed; RuleBroken where nothing is ordered."""
    rows, _rest = proposals.read(told.get("text", ""))
    one = rows[0]
    found = {
        "text": one.text, "lead": one.lead.name if one.lead is not None else told.get("lead", ""),
        "co": "\n".join(office.name for office in one.co), "areas": "\n".join(area.name for area in one.areas),
        "report_back": "on" if one.report_back or told.get("report_back") else "",
    }  # fmt: skip
    if one.due_kind:
        day = one.due_day.isoformat() if one.due_day is not None else ""
        found |= {"due_kind": one.due_kind, "due_amount": str(one.due_amount or ""), "due_day": day}
    return told | found


def issue(actor: Any, found: Briefing, told: dict[str, str]) -> Directive:
    """Give the directive in the chair's name, from the item that is taken up."""
    item = current(found)
    label = f"{found.name} · {item.title}" if not found.classification else found.name
    values = told | {
        "origin": Origin.BRIEFING, "origin_ref": str(item.pk), "origin_label": label[:300],
        "giver": str(found.chair_id), "classification": str(max(found.classification, item.classification)),
    }  # fmt: skip
    made: Directive = perform(actor, forms.issue(values))
    return made


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_scribe(request: HttpRequest, meeting: int) -> HttpResponse:
    """Show the scribe's form; read a sentence into it, or give what stands in it."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    found = found_briefing(actor, meeting)
    if not may.on_organisers_side(actor, found):
        raise Refused(may.ORGANISERS_ONLY)
    told = forms.clean(request.POST.dict())
    error, field, done = "", "", None
    if request.method == "POST":
        try:
            if told.get("do") == "read":
                told = read(told)
            else:
                done = issue(actor, found, told)
                told = {}
        except RuleBroken as broken:
            error, field = str(broken.text), broken.field
    if not told:
        told = {"report_back": "on", "lead": found.on_stage.office.name if found.on_stage is not None else ""}
    context = {
        "one": found, "told": told, "error": error, "field": field, "done": done, "dues": Directive.Due.choices,
    }  # fmt: skip
    part = bool(request.headers.get("HX-Request"))
    name = "desk/scribe_part.html" if part else "desk/scribe.html"
    # htmx puts in what it is answered only where all went well
    return render(request, name, context, status=409 if error and not part else 200, using="jinja2")


beside.scribe_at("meeting_scribe")
