"""Read models of notices: lists for pages and scripts, rows for the feeds."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from prasan.situation.models import Alert, Event, ReceivedAlert
from prasan.situation.models.alerts import AlertQuerySet

MOST = 100
"""Messages of a feed."""
DAYS = 30
"""Days that a message stays in the index after it was sent."""


def listed(actor: Any) -> AlertQuerySet:
    """Return the notices that an actor reads, the newest first."""
    rows = Alert.objects.visible_to(actor).select_related("event__area", "prepared_by", "published_by", "previous")
    return rows.defer("document", "event__area__grams", "event__area__boundary", "event__summary", "event__lesson")


def of_event(actor: Any, event: Event) -> list[Alert]:
    """Return an event's notices for its own page, the newest first: one query."""
    return list(listed(actor).filter(event=event)[:50])


def received(actor: Any, *, in_force: bool = True) -> Any:
    """Return the messages of other centres that an actor reads, the newest first; by default those that hold now."""
    rows = ReceivedAlert.objects.visible_to(actor).select_related("item__source").defer("item__text")
    return rows.in_force() if in_force else rows


def messages(now: dt.datetime | None = None) -> list[Alert]:
    """Return the public messages of the last days, every link of a chain, the newest first."""
    since = (now or timezone.now()) - dt.timedelta(days=DAYS)
    return list(_fed().filter(sent__gte=since).order_by("-sent", "-pk")[:MOST])


def newest() -> list[Alert]:
    """Return the last word about each public event, a cancellation too, the newest first."""
    return list(_fed().filter(state=Alert.State.PUBLISHED).order_by("-sent", "-pk")[:MOST])


def holding() -> list[Alert]:
    """Return the public notices that hold now, the newest first."""
    return list(_fed().in_force().order_by("-sent", "-pk")[:MOST])


def _fed() -> Any:
    return Alert.objects.public().select_related("event__area").defer("event__area__grams", "event__area__boundary")
