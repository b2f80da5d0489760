"""The verb that loads many figures at once; nothing is half loaded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, ClassVar

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.platform.commands import Create, RuleBroken
from prasan.progress import periods
from prasan.progress import policy as may
from prasan.progress.bulk import apply, checks, staging
from prasan.progress.models import Figure, Load
from prasan.registers import settings
from prasan.registers.models import FiscalYear


class BadFile(RuleBroken):
    """A file with bad rows: they are named by line, and nothing was loaded."""

    def __init__(self, rows: list[checks.BadRow], count: int) -> None:
        text = _("ไฟล์นี้มี %(count)s แถวที่นำเข้าไม่ได้ จึงยังไม่ได้นำเข้าแถวใดเลย โปรดแก้แล้วส่งใหม่") % {"count": count}
        super().__init__(text, field="file")
        self.rows = rows
        self.count = count


@dataclass(kw_only=True)
class LoadFigures(Create[Load]):
    """Load a file of figures: all of it or nothing, with every check, lock and history of a typed one."""

    name = "progress.load"
    verb = _("นำเข้าตัวเลขจากไฟล์")
    model = Load
    allowed = may.can_load

    file_name: str = ""
    content: bytes = b""
    level: int = Figure.Level.PROVINCE
    earlier_years: bool = False
    """Also months that are locked: the load of earlier years, with a reason."""
    tell: Callable[[int], None] | None = field(default=None, repr=False)
    """Told after each of three steps (read, checked, written); it may raise to undo all."""
    LEVELS: ClassVar[frozenset[int]] = frozenset(
        {Figure.Level.SUBMITTED, Figure.Level.HEAD, Figure.Level.DEPARTMENT, Figure.Level.PROVINCE}
    )

    def build(self, actor: Any) -> Load:
        """Return the record of this load."""
        digest = sha256(self.content).hexdigest()
        return Load(file_name=self.file_name[:200], digest=digest, level=self.level, loaded_by_id=actor.person_id)

    def check(self, actor: Any, subject: Load) -> None:
        """Read the whole file; raise BadFile with every bad row, RuleBroken where earlier years lack their reason."""
        if self.level not in self.LEVELS:
            raise RuleBroken(_("ระดับการรับรองนี้ใช้กับการนำเข้าไม่ได้"), field="level")
        if self.earlier_years and not self.reason.strip():
            raise RuleBroken(_("โปรดบอกเหตุผลที่นำเข้าเดือนที่ปิดรับแล้ว"), field="reason")
        self._rules = settings.current()
        today = timezone.localdate()
        subject.rows, plain = staging.stage_csv(self.content)
        staging.read_words(plain=plain)
        self._step()
        open_period = periods.open_period(today)
        unlocked = 0 if self.earlier_years else self._oldest(open_period, today)
        bad = checks.read_rows(open_period, unlocked, plain=plain)
        if bad:
            bad += checks.find_twice()
            raise BadFile(checks.bad_rows(), bad)
        if not subject.rows:
            raise RuleBroken(_("ไฟล์นี้ไม่มีแถวข้อมูล"), field="file")
        self._step()

    def _step(self) -> None:
        if self.tell is not None:
            self.tell(1)

    def _oldest(self, open_period: int, today: Any) -> int:
        period = open_period
        closed = FiscalYear.objects.filter(closed_at__isnull=False).aggregate(last=Max("year"))["last"] or 0
        days = self._rules["report-lock-days"]
        while period // 100 > closed and not periods.is_locked(periods.add(period, -1), today, days):
            period = periods.add(period, -1)
        if period // 100 <= closed:
            period = (closed + 1) * 100 + 1
        return period

    def handle(self, actor: Any, subject: Load) -> Load:
        """Write reports, figures and their journal; raise BadFile where rows share their key."""
        subject.save(force_insert=True)
        try:
            done = apply.write(actor, subject.pk, self.level, self._rules["report-due-day"], self.reason)
        except apply.RowsTwice as found:
            raise BadFile(checks.bad_rows(), found.count) from None
        subject.figures, subject.reports = done.figures, done.reports
        subject.save(update_fields=["figures", "reports"])
        self._step()
        return subject

    def announce(self, actor: Any, subject: Load) -> None:
        """Tell the wall; the listeners fold the roll-ups."""
        self.publish(self.name, "wall", id=subject.pk)
