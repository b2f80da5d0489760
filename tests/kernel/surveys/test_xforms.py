"""XForms: ours read back, those of pyxform read, submissions read; strangers' files are refused by their reason."""

import pytest
from lxml import etree
from pyxform.xls2xform import convert

from prasan.kernel.surveys.questions import Question, read_lines
from prasan.kernel.surveys.xforms import (
    FormError,
    form_list,
    make,
    manifest,
    read_form,
    read_submission,
    response,
)

XLSFORM = """
| survey   |                    |            |                      |          |
|          | type               | name       | label                | required |
|          | select_one tambons | tambon     | ตำบล                 | yes      |
|          | integer            | unemployed | มีผู้ว่างงานกี่คน    | yes      |
|          | select_multiple jobs | jobs     | อาชีพที่ต้องการ      |          |
|          | begin_group        | more       | เพิ่มเติม            |          |
|          | date               | since      | ตั้งแต่วันที่        |          |
|          | geopoint           | spot       | จุด                  |          |
|          | end_group          |            |                      |          |
| choices  |                    |            |                      |          |
|          | list_name          | name       | label                |          |
|          | tambons            | 920101     | ทับเที่ยง            |          |
|          | jobs               | weld       | ช่างเชื่อม           |          |
|          | jobs               | cook       | ทำอาหาร              |          |
| settings |                    |            |                      |          |
|          | form_id            | form_title | version              |          |
|          | tambon-2026        | สำรวจตำบล  | 7                    |          |
"""


def made_by_pyxform(text=XLSFORM):
    return convert(xlsform=text, file_type=".md").xform.encode()


def test_our_form_is_read_back_as_it_was_asked():
    asked, _bad = read_lines(
        "* กี่คน | จำนวน\nปิดไหม | ใช่ไม่ใช่\nอาชีพ | เลือกหลาย | ก, ข\nวัน | วันที่\nจุด | พิกัด\nเท่าไร | ทศนิยม\nอื่นๆ"
    )
    places = [("920101", "ทับเที่ยง"), ("920102", "นาพละ")]
    form = read_form(make("prasan-1", "3", "แบบสำรวจ", asked, places))
    assert (form.form_id, form.version, form.title, form.asks_place) == ("prasan-1", "3", "แบบสำรวจ", True)
    assert list(form.questions) == asked


def test_with_one_sub_district_it_is_filled_in_beforehand():
    root = etree.fromstring(make("p", "1", "ก", [Question("q1", "ข", "text")], [("920101", "ทับเที่ยง")]))
    assert [one.text for one in root.iter("{http://www.w3.org/2002/xforms}tambon")] == ["920101"]


def test_a_form_of_pyxform_is_read_with_choices_and_groups():
    form = read_form(made_by_pyxform())
    assert (form.form_id, form.version, form.title, form.asks_place) == ("tambon-2026", "7", "สำรวจตำบล", True)
    assert [(one.name, one.kind, one.required) for one in form.questions] == [
        ("unemployed", "integer", True), ("jobs", "many", False), ("since", "date", False), ("spot", "point", False),
    ]  # fmt: skip
    assert form.questions[0].label == "มีผู้ว่างงานกี่คน"
    assert form.questions[1].choices == (("weld", "ช่างเชื่อม"), ("cook", "ทำอาหาร"))


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"<broken", "xml"), (b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "xml"), (b"<html/>", "not-a-form"),
        (b"\x00", "xml"), (b"", "xml"),
    ],
)  # fmt: skip
def test_what_is_no_form_is_refused(raw, code):
    with pytest.raises(FormError) as error:
        read_form(raw)
    assert error.value.code == code


@pytest.mark.parametrize("type_", ["image", "audio"])
def test_what_cannot_be_taken_is_named(type_):
    text = f"| survey |\n| | type | name | label |\n| | {type_} | p | ภาพ |\n"
    with pytest.raises(FormError) as error:
        read_form(made_by_pyxform(text))
    assert (error.value.code, error.value.detail) == ("kind", "upload")


def test_a_submission_is_read_by_the_last_names_of_its_fields():
    raw = b"""<data id="tambon-2026" version="7" xmlns:orx="http://openrosa.org/xforms"><tambon>920101</tambon>
    <unemployed>12</unemployed><jobs>weld cook</jobs><more><since>2026-01-02</since><spot/></more>
    <orx:meta><orx:instanceID>uuid:1</orx:instanceID></orx:meta></data>"""
    found = read_submission(raw)
    assert (found.form_id, found.version, found.instance) == ("tambon-2026", "7", "uuid:1")
    assert found.fields == {
        "tambon": "920101", "unemployed": "12", "jobs": "weld cook", "since": "2026-01-02", "spot": "",
    }  # fmt: skip
    for bad, code in ((b"<data/>", "no-id"), (b'<data id="x"><a>1</a></data>', "no-instance"), (b"x", "xml")):
        with pytest.raises(FormError) as error:
            read_submission(bad)
        assert error.value.code == code


def test_what_clients_read_is_well_formed():
    root = etree.fromstring(form_list([("f", "1", "ก & ข", "abc", "http://127.0.0.1/f")]))
    assert [etree.QName(one).localname for one in root[0]] == ["formID", "name", "version", "hash", "downloadUrl"]
    assert root[0][1].text == "ก & ข"
    assert etree.fromstring(response("รับแล้ว"))[0].text == "รับแล้ว"
    assert len(etree.fromstring(manifest())) == 0
