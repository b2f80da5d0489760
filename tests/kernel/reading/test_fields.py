"""Agencies, head counts, people, private data and laws. All sentences and names are our own."""

import pytest


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("กระทรวงแรงงาน โดยกรมการจัดหางาน (กกจ.)", ["MOL", "DOE"]),
        ("สำนักงานปลัดกระทรวงแรงงาน", ["OPS"]),
        ("กรมพัฒนาฝีมือแรงงาน กรมสวัสดิการและคุ้มครองแรงงาน และสำนักงานประกันสังคม", ["DSD", "DLPW", "SSO"]),
        ("กสร. จับมือ สปส. และ กพร.", ["DLPW", "SSO", "DSD"]),
        ("สำนักงาน ก.พ.ร. กับ กพร. หารือ", []),
        ("แรงงานจังหวัดตราด", ["PLO", "OPS-23"]),
        ("ให้แรงงานจังหวัดทุกแห่งติดตาม", ["PLO"]),
        ("สำนักงานจัดหางานจังหวัดเลย", ["DOE-42"]),
        ("สพร.7 อุบลราชธานี และ สสค.ชลบุรี", ["DSD-34", "DLPW-20"]),
        ("สำนักงานประกันสังคมจังหวัดตาก", ["SSO-63"]),
        ("ศูนย์ปฏิบัติการกระทรวงแรงงาน (ศปก.รง.)", ["CENTRE"]),
        ("สนร.ไทเป และสำนักงานแรงงาน ณ กรุงโซล", ["ABROAD-TW-TAIPEI", "ABROAD-KR-SEOUL"]),
        ("สนร.เกาสง", ["ABROAD-TW-KAOHSIUNG"]),
        ("ตำรวจจากสำนักงานตรวจคนเข้าเมือง ดีเอสไอ และ พมจ.", ["IMM", "DSI", "MSDHS"]),
        ("ลูกจ้างกสรรค์", []),
    ],
)
def test_agencies(values, text, codes):
    assert values("agencies", text) == codes


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("ลูกจ้าง 150 คน", [150]),
        ("จำนวน 50 ราย", [50]),
        ("แรงงาน 1.2 ล้านคน", [1_200_000]),
        ("๓,๒๓๐ อัตรา", [3230]),
        ("กว่า 3 ล้าน 5 แสนคน", [3_500_000]),
        ("2 หมื่นกว่าคน", [20_000]),
        ("คนละ 300 บาท มีรายได้ 5 รายการ", []),
        ("อัตรา 5 อัตราดอกเบี้ย", []),
        ("วันที่ 12/5/2561 คนงาน", []),
        ("โรงงาน 20 ราย ปิดกิจการ", []),
        ("นายจ้างจ่าย 3 คนละเดือน", []),
        ("ผู้มาติดต่อ 40 คน-ครั้ง", []),
        ("ปี 2560 150 คน", [150]),
        ("ไทย 1 2 คน", [2]),
        ("บาดเจ็บ 10-15 คน", [15]),
    ],
)
def test_head_counts(values, text, numbers):
    assert values("counts", text) == numbers


def test_a_range_of_people_tells_both_ends(reading):
    (one,) = reading("บาดเจ็บ 10-15 คน").counts
    assert one.details["from"] == 10


def test_a_total_names_the_parts_that_make_it_up(reading):
    counts = reading("มีผู้เข้าร่วม 90 คน ประกอบด้วยนายจ้าง 40 คน ลูกจ้าง 30 คน และเจ้าหน้าที่ 20 คน").counts
    assert counts[0].details["parts"] == [40, 30, 20]
    assert all("parts" not in one.details for one in counts[1:])


def test_a_total_may_stand_behind_its_parts(reading):
    counts = reading("ชาย 12 คน หญิง 30 คน รวม 42 คน").counts
    assert counts[-1].details["parts"] == [12, 30]


def test_numbers_that_do_not_add_up_are_no_parts(reading):
    assert all("parts" not in one.details for one in reading("90 คน เป็นชาย 40 คน หญิง 30 คน").counts)


@pytest.mark.parametrize(
    ("text", "name", "office"),
    [
        ("นายสมชาย ใจดี ปลัดกระทรวงแรงงาน เป็นประธาน", "สมชาย ใจดี", "ปลัดกระทรวงแรงงาน"),
        ('"สมชาย ใจดี" ปลัดแรงงาน ย้ำ', "สมชาย ใจดี", "ปลัดแรงงาน"),
        ("พล.ต.อ.สมชาย  ใจดี รมว.แรงงาน", "สมชาย ใจดี", "รมว.แรงงาน"),
        ("รัฐมนตรีว่าการกระทรวงแรงงาน (นายสมชาย ใจดี) มอบ", "สมชาย ใจดี", "รัฐมนตรีว่าการกระทรวงแรงงาน"),
        ("นางสาวมะลิ งามตา แรงงานจังหวัดเลย กล่าว", "มะลิ งามตา", "แรงงานจังหวัดเลย"),
        ("นางมะลิ งามตา ณ ที่นี้ ", None, None),
        ("ดร.สมชาย ใจดี มั่นคง ที่ปรึกษารัฐมนตรี", "สมชาย ใจดี มั่นคง", "ที่ปรึกษารัฐมนตรี"),
        ("นายสมชาย ณ ระนอง อธิบดีกรมการจัดหางาน", None, None),
        ("นายสมชาย ใจดี ณ ระนอง อธิบดีกรมการจัดหางาน", "สมชาย ใจดี ณ ระนอง", "อธิบดีกรมการจัดหางาน"),
        ("นายจ้าง ปลัดกระทรวง นายก อบต. พัฒนางานฝึกอาชีพ และงาน", None, None),
    ],
)
def test_people_in_office(reading, text, name, office):
    persons = reading(text).persons
    assert [(one.value, one.details["office"]) for one in persons] == ([(name, office)] if name else [])


