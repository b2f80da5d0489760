"""Directives and events of a place, read beside the place itself: a page has few queries to spend."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, Func, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import JSONObject

from prasan.desk.pages.common import address
from prasan.desk.scorecard.model import Happening, Orders
from prasan.directives.cycle import LIVE, OPEN
from prasan.directives.models import Directive
from prasan.situation import shapes
from prasan.situation.models import Event, EventPlace

EVENTS = 3
"""Events that a card names, the worst; the others are counted."""


def columns(actor: Any, now: dt.datetime, *, everywhere: bool) -> dict[str, Any]:
    """Return columns for areas: how many directives stand where, the worst events, how many there are.

    Parameters: `everywhere`, of the whole country and abroad instead of the area alone. Nothing classified is named.
    """
    orders = Directive.objects.visible_to(actor).filter(state__in=sorted(LIVE))
    events = Event.objects.visible_to(actor).live().filter(classification=0)
    if not everywhere:
        orders = orders.filter(area_id__gte=OuterRef("pk"), area_id__lte=OuterRef("last"))
        outer = OuterRef(OuterRef("pk")), OuterRef(OuterRef("last"))
        there = EventPlace.objects.filter(event=OuterRef("pk"), area_id__gte=outer[0], area_id__lte=outer[1])
        events = events.filter(Q(area_id__gte=OuterRef("pk"), area_id__lte=OuterRef("last")) | Q(Exists(there)))
    worst = Case(
        *(When(severity=key, then=Value(place)) for key, place in shapes.ORDER.items()), output_field=IntegerField()
    )
    told = JSONObject(**{name: name for name in ("id", "number", "year", "title", "severity")})
    return {
        "card_orders": Subquery(_counted(orders, now)),
        "card_events": ArraySubquery(events.order_by(worst, "-id").values(told=told)[:EVENTS]),
        "card_event_count": Subquery(events.order_by().annotate(n=_many(Q())).values("n")),
    }


def _many(condition: Q) -> Func:
    """Count the rows that a condition holds for; no aggregate of the ORM, so that a subquery is one row."""
    one = Case(When(condition, then=Value(1))) if condition else Value(1)
    return Func(one, function="COUNT", output_field=IntegerField())


def _counted(rows: QuerySet[Directive], now: dt.datetime) -> QuerySet[Any]:
    late, back = Q(state__in=sorted(OPEN), due_at__lt=now), Q(state=Directive.State.RETURNED)
    told = JSONObject(open=_many(Q()), overdue=_many(late), returned=_many(back))
    return rows.order_by().annotate(told=told).values("told")


def read(area: Any) -> dict[str, Any]:
    """Return what the columns hold as the fields of a scorecard."""
    events = tuple(
        Happening(
            f"{one['number']}/{one['year']}", one["title"], one["severity"], shapes.word(one["severity"]),
            shapes.shape(one["severity"]), address("event", one["id"]),
        )
        for one in area.card_events
    )  # fmt: skip
    return {"orders": Orders(**area.card_orders), "events": events, "event_count": area.card_event_count}
