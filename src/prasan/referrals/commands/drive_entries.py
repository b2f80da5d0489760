"""Verbs about what volunteers register: hand one in by the link, look for a second entry, take it, decide by hand."""

from __future__ import annotations

import datetime as dt
import uuid as uuids
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.directory.models import Area
from prasan.platform.commands import Command, Create, RuleBroken, perform
from prasan.platform.vault.reveal import Reveal
from prasan.referrals import policy_drives as may
from prasan.referrals.drives.told import FIELDS, facts, kept, read
from prasan.referrals.models import DriveEntry, DriveVolunteer, RegistrationDrive
from prasan.registers.commands import AddTie, RegisterWorker, UseWorker
from prasan.registers.commands.worker_checks import look_for
from prasan.registers.models import Tie, Worker
from prasan.registers.models.worker_words import Ground
from prasan.registers.workers import keys
from prasan.registers.workers.facts import settled
from prasan.registers.workers.locks import lock_numbers
from prasan.registers.workers.search import look

PACE, WITHIN = 240, dt.timedelta(minutes=60)
"""So many entries of one link are taken in that time: four a minute is more than anybody writes down."""
TOO_MANY, FULL = 429, 409
State, Reason, Verdict = DriveEntry.State, DriveEntry.Reason, DriveEntry.Verdict


def locked_drive(number: int) -> RegistrationDrive:
    """Return a drive, locked: entries of one drive come one after another, so that numbers and limits hold."""
    rows = RegistrationDrive.objects.select_for_update(of=("self",), no_key=True)
    return rows.get(pk=number)


@dataclass(kw_only=True)
class HandIn(Create[DriveEntry]):
    """Hand in one person by a volunteer's link; whoever calls has locked the drive and asked for `uuid` before.

    Parameters: `told`, what the form said (`drives.told`); `refused`, why nothing of it is kept (an envelope that does
    not open, no consent); `recorded_at`, as the phone says.
    """

    abstract: ClassVar[bool] = False
    name = "referrals.hand_in"
    verb = gettext_lazy("ส่งผู้ลงทะเบียนในรอบ")
    model = DriveEntry
    allowed = may.can_hand_in
    without_account: ClassVar[bool] = True

    drive_id: int = 0
    volunteer_id: int = 0
    uuid: uuids.UUID = field(default_factory=uuids.uuid4)
    told: dict[str, Any] = field(default_factory=dict, repr=False)
    refused: str = ""
    recorded_at: dt.datetime | None = None

    def build(self, actor: Any) -> DriveEntry:
        """Return the entry with the next number of its drive."""
        drive = locked_drive(self.drive_id)
        last = DriveEntry.objects.filter(drive=drive).aggregate(last=Max("number"))["last"]
        now = timezone.now()
        return DriveEntry(
            drive=drive, volunteer_id=self.volunteer_id, uuid=self.uuid, number=(last or 0) + 1, received_at=now,
            told="" if self.refused else kept(self.told), recorded_at=self.recorded_at,
            state=State.REFUSED if self.refused else State.WAITING, reason=self.refused,
            settled_at=now if self.refused else None,
        )  # fmt: skip

    def check(self, actor: Any, subject: DriveEntry) -> None:
        """Refuse a link that ended meanwhile, a drive that is full, and more than anybody writes down."""
        living = DriveVolunteer.objects.filter(pk=self.volunteer_id, drive=self.drive_id, revoked_at=None)
        if not living.filter(expires_at__gt=subject.received_at).exists():
            raise RuleBroken(_("ลิงก์นี้ใช้ไม่ได้แล้ว โปรดขอลิงก์ใหม่จากสำนักงาน"), status=404)
        if subject.number > subject.drive.most:
            raise RuleBroken(_("รอบนี้ครบ %(n)s คนแล้ว โปรดติดต่อสำนักงาน") % {"n": subject.drive.most}, status=FULL)
        since = DriveEntry.objects.filter(volunteer=self.volunteer_id, received_at__gt=subject.received_at - WITHIN)
        if since.count() >= PACE:
            raise RuleBroken(_("ส่งได้ไม่เกิน %(n)s คนต่อชั่วโมง โปรดรอสักครู่") % {"n": PACE}, status=TOO_MANY)


def empty(subject: DriveEntry, state: str, **more: Any) -> DriveEntry:
    """Write that an entry is over: what was told of the person goes with it."""
    subject.state, subject.settled_at, subject.told, subject.found = state, timezone.now(), "", []
    for name, value in more.items():
        setattr(subject, name, value)
    subject.save()
    return subject