def test_officials_are_not_private_and_people_without_an_office_are(reading):
    text = (
        "นายสมชาย ใจดี ปลัดกระทรวงแรงงาน เยี่ยมนางสาวมะลิ งามตา อายุ 35 ปี ผู้บาดเจ็บ นายสมชาย ใจดี มอบเงิน "
        "ติดต่อ 081-234-5678 เลขบัตร 1-1017-00230-70-8"
    )
    found = reading(text)
    assert [one.value for one in found.persons] == ["สมชาย ใจดี"]
    private = {one.details["kind"]: one.value for one in found.private}
    assert private["name"] == "มะลิ งามตา"
    assert private["phone"] == "0812345678"


def test_an_id_number_counts_only_with_its_check_digit(reading):
    def kinds(number):
        return [one.details["kind"] for one in reading(f"เลขบัตร {number} จบ").private]

    assert kinds("1-1017-00230-70-5") == kinds("1101700230705")
    assert sorted(len(kinds(f"1-1017-00230-70-{last}")) for last in range(10)) == [0] * 9 + [1]


def test_a_list_of_officials_shares_the_office_of_its_last(reading):
    found = reading("โดยมี นายสมชาย ใจดี นายสมศักดิ์ มั่นคง และนางมะลิ งามตา รองอธิบดีกรมการจัดหางาน ร่วมด้วย")
    assert found.private == ()
    assert [one.value for one in found.persons] == ["มะลิ งามตา"]


def test_a_given_name_that_speaks_is_not_taken_for_a_private_person(values):
    assert values("private", "นายสมชาย กล่าวว่า จะติดตามต่อไป นางมะลิกล่าวต่อว่า ขอบคุณ") == []


@pytest.mark.parametrize(
    ("text", "laws"),
    [
        ("ผู้ประกันตนมาตรา 33, 39 และมาตรา 40", ["มาตรา 33", "มาตรา 39", "มาตรา 40"]),
        ("ม.33 เรารักกัน", ["มาตรา 33"]),
        ("พ.ร.บ.คุ้มครองแรงงาน พ.ศ. 2541", ["พ.ร.บ.คุ้มครองแรงงาน พ.ศ. 2541"]),
        ("มาตรา 40 และ 12 คน", ["มาตรา 40"]),
        ("มาตรการ 33 ข้อ", []),
    ],
)
def test_laws(values, text, laws):
    assert values("laws", text) == laws


