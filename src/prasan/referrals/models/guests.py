"""The link by which an office without an account answers one referral."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from prasan.directory.models import Office, Seat
from prasan.referrals.models.referral import Referral


class GuestLink(models.Model):
    """A link to one referral for the office that is asked (ลิงก์ตอบเรื่องส่งต่อ): only the secret's keyed hash is kept.

    `turn` goes up with each answer: a form that was sent once is not taken again.
    """

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="guest_links")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    turn = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "referrals_guest_link"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["referral"], condition=Q(revoked_at=None), name="guest_link_one_living")
        ]

    def __str__(self) -> str:
        return f"{self.referral_id}:{self.pk}"
