"""What became of those who completed: asked at 3, 6 and 12 months."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Seat
from prasan.training.models.applications import Application


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    """Named questions to the follow-ups."""

    def visible_to(self, actor: Any) -> FollowUpQuerySet:
        """Return those of the applications that an actor reads."""
        return self.filter(application__in=Application.objects.visible_to(actor).order_by().values("pk"))


class FollowUp(models.Model):
    """The question to a completer after so many months (การติดตามผลการมีงานทำ), by message, then call, then a visit.

    `due_on`, from when it is asked; `step`, how far the asking has come; `answer`, None nothing known.
    """

    class Step(models.TextChoices):
        """How the person is asked now."""

        MESSAGE = "message", _("ข้อความ")
        CALL = "call", _("โทรศัพท์")
        VISIT = "visit", _("อาสาสมัครไปพบ")
        OVER = "over", _("ติดต่อไม่ได้")

    class Answer(models.TextChoices):
        """What became of them."""

        HIRED = "hired", _("ได้งานเป็นลูกจ้าง")
        SAME_JOB = "same_job", _("ทำงานเดิม")
        OWN = "own", _("ประกอบอาชีพของตนเอง")
        LOOKING = "looking", _("กำลังหางาน")
        STUDY = "study", _("ศึกษาหรือฝึกต่อ")
        NOT_WORKING = "not_working", _("ไม่ได้ทำงานและไม่ได้หางาน")

    application = models.ForeignKey(Application, models.PROTECT, related_name="follow_ups")
    months = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    step = models.CharField(max_length=8, choices=Step.choices, default=Step.MESSAGE)
    step_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=12, choices=Answer.choices, default="", blank=True)
    uses_skill = models.BooleanField(null=True)
    earns_more = models.BooleanField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=8, default="", blank=True)
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")

    objects = FollowUpQuerySet.as_manager()
    named_by_number = True
    personal = {
        "answer": "work", "uses_skill": "work", "earns_more": "income",
    }  # fmt: skip

    class Meta:
        db_table = "training_follow_up"
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["due_on"], name="follow_up_open", condition=Q(answered_at=None))]
        constraints = [
            models.UniqueConstraint(fields=["application", "months"], name="follow_up_once"),
            models.CheckConstraint(condition=Q(answered_at=None) ^ ~Q(answer=""), name="follow_up_answered"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}:{self.months}"

    @property
    def works(self) -> bool:
        """Tell whether the person is known to be in work."""
        return self.answer in WORKING

    def personal_subject(self) -> tuple[str, int]:
        """Return whom the personal values are about."""
        return "registers.worker", self.application.worker_id

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches."""
        return (f"training:{self.application.session_id}",)

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.application.journal_place()


WORKING = frozenset({"hired", "same_job", "own"})
"""Answers that mean work."""
