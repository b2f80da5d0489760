"""Verbs about outreach lists: make one, add a person, say who goes, record a try, take off, close."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.directory.models import Area
from prasan.platform.commands import Command, Create, RuleBroken
from prasan.platform.commands.texts import words
from prasan.referrals import policy as may
from prasan.referrals.codes import plain_code
from prasan.referrals.models import Case, OutreachLine, OutreachList
from prasan.referrals.models.outreach import MOST_MONTHS
from prasan.referrals.outreach.choosing import chosen, goers, people_for
from prasan.registers.models.worker_words import InformalGroup, Section

MOST = 500
"""People on one list: more is no list that somebody walks through."""
State = OutreachLine.State


@dataclass(kw_only=True)
class MakeOutreachList(Create[OutreachList]):
    """Make a list of the people whom the office sets out to visit.

    Parameters: `area_id`, district or province; `group`, `section`, `months`, who is wanted, empty for all; `by_hand`,
    begin with nobody and add people one by one.
    """

    abstract: ClassVar[bool] = False
    name = "referrals.make_outreach_list"
    verb = gettext_lazy("ทำรายชื่อเป้าหมายลงพื้นที่")
    model = OutreachList
    allowed = may.can_reach_out

    title: str = ""
    area_id: int = 0
    group: str = ""
    section: str = ""
    months: int | None = None
    by_hand: bool = False

    def build(self, actor: Any) -> OutreachList:
        """Return the list of the actor's office."""
        return OutreachList(
            office_id=actor.office_id, made_by_id=actor.seat_id, made_at=timezone.now(), title=self.title.strip()[:200],
            area_id=self.area_id, group=self.group, section=self.section, months=self.months,
        )  # fmt: skip

    def check(self, actor: Any, subject: OutreachList) -> None:
        """Refuse a list without a name or place, words that are none, and one that nobody or too many stand on."""
        if not subject.title:
            raise RuleBroken(_("โปรดตั้งชื่อรายการ โดยไม่ใส่ชื่อบุคคล"), field="title")
        if not Area.objects.filter(pk=self.area_id, kind__in=[Area.Kind.DISTRICT, Area.Kind.PROVINCE]).exists():
            raise RuleBroken(_("โปรดเลือกอำเภอหรือจังหวัด"), field="area")
        if self.group and self.group not in InformalGroup.values:
            raise RuleBroken(_("ไม่รู้จักกลุ่มแรงงานนี้"), field="group")
        if self.section and self.section not in Section.values:
            raise RuleBroken(_("ไม่รู้จักมาตรานี้"), field="section")
        if self.months is not None and not 1 <= self.months <= MOST_MONTHS:
            raise RuleBroken(_("ใส่จำนวนเดือน 1 ถึง %(most)s หรือเว้นว่าง") % {"most": MOST_MONTHS}, field="months")
        rows = [] if self.by_hand else chosen(actor, subject, subject.made_at).values_list("pk", flat=True)
        self._people = list(rows[: MOST + 1])
        if not self._people and not self.by_hand:
            raise RuleBroken(_("ไม่มีผู้ใดตรงตามที่เลือก ลองเลือกพื้นที่กว้างขึ้นหรือเลือกน้อยข้อลง"), field="area")
        if len(self._people) > MOST:
            raise RuleBroken(_("เกิน %(most)s คน โปรดเลือกอำเภอหรือกลุ่มให้แคบลง") % {"most": MOST}, field="area")

    def handle(self, actor: Any, subject: OutreachList) -> OutreachList:
        """Save it with its lines; the journal keeps how many, the lines say who."""
        made = super().handle(actor, subject)
        OutreachLine.objects.bulk_create(OutreachLine(list=made, worker_id=number) for number in self._people)
        self.details["lines"] = [None, len(self._people)]
        return made


