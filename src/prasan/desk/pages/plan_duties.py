"""What plans ask of a seat by their content: ordered items that a province's development plan lacks."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.directory.actor import SeatActor
from prasan.directory.models import Area
from prasan.directory.roles import Role
from prasan.kernel.fiscal import fiscal_year
from prasan.plans.devplan.queries import gaps_of
from prasan.platform.ui.filters import thaidate


def plan_duties(actor: SeatActor) -> list[dict[str, Any]]:
    """Return these as tasks for my work."""
    return development_gaps(actor)


def development_gaps(actor: SeatActor) -> list[dict[str, Any]]:
    """Return a task for each ordered item without a line in the labour officer's province: two queries."""
    if not (actor.has(Role.PLO) and actor.leads_province):
        return []
    year = fiscal_year(timezone.localdate())
    items = gaps_of(actor.area_id, year)
    if not items:
        return []
    code = Area.objects.values_list("code", flat=True).get(pk=actor.area_id)
    href = f"{reverse('dev_province', args=[code])}?year={year}"
    return [
        {
            "what": _("เสนอ “%(item)s” เข้าแผนพัฒนาจังหวัด ปีงบประมาณ %(year)s") % {"item": one.name, "year": year},
            "href": href, "status": "late", "left": None,
            "why": _("สั่งให้บรรจุเมื่อ %(day)s ยังไม่มีรายการในแผนของจังหวัด") % {"day": thaidate(one.ordered_on)},
        }
        for one in items
    ]  # fmt: skip
