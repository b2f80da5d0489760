"""How offices answer what is referred to them, counted from the events in the database: one statement."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Count, QuerySet
from django.utils import timezone

from prasan.platform.compiled import Compiled
from prasan.platform.prepared import planned_anew
from prasan.referrals.figures import scope
from prasan.referrals.models import Referral

By = Literal["province", "office", "month", "service"]
FEWEST = 5
"""Answers below which no time is told to a sender: a median of fewer says nothing."""
RECENT = 180
"""Days whose answers tell a sender what to expect."""
KEPT = 3600
HASTY_MINUTES = 30
"""An outcome told so soon after the acceptance, without an appointment, is looked at where the person denies it."""

SEGMENTS = """
WITH asked AS (
    SELECT e.id, e.referral_id, e.office_id, e.at, {key} AS key,
        (SELECT min(n.id) FROM referrals_event n
         WHERE n.referral_id = e.referral_id AND n.id > e.id AND n.office_id IS NOT NULL) AS until
    FROM referrals_event e
    JOIN unnest(%(offices)s::bigint[], %(keys)s::text[]) AS k (office, word) ON k.office = e.office_id
    {joined}
    WHERE e.office_id IS NOT NULL AND e.at >= %(start)s AND e.at < %(end)s
), told AS (
    SELECT a.id, a.key, a.at, a.until,
        min(s.id) FILTER (WHERE s.move IN ('accept', 'decline', 'ask')) AS answer,
        min(s.at) FILTER (WHERE s.move IN ('accept', 'decline', 'ask')) AS answered,
        min(s.id) FILTER (WHERE s.move = 'rise') AS rise,
        min(s.at) FILTER (WHERE s.move = 'accept') AS accepted,
        min(s.at) FILTER (WHERE s.move = 'tell') AS told,
        max(s.id) FILTER (WHERE s.move = 'tell') AS last_told,
        (array_agg(s.code ORDER BY s.id DESC) FILTER (WHERE s.move = 'tell'))[1] AS outcome,
        bool_or(s.move = 'decline') AS declined,
        bool_or(s.move = 'confirm') AS confirmed,
        max(s.id) FILTER (WHERE s.move = 'not_done') AS denied,
        bool_or(s.move = 'schedule') AS planned,
        coalesce(max(s.id) FILTER (WHERE s.move IN ('revoke', 'withdraw', 'end_unserved', 'give_up')), 0)
            > coalesce(max(s.id) FILTER (WHERE s.move IN ('reopen', 'not_done')), 0) AS ended
    FROM asked a
    LEFT JOIN referrals_event s
        ON s.referral_id = a.referral_id AND s.id > a.id AND (a.until IS NULL OR s.id < a.until)
    GROUP BY a.id, a.key, a.at, a.until
)
SELECT key,
    count(*) AS asked,
    count(answer) AS answered,
    count(answer) FILTER (WHERE rise IS NULL OR rise > answer) AS in_time,
    count(*) FILTER (WHERE answer IS NULL AND until IS NULL AND NOT ended) AS silent,
    count(*) FILTER (WHERE answer IS NULL AND until IS NOT NULL) AS moved_on,
    count(*) FILTER (WHERE declined) AS declined,
    count(told) AS told,
    count(*) FILTER (WHERE outcome IN ('solved', 'partly') AND coalesce(denied, 0) < last_told) AS solved,
    count(*) FILTER (WHERE confirmed) AS confirmed,
    count(denied) AS denied,
    count(*) FILTER (
        WHERE told - accepted < %(hasty)s * interval '1 minute' AND NOT planned AND denied IS NOT NULL
    ) AS hasty,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM answered - at) / 86400)
        FILTER (WHERE answer IS NOT NULL) AS median,
    percentile_cont(0.9) WITHIN GROUP (ORDER BY extract(epoch FROM answered - at) / 86400)
        FILTER (WHERE answer IS NOT NULL) AS slow
FROM told GROUP BY key ORDER BY key
"""
"""An asking begins when an office is asked (sent to, or changed to) and ends when another is; it is what is counted."""

SERVICE = """
    JOIN referrals_referral r ON r.id = e.referral_id
    LEFT JOIN registers_service v ON v.id = r.service_id
    LEFT JOIN registers_service_template t ON t.id = v.template_id
