"""Find an event by the number that people write: 12/2569, or 12 in this year."""

from __future__ import annotations

import re
from typing import Any

from django.utils import timezone

from prasan.kernel.digits import to_arabic
from prasan.situation.models import Event

_NUMBER = re.compile(r"(\d{1,7})(?:\s*/\s*(\d{2,4}))?")


def event_named(actor: Any, typed: str) -> int:
    """Return the primary key of the event with a typed number, in the actor's scope; 0 where there is none."""
    match = _NUMBER.fullmatch(to_arabic(typed).strip())
    if match is None:
        return 0
    year = int(match[2]) if match[2] else timezone.localdate().year + 543
    year += 2500 if year < 100 else 0
    rows = Event.objects.visible_to(actor).filter(number=int(match[1]), year=year)
    return rows.values_list("pk", flat=True).first() or 0
