"""The scorecard of who is on stage, on everybody's screen as data: as the chair sees it, who puts it there.

It is pushed when somebody is called, and again when a report or a directive of the place changes; the screens draw it.
"""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from prasan.desk.scorecard.build import scorecard
from prasan.directives.models import Directive
from prasan.directory.actor import actor_for
from prasan.directory.models import Area
from prasan.meetings.commands.keeping import ShowCard
from prasan.meetings.models import Briefing
from prasan.meetings.stage import beside
from prasan.platform.commands import SYSTEM, Refused, perform
from prasan.platform.jobs.listeners import Told, listens
from prasan.platform.ui.words import status
from prasan.progress.models import Report

SHOWN = (Area.Kind.PROVINCE, Area.Kind.COUNTRY)


def card_of(actor: Any, area: int) -> dict[str, Any] | None:
    """Return the scorecard of the province or country that an area lies in, as plain data; None where there is none."""
    found = Area.objects.filter(pk__lte=area, last__gte=area, kind__in=SHOWN).order_by("-pk").only("code").first()
    if found is None:
        return None
    try:
        told = scorecard(actor, found.code).as_row()
    except Refused:
        return None
    for row in told["policies"]:
        shape = status(row["status"])
        row |= {"word": str(shape.word), "tone": shape.tone, "glyph": shape.glyph}
    return told | {"href": reverse("scorecard", args=[found.code])}


def show(briefing: Briefing) -> None:
    """Push the card of who is on stage to every screen of a meeting, or that there is none."""
    chair = briefing.chair
    area = briefing.on_stage.area_id if briefing.on_stage is not None else None
    told = card_of(actor_for(chair), area) if area is not None else None
    perform(SYSTEM, ShowCard(target_id=briefing.pk, card=told or {}))


def on_stage(ranges: set[int]) -> list[Briefing]:
    """Return the running meetings on whose stage is a place that some areas lie in."""
    rows = Briefing.objects.filter(state=Briefing.State.RUNNING, on_stage__isnull=False)
    rows = rows.select_related("on_stage__area", "chair__office__area", "chair__person")
    return [one for one in rows if one.on_stage and any(one.on_stage.area.holds(area) for area in ranges)]


@listens(
    "progress.save", "progress.submit", "progress.approve", "progress.return", "progress.accept_department",
    "progress.accept_province", name="desk.meeting-card",
)  # fmt: skip
def report_changed(event: Told) -> None:
    """Draw the card anew where a report of the place on stage changed."""
    if not Briefing.objects.filter(state=Briefing.State.RUNNING, on_stage__isnull=False).exists():
        return
    areas = set(Report.objects.filter(pk__in=event.ids).values_list("office__area_id", flat=True))
    for one in on_stage(areas):
        show(one)


@listens(
    "directives.issue", "directives.answer", "directives.close", "directives.return", name="desk.meeting-card-orders"
)
def directive_changed(event: Told) -> None:
    """Draw the card anew where a directive of the place on stage changed."""
    if not Briefing.objects.filter(state=Briefing.State.RUNNING, on_stage__isnull=False).exists():
        return
    areas = set(Directive.objects.filter(pk__in=event.ids).values_list("area_id", flat=True))
    for one in on_stage(areas):
        show(one)


beside.scorecards(card_of)
beside.staged_by(show)
