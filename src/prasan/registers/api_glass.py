"""Break-glass as data: open an entry in an emergency, see what was opened, review it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest
from ninja import Router

from prasan.platform.web.api import After, Limit, Strict, act, answers, one_or_404, split_page
from prasan.platform.web.asking import actor_of
from prasan.registers.commands import OpenGlass, ReviewGlass
from prasan.registers.models import Glass

router = Router(tags=["workers"])


class GlassRow(Strict):
    """One opening: who read whose entry until when, why, and what the review said."""

    id: int
    worker: int
    person: int
    office: str
    why: str
    at: dt.datetime
    until: dt.datetime
    verdict: str
    review: str
    reviewed_at: dt.datetime | None


class GlassPage(Strict):
    """A page of openings, the newest first."""

    items: list[GlassRow]
    next: int | None


def _row(one: Glass) -> dict[str, Any]:
    return {
        "id": one.pk, "worker": one.worker_id, "person": one.person_id, "office": one.office.code, "why": one.why,
        "at": one.at, "until": one.until, "verdict": one.verdict, "review": one.review, "reviewed_at": one.reviewed_at,
    }  # fmt: skip


class OpenIn(Strict):
    """Which entry, and why."""

    worker: int
    why: str


@router.post("/worker-openings", response=answers(GlassRow))
def open_worker(request: HttpRequest, told: OpenIn) -> dict[str, Any]:
    """Open the entry of one person out of one's scope for 60 minutes, to be read; it is reviewed afterwards."""
    return _row(act(request, OpenGlass(worker_id=told.worker, why=told.why)))


@router.get("/worker-openings", response=answers(GlassPage))
def worker_openings(request: HttpRequest, limit: Limit, after: After, unreviewed: bool = False) -> dict[str, Any]:
    """List the openings that one may know of: one's own, those of one's office, those that one reviews."""
    rows = Glass.objects.visible_to(actor_of(request)).select_related("office").order_by("-pk")
    rows = rows.unreviewed() if unreviewed else rows
    rows = rows.filter(pk__lt=after) if after is not None else rows
    found, more = split_page(rows[: limit + 1], limit)
    return {"items": [_row(one) for one in found], "next": more}


class ReviewIn(Strict):
    """Whether there was cause, and why."""

    verdict: str
    text: str


@router.post("/worker-openings/{pk}/review", response=answers(GlassRow))
def review_worker_opening(request: HttpRequest, pk: int, told: ReviewIn) -> dict[str, Any]:
    """Say whether there was cause to open an entry; one without cause closes at once."""
    act(request, ReviewGlass(target_id=pk, verdict=told.verdict, text=told.text))
    rows = Glass.objects.visible_to(actor_of(request)).select_related("office")
    return _row(one_or_404(rows.filter(pk=pk)))
