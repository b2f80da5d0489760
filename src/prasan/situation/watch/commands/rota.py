"""Verbs of the rota: plan it, change one turn, change turns with somebody."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db import connection
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Office, Person, Seat
from prasan.platform.commands import Command, Create, RuleBroken
from prasan.situation.models import Shift, Swap
from prasan.situation.watch import policy as may
from prasan.situation.watch.commands.own import own_office
from prasan.situation.watch.notices import tell_swap

MOST_DAYS = 62
_HOURS = re.compile(r"([01]?\d|2[0-3])[.:]([0-5]\d)\s*[-–]\s*([01]?\d|2[0-3])[.:]([0-5]\d)")
TWICE = _("มีผู้อยู่เวรซ้อนกันสองที่ในเวลาเดียวกัน (%(when)s) โปรดเลือกคนหรือเวลาอื่น")
GONE = _("เวรนี้เริ่มไปแล้ว จึงแก้หรือแลกไม่ได้")


def hours_of(text: str) -> list[tuple[dt.time, dt.time]]:
    """Read "08.30-16.30, 16.30-00.30" into pairs; RuleBroken says which part cannot be read."""
    found = []
    for part in filter(None, (one.strip() for one in re.split(r"[,;\n]", text))):
        match = _HOURS.fullmatch(part)
        if match is None:
            raise RuleBroken(_("อ่านช่วงเวลา “%(part)s” ไม่ได้ โปรดเขียนเช่น 08.30-16.30") % {"part": part}, field="hours")
        a, b, c, d = (int(one) for one in match.groups())
        found.append((dt.time(a, b), dt.time(c, d)))
    if not found or len(found) > 6:
        raise RuleBroken(_("โปรดบอกช่วงเวลาของเวร 1 ถึง 6 ช่วงต่อวัน"), field="hours")
    return found


def stand(people: set[int]) -> None:
    """Raise RuleBroken where one of some people would stand two shifts at once; held against the whole table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT a.starts FROM situation_shift a JOIN situation_shift b ON a.person_id = b.person_id AND a.id < b.id"
            " AND tstzrange(a.starts, a.ends) && tstzrange(b.starts, b.ends) WHERE a.person_id = ANY(%s)"
            " ORDER BY a.starts LIMIT 1",
            [sorted(people)],
        )
        row = cursor.fetchone()
    if row is not None:
        raise RuleBroken(TWICE % {"when": f"{timezone.localtime(row[0]):%d/%m %H.%M}"}, field="people")


