"""Names of offices and places for a field that is being typed: what the forms would read again."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from prasan.directives.forms import EVERY_PROVINCE
from prasan.directory.models import Area, Office
from prasan.platform.search import best

MOST = 8
LONG = 100


def offices(typed: str) -> list[dict[str, str]]:
    """Return the offices open today that a text fits best: what the field takes, and the code."""
    rows = best(Office.objects.open_on(timezone.localdate()), typed[:LONG], MOST)
    names = [one.name_th for one in rows]
    found = [(one.name_th if names.count(one.name_th) == 1 else one.code, one.code) for one in rows]
    return _with_all(typed, [{"value": value, "about": code} for value, code in found])


def areas(typed: str) -> list[dict[str, str]]:
    """Return the provinces, countries and districts that a text fits best, a district with its province."""
    rows = Area.objects.exclude(kind=Area.Kind.SUBDISTRICT).select_related("parent")
    rows = rows.defer("boundary", "parent__boundary", "parent__grams")
    found = []
    for one in best(rows, typed[:LONG], MOST):
        district = one.kind == Area.Kind.DISTRICT and one.parent is not None
        value = f"{one.name_th} {one.parent.name_th}" if district else one.name_th
        found.append({"value": value, "about": str(one.get_kind_display())})
    return _with_all(typed, found)


def _with_all(typed: str, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put "every province" first where that is what is begun."""
    begun = typed.strip()
    whole = [{"value": EVERY_PROVINCE, "about": ""}] if begun and EVERY_PROVINCE.startswith(begun) else []
    return [*whole, *found]
