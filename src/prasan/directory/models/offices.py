"""Agencies (หน่วยงานระดับกรม) and offices (สำนักงาน)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from prasan.directory.models.areas import Area
from prasan.directory.scope import managed_by


class Agency(models.Model):
    """A body of the ministry (หน่วยงานในสังกัด): สป., กกจ., กพร., กสร., สปส., in ministry order."""

    code = models.CharField(max_length=20, primary_key=True)
    order = models.PositiveSmallIntegerField(unique=True)
    name_th = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    short_th = models.CharField(max_length=30)
    short_en = models.CharField(max_length=30)
    hotline_key = models.CharField(max_length=5, default="", blank=True)

    class Meta:
        db_table = "directory_agency"
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name_th

    @property
    def name(self) -> str:
        """Return the name in the reader's language."""
        return self.name_en if get_language() == "en" else self.name_th

    @property
    def short(self) -> str:
        """Return the short name in the reader's language."""
        return self.short_en if get_language() == "en" else self.short_th


class OfficeQuerySet(models.QuerySet["Office"]):
    """Named questions to the offices; the directory of offices is open to every signed-in person."""

    def visible_to(self, actor: Any) -> OfficeQuerySet:
        """Return every office."""
        return self

    def open_on(self, day: dt.date) -> OfficeQuerySet:
        """Return the offices that exist on a day."""
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day))

    def manageable_by(self, actor: Any) -> OfficeQuerySet:
        """Return the offices whose people the actor administers (its department or its province)."""
        return self.filter(managed_by(actor).condition(area="area_id", office="id", agency="agency_id"))


class Office(models.Model):
    """A unit that people work in (หน่วยงาน): ministry, department, provincial unit, branch, abroad.

    `name_verified` is false where no source gives the unit's own name: it is then shown with
    "ยังไม่ตรวจสอบ" and never invented.
    """

    class Kind(models.TextChoices):
        """Kinds of offices."""

        MINISTRY = "ministry", _("กระทรวง")
        DEPARTMENT = "department", _("กรม")
        CENTRE = "centre", _("ศูนย์ปฏิบัติการ")
        CENTRAL = "central", _("หน่วยงานส่วนกลาง")
        PROVINCIAL = "provincial", _("หน่วยงานในจังหวัด")
        BRANCH = "branch", _("สาขา")
        ABROAD = "abroad", _("สำนักงานในต่างประเทศ")
        OUTSIDE = "outside", _("หน่วยงานภายนอก")

    code = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="offices")
    area = models.ForeignKey(Area, models.PROTECT, related_name="offices")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="units")
    name_th = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, default="", blank=True)
    short_th = models.CharField(max_length=60, default="", blank=True)
    short_en = models.CharField(max_length=60, default="", blank=True)
    name_verified = models.BooleanField(default=True)
    leads_province = models.BooleanField(default=False)
    time_zone = models.CharField(max_length=40, default="Asia/Bangkok")
    phone = models.CharField(max_length=60, default="", blank=True)
    email = models.EmailField(default="", blank=True)
    sort_th = models.CharField(max_length=300, default="", blank=True, db_collation="C")
    grams = ArrayField(models.TextField(), default=list, blank=True)
    source = models.CharField(max_length=300, default="", blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = OfficeQuerySet.as_manager()
    unjournalled = {"grams", "sort_th"}
    personal = {"phone": "office contact", "email": "office contact"}

    class Meta:
        db_table = "directory_office"
        ordering = ["area", "agency__order", "code"]
        indexes = [
            models.Index(fields=["area", "agency"], name="office_area"),
            GinIndex(fields=["grams"], name="office_grams"),
        ]

    def __str__(self) -> str:
        return self.name_th

    @property
    def name(self) -> str:
        """Return the name in the reader's language."""
        return self.name_en if get_language() == "en" and self.name_en else self.name_th

    @property
    def short(self) -> str:
        """Return the short name in the reader's language."""
        chosen = self.short_en if get_language() == "en" else self.short_th
        return chosen or self.name

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.area_id, self.pk, 0
