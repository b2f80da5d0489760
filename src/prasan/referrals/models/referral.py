"""The referral: one office asks another to serve a person; the events that made it what it is."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area, Office, Seat
from prasan.directory.roles import Role
from prasan.directory.scope import Scope
from prasan.platform.aggregates import OneOf
from prasan.platform.commands.many import InSets, words
from prasan.platform.vault.fields import EncryptedField
from prasan.referrals.bearers import Bearer
from prasan.referrals.cycle import ENDS, OPEN, WITH_RECEIVER, WITH_SENDER
from prasan.referrals.models.case import Case
from prasan.registers.models import CASE_WORKERS, Service
from prasan.registers.models.workers import serves_province

CENTRE = "centre"
RISEN = ("province", CENTRE)
"""Levels above the office."""


class Level(models.TextChoices):
    """Who is asked now (kernel.referral.clock.LADDER)."""

    CONTACT = "contact", _("ผู้ประสานงานของหน่วยงาน")
    HEAD = "head", _("หัวหน้าหน่วยงาน")
    PROVINCE = "province", _("สำนักงานแรงงานจังหวัด")
    CENTRE = CENTRE, _("ศูนย์ปฏิบัติการ")


class Decline(models.TextChoices):
    """Why an office declines (เหตุที่ไม่รับ)."""

    NOT_OURS = "not_ours", _("ไม่อยู่ในอำนาจหน้าที่")
    NOT_ELIGIBLE = "not_eligible", _("ไม่เข้าเงื่อนไขของบริการ")
    NO_CAPACITY = "no_capacity", _("เต็มหรือไม่มีรอบในเวลาที่ต้องการ")
    SERVED = "served", _("เคยได้รับบริการนี้แล้ว")
    OTHER = "other", _("เหตุอื่น")


class NextStep(models.TextChoices):
    """What the declining office proposes instead (ทางเลือกต่อไป): never nothing."""

    OTHER_OFFICE = "other_office", _("ส่งต่อหน่วยงานอื่น")
    OTHER_SERVICE = "other_service", _("ขอรับบริการอื่น")
    LATER = "later", _("ขอรับใหม่เมื่อถึงเวลาที่ระบุ")
    APPEAL = "appeal", _("ใช้สิทธิอุทธรณ์หรือร้องเรียน")


class Outcome(models.TextChoices):
    """What came of it (ผลที่ประชาชนได้รับ)."""

    SOLVED = "solved", _("ได้รับบริการครบถ้วน")
    PARTLY = "partly", _("ได้รับบริการบางส่วน")
    ADVISED = "advised", _("ได้รับคำแนะนำ")
    NOT_SOLVED = "not_solved", _("ไม่สำเร็จ")


def reading(actor: Any) -> Scope | None:
    """Return how far a seat reads cases and referrals, None for not at all.

    Who follows figures (executives, centre, auditors) reads sums and no person's case; the national centre is asked at
    the top of the ladder and then sees the referral, not the person.
    """
    if actor.role not in CASE_WORKERS:
        return None
    if serves_province(actor) and actor.leads_province:
        return Scope(ranges=((actor.area_id, actor.area_last),), offices=(actor.office_id,))
    return Scope(offices=(actor.office_id,))


BOXED = ("id", "due_at", "level", "owner", "state")
"""What the boxes of the worklist ask of an open referral, beside whose it is: it stands in the indexes themselves."""


def _ways(scope: Scope) -> list[Q]:
    """Return the ways in which a referral touches a scope: its place, who sent it, who was asked."""
    ways = []
    if scope.ranges:
        there = Office.objects.filter(Scope(ranges=scope.ranges).condition(area="area_id")).order_by().values("pk")
        ways += [Scope(ranges=scope.ranges).condition(area="area_id"), Q(OneOf(F("sender_id"), ArraySubquery(there)))]
    offices = Scope(offices=scope.offices)
    return [*ways, offices.condition(office="office_id"), offices.condition(office="sender_id")]


class ReferralQuerySet(models.QuerySet["Referral"]):
    """Named questions to the referrals."""

    def visible_to(self, actor: Any) -> ReferralQuerySet:
        """Return those that the actor's office sent or received; to the axis of a province all that touch it.

        The centre's desk sees what has risen to it, and what nobody nearer is there to answer.
        """
        if getattr(actor, "is_system", False):
            return self
        if isinstance(actor, Bearer):
            own = Q(case=actor.case_id) if actor.case_id else Q(pk=actor.referral_id, office=actor.office_id)
            return self.filter(own)
        if actor.role == Role.DUTY_OFFICER:
            return self.filter(Q(level=CENTRE) | Q(contact_id=actor.seat_id))
        scope = reading(actor)
        return self.none() if scope is None else self.filter(reduce(or_, _ways(scope)))

    def parts_visible_to(self, actor: Any, *, own: bool = False) -> list[ReferralQuerySet]:
        """Return the same as `visible_to` in parts that have no row in common: each is read by one index alone.

        For counts and first pages of what is open: an OR over several indexes reads each row in the table itself, and
        the rows of a province lie scattered in it. Parameters: `own`, of these only what the actor's office sent or
        received.
        """
        system = getattr(actor, "is_system", False)
        scope = None if system or isinstance(actor, Bearer) else reading(actor)
        if scope is None:
            return [self.visible_to(actor)]
        ways = _ways(Scope(offices=scope.offices) if own else scope)
        return [self.filter(way, *(~Q(earlier) for earlier in ways[:at])) for at, way in enumerate(ways)]

    def open(self) -> ReferralQuerySet:
        """Return those in which somebody owes something: a constraint says that these and no others have an owner."""
        return self.filter(owner__isnull=False)


class Referral(models.Model):
    """One office asks another to serve a person (การส่งต่อ). Ownership of the case stays with who took it in.

    `office` is asked, `sender` asks. While open there is always one `owner` of the next step, one `due_at` and one
    `contact`, a seat that is held; all follow from the events (`standing.settle`), never typed. `level` is who is asked
    now, `rises_at` when the next above is. `sender_seat` and `taker` act for either side.
    """

    class State(models.TextChoices):
        """States of kernel.referral.cycle."""

        OFFERED = "offered", _("ส่งต่อแล้ว รอหน่วยงานปลายทาง")
        RECEIVED = "received", _("ปลายทางเห็นแล้ว")
        ACCEPTED = "accepted", _("รับเรื่องแล้ว")
        DECLINED = "declined", _("ปลายทางไม่รับ รอทางเลือกต่อไป")
        ASKED = "asked", _("ขอข้อมูลเพิ่ม")
        SCHEDULED = "scheduled", _("นัดหมายแล้ว")
        UNREACHABLE = "unreachable", _("ยังติดต่อประชาชนไม่ได้")
        IN_SERVICE = "in_service", _("กำลังให้บริการ")
        SERVED = "served", _("ให้บริการแล้ว รอแจ้งผล")
        TOLD = "told", _("แจ้งผลแล้ว รอประชาชนยืนยัน")
        CONFIRMED = "confirmed", _("ประชาชนยืนยันผลแล้ว")
        UNREACHED = "unreached", _("ยุติ ติดต่อประชาชนไม่ได้")
        UNSERVED = "unserved", _("ยุติ ไม่มีหน่วยงานรับ")
        REVOKED = "revoked", _("ผู้ส่งยกเลิก")
        WITHDRAWN = "withdrawn", _("ประชาชนถอนเรื่อง")

    case = models.ForeignKey(Case, models.PROTECT, related_name="referrals")
    service = models.ForeignKey(Service, models.PROTECT, null=True, blank=True, related_name="+")
    sender = models.ForeignKey(Office, models.PROTECT, related_name="referrals_sent")
    sender_seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, related_name="referrals")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    taker = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=12, choices=State.choices, default=State.OFFERED)
    owner = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    contact = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    due_at = models.DateTimeField(null=True)
    level = models.CharField(max_length=8, choices=Level.choices, default="", blank=True)
    rises_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    appointment_at = models.DateTimeField(null=True)
    decline = models.CharField(max_length=12, choices=Decline.choices, default="", blank=True)
    next_step = models.CharField(max_length=14, choices=NextStep.choices, default="", blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default="", blank=True)
    offered_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = ReferralQuerySet.as_manager()
    named_by_number = True
    in_sets = InSets(
        label=words("#", F("pk")), area=F("area_id"), office=F("office_id"),
        topics=(words("office:", F("office_id")), words("office:", F("sender_id")), words("referral:", F("pk")),
                words("case:", F("case_id"))),
    )  # fmt: skip

    class Meta:
        db_table = "referrals_referral"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["rises_at"], name="referral_rises", condition=Q(rises_at__isnull=False)),
            models.Index(fields=["owner", "due_at", "id"], name="referral_owed", condition=Q(owner__isnull=False)),
            models.Index(fields=["contact"], name="referral_contact", condition=Q(contact__isnull=False)),
            models.Index(fields=["office", "-id"], name="referral_office"),
            models.Index(fields=["sender", "-id"], name="referral_sender"),
            models.Index(fields=["area", "-id"], name="referral_area"),
            *(
                models.Index(
                    fields=[name],
                    name=f"referral_{name}_boxes",
                    condition=Q(owner__isnull=False),
                    include=sorted({*BOXED, "area", "office", "sender"} - {name}),
                )
                for name in ("area", "office", "sender")
            ),
            models.Index(fields=["level", "due_at"], name="referral_level", condition=Q(level__in=RISEN)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=sorted(OPEN),
                    owner__isnull=False,
                    contact__isnull=False,
                    due_at__isnull=False,
                    ended_at=None,
                )
                | Q(state__in=sorted(ENDS), owner=None, contact=None, due_at=None, ended_at__isnull=False),
                name="referral_open_is_owned",
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(WITH_RECEIVER), owner=F("office"))
                | Q(state__in=sorted(WITH_SENDER), owner=F("sender"))
                | Q(state__in=sorted(ENDS)),
                name="referral_owner_has_the_turn",
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(ENDS), level="", rises_at=None)
                | Q(state__in=sorted(OPEN), level=CENTRE, rises_at=None)
                | (Q(state__in=sorted(OPEN), rises_at__isnull=False) & ~Q(level__in=["", CENTRE])),
                name="referral_rises_to_the_centre",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | (~Q(decline="") & ~Q(next_step="")), name="referral_declined_leads_on"
            ),
            models.CheckConstraint(
                condition=~Q(state="scheduled") | Q(appointment_at__isnull=False), name="referral_scheduled_when"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["told", "confirmed"]) | ~Q(outcome=""), name="referral_told_what"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def is_open(self) -> bool:
        """Tell whether somebody owes the next step."""
        return self.state in OPEN

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches."""
        offices = {self.office_id, self.sender_id}
        return (*(f"office:{one}" for one in sorted(offices)), f"referral:{self.pk}", f"case:{self.case_id}")

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.area_id, self.office_id, 0


