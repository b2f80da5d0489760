"""Letters that carry directives: drafted here, numbered by e-Saraban, the signed copy attached."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import IO, Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.directory.models import Office
from prasan.directory.roles import Classification
from prasan.meetings import policy_after as after
from prasan.meetings.commands import checks
from prasan.meetings.cycle import LETTER
from prasan.meetings.models import Briefing, Letter
from prasan.platform.commands import Command, Create, RuleBroken, Step
from prasan.platform.files.models import File
from prasan.platform.files.sniff import PICTURES
from prasan.platform.files.store import file_kind, keep

KIND = "meetings.letter"
MOST_ITEMS = 100
NOT_READABLE = gettext_lazy("หนังสือนี้เป็นของการประชุมที่อยู่นอกขอบเขตของท่าน")


def _may_read(actor: Any, file: File) -> Any:
    """Let whoever reads the letter read its signed copy."""
    return None if Letter.objects.visible_to(actor).filter(signed=file).exists() else NOT_READABLE


file_kind(KIND, _may_read, PICTURES | {"application/pdf"})


def typed(letter: Letter, told: Any) -> None:
    """Put what was told into a letter, refusing what is not whole."""
    letter.subject = checks.words(told.subject_line, "subject_line", _("โปรดใส่ชื่อเรื่อง"), 300)
    letter.to = checks.words(told.to, "to", _("โปรดใส่ผู้รับหนังสือ"), 300)
    letter.body = checks.words(told.body, "body", _("โปรดใส่ข้อความในหนังสือ"))


@dataclass(kw_only=True)
class DraftLetter(Create[Letter]):
    """Draft a letter.

    Parameters: `form`, memo, outside or order; `to_office_id`, the addressee where it is an office; `to`, as it is
    addressed; `items`, the lines that it lists, each with number, text, due; `directives`, their numbers.
    """

    name = "meetings.draft_letter"
    verb = gettext_lazy("ร่างหนังสือสั่งการ")
    model = Letter
    allowed = after.can_write_letter

    briefing_id: int | None = None
    form: str = ""
    to_office_id: int | None = None
    to: str = ""
    subject_line: str = ""
    body: str = ""
    directives: list[int] = field(default_factory=list)
    items: list[dict[str, Any]] = field(default_factory=list)
    classification: int = 0

    def build(self, actor: Any) -> Letter:
        """Return the new row."""
        rows = Briefing.objects.visible_to(actor).select_related("organiser", "chair", "secretary")
        found = rows.filter(pk=self.briefing_id or 0).first()
        if found is None:
            raise RuleBroken(_("ไม่พบการประชุมนี้ หรืออยู่นอกขอบเขตของท่าน"))
        return Letter(briefing=found, made_by_id=actor.person_id, made_at=timezone.now())

    def check(self, actor: Any, subject: Letter) -> None:
        """Refuse what is not whole, a class below that of the meeting, and a meeting that has not begun."""
        if subject.briefing.state not in {Briefing.State.RUNNING, Briefing.State.CLOSED}:
            raise RuleBroken(_("ร่างหนังสือได้เมื่อเปิดประชุมแล้ว"))
        if self.form not in Letter.Form.values:
            raise RuleBroken(_("โปรดเลือกแบบหนังสือ"), field="form")
        told = self.classification
        if told not in Classification.values or told < subject.briefing.classification:
            raise RuleBroken(_("ชั้นความลับของหนังสือต้องไม่ต่ำกว่าของการประชุม"), field="classification")
        checks.classified(told, actor)
        if self.to_office_id and not Office.objects.filter(pk=self.to_office_id).exists():
            raise RuleBroken(_("ไม่พบหน่วยงานนี้ โปรดเลือกจากรายการ"), field="to_office")
        if len(self.items) > MOST_ITEMS:
            raise RuleBroken(_("หนังสือหนึ่งฉบับมีข้อสั่งการได้ไม่เกิน %(n)s เรื่อง") % {"n": MOST_ITEMS})
        typed(subject, self)

    def handle(self, actor: Any, subject: Letter) -> Letter:
        """Save it."""
        subject.form, subject.to_office_id, subject.classification = self.form, self.to_office_id, self.classification
        subject.directives, subject.items = self.directives, self.items
        subject.save(force_insert=True)
        return subject


@dataclass(kw_only=True)
class ChangeLetter(Command[Letter]):
    """Change the words of a draft."""

    name = "meetings.change_letter"
    verb = gettext_lazy("แก้ไขร่างหนังสือ")
    model = Letter
    allowed = after.can_write_letter

    to: str = ""
    subject_line: str = ""
    body: str = ""

    def check(self, actor: Any, subject: Letter) -> None:
        """Refuse it once the letter has its number."""
        if subject.state != Letter.State.DRAFT:
            raise RuleBroken(_("หนังสือออกเลขหรือยกเลิกแล้ว แก้ไขไม่ได้"))
        typed(subject, self)

    def handle(self, actor: Any, subject: Letter) -> Letter:
        """Save it."""
        subject.save()
        return subject


@dataclass(kw_only=True)
class OnLetter(Step[Letter]):
    """A step along a letter's life."""

    abstract: ClassVar[bool] = True
    model = Letter
    cycle = LETTER
    allowed = after.can_write_letter


