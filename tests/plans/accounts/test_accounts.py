"""Accounting reports: bad cells are named, sums are conserved, newer wins, decisions are remembered."""

import datetime as dt
import json
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prasan.config.cli import build_parser, commands
from prasan.directory.intake import sheets
from prasan.plans.accounts import queries
from prasan.plans.accounts.commands import DecideAccount, LoadAccounts, SaveAccountMap
from prasan.plans.accounts.matching import Matcher
from prasan.plans.accounts.reading import STARTING_MAP
from prasan.plans.models import AccountLine, AccountMap, AccountMatch, AccountReport, MoneyChange, MoneyLine
from prasan.platform.commands import Refused, RuleBroken
from tests.plans.accounts.ground import DAY, HEAD, KNOWN, STRANGE, book, changed, column_map, keep, load
from tests.plans.devplan.ground import as_csv, bomb
from tests.plans.test_pages import opened, signed_in, text

ELSEWHERE = "ไม่พบแถวหัวตารางที่มี “รหัสงบประมาณ”, “หน่วยเบิกจ่าย”, “งบจัดสรร”, “ผูกพัน”, “เบิกจ่าย” ครบ"
BAD = {
    "no code": ([changed("รหัสงบประมาณ", "")], "A2", "ไม่มีรหัสงบประมาณ โปรดใส่ หรือลบแถวถ้าไม่ใช่รายการเงิน"),
    "code as a power": (
        [changed("รหัสงบประมาณ", "1.70037E+15")], "A2", "รหัสงบประมาณกลายเป็นตัวเลขย่อ โปรดตั้งคอลัมน์เป็นข้อความแล้วใส่รหัสใหม่",
    ),
    "no office": ([changed("หน่วยเบิกจ่าย", "")], "B2", "ไม่มีหน่วยเบิกจ่าย โปรดใส่รหัสหรือชื่อ"),
    "empty amount": ([changed("ผูกพัน", "")], "F2", "ช่องนี้ว่างหรืออ่านไม่ได้ ถ้าไม่มีเงินให้ใส่ 0"),
    "a dash": ([changed("ผูกพัน", "-")], "F2", "“-” อ่านเป็นจำนวนเงินไม่ได้ มีเพียงขีด: ใส่ 0 หรือเว้นว่างให้ชัดเจน"),
    "brackets": ([changed("เบิกจ่าย", "(500.00)")], "G2", "“(500.00)” อ่านเป็นจำนวนเงินไม่ได้ ไม่ใช่ตัวเลข"),
    "below zero": ([changed("เบิกจ่าย", -500)], "G2", "“-500” ติดลบ โปรดรวมเงินที่ส่งคืนเข้ากับแถวเดิมก่อน"),
    "part of a satang": ([changed("เบิกจ่าย", "1.005")], "G2", "“1.005” มีเศษเกินสองตำแหน่ง โปรดใส่ถึงสตางค์"),
    "comma for a point": ([changed("เบิกจ่าย", "1.234,50")], "G2", "“1.234,50” อ่านเป็นจำนวนเงินไม่ได้ เครื่องหมายคั่นหลักพันอยู่ผิดที่"),
    "the same row twice": (
        [KNOWN, KNOWN], "A3", "แถวนี้เหมือนแถว จ่าย!2 ทุกช่อง โปรดลบแถวที่ซ้ำ หรือใส่ชื่อรายการให้ต่างกัน",
    ),
    "wrong sum": (
        [KNOWN, ["รวม", "", "", "", 250_000.50, 120_000.25, 80_000.74]], "G3",
        "ยอดรวมในไฟล์ 80,000.74 ไม่เท่ากับผลรวมของแถว 80,000.75 โปรดตรวจแถวที่ขาดหรือซ้ำ",
    ),
    "strange source": (
        [changed("แหล่งเงิน", "งบลับ")], "C2",
        "ไม่รู้จักแหล่งเงิน “งบลับ” ใช้ งบกรม งบจังหวัด งบกลุ่มจังหวัด เงินกองทุน งบองค์กรปกครองส่วนท้องถิ่น หรือ ภาคีเครือข่าย",
    ),
}  # fmt: skip
SAME = {
    "plain": book(KNOWN),
    "under a title": book(KNOWN, title="สถานะการใช้จ่าย"),
    "as csv": as_csv([KNOWN], HEAD),
    "as old csv": as_csv([KNOWN], HEAD, encoding="cp874"),
    "thai digits": book([*KNOWN[:4], "๒๕๐,๐๐๐.๕๐", "๑๒๐๐๐๐.๒๕", "80,000.75 บาท"]),
    "computed": book([*KNOWN[:6], "80000.75000000001"]),
    "with dashes in the code": book(["17003-690-01", *KNOWN[1:]]),
    "with a right sum": book(KNOWN, ["รวมทั้งสิ้น", "", "", "", 250_000.50, 120_000.25, 80_000.75]),
}


