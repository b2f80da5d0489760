"""Desks as the head of a counter keeps them: nobody who waits or is served is lost, no desk is deleted."""

from __future__ import annotations

import json

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from prasan.config.cli import build_parser, commands
from prasan.counter import commands as c
from prasan.counter import queries
from prasan.counter.models import Desk, Ticket
from prasan.counter.queue import callable_by
from prasan.directory.roles import Role
from prasan.platform.commands import Refused, RuleBroken
from prasan.platform.journal.models import Entry
from tests.counter.ground import desk, later, place, seat, take

pytestmark = pytest.mark.django_db


def second_desk(g, office="OPS-92", number=9):
    """A further desk of an office."""
    return g.do("plo", c.AddDesk(place_id=place().pk, office_id=g.offices[office].pk, number=number))


def test_a_desk_gets_a_name_a_number_and_offices_it_serves_for(g):
    one = desk(2)
    also = [g.offices["DSD-92"].pk]
    changed = g.do("plo", c.ChangeDesk(target_id=one.pk, number=7, title=" แรงงานต่างด้าว ", also=also))
    assert (changed.number, changed.name, changed.also) == (7, "แรงงานต่างด้าว", also)
    bad = (({"number": 3}, "number"), ({"number": 0}, "number"), ({"number": 7, "title": "x" * 61}, "title"),
           ({"number": 7, "also": [0]}, "also"))  # fmt: skip
    for told, field in bad:
        with pytest.raises(RuleBroken) as broken:
            g.do("plo", c.ChangeDesk(target_id=one.pk, **told))
        assert broken.value.field == field


def test_a_desk_with_somebody_called_served_or_resting_does_not_end(g):
    second_desk(g)
    mine = take(g)
    g.do("counter", c.CallNext(desk_id=desk(1).pk))
    for state, move in (("เรียกแล้ว", None), ("กำลังรับบริการ", c.Begin), ("พักไว้", c.Hold)):
        if move is not None:
            g.do("counter", move(target_id=mine.pk))
        with pytest.raises(RuleBroken, match=f"{mine.label} อยู่ที่ช่องนี้ .{state}"):
            g.do("plo", c.EndDesk(target_id=desk(1).pk))
    g.do("counter", c.Resume(target_id=mine.pk))
    assert g.do("plo", c.EndDesk(target_id=desk(1).pk)).ended_at is not None


def test_who_came_back_for_an_ended_desk_is_called_by_another_of_the_office(g):
    other = second_desk(g)
    mine = take(g)
    gone = desk(1)
    g.do("counter", c.CallNext(desk_id=gone.pk))
    g.do("counter", c.Hold(target_id=mine.pk))
    g.do("counter", c.Resume(target_id=mine.pk))
    assert callable_by(other, place(), Ticket.objects.open(), queries.desks_of(place())) == []
    g.do("plo", c.EndDesk(target_id=gone.pk))
    assert callable_by(other, place(), Ticket.objects.open(), queries.desks_of(place())) == [mine.pk]
    assert g.do("counter", c.CallNext(desk_id=other.pk)).pk == mine.pk


def test_the_only_desk_of_an_office_for_which_somebody_waits_does_not_end_or_let_it_go(g):
    waits = take(g, "DSD-92")
    with pytest.raises(RuleBroken, match="ยังมีผู้รอหรือพักไว้ 1 คน"):
        g.do("plo", c.EndDesk(target_id=desk(3).pk))
    g.do("plo", c.ChangeDesk(target_id=desk(1).pk, number=1, also=[g.offices["DSD-92"].pk]))
    assert g.do("plo", c.EndDesk(target_id=desk(3).pk)).is_open is False
    with pytest.raises(RuleBroken, match="ยังมีผู้รอ"):
        g.do("plo", c.ChangeDesk(target_id=desk(1).pk, number=1))
    assert g.do("counter", c.CallNext(desk_id=desk(1).pk)).pk == waits.pk


def test_a_number_does_not_change_under_who_walks_to_it(g):
    mine = take(g)
    g.do("counter", c.CallNext(desk_id=desk(1).pk))
    with pytest.raises(RuleBroken, match="กำลังเดินมา"):
        g.do("plo", c.ChangeDesk(target_id=desk(1).pk, number=5))
    g.do("counter", c.Begin(target_id=mine.pk))
    assert g.do("plo", c.ChangeDesk(target_id=desk(1).pk, number=5)).number == 5


def test_what_ended_never_comes_back_and_is_seen_nowhere_but_in_its_past(g):
    gone = desk(3)
    with later(5):
        mine = take(g, "DSD-92")
        g.do("dsd", c.CallNext(desk_id=gone.pk))
        g.do("dsd", c.Begin(target_id=mine.pk))
    with later(9):
        g.do("dsd", c.Finish(target_id=mine.pk))
        g.do("plo", c.EndDesk(target_id=gone.pk))
        for command in (
            c.StaffDesk(target_id=gone.pk),
            c.ChangeDesk(target_id=gone.pk, number=8),
            c.EndDesk(target_id=gone.pk),
        ):
            with pytest.raises(RuleBroken, match="ยกเลิกแล้ว"):
                g.do("plo", command)
        assert [one.number for one in queries.desks_of(place())] == [1, 2]
        with pytest.raises(RuleBroken):
            take(g, "DSD-92")
        again = g.do("plo", c.AddDesk(place_id=place().pk, office_id=g.offices["DOE-92"].pk, number=3))
        assert again.pk != gone.pk  # its number is free again
    shown = g.client("plo").get(f"/counter/tickets/{mine.pk}").content.decode()
    assert 'data-label="ช่อง">3' in shown.replace(' class=""', "")  # the visit still tells where it was served
    with pytest.raises(DatabaseError), transaction.atomic():
        desk(2).delete()  # not even one that served nobody
    with pytest.raises(IntegrityError), transaction.atomic():
        Desk.objects.filter(pk=gone.pk).update(is_open=True)


