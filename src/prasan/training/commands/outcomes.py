"""Verbs about what became of completers: answer, and ask in the next way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.platform.commands import Command, RuleBroken
from prasan.training import policy as may
from prasan.training.models import FollowUp

BY_LINK = "link"
"""The completer told it on their own page."""
NEXT = {"message": "call", "call": "visit", "visit": "over"}
"""Message, then call, then a volunteer; then nobody could be reached."""


@dataclass(kw_only=True)
class AnswerFollowUp(Command[FollowUp]):
    """Note what became of a completer; told again it is mended.

    Parameters: `answer`; `uses_skill`, the work uses what was learnt; `earns_more` than before; None not told.
    """

    abstract: ClassVar[bool] = False
    name = "training.answer_follow_up"
    verb = gettext_lazy("บันทึกผลการมีงานทำของ")
    model = FollowUp
    allowed = may.can_tell
    without_account = True

    answer: str = ""
    uses_skill: bool | None = None
    earns_more: bool | None = None

    def check(self, actor: Any, subject: FollowUp) -> None:
        """Refuse what is no answer, and one before its day."""
        if self.answer not in FollowUp.Answer.values:
            raise RuleBroken(_("โปรดเลือกว่าผู้จบหลักสูตรทำอะไรอยู่"), field="answer")
        if timezone.localdate() < subject.due_on:
            raise RuleBroken(_("ยังไม่ถึงกำหนดติดตามผล"))

    def handle(self, actor: Any, subject: FollowUp) -> FollowUp:
        """Keep the answer; of work alone it is asked whether it uses the skill."""
        subject.answer = self.answer
        works = subject.works
        subject.uses_skill = self.uses_skill if works else None
        subject.earns_more = self.earns_more if works else None
        by_hand = actor.seat_id is not None
        subject.answered_at, subject.answered_by = timezone.now(), subject.step if by_hand else BY_LINK
        subject.seat_id = actor.seat_id
        subject.save()
        return subject


@dataclass(kw_only=True)
class AskFurther(Command[FollowUp]):
    """Say that a completer could not be reached in this way: the next one is tried."""

    abstract: ClassVar[bool] = False
    name = "training.ask_further"
    verb = gettext_lazy("บันทึกว่าติดต่อผู้จบหลักสูตรไม่ได้")
    model = FollowUp
    allowed = may.can_follow_up

    def check(self, actor: Any, subject: FollowUp) -> None:
        """Refuse one that was answered, is not due, or has been tried in every way."""
        if subject.answered_at is not None or subject.step not in NEXT:
            raise RuleBroken(_("รายการนี้มีคำตอบแล้ว หรือติดต่อครบทุกทางแล้ว"))
        if timezone.localdate() < subject.due_on:
            raise RuleBroken(_("ยังไม่ถึงกำหนดติดตามผล"))

    def handle(self, actor: Any, subject: FollowUp) -> FollowUp:
        """Go on to the next way."""
        subject.step, subject.step_at = NEXT[subject.step], timezone.now()
        subject.save(update_fields=["step", "step_at"])
        return subject
