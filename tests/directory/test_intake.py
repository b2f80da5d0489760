"""Imports: every way in which ministries write their lists, previews that tell the truth, all or nothing."""

import datetime as dt
import io
import json

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from prasan.directory.commands import ApplyUpload
from prasan.directory.intake import read_plan
from prasan.directory.intake.boundaries import plan_boundaries
from prasan.directory.intake.sheets import address, decode, read_sheets
from prasan.directory.models import Area, Office, Person, Seat, Upload
from prasan.platform.commands import Refused, RuleBroken, perform
from tests.house.world import build


@pytest.fixture
def world(db):
    return build()


def book(sheets: dict[str, list[list]], merged=()) -> bytes:
    """Return a workbook; `merged`: (sheet, first row, first column, last row, last column, text)."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as made:
        day = made.add_format({"num_format": "d mmm yyyy"})
        pages = {}
        for name, rows in sheets.items():
            pages[name] = page = made.add_worksheet(name)
            for r, row in enumerate(rows):
                for c, value in enumerate(row):
                    if isinstance(value, dt.date):
                        page.write_datetime(r, c, dt.datetime(value.year, value.month, value.day), day)
                    elif value is not None:
                        page.write(r, c, value)
        for name, *cells, text in merged:
            pages[name].merge_range(*cells, text)
    return target.getvalue()


def keep(plan, kind, actor) -> Upload:
    person = getattr(actor, "person_id", None)
    return Upload.objects.create(kind=kind, person_id=person, file_name="x.xlsx", content=plan.as_json())


PEOPLE = ["ชื่อ-นามสกุล", "อีเมล", "หน่วยงาน", "บทบาท", "วันเริ่ม"]


class TestReading:
    def test_a_ministrys_sheet_with_title_merged_office_blank_rows_and_thai_digits(self, world):
        rows = [
            ["บัญชีรายชื่อข้าราชการ"],
            [],
            PEOPLE,
            ["นายสมชาย ใจดี", "a@example.go.th", None, "เจ้าหน้าที่หน่วยงาน", "๑ ต.ค. ๒๕๖๙"],
            [],
            ["ว่าที่ ร.ต.สมศักดิ์ ดีใจ", "b@example.go.th", None, "agency-officer", "1/10/2569"],
            ["ม.ล.ปิ่น มาดี", "c@example.go.th", None, "เจ้าหน้าที่หน่วยงาน", dt.date(2026, 10, 1)],
        ]
        merged = [("คน", 3, 2, 6, 2, "DSD-92"), ("คน", 0, 0, 0, 4, "บัญชีรายชื่อข้าราชการ")]
        plan = read_plan("people", "x.xlsx", book({"คำอธิบาย": [["อ่านก่อน"]], "คน": rows}, merged))
        assert plan.bad == []
        assert plan.counts() == {"new": 3}
        steps = [values for _, values, _ in plan.steps]
        assert {one["seat"]["start"] for one in steps} == {"2026-10-01"}
        assert ["start", "", "1 ต.ค. 2569"] in plan.lines[0].changes, "the preview shows how a day was read"
        assert ["role", "", "เจ้าหน้าที่หน่วยงาน"] in plan.lines[0].changes
        assert {one["seat"]["office_id"] for one in steps} == {world.offices["DSD-92"].pk}
        assert (steps[1]["rank"], steps[1]["given_name"]) == ("ว่าที่ ร.ต.", "สมศักดิ์")
        assert (steps[2]["royal_title"], steps[2]["family_name"]) == ("ม.ล.", "มาดี")

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874"])
    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    def test_csv_of_every_program(self, world, encoding, delimiter):
        lines = [PEOPLE, ["นางสาวสมหญิง ใจดี", "s@example.go.th", "DOE-92", "agency-officer", "1 ต.ค. 69"]]
        text = "\r\n".join(delimiter.join(line) for line in lines)
        plan = read_plan("people", "x.csv", text.encode(encoding))
        assert plan.bad == []
        _, values, _ = plan.steps[0]
        assert (values["title"], values["given_name"]) == ("นางสาว", "สมหญิง")
        assert values["seat"]["start"] == "2026-10-01"

    def test_bad_cells_are_told_by_sheet_and_address_and_the_rest_is_read(self, world):
        rows = [
            PEOPLE,
            ["นายดี หนึ่ง", "ไม่ใช่อีเมล", "DOE-92", "agency-officer", "1/10/2569"],
            ["นายดี สอง", "b@example.go.th", "ไม่มีที่นี่", "agency-officer", "1/10/2569"],
            ["นายดี สาม", "c@example.go.th", "DOE-92", "เทวดา", "1/10/2569"],
            ["นายดี สี่", "d@example.go.th", "DOE-92", "agency-officer", "32/10/2569"],
            ["", "e@example.go.th", "DOE-92", "agency-officer", "1/10/2569"],
            ["นายดี หก", "f@example.go.th", "DOE-92", "agency-officer", "1/10/2569"],
        ]
        plan = read_plan("people", "x.xlsx", book({"ชุดที่ 1": rows}))
        assert [(bad.sheet, bad.cell) for bad in plan.bad] == [
            ("ชุดที่ 1", "B2"), ("ชุดที่ 1", "C3"), ("ชุดที่ 1", "D4"), ("ชุดที่ 1", "E5"), ("ชุดที่ 1", "A6"),
        ]  # fmt: skip
        assert len(plan.lines) == 1

    @pytest.mark.parametrize(
        "content", [b"", b"   \n", b"PK\x03\x04 broken", b"\x00\x01\x02", b"a,b\nc,d", b"\xff\xfe\xfa\xdb"]
    )
    def test_what_is_no_list_is_refused_as_a_whole(self, world, content):
        with pytest.raises(RuleBroken):
            read_plan("people", "x.xlsx", content)

    def test_two_people_of_one_name_are_not_guessed(self, world):
        for number in range(2):
            Person.objects.create(username=f"twin{number}", given_name="สมชาย", family_name="ซ้ำ")
        plan = read_plan("people", "x.csv", "ชื่อ,นามสกุล\nสมชาย,ซ้ำ".encode())
        assert [bad.cell for bad in plan.bad] == ["A2"]

    @given(row=st.integers(1, 2000), column=st.integers(0, 20_000))
    def test_addresses_are_those_of_spreadsheets(self, row, column):
        letters = address(row, column).rstrip("0123456789")
        number = 0
        for letter in letters:
            number = number * 26 + ord(letter) - ord("A") + 1
        assert (number - 1, address(row, column)[len(letters) :]) == (column, str(row))

    @given(st.binary(max_size=300))
    def test_any_bytes_are_read_or_refused_in_words(self, content):
        try:
            sheets = read_sheets("x", content)
        except RuleBroken:
            return
        assert sheets

    def test_thai_code_page_is_not_taken_for_utf8(self):
        assert decode("ตรัง".encode("cp874")) == "ตรัง"


class TestPeople:
    def content(self, *lines) -> bytes:
        return "\n".join([",".join(PEOPLE), *lines]).encode()

    def test_what_the_preview_shows_is_what_is_loaded_once(self, world):
        admin = world.actors["administrator", "ministry"]
        plan = read_plan(
            "people", "x.csv", self.content("นายใหม่ จริง,new@example.go.th,DSD-92,agency-officer,1/10/2569")
        )
        assert not Person.objects.filter(email="new@example.go.th").exists()
        upload = keep(plan, "people", admin)
        perform(admin, ApplyUpload(target_id=upload.pk))
        person = Person.objects.get(email="new@example.go.th")
        assert (person.title, person.given_name, person.seats.get().office.code) == ("นาย", "ใหม่", "DSD-92")
        with pytest.raises(RuleBroken, match="นำเข้าแล้ว"):
            perform(admin, ApplyUpload(target_id=upload.pk))
        again = read_plan(
            "people", "x.csv", self.content("นายใหม่ จริง,new@example.go.th,DSD-92,agency-officer,1/10/2569")
        )
        assert again.counts() == {"same": 1}
        assert again.steps == []

    def test_a_changed_field_is_shown_with_old_and_new(self, world):
        Person.objects.filter(pk=world.person.pk).update(email="s@example.go.th", title="นาย")
        plan = read_plan("people", "x.csv", self.content("นายผู้ถูกกระทำ เปลี่ยน,s@example.go.th,,,"))
        assert plan.lines[0].status == "changed"
        assert plan.lines[0].changes == [["family_name", "สมมติ", "เปลี่ยน"]]

    def test_one_refused_row_and_nothing_is_loaded(self, world):
        trang = world.actors["user-administrator", "lead"]
        lines = (
            "นายใน จังหวัด,in@example.go.th,DSD-92,agency-officer,",
            "นายนอก จังหวัด,out@example.go.th,DOE-80,agency-officer,",
        )
        upload = keep(read_plan("people", "x.csv", self.content(*lines)), "people", trang)
        with pytest.raises(RuleBroken, match="แถว 3"):
            perform(trang, ApplyUpload(target_id=upload.pk))
        assert not Person.objects.filter(email__in=["in@example.go.th", "out@example.go.th"]).exists()
        upload.refresh_from_db()
        assert upload.applied is None

    def test_rows_that_cannot_be_read_stop_the_loading(self, world):
        admin = world.actors["administrator", "ministry"]
        upload = keep(read_plan("people", "x.csv", self.content("นายดี,bad,,,")), "people", admin)
        with pytest.raises(RuleBroken, match="อ่านไม่ได้"):
            perform(admin, ApplyUpload(target_id=upload.pk))

    def test_anothers_file_is_not_found(self, world):
        admin, trang = world.actors["administrator", "ministry"], world.actors["user-administrator", "lead"]
        upload = keep(read_plan("people", "x.csv", self.content("นายดี จริง,g@example.go.th,,,")), "people", admin)
        with pytest.raises(Refused) as told:
            perform(trang, ApplyUpload(target_id=upload.pk))
        assert told.value.status == 404

    def test_a_second_row_of_a_new_person_is_a_second_seat(self, world):
        admin = world.actors["administrator", "ministry"]
        lines = [f"นายสอง เก้าอี้,two@example.go.th,{code},agency-officer,1/10/2569" for code in ("DSD-92", "DOE-80")]
        perform(
            admin, ApplyUpload(target_id=keep(read_plan("people", "x.csv", self.content(*lines)), "people", admin).pk)
        )
        assert Seat.objects.filter(person__email="two@example.go.th").count() == 2


class TestOffices:
    HEAD = "รหัสหน่วยงาน,ชื่อหน่วยงาน,ประเภท,กรม,จังหวัด,ต้นสังกัด,โทรศัพท์"

    def test_new_offices_below_one_another_and_a_rename(self, world):
        admin = world.actors["administrator", "ministry"]
        lines = [
            self.HEAD,
            "SSO-92,สำนักงานประกันสังคมจังหวัดตรัง,หน่วยงานในจังหวัด,SSO,ตรัง,OPS,๐๗๕-๑๑๑",
            "SSO-92-HUAIYOT,สาขาห้วยยอด,สาขา,SSO,จังหวัดตรัง,SSO-92,",
            "DOE-92,สำนักงานจัดหางานจังหวัดตรัง,,,,,",
            "DSD-92,DSD-92,,,,,",
        ]
        plan = read_plan("offices", "x.csv", "\n".join(lines).encode())
        assert plan.bad == []
        assert plan.counts() == {"new": 2, "changed": 1, "same": 1}
        perform(admin, ApplyUpload(target_id=keep(plan, "offices", admin).pk))
        assert Office.objects.get(code="SSO-92-HUAIYOT").parent.code == "SSO-92"
        assert Office.objects.get(code="DOE-92").name_th == "สำนักงานจัดหางานจังหวัดตรัง"

    def test_what_is_missing_or_unknown_is_told(self, world):
        lines = [self.HEAD, "ตรัง,ก,,,,,", "NEW-1,ก,สาขา,,,,", "NEW-2,ก,ปราสาท,,ตรัง,,", "NEW-3,ก,สาขา,XYZ,ตรัง,,",
                 "NEW-4,ก,สาขา,,ตรัง,NOPE,", "DOE-92,ก,,,,,", "DOE-92,ข,,,,,"]  # fmt: skip
        plan = read_plan("offices", "x.csv", "\n".join(lines).encode())
        assert [bad.cell for bad in plan.bad] == ["A2", "E3", "C4", "D5", "F6", "A8"]

    def test_a_user_administrator_loads_no_offices(self, world):
        trang = world.actors["user-administrator", "lead"]
        plan = read_plan("offices", "x.csv", f"{self.HEAD}\nDOE-92,ชื่อใหม่,,,,,".encode())
        with pytest.raises(Refused):
            perform(trang, ApplyUpload(target_id=keep(plan, "offices", trang).pk))


SQUARE = [[99.0, 7.0], [100.0, 7.0], [100.0, 8.0], [99.0, 8.0], [99.0, 7.0]]


def collection(*features) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()


def feature(code="92", kind="Polygon", coordinates=None) -> dict:
    geometry = {"type": kind, "coordinates": [SQUARE] if coordinates is None else coordinates}
    return {"type": "Feature", "properties": {"code": code}, "geometry": geometry}


class TestBoundaries:
    def test_a_boundary_is_previewed_and_set(self, world):
        admin = world.actors["administrator", "ministry"]
        plan = plan_boundaries(collection(feature(), feature("TH80", "MultiPolygon", [[SQUARE]])))
        assert plan.counts() == {"new": 2}
        perform(admin, ApplyUpload(target_id=keep(plan, "boundaries", admin).pk))
        assert Area.objects.get(code="92").boundary["coordinates"] == [SQUARE]
        assert plan_boundaries(collection(feature())).counts() == {"same": 1}

    @pytest.mark.parametrize(
        "bad",
        [
            feature("99"),
            feature(kind="Point", coordinates=[99.0, 7.0]),
            feature(coordinates=[SQUARE[:-1]]),
            feature(coordinates=[[[999.0, 7.0]] * 4]),
            feature(coordinates=[[["x", 7.0]] * 4]),
            feature(coordinates=[]),
            {"type": "Feature", "geometry": None},
        ],
    )
    def test_impossible_shapes_are_named(self, world, bad):
        plan = plan_boundaries(collection(feature("80"), bad))
        assert [one.cell for one in plan.bad] == ["features[2]"]

    def test_twice_the_same_area_is_told(self, world):
        assert len(plan_boundaries(collection(feature(), feature())).bad) == 1

    @pytest.mark.parametrize("content", [b"", b"[]", b'{"type":"Feature"}', b"\xff", b"[" * 5000])
    def test_what_is_no_collection_is_refused(self, world, content):
        with pytest.raises(RuleBroken):
            plan_boundaries(content)


def test_a_kept_file_can_ask_for_nothing_but_imports(world):
    admin = world.actors["administrator", "ministry"]
    content = {"lines": [], "bad": [], "steps": [["directory.close_account", {"target_id": world.person.pk}, "1"]]}
    upload = Upload.objects.create(kind="people", person_id=admin.person_id, file_name="x", content=content)
    with pytest.raises(ValueError, match="cannot do"):
        perform(admin, ApplyUpload(target_id=upload.pk))
