"""Questions to the meetings: one with all of it, whose line is whose, what comes next, what a series left behind."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from prasan.meetings.cycle import LIVE
from prasan.meetings.models import Attendee, Briefing, Item, Series

BRIEFING_FIELDS = ("organiser__grams", "chair__office__grams", "secretary__office__grams")
VIEWS = ("ahead", "mine", "past", "all")
"""The views of the list: to come and running, those I call or lead, over, all."""


def one(actor: Any, pk: int) -> Briefing | None:
    """Return a meeting that the actor reads, with what its page shows: one query."""
    rows = Briefing.objects.visible_to(actor).select_related(
        "series", "organiser__area", "chair__person", "chair__office", "secretary__person", "secretary__office",
        "host_area", "follows", "on_stage__office", "group",
    )  # fmt: skip
    found: Briefing | None = rows.defer(*BRIEFING_FIELDS, "organiser__area__boundary").filter(pk=pk).first()
    return found


def roster(briefing: Briefing) -> list[Attendee]:
    """Return the lines of the roster in order, with offices, seats and substitutes: one query."""
    rows = briefing.attendees.select_related("office", "seat__person", "substitute", "area").order_by("position", "id")
    found = list(rows.defer("office__grams", "area__grams", "area__boundary"))
    for line in found:
        line.briefing = briefing
    return found


def agenda(actor: Any, briefing: Briefing) -> list[Item]:
    """Return the items that the actor reads, in the order of the agenda, with their papers: three queries."""
    order = {section: place for place, section in enumerate(briefing.sections)}
    rows = (
        Item.objects.visible_to(actor)
        .filter(briefing=briefing)
        .select_related("area", "office")
        .prefetch_related("papers__file")
    )
    found = list(rows.defer("area__grams", "area__boundary", "office__grams"))
    for item in found:
        item.briefing = briefing
    return sorted(found, key=lambda one: (order.get(one.section, 99), one.number, one.pk))


def in_view(actor: Any, view: str) -> Q:
    """Return the condition of a view of the list."""
    if view == "ahead":
        return Q(state__in=sorted(LIVE))
    if view == "mine":
        return Q(organiser_id=actor.office_id) | Q(chair_id=actor.seat_id) | Q(secretary_id=actor.seat_id)
    if view == "past":
        return ~Q(state__in=sorted(LIVE))
    return Q()


def last_of(series: Series, before: Any = None) -> Briefing | None:
    """Return the newest meeting of a series that was not cancelled, before another where it is told."""
    rows = series.briefings.exclude(state=Briefing.State.CANCELLED).order_by("-starts_at", "-pk")
    if before is not None:
        rows = rows.filter(starts_at__lt=before)
    return rows.first()
