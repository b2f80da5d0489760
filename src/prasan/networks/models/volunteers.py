"""Labour volunteers, and the sub-districts they are appointed to."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area, Office
from prasan.directory.roles import Role
from prasan.platform.vault.fields import EncryptedField

KEEPERS = (Role.PLO, Role.VOLUNTEER_COORDINATOR, Role.AGENCY_OFFICER)
"""Who works with the volunteers of their own office."""


class OwnVolunteers(models.QuerySet[Any]):
    """Rows about volunteers, read by who works with them at the office that keeps them; `path` leads to that office."""

    path = "office"

    def visible_to(self, actor: Any) -> Any:
        """Return the rows of the own office."""
        if getattr(actor, "is_system", False):
            return self
        return self.filter(**{self.path: actor.office_id}) if actor.has(*KEEPERS) else self.none()


class VolunteerQuerySet(OwnVolunteers):
    """Named questions to the volunteers."""

    def active(self) -> Any:
        """Return those who serve."""
        return self.filter(state=Volunteer.State.ACTIVE)


class Volunteer(models.Model):
    """A labour volunteer (อาสาสมัครแรงงาน, อสร.), kept by the labour office of the province.

    The words about the person are kept while they serve, no longer.
    `nonce` and `token_hash` make their own address (platform/web/links.py): who holds it answers as them.
    """

    class State(models.TextChoices):
        """Whether they serve."""

        ACTIVE = "active", _("ปฏิบัติหน้าที่")
        ENDED = "ended", _("พ้นหน้าที่")

    office = models.ForeignKey(Office, models.PROTECT, related_name="volunteers")
    name = EncryptedField(default="", blank=True)
    phone = EncryptedField(default="", blank=True)
    state = models.CharField(max_length=6, choices=State.choices, default=State.ACTIVE)
    reason = models.CharField(max_length=300, default="", blank=True)
    nonce = models.CharField(max_length=32)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    objects = VolunteerQuerySet.as_manager()
    personal = {"name": "name of a volunteer", "phone": "telephone of a volunteer"}
    unjournalled = {"nonce", "token_hash"}

    class Meta:
        db_table = "networks_volunteer"
        ordering = ["id"]
        indexes = [models.Index(fields=["office", "state"], name="volunteer_office")]

    def __str__(self) -> str:
        return gettext("อาสาสมัครหมายเลข %(number)s") % {"number": self.pk or "-"}

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches: none."""
        return ()

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return None, self.office_id, 0


class VolunteerAppointmentQuerySet(OwnVolunteers):
    """Named questions to the appointments."""

    path = "volunteer__office"

    def on(self, day: dt.date) -> Any:
        """Return those that hold on a day, of volunteers who serve."""
        rows = self.filter(volunteer__state=Volunteer.State.ACTIVE, start__lte=day)
        return rows.filter(Q(end=None) | Q(end__gte=day))


class Appointment(models.Model):
    """That a volunteer serves a sub-district from–to, both days inclusive (การแต่งตั้งอาสาสมัครแรงงาน).

    `order_no`, number of the order; no two appointments of one volunteer to one sub-district overlap (migration 0002).
    """

    volunteer = models.ForeignKey(Volunteer, models.PROTECT, related_name="appointments")
    area = models.ForeignKey(Area, models.PROTECT, related_name="volunteer_appointments")
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    order_no = models.CharField(max_length=100, default="", blank=True)
    reason = models.CharField(max_length=300, default="", blank=True)

    objects = VolunteerAppointmentQuerySet.as_manager()
    personal: dict[str, str] = {}

    class Meta:
        db_table = "networks_appointment"
        ordering = ["-start", "id"]
        indexes = [models.Index(fields=["area", "start"], name="appointment_area")]
        constraints = [models.CheckConstraint(condition=Q(end=None) | Q(end__gte=F("start")), name="appointment_days")]

    def __str__(self) -> str:
        return f"{self.volunteer_id} → {self.area_id}"

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches: none."""
        return ()

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.area_id, self.volunteer.office_id, 0


def appointed(day: dt.date, area: str = "pk") -> Exists:
    """Return the condition that somebody serves a sub-district on a day. Parameters: `area`, its path from the row."""
    rows: Any = Appointment.objects
    return Exists(rows.on(day).filter(area=OuterRef(area)))
