"""Questions of officers to the owner of a policy: answered once, for all."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Office, Seat
from prasan.directory.roles import REACH, Reach, Role
from prasan.registers.models import Policy
from prasan.registers.models.shared import OfPolicies


class PolicyQuestionQuerySet(OfPolicies):
    """Named questions to the questions."""

    up_to_set, up_to_policy = "policy__policy_set__", "policy__"

    def visible_to(self, actor: Any) -> PolicyQuestionQuerySet:
        """Return those about policies that the actor may read; who has no domain data reads none."""
        rows: PolicyQuestionQuerySet = super().visible_to(actor)
        if not getattr(actor, "is_system", False) and REACH[Role(actor.role)] is Reach.NOTHING:
            return rows.none()
        return rows


class Question(models.Model):
    """A question about a policy (คำถามถึงผู้รับผิดชอบนโยบาย) and its one answer, which all staff read.

    `item`, the key of the brief's item it is about, "" the whole; `same_as`, the question it asks again.
    """

    class State(models.TextChoices):
        """Where it stands."""

        OPEN = "open", _("รอคำตอบ")
        ANSWERED = "answered", _("ตอบแล้ว")
        JOINED = "joined", _("ตอบไว้ในข้ออื่น")

    policy = models.ForeignKey(Policy, models.PROTECT, related_name="questions")
    item = models.CharField(max_length=12, default="", blank=True)
    text = models.CharField(max_length=600)
    office = models.ForeignKey(Office, models.PROTECT, related_name="policy_questions")
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="policy_questions")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    answer = models.TextField(max_length=3000, default="", blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="policy_answers")
    same_as = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="asked_again")
    grams = ArrayField(models.TextField(), default=list, blank=True)

    objects = PolicyQuestionQuerySet.as_manager()
    personal: dict[str, str] = {}
    unjournalled = {"grams", "item"}
    search_from = ("text", "answer")

    class Meta:
        db_table = "understanding_question"
        ordering = ["-id"]
        indexes = [
            GinIndex(fields=["grams"], name="question_grams"),
            models.Index(fields=["policy", "state"], name="question_policy"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", answer="") | Q(state="joined", same_as__isnull=False)
                | Q(state="answered") & ~Q(answer=""),
                name="question_answered",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.policy_id}/{self.pk}"

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches: none."""
        return ()

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.office.area_id, self.office_id, self.policy.classification
