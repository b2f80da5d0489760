"""Verbs of the lists of documents to be destroyed; nothing is deleted, what was decided is written down."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.kernel.privacy import MEMBERS, past_its_years, unjudged
from prasan.platform.commands import Create, RuleBroken, Step
from prasan.platform.commands.texts import words
from prasan.privacy import policy as may
from prasan.privacy.cycle import DESTRUCTION
from prasan.privacy.models import DestructionLine, DestructionList

MOST_LINES = 500
MOST_YEARS = 100


def past(day: dt.date | None, field: str, since: dt.date | None = None) -> dt.date:
    """Return a day that has come, today by default; raises RuleBroken for one to come or one before `since`."""
    today = timezone.localdate()
    found = day or today
    if found > today:
        raise RuleBroken(_("วันที่นี้ยังมาไม่ถึง โปรดตรวจอีกครั้ง"), field=field)
    if since is not None and found < since:
        raise RuleBroken(_("วันที่นี้อยู่ก่อนขั้นตอนก่อนหน้า โปรดตรวจอีกครั้ง"), field=field)
    return found


@dataclass(kw_only=True)
class ListDocuments(Create[DestructionList]):
    """Begin a list of the own office. Parameters: `title`, which documents; the year is today's Buddhist one."""

    abstract: ClassVar[bool] = False
    name = "privacy.list_documents"
    verb = gettext_lazy("เริ่มจัดทำบัญชีหนังสือขอทำลาย")
    model = DestructionList
    allowed = may.can_list

    title: str = ""

    def build(self, actor: Any) -> DestructionList:
        """Return the list."""
        now = timezone.now()
        return DestructionList(
            office_id=actor.office_id, made_by_id=actor.seat_id, made_at=now, year=timezone.localdate(now).year + 543
        )

    def check(self, actor: Any, subject: DestructionList) -> None:
        """Refuse one that says nothing of what it lists."""
        subject.title = words(self.title, "title", _("โปรดเขียนว่าเป็นหนังสือกลุ่มใด"), 200)


@dataclass(kw_only=True)
class AddDocument(Step[DestructionList]):
    """Put a document on a list. Parameters: `number`, `dated`, `subject_line`, and the `years` it had to be kept."""

    abstract: ClassVar[bool] = False
    name = "privacy.add_document"
    verb = gettext_lazy("เพิ่มหนังสือในบัญชีขอทำลาย")
    model = DestructionList
    allowed = may.can_list
    cycle = DESTRUCTION

    number: str = ""
    dated: dt.date | None = None
    subject_line: str = ""
    years: int | None = None

    def check(self, actor: Any, subject: DestructionList) -> None:
        """Refuse a document that is not described, stands there already, or is not past its years."""
        super().check(actor, subject)
        self.number = words(self.number, "number", _("โปรดใส่เลขที่หนังสือ"), 60)
        if self.dated is None:
            raise RuleBroken(_("โปรดใส่วันที่ของหนังสือ"), field="dated")
        self.subject_line = words(self.subject_line, "subject", _("โปรดใส่เรื่องของหนังสือ"))
        if self.years is None or not 1 <= self.years <= MOST_YEARS:
            raise RuleBroken(_("โปรดใส่อายุการเก็บเป็นจำนวนปี 1 ถึง %(n)s") % {"n": MOST_YEARS}, field="years")
        if not past_its_years(self.dated, self.years, timezone.localdate()):
            raise RuleBroken(_("หนังสือฉบับนี้ยังไม่ครบอายุการเก็บ จึงขอทำลายไม่ได้"), field="years")
        if subject.lines.filter(number=self.number, dated=self.dated).exists():
            raise RuleBroken(_("หนังสือฉบับนี้อยู่ในบัญชีแล้ว"), field="number")
        if subject.lines.count() >= MOST_LINES:
            raise RuleBroken(_("บัญชีหนึ่งมีได้ไม่เกิน %(n)s ฉบับ โปรดเริ่มบัญชีใหม่") % {"n": MOST_LINES})

    def handle(self, actor: Any, subject: DestructionList) -> DestructionList:
        """Write the line."""
        assert self.dated is not None
        assert self.years is not None
        DestructionLine.objects.create(
            list=subject, number=self.number, dated=self.dated, subject=self.subject_line, years=self.years
        )
        self.details["document"] = [None, self.number]
        return subject


@dataclass(kw_only=True)
class _OfLine(Step[DestructionList]):
    """A verb about one document of a list. Parameters: `line_id`."""

    abstract: ClassVar[bool] = True
    line_id: int | None = None

    def check(self, actor: Any, subject: DestructionList) -> None:
        """Refuse a document that is not on the list."""
        super().check(actor, subject)
        found = subject.lines.filter(pk=self.line_id or 0).first()
        if found is None:
            raise RuleBroken(_("ไม่พบหนังสือฉบับนี้ในบัญชี"))
        self.line = found


