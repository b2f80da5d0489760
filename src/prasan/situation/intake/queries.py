"""Questions to the intake: health of sources, the ledger by hour, and what a reader sees of an item's text."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from prasan.situation.intake import marks
from prasan.situation.intake.policy import sees_private
from prasan.situation.models import Arrival, Fetch, Item, LedgerHour, Source

DAY = dt.timedelta(hours=24)
COUNTS = ("received", "stored", "duplicate", "refused")


def shown(item: Item, actor: Any, field: str) -> str:
    """Return a field of an item ("title" or "text") as the actor may read it: private spans as dots otherwise.

    The shown text has the length of the stored one, so that the spans of the reading fit both.
    """
    text = str(getattr(item, field))
    if sees_private(actor, item):
        return text
    return marks.masked(text, [*marks.spans(item.reading, field), *marks.numbers(text)])


def shown_text(item: Item, actor: Any) -> str:
    """Return the text of an item as the actor may read it."""
    return shown(item, actor, "text")


def shown_title(item: Item, actor: Any) -> str:
    """Return the title of an item as the actor may read it."""
    return shown(item, actor, "title")


def sources_with_health(since: dt.datetime | None = None) -> QuerySet[Source]:
    """Return the sources with the sums of their ledger since a moment (a day ago) and their last delivery."""
    begins = since or timezone.now() - DAY
    recent = Fetch.objects.filter(source=OuterRef("pk"), started_at__gte=begins).order_by().values("source")
    last = Fetch.objects.filter(source=OuterRef("pk")).order_by("-pk")
    sums: dict[str, Any] = {
        f"day_{name}": Coalesce(Subquery(recent.annotate(n=Sum(name)).values("n")), 0) for name in COUNTS
    }
    return Source.objects.select_related("office").annotate(
        **sums, last_outcome=Subquery(last.values("outcome")[:1]), last_reason=Subquery(last.values("reason")[:1]),
        last_started=Subquery(last.values("started_at")[:1]),
    ).order_by("-is_active", "code")  # fmt: skip


def hours(source: Source, since: dt.datetime) -> list[LedgerHour]:
    """Return the ledger of a source by hour, newest first."""
    return list(LedgerHour.objects.filter(source=source, hour__gte=since).order_by("-hour"))


def rows(source: Source, actor: Any, fate: str = "", hour: dt.datetime | None = None) -> QuerySet[Arrival]:
    """Return rows of the ledger of a source, newest first, of one fate and hour where asked.

    What another office handed in is shown only to whoever reads that delivery.
    """
    found = Arrival.objects.filter(source=source, fetch__in=Fetch.objects.visible_to(actor))
    if fate in Arrival.Fate.values:
        found = found.filter(fate=fate)
    if hour is not None:
        found = found.filter(at__gte=hour, at__lt=hour + dt.timedelta(hours=1))
    return found.select_related("fetch", "item").order_by("-id")
