"""Indicators and the targets of areas."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Agency, Area, Office
from prasan.kernel.asking import YEAR, frequencies_of
from prasan.kernel.fiscal import month_index
from prasan.registers.models.policies import Policy, PolicySet
from prasan.registers.models.shared import Bilingual, OfPolicies


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
        a draft or was replaced by a newer one by then, a quarter, half or year that does not end in the month.
        """
        newer = PolicySet.objects.filter(
            replaces=models.OuterRef("indicator__policy__policy_set"), is_draft=False, given_on__lte=day
        )
        stands = Q(indicator__policy__withdrawn_on=None) | Q(indicator__policy__withdrawn_on__gt=day)
        told = Q(indicator__policy__classification=0, indicator__policy__policy_set__is_draft=False)
        policy = Q(indicator__policy=None) | (stands & told & ~models.Exists(newer))
        used = Q(indicator__retired_on=None) | Q(indicator__retired_on__gt=day)
        return self.filter(used, policy, _falls_in(month_index(day)), applies=True)


def _falls_in(month: int) -> Q:
    """Tell what a fiscal month's report asks for, by frequency; what is reported once in the month its target names."""
    once = Q(indicator__frequency="once", due_month=month)
    if month == YEAR:
        once |= Q(indicator__frequency="once", due_month=None)
    return Q(indicator__frequency__in=frequencies_of(month)) | once


class SituationField(models.TextChoices):
    """Fields of the provincial labour situation (สถานการณ์แรงงานจังหวัด), by the labour force survey's definitions."""

    POP_TOTAL = "pop_total", _("ประชากรทั้งหมด")
    POP_15PLUS = "pop_15plus", _("ประชากรอายุ 15 ปีขึ้นไป")
    LABOUR_FORCE = "labour_force", _("กำลังแรงงาน")
    EMPLOYED = "employed", _("ผู้มีงานทำ")
    UNEMPLOYED = "unemployed", _("ผู้ว่างงาน")
    SEASONAL_WAIT = "seasonal_wait", _("ผู้รอฤดูกาล")
    NOT_IN_LF = "not_in_lf", _("ผู้ไม่อยู่ในกำลังแรงงาน")
    EMP_AGRI = "emp_agri", _("ผู้มีงานทำภาคเกษตร")
    EMP_NONAGRI = "emp_nonagri", _("ผู้มีงานทำนอกภาคเกษตร")
    INFORMAL = "informal", _("แรงงานนอกระบบ")
    INFORMAL_AGRI = "informal_agri", _("แรงงานนอกระบบภาคเกษตร")
    INFORMAL_NONAGRI = "informal_nonagri", _("แรงงานนอกระบบนอกภาคเกษตร")
    FOREIGN_WORKERS = "foreign_workers", _("แรงงานต่างด้าว")
    ESTABLISHMENTS = "establishments", _("สถานประกอบการ")
    S33 = "s33", _("ผู้ประกันตนมาตรา 33")
    S39 = "s39", _("ผู้ประกันตนมาตรา 39")
    S40 = "s40", _("ผู้ประกันตนมาตรา 40")
    INSURED_TOTAL = "insured_total", _("ผู้ประกันตนรวม")
    VOLUNTEERS = "volunteers", _("อาสาสมัครแรงงาน")


class CountedFrom(models.TextChoices):
    """What of an indicator the product counts itself, from the registry of workers, the referrals and training."""

    KNOWN = "known", _("แรงงานนอกระบบในทะเบียน")
    REACHED = "reached", _("แรงงานนอกระบบที่เข้าถึงในปี")
    SERVED = "served", _("แรงงานนอกระบบที่ได้รับบริการในปี")
    ENROLLED = "enrolled", _("แรงงานนอกระบบที่เป็นผู้ประกันตนมาตรา 40")
    TRAINED = "trained", _("แรงงานนอกระบบที่ได้ฝึกอาชีพในปี")
    WORKING = "working", _("แรงงานนอกระบบที่ได้งานในปี")
    COMPLETED = "completed", _("ผู้จบหลักสูตรฝึกอาชีพในปี")
    PLACED = "placed", _("ผู้จบหลักสูตรที่มีงานทำเมื่อครบ 3 เดือนในปี")


ONE_MAIN = Q(is_main=True, retired_on=None)


ONE_PEOPLE = Q(is_people=True, retired_on=None)


class Indicator(Bilingual):
    """What is measured (ตัวชี้วัด): unit, direction, kind of sum, frequency, source, what is counted.

    Values are integers scaled by 10 ** decimals. A ratio is kept as numerator and denominator figures, whose
    names are `numerator_th` and `denominator_th`. A retired one (เลิกใช้) keeps its figures and is not asked for.
    Each policy has one main indicator, by which its status is computed, and one of people reached,
    which stands beside it; where the main one counts people, it is both. `splits` are the codes of the
    dimensions (sex, age, …) by which its figures are asked for; `situation_field` the field of the provincial
    labour situation that it reports, so that the checks between those fields hold for it; `counts_from` what the
    product counts itself, beside which the reported figure stands.
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
        """How often it is reported; longer ones in the month that ends them (kernel/asking.py)."""

        ONCE = "once", _("ครั้งเดียว")
        DAY = "day", _("รายวัน")
        WEEK = "week", _("รายสัปดาห์")
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
    splits = ArrayField(models.CharField(max_length=12), default=list, blank=True, db_default=[])
    situation_field = models.CharField(
        max_length=20, default="", blank=True, db_default="", choices=SituationField.choices
    )

    counts_from = models.CharField(max_length=10, default="", blank=True, db_default="", choices=CountedFrom.choices)

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
    (ไม่เกี่ยวข้อง), with the reason. `due_month` is the fiscal month (October 1) in which what is reported
    once is asked for; without one, September.
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
    due_month = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = Targets.as_manager()

    class Meta:
        db_table = "registers_target"
        ordering = ["indicator", "area"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "area", "fiscal_year"], name="target_once"),
            models.CheckConstraint(condition=Q(applies=False) | Q(path__len=12), name="target_path_twelve_months"),
            models.CheckConstraint(condition=Q(applies=True) | ~Q(reason=""), name="target_reason_if_not"),
            models.CheckConstraint(
                condition=Q(due_month=None) | Q(due_month__range=(1, 12)), name="target_due_month_of_a_year"
            ),
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
