"""A breach of personal data: what is known of it, and its timeline."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Office, Seat
from prasan.directory.roles import Role
from prasan.kernel.privacy import Facts, due_at, latest_at
from prasan.platform.vault.fields import EncryptedField
from prasan.privacy.cycle import OPEN


class Counter(models.Model):
    """The last number of a Buddhist year (เลขที่เหตุละเมิด): without gaps."""

    year = models.SmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField()

    class Meta:
        db_table = "privacy_counter"

    def __str__(self) -> str:
        return f"{self.last}/{self.year}"


class BreachQuerySet(models.QuerySet["Breach"]):
    """Named questions to the breaches."""

    def visible_to(self, actor: Any) -> BreachQuerySet:
        """Return all to the data protection officer, to everybody else what they reported themselves."""
        if getattr(actor, "is_system", False) or actor.role is Role.DPO:
            return self
        return self.filter(reporter_id=actor.person_id)

    def open(self) -> BreachQuerySet:
        """Return those that were not closed."""
        return self.filter(state__in=OPEN)


class Breach(models.Model):
    """A breach of personal data (เหตุละเมิดข้อมูลส่วนบุคคล): reported by an officer, judged by the protection officer.

    `aware_at`, when the organisation became aware: the 72 hours run from there. `people`, how many persons it touches,
    None while nobody knows. `notified_at` and `reference`, the notice to the office of the committee; `told_at`, the
    notice to the persons. Why and how stands in the events. Source: Personal Data Protection Act B.E. 2562, 37 (4).
    """

    class Kind(models.TextChoices):
        """What was breached: the three kinds of the committee's notification of B.E. 2565."""

        CONFIDENTIALITY = "confidential", _("ข้อมูลถูกเข้าถึงหรือเปิดเผยโดยมิชอบ")
        INTEGRITY = "integrity", _("ข้อมูลถูกแก้ไขหรือคลาดเคลื่อนโดยมิชอบ")
        AVAILABILITY = "availability", _("ข้อมูลสูญหาย ถูกทำลาย หรือใช้ไม่ได้")

    class Risk(models.TextChoices):
        """What the protection officer found."""

        UNKNOWN = "", _("ยังไม่ประเมิน")
        NONE = "none", _("ไม่มีความเสี่ยง")
        RISK = "risk", _("มีความเสี่ยง")
        HIGH = "high", _("มีความเสี่ยงสูง")

    class State(models.TextChoices):
        """Where it stands."""

        REPORTED = "reported", _("แจ้งแล้ว รอประเมิน")
        ASSESSED = "assessed", _("ประเมินแล้ว")
        CLOSED = "closed", _("ปิดเหตุแล้ว")

    year = models.SmallIntegerField()
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    what = EncryptedField()
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reporter_seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()
    aware_at = models.DateTimeField()
    people = models.PositiveIntegerField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.REPORTED)
    risk = models.CharField(max_length=4, choices=Risk.choices, default=Risk.UNKNOWN, blank=True)
    contained_at = models.DateTimeField(null=True)
    notified_at = models.DateTimeField(null=True)
    reference = models.CharField(max_length=60, default="", blank=True)
    told_at = models.DateTimeField(null=True)
    told_people = models.PositiveIntegerField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = BreachQuerySet.as_manager()
    personal = {"what": "what happened to personal data"}

    class Meta:
        db_table = "privacy_breach"
        ordering = ["-id"]
        indexes = [models.Index(fields=["aware_at"], name="breach_open", condition=Q(state__in=sorted(OPEN)))]
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="breach_number_once"),
            models.CheckConstraint(condition=Q(risk="") ^ ~Q(state="reported"), name="breach_assessed"),
            models.CheckConstraint(condition=Q(state="closed") ^ Q(closed_at=None), name="breach_closed_when"),
            models.CheckConstraint(
                condition=~Q(state="closed")
                | Q(contained_at__isnull=False) & (Q(risk="none") | Q(notified_at__isnull=False))
                & (~Q(risk="high") | Q(told_at__isnull=False)),
                name="breach_closed_owes_nothing",
            ),
            models.CheckConstraint(condition=Q(notified_at=None) | ~Q(reference=""), name="breach_notice_reference"),
            models.CheckConstraint(condition=Q(told_at=None) | Q(told_people__isnull=False), name="breach_told_whom"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return gettext("เหตุละเมิดที่ %(code)s") % {"code": self.code}

    @property
    def code(self) -> str:
        """Return the number as it is cited: 3/2569."""
        return f"{self.number}/{self.year}"

    @property
    def facts(self) -> Facts:
        """Return what the rule of the clock asks for."""
        risk: Any = self.risk
        return Facts(self.aware_at, risk, self.contained_at, self.notified_at, self.told_at)

    @property
    def due_at(self) -> dt.datetime:
        """Return until when the office of the committee has to be told."""
        return due_at(self.aware_at)

    @property
    def latest_at(self) -> dt.datetime:
        """Return until when a late notice is still heard."""
        return latest_at(self.aware_at)

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches: none, one officer looks after it."""
        return ()

    def journal_place(self) -> tuple[None, None, int]:
        """Return (area, office, class) for the journal: no office's, so that its own head reads nothing of it."""
        return None, None, 0


class BreachEvent(models.Model):
    """What was done for a breach (เหตุการณ์ของเหตุละเมิด), written once.

    `move`, of kernel.privacy, or `report`; `code`, the risk found or the reference of the notice; `when`, the moment
    of what was done, where that is another than the moment of writing it down.
    """

    breach = models.ForeignKey(Breach, models.PROTECT, related_name="events")
    move = models.CharField(max_length=13)
    at = models.DateTimeField()
    when = models.DateTimeField(null=True)
    code = models.CharField(max_length=60, default="", blank=True)
    people = models.PositiveIntegerField(null=True)
    text = EncryptedField(default="", blank=True)
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")

    personal = {"text": "what was done for a breach of personal data"}

    class Meta:
        db_table = "privacy_breach_event"
        ordering = ["id"]
        indexes = [models.Index(fields=["breach", "id"], name="breach_event")]

    def __str__(self) -> str:
        return f"{self.breach_id}:{self.move}"

    def personal_subject(self) -> tuple[str, int]:
        """Return whom the personal values are about: the breach as a whole."""
        return "privacy.breach", self.breach_id
