"""Correcting what was approved: proposed beside the report, passing the same way, replacing it only then."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.platform.commands import Create, Refused, RuleBroken, Step
from prasan.progress import policy as may
from prasan.progress.checks.entry import Given, find, given_of
from prasan.progress.commands import judging
from prasan.progress.commands.limits import must_be_open
from prasan.progress.cycle import CORRECTION
from prasan.progress.items import Item, items_of
from prasan.progress.models import Correction, CorrectionLine, Figure, Line, Report
from prasan.registers.models import Indicator

NOT_APPROVED = _("แก้ไขแบบเสนอเหตุผลใช้กับรายงานที่หัวหน้าหน่วยงานอนุมัติแล้วเท่านั้น รายงานนี้ยังแก้ไขได้ตามปกติ")
PENDING = _("รายงานนี้มีการแก้ไขที่รอพิจารณาอยู่ โปรดถอนการแก้ไขเดิมก่อน หรือรอผล")
NO_REASON = _("โปรดบอกเหตุผลที่แก้ไข เหตุผลจะอยู่ในประวัติของรายงาน")
NOTHING_NEW = _("ยังไม่มีค่าใดต่างจากเดิม")


@dataclass(frozen=True, slots=True)
class Proposed:
    """What one figure shall be, read into scaled integers; `value` None takes the figure away."""

    indicator_id: int
    value: int | None
    denominator: int | None = None
    member: str = ""
    reason: str = ""


@dataclass(kw_only=True)
class Correct(Create[Correction]):
    """Propose a correction of an approved report, with its reason; the report stays as it is until it is accepted."""

    name = "progress.correct"
    verb = _("เสนอแก้ไขรายงานที่อนุมัติแล้ว")
    model = Correction
    allowed = may.can_correct

    report_id: int = 0
    lines: list[Proposed] = field(default_factory=list)

    def build(self, actor: Any) -> Correction:
        """Return the correction of a report in the actor's scope; the report's lock lets one of two propose."""
        try:
            report = Report.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=self.report_id)
        except (ObjectDoesNotExist, ValueError, TypeError):
            raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404) from None
        found = Correction(
            report=report, office=report.office, area_id=report.area_id, period=report.period,
            state=CORRECTION.start, reason=self.reason.strip(),
        )  # fmt: skip
        judging.send(found, actor)
        return found

    def check(self, actor: Any, subject: Correction) -> None:
        """Refuse a report still being made, a locked month, a second correction, and one that changes nothing."""
        report = subject.report
        if report.state != Report.State.APPROVED:
            raise RuleBroken(NOT_APPROVED)
        must_be_open(report.period, report.office_id)
        if report.corrections.pending().exists():
            raise RuleBroken(PENDING)
        if not subject.reason:
            raise RuleBroken(NO_REASON, field="reason")
        items = items_of(report)
        asked = {(item.indicator.pk, key) for item in items for key in _keys(item)}
        stored = {(one.indicator_id, one.member): one for one in report.figures.all()}
        self._lines = []
        for told in self.lines:
            was = stored.get((told.indicator_id, told.member))
            if was is None and (told.indicator_id, told.member) not in asked:
                raise RuleBroken(_("ตัวชี้วัดนี้ไม่ได้อยู่ในรายงานของหน่วยงานท่าน"), field="indicator")
            line = CorrectionLine(
                indicator_id=told.indicator_id, member=told.member, value=told.value, denominator=told.denominator,
                was_value=was.value if was else None, was_denominator=was.denominator if was else None,
                reason=told.reason[:300],
            )  # fmt: skip
            if (line.was_value, line.was_denominator) != (line.value, line.denominator):
                self._lines.append(line)
        if not self._lines:
            raise RuleBroken(NOTHING_NEW, field="value")
        _must_be_sound(self._lines)
        _must_agree(items, self._lines)

    def handle(self, actor: Any, subject: Correction) -> Correction:
        """Keep the proposal with its lines."""
        subject.save(force_insert=True)
        for line in self._lines:
            line.correction = subject
            self.details[_key(line)] = [line.was_value, line.value]
        CorrectionLine.objects.bulk_create(self._lines)
        return subject


def _keys(item: Item) -> list[str]:
    """Return the whole and the groups that a question asks for."""
    return ["", *(member.key for group in item.groups for member in group.members)]


def _must_agree(items: list[Item], lines: list[CorrectionLine]) -> None:
    """Refuse what would contradict itself once it stood: the hard checks of a report, with the proposed values in it.

    Soft ones ask nothing here: the correction's reason is the word that they ask for.
    """
    proposed = {(one.indicator_id, one.member): one for one in lines}
    for one in find([_as_proposed(given_of(item), proposed) for item in items]):
        if one.hard:
            raise RuleBroken(one.flag.text, field="value")


def _as_proposed(given: Given, proposed: dict[tuple[int, str], CorrectionLine]) -> Given:
    pk = given.item.indicator.pk
    members = dict(given.members)
    for (indicator, key), line in proposed.items():
        if indicator != pk or not key:
            continue
        if line.value is None:
            members.pop(key, None)
        else:
            members[key] = (line.value, line.denominator)
    whole = proposed.get((pk, ""))
    if whole is None:
        return replace(given, members=members)
    return replace(given, value=whole.value, denominator=whole.denominator, members=members)


def _must_be_sound(lines: list[CorrectionLine]) -> None:
    """Refuse a figure that cannot be: below zero, or a ratio without its whole."""
    ratios = set(
        Indicator.objects.filter(pk__in=[one.indicator_id for one in lines], summing=Indicator.Sum.RATIO).values_list(
            "pk", flat=True
        )
    )
    for line in lines:
        if line.value is None:
            continue
        if line.value < 0:
            raise RuleBroken(_("ค่าติดลบไม่ได้"), field="value")
        if line.indicator_id in ratios and not (line.denominator and line.denominator > 0):
            raise RuleBroken(_("โปรดใส่จำนวนทั้งหมด (ตัวหาร) ที่มากกว่าศูนย์"), field="denominator")


def _key(line: CorrectionLine) -> str:
    code = line.indicator.code
    return f"figure:{code}:{line.member}" if line.member else f"figure:{code}"


@dataclass(kw_only=True)
class CorrectionStep(Step[Correction]):
    """A move of a correction; the report is locked with it, so that nothing is replaced twice."""

    abstract: ClassVar[bool] = True
    cycle = CORRECTION
    model = Correction

    def subject(self, actor: Any) -> Correction:
        """Return the correction, its report locked before it: one order of locks for all."""
        report = Correction.objects.visible_to(actor).filter(pk=self.target_id).values("report_id")
        locked = Report.objects.select_for_update(of=("self",)).filter(pk__in=report).first()
        found = super().subject(actor)
        if locked is not None:
            found.report = locked
        return found

    @classmethod
    def move_name(cls) -> str:
        """Return the move: "progress.correction_approve" approves."""
        return cls.name.rpartition(".")[2].removeprefix("correction_")

    def announce(self, actor: Any, subject: Correction) -> None:
        """Tell the report's pages; once the values stand, also wall, province and policies."""
        topics = subject.topics()
        if subject.state == Correction.State.ACCEPTED:
            rows = subject.lines.values_list("indicator__policy_id", flat=True).distinct()
            topics += ["wall", f"province:{subject.area.code}"]
            topics += [f"policy:{policy}" for policy in sorted(one for one in rows if one is not None)]
        self.publish(
            self.name, *topics, id=subject.pk, report=subject.report_id, office=subject.office_id, period=subject.period
        )