def defer_standing() -> None:
    """Let people change places inside this transaction; the database asks again at its end."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS shift_one_at_a_time DEFERRED")


def seated(office: Office, people: list[int]) -> set[int]:
    """Return which of some people hold a seat in an office today."""
    rows = Seat.objects.held_on(timezone.localdate()).filter(office_id=office.pk, person_id__in=people)
    return set(rows.values_list("person_id", flat=True))


@dataclass(kw_only=True)
class PlanRota(Create[Shift]):
    """Write the rota of some days: people follow one another through the hours of each day.

    `first`, first day; `days`, how many; `hours`, "08.30-16.30, 16.30-00.30"; `people`, ids in their order;
    `each`, how many stand one shift (the first of them leads). Returns the first shift.
    """

    name: ClassVar[str] = "situation.plan_rota"
    verb = _("จัดตารางเวร")
    model = Shift
    allowed = may.can_plan_rota

    first: dt.date | None = None
    days: int = 0
    hours: str = ""
    people: list[int] = field(default_factory=list)
    each: int = 1

    def build(self, actor: Any) -> Shift:
        """Return the first shift of the actor's own office."""
        office = own_office(actor)
        self.office = office
        return Shift(office=office, area_id=office.area_id)

    def check(self, actor: Any, subject: Shift) -> None:
        """Refuse days, hours and people that make no rota."""
        if self.first is None or not 2000 < self.first.year < 2200:
            raise RuleBroken(_("โปรดบอกวันเริ่มของตารางเวร"), field="first")
        if not 1 <= self.days <= MOST_DAYS:
            raise RuleBroken(_("ตารางเวรยาวได้ 1 ถึง %(n)s วัน") % {"n": MOST_DAYS}, field="days")
        self.turns = hours_of(self.hours)
        if not 1 <= self.each <= 5 or len(set(self.people)) < self.each:
            raise RuleBroken(_("ต้องมีคนอย่างน้อยเท่าจำนวนคนต่อเวร (1 ถึง 5)"), field="people")
        if set(self.people) - seated(self.office, self.people):
            raise RuleBroken(_("มีคนที่ไม่ได้อยู่ในหน่วยงานนี้ โปรดเลือกใหม่"), field="people")
        start, end = self._span()
        if Shift.objects.filter(office=self.office, starts__lt=end, ends__gt=start).exists():
            raise RuleBroken(_("มีตารางเวรในช่วงวันนี้แล้ว โปรดเริ่มหลังตารางเดิมสิ้นสุด"), field="first")

    def _slots(self) -> Iterator[tuple[dt.datetime, dt.datetime]]:
        zone = timezone.get_current_timezone()
        assert self.first is not None
        for number in range(self.days):
            day = self.first + dt.timedelta(days=number)
            before = dt.time.min
            for begin, end in self.turns:
                if begin < before:  # the night that follows: hours go on from one shift to the next
                    day += dt.timedelta(days=1)
                before = begin
                last = day if end > begin else day + dt.timedelta(days=1)
                yield dt.datetime.combine(day, begin, zone), dt.datetime.combine(last, end, zone)

    def _span(self) -> tuple[dt.datetime, dt.datetime]:
        slots = list(self._slots())
        return min(one[0] for one in slots), max(one[1] for one in slots)

    def handle(self, actor: Any, subject: Shift) -> Shift:
        """Save all shifts; the journal line tells how many and from when to when."""
        people, at, rows = list(dict.fromkeys(self.people)), 0, []
        for starts, ends in self._slots():
            for place in range(self.each):
                person = people[(at + place) % len(people)]
                rows.append(Shift(
                    office=subject.office, area_id=subject.area_id, person_id=person, starts=starts, ends=ends,
                    leads=place == 0,
                ))  # fmt: skip
            at += self.each
        defer_standing()
        Shift.objects.bulk_create(rows)
        stand(set(people))
        self.details["shifts"] = [None, len(rows)]
        return rows[0]


@dataclass(kw_only=True)
class ChangeShift(Command[Shift]):
    """Give a turn to another person of the office (illness, leave)."""

    name = "situation.change_shift"
    verb = _("เปลี่ยนคนในเวร")
    model = Shift
    allowed = may.can_plan_rota

    person_id: int = 0

    def check(self, actor: Any, subject: Shift) -> None:
        """Refuse a turn that is over and people of other offices."""
        if subject.ends <= timezone.now():
            raise RuleBroken(GONE)
        if not seated(subject.office, [self.person_id]):
            raise RuleBroken(_("มีคนที่ไม่ได้อยู่ในหน่วยงานนี้ โปรดเลือกใหม่"), field="person_id")

    def handle(self, actor: Any, subject: Shift) -> Shift:
        """Save who stands it now; open wishes to change it end."""
        defer_standing()
        subject.person_id = self.person_id
        subject.save(update_fields=["person"])
        stand({self.person_id})
        Swap.objects.filter(Q(shift=subject) | Q(back=subject), state="asked").update(
            state=Swap.State.WITHDRAWN, answered_at=timezone.now()
        )
        return subject