@dataclass(kw_only=True)
class CloseOutreachList(Command[OutreachList]):
    """Close a list: nothing on it changes any more."""

    abstract: ClassVar[bool] = False
    name = "referrals.close_outreach_list"
    verb = gettext_lazy("ปิดรายชื่อเป้าหมายลงพื้นที่")
    model = OutreachList
    allowed = may.can_reach_out

    def check(self, actor: Any, subject: OutreachList) -> None:
        """Refuse one that is closed."""
        _open(subject)

    def handle(self, actor: Any, subject: OutreachList) -> OutreachList:
        """Note when."""
        subject.closed_at = timezone.now()
        subject.save(update_fields=["closed_at"])
        return subject


@dataclass(kw_only=True)
class AddOutreachLine(Create[OutreachLine]):
    """Put one person on a list by hand."""

    abstract: ClassVar[bool] = False
    name = "referrals.add_outreach_line"
    verb = gettext_lazy("เพิ่มบุคคลในรายชื่อเป้าหมายลงพื้นที่")
    model = OutreachLine
    allowed = may.can_visit

    list_id: int = 0
    worker_id: int = 0

    def build(self, actor: Any) -> OutreachLine:
        """Return the line; the list is locked, so that it is not closed meanwhile."""
        rows = OutreachList.objects.visible_to(actor).select_for_update(of=("self",), no_key=True)
        found = rows.filter(pk=self.list_id).first()
        if found is None:
            raise RuleBroken(_("ไม่พบรายชื่อนี้ หรืออยู่นอกขอบเขตของท่าน"), field="list")
        return OutreachLine(list=found, worker_id=self.worker_id)

    def check(self, actor: Any, subject: OutreachLine) -> None:
        """Refuse a stranger, somebody under special protection, and whoever stands there already."""
        _open(subject.list)
        if not people_for(actor).filter(pk=self.worker_id).exists():
            raise RuleBroken(_("เพิ่มบุคคลนี้ไม่ได้ สำนักงานต้องมีฐานการใช้ข้อมูล และบุคคลต้องไม่อยู่ในการคุ้มครองพิเศษ"), field="worker")
        lines = OutreachLine.objects.filter(list=subject.list)
        if lines.filter(worker=self.worker_id).exists():
            raise RuleBroken(_("บุคคลนี้อยู่ในรายชื่อแล้ว"), field="worker")
        if lines.count() >= MOST:
            raise RuleBroken(_("รายชื่อเต็มแล้ว %(most)s คน") % {"most": MOST}, field="worker")


@dataclass(kw_only=True)
class AssignVisit(Command[OutreachLine]):
    """Say who goes. Parameters: `seat_id`, a seat of the own office that meets people; 0 for nobody yet."""

    abstract: ClassVar[bool] = False
    name = "referrals.assign_visit"
    verb = gettext_lazy("มอบหมายผู้ลงพื้นที่")
    model = OutreachLine
    allowed = may.can_visit

    seat_id: int = 0

    def check(self, actor: Any, subject: OutreachLine) -> None:
        """Refuse a seat that does not go to people of this office."""
        _open(subject.list)
        if self.seat_id and not goers(actor).filter(pk=self.seat_id).exists():
            raise RuleBroken(_("เลือกผู้ลงพื้นที่จากเจ้าหน้าที่ของหน่วยงานนี้เท่านั้น"), field="seat")

    def handle(self, actor: Any, subject: OutreachLine) -> OutreachLine:
        """Keep who."""
        subject.seat_id = self.seat_id or None
        subject.save(update_fields=["seat"])
        return subject


