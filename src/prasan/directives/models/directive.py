"""The dated directive (ข้อสั่งการ): one lead office, one moment by which it is done, answers with evidence."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Left
from django.utils.translation import gettext_lazy as _

from prasan.directives.cycle import LIVE, OPEN
from prasan.directives.models.given import Given
from prasan.directory.models import Area, Office
from prasan.directory.roles import REACH, Reach
from prasan.platform.commands.many import InSets, words
from prasan.platform.files.models import File
from prasan.registers.models import Indicator

PERSON = settings.AUTH_USER_MODEL
LEVELS = 4
"""lead office → its superior → the centre → the giver: docs/algorithms/directives.md."""


PART = Case(
    When(part=0, then=Value("")), default=words(".", F("part")), output_field=models.TextField()
)  # fmt: skip


class DirectiveQuerySet(models.QuerySet["Directive"]):
    """Named questions to the directives."""

    def visible_to(self, actor: Any) -> DirectiveQuerySet:
        """Return what the actor gave or has to do, and what their offices and places are concerned with.

        None above the actor's class. The part of a split directive is read like any other.
        """
        if getattr(actor, "is_system", False):
            return self
        if REACH[actor.role] is Reach.NOTHING:
            return self.none()
        rows = self.filter(classification__lte=actor.scope.clearance)
        if actor.scope.everything:
            return rows
        scope = actor.scope
        there = DirectiveArea.objects.filter(directive=OuterRef("pk")).filter(scope.condition(area="area_id"))
        with_us = DirectiveOffice.objects.filter(directive=OuterRef("pk")).filter(
            scope.condition(area="office__area_id", office="office_id", agency="office__agency_id")
        )
        own = scope.condition(area="area_id", office="lead_id", agency="lead__agency_id")
        given = Q(issuer_id=actor.office_id) | Q(giver_id=actor.seat_id)
        return rows.filter(own | given | Q(Exists(there)) | Q(Exists(with_us)))

    def open(self) -> DirectiveQuerySet:
        """Return those in which the lead office owes something."""
        return self.filter(state__in=sorted(OPEN))

    def live(self) -> DirectiveQuerySet:
        """Return those that are neither closed nor withdrawn."""
        return self.filter(state__in=sorted(LIVE))

    def overdue(self, moment: Any) -> DirectiveQuerySet:
        """Return those that should have been answered by a moment."""
        return self.open().filter(due_at__lt=moment)


class Directive(Given):
    """A dated directive (ข้อสั่งการ). `area` is where the lead office stands; `due_at` is computed in its working time.

    `due_day` is the day before it was moved to a working one, from which a recurring one counts on. A part of a
    split directive has its `whole` and `part` ≥ 1 and shares the whole's number. `bound`: it closes with evidence
    only, and comes back when the accepted figure of `indicator` in `aim_area` no longer holds `goal` (scaled integer).
    `acknowledged_by` answers for it in person. Minutes are working minutes of the lead office from its issue.
    """

    class State(models.TextChoices):
        """States along the life cycle in cycle.py."""

        ISSUED = "issued", _("สั่งการแล้ว")
        ACKNOWLEDGED = "acknowledged", _("รับทราบแล้ว")
        WORKING = "working", _("กำลังดำเนินการ")
        ANSWERED = "answered", _("รายงานผลแล้ว")
        RETURNED = "returned", _("ส่งกลับให้ดำเนินการต่อ")
        CLOSED = "closed", _("ปิดเรื่องแล้ว")
        WITHDRAWN = "withdrawn", _("ถอนแล้ว")

    class Due(models.TextChoices):
        """How the deadline was said."""

        DATE = "date", _("ภายในวันที่")
        MONTHS = "months", _("ภายใน … เดือน")
        DAYS = "days", _("ภายใน … วัน")
        HOURS = "hours", _("ภายใน … ชั่วโมงทำการ")
        AT_ONCE = "at_once", _("ทันที")

    class Every(models.TextChoices):
        """How often it comes again until further notice."""

        NEVER = "", _("ครั้งเดียว")
        WEEK = "week", _("ทุกสัปดาห์จนกว่าจะสั่งเป็นอย่างอื่น")
        MONTH = "month", _("ทุกเดือนจนกว่าจะสั่งเป็นอย่างอื่น")

    part = models.PositiveSmallIntegerField(default=0)
    whole = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    lead = models.ForeignKey(Office, models.PROTECT, related_name="directives")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    outside = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    due_kind = models.CharField(max_length=8, choices=Due.choices)
    due_amount = models.PositiveSmallIntegerField(default=0)
    due_day = models.DateField(null=True, blank=True)
    due_at = models.DateTimeField()
    report_back = models.BooleanField(default=True)
    public_message = models.TextField(default="", blank=True)
    hotline_key = models.CharField(max_length=5, default="", blank=True)
    indicator = models.ForeignKey(Indicator, models.PROTECT, null=True, blank=True, related_name="+")
    aim_area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    bound = models.BooleanField(default=False)
    goal = models.BigIntegerField(null=True, blank=True)
    every = models.CharField(max_length=5, choices=Every.choices, default=Every.NEVER, blank=True)
    until = models.DateField(null=True, blank=True)
    previous = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="next")
    state = models.CharField(max_length=12, choices=State.choices, default=State.ISSUED)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    acknowledged_minutes = models.PositiveIntegerField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    first_answered_at = models.DateTimeField(null=True)
    answered_minutes = models.PositiveIntegerField(null=True)
    has_evidence = models.BooleanField(default=False)
    returned_why = models.TextField(default="", blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    reopened = models.PositiveSmallIntegerField(default=0)
    withdrawn_why = models.TextField(default="", blank=True)
    level = models.PositiveSmallIntegerField(default=0)
    escalate_at = models.DateTimeField(null=True)

    objects = DirectiveQuerySet.as_manager()
    in_sets = InSets(
        label=words(F("number"), PART, "/", F("year"), " ", Left("text", 80)), area=F("area_id"), office=F("lead_id"),
        classification=F("classification"), topics=(words("directives"), words("directive:", F("pk"))),
    )  # fmt: skip

    class Meta(Given.Meta):
        abstract = False
        db_table = "directives_directive"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["lead", "-id"], name="directive_lead"),
            models.Index(fields=["area", "-id"], name="directive_area"),
            models.Index(fields=["issuer", "-id"], name="directive_issuer"),
            models.Index(fields=["giver", "-id"], name="directive_giver"),
            models.Index(fields=["due_at", "id"], name="directive_open", condition=Q(state__in=sorted(OPEN))),
            models.Index(fields=["issued_at"], name="directive_issued"),
            models.Index(fields=["escalate_at"], name="directive_escalate", condition=Q(escalate_at__isnull=False)),
            models.Index(fields=["indicator", "aim_area"], name="directive_bound", condition=Q(bound=True)),
            models.Index(fields=["acknowledged_by", "-id"], name="directive_mine"),
            GinIndex(fields=["grams"], name="directive_grams"),
        ]
        constraints = [
            *Given.Meta.constraints,
            models.UniqueConstraint(fields=["issuer", "year", "number", "part"], name="directive_number_once"),
            models.CheckConstraint(
                condition=Q(part=0, whole=None) | Q(part__gt=0, whole__isnull=False), name="directive_part_of_whole"
            ),
            models.CheckConstraint(condition=Q(due_at__gt=F("issued_at")), name="directive_due_later"),
            models.CheckConstraint(
                condition=Q(due_kind__in=["date", "months", "days"], due_day__isnull=False)
                | Q(due_kind__in=["hours", "at_once"], due_day=None),
                name="directive_due_kind",
            ),
            models.CheckConstraint(condition=Q(every="") | Q(due_day__isnull=False), name="directive_recurs_by_day"),
            models.CheckConstraint(
                condition=Q(bound=False) | Q(indicator__isnull=False, aim_area__isnull=False, goal__isnull=False),
                name="directive_bound_to_figure",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(bound=False) | Q(has_evidence=True, answered_at__isnull=False),
                name="directive_bound_closes_proven",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(report_back=False) | Q(answered_at__isnull=False),
                name="directive_closed_answered",
            ),
            models.CheckConstraint(
                condition=Q(closed_by=None) | Q(answered_by=None) | ~Q(closed_by=F("answered_by")),
                name="directive_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdrawn_why=""), name="directive_withdrawn_why"
            ),
            models.CheckConstraint(condition=~Q(state="returned") | ~Q(returned_why=""), name="directive_returned_why"),
            models.CheckConstraint(condition=Q(level__lte=LEVELS), name="directive_level"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.text[:80]}"

    @property
    def code(self) -> str:
        """Return the number as it is written: n/BE-year, a part with its own behind a dot."""
        return f"{self.number}.{self.part}/{self.year}" if self.part else f"{self.number}/{self.year}"

    @property
    def is_open(self) -> bool:
        """Tell whether the lead office owes something."""
        return self.state in OPEN

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches."""
        return ("directives", f"directive:{self.pk}")

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.area_id, self.lead_id, self.classification


