"""Verbs about registration drives: begin one, give a volunteer a link, end the link, close the drive."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.directory.models import Area
from prasan.platform.commands import Command, Create, RuleBroken
from prasan.platform.vault.envelopes import new_pair
from prasan.referrals import policy_drives as may
from prasan.referrals.models import DriveVolunteer, OutreachList, RegistrationDrive
from prasan.referrals.models.drives import MOST_PEOPLE
from prasan.referrals.tracking.pins import new_secret, secret_hashes
from prasan.registers.models.worker_words import Ground, InformalGroup, Purpose
from prasan.registers.workers.tied import check_tie

LONGEST = dt.timedelta(days=62)
"""A drive is a round, no standing office."""
GRACE = dt.timedelta(days=14)
"""So long after the last day a link still takes what a phone could not send: some villages have no signal for days."""
MOST_VOLUNTEERS = 200
SHORTEST_NOTICE = 40
PLACES = (Area.Kind.PROVINCE, Area.Kind.DISTRICT, Area.Kind.SUBDISTRICT)


@dataclass(kw_only=True)
class MakeDrive(Create[RegistrationDrive]):
    """Begin a drive of the actor's office, with a key pair of its own.

    Parameters: `area_id`, province, district or tambon in reach of the office; `notice`, the words to read to each
    person; `most`, people at most; `visits_id`, an outreach list of the office from which it is made.
    """

    abstract: ClassVar[bool] = False
    name = "referrals.make_drive"
    verb = gettext_lazy("เปิดรอบลงทะเบียนกลุ่ม")
    model = RegistrationDrive
    allowed = may.can_drive

    title: str = ""
    area_id: int = 0
    group: str = ""
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    purpose: str = Purpose.OUTREACH
    notice_version: str = ""
    notice: str = ""
    most: int = 300
    visits_id: int | None = None

    def build(self, actor: Any) -> RegistrationDrive:
        """Return the drive of the actor's office."""
        private, public = new_pair()
        today = timezone.localdate()
        return RegistrationDrive(
            office_id=actor.office_id, made_by_id=actor.seat_id, made_at=timezone.now(), area_id=self.area_id,
            title=" ".join(self.title.split())[:200], group=self.group, first_day=self.first_day or today,
            last_day=self.last_day or today, purpose=self.purpose, notice_version=self.notice_version.strip(),
            notice=self.notice.strip(), most=self.most, public_key=public, private_key=private,
            visits_id=self.visits_id,
        )  # fmt: skip

    def check(self, actor: Any, subject: RegistrationDrive) -> None:
        """Refuse a drive without name, place in reach, days, notice or a sane size."""
        if not subject.title:
            raise RuleBroken(_("โปรดตั้งชื่อรอบ โดยไม่ใส่ชื่อบุคคล"), field="title")
        area = Area.objects.filter(pk=self.area_id, kind__in=PLACES).only("id", "kind").first()
        if area is None or not actor.area_id <= area.pk <= actor.area_last:
            raise RuleBroken(_("โปรดเลือกจังหวัด อำเภอ หรือตำบลในพื้นที่ของหน่วยงาน"), field="area")
        if self.group and self.group not in InformalGroup.values:
            raise RuleBroken(_("ไม่รู้จักกลุ่มแรงงานนี้"), field="group")
        self._check_days(subject)
        check_tie(self.purpose, Ground.CONSENT, self.notice_version)
        if len(subject.notice) < SHORTEST_NOTICE or len(subject.notice) > 4000:
            raise RuleBroken(_("โปรดใส่คำแจ้งที่อาสาสมัครต้องอ่านให้เจ้าตัวฟัง ให้ครบถ้วน"), field="notice")
        if not 1 <= self.most <= MOST_PEOPLE:
            raise RuleBroken(_("ใส่จำนวนคน 1 ถึง %(most)s") % {"most": MOST_PEOPLE}, field="most")
        if self.visits_id and not OutreachList.objects.visible_to(actor).filter(pk=self.visits_id).exists():
            raise RuleBroken(_("ไม่พบรายชื่อเป้าหมายลงพื้นที่นี้"), field="visits")

    def _check_days(self, subject: RegistrationDrive) -> None:
        if self.first_day is None or self.last_day is None:
            raise RuleBroken(_("โปรดใส่วันแรกและวันสุดท้าย"), field="first_day" if self.first_day is None else "last_day")
        if self.last_day < self.first_day:
            raise RuleBroken(_("วันสุดท้ายอยู่ก่อนวันแรก"), field="last_day")
        if self.last_day < timezone.localdate():
            raise RuleBroken(_("วันสุดท้ายผ่านไปแล้ว"), field="last_day")
        if self.last_day - self.first_day > LONGEST:
            raise RuleBroken(_("รอบหนึ่งยาวไม่เกิน %(n)s วัน") % {"n": LONGEST.days}, field="last_day")


