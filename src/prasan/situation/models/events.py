"""Events (เหตุการณ์): what happened, where, to how many, and what is done about it."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area, Office
from prasan.directory.roles import REACH, Classification, Reach
from prasan.situation.kinds import Certainty, Credibility, EventType, Severity, Urgency


class EventQuerySet(models.QuerySet["Event"]):
    """Named questions to the events."""

    def visible_to(self, actor: Any) -> EventQuerySet:
        """Return the events of the actor's places and offices, none above the actor's class.

        An event abroad is read by the provinces whose people it lists as well, any by the offices with a task in it.
        """
        if getattr(actor, "is_system", False):
            return self
        if REACH[actor.role] is Reach.NOTHING:
            return self.none()
        rows = self.filter(classification__lte=actor.scope.clearance)
        if actor.scope.everything:
            return rows
        there = EventPlace.objects.filter(event=OuterRef("pk")).filter(actor.scope.condition(area="area_id"))
        own = actor.scope.condition(area="area_id", office="owner_id", agency="owner__agency_id")
        tasks = apps.get_model("situation", "EventTask").objects.filter(event=OuterRef("pk"))
        mine = tasks.filter(actor.scope.condition(office="office_id", agency="office__agency_id"))
        return rows.filter(own | Q(Exists(there)) | Q(Exists(mine)))

    def standing(self) -> EventQuerySet:
        """Return the events that are one of their own: neither merged into another nor withdrawn."""
        return self.filter(merged_into=None, is_void=False)

    def live(self) -> EventQuerySet:
        """Return the standing events that are neither closed nor refuted."""
        return self.standing().exclude(state__in=[Event.State.CLOSED, Event.State.REFUTED])


class Event(models.Model):
    """Something that happened or may happen (เหตุการณ์), with a permanent number in its Buddhist year.

    The number is ours and never printed as an official ที่ รง…. A merged event keeps its number and names
    where it went; one whose opening was undone (`is_void`) keeps it too, so that no number is missing or used
    twice. `owner` answers for it. The three judgements stay apart; `digit` is the analyst's. `finding` is what
    checking found, and stays when the event is closed: the record of a source is counted from it.
    """

    class Finding(models.TextChoices):
        """What checking found."""

        NONE = "", _("ยังไม่ตัดสิน")
        TRUE = "true", _("จริง")
        FALSE = "false", _("ไม่จริง")

    class State(models.TextChoices):
        """States along the life cycle in cycle.py."""

        OPEN = "open", _("รอตรวจสอบ")
        WATCHING = "watching", _("เฝ้าดู")
        VERIFIED = "verified", _("ยืนยันแล้ว")
        REFUTED = "refuted", _("ไม่จริง")
        ASSESSED = "assessed", _("ประเมินแล้ว")
        RESPONDING = "responding", _("กำลังแก้ไข")
        CLOSED = "closed", _("ยุติแล้ว")

    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    summary = models.TextField(default="", blank=True)
    type = models.CharField(max_length=20, choices=EventType.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    area = models.ForeignKey(Area, models.PROTECT, related_name="events")
    place = models.CharField(max_length=300, default="", blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    happened_at = models.DateTimeField(null=True, blank=True)
    affected = models.PositiveIntegerField(null=True, blank=True)
    owner = models.ForeignKey(Office, models.PROTECT, related_name="events")
    severity = models.CharField(max_length=10, choices=Severity.choices, default=Severity.UNKNOWN)
    urgency = models.CharField(max_length=10, choices=Urgency.choices, default=Urgency.UNKNOWN)
    certainty = models.CharField(max_length=10, choices=Certainty.choices, default=Certainty.UNKNOWN)
    digit = models.PositiveSmallIntegerField(choices=Credibility.choices, default=Credibility.UNKNOWN)
    classification = models.PositiveSmallIntegerField(choices=Classification.choices, default=0)
    is_public = models.BooleanField(default=False)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    verified_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    lesson = models.TextField(default="", blank=True)
    finding = models.CharField(max_length=5, choices=Finding.choices, default="", blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    is_void = models.BooleanField(default=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        db_table = "situation_event"
        ordering = ["-year", "-number"]
        indexes = [
            models.Index(
                fields=["area", "-id"],
                name="event_live",
                condition=Q(merged_into=None, is_void=False) & ~Q(state__in=["closed", "refuted"]),
            ),
            models.Index(fields=["-id"], name="event_newest"),
            models.Index(fields=["owner", "-id"], name="event_owner"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="event_number_once"),
            models.CheckConstraint(condition=Q(year__gte=2500, year__lte=2700), name="event_year_is_buddhist"),
            models.CheckConstraint(condition=~Q(state="closed") | ~Q(lesson=""), name="event_closed_has_lesson"),
            models.CheckConstraint(condition=~Q(merged_into=models.F("id")), name="event_not_into_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.year} {self.title}"

    @property
    def code(self) -> str:
        """Return the event's permanent number as it is written: n/BE-year."""
        return f"{self.number}/{self.year}"

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that an event's change touches."""
        return ("events", f"event:{self.pk}")

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.area_id, self.owner_id, self.classification


