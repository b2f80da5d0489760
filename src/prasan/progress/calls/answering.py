"""Verbs of whoever answers, and the caller's word on an answer: save, send, confirm, decline, correct, return."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.platform.commands import Command, RuleBroken, Step
from prasan.progress.calls import policy as may
from prasan.progress.calls.columns import LONGEST, MOST_ROWS, Read, Wrong, read
from prasan.progress.calls.cycle import ANSWER, OPEN
from prasan.progress.calls.models import CallAnswer, CallVersion

CLOSED = _("คำขอนี้ปิดรับคำตอบแล้ว ถ้าต้องแก้ ให้ขอหน่วยงานที่ขอข้อมูลเปิดรับอีกครั้ง")


class BadAnswer(RuleBroken):
    """An answer with cells that cannot be sent: each is named in `wrong`."""

    def __init__(self, wrong: list[Wrong]) -> None:
        super().__init__(_("ยังส่งไม่ได้ โปรดแก้ %(n)s ช่อง") % {"n": len(wrong)}, status=422, field="rows")
        self.wrong = wrong


class Stale(RuleBroken):
    """Somebody saved the answer meanwhile: `theirs` is what stands now, so that both can be shown."""

    def __init__(self, theirs: CallAnswer) -> None:
        super().__init__(_("มีผู้บันทึกคำตอบนี้ระหว่างที่ท่านกรอก ค่าที่ท่านกรอกยังอยู่ในหน้านี้ เทียบกับค่าล่าสุดแล้วบันทึกอีกครั้ง"))
        self.theirs = theirs


def must_take(answer: CallAnswer) -> None:
    """Raise RuleBroken unless the call takes answers now.

    The call is held open until this transaction ends: a closing waits for the answers that are on their way, so
    that frozen totals hold every answer that was taken. Answers do not wait for each other.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT state, open_until FROM progress_data_call WHERE id = %s FOR SHARE", [answer.call_id])
        answer.call.state, answer.call.open_until = cursor.fetchone()
    if not answer.call.takes_answers(timezone.now()):
        raise RuleBroken(CLOSED)


def typed(rows: Any) -> list[dict[str, str]]:
    """Return told rows as they are kept: texts, cut to what a cell takes."""
    return [{str(k): str(v)[: LONGEST + 1] for k, v in row.items()} for row in list(rows)[: MOST_ROWS + 1]]


@dataclass(kw_only=True)
class Told(Command[CallAnswer]):
    """What is told with an answer: its rows as typed, and the version they were typed upon."""

    abstract: ClassVar[bool] = True
    model = CallAnswer

    rows: list[dict[str, str]] = field(default_factory=list)
    version: int = 0

    def must_fit(self, subject: CallAnswer) -> None:
        """Refuse a closed call and an old version."""
        must_take(subject)
        if self.version != subject.version:
            raise Stale(subject)

    def read(self, subject: CallAnswer) -> Read:
        """Read the rows for sending; raises BadAnswer that names every cell."""
        found = read(subject.call.table, typed(self.rows), timezone.localdate())
        if found.wrong:
            raise BadAnswer(found.wrong)
        return found


@dataclass(kw_only=True)
class SaveAnswer(Told):
    """Keep what was typed, as typed; nobody but the office sees it."""

    name = "progress.save_call_answer"
    verb = _("บันทึกร่างคำตอบ")
    allowed = may.can_answer

    def check(self, actor: Any, subject: CallAnswer) -> None:
        """Refuse an answer that has left the office's hand."""
        if subject.state not in OPEN:
            raise RuleBroken(_("คำตอบนี้ส่งแล้ว ถ้าจะแก้ให้ใช้ “แก้คำตอบที่ส่งแล้ว”"))
        self.must_fit(subject)

    def handle(self, actor: Any, subject: CallAnswer) -> CallAnswer:
        """Save; a returned answer stays returned until it is sent."""
        subject.rows = typed(self.rows)
        subject.version += 1
        if subject.state == CallAnswer.State.WAITING:
            subject.state = CallAnswer.State.DRAFT
        subject.save()
        return subject


def keep_version(actor: Any, subject: CallAnswer, reason: str) -> None:
    """Write what arrives at the caller as the answer's next version, and whether it came late."""
    now = timezone.now()
    if subject.number == 0:
        subject.late = now > subject.call.deadline
    subject.number += 1
    subject.answered_at = now
    CallVersion.objects.create(
        answer=subject, number=subject.number, values=subject.values, reason=reason.strip()[:500], at=now,
        by_id=subject.sent_by_id,
    )  # fmt: skip


