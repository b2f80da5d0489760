"""Drafting papers with what other rooms add: the one way for pages, API, listeners and jobs."""

from __future__ import annotations

from typing import Any

from prasan.meetings import beside_after
from prasan.meetings.after.letters import drafts_of
from prasan.meetings.commands.book import KeepBook
from prasan.meetings.commands.letters import DraftLetter
from prasan.meetings.commands.minutes import DraftMinutes, RefreshMinutes, whole_briefing
from prasan.meetings.models import Book, Briefing, Letter, Minutes
from prasan.platform.commands import perform


def draft_minutes(actor: Any, briefing: Briefing) -> Minutes:
    """Draft the minutes of a closed meeting with the directives given in it. Raises Refused, RuleBroken."""
    told: dict[str, Any] = {"given": beside_after.given_in(briefing), "before": beside_after.opens_with(briefing)}
    return perform(actor, DraftMinutes(briefing_id=briefing.pk, **told))


def refresh_minutes(actor: Any, minutes: Minutes) -> Minutes:
    """Make the draft again from how things stand now. Raises Refused, RuleBroken."""
    briefing = minutes.briefing
    told: dict[str, Any] = {"given": beside_after.given_in(briefing), "before": beside_after.opens_with(briefing)}
    return perform(actor, RefreshMinutes(target_id=minutes.pk, **told))


def keep_book(actor: Any, briefing: Briefing, edition: str) -> Book:
    """Keep an edition of the book. Raises Refused, RuleBroken."""
    return perform(actor, KeepBook(briefing_id=briefing.pk, edition=edition, before=beside_after.opens_with(briefing)))


def letters_wanted(actor: Any, briefing: Briefing) -> list[dict[str, Any]]:
    """Return the letters that are still missing, as DraftLetter is told them; none above the actor's class."""
    rows = [row for row in beside_after.given_in(briefing) if row["classification"] <= actor.scope.clearance]
    return drafts_of(whole_briefing(briefing.pk), rows, briefing.letters.all())


def draft_letters(actor: Any, briefing: Briefing) -> list[Letter]:
    """Draft one letter for each addressee that has none yet. Raises Refused, RuleBroken."""
    return [perform(actor, DraftLetter(**told)) for told in letters_wanted(actor, briefing)]