@dataclass(kw_only=True)
class CloseDrive(Command[RegistrationDrive]):
    """Close a drive: no form opens any more; what phones still send waits for an officer."""

    abstract: ClassVar[bool] = False
    name = "referrals.close_drive"
    verb = gettext_lazy("ปิดรอบลงทะเบียนกลุ่ม")
    model = RegistrationDrive
    allowed = may.can_drive

    def check(self, actor: Any, subject: RegistrationDrive) -> None:
        """Refuse one that is closed."""
        if subject.closed_at is not None:
            raise RuleBroken(_("รอบนี้ปิดแล้ว"))

    def handle(self, actor: Any, subject: RegistrationDrive) -> RegistrationDrive:
        """Note when."""
        subject.closed_at = timezone.now()
        subject.save(update_fields=["closed_at"])
        return subject


@dataclass(kw_only=True)
class AddVolunteer(Create[DriveVolunteer]):
    """Give a volunteer a link to the form of a drive; its secret stands in `secret` once."""

    abstract: ClassVar[bool] = False
    name = "referrals.add_volunteer"
    verb = gettext_lazy("เพิ่มอาสาสมัครในรอบลงทะเบียน")
    model = DriveVolunteer
    allowed = may.can_send

    drive_id: int = 0
    who: str = ""
    secret: str = field(default="", init=False, repr=False)

    def build(self, actor: Any) -> DriveVolunteer:
        """Return the volunteer; the drive is locked, so that it is not closed meanwhile."""
        rows = RegistrationDrive.objects.visible_to(actor).select_for_update(of=("self",), no_key=True)
        drive = rows.filter(pk=self.drive_id).first()
        if drive is None:
            raise RuleBroken(_("ไม่พบรอบนี้ หรืออยู่นอกขอบเขตของท่าน"), field="drive", status=404)
        self.secret = new_secret()
        ends = dt.datetime.combine(drive.last_day + GRACE, dt.time(23, 59), timezone.get_current_timezone())
        return DriveVolunteer(
            drive=drive, name=" ".join(self.who.split()), secret_hash=secret_hashes(self.secret)[0],
            made_by_id=actor.seat_id, made_at=timezone.now(), expires_at=ends,
        )  # fmt: skip

    def check(self, actor: Any, subject: DriveVolunteer) -> None:
        """Refuse one without a name, and one to a drive that is over or has too many."""
        if not subject.name or len(subject.name) > 200:
            raise RuleBroken(_("โปรดใส่ชื่ออาสาสมัคร"), field="who")
        if subject.drive.closed_at is not None or subject.expires_at <= timezone.now():
            raise RuleBroken(_("รอบนี้ปิดแล้ว"), field="who")
        if DriveVolunteer.objects.filter(drive=subject.drive_id).count() >= MOST_VOLUNTEERS:
            raise RuleBroken(_("รอบหนึ่งมีอาสาสมัครได้ไม่เกิน %(n)s คน") % {"n": MOST_VOLUNTEERS}, field="who")


@dataclass(kw_only=True)
class RevokeVolunteer(Command[DriveVolunteer]):
    """End a volunteer's link at once: a lost phone sends nothing more."""

    abstract: ClassVar[bool] = False
    name = "referrals.revoke_volunteer"
    verb = gettext_lazy("ยกเลิกลิงก์ของอาสาสมัคร")
    model = DriveVolunteer
    allowed = may.can_send

    def check(self, actor: Any, subject: DriveVolunteer) -> None:
        """Refuse one that is over."""
        if subject.revoked_at is not None:
            raise RuleBroken(_("ลิงก์นี้ยกเลิกแล้ว"))

    def handle(self, actor: Any, subject: DriveVolunteer) -> DriveVolunteer:
        """End it."""
        subject.revoked_at = timezone.now()
        subject.save(update_fields=["revoked_at"])
        return subject
