"""Tables of notices and of their ways out."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from prasan.platform.notices.kinds import KINDS

MANY = 100
"""From here on the number beside the bell is not exact."""


def unread_beside(person: str) -> RawSQL:
    """Return the number of unread notices, at most `MANY`, as a column of a query that has the person's number.

    Parameters: `person`, the column as SQL names it. What every page shows then costs no query of its own.
    """
    waiting = f"SELECT FROM platform_notice AS n WHERE n.person_id = {person} AND n.read IS NULL LIMIT {MANY}"
    return RawSQL(f"(SELECT count(*) FROM ({waiting}) AS waiting)", [])  # noqa: S608, S611 - names of columns alone


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Named questions to the notices."""

    def visible_to(self, actor: Any) -> NoticeQuerySet:
        """Return the actor's own."""
        return self.filter(person_id=actor.person_id)

    def unread(self) -> NoticeQuerySet:
        """Return those not yet read."""
        return self.filter(read=None)


class Notice(models.Model):
    """One notice to one person (การแจ้งเตือน). `args` are numbers, days and codes; `url` leads inside the product."""

    person_id = models.BigIntegerField()
    kind = models.CharField(max_length=60)
    args = models.JSONField(default=dict)
    url = models.CharField(max_length=300)
    key = models.CharField(max_length=120)
    created = models.DateTimeField(db_default=Now())
    read = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()
    personal: dict[str, str] = {}

    class Meta:
        db_table = "platform_notice"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["person_id", "-id"], name="notice_person"),
            models.Index(fields=["person_id"], name="notice_unread", condition=Q(read=None)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["person_id", "kind", "key"], name="notice_once"),
            models.CheckConstraint(
                condition=Q(url__startswith="/") & ~Q(url__startswith="//"), name="notice_url_inside"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    @property
    def text(self) -> str:
        """Return the sentence in the reader's language; a kind that is gone shows its name."""
        kind = KINDS.get(self.kind)
        return kind.words(self.args) if kind else self.kind


class Delivery(models.Model):
    """A notice on its way out by one channel (การส่งออก); its retry key makes a second try harmless."""

    class State(models.TextChoices):
        """How far it has come."""

        WAITING = "waiting", _("รอส่ง")
        DIGEST = "digest", _("รอรวมส่ง")
        SENT = "sent", _("ส่งแล้ว")
        FAILED = "failed", _("ส่งไม่สำเร็จ")

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=10)
    state = models.CharField(max_length=10, choices=State.choices)
    retry_key = models.UUIDField()
    not_before = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=200, default="", blank=True)
    sent = models.DateTimeField(null=True)

    personal: dict[str, str] = {}

    class Meta:
        db_table = "platform_delivery"
        indexes = [
            models.Index(fields=["not_before"], name="delivery_due", condition=Q(state="waiting")),
            models.Index(fields=["channel", "sent"], name="delivery_sent"),
        ]
        constraints = [models.UniqueConstraint(fields=["notice", "channel"], name="delivery_once")]

    def __str__(self) -> str:
        return f"{self.channel} {self.state}"
