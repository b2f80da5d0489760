"""Pages of alarms: the list, one with its chart and what may be done, the items of one of its days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from prasan.directory.roles import REACH, Reach
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.web.asking import actor_of
from prasan.situation.alarms import queries, words
from prasan.situation.alarms.commands import LinkAlarm, LookAtAlarm, ReopenAlarm, SetAlarmAside
from prasan.situation.alarms.counting import mentions
from prasan.situation.alarms.cycle import ALARM
from prasan.situation.alarms.policy import can_judge_alarm
from prasan.situation.events.finding import event_named
from prasan.situation.intake.queries import shown_title
from prasan.situation.kinds import EventType
from prasan.situation.models import Alarm


def found_alarm(actor: Any, pk: int) -> Alarm:
    """Return an alarm that the actor reads; Refused 404 otherwise."""
    found = queries.one(actor, pk)
    if found is None:
        raise Refused(_("ไม่พบสัญญาณเตือนนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


@require_safe
def alarms(request: HttpRequest) -> HttpResponse:
    """List the alarms that are asked for, the strongest first."""
    actor = actor_of(request)
    if REACH[actor.role] is Reach.NOTHING:
        raise Refused(_("ตำแหน่งนี้ดูแลบัญชีผู้ใช้ จึงไม่เปิดดูสัญญาณเตือน"))
    asked = queries.asked_of(request.GET.dict())
    found = list(queries.rows_of(actor, asked)[: queries.MOST + 1])
    return render(request, "situation/alarms/alarms.html", {
        "rows": [(one, words.status(one), words.sentence(one), words.stretch(one)) for one in found[: queries.MOST]],
        "more": len(found) > queries.MOST, "asked": asked.values, "state": asked.state, "now": timezone.now(),
        "states": [("live", _("รอการตัดสิน")), ("all", _("ทั้งหมด")), *Alarm.State.choices],
        "types": [(Alarm.Kind.FIGURE.value, Alarm.Kind.FIGURE.label), *EventType.choices],
    }, using="jinja2")  # fmt: skip


@require_safe
def alarm(request: HttpRequest, alarm: int) -> HttpResponse:
    """Show an alarm: what was counted, what was expected and why, what people made of it."""
    return _show(request, found_alarm(actor_of(request), alarm))


def _show(request: HttpRequest, one: Alarm, error: RuleBroken | None = None) -> HttpResponse:
    actor = actor_of(request)
    may = can_judge_alarm(actor, one)
    shown = words.points(one)
    moves = {move for move in ("look", "link", "set_aside", "reopen") if ALARM.can(one.state, move)}
    near = queries.events_near(actor, one) if may is None and "link" in moves else []
    return render(request, "situation/alarms/alarm.html", {
        "one": one, "points": shown, "picture": words.picture(one, shown), "facts": words.facts(one),
        "sentence": words.sentence(one), "stretch": words.stretch(one), "status": words.status(one),
        "figure": one.kind == Alarm.Kind.FIGURE, "may": may is None, "moves": moves, "now": timezone.now(),
        "refusal": str(may or ""), "choices": [(event.code, f"{event.code} {event.title}") for event in near],
        "told": request.POST.dict(), "error": str(error.text) if error else "", "field": error.field if error else "",
        "journal": f"{reverse('journal')}?model=situation.alarm&object={one.pk}",
    }, status=409 if error else 200, using="jinja2")  # fmt: skip


def _link(request: HttpRequest, pk: int) -> str:
    typed = (request.POST.get("number") or request.POST.get("event") or "")[:40]
    made = perform(actor_of(request), LinkAlarm(target_id=pk, event_id=event_named(actor_of(request), typed)))
    assert made.event is not None
    return _("ผูกกับเหตุการณ์ %(code)s แล้ว") % {"code": made.event.code}


def _look(request: HttpRequest, pk: int) -> str:
    perform(actor_of(request), LookAtAlarm(target_id=pk))
    return _("รับตรวจดูแล้ว")


def _aside(request: HttpRequest, pk: int) -> str:
    perform(actor_of(request), SetAlarmAside(target_id=pk, reason=request.POST.get("reason", "")))
    return _("วางไว้แล้ว เหตุผลอยู่ในบันทึก")


def _reopen(request: HttpRequest, pk: int) -> str:
    perform(actor_of(request), ReopenAlarm(target_id=pk))
    return _("หยิบขึ้นมาดูใหม่แล้ว")


ACTS: dict[str, Callable[[HttpRequest, int], str]] = {
    "look": _look, "link": _link, "set_aside": _aside, "reopen": _reopen,
}  # fmt: skip


@require_POST
def alarm_do(request: HttpRequest, alarm: int) -> HttpResponse:
    """Look at an alarm, link it, set it aside or take it up again."""
    one = found_alarm(actor_of(request), alarm)
    act = ACTS.get(request.POST.get("do", ""))
    try:
        if act is None:
            raise RuleBroken(_("ไม่รู้จักคำสั่งนี้"))
        messages.success(request, act(request, one.pk))
    except RuleBroken as broken:
        return _show(request, found_alarm(actor_of(request), alarm), broken)
    return redirect("alarm", one.pk)


@require_safe
def alarm_day(request: HttpRequest, alarm: int, day: str) -> HttpResponse:
    """List the items that a day's count is made of, as far as the reader sees them and as they stand now."""
    actor = actor_of(request)
    one = found_alarm(actor, alarm)
    point = next((found for found in words.points(one) if found.day.isoformat() == day), None)
    if point is None or one.kind != Alarm.Kind.MENTIONS:
        raise Refused(_("ไม่พบวันนี้ในสัญญาณเตือน"), status=404)
    rows = mentions(actor, one.type, one.area, dt.date.fromisoformat(day)).select_related("source", "event")
    found = list(rows.defer("text", "event__summary", "event__lesson")[: queries.MOST + 1])
    return render(request, "situation/alarms/day.html", {
        "one": one, "point": point, "more": len(found) > queries.MOST, "now": timezone.now(),
        "rows": [(item, shown_title(item, actor)) for item in found[: queries.MOST]],
    }, using="jinja2")  # fmt: skip