@dataclass(kw_only=True)
class NumberLetter(OnLetter):
    """Enter number and date as e-Saraban gave them (ที่, ลงวันที่); never invented here."""

    abstract: ClassVar[bool] = False
    name = "meetings.number_letter"
    verb = gettext_lazy("บันทึกเลขที่หนังสือ")

    official_no: str = ""
    official_date: dt.date | None = None

    def check(self, actor: Any, subject: Letter) -> None:
        """Refuse one without the other, and a date ahead."""
        super().check(actor, subject)
        self.official_no = checks.words(self.official_no, "official_no", _("โปรดใส่เลขที่หนังสือจากระบบสารบรรณ"), 100)
        if self.official_date is None:
            raise RuleBroken(_("โปรดใส่วันที่ของหนังสือ"), field="official_date")
        if self.official_date > timezone.localdate():
            raise RuleBroken(_("วันที่ของหนังสืออยู่ในอนาคต"), field="official_date")

    def handle(self, actor: Any, subject: Letter) -> Letter:
        """Keep both."""
        subject.official_no, subject.official_date = self.official_no, self.official_date
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class AttachLetter(OnLetter):
    """Attach the signed copy, PDF or picture."""

    abstract: ClassVar[bool] = False
    name = "meetings.attach_letter"
    verb = gettext_lazy("แนบหนังสือที่ลงนามแล้ว")

    upload: IO[bytes] | None = None
    file_name: str = ""

    def check(self, actor: Any, subject: Letter) -> None:
        """Refuse nothing to attach."""
        super().check(actor, subject)
        if self.upload is None:
            raise RuleBroken(_("โปรดเลือกไฟล์"), field="file")

    def handle(self, actor: Any, subject: Letter) -> Letter:
        """Keep the file under the class of the letter."""
        assert self.upload is not None
        briefing = subject.briefing
        told = max(subject.classification, briefing.classification)
        place = {"office_id": briefing.organiser_id, "area_id": briefing.organiser.area_id, "classification": told}
        subject.signed = keep(actor, self.upload, self.file_name, kind=KIND, **place)
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class DropLetter(OnLetter):
    """Give a draft up, with the reason."""

    abstract: ClassVar[bool] = False
    name = "meetings.drop_letter"
    verb = gettext_lazy("ยกเลิกร่างหนังสือ")

    def check(self, actor: Any, subject: Letter) -> None:
        """Ask for the reason."""
        super().check(actor, subject)
        self.reason = checks.words(self.reason, "reason", _("โปรดบอกเหตุผลที่ยกเลิกร่างหนังสือ"), 500)
