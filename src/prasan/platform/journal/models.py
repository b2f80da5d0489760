"""Tables of the journal, the outbox of events, and the receipts of idempotency keys."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now


class EntryQuerySet(models.QuerySet["Entry"]):
    """Named questions to the journal."""

    def visible_to(self, actor: Any) -> EntryQuerySet:
        """Return what the actor may read: its scope says which areas, offices and classes."""
        scope = actor.scope
        return self.filter(scope.condition(area="area_id", office="office_id")).filter(
            classification__lte=scope.clearance
        )

    def about(self, obj: models.Model) -> EntryQuerySet:
        """Return the entries of one thing, newest first."""
        return self.filter(model=obj._meta.label_lower, object_id=obj.pk).order_by("-id")


class Entry(models.Model):
    """One line of the journal (บันทึกการเปลี่ยนแปลง): an author, a verb, a before and an after.

    `changes` is {field: [before, after]} with plain JSON values; personal values stand there only as
    ciphertext. Ids are plain integers: this floor does not know people, offices or areas.
    """

    at = models.DateTimeField(db_default=Now())
    person_id = models.BigIntegerField(null=True)
    seat_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=300)
    verb = models.CharField(max_length=100)
    model = models.CharField(max_length=100)
    object_id = models.BigIntegerField(null=True)
    object_label = models.CharField(max_length=300)
    area_id = models.IntegerField(null=True)
    office_id = models.BigIntegerField(null=True)
    classification = models.SmallIntegerField(db_default=0)
    changes = models.JSONField()
    reason = models.TextField(db_default="")
    request_id = models.CharField(max_length=40, db_default="")

    objects = EntryQuerySet.as_manager()
    personal: dict[str, str] = {"actor_label": "staff", "changes": "sealed"}
    unjournalled = frozenset({
        "id", "at", "person_id", "seat_id", "actor_label", "verb", "model", "object_id", "object_label", "area_id",
        "office_id", "classification", "changes", "reason", "request_id",
    })  # fmt: skip
    """A line never changes; what was revealed of one is told in a line of its own."""

    class Meta:
        db_table = "platform_journal"
        indexes = [
            models.Index(fields=["model", "object_id", "-id"], name="journal_object"),
            models.Index(fields=["person_id", "-id"], name="journal_person"),
            models.Index(fields=["area_id", "-id"], name="journal_area"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.object_label}"

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) of what the line is about: a line about it is read by the same people."""
        return self.area_id, self.office_id, self.classification


class Outbox(models.Model):
    """Events waiting to be told: written in the command's transaction, numbered once they are visible.

    `seq` is given by the one ticker in the order in which rows become visible, so that readers with
    a cursor on it never miss a row that committed late (prasan.platform.live).
    """

    seq = models.BigIntegerField(null=True, unique=True)
    name = models.CharField(max_length=100)
    payload = models.JSONField()
    topics = ArrayField(models.TextField())
    journal_id = models.BigIntegerField(null=True)
    created = models.DateTimeField(db_default=Now())

    personal: dict[str, str] = {}

    class Meta:
        db_table = "platform_outbox"
        indexes = [
            models.Index(fields=["id"], name="platform_outbox_unnumbered", condition=models.Q(seq=None)),
            models.Index(fields=["created"], name="platform_outbox_created"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.name}"


class Body(models.Model):
    """A small prepared JSON text of an event, pushed to the sockets that hold one of its topics.

    Beside the outbox and let go with it (the database cascades): most events have none.
    """

    outbox_id = models.BigIntegerField(primary_key=True)
    body = models.TextField()

    personal: dict[str, str] = {}

    class Meta:
        db_table = "platform_body"

    def __str__(self) -> str:
        return f"{self.outbox_id} {len(self.body)}"


class Receipt(models.Model):
    """An idempotency key that was used, and the row its command made."""

    person_id = models.BigIntegerField()
    key = models.CharField(max_length=100)
    command = models.CharField(max_length=100)
    object_id = models.BigIntegerField(null=True)
    created = models.DateTimeField(db_default=Now())

    personal: dict[str, str] = {}

    class Meta:
        db_table = "platform_receipt"
        constraints = [models.UniqueConstraint(fields=["person_id", "key"], name="receipt_once")]

    def __str__(self) -> str:
        return f"{self.command} {self.key}"


class Cursor(models.Model):
    """How far a listener has read the outbox, so that each event reaches it at least once."""

    listener = models.CharField(max_length=100, primary_key=True)
    seq = models.BigIntegerField(default=0)

    personal: dict[str, str] = {}

    class Meta:
        db_table = "platform_cursor"

    def __str__(self) -> str:
        return f"{self.listener} {self.seq}"