@dataclass(kw_only=True)
class SettleEntry(Command[DriveEntry]):
    """Judge what is told, look over the whole country for a second entry, and enter the person where there is none.

    By the machine as soon as it is handed in. By an officer it only looks again. What is in doubt waits for one.
    """

    abstract: ClassVar[bool] = False
    name = "referrals.settle_entry"
    verb = gettext_lazy("ตรวจผู้ลงทะเบียนในรอบ")
    model = DriveEntry
    allowed = may.can_settle

    def check(self, actor: Any, subject: DriveEntry) -> None:
        """Refuse what is settled."""
        if not subject.is_open:
            raise RuleBroken(_("รายการนี้มีผลแล้ว โปรดเปิดดูข้อมูลล่าสุดอีกครั้ง"))

    def handle(self, actor: Any, subject: DriveEntry) -> DriveEntry:
        """Look; the drive is locked, so that two entries of one person in it are not both new."""
        drive, told = locked_drive(subject.drive_id), facts(read(subject))
        before = subject.reason or Reason.SECOND
        subject.state, subject.field, subject.verdict, subject.found = State.NEEDS_LOOK, "", "", []
        try:
            values = settled(told)
        except RuleBroken as broken:
            return self._ask(subject, broken)
        likes = self._likes(actor, told, values)
        subject.verdict, subject.found = _verdict(likes), [one.number for one in likes]
        late = drive.closed_at is not None and subject.received_at > drive.closed_at
        if not likes and not late and actor.is_system:
            try:
                return self._take(actor, drive, subject, told)
            except RuleBroken as broken:
                return self._ask(subject, broken)
        subject.reason = Reason.SECOND if likes else Reason.LATE if late else before
        subject.save()
        return subject

    def _ask(self, subject: DriveEntry, broken: RuleBroken) -> DriveEntry:
        """Leave it to the office to ask the person again about what the registry does not take."""
        subject.reason, subject.field = Reason.DATA, broken.field[:30]
        subject.save()
        return subject

    def _likes(self, actor: Any, told: dict[str, Any], values: dict[str, Any]) -> list[Any]:
        """Return who is alike; an officer's look is counted with the other looks of that person."""
        if not actor.is_system:
            return look_for(actor, told).answers
        lock_numbers([values["id_number"]])
        return look(keys.claims(values, _code(values["home_area_id"])))

    def _take(self, actor: Any, drive: RegistrationDrive, subject: DriveEntry, told: dict[str, Any]) -> DriveEntry:
        """Enter the person with the tie of the office that owns the drive."""
        made = perform(actor, RegisterWorker(told=told, office_id=drive.office_id, **tie_of(drive)))
        return empty(subject, State.TAKEN, worker=made, reason="")


def tie_of(drive: RegistrationDrive) -> dict[str, Any]:
    """Return by which right the office uses the data of who is registered in a drive."""
    return {"purpose": drive.purpose, "ground": Ground.CONSENT, "notice_version": drive.notice_version}


def _code(area: int | None) -> str:
    return Area.objects.filter(pk=area).values_list("code", flat=True).first() or "" if area else ""


def _verdict(likes: list[Any]) -> str:
    if any(one.verdict == "same" for one in likes):
        return str(Verdict.SAME)
    return str(Verdict.MAYBE if likes else Verdict.DIFFERENT)


@dataclass(kw_only=True)
class ReadEntry(Reveal[DriveEntry]):
    """Show what a volunteer wrote down to somebody who says why."""

    abstract: ClassVar[bool] = False
    name = "referrals.read_entry"
    verb = gettext_lazy("เปิดดูข้อมูลที่ปิดบังของ")
    model = DriveEntry
    allowed = may.can_decide

    fields: tuple[str, ...] = ("told",)


