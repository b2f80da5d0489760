"""Pages of data calls as people use them, without scripts; workbooks and pasted cells; the API and the command line."""

from __future__ import annotations

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from prasan.desk.pages.call_tasks import call_tasks
from prasan.progress.calls import tables
from prasan.progress.calls.models import DataCall
from tests.progress.calls.conftest import send
from tests.progress.calls.test_calls import answer_of, fill


def page_of(g, who):
    client = Client()
    client.force_login(g.person(who), "allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["seat"] = g.actors[who].seat_id
    session.save()
    return client


FORM = {
    "title": "แรงงานที่ถูกน้ำท่วม", "day": "31/12/2599", "time": "16.30", "kinds": ["provincial"], "agencies": ["DOE"],
    "c1-name": "จำนวนคน", "c1-kind": "number", "c1-unit": "คน", "c1-decimals": "0", "c1-sum": "sum",
    "c1-required": "on", "c2-name": "ชาย", "c2-kind": "number", "c2-decimals": "0", "c2-sum": "sum", "c2-of": "1",
    "c3-name": "หญิง", "c3-kind": "number", "c3-decimals": "0", "c3-sum": "sum", "c3-of": "1",
}  # fmt: skip


def test_a_call_is_written_looked_at_sent_answered_and_counted(g):
    owner = page_of(g, "owner")
    made = owner.post("/calls/new", {**FORM, "do": "preview"})
    call = DataCall.objects.get()
    assert made["Location"] == f"/calls/{call.pk}/preview"
    assert call.rules == [{"total": "c1", "parts": ["c2", "c3"]}]
    shown = owner.get(made["Location"]).content.decode()
    assert "ส่งถึง 2 หน่วยงาน" in shown
    owner.post(f"/calls/{call.pk}/send")
    officer, one = page_of(g, "officer"), answer_of(call)
    assert "แรงงานที่ถูกน้ำท่วม" in officer.get("/work").content.decode()
    typed = {"rows": "1", "version": "0", "r0-c1": "10", "r0-c2": "๔", "r0-c3": "5", "do": "send"}
    refused = officer.post(f"/calls/answers/{one.pk}", typed)
    assert refused.status_code == 422
    assert 'value="๔"' in refused.content.decode(), "what was typed stays as it was typed"
    assert "ไม่เท่ากับผลบวก" in refused.content.decode()
    assert officer.post(f"/calls/answers/{one.pk}", {**typed, "r0-c3": "6"}).status_code == 302
    counted = owner.get(f"/calls/{call.pk}?part=1").content.decode()
    assert "ตอบแล้ว 1 จาก 2" in counted
    assert "จาก 1 หน่วย" in counted


def test_a_broken_form_keeps_what_was_typed(g):
    answer = page_of(g, "owner").post("/calls/new", {**FORM, "title": "", "do": "save"})
    assert answer.status_code == 422
    assert 'value="จำนวนคน"' in answer.content.decode()
    assert not DataCall.objects.exists()


def test_who_may_not_ask_is_told_so(g):
    assert page_of(g, "officer").get("/calls/new").status_code == 403
    call = send(g, "department")
    assert page_of(g, "foreign-department").get(f"/calls/{call.pk}").status_code == 404
    assert page_of(g, "neighbour").get(f"/calls/answers/{answer_of(call).pk}").status_code == 404


def test_drafts_of_an_answer_stay_in_the_office(g):
    from prasan.progress.calls.answering import SaveAnswer

    call = send(g)
    fill(g, call, rows=[{"c1": "987654"}], kind=SaveAnswer)
    for who in ("owner", "minister"):
        assert "987654" not in page_of(g, who).get(f"/calls/answers/{answer_of(call).pk}").content.decode()
    assert "987654" in page_of(g, "second").get(f"/calls/answers/{answer_of(call).pk}").content.decode()


def filled_form(call, rows):
    """Fill the empty form as a spreadsheet would: the same headings, values below."""
    import xlsxwriter

    sheet = CalamineWorkbook.from_filelike(io.BytesIO(tables.form(call, "สนง."))).get_sheet_by_index(0).to_python()
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet()
        for at, row in enumerate([*sheet[:4], *rows]):
            for column, value in enumerate(row):
                if value != "":
                    page.write(at, column, value)
    return out.getvalue()


def test_a_filled_workbook_becomes_a_draft_and_every_bad_cell_is_named(g):
    call = send(g)
    officer, one = page_of(g, "officer"), answer_of(call)
    body = filled_form(call, [["1,200", 700, 500, "ลดคน", 12345.5]])
    done = officer.post(f"/calls/answers/{one.pk}/fill", {"version": "0", "file": SimpleUploadedFile("a.xlsx", body)})
    assert done.status_code == 302, done.content.decode()
    assert answer_of(call).rows == [{"c1": "1,200", "c2": "700", "c3": "500", "c4": "ลดคน", "c5": "12345.5"}]
    body = filled_form(call, [["มาก", 700, 500, "อื่น", ""]])
    bad = officer.post(f"/calls/answers/{one.pk}/fill", {"version": "1", "file": SimpleUploadedFile("a.xlsx", body)})
    text = bad.content.decode()
    assert bad.status_code == 422
    assert "A5" in text
    assert "D5" in text
    no_table = io.BytesIO()
    import xlsxwriter

    with xlsxwriter.Workbook(no_table) as book:
        book.add_worksheet().write(0, 0, "อะไรก็ไม่รู้")
    file = SimpleUploadedFile("a.xlsx", no_table.getvalue())
    wrong = officer.post(f"/calls/answers/{one.pk}/fill", {"version": "2", "file": file})
    assert "ไม่พบหัวตาราง" in wrong.content.decode()


@pytest.mark.parametrize("head", ["", "ถูกเลิกจ้าง\tชาย\tหญิง\tสาเหตุ\tค่าจ้างเฉลี่ย\n"])
def test_cells_are_pasted_with_or_without_headings(g, head):
    call = send(g)
    one = answer_of(call)
    page_of(g, "officer").post(
        f"/calls/answers/{one.pk}/fill", {"version": "0", "pasted": head + "1,200\t700\t500\tลดคน\t"}
    )
    assert answer_of(call).rows[0]["c1"] == "1,200"


def test_the_export_holds_every_office_and_leaves_the_silent_ones_empty(g):
    call = send(g)
    fill(g, call)
    body = page_of(g, "owner").get(f"/calls/{call.pk}/export").content
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(0).to_python()
    rows = {row[1]: row for row in sheet[2:]}
    assert len(rows) == 6
    assert rows["DOE-92"][8] == 1200
    assert rows["DSD-92"][8] == "", "silent is empty, never zero"


def test_my_work_shows_what_waits_for_each(g):
    call = send(g, head_confirms=True)
    assert [one["what"] for one in call_tasks(g.actors["officer"])] == ["ตอบคำขอข้อมูล “เลิกจ้างหลังน้ำท่วม”"]
    assert len(call_tasks(g.actors["plo"])) == 3, "the own answer and two silent units"
    fill(g, call)
    assert call_tasks(g.actors["officer"]) == []
    assert [one["what"] for one in call_tasks(g.actors["head"])] == ["ยืนยันคำตอบ “เลิกจ้างหลังน้ำท่วม”"]


def test_notices_reach_the_office_and_carry_no_title(g):
    from prasan.desk.call_notices import TOLD
    from prasan.platform.journal.models import Outbox
    from prasan.platform.notices.models import Notice

    call = send(g)
    event = Outbox.objects.get(name="progress.send_call")

    class Happened:
        payload, seq, ids, name = event.payload, 1, [call.pk], event.name

    TOLD["progress.send_call"](Happened)
    told = set(Notice.objects.filter(kind="calls.sent").values_list("person_id", flat=True))
    assert g.actors["officer"].person_id in told
    assert g.actors["owner"].person_id not in told
    assert all("เลิกจ้าง" not in json.dumps(args) for args in Notice.objects.values_list("args", flat=True))


def test_the_same_over_the_api_and_the_command_line(g, capsys):
    call = send(g)
    fill(g, call)
    client = page_of(g, "owner")
    found = client.get(f"/api/v1/calls/{call.pk}/totals").json()
    assert (found[0]["asked"], found[0]["answered"], found[0]["cells"][0]) == (
        6, 1, {"key": "c1", "value": 1200, "offices": 1, "counts": {}},
    )  # fmt: skip
    assert client.get("/api/v1/calls").json()["items"][0]["arrived"] == 1
    answers = {one["office"]: one for one in client.get(f"/api/v1/calls/{call.pk}/answers").json()}
    assert answers["DSD-92"]["values"] is None
    assert page_of(g, "neighbour").get(f"/api/v1/calls/{call.pk}/answers").json()[0]["office"] == "DSD-92"
    from types import SimpleNamespace

    from prasan.progress.calls.cli import totals

    assert totals(SimpleNamespace(call=call.pk, by="agency", xlsx=None, json=True)) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[0])["cells"]["c1"] == 1200
    assert totals(SimpleNamespace(call=0, by="agency", xlsx=None, json=True)) == 1
