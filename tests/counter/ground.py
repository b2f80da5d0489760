"""A joint counter at the labour office of Trang: desks of three offices, people who come, a clock that can be moved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from prasan.counter import commands as c
from prasan.counter.models import Desk, Place, Ticket
from prasan.directory.models import Agency, Office
from prasan.directory.roles import Role
from tests.referrals import ground
from tests.referrals.ground import MONDAY, Ground, at, case, seat, worker

__all__ = ["DESKS", "MONDAY", "Ground", "at", "build", "case", "desk", "later", "place", "seat", "take", "worker"]

DESKS = (("counter", "OPS-92", 1), ("doe", "DOE-92", 2), ("dsd", "DSD-92", 3))
"""Who sits, of which office, at which number."""


def build() -> Ground:
    """Make the small ministry with a joint counter of three desks."""
    g = ground.build()
    Agency.objects.create(code="DSD", order=3, name_th="DSD", name_en="DSD", short_th="DSD", short_en="DSD")
    g.offices["DSD-92"] = Office.objects.create(
        code="DSD-92", kind="provincial", agency_id="DSD", area=g.areas["92"], name_th="สำนักงาน DSD-92"
    )
    seat(g, "dsd", Role.AGENCY_OFFICER, "DSD-92")
    made: Place = g.do("plo", c.OpenPlace(title="ศูนย์บริการร่วมตรัง", prefix="A", carries=True))
    for _who, office, number in DESKS:
        g.do("plo", c.AddDesk(place_id=made.pk, office_id=g.offices[office].pk, number=number))
    return g


def place() -> Place:
    """Return the counter."""
    return Place.objects.get()


def desk(number: int) -> Desk:
    """Return a desk."""
    return Desk.objects.get(number=number)


def take(g: Ground, *offices: str, who: str = "counter", **more: Any) -> Ticket:
    """Take a ticket for some offices."""
    told = {"place_id": place().pk, "offices": [g.offices[one].pk for one in offices or ("OPS-92",)]} | more
    made: Ticket = g.do(who, c.TakeTicket(**told))
    return made


@contextmanager
def later(minutes: float) -> Iterator[None]:
    """Let the clock stand so many minutes after the tests' Monday morning."""
    with at(MONDAY + dt.timedelta(minutes=minutes)):
        yield