@dataclass(kw_only=True)
class JudgeCorrection(CorrectionStep):
    """A line's word about a correction; with the last one needed the proposed values replace the report's."""

    abstract: ClassVar[bool] = True
    line: ClassVar[Line]

    def check(self, actor: Any, subject: Correction) -> None:
        """Refuse a second word, and what has lapsed because the month was locked meanwhile."""
        super().check(actor, subject)
        judging.must_be_unjudged(subject, self.line)
        must_be_open(subject.period, subject.office_id)
        if self.line is Line.PROVINCE:
            judging.must_not_skip_head(subject)

    def handle(self, actor: Any, subject: Correction) -> Correction:
        """Note the word; replace the values when the correction has come as far as the report."""
        if self.line is Line.HEAD:
            judging.approve(subject, actor)
        else:
            judging.accept(subject, actor, self.line)
        moved = super().handle(actor, subject)
        if not still_needed(moved):
            self._replace(moved)
        return moved

    def _replace(self, correction: Correction) -> None:
        """Put the proposed values in the report's place; the former ones stay in its history."""
        report = correction.report
        kept: list[CorrectionLine] = []
        gone: list[CorrectionLine] = []
        for line in correction.lines.select_related("indicator"):
            self.details[_key(line)] = [line.was_value, line.value]
            (gone if line.value is None else kept).append(line)
        Figure.objects.bulk_create(
            [_figure(report, one) for one in kept], update_conflicts=True,
            unique_fields=["indicator", "period", "area", "office", "member"],
            update_fields=["report", "value", "denominator", "level"],
        )  # fmt: skip
        for one in gone:
            report.figures.filter(indicator_id=one.indicator_id, member=one.member).delete()
        report.version += 1
        report.save(update_fields=["version"])
        correction.state = CORRECTION.after(correction.state, "replace")
        correction.version, correction.replaced_at = report.version, timezone.now()
        correction.save(update_fields=["state", "version", "replaced_at"])


