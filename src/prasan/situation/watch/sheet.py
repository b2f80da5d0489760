"""What is open at one moment, as data: the hand-over sheet and the daily report are frozen from it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, Min, Q
from django.utils import timezone

from prasan.directory.models import Office
from prasan.situation.models import Claim, Event, EventTask, Item, LogEntry, Urgent
from prasan.situation.watch.days import silent

MOST = 100
"""Rows of one kind on a sheet; what lies beyond is told as a number."""


def _iso(moment: dt.datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def event_rows(actor: Any, office: Office) -> dict[str, Any]:
    """Return the live events that the watch of an office follows: the centre all, a place its own.

    A classified event is told by its number alone: a sheet is read by everybody of the watch.
    """
    rows = Event.objects.visible_to(actor).live()
    if office.kind != Office.Kind.CENTRE:
        rows = rows.filter(area_id__gte=office.area_id, area_id__lte=office.area.last) | rows.filter(owner=office)
    found = list(rows.select_related("area", "owner").order_by("-id").distinct()[: MOST + 1])
    words = _last_words([one.pk for one in found])
    return {
        "count": len(found) if len(found) <= MOST else rows.count(),
        "rows": [
            {
                "id": one.pk,
                "code": one.code,
                "title": one.title if not one.classification else "",
                "state": one.state,
                "type": one.type,
                "severity": one.severity,
                "area": one.area.name_th,
                "owner": one.owner.name_th,
                "since": _iso(one.opened_at),
                "word": words.get(one.pk, "") if not one.classification else "",
            }
            for one in found[:MOST]
        ],
    }


def task_rows(actor: Any, office: Office, now: dt.datetime) -> list[dict[str, Any]]:
    """Return the open tasks of the events that the watch of an office follows, the soonest first.

    A task of a classified event is told without its words.
    """
    rows = EventTask.objects.filter(event__in=Event.objects.visible_to(actor).live(), done_at=None)
    if office.kind != Office.Kind.CENTRE:
        here = Q(event__area_id__gte=office.area_id, event__area_id__lte=office.area.last)
        rows = rows.filter(here | Q(event__owner=office) | Q(office=office))
    return [
        {
            "text": "" if one.event.classification else one.text, "event": one.event.code,
            "owner": one.office.name_th, "due": _iso(one.due), "late": one.due < now,
        }
        for one in rows.select_related("event", "office").order_by("due", "pk")[:MOST]
    ]  # fmt: skip


def _last_words(events: list[int]) -> dict[int, str]:
    """Return the newest line of the log about each of some events."""
    rows = LogEntry.objects.filter(event_id__in=events).order_by("event_id", "-happened_at", "-id").distinct("event_id")
    return dict(rows.values_list("event_id", "text"))


def queue_row(actor: Any) -> dict[str, Any]:
    """Return how many items wait in the queue and since when the oldest does."""
    found = Item.objects.visible_to(actor).waiting().aggregate(count=Count("pk"), oldest=Min("received_at"))
    return {"count": found["count"], "oldest": _iso(found["oldest"])}


def urgent_rows(actor: Any, now: dt.datetime) -> dict[str, Any]:
    """Return the urgent reports that nobody confirmed, and how many of them are late."""
    rows = Urgent.objects.visible_to(actor).unread().select_related("event", "rung").order_by("due_at")[:MOST]
    told = [
        {"event": one.event.code, "role": one.rung.role, "due": _iso(one.due_at), "late": one.due_at < now}
        for one in rows
    ]
    return {"count": len(told), "late": sum(one["late"] for one in told), "rows": told}


def claim_rows(actor: Any, now: dt.datetime) -> list[dict[str, Any]]:
    """Return the claims whose clock runs: not checked yet, or wrong and not corrected yet."""
    rows = Claim.objects.visible_to(actor).filter(corrected_at=None).order_by("id")[:MOST]
    found = []
    for one in rows:
        due = one.check_by if one.checked_at is None else one.correct_by
        if due is not None:
            found.append({
                "id": one.pk, "text": one.text[:200], "verdict": one.verdict, "due": _iso(due), "late": due < now,
            })  # fmt: skip
    return found


def log_rows(office: Office, since: dt.datetime, significant: bool = False) -> list[dict[str, Any]]:
    """Return the lines of an office's log since a moment, the newest first."""
    rows = LogEntry.objects.filter(office=office, happened_at__gte=since).select_related("event")
    if significant:
        rows = rows.filter(marked_at__isnull=False)
    return [
        {"id": one.pk, "at": _iso(one.happened_at), "text": one.text, "event": one.event.code if one.event else ""}
        for one in rows[:MOST]
    ]


def hand_over_sheet(actor: Any, office: Office) -> dict[str, Any]:
    """Return everything the successor must know, as it stands now."""
    now = timezone.now()
    sheet = {
        "at": _iso(now),
        "queue": queue_row(actor),
        "events": event_rows(actor, office),
        "tasks": task_rows(actor, office, now),
        "urgent": urgent_rows(actor, now),
        "claims": claim_rows(actor, now),
        "log": log_rows(office, now - dt.timedelta(hours=24), significant=True),
    }
    if office.kind == Office.Kind.CENTRE:
        quiet = silent(timezone.localdate(), now)
        sheet["silent"] = {"count": len(quiet), "names": [one.name_th for one in quiet][:MOST]}
    return sheet
