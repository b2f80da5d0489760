"""Offices are opened, moved, renamed and closed from their own page, each with its checks."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from prasan.directory.models import Office, Seat
from prasan.platform.journal.models import Entry, Outbox
from tests.directory.test_pages import enter, text_of
from tests.house.world import build

pytestmark = pytest.mark.django_db
today = timezone.localdate
NEW = {
    "code": "sso-92-huaiyot",
    "kind": "branch",
    "agency": "SSO",
    "area": "ตรัง",
    "parent": "DOE-92",
    "name_th": "สำนักงานประกันสังคมจังหวัดตรัง สาขาห้วยยอด",
    "name_en": "Trang Social Security Office, Huai Yot Branch",
    "time_zone": "Asia/Bangkok",
    "valid_from": "1 ต.ค. 2569",
}


@pytest.fixture
def world():
    return build()


@pytest.fixture
def admin(world):
    return enter(world, "administrator", "ministry")


class TestAdding:
    def test_the_office_page_leads_to_a_unit_below_it(self, admin):
        assert reverse("office_add") + "?parent=DOE-92" in text_of(admin, "office", "DOE-92")
        form = text_of(admin, "office_add", query="?parent=DOE-92")
        assert 'value="ตรัง"' in form
        assert "DOE-92 DOE-92" in form

    def test_an_office_without_a_source_stands_unchecked(self, admin):
        answer = admin.post(reverse("office_add"), NEW)
        made = Office.objects.get(code="SSO-92-HUAIYOT")
        assert answer["Location"] == reverse("office", args=[made.code])
        assert (made.parent.code, made.area.code, made.agency_id) == ("DOE-92", "92", "SSO")
        assert made.valid_from == dt.date(2026, 10, 1)
        assert not made.name_verified
        assert "ยังไม่ตรวจสอบ" in text_of(admin, "office", made.code)
        assert Entry.objects.latest("id").verb == "directory.add_office"

    @pytest.mark.parametrize(
        ("changes", "text"),
        [
            ({"code": "ตรัง 1"}, "รหัสหน่วยงานใช้อักษรอังกฤษ"),
            ({"code": "DOE-92"}, "รหัสหน่วยงานนี้ใช้แล้ว"),
            ({"name_th": ""}, "ชื่อเต็ม"),
            ({"name_en": "สาขา Huai Yot"}, "ชื่อภาษาอังกฤษมีอักษรไทย"),
            ({"area": "TH", "parent": ""}, "ต้องระบุจังหวัด"),
            ({"area": "เมืองในฝัน"}, "ไม่พบพื้นที่นี้"),
            ({"parent": "DOE-80"}, "อยู่คนละจังหวัด"),
            ({"parent": "NO-SUCH"}, "ไม่พบหน่วยงานนี้"),
            ({"agency": ""}, "ต้องมีกรมต้นสังกัด"),
            ({"kind": "abroad"}, "ต้องอยู่ในต่างประเทศ"),
            ({"kind": "department"}, "ใต้หน่วยงานในจังหวัดไม่ได้"),
            ({"kind": "provincial", "leads_province": "on"}, "มีแกนกลางแล้ว"),
            ({"name_verified": "on"}, "ระบุแหล่งข้อมูลที่ยืนยันชื่อ"),
            ({"time_zone": "Asia/Trang"}, "เขตเวลา"),
        ],
    )
    def test_what_is_wrong_is_said_and_kept(self, admin, changes, text):
        count = Office.objects.count()
        answer = admin.post(reverse("office_add"), NEW | changes)
        shown = answer.content.decode()
        assert answer.status_code == 422
        assert text in shown
        assert "1 ต.ค. 2569" in shown
        assert Office.objects.count() == count

    def test_a_closed_office_takes_no_units(self, admin, world):
        Office.objects.filter(code="DOE-92").update(valid_to=today())
        assert "ปิดแล้วหรือจะปิดก่อน" in admin.post(reverse("office_add"), NEW).content.decode()


class TestMovingAndClosing:
    def test_an_office_moves_and_its_people_read_anew(self, admin, world):
        values = {"area": "80", "parent": "", "agency": "DOE"}
        assert admin.post(reverse("office_move", args=["DOE-92"]), values).status_code == 302
        office = Office.objects.get(code="DOE-92")
        assert (office.area.code, office.parent) == ("80", None)
        told = Outbox.objects.filter(name="directory.move_office").latest("id").topics
        assert f"revoke:person:{world.person.pk}" in told

    def test_it_is_not_put_below_itself(self, admin, world):
        values = {"area": "TH", "parent": "DOE", "agency": "OPS"}
        answer = admin.post(reverse("office_move", args=["OPS"]), values)
        assert answer.status_code == 422
        assert "วนกลับมาหาตนเอง" in answer.content.decode()

    def test_who_sits_there_is_named_before_it_closes(self, admin, world):
        office = Office.objects.create(
            code="SSO-92", kind="provincial", agency_id="SSO", area=world.areas["92"], name_th="สปส.ตรัง"
        )
        seat = Seat.objects.create(person=world.person, office=office, role="agency-officer", start=dt.date(2020, 1, 1))
        url = reverse("office_close", args=["SSO-92"])
        assert world.person.full_name in admin.get(url).content.decode()
        refused = admin.post(url, {"on": "1 ต.ค. 2570"})
        assert refused.status_code == 422
        assert "ยังมีผู้ดำรงตำแหน่ง" in refused.content.decode()
        Seat.objects.filter(pk=seat.pk).update(end=today())
        assert admin.post(url, {"on": today().isoformat(), "reason": "ยุบรวม"}).status_code == 302
        assert Office.objects.get(code="SSO-92").valid_to == today()

    @pytest.mark.parametrize("name", ["office_add", "office_move", "office_close"])
    def test_only_the_administrator(self, world, name):
        args = [] if name == "office_add" else ["DOE-92"]
        for role, place in (("user-administrator", "lead"), ("agency-head", "own"), ("minister", "ministry")):
            client = enter(world, role, place)
            assert client.get(reverse(name, args=args)).status_code == 403
            assert client.post(reverse(name, args=args), NEW).status_code == 403
            assert reverse("office_close", args=["DOE-92"]) not in text_of(client, "office", "DOE-92")
