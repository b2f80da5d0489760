"""What opens without signing in: place in line, board, slip; numbers and desks, nobody's name, nothing written."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from prasan.counter import commands as c
from prasan.counter import links
from prasan.counter.models import Desk, Place, Ticket
from prasan.counter.queries import figures
from prasan.counter.queue import line
from prasan.counter.slip import line_address, slip_of
from prasan.platform.web import links as attempts
from prasan.platform.web.traffic import plain_path
from tests.counter.ground import MONDAY, case, desk, later, place, take
from tests.house import rules

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def forget():
    attempts._wrong.clear()
    yield
    attempts._wrong.clear()


def address(ticket):
    return f"/q/key/{links.token_of(links.LINE, ticket.nonce)}"


def test_a_person_reads_where_they_stand_in_a_few_kilobytes(g):
    take(g)
    mine = take(g)
    anyone = Client()
    with CaptureQueriesContext(connection) as queries:
        answer = anyone.get(address(mine))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert mine.label in text
    assert "มีผู้รอก่อนท่าน 1 คน" in text
    assert "ประมาณ 10 นาที" in text
    assert "<script" not in text
    assert 'http-equiv="refresh"' in text
    assert len(answer.content) < 10_000
    assert "noindex" in answer["X-Robots-Tag"]
    assert rules.writes(q["sql"] for q in queries) == []
    assert len(queries) <= 8


def test_the_link_tells_neither_name_nor_need(g):
    mine = take(g, "OPS-92", "DOE-92", agreed=True)
    g.do("counter", c.CallNext(desk_id=desk(1).pk))
    g.do("counter", c.Begin(target_id=mine.pk))
    need = case(g)
    g.do("counter", c.JoinCase(target_id=mine.pk, case_id=need.pk))
    shown = Client().get(address(mine)).content.decode()
    assert "ช่อง 1" in shown
    assert need.need not in shown
    assert need.code not in shown
    assert need.worker.given_name not in shown


def test_links_are_not_guessed_and_a_right_one_is_answered_always(g):
    mine = take(g)
    anyone = Client()
    assert len(links.token_of(links.LINE, mine.nonce)) == 24
    assert [anyone.get(f"/q/key/{n:024d}").status_code for n in range(attempts.TRIES)] == [404] * attempts.TRIES
    assert anyone.get(f"/q/key/{99:024d}").status_code == 429
    assert anyone.get(address(mine)).status_code == 200  # an old TV behind the same address tries on and on
    assert "key/…" in plain_path(address(mine))


def test_the_board_shows_numbers_and_desks_and_its_link_can_be_changed(g):
    waits = take(g)
    called = g.do("counter", c.CallNext(desk_id=desk(1).pk))
    take(g)
    old = f"/board/key/{links.token_of(links.BOARD, place().board_nonce)}"
    text = Client().get(old).content.decode()
    assert called.label in text
    assert "A002" in text
    assert 'hx-trigger="every 3s"' in text
    assert waits.pk == called.pk
    one = place()
    g.do("plo", c.ChangePlace(target_id=one.pk, title=one.name, carries=one.carries, new_board=True))
    assert Client().get(old).status_code == 404


def test_after_the_key_of_the_site_changed_a_slip_printed_again_opens_the_same_place(g, settings):
    mine = take(g)
    printed = address(mine)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "b" * 60
    assert line_address(mine).endswith(printed)
    assert Client().get(printed).status_code == 200
    settings.SECRET_KEY_FALLBACKS = []  # the former key is gone: a new slip has an address that opens nothing
    assert not line_address(mine).endswith(printed)
    assert Client().get(printed).status_code == 200


def test_the_slip_is_80_mm_wide_and_bears_the_address(g):
    from io import BytesIO

    from pypdf import PdfReader

    mine = take(g, "OPS-92", "DOE-92")
    paper = PdfReader(BytesIO(slip_of(mine, list(mine.stops.select_related("office")))))
    assert len(paper.pages) == 1
    assert round(float(paper.pages[0].mediabox.width) / 72 * 25.4) == 80
    assert mine.label in paper.pages[0].extract_text()
    assert line_address(mine).endswith(address(mine))


def test_a_carried_ticket_leads_its_link_to_the_new_one(g):
    mine = take(g, "OPS-92", "DOE-92")
    from prasan.counter.jobs import close

    with later(600):
        assert close() == {"carried": 1, "left": 0, "finished": 0}
    with later(24 * 60):
        early = take(g)
        again = g.do("counter", c.ComeBack(carried_id=mine.pk))
        assert (again.label, again.carried_from_id) == ("A002", mine.pk)
        assert [one.number for one in line(place(), Ticket.objects.open(), [desk(1)])] == [again.pk, early.pk]
        assert again.label in Client().get(address(mine)).content.decode()
    with later(24 * 60 + 600):
        g.do("counter", c.CarryOver(target_id=again.pk))
    with later(2 * 24 * 60):
        for _n in range(4):
            take(g)
        third = g.do("counter", c.ComeBack(carried_id=again.pk))
        assert third.label == "A005"
        assert third.label in Client().get(address(mine)).content.decode()


def test_at_the_close_of_the_day_who_is_served_keeps_the_other_agencies(g):
    from prasan.counter.jobs import close

    mine, only = take(g, "OPS-92", "DOE-92"), take(g, "DSD-92")
    for who, number, one in (("counter", 1, mine), ("dsd", 3, only)):
        with later(1):
            g.do(who, c.CallNext(desk_id=desk(number).pk))
            g.do(who, c.Begin(target_id=one.pk))
    with later(600):
        assert close() == {"carried": 1, "left": 0, "finished": 1}
        assert [row.served for row in figures(place(), MONDAY.date(), MONDAY.date())] == [None, None]
    with later(24 * 60):
        again = g.do("counter", c.ComeBack(carried_id=mine.pk))
        assert [stop.office.code for stop in again.stops.all()] == ["DOE-92"]


def test_where_no_desk_is_open_nobody_is_told_that_they_are_next(g):
    mine = take(g)
    Desk.objects.update(is_open=False)
    shown = Client().get(address(mine)).content.decode()
    assert "ยังไม่มีช่องของหน่วยงานนี้เปิดอยู่" in shown
    assert "ท่านเป็นลำดับถัดไป" not in shown


def test_a_place_that_does_not_carry_lets_go_and_serving_is_finished(g):
    from prasan.counter.jobs import close

    one = place()
    g.do("plo", c.ChangePlace(target_id=one.pk, title=one.name, carries=False))
    first, second = take(g), take(g)
    g.do("counter", c.CallNext(desk_id=desk(1).pk))
    g.do("counter", c.Begin(target_id=first.pk))
    with later(600):
        assert close() == {"carried": 0, "left": 1, "finished": 1}
        assert close() == {"carried": 0, "left": 0, "finished": 0}
    states = dict(Ticket.objects.values_list("pk", "state"))
    assert states == {first.pk: "finished", second.pk: "left"}
    assert Place.objects.get().is_open
