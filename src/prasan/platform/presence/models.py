"""Tables that the live processes write: connections that prove a presence, and the processes' heartbeats."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Presence(models.Model):
    """One connection that proved a presence. Written by the live process alone; rooms may hang triggers on it.

    `key` is the room's own name of who is present; `person_id` whose ticket it was. `closed` is the last moment
    at which the page was heard; `why`: `left` (closed in order, or by an act), `lost`, `revoked`, `restarted`
    (its process ended). A row that was closed as `restarted` may open again: its process was only slow.
    """

    topic = models.CharField(max_length=100)
    key = models.CharField(max_length=100)
    person_id = models.BigIntegerField()
    connection = models.CharField(max_length=40, unique=True)
    instance = models.CharField(max_length=40)
    opened = models.DateTimeField()
    closed = models.DateTimeField(null=True)
    why = models.CharField(max_length=10, db_default="")

    personal: dict[str, str] = {"person_id": "staff"}

    class Meta:
        db_table = "platform_presence"
        indexes = [
            models.Index(fields=["topic", "key"], name="presence_topic"),
            models.Index(fields=["instance"], name="presence_open", condition=Q(closed=None)),
            models.Index(fields=["closed"], name="presence_closed", condition=Q(closed__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.opened:%Y-%m-%d %H:%M:%S}"


class Instance(models.Model):
    """One live process; `beat` is written each second while it has connections that prove a presence."""

    id = models.CharField(max_length=40, primary_key=True)
    started = models.DateTimeField()
    beat = models.DateTimeField()
    ended = models.DateTimeField(null=True)

    personal: dict[str, str] = {}

    class Meta:
        db_table = "platform_instance"

    def __str__(self) -> str:
        return self.id
