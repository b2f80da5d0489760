"""The journal as data: who did what to which thing, within what the caller's seat reads."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from prasan.platform.journal.models import Entry
from prasan.platform.web.api import After, Limit, Strict, answers, one_or_404, page

router = Router(tags=["journal"])


class EntryRow(Strict):
    """One entry. `changes` is {field: [before, after]}; null where the class is above what the seat reads openly."""

    id: int
    at: dt.datetime
    person: int | None
    seat: int | None
    actor: str
    verb: str
    model: str
    object: int | None
    label: str
    area: int | None
    office: int | None
    classification: int
    reason: str
    changes: dict[str, Any] | None


class EntryPage(Strict):
    """A page of entries, newest first."""

    items: list[EntryRow]
    next: int | None


NAMES = tuple(EntryRow.model_fields)
VALUES = (
    "id", "at", "person_id", "seat_id", "actor_label", "verb", "model", "object_id", "object_label", "area_id",
    "office_id", "classification", "reason", "changes",
)  # fmt: skip
_LABEL, _CLASS, _REASON, _CHANGES = (NAMES.index(name) for name in ("label", "classification", "reason", "changes"))


def shown(row: tuple[Any, ...], masked: bool) -> tuple[Any, ...]:
    """Return an entry as the seat may see it: a masked reader sees that something classified changed, not what."""
    if not masked or not row[_CLASS]:
        return row
    hidden = list(row)
    hidden[_LABEL], hidden[_REASON], hidden[_CHANGES] = "", "", None
    return tuple(hidden)


@router.get("/journal", response=answers(EntryPage))
def entries(
    request: HttpRequest,
    limit: Limit,
    after: After,
    model: str | None = None,
    object: int | None = None,
    person: int | None = None,
    verb: str | None = None,
) -> HttpResponse:
    """List entries, newest first; `model` (progress.report) and `object` together name one thing."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    asked = {"model": model, "object_id": object, "person_id": person, "verb": verb, "pk__lt": after}
    rows = Entry.objects.visible_to(actor).filter(**{k: v for k, v in asked.items() if v is not None})
    found = [shown(row, actor.scope.masked) for row in rows.order_by("-id").values_list(*VALUES)[: limit + 1]]
    return page(found, NAMES, limit, lambda row: row[0])


@router.get("/journal/{pk}", response=answers(EntryRow))
def entry(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Return one entry."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    one = one_or_404(Entry.objects.visible_to(actor).filter(pk=pk))
    row = shown(tuple(getattr(one, name) for name in VALUES), actor.scope.masked)
    return dict(zip(NAMES, row, strict=True))