class EventPlace(models.Model):
    """A further place of an event (พื้นที่ที่เกี่ยวข้อง): where else, or the province its people come from."""

    class Role(models.TextChoices):
        """What the place is to the event."""

        ALSO = "also", _("เกิดเหตุด้วย")
        ORIGIN = "origin", _("ภูมิลำเนาของผู้เดือดร้อน")

    event = models.ForeignKey(Event, models.CASCADE, related_name="places")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    role = models.CharField(max_length=6, choices=Role.choices, default=Role.ALSO)
    people = models.PositiveIntegerField(null=True)

    class Meta:
        db_table = "situation_event_place"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["event", "area", "role"], name="event_place_once")]
        indexes = [models.Index(fields=["area", "event"], name="event_place_area")]

    def __str__(self) -> str:
        return f"{self.event_id}:{self.area_id}"


class OperationQuerySet(models.QuerySet["Operation"]):
    """Named questions to the log."""

    def visible_to(self, actor: Any) -> OperationQuerySet:
        """Return the operations on events that the actor reads, and those on items alone for who reads all."""
        if getattr(actor, "is_system", False) or actor.scope.everything:
            return self
        seen = Event.objects.visible_to(actor).filter(pk=OuterRef("event_id"))
        return self.filter(Exists(seen))


class Operation(models.Model):
    """One linking act (การผูก รวม หรือแยกข่าว): the log whose fold says which item belongs to which event.

    Nothing is changed or deleted (a trigger sees to it): an undo is an operation on an operation, and a redo the
    undo of an undo. What is folded from it (Item.event, Item.state, Event.merged_into, Event.is_void and the
    edited columns) is recomputed from the log and can be rebuilt at any time: events/fold.py.
    """

    class Kind(models.TextChoices):
        """What was done."""

        LINK = "link", _("ผูกข่าวกับเหตุการณ์")
        UNLINK = "unlink", _("ถอดข่าวจากเหตุการณ์")
        MERGE = "merge", _("รวมเหตุการณ์")
        SPLIT = "split", _("แยกเหตุการณ์")
        EDIT = "edit", _("แก้ไขเหตุการณ์")
        BIN = "bin", _("คัดข่าวออก")
        UNDO = "undo", _("เลิกทำ")

    kind = models.CharField(max_length=6, choices=Kind.choices)
    event = models.ForeignKey(Event, models.PROTECT, null=True, related_name="operations")
    other = models.ForeignKey(Event, models.PROTECT, null=True, related_name="+")
    items = models.JSONField(default=list)
    values = models.JSONField(default=dict)
    undoes = models.ForeignKey("self", models.PROTECT, null=True, related_name="undone_by")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = OperationQuerySet.as_manager()

    class Meta:
        db_table = "situation_operation"
        ordering = ["id"]
        indexes = [
            models.Index(fields=["event", "id"], name="operation_event"),
            GinIndex(fields=["items"], name="operation_items", opclasses=["jsonb_path_ops"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.pk}"

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that an act touches."""
        events = sorted({one for one in (self.event_id, self.other_id) if one is not None})
        return ("triage", "events", *(f"event:{one}" for one in events))

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.event.journal_place() if self.event else (None, None, 0)
