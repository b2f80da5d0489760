"""What is done about events: tasks, links to other rooms, head counts, plans in three phases, corrections."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area, Office
from prasan.directory.roles import REACH, Reach
from prasan.situation.models.events import Event, Operation
from prasan.situation.models.items import Item


class OfEvent(models.QuerySet[Any]):
    """Rows that are read with their event."""

    def visible_to(self, actor: Any) -> OfEvent:
        """Return the rows of the events that the actor reads."""
        if getattr(actor, "is_system", False):
            return self
        return self.filter(Exists(Event.objects.visible_to(actor).filter(pk=OuterRef("event_id"))))


class TaskQuerySet(OfEvent):
    """Named questions to the tasks."""

    def visible_to(self, actor: Any) -> TaskQuerySet:
        """Return the tasks of the events that the actor reads, and those of the actor's own office."""
        if getattr(actor, "is_system", False):
            return self
        seen = Event.objects.visible_to(actor).filter(pk=OuterRef("event_id"))
        return self.filter(Exists(seen) | Q(office_id=actor.office_id))

    def waiting(self) -> TaskQuerySet:
        """Return the tasks that nobody has done."""
        return self.filter(done_at=None)


class EventTask(models.Model):
    """A task of the response (งานแก้ไขเหตุการณ์): who does what by when; done with a note.

    `due` was counted in the office's working time when the task was given. `area` is the province of origin that
    a family visit or an entitlement belongs to, `people` how many it is about.
    """

    class Kind(models.TextChoices):
        """What kind of task."""

        OTHER = "other", _("งานทั่วไป")
        CHECK = "check", _("ตรวจสอบข้อเท็จจริง")
        VISIT = "visit", _("เยี่ยมครอบครัว")
        RIGHTS = "rights", _("ติดตามสิทธิประโยชน์")
        CORRECTION = "correction", _("ชี้แจงข่าวปลอม")

    event = models.ForeignKey(Event, models.PROTECT, related_name="tasks")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.OTHER)
    office = models.ForeignKey(Office, models.PROTECT, related_name="event_tasks")
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")
    people = models.PositiveIntegerField(null=True)
    text = models.CharField(max_length=500)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    due = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    note = models.TextField(default="", blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        db_table = "situation_event_task"
        ordering = ["due", "id"]
        indexes = [
            models.Index(fields=["event", "due"], name="event_task_event"),
            models.Index(fields=["office", "due"], name="event_task_waiting", condition=Q(done_at=None)),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(done_at=None) | ~Q(note=""), name="event_task_done_has_note"),
            models.CheckConstraint(condition=Q(due__gte=F("given_at")), name="event_task_due_later"),
        ]

    def __str__(self) -> str:
        return self.text

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a task's change touches."""
        return ("events", f"event:{self.event_id}")

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal: those of the event, so that its readers read of its tasks."""
        return self.event.journal_place()


class EventLink(models.Model):
    """Where an event went on to (เรื่องที่เกี่ยวเนื่อง): a directive, a referral, a request, an item of a plan.

    `target` is the row's plain number: this room does not know the others; the desk knows where it leads.
    """

    class Kind(models.TextChoices):
        """What the event became."""

        DIRECTIVE = "directive", _("ข้อสั่งการ")
        REFERRAL = "referral", _("เรื่องส่งต่อ")
        RESOURCE = "resource", _("คำขอทรัพยากร")
        PLAN = "plan", _("โครงการในแผน")

    event = models.ForeignKey(Event, models.PROTECT, related_name="links")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    target = models.BigIntegerField()
    label = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = OfEvent.as_manager()

    class Meta:
        db_table = "situation_event_link"
        ordering = ["id"]
        indexes = [models.Index(fields=["kind", "target"], name="event_link_target")]
        constraints = [models.UniqueConstraint(fields=["event", "kind", "target"], name="event_link_once")]

    def __str__(self) -> str:
        return self.label

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.event.journal_place()


class PlanLineQuerySet(OfEvent):
    """Named questions to the plans of events."""

    def visible_to(self, actor: Any) -> PlanLineQuerySet:
        """Return the lines that the actor may copy: those of every event without a class, and of what it reads."""
        if getattr(actor, "is_system", False):
            return self
        if REACH[actor.role] is Reach.NOTHING:
            return self.none()
        seen = Event.objects.visible_to(actor).filter(pk=OuterRef("event_id"))
        return self.filter(Q(event__classification=0) | Exists(seen))


class HeadCount(models.Model):
    """People counted at a moment by one dimension (ตารางนับคน): the parts are the whole.

    `cells` is [[label, people], …]; a table whose parts do not sum to `total` is never saved.
    """

    class Dimension(models.TextChoices):
        """By what people are told apart."""

        LEGALITY = "legality", _("สถานะการทำงาน")
        JOB = "job", _("งานที่ทำ")
        CONDITION = "condition", _("สภาพ")
        PLACE = "place", _("ที่อยู่ขณะนี้")
        SEX = "sex", _("เพศ")
        EMPLOYER = "employer", _("นายจ้าง")

    event = models.ForeignKey(Event, models.PROTECT, related_name="head_counts")
    as_of = models.DateTimeField()
    dimension = models.CharField(max_length=10, choices=Dimension.choices)
    total = models.PositiveIntegerField()
    cells = models.JSONField()
    source = models.CharField(max_length=300, default="", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = OfEvent.as_manager()

    class Meta:
        db_table = "situation_head_count"
        ordering = ["-as_of", "-id"]
        indexes = [models.Index(fields=["event", "dimension", "-as_of"], name="head_count_newest")]

    def __str__(self) -> str:
        return f"{self.get_dimension_display()} {self.total}"

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a count touches."""
        return ("events", f"event:{self.event_id}")

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.event.journal_place()


