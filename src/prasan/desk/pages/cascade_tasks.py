"""What of the cascades and of the matrix waits for a seat: to answer, to take into the plan, to decide, to plan."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.directory.actor import SeatActor
from prasan.directory.roles import Role
from prasan.plans.cascade import matrix, queries
from prasan.plans.cascade.pages.matrix import tasks as words_of

NAMED = 4
"""Gaps that stand as tasks of their own; the others stand together in one, by name."""


def cascade_tasks(actor: SeatActor) -> list[dict[str, Any]]:
    """Return the tasks of a seat, the nearest due first; at most two queries, none for who plays no part."""
    if actor.has(Role.POLICY_OWNER, Role.PERMANENT_SECRETARY):
        return [_to_decide(one) for one in queries.cascades_to_decide(actor)]
    if not actor.has(Role.PLO, Role.AGENCY_HEAD, Role.AGENCY_OFFICER):
        return []
    found = [_offer(one) for one in queries.offers_waiting(actor)]
    return [*found, *_gaps(actor)] if actor.has(Role.PLO) and actor.leads_province else found


def _to_decide(cascade: Any) -> dict[str, Any]:
    what = _("พิจารณาคำตอบของจังหวัดเรื่อง %(name)s") % {"name": cascade.name_th}
    why = _("%(n)s คำตอบขอปรับหรือแจ้งว่าไม่เกี่ยวข้อง") % {"n": cascade.undecided}
    return {"what": what, "why": why, "href": reverse("cascade", args=[cascade.pk]), "status": "info", "left": None}


def _offer(offer: Any) -> dict[str, Any]:
    cascade, left = offer.cascade, queries.days_left(offer.cascade, timezone.localdate())
    href = reverse("offer", args=[offer.pk])
    if not offer.to_answer:
        what = _("นำกิจกรรมที่รับแล้วลงแผน: %(name)s") % {"name": cascade.name_th}
        return {"what": what, "why": cascade.goal_th, "href": href, "status": "late", "left": None}
    status = "very_late" if left < 0 else "late" if left <= 2 else "on_plan"
    what = _("ตอบสิ่งที่ส่วนกลางถ่ายทอด: %(name)s") % {"name": cascade.name_th}
    return {"what": what, "why": cascade.goal_th, "href": href, "status": status, "left": left * 24}


def _gaps(actor: SeatActor) -> list[dict[str, Any]]:
    """Return the gaps of the seat's own province that no offer asks about already."""
    owed = matrix.gaps_of(actor)
    told = [_gap(one) for one in owed[:NAMED]]
    rest = [one.short for one in owed[NAMED:]]
    if rest:
        what = _("ช่องว่างในแผนอีก %(n)s นโยบาย") % {"n": len(rest)}
        href = f"{reverse('matrix')}?area={owed[0].area_code}"  # type: ignore[attr-defined]
        told.append({"what": what, "why": " · ".join(rest), "href": href, "status": "late", "left": None})
    return told


def _gap(policy: Any) -> dict[str, Any]:
    task = words_of()["relink" if policy.relink else "plan"]
    return {
        "what": f"{task}: {policy.short}", "why": _("ช่องว่างในตารางนโยบายกับจังหวัด"),
        "href": reverse("matrix_cell", args=[policy.pk, policy.area_code]), "status": "late", "left": None,
    }  # fmt: skip
