"""The desks of a counter as its head keeps them: the list, adding one, changing, opening and closing, ending."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prasan.counter import commands as c
from prasan.counter import policy as may
from prasan.counter import queries
from prasan.counter.models import Desk
from prasan.counter.pages.common import key_of, near, numbers, page, typed, wrong
from prasan.directory.typed import whole
from prasan.platform.commands import Command, RuleBroken, perform
from prasan.platform.web.asking import actor_of


def _fields(request: HttpRequest, told: dict[str, str]) -> dict[str, Any]:
    number = whole(told.get("number", ""), "number") or 0
    return {"number": number, "title": told.get("title", ""), "also": numbers(request, "also")}


@require_http_methods(["GET", "HEAD", "POST"])
def counter_desks(request: HttpRequest, counter_place: int) -> HttpResponse:
    """List the desks of a counter, and add one."""
    actor = actor_of(request)
    place = queries.found_place(actor, counter_place)
    told = typed(request) if request.method == "POST" else {}
    error: RuleBroken | None = None
    if request.method == "POST":
        try:
            office = whole(told.get("office", ""), "office") or 0
            more: dict[str, Any] = {"office_id": office, "key": key_of(told, "desk", place.pk)} | _fields(request, told)
            made = perform(actor, c.AddDesk(place_id=place.pk, **more))
        except RuleBroken as broken:
            error = broken
        else:
            messages.success(request, _("เพิ่มช่อง %(number)s แล้ว") % {"number": made.number})
            return redirect("counter_desks", place.pk)
    sets_up = may.can_set_up(actor, place) is None
    at = queries.now_at(place)
    offices = near(place) if sets_up else []
    names = queries.names_of({number for one in at.desks for number in one.also})
    rows = [(one, at.at(one), [names[n] for n in one.also if n in names]) for one in at.desks]
    context = {
        "place": place, "rows": rows, "ended": queries.ended_desks(place), "sets_up": sets_up, "offices": offices,
        "told": told, "also": numbers(request, "also"), **wrong(error),
    }  # fmt: skip
    return page(request, "desks", context, 409 if error else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def counter_desk_edit(request: HttpRequest, counter_desk: int) -> HttpResponse:
    """Change a desk, open or close it, or end it for good."""
    actor = actor_of(request)
    desk = queries.found_desk(actor, counter_desk)
    told = typed(request) if request.method == "POST" else {}
    error: RuleBroken | None = None
    if request.method == "POST":
        try:
            perform(actor, _verb(request, desk, told))
        except RuleBroken as broken:
            error = broken
        else:
            messages.success(request, _("บันทึกแล้ว"))
            return redirect("counter_desks", desk.place_id)
    kept = {"number": str(desk.number), "title": desk.name}
    changing = told.get("do") == "change"
    sets_up = may.can_set_desk(actor, desk) is None and desk.ended_at is None
    context = {
        "desk": desk, "place": desk.place, "told": told if changing else kept,
        "also": numbers(request, "also") if changing else desk.also, "sets_up": sets_up,
        "staffs": may.can_staff(actor, desk) is None and desk.ended_at is None,
        "offices": [one for one in near(desk.place) if one[0] != desk.office_id] if sets_up else [],
        "mine": queries.now_at(desk.place).at(desk), **wrong(error),
    }  # fmt: skip
    return page(request, "desk_edit", context, 409 if error else 200)


def _verb(request: HttpRequest, desk: Desk, told: dict[str, str]) -> Command[Desk]:
    what = told.get("do", "")
    key = key_of(told, what, desk.pk)
    match what:
        case "change":
            return c.ChangeDesk(target_id=desk.pk, key=key, **_fields(request, told))
        case "open" | "close":
            return c.StaffDesk(target_id=desk.pk, is_open=what == "open", key=key)
        case "end":
            if told.get("sure") != "on":
                raise RuleBroken(_("โปรดทำเครื่องหมายยืนยันก่อนยกเลิกช่อง"), field="sure")
            return c.EndDesk(target_id=desk.pk, key=key)
        case _:
            raise RuleBroken(_("ไม่รู้จักคำสั่งนี้"))
