"""The form out and back: what it looks like, the comparison on its page, conflicts, saving all or a part."""

import io
import json
import re
import time
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from prasan.config.cli import call
from prasan.directory.models import Person
from prasan.platform.commands import RuleBroken, perform
from prasan.platform.files import workbooks
from prasan.platform.journal.models import Entry
from prasan.progress import periods
from prasan.progress.commands import Submit
from prasan.progress.jobs import forget_filled
from prasan.progress.models import Figure, Filled, Report
from prasan.progress.workbook import layout, package, saving, writing
from tests.progress.workbook.books import ROWS, Book

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
VERSION = re.compile(r'name="version-(\d+)" value="(\d+)"')


@pytest.fixture
def client_of(g):
    def make(name):
        client = Client()
        client.force_login(Person.objects.get(username=name), BACKEND)
        return client

    return make


def form_of(g, *reports):
    return Book.of(writing.write(writing.parts_of(list(reports), saving.closed)))


def text(response):
    return response.content.decode()


def send(client, content, report=None, name="แบบ.xlsx"):
    more = {"report": report.pk} if report else {}
    return client.post("/reports/workbook", {"file": SimpleUploadedFile(name, content), **more})


def accept(client, page, *take):
    versions = {f"version-{period}": number for period, number in VERSION.findall(text(page))}
    return client.post(page.request["PATH_INFO"], {"take": take, **versions})


def values(report):
    return dict(Figure.objects.filter(report=report).values_list("indicator__code", "value"))


