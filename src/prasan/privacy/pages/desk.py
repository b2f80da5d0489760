"""The desk of the protection officer, and the list of requests about data for whoever owes the answer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from prasan.platform.commands import Refused
from prasan.platform.web.asking import actor_of
from prasan.privacy import policy as may
from prasan.privacy import queries
from prasan.privacy.models import DestructionList, ProcessingRecord
from prasan.privacy.pages.breaches import hours_left
from prasan.privacy.pages.common import page
from prasan.privacy.retaining import find, terms
from prasan.registers.models import CASE_WORKERS

SHOWN = 10


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Show what waits for the protection officer: breaches, requests, openings, holds, records, what is due to go."""
    actor = actor_of(request)
    if not may.is_officer(actor):
        raise Refused(may.OFFICER_ONLY)
    now = timezone.now()
    breaches = [(one, hours_left(one, now)) for one in queries.breaches(actor) if one.closed_at is None]
    asked = list(queries.requests(actor)[: queries.SHOWN])
    records = list(ProcessingRecord.objects.visible_to(actor).living())
    due = find(now, terms())
    context = {
        "breaches": breaches[:SHOWN], "more_breaches": len(breaches) - SHOWN, "requests": asked[:SHOWN],
        "more_requests": len(asked) - SHOWN, "today": timezone.localdate(),
        "late": sum(one.due_on < timezone.localdate() for one in asked), "glass": queries.unreviewed(actor),
        "holds": [one for one in queries.holds(actor) if one.lifted_at is None], "shown": SHOWN,
        "stale": [one for one in records if one.stale(now)],
        "uncovered": queries.uncovered(one.covers for one in records),
        "due": len(due.numbers), "held": due.held_people,
        "lists": DestructionList.objects.visible_to(actor).open().count(),
    }  # fmt: skip
    return page(request, "desk", context)


@require_safe
def data_requests(request: HttpRequest) -> HttpResponse:
    """Show the requests about data that wait, late ones first: the officer's all, an office's own."""
    actor = actor_of(request)
    keeps = may.is_officer(actor)
    if not keeps and actor.role not in CASE_WORKERS:
        raise Refused(may.OFFICER_ONLY)
    rows = list(queries.requests(actor)[: queries.SHOWN + 1])
    context = {"rows": rows[: queries.SHOWN], "more": len(rows) > queries.SHOWN, "keeps": keeps,
               "today": timezone.localdate()}  # fmt: skip
    return page(request, "requests", context)
