"""What is kept to link a person's LINE account: one code a case, and which events of LINE were taken."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from prasan.referrals.models.case import Case


class LineCode(models.Model):
    """The code that a person sends in the LINE chat (รหัสผูก LINE), as a keyed hash: one a case, gone once it served."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="line_code")
    code_hash = models.CharField(max_length=64, unique=True)
    until = models.DateTimeField()

    class Meta:
        db_table = "referrals_line_code"
        indexes = [models.Index(fields=["until"], name="line_code_until")]

    def __str__(self) -> str:
        return str(self.case_id)


class LineEvent(models.Model):
    """An event that LINE sent (เหตุการณ์จาก LINE), so that it is taken once; nothing says who sent it.

    `answer`, what is to be said once by `reply_token`, which is emptied before it is said.
    """

    class Answer(models.TextChoices):
        """What a message in the chat is answered."""

        NONE = "", _("ไม่ตอบ")
        LINKED = "linked", _("ผูกแล้ว")
        WRONG = "wrong", _("รหัสไม่ถูกต้องหรือหมดอายุ")
        WHERE = "where", _("บอกว่าดูได้ที่ใด")

    event_id = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField()
    answer = models.CharField(max_length=6, choices=Answer.choices, default="", blank=True)
    reply_token = models.CharField(max_length=100, default="", blank=True)

    class Meta:
        db_table = "referrals_line_event"
        indexes = [
            models.Index(fields=["at"], name="line_event_at"),
            models.Index(fields=["at"], name="line_event_waits", condition=~models.Q(reply_token="")),
        ]

    def __str__(self) -> str:
        return self.event_id