@dataclass(kw_only=True)
class DropDocument(_OfLine):
    """Take a document off a list that is still being made."""

    abstract: ClassVar[bool] = False
    name = "privacy.drop_document"
    verb = gettext_lazy("นำหนังสือออกจากบัญชีขอทำลาย")
    model = DestructionList
    allowed = may.can_list
    cycle = DESTRUCTION

    def handle(self, actor: Any, subject: DestructionList) -> DestructionList:
        """Take it off."""
        self.details["document"] = [self.line.number, None]
        self.line.delete()
        return subject


@dataclass(kw_only=True)
class NameCommittee(Step[DestructionList]):
    """Name the committee and hand it the list. Parameters: `members`, a name or seat a line, the chair first."""

    abstract: ClassVar[bool] = False
    name = "privacy.name_committee"
    verb = gettext_lazy("ตั้งคณะกรรมการทำลายหนังสือของ")
    model = DestructionList
    allowed = may.can_list
    cycle = DESTRUCTION

    members: str = ""

    def check(self, actor: Any, subject: DestructionList) -> None:
        """Refuse an empty list, and fewer than a chair and two members."""
        super().check(actor, subject)
        told = [line.strip() for line in words(self.members, "members").splitlines() if line.strip()]
        if len(set(told)) < MEMBERS:
            text = _("โปรดใส่ประธานและกรรมการอีกอย่างน้อยสองคน คนละบรรทัด ไม่ซ้ำกัน")
            raise RuleBroken(text, field="members")
        if not subject.lines.exists():
            raise RuleBroken(_("บัญชียังว่างอยู่ โปรดเพิ่มหนังสือก่อน"))
        subject.committee, subject.members = "\n".join(told), len(told)


@dataclass(kw_only=True)
class JudgeDocument(_OfLine):
    """Write down what the committee decided about one document. Parameters: `decision`; `text`, why it is kept."""

    abstract: ClassVar[bool] = False
    name = "privacy.judge_document"
    verb = gettext_lazy("บันทึกมติคณะกรรมการเกี่ยวกับหนังสือใน")
    model = DestructionList
    allowed = may.can_list
    cycle = DESTRUCTION

    decision: str = ""
    text: str = ""

    def check(self, actor: Any, subject: DestructionList) -> None:
        """Refuse no decision, and keeping without a reason."""
        super().check(actor, subject)
        if self.decision not in {"destroy", "keep"}:
            raise RuleBroken(_("โปรดเลือกว่าทำลายหรือเก็บไว้ต่อ"), field="decision")
        missing = _("โปรดเขียนเหตุผลที่เก็บไว้ต่อ") if self.decision == "keep" else ""
        self.text = words(self.text, "text", missing)

    def handle(self, actor: Any, subject: DestructionList) -> DestructionList:
        """Write it down."""
        self.details["decision"] = [self.line.decision, self.decision]
        self.details["document"] = [None, self.line.number]
        self.line.decision, self.line.note = self.decision, self.text
        self.line.save(update_fields=["decision", "note"])
        return subject


@dataclass(kw_only=True)
class OrderDestruction(Step[DestructionList]):
    """Write down the order of the head of the agency.

    Parameters: `order_no`, `day` (today by default); `archives`, what the National Archives answered, or that they were
    agreed with before: clauses 69 and 70.
    """

    abstract: ClassVar[bool] = False
    name = "privacy.order_destruction"
    verb = gettext_lazy("บันทึกคำสั่งทำลายหนังสือตาม")
    model = DestructionList
    allowed = may.can_list
    cycle = DESTRUCTION

    order_no: str = ""
    day: dt.date | None = None
    archives: str = ""

    def check(self, actor: Any, subject: DestructionList) -> None:
        """Refuse one before the committee has decided all, and one without number or the archives' answer."""
        super().check(actor, subject)
        left = unjudged(subject.lines.values_list("decision", flat=True))
        if left:
            raise RuleBroken(_("คณะกรรมการยังไม่ได้พิจารณาหนังสือ %(n)s ฉบับ") % {"n": left})
        subject.archives = words(
            self.archives, "archives", _("โปรดใส่ผลการพิจารณาของหอจดหมายเหตุแห่งชาติ หรือหนังสือที่ตกลงไว้"), 300
        )
        subject.order_no = words(self.order_no, "order", _("โปรดใส่เลขที่คำสั่ง"), 100)
        subject.ordered_on = past(self.day, "day", timezone.localdate(subject.made_at))


@dataclass(kw_only=True)
class FinishDestruction(Step[DestructionList]):
    """Write down that the papers were destroyed. Parameters: `day` (today by default); `how`."""

    abstract: ClassVar[bool] = False
    name = "privacy.finish_destruction"
    verb = gettext_lazy("บันทึกว่าทำลายหนังสือแล้วตาม")
    model = DestructionList
    allowed = may.can_list
    cycle = DESTRUCTION

    day: dt.date | None = None
    how: str = ""

    def check(self, actor: Any, subject: DestructionList) -> None:
        """Refuse a day before the order, and one that does not say how."""
        super().check(actor, subject)
        subject.done_how = words(self.how, "how", _("โปรดเขียนว่าทำลายด้วยวิธีใดและใครควบคุม"), 300)
        subject.done_on, subject.done_by_id = past(self.day, "day", subject.ordered_on), actor.seat_id