def test_spans_of_all_fields_mark_their_words(reading):
    text = "\u200bนายสมชาย ใจดี ปลัดกระทรวงแรงงาน ช่วย ๑๕๐ คน ตามมาตรา ๓๓ ที่ จ.เลย เมื่อ ๒ พ.ย. ๖๐ โทร ๐๘๑-๒๓๔-๕๖๗๘"
    found = reading(text)
    marked = {
        name: text[slice(*getattr(found, name)[0].span)]
        for name in ("persons", "counts", "laws", "provinces", "dates", "private", "agencies")
    }
    assert marked == {
        "persons": "นายสมชาย ใจดี", "counts": "๑๕๐ คน", "laws": "มาตรา ๓๓", "provinces": "เลย", "dates": "๒ พ.ย. ๖๐",
        "private": "๐๘๑-๒๓๔-๕๖๗๘", "agencies": "กระทรวงแรงงาน",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name", "office"),
    [
        ("ให้การต้อนรับ นายมาร์ก เลิศ (H.E. Mr. Mark Lert) เอกอัครราชทูต", "มาร์ก เลิศ", "เอกอัครราชทูต"),
        ("Mr. Aung Ko Ko อัครราชทูตที่ปรึกษา", "Aung Ko Ko", "อัครราชทูตที่ปรึกษา"),
        ("met Mr. John Smith, Secretary for Labour", "John Smith", "Secretary for Labour"),
        ("นายสมชาย ใจดี ประจำสำนักเลขาธิการนายกรัฐมนตรี", "สมชาย ใจดี", "ประจำสำนักเลขาธิการนายกรัฐมนตรี"),
        ("นายสมชาย ใจดี อดีตปลัดกระทรวง", "สมชาย ใจดี", "อดีตปลัดกระทรวง"),
        ("ดร.สมชาย ใจดี รองอธิการบดี", "สมชาย ใจดี", "รองอธิการบดี"),
        ("นางสมศรี ใจดีโฆษกกระทรวง", "สมศรี ใจดี", "โฆษกกระทรวง"),
    ],
)
def test_offices_behind_names_in_brackets_in_latin_and_of_rarer_words(reading, text, name, office):
    one = reading(text).persons[0]
    assert (one.value, one.details["office"]) == (name, office)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("กระทรวงยุติธรรมแห่งสาธารณรัฐเกาหลี แจ้งว่า", []),
        ("กระทรวงการต่างประเทศสหรัฐฯ จัดระดับ", []),
        ("กระทรวงแรงงาน ประเทศไทย กับกระทรวงแรงงานอิสราเอล", ["MOL"]),
        ("นายกรัฐมนตรีและรัฐมนตรีว่าการกระทรวงกลาโหม มีความห่วงใย", []),
        ("ร่วมกับกระทรวงกลาโหม", ["MOD"]),
        ("หน่วยงานสังกัดกระทรวงแรงงานจังหวัดเลย", ["MOL"]),
        ("สำนักงานจัดหางานกรุงเทพมหานคร พื้นที่ 9", ["DOE-10"]),
        ("มหาวิทยาลัยหอการค้าไทย ถนนวิภาวดี", []),
        ("กองบังคับการปราบปรามการค้ามนุษย์ เข้าตรวจ", ["AHTD"]),
        ("ฝ่ายแรงงานประจำสำนักงานแรงงานในประเทศเกาหลี", ["ABROAD-KR-SEOUL"]),
    ],
)
def test_offices_of_other_states_and_further_offices_of_a_premier_are_none(values, text, codes):
    assert values("agencies", text) == codes


@pytest.mark.parametrize("text", ["วันที่ 2 มิถุนายน พลเอก ก", "โรงเรียนนครนายกวิทยาคม แห่งหนึ่ง", "ปลื้มนายกตู่ ดูแลลูกจ้าง"])
def test_a_piece_of_a_word_is_no_title(reading, text):
    assert [one.value for one in reading(text).private] == []


def test_who_died_has_no_office(values):
    text = "เป็นประธานในพิธีฌาปนกิจศพ นายสุข ใจดี แรงงานไทย"
    assert (values("persons", text), values("private", text)) == ([], ["สุข ใจดี"])


def test_a_name_ends_where_the_sentence_goes_on(values):
    assert values("private", "นางสาวบุษบา ซึ่งเป็นผู้ประกันตน") == []
    assert values("private", "ผู้เสียหาย น.ส.มะลิ นายจ้างค้างค่าจ้าง") == ["มะลิ"]
    assert values("persons", "นายสุข จึงเจริญ อธิบดี") == ["สุข จึงเจริญ"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("โทร.0-2000-9000 หรือ", ["020009000"]),
        ("โทรศัพท์ 0 2000 6716, 0 2000 6717", ["020006716", "020006717"]),
        ("โทร. (02) 000-9020 ต่อ 3", ["020009020"]),
        ("หมายเลข +48-600-000-348 ตลอดวัน", ["+48600000348"]),
        ("วงเงิน 0200090001,000 บาท", []),
        ("เลขที่ 1.0200090001", []),
    ],
)
def test_telephone_numbers(values, text, numbers):
    assert values("private", text) == numbers


@pytest.mark.parametrize(
    ("text", "laws"),
    [
        ("ตามพ.ร.บ.คุ้มครองแรงงาน กำหนดให้", ["พ.ร.บ.คุ้มครองแรงงาน"]),
        ("ร่างพระราชบัญญัติแรงงานประมงซึ่งเสนอแล้ว", ["พระราชบัญญัติแรงงานประมง"]),
        ("ทำประกันภัย (พ.ร.บ.) ไว้แล้ว", []),
        (
            "กฎกระทรวงกำหนดมาตรฐานในการบริหาร จัดการ และดำเนินการด้านความปลอดภัย อาชีวอนามัย และสภาพแวดล้อม "
            "เกี่ยวกับงานก่อสร้าง พ.ศ. 2564",
            [
                "กฎกระทรวงกำหนดมาตรฐานในการบริหาร จัดการ และดำเนินการด้านความปลอดภัย อาชีวอนามัย และสภาพแวดล้อม "
                "เกี่ยวกับงานก่อสร้าง พ.ศ. 2564"
            ],
        ),
        ("ระเบียบกระทรวงแรงงานว่าด้วยอาสาสมัคร พ.ศ. 2548", ["ระเบียบกระทรวงแรงงานว่าด้วยอาสาสมัคร พ.ศ. 2548"]),
        ("มอบโล่ประกาศเกียรติคุณประจำปี พ.ศ. 2563", []),
    ],
)
def test_acts_without_a_year_and_long_names(values, text, laws):
    assert values("laws", text) == laws
