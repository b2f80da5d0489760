"""Break-glass: one entry is opened to one officer for an hour, for a reason that a head looks at afterwards."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Office, Seat
from prasan.directory.roles import Role
from prasan.platform.vault.fields import EncryptedField
from prasan.registers.models.workers import Worker

OPEN_FOR = dt.timedelta(minutes=60)
"""How long an entry stays open: the issue's number."""


class GlassQuerySet(models.QuerySet["Glass"]):
    """Named questions to the openings."""

    def visible_to(self, actor: Any) -> GlassQuerySet:
        """Return one's own, those of one's office or province to whoever heads it, all to the protection officer."""
        if getattr(actor, "is_system", False) or actor.role is Role.DPO:
            return self
        found = Q(person_id=actor.person_id, seat_id=actor.seat_id)
        if actor.role is Role.AGENCY_HEAD:
            found |= Q(office=actor.office_id)
        if actor.role is Role.PLO and actor.leads_province:
            found |= Q(office__area_id__gte=actor.area_id, office__area_id__lte=actor.area_last)
        return self.filter(found)

    def living(self) -> GlassQuerySet:
        """Return those whose hour is not over."""
        return self.filter(until__gt=Now())

    def unreviewed(self) -> GlassQuerySet:
        """Return those that nobody has looked at yet."""
        return self.filter(reviewed_at=None)


class Glass(models.Model):
    """One officer opened one person's entry in an emergency (การเปิดข้อมูลฉุกเฉิน); it closes by itself at `until`.

    `verdict` is what the head found afterwards, with `review`, why. The reason may name people: it stands encrypted.
    """

    class Verdict(models.TextChoices):
        """What the review said."""

        NONE = "", _("ยังไม่ได้ทบทวน")
        JUSTIFIED = "justified", _("มีเหตุสมควร")
        UNJUSTIFIED = "unjustified", _("ไม่มีเหตุสมควร")

    worker = models.ForeignKey(Worker, models.PROTECT, related_name="openings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    why = EncryptedField()
    at = models.DateTimeField()
    until = models.DateTimeField()
    verdict = models.CharField(max_length=12, choices=Verdict.choices, default="", blank=True)
    review = EncryptedField(default="", blank=True)
    reviewed_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)

    objects = GlassQuerySet.as_manager()
    personal = {"why": "reason", "review": "reason"}

    class Meta:
        db_table = "registers_glass"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["worker", "seat", "-until"], name="glass_living"),
            models.Index(fields=["office", "-id"], name="glass_unreviewed", condition=Q(reviewed_at=None)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gt=F("at")) & Q(until__lte=F("at") + OPEN_FOR), name="glass_one_hour"
            ),
            models.CheckConstraint(
                condition=Q(verdict="", reviewed_at=None) | (~Q(verdict="") & Q(reviewed_at__isnull=False)),
                name="glass_reviewed",
            ),
        ]

    def __str__(self) -> str:
        return gettext("การเปิดข้อมูลฉุกเฉินของแรงงานหมายเลข %(number)s") % {"number": self.worker_id}

    def personal_subject(self) -> tuple[str, int]:
        """Return whom the personal values are about: the person whose entry was opened."""
        return "registers.worker", self.worker_id

    def journal_place(self) -> tuple[None, int, int]:
        """Return (area, office, class) for the journal: the office of whoever opened it."""
        return None, self.office_id, 0