class Event(models.Model):
    """What happened to a referral (เหตุการณ์ของการส่งต่อ): written once, and all else is computed from it.

    `move`, of kernel.referral.cycle, or `create`; or `rise` (a level was asked), `restaff` (another contact),
    `reclock` (a holiday came or went), which are no moves. `office`, who receives from then on, and `promise`, the
    working minutes of each clock as they were promised then: what a service promises later moves no clock that runs.
    `on_word`, the person's own word; `origin`, who said it without an account (bearers.py), "" where an officer wrote
    it down.
    """

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="events")
    move = models.CharField(max_length=12)
    at = models.DateTimeField()
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    when = models.DateTimeField(null=True)
    promise = models.JSONField(null=True)
    code = models.CharField(max_length=20, default="", blank=True)
    text = EncryptedField(default="", blank=True)
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    on_word = models.BooleanField(default=False)
    origin = models.CharField(max_length=6, default="", blank=True)

    personal = {"text": "what was said about a person's case"}

    class Meta:
        db_table = "referrals_event"
        ordering = ["id"]
        indexes = [
            models.Index(fields=["referral", "id"], name="referral_event"),
            models.Index(fields=["office", "at"], name="referral_asked", condition=Q(office__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.referral_id}:{self.move}"

    def personal_subject(self) -> tuple[str, int]:
        """Return whom the personal values are about."""
        return "registers.worker", self.referral.case.worker_id
