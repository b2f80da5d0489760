"""The table of appointments: who put one in, when and where it is, whom it concerns."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area, Office
from prasan.directory.roles import REACH, Reach

OUTSIDE = "outside"
"""The kind of offices outside the ministry: they are not meant where all offices are asked."""


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    """Named questions to the appointments."""

    def visible_to(self, actor: Any) -> AppointmentQuerySet:
        """Return the appointments that concern the actor's office, and those of offices in its scope."""
        if getattr(actor, "is_system", False):
            return self
        if REACH[actor.role] is Reach.NOTHING:
            return self.none()
        if actor.scope.everything:
            return self
        return self.filter(
            actor.scope.condition(area="area_id", office="office_id", agency="office__agency_id") | concerning(actor)
        )

    def of_office(self, actor: Any) -> AppointmentQuerySet:
        """Return those that the actor's own office is asked to."""
        return self.filter(concerning(actor))

    def of_province(self, actor: Any) -> AppointmentQuerySet:
        """Return those that the actor's own office or an office of its area is asked to."""
        return self.filter(concerning(actor) | Q(area_id__gte=actor.area_id, area_id__lte=actor.area_last))

    def between(self, first: dt.date, last: dt.date) -> AppointmentQuerySet:
        """Return those that touch the days from first to last, both included."""
        return self.filter(start__lte=last, end__gte=first)


def concerning(actor: Any) -> Q:
    """Return the condition: an appointment is for the actor's own office."""
    own = Q(office_id=actor.office_id)
    if actor.office_kind == OUTSIDE:
        return own
    to = Appointment.Audience
    mine = own | Q(audience=to.ALL) | Q(
        audience=to.PROVINCE, area_id__lte=actor.area_id, area__last__gte=actor.area_last
    )  # fmt: skip
    return mine | Q(audience=to.AGENCY, office__agency_id=actor.agency) if actor.agency else mine


class Appointment(models.Model):
    """An appointment (นัดหมาย): a meeting or another dated event that offices are asked to.

    `start`, `end`, days in Thailand, both included; `start_time`, `end_time`, hours in Thailand where they are known;
    `link`, where it can be joined from afar; `version` counts the changes, the calendar programs' SEQUENCE.
    """

    class Audience(models.TextChoices):
        """Whom it is for."""

        OFFICE = "office", _("หน่วยงานของเรา")
        PROVINCE = "province", _("ทุกหน่วยงานในจังหวัด")
        AGENCY = "agency", _("ทุกหน่วยงานในสังกัดกรม")
        ALL = "all", _("ทุกหน่วยงานของกระทรวง")

    subject = models.CharField(max_length=200)
    start = models.DateField()
    start_time = models.TimeField(null=True)
    end = models.DateField()
    end_time = models.TimeField(null=True)
    place = models.CharField(max_length=300, default="", blank=True)
    link = models.URLField(max_length=500, default="", blank=True)
    audience = models.CharField(max_length=8, choices=Audience.choices, default=Audience.OFFICE)
    remark = models.TextField(default="", blank=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="appointments")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField(null=True)
    cancelled_why = models.TextField(default="", blank=True)
    version = models.PositiveIntegerField(default=0)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        app_label = "desk"
        db_table = "desk_appointment"
        ordering = ["start", "start_time", "pk"]
        indexes = [models.Index(fields=["start", "end"], name="appointment_days")]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__gt=F("start")) | Q(end=F("start"), end_time__isnull=True)
                | Q(end=F("start"), end_time__gt=F("start_time")),
                name="appointment_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(end_time__isnull=True) | Q(start_time__isnull=False), name="appointment_hours"
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True, cancelled_why="")
                | Q(cancelled_at__isnull=False) & ~Q(cancelled_why=""),
                name="appointment_cancelled_why",
            ),
            models.CheckConstraint(
                condition=Q(link="") | Q(link__startswith="https://"), name="appointment_link_https"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.subject

    def asked(self, day: dt.date) -> models.QuerySet[Office]:
        """Return the offices that it is for on a day: whose people `concerning` lets see it as their own."""
        found, to = Office.objects.open_on(day), Appointment.Audience
        if self.audience == to.OFFICE:
            return found.filter(pk=self.office_id)
        found = found.exclude(kind=OUTSIDE)
        if self.audience == to.PROVINCE:
            return found.filter(area_id__gte=self.area_id, area__last__lte=self.area.last)
        return found.filter(agency_id=self.office.agency_id) if self.audience == to.AGENCY else found

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.area_id, self.office_id, 0
