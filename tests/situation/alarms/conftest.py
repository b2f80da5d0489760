"""Eight weeks of invented counts, as the intake leaves them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from prasan.situation.alarms.counting import midnight
from prasan.situation.alarms.finding import Outcome, find
from prasan.situation.models import Alarm, Fetch, Item, ItemPlace
from tests.situation import ground

FIRST, LAST = dt.date(2026, 1, 5), dt.date(2026, 2, 25)
"""A Monday; a Wednesday seven weeks later."""


class World(ground.Ground):
    """The small situation with a way to say what came in on a day."""

    def heard(self, day: dt.date, hour: int = 9) -> Fetch:
        at = midnight(day) + dt.timedelta(hours=hour)
        return Fetch.objects.create(
            source=self.sources["feed"], outcome=Fetch.Outcome.UNCHANGED, started_at=at, finished_at=at
        )

    def came(self, day: dt.date, many: int, kind: str = "layoff", place: str = "92", **values: object) -> list[Item]:
        rows = []
        for _n in range(many):
            self.n += 1
            rows.append(Item(**{
                "source": self.sources["feed"], "identity": f"{self.n:064d}", "title": f"ข่าวที่ {self.n}",
                "received_at": midnight(day) + dt.timedelta(hours=9), "types": [kind], **values,
            }))  # fmt: skip
        made = Item.objects.bulk_create(rows)
        ItemPlace.objects.bulk_create(ItemPlace(item=one, area=self.areas[place]) for one in made)
        return made

    def usual(self, first: dt.date = FIRST, last: dt.date = LAST) -> None:
        """Weeks as they are: a lay-off in Trang every working day, two of strikes in the other province."""
        for n in range((last - first).days + 1):
            day = first + dt.timedelta(days=n)
            self.heard(day)
            if day.weekday() < 5:
                self.came(day, 1)
                self.came(day, 2, "strike", "80")


def build() -> World:
    plain = ground.build()
    return World(plain.areas, plain.offices, plain.actors, plain.sources, plain.n)


@pytest.fixture
def g(db: None) -> World:
    return build()


@pytest.fixture
def surge(g: World) -> Alarm:
    """Eight lay-offs in Trang on the last day: the alarm of the province."""
    g.usual()
    g.came(LAST, 8)
    find(LAST)
    return Alarm.objects.get(area=g.areas["92"])


@pytest.fixture
def found() -> Callable[[dt.date], Outcome]:
    return find
