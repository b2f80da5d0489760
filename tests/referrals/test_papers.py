"""Missing papers: asked for once, all of them, signed by officer and person; a second time only with a reason."""

from __future__ import annotations

import datetime as dt
import io
import json

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from pypdf import PdfReader

from prasan.config.cli import build_parser, commands
from prasan.platform.commands import RuleBroken, perform
from prasan.referrals import commands as c
from prasan.referrals.bearers import GUEST, PERSON, Bearer
from prasan.referrals.models import PaperList
from tests.referrals import ground
from tests.referrals.ground import MONDAY, at, move

PAPERS = ["สำเนาบัตรประชาชน", "หนังสือเลิกจ้าง"]


def asked(g, papers=PAPERS, **more):
    one = ground.referral(g)
    move(g, "doe", c.Ask, one, text="", papers=papers, **more)
    return one


def test_papers_are_listed_with_the_day_the_sender_owes(g):
    one = asked(g, [" สำเนาบัตรประชาชน ", "", "หนังสือเลิกจ้าง", "สำเนาบัตรประชาชน"])
    found = PaperList.objects.get()
    assert (found.lines, found.again, found.office.code) == (PAPERS, "", "DOE-92")
    assert found.bring_by == one.due_at.date() > MONDAY.date()
    assert (one.state, one.owner.code, found.signed_at) == ("asked", "OPS-92", None)
    assert "2 รายการ" in one.events.get(move="ask").text
    with connection.cursor() as cursor:  # what a person lacks can tell what befell them
        cursor.execute("SELECT count(*) FROM referrals_paper_list t WHERE t::text LIKE %s", ["%เลิกจ้าง%"])
        assert cursor.fetchone() == (0,)


def test_they_are_asked_for_once_and_again_only_with_a_reason(g):
    one = asked(g)
    move(g, "counter", c.Reply, one)
    for again in ("", "because"):
        with pytest.raises(RuleBroken, match="ครั้งเดียว") as broken:
            move(g, "doe", c.Ask, one, papers=["ใบรับรองแพทย์"], again=again)
        assert broken.value.field == "again"
    assert PaperList.objects.count() == 1
    move(g, "doe", c.Ask, one)  # facts may be asked for as often as needed
    move(g, "counter", c.Reply, one)
    move(g, "doe", c.Ask, one, papers=["ใบรับรองแพทย์"], again="new_fact")
    assert [row.again for row in PaperList.objects.all()] == ["", "new_fact"]
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperList.objects.create(referral=one, office=one.office, papers="อีก", asked_at=MONDAY, bring_by=MONDAY.date())


def test_another_office_asks_for_its_own(g):
    one = asked(g)
    move(g, "counter", c.Reply, one)
    move(g, "counter", c.Reroute, one, office_id=g.offices["OPS-80"].pk, consent=True)
    move(g, "plo-80", c.Ask, one, papers=["วุฒิการศึกษา"])
    assert [row.office.code for row in PaperList.objects.all()] == ["DOE-92", "OPS-80"]


@pytest.mark.parametrize(
    ("papers", "says"),
    [(["ก" * 201], "รายการที่ 1"), ([f"เอกสาร {n}" for n in range(21)], "20 รายการ")],
)
def test_lists_that_nobody_can_bring_are_refused(g, papers, says):
    one = ground.referral(g)
    with pytest.raises(RuleBroken, match=says) as broken:
        move(g, "doe", c.Ask, one, papers=papers)
    assert broken.value.field == "papers"
    assert not PaperList.objects.exists()
    one.refresh_from_db()
    assert one.state == "offered"


def test_the_person_signs_once_on_their_page(g):
    one = asked(g)
    pin = c.MakePin(target_id=one.case_id)
    g.do("counter", pin)
    client = Client()
    client.post("/t/", {"code": one.case.code, "word": pin.pin})
    page = client.get("/t/").content.decode()
    assert all(paper in page for paper in PAPERS)
    assert 'value="sign"' in page
    assert client.post("/t/do", {"referral": one.pk, "do": "sign"}).status_code == 302
    found = PaperList.objects.get()
    assert (found.signed_by, found.signed_origin) == (None, "person")
    again = client.get("/t/?done=sign").content.decode()
    assert 'value="sign"' not in again
    assert "รับทราบแล้ว" in again
    refused = client.post("/t/do", {"referral": one.pk, "do": "sign"})
    assert refused.status_code == 409
    assert "ลงชื่อแล้ว" in refused.content.decode()


