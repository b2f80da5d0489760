"""Who leads, with whom, and what is no directive at all."""

import pytest

FIVE = {"DOE-92", "DSD-92", "DLPW-92", "SSO-92"}


def test_two_unrelated_directives_of_one_meeting(read):
    first, second = read(
        "ที่ประชุมสั่งการกรณีไฟไหม้โรงงานจังหวัดตรัง ให้แรงงานจังหวัดเป็นหน่วยงานหลัก ร่วมกับ สสค. และ สปส. ช่วยเหลือลูกจ้าง"
        " และรายงานผลใน 3 เดือน"
        " ส่วนแผ่นดินไหวที่ไต้หวัน ให้ทูตแรงงานสำรวจคนไทยทันที โดยประสานกระทรวงการต่างประเทศ"
    )
    assert (first.lead, set(first.co), first.provinces) == ("OPS-92", {"DLPW-92", "SSO"}, ("92",))
    assert (first.due, first.due_kind, first.report_back) == ("2018-05-07", "months", True)
    assert (second.lead, second.outside, second.countries) == ("ABROAD-TW-TAIPEI", ("MFA",), ("TW",))
    assert (second.due, second.due_kind, second.provinces) == (None, "at_once", ())


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("แรงงานจังหวัดเลย", "OPS-42"),
        ("สำนักงานจัดหางานจังหวัดน่าน", "DOE-55"),
        ("สพร.22", "DSD-80"),
        ("สถาบันพัฒนาฝีมือแรงงาน 22 นครศรีธรรมราช", "DSD-80"),
        ("สวัสดิการและคุ้มครองแรงงานจังหวัดแพร่", "DLPW-54"),
        ("ประกันสังคมจังหวัดตาก", "SSO-63"),
        ("ประกันสังคม", "SSO"),
        ("อธิบดีกรมการจัดหางาน", "DOE"),
        ("พนักงานตรวจแรงงาน", "DLPW"),
        ("อสร. จังหวัดเลย", "OPS-42"),
        ("สนร.เกาสง", "ABROAD-TW-KAOHSIUNG"),
        ("สำนักงานแรงงานในต่างประเทศ ณ ไทเป", "ABROAD-TW-TAIPEI"),
        ("อัครราชทูตที่ปรึกษา (ฝ่ายแรงงาน) ณ กรุงโซล", "ABROAD-KR-SEOUL"),
        ("ทูตแรงงานทุกแห่ง", "ABROAD"),
        ("ทุกหน่วยงานในสังกัด", "MOL"),
        ("สำนักตรวจและประเมินผล", "OPS-10"),
        ("สำนักงานจัดหางานกรุงเทพมหานครพื้นที่ 10", "DOE-10-10"),
        ("ศปก.รง.", "CENTRE"),
    ],
)
@pytest.mark.parametrize("order", ["สั่งการให้{}เร่งช่วยเหลือลูกจ้าง", "ให้{} ตรวจสอบข้อเท็จจริง", "มอบหมาย{} ดำเนินการ"])
def test_the_lead(only, words, code, order):
    assert only(order.format(words)).lead == code


def test_every_province_has_its_five_units(only, gazetteer):
    for code, place in gazetteer.names.provinces.items():
        one = only(f"ให้ 5 เสือแรงงานจังหวัด{place.name_th} ช่วยเหลือลูกจ้าง")
        assert {one.lead, *one.co} == {f"{agency}-{code}" for agency in ("OPS", "DOE", "DSD", "DLPW", "SSO")}, place
        assert one.provinces == (code,)


def test_the_main_office_leads_wherever_it_stands(only):
    one = only("ให้ สปส. และ กสร. ตรวจโรงงาน โดยแรงงานจังหวัดตรังเป็นหน่วยงานหลัก ประสานตำรวจ")
    assert (one.lead, set(one.co), one.outside) == ("OPS-92", {"SSO", "DLPW"}, ("RTP",))


def test_units_named_side_by_side_take_their_province_from_the_lead(only):
    one = only("ให้แรงงานจังหวัดตรัง ร่วมกับจัดหางานจังหวัด สพร. สวัสดิการและคุ้มครองแรงงานจังหวัด และประกันสังคมจังหวัด ช่วยเหลือลูกจ้าง")
    assert one.lead == "OPS-92"
    assert set(one.co) == FIVE


def test_a_list_of_provinces_makes_one_unit_each(only):
    one = only("ให้จัดหางานจังหวัดแพร่ น่าน และตาก สำรวจผู้ว่างงาน")
    assert (one.lead, one.co, one.provinces) == ("DOE-54", ("DOE-55", "DOE-63"), ("54", "55", "63"))


def test_who_is_told_has_no_part(only):
    one = only("ให้ กกจ. สำรวจผู้ว่างงาน และรายงานกระทรวงมหาดไทยทราบ")
    assert (one.outside, one.report_back) == ((), True)


def test_a_need_tells_whose_it_is(only):
    assert only("รมว.แรงงานสั่งเร่งติดตามค่าจ้างค้างจ่ายให้ลูกจ้าง").lead == "DLPW"
    assert only("ที่ประชุมสั่งการให้เร่งช่วยเหลือประชาชน").lead is None


