"""The linker's stage: a new item names the one that it repeats and the series that it belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from prasan.platform.rows import update_rows
from prasan.situation.intake.pipeline import BY_PEOPLE
from prasan.situation.linking.store import linked, store
from prasan.situation.models import Item


def link(items: Sequence[Item]) -> None:
    """Set `root` and `series` of items, the earliest first, and keep their fingerprints for later ones.

    Two calls in the same words are two callers: what people wrote down repeats nothing, it is found by others alone.
    """
    store(items)
    asked = [item for item in items if item.source.kind not in BY_PEOPLE]
    linked(asked)
    update_rows([one for one in asked if one.root_id or one.series_id], ["root", "series"])
