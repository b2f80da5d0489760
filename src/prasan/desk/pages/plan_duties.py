"""What plans ask of a seat by their content: ordered items that a province lacks, outcomes to be asked again."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.directory.actor import SeatActor
from prasan.directory.roles import Role
from prasan.kernel.fiscal import fiscal_year
from prasan.plans.devplan.queries import gaps_of
from prasan.plans.policy import STAFF
from prasan.plans.queries import follow_ups
from prasan.platform.ui.filters import thaidate

AHEAD = dt.timedelta(days=30)
"""Outcomes are told so long before they are due."""
SHOWN = 20


def plan_duties(actor: SeatActor) -> list[dict[str, Any]]:
    """Return these as tasks for my work."""
    return development_gaps(actor) + outcomes_to_ask(actor)


def outcomes_to_ask(actor: SeatActor) -> list[dict[str, Any]]:
    """Return the outcomes of the office's projects that are due to be asked 12 months later: one query."""
    if not actor.has(*STAFF):
        return []
    today = timezone.localdate()
    found = []
    for one in follow_ups(actor.office_id, today + AHEAD)[:SHOWN]:
        due = one.later_due or today
        left = (due - today).days
        found.append({
            "what": _("ถามผลหลัง 12 เดือน: %(who)s (%(project)s)") % {"who": one.who_th, "project": one.project.name_th},
            "href": reverse("plan_line_record", args=[one.project.plan_id, "beneficiary", one.pk]),
            "status": "very_late" if left < 0 else "late", "left": left * 24,
            "why": _("ครบกำหนด %(day)s ยังไม่ถาม") % {"day": thaidate(due)},
        })  # fmt: skip
    return found


def development_gaps(actor: SeatActor) -> list[dict[str, Any]]:
    """Return a task for each ordered item without a line in the labour officer's province: one query."""
    if not (actor.has(Role.PLO) and actor.leads_province):
        return []
    year = fiscal_year(timezone.localdate())
    items = gaps_of(actor.area_id, year)
    if not items:
        return []
    href = f"{reverse('dev_province', args=[items[0].area_code])}?year={year}"  # type: ignore[attr-defined]
    return [
        {
            "what": _("เสนอ “%(item)s” เข้าแผนพัฒนาจังหวัด ปีงบประมาณ %(year)s") % {"item": one.name, "year": year},
            "href": href, "status": "late", "left": None,
            "why": _("สั่งให้บรรจุเมื่อ %(day)s ยังไม่มีรายการในแผนของจังหวัด") % {"day": thaidate(one.ordered_on)},
        }
        for one in items
    ]  # fmt: skip
