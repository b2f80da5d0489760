"""What an officer says beside a figure: a claim of status, a stated per cent, and the help that is needed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from prasan.progress.models.reports import Report
from prasan.registers.models import Indicator


class Said(models.Model):
    """What an office says about one indicator of its report (คำบอกของหน่วยงาน); it never replaces what is computed.

    `claim` is the officer's own word on the status; without a figure it leaves the indicator unproven.
    `stated` is a per cent in hundredths, as the officer's own paper has it. `help_text` and `help_from` say what help
    is needed and from whom (ความช่วยเหลือที่ต้องการ).
    """

    class Claim(models.TextChoices):
        """The officer's own word on how it goes."""

        ON_PLAN = "on_plan", _("ตามแผน")
        LATE = "late", _("ช้ากว่าแผน")
        DONE = "done", _("เสร็จแล้ว")

    class From(models.TextChoices):
        """Who is asked for help."""

        DEPARTMENT = "department", _("กรมต้นสังกัด")
        CENTRE = "centre", _("ศูนย์ปฏิบัติการของกระทรวง")
        OTHER = "other", _("หน่วยงานอื่นหรือภาคี")

    report = models.ForeignKey(Report, models.CASCADE, related_name="said")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="said")
    claim = models.CharField(max_length=8, choices=Claim.choices, default="", blank=True)
    stated = models.IntegerField(null=True)
    help_text = models.CharField(max_length=300, default="", blank=True)
    help_from = models.CharField(max_length=12, choices=From.choices, default="", blank=True)

    class Meta:
        db_table = "progress_said"
        constraints = [
            models.UniqueConstraint(fields=["report", "indicator"], name="said_once"),
            models.CheckConstraint(condition=Q(help_text="") | ~Q(help_from=""), name="said_help_from_whom"),
        ]
        indexes = [models.Index(fields=["indicator", "report"], name="said_claims", condition=~Q(claim=""))]

    def __str__(self) -> str:
        return f"{self.report_id} {self.indicator_id}"
