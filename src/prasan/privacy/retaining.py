"""What of the registry is due to be emptied today, and what keeps the rest: counted, never named."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

from django.utils import timezone

from prasan.kernel.privacy import Anchor, Keeper, Known, due, keepers
from prasan.platform.prepared import planned_anew
from prasan.privacy.models import RetentionTerm

_KNOWN = """
WITH RECURSIVE part (root, id) AS (
    SELECT id, id FROM registers_worker
    WHERE state = 'active' AND erased_at IS NULL AND created < %(before)s
        AND (%(only)s::bigint[] IS NULL OR id = ANY (%(only)s::bigint[]))
        AND NOT EXISTS (SELECT FROM registers_tie AS t WHERE t.worker_id = registers_worker.id
            AND t.withdrawn_at IS NULL AND t.ground <> 'legal-duty')
    UNION
    SELECT part.root, gone.id FROM registers_worker AS gone JOIN part ON gone.merged_into_id = part.id
), entry AS (
    SELECT part.root, max(w.created) AS entered
    FROM part JOIN registers_worker AS w ON w.id = part.id GROUP BY part.root
), tie AS (
    SELECT part.root, max(t.withdrawn_at) AS ended,
        bool_or(t.withdrawn_at IS NULL AND t.ground <> 'legal-duty') AS used,
        bool_or(t.withdrawn_at IS NULL AND t.ground = 'legal-duty') AS duty
    FROM part JOIN registers_tie AS t ON t.worker_id = part.id GROUP BY part.root
), story AS (
    SELECT part.root, max(greatest(c.opened_at, r.ended_at)) AS ended,
        bool_or(r.id IS NOT NULL AND r.ended_at IS NULL) AS open
    FROM part JOIN referrals_case AS c ON c.worker_id = part.id
        LEFT JOIN referrals_referral AS r ON r.case_id = c.id
    GROUP BY part.root
), held AS (
    SELECT part.root FROM part JOIN privacy_hold AS h ON h.lifted_at IS NULL AND h.worker_id = part.id
    UNION
    SELECT part.root FROM part JOIN referrals_case AS c ON c.worker_id = part.id
        JOIN privacy_hold AS h ON h.lifted_at IS NULL AND h.case_id = c.id
), asked AS (
    SELECT DISTINCT part.root FROM part JOIN referrals_case AS c ON c.worker_id = part.id
        JOIN referrals_data_request AS d ON d.case_id = c.id AND d.answered_at IS NULL AND d.kind <> 'erase'
)
SELECT entry.root, entry.entered, tie.ended, story.ended, coalesce(tie.used, false), coalesce(tie.duty, false),
    coalesce(story.open, false), held.root IS NOT NULL, asked.root IS NOT NULL
FROM entry LEFT JOIN tie USING (root) LEFT JOIN story USING (root) LEFT JOIN held USING (root)
    LEFT JOIN asked USING (root)
WHERE NOT coalesce(tie.used, false)
ORDER BY entry.root
"""
"""Every entry that stands by itself with those merged into it, as one person; what an office uses is left out."""


Schedule = Mapping[Anchor, RetentionTerm]
"""The rows of the schedule by kind of day."""


def terms() -> dict[Anchor, RetentionTerm]:
    """Return the schedule; the table holds no other kinds of day than the rule knows."""
    return {cast("Anchor", one.kind): one for one in RetentionTerm.objects.all()}


def known(before: dt.datetime, only: Collection[int] | None = None) -> Iterator[tuple[int, Known]]:
    """Yield (number, what is known) of the people entered before a moment whom no office uses; one query.

    Parameters: `only`, the entries asked about, None for all.
    """
    with planned_anew() as cursor:
        cursor.execute(_KNOWN, {"before": before, "only": None if only is None else list(only)})
        for pk, entered, tie, case, used, duty, is_open, held, asked in cursor.fetchall():
            day = _day(entered)
            assert day is not None
            yield pk, Known(day, _day(tie), _day(case), used=used, duty=duty, open=is_open, hold=held, request=asked)


def _day(at: dt.datetime | None) -> dt.date | None:
    return timezone.localdate(at) if at is not None else None


@dataclass
class Due:
    """What is due: `numbers` of the entries that may go, `kinds` of day they ran from, `held` by what and how many.

    A person who is held by two things counts once in `held_people` and under both in `held`.
    """

    numbers: list[int] = field(default_factory=list)
    kinds: Counter[Anchor] = field(default_factory=Counter)
    held: Counter[Keeper] = field(default_factory=Counter)
    held_people: int = 0


def find(
    now: dt.datetime, schedule: Schedule, only: Collection[int] | None = None, *,
    by_itself: bool = False,
) -> Due:  # fmt: skip
    """Return what is due on the day of a moment; `by_itself`, only what the schedule empties without being asked."""
    found, terms_of = Due(), {kind: one.years for kind, one in schedule.items()}
    if "entry" not in terms_of:
        return found  # everybody was entered once: without its years no term runs
    today = timezone.localdate(now)
    young = now - dt.timedelta(days=365 * terms_of["entry"] - 1)  # who came later is not due, whatever else is known
    for pk, one in known(young, only):
        reached = due(one, terms_of)
        if reached is None or reached[0] > today:
            continue
        if by_itself and not schedule[reached[1]].by_itself:
            continue
        against = keepers(one)
        if against:
            found.held_people += 1
            found.held.update(against)
        else:
            found.numbers.append(pk)
            found.kinds[reached[1]] += 1
    return found
