"""What the person of a case holds and is told: number and PIN, helpers, notices, ratings, requests about their data."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Seat
from prasan.directory.roles import Role
from prasan.platform.vault.fields import EncryptedField
from prasan.referrals.models.case import Case
from prasan.referrals.models.referral import Referral

LANGUAGE_KEEPERS = (Role.DUTY_OFFICER, Role.POLICY_OWNER, Role.ADMINISTRATOR)
"""Who keeps the languages of the person's pages: the centre and the administrator, as with the sources of news."""


class TrackKey(models.Model):
    """What opens a case to its person beside the number of the slip: the PIN's keyed hash.

    `serial` goes up with each new PIN: who signed in with an older one is asked again.
    """

    case = models.OneToOneField(Case, models.PROTECT, related_name="track_key")
    pin_hash = models.CharField(max_length=64)
    serial = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "referrals_track_key"

    def __str__(self) -> str:
        return str(self.case_id)


class Attempt(models.Model):
    """How often the wrong word was given, for a number or from an address; both are kept as keyed hashes."""

    key = models.CharField(max_length=64, primary_key=True)
    wrong = models.PositiveIntegerField(default=0)
    locks = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        db_table = "referrals_attempt"
        indexes = [models.Index(fields=["last_at"], name="attempt_last")]

    def __str__(self) -> str:
        return self.key[:8]


class Helper(models.Model):
    """Who may act for the person of a case, with the authority on record (ผู้ช่วยของเจ้าของเรื่อง)."""

    class Relation(models.TextChoices):
        """Who they are to the person."""

        RELATIVE = "relative", _("ญาติ")
        VOLUNTEER = "volunteer", _("อาสาสมัครแรงงาน")
        GUARDIAN = "guardian", _("ผู้ปกครองหรือผู้อนุบาล")
        LAWYER = "lawyer", _("ทนายความหรือผู้รับมอบอำนาจ")

    case = models.ForeignKey(Case, models.PROTECT, related_name="helpers")
    name = EncryptedField()
    relation = models.CharField(max_length=10, choices=Relation.choices)
    authority = EncryptedField()
    pin_hash = models.CharField(max_length=64)
    recorded_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    until = models.DateField()
    ended_at = models.DateTimeField(null=True)

    personal = {"name": "name of a helper", "authority": "by which authority somebody helps"}

    class Meta:
        db_table = "referrals_helper"
        ordering = ["id"]
        indexes = [models.Index(fields=["case"], name="helper_living", condition=Q(ended_at=None))]

    def __str__(self) -> str:
        return f"{self.case_id}:{self.pk}"

    def personal_subject(self) -> tuple[str, int]:
        """Return whom the personal values are about."""
        return "referrals.helper", self.pk


class PersonNotice(models.Model):
    """One word to the person of a case (การแจ้งเจ้าของเรื่อง): that something moved and where to read, nothing else.

    `key` says what it is about, so that it is written once; `retry_key` goes with every try; `missed`, the way that the
    person wanted first and that did not take it. To whom it goes is read
    from the registry when it is sent: consent that was taken back meanwhile holds.
    """

    class Kind(models.TextChoices):
        """What it is about."""

        MOVED = "moved", _("เรื่องมีความคืบหน้า")
        REASON = "reason", _("เหตุที่ล่าช้า")
        SILENT = "silent", _("ล่าช้าและยังไม่มีเหตุผล")

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", _("รอส่ง")
        SENT = "sent", _("ส่งแล้ว")
        FAILED = "failed", _("ส่งไม่ได้")
        BY_HAND = "by_hand", _("รอเจ้าหน้าที่แจ้ง")
        TOLD = "told", _("เจ้าหน้าที่แจ้งแล้ว")
        UNWANTED = "unwanted", _("เจ้าของเรื่องไม่ประสงค์ให้ติดต่อ")

    class ByHand(models.TextChoices):
        """How an officer told it where no gateway could."""

        PHONE = "phone", _("ทางโทรศัพท์")
        VISIT = "visit", _("พบตัว")
        LETTER = "letter", _("ทางจดหมาย")

    case = models.ForeignKey(Case, models.PROTECT, related_name="person_notices")
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="person_notices")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    key = models.CharField(max_length=60, unique=True)
    channel = models.CharField(max_length=6, default="", blank=True)
    missed = models.CharField(max_length=6, default="", blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    retry_key = models.UUIDField(default=uuid.uuid4)
    not_before = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=200, default="", blank=True)
    made_at = models.DateTimeField(db_default=Now())
    sent_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "referrals_person_notice"
        ordering = ["id"]
        indexes = [
            models.Index(fields=["not_before"], name="person_notice_due", condition=Q(state="waiting")),
            models.Index(fields=["case", "-id"], name="person_notice_case"),
        ]

    def __str__(self) -> str:
        return self.key


