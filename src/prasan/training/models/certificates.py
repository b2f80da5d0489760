"""Certificates: given to who completed, checked by anyone who holds one, taken back with a reason."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Office, Seat
from prasan.platform.vault.fields import EncryptedField
from prasan.training.models.applications import Application, ApplicationQuerySet


class CertificateQuerySet(models.QuerySet["Certificate"]):
    """Named questions to the certificates."""

    def visible_to(self, actor: Any) -> CertificateQuerySet:
        """Return those of the applications that an actor reads."""
        rows: ApplicationQuerySet = Application.objects.visible_to(actor)
        return self.filter(application__in=rows.order_by().values("pk"))


class Certificate(models.Model):
    """A certificate (วุฒิบัตร): the name as it is printed stands in it, the id number never.

    `number`, of the office in the fiscal year `year` (B.E.). `nonce` and `token_hash` make the address under which
    anyone who holds the paper checks it. `holds_until`, None for good.
    """

    class Why(models.TextChoices):
        """Why one was taken back."""

        MISTAKE = "mistake", _("ออกผิดพลาด")
        FRAUD = "fraud", _("ได้มาโดยไม่ชอบ")
        REPLACED = "replaced", _("ออกฉบับใหม่แทน")

    application = models.ForeignKey(Application, models.PROTECT, related_name="certificates")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    name_printed = EncryptedField()
    issued_on = models.DateField()
    holds_until = models.DateField(null=True)
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=8, choices=Why.choices, default="", blank=True)
    nonce = models.CharField(max_length=32, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)

    objects = CertificateQuerySet.as_manager()
    unjournalled = {"nonce", "token_hash"}
    personal = {"name_printed": "name"}
    named_by_number = True

    class Meta:
        db_table = "training_certificate"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["office", "year", "number"], name="certificate_number"),
            models.UniqueConstraint(
                fields=["application"], condition=Q(revoked_at=None), name="certificate_one_living"
            ),
            models.CheckConstraint(condition=Q(revoked_at=None) ^ ~Q(why=""), name="certificate_revoked"),
            models.CheckConstraint(
                condition=Q(holds_until=None) | Q(holds_until__gt=F("issued_on")), name="certificate_holds"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """Return the number as it is printed: DSD-93 12/2570."""
        return f"{self.office.code} {self.number}/{self.year}"

    def personal_subject(self) -> tuple[str, int]:
        """Return whom the personal values are about."""
        return "registers.worker", self.application.worker_id

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches."""
        return (f"training:{self.application.session_id}",)

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return None, self.office_id, 0
