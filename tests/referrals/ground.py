"""Referrals on the small ministry of the directives' tests: a counter in Trang, people, services, a moved clock."""

from __future__ import annotations

import datetime as dt
from typing import Any

from prasan.directory.actor import actor_for
from prasan.directory.models import Person, Seat
from prasan.directory.roles import Role
from prasan.referrals import commands as c
from prasan.referrals.models import Case, Referral
from prasan.registers.models import Tie, Worker
from tests.directives import ground
from tests.directives.ground import MONDAY, Ground, at, behind_the_door

__all__ = ["MONDAY", "Ground", "at", "behind_the_door", "build", "case", "days", "move", "referral", "seat", "worker"]


def build() -> Ground:
    """Make the small ministry, with a counter officer at the labour office of Trang."""
    g = ground.build()
    seat(g, "counter", Role.COUNTER_OFFICER, "OPS-92")
    return g


def seat(g: Ground, who: str, role: Role, office: str, **more: Any) -> Seat:
    """Seat somebody."""
    person = Person.objects.create(username=who, given_name="สมมติ", family_name=who)
    told = {"start": dt.date(2020, 1, 1)} | more
    made = Seat.objects.create(person=person, office=g.offices[office], role=role, **told)
    g.actors[who] = actor_for(made)
    return made


def worker(g: Ground, office: str = "OPS-92") -> Worker:
    """Make a person whom an office knows."""
    made = Worker.objects.create(given_name="สมมติ", family_name="ทดลอง", office=g.offices[office], birth_year=1980)
    Tie.objects.create(worker=made, office=g.offices[office], ground="public-task", notice_version="test/1")
    return made


def case(g: Ground, who: str = "counter", person: Worker | None = None, **more: Any) -> Case:
    """Take in a need."""
    told = {"worker_id": (person or worker(g)).pk, "need": "ตกงาน ต้องการหางานใกล้บ้าน"} | more
    made: Case = g.do(who, c.OpenCase(**told))
    return made


def referral(g: Ground, who: str = "counter", to: str = "DOE-92", of: Case | None = None, **more: Any) -> Referral:
    """Send a need on."""
    told = {"case_id": (of or case(g)).pk, "office_id": g.offices[to].pk, "consent": True} | more
    made: Referral = g.do(who, c.Refer(**told))
    return made


def move(g: Ground, who: str, what: type[Any], one: Referral, **more: Any) -> Referral:
    """Make a move, with some words where they are needed."""
    told = ({"text": "ตามที่ตกลงกัน"} if what.needs_text else {}) | more
    made: Referral = g.do(who, what(target_id=one.pk, **told))
    one.refresh_from_db()
    return made


def days(n: float) -> dt.datetime:
    """Return the moment so many days after the tests' Monday."""
    return MONDAY + dt.timedelta(days=n)