class LateWeek(models.Model):
    """A week in which a referral is late: the reason that the person is owed (เหตุที่ล่าช้ารายสัปดาห์).

    `due_at`, the clock that ran out; `week` counts from 1; at `tells_at` the person is told, with the reason or that
    there is none. `seat` wrote it.
    """

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="late_weeks")
    due_at = models.DateTimeField()
    week = models.PositiveSmallIntegerField()
    tells_at = models.DateTimeField()
    text = EncryptedField(default="", blank=True)
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    told_at = models.DateTimeField(null=True)

    personal = {"text": "what was said about a person's case"}

    class Meta:
        db_table = "referrals_late_week"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["referral", "due_at", "week"], name="late_week_once")]
        indexes = [models.Index(fields=["tells_at"], name="late_week_due", condition=Q(told_at=None))]

    def __str__(self) -> str:
        return f"{self.referral_id}:{self.week}"

    def personal_subject(self) -> tuple[str, int]:
        """Return whom the personal values are about."""
        return "registers.worker", self.referral.case.worker_id


class Rating(models.Model):
    """How content the person is with a referral (ความพึงพอใจ), 1 to 5; said again it replaces what was said."""

    referral = models.OneToOneField(Referral, models.PROTECT, related_name="rating")
    score = models.PositiveSmallIntegerField()
    text = EncryptedField(default="", blank=True)
    at = models.DateTimeField()

    personal = {"text": "what a person says of a service"}

    class Meta:
        db_table = "referrals_rating"
        constraints = [models.CheckConstraint(condition=Q(score__range=(1, 5)), name="rating_score")]

    def __str__(self) -> str:
        return f"{self.referral_id}:{self.score}"

    def personal_subject(self) -> tuple[str, int]:
        """Return whom the personal values are about."""
        return "registers.worker", self.referral.case.worker_id


class DataRequest(models.Model):
    """What a person asks about their data (คำขอใช้สิทธิ): Personal Data Protection Act B.E. 2562, sections 30 to 36.

    Section 30 paragraph 4 gives 30 days to answer a request to read; the same term is kept for the others.
    """

    class Kind(models.TextChoices):
        """What is asked for."""

        ACCESS = "access", _("ขอรับสำเนาข้อมูล")
        CORRECT = "correct", _("ขอแก้ไขข้อมูล")
        ERASE = "erase", _("ขอลบข้อมูล")

    case = models.ForeignKey(Case, models.PROTECT, related_name="data_requests")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    text = EncryptedField(default="", blank=True)
    origin = models.CharField(max_length=6, default="", blank=True)
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    answer = EncryptedField(default="", blank=True)
    answered_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    personal = {"text": "what a person asks about their data", "answer": "what they were answered"}

    class Meta:
        db_table = "referrals_data_request"
        ordering = ["id"]
        indexes = [models.Index(fields=["due_on"], name="data_request_open", condition=Q(answered_at=None))]

    def __str__(self) -> str:
        return f"{self.case_id}:{self.kind}"

    def personal_subject(self) -> tuple[str, int]:
        """Return whom the personal values are about."""
        return "registers.worker", self.case.worker_id


class PageLanguageQuerySet(models.QuerySet["PageLanguage"]):
    """Named questions to the languages."""

    def visible_to(self, actor: Any) -> PageLanguageQuerySet:
        """Return all to who keeps them, those that were released to everybody else."""
        keeps = getattr(actor, "is_system", False) or actor.has(*LANGUAGE_KEEPERS)
        return self.all() if keeps else self.released()

    def released(self) -> PageLanguageQuerySet:
        """Return those that people are shown."""
        return self.filter(state=PageLanguage.State.RELEASED)


class PageLanguage(models.Model):
    """A language of the tracking page and the slip beside Thai and English; shown only once it was read and released.

    (ภาษาของหน้าติดตามและใบติดตาม.) `texts`, Thai words of the page → the same in this language; `fonts`, families in
    which the slip is set; `version` goes up with each change of the texts; `texts_by` changed them last, nobody where
    they are still those of the pack; `read_by`, the native speaker.
    """

    class State(models.TextChoices):
        """How far it may be trusted."""

        DRAFT = "draft", _("ร่าง ยังไม่มีเจ้าของภาษาอ่าน")
        READ = "read", _("เจ้าของภาษาอ่านแล้ว")
        RELEASED = "released", _("เผยแพร่แล้ว")

    code = models.CharField(max_length=8, unique=True)
    name = models.CharField(max_length=60)
    name_th = models.CharField(max_length=60, default="", blank=True)
    fonts = models.CharField(max_length=200, default="", blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    texts = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)
    texts_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    texts_at = models.DateTimeField(null=True)
    read_by = EncryptedField(default="", blank=True)
    read_on = models.DateField(null=True)

    objects = PageLanguageQuerySet.as_manager()
    personal = {"read_by": "name of who read a language"}
    unjournalled = frozenset({"texts", "texts_at"})
    """The verb notes the texts that changed, not all of them each time; when, the line says itself."""

    class Meta:
        db_table = "referrals_page_language"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=Q(state="draft") | Q(read_on__isnull=False), name="page_language_was_read")
        ]

    def __str__(self) -> str:
        return self.code

    def personal_subject(self) -> tuple[str, int]:
        """Return whom the personal values are about."""
        return "referrals.pagelanguage", self.pk
