"""What a volunteer's form tells of a person: its fields, and what the registry's verbs take of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from prasan.referrals.models import DriveEntry

FIELDS = (
    "title", "given_name", "family_name", "id_number", "birth_year", "sex", "phone", "channel", "consented",
    "home_area_id", "occupation", "informal_group", "section", "option",
)  # fmt: skip
"""Names as the registry has them (`registers.workers.facts`); whoever is registered so works informally."""
CHANNELS = ("none", "sms", "call")
LONGEST = 200


def told_from(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a form says, without what it does not ask for and what no database takes; cut to sane lengths."""
    found: dict[str, Any] = {}
    for name in FIELDS:
        value = typed.get(name)
        text = "" if value is None else str(value).replace("\0", "").strip()[: LONGEST + 1]
        if text:
            found[name] = text
    found["consented"] = str(typed.get("consented", "")) in {"on", "true", "True", "1"}
    return found


def facts(told: Mapping[str, Any]) -> dict[str, Any]:
    """Return what `registers.register_worker` takes."""
    return {"channel": "none"} | dict(told) | {"employment": "informal"}


def agreed(typed: Mapping[str, Any]) -> bool:
    """Tell whether the person agreed to be registered after the notice was read."""
    return str(typed.get("agreed", "")) in {"on", "true", "True", "1"}


def kept(told: Mapping[str, Any]) -> str:
    """Return what is told as an entry keeps it."""
    return json.dumps(dict(told), ensure_ascii=False, sort_keys=True)


def read(entry: DriveEntry) -> dict[str, Any]:
    """Return what an entry keeps; nothing for one that was emptied."""
    found: dict[str, Any] = json.loads(entry.told) if entry.told else {}
    return found
