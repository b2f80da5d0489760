"""The pages of the counter as an officer goes through them; API and command line beside."""

from __future__ import annotations

import json

import pytest

from prasan.config.cli import build_parser, commands
from prasan.counter import commands as c
from prasan.counter import queries
from prasan.counter.models import Stop, Ticket
from prasan.referrals.models import Case, Referral
from tests.counter.ground import MONDAY, desk, later, place, take, worker

pytestmark = pytest.mark.django_db


def test_a_visit_through_the_pages(g):
    counter, doe = g.client("counter"), g.client("doe")
    offices = [g.offices["OPS-92"].pk, g.offices["DOE-92"].pk]
    taken = counter.post(f"/counter/{place().pk}/take", {"offices": offices, "priority": "elderly", "agreed": "on"})
    ticket = Ticket.objects.get()
    assert taken["Location"] == f"/counter/tickets/{ticket.pk}"
    assert "A001" in counter.get(taken["Location"]).content.decode()
    with later(2):
        counter.post(f"/counter/desks/{desk(1).pk}/do", {"do": "call"})
    with later(3):
        counter.post(f"/counter/tickets/{ticket.pk}/do", {"do": "begin", "desk": desk(1).pk})
    person = worker(g)
    shown = counter.get(f"/workers/{person.pk}").content.decode()
    assert f"/counter/tickets/{ticket.pk}/case?worker={person.pk}" in shown
    back = counter.post(
        f"/counter/tickets/{ticket.pk}/case?worker={person.pk}", {"worker": person.pk, "need": "ตกงาน หางานใกล้บ้าน"}
    )
    assert back["Location"] == f"/counter/tickets/{ticket.pk}"
    assert Case.objects.get().need == "ตกงาน หางานใกล้บ้าน"
    with later(5):
        gone = counter.post(f"/counter/tickets/{ticket.pk}/do", {"do": "pass_on", "desk": desk(1).pk})
    assert gone["Location"] == f"/counter/desks/{desk(1).pk}"
    assert Referral.objects.get().office.code == "DOE-92"
    assert "ตกงาน หางานใกล้บ้าน" in doe.get(f"/counter/tickets/{ticket.pk}").content.decode()


def key_in(text):
    """Return the key that the forms of a page bear."""
    return text.split('name="key" value="')[1].split('"')[0]


def test_a_form_that_is_sent_twice_does_its_work_once(g):
    page = g.client("counter")
    take_page = f"/counter/{place().pk}/take"
    told = {
        "offices": [g.offices["OPS-92"].pk],
        "priority": "none",
        "key": key_in(page.get(take_page).content.decode()),
    }
    first, second = page.post(take_page, told), page.post(take_page, told)
    ticket = Ticket.objects.get()
    assert first["Location"] == second["Location"] == f"/counter/tickets/{ticket.pk}"
    desk_page = f"/counter/desks/{desk(1).pk}"
    call = {"do": "call", "key": key_in(page.get(desk_page).content.decode())}
    assert [page.post(f"{desk_page}/do", call).status_code for _n in range(2)] == [302, 302]
    begin = {"do": "begin", "key": key_in(page.get(f"/counter/tickets/{ticket.pk}").content.decode())}
    assert [page.post(f"/counter/tickets/{ticket.pk}/do", begin).status_code for _n in range(2)] == [302, 302]
    person = worker(g)
    case_page = f"/counter/tickets/{ticket.pk}/case?worker={person.pk}"
    need = {"worker": person.pk, "need": "ตกงาน", "key": key_in(page.get(case_page).content.decode())}
    assert [page.post(case_page, need).status_code for _n in range(2)] == [302, 302]
    shown = page.get(f"/counter/tickets/{ticket.pk}").content.decode()
    assert shown.count("รหัสติดตาม") == 1  # of the first; the second has none
    assert f"/cases/{Case.objects.get().pk}/slip.pdf" in shown


def test_a_refusal_is_said_where_it_happened(g):
    counter = g.client("counter")
    empty = counter.post(f"/counter/desks/{desk(1).pk}/do", {"do": "call"})
    assert empty.status_code == 409
    assert "ขณะนี้ไม่มีผู้รอสำหรับช่องนี้" in empty.content.decode()
    none = counter.post(f"/counter/{place().pk}/take", {"priority": "none"})
    assert none.status_code == 409
    assert g.client("doe-80").get(f"/counter/desks/{desk(1).pk}").status_code == 404


