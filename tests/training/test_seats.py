"""Seats of a session: given at once, waited for in turn, offered until a moment, never twice and never idle."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import DatabaseError

from prasan.directory.models import Area
from prasan.platform.commands import Refused, RuleBroken
from prasan.registers.models import Tie
from prasan.training import commands as c
from prasan.training.commands.sessions import Kept
from prasan.training.jobs import sweep
from prasan.training.models import Application, Claim
from tests.training.ground import FIRST, MONDAY, application, at, behind_the_door, course, person, session

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


def state(one: Application) -> tuple[str, int | None]:
    one.refresh_from_db()
    return one.state, one.seat_no


def test_a_free_seat_is_theirs_at_once_and_the_next_one_waits(g: Any) -> None:
    there = session(g)
    made = [application(g, there) for _one in range(3)]
    assert [state(one) for one in made] == [("enrolled", 1), ("enrolled", 2), ("waiting", None)]


def test_a_seat_that_becomes_free_goes_to_the_first_in_the_line_until_a_moment(g: Any) -> None:
    there = session(g, seats=1)
    holder, first, second = (application(g, there) for _one in range(3))
    g.do("counter", c.Withdraw(target_id=holder.pk))
    assert [state(one) for one in (holder, first, second)] == [("withdrawn", None), ("offered", 1), ("waiting", None)]
    assert first.offer_until == MONDAY + 48 * HOUR
    with at(MONDAY + 47 * HOUR):
        assert sweep()["lapsed"] == 0
    with at(MONDAY + 48 * HOUR):
        with pytest.raises(RuleBroken, match="พ้นเวลายืนยัน"):
            g.do("counter", c.Accept(target_id=first.pk))
        assert sweep() == {"lapsed": 1, "offered": 0, "turned_away": 0}
        assert sweep() == {"lapsed": 0, "offered": 0, "turned_away": 0}
        assert [state(one) for one in (first, second)] == [("lapsed", None), ("offered", 1)]
        g.do("dsd", c.Accept(target_id=second.pk))
    assert state(second) == ("enrolled", 1)
    second.refresh_from_db()
    assert second.offer_until is None


def test_an_offer_ends_with_the_last_day_to_join(g: Any) -> None:
    there = session(g, seats=1, offer_hours=720)
    holder, waits = application(g, there), application(g, there)
    g.do("counter", c.Withdraw(target_id=holder.pk))
    waits.refresh_from_db()
    assert waits.offer_until == dt.datetime(2026, 12, 15, 0, 0, tzinfo=MONDAY.tzinfo)


def test_more_seats_go_to_those_who_wait_and_fewer_than_are_held_are_refused(g: Any) -> None:
    there = session(g, seats=1)
    made = [application(g, there) for _one in range(4)]
    g.do("dsd", c.ChangeSession(target_id=there.pk, values={"seats": 3}))
    assert [state(one)[0] for one in made] == ["enrolled", "offered", "offered", "waiting"]
    with pytest.raises(RuleBroken, match="มีผู้ได้ที่นั่งแล้ว 3 คน"):
        g.do("dsd", c.ChangeSession(target_id=there.pk, values={"seats": 2}))


def test_seat_numbers_move_down_when_seats_become_fewer(g: Any) -> None:
    there = session(g, seats=3)
    first, _second, third = (application(g, there) for _one in range(3))
    g.do("counter", c.Withdraw(target_id=first.pk))
    g.do("dsd", c.ChangeSession(target_id=there.pk, values={"seats": 2}))
    assert state(third) == ("enrolled", 1)


def test_kept_seats_wait_for_their_group_until_they_are_released(g: Any) -> None:
    release = MONDAY + 24 * HOUR
    there = session(g, quotas=[Kept("informal", 1)], kept_until=release)
    one, two = application(g, there), application(g, there)
    assert [state(one)[0], state(two)[0]] == ["enrolled", "waiting"]
    told = {"employment": "informal", "definition": "nso", "definition_source": "สำนักงานสถิติแห่งชาติ"}
    informal = application(g, there, of=person(g, **told))
    assert state(informal) == ("enrolled", 2)
    g.do("counter", c.Withdraw(target_id=informal.pk))
    assert state(two)[0] == "waiting"
    with at(release):
        sweep()
        assert state(two) == ("offered", 2)


def test_a_quota_of_a_district_asks_where_somebody_lives(g: Any) -> None:
    town = g.areas["9201"]
    there = session(g, quotas=[Kept("area", 2, town.pk)], kept_until=MONDAY + HOUR)
    away, home = person(g), person(g, home_area=Area.objects.get(pk=town.pk))
    assert state(application(g, there, of=away))[0] == "waiting"
    assert state(application(g, there, of=home))[0] == "enrolled"
    assert Claim.objects.get().application.worker_id == home.pk


def test_disability_is_kept_only_where_seats_are_kept_for_it(g: Any) -> None:
    plain = session(g)
    application(g, plain, disability=True)
    assert not Claim.objects.exists()
    kept = session(g, quotas=[Kept("disability", 1)], kept_until=MONDAY + HOUR, seats=1)
    assert state(application(g, kept))[0] == "waiting"
    assert state(application(g, kept, disability=True)) == ("enrolled", 1)
    assert Claim.objects.count() == 1


def test_nobody_is_promoted_after_the_last_day_and_who_waits_is_turned_away(g: Any) -> None:
    there = session(g, seats=1)
    holder, waits = application(g, there), application(g, there)
    with at(dt.datetime(2026, 12, 15, 0, 30, tzinfo=MONDAY.tzinfo)):
        g.do("dsd", c.DropOut(target_id=holder.pk, why="job"))
        assert state(waits)[0] == "waiting"
        assert sweep()["turned_away"] == 1
        assert [state(holder)[0], state(waits)[0]] == ["dropped", "closed"]


def test_a_cancelled_session_lets_everybody_go_and_gives_no_seat_on(g: Any) -> None:
    there = session(g, seats=1)
    made = [application(g, there) for _one in range(3)]
    with pytest.raises(RuleBroken, match="เหตุผล"):
        g.do("dsd", c.CancelSession(target_id=there.pk))
    g.do("dsd", c.CancelSession(target_id=there.pk, reason="วิทยากรป่วย"))
    assert [state(one) for one in made] == [("closed", None)] * 3
    with pytest.raises(RuleBroken, match="ไม่ได้เปิดรับสมัคร"):
        application(g, there)


def test_one_person_applies_once_and_again_after_withdrawing(g: Any) -> None:
    there, who = session(g), person(g)
    first = application(g, there, of=who)
    with pytest.raises(RuleBroken, match="อยู่แล้ว"):
        application(g, there, of=who)
    g.do("counter", c.Withdraw(target_id=first.pk))
    assert state(application(g, there, of=who))[0] == "enrolled"


def test_the_office_that_trains_reads_only_after_consent_and_then_it_does(g: Any) -> None:
    there, who = session(g), person(g)
    with pytest.raises(RuleBroken, match="ความยินยอม"):
        application(g, there, of=who, agreed=False)
    assert not Tie.objects.filter(worker=who, office=g.offices["DSD-92"]).exists()
    application(g, there, of=who)
    tie = Tie.objects.get(worker=who, office=g.offices["DSD-92"])
    assert (tie.ground, tie.notice_version) == ("consent", "training/1")


def test_whom_an_office_does_not_serve_it_cannot_bring(g: Any) -> None:
    there, strange = session(g), person(g, "DOE-80")
    with pytest.raises(Refused) as refused:
        application(g, there, of=strange)
    assert refused.value.status == 404
    assert not Application.objects.exists()


def test_applying_ends_with_its_day(g: Any) -> None:
    there = session(g)
    with at(dt.datetime(2026, 12, 7, 23, 0, tzinfo=MONDAY.tzinfo)):
        application(g, there)
    with at(dt.datetime(2026, 12, 8, 0, 1, tzinfo=MONDAY.tzinfo)), pytest.raises(RuleBroken, match="ปิดรับสมัคร"):
        application(g, there)


def test_a_draft_is_known_to_its_office_alone(g: Any) -> None:
    there = session(g, publish=False)
    with pytest.raises(Refused) as refused:
        application(g, there)
    assert refused.value.status == 404
    with pytest.raises(RuleBroken, match="ไม่ได้เปิดรับสมัคร"):
        application(g, there, "dsd")


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE training_application SET seat_no = 3 WHERE seat_no = 2", "training_seat_exists|has 2 seats"),
        ("UPDATE training_application SET seat_no = 1 WHERE seat_no = 2", "application_seat_once"),
        ("UPDATE training_session SET seats = 1", "training_seats_suffice|held in session"),
        ("UPDATE training_application SET state = 'waiting'", "application_seat"),
        ("DELETE FROM training_application", "append-only"),
    ],
)
def test_the_database_itself_refuses_to_oversell(g: Any, sql: str, said: str) -> None:
    there = session(g)
    application(g, there)
    application(g, there)
    with pytest.raises(DatabaseError, match=said):
        behind_the_door(sql)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"seats": 0}, "seats"), ({"least": 3}, "least"), ({"ends": FIRST - dt.timedelta(days=1)}, "ends"),
        ({"applies_until": FIRST + dt.timedelta(days=1)}, "applies_until"),
        ({"joins_until": FIRST + dt.timedelta(days=9)}, "joins_until"), ({"course_id": 0}, "course"),
        ({"kept_until": MONDAY}, "kept_until"), ({"area_id": 1}, "area"), ({"seats": 99_999}, "seats"),
    ],
)  # fmt: skip
def test_what_no_session_can_be_names_its_field(g: Any, change: dict[str, Any], field: str) -> None:
    course(g)
    with pytest.raises(RuleBroken) as broken:
        session(g, **change)
    assert broken.value.field == field
    assert str(broken.value.text)


def test_numbers_follow_one_another_in_a_fiscal_year(g: Any) -> None:
    one, two = session(g), session(g)
    assert (one.label, two.label) == ("รุ่นที่ 1/2570", "รุ่นที่ 2/2570")
