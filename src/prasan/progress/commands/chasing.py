"""Asking an office for its report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Office
from prasan.platform.commands import Command, RuleBroken
from prasan.platform.journal.models import Entry
from prasan.progress import periods
from prasan.progress import policy as may
from prasan.progress.commands.limits import NOT_YET
from prasan.progress.models import Report


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
