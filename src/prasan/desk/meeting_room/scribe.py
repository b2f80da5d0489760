"""The scribe's form in the meeting room: sentences are read, looked at, and given in the chair's name."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prasan.directives.models import Directive, Origin
from prasan.directives.readings import Reading
from prasan.meetings import policy as may
from prasan.meetings.finding import found_briefing
from prasan.meetings.models import Briefing, Item
from prasan.meetings.stage import beside
from prasan.platform.commands import Refused, RuleBroken


def current(found: Briefing) -> Item:
    """Return the item that is taken up: a directive belongs to what is spoken of."""
    item = found.items.filter(state=Item.State.CURRENT).first()
    if item is None:
        raise RuleBroken(_("โปรดเข้าสู่วาระก่อน ข้อสั่งการต้องอยู่ในวาระ"))
    return item


def shared(found: Briefing) -> dict[str, str]:
    """Return what everything given now has in common: the chair's name, the item, the class of the meeting."""
    item = current(found)
    label = f"{found.name} · {item.title}" if not found.classification else found.name
    return {
        "origin": Origin.BRIEFING, "origin_ref": str(item.pk), "origin_label": label[:300],
        "giver": str(found.chair_id), "classification": str(max(found.classification, item.classification)),
    }  # fmt: skip


def typed(actor: Any, found: Briefing, told: dict[str, str]) -> Reading:
    """Return the form as it was sent, with what its button asked for done."""
    reading = Reading.of(told)
    try:
        if told.get("do") == "blank":
            reading.begin(found.on_stage.office.name if found.on_stage is not None else "")
            return reading
        if told.get("do", "").startswith("confirm-"):
            reading.shared |= shared(found)
    except RuleBroken as broken:
        reading.error, reading.field = str(broken.text), broken.field
        return reading
    reading.do(actor, told.get("do", ""))
    return reading


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_scribe(request: HttpRequest, meeting: int) -> HttpResponse:
    """Show the scribe's form; read sentences into it, or give one of what stands in it."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    found = found_briefing(actor, meeting)
    if not may.on_organisers_side(actor, found):
        raise Refused(may.ORGANISERS_ONLY)
    reading = typed(actor, found, request.POST.dict())
    context = {
        "one": found, "reading": reading, "dues": Directive.Due.choices, "everies": Directive.Every.choices,
    }  # fmt: skip
    part = bool(request.headers.get("HX-Request"))
    name = "desk/scribe_part.html" if part else "desk/scribe.html"
    # htmx puts in what it is answered only where all went well
    return render(request, name, context, status=409 if reading.error and not part else 200, using="jinja2")


beside.scribe_at("meeting_scribe")
