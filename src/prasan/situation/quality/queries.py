"""What the pages of quality read beside the figures: versions, and the items behind a number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from prasan.situation.models import Item, ModelVersion
from prasan.situation.quality import serving
from prasan.situation.quality.decisions import Judged, cell_of, judged
from prasan.situation.quality.frozen import moment

__all__ = ["Behind", "behind", "challenger", "champion", "moment", "shipped", "versions"]

LAST = 12
PAGE = 50


def versions() -> list[ModelVersion]:
    """Return the newest versions and the one that serves: one question."""
    rows = ModelVersion.objects.light().select_related("made_by", "promoted_by", "before")
    rows = rows.defer("content", "before__content", "before__words", "before__metrics")
    return sorted({*rows[:LAST], *rows.filter(state=ModelVersion.State.CHAMPION)}, key=lambda one: one.pk, reverse=True)


def champion(rows: Sequence[ModelVersion]) -> ModelVersion | None:
    """Return the version that serves; None where the model that came with the program does."""
    return next((one for one in rows if one.state == ModelVersion.State.CHAMPION), None)


def challenger(rows: Sequence[ModelVersion]) -> ModelVersion | None:
    """Return the newest version that could replace it."""
    return next((one for one in rows if one.state == ModelVersion.State.CHALLENGER), None)


def shipped() -> dict[str, Any]:
    """Return what the model that came with the program says of itself."""
    meta = serving.current().meta
    return {name: meta.get(name, {}) for name in ("version", "rows", "metrics", "words")}


@dataclass(frozen=True, slots=True)
class Behind:
    """Items behind a number: (item, its words), how many there are, how many the reader may not see, where to go on."""

    rows: list[tuple[Item, Judged]]
    total: int
    hidden: int
    next: int | None


def behind(actor: Any, label: str, cell: str, days: int, source: int | None = None, after: int | None = None) -> Behind:
    """Return a page of the items that a number counts, newest first: four questions.

    Parameters: `label`, `cell`, `source` as in the panel; `after`, the last item of the page before.
    """
    found = {
        one.pk: one
        for one in judged(timezone.now() - dt.timedelta(days=days))
        if (source is None or one.source == source) and cell_of(one, label) == cell
    }
    seen = Item.objects.visible_to(actor).filter(pk__in=list(found))
    visible = set(seen.values_list("pk", flat=True))
    numbers = [pk for pk in found if pk in visible and (after is None or pk < after)]
    rows = Item.objects.filter(pk__in=numbers[:PAGE]).select_related("source", "event").order_by("-id")
    rows = rows.defer("text", "reading")
    return Behind(
        [(one, found[one.pk]) for one in rows],
        len(found),
        len(found) - len(visible),
        numbers[PAGE - 1] if len(numbers) > PAGE else None,
    )
