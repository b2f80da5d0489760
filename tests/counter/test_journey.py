"""One door for people, by pages alone: one ticket, three agencies, one of them silent, "not done", an outcome."""

import datetime as dt
import re

import pytest
from django.test import Client

from prasan.counter.models import Stop, Ticket
from prasan.referrals import commands as c
from prasan.referrals.jobs import sweep
from prasan.referrals.models import Case, Referral
from prasan.registers.models import Worker
from tests.counter.ground import MONDAY, at, desk, later, place, worker

pytestmark = pytest.mark.django_db
NEED = "รับงานเย็บผ้าที่บ้าน อยากฝึกอาชีพและหางานเพิ่ม"


def said(answer) -> list[str]:
    """What a refused page says."""
    return re.findall(
        r'<a href="#[^"]*">([^<]+)</a>|class="(?:error|alert)[^"]*"[^>]*>([^<]+)<', answer.content.decode()
    )


def informal(g) -> Worker:
    """A home worker of the district, known to the labour office."""
    made = worker(g)
    made.home_area, made.employment = g.areas["9201"], "informal"
    made.definition, made.definition_source = "nso", "สำนักงานสถิติแห่งชาติ"
    made.save()
    return made


def visit(g, person: Worker) -> Case:
    """Let them come: one ticket for three agencies, the need told once, at the first desk; they leave before one."""
    counter, doe = g.client("counter"), g.client("doe")
    offices = [g.offices[one].pk for one in ("OPS-92", "DOE-92", "DSD-92")]
    counter.post(f"/counter/{place().pk}/take", {"offices": offices, "priority": "none", "agreed": "on"})
    ticket = Ticket.objects.get()
    steps = [
        (2, counter, f"/counter/desks/{desk(1).pk}/do", {"do": "call"}),
        (3, counter, f"/counter/tickets/{ticket.pk}/do", {"do": "begin", "desk": desk(1).pk}),
        (4, counter, f"/counter/tickets/{ticket.pk}/case?worker={person.pk}", {"worker": person.pk, "need": NEED}),
        (6, counter, f"/counter/tickets/{ticket.pk}/do", {"do": "pass_on", "desk": desk(1).pk}),
        (8, doe, f"/counter/desks/{desk(2).pk}/do", {"do": "call"}),
        (9, doe, f"/counter/tickets/{ticket.pk}/do", {"do": "begin", "desk": desk(2).pk}),
        (
            20,
            doe,
            f"/counter/tickets/{ticket.pk}/do",
            {"do": "pass_on", "outcome": "advised", "text": "ให้ตำแหน่งงานแล้ว", "desk": desk(2).pk},
        ),
        (40, counter, f"/counter/tickets/{ticket.pk}/do", {"do": "leave"}),
    ]
    for minutes, who, path, told in steps:
        with later(minutes):
            answer = who.post(path, told)
            assert answer.status_code == 302, (path, told, said(answer))
    ticket.refresh_from_db()
    assert ticket.state == "left"
    assert [one.office.code for one in Stop.objects.filter(ticket=ticket).order_by("order")] == [
        "OPS-92",
        "DOE-92",
        "DSD-92",
    ]
    one = Case.objects.get()
    assert one.need == NEED  # written once
    assert {row.office.code: row.state for row in one.referrals.all()} == {"DOE-92": "told", "DSD-92": "offered"}
    return one


def test_a_visit_a_silent_office_not_done_and_an_outcome_that_counts(g):
    person = informal(g)
    case = visit(g, person)
    silent = Referral.objects.get(office=g.offices["DSD-92"])
    with at(MONDAY + dt.timedelta(days=3, hours=2)):  # two working days to answer, one more for the head
        sweep()
        silent.refresh_from_db()
        assert (silent.state, silent.level) == ("offered", "province")
        assert f"/referrals/{silent.pk}" in g.client("plo").get("/referrals?view=risen").content.decode()
        pin = c.MakePin(target_id=case.pk)
        g.do("counter", pin)
        phone = Client()
        assert phone.post("/t/", {"code": case.code, "word": pin.pin}).status_code == 302
        page = phone.get("/t/").content.decode()
        assert silent.office.name in page
        assert "<script" not in page
        serve(g, silent, phone, pin.pin, case)
        figures = g.client("minister").get("/api/v1/referrals/figures?by=office&office=DSD-92").json()["items"]
        assert [(one["told"], one["solved"], one["confirmed"], one["denied"]) for one in figures] == [(1, 1, 1, 1)]
        reached = g.client("minister").get("/api/v1/referrals/reach?province=92").json()["items"]
        assert [(one["place"], one["served"], one["trained"]) for one in reached] == [("9201", 1, 1)]


def serve(g, one: Referral, phone: Client, pin: str, case: Case) -> None:
    """Let the office wake up and say too soon that it is done; the person says no; then it is."""
    dsd = g.client("dsd")

    def office(*moves: dict[str, str]) -> None:
        for told in moves:
            answer = dsd.post(f"/referrals/{one.pk}/do", told)
            assert answer.status_code == 302, (told, said(answer))

    tell = {"do": "tell", "outcome": "solved", "text": "ฝึกครบแล้ว"}
    office({"do": "accept"}, {"do": "begin"}, {"do": "serve"}, tell)
    phone.post("/t/do", {"referral": one.pk, "do": "not_done", "text": "ยังไม่มีใครติดต่อมา"})
    one.refresh_from_db()
    assert one.state == "accepted"  # open again, its owner the office that said it was done
    assert one.owner == g.offices["DSD-92"]
    office({"do": "begin"}, {"do": "serve"}, tell)
    phone.post("/t/do", {"referral": one.pk, "do": "confirm"})
    one.refresh_from_db()
    assert (one.state, one.outcome) == ("confirmed", "solved")
