"""Verbs about monthly reports: open, save figures, submit, approve, return, reopen, chase."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Office
from prasan.platform.commands import Command, RuleBroken, Step
from prasan.platform.journal.models import Entry
from prasan.progress import periods
from prasan.progress import policy as may
from prasan.progress.causes import Cause
from prasan.progress.cycle import REPORT
from prasan.progress.items import Item, items_of, targets_of
from prasan.progress.models import Figure, Report
from prasan.registers import settings

LOCKED = _("เดือนนี้ปิดรับการแก้ไขแล้ว โปรดติดต่อผู้รับผิดชอบนโยบายของกระทรวง")
NOT_YET = _("ยังไม่ถึงเดือนที่จะรายงาน")
NOTHING_TO_REPORT = _("หน่วยงานนี้ไม่มีตัวชี้วัดที่ต้องรายงานในปีงบประมาณนี้")


def must_be_open(period: int) -> settings.Rules:
    """Raise RuleBroken unless a month has ended and is not locked yet; returns the rules in force."""
    today = timezone.localdate()
    rules = settings.current()
    if period > periods.open_period(today):
        raise RuleBroken(NOT_YET, field="period")
    if periods.is_locked(period, today, rules["report-lock-months"]):
        raise RuleBroken(LOCKED, field="period")
    return rules


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
        self._rules = must_be_open(self.period)
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
    changed the figure meanwhile.
    """

    indicator_id: int
    value: int | None
    denominator: int | None = None
    cause: str = ""
    step: str = ""
    note: str = ""
    base: int | None = None


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
        must_be_open(subject.period)
        self._items = {item.indicator.pk: item for item in items_of(subject)}
        for answer in self.answers:
            item = self._items.get(answer.indicator_id)
            if item is None:
                raise RuleBroken(_("ตัวชี้วัดนี้ไม่ได้อยู่ในรายงานของหน่วยงานท่าน"), field="indicator")
            _sound(item, answer)
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


@dataclass(kw_only=True)
class ReportStep(Step[Report]):
    """A move of a report; the figures' level follows, and every page that shows them is told."""

    abstract: ClassVar[bool] = True
    cycle = REPORT
    model = Report
    moves_the_wall: ClassVar[bool] = False

    def announce(self, actor: Any, subject: Report) -> None:
        """Tell the report's own pages; for a move of accepted figures also wall, province and policies."""
        topics = subject.topics()
        if self.moves_the_wall:
            rows = subject.figures.values_list("indicator__policy_id", flat=True).distinct()
            topics += ["wall", f"province:{subject.area.code}"]
            topics += [f"policy:{policy}" for policy in sorted(one for one in rows if one is not None)]
        self.publish(self.name, *topics, id=subject.pk, office=subject.office_id, period=subject.period)

    def level(self, subject: Report, level: int) -> None:
        """Move all figures of the report to a level."""
        subject.figures.exclude(level=level).update(level=level)


@dataclass(kw_only=True)
class Submit(ReportStep):
    """Send the report to the provincial labour officer."""

    name = "progress.submit"
    verb = _("ส่งรายงานประจำเดือน")
    allowed = may.can_submit

    def check(self, actor: Any, subject: Report) -> None:
        """Refuse an empty report, and a late figure without cause and way back to plan."""
        super().check(actor, subject)
        rules = must_be_open(subject.period)
        items = items_of(subject)
        if not any(item.figure for item in items):
            raise RuleBroken(_("ยังไม่มีค่าใดในรายงานนี้ โปรดกรอกอย่างน้อยหนึ่งตัวชี้วัด"))
        for item in items:
            if item.figure and needs_cause(item, rules) and not (item.figure.cause and item.figure.step.strip()):
                text = _("“%(name)s” ช้ากว่าแผน โปรดบอกสาเหตุและแนวทางแก้ไข") % {"name": item.indicator.name}
                raise RuleBroken(text, field=str(item.number))

    def handle(self, actor: Any, subject: Report) -> Report:
        """Note who sent it and when; a head of office vouches for the figures by sending them."""
        subject.submitted_by_id = actor.person_id
        subject.submitted_at = timezone.now()
        subject.approved_by_id = subject.approved_at = None
        subject.returned_reason = ""
        self.level(subject, Figure.Level.HEAD if actor.role == "agency-head" else Figure.Level.SUBMITTED)
        return super().handle(actor, subject)


