"""Requests that an indicator does not apply, as tasks of whoever decides on them."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from prasan.directory.actor import SeatActor
from prasan.progress.exemptions.queries import to_decide

SHOWN = 20
"""So many stand by name; the page of the requests holds all."""


def exemption_tasks(actor: SeatActor) -> list[dict[str, Any]]:
    """Return what the seat has to decide, oldest first: one query, none for who decides nothing."""
    waiting = to_decide(actor)
    page = reverse("exemptions")
    found = [
        {
            "what": _("พิจารณาคำขอว่า “%(indicator)s” ไม่เกี่ยวข้องกับ%(area)s")
            % {"indicator": one.target.indicator.name, "area": one.target.area.name},
            "href": f"{page}#exemption-{one.pk}", "status": "info", "left": None, "why": one.reason,
        }
        for one in waiting[:SHOWN]
    ]  # fmt: skip
    if len(waiting) > SHOWN:
        what = _("และอีก %(n)s คำขอที่รอท่าน") % {"n": len(waiting) - SHOWN}
        found.append({"what": what, "href": page, "status": "info", "left": None, "why": ""})
    return found
