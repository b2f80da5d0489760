"""Beginning a report and keeping what was typed into it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Office
from prasan.platform.commands import Command, RuleBroken
from prasan.platform.journal.models import Entry
from prasan.progress import periods
from prasan.progress import policy as may
from prasan.progress.causes import Cause
from prasan.progress.commands.beside import Members, Word, changes_of, figures_of, keep_word, sound
from prasan.progress.commands.limits import must_be_open
from prasan.progress.cycle import REPORT
from prasan.progress.items import Item, items_of, targets_of
from prasan.progress.models import Figure, Report

NOTHING_TO_REPORT = _("หน่วยงานนี้ไม่มีตัวชี้วัดที่ต้องรายงานในปีงบประมาณนี้")


@dataclass(kw_only=True)
class OpenReport(Command[Report]):
    """Begin an office's report of a month; where it was begun already, return that one."""

    name = "progress.open"
    verb = _("เริ่มรายงานประจำเดือน")
    model = Report
    allowed = may.can_open

    office_id: int = 0
    period: int = 0

    def subject(self, actor: Any) -> Report:
        """Return the report of the month, or a new one; the office's lock lets one of two begin it."""
        office = Office.objects.select_for_update(of=("self",)).get(pk=self.office_id)
        found = Report.objects.select_for_update().filter(office=office, period=self.period).order_by("pk").first()
        report = found or Report(office=office, area_id=office.area_id, period=self.period, state=REPORT.start)
        report.office = office
        return report

    def check(self, actor: Any, subject: Report) -> None:
        """Refuse a month that is locked or not over, and an office without indicators."""
        self._rules = must_be_open(self.period, self.office_id)
        if not targets_of(subject.office, self.period).exists():
            raise RuleBroken(NOTHING_TO_REPORT)

    def handle(self, actor: Any, subject: Report) -> Report:
        """Save the new draft with its due day."""
        if subject._state.adding:
            subject.due = periods.due(self.period, subject.area_id, self._rules["report-due-day"])
            subject.save(force_insert=True)
        return subject


@dataclass(frozen=True, slots=True)
class Answer:
    """What was typed for one indicator, read into scaled integers; `value` None takes the figure away.

    `base` is the value that the form showed when it was opened: it tells whether somebody else
    changed the figure meanwhile. `members` are the figures of groups, `word` what the office says beside the figure;
    None leaves them as they are.
    """

    indicator_id: int
    value: int | None
    denominator: int | None = None
    cause: str = ""
    step: str = ""
    note: str = ""
    base: int | None = None
    members: Members | None = None
    word: Word | None = None


class Conflict(RuleBroken):
    """Somebody else saved another value of the same figure meanwhile: both are shown, nothing is lost."""

    def __init__(self, item: Item, mine: Answer, entry: Entry | None, version: int) -> None:
        super().__init__(_("มีผู้อื่นบันทึกค่านี้ระหว่างที่ท่านกรอก โปรดเลือกค่าที่ถูกต้อง"), field="value")
        self.item = item
        self.mine = mine
        self.who = entry.actor_label if entry else ""
        self.at: dt.datetime | None = entry.at if entry else None
        self.version = version


@dataclass(kw_only=True)
class SaveFigures(Command[Report]):
    """Keep figures of a report that its office is still filling in."""

    name = "progress.save"
    verb = _("บันทึกค่ารายงาน")
    model = Report
    allowed = may.can_type

    version: int = 0
    answers: list[Answer] = field(default_factory=list)
    editable: ClassVar[frozenset[str]] = frozenset({Report.State.DRAFT, Report.State.RETURNED})

    def check(self, actor: Any, subject: Report) -> None:
        """Refuse a report that is sent, a locked month, a foreign indicator, and an overwritten figure."""
        if subject.state not in self.editable:
            raise RuleBroken(_("รายงานนี้อยู่ในสถานะ “%(state)s” จึงแก้ไขไม่ได้") % {"state": subject.get_state_display()})
        must_be_open(subject.period, subject.office_id)
        self._items = {item.indicator.pk: item for item in items_of(subject)}
        for answer in self.answers:
            item = self._items.get(answer.indicator_id)
            if item is None:
                raise RuleBroken(_("ตัวชี้วัดนี้ไม่ได้อยู่ในรายงานของหน่วยงานท่าน"), field="indicator")
            _sound(item, answer)
            sound(item, answer.members, answer.word, value=answer.value)
            if self.version != subject.version:
                self._refuse_overwriting(actor, subject, item, answer)

    def _refuse_overwriting(self, actor: Any, subject: Report, item: Item, answer: Answer) -> None:
        stored = item.figure.value if item.figure else None
        if stored in {answer.base, answer.value}:
            return
        entries = Entry.objects.about(subject).filter(verb=self.name, changes__has_key=_entry_key(item))
        last = entries.first()
        if last is None or last.person_id != actor.person_id:
            raise Conflict(item, answer, last, subject.version)

    def handle(self, actor: Any, subject: Report) -> Report:
        """Write the figures, note them in the journal entry, and count the version up."""
        kept, gone = [], []
        for answer in self.answers:
            item = self._items[answer.indicator_id]
            before = item.figure.value if item.figure else None
            if before != answer.value:
                self.details[_entry_key(item)] = [before, answer.value]
            if answer.value is None:
                gone.append(answer.indicator_id)
            else:
                kept.append(_figure(subject, answer, answer.value))
                kept += self._members(subject, item, answer)
            if answer.word is not None:
                self.details |= keep_word(subject, item, answer.word)
        if kept:
            Figure.objects.bulk_create(
                kept,
                update_conflicts=True,
                unique_fields=["indicator", "period", "area", "office", "member"],
                update_fields=["report", "value", "denominator", "level", "cause", "step", "note"],
            )
        if gone:
            subject.figures.filter(indicator_id__in=gone).delete()
        subject.version += 1
        subject.save(update_fields=["version"])
        return subject

    def _members(self, report: Report, item: Item, answer: Answer) -> list[Figure]:
        """Take away the groups that were emptied, and return those to write."""
        if not answer.members:
            return []
        self.details |= changes_of(item, answer.members)
        empty = [key for key, part in answer.members.items() if part is None and key in item.members]
        if empty:
            report.figures.filter(indicator_id=answer.indicator_id, member__in=empty).delete()
        return figures_of(report, answer.indicator_id, answer.members)


def _entry_key(item: Item) -> str:
    return f"figure:{item.indicator.code}"


def _figure(report: Report, answer: Answer, value: int) -> Figure:
    return Figure(
        indicator_id=answer.indicator_id, area_id=report.area_id, period=report.period, office_id=report.office_id,
        report=report, value=value, denominator=answer.denominator, level=Figure.Level.DRAFT,
        cause=answer.cause, step=answer.step[:300], note=answer.note,
    )  # fmt: skip


def _sound(item: Item, answer: Answer) -> None:
    """Refuse a figure that cannot be: below zero, a ratio without its whole, a cause that is not on the list."""
    if answer.value is None:
        return
    if answer.value < 0:
        raise RuleBroken(_("ค่าติดลบไม่ได้ ถ้าจะลดยอดที่รายงานไปแล้ว โปรดขอเปิดรายงานเดือนนั้น"), field="value")
    if item.is_ratio and (answer.denominator is None or answer.denominator <= 0):
        raise RuleBroken(_("โปรดใส่จำนวนทั้งหมด (ตัวหาร) ที่มากกว่าศูนย์"), field="denominator")
    if answer.cause and answer.cause not in Cause.values:
        raise RuleBroken(_("โปรดเลือกสาเหตุจากรายการ"), field="cause")
