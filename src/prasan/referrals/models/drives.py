"""Registration drives: an office sends volunteers through the villages, who register people on their phones."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area, Office, Seat
from prasan.platform.vault.fields import EncryptedField
from prasan.referrals.models.outreach import OutreachList
from prasan.registers.models import CASE_WORKERS, Worker
from prasan.registers.models.worker_words import InformalGroup, Purpose

MOST_PEOPLE = 2000
"""People of one drive: more is no round that somebody walks."""
KEPT = dt.timedelta(days=30)
"""How long an entry waits for an officer; afterwards nothing of the person is left in it."""


class OwnDrives(models.QuerySet[Any]):
    """Rows of drives, read by who meets people at the office that owns the drive; `path` leads to that office."""

    path = "office"

    def visible_to(self, actor: Any) -> Any:
        """Return the rows of the own office."""
        if getattr(actor, "is_system", False):
            return self
        return self.filter(**{self.path: actor.office_id}) if actor.role in CASE_WORKERS else self.none()


class OfDrives(OwnDrives):
    """The same for what belongs to a drive."""

    path = "drive__office"


class RegistrationDrive(models.Model):
    """A round in which volunteers register people (รอบลงทะเบียนกลุ่ม).

    `area`, province, district or tambon; `group`, of informal workers, empty for all; the people come into the registry
    with a tie of `office` for `purpose`, after `notice` was read to them, whose version is `notice_version`. `most`,
    people at most. `public_key` and `private_key`: phones seal for the former, the server opens with the latter
    (`platform.vault.envelopes`). `visits`, the outreach list from which the drive was made.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="registration_drives")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    group = models.CharField(max_length=8, choices=InformalGroup.choices, default="", blank=True)
    first_day = models.DateField()
    last_day = models.DateField()
    purpose = models.CharField(max_length=10, choices=Purpose.choices, default=Purpose.OUTREACH)
    notice_version = models.CharField(max_length=40)
    notice = models.TextField()
    most = models.PositiveSmallIntegerField(default=300)
    public_key = models.CharField(max_length=100)
    private_key = EncryptedField()
    visits = models.ForeignKey(OutreachList, models.PROTECT, null=True, blank=True, related_name="drives")
    made_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = OwnDrives.as_manager()
    unjournalled = {"public_key", "private_key"}
    personal = {"private_key": "office key of a drive, nobody's data"}

    class Meta:
        db_table = "referrals_drive"
        ordering = ["-id"]
        indexes = [models.Index(fields=["office", "-id"], name="drive_office")]
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="drive_days"),
            models.CheckConstraint(condition=Q(most__range=(1, MOST_PEOPLE)), name="drive_most"),
            models.CheckConstraint(condition=~Q(notice_version="") & ~Q(notice=""), name="drive_notice"),
        ]

    def __str__(self) -> str:
        return self.title

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches: none."""
        return ()

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.area_id, self.office_id, 0


class DriveVolunteer(models.Model):
    """A labour volunteer of a drive (อาสาสมัครแรงงาน) and the link to the form: only the secret's keyed hash is kept.

    What was registered before `expires_at` or `revoked_at` and not sent goes through another link of the same drive.
    """

    drive = models.ForeignKey(RegistrationDrive, models.PROTECT, related_name="volunteers")
    name = EncryptedField()
    secret_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    objects = OfDrives.as_manager()
    unjournalled = {"secret_hash"}
    personal = {"name": "name of a volunteer"}

    class Meta:
        db_table = "referrals_drive_volunteer"
        ordering = ["id"]

    def __str__(self) -> str:
        return gettext("อาสาสมัครหมายเลข %(number)s") % {"number": self.pk or "-"}

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches: none."""
        return ()

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return None, self.drive.office_id, 0


