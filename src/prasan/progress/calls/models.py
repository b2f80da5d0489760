"""Tables of data calls: the call, each office's answer with its versions, and saved sets of offices."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area, Office
from prasan.directory.roles import REACH, Reach
from prasan.progress.calls.columns import Table


def reads(actor: Any) -> bool:
    """Tell whether a seat reads data at all; the system and seats that administer accounts have no scope."""
    return not getattr(actor, "is_system", False) and REACH[actor.role] is not Reach.NOTHING


class DataCallQuerySet(models.QuerySet["DataCall"]):
    """Named questions to the calls."""

    def visible_to(self, actor: Any) -> DataCallQuerySet:
        """Return the calls of the actor's own office, and those that were sent to an office the actor reads."""
        if not reads(actor):
            return self if getattr(actor, "is_system", False) else self.none()
        asked = CallAnswer.objects.filter(call=OuterRef("pk")).within(actor)
        sent = ~Q(state=DataCall.State.DRAFT) & Exists(asked)
        return self.filter(Q(office_id=actor.office_id) | sent)

    def open(self) -> DataCallQuerySet:
        """Return the calls that take answers now."""
        still = Q(open_until=None) | Q(open_until__gte=timezone.now())
        return self.filter(still, state=DataCall.State.SENT)


class DataCall(models.Model):
    """A request for data (การขอข้อมูลด่วน): what is asked, why, of whom, until when.

    `columns` and `rules` are those of `columns.Table`. `pick` says how the offices were chosen while it is a draft
    (`picking.Pick`); once it is sent the answers are the list. `frozen` keeps the totals of the last closing.
    """

    class State(models.TextChoices):
        """States along the life cycle in cycle.py."""

        DRAFT = "draft", _("ร่าง")
        SENT = "sent", _("กำลังรับคำตอบ")
        CLOSED = "closed", _("ปิดรับคำตอบแล้ว")

    title = models.CharField(max_length=200)
    why = models.TextField(default="", blank=True)
    reference = models.CharField(max_length=300, default="", blank=True)
    columns = models.JSONField(default=list)
    rules = models.JSONField(default=list)
    free_rows = models.BooleanField(default=False)
    head_confirms = models.BooleanField(default=False)
    pick = models.JSONField(default=dict)
    deadline = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    office = models.ForeignKey(Office, models.PROTECT, related_name="data_calls")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="data_calls")
    sent_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    open_until = models.DateTimeField(null=True)
    copied_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="copies")
    frozen = models.JSONField(null=True)
    version = models.PositiveIntegerField(default=0)

    objects = DataCallQuerySet.as_manager()
    unjournalled = {"frozen"}

    class Meta:
        app_label = "progress"
        db_table = "progress_data_call"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["office", "-id"], name="data_call_office"),
            models.Index(fields=["deadline"], name="data_call_open", condition=Q(state="sent")),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state="draft") | Q(sent_at__isnull=False), name="data_call_sent_dated"),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_at__isnull=False), name="data_call_closed_dated"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def table(self) -> Table:
        """Return what is asked."""
        return Table.of(self.columns, self.rules, self.free_rows)

    def takes_answers(self, now: dt.datetime) -> bool:
        """Tell whether answers are taken at a moment: sent, and the end of a reopening not passed."""
        return self.state == self.State.SENT and (self.open_until is None or now <= self.open_until)

    def topics(self) -> list[str]:
        """Return the live topics that a change of this call touches."""
        return [f"call:{self.pk}"]

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.office.area_id, self.office_id, 0


class CallAnswerQuerySet(models.QuerySet["CallAnswer"]):
    """Named questions to the answers."""

    def within(self, actor: Any) -> CallAnswerQuerySet:
        """Return the answers of the offices that the actor's scope reads: the office itself and its line."""
        return self.filter(actor.scope.condition(area="area_id", office="office_id", agency="office__agency_id"))

    def visible_to(self, actor: Any) -> CallAnswerQuerySet:
        """Return what the office, its line and the calling office see."""
        if not reads(actor):
            return self if getattr(actor, "is_system", False) else self.none()
        if actor.scope.everything:  # an empty condition beside another would say nothing
            return self
        line = actor.scope.condition(area="area_id", office="office_id", agency="office__agency_id")
        return self.filter(line | Q(call__office_id=actor.office_id))

    def silent(self) -> CallAnswerQuerySet:
        """Return those that have not arrived at the caller."""
        return self.exclude(state__in=[CallAnswer.State.ANSWERED, CallAnswer.State.DECLINED])


