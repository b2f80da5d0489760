"""Invitations as iCalendar files (RFC 5545, 5546): REQUEST and CANCEL under one UID, SEQUENCE growing with each change.

They leave the house by mail: number, time and address alone, no title and nobody's name.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.desk.calendar.ical import escape, fold
from prasan.meetings.models import Briefing
from prasan.platform.journal.models import Entry

MIME = "text/calendar"
CHANGES = ("meetings.invite", "meetings.change", "meetings.cancel")
REMIND = "PT15M"
"""So long before the meeting the calendar of who took it over rings."""


def sequences(meetings: Iterable[int]) -> dict[int, int]:
    """Return how often each meeting was sent or changed, from the journal: one query."""
    rows = Entry.objects.filter(model="meetings.briefing", object_id__in=list(meetings), verb__in=CHANGES)
    return dict(rows.order_by().values_list("object_id").annotate(n=Count("pk")))


def uid_of(briefing: Briefing) -> str:
    """Return what calendars know a meeting by: the same in every file and in the feed."""
    return f"meeting-{briefing.pk}@{urlsplit(settings.BASE_URL).hostname or 'localhost'}"


def plain_name(briefing: Briefing) -> str:
    """Return what a meeting is called outside the house: its number alone."""
    return _("การประชุมเลขที่ %(n)s") % {"n": briefing.code or briefing.pk}


def address_of(briefing: Briefing) -> str:
    """Return the page of the invitation, a path inside the product."""
    return reverse("meeting_invitation", args=[briefing.pk])


def _stamp(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")


def invitation(briefing: Briefing, *, to: str = "", sequence: int | None = None) -> bytes:
    """Return the file. Parameters: `to`, the mail address of who is invited; `sequence`, counted where None."""
    cancelled = briefing.state == Briefing.State.CANCELLED
    number = sequences([briefing.pk]).get(briefing.pk, 0) if sequence is None else sequence
    site = settings.BASE_URL.rstrip("/")
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Prasan//Meetings//TH", "CALSCALE:GREGORIAN",
        f"METHOD:{'CANCEL' if cancelled else 'REQUEST'}", "BEGIN:VEVENT", f"UID:{uid_of(briefing)}",
        f"DTSTAMP:{_stamp(timezone.now())}", f"SEQUENCE:{number}", f"DTSTART:{_stamp(briefing.starts_at)}",
        f"DTEND:{_stamp(briefing.starts_at + dt.timedelta(minutes=briefing.minutes))}",
        f"SUMMARY:{escape(plain_name(briefing))}", f"URL:{site}{address_of(briefing)}",
        f"STATUS:{'CANCELLED' if cancelled else 'CONFIRMED'}", f"ORGANIZER:mailto:{settings.DEFAULT_FROM_EMAIL}",
    ]  # fmt: skip
    if to:
        lines.append(f"ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:{to}")
    if not cancelled:
        lines += ["BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{escape(plain_name(briefing))}"]
        lines += [f"TRIGGER:-{REMIND}", "END:VALARM"]
    lines += ["END:VEVENT", "END:VCALENDAR"]
    return "".join(f"{piece}\r\n" for line in lines for piece in fold(line)).encode()
