"""The days of a session and who was there."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Seat
from prasan.registers.models.shared import Open
from prasan.training.models.applications import Application
from prasan.training.models.sessions import Session


class Day(models.Model):
    """A day of a session (วันฝึก) with its hours, in Thailand."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="days")
    day = models.DateField()
    begins = models.TimeField()
    ends = models.TimeField()

    objects = Open.as_manager()

    class Meta:
        db_table = "training_day"
        ordering = ["session", "day"]
        constraints = [
            models.UniqueConstraint(fields=["session", "day"], name="training_day_once"),
            models.CheckConstraint(condition=Q(ends__gt=F("begins")), name="training_day_hours"),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}:{self.day.isoformat()}"

    @property
    def minutes(self) -> int:
        """Return the planned minutes."""
        begin, end = self.begins, self.ends
        return (end.hour - begin.hour) * 60 + end.minute - begin.minute


class Attendance(models.Model):
    """That a trainee was there on a day (การเข้าฝึก); taken back, the row stays with the moment.

    `told_at`, when it was noted on the phone, which may have had no signal; `client`, the phone's own number of the
    note: sent twice it is written once.
    """

    class Way(models.TextChoices):
        """How it was noted."""

        QR = "qr", _("สแกนคิวอาร์")
        LIST = "list", _("เช็กชื่อ")

    application = models.ForeignKey(Application, models.PROTECT, related_name="attendances")
    day = models.ForeignKey(Day, models.PROTECT, related_name="attendances")
    way = models.CharField(max_length=4, choices=Way.choices, default=Way.LIST)
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    told_at = models.DateTimeField()
    made_at = models.DateTimeField(auto_now_add=True)
    client = models.UUIDField(default=uuid.uuid4, unique=True)
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "training_attendance"
        ordering = ["day", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "day"], condition=Q(taken_back_at=None), name="attendance_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id}:{self.day_id}"

    def journal_place(self) -> tuple[Any, Any, int]:
        """Return (area, office, class) for the journal."""
        return self.application.journal_place()
