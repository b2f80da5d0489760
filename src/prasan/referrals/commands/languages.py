"""Verbs about the languages of the tracking page and the slip: texts, the native speaker's reading, the release."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.kernel.cycle import LifeCycle, Move
from prasan.kernel.pagetexts import Fault, Unread, faults, plain, read_table
from prasan.platform.commands import Command, RuleBroken, Step
from prasan.platform.commands.texts import words
from prasan.referrals import policy as may
from prasan.referrals.models import PageLanguage

READING = LifeCycle(
    "draft",
    Move("mark_language_read", {"draft"}, "read"),
    Move("release_language", {"read"}, "released"),
    Move("withdraw_language", {"read", "released"}, "draft"),
)
"""What is released was read, and what was read is what is shown: a changed text is a draft again."""
MOST_BYTES = 500_000
SHOWN = 5
"""Faults of a table that are told at once."""
NAME = 200


def _told(one: Fault) -> str:
    """Return what is wrong with a line of a table, and what to do."""
    shown = {"line": one.line, "value": one.value}
    return {
        "unknown": _("บรรทัดที่ %(line)s: ไม่มีข้อความไทย “%(value)s” ในหน้าติดตามหรือใบติดตาม โปรดใช้ไฟล์ที่ดาวน์โหลดล่าสุด"),
        "twice": _("บรรทัดที่ %(line)s: ข้อความไทย “%(value)s” มีสองบรรทัด โปรดเหลือไว้บรรทัดเดียว"),
        "values": _("บรรทัดที่ %(line)s: คำแปลต้องมี %(value)s ครบและไม่เกิน เหมือนข้อความไทย"),
        "percent": _("บรรทัดที่ %(line)s: มีเครื่องหมาย %% ที่ไม่ได้อยู่ในช่องเติมข้อความ โปรดเขียนเป็นคำ"),
        "markup": _("บรรทัดที่ %(line)s: มีเครื่องหมาย HTML “%(value)s” โปรดเขียนเป็นข้อความธรรมดา"),
        "control": _("บรรทัดที่ %(line)s: มีอักขระที่มองไม่เห็น %(value)s โปรดพิมพ์ข้อความใหม่"),
        "long": _("บรรทัดที่ %(line)s: คำแปลยาวได้ไม่เกิน %(value)s ตัวอักษร"),
    }[one.kind] % shown


def judged(lines: Iterable[tuple[int, str, str]]) -> dict[str, str]:
    """Return the texts of a table; raises RuleBroken naming the lines that no page can show."""
    from prasan.referrals.tracking.texts import wanted

    rows = [(line, plain(thai), plain(text)) for line, thai, text in lines]
    wrong = faults(rows, wanted())
    if wrong:
        told = [_told(one) for one in wrong[:SHOWN]]
        if len(wrong) > SHOWN:
            told.append(_("และอีก %(n)s บรรทัด") % {"n": len(wrong) - SHOWN})
        raise RuleBroken("\n".join(told), field="file")
    if not rows:
        raise RuleBroken(_("ไฟล์นี้ไม่มีข้อความ โปรดดาวน์โหลดตารางแล้วเติมคำแปลในช่อง text"), field="file")
    return {thai: text for _line, thai, text in rows}


def lines_of(body: bytes) -> list[tuple[int, str, str]]:
    """Return (line, Thai, text) of a CSV file that was sent; raises RuleBroken where it cannot be read."""
    if len(body) > MOST_BYTES:
        raise RuleBroken(_("ไฟล์ใหญ่เกิน 500 กิโลไบต์ โปรดส่งเฉพาะตารางข้อความของภาษานี้"), field="file")
    try:
        return read_table(body)
    except Unread as broken:
        told = {
            "encoding": _("อ่านไฟล์ไม่ได้ โปรดบันทึกเป็น CSV แบบ UTF-8"),
            "head": _("บรรทัดแรกของไฟล์ต้องเป็นหัวตาราง thai,text โปรดใช้ไฟล์ที่ดาวน์โหลดจากหน้านี้"),
            "columns": _("บรรทัดที่ %(line)s: ต้องมีสองช่อง คือ thai และ text") % {"line": broken.line},
        }[broken.kind]
        raise RuleBroken(told, field="file") from broken


def fresh(subject: PageLanguage, version: int) -> None:
    """Refuse who looked at texts that somebody changed meanwhile."""
    if version != subject.version:
        raise RuleBroken(_("มีผู้แก้ข้อความของภาษานี้หลังจากที่ท่านเปิดดู โปรดเปิดดูข้อความล่าสุดอีกครั้ง"), field="version")


@dataclass(kw_only=True)
class SetPageTexts(Command[PageLanguage]):
    """Set texts of a language; those that are not named stay, an empty one is taken out. A changed one makes a draft.

    Parameters: `lines`, (number of a line, Thai, text); `version`, of the texts that were looked at.
    """

    abstract: ClassVar[bool] = False
    name = "referrals.set_page_texts"
    verb = gettext_lazy("แก้ข้อความของภาษา")
    model = PageLanguage
    allowed = may.can_keep_language

    lines: list[tuple[int, str, str]] = field(default_factory=list)
    version: int = 0

    def check(self, actor: Any, subject: PageLanguage) -> None:
        """Refuse a table with a line that no page can show, and one that changes nothing."""
        fresh(subject, self.version)
        told = judged(self.lines)
        self._new = {thai: text for thai, text in told.items() if subject.texts.get(thai, "") != text}
        if not self._new:
            raise RuleBroken(_("ข้อความทั้งหมดในไฟล์เหมือนที่มีอยู่แล้ว ไม่มีอะไรเปลี่ยน"), field="file")

    def handle(self, actor: Any, subject: PageLanguage) -> PageLanguage:
        """Keep them; what a native speaker read is no longer what stands there."""
        had = {thai: subject.texts.get(thai, "") for thai in self._new}
        subject.texts = {thai: text for thai, text in (subject.texts | self._new).items() if text}
        subject.version += 1
        subject.texts_by_id, subject.texts_at = actor.seat_id, timezone.now()
        subject.state, subject.read_by, subject.read_on = PageLanguage.State.DRAFT, "", None
        subject.save()
        self.details["texts"] = [had, self._new]
        return subject


@dataclass(kw_only=True)
class LanguageStep(Step[PageLanguage]):
    """A step of a language on its way to people."""

    abstract: ClassVar[bool] = True
    model = PageLanguage
    cycle = READING
    allowed = may.can_keep_language


@dataclass(kw_only=True)
class MarkLanguageRead(LanguageStep):
    """Note that a native speaker read every text; somebody else than who changed the texts last notes it.

    Parameters: `reader`, their name; `on`, the day; `version`, of the texts that they read.
    """

    abstract: ClassVar[bool] = False
    name = "referrals.mark_language_read"
    verb = gettext_lazy("บันทึกว่าเจ้าของภาษาอ่านแล้ว")

    reader: str = ""
    on: dt.date | None = None
    version: int = 0

    def check(self, actor: Any, subject: PageLanguage) -> None:
        """Refuse a reading without a name or a day, of other texts, and one by who wrote the texts."""
        super().check(actor, subject)
        fresh(subject, self.version)
        self.reader = words(self.reader, "reader", _("โปรดเขียนชื่อเจ้าของภาษาที่อ่าน"), NAME)
        if self.on is None:
            raise RuleBroken(_("โปรดระบุวันที่อ่าน"), field="on")
        if self.on > timezone.localdate():
            raise RuleBroken(_("วันที่อ่านต้องไม่เป็นวันในอนาคต"), field="on")
        if subject.texts_at is not None and self.on < timezone.localdate(subject.texts_at):
            raise RuleBroken(_("วันที่อ่านอยู่ก่อนวันที่แก้ข้อความล่าสุด โปรดให้เจ้าของภาษาอ่านข้อความล่าสุด"), field="on")
        if not subject.texts:
            raise RuleBroken(_("ภาษานี้ยังไม่มีข้อความ โปรดส่งตารางข้อความก่อน"))
        self._four_eyes(actor, subject)

    def _four_eyes(self, actor: Any, subject: PageLanguage) -> None:
        writer = subject.texts_by.person if subject.texts_by is not None else None
        if writer is None:  # the pack's own texts: nobody here wrote them
            return
        if writer.pk == actor.person_id:
            raise RuleBroken(_("ผู้ที่แก้ข้อความล่าสุดบันทึกการอ่านเองไม่ได้ โปรดให้ผู้อื่นบันทึก"))
        names = {" ".join(one.split()).casefold() for one in (writer.full_name, writer.short_name)}
        if " ".join(self.reader.split()).casefold() in names:
            raise RuleBroken(_("ผู้อ่านต้องไม่ใช่ผู้ที่แก้ข้อความล่าสุด"), field="reader")

    def handle(self, actor: Any, subject: PageLanguage) -> PageLanguage:
        """Note who read it, and when."""
        subject.read_by, subject.read_on = self.reader, self.on
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class ReleaseLanguage(LanguageStep):
    """Show a language that was read to people: on the tracking page and on slips, from this moment."""

    abstract: ClassVar[bool] = False
    name = "referrals.release_language"
    verb = gettext_lazy("เผยแพร่ภาษา")

    version: int = 0

    def check(self, actor: Any, subject: PageLanguage) -> None:
        """Refuse one that nobody read, and one that changed since it was looked at."""
        super().check(actor, subject)
        fresh(subject, self.version)


@dataclass(kw_only=True)
class WithdrawLanguage(LanguageStep):
    """Take a language back, with a reason: people are shown English or Thai again at once."""

    abstract: ClassVar[bool] = False
    name = "referrals.withdraw_language"
    verb = gettext_lazy("ถอนภาษากลับเป็นร่าง")

    def check(self, actor: Any, subject: PageLanguage) -> None:
        """Refuse one that is a draft already, and a withdrawal without its reason."""
        super().check(actor, subject)
        self.reason = words(self.reason, "reason", _("โปรดเขียนเหตุที่ถอน"), 1000)

    def handle(self, actor: Any, subject: PageLanguage) -> PageLanguage:
        """Forget who read it: what is released anew is read anew."""
        subject.read_by, subject.read_on = "", None
        return super().handle(actor, subject)
