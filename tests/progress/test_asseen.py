"""As seen on any day: equal to what was noted down on that day, through changes, deletes and moves of level."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from prasan.kernel.status import DEFAULT
from prasan.progress import asseen, periods, sheets
from prasan.progress.models import Figure, FigureChange, FigureGone
from prasan.progress.rollups import board
from tests.progress.test_rollups import put
from tests.progress.test_sheets import mess

pytestmark = pytest.mark.django_db
FIRST = 256901
START = dt.datetime(2026, 5, 1, 9, 0, tzinfo=dt.UTC)


class Clock:
    """Gives what was just written the moment of a made-up clock: in one test transaction now() stands still."""

    def __init__(self) -> None:
        self.at = START

    def tick(self, hours: int = 1) -> dt.datetime:
        self.at += dt.timedelta(hours=hours)
        today = timezone.now() - dt.timedelta(days=1)
        FigureChange.objects.filter(at__gt=today).update(at=self.at)
        FigureGone.objects.filter(at__gt=today).update(at=self.at)
        FigureGone.objects.filter(created__gt=today).update(created=self.at)
        Figure.objects.filter(created__gt=today).update(created=self.at)
        return self.at


@pytest.fixture
def clock():
    return Clock()


def noted():
    """Note every figure down, as somebody would who reads the whole table on a day."""
    return list(Figure.objects.values_list("indicator_id", "area_id", "period", "level", "value", "denominator"))


def pencil(rows, indicator, area, period, level):
    mine = [
        row for row in rows
        if row[0] == indicator and area.pk <= row[1] <= area.last and row[2] == period and row[3] >= max(level, 1)
    ]  # fmt: skip
    return sum(row[4] for row in mine), len(mine), sum(row[5] or 0 for row in mine)


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_every_past_day_reads_as_it_was_noted_down(g, clock, seed):
    rng = random.Random(seed)
    shown = periods.between(FIRST, FIRST + 3)
    days = []
    for _ in range(25):
        for _ in range(rng.randrange(0, 5)):
            mess(g, rng, shown)
            clock.tick(rng.randrange(1, 4))
        days.append((clock.at, noted()))
    ids = [one.pk for one in g.indicators.values()]
    where = sheets.places()
    for seen, rows in days:
        found = asseen.read(ids, shown[0], shown[-1], seen)
        for level in (1, 2, 3, 4):
            for indicator in ids:
                for code in ("92", "80"):
                    area = g.areas[code]
                    for period in shown:
                        vector = found.get(indicator, period, level)
                        cell = vector.at(where.slots[area.pk]) if vector else (0, 0, 0)
                        assert cell == pencil(rows, indicator, area, period, level), (seen, level)


@pytest.mark.parametrize("seed", [5, 6])
def test_what_moved_since_is_the_difference_of_two_notes(g, clock, seed):
    rng = random.Random(seed)
    shown = periods.between(FIRST, FIRST + 3)
    days = [(clock.at, noted())]
    for _ in range(20):
        mess(g, rng, shown)
        clock.tick()
        days.append((clock.at, noted()))
    today = noted()
    for seen, rows in days:
        for level in (1, 4):
            was = {row[:3]: row[4] for row in rows if row[3] >= level}
            now = {row[:3]: row[4] for row in today if row[3] >= level}
            expected = {key: (was.get(key), now.get(key)) for key in {*was, *now} if was.get(key) != now.get(key)}
            found: dict = {}
            for one in reversed(asseen.moved(seen, level)):  # oldest first: a key may have gone and come again
                key = (one.indicator_id, one.area_id, one.period)
                before = found.get(key, (None, None))
                found[key] = (one.was if one.was is not None else before[0], one.now)
            assert {key: pair for key, pair in found.items() if pair[0] != pair[1]} == expected


def test_the_board_of_a_past_day(g, clock):
    year = g.period // 100
    for period in periods.between(year * 100 + 1, g.period):
        put(g, "jobs", "92", period, 100)
    first = clock.tick()
    Figure.objects.filter(area=g.areas["92"], period=g.period).update(value=70)
    second = clock.tick()
    Figure.objects.filter(area=g.areas["92"], period=g.period).update(level=Figure.Level.SUBMITTED)
    third = clock.tick()
    count = g.period % 100

    def cell(seen, level=Figure.Level.PROVINCE):
        found = board(g.policy_set.pk, g.period, DEFAULT, seen=seen, level=level)
        one = next(line for line in found.lines if line.main and line.main.name_th == "jobs")
        return one.cells[g.areas["92"].pk]

    assert (cell(first).value, cell(first).complete) == (100 * count, True)
    assert cell(second).value == 100 * count - 30
    assert (cell(third).missing, cell(third).waiting) == (1, True)
    assert cell(third, Figure.Level.SUBMITTED).value == 100 * count - 30
    assert cell(START).value is None
    assert cell(third).value == cell(None).value


def test_figures_from_before_the_history_count_as_always_known(g):
    put(g, "jobs", "92", FIRST, 5)
    Figure.objects.update(created=dt.datetime(2000, 1, 1, tzinfo=dt.UTC))
    found = asseen.read([g.indicators["jobs"].pk], FIRST, FIRST, dt.datetime(2010, 1, 1, tzinfo=dt.UTC))
    assert found.get(g.indicators["jobs"].pk, FIRST, 4).sums[sheets.places().slots[g.areas["92"].pk]] == 5


def test_a_gone_figure_leaves_its_key(g):
    one = put(g, "jobs", "92", FIRST, 5)
    pk = one.pk
    one.delete()
    kept = FigureGone.objects.get(figure_id=pk)
    assert (kept.indicator_id, kept.area_id, kept.period) == (g.indicators["jobs"].pk, g.areas["92"].pk, FIRST)
    assert FigureChange.objects.get(figure_id=pk).value == 5


def test_one_query(g):
    put(g, "jobs", "92", FIRST, 5)
    with CaptureQueriesContext(connection) as asked:
        asseen.read([one.pk for one in g.indicators.values()], FIRST, FIRST + 11, timezone.now())
        asseen.moved(START, 4)
    assert len(asked) == 2
