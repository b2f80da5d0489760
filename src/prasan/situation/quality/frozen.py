"""The frozen set: judged items that were set aside, and the labelled sample where its texts are at hand.

Why not the sample alone: its texts are not in the product. Decision 0005 tells it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from prasan.kernel.classify import Model
from prasan.kernel.classify.quality import Counts
from prasan.kernel.sample import join, read
from prasan.kernel.sample.labels import texts_in
from prasan.situation.models import Item
from prasan.situation.quality.decisions import LABELS, RELEVANT, held, judged

MOST = 1_500
"""So many set-aside items are compared, the newest: two models read them in about three seconds."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text with people's word; `types` None where nobody said; `main`, only its main type was said."""

    title: str
    text: str
    relevant: bool
    types: frozenset[str] | None
    main: bool = True


def examples() -> tuple[list[Example], dict[str, int]]:
    """Return the frozen set and how many of it come from where."""
    aside = [one for one in judged(decided=True) if one.people is not None and held(one.identity)][:MOST]
    texts = {pk: (title, text) for pk, title, text in Item.objects.filter(
        pk__in=[one.pk for one in aside]).values_list("pk", "title", "text")}  # fmt: skip
    found = [
        Example(*texts[one.pk], bool(one.people), None if one.people_type is None else frozenset({one.people_type}))
        for one in aside
    ]
    sample = list(_sample())
    return found + sample, {"items": len(found), "sample": len(sample)}


def _sample() -> Iterable[Example]:
    folder = settings.LISTEN_SAMPLE_TEXTS
    if folder is None or not Path(folder).is_dir():
        return
    for label, text in join(read(Path(settings.LISTEN_SAMPLE)), texts_in(Path(folder))):
        yield Example(text.title, text.text, label.labour, label.types, main=False)


def counted(model: Model, cases: Sequence[Example]) -> dict[str, Counts]:
    """Return for each label how often a model and people agreed on the frozen set."""
    table = {label: [0, 0, 0] for label in LABELS}

    def note(label: str, machine: bool, people: bool) -> None:
        row = table[label]
        row[0] += machine and people
        row[1] += machine and not people
        row[2] += people and not machine

    for one in cases:
        said = model.classify(one.title, one.text, explain=False)
        note(RELEVANT, said.relevant, one.relevant)
        if one.types is None:
            continue
        named = [kind.code for kind in said.types]
        mine = set(named[:1] if one.main else named)
        for label in LABELS[1:]:
            note(label, label in mine, label in one.types)
    return {label: Counts(*row) for label, row in table.items()}


def compared(champion: Model, challenger: Model) -> dict[str, Any]:
    """Return both models' counts on the frozen set as of now, ready for JSON."""
    cases, sizes = examples()
    both = {"champion": counted(champion, cases), "challenger": counted(challenger, cases)}
    return {
        "at": timezone.now().isoformat(timespec="seconds"),
        "of": {"champion": champion.version, "challenger": challenger.version},
        "sizes": sizes | {"relevant": sum(one.relevant for one in cases), "all": len(cases)},
        "labels": {
            label: {
                who: [counts[label].both, counts[label].machine_only, counts[label].people_only]
                for who, counts in both.items()
            }
            for label in LABELS
        },
    }


def moment(checked: dict[str, Any]) -> dt.datetime | None:
    """Return when a comparison was made."""
    return dt.datetime.fromisoformat(checked["at"]) if checked.get("at") else None
