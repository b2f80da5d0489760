"""What other rooms add to alarms: where a point of a reported figure leads. Alarms know no other room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from prasan.situation.models import Alarm

LEADS: dict[str, Callable[[Alarm, Any], str]] = {}
"""Kind of an alarm → (alarm, the point's own key) gives the address that the point opens, empty where there is none."""


def lead(kind: str, address: Callable[[Alarm, Any], str]) -> None:
    """Say where the points of a kind of alarms lead."""
    LEADS[kind] = address


def address_of(alarm: Alarm, key: Any) -> str:
    """Return where a point leads, empty where no room knows."""
    found = LEADS.get(alarm.kind)
    return found(alarm, key) if found else ""
