"""What of the action plans waits for a seat: to approve, to mend, to agree to."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.directory.actor import SeatActor
from prasan.directory.models import Membership
from prasan.directory.roles import Role
from prasan.plans.models import Agreement, Plan
from prasan.plans.policy import CENTRE
from prasan.plans.queries import with_names
from prasan.platform.ui.filters import moment

SHOWN = 30
"""Tasks of one kind on a page; the rest stands in the list of plans."""


def plan_tasks(actor: SeatActor) -> list[dict[str, Any]]:
    """Return the plans that wait for a seat as tasks, longest waiting first: one query."""
    if actor.has(*CENTRE):
        rows = with_names(Plan.objects.visible_to(actor).waiting()).exclude(submitted_by_id=actor.person_id)
        ready = rows.exclude(Q(group__isnull=False) & Exists(_silent()))
        return [_task(one, _("ตรวจและอนุมัติ%(plan)s"), "info") for one in ready.order_by("submitted_at")[:SHOWN]]
    if not (actor.has(Role.PLO) and actor.leads_province):
        return []
    mine = Membership.objects.on(timezone.localdate()).filter(area_id=actor.area_id)
    led = Q(area_id=actor.area_id) | Q(group_id__in=mine.filter(leads=True).values("group_id"))
    joined = Q(group_id__in=mine.filter(leads=False).values("group_id"))
    agreed = Agreement.objects.filter(plan=OuterRef("pk"), round=OuterRef("round"), area_id=actor.area_id)
    asked = Q(state=Plan.State.SUBMITTED) & joined & ~Exists(agreed)
    rows = with_names(Plan.objects.filter(asked | Q(state=Plan.State.RETURNED) & led))
    rows = rows.order_by("state", "submitted_at")[: 2 * SHOWN]  # "returned" stands before "submitted"
    return [
        _task(one, _("แก้%(plan)sที่ส่งกลับ"), "late")
        if one.state == Plan.State.RETURNED
        else _task(one, _("ให้ความเห็นชอบ%(plan)s"), "info")
        for one in rows
    ]


def _silent() -> Any:
    """Return the member provinces of a plan's group that have not agreed to it."""
    agreed = Agreement.objects.filter(
        plan=OuterRef(OuterRef("pk")), round=OuterRef(OuterRef("round")), area=OuterRef("area")
    )
    members = Membership.objects.on(timezone.localdate()).filter(group=OuterRef("group"), leads=False)
    return members.exclude(Exists(agreed))


def _task(plan: Plan, words: str, status: str) -> dict[str, Any]:
    why = _("%(office)s ส่งเมื่อ %(when)s") % {"office": plan.office.name, "when": moment(plan.submitted_at)}
    if plan.state == Plan.State.RETURNED:
        why = plan.returned_reason
    return {
        "what": words % {"plan": plan.name}, "href": reverse("plan", args=[plan.pk]), "status": status, "why": why,
        "left": None,
    }  # fmt: skip
