"""What is ordered in a meeting, shown in it the moment it is written."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from prasan.directives.models import Directive, Guidance, Origin
from prasan.directives.queries import words_of
from prasan.meetings.commands.keeping import ShowGiven
from prasan.meetings.models import Item
from prasan.meetings.stage import beside
from prasan.platform.commands import SYSTEM, Refused, perform
from prasan.platform.jobs.listeners import Told, listens


def of_meeting(actor: Any, meeting: int) -> list[dict[str, Any]]:
    """Return what was given in a meeting, directives before guidance: two queries.

    Whoever reads an item heard what was ordered under it, and reads its words up to the own class, as in the minutes;
    the directive's own page is open to those whom it concerns, and only they get its address.
    """
    rows = _heard(actor, meeting, Directive.objects.filter(part=0), Directive.objects.visible_to(actor))
    found = [
        {"code": one.code, "text": words_of(one, actor), "lead": one.lead.short, "due": one.due_at, "review": None,
         "at": one.issued_at, "url": reverse("directive", args=[one.pk]) if one.open_to else ""}
        for one in rows.select_related("lead").defer("lead__grams")
    ]  # fmt: skip
    given = _heard(actor, meeting, Guidance.objects.all(), Guidance.objects.visible_to(actor))
    return found + [
        {"code": one.code, "text": words_of(one, actor), "due": None, "review": one.review_on, "at": one.issued_at,
         "lead": _("แนวทางถึง %(n)s หน่วยงาน") % {"n": one.to},
         "url": reverse("guidance", args=[one.pk]) if one.open_to else ""}
        for one in given.annotate(to=Count("addressees__office", distinct=True))
    ]  # fmt: skip


def _heard(actor: Any, meeting: int, rows: QuerySet[Any], concerned: QuerySet[Any]) -> QuerySet[Any]:
    """Return what the actor heard in a meeting or is concerned with, each with whether its page is `open_to` them."""
    items = Item.objects.filter(briefing_id=meeting)
    heard = Q(origin_ref__in=Item.objects.visible_to(actor).filter(briefing_id=meeting).values("pk"))
    if not getattr(actor, "is_system", False):
        heard &= Q(classification__lte=actor.scope.clearance)
    rows = rows.filter(origin=Origin.BRIEFING, origin_ref__in=items.values("pk"))
    rows = rows.annotate(open_to=Exists(concerned.filter(pk=OuterRef("pk")).order_by()))
    return rows.filter(heard | Q(open_to=True)).order_by("pk")


@listens("directives.issue", name="desk.meeting-given")
def issued(event: Told) -> None:
    """Tell the meeting that a directive was given in it."""
    _shown(Directive.objects.filter(pk__in=event.ids))


@listens("directives.give_guidance", name="desk.meeting-guided")
def guided(event: Told) -> None:
    """Tell the meeting that guidance was given in it."""
    _shown(Guidance.objects.filter(pk__in=event.ids))


def _shown(rows: QuerySet[Any]) -> None:
    refs = list(rows.filter(origin=Origin.BRIEFING).values_list("origin_ref", flat=True))
    for meeting in set(Item.objects.filter(pk__in=refs).values_list("briefing_id", flat=True)):
        try:
            perform(SYSTEM, ShowGiven(target_id=meeting))
        except Refused:
            continue


beside.given(of_meeting)
