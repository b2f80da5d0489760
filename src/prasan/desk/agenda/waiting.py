"""What waits in several rooms for a meeting, by one query: directives, guidance, events, requests for a decision."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, JSONObject, Left

from prasan.desk.agenda.places import Attending, Places
from prasan.desk.boards.province import LOUD
from prasan.directives.cycle import LIVE
from prasan.directives.models import Addressee, Directive, Origin
from prasan.meetings.models import Item
from prasan.progress.models import Exemption
from prasan.situation.models import Event, EventPlace

WORDS = 200
"""Characters of a directive that an agenda repeats; its page has all."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that waits: of which kind, where, whose, and what its room tells of it."""

    kind: str
    pk: int
    area: int
    office: int
    told: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose things are asked for: by whom, of which places and offices (numbers), and of which meeting before."""

    actor: Any
    attending: Attending
    places: Places
    offices: frozenset[int]
    last: int | None = None

    def where(self, area: str, office: str) -> Q:
        """Return the condition on columns of area and office; everything where nobody is left out."""
        if self.attending.everybody:
            return Q()
        return self.places.within(area) | Q(**{f"{office}__in": sorted(self.offices)})


def read(asked: Asked) -> list[Row]:
    """Return what waits, in the order of kind and number: one query."""
    first, *others = (_directives(asked), _guidance(asked), _events(asked), _exemptions(asked))
    rows = [Row(*row) for row in first.union(*others, all=True)]
    return sorted(rows, key=lambda one: (one.kind, one.pk))


def _columns(rows: QuerySet[Any], kind: str, area: Any, office: Any, told: dict[str, Any]) -> Any:
    """Return rows in the shape that all kinds share."""
    return rows.order_by().annotate(
        what=Value(kind, CharField()), key=F("pk"), where=Cast(area, IntegerField()),
        whose=Cast(office, IntegerField()), told=JSONObject(**told),
    ).values_list("what", "key", "where", "whose", "told")  # fmt: skip


def _place(column: str) -> dict[str, str]:
    """Return the names of a place, for those abroad that are no province."""
    return {"code": f"{column}__code", "th": f"{column}__name_th", "en": f"{column}__name_en"}


def _directives(asked: Asked) -> Any:
    """Return the directives that are not over, and those of the meeting before however they ended."""
    items = Item.objects.filter(briefing_id=asked.last or 0)
    of_last = Q(origin=Origin.BRIEFING, origin_ref__in=items.values("pk"))
    # a directive names the item that it came from; which meeting that was is the item's
    meeting = Case(
        When(
            origin=Origin.BRIEFING, then=Subquery(Item.objects.filter(pk=OuterRef("origin_ref")).values("briefing_id"))
        )
    )
    here = Q(state__in=sorted(LIVE)) & asked.where("area_id", "lead_id")
    rows = Directive.objects.visible_to(asked.actor).filter(here | of_last)
    told = {
        name: name for name in (
            "number", "part", "year", "state", "due_at", "level", "reopened", "classification", "origin", "origin_ref",
            "policy_id", "has_evidence",
        )
    }  # fmt: skip
    return _columns(
        rows,
        "directive",
        F("area_id"),
        F("lead_id"),
        {**told, **_place("area"), "text": Left("text", WORDS), "meeting": meeting},
    )


def _guidance(asked: Asked) -> Any:
    """Return the offices that have not said how they follow guidance in force."""
    rows = Addressee.objects.visible_to(asked.actor).filter(guidance__state="in_force")
    rows = rows.exclude(state=Addressee.State.ANSWERED).filter(asked.where("area_id", "office_id"))
    told = {
        "ref": "guidance_id", "number": "guidance__number", "year": "guidance__year", "state": "state",
        "review_on": "guidance__review_on", "classification": "guidance__classification",
        "policy_id": "guidance__policy_id", "text": Left("guidance__text", WORDS), **_place("area"),
    }  # fmt: skip
    return _columns(rows, "guidance", F("area_id"), F("office_id"), told)


def _events(asked: Asked) -> Any:
    """Return the live events that are severe; one from elsewhere stands where the meeting has a place of it."""
    rows = Event.objects.visible_to(asked.actor).live().filter(severity__in=sorted(LOUD))
    there = EventPlace.objects.filter(asked.places.within("area_id"), event=OuterRef("pk"))
    where: Any = F("area_id")
    if not asked.attending.everybody:
        here = asked.where("area_id", "owner_id")
        rows = rows.filter(here | Q(Exists(there)))
        other = there.order_by().values("event").annotate(n=Min("area_id")).values("n")
        inside = Event.objects.filter(asked.places.within("area_id"), pk=OuterRef("pk")).values("area_id")
        where = Coalesce(Subquery(inside), Subquery(other), F("area_id"))
    told = {
        name: name for name in (
            "number", "year", "title", "type", "state", "severity", "classification", "affected", "opened_at",
        )
    }  # fmt: skip
    return _columns(rows, "event", where, F("owner_id"), {**told, **_place("area")})


def _exemptions(asked: Asked) -> Any:
    """Return the requests that an indicator does not apply and that nobody has decided."""
    rows = Exemption.objects.visible_to(asked.actor).waiting().filter(asked.where("target__area_id", "office_id"))
    told = {
        "policy_id": "target__indicator__policy_id", "indicator_id": "target__indicator_id",
        "name_th": "target__indicator__name_th", "name_en": "target__indicator__name_en", "asked_at": "asked_at",
        "fiscal_year": "target__fiscal_year", **_place("target__area"),
    }  # fmt: skip
    return _columns(rows, "exemption", F("target__area_id"), F("office_id"), told)


def moment(text: str) -> dt.datetime:
    """Return a moment as the database writes it into JSON."""
    return dt.datetime.fromisoformat(text)
