"""Requests that an indicator does not apply."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Office
from prasan.registers.models import Target


class ExemptionQuerySet(models.QuerySet["Exemption"]):
    """Named questions to the requests."""

    def visible_to(self, actor: Any) -> ExemptionQuerySet:
        """Return what the actor reads: its own office's, its province's, its department's, the centre all."""
        scope = actor.scope.condition(area="target__area_id", office="office_id", agency="office__agency_id")
        return self.filter(scope)

    def waiting(self) -> ExemptionQuerySet:
        """Return those that nobody has decided."""
        return self.filter(state=Exemption.State.ASKED)


class Exemption(models.Model):
    """A request that an indicator does not apply to an area in a fiscal year (คำขอว่าไม่เกี่ยวข้อง), with its reason."""

    class State(models.TextChoices):
        """How far it has come."""

        ASKED = "asked", _("รอพิจารณา")
        ACCEPTED = "accepted", _("เห็นชอบว่าไม่เกี่ยวข้อง")
        REFUSED = "refused", _("ยังต้องรายงาน")

    target = models.ForeignKey(Target, models.PROTECT, related_name="exemptions")
    office = models.ForeignKey(Office, models.PROTECT, related_name="exemptions")
    reason = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    answer = models.CharField(max_length=300, default="", blank=True)
    asked_at = models.DateTimeField(db_default=Now())
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="exemptions_asked")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="exemptions_decided"
    )

    objects = ExemptionQuerySet.as_manager()

    class Meta:
        db_table = "progress_exemption"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["target"], condition=Q(state="asked"), name="exemption_one_open"),
            models.CheckConstraint(condition=~Q(reason=""), name="exemption_with_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.target_id} {self.state}"

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.target.area_id, self.office_id, 0
