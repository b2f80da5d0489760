"""Questions to the directives: who answers for an area, one with all of it, and what the lists show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils import timezone

from prasan.directives.models import Addressee, Directive, Guidance
from prasan.directory.models import Office

VIEWS = ("office", "mine", "given", "overdue")
"""The four views of the list: what each shows stands in `in_view`."""
LEAD_FIELDS = ("lead__grams", "lead__area__grams", "lead__area__boundary", "issuer__grams", "giver__office__grams")


def answering(areas: Iterable[int]) -> dict[int, Office]:
    """Return the office that answers for each area: the one leading its province, or the office in its country.

    One query. A country with several offices has the first by code.
    """
    wanted = list(areas)
    if not wanted:
        return {}
    where = Q()
    for area in wanted:
        where |= Q(area_id__lte=area, area__last__gte=area)
    kinds = Q(leads_province=True) | Q(kind=Office.Kind.ABROAD)
    rows = Office.objects.open_on(timezone.localdate()).filter(where, kinds).select_related("area").order_by("code")
    found: dict[int, Office] = {}
    for office in rows.defer("grams", "area__grams", "area__boundary"):
        for area in wanted:
            if office.area.holds(area):
                found.setdefault(area, office)
    return found


def in_view(actor: Any, view: str) -> Any:
    """Return the directives of a view: mine (I took it), my office's (lead or co), given by my office, overdue."""
    rows = Directive.objects.visible_to(actor)
    if view == "mine":
        return rows.filter(acknowledged_by_id=actor.person_id)
    if view == "office":
        return rows.filter(Q(lead_id=actor.office_id) | Q(co_offices__office_id=actor.office_id)).distinct()
    if view == "given":
        return rows.filter(Q(giver_id=actor.seat_id) | Q(issuer_id=actor.office_id))
    if view == "overdue":
        return rows.overdue(timezone.now())
    return rows


def one(actor: Any, pk: int) -> Directive | None:
    """Return a directive that the actor reads, with what its page shows: one query."""
    rows = Directive.objects.visible_to(actor).select_related(
        "issuer", "giver__person", "giver__office", "lead__area", "policy", "indicator__policy", "aim_area",
        "whole", "previous", "acknowledged_by", "answered_by", "closed_by", "issued_by",
    )  # fmt: skip
    found: Directive | None = rows.defer(*LEAD_FIELDS).filter(pk=pk).first()
    return found


def one_guidance(actor: Any, pk: int) -> Guidance | None:
    """Return guidance that the actor reads: one query."""
    rows = Guidance.objects.visible_to(actor).select_related("issuer", "giver__person", "giver__office", "policy")
    found: Guidance | None = rows.defer("issuer__grams", "giver__office__grams").filter(pk=pk).first()
    return found


def replies(actor: Any, guidance: Guidance) -> list[Addressee]:
    """Return the addressees of guidance that the actor reads, with their offices: one query."""
    rows = Addressee.objects.visible_to(actor).filter(guidance=guidance).select_related("office", "answered_by")
    return list(rows.defer("office__grams").order_by("area_id", "office__code"))
