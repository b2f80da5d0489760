"""What is ordered in a meeting, shown in it the moment it is written."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from prasan.directives.models import Directive, Origin
from prasan.directives.queries import words_of
from prasan.meetings.commands.keeping import ShowGiven
from prasan.meetings.models import Item
from prasan.meetings.stage import beside
from prasan.platform.commands import SYSTEM, Refused, perform
from prasan.platform.jobs.listeners import Told, listens


def of_meeting(actor: Any, meeting: int) -> list[dict[str, Any]]:
    """Return the directives of a meeting that the actor reads, in the order in which they were given: one query."""
    items = Item.objects.filter(briefing_id=meeting).values("pk")
    rows = Directive.objects.visible_to(actor).filter(origin=Origin.BRIEFING, origin_ref__in=items, part=0)
    rows = rows.select_related("lead").defer("lead__grams").order_by("pk")
    return [
        {"code": one.code, "text": words_of(one, actor), "lead": one.lead.short, "due": one.due_at,
         "at": one.issued_at, "url": reverse("directive", args=[one.pk])}
        for one in rows
    ]  # fmt: skip


@listens("directives.issue", name="desk.meeting-given")
def issued(event: Told) -> None:
    """Tell the meeting that a directive was given in it."""
    refs = Directive.objects.filter(pk__in=event.ids, origin=Origin.BRIEFING).values_list("origin_ref", flat=True)
    for meeting in set(Item.objects.filter(pk__in=list(refs)).values_list("briefing_id", flat=True)):
        try:
            perform(SYSTEM, ShowGiven(target_id=meeting))
        except Refused:
            continue


beside.given(of_meeting)
