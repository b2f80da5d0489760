"""The agenda as people read it: sections in official order, items numbered n.m, each with when its turn comes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from prasan.meetings import queries
from prasan.meetings.models import Briefing, Item, Paper, Section


@dataclass(frozen=True)
class Entry:
    """An item on the sheet: `code`, n.m; `title`, `text`, as the reader sees them; `at`, when its turn comes."""

    item: Item
    code: str
    title: str
    text: str
    at: dt.datetime
    papers: list[Paper] = field(default_factory=list)


@dataclass
class Part:
    """A section of the agenda (ระเบียบวาระที่ n); `minutes`, of its items together."""

    number: int
    section: str
    label: str
    entries: list[Entry] = field(default_factory=list)
    minutes: int = 0


def sheet(actor: Any, briefing: Briefing, items: list[Item], papers: list[Paper]) -> list[Part]:
    """Return the agenda in the meeting's own order of sections; what is answered in writing takes no time.

    Parameters: `items`, in the order of the agenda; `papers`, of all items.
    """
    names = dict(Section.choices)
    parts = [Part(n, one, str(names[one])) for n, one in enumerate(briefing.sections, start=1)]
    by_section = {part.section: part for part in parts}
    laid: dict[int, list[Paper]] = {}
    for paper in papers:
        laid.setdefault(paper.item_id, []).append(paper)
    at = briefing.opened_at or briefing.starts_at
    for item in items:
        part = by_section.get(item.section)
        if part is None:
            continue
        words = [queries.of_item(item, actor, one) for one in (item.title, item.text)]
        code = f"{part.number}.{len(part.entries) + 1}"
        part.entries.append(Entry(item, code, words[0], words[1], at, laid.get(item.pk, [])))
        if item.state != Item.State.WRITTEN:
            part.minutes += item.minutes
            at += dt.timedelta(minutes=item.minutes)
    return parts


def minutes_of(parts: list[Part]) -> int:
    """Return the minutes of a whole agenda."""
    return sum(part.minutes for part in parts)
