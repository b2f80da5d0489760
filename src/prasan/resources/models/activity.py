"""What several agencies do together: one day or some, to which each brings people, money and things."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area, Office, Seat
from prasan.registers.models import MobileDay
from prasan.resources.models.booking import Booking
from prasan.resources.models.resource import MOST_SATANG
from prasan.resources.models.shared import NOBODYS, reads_all

MOST_PEOPLE = 100_000
"""People who come, or are brought; a larger number is a slip of the finger."""


class JointActivityQuerySet(models.QuerySet["JointActivity"]):
    """Named questions to the joint activities."""

    def visible_to(self, actor: Any) -> JointActivityQuerySet:
        """Return all of them; a partner reads those that its office leads or brings something to."""
        if reads_all(actor):
            return self
        if not actor.scope.offices:
            return self.filter(NOBODYS)
        brings = Contribution.objects.filter(activity=OuterRef("pk"), office__in=actor.scope.offices)
        return self.filter(Q(office__in=actor.scope.offices) | Q(Exists(brings)))


class JointActivity(models.Model):
    """A joint activity of several agencies (กิจกรรมร่วม), led by one office.

    `first` and `last`, its days; `area` and `place`, where; `day`, the mobile unit's day that it is, where it is one;
    `aim`, in words; `reached`, people reached, None not reported; `outcome`, what came of it; `called_off`, why it
    does not take place.
    """

    class State(models.TextChoices):
        """Where it stands."""

        PLANNED = "planned", _("มีแผน")
        HELD = "held", _("จัดแล้ว")
        CALLED_OFF = "called_off", _("ยกเลิก")

    title = models.CharField(max_length=200)
    aim = models.TextField(max_length=1000, default="", blank=True)
    first = models.DateField()
    last = models.DateField()
    area = models.ForeignKey(Area, models.PROTECT, related_name="joint_activities")
    place = models.CharField(max_length=300)
    office = models.ForeignKey(Office, models.PROTECT, related_name="joint_activities")
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="joint_activities")
    mobile_day = models.ForeignKey(MobileDay, models.PROTECT, null=True, blank=True, related_name="joint_activities")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    called_off = models.CharField(max_length=300, default="", blank=True)
    reached = models.PositiveIntegerField(null=True, blank=True)
    outcome = models.CharField(max_length=1000, default="", blank=True)

    objects = JointActivityQuerySet.as_manager()
    personal: dict[str, str] = {}

    class Meta:
        db_table = "resources_joint_activity"
        ordering = ["-first", "-id"]
        indexes = [
            models.Index(fields=["first"], name="joint_activity_first"),
            models.Index(fields=["area", "first"], name="joint_activity_area"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="joint_activity_days"),
            models.CheckConstraint(
                condition=Q(state="called_off") & ~Q(called_off="") | ~Q(state="called_off") & Q(called_off=""),
                name="joint_activity_called_off",
            ),
            models.CheckConstraint(
                condition=Q(state="held", reached__lte=MOST_PEOPLE) & Q(reached__isnull=False)
                | ~Q(state="held") & Q(reached=None),
                name="joint_activity_reached",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.first.isoformat()}"

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches: none."""
        return ()

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.area_id, self.office_id, 0


class ContributionQuerySet(models.QuerySet["Contribution"]):
    """Named questions to what is brought."""

    def visible_to(self, actor: Any) -> ContributionQuerySet:
        """Return what is brought to the activities that the actor reads."""
        return self.filter(activity__in=JointActivity.objects.visible_to(actor))


class Contribution(models.Model):
    """What one office brings to a joint activity (สิ่งที่หน่วยงานสนับสนุน): promised, confirmed by its head, delivered.

    `people`, how many come; `person_days`, days of work of all of them; `amount`, satang; `booking`, a loan of a
    resource of the office. `delivered_people`, `delivered_days`, `delivered_amount`, what came, None not reported.
    """

    class State(models.TextChoices):
        """Where it stands."""

        PROMISED = "promised", _("ยังไม่ยืนยัน")
        CONFIRMED = "confirmed", _("ยืนยันแล้ว")
        WITHDRAWN = "withdrawn", _("ถอน")
        DELIVERED = "delivered", _("สนับสนุนแล้ว")

    activity = models.ForeignKey(JointActivity, models.PROTECT, related_name="contributions")
    office = models.ForeignKey(Office, models.PROTECT, related_name="joint_contributions")
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="joint_contributions")
    what = models.CharField(max_length=300)
    people = models.PositiveIntegerField(null=True, blank=True)
    person_days = models.PositiveIntegerField(null=True, blank=True)
    amount = models.BigIntegerField(null=True, blank=True)
    booking = models.ForeignKey(Booking, models.PROTECT, null=True, blank=True, related_name="contributions")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROMISED)
    reason = models.CharField(max_length=300, default="", blank=True)
    delivered_people = models.PositiveIntegerField(null=True, blank=True)
    delivered_days = models.PositiveIntegerField(null=True, blank=True)
    delivered_amount = models.BigIntegerField(null=True, blank=True)

    objects = ContributionQuerySet.as_manager()
    personal: dict[str, str] = {}

    class Meta:
        db_table = "resources_contribution"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(people__gt=0) | Q(person_days__gt=0) | Q(amount__gt=0) | Q(booking__isnull=False),
                name="contribution_something",
            ),
            models.CheckConstraint(
                condition=(Q(amount=None) | Q(amount__gt=0, amount__lte=MOST_SATANG))
                & (Q(delivered_amount=None) | Q(delivered_amount__gte=0, delivered_amount__lte=MOST_SATANG)),
                name="contribution_amount",
            ),
            models.CheckConstraint(
                condition=Q(state="withdrawn") & ~Q(reason="") | ~Q(state="withdrawn") & Q(reason=""),
                name="contribution_withdrawn",
            ),
            models.CheckConstraint(
                condition=Q(state="delivered") | Q(delivered_people=None, delivered_days=None, delivered_amount=None),
                name="contribution_delivered",
            ),
            models.UniqueConstraint(
                fields=["booking"],
                condition=~Q(state="withdrawn") & Q(booking__isnull=False),
                name="contribution_booking_once",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches: none."""
        return ()

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.activity.area_id, self.office_id, 0
