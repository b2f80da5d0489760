"""What the directory holds now, loaded once for an import, to find what a cell means."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from prasan.directory.models import Agency, Area, Office, Person, Seat
from prasan.directory.roles import Role
from prasan.kernel.dates import REASONS, parse_date
from prasan.kernel.normalise import fold


class CellError(Exception):
    """A cell cannot be read: the field and what to tell."""

    def __init__(self, name: str, text: Any) -> None:
        super().__init__(str(text))
        self.name = name
        self.text = str(text)


def _index(rows: Any, *keys: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for row in rows:
        for key in keys:
            word = fold(key(row) or "")
            if word:
                found[word] = None if word in found and found[word] != row else row
    return found


@dataclass(slots=True)
class Lookups:
    """Offices, areas, agencies, people and open seats by the words that people write for them.

    A word that means several things is held as None: it is refused, not guessed.
    """

    today: dt.date = field(default_factory=timezone.localdate)
    offices: dict[str, Any] = field(init=False)
    areas: dict[str, Any] = field(init=False)
    agencies: dict[str, Any] = field(init=False)
    by_email: dict[str, Any] = field(init=False)
    by_name: dict[str, Any] = field(init=False)
    seats: dict[int, list[Seat]] = field(init=False)

    def __post_init__(self) -> None:
        offices = list(Office.objects.select_related("area", "agency", "parent").defer("grams"))
        self.offices = _index(offices, lambda o: o.code, lambda o: o.name_th, lambda o: o.name_en, lambda o: o.short_th)
        kinds = [Area.Kind.NATION, Area.Kind.PROVINCE, Area.Kind.COUNTRY]
        areas = list(Area.objects.filter(kind__in=kinds).defer("grams", "boundary"))
        self.areas = _index(
            areas,
            lambda a: a.code,
            lambda a: a.name_th,
            lambda a: a.name_en,
            lambda a: f"{a.get_kind_display()}{a.name_th}",
        )
        self.agencies = _index(Agency.objects.all(), lambda a: a.code, lambda a: a.name_th, lambda a: a.short_th)
        people = list(Person.objects.defer("grams"))
        self.by_email = _index(people, lambda p: p.email, lambda p: p.username)
        self.by_name = _index(people, lambda p: f"{p.given_name} {p.family_name}".strip())
        self.seats = {}
        for seat in Seat.objects.open_after(self.today).select_related("office"):
            self.seats.setdefault(seat.person_id, []).append(seat)


ROLES = {fold(word): role for role in Role for word in (role.value, str(role.label))}


def read_role(text: str, name: str, problem: Any) -> Role:
    """Return the role that a cell names by code or label; raises CellError."""
    role = ROLES.get(fold(text)) or next((r for r in Role if fold(str(r.label)) == fold(text)), None)
    if role is None:
        raise CellError(name, problem)
    return role


def read_day(text: str, name: str) -> dt.date | None:
    """Return the day of a cell (Thai digits, Buddhist years), None where empty; raises CellError."""
    if not text:
        return None
    read = parse_date(text, timezone.localdate())
    if read.refused is None and read.kind == "day":
        return read.start
    raise CellError(name, f"“{text[:40]}” {REASONS.get(read.refused or '', '')}".strip())
