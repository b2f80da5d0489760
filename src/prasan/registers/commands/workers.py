"""Verbs about the people of the registry: enter somebody, change what is told, reveal what is masked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area
from prasan.platform.commands import Command, Create, Refused, RuleBroken
from prasan.platform.vault.fields import found_by
from prasan.platform.vault.reveal import Reveal
from prasan.registers import policy_workers as may
from prasan.registers.commands.worker_checks import Look, look_with, own_look
from prasan.registers.models import NotSame, Tie, Worker
from prasan.registers.models.worker_words import Channel, Ground, Purpose
from prasan.registers.workers import keys
from prasan.registers.workers.facts import settled
from prasan.registers.workers.locks import lock_numbers
from prasan.registers.workers.tied import check_tie

REVEALABLE = ("id_number", "phone", "contact")
"""What pages show masked until somebody says why it is needed."""


def claims_from(values: dict[str, Any]) -> Any:
    """Return what settled values claim; one query for the code of the area."""
    number = values["home_area_id"] or values["work_area_id"]
    code = Area.objects.filter(pk=number).values_list("code", flat=True).first() if number else ""
    return keys.claims(values, code or "")


def laid(row: Worker, values: dict[str, Any]) -> Worker:
    """Put settled values and the keys that follow from them into a row, not yet saved."""
    for name, value in values.items():
        setattr(row, name, value)
    row.keys = keys.stored(claims_from(values))
    return row


@dataclass(kw_only=True)
class RegisterWorker(Create[Worker]):
    """Enter a person, with the tie of the actor's office; the look for a second entry comes before (`check_id`).

    `told` by the names of `facts.FACTS`; `office_id`, by default the actor's; `apart`, the actor has seen that an entry
    of the same person was found and says that it is somebody else.
    """

    abstract: ClassVar[bool] = False
    name = "registers.register_worker"
    verb = _("ลงทะเบียนแรงงาน")
    model = Worker
    allowed = may.can_register

    told: dict[str, Any] = field(default_factory=dict)
    office_id: int | None = None
    check_id: int | None = None
    apart: bool = False
    purpose: str = Purpose.SERVICE
    ground: str = Ground.CONSENT
    notice_version: str = ""

    def build(self, actor: Any) -> Worker:
        """Return the new row of the actor's office."""
        return laid(Worker(office_id=self.office_id or actor.office_id), settled(self.told))

    def check(self, actor: Any, subject: Worker) -> None:
        """Refuse an entry nobody looked for, and one of whom another stands in the registry unless it is confirmed."""
        check_tie(self.purpose, self.ground, self.notice_version)
        lock_numbers([subject.id_number])
        seen = own_look(actor, self.check_id, claims_from(settled(self.told)))
        refuse_second(subject, seen)
        if seen.verdict == "same" and not self.apart:
            raise RuleBroken(_("มีรายการของบุคคลนี้ในทะเบียนแล้ว โปรดใช้รายการเดิม หรือยืนยันว่าเป็นคนละคน"), field="apart")
        self.seen = seen

    def handle(self, actor: Any, subject: Worker) -> Worker:
        """Save the person, the tie, and that whoever was found is somebody else."""
        subject.save(force_insert=True)
        Tie.objects.create(
            worker=subject, office_id=subject.office_id, purpose=self.purpose, ground=self.ground,
            notice_version=self.notice_version.strip(), recorded_by_id=actor.seat_id,
        )  # fmt: skip
        self.details["tie"] = [None, f"{self.purpose} · {self.ground} · {self.notice_version.strip()}"]
        if self.apart:
            self.seen.tell_apart(subject, actor.seat_id)
        return subject


