"""Passing on and what it needs: an open desk, an outcome that can be noted, a turn at the row of the place."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from prasan.counter import commands as c
from prasan.counter.models import Desk, Stop
from prasan.platform.commands import RuleBroken
from prasan.referrals import commands as r
from prasan.referrals.models import Referral
from tests.counter.ground import Ground, case, desk, later, place, take

pytestmark = pytest.mark.django_db


def begun(g: Ground, who: str, number: int, ticket, minute=0):
    """Call a ticket to a desk and begin."""
    with later(minute):
        assert g.do(who, c.CallNext(desk_id=desk(number).pk)).pk == ticket.pk
        g.do(who, c.Begin(target_id=ticket.pk))


def sent(g: Ground, *offices: str):
    """Return a ticket that was passed on to its second office with its case, and the referral."""
    ticket = take(g, *offices, agreed=True)
    begun(g, "counter", 1, ticket, 1)
    with later(2):
        g.do("counter", c.JoinCase(target_id=ticket.pk, case_id=case(g).pk))
        g.do("counter", c.PassOn(target_id=ticket.pk))
    return ticket, Referral.objects.get()


def test_nobody_is_passed_on_to_an_office_without_an_open_desk(g):
    ticket = take(g, "OPS-92", "DOE-92")
    begun(g, "counter", 1, ticket)
    g.do("doe", c.StaffDesk(target_id=desk(2).pk, is_open=False))  # nobody waits for it yet
    page = g.client("counter")
    assert 'value="pass_on"' not in page.get(f"/counter/desks/{desk(1).pk}").content.decode()
    shown = page.get(f"/counter/tickets/{ticket.pk}").content.decode()
    assert "selected" not in shown.split('id="pass-form"')[1].split("</select>")[0]
    with later(1), pytest.raises(RuleBroken, match=g.offices["DOE-92"].short) as refused:
        g.do("counter", c.PassOn(target_id=ticket.pk))
    assert refused.value.field == "office"


def test_a_desk_closes_when_those_who_wait_are_not_its_own(g):
    take(g, "DOE-92")
    Desk.objects.filter(number=2).update(is_open=False)  # as it came about before passing on was refused
    g.do("dsd", c.StaffDesk(target_id=desk(3).pk, is_open=False))
    assert not desk(3).is_open


def test_a_desk_keeps_those_whom_it_alone_serves(g):
    head = g.offices["DOE-92"].pk
    g.do("plo", c.ChangeDesk(target_id=desk(1).pk, number=1, also=[head]))
    Desk.objects.filter(number=2).update(is_open=False)
    take(g, "DOE-92")
    with pytest.raises(RuleBroken):
        g.do("plo", c.ChangeDesk(target_id=desk(1).pk, number=1, also=[]))


def test_a_desk_that_serves_for_another_office_loses_no_outcome(g):
    g.do("plo", c.ChangeDesk(target_id=desk(3).pk, number=3, also=[g.offices["DOE-92"].pk]))
    ticket, _sent = sent(g, "OPS-92", "DOE-92")
    begun(g, "dsd", 3, ticket, 3)
    assert 'name="outcome"' not in g.client("dsd").get(f"/counter/tickets/{ticket.pk}").content.decode()
    with later(4), pytest.raises(RuleBroken) as refused:
        g.do("dsd", c.Finish(target_id=ticket.pk, outcome="solved", text="จบแล้ว"))
    assert refused.value.field == "outcome"
    with later(5):
        g.do("dsd", c.Finish(target_id=ticket.pk))
    assert Referral.objects.get().state == "offered"


def test_an_outcome_that_the_referral_does_not_know_now_is_refused(g):
    ticket, one = sent(g, "OPS-92", "DOE-92")
    begun(g, "doe", 2, ticket, 3)
    page = g.client("doe")
    assert 'name="outcome"' in page.get(f"/counter/tickets/{ticket.pk}").content.decode()
    with later(4):
        g.do("doe", r.Ask(target_id=one.pk, text="ขอสำเนาบัตร"))
    assert 'name="outcome"' not in page.get(f"/counter/tickets/{ticket.pk}").content.decode()
    with later(5), pytest.raises(RuleBroken, match="ขอข้อมูลเพิ่ม"):
        g.do("doe", c.Finish(target_id=ticket.pk, outcome="solved", text="จบแล้ว"))
    assert Stop.objects.get(office=g.offices["DOE-92"]).done_at is None


def test_what_was_sent_elsewhere_meanwhile_does_not_stop_the_desk(g):
    ticket, one = sent(g, "OPS-92", "DOE-92")
    with later(3):
        g.do("counter", r.Reroute(target_id=one.pk, office_id=g.offices["DOE-80"].pk, consent=True, text="ใกล้บ้าน"))
    begun(g, "doe", 2, ticket, 4)
    one.refresh_from_db()
    ticket.refresh_from_db()
    assert (one.state, one.office.code, ticket.state) == ("offered", "DOE-80", "served")


def test_who_changes_the_line_or_the_desks_takes_turns_at_the_place(g):
    """The row of the place is locked before any other, by each in the same order."""
    ticket = take(g, "OPS-92", "DOE-92")
    of = ticket.pk
    steps = [
        ("counter", c.TakeTicket(place_id=place().pk, offices=[g.offices["DSD-92"].pk])),
        ("counter", c.CallNext(desk_id=desk(1).pk)),
        ("counter", c.Hold(target_id=of)),
        ("counter", c.Begin(target_id=of)),
        ("counter", c.PassOn(target_id=of)),
        ("plo", c.ChangeDesk(target_id=desk(1).pk, number=1, also=[])),
        ("counter", c.StaffDesk(target_id=desk(1).pk, is_open=False)),
        ("counter", c.CarryOver(target_id=of)),
    ]
    for minute, (who, step) in enumerate(steps):
        with later(minute), CaptureQueriesContext(connection) as asked:
            g.do(who, step)
        locks = [one["sql"] for one in asked if "FOR NO KEY UPDATE" in one["sql"]]
        assert locks[0].startswith('SELECT "counter_place"'), step.name


def test_who_goes_on_from_rest_while_the_desk_is_taken_is_refused_in_words(g):
    first, second = take(g), take(g)
    begun(g, "counter", 1, first)
    with later(1):
        g.do("counter", c.Hold(target_id=first.pk))
        assert g.do("counter", c.CallNext(desk_id=desk(1).pk)).pk == second.pk
        with pytest.raises(RuleBroken, match=second.label):
            g.do("counter", c.Begin(target_id=first.pk))
