"""Verbs about second entries: look whether somebody is in the registry, use the entry that was found."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area, Person
from prasan.platform.commands import Command, Create, Refused, RuleBroken, perform
from prasan.registers import policy_workers as may
from prasan.registers.models import NotSame, PersonCheck, Worker
from prasan.registers.workers import keys
from prasan.registers.workers.facts import settled
from prasan.registers.workers.locks import lock_numbers
from prasan.registers.workers.search import Found, look
from prasan.registers.workers.tied import check_tie

MOST_LOOKS, IN_MINUTES = 40, 10
"""So often a person may look; a counter has some hundred visitors a day, a list of names is another matter."""
FRESH = dt.timedelta(minutes=60)
TOO_MANY = 429


@dataclass(kw_only=True)
class CheckPerson(Create[PersonCheck]):
    """Look over the whole country whether somebody is in the registry; afterwards `answers` holds what was found.

    `values`, settled (`facts.settled`); `area`, the official code of the place of home or work. The same for every
    role and channel; the journal keeps that a look was made and its verdict, never what was typed.
    """

    abstract: ClassVar[bool] = False
    name = "registers.check_person"
    verb = _("ตรวจว่ามีบุคคลนี้ในทะเบียนแล้วหรือไม่")
    model = PersonCheck
    allowed = may.can_serve

    values: dict[str, Any] = field(default_factory=dict, repr=False)
    area: str = ""
    answers: list[Found] = field(default_factory=list, init=False, repr=False)

    def build(self, actor: Any) -> PersonCheck:
        """Return the look, not made yet."""
        return PersonCheck(
            person_id=actor.person_id, seat_id=actor.seat_id, office_id=actor.office_id, at=timezone.now()
        )  # fmt: skip

    def check(self, actor: Any, subject: PersonCheck) -> None:
        """Refuse one look too many; looks of one person are counted one after another."""
        list(Person.objects.select_for_update(of=("self",), no_key=True).filter(pk=actor.person_id).values_list("pk"))
        since = timezone.now() - dt.timedelta(minutes=IN_MINUTES)
        if PersonCheck.objects.filter(person_id=actor.person_id, at__gt=since).count() >= MOST_LOOKS:
            told = {"most": MOST_LOOKS, "minutes": IN_MINUTES}
            raise RuleBroken(gettext("ตรวจได้ไม่เกิน %(most)s ครั้งใน %(minutes)s นาที โปรดรอสักครู่") % told, status=TOO_MANY)

    def handle(self, actor: Any, subject: PersonCheck) -> PersonCheck:
        """Look, and keep the numbers of those who are the same person; whoever is being entered just now is waited for.

        So everybody with the same number was either entered before the look, or is entered after its moment.
        """
        lock_numbers([self.values.get("id_number") or ""])
        told = keys.claims(self.values, self.area)
        self.answers = look(told)
        subject.verdict = self.answers[0].verdict if self.answers else PersonCheck.Verdict.DIFFERENT
        if any(one.verdict == "same" for one in self.answers):
            subject.verdict = PersonCheck.Verdict.SAME
        subject.found = [one.number for one in self.answers if one.verdict == "same"]
        subject.proven = [one.number for one in self.answers if one.proven]
        subject.digest = keys.digest(told)
        subject.save(force_insert=True)
        return subject

    def announce(self, actor: Any, subject: PersonCheck) -> None:
        """Tell no page."""


@dataclass(frozen=True, slots=True)
class Look:
    """What an earlier look said: its verdict, whom it found, and when; `at` is None for a look of this moment."""

    verdict: str
    found: tuple[int, ...]
    at: dt.datetime | None = None

    def tell_apart(self, worker: Worker, seat_id: int | None) -> None:
        """Keep that an entry and those who were found are two people."""
        pairs = [sorted((number, worker.pk)) for number in self.found]
        NotSame.objects.bulk_create(
            [NotSame(first_id=first, second_id=second, by_id=seat_id) for first, second in pairs], ignore_conflicts=True
        )


def own_look(actor: Any, number: int | None, told: Any) -> Look:
    """Return the actor's own look for an entry; raises RuleBroken where it was not made, is old or for another."""
    if getattr(actor, "is_system", False):
        found = look(told)
        same = tuple(one.number for one in found if one.verdict == "same")
        return Look("same" if same else "different", same)
    seen = _fresh(actor, number)
    if seen is None or seen.digest != keys.digest(told):
        raise RuleBroken(gettext("โปรดตรวจรายการซ้ำก่อนบันทึก ข้อมูลที่ใช้ตรวจต้องเป็นข้อมูลเดียวกับที่จะบันทึก"), field="check")
    return Look(seen.verdict, tuple(seen.found), seen.at)