class EventPlanLine(models.Model):
    """A line of an event's plan (แผนเผชิญเหตุ): what is done before, during and after; others copy it."""

    class Phase(models.TextChoices):
        """The three phases."""

        BEFORE = "before", _("ก่อนเกิดเหตุ")
        DURING = "during", _("ขณะเกิดเหตุ")
        AFTER = "after", _("หลังเกิดเหตุ")

    event = models.ForeignKey(Event, models.PROTECT, related_name="plan_lines")
    phase = models.CharField(max_length=6, choices=Phase.choices)
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=500)
    office_text = models.CharField(max_length=200, default="", blank=True)
    copied_from = models.ForeignKey(Event, models.PROTECT, null=True, related_name="+")

    objects = PlanLineQuerySet.as_manager()

    class Meta:
        db_table = "situation_event_plan_line"
        ordering = ["event", "order", "id"]

    def __str__(self) -> str:
        return self.text


class CorrectionQuerySet(models.QuerySet["Correction"]):
    """Named questions to the corrections."""

    def standing(self) -> CorrectionQuerySet:
        """Return what people said and have not taken back: what a challenger is trained on."""
        return self.filter(is_standing=True)


class Correction(models.Model):
    """What a person said otherwise than the machine (การแก้คำทำนาย): an example to train on.

    `operation` is the act it came with, if any; when that is undone the correction stands no more.
    """

    class Field(models.TextChoices):
        """What was put right."""

        TYPE = "type", _("ประเภทเหตุการณ์")
        RELEVANT = "relevant", _("เกี่ยวข้องกับงานแรงงาน")
        PLACE = "place", _("พื้นที่")

    item = models.ForeignKey(Item, models.CASCADE, related_name="corrections")
    field = models.CharField(max_length=10, choices=Field.choices)
    before = models.JSONField()
    after = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    operation = models.ForeignKey(Operation, models.PROTECT, null=True, related_name="corrections")
    is_standing = models.BooleanField(default=True)
    model_version = models.CharField(max_length=40, default="", blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        db_table = "situation_correction"
        ordering = ["id"]
        indexes = [models.Index(fields=["item", "field"], name="correction_item")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.field}"
