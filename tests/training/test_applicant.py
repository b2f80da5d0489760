"""The applicant's own page: who holds the address answers for that one application, sees no name and nothing else."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from prasan.platform.commands import Refused, perform
from prasan.platform.journal.models import Entry
from prasan.platform.web import links
from prasan.platform.web.traffic import plain_path
from prasan.training import commands as c
from prasan.training.bearers import Applicant
from prasan.training.models import Application
from prasan.training.paper import applicant_address, slip_pdf
from tests.house import rules
from tests.training.ground import MONDAY, application, at, person, session
from tests.training.test_results import closed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def forget() -> Any:
    links._wrong.clear()
    yield
    links._wrong.clear()


def path(one: Application) -> str:
    return "/" + applicant_address(one).split("//", 1)[1].split("/", 1)[1]


def offered(g: Any) -> tuple[Application, Application]:
    """Somebody with an offer, and the next one in the line."""
    there = session(g, seats=1)
    holder = application(g, there)
    first, second = application(g, there, of=person(g, given_name="ลับเฉพาะ")), application(g, there)
    g.do("counter", c.Withdraw(target_id=holder.pk))
    first.refresh_from_db()
    return first, second


def test_an_applicant_confirms_their_seat_without_an_account(g: Any) -> None:
    first, second = offered(g)
    client = Client()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = client.get(path(first))
    text = page.content.decode()
    assert (page.status_code, page["X-Robots-Tag"]) == (200, "noindex, nofollow")
    assert "โปรดยืนยันภายใน" in text
    assert "ลับเฉพาะ" not in text
    assert "<script" not in text
    assert len(page.content) < 10_000
    assert rules.writes(one["sql"] for one in asked) == []
    assert "มีผู้รอก่อนท่าน 0 คน" in client.get(path(second)).content.decode()
    assert client.post(path(first), {"do": "accept", "key": "once"}).status_code == 302
    first.refresh_from_db()
    assert first.state == "enrolled"
    entry = Entry.objects.filter(verb="training.accept").get()
    assert entry.actor_label == f"ผู้สมัครฝึกอาชีพ (ลิงก์ใบสมัคร {first.pk})"
    assert "ที่นั่งเป็นของท่านแล้ว" in client.get(path(first)).content.decode()


def test_an_offer_that_is_over_is_said_to_be_over(g: Any) -> None:
    first, _second = offered(g)
    with at(MONDAY + dt.timedelta(hours=49)):
        answer = Client().post(path(first), {"do": "accept"})
    assert answer.status_code == 409
    assert "พ้นเวลายืนยัน" in answer.content.decode()


def test_withdrawing_asks_to_be_sure_and_frees_the_seat(g: Any) -> None:
    first, second = offered(g)
    refused = Client().post(path(first), {"do": "withdraw"})
    assert refused.status_code == 409
    assert "ยืนยันก่อนถอน" in refused.content.decode()
    assert Client().post(path(first), {"do": "withdraw", "sure": "on"}).status_code == 302
    first.refresh_from_db(), second.refresh_from_db()
    assert (first.state, second.state) == ("withdrawn", "offered")
    assert Client().post(path(first), {"do": "accept"}).status_code == 409
    assert Client().post(path(first), {"do": "explode"}).status_code == 409


def test_a_completer_tells_what_became_of_them_when_it_is_time(g: Any) -> None:
    one = closed(g)[0]
    assert "ขณะนี้ท่านทำอะไรอยู่" not in Client().get(path(one)).content.decode()
    with at(dt.datetime(2027, 3, 18, 9, 0, tzinfo=MONDAY.tzinfo)):
        assert "หลังจบ 3 เดือน" in Client().get(path(one)).content.decode()
        assert Client().post(path(one), {"do": "answer"}).status_code == 409
        told = {"do": "answer", "answer": "own", "uses_skill": "yes"}
        assert Client().post(path(one), told).status_code == 302
    asked = one.follow_ups.get(months=3)
    assert (asked.answer, asked.uses_skill, asked.answered_by, asked.seat_id) == ("own", True, "link", None)


def test_the_address_opens_one_application_alone_and_is_not_guessed(g: Any) -> None:
    first, second = offered(g)
    with pytest.raises(Refused) as refused:
        perform(Applicant(first.pk), c.Withdraw(target_id=second.pk))
    assert refused.value.status == 404
    assert list(Application.objects.visible_to(Applicant(first.pk))) == [first]
    for name in (c.Refuse, c.DropOut):
        with pytest.raises(Refused):
            perform(Applicant(first.pk), name(target_id=first.pk, why="job"))
    statuses = [Client().get(f"/training/key/{n:024d}").status_code for n in range(links.TRIES + 1)]
    assert statuses == [404] * links.TRIES + [429]
    assert Client().get(path(first)).status_code == 200
    assert path(first).rsplit("/", 1)[1] not in plain_path(path(first))


def test_the_slip_is_for_those_who_speak_with_the_person(g: Any) -> None:
    first, _second = offered(g)
    assert slip_pdf(first).startswith(b"%PDF")
    where = reverse("training_slip", args=[first.pk])
    assert g.client("counter").get(where)["Content-Type"] == "application/pdf"
    assert g.client("doe-80").get(where).status_code == 404
    assert where in g.client("counter").get(reverse("training_application", args=[first.pk])).content.decode()