def _fresh(actor: Any, number: int | None) -> PersonCheck | None:
    since = timezone.now() - FRESH
    return PersonCheck.objects.visible_to(actor).filter(pk=number, at__gt=since).first() if number else None


@dataclass(kw_only=True)
class UseWorker(Command[Worker]):
    """Use the entry that a look of one's own found to be the same person: one's office is tied to it.

    The entry may be out of the actor's scope: whoever told what only the person before them knows may go on with it. A
    protected person's entry is not opened so.
    """

    abstract: ClassVar[bool] = False
    name = "registers.use_worker"
    verb = _("ใช้รายการเดิมของแรงงาน")
    model = Worker
    allowed = may.can_serve

    check_id: int | None = None
    purpose: str = "service"
    ground: str = "consent"
    notice_version: str = ""

    def subject(self, actor: Any) -> Worker:
        """Return the entry that the look found, locked."""
        seen = _fresh(actor, self.check_id)
        found = None
        if seen is not None and self.target_id in seen.found:
            rows = Worker.objects.select_for_update(of=("self",), no_key=True)
            found = rows.active().filter(pk=self.target_id, protected="").first()
        if found is None:
            raise Refused(_("ไม่พบรายการนี้จากการตรวจของท่าน โปรดตรวจอีกครั้ง หรือติดต่อเจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคล"), status=404)
        return found

    def check(self, actor: Any, subject: Worker) -> None:
        """Refuse a tie without a right, and an entry that was found by name and year alone, which many know."""
        check_tie(self.purpose, self.ground, self.notice_version)
        seen = _fresh(actor, self.check_id)
        if seen is None or subject.pk not in seen.proven:
            told = gettext("ใช้รายการเดิมได้เมื่อเลขประจำตัวหรือโทรศัพท์ตรงกัน โปรดขอเลขประจำตัวหรือโทรศัพท์จากเจ้าตัวแล้วตรวจอีกครั้ง")
            raise RuleBroken(told, field="check")

    def handle(self, actor: Any, subject: Worker) -> Worker:
        """Tie the office, unless it is tied already."""
        made = subject.ties.living().filter(office_id=actor.office_id, purpose=self.purpose).exists()
        if not made:
            subject.ties.create(
                office_id=actor.office_id, purpose=self.purpose, ground=self.ground,
                notice_version=self.notice_version.strip(), recorded_by_id=actor.seat_id,
            )  # fmt: skip
        self.details["tie"] = [None, f"{self.purpose} · {self.ground} · {self.notice_version.strip()}"]
        return subject


def look_for(actor: Any, told: dict[str, Any]) -> CheckPerson:
    """Make a look for what is told and return the verb with its answers; raises what the verb raises."""
    return look_with(actor, settled(told))


def look_with(actor: Any, values: dict[str, Any]) -> CheckPerson:
    """Make a look with settled values and return the verb with its answers; raises what the verb raises."""
    number = values["home_area_id"] or values["work_area_id"]
    code = Area.objects.filter(pk=number).values_list("code", flat=True).first() if number else ""
    command = CheckPerson(values=values, area=code or "")
    command.target_id = perform(actor, command).pk
    return command
