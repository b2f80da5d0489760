"""The Thai reader as the listening desk calls it for each stored item."""

from __future__ import annotations

import functools
from typing import Any

from django.utils import timezone

from prasan.kernel import reading
from prasan.packs.thailand.gazetteer import reading_gazetteer
from prasan.situation.models import Item


@functools.cache
def gazetteer() -> reading.ReadingGazetteer:
    """Return the gazetteer, built once a process."""
    return reading_gazetteer()


def read(item: Item) -> tuple[str, dict[str, Any]]:
    """Read an item: version and fields, each with its span in title or text."""
    published = timezone.localtime(item.published_at).date() if item.published_at else None
    found = reading.read(reading.Document(item.title, item.text, published, item.pk), gazetteer())
    return found.version, found.as_json()
