"""A directive or guidance that an actor reads, for pages and the API alike."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from prasan.directives import queries
from prasan.directives.models import Directive, Guidance
from prasan.platform.commands import Refused


def found_directive(actor: Any, pk: int) -> Directive:
    """Return a directive that the actor reads; Refused 404 otherwise."""
    found = queries.one(actor, pk)
    if found is None:
        raise Refused(_("ไม่พบข้อสั่งการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


def found_guidance(actor: Any, pk: int) -> Guidance:
    """Return guidance that the actor reads; Refused 404 otherwise."""
    found = queries.one_guidance(actor, pk)
    if found is None:
        raise Refused(_("ไม่พบแนวทางนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found
