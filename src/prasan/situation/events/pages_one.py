"""Pages of one event: what is known, its people, its plan, its log with undo, its brief; one address for every verb."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.directory.models import Area
from prasan.platform.commands import COMMANDS, Command, Refused, RuleBroken, perform
from prasan.platform.ui.filters import moment
from prasan.platform.web.asking import actor_of
from prasan.situation.cap import queries as notices
from prasan.situation.cap.policy import can_prepare_alert
from prasan.situation.cycle import EVENT, LIVE
from prasan.situation.events import beside, forms, queries
from prasan.situation.events import commands as c
from prasan.situation.events.brief import brief
from prasan.situation.events.finding import event_named
from prasan.situation.events.pages import STATUS
from prasan.situation.events.places import local_time
from prasan.situation.events.policy import can_do, can_handle, can_undo
from prasan.situation.kinds import SEVERITY_MEANS, Certainty, Credibility, Reliability, Severity, Urgency
from prasan.situation.models import Alert, Event, EventPlace, EventPlanLine, EventTask, HeadCount, Operation
from prasan.situation.shapes import SHAPES
from prasan.situation.triage.pages import number_of
from prasan.situation.triage.shown import hidden

Told = Mapping[str, str]
TABS = ("event", "event_people", "event_plan", "event_log")


def _found(request: HttpRequest, pk: int) -> Event:
    found = queries.one(actor_of(request), pk)
    if found is None:
        raise Refused(_("ไม่พบเหตุการณ์นี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


def _page(
    request: HttpRequest, tab: str, found: Event, error: str = "", context: dict[str, Any] | None = None
) -> HttpResponse:
    """Render one of the four pages of an event with what they share."""
    words = {"event": _("ภาพรวม"), "event_people": _("ผู้เดือดร้อน"), "event_plan": _("แผนเผชิญเหตุ"), "event_log": _("บันทึก")}
    there = local_time(found.owner, found.happened_at or found.opened_at)
    shared: dict[str, Any] = {
        "event": found, "error": error, "told": request.POST.dict() if error else {}, "status": STATUS, "grave": SHAPES,
        "tabs": [(words[one], reverse(one, args=[found.pk]), one == tab, None) for one in TABS], "tab": tab,
        "may": can_handle(actor_of(request), found) is None and not found.is_void and found.merged_into_id is None,
        "now": timezone.now(), "there": there, "live": found.state in LIVE,
        "moves": {move.name for move in EVENT.moves if EVENT.can(found.state, move.name)},
    }  # fmt: skip
    if context is None:
        context = VIEWS[tab](request, found)
    name = f"situation/events/{tab}.html"
    return render(request, name, shared | context, status=409 if error else 200, using="jinja2")


@require_safe
def event(request: HttpRequest, event: int) -> HttpResponse:
    """Show what is known of an event, by whom, when; its answers, its witnesses and its tasks."""
    return _page(request, "event", _found(request, event))


def _overview(request: HttpRequest, found: Event) -> dict[str, Any]:
    actor = actor_of(request)
    tasks = queries.tasks(found)
    for one in tasks:
        one.event = found
    witnesses = queries.witnesses(found)
    choices = [(one.item.pk, hidden(one.item, "title") or f"#{one.item.pk}") for one in witnesses]
    return {
        "witnesses": witnesses, "choices": choices, "hidden": hidden, "letters": dict(Reliability.choices),
        "tasks": [(one, can_do(actor, one) is None, _left(one)) for one in tasks],
        "ways": beside.ways(actor, found), "alerts": notices.of_event(actor, found),
        "may_notice": can_prepare_alert(actor, Alert(event=found)) is None,
        "links": [(one, beside.address_of(actor, one.kind, one.target)) for one in found.links.all()],
        "kinds": EventTask.Kind.choices,
        "severities": [(one.value, one.label, SEVERITY_MEANS[one]) for one in Severity],
        "urgencies": Urgency.choices, "certainties": Certainty.choices, "digits": Credibility.choices,
        "places": list(found.places.select_related("area").defer("area__grams", "area__boundary")),
    }  # fmt: skip


def _left(task: EventTask) -> float:
    """Return the hours left until a task is due; negative once it has passed."""
    return (task.due - timezone.now()).total_seconds() / 3600


@require_safe
def event_people(request: HttpRequest, event: int) -> HttpResponse:
    """Show people by province of origin, and the head counts."""
    return _page(request, "event_people", _found(request, event))


def _people(request: HttpRequest, found: Event) -> dict[str, Any]:
    places = found.places.filter(role=EventPlace.Role.ORIGIN).select_related("area")
    rows = list(places.defer("area__grams", "area__boundary").order_by("-people"))
    return {
        "origins": rows, "sum": sum(one.people or 0 for one in rows), "dimensions": HeadCount.Dimension.choices,
        "counts": list(found.head_counts.select_related("by")[:20]),
    }  # fmt: skip


@require_safe
def event_plan(request: HttpRequest, event: int) -> HttpResponse:
    """Show and edit the plan of three phases; copy another event's."""
    return _page(request, "event_plan", _found(request, event))


