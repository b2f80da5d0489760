"""Files of a development plan: every bad cell is named; nothing half loaded; the same file twice changes nothing."""

import datetime as dt

import pytest

from prasan.directory.intake import sheets
from prasan.plans.devplan.loading import KeepDevLines, LoadDevLines
from prasan.plans.devplan.reading import read
from prasan.plans.models import DevLine, DevStep
from prasan.platform.commands import Refused, RuleBroken
from prasan.platform.journal.models import Entry
from tests.plans.devplan.ground import HEAD, ROWS, as_csv, bomb, changed, items, line, xlsx

LOST = xlsx(ROWS)[:400]
BAD = {
    "no project": (changed(0, "โครงการ", ""), "C2", "ไม่มีชื่อโครงการ โปรดใส่หรือลบแถวนี้"),
    "year of our era": (changed(0, "ปีงบประมาณ", 2026), "D2", "“2026” เป็นปี ค.ศ. โปรดใส่ปีงบประมาณเป็น พ.ศ. เช่น 2569"),
    "two digits": (changed(0, "ปีงบประมาณ", "69"), "D2", "“69” ไม่ใช่ปีงบประมาณ โปรดใส่เป็น พ.ศ. สี่หลัก เช่น 2569"),
    "words for money": (changed(0, "งบประมาณ (บาท)", "ตามจริง"), "F2", "“ตามจริง” อ่านเป็นจำนวนเงินไม่ได้ ไม่ใช่ตัวเลข"),
    "a dash": (changed(0, "งบประมาณ (บาท)", "-"), "F2", "“-” อ่านเป็นจำนวนเงินไม่ได้ มีเพียงขีด: ใส่ 0 หรือเว้นว่างให้ชัดเจน"),
    "part of a satang": (changed(0, "งบประมาณ (บาท)", "10.125"), "F2", "“10.125” มีเศษเกินสองตำแหน่ง โปรดใส่ถึงสตางค์"),
    "less than nothing": (changed(0, "งบประมาณ (บาท)", -5), "F2", "“-5” ติดลบ โปรดรวมเงินที่ส่งคืนเข้ากับแถวเดิมก่อน"),
    "another source": (
        changed(0, "แหล่งเงิน", "งบลับ"), "G2",
        "ไม่รู้จักแหล่งเงิน “งบลับ” ใช้ งบกรม งบจังหวัด งบกลุ่มจังหวัด เงินกองทุน งบองค์กรปกครองส่วนท้องถิ่น หรือ ภาคีเครือข่าย",
    ),
    "another item": (changed(0, "เรื่องที่สั่งให้บรรจุ", "อื่น"), "H2", "ไม่มีเรื่อง “อื่น” ในรายการที่สั่งให้บรรจุ"),
    "another state": (
        changed(0, "สถานะ", "ลุ้น"), "I2",
        "ไม่รู้จักสถานะ “ลุ้น” ใช้ เสนอแล้ว คณะกรรมการเห็นชอบ อยู่ในแผน ได้รับงบประมาณ หรือ ไม่ได้บรรจุ",
    ),
    "no day": (changed(0, "วันที่", ""), "J2", "ไม่มีวันที่ของหนังสือหรือมติ โปรดใส่ เช่น 15 ก.ย. 2568"),
    "no document": (changed(0, "เลขที่เอกสาร", ""), "K2", "ไม่มีเลขที่หนังสือหรือมติ โปรดใส่"),
    "no reason": (changed(1, "เหตุผล", ""), "L3", "โปรดบอกเหตุผลที่ไม่ได้บรรจุ เพื่อให้รู้ว่าต้องทำอะไรต่อ"),
    "twice": ([ROWS[0], ROWS[0]], "C3", "โครงการนี้มีอยู่แล้วในแถว แผน!2 โปรดลบแถวที่ซ้ำ"),
    "too long": (changed(0, "ประเด็นการพัฒนา", "ย" * 301), "A2", "ข้อความยาวเกิน 300 ตัวอักษร โปรดย่อ"),
}  # fmt: skip
REFUSED = {
    "empty": (b"", "ไฟล์ว่าง"),
    "cut off": (LOST, "อ่านไฟล์นี้ไม่ได้ ใช้ไฟล์ xlsx หรือ csv และตรวจว่าไฟล์ไม่เสียหายหรือใส่รหัสผ่าน"),
    "no headings": (xlsx([["ก", "ข"]], ["x", "y"]), "ไม่พบแถวหัวตารางที่มี “โครงการ” และ “ปีงบประมาณ” ดูตัวอย่างไฟล์ในหน้านำเข้า"),
    "nothing below": (xlsx([]), "ไม่มีข้อมูลใต้หัวตาราง"),
}
SAME = {
    "below a title": xlsx(ROWS, title="แผนพัฒนาจังหวัดตรัง"),
    "as csv": as_csv(ROWS),
    "as old csv": as_csv(ROWS, encoding="cp874"),
    "with semicolons": as_csv(ROWS, comma=";"),
    "days as days": xlsx(changed(0, "วันที่", dt.date(2025, 9, 15))),
    "other words above": xlsx(
        ROWS, [{"โครงการ": "ชื่อโครงการ", "แหล่งเงิน": "แหล่งงบประมาณ"}.get(one, one) for one in HEAD]
    ),
}


