"""The ticket of a visit: the agencies still to see, what happened, and what the visit was made of."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from prasan.counter.cycle import AT_DESK, ENDS, OPEN
from prasan.counter.models.kiosk import Kiosk
from prasan.counter.models.place import Desk, Place
from prasan.directory.models import Office, Seat
from prasan.referrals.models import Case, Referral
from prasan.registers.models import Service, Worker


class Why(models.TextChoices):
    """Why somebody is called earlier (kernel.counter.Priority)."""

    NONE = "none", _("ทั่วไป")
    ELDERLY = "elderly", _("ผู้สูงอายุ")
    DISABLED = "disabled", _("คนพิการ")
    PREGNANT = "pregnant", _("หญิงมีครรภ์")
    CHILD = "child", _("มากับเด็กเล็ก")
    APPOINTMENT = "appointment", _("นัดไว้")


class State(models.TextChoices):
    """States of kernel.counter.visit."""

    WAITING = "waiting", _("รอเรียก")
    CALLED = "called", _("เรียกแล้ว")
    SERVED = "served", _("กำลังรับบริการ")
    HELD = "held", _("พักไว้")
    FINISHED = "finished", _("เสร็จแล้ว")
    LEFT = "left", _("กลับไปก่อน")
    CARRIED = "carried", _("ยกไปวันอื่น")


class HoldReason(models.TextChoices):
    """Why a ticket rests; coded, so that nothing about a person is typed here."""

    PAPER = "paper", _("ไปนำเอกสาร")
    PAYMENT = "payment", _("ไปชำระเงิน")
    CHECKING = "checking", _("รอเจ้าหน้าที่ตรวจสอบ")
    REST = "rest", _("ขอพัก")


class LeaveReason(models.TextChoices):
    """Why a visit ended unserved."""

    NO_SHOW = "no_show", _("เรียกแล้วไม่มา")
    WENT = "went", _("ขอกลับก่อน")
    CLOSED = "closed", _("ปิดให้บริการของวัน")


class TicketQuerySet(models.QuerySet["Ticket"]):
    """Named questions to the tickets."""

    def visible_to(self, actor: Any) -> TicketQuerySet:
        """Return the tickets of the places that the actor sees; a ticket itself names nobody."""
        return self.filter(place__in=Place.objects.visible_to(actor).order_by().values("pk"))

    def open(self) -> TicketQuerySet:
        """Return those whose visit still goes on."""
        return self.filter(state__in=sorted(OPEN))


class Ticket(models.Model):
    """The ticket of one visit (บัตรคิว): one for all the agencies that a person sees.

    `office` is whom the person sees next or now. `since` orders the line: when they came, or came back into it. `desk`
    calls, serves or holds; while waiting, the only one that may call. `misses` counts calls that nobody answered.
    `agreed`: the person said at intake that the offices of this visit may be told of their need. `closing`: what the
    machine ended at the close of the day because nobody had. `kiosk`, at which the person took it alone; `declared`:
    the priority is what they said there and no officer has seen it yet. `nonce` and `token_hash` make the address of
    the place in line (links.py).
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="tickets")
    day = models.DateField()
    number = models.PositiveSmallIntegerField()
    priority = models.CharField(max_length=11, choices=Why.choices, default=Why.NONE)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    desk = models.ForeignKey(Desk, models.PROTECT, null=True, blank=True, related_name="tickets")
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    came_at = models.DateTimeField()
    since = models.DateTimeField()
    moved_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    misses = models.PositiveSmallIntegerField(default=0)
    hold_reason = models.CharField(max_length=8, choices=HoldReason.choices, default="", blank=True)
    leave_reason = models.CharField(max_length=8, choices=LeaveReason.choices, default="", blank=True)
    closing = models.BooleanField(default=False)
    agreed = models.BooleanField(default=False)
    worker = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="tickets")
    kiosk = models.ForeignKey(Kiosk, models.PROTECT, null=True, blank=True, related_name="tickets")
    declared = models.BooleanField(default=False)
    carried_from = models.OneToOneField("self", models.PROTECT, null=True, related_name="carried_to")
    nonce = models.CharField(max_length=32, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)

    objects = TicketQuerySet.as_manager()
    calling: Desk | None = None
    """The desk that is about to call it, while the verb runs."""
    unjournalled = {"nonce", "token_hash"}

    class Meta:
        db_table = "counter_ticket"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["place", "since"], name="counter_ticket_open", condition=Q(state__in=sorted(OPEN))),
            models.Index(fields=["case"], name="counter_ticket_case", condition=Q(case__isnull=False)),
            models.Index(fields=["kiosk", "came_at"], name="counter_ticket_kiosk", condition=Q(kiosk__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["place", "day", "number"], name="counter_ticket_number"),
            models.UniqueConstraint(
                fields=["desk"], condition=Q(state__in=sorted(AT_DESK)), name="counter_one_at_a_desk"
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(OPEN), ended_at=None, office__isnull=False)
                | Q(state__in=sorted(ENDS), ended_at__isnull=False),
                name="counter_ticket_open_or_ended",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["called", "served", "held"]) | Q(desk__isnull=False),
                name="counter_ticket_desk",
            ),
            models.CheckConstraint(
                condition=Q(case=None) | Q(worker__isnull=False), name="counter_ticket_case_has_worker"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("came_at")), name="counter_ticket_ends_after"
            ),
            models.CheckConstraint(
                condition=Q(declared=False) | ~Q(priority="none"), name="counter_ticket_declared_priority"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """Return what is called: A012."""
        return f"{self.place.prefix}{self.number:03d}"

    @property
    def is_open(self) -> bool:
        """Tell whether the visit still goes on."""
        return self.state in OPEN

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches."""
        return (f"counter:{self.place_id}",)

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return None, self.place.office_id, 0


class Stop(models.Model):
    """One of the agencies that a person sees in a visit, in order; `referral`, the same need sent to that office."""

    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="stops")
    order = models.PositiveSmallIntegerField()
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, models.PROTECT, null=True, blank=True, related_name="+")
    referral = models.ForeignKey(Referral, models.PROTECT, null=True, blank=True, related_name="+")
    done_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "counter_stop"
        ordering = ["ticket", "order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["ticket", "office"], condition=Q(done_at=None), name="counter_stop_once"),
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id}:{self.order}"


class Happened(models.Model):
    """What happened to a ticket (เหตุการณ์ของบัตรคิว): written once; state and spells are computed from it.

    `move`, of kernel.counter.visit, or `come`; `office`, whom the person waits for or is served by from then on.
    """

    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="happened")
    move = models.CharField(max_length=10)
    at = models.DateTimeField()
    desk = models.ForeignKey(Desk, models.PROTECT, null=True, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    code = models.CharField(max_length=8, default="", blank=True)

    class Meta:
        db_table = "counter_happened"
        ordering = ["ticket", "id"]

    def __str__(self) -> str:
        return f"{self.ticket_id}:{self.move}"


class Spell(models.Model):
    """A period of a visit, [`start`, `end`), as kernel.counter.visit_of computes it; they tile the visit exactly.

    Kept for sums by office and day. The database refuses a second open one, and one that does not begin where the
    last ended (migration 0002).
    """

    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="spells")
    state = models.CharField(max_length=8, choices=State.choices)
    start = models.DateTimeField()
    end = models.DateTimeField(null=True)
    desk = models.ForeignKey(Desk, models.PROTECT, null=True, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "counter_spell"
        ordering = ["ticket", "start"]
        indexes = [models.Index(fields=["office", "state", "start"], name="counter_spell_office")]
        constraints = [
            models.UniqueConstraint(fields=["ticket", "start"], name="counter_spell_start"),
            models.UniqueConstraint(fields=["ticket"], condition=Q(end=None), name="counter_spell_one_open"),
            models.CheckConstraint(condition=Q(end=None) | Q(end__gt=F("start")), name="counter_spell_ends_after"),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "called", "served", "held"]), name="counter_spell_state"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id}:{self.state}"
