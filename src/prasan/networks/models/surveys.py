"""Surveys over the sub-districts of an area, and what volunteers answered."""

from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area, Office, Seat
from prasan.directory.roles import REACH, Reach, Role
from prasan.kernel.surveys.questions import Question, from_data
from prasan.networks.models.volunteers import Volunteer
from prasan.platform.vault.fields import EncryptedField


class SurveyQuerySet(models.QuerySet["Survey"]):
    """Named questions to the surveys."""

    def visible_to(self, actor: Any) -> SurveyQuerySet:
        """Return those of the areas, offices or agency of the scope; a draft is for the office that writes it."""
        if getattr(actor, "is_system", False):
            return self
        if REACH[Role(actor.role)] is Reach.NOTHING:
            return self.none()
        own = Q(office=actor.office_id)
        told = actor.scope.condition(area="area", office="office", agency="office__agency")
        return self.filter(own | told & ~Q(state=Survey.State.DRAFT))

    def open_for(self, areas: list[int]) -> SurveyQuerySet:
        """Return the open ones that hold one of some sub-districts."""
        place = Q(pk__in=[])
        for number in areas:
            place |= Q(area__pk__lte=number, area__last__gte=number)
        return self.filter(place, state=Survey.State.OPEN)


class Survey(models.Model):
    """Questions to every sub-district of an area by a deadline (แบบสำรวจโดยอาสาสมัครแรงงาน).

    `area`, a province or a district; `deadline`, the moment until which an answer is in time; `questions`, as
    `kernel.surveys.questions` holds them; `form`, an XForm made elsewhere, "" for the one made of the questions;
    `form_id`, by which clients know it; `version` counts each opening.
    """

    class State(models.TextChoices):
        """Where it stands."""

        DRAFT = "draft", _("ร่าง")
        OPEN = "open", _("เปิดรับคำตอบ")
        CLOSED = "closed", _("ปิดรับแล้ว")

    title = models.CharField(max_length=200)
    area = models.ForeignKey(Area, models.PROTECT, related_name="surveys")
    office = models.ForeignKey(Office, models.PROTECT, related_name="surveys")
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="surveys")
    deadline = models.DateTimeField()
    questions = models.JSONField(default=list)
    form = models.TextField(default="", blank=True)
    form_id = models.CharField(max_length=64, unique=True)
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=6, choices=State.choices, default=State.DRAFT)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = SurveyQuerySet.as_manager()
    personal: dict[str, str] = {}
    unjournalled = {"form"}

    class Meta:
        db_table = "networks_survey"
        ordering = ["-id"]
        indexes = [models.Index(fields=["area", "state"], name="survey_area")]
        constraints = [
            models.CheckConstraint(condition=Q(state="draft") | Q(opened_at__isnull=False), name="survey_opened"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def asked(self) -> list[Question]:
        """Return its questions."""
        return from_data(self.questions)

    @property
    def is_over(self) -> bool:
        """Tell whether the deadline has passed."""
        return bool(self.deadline < timezone.now())

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches."""
        return (f"survey:{self.pk}",)

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.area_id, self.office_id, 0


class ResponseQuerySet(models.QuerySet["Response"]):
    """Named questions to the answers."""

    def visible_to(self, actor: Any) -> ResponseQuerySet:
        """Return those to surveys that the actor reads."""
        if getattr(actor, "is_system", False):
            return self
        return self.filter(survey__in=Survey.objects.visible_to(actor).values("pk"))


class Response(models.Model):
    """One answer to a survey about a sub-district (คำตอบแบบสำรวจ).

    `instance`, made by the phone: the same one sent again is the same answer; `digest`, of what it said; `told`, as
    JSON; `late`, after the deadline by the clock of the server.
    """

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="responses")
    area = models.ForeignKey(Area, models.PROTECT, related_name="survey_responses")
    volunteer = models.ForeignKey(Volunteer, models.PROTECT, related_name="responses")
    instance = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    told = EncryptedField()
    late = models.BooleanField(default=False)
    received_at = models.DateTimeField()

    objects = ResponseQuerySet.as_manager()
    personal = {"told": "answers of a survey, which may name somebody"}
    unjournalled = {"told", "digest", "instance"}

    class Meta:
        db_table = "networks_response"
        ordering = ["-id"]
        indexes = [models.Index(fields=["survey", "area"], name="response_area")]
        constraints = [models.UniqueConstraint(fields=["survey", "instance"], name="response_once")]

    def __str__(self) -> str:
        return f"{self.survey_id}/{self.area_id}"

    @property
    def answers(self) -> dict[str, Any]:
        """Return the answers by name of the question."""
        found: dict[str, Any] = json.loads(self.told or "{}")
        return found

    @answers.setter
    def answers(self, answers: dict[str, Any]) -> None:
        self.told = json.dumps(answers, ensure_ascii=False)

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches."""
        return (f"survey:{self.survey_id}",)

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.area_id, self.survey.office_id, 0
