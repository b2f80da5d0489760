"""A kiosk: a tablet in the hall at which a person takes a ticket alone."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import F, Q

from prasan.counter.models.place import Place
from prasan.directory.models import Seat


class KioskQuerySet(models.QuerySet["Kiosk"]):
    """Named questions to the kiosks."""

    def visible_to(self, actor: Any) -> KioskQuerySet:
        """Return the kiosks of the places that the actor sees."""
        return self.filter(place__in=Place.objects.visible_to(actor).order_by().values("pk"))

    def living(self, now: dt.datetime) -> KioskQuerySet:
        """Return those whose link opens."""
        return self.filter(ended_at=None, expires_at__gt=now)


class Kiosk(models.Model):
    """A kiosk (ตู้ออกบัตรคิว) of a joint counter: who holds its link takes tickets there, and reads nothing else.

    `name`, where it stands. `prints`: a printer hangs on it, so that the page prints the slip by itself. The link opens
    until `expires_at`, or until somebody ends it. `nonce` and `token_hash` make its address (links.py).
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="kiosks")
    name = models.CharField(max_length=60)
    prints = models.BooleanField(default=False)
    opened_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    nonce = models.CharField(max_length=32, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)

    objects = KioskQuerySet.as_manager()
    unjournalled = {"nonce", "token_hash"}

    class Meta:
        db_table = "counter_kiosk"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("opened_at")), name="counter_kiosk_expires_after"),
        ]

    def __str__(self) -> str:
        return self.name

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches: none."""
        return ()

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return None, self.place.office_id, 0
