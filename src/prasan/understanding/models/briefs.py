"""A policy on one page, and the items that everybody has to understand alike."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Seat
from prasan.directory.roles import Role
from prasan.registers.models import Policy
from prasan.registers.models.shared import OfPolicies, prepares

LONGEST = 600
"""Characters of each part of a brief: with the most items it still stands on one A4 page."""
MOST_ITEMS = 7
MOST_OPTIONS = 5


class Group(models.TextChoices):
    """Groups of people (กลุ่มผู้รับรู้) as a seminar and the map count them."""

    EXECUTIVES = "executives", _("ผู้บริหาร")
    PROVINCES = "provinces", _("แรงงานจังหวัด")
    CENTRAL = "central", _("เจ้าหน้าที่ส่วนกลาง")
    HEADS = "heads", _("หัวหน้าหน่วยงานในจังหวัดและต่างประเทศ")
    OFFICERS = "officers", _("เจ้าหน้าที่หน่วยงานในจังหวัด")


GROUPS: dict[str, tuple[Role, ...]] = {
    Group.EXECUTIVES: (Role.PERMANENT_SECRETARY, Role.DEPUTY, Role.INSPECTOR, Role.DIRECTOR_GENERAL),
    Group.PROVINCES: (Role.PLO,),
    Group.CENTRAL: (Role.DEPARTMENT_OFFICER, Role.POLICY_OWNER, Role.DUTY_OFFICER, Role.SPOKESPERSON, Role.SECRETARY),
    Group.HEADS: (Role.AGENCY_HEAD, Role.COUNSELLOR),
    Group.OFFICERS: (Role.AGENCY_OFFICER, Role.COUNTER_OFFICER, Role.VOLUNTEER_COORDINATOR),
}
"""Which seats a group has."""
GROUP_OF: dict[str, str] = {str(role): str(group) for group, roles in GROUPS.items() for role in roles}


class BriefQuerySet(OfPolicies):
    """Named questions to the briefs."""

    up_to_set, up_to_policy = "policy__policy_set__", "policy__"

    def visible_to(self, actor: Any) -> BriefQuerySet:
        """Return those of policies that the actor may read; a draft is for those who prepare."""
        rows: BriefQuerySet = super().visible_to(actor)
        return rows if prepares(actor) else rows.exclude(state=Brief.State.DRAFT)

    def in_force(self) -> BriefQuerySet:
        """Return the issued ones of policies that stand."""
        return self.filter(state=Brief.State.ISSUED, policy__withdrawn_on=None)

    def asked_of(self, role: str) -> BriefQuerySet:
        """Return those in force that a role has to understand."""
        group = GROUP_OF.get(role)
        return self.in_force().filter(groups__contains=[group]) if group else self.none()


class Brief(models.Model):
    """A policy on one page (เอกสารสรุปนโยบายหน้าเดียว), versioned with its policy set.

    `aim`, what for; `people`, who is better off and how many; `work`, who does what; `measure`, how success is
    measured; `due`, the day the work begins, by which it has to be understood; `groups`, who has to understand it;
    `only_lead`, of the department that leads the policy alone; `reason`, why it was withdrawn.
    """

    class State(models.TextChoices):
        """Where it stands."""

        DRAFT = "draft", _("ร่าง")
        ISSUED = "issued", _("ใช้อยู่")
        REPLACED = "replaced", _("มีฉบับใหม่แทน")
        WITHDRAWN = "withdrawn", _("ยกเลิก")

    policy = models.ForeignKey(Policy, models.PROTECT, related_name="briefs")
    version = models.PositiveSmallIntegerField(default=1)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="newer")
    aim = models.CharField(max_length=LONGEST)
    people = models.CharField(max_length=LONGEST)
    work = models.CharField(max_length=LONGEST)
    measure = models.CharField(max_length=LONGEST)
    due = models.DateField()
    groups = ArrayField(models.CharField(max_length=12, choices=Group.choices), size=len(Group))
    only_lead = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    issued_at = models.DateTimeField(null=True, blank=True)
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="briefs")
    reason = models.CharField(max_length=300, default="", blank=True)

    objects = BriefQuerySet.as_manager()
    personal: dict[str, str] = {}

    class Meta:
        db_table = "understanding_brief"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "version"], name="brief_version"),
            models.UniqueConstraint(fields=["policy"], condition=Q(state="draft"), name="brief_one_draft"),
            models.UniqueConstraint(fields=["policy"], condition=Q(state="issued"), name="brief_one_in_force"),
            models.CheckConstraint(
                condition=Q(state="draft", issued_at=None) | ~Q(state__in=["draft", "issued", "replaced"])
                | Q(state__in=["issued", "replaced"], issued_at__isnull=False),
                name="brief_issued",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.policy_id}/{self.version}"

    @property
    def days_left(self) -> int:
        """Return the days until the work begins; negative when it has begun."""
        return int((self.due - timezone.localdate()).days)

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches."""
        return (f"policy:{self.policy_id}",)

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return None, None, self.policy.classification


class BriefItemQuerySet(OfPolicies):
    """Named questions to the items."""

    up_to_set, up_to_policy = "brief__policy__policy_set__", "brief__policy__"

    def visible_to(self, actor: Any) -> BriefItemQuerySet:
        """Return those of briefs that the actor may read."""
        rows: BriefItemQuerySet = super().visible_to(actor)
        return rows if prepares(actor) else rows.exclude(brief__state=Brief.State.DRAFT)


class Item(models.Model):
    """One thing to understand (ข้อที่ต้องเข้าใจ) with the question that shows whether it is.

    `key` stays over versions; `since`, the version in which its words last changed: who answered it right since then
    is not asked again. `right`, the place of the right one among `options`; `why`, told after the answer;
    `told_at`, when its owner was told that too few understand it.
    """

    brief = models.ForeignKey(Brief, models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=12)
    since = models.PositiveSmallIntegerField(default=1)
    text = models.CharField(max_length=300)
    question = models.CharField(max_length=300)
    options = ArrayField(models.CharField(max_length=200), size=MOST_OPTIONS)
    right = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=300, default="", blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    objects = BriefItemQuerySet.as_manager()
    personal: dict[str, str] = {}
    unjournalled = {"key", "told_at"}

    WORDS = ("text", "question", "options", "right", "why")
    """What makes it another item when it changes."""

    class Meta:
        db_table = "understanding_item"
        ordering = ["brief", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["brief", "number"], name="item_number", deferrable=models.Deferrable.DEFERRED
            ),
            models.UniqueConstraint(fields=["brief", "key"], name="item_key"),
            models.CheckConstraint(condition=Q(right__lt=F("options__len")), name="item_right"),
        ]

    def __str__(self) -> str:
        return f"{self.brief_id}/{self.number}"

    @property
    def is_new(self) -> bool:
        """Tell whether this version of the brief changed or brought it."""
        return self.brief.version > 1 and self.since == self.brief.version

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches: none."""
        return ()

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return None, None, self.brief.policy.classification
