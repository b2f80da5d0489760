"""Cascades (การถ่ายทอดนโยบาย): what the centre expects of every province, and what each answers."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Agency, Area, Office
from prasan.directory.roles import REACH, Reach, Role
from prasan.plans.models.lines import PERIOD, Activity, Project
from prasan.platform.commands.many import InSets, words
from prasan.registers.models import Indicator, Policy, ReferenceSeries, prepares


class CascadeQuerySet(models.QuerySet["Cascade"]):
    """Named questions to the cascades."""

    def visible_to(self, actor: Any) -> CascadeQuerySet:
        """Return the cascades that an actor reads: drafts who prepares, sent ones everybody who reads plans."""
        if getattr(actor, "is_system", False):
            return self
        if REACH[actor.role] is Reach.NOTHING or actor.role is Role.PARTNER:
            return self.none()
        found = self.filter(policy__in=Policy.objects.visible_to(actor).order_by().values("pk"))
        return found if prepares(actor) else found.exclude(state="draft")


class Cascade(models.Model):
    """A policy handed down to the provinces in a fiscal year (การถ่ายทอดนโยบายสู่จังหวัด).

    `name_th` and `goal_th` become the project's in each province's plan; `due` is the day by which they answer.
    `edits` grows with every change by the centre.
    """

    class State(models.TextChoices):
        """Where it stands."""

        DRAFT = "draft", _("ร่าง")
        OFFERED = "offered", _("ถ่ายทอดแล้ว")
        CLOSED = "closed", _("ปิดรับคำตอบแล้ว")

    policy = models.ForeignKey(Policy, models.PROTECT, related_name="cascades")
    fiscal_year = models.PositiveSmallIntegerField()
    name_th = models.CharField(max_length=300)
    goal_th = models.TextField(max_length=2000)
    due = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    edits = models.PositiveIntegerField(default=0)
    offered_at = models.DateTimeField(null=True)
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = CascadeQuerySet.as_manager()
    unjournalled = {"edits"}

    class Meta:
        app_label = "plans"
        db_table = "plans_cascade"
        ordering = ["-fiscal_year", "-id"]
        constraints = [models.CheckConstraint(condition=~Q(name_th="") & ~Q(goal_th=""), name="cascade_has_goal")]

    def __str__(self) -> str:
        return f"{self.name_th} {self.fiscal_year}"

    def topics(self) -> list[str]:
        """Return the live topics that a change touches."""
        return [f"cascade:{self.pk}", "plans"]

    def journal_place(self) -> tuple[None, None, int]:
        """Return (area, office, class) for the journal."""
        return None, None, self.policy.classification


class Expected(models.Model):
    """An activity that the centre expects of every province (กิจกรรมที่คาดหวัง).

    The unit of `agency` in the province does it, the office that leads the province where there is no such unit.
    `total` is the nation's target of `indicator`, scaled; `split` says how it was divided. `offered_at` is empty
    until the provinces were asked.
    """

    class Split(models.TextChoices):
        """How the target was divided among the provinces."""

        NONE = "none", _("ไม่มีเป้าหมายเป็นตัวเลข")
        EQUAL = "equal", _("แบ่งเท่ากัน")
        SERIES = "series", _("แบ่งตามตัวเลขอ้างอิง")
        SHARES = "shares", _("แบ่งตามสัดส่วนที่ให้")
        GIVEN = "given", _("กรอกรายจังหวัด")

    cascade = models.ForeignKey(Cascade, models.CASCADE, related_name="expected")
    number = models.PositiveSmallIntegerField()
    name_th = models.CharField(max_length=300)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    start = models.DateField()
    end = models.DateField()
    weight = models.DecimalField(max_digits=5, decimal_places=2)
    indicator = models.ForeignKey(Indicator, models.PROTECT, null=True, related_name="+")
    total = models.BigIntegerField(null=True)
    split = models.CharField(max_length=6, choices=Split.choices, default=Split.NONE)
    series = models.ForeignKey(ReferenceSeries, models.PROTECT, null=True, related_name="+")
    offered_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "plans"
        db_table = "plans_expected"
        ordering = ["cascade", "number"]
        constraints = [
            models.UniqueConstraint(fields=["cascade", "number"], name="expected_number_once"),
            models.CheckConstraint(condition=PERIOD, name="expected_dates"),
            models.CheckConstraint(condition=Q(weight__gte=0, weight__lte=100), name="expected_weight_per_cent"),
            models.CheckConstraint(
                condition=Q(total=None) | Q(indicator__isnull=False), name="expected_total_measured"
            ),
        ]

    def __str__(self) -> str:
        return self.name_th


class OfferQuerySet(models.QuerySet["Offer"]):
    """Named questions to the offers."""

    def visible_to(self, actor: Any) -> OfferQuerySet:
        """Return the offers that an actor reads: the centre and the departments all, a province its own once sent."""
        if getattr(actor, "is_system", False):
            return self
        rows = self.filter(cascade__in=Cascade.objects.visible_to(actor).order_by().values("pk"))
        if prepares(actor):
            return rows
        inside = Q(pk__in=[])
        for first, last in (*actor.scope.ranges, (actor.area_id, actor.area_last)):
            inside |= Q(area_id__gte=first, area_id__lte=last)
        return rows.filter(inside).exclude(state="draft")


class Offer(models.Model):
    """What one cascade asks of one province (ข้อเสนอถึงจังหวัด); the lock under which its answers are given.

    `office` leads the province; `project` is where accepted activities land in the province's plan. `answers` counts
    the answers given, so that a recall that waited for the row sees one that came first.
    """

    class State(models.TextChoices):
        """Where it stands."""

        DRAFT = "draft", _("ยังไม่ส่ง")
        OFFERED = "offered", _("ส่งแล้ว")
        RECALLED = "recalled", _("เรียกคืนแล้ว")

    cascade = models.ForeignKey(Cascade, models.CASCADE, related_name="offers")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    project = models.ForeignKey(Project, models.SET_NULL, null=True, related_name="offers")
    offered_at = models.DateTimeField(null=True)
    chased_at = models.DateTimeField(null=True)
    answers = models.PositiveIntegerField(default=0)

    objects = OfferQuerySet.as_manager()
    unjournalled = {"answers"}
    in_sets = InSets(
        label=words(F("cascade__name_th"), " ", F("area__name_th")), area=F("area_id"), office=F("office_id"),
        classification=F("cascade__policy__classification"),
        topics=(words("cascade:", F("cascade_id")), words("desk:", F("area_id"))),
    )  # fmt: skip

    class Meta:
        app_label = "plans"
        db_table = "plans_offer"
        ordering = ["cascade", "area"]
        indexes = [models.Index(fields=["area", "state"], name="offer_area")]
        constraints = [models.UniqueConstraint(fields=["cascade", "area"], name="offer_once")]

    def __str__(self) -> str:
        return f"{self.cascade.name_th} {self.area.name_th}"

    def topics(self) -> list[str]:
        """Return the live topics that a change touches."""
        return [f"cascade:{self.cascade_id}", f"desk:{self.area_id}"]

    def journal_place(self) -> tuple[int, int, int]:
        """Return (area, office, class) for the journal."""
        return self.area_id, self.office_id, self.cascade.policy.classification


class Item(models.Model):
    """One expected activity in one province: what is asked, and the answer (คำตอบของจังหวัด).

    `asked` and `promised` are scaled like the indicator. `start` and `end` are the province's own period where it
    differs. `reason` is the province's word (of an excluded one the centre's), `decision` what the centre said to it.
    """

    class State(models.TextChoices):
        """Where the answer stands, along the life cycle in cycle.py."""

        OPEN = "open", _("รอคำตอบ")
        EXCLUDED = "excluded", _("ไม่เกี่ยวข้อง")
        ACCEPTED = "accepted", _("รับแล้ว")
        ADJUSTED = "adjusted", _("ขอปรับ รอส่วนกลาง")
        AGREED = "agreed", _("ปรับแล้ว ตกลงกัน")
        DECLINED = "declined", _("แจ้งว่าไม่เกี่ยวข้อง รอส่วนกลาง")
        NOT_APPLICABLE = "not_applicable", _("ตกลงว่าไม่เกี่ยวข้อง")

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="items")
    expected = models.ForeignKey(Expected, models.CASCADE, related_name="items")
    asked = models.BigIntegerField(null=True)
    state = models.CharField(max_length=14, choices=State.choices, default=State.OPEN)
    promised = models.BigIntegerField(null=True)
    start = models.DateField(null=True)
    end = models.DateField(null=True)
    reason = models.CharField(max_length=500, default="", blank=True)
    decision = models.CharField(max_length=500, default="", blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    activity = models.ForeignKey(Activity, models.SET_NULL, null=True, related_name="items")

    class Meta:
        app_label = "plans"
        db_table = "plans_cascade_item"
        ordering = ["offer", "expected"]
        indexes = [models.Index(fields=["expected", "state"], name="item_expected")]
        constraints = [
            models.UniqueConstraint(fields=["offer", "expected"], name="item_once"),
            models.CheckConstraint(condition=PERIOD, name="item_dates"),
            models.CheckConstraint(
                condition=~Q(state__in=["excluded", "declined", "adjusted"]) | ~Q(reason=""), name="item_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id} {self.expected_id}"

    @property
    def begins(self) -> Any:
        """Return the first day: the province's own, else as asked."""
        return self.start or self.expected.start

    @property
    def ends(self) -> Any:
        """Return the last day: the province's own, else as asked."""
        return self.end or self.expected.end
