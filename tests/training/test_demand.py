"""Demand: noted once, met by a session that people who agreed apply for at once, closed with a reason."""

from __future__ import annotations

from typing import Any

import pytest

from prasan.platform.commands import Refused, RuleBroken
from prasan.registers.models import Tie
from prasan.training import commands as c
from prasan.training.models import Application, Demand
from tests.training.ground import course, person, session

pytestmark = pytest.mark.django_db


def wish(g: Any, who: str = "counter", **more: Any) -> Demand:
    made: Demand = g.do(who, c.AddDemand(**{"skill": "ช่างเชื่อม", "area_id": g.areas["92"].pk} | more))
    return made


def test_a_session_that_meets_demand_takes_who_agreed_in_turn(g: Any) -> None:
    people = [person(g) for _one in range(3)]
    wishes = [wish(g, worker_id=one.pk, agreed=number != 2) for number, one in enumerate(people)]
    there = session(g, seats=1)
    for one in wishes:
        g.do("dsd", c.MeetDemand(target_id=one.pk, session_id=there.pk))
    rows = Application.objects.order_by("pk").values_list("worker_id", "state", "office__code")
    assert list(rows) == [(people[0].pk, "enrolled", "OPS-92"), (people[1].pk, "waiting", "OPS-92")]
    assert Tie.objects.filter(worker=people[1], office__code="DSD-92").exists()
    assert not Tie.objects.filter(worker=people[2], office__code="DSD-92").exists()
    assert not Demand.objects.open().exists()


def test_demand_of_a_cancelled_session_is_open_again(g: Any) -> None:
    one = wish(g, worker_id=person(g).pk, agreed=True)
    there = session(g)
    g.do("dsd", c.MeetDemand(target_id=one.pk, session_id=there.pk))
    with pytest.raises(RuleBroken, match="รองรับหรือปิดแล้ว"):
        g.do("dsd", c.MeetDemand(target_id=one.pk, session_id=there.pk))
    g.do("dsd", c.CancelSession(target_id=there.pk, reason="ไม่มีวิทยากร"))
    assert Demand.objects.open().get() == one


def test_who_applied_meanwhile_is_not_applied_for_twice(g: Any) -> None:
    who = person(g)
    one, there = wish(g, worker_id=who.pk, agreed=True), session(g)
    g.do("counter", c.Apply(session_id=there.pk, worker_id=who.pk, agreed=True))
    g.do("dsd", c.MeetDemand(target_id=one.pk, session_id=there.pk))
    assert Application.objects.count() == 1
    one.refresh_from_db()
    assert one.session == there


def test_only_a_session_of_the_own_office_that_is_open_meets_demand(g: Any) -> None:
    one, there = wish(g, people=12, source="employer", employer="บริษัท เหล็กไทย จำกัด"), session(g)
    with pytest.raises(RuleBroken, match="ของหน่วยงานท่าน"):
        g.do("dsd-80", c.MeetDemand(target_id=one.pk, session_id=there.pk))
    draft = session(g, publish=False)
    with pytest.raises(RuleBroken, match="ประกาศรับสมัคร"):
        g.do("dsd", c.MeetDemand(target_id=one.pk, session_id=draft.pk))


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"skill": " "}, "skill"), ({"source": "rumour"}, "source"), ({"area_id": 77}, "area"),
        ({"source": "employer"}, "employer"), ({"people": 0}, "people"), ({"people": 100_001}, "people"),
    ],
)  # fmt: skip
def test_what_tells_too_little_names_its_field(g: Any, told: dict[str, Any], field: str) -> None:
    with pytest.raises(RuleBroken) as broken:
        wish(g, **told)
    assert broken.value.field == field


def test_one_person_wishes_the_same_once_and_nobody_wishes_for_a_stranger(g: Any) -> None:
    who = person(g)
    wish(g, worker_id=who.pk)
    with pytest.raises(RuleBroken, match="ไว้แล้ว"):
        wish(g, worker_id=who.pk)
    with pytest.raises(Refused) as refused:
        wish(g, "doe-80", worker_id=who.pk)
    assert refused.value.status == 404


def test_a_course_lends_its_skill(g: Any) -> None:
    assert wish(g, skill="", course_id=course(g).pk).skill == "ช่างเชื่อม"


def test_demand_is_closed_by_its_office_or_the_labour_officer_with_a_reason(g: Any) -> None:
    one = wish(g, "doe")
    with pytest.raises(Refused):
        g.do("doe-80", c.CloseDemand(target_id=one.pk, why="gone"))
    with pytest.raises(RuleBroken, match="เหตุผล"):
        g.do("plo", c.CloseDemand(target_id=one.pk))
    g.do("plo", c.CloseDemand(target_id=one.pk, why="gone"))
    assert not Demand.objects.open().exists()
