"""Tables that several domains share: the strategy chain, policy sets, policies, indicators, targets."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Agency, Area, Office
from prasan.directory.roles import Classification, Role


class Bilingual(models.Model):
    """A name in Thai and English, shown in the reader's language."""

    name_th = models.CharField(max_length=400)
    name_en = models.CharField(max_length=400, default="", blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name_th

    @property
    def name(self) -> str:
        """Return the name in the reader's language."""
        return self.name_en if get_language() == "en" and self.name_en else self.name_th


class Open(models.QuerySet[Any]):
    """Rows that every signed-in person reads: what the ministry has decided is told to all its staff."""

    def visible_to(self, actor: Any) -> Any:
        """Return every row."""
        return self


def prepares(actor: Any) -> bool:
    """Tell whether an actor sees what is still being prepared: central readers and the departments."""
    if getattr(actor, "is_system", False) or actor.scope.everything:
        return True
    return bool(actor.has(Role.DIRECTOR_GENERAL, Role.DEPARTMENT_OFFICER))


class OfPolicies(Open):
    """Rows of policy sets: a draft is seen by those who prepare it, a classified policy by those cleared for it.

    `up_to_set` and `up_to_policy` say how the set and the policy are reached from the row ("" is the row itself).
    """

    up_to_set = ""
    up_to_policy: str | None = None

    def visible_to(self, actor: Any) -> Any:
        """Return the rows that an actor may read whole; a masked reader reads no classified one."""
        masked = not getattr(actor, "is_system", False) and actor.scope.masked
        return self._told_to(actor, 0 if masked else None)

    def _told_to(self, actor: Any, clearance: int | None) -> Any:
        """Return the rows up to a class (None: the actor's own)."""
        rows = self if prepares(actor) else self.exclude(**{f"{self.up_to_set}is_draft": True})
        if self.up_to_policy is None or getattr(actor, "is_system", False):
            return rows
        highest = actor.scope.clearance if clearance is None else clearance
        return rows.exclude(**{f"{self.up_to_policy}classification__gt": highest})


class Policies(OfPolicies):
    """Policies."""

    up_to_set, up_to_policy = "policy_set__", ""

    def known_to(self, actor: Any) -> Any:
        """Return the rows that an actor may know of: to a masked reader a classified one too, covered."""
        return self._told_to(actor, None)


class Indicators(OfPolicies):
    """Indicators; one without a policy is nobody's secret."""

    up_to_set, up_to_policy = "policy__policy_set__", "policy__"

    def in_use(self) -> Any:
        """Return those that are not retired."""
        return self.filter(retired_on=None)


class Targets(OfPolicies):
    """Targets of areas."""

    up_to_set, up_to_policy = "indicator__policy__policy_set__", "indicator__policy__"

    def asked_at(self, day: dt.date) -> Any:
        """Return the targets that monthly reports ask for, as of the last day of the month reported.

        Not asked: what does not apply, a retired indicator, a withdrawn or classified policy, a set that is
        a draft or was replaced by a newer one by then.
        """
        newer = PolicySet.objects.filter(
            replaces=models.OuterRef("indicator__policy__policy_set"), is_draft=False, given_on__lte=day
        )
        stands = Q(indicator__policy__withdrawn_on=None) | Q(indicator__policy__withdrawn_on__gt=day)
        told = Q(indicator__policy__classification=0, indicator__policy__policy_set__is_draft=False)
        policy = Q(indicator__policy=None) | (stands & told & ~models.Exists(newer))
        used = Q(indicator__retired_on=None) | Q(indicator__retired_on__gt=day)
        return self.filter(used, policy, applies=True)


class Strategy(Bilingual):
    """A link of the chain above policies (ยุทธศาสตร์ชาติ → แผนแม่บท → แผนกระทรวง)."""

    class Level(models.TextChoices):
        """Levels of the chain."""

        NATIONAL = "national", _("ยุทธศาสตร์ชาติ")
        MASTER = "master", _("แผนแม่บท")
        MINISTRY = "ministry", _("แผนปฏิบัติราชการกระทรวง")

    code = models.SlugField(max_length=40, unique=True)
    level = models.CharField(max_length=10, choices=Level.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    source = models.CharField(max_length=300, default="", blank=True)

    objects = Open.as_manager()

    class Meta:
        db_table = "registers_strategy"
        ordering = ["level", "code"]


class PolicySet(Bilingual):
    """A set of policies handed down on a day (นโยบายที่มอบ): giver, date, fiscal year, version.

    A set may be replaced inside its fiscal year: the newer version has `replaces`. `is_draft` marks one that
    is still being prepared: it is not in force and reports do not ask for it until it is announced.
    `is_demo` marks the invented current set of the demo.
    """

    code = models.SlugField(max_length=40, unique=True)
    giver_th = models.CharField(max_length=200)
    giver_en = models.CharField(max_length=200, default="", blank=True)
    given_on = models.DateField(null=True, blank=True)
    fiscal_year = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField(default=1)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    is_draft = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False)
    source = models.CharField(max_length=300, default="", blank=True)

    objects = OfPolicies.as_manager()

    class Meta:
        db_table = "registers_policy_set"
        ordering = ["-fiscal_year", "-version"]
        constraints = [models.UniqueConstraint(fields=["fiscal_year", "version", "is_demo"], name="policy_set_version")]


class Policy(Bilingual):
    """One policy (นโยบาย) on one of the three axes (3A), with its owner.

    A withdrawn policy (ถอนนโยบาย) keeps its figures and history, but leaves the wall and the reports.
    """

    class Axis(models.TextChoices):
        """The three axes of the ministry's emphasis policy (นโยบายเน้นหนัก 3A)."""

        AGENDA = "agenda", _("นโยบายเร่งด่วน (Agenda Based)")
        AREA = "area", _("นโยบายระดับพื้นที่ (Area Based)")
        ADMINISTRATION = "administration", _("นโยบายบริหารการพัฒนา (Administration Based)")

    policy_set = models.ForeignKey(PolicySet, models.PROTECT, related_name="policies")
    axis = models.CharField(max_length=16, choices=Axis.choices)
    number = models.PositiveSmallIntegerField()
    short_th = models.CharField(max_length=80, default="", blank=True)
    short_en = models.CharField(max_length=80, default="", blank=True)
    why_th = models.TextField(default="", blank=True)
    strategy = models.ForeignKey(Strategy, models.PROTECT, null=True, blank=True, related_name="policies")
    lead = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="policies")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="owned_policies"
    )
    headline = models.PositiveSmallIntegerField(null=True, blank=True)
    classification = models.PositiveSmallIntegerField(choices=Classification.choices, default=Classification.NORMAL)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=300, default="", blank=True)

    objects = Policies.as_manager()

    is_covered = False
    """Whether this copy shows no words: it was read for somebody who knows of it but reads it masked."""

    class Meta:
        db_table = "registers_policy"
        ordering = ["policy_set", "axis", "number"]
        constraints = [
            models.UniqueConstraint(fields=["policy_set", "axis", "number"], name="policy_once"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a covered copy holds no words to save."""
        if self.is_covered:
            raise TypeError("a covered policy is only for reading")
        super().save(*args, **kwargs)

    @property
    def short(self) -> str:
        """Return the short name in the reader's language."""
        chosen = self.short_en if get_language() == "en" else self.short_th
        return chosen or self.name

    def covered_for(self, actor: Any) -> Policy:
        """Return this policy as an actor reads it: a masked reader sees a classified one without its words.

        The words go from this copy in memory, so no page can show them; such a copy is never saved.
        """
        if self.classification and not getattr(actor, "is_system", False) and actor.scope.masked:
            words = gettext("ปิดบังไว้ (ชั้นความลับ %(class)s)") % {"class": self.get_classification_display()}
            self.name_th = self.name_en = words
            self.short_th = self.short_en = self.why_th = self.withdrawn_why = ""
            self.is_covered = True
        return self

    def topics(self) -> list[str]:
        """Return the live topics of this policy."""
        return [f"policy:{self.pk}"]

    def journal_place(self) -> tuple[None, None, int]:
        """Return (area, office, class) for the journal."""
        return None, None, self.classification


ONE_MAIN = Q(is_main=True, retired_on=None)
ONE_PEOPLE = Q(is_people=True, retired_on=None)


class Indicator(Bilingual):
    """What is measured (ตัวชี้วัด): unit, direction, kind of sum, frequency, source, what is counted.

    Values are integers scaled by 10 ** decimals. A ratio is kept as numerator and denominator figures, whose
    names are `numerator_th` and `denominator_th`. A retired one (เลิกใช้) keeps its figures and is not asked for.
    Each policy has one main indicator, by which its status is computed, and one of people reached,
    which stands beside it; where the main one counts people, it is both.
    """

    class Direction(models.IntegerChoices):
        """Whether more or less is better."""

        MORE = 1, _("ยิ่งมากยิ่งดี")
        LESS = -1, _("ยิ่งน้อยยิ่งดี")

    class Sum(models.TextChoices):
        """How figures of several areas or months become one."""

        SUM = "sum", _("ผลรวม")
        LAST = "last", _("ค่าล่าสุด")
        AVERAGE = "average", _("ค่าเฉลี่ย")
        RATIO = "ratio", _("อัตราส่วน")

    class Frequency(models.TextChoices):
        """How often it is reported."""

        MONTH = "month", _("รายเดือน")
        FISCAL_QUARTER = "fiscal-quarter", _("รายไตรมาส (ปีงบประมาณ)")
        CALENDAR_QUARTER = "calendar-quarter", _("รายไตรมาส (ปฏิทิน)")
        HALF = "half", _("รายครึ่งปี")
        YEAR = "year", _("รายปี")

    class Counted(models.TextChoices):
        """What is counted; different units are never added to one another."""

        PEOPLE = "people", _("คน")
        VISITS = "visits", _("คน-ครั้ง")
        CASES = "cases", _("ราย")
        PLACES = "places", _("แห่ง")
        EFFORT = "effort", _("งาน")

    code = models.SlugField(max_length=40, unique=True)
    policy = models.ForeignKey(Policy, models.PROTECT, null=True, related_name="indicators")
    lead = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="indicators")
    unit_th = models.CharField(max_length=60)
    unit_en = models.CharField(max_length=60, default="", blank=True)
    decimals = models.PositiveSmallIntegerField(default=0)
    direction = models.SmallIntegerField(choices=Direction.choices, default=Direction.MORE)
    summing = models.CharField(max_length=8, choices=Sum.choices, default=Sum.SUM)
    frequency = models.CharField(max_length=16, choices=Frequency.choices, default=Frequency.MONTH)
    counted = models.CharField(max_length=8, choices=Counted.choices)
    may_count_twice = models.BooleanField(default=False)
    is_main = models.BooleanField(default=False)
    is_people = models.BooleanField(default=False)
    minimum_path = models.BigIntegerField(default=0)
    numerator_th = models.CharField(max_length=200, default="", blank=True)
    denominator_th = models.CharField(max_length=200, default="", blank=True)
    source_th = models.CharField(max_length=300, default="", blank=True)
    definition_th = models.TextField(default="", blank=True)
    retired_on = models.DateField(null=True, blank=True)
    retired_why = models.CharField(max_length=300, default="", blank=True)

    objects = Indicators.as_manager()

    class Meta:
        db_table = "registers_indicator"
        ordering = ["policy", "-is_main", "code"]
        constraints = [
            models.UniqueConstraint(fields=["policy"], condition=ONE_MAIN, name="indicator_one_main"),
            models.UniqueConstraint(fields=["policy"], condition=ONE_PEOPLE, name="indicator_one_people"),
            models.CheckConstraint(
                condition=Q(is_people=False) | Q(counted="people"), name="indicator_people_counts_people"
            ),
        ]

    @property
    def unit(self) -> str:
        """Return the unit in the reader's language."""
        return self.unit_en if get_language() == "en" and self.unit_en else self.unit_th

    def journal_place(self) -> tuple[None, None, int]:
        """Return (area, office, class) for the journal: that of the policy."""
        return None, None, self.policy.classification if self.policy else 0

    @property
    def counts_people(self) -> bool:
        """Tell whether it counts distinct people."""
        return self.counted == self.Counted.PEOPLE


class Target(models.Model):
    """What an area is to reach in a fiscal year (เป้าหมาย), and the path there (เส้นทางเป้าหมาย).

    `path` holds twelve scaled integers, October first: cumulative for sums, the level for the rest;
    its last element is `value`. `applies` is false where the indicator has no meaning in the area
    (ไม่เกี่ยวข้อง), with the reason.
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="targets")
    area = models.ForeignKey(Area, models.PROTECT, related_name="targets")
    fiscal_year = models.PositiveSmallIntegerField()
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="targets")
    value = models.BigIntegerField(default=0)
    path = ArrayField(models.BigIntegerField(), size=12, default=list)
    baseline = models.BigIntegerField(null=True, blank=True)
    applies = models.BooleanField(default=True)
    reason = models.CharField(max_length=300, default="", blank=True)

    objects = Targets.as_manager()

    class Meta:
        db_table = "registers_target"
        ordering = ["indicator", "area"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "area", "fiscal_year"], name="target_once"),
            models.CheckConstraint(condition=Q(applies=False) | Q(path__len=12), name="target_path_twelve_months"),
            models.CheckConstraint(condition=Q(applies=True) | ~Q(reason=""), name="target_reason_if_not"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.area_id} {self.fiscal_year}"

    def path_at(self, month: int) -> int:
        """Return the path's value at fiscal month 1..12 (October is 1)."""
        value: int = self.path[month - 1]
        return value

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        policy = self.indicator.policy
        return self.area_id, self.office_id, policy.classification if policy else 0


class WorkItemQuerySet(models.QuerySet["WorkItem"]):
    """Named questions to the work items."""

    def visible_to(self, actor: Any) -> WorkItemQuerySet:
        """Return the items that the actor reads: of its offices, its areas, its department."""
        if getattr(actor, "is_system", False):
            return self
        return self.filter(actor.scope.condition(area="area_id", office="office_id", agency="office__agency_id"))


class WorkItem(Bilingual):
    """A piece of work that an office does in an area in a fiscal year (งานที่ทำ): the noun that plans and
    progress both know. A plan's activity points to one; figures can be hung on it.
    """

    code = models.SlugField(max_length=60, unique=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="work_items")
    area = models.ForeignKey(Area, models.PROTECT, related_name="work_items")
    fiscal_year = models.PositiveSmallIntegerField()
    policies = models.ManyToManyField(Policy, related_name="work_items", db_table="registers_work_item_policy")

    objects = WorkItemQuerySet.as_manager()

    class Meta:
        db_table = "registers_work_item"
        ordering = ["-fiscal_year", "code"]
        indexes = [models.Index(fields=["area", "-fiscal_year"], name="work_item_area")]

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.area_id, self.office_id, 0


class Setting(models.Model):
    """A rule that the ministry sets (ค่ากำหนด), dated by the journal: thresholds, due days, limits."""

    code = models.SlugField(max_length=60, primary_key=True)
    value = models.JSONField()
    changed = models.DateTimeField(auto_now=True)

    objects = Open.as_manager()

    class Meta:
        db_table = "registers_setting"

    def __str__(self) -> str:
        return self.code
