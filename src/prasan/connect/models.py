"""Tokens of programs that call the API (รหัสเชื่อมต่อ)."""

from __future__ import annotations

import hashlib
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from prasan.directory.models import Seat


def digest(secret: str) -> str:
    """Return what is kept of a token.

    A plain hash is enough: the secret is 256 random bits, so there is nothing to guess.
    """
    return hashlib.sha256(secret.encode()).hexdigest()


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    """Named questions to the tokens."""

    def visible_to(self, actor: Any) -> ApiTokenQuerySet:
        """Return the actor's own tokens: what opens a person's seat is nobody else's business."""
        return self.filter(person_id=actor.person_id)

    def working(self) -> ApiTokenQuerySet:
        """Return the tokens that open something now: not revoked, not expired, the seat still held by its person."""
        day = timezone.localdate()
        held = Q(seat__end=None) | Q(seat__end__gte=day)
        return self.filter(
            held, revoked=None, expires__gte=day, seat__start__lte=day, seat__person_id=models.F("person_id"),
            person__is_active=True,
        )  # fmt: skip


class ApiToken(models.Model):
    """A token by which a program acts as a person in one seat (รหัสเชื่อมต่อ).

    Only a hash is kept: the secret is shown once. It reads what the seat reads; it changes nothing unless
    `writes`. It dies with the seat, with the account, on its day, or when it is revoked. When it was last
    used is not kept, because reading must not write; what it changed stands in the journal.
    """

    hash = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=100)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_tokens")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="api_tokens")
    writes = models.BooleanField(default=False)
    expires = models.DateField()
    created = models.DateTimeField(auto_now_add=True)
    revoked = models.DateTimeField(null=True)

    objects = ApiTokenQuerySet.as_manager()
    unjournalled = {"hash"}

    class Meta:
        db_table = "connect_api_token"
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name

    @property
    def works(self) -> bool:
        """Tell whether it is neither revoked nor past its day (the seat is asked when it is used)."""
        return self.revoked is None and self.expires >= timezone.localdate()

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.seat.office.area_id, self.seat.office_id, 0


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    """Named questions to the feeds."""

    def visible_to(self, actor: Any) -> CalendarFeedQuerySet:
        """Return the actor's own."""
        return self.filter(person_id=actor.person_id)

    def working(self) -> CalendarFeedQuerySet:
        """Return the feeds that open something now: not revoked, the seat still held by its person."""
        day = timezone.localdate()
        held = Q(seat__end=None) | Q(seat__end__gte=day)
        return self.filter(
            held, revoked=None, seat__start__lte=day, seat__person_id=models.F("person_id"), person__is_active=True
        )


class CalendarFeed(models.Model):
    """A secret address at which a calendar program reads one seat's deadlines (ลิงก์ปฏิทิน).

    Only a hash is kept: the address is shown once. It holds no personal data and opens nothing else than the notices
    to the public, which programs cannot fetch otherwise on a site that keeps them behind sign-in; it dies with the
    seat, with the account, or when it is revoked.
    """

    hash = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feeds")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="calendar_feeds")
    width = models.CharField(max_length=10, default="mine")
    created = models.DateTimeField(auto_now_add=True)
    revoked = models.DateTimeField(null=True)

    objects = CalendarFeedQuerySet.as_manager()
    unjournalled = {"hash"}

    class Meta:
        db_table = "connect_calendar_feed"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.seat} · {self.width}"

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.seat.office.area_id, self.seat.office_id, 0
