"""The meeting itself: stage, scorecard, agenda, roll, hands, chat, votes; and every act in it."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from prasan.meetings import commands as c
from prasan.meetings import policy as may
from prasan.meetings import queries
from prasan.meetings.finding import bare_briefing, found_briefing
from prasan.meetings.models import Attendee, Ballot, Briefing, Item, Message, Section, Vote
from prasan.meetings.pages.cast import FOR_LISTENERS, offered
from prasan.meetings.pages.common import page
from prasan.meetings.roll import NOBODY, quorum_of, roll_of
from prasan.meetings.rooming import Told, act_of
from prasan.meetings.stage import beside
from prasan.meetings.stage.engine import carry_out
from prasan.meetings.stage.state import state_of
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.web.asking import actor_of
from prasan.platform.web.middleware import allow_besides

MESSAGES = 60


def typed(told: dict[str, str] | None = None) -> dict[str, str]:
    """Return what was typed, so that a template may ask for any field of it."""
    return defaultdict(str, told or {})


@require_safe
def meeting_room(request: HttpRequest, meeting: int) -> HttpResponse:
    """Show the meeting room; who has not shown who they are yet is asked to."""
    actor = actor_of(request)
    found = found_briefing(actor, meeting)
    context = context_of(actor, found)
    answer = page(request, "room", context | {"error": "", "told": typed(), "field": ""})
    if context["casts"]:
        allow_besides(answer, FOR_LISTENERS)
    return answer


def context_of(actor: Any, found: Briefing) -> dict[str, Any]:
    """Return what the room shows to an actor."""
    lines = queries.roster(found)
    told = roll_of(found)
    mine = may.own_line(actor, lines)
    leads = may.on_organisers_side(actor, found)
    inside = mine is not None and _is_inside(actor, mine)
    return {
        "one": found, "lines": lines, "roll": told, "nobody": NOBODY, "mine": mine, "now": timezone.now(),
        "inside": inside, "leads": leads, "casts": inside and offered(found, mine),
        "items": by_section(found, queries.agenda(actor, found)), "quorum": quorum_of(found, lines, told),
        "state": state_of(found, lines, told), "scribe": beside.scribe(), "problems": _problems(found) if leads else [],
    }  # fmt: skip


def _is_inside(actor: Any, mine: Attendee) -> bool:
    """Tell whether the actor has shown who they are."""
    return bool(mine.check_ins.filter(person_id=actor.person_id, left_at=None).exists())


def by_section(found: Briefing, items: list[Item]) -> list[tuple[int, str, list[Item]]]:
    """Return (number, heading, items) of each section, in the order of the agenda."""
    return [
        (place, str(Section(section).label), [one for one in items if one.section == section])
        for place, section in enumerate(found.sections, start=1)
    ]


def _votes(actor: Any, found: Briefing, mine: Attendee | None) -> list[Vote]:
    """Return the votes with whether the own line has voted: two queries."""
    rows = list(Vote.objects.visible_to(actor).filter(briefing=found).order_by("-pk")[:20])
    cast: set[int] = set()
    if mine is not None and rows:
        cast = set(Ballot.objects.filter(vote__in=rows, attendee=mine).values_list("vote_id", flat=True))
    for one in rows:
        one.has_voted = one.pk in cast  # type: ignore[attr-defined]
        one.picks = [(str(place), words) for place, words in enumerate(one.choices)]  # type: ignore[attr-defined]
    return rows


def _talk(actor: Any, found: Briefing) -> list[Message]:
    rows = Message.objects.visible_to(actor).filter(briefing=found, hidden=False)
    rows = rows.select_related("by", "attendee__office").defer("attendee__office__grams")
    return list(rows.order_by("-pk")[:MESSAGES])


def _problems(found: Briefing) -> list[Any]:
    rows = found.problems.filter(settled_at=None).select_related("attendee__office")
    return list(rows.defer("attendee__office__grams").order_by("pk")[:20])


@require_safe
def meeting_card(request: HttpRequest, meeting: int) -> HttpResponse:
    """Return the scorecard of who is on stage as data, as the reader sees it; empty where nobody is."""
    actor = actor_of(request)
    found = found_briefing(actor, meeting)
    told = beside.scorecard(actor, found.on_stage.area_id) if found.on_stage is not None else None
    answer = JsonResponse(told or {})
    answer["Cache-Control"] = "no-store"
    return answer


PARTS = frozenset({"agenda", "votes", "people", "talk", "given"})


@require_safe
def meeting_part(request: HttpRequest, meeting: int, part: str) -> HttpResponse:
    """Show one part of the room anew, after something in it changed."""
    actor = actor_of(request)
    found = found_briefing(actor, meeting)
    if part not in PARTS:
        raise Refused(_("ไม่พบหน้านี้"), status=404)
    return page(request, f"part_{part}", part_context(actor, found, part) | {"told": typed()})


def part_context(actor: Any, found: Briefing, part: str) -> dict[str, Any]:
    """Return what one part shows: no more queries than it needs."""
    lines = queries.roster(found)
    mine = may.own_line(actor, lines)
    context: dict[str, Any] = {
        "one": found, "mine": mine, "leads": may.on_organisers_side(actor, found), "lines": lines, "nobody": NOBODY,
    }  # fmt: skip
    if part == "agenda":
        context["items"] = by_section(found, queries.agenda(actor, found))
    elif part == "votes":
        context |= {"votes": _votes(actor, found, mine), "inside": mine is not None and _is_inside(actor, mine)}
        current = found.items.filter(state=Item.State.CURRENT).first()
        context["state"] = {"item": {"id": current.pk} if current is not None else None}
    elif part == "people":
        context |= {"roll": roll_of(found), "problems": _problems(found)}
    elif part == "talk":
        context["talk"] = list(reversed(_talk(actor, found)))
    else:
        context["given"] = beside.directives(actor, found.pk)
    return context


@require_safe
def meeting_state(request: HttpRequest, meeting: int) -> HttpResponse:
    """Return the state of the meeting as data: for a screen that has missed the socket's news."""
    found = found_briefing(actor_of(request), meeting)
    answer = JsonResponse(state_of(found))
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
def meeting_act(request: HttpRequest, meeting: int) -> HttpResponse:
    """Do one act in the meeting. A script gets an answer in JSON, a plain form the page again."""
    actor = actor_of(request)
    found = found_briefing(actor, meeting)
    plain = "application/json" not in request.headers.get("Accept", "")
    try:
        make = act_of(request.POST.get("do", ""))
        if make is None:
            raise RuleBroken(_("ไม่รู้จักคำสั่งนี้"))
        perform(actor, make(Told(found, request.POST.dict(), _own(actor, found))))
    except RuleBroken as broken:
        if not plain:
            return JsonResponse({"error": str(broken.text), "field": broken.field}, status=409)
        told = {"error": str(broken.text), "field": broken.field, "told": typed(request.POST.dict())}
        return page(request, "room", context_of(actor, found_briefing(actor, meeting)) | told, 409)
    except Refused as refused:
        if plain:
            raise
        return JsonResponse({"error": str(refused)}, status=refused.status)
    now = bare_briefing(actor, meeting)
    carry_out(now)
    if now.on_stage_id != found.on_stage_id:
        beside.staged(now)
    if not plain:
        return JsonResponse({"ok": True})
    messages.success(request, _("บันทึกแล้ว"))
    return redirect("meeting_room", meeting)


def _own(actor: Any, found: Briefing) -> int | None:
    mine = may.own_line(actor, queries.roster(found))
    return mine.pk if mine is not None else None


@require_POST
def meeting_room_enter(request: HttpRequest, meeting: int) -> HttpResponse:
    """Show who one is and go in."""
    actor = actor_of(request)
    found = found_briefing(actor, meeting)
    mine = _own(actor, found)
    if mine is None:
        raise Refused(may.INVITED_ONLY)
    try:
        perform(actor, c.CheckMeIn(attendee_id=mine))
    except RuleBroken as broken:
        told = {"error": str(broken.text), "field": broken.field, "told": typed()}
        return page(request, "room", context_of(actor, found) | told, 409)
    return redirect("meeting_room", meeting)