@pytest.fixture
def made(g):
    items()
    return g


def loaded(g, content, who="plo"):
    kept = g.do(who, KeepDevLines(file_name="แผน.xlsx", content=content, area_id=g.areas["92"].pk))
    return g.do(who, LoadDevLines(target_id=kept.pk))


@pytest.mark.parametrize("name", BAD)
def test_a_bad_cell_is_named_and_nothing_is_loaded(made, name):
    rows, cell, text = BAD[name]
    plan = read("แผน.xlsx", xlsx(rows), area_id=made.areas["92"].pk)
    assert [(one.sheet, one.cell, one.text) for one in plan.bad] == [("แผน", cell, text)]
    with pytest.raises(RuleBroken):
        loaded(made, xlsx(rows))
    assert not DevLine.objects.exists()


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_none_is_refused(made, name):
    content, text = REFUSED[name]
    with pytest.raises(RuleBroken) as broken:
        read("แผน.xlsx", content, area_id=made.areas["92"].pk)
    assert str(broken.value.text) == text


def test_money_in_millions_or_merged_over_rows_is_refused(made):
    millions = [one.replace("(บาท)", "(ล้านบาท)") for one in HEAD]
    plan = read("x", xlsx(ROWS, millions), area_id=made.areas["92"].pk)
    assert [(one.cell, one.text) for one in plan.bad] == [("F1", "หัวคอลัมน์เป็นล้านบาท โปรดเปลี่ยนทั้งคอลัมน์เป็นบาท")]
    plan = read("x", xlsx(changed(1, "งบประมาณ (บาท)", ""), merge="F2:F3"), area_id=made.areas["92"].pk)
    assert [(one.cell, one.text) for one in plan.bad] == [
        ("F3", "จำนวนเงินผสานเซลล์ข้ามหลายแถว โปรดเลิกผสานแล้วใส่เงินของแต่ละแถว")
    ]


@pytest.mark.parametrize("name", SAME)
def test_other_shapes_of_the_same_file_read_the_same(made, name):
    loaded(made, SAME[name])
    first, second = DevLine.objects.order_by("pk")
    assert (first.budget, first.agency_id, first.state, first.fiscal_year) == (90_000_025, "DOE", "proposed", 2569)
    assert (second.agency_id, second.agency_th, second.item_id) == (None, "พาณิชย์จังหวัด", "vocational-training")
    assert [(one.state, one.on, one.reason) for one in second.steps.all()] == [
        ("not_included", dt.date(2025, 10, 1), "งบเต็ม")
    ]


