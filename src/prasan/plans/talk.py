"""Plans can be commented on: who is involved in one."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse

from prasan.directory.queries import involved
from prasan.directory.roles import Role
from prasan.plans.models import Plan
from prasan.plans.queries import with_names
from prasan.platform.comments.kinds import People, subject_kind

WRITERS = (Role.PLO, Role.AGENCY_HEAD, Role.AGENCY_OFFICER, Role.DEPARTMENT_OFFICER, Role.DIRECTOR_GENERAL)


def of_plan(plan: Plan) -> People:
    """Return the people of the office that writes the plan, and the ministry's policy owners who decide."""
    return involved(Q(office_id=plan.office_id, role__in=WRITERS) | Q(role=Role.POLICY_OWNER))


def register() -> None:
    """Let plans be commented on."""
    subject_kind(
        Plan,
        lambda actor: with_names(Plan.objects.visible_to(actor)),
        lambda row: reverse("plan", args=[row.pk]),
        of_plan,
    )