@pytest.fixture
def made(g):
    column_map()
    g.money_line = MoneyLine.objects.get(project__plan=g.approved())
    return g


@pytest.mark.parametrize("name", BAD)
def test_a_bad_cell_is_named_and_nothing_is_loaded(made, name):
    rows, cell, told = BAD[name]
    kept = keep(made, book(*rows))
    assert [(one["sheet"], one["cell"], one["text"]) for one in kept.content["bad"]] == [("จ่าย", cell, told)]
    with pytest.raises(RuleBroken):
        made.do("owner", LoadAccounts(target_id=kept.pk))
    assert not AccountReport.objects.exists()


@pytest.mark.parametrize("name", SAME)
def test_other_shapes_of_the_same_row_match_to_the_satang(made, name):
    load(made, SAME[name])
    line = MoneyLine.objects.get()
    assert (line.granted, line.committed, line.spent, line.as_of) == (25_000_050, 12_000_025, 8_000_075, DAY)
    assert line.allocated == 25_000_050  # what was approved is never touched


def test_files_that_cannot_be_read_as_a_whole(made):
    with pytest.raises(RuleBroken) as broken:
        keep(made, book(KNOWN, head=[*HEAD[:-1], "จ่ายจริง"]))
    assert str(broken.value.text).startswith(ELSEWHERE)
    millions = [*HEAD[:-1], "เบิกจ่าย (ล้านบาท)"]
    assert [one["cell"] for one in keep(made, book(KNOWN, head=millions)).content["bad"]] == ["G1"]
    merged = keep(made, book(KNOWN, [*STRANGE[:6], ""], merge="G2:G3")).content["bad"]
    assert [one["cell"] for one in merged] == ["G3"]
    for content in (b"", b"PK\x03\x04x", book()):
        with pytest.raises(RuleBroken):
            keep(made, content)
    with pytest.raises(RuleBroken):
        keep(made, book(KNOWN), day=dt.date(2099, 1, 1))


def test_the_same_file_twice_changes_nothing(made):
    file = book(KNOWN, STRANGE)  # once: a workbook holds the second in which it was made
    load(made, file)
    with pytest.raises(RuleBroken) as broken:
        load(made, file)
    assert "นำเข้าแล้ว (งวด 256909" in str(broken.value.text)
    assert (AccountReport.objects.count(), AccountLine.objects.count(), MoneyChange.objects.count()) == (1, 2, 1)


def test_an_older_report_never_overwrites_a_newer_one(made):
    load(made, book(changed("เบิกจ่าย", 90_000)))
    load(made, book(changed("เบิกจ่าย", 10_000)), day=dt.date(2026, 5, 31), period=256908)
    line = MoneyLine.objects.get()
    assert (line.spent, line.as_of) == (9_000_000, DAY)
    load(made, book(changed("เบิกจ่าย", 95_000)), day=dt.date(2026, 7, 31), period=256910)
    line.refresh_from_db()
    assert (line.spent, line.as_of) == (9_500_000, dt.date(2026, 7, 31))
    spent = [one.after["spent"] for one in MoneyChange.objects.order_by("pk")]
    assert spent == [9_000_000, 9_500_000]


