"""Holds and erasures: what may not be destroyed, and what was."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Seat
from prasan.directory.roles import Role
from prasan.platform.vault.fields import EncryptedField
from prasan.privacy.models.retention import RetentionRun
from prasan.referrals.models import Case
from prasan.registers.models import Worker


class OfficersQuerySet(models.QuerySet[Any]):
    """Rows that the data protection officer alone reads."""

    def visible_to(self, actor: Any) -> Any:
        """Return all to the protection officer, nothing to anybody else."""
        return self if getattr(actor, "is_system", False) or actor.role is Role.DPO else self.none()


class HoldQuerySet(OfficersQuerySet):
    """Named questions to the holds."""

    def living(self) -> Any:
        """Return those that were not lifted."""
        return self.filter(lifted_at=None)

    def over(self, workers: Any) -> Any:
        """Return the living holds over some entries of a person, or over a case of theirs."""
        return self.living().filter(Q(worker__in=workers) | Q(case__worker__in=workers))


class Hold(models.Model):
    """What may not be erased, by order (ระงับการทำลาย): an entry of the registry, or a case with its person.

    `order_no`, the letter, court order or case number it rests on; `reason`, why, in words.
    """

    worker = models.ForeignKey(Worker, models.PROTECT, null=True, related_name="holds")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="holds")
    order_no = models.CharField(max_length=100)
    reason = EncryptedField()
    from_day = models.DateField()
    placed_at = models.DateTimeField()
    placed_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    lift_reason = EncryptedField(default="", blank=True)

    objects = HoldQuerySet.as_manager()
    personal = {"reason": "why data are kept", "lift_reason": "why data need not be kept"}

    class Meta:
        db_table = "privacy_hold"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["worker"], name="hold_worker", condition=Q(lifted_at=None)),
            models.Index(fields=["case"], name="hold_case", condition=Q(lifted_at=None)),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(worker=None) ^ Q(case=None), name="hold_of_one"),
            models.CheckConstraint(condition=~Q(order_no=""), name="hold_order"),
        ]

    def __str__(self) -> str:
        return gettext("การระงับการทำลายหมายเลข %(number)s") % {"number": self.pk or "-"}

    def personal_subject(self) -> tuple[str, int]:
        """Return whom the personal values are about."""
        return "registers.worker", self.case.worker_id if self.case is not None else self.worker_id or 0

    def journal_place(self) -> tuple[None, None, int]:
        """Return (area, office, class) for the journal."""
        return None, None, 0


class Erasure(models.Model):
    """That a person was erased (การลบข้อมูลบุคคล): when, on which basis, by whom; written once.

    `entries`, how many entries of the registry were theirs; `cases`, of how many cases the words were emptied; `run`,
    the run of the schedule that did it.
    """

    class Basis(models.TextChoices):
        """Why it was done."""

        REQUEST = "request", _("เจ้าของข้อมูลขอให้ลบ")
        WITHDRAWN = "withdrawn", _("ถอนความยินยอมและไม่มีฐานอื่น")
        NOT_NEEDED = "not-needed", _("หมดความจำเป็นตามวัตถุประสงค์")
        UNLAWFUL = "unlawful", _("เก็บโดยไม่มีฐานตามกฎหมาย")
        RETENTION = "retention", _("ครบกำหนดเก็บรักษา")

    worker = models.OneToOneField(Worker, models.PROTECT, related_name="erasure")
    basis = models.CharField(max_length=10, choices=Basis.choices)
    at = models.DateTimeField()
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    entries = models.PositiveSmallIntegerField()
    cases = models.PositiveIntegerField()
    run = models.ForeignKey(RetentionRun, models.PROTECT, null=True, related_name="erasures")

    objects = OfficersQuerySet.as_manager()
    BY_HAND = tuple(one for one in Basis.choices if one[0] != "retention")
    """Bases that the protection officer chooses; the schedule alone says that a term is over."""

    class Meta:
        db_table = "privacy_erasure"
        ordering = ["-id"]

    def __str__(self) -> str:
        return gettext("การลบข้อมูลแรงงานหมายเลข %(number)s") % {"number": self.worker_id}