@dataclass(kw_only=True)
class RecordVisit(Command[OutreachLine]):
    """Record what came of a try.

    Parameters: `state`, what came of it; `text`, a note that stays with the office; `next_on`, the day of the next try;
    `case_code`, the case that was taken in, where the person was referred on.
    """

    abstract: ClassVar[bool] = False
    name = "referrals.record_visit"
    verb = gettext_lazy("บันทึกผลการลงพื้นที่")
    model = OutreachLine
    allowed = may.can_visit

    state: str = ""
    text: str = ""
    next_on: dt.date | None = None
    case_code: str = ""

    def check(self, actor: Any, subject: OutreachLine) -> None:
        """Refuse what is no result, a next day that has passed or is not wanted, and a case of somebody else."""
        _open(subject.list)
        if self.state not in State.values or self.state == State.TO_VISIT:
            raise RuleBroken(_("โปรดเลือกผลการลงพื้นที่"), field="state")
        self.text = words(self.text, "text")
        if self.next_on is not None and self.next_on < timezone.localdate():
            raise RuleBroken(_("วันที่จะไปอีกครั้งผ่านไปแล้ว"), field="next_on")
        if self.next_on is not None and self.state in {State.REFUSED, State.MOVED}:
            raise RuleBroken(_("ผู้ที่ไม่ประสงค์รับบริการหรือย้ายไปแล้ว ไม่ต้องกำหนดวันไปอีกครั้ง"), field="next_on")
        self._case = self._found(actor, subject) if self.state == State.REFERRED else None

    def _found(self, actor: Any, subject: OutreachLine) -> Case:
        """Return the case by its code; raises RuleBroken where it is not this person's."""
        rows = Case.objects.visible_to(actor).filter(code=plain_code(self.case_code), worker=subject.worker_id)
        found = rows.first() if self.case_code.strip() else None
        if found is None:
            raise RuleBroken(_("โปรดใส่เลขเรื่องของบุคคลนี้ที่หน่วยงานรับไว้ กด “รับเรื่อง” ก่อนถ้ายังไม่มี"), field="case_code")
        return found

    def handle(self, actor: Any, subject: OutreachLine) -> OutreachLine:
        """Keep the last try; whoever went is known from the journal."""
        subject.state, subject.note, subject.next_on, subject.case = self.state, self.text, self.next_on, self._case
        subject.tried_at = timezone.now()
        subject.tries += 1
        subject.save(update_fields=["state", "note", "next_on", "case", "tried_at", "tries"])
        return subject


@dataclass(kw_only=True)
class DropOutreachLine(Command[OutreachLine]):
    """Take a person off a list; the machine does so when the office's right ends."""

    abstract: ClassVar[bool] = False
    name = "referrals.drop_outreach_line"
    verb = gettext_lazy("นำบุคคลออกจากรายชื่อเป้าหมายลงพื้นที่")
    model = OutreachLine
    allowed = may.can_drop_line

    def handle(self, actor: Any, subject: OutreachLine) -> OutreachLine:
        """Remove the line with its note."""
        number = subject.pk
        subject.delete()
        subject.pk = number
        return subject


@dataclass(kw_only=True)
class FollowMerge(Command[OutreachLine]):
    """Put the kept entry on a list in place of one that was merged into it: what came of the visits stays."""

    abstract: ClassVar[bool] = False
    name = "referrals.follow_merge"
    verb = gettext_lazy("เปลี่ยนรายชื่อเป้าหมายตามรายการแรงงานที่รวมแล้ว")
    model = OutreachLine
    allowed = may.can_run

    def check(self, actor: Any, subject: OutreachLine) -> None:
        """Refuse a line whose person was not merged, and one whose list names the kept entry already."""
        kept = subject.worker.merged_into_id
        if kept is None or OutreachLine.objects.filter(list=subject.list_id, worker=kept).exists():
            raise RuleBroken(_("บุคคลนี้อยู่ในรายชื่อแล้ว"))

    def handle(self, actor: Any, subject: OutreachLine) -> OutreachLine:
        """Name the kept entry; the note is sealed anew for it."""
        note, kept = subject.note, subject.worker.merged_into
        assert kept is not None  # `check` has asked
        subject.worker, subject.note = kept, note
        subject.save()
        return subject


def _open(found: OutreachList) -> None:
    if found.closed_at is not None:
        raise RuleBroken(_("รายชื่อนี้ปิดแล้ว"))