class DirectiveOffice(models.Model):
    """An office that does it together with the lead (หน่วยงานร่วม)."""

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="co_offices")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")

    class Meta:
        db_table = "directives_office"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["directive", "office"], name="directive_office_once")]
        indexes = [models.Index(fields=["office", "directive"], name="directive_office_back")]

    def __str__(self) -> str:
        return f"{self.directive_id}:{self.office_id}"


class DirectiveArea(models.Model):
    """A province, district or country that it is about (พื้นที่)."""

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="areas")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")

    class Meta:
        db_table = "directives_area"
        ordering = ["area"]
        constraints = [models.UniqueConstraint(fields=["directive", "area"], name="directive_area_once")]
        indexes = [models.Index(fields=["area", "directive"], name="directive_area_back")]

    def __str__(self) -> str:
        return f"{self.directive_id}:{self.area_id}"


class Answer(models.Model):
    """What the lead office reported (รายงานผล): written once; a later answer is a further row."""

    directive = models.ForeignKey(Directive, models.PROTECT, related_name="answers")
    text = models.TextField()
    evidence = models.TextField(default="", blank=True)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    personal = {"text": "what the lead office reported", "evidence": "where the proof stands"}

    class Meta:
        db_table = "directives_answer"
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="answer_has_text")]

    def __str__(self) -> str:
        return self.text[:60]


class AnswerFileQuerySet(models.QuerySet["AnswerFile"]):
    """Named questions to the files of answers."""

    def visible_to(self, actor: Any) -> AnswerFileQuerySet:
        """Return the files of the directives that the actor reads."""
        seen = Directive.objects.visible_to(actor).filter(pk=OuterRef("answer__directive_id"))
        return self.filter(Exists(seen.order_by()))


class AnswerFile(models.Model):
    """A file that proves an answer (หลักฐาน)."""

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="files")
    file = models.ForeignKey(File, models.PROTECT, related_name="+")

    objects = AnswerFileQuerySet.as_manager()

    class Meta:
        db_table = "directives_answer_file"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.answer_id}:{self.file_id}"
