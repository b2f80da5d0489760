"""What other rooms add to the running meeting: scorecards and directives. Meetings know no sibling."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Scorecard = Callable[[Any, int], "dict[str, Any] | None"]
Given = Callable[[Any, int], "list[dict[str, Any]]"]

Staged = Callable[[Any], None]

_SCRIBE: list[str] = []
_STAGED: list[Staged] = []
_SCORECARD: list[Scorecard] = []
_GIVEN: list[Given] = []


def scorecards(of: Scorecard) -> None:
    """Say who tells the scorecard of an area: (actor, area number) → plain data, None where there is none."""
    _SCORECARD[:] = [of]


def given(of: Given) -> None:
    """Say who tells what was ordered in a meeting: (actor, meeting) → lines with code, text, lead, at, url.

    A directive has its `due`; guidance the day of its `review`: each None where it is the other.
    """
    _GIVEN[:] = [of]


def scorecard(actor: Any, area: int) -> dict[str, Any] | None:
    """Return the scorecard of an area as the actor may see it, None where no room tells it."""
    return _SCORECARD[0](actor, area) if _SCORECARD else None


def directives(actor: Any, meeting: int) -> list[dict[str, Any]]:
    """Return what was ordered in a meeting, as the actor may see it."""
    return _GIVEN[0](actor, meeting) if _GIVEN else []


def scribe_at(name: str) -> None:
    """Say which address (by its name, taking the meeting) takes a directive that the scribe types."""
    _SCRIBE[:] = [name]


def scribe() -> str:
    """Return the name of that address, empty where no room takes directives."""
    return _SCRIBE[0] if _SCRIBE else ""


def staged_by(push: Staged) -> None:
    """Say who pushes the scorecard of who is on stage: (meeting)."""
    _STAGED[:] = [push]


def staged(meeting: Any) -> None:
    """Push the scorecard of who is on stage to every screen."""
    for push in _STAGED:
        push(meeting)
