"""What an office lacks to serve a person, asked of them once and signed by both."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Office, Seat
from prasan.platform.vault.fields import EncryptedField
from prasan.referrals.models.referral import Referral


class Again(models.TextChoices):
    """Why papers are asked for a second time, which the law allows only by exception."""

    NEW_FACT = "new_fact", _("ประชาชนแจ้งข้อเท็จจริงใหม่")
    LAW = "law", _("กฎหมายหรือระเบียบเปลี่ยน")
    SLIP = "slip", _("เจ้าหน้าที่แจ้งไม่ครบในครั้งแรก")


class PaperList(models.Model):
    """Papers that are missing (บันทึกรายการเอกสารที่ต้องยื่นเพิ่ม): all at once, with the day, signed by officer and person.

    Licensing Facilitation Act B.E. 2558, section 8: what is missing is written down with the day by which it is
    brought, officer and applicant sign, and no more may be asked for afterwards. The officer signs by asking; the
    person on their page, or on paper before an officer (`signed_by`). `papers`, one a line.
    """

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="paper_lists")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    papers = EncryptedField()
    again = models.CharField(max_length=8, choices=Again.choices, default="", blank=True)
    asked_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    bring_by = models.DateField()
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    signed_origin = models.CharField(max_length=6, default="", blank=True)

    personal = {"papers": "papers that a person is asked for"}

    class Meta:
        db_table = "referrals_paper_list"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["referral", "office"], condition=Q(again=""), name="papers_are_asked_for_once"
            ),
            models.CheckConstraint(
                condition=Q(signed_by=None) | Q(signed_at__isnull=False), name="papers_signed_have_a_moment"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.referral_id}:{self.pk}"

    @property
    def lines(self) -> list[str]:
        """Return the papers, one each."""
        return str(self.papers).splitlines()

    def personal_subject(self) -> tuple[str, int]:
        """Return whom the personal values are about."""
        return "registers.worker", self.referral.case.worker_id
