"""The figures of the quality panel: precision, recall and drift by label and source, as of now."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from prasan.kernel.classify.quality import Decision, Drift, Quality, Share, drifts, quality
from prasan.situation.models import Source
from prasan.situation.quality.decisions import LABELS, MOST, RELEVANT, Judged, cell_of, decisions, judged

WINDOWS = (30, 90, 365)
NOW_DAYS = 30
"""Drift compares the last so many days with what lies before them in the window."""
FEW = 30
"""Below so many looked at, a share is not shown as a number: “ยังบอกไม่ได้”."""


@dataclass(frozen=True, slots=True)
class Line:
    """One label, over all sources or of one, with its figures; `cells` counts the items behind them."""

    label: str
    source: int | None
    quality: Quality
    cells: Counter[str]
    drift: Drift | None


@dataclass(frozen=True, slots=True)
class Panel:
    """All figures of a moment: `as_of`, the days they look back, the lines, and how many items are in them."""

    as_of: dt.datetime
    days: int
    items: int
    looked: int
    sampled: int
    sampled_looked: int
    is_cut: bool
    labels: list[Line]
    sources: list[Line]
    names: dict[int, str] = field(repr=False)


def known(share: Share) -> bool:
    """Tell whether a share stands on enough items to be shown as a number."""
    return share.value is not None and share.whole >= FEW


def panel(days: int = 90, now: dt.datetime | None = None) -> Panel:
    """Return the figures of the last days: three questions."""
    as_of = now or timezone.now()
    since = as_of - dt.timedelta(days=days)
    items = judged(since)
    names = {one.pk: one.name for one in Source.objects.all()}
    recent = as_of - dt.timedelta(days=min(NOW_DAYS, days // 2))
    sampled = [one for one in items if one.is_sampled]
    return Panel(
        as_of,
        days,
        len(items),
        sum(one.people is not None for one in items),
        len(sampled),
        sum(one.people is not None for one in sampled),
        len(items) >= MOST,
        _lines(items, recent, LABELS, by_source=False),
        _lines(items, recent, (RELEVANT,), by_source=True),
        names,
    )


def _lines(items: Sequence[Judged], recent: dt.datetime, labels: Iterable[str], *, by_source: bool) -> list[Line]:
    """Return a line for each label, of all sources or of each one by itself."""
    old = [one for one in items if one.received_at < recent]
    new = [one for one in items if one.received_at >= recent]
    moved = {
        (one.label, one.source): one
        for one in drifts(decisions(old, by_source=by_source), decisions(new, by_source=by_source))
    }
    told: dict[tuple[str, str], list[Decision]] = {}
    for said in decisions(items, by_source=by_source):
        told.setdefault((said.label, said.source), []).append(said)
    groups: dict[int | None, list[Judged]] = {} if by_source else {None: list(items)}
    for item in items if by_source else ():
        groups.setdefault(item.source, []).append(item)
    lines = []
    for label in labels:
        for source, mine in groups.items():
            key = (label, "" if source is None else str(source))
            cells = Counter(filter(None, (cell_of(one, label) for one in mine)))
            lines.append(Line(label, source, quality(told.get(key, ())), cells, moved.get(key)))
    return lines
