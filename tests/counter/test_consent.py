"""Consent at the counter: it counts for whom the person was told of, until they take it back, and is no condition."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext

from prasan.counter import commands as c
from prasan.counter.jobs import close
from prasan.platform.commands import RuleBroken
from prasan.referrals.models import Referral
from prasan.registers.commands import MergeWorkers
from prasan.registers.models import Tie, Worker
from prasan.registers.models.glass import Glass
from tests.counter.ground import MONDAY, case, desk, later, take, worker

MOST_QUERIES = 12
"""A page asks the database at most so often."""

pytestmark = pytest.mark.django_db


def served(g, *offices, **more):
    """Take a ticket, begin to serve it at the first desk and tie a case to it."""
    ticket = take(g, *offices, **more)
    g.do("counter", c.CallNext(desk_id=desk(1).pk))
    g.do("counter", c.Begin(target_id=ticket.pk))
    g.do("counter", c.JoinCase(target_id=ticket.pk, case_id=case(g).pk))
    ticket.refresh_from_db()
    return ticket


def take_back(ticket, office):
    """Let the person take their consent back, five minutes after they came."""
    when = MONDAY + dt.timedelta(minutes=5)
    rows = Tie.objects.filter(worker=ticket.worker_id, office=office)
    rows.update(given_at=MONDAY - dt.timedelta(days=1), withdrawn_at=when)


def asked(g, ticket, **more):
    """Pass on and tell which field is asked for."""
    with pytest.raises(RuleBroken) as refused, later(10):
        g.do("counter", c.PassOn(target_id=ticket.pk, **more))
    assert not Referral.objects.exists()
    return refused.value.field


def test_what_was_taken_back_is_not_granted_again_by_the_ticket(g):
    ticket = served(g, "OPS-92", "DOE-92", agreed=True)
    told = {"worker": ticket.worker, "ground": "consent", "notice_version": "test/1"}
    Tie.objects.create(office=g.offices["DOE-92"], **told)
    take_back(ticket, g.offices["DOE-92"])
    assert asked(g, ticket) == "consent"
    assert 'value="without"' in g.client("counter").get(f"/counter/tickets/{ticket.pk}").content.decode()
    with later(11):
        g.do("counter", c.PassOn(target_id=ticket.pk, consent=True))
    assert Referral.objects.get().office.code == "DOE-92"


def test_consent_of_the_intake_is_for_the_offices_of_the_intake(g):
    ticket = served(g, "OPS-92", "DOE-92", agreed=True)
    assert asked(g, ticket, office_id=g.offices["DSD-92"].pk) == "consent"
    with later(11):
        g.do("counter", c.PassOn(target_id=ticket.pk))
    assert Referral.objects.get().office.code == "DOE-92"


def test_consent_is_not_carried_to_another_day(g):
    ticket = served(g, "OPS-92", "DOE-92", "DSD-92", agreed=True)
    with later(10):
        g.do("counter", c.Hold(target_id=ticket.pk))
    with later(600):
        close()
    with later(24 * 60):
        again = g.do("counter", c.ComeBack(carried_id=ticket.pk))
    assert (again.agreed, again.case_id) == (False, ticket.case_id)


def test_who_does_not_agree_goes_on_and_their_case_stays(g):
    ticket = served(g, "OPS-92", "DOE-92", "DSD-92")
    with pytest.raises(RuleBroken):
        g.do("counter", c.PassOn(target_id=ticket.pk, consent=True, without=True))
    page = g.client("counter")
    with CaptureQueriesContext(connection) as asked_for:
        assert 'value="without"' in page.get(f"/counter/tickets/{ticket.pk}").content.decode()
    assert len(asked_for) <= MOST_QUERIES
    with later(10):
        told = {"do": "pass_on", "office": g.offices["DOE-92"].pk, "consent": "without"}
        assert page.post(f"/counter/tickets/{ticket.pk}/do", told).status_code == 302
        assert g.do("doe", c.CallNext(desk_id=desk(2).pk)).pk == ticket.pk
    with later(11):
        g.do("doe", c.Begin(target_id=ticket.pk))
    with later(12):  # an office that does not know the case has nothing to send, and sends the person on all the same
        g.do("doe", c.PassOn(target_id=ticket.pk))
    ticket.refresh_from_db()
    assert (ticket.state, ticket.office.code) == ("waiting", "DSD-92")
    assert not Referral.objects.exists()


def test_an_office_reads_neither_case_nor_referral_of_others_on_a_ticket(g):
    ticket = served(g, "OPS-92", "DOE-92", "DSD-92", agreed=True)
    with later(10):
        g.do("counter", c.PassOn(target_id=ticket.pk))
    sent = Referral.objects.get()
    api = f"/api/v1/counter-tickets/{ticket.pk}"
    for who, case_id, referral in (("doe", ticket.case_id, sent.pk), ("dsd", None, None)):
        client = g.client(who)
        told = client.get(api).json()
        assert (told["case"], told["stops"][1]["referral"]) == (case_id, referral)
        at = client.get(f"/api/v1/counter-places/{ticket.place_id}").json()
        assert at["waiting"][0]["case"] == case_id
        with CaptureQueriesContext(connection) as asked_for:
            shown = client.get(f"/counter/tickets/{ticket.pk}").content.decode()
        assert len(asked_for) <= MOST_QUERIES
        assert (str(sent.get_state_display()) in shown) is (referral is not None)


def test_a_case_of_an_entry_that_was_merged_is_read_and_tied(g):
    twin, kept = worker(g), worker(g)
    need = case(g, person=twin)
    g.do("counter", MergeWorkers(kept_id=kept.pk, gone_id=twin.pk))
    ticket = take(g)
    g.do("counter", c.CallNext(desk_id=desk(1).pk))
    g.do("counter", c.Begin(target_id=ticket.pk))
    page = g.client("counter")
    assert need.code in page.get(f"/counter/tickets/{ticket.pk}/case?worker={twin.pk}").content.decode()
    g.do("counter", c.JoinCase(target_id=ticket.pk, case_id=need.pk))
    ticket.refresh_from_db()
    assert ticket.worker_id == kept.pk
    assert need.need in page.get(f"/counter/tickets/{ticket.pk}").content.decode()


def test_who_was_merged_after_the_case_was_tied_is_still_read(g):
    ticket = served(g, "OPS-92", "DOE-92")
    kept = worker(g)
    g.do("counter", MergeWorkers(kept_id=kept.pk, gone_id=ticket.worker_id))
    assert ticket.case.need in g.client("counter").get(f"/counter/tickets/{ticket.pk}").content.decode()


def test_an_entry_that_was_opened_in_an_emergency_ties_no_case(g):
    ticket = take(g, "DOE-92")
    g.do("doe", c.CallNext(desk_id=desk(2).pk))
    g.do("doe", c.Begin(target_id=ticket.pk))
    need = case(g, who="doe", person=worker(g, "DOE-92"))
    Tie.objects.filter(worker=need.worker_id).update(withdrawn_at=Now())
    far = MONDAY + dt.timedelta(days=4000)  # the database's own clock is not the tests'
    mine = {"person_id": g.actors["doe"].person_id, "seat_id": g.actors["doe"].seat_id, "office": g.offices["DOE-92"]}
    Glass.objects.create(worker=need.worker, at=far - dt.timedelta(hours=1), until=far, why="ทดสอบเหตุฉุกเฉิน", **mine)
    assert Worker.objects.visible_to(g.actors["doe"]).filter(pk=need.worker_id).exists()
    with pytest.raises(RuleBroken):
        g.do("doe", c.JoinCase(target_id=ticket.pk, case_id=need.pk))
