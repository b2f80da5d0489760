"""A small ministry with one policy, and callers in its seats."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from prasan.connect.commands import MakeToken
from prasan.directory.models import Person
from prasan.platform.commands import perform
from prasan.progress import periods
from prasan.progress.models import Report
from prasan.registers.models import Indicator, Policy, PolicySet, Target
from tests.house.world import World, build


@dataclass
class Caller:
    """Calls the API as one seat, by session or by token."""

    client: Client
    actor: Any
    secret: str = ""

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """Call and return the response; `headers` in the client's own spelling (HTTP_X)."""
        if self.secret:
            headers["HTTP_AUTHORIZATION"] = f"Bearer {self.secret}"
        data = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
        return getattr(self.client, method)(f"/api/v1{path}", **data, **headers)

    def get(self, path: str) -> Any:
        """Return the values of an answer that must be a success."""
        response = self("get", path)
        assert response.status_code == 200, response.content.decode()
        return response.json()


@dataclass
class Ground:
    """The ministry and what tests ask about."""

    world: World
    period: int
    policy: Policy
    indicator: Indicator

    def session(self, role: str, place: str, *, csrf: bool = False) -> Caller:
        """Return a caller who signed in."""
        actor = self.world.actors[(role, place)]
        client = Client(enforce_csrf_checks=csrf)
        person = Person.objects.get(pk=actor.person_id)
        client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
        session = client.session
        session["seat"] = actor.seat_id
        session.save()
        return Caller(client, actor)

    def token(self, role: str, place: str, *, writes: bool = True, days: int = 30) -> Caller:
        """Return a caller with a token, whose client enforces CSRF as a server does."""
        actor = self.world.actors[(role, place)]
        command = MakeToken(called="ทดสอบ", writes=writes, days=days)
        perform(actor, command)
        return Caller(Client(enforce_csrf_checks=True), actor, command.secret)

    def report(self, office: str = "DOE-92", period: int = 0, state: str = "draft") -> Report:
        """Return a new report of an office."""
        unit = self.world.offices[office]
        approved = timezone.now() if state == "approved" else None
        return Report.objects.create(
            office=unit, area_id=unit.area_id, period=period or self.period, state=state,
            due=dt.date(2026, 1, 5), approved_at=approved,
        )  # fmt: skip


@pytest.fixture
def g(db) -> Ground:
    world = build()
    today = timezone.localdate()
    period = periods.open_period(today)
    year = periods.split(period)[0]
    chosen = PolicySet.objects.create(
        code="now", name_th="ชุดปัจจุบัน", giver_th="รัฐมนตรี", fiscal_year=periods.split(periods.of(today))[0] - 1
    )
    policy = Policy.objects.create(policy_set=chosen, axis="agenda", number=1, name_th="มีงานทำ", headline=1)
    indicator = Indicator.objects.create(
        code="jobs", policy=policy, lead_id="DOE", name_th="ผู้ได้งาน", unit_th="คน", counted="people",
        is_main=True, is_people=True,
    )  # fmt: skip
    for code in ("92", "80"):
        for one in (year - 1, year, year + 1):
            Target.objects.create(
                indicator=indicator, area=world.areas[code], fiscal_year=one, value=1200,
                path=[100 * month for month in range(1, 13)],
            )  # fmt: skip
    return Ground(world, period, policy, indicator)