"""
KEYS: Mapping[By, tuple[str, str]] = {
    "province": ("k.word", ""),
    "office": ("k.word", ""),
    "month": ("to_char(e.at AT TIME ZONE 'Asia/Bangkok', 'YYYY-MM')", ""),
    "service": ("CASE WHEN r.office_id = e.office_id THEN coalesce(t.code, v.name_th, '') ELSE '' END", SERVICE),
}


@dataclass(frozen=True, slots=True)
class Row:
    """Askings of one key: a province's or office's code, a month (YYYY-MM), a service's code or own name ("" none).

    `answered`, accepted, declined or asked for more; `in_time`, before anybody above was told; `silent`, waits for a
    first answer now; `moved_on`, given to another office before an answer; `solved`, outcomes solved or
    partly, and not denied after; `denied`, of which the person said not done; `hasty`, of these, first told within
    HASTY_MINUTES of acceptance, without an appointment. `median` and `slow` (nine of ten), days by the calendar to the
    first answer, None where nothing was answered.
    """

    key: str
    asked: int
    answered: int
    in_time: int
    silent: int
    moved_on: int
    declined: int
    told: int
    solved: int
    confirmed: int
    denied: int
    hasty: int
    median: float | None
    slow: float | None


def counted(offices: Sequence[Mapping[str, Any]], first: dt.date, last: dt.date, by: By) -> list[Row]:
    """Return the askings of offices that began from `first` to `last`, both inclusive, by a key: one query.

    Parameters: `offices`, as scope.offices returns them.
    """
    start, end = scope.moments(first, last)
    word = {"province": "province", "office": "code"}.get(by, "code")
    return _asked([one["pk"] for one in offices], [one[word] for one in offices], start, end, by)


def _asked(offices: list[int], keys: list[str], start: dt.datetime, end: dt.datetime, by: By) -> list[Row]:
    key, joined = KEYS[by]
    told: dict[str, Any] = {"offices": offices, "keys": keys, "start": start, "end": end, "hasty": HASTY_MINUTES}
    with planned_anew() as cursor:
        cursor.execute(SEGMENTS.format(key=key, joined=joined), told)
        rows: list[Any] = cursor.fetchall()
    return [Row(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Expected:
    """What a sender may expect of an office: days to its first answer (None: too few to tell), what waits there."""

    days: float | None
    waiting: int


KNOWN: dict[int, tuple[float, float | None]] = {}
"""Days of each office with the moment (of time.monotonic) until which this process tells them again."""

EXPECTED = """
SELECT k.office, CASE WHEN m.answers >= %(fewest)s THEN m.median END,
    (SELECT count(*) FROM referrals_referral r WHERE r.owner_id = k.office)
FROM unnest(%(offices)s::bigint[]) AS k (office)
CROSS JOIN LATERAL (
    SELECT count(*) AS answers,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM a.at - e.at) / 86400) AS median
    FROM referrals_event e
    JOIN LATERAL (
        SELECT s.at, s.move FROM referrals_event s
        WHERE s.referral_id = e.referral_id AND s.id > e.id
            AND s.move IN ('accept', 'decline', 'ask', 'create', 'reroute')
        ORDER BY s.id LIMIT 1
    ) a ON a.move IN ('accept', 'decline', 'ask')
    WHERE e.office_id = k.office AND e.at >= %(since)s
) m
"""


def _owed(offices: list[int]) -> QuerySet[Any]:
    rows = Referral.objects.open().filter(owner__in=offices).order_by()
    return rows.values("owner").annotate(n=Count("pk")).values_list("owner", "n")


_waits: Compiled[Any] = Compiled(_owed)


def expected(offices: Iterable[int]) -> dict[int, Expected]:
    """Return what to expect of offices: days by what they answered lately, told for KEPT seconds, and what waits now.

    One query; where this process knows the days, one that counts alone.
    """
    wanted, now = sorted(offices), time.monotonic()
    if all(KNOWN.get(one, (0.0, None))[0] > now for one in wanted):
        waiting: dict[int, int] = dict(_waits(wanted))
        return {one: Expected(KNOWN[one][1], waiting.get(one, 0)) for one in wanted}
    since = timezone.now() - dt.timedelta(days=RECENT)
    with planned_anew() as cursor:
        cursor.execute(EXPECTED, {"offices": wanted, "since": since, "fewest": FEWEST})
        rows: list[Any] = cursor.fetchall()
    KNOWN.update({office: (now + KEPT, days) for office, days, _waits in rows})
    return {office: Expected(days, waits) for office, days, waits in rows}
