"""One visit, one ticket, several agencies: the need goes along as a referral, nothing is typed twice."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from prasan.counter import commands as c
from prasan.counter.models import Happened, Spell, Stop, Ticket
from prasan.platform.commands import Refused, RuleBroken
from prasan.platform.journal.models import Entry
from prasan.referrals.models import Referral
from prasan.registers.models import Worker
from tests.counter.ground import case, desk, later, place, take, worker

pytestmark = pytest.mark.django_db


def do(g, who, kind, ticket, minute=0, **more):
    with later(minute):
        return g.do(who, kind(target_id=ticket.pk, **more))


def call(g, who, number, minute=0):
    with later(minute):
        return g.do(who, c.CallNext(desk_id=desk(number).pk))


def spells(ticket):
    rows = Spell.objects.filter(ticket=ticket).order_by("start").select_related("office", "desk")
    return [(one.state, one.office.code, one.desk.number if one.desk else 0) for one in rows]


def test_numbers_follow_each_other_and_a_ticket_names_nobody(g):
    first, second = take(g, "OPS-92"), take(g, "DOE-92", "DSD-92", priority="elderly")
    assert [first.label, second.label] == ["A001", "A002"]
    assert [stop.office.code for stop in second.stops.all()] == ["DOE-92", "DSD-92"]
    assert (first.worker, first.case) == (None, None)
    told = Entry.objects.filter(model="counter.ticket").latest("id").changes
    assert not {"nonce", "token_hash"} & set(told)


def test_three_agencies_without_typing_twice(g):
    ticket = take(g, "OPS-92", "DOE-92", "DSD-92", agreed=True)
    assert call(g, "counter", 1, 5).pk == ticket.pk
    do(g, "counter", c.Begin, ticket, 6)
    need = case(g)
    do(g, "counter", c.JoinCase, ticket, 7, case_id=need.pk)
    do(g, "counter", c.PassOn, ticket, 10)

    sent = Referral.objects.get(case=need)
    assert (sent.office.code, sent.state) == ("DOE-92", "offered")
    assert Worker.objects.visible_to(g.actors["doe"]).filter(pk=need.worker_id).exists()

    call(g, "doe", 2, 12)
    do(g, "doe", c.Begin, ticket, 13)
    sent.refresh_from_db()
    assert (sent.state, sent.taker_id) == ("in_service", g.actors["doe"].seat_id)
    do(g, "doe", c.PassOn, ticket, 20, outcome="advised", text="แนะนำตำแหน่งงานใกล้บ้านแล้ว")
    sent.refresh_from_db()
    assert (sent.state, sent.outcome) == ("told", "advised")

    third = Referral.objects.get(case=need, office__code="DSD-92")
    assert third.sender.code == "DOE-92"
    call(g, "dsd", 3, 25)
    do(g, "dsd", c.Begin, ticket, 26)
    do(g, "dsd", c.Finish, ticket, 31)
    third.refresh_from_db()
    ticket.refresh_from_db()
    assert (third.state, ticket.state, ticket.office.code) == ("served", "finished", "DSD-92")
    assert spells(ticket) == [
        ("waiting", "OPS-92", 0), ("called", "OPS-92", 1), ("served", "OPS-92", 1),
        ("waiting", "DOE-92", 0), ("called", "DOE-92", 2), ("served", "DOE-92", 2),
        ("waiting", "DSD-92", 0), ("called", "DSD-92", 3), ("served", "DSD-92", 3),
    ]  # fmt: skip
    assert all(stop.done_at for stop in Stop.objects.filter(ticket=ticket))


def test_without_consent_the_need_goes_to_no_other_office(g):
    ticket = take(g, "OPS-92", "DOE-92")
    call(g, "counter", 1, 1)
    do(g, "counter", c.Begin, ticket, 2)
    do(g, "counter", c.JoinCase, ticket, 3, case_id=case(g).pk)
    with pytest.raises(RuleBroken) as refused:
        do(g, "counter", c.PassOn, ticket, 4)
    assert refused.value.field == "consent"
    assert not Referral.objects.exists()
    ticket.refresh_from_db()
    assert ticket.state == "served"
    do(g, "counter", c.PassOn, ticket, 5, consent=True)
    assert Referral.objects.get().office.code == "DOE-92"


def test_a_ticket_without_a_case_goes_on_and_nothing_is_sent(g):
    ticket = take(g, "OPS-92")
    call(g, "counter", 1, 1)
    do(g, "counter", c.Begin, ticket, 2)
    with pytest.raises(RuleBroken):
        do(g, "counter", c.PassOn, ticket, 3)
    do(g, "counter", c.PassOn, ticket, 4, office_id=g.offices["DOE-92"].pk)
    assert not Referral.objects.exists()
    assert call(g, "doe", 2, 5).pk == ticket.pk


def test_an_office_may_be_put_before_the_next(g):
    ticket = take(g, "OPS-92", "DOE-92")
    call(g, "counter", 1, 1)
    do(g, "counter", c.Begin, ticket, 2)
    do(g, "counter", c.PassOn, ticket, 3, office_id=g.offices["DSD-92"].pk)
    call(g, "dsd", 3, 4)
    do(g, "dsd", c.Begin, ticket, 5)
    do(g, "dsd", c.PassOn, ticket, 6)
    ticket.refresh_from_db()
    assert ticket.office.code == "DOE-92"


def test_who_is_not_there_goes_to_the_end_and_after_three_calls_is_gone(g):
    first = take(g)
    with later(1):
        second = take(g)
    for n in range(3):
        called = call(g, "counter", 1, 10 * n + 2)
        assert called.pk == (first.pk if n != 1 else second.pk)
        do(g, "counter", c.Miss if called.pk == first.pk else c.Begin, called, 10 * n + 3)
        if called.pk == second.pk:
            do(g, "counter", c.Finish, called, 10 * n + 4)
    call(g, "counter", 1, 40)
    do(g, "counter", c.Miss, first, 41)
    first.refresh_from_db()
    assert (first.state, first.leave_reason, first.misses) == ("left", "no_show", 3)


def test_who_fetches_a_paper_comes_back_to_the_same_desk_where_they_stood(g):
    g.do("plo", c.AddDesk(place_id=place().pk, office_id=g.offices["OPS-92"].pk, number=4))
    ticket = take(g)
    call(g, "counter", 1, 1)
    do(g, "counter", c.Begin, ticket, 2)
    do(g, "counter", c.Hold, ticket, 3, why="paper")
    with later(4):
        other = take(g)
    do(g, "counter", c.Resume, ticket, 5)
    assert call(g, "counter", 4, 6).pk == other.pk  # not the one that belongs to desk 1
    with pytest.raises(RuleBroken):
        call(g, "counter", 4, 7)
    assert call(g, "counter", 1, 8).pk == ticket.pk


def test_a_desk_has_one_at_a_time_and_leaves_nobody_behind(g):
    one, _two = take(g), take(g)
    call(g, "counter", 1, 1)
    with pytest.raises(RuleBroken):
        call(g, "counter", 1, 2)
    with pytest.raises(RuleBroken):
        g.do("counter", c.StaffDesk(target_id=desk(1).pk, is_open=False))
    do(g, "counter", c.Begin, one, 3)
    do(g, "counter", c.Finish, one, 4)
    with pytest.raises(RuleBroken):  # the second still waits for this desk alone
        g.do("counter", c.StaffDesk(target_id=desk(1).pk, is_open=False))
    g.do("doe", c.StaffDesk(target_id=desk(2).pk, is_open=False))
    with pytest.raises(RuleBroken):
        take(g, "DOE-92")


def test_what_others_may_not(g):
    ticket = take(g, "DOE-92")
    with pytest.raises(Refused):
        call(g, "counter", 2)
    with pytest.raises(Refused):
        g.do("doe", c.OpenPlace(title="ของเรา"))
    with pytest.raises(Refused) as unseen:
        g.do("doe-80", c.Leave(target_id=ticket.pk))
    assert unseen.value.status == 404


def test_finishing_asks_about_those_still_to_see(g):
    ticket = take(g, "OPS-92", "DOE-92")
    call(g, "counter", 1, 1)
    do(g, "counter", c.Begin, ticket, 2)
    with pytest.raises(RuleBroken):
        do(g, "counter", c.Finish, ticket, 3)
    do(g, "counter", c.Finish, ticket, 4, anyway=True)


def test_the_database_keeps_what_happened(g):
    ticket = take(g)
    call(g, "counter", 1, 1)
    for rows, change in (
        (Happened.objects.filter(ticket=ticket), {"move": "begin"}),
        (Spell.objects.filter(ticket=ticket, end__isnull=False), {"end": ticket.came_at}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():  # a second open one, a gap
        Spell.objects.create(ticket=ticket, state="waiting", start=ticket.came_at.replace(hour=9))
    with pytest.raises(DatabaseError), transaction.atomic():
        Ticket.objects.filter(pk=ticket.pk).delete()


def test_a_person_of_another_office_is_no_case_of_this_visit(g):
    ticket = take(g)
    call(g, "counter", 1, 1)
    do(g, "counter", c.Begin, ticket, 2)
    theirs = case(g, who="doe", person=worker(g, "DOE-92"))
    assert Worker.objects.visible_to(g.actors["doe"]).filter(pk=theirs.worker_id).exists()
    far = case(g, who="doe-80", person=worker(g, "DOE-80"))
    with pytest.raises(RuleBroken):
        do(g, "counter", c.JoinCase, ticket, 3, case_id=far.pk)