def _plan(request: HttpRequest, found: Event) -> dict[str, Any]:
    lines = list(found.plan_lines.select_related("copied_from"))
    actor = actor_of(request)
    rows = EventPlanLine.objects.visible_to(actor).filter(event__type=found.type, event__is_void=False)
    others = (
        rows.exclude(event=found)
        .order_by("-event_id")
        .values_list("event_id", "event__number", "event__year", "event__title")
    )
    phases = [(one.value, one.label, [line for line in lines if line.phase == one]) for one in EventPlanLine.Phase]
    typed = {
        phase: "\n".join(f"{one.text} | {one.office_text}" if one.office_text else one.text for one in mine)
        for phase, _label, mine in phases
    }
    choices = [(pk, f"{number}/{year} {title}") for pk, number, year, title in others.distinct()[:30]]
    return {"phases": phases, "typed": typed, "others": choices}


@require_safe
def event_log(request: HttpRequest, event: int) -> HttpResponse:
    """Show what was done to an event; every linking act can be taken back here."""
    return _page(request, "event_log", _found(request, event))


def _log(request: HttpRequest, found: Event) -> dict[str, Any]:
    actor = actor_of(request)
    acts = [(one, counts, can_undo(actor, one) is None, _said(one, found)) for one, counts in queries.log(found)]
    lines = []
    for entry in queries.entries(found, actor):
        verb = COMMANDS.get(entry.verb)
        what = str(verb.verb) if verb else entry.verb
        lines.append({"what": what, "at": moment(entry.at), "who": entry.actor_label, "text": entry.reason})
    return {"acts": acts, "lines": lines}


def _said(act: Operation, event: Event) -> str:
    """Say what an act was about."""
    parts = []
    if act.items:
        parts.append(_("ข่าว %(which)s") % {"which": ", ".join(map(str, act.items[:8]))})
    other = act.other if act.event_id == event.pk else act.event
    if other is not None and other.pk != event.pk:
        parts.append(_("กับเหตุการณ์ %(code)s") % {"code": other.code})
    for name, pair in act.values.get("fields", {}).items():
        parts.append(f"{name}: {pair[0] or '–'} → {pair[1] or '–'}" if name != "places" else _("พื้นที่ที่เกี่ยวข้อง"))
    if act.undoes_id:
        parts.append(_("เลิกทำรายการที่ %(n)s") % {"n": act.undoes_id})
    return " · ".join(parts)


VIEWS: dict[str, Callable[[HttpRequest, Event], dict[str, Any]]] = {
    "event": _overview, "event_people": _people, "event_plan": _plan, "event_log": _log,
}  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def event_edit(request: HttpRequest, event: int) -> HttpResponse:
    """Change what is known of an event."""
    found = _found(request, event)
    refusal = can_handle(actor_of(request), found)
    if refusal is not None:
        raise Refused(refusal)
    told, error, field = (request.POST.dict() if request.method == "POST" else forms.told_of(found)), "", ""
    if request.method == "POST":
        try:
            perform(actor_of(request), c.EditEvent(target_id=event, values=forms.event_values(told)))
        except RuleBroken as broken:
            error, field = str(broken.text), broken.field
        else:
            messages.success(request, _("บันทึกแล้ว"))
            return redirect("event", event)
    context = forms.choices() | {"told": told, "error": error, "field": field, "event": found}
    return render(request, "situation/events/form.html", context, status=409 if error else 200, using="jinja2")


def _assess(pk: int, told: Told, actor: Any) -> Command[Any]:
    answers = {name: told.get(name, "") for name in ("severity", "urgency", "certainty")}
    return c.Assess(target_id=pk, digit=number_of(told.get("digit", "")), **answers)


