"""The alarms of a day: series of counts go through the kernel's watch, and what it says is kept (in one transaction).

Which alarm a stretch belongs to, what is written again and what never changes: docs/algorithms/alarms.md.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import Q

from prasan.directory.models import Area
from prasan.kernel.alarms import Day, Reading, Settings, baseline, episodes, watch
from prasan.platform.commands import SYSTEM, perform
from prasan.situation.alarms import counting
from prasan.situation.alarms.commands import RaiseAlarm, RenewAlarm
from prasan.situation.alarms.counting import Subject
from prasan.situation.models import Alarm

RULE = Settings()
QUIET = 3
"""Alarms within so many days of each other are one."""
LOOK_BACK = 14
"""Days that are judged anew at each run: the desk's corrections of the last fortnight still count, and a machine that
stood still for some days catches up."""
HISTORY = 2 * 364 + 21
"""Days of history that the season may look back."""
SHOWN = 42
"""Days before a stretch that are kept with its alarm: what the chart shows."""
LOCK = 0x5157_0002
"""Our number among the database's advisory locks."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did: the alarms raised, renewed, and how many series were judged."""

    raised: tuple[int, ...] = ()
    renewed: int = 0
    series: int = 0


def find(as_of: dt.date) -> Outcome:
    """Judge the days up to one, which is over, and keep the alarms; the same day twice changes nothing.

    One transaction under one lock: a run that is killed leaves nothing, two runs at once go one after the other.
    """
    with transaction.atomic():
        lock()
        begins = counting.began()
        if begins is None or begins > as_of:
            return Outcome()
        first = max(begins, as_of - dt.timedelta(days=HISTORY - 1))
        window = max(first, as_of - dt.timedelta(days=LOOK_BACK - 1))
        loud = counting.counts(window, as_of, least=RULE.least)
        known = _known(window)
        subjects = loud.keys() | known.keys()
        if not subjects:
            return Outcome()
        raised: list[int] = []
        renewed = 0
        for subject, days in _series(subjects, first, as_of):
            made, changed = keep(_found(subject, days, window), known.get(subject, []))
            raised += made
            renewed += changed
        return Outcome(tuple(raised), renewed, len(subjects))


def lock() -> None:
    """Let one run go at a time, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _known(window: dt.date) -> dict[Subject, list[Alarm]]:
    """Return the alarms that a run may still change, by what they count, newest first."""
    rows = Alarm.objects.filter(kind=Alarm.Kind.MENTIONS).select_related("area", "indicator")
    found: dict[Subject, list[Alarm]] = {}
    since = window - dt.timedelta(days=QUIET)
    for one in rows.filter(Q(is_on=True) | Q(last__gte=since)).defer("area__grams", "area__boundary"):
        found.setdefault((one.type, one.area_id), []).append(one)
    return found


def _series(subjects: Collection[Subject], first: dt.date, last: dt.date) -> Iterable[tuple[Subject, list[Day]]]:
    """Yield the days of each subject: five queries whatever their number."""
    areas = {area for _kind, area in subjects}
    told = counting.counts(first, last, types={kind for kind, _area in subjects}, areas=areas)
    total, closed = counting.volumes(first, last), counting.days_off(first, last)
    alive = counting.heard(first, last) | total.keys()
    abroad = set(Area.objects.filter(pk__in=areas, kind=Area.Kind.COUNTRY).values_list("pk", flat=True))
    days = [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]
    for kind, area in sorted(subjects):
        mine = told.get((kind, area), {})
        yield (kind, area), [
            Day(one, mine.get(one, 0), total.get(one, 0), counting.is_off(one, area, closed, area in abroad),
                one not in alive)
            for one in days
        ]  # fmt: skip


def _found(subject: Subject, days: Sequence[Day], window: dt.date) -> list[dict[str, Any]]:
    """Return the columns of each stretch of a series that reaches into the window, oldest first."""
    readings = watch(days, RULE)
    start = days[0].day
    rows = []
    for first, last in episodes(readings, quiet=QUIET):
        if last < window:
            continue
        inside = readings[(first - start).days : (last - start).days + 1]
        strength, worst, method = max(
            ((_strength(one, name), one, name) for one in inside for name in one.alarms),
            key=lambda found: (found[0], found[1].day),
        )
        base = baseline(days, (worst.day - start).days, method, RULE)
        assert base is not None, "what has a score was compared with something"
        rows.append({
            "kind": Alarm.Kind.MENTIONS, "type": subject[0], "area_id": subject[1], "first": first, "last": last,
            "is_on": (days[-1].day - last).days <= QUIET, "day": worst.day, "as_of": days[-1].day, "method": method,
            "score": round(getattr(worst, method), 3), "strength": round(strength, 3), "observed": float(worst.count),
            "expected": round(base.expected, 3), "compared": list(base.days),
            "series": _shown(days, readings, first),
        })  # fmt: skip
    return rows


def _strength(reading: Reading, name: str) -> float:
    """Return a score in units of its threshold."""
    return float(getattr(reading, name) / getattr(RULE, name))


def _shown(days: Sequence[Day], readings: Sequence[Reading], first: dt.date) -> list[list[Any]]:
    """Return the numbers of the days around a stretch as they are kept.

    [day, mentions, all items, closed, silent, expected, spread, alarms].
    """
    begin = max(0, (first - days[0].day).days - SHOWN)

    def rounded(value: float | None) -> float | None:
        return None if value is None else round(value, 3)

    return [
        [day.day.isoformat(), day.count, day.total, day.off, day.silent, rounded(one.expected), rounded(one.spread),
         list(one.alarms)]
        for day, one in zip(days[begin:], readings[begin:], strict=True)
    ]  # fmt: skip


def keep(found: Sequence[dict[str, Any]], known: Sequence[Alarm]) -> tuple[list[int], int]:
    """Keep the stretches of one subject; return the new alarms and how many known ones changed.

    A stretch belongs to the known alarm that it touches. An alarm whose stretch is found no longer, because its
    items were put right, is over; what it warned of stays written.
    """
    left, made, changed = list(known), [], 0
    for values in found:
        mine = next((one for one in left if _touch(one, values)), None)
        if mine is None:
            made.append(perform(SYSTEM, RaiseAlarm(values=values)).pk)
            continue
        left.remove(mine)
        changed += _renew(mine, values | {"first": min(mine.first, values["first"])})
    for one in left:
        changed += _renew(one, {"is_on": False}) if one.is_on else 0
    return made, changed


def _touch(alarm: Alarm, values: dict[str, Any]) -> bool:
    near = dt.timedelta(days=QUIET)
    return bool(alarm.first <= values["last"] + near and values["first"] <= alarm.last + near)


def _renew(alarm: Alarm, values: dict[str, Any]) -> int:
    """Write what differs: through the journal where it is news, quietly where only a further day joins the chart."""
    changed = {name: value for name, value in values.items() if getattr(alarm, name) != value}
    if changed.keys() - Alarm.unjournalled:
        perform(SYSTEM, RenewAlarm(target_id=alarm.pk, values=changed))
    elif changed:
        Alarm.objects.filter(pk=alarm.pk).update(**changed)
    return int(bool(changed))
