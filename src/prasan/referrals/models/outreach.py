"""Outreach lists: whom an office sets out to visit, and what came of each visit.

They stand with the cases, because a visit leads to one; whom the services reach is counted from cases and the registry
(`figures/reach.py`), never from here.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area, Office, Seat
from prasan.platform.vault.fields import EncryptedField
from prasan.referrals.models.case import Case
from prasan.registers.models import CASE_WORKERS, Tie, Worker
from prasan.registers.models.worker_words import InformalGroup, Section

MOST_MONTHS = 60


def with_right(worker: str, office: str) -> Q:
    """Return the condition that an office may use a person's data now, and the person is under no special protection.

    Parameters: `worker`, `office`, the paths of both columns from the row that is asked.
    """
    living = Tie.objects.living().filter(worker=OuterRef(worker), office=OuterRef(office))
    people = Worker.objects.filter(pk=OuterRef(worker), protected="", state=Worker.State.ACTIVE)
    return Q(Exists(living.order_by())) & Q(Exists(people.order_by()))


class OutreachListQuerySet(models.QuerySet["OutreachList"]):
    """Named questions to the lists."""

    def visible_to(self, actor: Any) -> OutreachListQuerySet:
        """Return the lists of the own office, to those who meet people."""
        if getattr(actor, "is_system", False):
            return self
        return self.filter(office=actor.office_id) if actor.role in CASE_WORKERS else self.none()


class OutreachList(models.Model):
    """Whom an office sets out to visit (รายชื่อเป้าหมายลงพื้นที่), chosen from the people whose data it may use.

    `area`, `group`, `section` and `months` say how the people were chosen: a district or province, a group of informal
    workers, how they are insured, and for how many months no service has met them; what is empty was not asked.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="outreach_lists")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    group = models.CharField(max_length=8, choices=InformalGroup.choices, default="", blank=True)
    section = models.CharField(max_length=4, choices=Section.choices, default="", blank=True)
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    made_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = OutreachListQuerySet.as_manager()

    class Meta:
        db_table = "referrals_outreach_list"
        ordering = ["-id"]
        indexes = [models.Index(fields=["office", "-id"], name="outreach_office")]
        constraints = [
            models.CheckConstraint(
                condition=Q(months=None) | Q(months__range=(1, MOST_MONTHS)), name="outreach_months"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches: none."""
        return ()

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.area_id, self.office_id, 0


class OutreachLineQuerySet(models.QuerySet["OutreachLine"]):
    """Named questions to the lines."""

    def visible_to(self, actor: Any) -> OutreachLineQuerySet:
        """Return the lines of the own office's lists whose person it may still use the data of.

        A right that is withdrawn, and special protection, take the line out at this very read; the row itself goes as
        soon as the machine hears of it (`outreach/dropping.py`).
        """
        if getattr(actor, "is_system", False):
            return self
        if actor.role not in CASE_WORKERS:
            return self.none()
        return self.filter(with_right("worker", "list__office"), list__office=actor.office_id)


class OutreachLine(models.Model):
    """A person on a list: who goes, what came of the last try, and when to try again.

    `seat` goes there; `state` and `note` tell of the last try at `tried_at`, of `tries`; `next_on`, the day of the next
    one; `case`, what was taken in where the person was referred on.
    """

    class State(models.TextChoices):
        """What came of it."""

        TO_VISIT = "to_visit", _("รอลงพื้นที่")
        REACHED = "reached", _("พบแล้ว")
        NOT_FOUND = "not_found", _("ไม่พบ")
        MOVED = "moved", _("ย้ายไปแล้ว")
        REFUSED = "refused", _("ไม่ประสงค์รับบริการ")
        REFERRED = "referred", _("รับเรื่องแล้ว")

    list = models.ForeignKey(OutreachList, models.PROTECT, related_name="lines")
    worker = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=9, choices=State.choices, default=State.TO_VISIT)
    tried_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    note = EncryptedField(default="", blank=True)
    next_on = models.DateField(null=True)
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")

    objects = OutreachLineQuerySet.as_manager()
    personal = {"note": "what a visitor noted of a person"}

    class Meta:
        db_table = "referrals_outreach_line"
        ordering = ["id"]
        indexes = [models.Index(fields=["worker"], name="outreach_worker")]
        constraints = [
            models.UniqueConstraint(fields=["list", "worker"], name="outreach_once"),
            models.CheckConstraint(condition=Q(state="referred") ^ Q(case=None), name="outreach_referred"),
            models.CheckConstraint(condition=Q(state="to_visit") ^ Q(tried_at__isnull=False), name="outreach_tried"),
        ]

    def __str__(self) -> str:
        return gettext("แรงงานหมายเลข %(number)s") % {"number": self.worker_id}

    def personal_subject(self) -> tuple[str, int]:
        """Return whom the personal values are about."""
        return "registers.worker", self.worker_id

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches: none, no page follows a person."""
        return ()

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal: the list's office, never where the person lives."""
        return None, self.list.office_id, 0
