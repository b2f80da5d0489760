"""Who leads a province today, read beside the province itself: a page has few queries to spend."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject

from prasan.directory.models import Person, Seat
from prasan.directory.roles import Role

SEAT = ("role", "position_th", "position_en", "capacity")
PERSON = ("title", "rank", "academic_title", "royal_title", "given_name", "family_name", "name_en")


def column(day: dt.date) -> Subquery:
    """Return a column for areas: the seat that leads the province on a day with its person, None where none is held."""
    rows = Seat.objects.held_on(day).filter(role=Role.PLO, office__area=OuterRef("pk"))
    fields = {name: name for name in SEAT} | {f"person_{name}": f"person__{name}" for name in PERSON}
    told = JSONObject(**fields)
    return Subquery(rows.order_by("-office__leads_province", "pk").values(told=told)[:1])


def read(told: dict[str, Any] | None) -> Seat | None:
    """Return what the column holds as a seat that is not saved, for its title and its person's name."""
    if told is None:
        return None
    person = Person(**{name: told[f"person_{name}"] for name in PERSON})
    return Seat(person=person, **{name: told[name] for name in SEAT})