@dataclass(kw_only=True)
class SendAnswer(Told, Step[CallAnswer]):
    """Send the answer: to the head where the call asks for the head's word, else to the caller."""

    name = "progress.send_call_answer"
    verb = _("ส่งคำตอบ")
    allowed = may.can_answer
    cycle = ANSWER

    def check(self, actor: Any, subject: CallAnswer) -> None:
        """Refuse a closed call, an old version, and cells that cannot be read."""
        super().check(actor, subject)
        self.must_fit(subject)
        self._read = self.read(subject)

    def handle(self, actor: Any, subject: CallAnswer) -> CallAnswer:
        """Keep the values; a head's own answer needs no second word."""
        subject.rows, subject.values = typed(self.rows), self._read.values
        subject.version += 1
        subject.sent_by_id, subject.confirmed_by_id = actor.person_id, None
        subject.returned_reason = ""
        waits = subject.call.head_confirms and not actor.has(*may.HEADS)
        subject.state = ANSWER.after(subject.state, "ask_head" if waits else self.move_name())
        if not waits:
            keep_version(actor, subject, self.reason)
        subject.save()
        return subject


@dataclass(kw_only=True)
class AnswerStep(Step[CallAnswer]):
    """A move of an answer along its life."""

    abstract: ClassVar[bool] = True
    model = CallAnswer
    cycle = ANSWER


@dataclass(kw_only=True)
class ConfirmAnswer(AnswerStep):
    """The head confirms what the officer filled in; from now on the caller has it."""

    name = "progress.confirm_call_answer"
    verb = _("ยืนยันคำตอบ")
    allowed = may.can_confirm

    version: int | None = None

    def check(self, actor: Any, subject: CallAnswer) -> None:
        """Refuse a closed call and an answer that is not the one the head read."""
        super().check(actor, subject)
        must_take(subject)
        if self.version is not None and self.version != subject.version:
            raise Stale(subject)

    def handle(self, actor: Any, subject: CallAnswer) -> CallAnswer:
        """It arrives."""
        subject.confirmed_by_id = actor.person_id
        keep_version(actor, subject, self.reason)
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class Decline(AnswerStep):
    """Say that the question does not apply to the office, and why: that is an answer, and no zero."""

    name = "progress.decline_call"
    verb = _("แจ้งว่าคำขอไม่เกี่ยวข้อง:")
    allowed = may.can_answer

    def check(self, actor: Any, subject: CallAnswer) -> None:
        """Ask for the reason."""
        super().check(actor, subject)
        must_take(subject)
        if not self.reason.strip():
            raise RuleBroken(_("โปรดบอกเหตุผลที่ไม่เกี่ยวข้อง"), field="reason")

    def handle(self, actor: Any, subject: CallAnswer) -> CallAnswer:
        """Keep the reason."""
        now = timezone.now()
        subject.late = subject.late if subject.number else now > subject.call.deadline
        subject.declined_why, subject.answered_at = self.reason.strip()[:500], now
        subject.sent_by_id, subject.confirmed_by_id, subject.returned_reason = actor.person_id, None, ""
        subject.version += 1
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class CorrectAnswer(Told, Step[CallAnswer]):
    """Correct what was sent: the next version, with its reason; the earlier ones stay."""

    name = "progress.correct_call_answer"
    verb = _("แก้คำตอบที่ส่งแล้ว")
    allowed = may.can_answer
    cycle = ANSWER

    def check(self, actor: Any, subject: CallAnswer) -> None:
        """Ask for the reason, the head where the head's word is asked, and a change at all."""
        super().check(actor, subject)
        self.must_fit(subject)
        if subject.call.head_confirms and not actor.has(*may.HEADS):
            raise RuleBroken(_("คำขอนี้ต้องให้หัวหน้ายืนยัน จึงให้หัวหน้าเป็นผู้แก้ หรือขอให้ผู้ขอข้อมูลส่งกลับ"))
        if not self.reason.strip():
            raise RuleBroken(_("โปรดบอกเหตุผลที่แก้"), field="reason")
        self._read = self.read(subject)
        if self._read.values == subject.values:
            raise RuleBroken(_("ไม่มีค่าใดเปลี่ยน"))

    def handle(self, actor: Any, subject: CallAnswer) -> CallAnswer:
        """Write the next version."""
        subject.rows, subject.values = typed(self.rows), self._read.values
        subject.sent_by_id, subject.confirmed_by_id = actor.person_id, None
        subject.version += 1
        keep_version(actor, subject, self.reason)
        subject.save()
        return subject


@dataclass(kw_only=True)
class ReturnAnswer(AnswerStep):
    """Send an answer back to its office with the reason; until it is sent anew it does not count."""

    name = "progress.return_call_answer"
    verb = _("ส่งคำตอบกลับให้แก้ไข")
    allowed = may.can_return_answer

    def check(self, actor: Any, subject: CallAnswer) -> None:
        """Ask for the reason; a closed call is opened first."""
        super().check(actor, subject)
        must_take(subject)
        if not self.reason.strip():
            raise RuleBroken(_("โปรดบอกเหตุผล เพื่อให้หน่วยงานรู้ว่าต้องแก้อะไร"), field="reason")

    def handle(self, actor: Any, subject: CallAnswer) -> CallAnswer:
        """Give it back."""
        subject.returned_reason = self.reason.strip()[:500]
        subject.version += 1
        return super().handle(actor, subject)
