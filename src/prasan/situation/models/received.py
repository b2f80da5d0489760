"""CAP messages that came in (ประกาศเตือนที่รับเข้า), with their place in the sender's chain."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from prasan.situation.kinds import Certainty, Severity, Urgency
from prasan.situation.models.alerts import Alert
from prasan.situation.models.items import Item


class ReceivedAlertQuerySet(models.QuerySet["ReceivedAlert"]):
    """Named questions to the messages that came in."""

    def visible_to(self, actor: Any) -> ReceivedAlertQuerySet:
        """Return the messages whose item the actor reads."""
        return self.filter(item__in=Item.objects.visible_to(actor))

    def in_force(self) -> ReceivedAlertQuerySet:
        """Return the messages that hold now: not replaced, not expired, no cancellation."""
        alive = Q(expires=None) | Q(expires__gt=timezone.now())
        return self.filter(alive, replaced=False).exclude(kind=Alert.Kind.CANCEL)


class ReceivedAlert(models.Model):
    """What an item of a CAP source says of itself (ประกาศเตือนที่รับเข้า): its name in the world and its chain.

    The item's `series` is the first item of the chain; `replaced` tells that an update or cancellation of the
    same sender came, `cancelled` that it was a cancellation. All three follow from the rows alone.
    """

    item = models.OneToOneField(Item, models.CASCADE, related_name="cap")
    sender = models.CharField(max_length=300)
    identifier = models.CharField(max_length=300)
    sent = models.DateTimeField()
    kind = models.CharField(max_length=6, choices=Alert.Kind.choices)
    references = models.JSONField(default=list)
    severity = models.CharField(max_length=10, choices=Severity.choices, default=Severity.UNKNOWN)
    urgency = models.CharField(max_length=10, choices=Urgency.choices, default=Urgency.UNKNOWN)
    certainty = models.CharField(max_length=10, choices=Certainty.choices, default=Certainty.UNKNOWN)
    expires = models.DateTimeField(null=True)
    replaced = models.BooleanField(default=False)
    cancelled = models.BooleanField(default=False)

    objects = ReceivedAlertQuerySet.as_manager()

    class Meta:
        db_table = "situation_received_alert"
        ordering = ["-sent", "-id"]
        indexes = [models.Index(fields=["sender", "sent"], name="received_alert_sender")]

    def __str__(self) -> str:
        return f"{self.sender},{self.identifier}"

    @property
    def is_in_force(self) -> bool:
        """Tell whether it holds now."""
        alive = self.expires is None or self.expires > timezone.now()
        return alive and not self.replaced and self.kind != Alert.Kind.CANCEL
