"""Random lives of a session's seats against a plain model: people come and go in any order while hours pass.

After every step: no seat is held twice nor beyond the seats, and nobody waits for a seat that is free for them. The
model counts kept seats by trying every way to count the holders. `MODEL_EXAMPLES=300 pytest …` looks longer.
"""

from __future__ import annotations

import datetime as dt
import os
from itertools import product
from unittest import mock

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from prasan.platform.commands import RuleBroken
from prasan.training import commands as c
from prasan.training.commands.sessions import Kept
from prasan.training.jobs import sweep
from prasan.training.models import Application, Claim, Session
from tests.training import ground

PICK = some.integers(0, 30)
RELEASE = ground.MONDAY + dt.timedelta(hours=60)
INFORMAL = {"employment": "informal", "definition": "nso", "definition_source": "สำนักงานสถิติแห่งชาติ"}
HOLDS = {"offered", "enrolled"}


def spare(kept: dict[int, int], holders: list[frozenset[int]]) -> int:
    """Return the kept seats that no holder fills, by trying every way to count them."""
    best = 0
    for way in product(*[[None, *sorted(one)] for one in holders]):
        if all(way.count(quota) <= seats for quota, seats in kept.items()):
            best = max(best, sum(one is not None for one in way))
    return sum(kept.values()) - best


class LivesOfSeats(RuleBasedStateMachine):
    """People apply, confirm, leave; the office changes the seats; hours pass."""

    @initialize(seats=some.integers(1, 3))
    def begin(self, seats):
        self.point = transaction.savepoint()
        self.now = ground.MONDAY
        self.clock = mock.patch.object(timezone, "now", side_effect=lambda: self.now.astimezone(dt.UTC))
        self.clock.start()
        self.g = ground.build()
        quotas = [Kept("informal", 1), Kept("disability", 1)][: seats - 1]
        told = {"kept_until": RELEASE} if quotas else {}
        self.session = ground.session(self.g, seats=seats, quotas=quotas, **told)

    @rule(informal=some.booleans(), disability=some.booleans())
    def apply(self, informal, disability):
        if timezone.localdate(self.now) > self.session.applies_until:
            return
        who = ground.person(self.g, **(INFORMAL if informal else {}))
        ground.application(self.g, self.session, of=who, disability=disability)

    def _one(self, pick, *states):
        rows = list(Application.objects.filter(state__in=states).order_by("pk"))
        return rows[pick % len(rows)] if rows else None

    @rule(pick=PICK)
    def accept(self, pick):
        one = self._one(pick, "offered")
        if one is None:
            return
        late = one.offer_until <= self.now
        try:
            self.g.do("counter", c.Accept(target_id=one.pk))
        except RuleBroken:
            assert late
        else:
            assert not late

    @rule(pick=PICK)
    def withdraw(self, pick):
        one = self._one(pick, "waiting", "offered", "enrolled")
        if one is not None:
            self.g.do("counter", c.Withdraw(target_id=one.pk))

    @rule(pick=PICK)
    def refuse(self, pick):
        one = self._one(pick, "waiting", "offered", "enrolled")
        if one is not None:
            self.g.do("dsd", c.Refuse(target_id=one.pk, why="conditions"))

    @rule(seats=some.integers(1, 5))
    def change(self, seats):
        held = Application.objects.holding().count()
        kept = sum(one.seats for one in self.session.quotas.all())
        try:
            self.g.do("dsd", c.ChangeSession(target_id=self.session.pk, values={"seats": seats}))
        except RuleBroken:
            assert seats < max(held, kept, 1)
        else:
            assert seats >= max(held, kept)

    @rule(hours=some.sampled_from([1, 13, 25, 49]))
    def wait(self, hours):
        self.now += dt.timedelta(hours=hours)
        sweep()

    @invariant()
    def nothing_is_oversold_and_nobody_waits_for_a_free_seat(self):
        session = Session.objects.get(pk=self.session.pk)
        rows = list(Application.objects.filter(session=session).order_by("since", "pk"))
        held = [one for one in rows if one.state in HOLDS]
        numbers = [one.seat_no for one in held]
        assert len(set(numbers)) == len(numbers)
        assert all(1 <= number <= session.seats for number in numbers)
        assert not [one for one in rows if one.state not in HOLDS and one.seat_no is not None]
        released = self.now >= RELEASE
        kept = {} if released else {one.pk: one.seats for one in session.quotas.all()}
        mine = {one.pk: set() for one in rows}
        for application, quota in Claim.objects.values_list("application_id", "quota_id"):
            if quota in kept:
                mine[application].add(quota)
        holders = [frozenset(mine[one.pk]) for one in held]
        for one in rows:
            if one.state == "waiting" and timezone.localdate(self.now) <= session.joins_until:
                told = [*holders, frozenset(mine[one.pk])]
                assert len(told) + spare(kept, told) > session.seats, one

    def teardown(self):
        if hasattr(self, "clock"):
            self.clock.stop()
            transaction.savepoint_rollback(self.point)


@pytest.mark.django_db
def test_seats_hold_in_any_order_of_acts():
    run_state_machine_as_test(
        LivesOfSeats,
        settings=settings(
            max_examples=int(os.environ.get("MODEL_EXAMPLES", "12")), stateful_step_count=14, deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
