"""Who has which item open: a short-lived note in the shared cache, told to colleagues when it changes."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any

from django.core.cache import cache

from prasan.platform.journal.models import Outbox

SECONDS = 45
"""A note that is not renewed for so long is gone."""


def _key(item: int) -> str:
    return f"triage:here:{item}"


def note(actor: Any, item: int) -> None:
    """Note that somebody has an item open; colleagues' pages are told the first time."""
    now = time.time()
    here = {pk: told for pk, told in (cache.get(_key(item)) or {}).items() if told[1] > now - SECONDS}
    fresh = actor.person_id not in here
    here[actor.person_id] = (actor.short_name or actor.name, now)
    cache.set(_key(item), here, SECONDS)
    if fresh:
        Outbox.objects.create(name="situation.presence", payload={"id": item}, topics=["triage"])


def others(actor: Any, items: Iterable[int]) -> dict[int, list[str]]:
    """Return the names of the colleagues who have some items open: one query."""
    now = time.time()
    keys = {_key(one): one for one in items}
    found: dict[int, list[str]] = {}
    for key, here in (cache.get_many(list(keys)) if keys else {}).items():
        names = [name for pk, (name, at) in here.items() if pk != actor.person_id and at > now - SECONDS]
        if names:
            found[keys[key]] = sorted(names)
    return found