@dataclass(kw_only=True)
class DecideEntry(Command[DriveEntry]):
    """Decide about an entry by hand. Nothing of an entry that stands in the registry is overwritten.

    Parameters: `do`, new, same or refuse; `worker_id`, who it is (same); `reason_code`, why not (refuse); `mended`,
    values that were asked anew, by the names of the form, empty where the person does not say.
    """

    abstract: ClassVar[bool] = False
    name = "referrals.decide_entry"
    verb = gettext_lazy("ตัดสินผู้ลงทะเบียนในรอบ")
    model = DriveEntry
    allowed = may.can_decide

    do: str = ""
    worker_id: int = 0
    reason_code: str = ""
    mended: dict[str, str] = field(default_factory=dict, repr=False)

    def check(self, actor: Any, subject: DriveEntry) -> None:
        """Refuse what is settled, no decision, and a refusal without its reason."""
        if not subject.is_open:
            raise RuleBroken(_("รายการนี้มีผลแล้ว โปรดเปิดดูข้อมูลล่าสุดอีกครั้ง"))
        if self.do not in {"new", "same", "refuse"}:
            raise RuleBroken(_("โปรดเลือกว่าจะทำอย่างไรกับรายการนี้"), field="do")
        if self.do == "refuse" and self.reason_code not in DriveEntry.BY_HAND:
            raise RuleBroken(_("โปรดเลือกเหตุที่ไม่รับเข้าทะเบียน"), field="reason_code")
        if not set(self.mended) <= set(FIELDS):
            raise RuleBroken(_("ไม่รู้จักช่องที่แก้"), field="mended", status=400)

    def handle(self, actor: Any, subject: DriveEntry) -> DriveEntry:
        """Do it; the registry's own verbs enter or tie the person in the officer's name."""
        if self.do == "refuse":
            return empty(subject, State.REFUSED, reason=self.reason_code, decided_by_id=actor.seat_id, field="")
        found = self._new(actor, subject) if self.do == "new" else self._same(actor, subject)
        return empty(subject, State.TAKEN, worker=found, reason="", decided_by_id=actor.seat_id, field="")

    def _told(self, subject: DriveEntry) -> dict[str, Any]:
        told = facts(read(subject) | {name: text.strip() for name, text in self.mended.items()})
        if not told.get("phone"):
            told |= {"channel": "none", "consented": False}
        return told

    def _new(self, actor: Any, subject: DriveEntry) -> Worker:
        """Enter somebody new; who came into the registry since the entry was looked at is not passed over."""
        told = self._told(subject)
        seen = look_for(actor, told)
        same = {one.number for one in seen.answers if one.verdict == "same"}
        if not same <= set(subject.found):
            raise RuleBroken(_("มีผู้ลงทะเบียนบุคคลที่เหมือนกันเพิ่มขึ้น กด “ตรวจรายการซ้ำอีกครั้ง” แล้วตัดสินใหม่"), field="do")
        made: Worker = perform(
            actor, RegisterWorker(told=told, check_id=seen.target_id, apart=bool(same), **tie_of(subject.drive))
        )
        return made

    def _same(self, actor: Any, subject: DriveEntry) -> Worker:
        """Tie the office to who it is: whom it serves already without more, others as the registry's look allows."""
        if self.worker_id not in subject.found:
            raise RuleBroken(_("โปรดเลือกรายการในทะเบียนที่เป็นบุคคลนี้"), field="worker")
        tie = tie_of(subject.drive)
        mine = Worker.objects.served_by(actor).active().filter(pk=self.worker_id).first()
        if mine is None:
            seen = look_for(actor, self._told(subject))
            used: Worker = perform(actor, UseWorker(target_id=self.worker_id, check_id=seen.target_id, **tie))
            return used
        living = Tie.objects.living().filter(worker=mine, office=actor.office_id, purpose=tie["purpose"])
        if not living.exists():
            perform(actor, AddTie(worker_id=mine.pk, office_id=actor.office_id, **tie))
        return mine


@dataclass(kw_only=True)
class ForgetEntry(Command[DriveEntry]):
    """Empty an entry about which nobody decided within the term: it is refused, and its number says so."""

    abstract: ClassVar[bool] = False
    name = "referrals.forget_entry"
    verb = gettext_lazy("ลบข้อมูลของผู้ลงทะเบียนที่ครบกำหนดเก็บ")
    model = DriveEntry
    allowed = may.can_forget

    def check(self, actor: Any, subject: DriveEntry) -> None:
        """Refuse what is settled."""
        if not subject.is_open:
            raise RuleBroken(_("รายการนี้มีผลแล้ว โปรดเปิดดูข้อมูลล่าสุดอีกครั้ง"))

    def handle(self, actor: Any, subject: DriveEntry) -> DriveEntry:
        """Empty it."""
        return empty(subject, State.REFUSED, reason=Reason.EXPIRED, field="")
