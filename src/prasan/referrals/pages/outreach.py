"""Outreach lists: those of the office, one as a worklist that can be printed, the form, one person's line."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.directory.models import Area
from prasan.directory.typed import day_of, whole
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.web.asking import actor_of
from prasan.referrals import commands as c
from prasan.referrals import policy as may
from prasan.referrals.models import OutreachLine, OutreachList
from prasan.referrals.outreach.choosing import counts, goers, lines_of
from prasan.referrals.pages.common import page
from prasan.registers.models.worker_words import InformalGroup, Section
from prasan.registers.queries_workers import places

PAGE = 100
LISTS = 50
State = OutreachLine.State
STATUS = {
    State.TO_VISIT: "info", State.REACHED: "done", State.NOT_FOUND: "late", State.MOVED: "not_applicable",
    State.REFUSED: "not_applicable", State.REFERRED: "done",
}  # fmt: skip
RESULTS = [pair for pair in State.choices if pair[0] != State.TO_VISIT]


def _typed(request: HttpRequest) -> dict[str, str]:
    told = request.POST if request.method == "POST" else request.GET
    return {name: str(text).replace("\0", "") for name, text in told.dict().items()}


def _works(request: HttpRequest) -> Any:
    actor = actor_of(request)
    if not actor.has(*may.WORKERS):
        raise Refused(may.CASE_WORKERS_ONLY)
    return actor


def list_or_404(actor: Any, pk: int) -> OutreachList:
    """Return a list of the own office; 404 otherwise."""
    rows = OutreachList.objects.visible_to(actor).select_related("area").defer("area__grams", "area__boundary")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


@require_safe
def outreach(request: HttpRequest) -> HttpResponse:
    """List the outreach lists of the own office with how many of each were met."""
    actor = _works(request)
    rows = OutreachList.objects.visible_to(actor).select_related("area").defer("area__grams", "area__boundary")
    found = list(rows.order_by("closed_at", "-pk")[:LISTS])
    told = counts(actor, [one.pk for one in found])
    return page(request, "outreach", {"lists": [(one, told[one.pk]) for one in found]})


@require_http_methods(["GET", "HEAD", "POST"])
def outreach_new(request: HttpRequest) -> HttpResponse:
    """Ask whom a list shall hold, and make it."""
    actor, told = _works(request), _typed(request)
    error, field = "", ""
    areas = [(str(one.pk), one.name) for one in places(actor) if _near(actor, one)]
    if request.method == "POST":
        try:
            area = told.get("area", "")
            made = perform(actor, c.MakeOutreachList(
                title=told.get("title", ""), area_id=int(area) if area in dict(areas) else 0,
                group=told.get("group", ""), section=told.get("section", ""),
                months=whole(told.get("months", ""), "months"), by_hand=told.get("by_hand") == "on",
                key=told.get("key", "")[:100],
            ))  # fmt: skip
        except RuleBroken as broken:
            error, field = str(broken.text), broken.field
        else:
            messages.success(request, _("ทำรายชื่อแล้ว"))
            return redirect("outreach_list", made.pk)
    return page(request, "outreach_form", {
        "told": told, "error": error, "field": field, "areas": areas, "groups": InformalGroup.choices,
        "sections": Section.choices,
        "key": told.get("key") or f"outreach-{actor.person_id}-{timezone.now():%Y%m%d%H%M%S%f}",
    }, 409 if error else 200)  # fmt: skip


def _near(actor: Any, area: Area) -> bool:
    """Tell whether an area is of the actor's own province, or the actor's whole reach is the nation."""
    return bool(area.pk >= actor.area_id and area.pk <= actor.area_last)


@require_safe
def outreach_list(request: HttpRequest, outreach: int) -> HttpResponse:
    """Show a list as a worklist: who, where, who goes, what came of it; no number of an identity stands there."""
    return _show(request, outreach)


def _show(request: HttpRequest, pk: int, error: RuleBroken | None = None) -> HttpResponse:
    actor, told = _works(request), _typed(request)
    found = list_or_404(actor, pk)
    rows = lines_of(actor, found)
    state, seat = request.GET.get("state", ""), request.GET.get("seat", "")
    if state in State.values:
        rows = rows.filter(state=state)
    if seat.isascii() and seat.isdecimal() and len(seat) < 10:
        rows = rows.filter(seat=int(seat))
    typed = request.GET.get("from", "")
    start = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 6 else 0
    shown = list(rows[start : start + PAGE + 1])
    more = request.GET.copy()
    more["from"] = str(start + PAGE)
    seats = [(str(one.pk), one.person.short_name) for one in goers(actor)]
    return page(request, "outreach_list", {
        "one": found, "counts": counts(actor, [found.pk])[found.pk], "shapes": STATUS,
        "rows": shown[:PAGE], "shown": min(len(shown), PAGE) + start,
        "more": f"?{more.urlencode()}" if len(shown) > PAGE else "",
        "states": [("", _("ทั้งหมด")), *State.choices], "seats": [("", _("ทั้งหมด")), *seats], "state": state,
        "seat": seat, "told": told, "error": str(error.text) if error else "", "field": error.field if error else "",
        "group": dict(InformalGroup.choices).get(found.group, ""), "today": timezone.localdate(),
        "section": dict(Section.choices).get(found.section, ""),
    }, 409 if error else 200)  # fmt: skip


@require_POST
def outreach_do(request: HttpRequest, outreach: int) -> HttpResponse:
    """Put a person on a list by their number in the registry, or close the list."""
    actor, told = _works(request), _typed(request)
    found = list_or_404(actor, outreach)
    try:
        if told.get("do") == "close":
            perform(actor, c.CloseOutreachList(target_id=found.pk))
            messages.success(request, _("ปิดรายชื่อแล้ว"))
        else:
            worker = whole(told.get("worker", ""), "worker") or 0
            perform(actor, c.AddOutreachLine(list_id=found.pk, worker_id=worker))
            messages.success(request, _("เพิ่มบุคคลแล้ว"))
    except RuleBroken as broken:
        return _show(request, outreach, broken)
    return redirect("outreach_list", found.pk)


def line_or_404(actor: Any, pk: int) -> OutreachLine:
    """Return a line that the reader may read; 404 otherwise, also where the right has ended."""
    rows = OutreachLine.objects.visible_to(actor).select_related(
        "list__area", "worker__home_area", "worker__work_area", "seat__person", "case"
    )
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


@require_safe
def outreach_line(request: HttpRequest, outreach_line: int) -> HttpResponse:
    """Show one person of a list with what can be done."""
    return _line(request, outreach_line)


def _line(request: HttpRequest, pk: int, error: RuleBroken | None = None) -> HttpResponse:
    actor, told = _works(request), _typed(request)
    found = line_or_404(actor, pk)
    seats = [("0", _("ยังไม่มอบหมาย")), *((str(one.pk), one.person.short_name) for one in goers(actor))]
    return page(request, "outreach_line", {
        "one": found, "shapes": STATUS, "results": RESULTS, "seats": seats, "told": told,
        "error": str(error.text) if error else "", "field": error.field if error else "",
        "groups": dict(InformalGroup.choices), "sections": dict(Section.choices),
    }, 409 if error else 200)  # fmt: skip


def _wanted(pk: int, told: dict[str, str]) -> Any:
    """Return the verb that a form of a line asks for."""
    what, seat = told.get("do", ""), told.get("seat", "")
    if what == "assign":
        return c.AssignVisit(target_id=pk, seat_id=whole(seat, "seat") or 0)
    if what == "drop":
        return c.DropOutreachLine(target_id=pk)
    return c.RecordVisit(
        target_id=pk, state=told.get("state", ""), text=told.get("text", ""), case_code=told.get("case_code", ""),
        next_on=day_of(told.get("next_on", ""), "next_on"),
    )  # fmt: skip


@require_POST
def outreach_line_do(request: HttpRequest, outreach_line: int) -> HttpResponse:
    """Record a try, say who goes, or take the person off the list; what was typed stays where it is refused."""
    actor, told = _works(request), _typed(request)
    found = line_or_404(actor, outreach_line)
    try:
        perform(actor, _wanted(found.pk, told))
    except RuleBroken as broken:
        return _line(request, outreach_line, broken)
    messages.success(request, _("บันทึกแล้ว"))
    return redirect(reverse("outreach_list", args=[found.list_id]))