def test_what_is_asked_of_all_belongs_to_each(read):
    found = read("1) ให้ กกจ. หาตำแหน่งงานว่าง 2) ให้ กพร. จัดฝึกอาชีพ ทั้งนี้ ให้ทุกหน่วยงานรายงานผลภายใน 15 วัน")
    assert [one.lead for one in found] == ["DOE", "DSD"]
    assert [(one.due, one.report_back) for one in found] == [("2018-02-22", True)] * 2
    assert [one.text for one in found] == ["ให้ กกจ. หาตำแหน่งงานว่าง", "ให้ กพร. จัดฝึกอาชีพ"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "แรงงานจังหวัดตรังลงพื้นที่มอบถุงยังชีพแก่ลูกจ้าง",
        "กรมการจัดหางานเปิดเผยว่า ได้ตรวจสอบนายจ้างแล้ว 40 ราย",
        "นายจ้างสั่งให้ลูกจ้างทำงานล่วงเวลา",
        "พนักงานตรวจแรงงานมีคำสั่งให้นายจ้างจ่ายค่าชดเชยภายใน 30 วัน",
        "ศาลสั่งให้บริษัทจ่ายค่าจ้างภายใน 15 วัน",
        "สหภาพแรงงานขอให้กระทรวงแรงงานเร่งแก้ไขปัญหา",
        "ลูกจ้างเรียกร้องให้ กสร. เร่งติดตามค่าจ้าง",
        "รัฐมนตรียังไม่ได้สั่งการให้กรมการจัดหางานปิดบริษัท",
        "หากพบการทุจริตจะสั่งการให้ กสร. ตรวจสอบ",
        "รมว.แรงงาน มอบหมายให้ปลัดกระทรวงแรงงานเป็นประธานเปิดงาน",
        "ขอให้นายจ้างพาลูกจ้างไปขึ้นทะเบียนภายในวันที่ 31 มีนาคม 2561",
        "ส่งเรื่องให้ กสร. ทราบ",
        "อนุมัติให้กรมพัฒนาฝีมือแรงงานใช้งบกลาง 20 ล้านบาท",
        "ไม่มีข้อสั่งการเพิ่มเติม",
        "กสร. ขานรับข้อสั่งการรัฐมนตรี",
        "แรงงานจังหวัดพิจิตรขอให้สำนักงานปลัดกระทรวงแรงงานจัดสรรงบประมาณ",
        "สำนักงานประกันสังคมแจ้งให้ผู้ประกันตนตรวจสอบสิทธิภายในวันที่ 31 มีนาคม 2561",
        "นายจ้างต้องแจ้งการเลิกจ้างต่อพนักงานตรวจแรงงานภายใน 15 วัน",
        "เมื่อปีที่แล้วรัฐมนตรีเคยสั่งการให้แรงงานจังหวัดตรังตรวจสอบโรงงาน",
        "กรมการจัดหางานเปิดรับสมัครคนงานไปเกาหลี ภายในวันที่ 31 มีนาคม 2561",
    ],
)
def test_no_directive(read, text):
    assert read(text) == ()


def test_several_offices_each_with_its_own_part(read):
    found = read("มอบกรมการจัดหางานดูแลเรื่องใบอนุญาต มอบกรมสวัสดิการฯ ดูแลเรื่องค่าจ้าง ส่วน สปส. ดูแลเรื่องสิทธิ")
    assert [one.lead for one in found] == ["DOE", "DLPW", "SSO"]


def test_the_department_acts_for_the_ministry(only):
    one = only("ให้กระทรวงแรงงาน โดยกรมการจัดหางาน เร่งตรวจสอบนายหน้า")
    assert (one.lead, one.co) == ("DOE", ())


def test_the_embassy_that_an_office_sits_in_has_no_part(only):
    one = only("ให้อัครราชทูตที่ปรึกษา (ฝ่ายแรงงาน) ประจำสถานเอกอัครราชทูต ณ กรุงโซล ดูแลแรงงานไทย")
    assert (one.lead, one.outside) == ("ABROAD-KR-SEOUL", ())
    assert only("ให้ สนร.โซล ประสานสถานเอกอัครราชทูตดูแลแรงงานไทย").outside == ("MFA",)


def test_a_list_of_a_meeting(read):
    first, second, third = read(
        "มติที่ประชุม มอบหมายดังนี้\n1.1 กสร. ตรวจสอบโรงงานทั่วประเทศ ให้แล้วเสร็จภายใน 60 วัน"
        "\n1.2 สปส. ปรับระบบรับคำขอ\n1.3 ให้ทุกหน่วยงานเผยแพร่สายด่วน 1506"
    )
    assert [one.lead for one in (first, second, third)] == ["DLPW", "SSO", "MOL"]
    assert first.text == "กสร. ตรวจสอบโรงงานทั่วประเทศ ให้แล้วเสร็จภายใน 60 วัน"
    assert [one.due for one in (first, second)] == ["2018-04-08", None]


def test_an_office_as_heading(read):
    text = "1. กรมการจัดหางาน\n   - ตรวจสอบบริษัท ภายใน 7 วัน\n2. สำนักงานประกันสังคม\n   - จ่ายเงินทดแทน ภายใน 15 วัน"
    assert [(one.lead, one.due) for one in read(text)] == [("DOE", "2018-02-14"), ("SSO", "2018-02-22")]


def test_a_note_with_a_deadline_is_an_order(only):
    one = only("กสร. เข้าไปดูแลลูกจ้างที่ถูกเลิกจ้างในจังหวัดชลบุรีโดยเร็ว")
    assert (one.lead, one.provinces, one.due_kind) == ("DLPW", ("20",), "at_once")


def test_reported_and_passive_speech_count(only):
    assert only("โฆษกแถลงว่า รัฐมนตรีได้สั่งการให้ กสร. ตรวจสอบแล้ว").lead == "DLPW"
    assert only("ประกันสังคมจังหวัดชลบุรีได้รับมอบหมายให้ตรวจสอบสิทธิ").lead == "SSO-20"
    assert only("แรงงานจังหวัดเลยต้องส่งแผนภายใน 7 วัน").lead == "OPS-42"
