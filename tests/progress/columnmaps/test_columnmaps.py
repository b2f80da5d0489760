"""Files for other systems: columns as data, who edits them, what stands in the file."""

import csv
import io

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from prasan.directory.models import Person
from prasan.platform.commands import Refused, perform
from prasan.progress import periods
from prasan.progress.columnmaps.commands import AddColumnMap
from prasan.progress.columnmaps.export import write_csv
from prasan.progress.columnmaps.fields import FIELDS, rows
from prasan.progress.commands import Submit
from prasan.progress.models import ColumnMap, Figure, Report

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def owner(g):
    client = Client()
    client.force_login(Person.objects.get(username="owner"), BACKEND)
    return client


def accepted(g, period, **values):
    report = g.opened(period=period)
    g.save(report, **values)
    perform(g.actors["officer"], Submit(target_id=report.pk))
    g.accepted(report)


def made(every="month", *, verified=False, **columns):
    told = [{"heading": heading, "field": field, "text": ""} for heading, field in columns.items()]
    return ColumnMap.objects.create(name="ผัง", system="ระบบอื่น", every=every, columns=told, verified=verified)


def test_emenscr_comes_with_the_product_and_says_that_it_is_unverified(g, owner):
    one = ColumnMap.objects.get(name__startswith="eMENSCR")
    assert (one.every, one.verified) == ("quarter", False)
    assert {column["field"] for column in one.columns} <= set(FIELDS)
    page = owner.get("/reports/files").content.decode()
    assert "ยังไม่ยืนยัน: ยังไม่มีใครเทียบผังนี้" in page
    sent = owner.get(f"/reports/files/{one.pk}/export")
    assert "-unverified.xlsx" in sent["Content-Disposition"]


def test_the_file_follows_the_map_and_holds_accepted_figures_only(g):
    before = periods.add(g.period, -1)
    accepted(g, before, jobs=2000, share=90, visits=700)
    report = g.opened()
    g.save(report, jobs=5)
    one = made(ผล="value", รหัส="indicator_code", จังหวัด="area_code", งวด="period")
    found = list(csv.reader(io.StringIO(write_csv(one, rows(g.actors["owner"], before, before)).decode("utf-8-sig"))))
    assert found[0] == ["ผล", "รหัส", "จังหวัด", "งวด"]
    assert ["2000", "jobs", "92", str(before)] in found
    assert ["90.0", "share", "92", str(before)] in found
    assert ["", "jobs", "80", str(before)] in found  # not reported is empty, never zero
    now = [row for row in rows(g.actors["owner"], g.period, g.period) if row.indicator.code == "jobs"]
    assert [row.value for row in now] == [None, None]


def old_month(g, period, **values):
    """An accepted month of an earlier year, as a load of earlier years leaves it."""
    office = g.offices["DOE-92"]
    report = Report.objects.create(office=office, area=office.area, period=period, due=periods.bounds(period)[1])
    for code, value in values.items():
        Figure.objects.create(
            indicator=g.indicators[code], area=office.area, period=period, office=office, report=report,
            value=value, denominator=100 if code == "share" else None, level=Figure.Level.PROVINCE,
        )  # fmt: skip


def test_a_quarter_adds_its_months(g):
    year = g.period // 100 * 100 - 100
    old_month(g, year + 1, jobs=1000)
    old_month(g, year + 5, jobs=2000, share=90)
    old_month(g, year + 6, jobs=3000, share=80)
    found = {(row.indicator.code, row.area.code): row for row in rows(g.actors["owner"], year + 4, year + 6)}
    assert found["jobs", "92"].value == 5000
    assert found["jobs", "92"].to_date == 6000
    assert found["share", "92"].value == 850
    assert str(found["jobs", "92"].percent) == "500.00"
    assert found["jobs", "80"].value is None


def test_excel_and_csv_say_the_same(g, owner):
    accepted(g, g.period, jobs=2000, share=90, visits=700)
    one = made(รหัส="indicator_code", ผล="value", หมายเหตุ="note", verified=True)
    book = owner.get(f"/reports/files/{one.pk}/export?period={g.period}")
    assert "unverified" not in book["Content-Disposition"]
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(book.content)).get_sheet_by_index(0).to_python()
    flat = owner.get(f"/reports/files/{one.pk}/export?period={g.period}&kind=csv").content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(flat)))
    assert [row[0] for row in sheet] == [row[0] for row in lines]
    assert ["jobs", 2000.0, ""] in sheet
    assert owner.get(f"/reports/files/{one.pk}/export?period=256999").status_code == 400


def posted(**more):
    columns = more.pop("columns", [("1", "รหัส", "indicator_code"), ("2", "ผล", "value")])
    return {
        "name": "ผังใหม่", "system": "ระบบของกรม", "every": "month", "remark": "",
        "place": [one[0] for one in columns], "heading": [one[1] for one in columns],
        "field": [one[2] for one in columns], "text": ["" for _one in columns], **more,
    }  # fmt: skip


def test_a_map_is_added_sorted_and_removed_without_scripts(g, owner):
    assert owner.post("/reports/files/add", posted()).status_code == 302
    one = ColumnMap.objects.get(name="ผังใหม่")
    assert [column["field"] for column in one.columns] == ["indicator_code", "value"]
    turned = posted(columns=[("2", "รหัส", "indicator_code"), ("1", "ผล", "value"), ("3", "", "unit")], verified="on")
    assert owner.post(f"/reports/files/{one.pk}", turned).status_code == 302
    one.refresh_from_db()
    assert [column["heading"] for column in one.columns] == ["ผล", "รหัส"]
    assert one.verified
    assert owner.post(f"/reports/files/{one.pk}", {**turned, "do": "remove"}).status_code == 302
    assert not ColumnMap.objects.filter(pk=one.pk).exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": " "}, "โปรดใส่ชื่อผัง"),
        ({"name": "eMENSCR รายไตรมาส"}, "มีผังชื่อนี้แล้ว"),
        ({"every": "year"}, "รายเดือนหรือรายไตรมาส"),
        ({"columns": []}, "โปรดใส่ 1 ถึง"),
        ({"columns": [("1", "ก", "value"), ("2", "ก", "unit")]}, "หัวคอลัมน์ซ้ำ"),
        ({"columns": [("1", "ก", "password")]}, "โปรดเลือกข้อมูล"),
    ],
)
def test_what_is_no_map_comes_back_as_typed(g, owner, change, words):
    answer = owner.post("/reports/files/add", posted(**change))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "ระบบของกรม" in answer.content.decode()


def test_others_neither_edit_nor_fetch(g):
    client = Client()
    client.force_login(Person.objects.get(username="officer"), BACKEND)
    one = ColumnMap.objects.get()
    assert client.get("/reports/files").status_code == 403
    assert client.get(f"/reports/files/{one.pk}/export").status_code == 403
    with pytest.raises(Refused):
        perform(g.actors["plo"], AddColumnMap(map_name="x", system="x", columns=one.columns))


def test_texts_that_look_like_formulas_are_made_safe(g, owner):
    accepted(g, g.period, jobs=2000, share=90, visits=700)
    Figure.objects.update(step="=cmd()")
    one = made(แนวทาง="step")
    assert "'=cmd()" in owner.get(f"/reports/files/{one.pk}/export?period={g.period}&kind=csv").content.decode()
