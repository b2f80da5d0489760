"""Action plans (แผนปฏิบัติการ) and the agreement of a group's provinces."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Agency, Area, AreaGroup, Membership, Office
from prasan.directory.roles import REACH, Reach, Role
from prasan.kernel.fiscal import fiscal_year_bounds
from prasan.registers.models import PolicySet


class PlanQuerySet(models.QuerySet["Plan"]):
    """Named questions to the plans."""

    def visible_to(self, actor: Any) -> PlanQuerySet:
        """Return the plans that the actor reads.

        Its own in every state: of its areas, of the groups they belong to, of its department, of the
        province that its office serves. Of everybody else those that were approved once: a province
        learns from another's plan, and reuses it.
        """
        if getattr(actor, "is_system", False):
            return self
        own = actor.scope.condition(area="area_id", office="office_id", agency="agency_id")
        if actor.scope.everything:
            return self.filter(own)
        ranges = list(actor.scope.ranges)
        if actor.office_kind in {Office.Kind.PROVINCIAL, Office.Kind.BRANCH}:
            own |= Q(area_id__lte=actor.area_id, area__last__gte=actor.area_id)
            ranges.append((actor.area_id, actor.area_id))
        here = Q(pk__in=[])
        for first, last in ranges:
            here |= Q(area_id__lte=last, area__last__gte=first)
        members = Membership.objects.on(timezone.localdate()).filter(here)
        own |= Q(group_id__in=members.values("group_id"))
        if REACH[actor.role] is not Reach.NOTHING and actor.role is not Role.PARTNER:
            own |= Q(version__gt=0)
        return self.filter(own)

    def waiting(self) -> PlanQuerySet:
        """Return the plans that wait for approval."""
        return self.filter(state=Plan.State.SUBMITTED)

    def in_force(self) -> PlanQuerySet:
        """Return the plans that were approved and are not closed."""
        return self.filter(version__gt=0).exclude(state=Plan.State.CLOSED)


class Plan(models.Model):
    """What an area, a group of provinces or a department will do in a fiscal year (แผนปฏิบัติการ).

    Exactly one of `area`, `group`, `agency` is set. `office` drafts it: the office that leads the
    province, the lead province's of a group, the department. `version` counts approvals: each froze a
    baseline. `edits` grows with every save. `round` counts submissions: agreements belong to one.
    """

    class State(models.TextChoices):
        """States along the life cycle in cycle.py."""

        DRAFT = "draft", _("ร่าง")
        SUBMITTED = "submitted", _("ส่งแล้ว รออนุมัติ")
        RETURNED = "returned", _("ส่งกลับให้แก้ไข")
        APPROVED = "approved", _("อนุมัติแล้ว")
        ACTIVE = "active", _("กำลังดำเนินการ")
        REVISED = "revised", _("อยู่ระหว่างปรับแผน")
        CLOSED = "closed", _("ปิดแผนแล้ว")

    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="plans")
    group = models.ForeignKey(AreaGroup, models.PROTECT, null=True, related_name="plans")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="plans")
    office = models.ForeignKey(Office, models.PROTECT, related_name="plans")
    fiscal_year = models.PositiveSmallIntegerField()
    policy_set = models.ForeignKey(PolicySet, models.PROTECT, related_name="plans")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    version = models.PositiveSmallIntegerField(default=0)
    edits = models.PositiveIntegerField(default=0)
    round = models.PositiveSmallIntegerField(default=0)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="submitted_plans"
    )
    submitted_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="approved_plans")
    approved_at = models.DateTimeField(null=True)
    returned_reason = models.TextField(default="", blank=True)
    copied_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="copies")

    objects = PlanQuerySet.as_manager()
    unjournalled = {"edits"}

    class Meta:
        db_table = "plans_plan"
        ordering = ["-fiscal_year", "area", "group", "agency"]
        indexes = [
            models.Index(fields=["state", "-fiscal_year"], name="plan_state"),
            models.Index(fields=["-fiscal_year", "-id"], name="plan_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(area__isnull=False, group=None, agency=None)
                | Q(area=None, group__isnull=False, agency=None)
                | Q(area=None, group=None, agency__isnull=False),
                name="plan_of_one",
            ),
            models.UniqueConstraint(fields=["area", "fiscal_year"], name="plan_area_once"),
            models.UniqueConstraint(fields=["group", "fiscal_year"], name="plan_group_once"),
            models.UniqueConstraint(fields=["agency", "fiscal_year"], name="plan_agency_once"),
            models.CheckConstraint(
                condition=Q(approved_by=None) | Q(submitted_by=None) | ~Q(approved_by=models.F("submitted_by")),
                name="plan_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "active", "revised", "closed"]) | Q(version__gt=0),
                name="plan_approved_has_baseline",
            ),
            models.CheckConstraint(
                condition=Q(fiscal_year__gte=2500, fiscal_year__lte=2700), name="plan_year_is_buddhist"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner} {self.fiscal_year}"

    @property
    def owner(self) -> str:
        """Return whose plan it is, in the reader's language."""
        if self.area_id is not None:
            return self.area.name  # type: ignore[union-attr]
        if self.group_id is not None:
            return self.group.name  # type: ignore[union-attr]
        return self.agency.name  # type: ignore[union-attr]

    @property
    def name(self) -> str:
        """Return the plan's name: whose, and of which fiscal year."""
        return gettext("แผนปฏิบัติการ %(whose)s ปีงบประมาณ %(year)s") % {"whose": self.owner, "year": self.fiscal_year}

    @property
    def kind(self) -> str:
        """Return "area", "group" or "agency"."""
        return "area" if self.area_id is not None else "group" if self.group_id is not None else "agency"

    @property
    def bounds(self) -> tuple[dt.date, dt.date]:
        """Return first and last day of the fiscal year."""
        return fiscal_year_bounds(self.fiscal_year)

    def day(self, today: dt.date | None = None) -> dt.date:
        """Return the day whose order of groups holds for the plan: today, moved into its fiscal year."""
        first, last = self.bounds
        return min(max(today or timezone.localdate(), first), last)

    def topics(self) -> list[str]:
        """Return the live topics that a change of this plan touches."""
        return [f"plan:{self.pk}", "plans"]

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.area_id, self.office_id, 0


class Agreement(models.Model):
    """A member province's agreement to its group's plan as it was submitted (ความเห็นชอบของจังหวัดสมาชิก)."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="agreements")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "plans_agreement"
        constraints = [models.UniqueConstraint(fields=["plan", "area", "round"], name="agreement_once")]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.area_id} {self.round}"
