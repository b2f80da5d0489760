"""What an office needs and has not found yet, by kind, skill, time and place: what a joint plan is made of."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area, Office, Seat
from prasan.resources.models.resource import Resource
from prasan.resources.models.shared import NOBODYS, reads_all


class NeedQuerySet(models.QuerySet["Need"]):
    """Named questions to the needs."""

    def visible_to(self, actor: Any) -> NeedQuerySet:
        """Return all of them; a partner reads its own office's."""
        if reads_all(actor):
            return self
        return self.filter(office__in=actor.scope.offices) if actor.scope.offices else self.filter(NOBODYS)

    def standing(self) -> NeedQuerySet:
        """Return those that are open and have not begun."""
        return self.filter(state=Need.State.OPEN, begins__gt=timezone.now())


class Need(models.Model):
    """A resource that an office needs (ความต้องการทรัพยากร), whosever it is.

    `skill`, in words, "" any; `seats`, how many must fit, None any; `area`, where it is used; `reason`, why it
    was closed.
    """

    class Priority(models.IntegerChoices):
        """How pressing it is."""

        LOW = 1, _("รอได้")
        NORMAL = 2, _("ปกติ")
        URGENT = 3, _("เร่งด่วน")

    class State(models.TextChoices):
        """Where it stands."""

        OPEN = "open", _("ยังต้องการ")
        CLOSED = "closed", _("ปิดแล้ว")

    kind = models.CharField(max_length=12, choices=Resource.Kind.choices)
    skill = models.CharField(max_length=60, default="", blank=True)
    seats = models.PositiveIntegerField(null=True, blank=True)
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    area = models.ForeignKey(Area, models.PROTECT, related_name="resource_needs")
    purpose = models.CharField(max_length=300)
    priority = models.PositiveSmallIntegerField(choices=Priority.choices, default=Priority.NORMAL)
    office = models.ForeignKey(Office, models.PROTECT, related_name="resource_needs")
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="resource_needs")
    state = models.CharField(max_length=6, choices=State.choices, default=State.OPEN)
    reason = models.CharField(max_length=300, default="", blank=True)
    told_at = models.DateTimeField()

    objects = NeedQuerySet.as_manager()
    personal: dict[str, str] = {}

    class Meta:
        db_table = "resources_need"
        ordering = ["begins", "id"]
        indexes = [models.Index(fields=["area", "begins"], condition=Q(state="open"), name="need_open")]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("begins")), name="need_span"),
            models.CheckConstraint(condition=Q(priority__in=[1, 2, 3]) & ~Q(kind="money"), name="need_kind"),
            models.CheckConstraint(
                condition=Q(state="closed") & ~Q(reason="") | Q(state="open", reason=""), name="need_closed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.begins.date().isoformat()}"

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches: none."""
        return ()

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.area_id, self.office_id, 0