def _figure(report: Report, line: CorrectionLine) -> Figure:
    return Figure(
        indicator_id=line.indicator_id, member=line.member, area_id=report.area_id, period=report.period,
        office_id=report.office_id, report=report, value=line.value or 0, denominator=line.denominator,
        level=report.level,
    )  # fmt: skip


def still_needed(correction: Correction) -> list[Line]:
    """Return the lines whose word a correction still needs: the head, and each that has accepted the report."""
    needed = [Line.HEAD, *(one for one in (Line.DEPARTMENT, Line.PROVINCE) if correction.report.accepted_by_line(one))]
    return [one for one in needed if not correction.accepted_by_line(one)]


@dataclass(kw_only=True)
class ApproveCorrection(JudgeCorrection):
    """The head of the office stands for the correction."""

    name = "progress.correction_approve"
    verb = _("อนุมัติการแก้ไขรายงาน")
    allowed = may.can_approve
    line = Line.HEAD


@dataclass(kw_only=True)
class CorrectionAcceptDepartment(JudgeCorrection):
    """The department accepts the correction."""

    name = "progress.correction_accept_department"
    verb = _("รับรองการแก้ไขรายงานแทนกรม")
    allowed = may.can_accept_department
    line = Line.DEPARTMENT


@dataclass(kw_only=True)
class CorrectionAcceptProvince(JudgeCorrection):
    """The provincial labour officer accepts the correction for the province."""

    name = "progress.correction_accept_province"
    verb = _("รับรองการแก้ไขรายงานแทนจังหวัด")
    allowed = may.can_accept_province
    line = Line.PROVINCE


@dataclass(kw_only=True)
class ReturnCorrection(CorrectionStep):
    """Refuse a correction with a reason; the accepted values stay."""

    name = "progress.correction_return"
    verb = _("ไม่รับการแก้ไขรายงาน")
    allowed = may.can_return

    def check(self, actor: Any, subject: Correction) -> None:
        """Ask for the reason; a line that has accepted it no longer refuses it."""
        super().check(actor, subject)
        self._line = may.line_of(actor, subject)
        judging.must_be_returnable(subject, self._line, self.reason)

    def handle(self, actor: Any, subject: Correction) -> Correction:
        """Note the reason and whose it is."""
        judging.give_back(subject, self._line, self.reason)
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class WithdrawCorrection(CorrectionStep):
    """Take a correction back that has not been accepted yet."""

    name = "progress.correction_withdraw"
    verb = _("ถอนการแก้ไขรายงาน")
    allowed = may.can_correct


CORRECTION_ACCEPTS: dict[Line, type[JudgeCorrection]] = {
    Line.HEAD: ApproveCorrection,
    Line.DEPARTMENT: CorrectionAcceptDepartment,
    Line.PROVINCE: CorrectionAcceptProvince,
}
"""What each line does with a correction that it finds right."""
