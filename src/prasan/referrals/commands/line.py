"""Verbs about news by LINE: the code that a person sends in the chat, and that they want no such news any more."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.platform.commands import SYSTEM, Command, RuleBroken, perform
from prasan.referrals import policy as may
from prasan.referrals.codes import new_line_code
from prasan.referrals.models import Case, LineCode
from prasan.referrals.tracking import attempts, line
from prasan.registers.commands import UnlinkLine
from prasan.registers.queries_workers import kept_number


@dataclass(kw_only=True)
class MakeLineCode(Command[Case]):
    """Make the code that links a LINE account; it stands in `code` once, the former one serves no longer."""

    abstract: ClassVar[bool] = False
    name = "referrals.make_line_code"
    without_account = True
    verb = gettext_lazy("ขอรหัสผูก LINE")
    model = Case
    allowed = may.can_ask_line

    code: str = field(default="", init=False, repr=False)

    def check(self, actor: Any, subject: Case) -> None:
        """Refuse where LINE is not set up, and one code too many."""
        if not line.ready():
            raise RuleBroken(_("ตอนนี้ยังรับข่าวทาง LINE ไม่ได้"))
        if not attempts.pay(attempts.LINE_CODE, subject.code):
            raise RuleBroken(_("ขอรหัสหลายครั้งแล้ว โปรดลองใหม่ภายหลัง"), status=429)

    def handle(self, actor: Any, subject: Case) -> Case:
        """Keep its hash."""
        self.code = new_line_code()
        told = {"code_hash": line.hashes(self.code)[0], "until": timezone.now() + line.HOLDS}
        LineCode.objects.update_or_create(case=subject, defaults=told)
        return subject

    def announce(self, actor: Any, subject: Case) -> None:
        """Tell no page."""


@dataclass(kw_only=True)
class LeaveLine(Command[Case]):
    """Send the person of a case no news by LINE any more, for all their cases; a code that waits serves no longer."""

    abstract: ClassVar[bool] = False
    name = "referrals.leave_line"
    without_account = True
    verb = gettext_lazy("เลิกรับข่าวทาง LINE")
    model = Case
    allowed = may.can_ask_data

    def handle(self, actor: Any, subject: Case) -> Case:
        """Close it by the registry's own verb."""
        LineCode.objects.filter(case=subject).delete()
        perform(SYSTEM, UnlinkLine(target_id=kept_number(subject.worker_id)))
        return subject

    def announce(self, actor: Any, subject: Case) -> None:
        """Tell no page."""