class CallAnswer(models.Model):
    """What one office answers to a data call (คำตอบของหน่วยงาน).

    `rows` is as typed and the office's own until it is sent; `values` is what was sent last, as `columns.read`
    keeps it. `late` says that it first arrived after the deadline.
    """

    class State(models.TextChoices):
        """States along the life cycle in cycle.py."""

        WAITING = "waiting", _("ยังไม่เริ่ม")
        DRAFT = "draft", _("กำลังกรอก")
        CONFIRMING = "confirming", _("รอหัวหน้ายืนยัน")
        ANSWERED = "answered", _("ตอบแล้ว")
        DECLINED = "declined", _("แจ้งว่าไม่เกี่ยวข้อง")
        RETURNED = "returned", _("ส่งกลับให้แก้ไข")

    call = models.ForeignKey(DataCall, models.CASCADE, related_name="answers")
    office = models.ForeignKey(Office, models.PROTECT, related_name="call_answers")
    area = models.ForeignKey(Area, models.PROTECT, related_name="call_answers")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    rows = models.JSONField(default=list)
    values = models.JSONField(null=True)
    version = models.PositiveIntegerField(default=0)
    number = models.PositiveIntegerField(default=0)
    declined_why = models.CharField(max_length=500, default="", blank=True)
    returned_reason = models.CharField(max_length=500, default="", blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="sent_call_answers")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="confirmed_call_answers"
    )
    answered_at = models.DateTimeField(null=True)
    late = models.BooleanField(default=False)
    chased_at = models.DateTimeField(null=True)

    objects = CallAnswerQuerySet.as_manager()
    personal = {"rows": "free text of the office", "values": "free text of the office"}
    unjournalled = {"rows", "values"}  # every version stands in CallVersion

    class Meta:
        app_label = "progress"
        db_table = "progress_call_answer"
        ordering = ["call", "area", "office"]
        indexes = [models.Index(fields=["office", "state"], name="call_answer_office")]
        constraints = [
            models.UniqueConstraint(fields=["call", "office"], name="call_answer_once"),
            models.CheckConstraint(
                condition=~Q(state="answered") | Q(values__isnull=False, answered_at__isnull=False),
                name="call_answer_has_values",
            ),
            models.CheckConstraint(condition=~Q(state="declined") | ~Q(declined_why=""), name="call_answer_says_why"),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=models.F("sent_by")), name="call_answer_two_people"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call} · {self.office}"

    @property
    def arrived(self) -> bool:
        """Tell whether the caller has it: answered, or said not to apply."""
        return self.state in {self.State.ANSWERED, self.State.DECLINED}

    def topics(self) -> list[str]:
        """Return the live topics that a change of this answer touches."""
        return [f"call:{self.call_id}", f"office:{self.office_id}"]

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.area_id, self.office_id, 0


class CallVersion(models.Model):
    """One version of an answer as it was sent (ฉบับของคำตอบ): never changed, a correction is the next number."""

    answer = models.ForeignKey(CallAnswer, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    values = models.JSONField()
    reason = models.CharField(max_length=500, default="", blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="call_versions")

    personal = {"values": "free text of the office"}

    class Meta:
        app_label = "progress"
        db_table = "progress_call_version"
        ordering = ["answer", "number"]
        constraints = [models.UniqueConstraint(fields=["answer", "number"], name="call_version_once")]

    def __str__(self) -> str:
        return f"{self.answer_id} {self.number}"


class OfficeSetQuerySet(models.QuerySet["OfficeSet"]):
    """Named questions to the sets."""

    def visible_to(self, actor: Any) -> OfficeSetQuerySet:
        """Return the sets of the actor's own office."""
        return self.filter(owner_id=actor.office_id) if reads(actor) else self.none()


class OfficeSet(models.Model):
    """Offices that are asked together again and again (ชุดหน่วยงาน), kept by the office that asks."""

    name = models.CharField(max_length=120)
    owner = models.ForeignKey(Office, models.CASCADE, related_name="office_sets")
    offices = models.ManyToManyField(Office, related_name="in_office_sets")

    objects = OfficeSetQuerySet.as_manager()

    class Meta:
        app_label = "progress"
        db_table = "progress_office_set"
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="office_set_once")]

    def __str__(self) -> str:
        return self.name

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.owner.area_id, self.owner_id, 0
