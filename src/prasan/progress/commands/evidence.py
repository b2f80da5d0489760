"""Evidence of a report: attach a picture or PDF, take it away again before it is sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, Any

from django.utils.translation import gettext_lazy as _

from prasan.platform.commands import Command, RuleBroken
from prasan.platform.files.models import File
from prasan.platform.files.sniff import PICTURES
from prasan.platform.files.store import file_kind, keep
from prasan.progress import policy as may
from prasan.progress.commands.answers import SaveFigures
from prasan.progress.items import items_of
from prasan.progress.models import Evidence, Report

KIND = "progress.evidence"
MOST = 20
"""Files of one report: what an approver can look at."""
NOT_READABLE = _("หลักฐานนี้เป็นของรายงานที่อยู่นอกขอบเขตของท่าน")


def _may_read(actor: Any, file: File) -> Any:
    """Let whoever reads the report read its evidence."""
    return None if Evidence.objects.visible_to(actor).filter(file=file).exists() else NOT_READABLE


file_kind(KIND, _may_read, PICTURES | {"application/pdf"})


@dataclass(kw_only=True)
class AttachEvidence(Command[Report]):
    """Attach a picture or PDF to a report, or to one of its figures."""

    name = "progress.attach"
    verb = _("แนบหลักฐานใน")
    model = Report
    allowed = may.can_type

    upload: IO[bytes] | None = None
    file_name: str = ""
    indicator_id: int | None = None

    def check(self, actor: Any, subject: Report) -> None:
        """Refuse a report that is sent, a foreign indicator, no file, and more files than anybody looks at."""
        _must_be_open(subject)
        if self.upload is None:
            raise RuleBroken(_("โปรดเลือกไฟล์ภาพหรือ PDF"), field="file")
        if self.indicator_id and self.indicator_id not in {item.indicator.pk for item in items_of(subject)}:
            raise RuleBroken(_("ตัวชี้วัดนี้ไม่ได้อยู่ในรายงานของหน่วยงานท่าน"), field="indicator")
        if Evidence.objects.filter(report=subject).count() >= MOST:
            raise RuleBroken(_("แนบได้ไม่เกิน %(n)s ไฟล์ต่อรายงาน โปรดลบไฟล์ที่ไม่จำเป็น") % {"n": MOST}, field="file")

    def handle(self, actor: Any, subject: Report) -> Report:
        """Keep the file."""
        assert self.upload is not None
        file = keep(actor, self.upload, self.file_name, kind=KIND, office_id=subject.office_id, area_id=subject.area_id)
        Evidence.objects.create(report=subject, indicator_id=self.indicator_id, file=file, person_id=actor.person_id)
        self.details["evidence"] = [None, file.name]
        return subject


@dataclass(kw_only=True)
class RemoveEvidence(Command[Report]):
    """Take evidence away, as long as the report is not sent."""

    name = "progress.detach"
    verb = _("ลบหลักฐานออกจาก")
    model = Report
    allowed = may.can_type

    evidence_id: int = 0

    def check(self, actor: Any, subject: Report) -> None:
        """Refuse once the report is sent: what was decided on stays."""
        _must_be_open(subject)

    def handle(self, actor: Any, subject: Report) -> Report:
        """Take the row away; the bytes lie until nothing names them."""
        found = Evidence.objects.select_related("file").filter(report=subject, pk=self.evidence_id).first()
        if found is None:
            raise RuleBroken(_("ไม่พบหลักฐานนี้ อาจถูกลบไปแล้ว"), status=404)
        file = found.file
        found.delete()
        file.delete()
        self.details["evidence"] = [file.name, None]
        return subject


def _must_be_open(report: Report) -> None:
    if report.state not in SaveFigures.editable:
        text = _("รายงานนี้อยู่ในสถานะ “%(state)s” จึงแก้หลักฐานไม่ได้") % {"state": report.get_state_display()}
        raise RuleBroken(text)