@dataclass(kw_only=True)
class ChangeWorker(Command[Worker]):
    """Change what is told of a person; what is not named stays. Another channel asks for consent anew.

    Who wants no contact any more is sent nothing by LINE either.

    Another identity number asks for a look of one's own before (`check_id`, made by `look_before`), as an entry does:
    else the registry could be asked by changing, uncounted, and one number would stand in two entries.
    """

    abstract: ClassVar[bool] = False
    name = "registers.change_worker"
    verb = _("แก้ไขข้อมูลของแรงงาน")
    model = Worker
    allowed = may.can_serve

    told: dict[str, Any] = field(default_factory=dict)
    check_id: int | None = None

    def subject(self, actor: Any) -> Worker:
        """Return the entry, locked; 404 for one that is read in an emergency alone."""
        rows = Worker.objects.served_by(actor).select_for_update(of=("self",), no_key=True)
        found = rows.filter(pk=self.target_id).first()
        if found is None:
            raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
        return found

    def check(self, actor: Any, subject: Worker) -> None:
        """Refuse an entry that was taken into another, and a number that is another entry's."""
        refuse_merged(subject)
        self.values = settled(self.told, subject)
        number = self.values["id_number"]
        if not number or number == subject.id_number:
            return
        lock_numbers([number])
        own_look(actor, self.check_id, claims_from(self.values))
        others = Worker.objects.active().filter(found_by(Worker, "id_key", number)).exclude(pk=subject.pk)
        if others.exclude(pk__in=NotSame.objects.others_of(subject.pk)).exists():
            told = gettext("เลขนี้อยู่ในรายการอื่นของทะเบียนแล้ว หากเป็นคนเดียวกันโปรดรวมรายการ หากเป็นคนละคนโปรดตรวจเลขอีกครั้ง")
            raise RuleBroken(told, field="id_number")

    def handle(self, actor: Any, subject: Worker) -> Worker:
        """Save what is told, and the keys that follow from it."""
        quiet = subject.channel != Channel.NONE and self.values["channel"] == Channel.NONE
        laid(subject, self.values)
        if quiet:
            subject.line_id, subject.line_at = "", None
        subject.save()
        return subject


def look_before(actor: Any, subject: Worker, told: dict[str, Any]) -> int | None:
    """Make the look that a change of the number asks for; return its number, None where none is asked for.

    In a transaction of its own: it is counted and journalled whatever becomes of the change. Raises RuleBroken.
    """
    values = settled(told, subject)
    if not values["id_number"] or values["id_number"] == subject.id_number:
        return None
    return look_with(actor, values).target_id


def refuse_second(subject: Worker, seen: Look) -> None:
    """Refuse a number that somebody has entered since the look; the number is locked by the caller.

    An entry that stood there when the look was made was judged by it: two people may share the number of a paper.
    """
    if not subject.id_number or seen.at is None:
        return
    since = Worker.objects.active().filter(found_by(Worker, "id_key", subject.id_number), created__gt=seen.at)
    if since.exclude(pk__in=seen.found).exists():
        raise RuleBroken(gettext("มีผู้ลงทะเบียนเลขประจำตัวนี้หลังจากที่ท่านตรวจ โปรดตรวจรายการซ้ำอีกครั้ง"), field="check")


def refuse_merged(subject: Worker) -> None:
    """Raise RuleBroken for an entry that was taken into another, and for one that was erased."""
    if subject.erased_at is not None:
        raise RuleBroken(gettext("ลบข้อมูลของรายการนี้แล้ว แก้ไขไม่ได้อีก"))
    if subject.merged_into_id is not None:
        told = {"number": subject.merged_into_id}
        raise RuleBroken(gettext("รายการนี้รวมกับแรงงานหมายเลข %(number)s แล้ว โปรดทำที่รายการนั้น") % told)


@dataclass(kw_only=True)
class RevealWorker(Reveal[Worker]):
    """Show a person's number, telephone or address line to somebody who says why."""

    abstract: ClassVar[bool] = False
    name = "registers.reveal_worker"
    verb = _("เปิดดูข้อมูลที่ปิดบังของ")
    model = Worker
    allowed = may.can_handle

    @classmethod
    def hidden(cls, subject: Worker) -> frozenset[str]:
        """Return what is masked and told at all."""
        return frozenset(name for name in REVEALABLE if getattr(subject, name))
