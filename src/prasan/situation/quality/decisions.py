"""What machine and people said of items: the one reading of the tables that all figures of quality stand on.

The machine's word is what stood before anybody changed it; people's word is their last that stands. An item
that nobody looked at has no word of people. Reprints are left out: a reprint is no second witness.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from prasan.kernel.classify.quality import SAMPLE_SHARE, Decision
from prasan.situation.kinds import EventType
from prasan.situation.models import Correction, Item

RELEVANT = "relevant"
LABELS = (RELEVANT, *EventType.values)
MOST = 20_000
"""So many items are looked at, the newest: a thousand sources bring as many in a month."""
HELD = 5
"""One in so many judged items is set aside for the comparison of models and never trained on."""

Said = Mapping[int, Sequence[tuple[str, Any, Any]]]


@dataclass(frozen=True, slots=True)
class Judged:
    """One item: the machine's word and people's word on relevance and on its main type.

    `people` and `people_type` are None where nobody decided; `is_sampled`, binned by the machine and shown to
    people all the same.
    """

    pk: int
    source: int
    identity: str
    received_at: dt.datetime
    score: float
    is_sampled: bool
    machine: bool
    machine_type: str
    people: bool | None
    people_type: str | None

    @property
    def chance(self) -> float:
        """Return the probability with which it was shown to people, as what it stands for is counted.

        An unsampled item that somebody took out of the bin was not drawn: it stands for itself.
        """
        return SAMPLE_SHARE if self.is_sampled and not self.machine else 1.0


def judged(since: dt.datetime | None = None, *, decided: bool = False, most: int = MOST) -> list[Judged]:
    """Return the newest items received since a moment, newest first: two questions.

    Parameters: `decided`, only those about which people said something.
    """
    rows = Item.objects.filter(root=None).order_by("-id")
    if since is not None:
        rows = rows.filter(received_at__gte=since)
    if decided:
        rows = rows.filter(pk__in=_decided())
    found = list(
        rows.values_list(
            "pk", "source_id", "identity", "received_at", "score", "is_sampled", "is_relevant", "types", "state",
            "decided_by_id", "event__type",
        )[:most]
    )  # fmt: skip
    said: dict[int, list[tuple[str, Any, Any]]] = {}
    if found:
        told = Correction.objects.standing().filter(item_id__gte=found[-1][0]).order_by("id")
        for pk, *word in told.exclude(field=Correction.Field.PLACE).values_list("item_id", "field", "before", "after"):
            said.setdefault(pk, []).append((word[0], word[1], word[2]))
    return [_one(row, said.get(row[0], ())) for row in found]


def _decided() -> Any:
    """Return the numbers of items that people linked, binned or put right, as a sub-query."""
    corrected = Correction.objects.standing().exclude(field=Correction.Field.PLACE).values("item_id")
    return Item.objects.exclude(decided_by=None).values("pk").union(corrected, all=True)


def _one(row: tuple[Any, ...], said: Sequence[tuple[str, Any, Any]]) -> Judged:
    pk, source, identity, received, score, sampled, relevant, types, state, decided_by, event_type = row
    relevance = [(before, after) for field, before, after in said if field == Correction.Field.RELEVANT]
    kinds = [(before, after) for field, before, after in said if field == Correction.Field.TYPE]
    machine_type = kinds[0][0] if kinds else (types[0] if types else "")
    people: bool | None = None
    if relevance:
        people = bool(relevance[-1][1])
    elif state == Item.State.LINKED or kinds:
        people = True
    elif state == Item.State.BINNED and decided_by is not None:
        people = False
    people_type = None
    if people:
        people_type = kinds[-1][1] if kinds else event_type
    machine = bool(relevance[0][0]) if relevance else relevant
    return Judged(pk, source, identity, received, score, sampled, machine, machine_type, people, people_type)


def decisions(items: Iterable[Judged], *, by_source: bool = False) -> Iterator[Decision]:
    """Return what is said of each label: relevance of every item, types of what both think relevant.

    Parameters: `by_source`, whether the source is told apart; otherwise it is "".
    """
    for one in items:
        source = str(one.source) if by_source else ""
        yield Decision(one.machine, one.people, one.chance, RELEVANT, source, one.score)
        if not one.machine:
            continue
        for label in EventType.values:
            named = one.machine_type == label
            people = None if one.people_type is None else one.people_type == label
            yield Decision(named, people, 1.0, label, source, float(named))


def word_of(one: Judged, label: str) -> tuple[bool, bool | None]:
    """Return (the machine's word, people's word) on a label."""
    if label == RELEVANT:
        return one.machine, one.people
    return one.machine and one.machine_type == label, None if one.people_type is None else one.people_type == label


CELLS = ("both", "machine_only", "people_only", "neither", "waiting")


def cell_of(one: Judged, label: str) -> str:
    """Return in which number of a label an item is counted, one of CELLS; "" where the label is not asked of it."""
    if label != RELEVANT and not one.machine:
        return ""
    machine, people = word_of(one, label)
    if people is None:
        return "waiting" if machine or one.is_sampled else ""
    return {(True, True): "both", (True, False): "machine_only", (False, True): "people_only"}.get(
        (machine, people), "neither"
    )


def held(identity: str) -> bool:
    """Tell whether an item is set aside for comparing models: by a keyed hash, so always or never."""
    drawn = hmac.digest(settings.SECRET_KEY.encode(), f"held:{identity}".encode(), hashlib.sha256)
    return int.from_bytes(drawn[:8]) % HELD == 0