def test_the_same_file_twice_changes_nothing(made):
    loaded(made, xlsx(ROWS))
    before = list(DevLine.objects.order_by("pk").values())
    plan = read("x", xlsx(ROWS), area_id=made.areas["92"].pk)
    assert [one.status for one in plan.lines] == ["same", "same"]
    assert plan.steps == []
    loaded(made, xlsx(ROWS))
    assert list(DevLine.objects.order_by("pk").values()) == before
    assert DevStep.objects.count() == 2


def test_a_changed_cell_is_one_change_and_an_empty_one_leaves_what_is_there(made):
    loaded(made, xlsx(ROWS))
    rows = changed(0, "งบประมาณ (บาท)", 950_000)
    rows[0][HEAD.index("กลยุทธ์")] = ""
    plan = read("x", xlsx(rows), area_id=made.areas["92"].pk)
    assert [one.changes for one in plan.lines if one.status == "changed"] == [[["budget", "900,000.25", "950,000"]]]
    loaded(made, xlsx(rows))
    first = DevLine.objects.order_by("pk")[0]
    assert (first.budget, first.strategy_th) == (95_000_000, "คุ้มครอง")
    entry = Entry.objects.about(first).order_by("-pk")[0]
    assert entry.verb == "plans.change_dev_line"
    assert entry.changes["budget"] == [90_000_025, 95_000_000]


def test_a_state_that_follows_is_a_step_and_one_that_does_not_is_told(made):
    loaded(made, xlsx(ROWS))
    rows = changed(0, "สถานะ", "คณะกรรมการเห็นชอบ")
    loaded(made, xlsx(rows))
    assert DevLine.objects.order_by("pk")[0].state == "agreed"
    plan = read("x", xlsx(changed(0, "สถานะ", "ได้รับงบประมาณ")), area_id=made.areas["92"].pk)
    assert [one.text for one in plan.bad] == [
        "สถานะในไฟล์ “ได้รับงบประมาณ” ไม่ต่อจากสถานะที่บันทึกไว้ “คณะกรรมการเห็นชอบ” โปรดบันทึกทีละขั้นในหน้ารายการ"
    ]


def test_what_somebody_did_between_preview_and_acceptance_stops_it_whole(made):
    kept = made.do("plo", KeepDevLines(file_name="x", content=xlsx(ROWS), area_id=made.areas["92"].pk))
    line(made, values={"project_th": "ฝึกอาชีพ"})
    with pytest.raises(RuleBroken) as broken:
        made.do("plo", LoadDevLines(target_id=kept.pk))
    assert "แผน!3" in str(broken.value.text)
    assert DevLine.objects.count() == 1


def test_a_file_is_loaded_once_by_who_sent_it(made):
    kept = made.do("plo", KeepDevLines(file_name="x", content=xlsx(ROWS), area_id=made.areas["92"].pk))
    with pytest.raises(Refused):
        made.do("plo-80", LoadDevLines(target_id=kept.pk))
    made.do("plo", LoadDevLines(target_id=kept.pk))
    with pytest.raises(RuleBroken):
        made.do("plo", LoadDevLines(target_id=kept.pk))
    for who in ("plo-80", "doe", "owner"):
        with pytest.raises(Refused):
            made.do(who, KeepDevLines(file_name="x", content=xlsx(ROWS), area_id=made.areas["92"].pk))


@pytest.mark.parametrize("kind", ["unpacks to much", "reaches far"])
def test_a_file_that_would_fill_the_memory_is_refused_unread(made, monkeypatch, kind):
    monkeypatch.setattr(sheets, "CalamineWorkbook", None)
    with pytest.raises(RuleBroken, match="มากผิดปกติ") as refused:
        read("แผน.xlsx", bomb(kind), area_id=made.areas["92"].pk)
    assert refused.value.field == "file"
    assert DevLine.objects.count() == 0
