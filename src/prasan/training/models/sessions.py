"""Sessions of courses: where, when, how many seats, for whom some are kept, what it costs."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area, Office
from prasan.registers.models import WorkItem
from prasan.registers.models.shared import Open
from prasan.training.models.courses import Course

MOST_SEATS = 2000


class SessionQuerySet(Open):
    """Named questions to the sessions; what is taught where is told to everybody, a draft to its office alone."""

    def visible_to(self, actor: Any) -> Any:
        """Return the sessions that are made known, and those that an office prepares to itself."""
        if getattr(actor, "is_system", False):
            return self
        return self.exclude(state="draft") | self.filter(office=actor.office_id)

    def taking(self, today: dt.date) -> Any:
        """Return those for which people can apply on a day."""
        return self.filter(state="open", applies_until__gte=today)


class Session(models.Model):
    """A session of a course (รุ่นฝึกอบรม): place, days, trainer, seats.

    `number`, of the office's sessions of the course in the fiscal year `year` (B.E.). `applies_until`, the last day to
    apply; `joins_until`, the last day on which a seat that became free is given on; `offer_hours`, how long an offer
    waits for its answer; `kept_until`, until when seats are kept for quotas. `least`, fewer than these and the office
    thinks of calling it off. `allowance`, satang a day for each trainee who was there. `trainer`, who teaches, as
    people are told. `work_item`, the planned work that it belongs to.
    """

    class State(models.TextChoices):
        """Where it stands; that it runs is told by its days."""

        DRAFT = "draft", _("ร่าง")
        OPEN = "open", _("เปิดรับสมัครหรือกำลังฝึก")
        CLOSED = "closed", _("สรุปผลแล้ว")
        CANCELLED = "cancelled", _("ยกเลิก")

    course = models.ForeignKey(Course, models.PROTECT, related_name="sessions")
    office = models.ForeignKey(Office, models.PROTECT, related_name="training_sessions")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    area = models.ForeignKey(Area, models.PROTECT, related_name="training_sessions")
    place = models.CharField(max_length=300)
    begins = models.DateField()
    ends = models.DateField()
    trainer = models.CharField(max_length=300, default="", blank=True)
    seats = models.PositiveSmallIntegerField()
    least = models.PositiveSmallIntegerField(default=1)
    applies_until = models.DateField()
    joins_until = models.DateField()
    offer_hours = models.PositiveSmallIntegerField(default=48)
    kept_until = models.DateTimeField(null=True, blank=True)
    allowance = models.PositiveIntegerField(default=0)
    work_item = models.ForeignKey(WorkItem, models.PROTECT, null=True, blank=True, related_name="training_sessions")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    cancelled = models.CharField(max_length=300, default="", blank=True)
    closed_at = models.DateTimeField(null=True, editable=False)

    objects = SessionQuerySet.as_manager()

    class Meta:
        db_table = "training_session"
        ordering = ["begins", "id"]
        indexes = [
            models.Index(fields=["area", "begins"], name="session_area"),
            models.Index(fields=["office", "begins"], name="session_office"),
            models.Index(fields=["begins"], name="session_open", condition=Q(state="open")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["course", "office", "year", "number"], name="session_number"),
            models.CheckConstraint(condition=Q(ends__gte=F("begins")), name="session_days"),
            models.CheckConstraint(condition=Q(seats__range=(1, MOST_SEATS)), name="session_seats"),
            models.CheckConstraint(condition=Q(least__gte=1, least__lte=F("seats")), name="session_least"),
            models.CheckConstraint(
                condition=Q(applies_until__lte=F("joins_until"), joins_until__lte=F("ends")), name="session_until"
            ),
            models.CheckConstraint(condition=Q(offer_hours__range=(1, 720)), name="session_offer_hours"),
            models.CheckConstraint(
                condition=Q(state="cancelled") & ~Q(cancelled="") | ~Q(state="cancelled") & Q(cancelled=""),
                name="session_cancelled",
            ),
            models.CheckConstraint(condition=Q(state="closed") ^ Q(closed_at=None), name="session_closed"),
        ]

    def __str__(self) -> str:
        return f"{self.course} {self.label}"

    @property
    def label(self) -> str:
        """Return which session of the year it is: รุ่นที่ 2/2570."""
        return _now("รุ่นที่ %(number)s/%(year)s") % {"number": self.number, "year": self.year}

    def gives_seats(self, now: dt.datetime) -> bool:
        """Tell whether a seat that is free at a moment is given to who waits."""
        return self.state == self.State.OPEN and timezone.localdate(now) <= self.joins_until

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches."""
        return (f"training:{self.pk}",)

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.area_id, self.office_id, 0


class Quota(models.Model):
    """Seats of a session that are kept for a group (โควตา): an area's, informal workers, people with disability."""

    class Group(models.TextChoices):
        """For whom seats are kept."""

        AREA = "area", _("ผู้อยู่ในพื้นที่")
        INFORMAL = "informal", _("แรงงานนอกระบบ")
        DISABILITY = "disability", _("คนพิการ")

    session = models.ForeignKey(Session, models.CASCADE, related_name="quotas")
    group = models.CharField(max_length=10, choices=Group.choices)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    seats = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "training_quota"
        ordering = ["session", "id"]
        constraints = [
            models.UniqueConstraint(fields=["session", "group", "area"], nulls_distinct=False, name="quota_once"),
            models.CheckConstraint(condition=Q(group="area") ^ Q(area=None), name="quota_area"),
            models.CheckConstraint(condition=Q(seats__range=(1, MOST_SEATS)), name="quota_seats"),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """Return for whom it is kept, in the reader's language."""
        label = str(self.get_group_display())
        return f"{label} {self.area.name}" if self.area is not None else label


class Cost(models.Model):
    """What a session cost (ค่าใช้จ่าย), a line; satang. A mistake is mended by a line below zero."""

    class Kind(models.TextChoices):
        """What it was spent on."""

        TRAINER = "trainer", _("ค่าวิทยากร")
        MATERIAL = "material", _("ค่าวัสดุฝึก")
        PLACE = "place", _("ค่าสถานที่")
        FOOD = "food", _("ค่าอาหาร")
        TRAVEL = "travel", _("ค่าเดินทาง")
        ALLOWANCE = "allowance", _("เบี้ยเลี้ยงผู้รับการฝึก")
        OTHER = "other", _("อื่น ๆ")

    session = models.ForeignKey(Session, models.PROTECT, related_name="costs")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    amount = models.BigIntegerField()
    note = models.CharField(max_length=300, default="", blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = Open.as_manager()

    class Meta:
        db_table = "training_cost"
        ordering = ["session", "id"]
        constraints = [models.CheckConstraint(condition=~Q(amount=0), name="cost_amount")]

    def __str__(self) -> str:
        return f"{self.session_id}:{self.pk}"

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.session.area_id, self.session.office_id, 0
