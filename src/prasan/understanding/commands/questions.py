"""Verbs about officers' questions: ask, answer once for all, join to one that was answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.platform.commands import Create, Refused, RuleBroken, Step
from prasan.platform.search import fill
from prasan.registers.commands.frame import validate
from prasan.registers.models import Policy
from prasan.understanding import policy as may
from prasan.understanding.commands.briefs import NOT_FOUND
from prasan.understanding.cycle import ASKED
from prasan.understanding.models import Item, Question


@dataclass(kw_only=True)
class AskOwner(Create[Question]):
    """Ask the owner of a policy, about the whole or one item of its brief."""

    name = "understanding.ask_owner"
    verb = _("ถามผู้รับผิดชอบนโยบาย")
    model = Question
    allowed = may.can_ask

    policy_id: int = 0
    text: str = ""
    item_id: int | None = None

    def build(self, actor: Any) -> Question:
        """Return the question of the own office; 404 for a policy or an item that the actor does not read."""
        policy = Policy.objects.visible_to(actor).filter(pk=self.policy_id).first()
        item = None
        if self.item_id is not None:
            item = Item.objects.visible_to(actor).filter(pk=self.item_id, brief__policy=self.policy_id).first()
        if policy is None or (self.item_id is not None and item is None):
            raise Refused(NOT_FOUND, status=404)
        return Question(
            policy=policy, item=item.key if item else "", text=self.text.strip(), office_id=actor.office_id,
            seat_id=actor.seat_id, asked_at=timezone.now(),
        )  # fmt: skip

    def check(self, actor: Any, subject: Question) -> None:
        """Refuse an empty one, and the very words that were asked before."""
        if not subject.text:
            raise RuleBroken(_("โปรดเขียนคำถาม"), field="text")
        same = Question.objects.filter(policy=subject.policy_id, text=subject.text).first()
        if same is not None:
            raise RuleBroken(_("มีคำถามนี้แล้วในลำดับที่ %(n)s") % {"n": same.pk}, field="text")
        fill(subject)
        validate(subject)


@dataclass(kw_only=True)
class Reply(Step[Question]):
    """Answer a question once for all; a later answer replaces the words, and the journal keeps both."""

    name = "understanding.reply"
    verb = _("ตอบคำถามเรื่องนโยบาย")
    model = Question
    allowed = may.can_reply
    cycle = ASKED

    text: str = ""

    def check(self, actor: Any, subject: Question) -> None:
        """Refuse an empty answer."""
        super().check(actor, subject)
        if not self.text.strip():
            raise RuleBroken(_("โปรดเขียนคำตอบ"), field="text")
        if len(self.text.strip()) > 3000:
            raise RuleBroken(_("คำตอบยาวได้ไม่เกิน 3,000 ตัวอักษร"), field="text")

    def handle(self, actor: Any, subject: Question) -> Question:
        """Keep the answer, whose and when."""
        subject.answer, subject.answered_at, subject.answered_by_id = self.text.strip(), timezone.now(), actor.seat_id
        fill(subject)
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class Join(Step[Question]):
    """Say that a question asks the same as one that was answered."""

    name = "understanding.join"
    verb = _("รวมกับคำถามที่ตอบแล้ว")
    model = Question
    allowed = may.can_reply
    cycle = ASKED

    other_id: int = 0

    def check(self, actor: Any, subject: Question) -> None:
        """Refuse one of another policy, itself, and one without an answer."""
        super().check(actor, subject)
        rows = Question.objects.visible_to(actor).filter(policy=subject.policy_id, state=Question.State.ANSWERED)
        if not rows.filter(pk=self.other_id).exclude(pk=subject.pk).exists():
            raise RuleBroken(_("ไม่พบคำถามลำดับนี้ของนโยบายเดียวกันที่ตอบแล้ว"), field="other")

    def handle(self, actor: Any, subject: Question) -> Question:
        """Point to it."""
        subject.same_as_id = self.other_id
        return super().handle(actor, subject)
