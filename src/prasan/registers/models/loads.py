"""Bulk entry of people: a file, its rows, and what became of each."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Office, Seat
from prasan.platform.vault.fields import EncryptedField
from prasan.registers.models.worker_words import Ground, Purpose
from prasan.registers.models.workers import Worker


class LoadQuerySet(models.QuerySet["Load"]):
    """Named questions to the files."""

    def visible_to(self, actor: Any) -> LoadQuerySet:
        """Return the files of the actor's own office."""
        if getattr(actor, "is_system", False):
            return self
        return self.filter(office=actor.office_id)


class Load(models.Model):
    """A file of people to enter (การนำเข้ารายชื่อ): by which office and with which right.

    `digest` is a keyed hash of the bytes: the same file of the same office is never entered twice. `dry`: looked
    through, nobody entered.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    dry = models.BooleanField(default=False)
    purpose = models.CharField(max_length=10, choices=Purpose.choices, default=Purpose.SERVICE)
    ground = models.CharField(max_length=12, choices=Ground.choices)
    notice_version = models.CharField(max_length=40)
    total = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(db_default=Now())
    job = models.BigIntegerField(null=True)

    objects = LoadQuerySet.as_manager()
    unjournalled = {"digest", "job", "at"}

    class Meta:
        db_table = "registers_load"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["office", "digest", "dry"], name="load_once"),
            models.CheckConstraint(condition=~Q(notice_version=""), name="load_notice"),
        ]

    def __str__(self) -> str:
        return gettext("การนำเข้ารายชื่อหมายเลข %(number)s") % {"number": self.pk or "-"}

    def journal_place(self) -> tuple[None, int, int]:
        """Return (area, office, class) for the journal."""
        return None, self.office_id, 0


class LoadRowQuerySet(models.QuerySet["LoadRow"]):
    """Named questions to the rows."""

    def visible_to(self, actor: Any) -> LoadRowQuerySet:
        """Return the rows of the files of the actor's own office."""
        return self.filter(load__in=Load.objects.visible_to(actor).order_by().values("pk"))


class LoadRow(models.Model):
    """One row of a file; `told` is what it says, encrypted, and emptied once the row is settled."""

    class Verdict(models.TextChoices):
        """What became of it."""

        WAITING = "", _("รอตรวจ")
        NEW = "new", _("รายการใหม่")
        SAME = "same", _("เป็นคนเดียวกัน")
        MAYBE = "maybe", _("อาจเป็นคนเดียวกัน")
        REFUSED = "refused", _("บันทึกไม่ได้")

    load = models.ForeignKey(Load, models.CASCADE, related_name="rows")
    n = models.PositiveIntegerField()
    sheet = models.CharField(max_length=100, default="", blank=True)
    row = models.PositiveIntegerField()
    told = EncryptedField(default="", blank=True)
    verdict = models.CharField(max_length=8, choices=Verdict.choices, default="", blank=True)
    worker = models.ForeignKey(Worker, models.PROTECT, null=True, related_name="+")
    field = models.CharField(max_length=30, default="", blank=True)
    text = models.CharField(max_length=300, default="", blank=True)

    objects = LoadRowQuerySet.as_manager()
    personal = {"told": "what a row of a file says"}

    class Meta:
        db_table = "registers_load_row"
        ordering = ["load", "n"]
        constraints = [models.UniqueConstraint(fields=["load", "n"], name="load_row_once")]

    def __str__(self) -> str:
        return f"{self.sheet}!{self.row}"
