"""The journal as people read it: who did what to which thing, before and after."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from prasan.desk.journal_words import THINGS, sentences
from prasan.desk.pages.common import actor_of, address
from prasan.directory.models import Person
from prasan.directory.policy import can_reveal
from prasan.kernel.dates import REASONS, parse_date
from prasan.kernel.normalise import query_grams
from prasan.platform.journal.models import Entry

PAGE = 40
PAGES_OF = {"progress.report": "report", "directory.office": "office", "registers.policy": "policy",
            "directory.person": "person"}  # fmt: skip
"""Which page shows a thing; its address takes the key."""


@require_GET
def journal(request: HttpRequest) -> HttpResponse:
    """List entries, newest first: `?who=`, `?model=`, `?object=`, `?from=`, `?to=`; `?before=` for the next page."""
    actor = actor_of(request)
    asked = {key: request.GET.get(key, "").strip() for key in ("who", "model", "object", "from", "to")}
    rows: QuerySet[Entry] = Entry.objects.visible_to(actor).order_by("-id")
    rows, errors = _filter(rows, asked)
    before = request.GET.get("before", "")
    if before.isdigit():
        rows = rows.filter(pk__lt=int(before))
    found = list(rows[: PAGE + 1])
    keep = {key: value for key, value in asked.items() if value}
    more = "?" + urlencode({**keep, "before": found[PAGE - 1].pk}) if len(found) > PAGE else None
    return render(request, "desk/journal.html", {
        "now": timezone.now(),
        "rows": [(one, _href(one.model, one.object_id)) for one in sentences(found[:PAGE], masked=actor.scope.masked)],
        "more": more,
        "asked": asked,
        "errors": errors,
        "things": sorted(((key, str(name)) for key, name in THINGS.items()), key=lambda pair: pair[1]),
        "narrowed": bool(keep),
        "reveals": can_reveal(actor, None) is None,
    })  # fmt: skip


def _href(model: str, key: int | None) -> str:
    name = PAGES_OF.get(model)
    return address(name, key) if name and key is not None else ""


def _filter(rows: QuerySet[Entry], asked: dict[str, str]) -> tuple[QuerySet[Entry], dict[str, str]]:
    """Narrow the entries; what could not be read comes back as an error by field."""
    errors: dict[str, str] = {}
    if asked["who"]:
        grams = query_grams(asked["who"])
        people = Person.objects.filter(grams__contains=grams).values("pk")[:200] if grams else Person.objects.none()
        rows = rows.filter(person_id__in=people)
    if asked["model"]:
        rows = rows.filter(model=asked["model"])
        if asked["object"].isdigit():
            rows = rows.filter(object_id=int(asked["object"]))
    first, errors_from = _day(asked["from"])
    last, errors_to = _day(asked["to"])
    if errors_from:
        errors["from"] = errors_from
    if errors_to:
        errors["to"] = errors_to
    if first is not None:
        rows = rows.filter(at__gte=_midnight(first.start))
    if last is not None:
        rows = rows.filter(at__lt=_midnight(last.end + dt.timedelta(days=1)))
    return rows, errors


def _day(text: str) -> tuple[Any, str]:
    """Read a day or span as people write it; returns (reading, "") or (None, what is wrong)."""
    if not text:
        return None, ""
    reading = parse_date(text, timezone.localdate())
    if reading.refused is not None or reading.start is None:
        return None, _("อ่านวันที่นี้ไม่ได้: %(why)s") % {"why": REASONS.get(reading.refused or "no-date", "")}
    return reading, ""


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
