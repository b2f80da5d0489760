"""Areas (พื้นที่) and their dated groups (เขตตรวจราชการ, กลุ่มจังหวัด)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class AreaQuerySet(models.QuerySet["Area"]):
    """Named questions to the areas; areas themselves are public."""

    def visible_to(self, actor: Any) -> AreaQuerySet:
        """Return every area: which places exist is no secret."""
        return self

    def provinces(self) -> AreaQuerySet:
        """Return the provinces, Bangkok among them."""
        return self.filter(kind=Area.Kind.PROVINCE)

    def within(self, area: Area) -> AreaQuerySet:
        """Return an area and everything in it."""
        return self.filter(pk__gte=area.pk, pk__lte=area.last)

    def current(self, on: dt.date) -> AreaQuerySet:
        """Return the areas that exist on a day."""
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=on), Q(valid_to=None) | Q(valid_to__gte=on))


class Area(models.Model):
    """A place of the administration (พื้นที่): nation, province, district, sub-district, or a country.

    The primary key is a pre-order number: whatever lies in an area has a number from its own to its
    `last`, so that "in this area" is one range and needs no join. The pack gives the numbers; for
    Thailand they are the official codes padded with zeros (Trang 92 → 920000, last 929999).
    """

    class Kind(models.TextChoices):
        """Levels of areas."""

        NATION = "nation", _("ประเทศ")
        PROVINCE = "province", _("จังหวัด")
        DISTRICT = "district", _("อำเภอ/เขต")
        SUBDISTRICT = "subdistrict", _("ตำบล/แขวง")
        COUNTRY = "country", _("ต่างประเทศ")

    id = models.IntegerField(primary_key=True)
    last = models.IntegerField()
    code = models.CharField(max_length=10, unique=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    name_th = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)
    short_th = models.CharField(max_length=20, default="", blank=True)
    postal_code = models.CharField(max_length=5, default="", blank=True)
    sort_th = models.CharField(max_length=200, default="", blank=True, db_collation="C")
    grams = ArrayField(models.TextField(), default=list, blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    boundary = models.JSONField(null=True)

    objects = AreaQuerySet.as_manager()
    unjournalled = {"grams", "sort_th", "boundary"}

    class Meta:
        db_table = "directory_area"
        ordering = ["id"]
        indexes = [
            models.Index(fields=["kind", "id"], name="area_kind"),
            GinIndex(fields=["grams"], name="area_grams"),
        ]
        constraints = [models.CheckConstraint(condition=Q(last__gte=models.F("id")), name="area_range")]

    def __str__(self) -> str:
        return self.name_th

    @property
    def name(self) -> str:
        """Return the name in the reader's language."""
        return self.name_en if get_language() == "en" else self.name_th

    def holds(self, number: int) -> bool:
        """Tell whether an area number lies in this area."""
        return self.pk <= number <= self.last

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.pk, None, 0


class GroupKind(models.TextChoices):
    """The two trees over provinces."""

    INSPECTION_REGION = "inspection-region", _("เขตตรวจราชการ")
    PROVINCE_GROUP = "province-group", _("กลุ่มจังหวัด")


class AreaGroupQuerySet(models.QuerySet["AreaGroup"]):
    """Named questions to the groups."""

    def visible_to(self, actor: Any) -> AreaGroupQuerySet:
        """Return every group: which province is in which region is public."""
        return self


class AreaGroup(models.Model):
    """A numbered group of provinces (เขตตรวจราชการ หรือ กลุ่มจังหวัด).

    One row per number and order: when an order redraws region 6, a new row with the same number
    begins and the old one keeps its members.
    """

    kind = models.CharField(max_length=20, choices=GroupKind.choices)
    number = models.PositiveSmallIntegerField()
    name_th = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, default="", blank=True)
    order_no = models.CharField(max_length=100, default="", blank=True)
    source = models.CharField(max_length=300, default="", blank=True)

    objects = AreaGroupQuerySet.as_manager()

    class Meta:
        db_table = "directory_area_group"
        ordering = ["kind", "number", "id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "number", "order_no"], name="area_group_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number} {self.name_th}"

    @property
    def name(self) -> str:
        """Return the name in the reader's language."""
        return self.name_en if get_language() == "en" and self.name_en else self.name_th


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Named questions to dated memberships."""

    def on(self, day: dt.date) -> MembershipQuerySet:
        """Return the memberships that hold on a day.

        A membership without a first day is a sighting: it holds from an unknown start to the day
        before the next order (design rule of the ministry's regions).
        """
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day))


class Membership(models.Model):
    """A province's place in a group from–to (inclusive); `seen_on` instead of a start for a sighting.

    `leads` marks the group's lead province (จังหวัดแกน) in that time: it drafts the group's plan. When
    another province takes over inside a membership, the row ends and a new one begins.
    """

    group = models.ForeignKey(AreaGroup, models.CASCADE, related_name="memberships")
    area = models.ForeignKey(Area, models.PROTECT, related_name="memberships")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    seen_on = models.DateField(null=True)
    leads = models.BooleanField(default=False)
    source = models.CharField(max_length=300, default="", blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        db_table = "directory_membership"
        ordering = ["group", "area"]
        indexes = [models.Index(fields=["area", "valid_from"], name="membership_area")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=False) | Q(seen_on__isnull=False),
                name="membership_dated_or_seen",
            ),
            models.UniqueConstraint(
                fields=["group"], condition=Q(leads=True, valid_to=None), name="membership_one_lead"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} ∈ {self.group_id}"


class AreaSet(models.Model):
    """A named set of provinces, districts or countries that a meeting or order covers (ชุดพื้นที่)."""

    code = models.SlugField(unique=True)
    name_th = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, default="", blank=True)
    on = models.DateField(null=True)
    areas = models.ManyToManyField(Area, related_name="sets")
    source = models.CharField(max_length=300, default="", blank=True)

    class Meta:
        db_table = "directory_area_set"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name_th
