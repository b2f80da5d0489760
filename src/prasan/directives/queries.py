"""Questions to the directives: who answers for an area, one with all of it, and what the lists show."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directives.cycle import OPEN
from prasan.directives.models import Addressee, Answer, Directive, DirectiveOffice, Guidance
from prasan.directives.models.given import Given
from prasan.directory.models import Office
from prasan.kernel.digits import to_arabic
from prasan.kernel.normalise import query_grams

VIEWS = ("office", "mine", "given", "overdue")
"""The four views of the list: what each shows stands in `in_view`."""
OPEN_STATES = OPEN
NUMBER = re.compile(r"(?P<number>\d{1,6})(?:\.(?P<part>\d{1,3}))?(?:/(?P<year>\d{2}|\d{4}))?")
"""A number as people type it: 12, 12/69, 12/2569, 12.3/2569."""
COVERED = _("ปิดบังไว้ตามชั้นความลับ")
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


def in_view(actor: Any, view: str) -> Q:
    """Return the condition of a view: mine (I took it), my office's (lead or co), given by my office, overdue."""
    if view == "mine":
        return Q(acknowledged_by_id=actor.person_id)
    if view == "office":
        together = DirectiveOffice.objects.filter(directive=OuterRef("pk"), office_id=actor.office_id)
        return Q(lead_id=actor.office_id) | Q(Exists(together))
    if view == "given":
        return Q(giver_id=actor.seat_id) | Q(issuer_id=actor.office_id)
    if view == "overdue":
        return Q(state__in=sorted(OPEN), due_at__lt=timezone.now())
    return Q()


def counted(rows: Any) -> Any:
    """Add to guidance how many addressees it has and how many of them have answered in the round of now."""
    asked = Addressee.objects.filter(guidance=OuterRef("pk"), round=OuterRef("round")).order_by()
    mine = asked.values("guidance").annotate(n=Count("pk"))
    answered = mine.filter(state=Addressee.State.ANSWERED)
    return rows.annotate(
        addressee_count=Coalesce(Subquery(mine.values("n")), 0),
        answered_count=Coalesce(Subquery(answered.values("n")), 0),
    )


def looked_for(rows: Any, typed: str, actor: Any) -> Any:
    """Return the directives or guidance that a number (12/2569, 12) or words find; both, of those whose words count.

    A reader who sees masks finds what is classified by its number alone: words would tell what they hide.
    """
    asked = to_arabic(typed).strip()
    found = NUMBER.fullmatch(asked)
    by_number = Q(pk__in=[])
    if found:
        by_number = Q(number=int(found["number"]))
        if found["part"] and rows.model is Directive:
            by_number &= Q(part=int(found["part"]))
        if found["year"]:
            year = int(found["year"])
            by_number &= Q(year=year if year > 100 else 2500 + year)
    grams = query_grams(asked)
    by_words = Q(grams__contains=grams) if grams else Q(pk__in=[])
    if not getattr(actor, "is_system", False) and actor.scope.masked:
        by_words &= Q(classification=0)
    return rows.filter(by_number | by_words)


def is_covered(given: Given, actor: Any) -> bool:
    """Tell whether words are covered: they are classified, and the reader sees masks."""
    return bool(given.classification and not getattr(actor, "is_system", False) and actor.scope.masked)


def words_of(given: Given, actor: Any) -> str:
    """Return the words as an actor reads them."""
    return str(COVERED) if is_covered(given, actor) else given.text


def one(actor: Any, pk: int) -> Directive | None:
    """Return a directive that the actor reads, with what its page shows: one query."""
    rows = Directive.objects.visible_to(actor).select_related(
        "issuer", "giver__person", "giver__office", "lead__area", "policy", "indicator__policy", "aim_area",
        "whole", "previous", "acknowledged_by", "answered_by", "closed_by", "issued_by",
    )  # fmt: skip
    found: Directive | None = rows.defer(*LEAD_FIELDS, "grams").filter(pk=pk).first()
    return found


def one_guidance(actor: Any, pk: int) -> Guidance | None:
    """Return guidance that the actor reads: one query."""
    rows = Guidance.objects.visible_to(actor).select_related("issuer", "giver__person", "giver__office", "policy")
    found: Guidance | None = rows.defer("grams", "issuer__grams", "giver__office__grams").filter(pk=pk).first()
    return found


def replies(actor: Any, guidance: Guidance, asked: int | None = None) -> list[Addressee]:
    """Return the addressees of guidance that the actor reads, with their offices: one query.

    Parameters: `asked`, the round; the one of now where it is left out.
    """
    rows = Addressee.objects.visible_to(actor).filter(guidance=guidance, round=asked or guidance.round)
    rows = rows.select_related("office", "answered_by")
    return list(rows.defer("office__grams", "answered_by__grams").order_by("area_id", "office__code"))


def answers(directive: Directive) -> list[Answer]:
    """Return what the lead office reported, newest first, with its files: two queries."""
    rows = Answer.objects.filter(directive=directive).select_related("by").prefetch_related("files__file")
    return list(rows.order_by("-pk"))


def parts(directive: Directive) -> list[Directive]:
    """Return the parts of a split directive with their offices: one query."""
    rows = directive.parts.select_related("lead").defer("lead__grams", "text", "grams").order_by("part")
    return list(rows)