def test_an_office_without_an_account_does_not_sign_for_the_person(g):
    one = asked(g)
    guest = Bearer(GUEST, referral_id=one.pk, office_id=one.office_id)
    other = Bearer(PERSON, case_id=one.case_id + 1, by_pin=True)
    for bearer in (guest, other):
        with pytest.raises(Exception, match=r"เฉพาะ|ไม่พบ"):
            perform(bearer, c.SignPapers(target_id=one.pk))
    assert PaperList.objects.get().signed_at is None


def test_officers_ask_print_and_write_down_the_signature(g):
    one = ground.referral(g)
    doe, counter = g.client("doe"), g.client("counter")
    assert 'name="papers"' in doe.get(f"/referrals/{one.pk}").content.decode()
    assert doe.get(f"/referrals/{one.pk}/papers.pdf").status_code == 404
    told = {"do": "ask", "papers": "\r\n".join(PAPERS), "text": ""}
    assert doe.post(f"/referrals/{one.pk}/do", told).status_code == 302
    page = counter.get(f"/referrals/{one.pk}").content.decode()
    assert all(paper in page for paper in PAPERS)
    pdf = counter.get(f"/referrals/{one.pk}/papers.pdf")
    assert pdf["Content-Type"] == "application/pdf"
    assert "private" in pdf["Cache-Control"]
    assert one.case.code in PdfReader(io.BytesIO(pdf.content)).pages[0].extract_text()
    assert counter.post(f"/referrals/{one.pk}/papers/sign").status_code == 302
    found = PaperList.objects.get()
    assert (found.signed_by_id, found.signed_origin) == (g.actors["counter"].seat_id, "")
    assert counter.post(f"/referrals/{one.pk}/papers/sign").status_code == 409


def test_a_second_asking_that_is_refused_keeps_what_was_typed(g):
    one = asked(g)
    move(g, "counter", c.Reply, one)
    answer = g.client("doe").post(f"/referrals/{one.pk}/do", {"do": "ask", "papers": "ใบรับรองแพทย์", "text": "ขอด้วย"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "ใบรับรองแพทย์" in page
    assert 'href="#f-again"' in page
    assert 'id="f-again"' in page


def test_who_does_not_read_of_the_person_reads_no_papers(g):
    one = asked(g)
    g.do("counter", c.TakeBackConsent(target_id=one.case_id, tie_id=one.case.worker.ties.get(office=one.office).pk))
    doe = g.client("doe")
    assert PAPERS[1] not in doe.get(f"/referrals/{one.pk}").content.decode()
    assert doe.get(f"/referrals/{one.pk}/papers.pdf").status_code == 404
    assert doe.get(f"/api/v1/referrals/{one.pk}").json()["papers"][0]["papers"] == []


def test_api_and_command_line_go_the_same_way(g, capsys):
    one = ground.referral(g)
    doe = g.client("doe")
    told = {"move": "ask", "papers": PAPERS}
    answer = doe.post(f"/api/v1/referrals/{one.pk}/moves", json.dumps(told), content_type="application/json")
    assert [row["papers"] for row in answer.json()["papers"]] == [PAPERS]
    sign = build_parser(commands()).parse_args(["referrals", "sign", str(one.pk), "--as", "counter", "--json"])
    assert sign._cli.run(sign) == 0
    row = json.loads(capsys.readouterr().out)
    assert row["papers"][0]["signed_at"]
    other = ground.referral(g)
    words = ["referrals", "move", str(other.pk), "ask", "--paper", PAPERS[0], "--as", "doe", "--json"]
    ask = build_parser(commands()).parse_args(words)
    assert ask._cli.run(ask) == 0
    assert json.loads(capsys.readouterr().out)["papers"][0]["papers"] == PAPERS[:1]


def test_what_was_asked_for_stands_in_the_copy_of_ones_data(g):
    one = asked(g)
    pin = c.MakePin(target_id=one.case_id)
    g.do("counter", pin)
    client = Client()
    client.post("/t/", {"code": one.case.code, "word": pin.pin})
    with at(MONDAY + dt.timedelta(minutes=1)):
        told = client.post("/t/data", {"do": "access", "text": ""}).json()
    assert told["referrals"][0]["papers"][0]["papers"] == PAPERS
