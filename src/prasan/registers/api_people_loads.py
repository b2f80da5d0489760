"""Bulk entry of people as data: hand a file in, see what became of each row."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from ninja import File, Form, Router
from ninja.decorators import decorate_view
from ninja.files import UploadedFile

from prasan.platform.commands import Refused
from prasan.platform.web.api import After, Limit, Strict, act, answers, one_or_404
from prasan.platform.web.asking import actor_of
from prasan.registers import policy_workers as may
from prasan.registers.commands import ResumeLoad
from prasan.registers.loading import work
from prasan.registers.loading.handing import hand_in
from prasan.registers.loading.settling import counts
from prasan.registers.loading.upload import in_memory
from prasan.registers.models import Load

router = Router(tags=["workers"])


class LoadRight(Strict):
    """By which right the office uses the data of the people, and whether to look only."""

    notice_version: str
    purpose: str = "service"
    ground: str = "consent"
    dry: bool = False


class LoadSeen(Strict):
    """A file and how many of its rows came to which verdict."""

    id: int
    name: str
    office: str
    dry: bool
    at: dt.datetime
    job: int | None
    total: int
    waiting: int
    new: int
    same: int
    maybe: int
    refused: int


class LoadLine(Strict):
    """What became of a row; `worker`, the entry that was made or found. What the row said is not kept."""

    n: int
    sheet: str
    row: int
    verdict: str
    worker: int | None
    field: str
    text: str


class LoadLines(Strict):
    """A page of rows in the order of the file."""

    items: list[LoadLine]
    next: int | None


def _seen(load: Load) -> dict[str, Any]:
    load.refresh_from_db(fields=["at", "job"])
    return {
        "id": load.pk, "name": load.name, "office": load.office.code, "dry": load.dry, "at": load.at, "job": load.job,
        "total": load.total, **counts(load),
    }  # fmt: skip


def _one(request: HttpRequest, pk: int) -> Load:
    actor = actor_of(request)
    rows: Any = Load.objects.visible_to(actor)
    found: Load = one_or_404(rows.select_related("office").filter(pk=pk))
    refusal = may.can_load(actor, found)
    if refusal is not None:
        raise Refused(refusal)
    return found


@router.post("/people-loads", response=answers(LoadSeen))
@decorate_view(in_memory)
def load_people_file(request: HttpRequest, right: Form[LoadRight], file: File[UploadedFile]) -> dict[str, Any]:
    """Hand a file of people in; the same file again answers what became of it, and enters nobody twice."""
    actor = actor_of(request)
    return _seen(hand_in(actor, file.name or "file", file.read(), right.dict()))


@router.get("/people-loads/{pk}", response=answers(LoadSeen))
def people_load_seen(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Return how far a file is."""
    return _seen(_one(request, pk))


@router.get("/people-loads/{pk}/rows", response=answers(LoadLines))
def people_load_rows(request: HttpRequest, pk: int, limit: Limit, after: After, verdict: str = "") -> dict[str, Any]:
    """List what became of each row, in the order of the file; `verdict`, those alone."""
    rows = _one(request, pk).rows.order_by("n")
    rows = rows.filter(n__gt=after) if after is not None else rows
    rows = rows.filter(verdict=verdict) if verdict else rows
    found = list(rows.values("n", "sheet", "row", "verdict", "worker", "field", "text")[: limit + 1])
    return {"items": found[:limit], "next": found[limit - 1]["n"] if len(found) > limit else None}


@router.post("/people-loads/{pk}/resume", response=answers(LoadSeen))
def resume_people_load(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Go on with a file whose work was stopped."""
    found = _one(request, pk)
    with transaction.atomic():
        act(request, ResumeLoad(target_id=pk))
        work.queue(actor_of(request), found)
    return _seen(found)
