"""What every room's api.py shares: strict schemas, keyset pages, prepared answers, the door with its key.

Rules: a list answers at most `LIMIT` rows and where to go on (`next`), never a count of everything.
Hot lists answer prepared values through orjson; their declared schema is checked in tests, not on each call.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Any, TypeVar

import orjson
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Schema
from pydantic import ConfigDict, Field

from prasan.platform.commands import Command, Refused, perform

M = TypeVar("M", bound=models.Model)
LIMIT = 200
Limit = Annotated[int, Query(25, ge=1, le=LIMIT, description="rows a page")]
After = Annotated[int | None, Query(None, description="the `next` of the page before")]
KEY_HEADER = "Idempotency-Key"


class Strict(Schema):
    """A schema that takes the declared fields and no others, so that a misspelt one is an error."""

    model_config = ConfigDict(extra="forbid")


class Problem(Strict):
    """Any answer that is not a success."""

    error: str = Field(description="what is wrong and what to do, in the reader's language")
    field: str = Field("", description="the field it is about, where it is about one")


PROBLEMS = {401: Problem, 403: Problem, 404: Problem, 409: Problem, 422: Problem}
"""What every operation may answer beside its result."""


def answers(schema: Any) -> dict[int, Any]:
    """Return the declared answers of an operation: its result, and the problems."""
    return {200: schema, **PROBLEMS}


def prepared(value: Any) -> HttpResponse:
    """Answer plain values as they are, without validating them again."""
    return HttpResponse(orjson.dumps(value), content_type="application/json; charset=utf-8")


def page(
    rows: Sequence[tuple[Any, ...]], names: Sequence[str], limit: int, place: Callable[[tuple[Any, ...]], Any]
) -> HttpResponse:
    """Answer one page of a hot list.

    Parameters: `rows`, at most limit + 1 tuples, the one too many telling that there is more; `names`,
    of their values in order; `place`, gives the cursor after a row.
    """
    shown = rows[:limit]
    more = place(shown[-1]) if len(rows) > limit else None
    return prepared({"items": [dict(zip(names, row, strict=True)) for row in shown], "next": more})


def split_page(rows: Iterable[M], limit: int) -> tuple[list[M], int | None]:
    """Return (the rows of a page, the primary key to go on after or None), of at most limit + 1 rows."""
    found = list(rows)
    return found[:limit], (found[limit - 1].pk if len(found) > limit else None)


def one_or_404(rows: models.QuerySet[M]) -> M:
    """Return the one row of a scoped queryset; Refused with 404 where there is none."""
    found = rows.first()
    if found is None:
        raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


def act(request: HttpRequest, command: Command[M]) -> M:
    """Carry out a verb for the request's actor; the header Idempotency-Key makes a repeated call safe."""
    command.key = request.headers.get(KEY_HEADER, "")[:100]
    return perform(request.actor, command)  # type: ignore[attr-defined]