class DriveEntry(models.Model):
    """One person whom a volunteer registered (ผู้ลงทะเบียนในรอบ), until the registry has taken the person over.

    `uuid` is made by the phone: the same person sent again is the same entry. `number` counts within the drive: by it
    volunteer and office speak of the entry. `told`, what was said of the person as JSON, is emptied as soon as it is
    taken or refused; the database refuses a row in which it is not (migration 0008). `found`, numbers of the registry
    that are or may be the same person (`verdict`); `reason` and `field` say why somebody has to look, or why it was
    refused. `recorded_at` is told by the phone and not trusted.
    """

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", _("รอระบบตรวจ")
        TAKEN = "taken", _("เข้าทะเบียนแล้ว")
        NEEDS_LOOK = "needs_look", _("รอเจ้าหน้าที่ดู")
        REFUSED = "refused", _("ไม่รับเข้าทะเบียน")

    class Verdict(models.TextChoices):
        """What the look for a second entry said."""

        SAME = "same", _("เป็นคนเดียวกัน")
        MAYBE = "maybe", _("อาจเป็นคนเดียวกัน")
        DIFFERENT = "different", _("ไม่พบรายการซ้ำ")

    class Reason(models.TextChoices):
        """Why somebody has to look (the first three), or why it was refused."""

        SECOND = "second", _("อาจมีในทะเบียนแล้ว")
        DATA = "data", _("ข้อมูลไม่ถูกต้อง ต้องถามใหม่")
        LATE = "late", _("ส่งหลังปิดรอบ")
        WITHDREW = "withdrew", _("เจ้าตัวไม่ประสงค์ลงทะเบียน")
        WRONG = "wrong", _("ข้อมูลผิดและติดต่อเจ้าตัวไม่ได้")
        OUTSIDE = "outside", _("ไม่ใช่แรงงานของรอบนี้")
        TRIAL = "trial", _("ลองบันทึก ไม่ใช่บุคคลจริง")
        UNREADABLE = "unreadable", _("เปิดข้อมูลที่ส่งมาไม่ได้")
        CONSENT = "consent", _("ไม่มีความยินยอม")
        EXPIRED = "expired", _("ครบกำหนดเก็บโดยไม่มีผู้ดู")
        ERASED = "erased", _("ลบตามคำขอของเจ้าตัว")

    LOOKS = (Reason.SECOND, Reason.DATA, Reason.LATE)
    BY_HAND = (Reason.WITHDREW, Reason.WRONG, Reason.OUTSIDE, Reason.TRIAL)

    drive = models.ForeignKey(RegistrationDrive, models.PROTECT, related_name="entries")
    volunteer = models.ForeignKey(DriveVolunteer, models.PROTECT, related_name="entries")
    uuid = models.UUIDField()
    number = models.PositiveIntegerField()
    told = EncryptedField(default="", blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    verdict = models.CharField(max_length=10, choices=Verdict.choices, default="", blank=True)
    found = ArrayField(models.BigIntegerField(), default=list, blank=True)
    reason = models.CharField(max_length=10, choices=Reason.choices, default="", blank=True)
    field = models.CharField(max_length=30, default="", blank=True)
    worker = models.ForeignKey(Worker, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")

    objects = OfDrives.as_manager()
    unjournalled = {"told", "uuid", "found"}
    personal = {"told": "what a volunteer wrote down of a person, until the registry has it"}

    class Meta:
        db_table = "referrals_drive_entry"
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["received_at"], name="drive_entry_open", condition=Q(state__in=["waiting", "needs_look"])
            ),
            models.Index(fields=["worker"], name="drive_entry_worker"),
            models.Index(fields=["volunteer", "-received_at"], name="drive_entry_pace"),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(fields=["drive", "uuid"], name="drive_entry_once"),
            models.UniqueConstraint(fields=["drive", "number"], name="drive_entry_number"),
            models.CheckConstraint(condition=Q(state="taken") ^ Q(worker=None), name="drive_entry_taken"),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "needs_look"]) | Q(found=[]), name="drive_entry_emptied"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "taken"]) | ~Q(reason=""), name="drive_entry_reason"
            ),
        ]

    def __str__(self) -> str:
        return gettext("ผู้ลงทะเบียนลำดับที่ %(number)s") % {"number": self.number or "-"}

    @property
    def is_open(self) -> bool:
        """Tell whether somebody still has to decide."""
        return self.state in {self.State.WAITING, self.State.NEEDS_LOOK}

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches: none, no page follows a person."""
        return ()

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return None, self.drive.office_id, 0