def test_a_decision_is_remembered_and_can_be_undone(made):
    report = load(made, book(STRANGE))
    row = report.lines.get()
    assert row.money_id is None
    made.do("owner", DecideAccount(target_id=report.pk, line=row.pk, money=made.money_line.pk))
    assert MoneyLine.objects.get().granted == 100_000
    later = load(made, book([*STRANGE[:4], 2_000, 0, 0]), day=dt.date(2026, 7, 31), period=256910)
    assert later.lines.get().how == "memory"
    assert MoneyLine.objects.get().granted == 200_000
    made.do("owner", DecideAccount(target_id=later.pk, line=later.lines.get().pk))
    assert MoneyLine.objects.get().granted == 100_000  # what the report before said
    made.do("owner", DecideAccount(target_id=report.pk, line=row.pk))
    line = MoneyLine.objects.get()
    assert (line.granted, line.as_of, line.spent) == (None, None, 0)  # what stood before any report
    made.do("owner", DecideAccount(target_id=report.pk, line=row.pk, aside="ไม่ใช่งานของแผน"))
    assert AccountMatch.objects.get().aside == "ไม่ใช่งานของแผน"


def test_what_fits_twice_is_never_guessed_and_the_source_tells(made):
    plan = made.money_line.project.plan
    MoneyLine.objects.create(project=made.money_line.project, source="fund", budget_code="1700369001", allocated=5)
    report = load(made, book(KNOWN))
    assert report.lines.get().money_id is None
    near = Matcher(2569, {"agency_id": None, "area_id": None}).nearest(report.lines.get())
    assert len(near) == 2
    told = load(made, book(changed("แหล่งเงิน", "เงินกองทุน")), day=dt.date(2026, 7, 31))
    assert told.lines.get().money.source == "fund"
    assert plan.version == 1


def test_money_taken_out_of_its_plan_leaves_its_row_unmatched(made):
    report = load(made, book(KNOWN))
    MoneyLine.objects.all().delete()
    assert queries.totals(report)["unmatched"].rows == 1


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from(["1700369001", "1700369002", "55-01"]), st.sampled_from(["DOE-92", "DSD-92", "ไม่รู้จัก"]),
            st.integers(0, 10**13), st.integers(0, 10**13), st.integers(0, 10**13),
        ), min_size=1, max_size=8,
    ),
    asides=st.lists(st.integers(0, 7), max_size=3),
)  # fmt: skip
def test_sums_are_conserved_whatever_the_file_and_the_decisions(made, rows, asides):
    AccountReport.objects.all().delete()
    AccountMatch.objects.all().delete()
    MoneyLine.objects.update(granted=None, as_of=None)  # what the example before left
    cells = [[c, o, "", f"แถว {n}", *(str(Decimal(x) / 100) for x in money)] for n, (c, o, *money) in enumerate(rows)]
    report = load(made, as_csv(cells, HEAD))
    for place in asides:
        lines = list(report.lines.order_by("pk"))
        made.do("owner", DecideAccount(target_id=report.pk, line=lines[place % len(lines)].pk, aside="พักไว้"))
    found = queries.totals(report)
    assert sum(one.rows for one in found.values()) == report.rows == len(rows)
    for place, name in enumerate(("granted", "committed", "spent"), 2):
        whole = sum(row[place] for row in rows)
        assert getattr(report, name) == whole
        assert sum(one.amounts[name] for one in found.values()) == whole
    matched = sum(one.granted for one in MoneyLine.objects.exclude(granted=None))
    assert matched == found["matched"].amounts["granted"]


def test_each_brings_in_what_is_theirs(made):
    assert load(made, book(KNOWN), who="department").agency_id == "DOE"
    bad = keep(made, book(KNOWN, STRANGE), who="other-department").content["bad"]
    assert [one["cell"] for one in bad] == ["B2", "B3"]
    report = load(made, book(STRANGE), who="plo", day=dt.date(2026, 5, 1))
    assert report.area_id == made.areas["92"].pk
    row = report.lines.get()
    for who in ("doe", "plo-80", "minister", "governor", "partner", "admin"):
        with pytest.raises(Refused):
            made.do(who, DecideAccount(target_id=report.pk, line=row.pk, aside="x"))
        if who != "plo-80":
            with pytest.raises(Refused):
                keep(made, book(changed("รายการ", who)), who=who)
    assert keep(made, book(changed("เบิกจ่าย", 90_000)), who="plo-80").content["bad"][0]["cell"] == "B2"
    made.do("plo", DecideAccount(target_id=report.pk, line=row.pk, aside="x"))


