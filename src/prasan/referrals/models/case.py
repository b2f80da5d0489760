"""The case: what one person needs, told once."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area, Office, Seat
from prasan.platform.vault.fields import EncryptedField
from prasan.referrals.bearers import Bearer
from prasan.registers.models import Worker


class CaseQuerySet(models.QuerySet["Case"]):
    """Named questions to the cases."""

    def visible_to(self, actor: Any) -> CaseQuerySet:
        """Return the cases that the actor's office took in, and those of the referrals that the actor reads."""
        from prasan.referrals.models.referral import Referral, reading

        if getattr(actor, "is_system", False):
            return self
        if isinstance(actor, Bearer):
            return self.filter(pk=actor.case_id)
        scope = reading(actor)
        if scope is None:
            return self.none()
        theirs = Referral.objects.visible_to(actor).filter(case=OuterRef("pk"))
        taken_in = scope.condition(area="area_id", office="office_id")
        return self.filter(taken_in | Exists(theirs.order_by()))


class Case(models.Model):
    """What one person needs (เรื่องขอรับบริการ), told once; the referrals of a case are one story.

    `code` is what stands on the slip: it cannot be guessed and tells nothing. `area` is where the person needs it.
    """

    class Channel(models.TextChoices):
        """How the person came."""

        COUNTER = "counter", _("มาที่สำนักงาน")
        PHONE = "phone", _("โทรศัพท์")
        OUTREACH = "outreach", _("หน่วยเคลื่อนที่หรืออาสาสมัคร")
        LETTER = "letter", _("หนังสือ")
        ONLINE = "online", _("ออนไลน์")

    code = models.CharField(max_length=11, unique=True)
    worker = models.ForeignKey(Worker, models.PROTECT, related_name="cases")
    office = models.ForeignKey(Office, models.PROTECT, related_name="cases")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    need = EncryptedField()
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.COUNTER)
    opened_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    objects = CaseQuerySet.as_manager()
    personal = {"need": "what a person needs"}

    class Meta:
        db_table = "referrals_case"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["office", "-id"], name="case_office"),
            models.Index(fields=["area", "-id"], name="case_area"),
            models.Index(fields=["worker", "-id"], name="case_worker"),
        ]

    def __str__(self) -> str:
        return self.code

    def personal_subject(self) -> tuple[str, int]:
        """Return whom the personal values are about."""
        return "registers.worker", self.worker_id

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches."""
        return (f"case:{self.pk}",)

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.area_id, self.office_id, 0
