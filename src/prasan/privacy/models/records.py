"""Records of processing: what is done with personal data, for what, by which right; one row a version."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Office, Seat
from prasan.directory.roles import Role

READERS = frozenset({Role.DPO, Role.AUDITOR})
"""Who reads the records: they say how data are handled and hold none."""
YEAR = dt.timedelta(days=365)
"""How long a review is good for: ours; the act says no term."""
WORDS = ("activity", "purpose", "kinds", "subjects", "receivers", "kept", "safeguards")
"""What a record tells in Thai and in English."""


class ProcessingRecordQuerySet(models.QuerySet["ProcessingRecord"]):
    """Named questions to the records of processing."""

    def visible_to(self, actor: Any) -> ProcessingRecordQuerySet:
        """Return all to the protection officer and the auditor, to everybody else none."""
        return self if getattr(actor, "is_system", False) or actor.role in READERS else self.none()

    def living(self) -> ProcessingRecordQuerySet:
        """Return the versions in force: one of each activity that was not ended."""
        return self.filter(ended_on=None)

    def unreviewed(self, now: dt.datetime) -> ProcessingRecordQuerySet:
        """Return the living ones that nobody looked at for a year, or ever."""
        return self.living().filter(Q(reviewed_at=None) | Q(reviewed_at__lt=now - YEAR))


class ProcessingRecord(models.Model):
    """A version of the record of one processing activity (บันทึกรายการกิจกรรมการประมวลผลข้อมูลส่วนบุคคล).

    `code` stays through all versions. `covers`, the models it speaks for, as Django labels them in small letters.
    `ended_on`, the day from which a newer version, or none, is in force. `change`, what is new in this version. Source:
    Personal Data Protection Act B.E. 2562, section 39; bases: section 24.
    """

    class Basis(models.TextChoices):
        """By which right it is done."""

        PUBLIC_TASK = "public-task", _("ภารกิจเพื่อประโยชน์สาธารณะหรืออำนาจรัฐ")
        LEGAL_DUTY = "legal-duty", _("ปฏิบัติตามกฎหมาย")
        VITAL = "vital", _("ป้องกันอันตรายต่อชีวิต ร่างกาย หรือสุขภาพ")
        CONSENT = "consent", _("ความยินยอม")
        CONTRACT = "contract", _("สัญญา")
        INTEREST = "interest", _("ประโยชน์โดยชอบด้วยกฎหมาย")
        TIES = "ties", _("ตามฐานที่บันทึกไว้ของแต่ละหน่วยงานกับแต่ละบุคคล")

    code = models.SlugField(max_length=40)
    version = models.PositiveSmallIntegerField(default=1)
    owner = models.ForeignKey(Office, models.PROTECT, related_name="+")
    activity_th = models.CharField(max_length=200)
    activity_en = models.CharField(max_length=200)
    purpose_th = models.CharField(max_length=1000)
    purpose_en = models.CharField(max_length=1000)
    basis = models.CharField(max_length=11, choices=Basis.choices)
    kinds_th = models.CharField(max_length=1000)
    kinds_en = models.CharField(max_length=1000)
    subjects_th = models.CharField(max_length=1000)
    subjects_en = models.CharField(max_length=1000)
    receivers_th = models.CharField(max_length=1000)
    receivers_en = models.CharField(max_length=1000)
    kept_th = models.CharField(max_length=1000)
    kept_en = models.CharField(max_length=1000)
    safeguards_th = models.CharField(max_length=1000)
    safeguards_en = models.CharField(max_length=1000)
    covers = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    valid_from = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    change = models.CharField(max_length=1000, default="", blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ProcessingRecordQuerySet.as_manager()

    class Meta:
        db_table = "privacy_processing_record"
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="processing_record_version"),
            models.UniqueConstraint(fields=["code"], condition=Q(ended_on=None), name="processing_record_living"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=models.F("valid_from")),
                name="processing_record_ends_after",
            ),
        ]

    def __str__(self) -> str:
        return self.activity_th

    def told(self, name: str) -> str:
        """Return one of `WORDS` in the reader's language."""
        text: str = getattr(self, f"{name}_{'en' if get_language() == 'en' else 'th'}")
        return text

    @property
    def activity(self) -> str:
        """Return the activity in the reader's language."""
        return self.told("activity")

    def stale(self, now: dt.datetime) -> bool:
        """Tell whether a living record has to be looked at."""
        return self.ended_on is None and (self.reviewed_at is None or self.reviewed_at < now - YEAR)

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches: none."""
        return ()

    def journal_place(self) -> tuple[None, None, int]:
        """Return (area, office, class) for the journal."""
        return None, None, 0
