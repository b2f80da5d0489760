"""All 77 provinces in the same sentences: no name is weaker or stronger than another where the words decide."""

import geothai
import pytest

COUNT = [
    "จังหวัด{}", "จ.{}", "จ. {}", "ที่จ.{} ", "แรงงานจังหวัด{}", "ผู้ว่าราชการจังหวัด{}", "ศาลากลางจังหวัด{}",
    "อ.เมือง จ.{}", "จังหวัด{}ได้รับ", "จังหวัด{}น้ำท่วม",
    "จังหวัด{}เป็นประธาน", "จังหวัด{}และ", "จังหวัด{}มีผู้ว่างงาน", "ณ จังหวัด{}", "โรงพยาบาลกลาง จังหวัด{}",
    "นายสมชาย ใจดี ผู้ว่าราชการจังหวัด{}",
    "(จังหวัด{})", "มหาวิทยาลัย จังหวัด{}", "สำนักงานประกันสังคมจังหวัด{} เปิด", "หอการค้าจังหวัด{}",
]  # fmt: skip
LISTS = [
    "ลำปาง {} และลพบุรี",
    "ลำปาง, {}, ลพบุรี",
    "จังหวัดลำปาง {} ลพบุรี",
    "ลำปาง 3 คน {} 5 คน ลพบุรี 2 คน",
    "ลำปาง และ{}",
    "(ลำปาง {})",
    "ลำปาง-{}",
]
NOT = [
    "มหาวิทยาลัย{}", "มหาวิทยาลัยราชภัฏ{}", "วิทยาลัยเทคนิค{}", "โรงเรียน{}", "โรงเรียนอนุบาล{}", "ธนาคาร{}",
    "ธนาคาร{} จำกัด (มหาชน)", "ถนน{}", "ถ.{}", "ซอย{}",
    "นาย{} ใจดี", "นาย สมชาย {}", "นางสาวสมหญิง {} กล่าว", "นางสาวสมหญิง ณ {}", "นายสมชาย ใจดี ณ {}",
    "บริษัท {} จำกัด", "บริษัท {}การค้า จำกัด", "วัด{}",
    "บริษัท สยาม{} จำกัด (มหาชน)", "โรงพยาบาล{}", "โรงพยาบาลศูนย์{}", "โรงแรม{}", "สโมสรฟุตบอล{} ยูไนเต็ด",
    "{} ยูไนเต็ด", "วิทยาเขต{}", "สะพาน{}", "{}วิทยาคม",
    "พล.ต.อ.{} มั่นคง", "ดร.{} ใจดี", "หจก.{}ก่อสร้าง",
]  # fmt: skip


def _provinces():
    return [(one.code, one.name_th) for one in geothai.provinces()]


@pytest.mark.parametrize("sentence", COUNT)
def test_every_province_counts(values, sentence):
    missed = [
        name for code, name in _provinces() if values("provinces", f"เมื่อวาน {sentence.format(name)} นั้น") != [code]
    ]
    assert missed == []


@pytest.mark.parametrize("sentence", LISTS)
def test_every_province_counts_in_a_list(values, sentence):
    def of(name):
        return set(values("provinces", sentence.format(name))) - {"52", "16"}

    assert [name for code, name in _provinces() if of(name) != {code} - {"52", "16"}] == []


@pytest.mark.parametrize("sentence", NOT)
def test_no_province_counts_inside_another_name(values, sentence):
    taken = [name for _, name in _provinces() if values("provinces", f"เมื่อวาน {sentence.format(name)} แล้ว")]
    assert taken == []


@pytest.mark.parametrize("office", ["อำเภอเมือง จังหวัด{}", "อ.เมือง จ.{}"])
def test_the_capital_district_of_every_province(values, office):
    for code, name in _provinces():
        found = values("districts", office.format(name))
        assert found in ([f"{code}01"], []), name
    assert values("districts", office.format("เลย")) == ["4201"]


def test_every_district_with_its_province_is_settled(values):
    missed = []
    for province in geothai.provinces():
        for one in geothai.districts(province.code):
            name = one.name_th.removeprefix("เขต")
            head = "เขต" if province.code == "10" else "อ."
            lead = "" if province.code == "10" else "จ."
            text = f"ที่ {head}{name} {lead}{province.name_th} พบ"
            if values("districts", text) != [one.code] or values("provinces", text) != [province.code]:
                missed.append((one.code, name))
    assert missed == []


def test_every_district_without_its_province_stands_for_it_or_is_passed_over(values):
    wrong = []
    for province in geothai.provinces():
        for one in geothai.districts(province.code):
            head = "" if province.code == "10" else "อำเภอ"
            found = values("provinces", f"ที่{head}{one.name_th} พบผู้เสียหาย")
            if found not in ([province.code], []):
                wrong.append((one.name_th, found))
    assert wrong == []
