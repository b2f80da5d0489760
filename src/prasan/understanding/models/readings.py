"""Who read a brief, and what they answered."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Office
from prasan.directory.roles import Role
from prasan.understanding.models.briefs import Brief, Group, Item

LEADERS = (
    Role.MINISTER, Role.PERMANENT_SECRETARY, Role.DEPUTY, Role.INSPECTOR, Role.DIRECTOR_GENERAL,
    Role.DEPARTMENT_OFFICER, Role.POLICY_OWNER, Role.PLO, Role.AGENCY_HEAD, Role.COUNSELLOR,
)  # fmt: skip
"""Who reads how the people of their scope understood: those who can do something about it."""


def of_people(actor: Any, office: str, person: str) -> Q:
    """Return the condition of rows about people's understanding: one's own, and for who leads those of the scope.

    Parameters: paths of the `office` and of the `person`.
    """
    if getattr(actor, "is_system", False):
        return Q()
    own = Q(**{person: actor.person_id})
    if not actor.has(*LEADERS):
        return own
    if actor.scope.everything:
        return Q()
    return own | actor.scope.condition(area=f"{office}__area", office=office, agency=f"{office}__agency")


class ReadingQuerySet(models.QuerySet["Reading"]):
    """Named questions to the readings."""

    def visible_to(self, actor: Any) -> ReadingQuerySet:
        """Return one's own, and for who leads those of the people in the scope."""
        briefs = Brief.objects.visible_to(actor)
        return self.filter(of_people(actor, "office", "person"), brief__in=briefs.values("pk"))


class Reading(models.Model):
    """That a person read a brief (การรับทราบ), and how far they understood it.

    `office` and `group` as they were then; `asked`, items that this version asked of them (none of those they had
    understood before); `left`, of them not answered yet; `wrong`, of them answered wrongly at last; `done_at`, when
    nothing was left and nothing wrong.
    """

    class State(models.TextChoices):
        """What the map shows."""

        READ = "read", _("อ่านแล้ว")
        WRONG = "wrong", _("ยังเข้าใจไม่ตรง")
        DONE = "done", _("เข้าใจตรงกัน")

    brief = models.ForeignKey(Brief, models.PROTECT, related_name="readings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="readings")
    office = models.ForeignKey(Office, models.PROTECT, related_name="readings")
    group = models.CharField(max_length=12, choices=Group.choices, default="", blank=True)
    read_at = models.DateTimeField()
    asked = models.PositiveSmallIntegerField(default=0)
    left = models.PositiveSmallIntegerField(default=0)
    wrong = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = ReadingQuerySet.as_manager()
    personal: dict[str, str] = {}

    class Meta:
        db_table = "understanding_reading"
        ordering = ["id"]
        indexes = [models.Index(fields=["person", "brief"], name="reading_person")]
        constraints = [
            models.UniqueConstraint(fields=["brief", "person"], name="reading_once"),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(left=0, wrong=0), name="reading_done"
            ),
            models.CheckConstraint(condition=Q(asked__gte=F("left") + F("wrong")), name="reading_counts"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.brief_id}/{self.person_id}"

    @property
    def state(self) -> str:
        """Return what the map shows."""
        if self.done_at is not None:
            return str(self.State.DONE)
        return str(self.State.WRONG if self.wrong else self.State.READ)

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches: none."""
        return ()

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.office.area_id, self.office_id, self.brief.policy.classification


class ReadingAnswerQuerySet(models.QuerySet["Answer"]):
    """Named questions to the answers."""

    def visible_to(self, actor: Any) -> ReadingAnswerQuerySet:
        """Return those of readings that the actor reads."""
        return self.filter(reading__in=Reading.objects.visible_to(actor).values("pk"))


class Answer(models.Model):
    """What a person answered to an item: `first` is what its statistics count, `last` what stands now."""

    reading = models.ForeignKey(Reading, models.CASCADE, related_name="answers")
    item = models.ForeignKey(Item, models.PROTECT, related_name="answers")
    first = models.PositiveSmallIntegerField()
    last = models.PositiveSmallIntegerField()
    is_right = models.BooleanField()
    tries = models.PositiveSmallIntegerField(default=1)
    answered_at = models.DateTimeField()

    objects = ReadingAnswerQuerySet.as_manager()
    personal: dict[str, str] = {}

    class Meta:
        db_table = "understanding_answer"
        ordering = ["reading", "item"]
        constraints = [models.UniqueConstraint(fields=["reading", "item"], name="answer_once")]

    def __str__(self) -> str:
        return f"{self.reading_id}/{self.item_id}"
