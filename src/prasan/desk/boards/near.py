"""The live events of a province, read beside the province itself: its page has few queries to spend."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, Value, When
from django.db.models.functions import JSONObject

from prasan.desk.pages.common import address
from prasan.situation import shapes
from prasan.situation.kinds import EventType
from prasan.situation.models import Event, EventPlace

SHOWN = 5
"""Events on a province's page; the board has all."""
COLUMNS = ("id", "number", "year", "title", "type", "severity", "state", "affected")


def column(actor: Any) -> ArraySubquery:
    """Return a column for areas: the live events that an actor reads in each, worst first, as `read` tells them."""
    there = EventPlace.objects.filter(
        event=OuterRef("pk"), area_id__gte=OuterRef(OuterRef("pk")), area_id__lte=OuterRef(OuterRef("last"))
    )
    rows = Event.objects.visible_to(actor).live()
    rows = rows.filter(Q(area_id__gte=OuterRef("pk"), area_id__lte=OuterRef("last")) | Q(Exists(there)))
    worst = Case(
        *(When(severity=key, then=Value(place)) for key, place in shapes.ORDER.items()), output_field=IntegerField()
    )
    told = JSONObject(**{name: name for name in COLUMNS})
    return ArraySubquery(rows.order_by(worst, "-id").values(told=told)[:SHOWN])


def read(column: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what the column holds as the page shows it."""
    return [
        {
            "code": f"{one['number']}/{one['year']}", "title": one["title"], "type": str(EventType(one["type"]).label),
            "status": shapes.shape(one["severity"]), "word": shapes.word(one["severity"]), "people": one["affected"],
            "state": str(Event.State(one["state"]).label), "href": address("event", one["id"]),
        }
        for one in column
    ]  # fmt: skip