def test_the_form_is_prefilled_locked_and_thai(g):
    report = g.opened()
    g.save(report, jobs=100)
    content = writing.write(writing.parts_of([report], saving.closed))
    book = Book.of(content)
    month = periods.label(g.period, "th")
    assert [page.name for page in book.pages] == [month, "วิธีกรอก", "_prasan"]
    assert [page.hidden for page in book.pages] == [False, False, True]
    heads = [book.form.cells[layout.HEAD_ROW, column] for column in range(len(layout.COLUMNS))]
    assert heads == [column.heading for column in layout.COLUMNS]
    row = book.form.row(ROWS["jobs"])
    assert [row[1], row[3], row[4], row[7], row[9]] == ["jobs", "คน", 1200, 100, "รองบประมาณ"]
    assert str(g.period // 100)[:2] == "25"
    assert f"DOE-92/{g.period}" in book.form.cells.values()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet, styles = (archive.read(f"xl/{name}").decode() for name in ("worksheets/sheet1.xml", "styles.xml"))
    assert "<sheetProtection sheet=" in sheet
    assert 'state="frozen"' in sheet
    assert sheet.count("<dataValidation ") == 7
    assert f"{layout.HIDDEN}!$L$1:$L$8" in sheet
    assert "TH Sarabun New" in styles
    assert styles.count('locked="0"') >= 2


def test_only_the_cells_to_fill_in_are_open(g):
    report = g.opened()
    content = writing.write(writing.parts_of([report], saving.closed))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet, styles = (archive.read(f"xl/{name}").decode() for name in ("worksheets/sheet1.xml", "styles.xml"))
    formats = re.search(r"<cellXfs.*?</cellXfs>", styles, re.S)[0]
    xfs = re.findall(r"<xf [^>]*/>|<xf .*?</xf>", formats, re.S)
    unlocked = {number for number, one in enumerate(xfs) if 'locked="0"' in one}
    cells = {ref for ref, style in re.findall(r'<c r="([A-Z]+\d+)" s="(\d+)"', sheet) if int(style) in unlocked}
    per_row = {"H", "J", "K", "L", "M", "O", "P"}
    assert cells == {f"{column}{row}" for row in (6, 7, 8) for column in per_row} | {"I7", "N7"}


def test_a_report_that_was_sent_has_no_open_cell(g):
    report = g.opened()
    g.save(report, jobs=2000, share=90, visits=700)
    perform(g.actors["officer"], Submit(target_id=report.pk))
    report.refresh_from_db()
    content = writing.write(writing.parts_of([report], saving.closed))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert 'locked="0"' not in archive.read("xl/styles.xml").decode()
    with pytest.raises(RuleBroken, match="จึงแก้ไขไม่ได้"):
        saving.sent(content, report.office)


def test_out_and_back_without_a_change_changes_nothing(g):
    report = g.opened()
    g.save(report, jobs=100, share=90)
    found = saving.sent(writing.write(writing.parts_of([report], saving.closed)), report.office)
    (section,) = saving.sections(found)
    assert {line.code: line.status for line in section.lines} == {"jobs": "same", "share": "same", "visits": "empty"}


def test_from_the_report_page_to_the_saved_figures(g, client_of):
    report, client = g.opened(), client_of("officer")
    g.save(report, jobs=100)
    assert f"/reports/workbook?report={report.pk}" in text(client.get(f"/reports/{report.pk}"))
    book = Book.of(client.get(f"/reports/{report.pk}/workbook").content)
    book.form.put("jobs", "value", "๑,๒๓๔")
    book.form.put("share", "value", 33)
    book.form.put("share", "denominator", 40)
    book.form.put("visits", "value", "-")
    sent = send(client, book.save(), report)
    assert sent.status_code == 302
    page = client.get(sent["Location"])
    shown = text(page)
    assert "เปลี่ยน 2 · เท่าเดิม 0 · ไม่รับ 1" in shown
    assert f"แผ่น “{book.form.name}” ช่อง H8: มีเพียงขีด" in shown
    assert "1,234" in shown
    assert values(report) == {"jobs": 100}
    done = accept(client, page, f"{g.period}:jobs", f"{g.period}:share")
    assert done["Location"] == f"/reports/{report.pk}/check"
    assert values(report) == {"jobs": 1234, "share": 33}
    assert Figure.objects.get(indicator__code="jobs").cause == "budget"
    report.refresh_from_db()
    assert Entry.objects.about(report).filter(verb="progress.save").first().changes["figure:jobs"] == [100, 1234]


def test_a_part_is_saved_and_the_rest_left(g, client_of):
    report, client = g.opened(), client_of("officer")
    book = form_of(g, report)
    book.form.put("jobs", "value", 5)
    book.form.put("visits", "value", 0)
    page = client.get(send(client, book.save())["Location"])
    accept(client, page, f"{g.period}:visits")
    assert values(report) == {"visits": 0}
    nothing = accept(client, client.get(page.request["PATH_INFO"]))
    assert nothing.status_code == 409
    assert "ยังไม่ได้เลือกข้อใด" in text(nothing)


def test_a_conflict_shows_both_values_and_is_not_taken_by_itself(g, client_of):
    report, client = g.opened(), client_of("officer")
    g.save(report, jobs=100)
    report.refresh_from_db()
    book = form_of(g, report)
    book.form.put("jobs", "value", 120)
    g.save(report, who="second", jobs=111, visits=7)
    page = client.get(send(client, book.save())["Location"])
    shown = text(page)
    assert "มีผู้อื่นบันทึกค่าเดียวกัน" in shown
    assert "111" in shown
    assert "<ins>120</ins>" in shown
    assert not re.search(rf'value="{g.period}:jobs" checked', shown)
    assert "ผู้อื่นแก้หลังจากท่านดาวน์โหลด" in shown  # visits: only the other one touched it
    accept(client, page, f"{g.period}:jobs")
    assert values(report) == {"jobs": 120, "visits": 7}


def test_a_save_between_looking_and_accepting_saves_nothing(g, client_of):
    report, client = g.opened(), client_of("officer")
    book = form_of(g, report)
    book.form.put("jobs", "value", 120)
    page = client.get(send(client, book.save())["Location"])
    g.save(report, who="second", jobs=111)
    late = accept(client, page, f"{g.period}:jobs")
    assert late.status_code == 409
    assert "มีการบันทึกรายงานนี้ระหว่างที่ท่านดู" in text(late)
    assert values(report) == {"jobs": 111}


def test_a_blank_keeps_the_value_until_it_is_chosen(g, client_of):
    report, client = g.opened(), client_of("officer")
    g.save(report, jobs=100)
    report.refresh_from_db()
    book = form_of(g, report)
    for column in ("value", "cause", "step"):
        book.form.put("jobs", column, None)
    page = client.get(send(client, book.save())["Location"])
    assert "ว่างในไฟล์แต่มีค่าในระบบ" in text(page)
    assert not re.search(rf'value="{g.period}:jobs" checked', text(page))
    accept(client, page, f"{g.period}:jobs")
    assert values(report) == {}


def test_several_months_in_one_file_and_a_month_that_was_not_begun(g, client_of):
    client = client_of("officer")
    before = periods.add(g.period, -1)
    old = g.opened(period=before)
    book = Book.of(client.get("/reports/workbook/office").content)
    assert [page.name for page in book.pages[:2]] == [periods.label(g.period, "th"), periods.label(before, "th")]
    book.pages[0].put("jobs", "value", 10)
    book.pages[1].put("jobs", "value", 20)
    page = client.get(send(client, book.save())["Location"])
    done = accept(client, page, f"{g.period}:jobs", f"{before}:jobs")
    assert done["Location"] == "/reports"
    assert values(old) == {"jobs": 20}
    assert values(Report.objects.get(office=g.offices["DOE-92"], period=g.period)) == {"jobs": 10}


def test_the_labour_officer_hands_out_one_file_and_does_not_fill_it_in(g, client_of):
    plo, officer = client_of("plo"), client_of("officer")
    content = plo.get("/reports/workbook/province").content
    book = Book.of(content)
    codes = [page.cells.get((2, 2)) for page in book.pages[:-2]]
    assert codes == [f"DOE-92/{g.period}", f"DSD-92/{g.period}"]
    assert send(plo, content).status_code == 403
    book.pages[0].put("jobs", "value", 10)
    book.pages[1].put("jobs", "value", 99)  # the neighbour's own line
    page = officer.get(send(officer, book.save())["Location"])
    assert "เป็นรายงานของ DSD-92 ไม่ใช่ของ DOE-92 จึงไม่รับ" in text(page)
    accept(officer, page, f"{g.period}:jobs", f"{g.period}:training")
    assert list(Figure.objects.values_list("office__code", "indicator__code", "value")) == [("DOE-92", "jobs", 10)]


def test_what_cannot_be_taken_comes_back_in_words(g, client_of, settings):
    client = client_of("officer")
    refused = send(client, b"a,b\n1,2\n", name="x.csv")
    assert refused.status_code == 422
    assert "บันทึกเป็น “Excel (.xlsx)”" in text(refused)
    assert "โปรดเลือกไฟล์" in text(client.post("/reports/workbook", {}))
    settings.UPLOAD_LIMIT = 1000
    assert "ไฟล์ใหญ่เกิน" in text(send(client, bytes(2000)))
    assert not Filled.objects.exists()


def test_a_file_is_its_senders_own(g, client_of):
    g.opened()
    sent = send(client_of("officer"), form_of(g, Report.objects.get()).save())
    assert client_of("second").get(sent["Location"]).status_code == 404
    Filled.objects.update(created="2020-01-01T00:00:00Z")
    forget_filled.function(None)
    assert not Filled.objects.exists()


def test_by_the_command_line(g, tmp_path, capsys):
    report = g.opened()
    file = tmp_path / "form.xlsx"
    assert call(["figures", "workbook", "out", "--report", str(report.pk), "--file", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["indicators"] == 3
    book = Book.of(file.read_bytes())
    book.form.put("jobs", "value", 12)
    file.write_bytes(book.save())
    base = ["figures", "workbook", "in", "--file", str(file), "--json"]
    assert call(base) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["status"] for row in rows] == ["changed", "empty", "empty"]
    assert (rows[0]["cell"], rows[0]["stored"], rows[0]["file"]) == ("H6", "–", "12")
    assert values(report) == {}
    assert call([*base, "--apply", "--as", "neighbour"]) == 2
    assert call([*base, "--apply", "--as", "officer"]) == 0
    assert values(report) == {"jobs": 12}
    book.form.put("jobs", "value", "12%")
    file.write_bytes(book.save())
    capsys.readouterr()
    assert call(base) == 1
    assert json.loads(capsys.readouterr().out.splitlines()[0])["cell"] == "H6"


def test_over_the_api(g, client_of):
    report, client = g.opened(), client_of("officer")
    book = Book.of(client.get(f"/api/v1/reports/{report.pk}/workbook").content)
    book.form.put("jobs", "value", 12)
    sent = client.post("/api/v1/workbooks", {"file": SimpleUploadedFile("x.xlsx", book.save())})
    assert sent.status_code == 200, sent.content
    told = sent.json()
    line = next(one for one in told["lines"] if one["status"] == "changed")
    body = {"take": [line["key"]], "versions": told["versions"]}
    address = f"/api/v1/workbooks/{told['token']}/save"
    saved = client.post(address, json.dumps(body), content_type="application/json")
    assert saved.status_code == 200, saved.content
    assert values(report) == {"jobs": 12}
    assert client.post(address, json.dumps(body), content_type="application/json").status_code == 409


def test_a_formula_in_words_stays_words(g):
    report = g.opened()
    g.save(report, jobs=100)
    Figure.objects.update(note="=cmd()", step="-เร่ง\nสองบรรทัด")
    found = saving.sent(writing.write(writing.parts_of([report], saving.closed)), report.office)
    (section,) = saving.sections(found)
    assert section.lines[0].status == "same"
    assert section.lines[0].answer.step == "-เร่ง\nสองบรรทัด"


def test_calamine_reads_what_was_written(g):
    report = g.opened()
    content = writing.write(writing.parts_of([report], saving.closed))
    assert CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names[-1] == layout.HIDDEN


def test_a_sheet_of_cells_without_ends_is_looked_through_in_one_pass():
    sheet = "<worksheet><sheetData>" + '<c r="A1"><f>1</f>' * 200_000
    start = time.process_time()
    assert package._marks(sheet, set()) == {(0, 0): package.UNCOMPUTED}
    assert time.process_time() - start < 10


def test_a_package_that_unpacks_to_too_much_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(workbooks.MOST_BYTES + 1))
    with pytest.raises(RuleBroken, match="มากผิดปกติ"):
        package.opened(out.getvalue())