@dataclass(kw_only=True)
class AskSwap(Create[Swap]):
    """Ask somebody of the office to take a turn of one's own, for one of theirs or for nothing."""

    name: ClassVar[str] = "situation.ask_swap"
    verb = _("ขอแลกเวร")
    model = Swap
    allowed = may.can_swap

    shift_id: int = 0
    to_id: int = 0
    back_id: int | None = None
    words: str = ""

    def build(self, actor: Any) -> Swap:
        """Return the wish about a shift that the actor sees."""
        shift = Shift.objects.visible_to(actor).select_for_update(of=("self",)).filter(pk=self.shift_id).first()
        if shift is None:
            raise RuleBroken(_("ไม่พบเวรนี้"), field="shift_id")
        return Swap(
            shift=shift, office_id=shift.office_id, area_id=shift.area_id, asked_by_id=actor.person_id,
            to_id=self.to_id, back_id=self.back_id, words=self.words.strip()[:300],
        )  # fmt: skip

    def check(self, actor: Any, subject: Swap) -> None:
        """Refuse turns that have begun, people of other offices, and a second wish for one turn."""
        if subject.shift.starts <= timezone.now():
            raise RuleBroken(GONE)
        if subject.to_id == actor.person_id or not seated(subject.office, [self.to_id]):
            raise RuleBroken(_("โปรดเลือกเพื่อนร่วมหน่วยงานที่จะรับเวร"), field="to_id")
        if self.back_id is not None:
            back = Shift.objects.filter(pk=self.back_id, office_id=subject.office_id, person_id=self.to_id).first()
            if back is None or back.starts <= timezone.now():
                raise RuleBroken(_("เวรที่จะรับคืนต้องเป็นของผู้ที่ท่านขอแลก และยังไม่เริ่ม"), field="back_id")
        if Swap.objects.filter(shift=subject.shift, state=Swap.State.ASKED).exists():
            raise RuleBroken(_("เวรนี้มีคำขอแลกที่รอคำตอบอยู่แล้ว"), field="shift_id")

    def handle(self, actor: Any, subject: Swap) -> Swap:
        """Save the wish and tell who is asked."""
        subject.save(force_insert=True)
        tell_swap(subject)
        return subject


@dataclass(kw_only=True)
class AnswerSwap(Command[Swap]):
    """Agree to a change of turns, which makes it at once, or decline."""

    name = "situation.answer_swap"
    verb = _("ตอบคำขอแลกเวร")
    model = Swap
    allowed = may.can_answer_swap

    agree: bool = False

    def check(self, actor: Any, subject: Swap) -> None:
        """Refuse what was answered already or has begun."""
        if subject.state != Swap.State.ASKED:
            raise RuleBroken(_("คำขอนี้ตอบหรือถอนไปแล้ว"))
        if self.agree and subject.shift.starts <= timezone.now():
            raise RuleBroken(GONE)

    def handle(self, actor: Any, subject: Swap) -> Swap:
        """Change the turns; both people must still hold them."""
        subject.state = Swap.State.AGREED if self.agree else Swap.State.DECLINED
        subject.answered_at = timezone.now()
        subject.save()
        if self.agree:
            self._change(subject)
        tell_swap(subject)
        return subject

    def _change(self, swap: Swap) -> None:
        rows = {one.pk: one for one in Shift.objects.select_for_update().filter(pk__in=[swap.shift_id, swap.back_id])}
        shift, back = rows.get(swap.shift_id), rows.get(swap.back_id or 0)
        moved = shift is None or shift.person_id != swap.asked_by_id
        if moved or (swap.back_id is not None and (back is None or back.person_id != swap.to_id)):
            raise RuleBroken(_("เวรนี้เปลี่ยนคนไปแล้วหลังจากที่ขอ โปรดขอแลกใหม่"))
        assert shift is not None
        defer_standing()
        shift.person_id = swap.to_id
        shift.save(update_fields=["person"])
        if back is not None:
            back.person_id = swap.asked_by_id
            back.save(update_fields=["person"])
        stand({swap.to_id, swap.asked_by_id})
        names = dict(Person.objects.filter(pk__in=[swap.to_id, swap.asked_by_id]).values_list("pk", "username"))
        self.details["shift"] = [names.get(swap.asked_by_id, ""), names.get(swap.to_id, "")]


@dataclass(kw_only=True)
class WithdrawSwap(Command[Swap]):
    """Take a wish back before it is answered."""

    name = "situation.withdraw_swap"
    verb = _("ถอนคำขอแลกเวร")
    model = Swap
    allowed = may.can_withdraw_swap

    def check(self, actor: Any, subject: Swap) -> None:
        """Refuse what was answered already."""
        if subject.state != Swap.State.ASKED:
            raise RuleBroken(_("คำขอนี้ตอบหรือถอนไปแล้ว"))

    def handle(self, actor: Any, subject: Swap) -> Swap:
        """Mark it withdrawn."""
        subject.state, subject.answered_at = Swap.State.WITHDRAWN, timezone.now()
        subject.save()
        tell_swap(subject)
        return subject
