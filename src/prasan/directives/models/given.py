"""What both kinds have in common: who gave it, from what, its number, its class."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Office, Seat
from prasan.directory.roles import Classification
from prasan.registers.models import Policy


class Origin(models.TextChoices):
    """What it came from (ที่มา). Other rooms' things are named by kind, number and words: rooms know no sibling."""

    FREE = "free", _("สั่งการโดยตรง")
    BRIEFING = "briefing", _("การประชุม")
    EVENT = "event", _("เหตุการณ์")
    POLICY = "policy", _("นโยบาย")
    INSPECTION = "inspection", _("การตรวจราชการ")


class InspectionRound(models.IntegerChoices):
    """The round of an inspection (รอบการตรวจราชการ) that it came from."""

    BRIEFING = 1, _("รอบที่ 1 รับฟังบรรยายสรุป")
    PROGRESS = 2, _("รอบที่ 2 ติดตามความก้าวหน้า")
    OVERALL = 3, _("รอบที่ 3 ภาพรวมและผลตามข้อเสนอแนะ")


NUMBERED = frozenset({Origin.BRIEFING, Origin.EVENT})
"""Origins that are a row of another room."""


class Counter(models.Model):
    """The last number given by an issuer in a calendar year: locked until its giver commits, so none is missing."""

    issuer = models.ForeignKey(Office, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "directives_counter"
        constraints = [models.UniqueConstraint(fields=["issuer", "kind", "year"], name="directive_counter_once")]

    def __str__(self) -> str:
        return f"{self.issuer_id}:{self.kind} {self.last}/{self.year}"


class Given(models.Model):
    """Something given by somebody: number n/BE-year of its issuer (ours, never printed as an official ที่ รง…).

    `official_no` and `official_date` are the letter's own (ที่, ลงวันที่), typed by hand once e-Saraban gave them.
    `grams` are what a search finds its words and letter's number by.
    """

    issuer = models.ForeignKey(Office, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    giver = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField()
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.FREE)
    origin_ref = models.BigIntegerField(null=True, blank=True)
    origin_label = models.CharField(max_length=300, default="", blank=True)
    inspection_round = models.PositiveSmallIntegerField(choices=InspectionRound.choices, null=True, blank=True)
    text = models.TextField()
    policy = models.ForeignKey(Policy, models.PROTECT, null=True, blank=True, related_name="+")
    classification = models.PositiveSmallIntegerField(choices=Classification.choices, default=0)
    official_no = models.CharField(max_length=100, default="", blank=True)
    official_date = models.DateField(null=True, blank=True)
    grams = ArrayField(models.TextField(), default=list, blank=True)

    search_from = ("text", "official_no")
    unjournalled = {"grams"}

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="%(class)s_has_text"),
            models.CheckConstraint(condition=Q(year__gte=2500, year__lte=2700), name="%(class)s_year_is_buddhist"),
            models.CheckConstraint(condition=Q(classification__lte=2), name="%(class)s_class"),
            models.CheckConstraint(
                condition=Q(origin__in=sorted(NUMBERED), origin_ref__isnull=False)
                | (~Q(origin__in=sorted(NUMBERED)) & Q(origin_ref=None)),
                name="%(class)s_origin_named",
            ),
            models.CheckConstraint(
                condition=Q(official_no="", official_date=None) | (~Q(official_no="") & Q(official_date__isnull=False)),
                name="%(class)s_official_whole",
            ),
            models.CheckConstraint(
                condition=Q(inspection_round=None) | Q(origin="inspection", inspection_round__in=[1, 2, 3]),
                name="%(class)s_inspection_round",
            ),
        ]

    @property
    def code(self) -> str:
        """Return the number as it is written: n/BE-year."""
        return f"{self.number}/{self.year}"
