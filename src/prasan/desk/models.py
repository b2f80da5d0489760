"""What the desk itself keeps: when somebody last looked at a page, and the situation reports of provinces."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from prasan.desk.appointments.models import Appointment
from prasan.directory.models import Area, Office
from prasan.directory.roles import REACH, Reach

__all__ = ["Appointment", "LastLook", "SituationReport", "SituationVersion"]


class LastLook(models.Model):
    """When a person last looked at a page (ดูครั้งล่าสุด): for "what changed since I last looked", nothing else.

    `page` names it ("policy:49"); `at`, the newest look; `before`, the last one of the visit before. It is the
    person's own and stands in no journal.
    """

    person_id = models.BigIntegerField()
    page = models.CharField(max_length=60)
    at = models.DateTimeField()
    before = models.DateTimeField(null=True)

    class Meta:
        db_table = "desk_last_look"
        constraints = [models.UniqueConstraint(fields=["person_id", "page"], name="last_look_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.page}"


class SituationQuerySet(models.QuerySet["SituationReport"]):
    """Named questions to the situation reports."""

    def visible_to(self, actor: Any) -> SituationQuerySet:
        """Return the reports of the actor's areas and office; issued ones are read by whoever reads figures."""
        if getattr(actor, "is_system", False) or actor.scope.everything:
            return self
        mine = actor.scope.condition(area="area_id", office="office_id")
        reads = REACH[actor.role] is not Reach.NOTHING
        return self.filter(mine | Q(state="issued")) if reads else self.none()


class SituationReport(models.Model):
    """The labour situation report of a province for a quarter or a year (รายงานสถานการณ์แรงงานจังหวัด).

    `span`, year × 100 + calendar quarter (0: the whole year), Buddhist era; `texts`, words by chapter as the office
    wrote them; `figures`, the figures they were written beside; `number`, of the province in its year, once issued.
    """

    class State(models.TextChoices):
        """A draft becomes issued once; what is issued never changes."""

        DRAFT = "draft", _("ร่าง")
        ISSUED = "issued", _("เผยแพร่แล้ว")

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    span = models.PositiveIntegerField()
    state = models.CharField(max_length=6, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(default=0)
    texts = models.JSONField(default=dict)
    figures = models.JSONField(default=dict)
    number = models.PositiveIntegerField(null=True)
    issued_at = models.DateTimeField(null=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField(auto_now=True)

    objects = SituationQuerySet.as_manager()
    unjournalled = frozenset({"figures", "texts", "saved_at"})
    """Words and figures stand whole in the versions."""

    class Meta:
        db_table = "desk_situation_report"
        ordering = ["-span", "area"]
        constraints = [
            models.UniqueConstraint(fields=["area", "span"], name="situation_once"),
            models.CheckConstraint(
                condition=~Q(state="issued") | Q(number__isnull=False, issued_at__isnull=False),
                name="situation_issued_numbered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.span}"

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.area_id, self.office_id, 0


class SituationVersion(models.Model):
    """A report as it was saved once: words and figures (ฉบับที่บันทึก)."""

    report = models.ForeignKey(SituationReport, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    texts = models.JSONField()
    figures = models.JSONField()
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "desk_situation_version"
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="situation_version_once")]

    def __str__(self) -> str:
        return f"{self.report_id} {self.number}"
