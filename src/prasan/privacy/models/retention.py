"""The schedule by which data of the registry go, and the runs that emptied what was due."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Seat
from prasan.directory.roles import Role
from prasan.platform.vault.fields import EncryptedField
from prasan.privacy.models.records import READERS

MOST_YEARS = 100


class TermQuerySet(models.QuerySet["RetentionTerm"]):
    """Named questions to the schedule."""

    def visible_to(self, actor: Any) -> TermQuerySet:
        """Return the schedule to who reads the records of processing."""
        return self if getattr(actor, "is_system", False) or actor.role in READERS else self.none()


class RetentionTerm(models.Model):
    """How long an entry is kept after a kind of day (กำหนดเวลาเก็บรักษา), in `years`; without a row it is kept.

    `by_itself`, what falls due by this row is emptied every night; otherwise the protection officer starts a run.
    """

    class Kind(models.TextChoices):
        """From which day the years run: the anchors of kernel.privacy.retention."""

        ENTRY = "entry", _("นับจากวันลงทะเบียน")
        TIE = "tie", _("นับจากวันที่สิทธิใช้ข้อมูลสุดท้ายสิ้นสุด")
        CASE = "case", _("นับจากวันที่เรื่องสุดท้ายยุติ")

    kind = models.CharField(max_length=5, choices=Kind.choices, unique=True)
    years = models.PositiveSmallIntegerField()
    grounds_th = models.CharField(max_length=500)
    grounds_en = models.CharField(max_length=500)
    by_itself = models.BooleanField(default=False)

    objects = TermQuerySet.as_manager()

    class Meta:
        db_table = "privacy_retention_term"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(years__gte=1, years__lte=MOST_YEARS), name="retention_term_years")
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def grounds(self) -> str:
        """Return why so many years, in the reader's language."""
        return self.grounds_en if get_language() == "en" else self.grounds_th

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches: none."""
        return ()

    def journal_place(self) -> tuple[None, None, int]:
        """Return (area, office, class) for the journal."""
        return None, None, 0


class RunQuerySet(models.QuerySet["RetentionRun"]):
    """Named questions to the runs."""

    def visible_to(self, actor: Any) -> RunQuerySet:
        """Return all to the protection officer, nothing to anybody else: a run names entries by their numbers."""
        return self if getattr(actor, "is_system", False) or actor.role is Role.DPO else self.none()


class RetentionRun(models.Model):
    """One emptying of what was due (รอบการลบข้อมูลที่ครบกำหนด): the numbers of the entries stand before it begins.

    `seat`, who started it, None for the machine by the schedule; `job`, its background work; `kept`, entries that were
    due at the start and no longer when their turn came. What was emptied stands in the erasures.
    """

    at = models.DateTimeField()
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    reason = EncryptedField(default="", blank=True)
    numbers = ArrayField(models.BigIntegerField(), default=list)
    total = models.PositiveIntegerField()
    kept = models.PositiveIntegerField(default=0)
    job = models.BigIntegerField(null=True)

    objects = RunQuerySet.as_manager()
    unjournalled = {"numbers"}
    personal = {"reason": "why entries are emptied"}

    class Meta:
        db_table = "privacy_retention_run"
        ordering = ["-id"]

    def __str__(self) -> str:
        return gettext("รอบการลบข้อมูลที่ครบกำหนด รอบที่ %(number)s") % {"number": self.pk or "-"}

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches: none, its job has its own."""
        return ()

    def journal_place(self) -> tuple[None, None, int]:
        """Return (area, office, class) for the journal."""
        return None, None, 0
