"""What the machine proposes for an item: open an event of a type at a place, or join one that is there.

A proposal is only words beside the keys: nothing happens until a person presses one. docs/algorithms/events.md.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_date

from prasan.directory.models import Area
from prasan.situation.kinds import EventType
from prasan.situation.models import Event, Item, ItemPlace
from prasan.situation.triage.shown import hidden

LOOK_BACK = dt.timedelta(days=45)
JOIN_WITHIN = dt.timedelta(days=7)
ALIKE = 0.5
"""Share of common three-letter pieces from which two titles speak of the same."""
NEAR = 0.1
"""A candidate of another type is shown from this likeness on."""
MOST = 6


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event that the item may belong to: how alike the titles are, and whether type and place agree."""

    event: Event
    alike: float
    same_type: bool
    same_place: bool


@dataclass(slots=True)
class Proposal:
    """What `a` would do: join `event`, else open one with these columns."""

    type: str
    area: Area | None
    title: str
    happened_at: dt.datetime | None = None
    affected: int | None = None
    event: Event | None = None
    candidates: list[Candidate] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def values(self) -> dict[str, Any]:
        """Return the columns of the event that would be opened."""
        area = self.area.pk if self.area else None
        told = {"title": self.title, "type": self.type, "area_id": area, "happened_at": self.happened_at}
        return told | {"affected": self.affected}


def pieces(text: str) -> set[str]:
    """Return the three-letter pieces of a text without spaces."""
    plain = "".join(text.split()).lower()
    return {plain[at : at + 3] for at in range(len(plain) - 2)}


def alike(one: str, other: str) -> float:
    """Return the share of common pieces of two titles (Jaccard): 0 to 1."""
    left, right = pieces(one), pieces(other)
    return len(left & right) / len(left | right) if left and right else 0.0


def place_of(places: Sequence[ItemPlace]) -> Area | None:
    """Return where it happened: the surest place; of equally sure ones the smallest that lies in the first."""
    if not places:
        return None
    ranked = sorted(places, key=lambda one: (-round(one.confidence, 1), one.pk))
    first = ranked[0].area
    inside = [one.area for one in ranked if first.holds(one.area_id)]
    return min(inside, key=lambda area: area.last - area.pk)


def candidates(item: Item, places: Sequence[ItemPlace], kind: str, actor: Any) -> list[Candidate]:
    """Return events the item may belong to, the likeliest first: one query."""
    near = Q(pk=item.root.event_id) if item.root and item.root.event_id else Q(pk=None)
    for one in places:
        if one.area.kind != Area.Kind.NATION:
            near |= Q(area_id__gte=one.area_id, area_id__lte=one.area.last)
            near |= Q(area_id__lte=one.area_id, area__last__gte=one.area_id) & ~Q(area__kind=Area.Kind.NATION)
    since = timezone.now() - LOOK_BACK
    rows = Event.objects.visible_to(actor).live().filter(near, opened_at__gte=since).select_related("area")
    here = [one.area for one in places]
    found = [
        Candidate(
            one, alike(one.title, item.title), one.type == kind,
            any(area.holds(one.area_id) or one.area.holds(area.pk) for area in here),
        )
        for one in rows.defer("area__grams", "area__boundary")[:40]
    ]  # fmt: skip
    root = item.root.event_id if item.root else None
    found = [one for one in found if one.same_type or one.alike >= NEAR or one.event.pk == root]
    return sorted(found, key=lambda c: (c.event.pk != root, -c.alike - 0.3 * c.same_type, -c.event.pk))[:MOST]


def proposal(item: Item, places: Sequence[ItemPlace], actor: Any) -> Proposal:
    """Return what is proposed for an item: one query. Parameters: `places`, its places with their areas."""
    kind = item.types[0] if item.types and item.types[0] in EventType.values else EventType.POLICY
    made = Proposal(type=str(kind), area=place_of(places), title=hidden(item, "title")[:300] or f"#{item.pk}")
    made.happened_at, made.affected = _day(item), _people(item)
    made.words = _words(item, str(kind))
    made.candidates = candidates(item, places, str(kind), actor)
    best = made.candidates[0] if made.candidates else None
    if best is not None and (_of_witness(item, best) or _clear(best)):
        made.event = best.event
    return made


def _of_witness(item: Item, best: Candidate) -> bool:
    """Tell whether the item's first witness belongs to the event."""
    return item.root is not None and item.root.event_id == best.event.pk


def _clear(best: Candidate) -> bool:
    """Tell whether type, place and title agree, and the event is fresh."""
    fresh = best.event.opened_at > timezone.now() - JOIN_WITHIN
    return fresh and best.same_type and best.same_place and best.alike >= ALIKE


def _words(item: Item, kind: str) -> list[str]:
    words = item.reading.get("words") or {}
    found = words.get(kind) or words.get("relevant") or [] if isinstance(words, dict) else []
    return [str(one) for one in found][:8]


def _day(item: Item) -> dt.datetime | None:
    """Return the first single day that the text names and that has not yet to come; a guess is never made."""
    for one in item.reading.get("dates") or ():
        value = one.get("value")
        text = value.get("start") if isinstance(value, dict) else value
        day = parse_date(text) if isinstance(text, str) and len(text) == 10 else None
        if day is not None and day <= timezone.localdate():
            return timezone.make_aware(dt.datetime.combine(day, dt.time(0)))
    return None


def _people(item: Item) -> int | None:
    """Return the largest number of people that the text names; None where it names none."""
    numbers = [one.get("value") for one in item.reading.get("counts") or ()]
    found = [n for n in numbers if isinstance(n, int) and not isinstance(n, bool) and 0 < n <= 10_000_000]
    return max(found, default=None)
