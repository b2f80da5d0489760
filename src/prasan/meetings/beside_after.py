"""What another room adds after a meeting: the directives that were given in it. Meetings know no sibling.

A row is plain data: kind (directive or guidance), pk, item (the agenda item's id), number, text, owner, owner_id, co,
outside, due (ISO moment or day), state (the word), open, late, answer, evidence, classification, public, hotline.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from prasan.meetings.models import Briefing, Letter

Rows = list[dict[str, Any]]
_GIVEN: list[Callable[[Briefing], Rows]] = []
_BEFORE: list[Callable[[Briefing], Rows]] = []
_OFFICIAL: list[Callable[[Any, Letter], list[str]]] = []


def gives(given: Callable[[Briefing], Rows], before: Callable[[Briefing], Rows]) -> None:
    """Say where directives come from: those given in a meeting, and those that a meeting opens with."""
    _GIVEN[:], _BEFORE[:] = [given], [before]


def sets_official(act: Callable[[Any, Letter], list[str]]) -> None:
    """Say how the number of a letter is entered for its directives; the answer names those that refused it."""
    _OFFICIAL[:] = [act]


def given_in(briefing: Briefing) -> Rows:
    """Return the directives given in a meeting that may stand on its papers; none where no room knows any."""
    return [row for ask in _GIVEN for row in ask(briefing)]


def opens_with(briefing: Briefing) -> Rows:
    """Return what the meetings before left: directives with where they stand and what proves it."""
    return [row for ask in _BEFORE for row in ask(briefing)]


def set_official(actor: Any, letter: Letter) -> list[str]:
    """Enter a letter's number and date for its directives; return what refused it, with the reason."""
    return [one for act in _OFFICIAL for one in act(actor, letter)]