def _task(pk: int, told: Told, actor: Any) -> Command[Any]:
    return c.AddTask(
        target_id=pk, text=told.get("text", ""), kind=told.get("kind", ""),
        hours=forms.whole(told.get("hours", ""), "hours"), office_id=forms.office_of(told.get("office", "")) or 0,
    )  # fmt: skip


def _list_people(pk: int, told: Told, actor: Any) -> Command[Any]:
    named = forms.parts_of(told.get("people", ""), "people")
    codes = {name: area for area, name in Area.objects.provinces().values_list("pk", "name_th")}
    unknown = [name for name, _n in named if name not in codes]
    if unknown:
        raise RuleBroken(_("ไม่รู้จักจังหวัด %(which)s") % {"which": ", ".join(unknown)[:100]}, field="people")
    return c.ListPeople(target_id=pk, people={codes[name]: n for name, n in named})


def _heads(pk: int, told: Told, actor: Any) -> Command[Any]:
    return c.CountHeads(
        target_id=pk, as_of=forms.moment_of(told.get("day", ""), told.get("time", ""), "day"),
        dimension=told.get("dimension", ""), total=forms.whole(told.get("total", ""), "total"),
        cells=forms.parts_of(told.get("cells", ""), "cells"), source=told.get("source", ""),
    )  # fmt: skip


Make = Callable[[int, Told, Any], Command[Any]]
DO: dict[str, Make] = {
    "verify": lambda pk, told, actor: c.Verify(target_id=pk),
    "refute": lambda pk, told, actor: c.Refute(target_id=pk, reason=told.get("reason", "")),
    "watch": lambda pk, told, actor: c.Watch(target_id=pk),
    "assess": _assess,
    "respond": lambda pk, told, actor: c.Respond(target_id=pk),
    "close": lambda pk, told, actor: c.Close(target_id=pk, lesson=told.get("lesson", "")),
    "reopen": lambda pk, told, actor: c.Reopen(target_id=pk, reason=told.get("reason", "")),
    "task": _task,
    "done": lambda pk, told, actor: c.DoTask(target_id=number_of(told.get("task", "")), note=told.get("note", "")),
    "again": lambda pk, told, actor: c.ReopenTask(target_id=number_of(told.get("task", ""))),
    "people": _list_people,
    "heads": _heads,
    "plan": lambda pk, told, actor: c.SavePlan(target_id=pk, lines=forms.plan_lines(told)),
    "copy": lambda pk, told, actor: c.CopyPlan(target_id=pk, source=number_of(told.get("source", ""))),
    "undo": lambda pk, told, actor: c.Undo(target_id=number_of(told.get("act", ""))),
    "unlink": lambda pk, told, actor: c.UnlinkItems(target_id=pk, items=[number_of(told.get("item", ""))]),
    "merge": lambda pk, told, actor: c.Merge(target_id=pk, into=event_named(actor, told.get("into", ""))),
    "split": lambda pk, told, actor: c.Split(
        target_id=pk, items=[number_of(told.get("item", ""))], title=told.get("title", "")
    ),
    "unlink_other": lambda pk, told, actor: c.UnlinkOther(target_id=pk, link=number_of(told.get("link", ""))),
}
"""Every verb of an event's pages, by the name of its button."""


@require_POST
def event_do(request: HttpRequest, event: int) -> HttpResponse:
    """Carry out a verb of an event's page; what was typed stays where a rule refuses it."""
    found, told, actor = _found(request, event), request.POST.dict(), actor_of(request)
    tab = told.get("tab", "event")
    tab = tab if tab in VIEWS else "event"
    make = DO.get(told.get("do", ""))
    try:
        if make is None:
            raise RuleBroken(_("ไม่รู้จักคำสั่งนี้"))
        command = make(event, told, actor)
        command.key = told.get("key", "")[:100]
        perform(actor, command)
    except RuleBroken as broken:
        return _page(request, tab, _found(request, event), str(broken.text))
    messages.success(request, _("บันทึกแล้ว"))
    return redirect(tab, found.pk)


@require_safe
def event_brief(request: HttpRequest, event: int) -> HttpResponse:
    """Hand out the one-page brief."""
    found = _found(request, event)
    answer = HttpResponse(brief(found), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="event-{found.number}-{found.year}.pdf"'
    return answer
