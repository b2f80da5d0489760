"""The roll of a meeting, read from its log."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.utils import timezone

from prasan.meetings.models import Attendee, Briefing, Line
from prasan.meetings.rollcall import Presence, Said, fold, roll

TELLING = ("joined", "left", "checked_in", "marked", "removed", "stalled", "flowing", "closed")
NOBODY = Presence()


def _said(briefing_id: int) -> list[Said]:
    rows = Line.objects.filter(briefing_id=briefing_id, what__in=TELLING).order_by("seq")
    told = rows.values_list("what", "at", "attendee_id", "said")
    return [Said(what, at, line, json.loads(said).get("more") or {}) for what, at, line, said in told]


def present_now(briefing_id: int) -> set[int]:
    """Return the lines that are there now: one query."""
    return {line for line, kept in fold(_said(briefing_id)).items() if kept.connections}


def roll_of(briefing: Briefing) -> dict[int, Presence]:
    """Return the presence of each line that the log speaks of: one query."""
    return roll(_said(briefing.pk), briefing.opened_at, briefing.starts_at, briefing.closed_at, timezone.now())


@dataclass(frozen=True)
class Quorum:
    """How many members are there, of how many, and how many it takes (None where none is asked for)."""

    here: int
    members: int
    needed: int | None

    @property
    def met(self) -> bool:
        """Tell whether enough are there."""
        return self.needed is None or self.here >= self.needed


def quorum_of(briefing: Briefing, lines: list[Attendee], told: dict[int, Presence]) -> Quorum:
    """Return the quorum as it stands: of a closed meeting who came, of a running one who is there."""
    counted = [line for line in lines if line.counts]
    over = briefing.closed_at is not None
    there = [line for line in counted if (told.get(line.pk, NOBODY).came if over else told.get(line.pk, NOBODY).here)]
    return Quorum(len(there), len(counted), briefing.quorum)
