"""Verbs about the LINE account of a person: linked by a code that they sent themselves, and closed at once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from prasan.platform.commands import Command, Refused, RuleBroken
from prasan.registers import policy_workers as may
from prasan.registers.commands.workers import refuse_merged
from prasan.registers.models import Worker

COLUMNS = ["line_id", "line_key", "line_at", "changed"]
_ACCOUNT = re.compile(r"U[0-9a-f]{32}")


def is_account(text: object) -> bool:
    """Tell whether a text is a user id as LINE gives it: U and 32 hexadecimal digits (Messaging API reference)."""
    return isinstance(text, str) and _ACCOUNT.fullmatch(text) is not None


@dataclass(kw_only=True)
class LinkLine(Command[Worker]):
    """Link a LINE account to a person, who sent the code of their own page from it: that is their consent.

    Parameters: `line_id`, as LINE names the account; nobody types it. A further link replaces the former one.
    """

    abstract: ClassVar[bool] = False
    name = "registers.link_line"
    verb = _("ผูกบัญชี LINE ของเจ้าของข้อมูล")
    model = Worker
    allowed = may.can_link_line

    line_id: str = field(default="", repr=False)

    def check(self, actor: Any, subject: Worker) -> None:
        """Refuse an entry that was taken into another or erased, and what is no account."""
        refuse_merged(subject)
        if not is_account(self.line_id):
            raise RuleBroken(gettext("รหัสบัญชี LINE ไม่ถูกต้อง"))

    def handle(self, actor: Any, subject: Worker) -> Worker:
        """Keep it with the moment of consent."""
        subject.line_id, subject.line_at = self.line_id, timezone.now()
        subject.save(update_fields=COLUMNS)
        return subject


@dataclass(kw_only=True)
class UnlinkLine(Command[Worker]):
    """Send a person nothing by LINE any more: they said so, or blocked the account; the account is forgotten.

    An entry that was taken into another is closed too, by the machine: undoing the merge brings no link back.
    """

    abstract: ClassVar[bool] = False
    name = "registers.unlink_line"
    verb = _("เลิกแจ้งเจ้าของข้อมูลทาง LINE")
    model = Worker
    allowed = may.can_serve

    def subject(self, actor: Any) -> Worker:
        """Return the entry, locked; 404 for one that is read in an emergency alone."""
        rows = Worker.objects.served_by(actor).select_for_update(of=("self",), no_key=True)
        found = rows.filter(pk=self.target_id).first()
        if found is None:
            raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
        return found

    def check(self, actor: Any, subject: Worker) -> None:
        """Refuse where nothing is linked."""
        if subject.line_at is None:
            raise RuleBroken(gettext("ไม่ได้ผูก LINE ไว้ หรือเลิกแล้ว"))

    def handle(self, actor: Any, subject: Worker) -> Worker:
        """Forget the account."""
        subject.line_id, subject.line_at = "", None
        subject.save(update_fields=COLUMNS)
        return subject
