"""Applications: who wants a seat, who has one, and how it ended. Names stand in the registry of workers alone."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Office, Seat
from prasan.directory.roles import Role
from prasan.registers.models import CASE_WORKERS, Worker
from prasan.registers.models.workers import serves_province
from prasan.training.bearers import Applicant
from prasan.training.cycle import HOLDING, LIVING
from prasan.training.models.sessions import Quota, Session


class State(models.TextChoices):
    """States of cycle.APPLICATION."""

    WAITING = "waiting", _("รอที่นั่ง")
    OFFERED = "offered", _("ได้ที่นั่ง รอยืนยัน")
    ENROLLED = "enrolled", _("ยืนยันแล้ว")
    COMPLETED = "completed", _("จบหลักสูตร")
    FAILED = "failed", _("ไม่ผ่าน")
    DROPPED = "dropped", _("ออกกลางคัน")
    WITHDRAWN = "withdrawn", _("ถอนใบสมัคร")
    LAPSED = "lapsed", _("ไม่ยืนยันในเวลา")
    REFUSED = "refused", _("ไม่รับ")
    CLOSED = "closed", _("รุ่นนี้เริ่มแล้วหรือยกเลิก")


class Why(models.TextChoices):
    """Why an application was refused or a trainee left, coded, so that nothing about a person is typed here."""

    CONDITIONS = "conditions", _("ไม่เข้าเงื่อนไขของหลักสูตร")
    DOUBLE = "double", _("สมัครซ้ำ")
    NOT_REACHED = "not_reached", _("ติดต่อไม่ได้")
    JOB = "job", _("ได้งานทำ")
    HEALTH = "health", _("เหตุสุขภาพ")
    FAMILY = "family", _("เหตุทางครอบครัว")
    DISTANCE = "distance", _("เดินทางไม่สะดวก")
    NOT_CAME = "not_came", _("ไม่มาฝึก")
    OTHER = "other", _("เหตุอื่น")


class Channel(models.TextChoices):
    """Who brought the application."""

    OFFICER = "officer", _("เจ้าหน้าที่")
    PERSON = "person", _("สมัครเอง")
    VOLUNTEER = "volunteer", _("อาสาสมัครแรงงาน")
    REFERRAL = "referral", _("ส่งต่อ")


class ApplicationQuerySet(models.QuerySet["Application"]):
    """Named questions to the applications."""

    def visible_to(self, actor: Any) -> ApplicationQuerySet:
        """Return those of the offices that train or that applied; a labour officer sees the province's."""
        if isinstance(actor, Applicant):
            return self.filter(pk=actor.application_id)
        if getattr(actor, "is_system", False) or actor.role is Role.DPO:
            return self
        if actor.role not in CASE_WORKERS:
            return self.none()
        own = Q(session__office=actor.office_id) | Q(office=actor.office_id)
        if serves_province(actor):
            low, high = actor.area_id, actor.area_last
            own |= Q(session__office__area__gte=low, session__office__area__lte=high)
            own |= Q(office__area__gte=low, office__area__lte=high)
        return self.filter(own)

    def holding(self) -> ApplicationQuerySet:
        """Return those whose seat is theirs, offered or taken."""
        return self.filter(state__in=sorted(HOLDING))

    def in_line(self) -> ApplicationQuerySet:
        """Return those that wait, the first in the line first."""
        return self.filter(state=State.WAITING).order_by("since", "pk")


class Application(models.Model):
    """One person's wish for a seat of a session (ใบสมัคร).

    `since` orders the line. `seat_no`, 1 to the session's seats while a seat is theirs: the database gives no number
    twice and none above (migration 0002). `offer_until`, by when an offer is answered. `office`, which brought it;
    `origin` and `origin_ref`, what it came from where it came from elsewhere (`referral` and its number). `score`, of
    100. `nonce` and `token_hash` make the address of the person's page.
    """

    session = models.ForeignKey(Session, models.PROTECT, related_name="applications")
    worker = models.ForeignKey(Worker, models.PROTECT, related_name="applications")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.OFFICER)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    origin = models.CharField(max_length=20, default="", blank=True)
    origin_ref = models.CharField(max_length=40, default="", blank=True)
    applied_at = models.DateTimeField()
    since = models.DateTimeField()
    seat_no = models.PositiveSmallIntegerField(null=True)
    offer_until = models.DateTimeField(null=True)
    moved_at = models.DateTimeField()
    why = models.CharField(max_length=12, choices=Why.choices, default="", blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    nonce = models.CharField(max_length=32, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)

    objects = ApplicationQuerySet.as_manager()
    unjournalled = {"nonce", "token_hash"}
    named_by_number = True

    class Meta:
        db_table = "training_application"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["session", "since"], name="application_line", condition=Q(state="waiting")),
            models.Index(fields=["offer_until"], name="application_offers", condition=Q(state="offered")),
            models.Index(fields=["worker"], name="application_worker"),
            models.Index(fields=["office", "-id"], name="application_office"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "worker"], condition=Q(state__in=sorted(LIVING)), name="application_once"
            ),
            models.UniqueConstraint(fields=["session", "seat_no"], name="application_seat_once"),
            models.CheckConstraint(
                condition=Q(state__in=sorted(HOLDING), seat_no__gte=1)
                | ~Q(state__in=sorted(HOLDING)) & Q(seat_no=None),
                name="application_seat",
            ),
            models.CheckConstraint(condition=Q(state="offered") ^ Q(offer_until=None), name="application_offer"),
            models.CheckConstraint(condition=Q(score=None) | Q(score__lte=100), name="application_score"),
            models.CheckConstraint(condition=~Q(state__in=["refused", "dropped"]) | ~Q(why=""), name="application_why"),
            models.CheckConstraint(condition=Q(origin="") ^ ~Q(origin_ref=""), name="application_origin"),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}:{self.pk}"

    @property
    def holds(self) -> bool:
        """Tell whether a seat is theirs."""
        return self.state in HOLDING

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches."""
        return (f"training:{self.session_id}",)

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.session.area_id, self.session.office_id, 0


class Claim(models.Model):
    """That an applicant belongs to the group of a quota; it goes when the session's results are closed."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="claims")
    quota = models.ForeignKey(Quota, models.CASCADE, related_name="claims")

    personal = {"quota": "group of a quota, disability among them"}

    class Meta:
        db_table = "training_claim"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["application", "quota"], name="claim_once")]

    def __str__(self) -> str:
        return f"{self.application_id}:{self.quota_id}"

    def personal_subject(self) -> tuple[str, int]:
        """Return whom the personal values are about."""
        return "registers.worker", self.application.worker_id
