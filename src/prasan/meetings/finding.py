"""A meeting that an actor reads, for pages and the API alike."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from prasan.meetings import queries
from prasan.meetings.models import Briefing
from prasan.platform.commands import Refused


def found_briefing(actor: Any, pk: int) -> Briefing:
    """Return a meeting that the actor reads; Refused 404 otherwise."""
    found = queries.one(actor, pk)
    if found is None:
        raise Refused(_("ไม่พบการประชุมนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found