def needs_cause(item: Item, rules: settings.Rules) -> bool:
    """Tell whether the stored figure is behind its path, so that cause and recovery step are asked for."""
    return item.status(rules.thresholds).code in {"late", "very_late"}


@dataclass(kw_only=True)
class Approve(ReportStep):
    """Accept the report for the province: its figures count from now on."""

    name = "progress.approve"
    verb = _("อนุมัติรายงานประจำเดือน")
    allowed = may.can_approve
    moves_the_wall = True

    version: int | None = None

    def check(self, actor: Any, subject: Report) -> None:
        """Refuse when the report is no longer what the approver looked at."""
        super().check(actor, subject)
        if self.version is not None and self.version != subject.version:
            raise RuleBroken(_("รายงานนี้เปลี่ยนไปหลังจากที่ท่านเปิดดู โปรดตรวจค่าล่าสุดก่อนอนุมัติ"))

    def handle(self, actor: Any, subject: Report) -> Report:
        """Note who accepted it and when."""
        subject.approved_by_id = actor.person_id
        subject.approved_at = timezone.now()
        self.level(subject, Figure.Level.PROVINCE)
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class WithReason(ReportStep):
    """A move that needs its reason: the office must know what to mend."""

    abstract: ClassVar[bool] = True

    def check(self, actor: Any, subject: Report) -> None:
        """Ask for the reason."""
        super().check(actor, subject)
        if not self.reason.strip():
            raise RuleBroken(_("โปรดบอกเหตุผล เพื่อให้หน่วยงานรู้ว่าต้องแก้อะไร"), field="reason")

    def handle(self, actor: Any, subject: Report) -> Report:
        """Give the figures back to their office."""
        subject.returned_reason = self.reason.strip()
        subject.approved_by_id = subject.approved_at = None
        self.level(subject, Figure.Level.DRAFT)
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class Return(WithReason):
    """Send a report back to its office with the reason."""

    name = "progress.return"
    verb = _("ส่งรายงานกลับให้แก้ไข")
    allowed = may.can_return


@dataclass(kw_only=True)
class Reopen(WithReason):
    """Open an accepted report again, with the reason; until it is accepted anew its figures do not count."""

    name = "progress.reopen"
    verb = _("เปิดรายงานที่อนุมัติแล้วให้แก้ไข")
    allowed = may.can_reopen
    moves_the_wall = True

    def check(self, actor: Any, subject: Report) -> None:
        """Refuse a locked month."""
        super().check(actor, subject)
        must_be_open(subject.period)


@dataclass(kw_only=True)
class Chase(Command[Office]):
    """Ask an office for its report of a month: one reminder a day, whoever sends it."""

    name = "progress.chase"
    verb = _("ทวงรายงานประจำเดือน")
    model = Office
    allowed = may.can_chase

    period: int = 0

    def check(self, actor: Any, subject: Office) -> None:
        """Refuse a month that is not over, a report that was sent, and a second reminder on the same day."""
        if self.period > periods.open_period(timezone.localdate()):
            raise RuleBroken(NOT_YET, field="period")
        sent = Report.objects.filter(office=subject, period=self.period, state__in=["submitted", "approved"])
        if sent.exists():
            raise RuleBroken(_("หน่วยงานนี้ส่งรายงานแล้ว ไม่ต้องทวง"))
        midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        if Entry.objects.about(subject).filter(verb=self.name, at__gte=midnight).exists():
            raise RuleBroken(_("วันนี้ทวงหน่วยงานนี้แล้ว ทวงได้วันละหนึ่งครั้ง"))

    def handle(self, actor: Any, subject: Office) -> Office:
        """Change nothing of the office; the reminder itself is the event."""
        self.details["period"] = [None, self.period]
        return subject

    def announce(self, actor: Any, subject: Office) -> None:
        """Tell the office's people (desk sends them the notice) and the desk's own page."""
        topics = (f"office:{subject.pk}", f"desk:{subject.area_id}")
        self.publish("progress.chased", *topics, office=subject.pk, period=self.period, by=actor.person_id)
