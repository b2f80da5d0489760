"""What a challenger learns from: people's words on stored items, and the champion's on those nobody looked at.

Items that are set aside are never among them. What nobody judged carries the champion's own word at a small
weight, so that a challenger that saw forty corrections does not forget what the champion knows.
"""

from __future__ import annotations

from collections.abc import Iterable

from prasan.kernel.classify import Model
from prasan.kernel.classify.rows import Row
from prasan.situation.models import Item
from prasan.situation.quality.decisions import Judged, held, judged

PEOPLE, CHAMPION = 1.0, 0.2
"""Weights of people's word and of the champion's."""
MOST_UNSAID = 4_000


def training_rows(champion: Model) -> tuple[list[Row], dict[str, int]]:
    """Return the rows to train on and how many there are of each kind."""
    said = [one for one in judged(decided=True) if one.people is not None]
    ours = [one for one in said if not held(one.identity)]
    seen = {one.pk for one in said}
    unsaid = [one for one in judged(most=MOST_UNSAID) if one.pk not in seen and not held(one.identity)]
    texts = {
        pk: (title, text)
        for pk, title, text in Item.objects.filter(pk__in=[one.pk for one in (*ours, *unsaid)]).values_list(
            "pk", "title", "text"
        )
    }
    rows = list(_by_people(ours, texts)) + list(_by_champion(champion, unsaid, texts))
    kinds = {
        "people": len(ours),
        "corrected": sum(one.people != one.machine or _other_type(one) for one in ours),
        "champion": len(unsaid),
        "aside": len(said) - len(ours),
    }
    return rows, kinds


def _other_type(one: Judged) -> bool:
    return one.people_type is not None and one.people_type != one.machine_type


def _by_people(items: Iterable[Judged], texts: dict[int, tuple[str, str]]) -> Iterable[Row]:
    for one in items:
        types = None if one.people_type is None else frozenset({one.people_type})
        yield Row(str(one.pk), *texts[one.pk], bool(one.people), types, PEOPLE)


def _by_champion(champion: Model, items: Iterable[Judged], texts: dict[int, tuple[str, str]]) -> Iterable[Row]:
    for one in items:
        found = champion.classify(*texts[one.pk], explain=False)
        types = frozenset(kind.code for kind in found.types) if found.relevant else None
        yield Row(str(one.pk), *texts[one.pk], found.relevant, types, CHAMPION)
