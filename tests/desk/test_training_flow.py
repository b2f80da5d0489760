"""Training joined with referrals, notices and figures."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from prasan.desk import training_figures
from prasan.desk.training_flow import note_demand, tell_end, tell_offer
from prasan.directory.models import Agency
from prasan.platform.jobs.listeners import Told
from prasan.platform.notices.models import Notice
from prasan.referrals import commands as r
from prasan.registers.models import Service, ServiceTemplate
from prasan.training import commands as c
from prasan.training.models import Demand, FollowUp
from tests.referrals.ground import case, referral
from tests.training import ground
from tests.training.ground import MONDAY, application, at, person, session
from tests.training.test_results import AFTER, closed


@pytest.fixture
def g(db: Any) -> Any:
    with ground.at(MONDAY):
        yield ground.build()


def told(name: str, pk: int, seq: int = 1) -> Told:
    return Told(seq=seq, name=name, payload={"id": pk}, topics=[], journal_id=None, created=MONDAY)


def declined(g: Any, code: str) -> Any:
    Agency.objects.get(code="DSD")
    template = ServiceTemplate.objects.create(code=code, agency_id="DSD", state="in_force", name_th="ฝึกยกระดับฝีมือ")
    service = Service.objects.create(template=template, office=g.offices["DSD-92"], area=g.areas["92"])
    one = referral(g, to="DSD-92", of=case(g), service_id=service.pk)
    return g.do("dsd", r.TurnDown(target_id=one.pk, decline="no_capacity", next_step="later", text="รุ่นเต็มแล้ว"))


def test_a_training_wish_that_was_declined_is_demand_once(g: Any) -> None:
    one = declined(g, "skill-upgrading")
    for seq in (1, 2):
        note_demand(told("referrals.decline", one.pk, seq))
    made = Demand.objects.get()
    assert (made.source, made.skill, made.area_id, made.worker_id, made.office_id, made.agreed) == (
        "referral", "ฝึกยกระดับฝีมือ", one.area_id, one.case.worker_id, one.sender_id, False,
    )  # fmt: skip


def test_another_service_that_was_declined_is_no_demand_for_training(g: Any) -> None:
    note_demand(told("referrals.decline", declined(g, "job-placement").pk))
    assert not Demand.objects.exists()


def test_who_brought_somebody_hears_of_the_seat_and_of_its_end_without_a_name(g: Any) -> None:
    there = session(g, seats=1)
    holder, waits = application(g, there), application(g, there, of=person(g, given_name="ลับเฉพาะ"))
    g.do("counter", c.Withdraw(target_id=holder.pk))
    tell_offer(told("training.offer", waits.pk))
    notice = Notice.objects.get()
    assert notice.person_id == g.actors["counter"].person_id
    assert notice.read is None
    assert "ลับเฉพาะ" not in str(notice.__dict__)
    g.do("counter", c.Accept(target_id=waits.pk))
    tell_end(told("training.accept", waits.pk, 2))
    notice.refresh_from_db()
    assert notice.read is not None
    tell_offer(told("training.offer", waits.pk, 1))
    assert Notice.objects.count() == 1


def test_who_was_turned_away_is_told_to_the_office_that_brought_them(g: Any) -> None:
    there = session(g, seats=1)
    _holder, waits = application(g, there), application(g, there)
    g.do("dsd", c.CancelSession(target_id=there.pk, reason="วิทยากรป่วย"))
    tell_end(told("training.turn_away", waits.pk))
    assert Notice.objects.get().kind == "training.ended"


def test_completers_and_who_works_are_counted_for_reports_once_a_person(g: Any) -> None:
    done = closed(g, passed=2)
    last, trang, nakhon = dt.date(2026, 12, 31), g.areas["92"], g.areas["80"]
    with at(AFTER):
        found = training_figures.count("completed", trang, last)
        assert (found.value, found.to) == (2, AFTER.date())
        assert training_figures.count("completed", nakhon, last).value == 0
        assert training_figures.count("known", trang, last) is None
    with at(dt.datetime(2027, 4, 1, 9, 0, tzinfo=MONDAY.tzinfo)):
        last = dt.date(2027, 4, 30)
        assert training_figures.count("placed", trang, last).value == 0
        asked = FollowUp.objects.get(application=done[0], months=3)
        g.do("dsd", c.AnswerFollowUp(target_id=asked.pk, answer="own"))
        assert training_figures.count("placed", trang, last).value == 1
        assert training_figures.count("placed", g.areas["9201"], last).value == 0
