"""Pages of the events: one set as list, map or timeline, and a new one by hand."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from prasan.directory.models import Area
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.ui import charts
from prasan.platform.ui.country import shapes
from prasan.platform.web.asking import actor_of
from prasan.situation.events import forms, queries
from prasan.situation.events.commands import OpenEvent
from prasan.situation.events.policy import can_triage, holds, is_centre
from prasan.situation.kinds import EventType, Severity
from prasan.situation.models import Event
from prasan.situation.shapes import SHAPES

VIEWS = ("list", "map", "timeline")
STATUS = {
    Event.State.OPEN: "info", Event.State.WATCHING: "not_due", Event.State.VERIFIED: "late",
    Event.State.REFUTED: "not_applicable", Event.State.ASSESSED: "late", Event.State.RESPONDING: "late",
    Event.State.CLOSED: "done",
}  # fmt: skip
"""The shape that stands beside each state."""


def may_open(actor: Any) -> bool:
    """Tell whether a seat opens events somewhere."""
    return is_centre(actor) or holds(actor, actor.area_id)


@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """Show the events that are asked for: `?view=` list, map or timeline of the same set."""
    actor = actor_of(request)
    view = request.GET.get("view", "list")
    view = view if view in VIEWS else "list"
    asked = queries.asked_of(request.GET.dict())
    found = queries.events_of(actor, asked)
    shown = found[: queries.MOST]
    kept = {name: value for name, value in asked.values.items() if value}
    words = {"list": _("รายการ"), "map": _("แผนที่"), "timeline": _("ลำดับเวลา")}
    tabs = [(words[one], f"{request.path}?{urlencode(kept | {'view': one})}", one == view, None) for one in VIEWS]
    context: dict[str, Any] = {
        "view": view, "tabs": tabs, "asked": asked.values, "events": shown, "more": len(found) > len(shown),
        "status": STATUS, "grave": SHAPES, "types": EventType.choices, "severities": Severity.choices,
        "states": [("live", _("ที่ยังต้องดำเนินการ")), ("all", _("ทั้งหมด")), *Event.State.choices], "now": timezone.now(),
        "may_open": may_open(actor), "may_triage": can_triage(actor, None) is None, "state": asked.state,
        "address": f"{request.path}?{urlencode(kept | {'view': view})}",
    }  # fmt: skip
    if view == "map":
        context |= country(shown)
    if view == "timeline":
        shown.sort(key=lambda one: one.happened_at or one.opened_at, reverse=True)
    return render(request, "situation/events/events.html", context, using="jinja2")


def country(found: list[Event]) -> dict[str, Any]:
    """Return the map of some events by province, and those abroad: one query."""
    provinces = list(Area.objects.provinces().only("id", "last", "code", "name_th", "name_en", "short_th"))
    here: dict[str, list[Event]] = {}
    for one in found:
        code = next((p.code for p in provinces if p.holds(one.area_id)), "")
        here.setdefault(code, []).append(one)
    marks, rows = {}, []
    for province in provinces:
        mine = here.get(province.code, [])
        worst = min((Severity.values.index(one.severity) for one in mine), default=None)
        status = "on_plan" if worst is None else SHAPES[Severity.values[worst]]
        said = _("%(place)s %(n)s เหตุการณ์") % {"place": province.name, "n": len(mine)}
        href = f"{reverse('events')}?{urlencode({'area': province.code})}" if mine else ""
        marks[province.code] = charts.Mark(status, province.name, said, province.short_th, str(len(mine) or ""), href)
        if mine:
            rows.append((f"{said}", href, status))
    drawn = shapes()
    label = _("เหตุการณ์ตามจังหวัด")
    picture = charts.province_map(drawn, marks, label=label, limit=16) if drawn is not None else ""
    return {"map": picture, "by_province": rows, "elsewhere": here.get("", []), "credit": drawn.notice if drawn else ""}


@require_http_methods(["GET", "HEAD", "POST"])
def event_new(request: HttpRequest) -> HttpResponse:
    """Open an event by hand, as a call or a report of the own province asks for."""
    actor = actor_of(request)
    if not may_open(actor):
        raise Refused(_("ตำแหน่งของท่านไม่ได้เปิดเหตุการณ์"))
    told, error, field = request.POST.dict(), "", ""
    if request.method == "POST":
        try:
            command = OpenEvent(values=forms.event_values(told), key=told.get("key", "")[:100])
            made = perform(actor, command)
        except RuleBroken as broken:
            error, field = str(broken.text), broken.field
        else:
            messages.success(request, _("เปิดเหตุการณ์ %(code)s แล้ว") % {"code": made.code})
            return redirect("event", made.pk)
    context = forms.choices() | {"told": told, "error": error, "field": field, "event": None}
    return render(request, "situation/events/form.html", context, status=409 if error else 200, using="jinja2")
