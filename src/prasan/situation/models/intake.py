"""The ledger of what came in (บัญชีรับข่าว): deliveries and, row by row, what became of each thing received."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Office
from prasan.directory.roles import REACH, Reach
from prasan.situation.models.items import Item
from prasan.situation.models.sources import Raw, Source


class FetchQuerySet(models.QuerySet["Fetch"]):
    """Named questions to the deliveries."""

    def visible_to(self, actor: Any) -> FetchQuerySet:
        """Return what the actor's seat brought in, what sources published, and everything for whoever reads all."""
        if getattr(actor, "is_system", False) or actor.scope.everything:
            return self
        if REACH[actor.role] is Reach.NOTHING:
            return self.filter(source__is_public=True)
        own = actor.scope.condition(office="office_id", agency="office__agency_id")
        return self.filter(Q(source__is_public=True, by=None) | own)

    def running(self) -> FetchQuerySet:
        """Return the deliveries that nobody has closed yet."""
        return self.filter(outcome=Fetch.Outcome.RUNNING)


class Fetch(models.Model):
    """One delivery (การรับข่าวหนึ่งครั้ง): a feed fetched, a file dropped, a call written down.

    `entries` is how many things the parser found in it, `received` how many of them stand in the ledger:
    stored, duplicate or refused. The database keeps received = stored + duplicate + refused, and that a
    closed delivery has received what was found; a trigger compares the counters with the rows. `reason` is
    why it failed or was interrupted, `by` and `office` who handed it in (none: it was fetched). Rows of
    duplicates are let go after `folded_at`: the counters stay.
    """

    class Outcome(models.TextChoices):
        """How a delivery ended."""

        RUNNING = "running", _("กำลังรับ")
        DONE = "done", _("รับครบ")
        UNCHANGED = "unchanged", _("ไม่มีการเปลี่ยนแปลง")
        FAILED = "failed", _("รับไม่สำเร็จ")
        INTERRUPTED = "interrupted", _("หยุดกลางคัน")

    source = models.ForeignKey(Source, models.PROTECT, related_name="fetches")
    outcome = models.CharField(max_length=12, choices=Outcome.choices, default=Outcome.RUNNING)
    reason = models.CharField(max_length=40, default="", blank=True)
    status = models.PositiveSmallIntegerField(null=True)
    raw = models.ForeignKey(Raw, models.PROTECT, null=True, related_name="fetches")
    entries = models.PositiveIntegerField(default=0)
    received = models.PositiveIntegerField(default=0)
    stored = models.PositiveIntegerField(default=0)
    duplicate = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    folded_at = models.DateTimeField(null=True)

    objects = FetchQuerySet.as_manager()
    unjournalled = {
        "entries", "received", "stored", "duplicate", "refused", "outcome", "finished_at", "raw", "status", "folded_at",
    }  # fmt: skip

    class Meta:
        db_table = "situation_fetch"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["source", "-id"], name="fetch_newest"),
            models.Index(fields=["id"], name="fetch_running", condition=Q(outcome="running")),
            models.Index(fields=["started_at"], name="fetch_started"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(received=F("stored") + F("duplicate") + F("refused")), name="fetch_balances"
            ),
            models.CheckConstraint(
                condition=Q(outcome="running", received__lte=F("entries")) | Q(received=F("entries")),
                name="fetch_closed_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(outcome="running") ^ Q(finished_at__isnull=False), name="fetch_closed_has_end"
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["failed", "interrupted"]) | ~Q(reason=""), name="fetch_failure_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} #{self.pk}"

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a delivery touches."""
        return ("triage",) if self.stored else ()

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return None, self.office_id, 0


class Arrival(models.Model):
    """One row of the ledger (รายการในบัญชีรับข่าว): one thing received, and what became of it.

    `place` is its number in the delivery. A duplicate names the item that it repeats, a refused one its
    reason, a stored one the item that it became: each item has exactly one such row.
    """

    class Fate(models.TextChoices):
        """What became of it."""

        STORED = "stored", _("เก็บแล้ว")
        DUPLICATE = "duplicate", _("ซ้ำ")
        REFUSED = "refused", _("ไม่รับ")

    fetch = models.ForeignKey(Fetch, models.PROTECT, related_name="arrivals")
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    place = models.PositiveIntegerField()
    at = models.DateTimeField()
    fate = models.CharField(max_length=9, choices=Fate.choices)
    reason = models.CharField(max_length=20, default="", blank=True)
    identity = models.CharField(max_length=64)
    item = models.ForeignKey(Item, models.PROTECT, null=True, related_name="arrivals")
    title = models.CharField(max_length=200, default="", blank=True)

    personal = {"title": "as sent by its source"}

    class Meta:
        db_table = "situation_arrival"
        ordering = ["id"]
        indexes = [models.Index(fields=["source", "at"], name="arrival_hour")]
        constraints = [
            models.UniqueConstraint(fields=["fetch", "place"], name="arrival_place_once"),
            models.UniqueConstraint(fields=["item"], condition=Q(fate="stored"), name="arrival_stored_once"),
            models.CheckConstraint(
                condition=Q(fate="refused", item=None) & ~Q(reason="")
                | Q(fate__in=["stored", "duplicate"], item__isnull=False),
                name="arrival_has_its_fate",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fetch_id}.{self.place} {self.fate}"


class LedgerHour(models.Model):
    """The ledger of one source and hour, as the database's view counts it from the rows."""

    id = models.CharField(max_length=60, primary_key=True)
    source = models.ForeignKey(Source, models.DO_NOTHING, related_name="+")
    hour = models.DateTimeField()
    received = models.PositiveIntegerField()
    stored = models.PositiveIntegerField()
    duplicate = models.PositiveIntegerField()
    refused = models.PositiveIntegerField()

    class Meta:
        managed = False
        db_table = "situation_ledger"
        ordering = ["-hour"]

    def __str__(self) -> str:
        return self.id


class LedgerFault(models.Model):
    """A place where the ledger does not balance, as the database's view finds it: there must be none."""

    id = models.CharField(max_length=60, primary_key=True)
    kind = models.CharField(max_length=20)
    source = models.ForeignKey(Source, models.DO_NOTHING, related_name="+")
    fetch_id = models.BigIntegerField(null=True)
    told = models.IntegerField()
    counted = models.IntegerField()

    class Meta:
        managed = False
        db_table = "situation_ledger_fault"

    def __str__(self) -> str:
        return self.id