def test_an_office_whose_only_desk_ended_works_here_no_more(g):
    waits = take(g)
    g.do("plo", c.EndDesk(target_id=desk(3).pk))
    with pytest.raises(Refused) as refused:
        g.do("dsd", c.Leave(target_id=waits.pk))
    assert refused.value.status == 404
    assert g.client("dsd").get(f"/counter/{place().pk}/desks").status_code == 404


@pytest.mark.parametrize("who", ["counter", "doe", "doe-80"])
def test_desks_are_kept_by_the_head_of_the_office_that_runs_the_counter(g, who):
    seat(g, "head", Role.AGENCY_HEAD, "DOE-92")
    page = f"/counter/desks/{desk(2).pk}/edit"
    for name in (who, "head"):
        with pytest.raises(Refused):
            g.do(name, c.EndDesk(target_id=desk(2).pk))
        with pytest.raises(Refused):
            g.do(name, c.ChangeDesk(target_id=desk(2).pk, number=2, title="x"))
        client = g.client(name)
        assert client.post(page, {"do": "end", "sure": "on"}).status_code in {403, 404}
        added = client.post(f"/counter/{place().pk}/desks", {"number": "8", "office": str(g.offices["DOE-92"].pk)})
        assert added.status_code in {403, 404, 409}
    assert sorted(Desk.objects.values_list("number", "ended_at")) == [(1, None), (2, None), (3, None)]


def test_the_pages_add_change_close_and_end(g):
    head = g.client("plo")
    desks = f"/counter/{place().pk}/desks"
    kept = head.post(desks, {"number": "2", "title": "ชื่อที่พิมพ์", "office": str(g.offices["DOE-92"].pk)})
    assert kept.status_code == 409
    assert "มีช่องหมายเลขนี้แล้ว" in kept.content.decode()
    assert "ชื่อที่พิมพ์" in kept.content.decode()
    done = head.post(desks, {"number": "4", "title": "ต่างด้าว", "office": str(g.offices["DOE-92"].pk)})
    assert done["Location"] == desks
    edit = f"/counter/desks/{desk(4).pk}/edit"
    assert "ต่างด้าว" in head.get(edit).content.decode()
    assert head.post(edit, {"do": "change", "number": "6", "title": "สมัครงาน"}).status_code == 302
    assert head.post(edit, {"do": "close"}).status_code == 302
    assert desk(6).is_open is False
    unsure = head.post(edit, {"do": "end"})
    assert unsure.status_code == 409
    assert "โปรดทำเครื่องหมายยืนยัน" in unsure.content.decode()
    assert head.post(edit, {"do": "end", "sure": "on"}).status_code == 302
    listed = head.get(desks).content.decode()
    assert "ช่องที่ยกเลิกแล้ว" in listed
    assert "สมัครงาน" in listed
    told = Entry.objects.filter(verb="counter.end_desk").get()
    assert told.object_id == Desk.objects.get(number=6).pk


def test_api_and_command_line_go_the_same_way(g, capsys):
    head = g.client("plo")

    def send(method, path, **told):
        return getattr(head, method)(f"/api/v1{path}", json.dumps(told), content_type="application/json")

    made = send(
        "post", f"/counter-places/{place().pk}/desks", number=4, office="DOE-92", name="ก", also=["DSD-92"]
    ).json()
    assert (made["number"], made["office"], made["also"]) == (4, "DOE-92", ["DSD-92"])
    assert send("put", f"/counter-desks/{made['id']}", number=5, name="ข").json()["also"] == []
    assert send("post", f"/counter-desks/{made['id']}/open", is_open=False).json()["is_open"] is False
    assert send("post", f"/counter-desks/{made['id']}/end").json()["ended_at"]
    assert send("post", f"/counter-desks/{made['id']}/end").status_code == 409
    assert [one["number"] for one in head.get(f"/api/v1/counter-places/{place().pk}/desks").json()] == [1, 2, 3, 5]

    def prasan(*words):
        asked = build_parser(commands()).parse_args([*words, "--as", "plo", "--json"])
        return asked._cli.run(asked), [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    assert prasan("counter", "desk-add", str(place().pk), "DSD-92", "8")[1][0]["office"] == "DSD-92"
    number = str(desk(8).pk)
    assert prasan("counter", "desk-change", number, "--name", "ค")[1][0]["name"] == "ค"
    assert prasan("counter", "desk", number, "close")[1][0]["is_open"] is False
    assert prasan("counter", "desk", number, "end")[1][0]["ended_at"]
    assert len(prasan("counter", "desks", str(place().pk))[1]) == 5
