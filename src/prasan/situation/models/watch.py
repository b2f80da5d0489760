"""The watch (เวรเฝ้าฟัง): who is on duty, what they wrote down, and how they handed over."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from prasan.situation.models.events import Event
from prasan.situation.models.scoping import OfOffice

PERSON = settings.AUTH_USER_MODEL


class Shift(OfOffice):
    """One person's turn on the watch (เวร), from `starts` to before `ends`; nobody stands two at once."""

    person = models.ForeignKey(PERSON, models.PROTECT, related_name="shifts")
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    leads = models.BooleanField(default=False)

    class Meta:
        db_table = "situation_shift"
        ordering = ["starts", "-leads", "id"]
        indexes = [models.Index(fields=["office", "starts"], name="shift_office")]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="shift_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.starts:%Y-%m-%d %H:%M}"

    def holds(self, moment: Any) -> bool:
        """Tell whether the shift is on at a moment."""
        return bool(self.starts <= moment < self.ends)


class Swap(OfOffice):
    """A wish to change turns (ขอแลกเวร): `shift` goes to `to`, who gives `back` for it where one is named."""

    class State(models.TextChoices):
        """What became of it."""

        ASKED = "asked", _("รอคำตอบ")
        AGREED = "agreed", _("ตกลงแล้ว")
        DECLINED = "declined", _("ไม่ตกลง")
        WITHDRAWN = "withdrawn", _("ถอนคำขอ")

    shift = models.ForeignKey(Shift, models.CASCADE, related_name="swaps")
    back = models.ForeignKey(Shift, models.CASCADE, null=True, related_name="+")
    asked_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    to = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    words = models.CharField(max_length=300, default="", blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.ASKED)
    asked_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "situation_swap"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["shift"], condition=Q(state="asked"), name="swap_one_open"),
            models.CheckConstraint(condition=~Q(asked_by=F("to")), name="swap_with_another"),
        ]

    def __str__(self) -> str:
        return f"{self.shift_id}→{self.to_id}"


class LogEntry(OfOffice):
    """A line of the watch log (บันทึกประจำเวร): written once, never changed; a correction is a further line.

    The second step makes a line a significant event (เหตุการณ์สำคัญ): `marked_at`, `marked_by`, and the event
    that it was joined to.
    """

    text = models.TextField()
    happened_at = models.DateTimeField()
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")
    marked_at = models.DateTimeField(null=True)
    marked_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    event = models.ForeignKey(Event, models.PROTECT, null=True, related_name="log")

    personal = {"text": "what the watch wrote down"}

    class Meta:
        db_table = "situation_log_entry"
        ordering = ["-happened_at", "-id"]
        indexes = [
            models.Index(fields=["office", "-happened_at"], name="log_office"),
            models.Index(fields=["-marked_at"], name="log_marked", condition=Q(marked_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="log_has_text"),
            models.CheckConstraint(
                condition=Q(marked_at=None, marked_by=None) | Q(marked_at__isnull=False, marked_by__isnull=False),
                name="log_marked_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class HandOver(OfOffice):
    """A hand-over sheet (ใบรับ–ส่งเวร), made in one action and frozen: open items, clocks and the last word.

    `sheet` is what stood at that moment as data; `accepted_by` read it and has the watch from then on.
    """

    made_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    word = models.TextField(default="", blank=True)
    sheet = models.JSONField(default=dict)
    accepted_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    remark = models.TextField(default="", blank=True)

    personal = {"word": "what the watch said"}
    unjournalled = {"sheet"}

    class Meta:
        db_table = "situation_hand_over"
        ordering = ["-id"]
        indexes = [models.Index(fields=["office", "-id"], name="hand_over_office")]
        constraints = [
            models.UniqueConstraint(fields=["office"], condition=Q(accepted_at=None), name="hand_over_one_open"),
            models.CheckConstraint(
                condition=Q(accepted_by=None) | ~Q(accepted_by=F("made_by")), name="hand_over_two_people"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M}"


class DayReport(OfOffice):
    """An office's word on a day (รายงานเหตุการณ์ประจำวัน): normal is data, silence is visible.

    One row an office and day; a later word of the same day replaces it in the row and stays in the journal.
    """

    day = models.DateField()
    is_normal = models.BooleanField()
    text = models.TextField(default="", blank=True)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    personal = {"text": "what the office reported"}

    class Meta:
        db_table = "situation_day_report"
        ordering = ["-day", "area"]
        indexes = [models.Index(fields=["day", "area"], name="day_report_day")]
        constraints = [
            models.UniqueConstraint(fields=["office", "day"], name="day_report_once"),
            models.CheckConstraint(condition=Q(is_normal=True) | ~Q(text=""), name="day_report_says_what"),
        ]

    def __str__(self) -> str:
        return f"{self.day}"


class DaySheet(models.Model):
    """The centre's daily report (รายงานประจำวันของศูนย์), made at its fixed hour and frozen as data."""

    day = models.DateField(unique=True)
    since = models.DateTimeField()
    until = models.DateTimeField()
    made_at = models.DateTimeField(auto_now_add=True)
    sheet = models.JSONField(default=dict)

    unjournalled = {"sheet"}

    class Meta:
        db_table = "situation_day_sheet"
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day}"
