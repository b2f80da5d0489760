"""Verbs of the records of processing: add one, say that it is still true, change it, end it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db import connection
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.directory.models import Office
from prasan.platform.commands import Command, Create, RuleBroken
from prasan.platform.commands.texts import words
from prasan.privacy import policy as may
from prasan.privacy import queries
from prasan.privacy.models import ProcessingRecord
from prasan.privacy.models.records import WORDS

LONGEST = {"activity": 200}
LONG = 1000
TOLD = tuple(f"{name}_{language}" for name in WORDS for language in ("th", "en"))
"""The texts of a record, Thai and English."""


def write(record: ProcessingRecord, told: Mapping[str, Any]) -> None:
    """Set what a form or a script tells of a record: texts of `TOLD`, `basis`, `owner` (a code), `covers`.

    What is not told stays as it is. RuleBroken names the first that is absent, too long, unknown, or covered twice.
    """
    unknown = sorted(told.keys() - {*TOLD, "basis", "owner", "covers"})
    if unknown:
        raise RuleBroken(_("ไม่รู้จักช่อง “%(name)s”") % {"name": unknown[0][:60]})
    for name in TOLD:
        text = str(told.get(name, getattr(record, name)))
        missing = _("โปรดเขียนให้ครบทั้งภาษาไทยและภาษาอังกฤษ")
        setattr(record, name, words(text, name, missing, LONGEST.get(name[:-3], LONG)))
    record.basis = str(told.get("basis", record.basis))
    if record.basis not in ProcessingRecord.Basis.values:
        raise RuleBroken(_("โปรดเลือกฐานทางกฎหมาย"), field="basis")
    if "owner" in told:
        office = Office.objects.open_on(timezone.localdate()).filter(code=str(told["owner"]).strip()).first()
        if office is None:
            raise RuleBroken(_("ไม่รู้จักหน่วยงานนี้ โปรดใส่รหัสหน่วยงานตามทำเนียบ"), field="owner")
        record.owner = office
    if record.owner_id is None:
        raise RuleBroken(_("โปรดใส่รหัสหน่วยงานเจ้าของกิจกรรม"), field="owner")
    if "covers" in told:
        record.covers = list(dict.fromkeys(str(one).strip().lower() for one in told["covers"] if str(one).strip()))
    _check_covers(record)


def _check_covers(record: ProcessingRecord) -> None:
    """Refuse what holds no personal data, and what another living record speaks for."""
    known = queries.personal_models()
    for label in record.covers:
        if label not in known:
            told = {"label": label[:60]}
            raise RuleBroken(_("ไม่มีตารางข้อมูลส่วนบุคคลชื่อ “%(label)s” โปรดเลือกจากรายการ") % told, field="covers")
    with connection.cursor() as cursor:  # of two who speak for one table the second sees the first
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('privacy.processing_record'))")
    others = ProcessingRecord.objects.living().exclude(code=record.code)
    spoken = {label: one.activity for one in others for label in one.covers}
    for label in record.covers:
        if label in spoken:
            told = {"label": label, "other": spoken[label]}
            raise RuleBroken(_("กิจกรรม “%(other)s” ครอบคลุม “%(label)s” อยู่แล้ว") % told, field="covers")


@dataclass(kw_only=True)
class AddRecord(Create[ProcessingRecord]):
    """Record a processing activity. Parameters: `code`, a short Latin name that stays; `told`, see `write`."""

    abstract: ClassVar[bool] = False
    name = "privacy.add_record"
    verb = gettext_lazy("เพิ่มบันทึกรายการกิจกรรมการประมวลผล")
    model = ProcessingRecord
    allowed = may.can_keep

    code: str = ""
    told: Mapping[str, Any] = field(default_factory=dict)

    def build(self, actor: Any) -> ProcessingRecord:
        """Return the record, looked at by who writes it."""
        now = timezone.now()
        return ProcessingRecord(valid_from=timezone.localdate(now), reviewed_at=now, reviewed_by_id=actor.seat_id)

    def check(self, actor: Any, subject: ProcessingRecord) -> None:
        """Refuse a code that is none or was used before, and what `write` refuses."""
        code = self.code.strip().lower()
        if not code or code != slugify(code) or len(code) > 40 or code == "new":
            raise RuleBroken(_("โปรดใส่รหัสเป็นอักษรละตินตัวเล็ก ตัวเลข และขีด เช่น staff-directory"), field="code")
        if ProcessingRecord.objects.filter(code=code).exists():
            raise RuleBroken(_("มีบันทึกที่ใช้รหัสนี้แล้ว โปรดแก้ไขบันทึกนั้นหรือใช้รหัสอื่น"), field="code")
        subject.code = code
        write(subject, self.told)


class _Living(Command[ProcessingRecord]):
    """A verb about the version in force."""

    abstract: ClassVar[bool] = True

    def check(self, actor: Any, subject: ProcessingRecord) -> None:
        """Refuse a version that is no longer in force (somebody was first)."""
        if subject.ended_on is not None:
            raise RuleBroken(_("ฉบับนี้ไม่ใช่ฉบับปัจจุบันแล้ว โปรดเปิดดูฉบับล่าสุด"))


@dataclass(kw_only=True)
class ReviewRecord(_Living):
    """Say that a record was looked at and is still true."""

    abstract: ClassVar[bool] = False
    name = "privacy.review_record"
    verb = gettext_lazy("ทบทวนแล้วยังถูกต้อง: บันทึกรายการกิจกรรมการประมวลผล")
    model = ProcessingRecord
    allowed = may.can_keep

    def handle(self, actor: Any, subject: ProcessingRecord) -> ProcessingRecord:
        """Note when and by whom."""
        subject.reviewed_at, subject.reviewed_by_id = timezone.now(), actor.seat_id
        subject.save(update_fields=["reviewed_at", "reviewed_by"])
        return subject


@dataclass(kw_only=True)
class ChangeRecord(_Living):
    """Put a new version of a record in force; the one before stays readable.

    Parameters: `told`, see `write`; `text`, what is new.
    """

    abstract: ClassVar[bool] = False
    name = "privacy.change_record"
    verb = gettext_lazy("แก้ไขบันทึกรายการกิจกรรมการประมวลผล")
    model = ProcessingRecord
    allowed = may.can_keep

    told: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""

    def check(self, actor: Any, subject: ProcessingRecord) -> None:
        """Refuse an old version, one that says nothing new, and what `write` refuses."""
        super().check(actor, subject)
        self.text = words(self.text, "text", _("โปรดเขียนว่าแก้ไขอะไรและเพราะเหตุใด"), LONG)
        now = timezone.now()
        self.new = ProcessingRecord.objects.get(pk=subject.pk)
        write(self.new, self.told)
        names = (*TOLD, "basis", "owner_id", "covers")
        if all(getattr(self.new, name) == getattr(subject, name) for name in names):
            raise RuleBroken(_("ไม่มีสิ่งใดเปลี่ยน หากทบทวนแล้วยังถูกต้อง ให้กด “ทบทวนแล้วยังถูกต้อง”"), field="text")
        self.new.pk, self.new.version, self.new.change = None, subject.version + 1, self.text
        self.new.valid_from, self.new.reviewed_at = timezone.localdate(now), now
        self.new.reviewed_by_id = actor.seat_id

    def handle(self, actor: Any, subject: ProcessingRecord) -> ProcessingRecord:
        """End the version in force and save the next."""
        ProcessingRecord.objects.filter(pk=subject.pk).update(ended_on=self.new.valid_from)
        self.new.save(force_insert=True)
        return self.new


@dataclass(kw_only=True)
class EndRecord(_Living):
    """End a record: the activity is over. Parameters: `text`, why."""

    abstract: ClassVar[bool] = False
    name = "privacy.end_record"
    verb = gettext_lazy("ยุติบันทึกรายการกิจกรรมการประมวลผล")
    model = ProcessingRecord
    allowed = may.can_keep

    text: str = ""

    def check(self, actor: Any, subject: ProcessingRecord) -> None:
        """Refuse one that is over, and one without its reason."""
        super().check(actor, subject)
        self.reason = words(self.text, "text", _("โปรดเขียนเหตุผลที่ยุติกิจกรรมนี้"))

    def handle(self, actor: Any, subject: ProcessingRecord) -> ProcessingRecord:
        """End it today; all its versions stay readable."""
        subject.ended_on = timezone.localdate()
        subject.save(update_fields=["ended_on"])
        return subject
