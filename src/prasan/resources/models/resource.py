"""What an office lends: a person's work, a room, a vehicle, a mobile unit, equipment, money."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area, Office, Seat
from prasan.resources.cycle import HOLDING
from prasan.resources.models.shared import NOBODYS, reads_all

MOST_SATANG = 10**13
"""A hundred thousand million baht; a larger sum is a slip of the finger."""
MOST_SEATS = 100_000


class ResourceQuerySet(models.QuerySet["Resource"]):
    """Named questions to what is lent."""

    def visible_to(self, actor: Any) -> ResourceQuerySet:
        """Return what every office offers; a partner reads its own office's alone, an administrator nothing."""
        if reads_all(actor):
            return self
        return self.filter(office__in=actor.scope.offices) if actor.scope.offices else self.filter(NOBODYS)

    def to_be_had(self, day: dt.date | None = None) -> ResourceQuerySet:
        """Return what is offered, and lent on a day still."""
        on = day or timezone.localdate()
        return self.filter(Q(until=None) | Q(until__gte=on), state=Resource.State.OFFERED)

    def free(self, begins: dt.datetime, ends: dt.datetime) -> ResourceQuerySet:
        """Return what nobody has in a span; money is shared, so that it counts as free."""
        from prasan.resources.models.booking import Booking

        held = Booking.objects.filter(
            resource=OuterRef("pk"), exclusive=True, state__in=HOLDING, begins__lt=ends, ends__gt=begins
        )
        return self.filter(~Exists(held))


class Resource(models.Model):
    """Something that an office lends to others (ทรัพยากร).

    `name`, what it is, never a person's name; `office` lends it, `seat` answers for it; `area`, where it stands;
    `seats`, people who fit or are served, None not told; `skills`, what it can do in words; `languages`, of an
    interpreter (ISO 639-1); `conditions`, in words; `day_price`, satang for each begun 24 hours; `share`, the part of
    the cost that a borrower carries, per cent; `amount`, satang, of money; `until`, the last day on which it is lent;
    `withdrawn`, why it is offered no more.
    """

    class Kind(models.TextChoices):
        """Kinds of what is lent."""

        TRAINER = "trainer", _("วิทยากร")
        INSPECTOR = "inspector", _("พนักงานตรวจ")
        INTERPRETER = "interpreter", _("ล่าม")
        ROOM = "room", _("ห้องประชุมหรือห้องฝึก")
        VEHICLE = "vehicle", _("ยานพาหนะ")
        MOBILE_UNIT = "mobile_unit", _("หน่วยบริการเคลื่อนที่")
        EQUIPMENT = "equipment", _("อุปกรณ์")
        MONEY = "money", _("งบประมาณ")

    class State(models.TextChoices):
        """Where it stands."""

        OFFERED = "offered", _("เปิดให้ยืม")
        WITHDRAWN = "withdrawn", _("เลิกให้ยืม")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = models.CharField(max_length=200)
    office = models.ForeignKey(Office, models.PROTECT, related_name="resources")
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="resources")
    area = models.ForeignKey(Area, models.PROTECT, related_name="resources")
    seats = models.PositiveIntegerField(null=True, blank=True)
    skills = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    languages = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    conditions = models.TextField(max_length=2000, default="", blank=True)
    day_price = models.BigIntegerField(default=0)
    share = models.PositiveSmallIntegerField(default=100)
    amount = models.BigIntegerField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OFFERED)
    withdrawn = models.CharField(max_length=300, default="", blank=True)
    sort_th = models.CharField(max_length=300, default="", blank=True, db_collation="C")
    grams = ArrayField(models.TextField(), default=list, blank=True)

    objects = ResourceQuerySet.as_manager()
    search_from = ("name", "skilled")
    unjournalled = {"grams", "sort_th"}
    personal: dict[str, str] = {}

    class Meta:
        db_table = "resources_resource"
        ordering = ["sort_th", "id"]
        indexes = [
            models.Index(fields=["office", "state"], name="resource_office"),
            models.Index(fields=["area", "kind"], name="resource_area"),
            models.Index(fields=["sort_th", "id"], name="resource_sort"),
            GinIndex(fields=["grams"], name="resource_grams"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="withdrawn") & ~Q(withdrawn="") | Q(state="offered", withdrawn=""),
                name="resource_withdrawn",
            ),
            models.CheckConstraint(condition=Q(kind="interpreter") | Q(languages=[]), name="resource_languages"),
            models.CheckConstraint(
                condition=Q(kind="money", amount__gt=0, amount__lte=MOST_SATANG, day_price=0)
                | ~Q(kind="money") & Q(amount=None),
                name="resource_amount",
            ),
            models.CheckConstraint(
                condition=Q(day_price__gte=0, day_price__lte=MOST_SATANG, share__lte=100), name="resource_price"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def skilled(self) -> str:
        """What it can do, in one text for the search."""
        return " ".join([*self.skills, *self.languages, str(self.get_kind_display())])

    @property
    def is_shared(self) -> bool:
        """Tell whether many may have it at once: money, as far as it goes."""
        return self.kind == self.Kind.MONEY

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches: none."""
        return ()

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.area_id, self.office_id, 0