def test_times_of_a_day_open_down_to_tickets(g):
    for n, (minutes, service) in enumerate(((4, 10), (8, 20), (12, 30))):
        with later(100 * n):
            ticket = take(g)
        with later(100 * n + minutes):
            g.do("counter", c.CallNext(desk_id=desk(1).pk))
            g.do("counter", c.Begin(target_id=ticket.pk))
        with later(100 * n + minutes + service):
            g.do("counter", c.Finish(target_id=ticket.pk))
    with later(400):
        row = queries.figures(place(), MONDAY.date(), MONDAY.date())[0]
        assert (row.tickets, row.waited, row.longest, row.served) == (3, 8.0, 12.0, 20.0)
        client = g.client("counter")
        text = client.get(f"/counter/{place().pk}/figures").content.decode()
        address = f"day_to=2026-11-23&amp;place={place().pk}&amp;office={row.office}"
        assert address in text
        Stop.objects.create(ticket=ticket, order=1, office_id=row.office)  # who saw the same office twice
        listed = client.get(f"/counter/tickets?place={place().pk}&office={row.office}").content.decode()
        assert listed.count(">A003<") == 1
        far = client.get(f"/api/v1/counter-places/{place().pk}/figures?first=9999-12-31&last=9999-12-31")
        assert far.status_code == 409
        assert client.get(f"/counter/{place().pk}/figures?day=31 ธ.ค. 9999").status_code == 200
        assert "A003" not in client.get(f"/counter/tickets?place={place().pk}&office=0").content.decode()


def test_setting_up_keeps_what_was_typed_and_names_the_field(g):
    head = g.client("plo")
    kept = head.post(
        f"/counter/{place().pk}/settings", {"do": "place", "title": "ใหม่", "prefix": "A", "head-elderly": "90"}
    )
    assert kept.status_code == 409
    assert 'value="ใหม่"' in kept.content.decode()
    done = head.post(
        f"/counter/{place().pk}/settings",
        {"do": "place", "title": "ใหม่", "prefix": "B", "head-elderly": "30", "is_open": "on"},
    )
    assert done.status_code == 302
    assert place().head_starts == {"elderly": 30}


def test_the_api_goes_the_same_way(g):
    counter = g.client("counter")

    def post(path, **told):
        return counter.post(f"/api/v1{path}", json.dumps(told), content_type="application/json")

    made = post(f"/counter-places/{place().pk}/tickets", offices=["OPS-92", "DOE-92"], priority="child").json()
    assert (made["label"], [one["office"] for one in made["stops"]]) == ("A001", ["OPS-92", "DOE-92"])
    with later(2):
        assert post(f"/counter-desks/{desk(1).pk}/call").json()["state"] == "called"
        assert post(f"/counter-tickets/{made['id']}/moves", move="begin").json()["desk"] == 1
        assert post(f"/counter-tickets/{made['id']}/moves", move="finish").status_code == 409
    at = counter.get(f"/api/v1/counter-places/{place().pk}").json()
    assert [one["label"] for one in at["at_desk"]] == ["A001"]
    assert post(f"/counter-desks/{desk(2).pk}/call").status_code == 403


def told(capsys, *words: str) -> tuple[int, dict]:
    asked = build_parser(commands()).parse_args([*words, "--json"])
    return asked._cli.run(asked), json.loads(capsys.readouterr().out)


def test_the_command_line_passes_on_with_what_came_of_it(g, capsys):
    client = g.client("counter")
    offices = [g.offices[one].pk for one in ("OPS-92", "DOE-92")]
    client.post(f"/counter/{place().pk}/take", {"offices": offices, "priority": "none", "agreed": "on"})
    ticket = Ticket.objects.get()
    with later(2):
        assert told(capsys, "counter", "call", str(desk(1).pk), "--as", "counter")[0] == 0
        assert told(capsys, "counter", "move", str(ticket.pk), "begin", "--as", "counter")[1]["state"] == "served"
        client.post(f"/counter/tickets/{ticket.pk}/case", {"worker": worker(g).pk, "need": "หางาน"})
        code, row = told(capsys, "counter", "move", str(ticket.pk), "pass_on", "--as", "counter")
        assert (code, row["state"], row["office"]) == (0, "waiting", "DOE-92")
    with later(5):
        told(capsys, "counter", "call", str(desk(2).pk), "--as", "doe")
        told(capsys, "counter", "move", str(ticket.pk), "begin", "--as", "doe")
        code, row = told(capsys, "counter", "move", str(ticket.pk), "finish", "--as", "doe", "--outcome", "advised",
                         "--text", "ให้ตำแหน่งงานแล้ว")  # fmt: skip
        assert (code, row["state"]) == (0, "finished")
    one = Referral.objects.get()
    assert (one.state, one.outcome) == ("told", "advised")


def test_figures_name_offices_in_the_readers_language(g):
    ticket = take(g)
    with later(2):
        g.do("counter", c.CallNext(desk_id=desk(1).pk))
        g.do("counter", c.Begin(target_id=ticket.pk))
    with later(9):
        g.do("counter", c.Finish(target_id=ticket.pk))
    with later(10):
        client, office = g.client("counter"), g.offices["OPS-92"]
        client.cookies["django_language"] = "en"
        page = client.get(f"/counter/{place().pk}/figures").content.decode().partition("<main")[2]
        assert office.name_en in page
        assert office.name_th not in page
