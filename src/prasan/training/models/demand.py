"""Demand for training: who wants to learn what, where, from referrals, employers and people themselves."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area, Office, Seat
from prasan.directory.roles import REACH, Reach, Role
from prasan.registers.models import Worker
from prasan.training.models.courses import Course
from prasan.training.models.sessions import Session


class DemandQuerySet(models.QuerySet["Demand"]):
    """Named questions to the demand."""

    def visible_to(self, actor: Any) -> DemandQuerySet:
        """Return the demand to everybody who reads of the domain: it is counted, a person is named by number alone."""
        if getattr(actor, "is_system", False):
            return self
        if REACH[actor.role] is Reach.NOTHING or actor.role is Role.PARTNER:
            return self.none()
        return self

    def open(self) -> DemandQuerySet:
        """Return what nothing has met yet."""
        return self.filter(session=None, closed_at=None)


class Demand(models.Model):
    """A demand for training in an area (ความต้องการฝึกอบรม): one person's, or so many of an employer's.

    `skill`, in the words of the catalogue's courses; `course` where one is known. `people`, how many. `worker`, whose
    it is, where it is one person's; `agreed`, they agree that an office that opens a session reads their entry and
    applies for them. `employer`, the enterprise's name. `origin` and `origin_ref`, what it came from
    (`referral` and its number): written once. `session`, which meets it.
    """

    class Source(models.TextChoices):
        """Where it comes from."""

        REFERRAL = "referral", _("การส่งต่อ")
        EMPLOYER = "employer", _("นายจ้าง")
        PERSON = "person", _("ประชาชน")
        SURVEY = "survey", _("การสำรวจ")

    class Why(models.TextChoices):
        """Why it was closed without a session."""

        ELSEWHERE = "elsewhere", _("ได้รับการฝึกจากที่อื่นแล้ว")
        GONE = "gone", _("ไม่ต้องการแล้ว")
        NOT_POSSIBLE = "not_possible", _("จัดไม่ได้ในปีนี้")

    source = models.CharField(max_length=8, choices=Source.choices)
    skill = models.CharField(max_length=80)
    course = models.ForeignKey(Course, models.PROTECT, null=True, blank=True, related_name="demand")
    area = models.ForeignKey(Area, models.PROTECT, related_name="training_demand")
    people = models.PositiveIntegerField(default=1)
    worker = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="training_demand")
    employer = models.CharField(max_length=200, default="", blank=True)
    agreed = models.BooleanField(default=False)
    wanted_by = models.DateField(null=True, blank=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    origin = models.CharField(max_length=20, default="", blank=True)
    origin_ref = models.CharField(max_length=40, default="", blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    session = models.ForeignKey(Session, models.PROTECT, null=True, blank=True, related_name="demand")
    closed_at = models.DateTimeField(null=True, editable=False)
    why = models.CharField(max_length=12, choices=Why.choices, default="", blank=True)

    objects = DemandQuerySet.as_manager()
    named_by_number = True

    class Meta:
        db_table = "training_demand"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["area", "skill"], name="demand_open", condition=Q(session=None, closed_at=None))
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["origin", "origin_ref"], condition=~Q(origin=""), name="demand_origin_once"
            ),
            models.CheckConstraint(condition=Q(people__range=(1, 100_000)), name="demand_people"),
            models.CheckConstraint(condition=Q(worker=None) | Q(people=1), name="demand_one_person"),
            models.CheckConstraint(condition=~Q(source="employer") | ~Q(employer=""), name="demand_employer"),
            models.CheckConstraint(condition=Q(closed_at=None) ^ ~Q(why=""), name="demand_closed"),
        ]

    def __str__(self) -> str:
        return f"{self.skill} {self.people}"

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches: none."""
        return ()

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.area_id, self.office_id, 0
