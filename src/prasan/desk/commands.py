"""Verbs of the desk itself: open what the journal hides, write the situation report of a province."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.desk import policy as may
from prasan.desk.documents import situation
from prasan.desk.models import SituationReport, SituationVersion
from prasan.directory.models import Area, Office
from prasan.directory.policy import can_reveal
from prasan.platform.commands import Command, Refused, RuleBroken
from prasan.platform.journal.models import Entry
from prasan.platform.vault import keys
from prasan.platform.vault.reveal import Reveal

CONTENT = "content"
"""The whole content of an entry with a class: its thing, changes and reason."""


@dataclass(kw_only=True)
class RevealEntry(Reveal[Entry]):
    """Show the sealed values of a journal entry, or the content of one with a class, to a watcher who says why."""

    abstract: ClassVar[bool] = False
    name = "desk.reveal_entry"
    verb = _("เปิดดูข้อมูลที่ปิดบังใน")
    model = Entry
    allowed = can_reveal

    @classmethod
    def hidden(cls, subject: Entry) -> frozenset[str]:
        """Return the fields whose values are sealed, and the content where it has a class."""
        found = {name for name, pair in subject.changes.items() if any(map(keys.is_sealed, pair))}
        return frozenset(found | ({CONTENT} if subject.classification else set()))

    @classmethod
    def read(cls, subject: Entry, names: tuple[str, ...]) -> dict[str, Any]:
        """Return [before, after] of sealed fields, and the entry itself for its content."""
        asked = {name: subject.changes[name] for name in names if name in subject.changes}
        (opened,) = keys.opened([asked])
        return opened | ({CONTENT: subject} if CONTENT in names else {})


MOST_WORDS = 20_000
MOVED_ON = _("มีผู้บันทึกรายงานนี้ก่อนท่าน โปรดเปิดดูฉบับล่าสุดแล้วแก้อีกครั้ง")
ISSUED = _("รายงานนี้เผยแพร่แล้ว จึงแก้ไม่ได้")


def _keep(actor: Any, report: SituationReport) -> SituationReport:
    """Save a report as its next version."""
    report.version += 1
    report.save()
    SituationVersion.objects.create(
        report=report, number=report.version, texts=report.texts, figures=report.figures, by_id=actor.person_id
    )
    return report


@dataclass(kw_only=True)
class DraftSituation(Command[SituationReport]):
    """Draft a province's situation report from the figures, or renew the figures of a draft and keep its words.

    Only a chapter whose words nobody touched is worded anew.
    """

    name = "desk.draft_situation"
    verb = _("ร่างรายงานสถานการณ์แรงงานจาก")
    model = SituationReport
    allowed = may.can_write_situation

    area_id: int = 0
    span: int = 0

    def subject(self, actor: Any) -> SituationReport:
        """Return the report of the province and the span, locked, or a new one; the area's lock lets one begin it."""
        area = Area.objects.select_for_update(of=("self",)).filter(pk=self.area_id, kind="province").first()
        office = Office.objects.filter(area_id=self.area_id, leads_province=True).order_by("code").first()
        if area is None or office is None:
            raise Refused(_("ไม่พบจังหวัดนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
        found = SituationReport.objects.select_for_update(of=("self",)).filter(area=area, span=self.span).first()
        return found or SituationReport(area=area, office=office, span=self.span)

    def check(self, actor: Any, subject: SituationReport) -> None:
        """Refuse a span that is none or has not ended, and what is issued."""
        try:
            span = situation.Span(self.span)
        except ValueError:
            raise RuleBroken(_("ไม่ใช่ไตรมาสหรือปี"), field="span") from None
        if span.last > situation.newest(timezone.localdate()).last:
            raise RuleBroken(_("ช่วงเวลานี้ยังไม่สิ้นสุด"), field="span")
        if subject.state == SituationReport.State.ISSUED:
            raise RuleBroken(ISSUED)

    def handle(self, actor: Any, subject: SituationReport) -> SituationReport:
        """Take today's figures; words that nobody wrote follow them."""
        span = situation.Span(self.span)
        figures = situation.figures_of(subject.area, span)
        drafted = situation.texts_of(actor, subject.area, figures, span)
        before = subject.figures.get("drafted_texts", {})
        kept = {
            code: words for code, words in subject.texts.items() if words != before.get(code) and code in drafted
        }  # fmt: skip
        subject.figures = figures | {"drafted_texts": drafted}
        subject.texts = drafted | kept
        return _keep(actor, subject)


@dataclass(kw_only=True)
class SaveSituation(Command[SituationReport]):
    """Keep the words of a draft as the office wrote them; each save is a version."""

    name = "desk.save_situation"
    verb = _("แก้ถ้อยคำของ")
    model = SituationReport
    allowed = may.can_write_situation

    version: int = 0
    texts: dict[str, str] = field(default_factory=dict)

    def check(self, actor: Any, subject: SituationReport) -> None:
        """Refuse what is issued, what somebody saved meanwhile, and words without end."""
        if subject.state == SituationReport.State.ISSUED:
            raise RuleBroken(ISSUED)
        if subject.version != self.version:
            raise RuleBroken(MOVED_ON)
        if any(len(words) > MOST_WORDS for words in self.texts.values()):
            raise RuleBroken(_("ข้อความยาวเกินไป"), field="texts")

    def handle(self, actor: Any, subject: SituationReport) -> SituationReport:
        """Save the words of the chapters that there are."""
        told = {
            code: words.replace("\r\n", "\n").strip() for code, words in self.texts.items() if code in subject.texts
        }
        subject.texts = subject.texts | told
        return _keep(actor, subject)


@dataclass(kw_only=True)
class IssueSituation(Command[SituationReport]):
    """Issue a report under the next number of the province in its year; from then on it never changes."""

    name = "desk.issue_situation"
    verb = _("เผยแพร่")
    model = SituationReport
    allowed = may.can_issue_situation

    version: int = 0

    def check(self, actor: Any, subject: SituationReport) -> None:
        """Refuse what is issued already, and what was saved since it was read."""
        if subject.state == SituationReport.State.ISSUED:
            raise RuleBroken(ISSUED)
        if subject.version != self.version:
            raise RuleBroken(MOVED_ON)

    def handle(self, actor: Any, subject: SituationReport) -> SituationReport:
        """Give number, day and name; the province's row is locked, so that no number is given twice."""
        Area.objects.select_for_update(of=("self",)).get(pk=subject.area_id)
        year = subject.span // 100
        same = SituationReport.objects.filter(area_id=subject.area_id, span__gte=year * 100, span__lt=(year + 1) * 100)
        subject.number = (same.aggregate(n=Max("number"))["n"] or 0) + 1
        subject.state = SituationReport.State.ISSUED
        subject.issued_at, subject.issued_by_id = timezone.now(), actor.person_id
        subject.save()
        return subject
