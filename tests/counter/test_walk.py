"""A day at the counter by chance: spells tile, the stored ones are the kernel's, nobody starves, a desk has one."""

from __future__ import annotations

import datetime as dt
import itertools
import random
import threading

import pytest
from django.db import connection, transaction
from django.utils import timezone

from prasan.counter import commands as c
from prasan.counter.cycle import AT_DESK, VISIT
from prasan.counter.models import Desk, Happened, Spell, Ticket
from prasan.kernel.counter import HEAD_START, Happening, visit_of
from prasan.platform.commands import RuleBroken, perform
from tests.counter.ground import DESKS, MONDAY, at, build, desk, later, take

OFFICES = ("OPS-92", "DOE-92", "DSD-92")


def tiles(ticket, now):
    """Check a visit's stored spells against its happenings and against each other."""
    rows = list(Happened.objects.filter(ticket=ticket).order_by("id"))
    told = visit_of(Happening(x.move, x.at, str(x.desk_id or ""), str(x.office_id or "")) for x in rows)
    kept = list(Spell.objects.filter(ticket=ticket).order_by("start"))
    mine = [(x.state, x.start, x.end, str(x.desk_id or ""), str(x.office_id or "")) for x in kept]
    assert mine == [(x.state, x.start, x.end, x.desk, x.service) for x in told.periods]
    assert ticket.state == told.state
    assert kept[0].start == ticket.came_at
    assert all(one.end == following.start for one, following in itertools.pairwise(kept))
    end = ticket.ended_at or now
    assert sum(((x.end or now) - x.start for x in kept), dt.timedelta()) == end - ticket.came_at


def step(g, chance):
    """Do one thing that somebody at the counter may do; refusals are part of the day."""
    who, _office, number = chance.choice(DESKS)
    what = chance.choice(["take", "call", "call", "move", "move", "move"])
    try:
        if what == "take":
            take(g, *chance.sample(OFFICES, chance.randint(1, 3)), priority=chance.choice(sorted(HEAD_START)))
        elif what == "call":
            g.do(who, c.CallNext(desk_id=desk(number).pk))
        else:
            mine = Ticket.objects.open().filter(desk__number=number).order_by("pk").first()
            known = [n for n, kind in c.BY_MOVE.items() if mine and VISIT.can(mine.state, kind.move)]
            if mine is not None and known:
                g.do(who, c.BY_MOVE[chance.choice(known)](target_id=mine.pk))
    except RuleBroken:
        pass


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [1, 2])
def test_a_day_by_chance(g, seed):
    chance = random.Random(seed)
    for minute in range(70):
        with later(minute):
            step(g, chance)
            for one in Ticket.objects.filter(state__in=sorted(AT_DESK)).select_related("desk"):
                assert str(one.office_id) in one.desk.serves()  # nobody is called to a desk that does not serve them
    assert Ticket.objects.count() > 5
    with later(80):
        for one in Ticket.objects.all():
            tiles(one, timezone.now())


@pytest.mark.django_db
def test_nobody_is_starved_by_those_with_a_head_start(g):
    """One plain ticket, and somebody with the longest head start every two minutes for two hours."""
    plain = take(g)
    most = max(HEAD_START.values())
    for minute in range(0, 120, 2):
        with later(minute):
            take(g, priority="pregnant")
        with later(minute + 1):
            called = g.do("counter", c.CallNext(desk_id=desk(1).pk))
            if called.pk == plain.pk:
                break
            g.do("counter", c.Begin(target_id=called.pk))
            g.do("counter", c.Finish(target_id=called.pk))
    plain.refresh_from_db()
    assert plain.state == "called"
    assert plain.moved_at - plain.came_at <= most + dt.timedelta(minutes=2)


@pytest.mark.django_db(transaction=True)
def test_two_desks_that_close_at_once_leave_nobody_behind():
    with at(MONDAY):
        g = build()
        g.do("plo", c.AddDesk(place_id=desk(1).place_id, office_id=g.offices["OPS-92"].pk, number=4))
        take(g)
        numbers = {number: desk(number).pk for number in (1, 4)}
        closed, tried = threading.Event(), threading.Event()

        def close_first():
            try:
                with transaction.atomic():
                    perform(g.actors["counter"], c.StaffDesk(target_id=numbers[1], is_open=False))
                    closed.set()
                    tried.wait(1)  # the other cannot have tried while it waits for its turn
            finally:
                connection.close()

        first = threading.Thread(target=close_first)
        first.start()
        assert closed.wait(30)
        try:
            with pytest.raises(RuleBroken):
                perform(g.actors["counter"], c.StaffDesk(target_id=numbers[4], is_open=False))
        finally:
            tried.set()
            first.join(30)
    assert Desk.objects.filter(office=g.offices["OPS-92"], is_open=True).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_desks_that_call_at_once_never_get_the_same():
    with at(MONDAY):
        g = build()
        g.do("plo", c.AddDesk(place_id=desk(1).place_id, office_id=g.offices["OPS-92"].pk, number=4))
        waiting = {take(g).pk for _n in range(2)}
        desks = [desk(1).pk, desk(4).pk] * 3  # six calls, two desks, two tickets
        ready = threading.Barrier(len(desks))
        got, refused = [], []

        def call(number):
            ready.wait(10)
            try:
                got.append(perform(g.actors["counter"], c.CallNext(desk_id=number)).pk)
            except RuleBroken as no:
                refused.append(no)
            finally:
                connection.close()

        threads = [threading.Thread(target=call, args=(number,)) for number in desks]
        for one in threads:
            one.start()
        for one in threads:
            one.join(30)
    assert sorted(got) == sorted(waiting)
    assert len(refused) == 4
    assert Ticket.objects.filter(state="called").count() == 2
