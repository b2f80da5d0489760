"""Policies in a person's name, for the list that is handed over (รับ–ส่งมอบงาน)."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from prasan.directory.handover import HandoverSource, OpenItem, register_handover
from prasan.directory.models import Person, Seat
from prasan.directory.roles import Role
from prasan.platform.commands import SYSTEM, perform
from prasan.registers.commands import SetOwner
from prasan.registers.models import Policy
from prasan.registers.queries import current_set


def owned(person_ids: list[int]) -> list[Policy]:
    """Return the policies that people answer for now: not withdrawn, of the set in force or a later one."""
    now = current_set(timezone.localdate())
    rows = Policy.objects.filter(owner_id__in=person_ids, withdrawn_on=None).select_related("policy_set")
    if now is not None:
        rows = rows.filter(policy_set__fiscal_year__gte=now.fiscal_year)
    return list(rows.order_by("policy_set_id", "axis", "number"))


def _words(one: Policy) -> str:
    """Return what the list calls a policy: whoever administers seats reads it, so no classified or draft name."""
    told = {"set": one.policy_set.name, "axis": one.get_axis_display(), "number": one.number}
    if one.classification or one.policy_set.is_draft:
        return gettext("%(set)s · %(axis)s ข้อ %(number)s") % told
    return one.name


def items(person_ids: list[int]) -> dict[int, list[OpenItem]]:
    """Return the policies in each person's name, by person id. Two queries."""
    found: dict[int, list[OpenItem]] = {}
    for one in owned(person_ids):
        found.setdefault(one.owner_id or 0, []).append(OpenItem(_words(one), reverse("policy_record", args=[one.pk])))
    return found


def move(actor: Any, from_id: int, to_id: int) -> None:
    """Make another person answer for somebody's policies; nothing moves while they stay a policy owner elsewhere.

    The system writes it: whoever hands over a person's work need not have a say in policies. The reason names whose.
    """
    if Seat.objects.filter(person_id=from_id, role=Role.POLICY_OWNER, end=None).exists():
        return
    giver = Person.objects.get(pk=from_id).full_name
    for one in owned([from_id]):
        reason = gettext("รับมอบงานจาก %(name)s") % {"name": giver}
        perform(SYSTEM, SetOwner(target_id=one.pk, owner_id=to_id, reason=reason))


def register() -> None:
    """List policies among what is handed over."""
    register_handover(HandoverSource("policies", _("นโยบายที่รับผิดชอบ"), items=items, move=move))