def test_a_map_names_every_needed_column_once(made):
    columns = dict(STARTING_MAP["columns"])
    told = {"map_name": "กรม", "system": "GFMIS"}
    with pytest.raises(RuleBroken) as broken:
        made.do("owner", SaveAccountMap(columns=columns | {"spent": ""}, **told))
    assert broken.value.field == "spent"
    with pytest.raises(RuleBroken):
        made.do("owner", SaveAccountMap(columns=columns | {"spent": columns["committed"]}, **told))
    with pytest.raises(Refused):
        made.do("plo", SaveAccountMap(columns=columns, **told))
    made.do("owner", SaveAccountMap(columns=columns | {"spent": "จ่ายจริง"}, **told))
    assert AccountMap.objects.get(name="กรม").verified is False


def test_the_pages_take_a_file_to_decided_rows(made):
    client = signed_in(made, "owner")
    told = {"period": "256909", "as_of": "30 มิ.ย. 2569", "map": AccountMap.objects.get().pk}
    response = client.post("/plans/accounts", told | {"file": SimpleUploadedFile("บัญชี.xlsx", book(KNOWN, STRANGE))})
    assert response.status_code == 302, text(response)
    preview = response["Location"]
    assert "2 แถว: จับคู่ได้ 1 พักไว้ 0 ยังไม่จับคู่ 1" in opened(client, preview)
    assert client.post(preview).status_code == 302
    report = AccountReport.objects.get()
    address = f"/plans/accounts/{report.pk}"
    page = opened(client, address)
    assert "251,000.50" in page
    assert "9999999999" in page
    row = report.lines.get(money=None)
    assert client.post(f"{address}/lines/{row.pk}", {"do": "aside", "aside": ""}).status_code == 409
    assert client.post(f"{address}/lines/{row.pk}", {"do": "aside", "aside": "ค่าส่วนกลาง"}).status_code == 302
    assert "ค่าส่วนกลาง" in opened(client, f"{address}?fate=aside")
    opened(client, "/plans/accounts")
    opened(client, f"/plans/accounts/maps/{AccountMap.objects.get().pk}")
    assert "250,000.50" in opened(client, f"/plans/accounts/money/{made.money_line.pk}")
    project = made.money_line.project
    assert "ข้อมูลบัญชี ณ" in opened(client, f"/plans/{project.plan_id}/projects/{project.pk}")
    response = client.post("/plans/accounts", told | {"file": SimpleUploadedFile("x.xlsx", b"")})
    assert response.status_code == 422


def test_the_api_and_the_command_line_do_the_same(made, tmp_path, capsys):
    client = signed_in(made, "owner")
    about = {"period": "256909", "as_of": "2026-06-30", "file": SimpleUploadedFile("x.xlsx", book(KNOWN, STRANGE))}
    sent = client.post("/api/v1/account-files", about).json()
    assert (sent["rows"], sent["bad"]) == (2, [])
    one = client.post(f"/api/v1/account-files/{sent['token']}/load").json()
    assert (one["file"]["spent"], one["matched"]["rows"], one["unmatched"]["rows"]) == (8_000_075, 1, 1)
    (row,) = client.get(f"/api/v1/accounts/{one['id']}/lines?fate=unmatched").json()
    decided = client.post(f"/api/v1/accounts/{one['id']}/lines/{row['id']}", {"aside": "x"}, "application/json").json()
    assert decided["aside"]["rows"] == 1
    assert client.get("/api/v1/accounts").json()["items"][0]["id"] == one["id"]
    path = tmp_path / "july.xlsx"
    path.write_bytes(book(changed("เบิกจ่าย", 99_000)))
    words = ["plans", "accounts", "in", "--file", str(path), "--period", "256910", "--as-of", "2026-07-31", "--json"]
    assert cli(words) == 0
    assert AccountReport.objects.count() == 1
    assert cli([*words, "--apply"]) == 0
    assert json.loads(capsys.readouterr().out)["matched"]["spent"] == 9_900_000
    assert cli([*words, "--apply"]) == 1
    assert cli(["plans", "accounts", "list"]) == 0


def cli(words):
    asked = build_parser(commands()).parse_args(words)
    return asked._cli.run(asked)


@pytest.mark.parametrize("kind", ["unpacks to much", "reaches far"])
def test_a_file_that_would_fill_the_memory_is_refused_unread(made, monkeypatch, kind):
    monkeypatch.setattr(sheets, "CalamineWorkbook", None)
    with pytest.raises(RuleBroken, match="มากผิดปกติ"):
        keep(made, bomb(kind))
    assert not AccountReport.objects.exists()
