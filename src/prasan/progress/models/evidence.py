"""Files that prove what a report says."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from prasan.platform.files.models import File
from prasan.progress.models.reports import Report
from prasan.registers.models import Indicator


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Named questions to the evidence."""

    def visible_to(self, actor: Any) -> EvidenceQuerySet:
        """Return that of the reports that the actor reads."""
        return self.filter(report__in=Report.objects.visible_to(actor))


class Evidence(models.Model):
    """A picture or PDF that proves a figure or a whole report (หลักฐาน); `indicator` None is the whole report."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="evidence")
    indicator = models.ForeignKey(Indicator, models.PROTECT, null=True, related_name="evidence")
    file = models.ForeignKey(File, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="evidence")

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        db_table = "progress_evidence"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.report_id} {self.file_id}"
