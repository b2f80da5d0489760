"""The centre's daily report: what the last day brought, frozen at its fixed hour."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count, F, Q
from django.utils import timezone

from prasan.platform.commands import SYSTEM
from prasan.situation.models import Claim, DayReport, DaySheet, Event, Item, Urgent
from prasan.situation.watch.days import reporting_offices
from prasan.situation.watch.sheet import MOST, claim_rows, queue_row, urgent_rows

LOCK = 419_004
"""Key of the advisory lock under which one day is frozen once."""


def hour() -> dt.time:
    """Return the fixed hour of the daily report."""
    clock = settings.DAILY_REPORT_AT
    return dt.time(int(clock[:2]), int(clock[3:]))


def window(day: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """Return from when to when the report of a day tells: the 24 hours before its fixed hour."""
    until = dt.datetime.combine(day, hour(), timezone.get_current_timezone())
    return until - dt.timedelta(hours=24), until


def _events(since: dt.datetime, until: dt.datetime) -> dict[str, Any]:
    opened = Event.objects.filter(opened_at__gte=since, opened_at__lt=until, classification=0)
    rows = opened.select_related("area", "owner").order_by("id")[:MOST]
    closed = Event.objects.filter(closed_at__gte=since, closed_at__lt=until).count()
    live = Event.objects.live()
    return {
        "opened": [
            {
                "id": one.pk, "code": one.code, "title": one.title, "type": one.type, "severity": one.severity,
                "state": one.state, "area": one.area.name_th, "owner": one.owner.name_th, "affected": one.affected,
            }
            for one in rows
        ],
        "opened_classified": Event.objects.filter(
            opened_at__gte=since, opened_at__lt=until, classification__gt=0
        ).count(),
        "closed": closed,
        "live": live.count(),
        "by_severity": dict(live.values_list("severity").annotate(n=Count("pk")).order_by("severity")),
    }  # fmt: skip


def _days(day: dt.date) -> dict[str, Any]:
    told = dict(DayReport.objects.filter(day=day).values_list("office_id", "is_normal"))
    offices = reporting_offices(day)
    return {
        "day": day.isoformat(),
        "normal": sum(told.get(one.pk) is True for one in offices),
        "something": [one.name_th for one in offices if told.get(one.pk) is False],
        "silent": [one.name_th for one in offices if one.pk not in told],
        "asked": len(offices),
    }


def _items(since: dt.datetime, until: dt.datetime) -> dict[str, int]:
    rows = Item.objects.filter(received_at__gte=since, received_at__lt=until)
    found: dict[str, int] = rows.aggregate(
        received=Count("pk"),
        relevant=Count("pk", filter=Q(is_relevant=True)),
        reprints=Count("pk", filter=Q(root__isnull=False)),
        linked=Count("pk", filter=Q(state=Item.State.LINKED)),
    )
    return found


def _urgent(since: dt.datetime, until: dt.datetime) -> dict[str, int]:
    rows = Urgent.objects.filter(raised_at__gte=since, raised_at__lt=until)
    in_time = Q(read_at__isnull=False, read_at__lte=F("due_at"))
    found: dict[str, int] = rows.aggregate(
        raised=Count("pk"), in_time=Count("pk", filter=in_time), unread=Count("pk", filter=Q(read_at=None))
    )
    return found


def contents(day: dt.date) -> dict[str, Any]:
    """Return the report of a day as data, as it stands now."""
    since, until = window(day)
    now = timezone.now()
    claims = Claim.objects.filter(asked_at__gte=since, asked_at__lt=until)
    return {
        "events": _events(since, until),
        "days": _days(day - dt.timedelta(days=1)),
        "items": _items(since, until),
        "queue": queue_row(SYSTEM),
        "urgent": _urgent(since, until) | {"open": urgent_rows(SYSTEM, now)["count"]},
        "claims": {"asked": claims.count(), "open": claim_rows(SYSTEM, now)},
    }


def freeze(day: dt.date) -> tuple[DaySheet, bool]:
    """Return the report of a day and whether this call made it; one of two at once makes it."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, day.toordinal()])
        found = DaySheet.objects.filter(day=day).first()
        if found is not None:
            return found, False
        since, until = window(day)
        return DaySheet.objects.create(day=day, since=since, until=until, sheet=contents(day)), True
