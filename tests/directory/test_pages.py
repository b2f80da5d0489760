"""Pages of the directory: what each role sees, forms that keep what was typed, and query budgets."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from prasan.directory import commands as do
from prasan.directory.models import Delegation, Holiday, Office, Person, Seat
from prasan.directory.text import grams_of
from prasan.platform.commands import perform
from tests.house.world import build

pytestmark = pytest.mark.django_db
today = timezone.localdate


@pytest.fixture
def world():
    world = build()
    for office in Office.objects.all():
        Office.objects.filter(pk=office.pk).update(grams=grams_of(office.name_th, office.code))
    Person.objects.filter(pk=world.person.pk).update(grams=grams_of("ผู้ถูกกระทำ", "สมมติ"), email="s@example.go.th")
    return world


def enter(world, role, place) -> Client:
    client = Client()
    actor = world.actors[role, place]
    client.force_login(Person.objects.get(pk=actor.person_id), "allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["seat"] = actor.seat_id
    session.save()
    return client


def text_of(client, name, *args, query="", status=200):
    response = client.get(reverse(name, args=args) + query)
    assert response.status_code == status, response.content.decode()[-2000:]
    return response.content.decode()


class TestBrowsing:
    def test_the_directory_opens_for_everybody_in_a_seat(self, world):
        for role, place in (("agency-officer", "own"), ("minister", "ministry"), ("auditor", "ministry")):
            text = text_of(enter(world, role, place), "directory")
            assert "ตรัง" in text
            assert "DOE" in text

    def test_a_search_finds_people_offices_and_areas(self, world):
        client = enter(world, "plo", "lead")
        assert reverse("person", args=[world.person.pk]) in text_of(client, "directory", query="?q=ถูกกระทำ")
        assert "DOE-92" in text_of(client, "directory", query="?q=DOE-92")
        assert "ไม่พบ" in text_of(client, "directory", query="?q=ๆๆๆๆ")

    def test_the_host_province_stands_first(self, world):
        text = text_of(enter(world, "plo", "lead"), "directory")
        assert text.index(">ตรัง</a>") < text.index(">นครศรีธรรมราช</a>")
        text = text_of(enter(world, "minister", "ministry"), "directory")
        assert text.count(">ตรัง</a>") == 1

    def test_an_office_shows_its_people_and_an_unchecked_name_says_so(self, world):
        Office.objects.filter(code="DOE-92").update(name_verified=False)
        text = text_of(enter(world, "plo", "far"), "office", "DOE-92")
        assert world.person.full_name in text
        assert "ยังไม่ตรวจสอบ" in text
        assert text_of(enter(world, "plo", "far"), "office", world.offices["DOE-92"].pk)
        text_of(enter(world, "plo", "far"), "office", "DOE-99", status=404)

    def test_a_person_page_shows_acting_capacity_with_its_order(self, world):
        Seat.objects.create(
            person=world.person, office=world.offices["DSD-92"], role="agency-head", capacity="acting",
            order_no="รง 77/2569", start=dt.date(2026, 1, 1),
        )  # fmt: skip
        text = text_of(enter(world, "plo", "lead"), "person", world.person.pk)
        assert "รักษาราชการแทน" in text
        assert "รง 77/2569" in text
        assert reverse("person_edit", args=[world.person.pk]) not in text

    def test_an_area_names_its_region_now(self, world):
        text = text_of(enter(world, "plo", "lead"), "area", "92")
        assert "เขตตรวจราชการ" in text
        assert "ไม่อยู่ในเขตหรือกลุ่มใด" in text_of(enter(world, "plo", "lead"), "area", "80")

    @pytest.mark.parametrize(
        ("name", "args"),
        [("directory", ()), ("office", ("DOE-92",)), ("person", ("PERSON",)), ("area", ("92",)), ("admin_home", ()),
         ("holidays", ()), ("person_add", ()), ("profile", ()), ("switch_seat", ())],
    )  # fmt: skip
    def test_twelve_queries_are_enough(self, world, name, args):
        client = enter(world, "administrator", "ministry")
        url = reverse(name, args=[world.person.pk if one == "PERSON" else one for one in args])
        client.get(url)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(url).status_code == 200
        assert len(seen) <= 12, [q["sql"][:120] for q in seen]


class TestSeatSwitch:
    def test_a_lent_seat_is_worked_from_and_another_is_refused(self, world):
        plo = world.actors["plo", "lead"]
        client = enter(world, "agency-officer", "own")
        url = reverse("switch_seat")
        assert client.post(url, {"seat": plo.seat_id}).status_code == 403
        Delegation.objects.create(
            seat_id=plo.seat_id, to_id=world.actors["agency-officer", "own"].person_id, start=today(), end=today(),
            order_no="1/2569",
        )  # fmt: skip
        assert "ปฏิบัติราชการแทน" in text_of(client, "switch_seat")
        answer = client.post(url, {"seat": plo.seat_id, "next": "https://elsewhere.example/"})
        assert (answer.status_code, answer["Location"]) == (302, "/")
        assert client.session["seat"] == plo.seat_id

    def test_without_a_seat_one_is_told_whom_to_ask(self, world):
        Seat.objects.filter(person=world.person).delete()
        client = Client()
        client.force_login(world.person, "allauth.account.auth_backends.AuthenticationBackend")
        assert client.get(reverse("directory"))["Location"] == reverse("no_seat")
        assert "ผู้ดูแลบัญชี" in text_of(client, "no_seat")

    def test_keys_are_turned_off_for_account_and_browser(self, world):
        client = enter(world, "plo", "lead")
        assert client.post(reverse("profile"), {}).status_code == 302
        assert Person.objects.get(pk=world.actors["plo", "lead"].person_id).keys_off
        assert client.cookies["prasan_keys"].value == "off"


class TestAdministration:
    NEW = {
        "given_name": "สมหญิง",
        "family_name": "ใจดี",
        "title": "นางสาว",
        "email": "somying@example.go.th",
        "office": "DSD-92",
        "role": "agency-officer",
        "capacity": "holder",
        "start": "๑ ต.ค. ๒๕๖๙",
        "invite": "on",
    }

    def test_a_province_opens_an_account_with_a_seat(self, world):
        client = enter(world, "user-administrator", "lead")
        answer = client.post(reverse("person_add"), self.NEW)
        person = Person.objects.get(email="somying@example.go.th")
        assert answer["Location"] == reverse("person", args=[person.pk])
        assert person.seats.get().start == dt.date(2026, 10, 1)
        assert "นางสาวสมหญิง ใจดี" in text_of(client, "person", person.pk)

    def test_what_is_wrong_is_said_and_what_was_typed_is_kept(self, world):
        client = enter(world, "user-administrator", "lead")
        answer = client.post(reverse("person_add"), self.NEW | {"start": "32 ต.ค. 2569", "office": "ZZZ"})
        text = answer.content.decode()
        assert answer.status_code == 422
        assert 'role="alert"' in text
        assert "32 ต.ค. 2569" in text
        assert "สมหญิง" in text
        assert not Person.objects.filter(email="somying@example.go.th").exists()

    def test_an_office_elsewhere_is_refused_and_nothing_is_kept(self, world):
        client = enter(world, "user-administrator", "lead")
        assert client.post(reverse("person_add"), self.NEW | {"office": "DOE-80"}).status_code == 403
        assert not Person.objects.filter(email="somying@example.go.th").exists()

    def test_who_oversees_reads_and_who_does_neither_is_refused(self, world):
        for role, place, status in (
            ("administrator", "ministry", 200),
            ("user-administrator", "lead", 200),
            ("plo", "lead", 200),
            ("agency-head", "own", 200),
            ("agency-officer", "own", 403),
            ("minister", "ministry", 403),
        ):
            assert enter(world, role, place).get(reverse("admin_home")).status_code == status, role
        text = text_of(enter(world, "plo", "lead"), "admin_home")
        assert reverse("person_add") not in text
        assert enter(world, "plo", "lead").get(reverse("person_add")).status_code == 403

    def test_the_list_holds_the_own_offices_only(self, world):
        far = world.actors["agency-officer", "far"].person_id
        text = text_of(enter(world, "user-administrator", "own"), "admin_home", query="?q=")
        assert f'"{reverse("person", args=[far])}"' not in text

    def test_a_seat_is_given_ended_and_lent_by_forms(self, world):
        client = enter(world, "administrator", "ministry")
        seat = {"office": "DSD-92", "role": "agency-officer", "capacity": "holder", "start": "1/10/2569"}
        assert client.post(reverse("seat_give", args=[world.person.pk]), seat).status_code == 302
        made = Seat.objects.get(person=world.person, office__code="DSD-92")
        given = {
            "to": world.actors["agency-officer", "sibling"].person_id,
            "start": "1 ต.ค. 2569",
            "end": "2 ต.ค. 2569",
        }
        given |= {"to": Person.objects.get(pk=given["to"]).username, "order_no": "5/2569"}
        assert client.post(reverse("delegate", args=[made.pk]), given).status_code == 302
        lent = Delegation.objects.get()
        assert client.post(reverse("delegation_revoke", args=[lent.pk])).status_code == 302
        answer = client.post(reverse("seat_end", args=[made.pk]), {"on": "1 ม.ค. 2569"})
        assert answer.status_code == 422
        assert client.post(reverse("seat_end", args=[made.pk]), {"on": "31 ต.ค. 2569"}).status_code == 302
        made.refresh_from_db()
        assert made.end == dt.date(2026, 10, 31)

    def test_a_person_is_edited_invited_and_leaves(self, world):
        client = enter(world, "user-administrator", "lead")
        values = {"given_name": "ใหม่", "family_name": "สมมติ", "email": "s@example.go.th"}
        assert client.post(reverse("person_edit", args=[world.person.pk]), values).status_code == 302
        assert client.post(reverse("person_invite", args=[world.person.pk])).status_code == 302
        assert "ไม่มีงานค้าง" in text_of(client, "person_leave", world.person.pk)
        leaving = {"on": today().isoformat(), "close": "on", "reason": "เกษียณ"}
        assert client.post(reverse("person_leave", args=[world.person.pk]), leaving).status_code == 302
        world.person.refresh_from_db()
        assert (world.person.given_name, world.person.is_active) == ("ใหม่", False)
        assert client.post(reverse("account_open", args=[world.person.pk])).status_code == 302
        assert client.post(reverse("account_close", args=[world.person.pk])).status_code in {302, 409}

    def test_an_account_above_is_not_edited(self, world):
        client = enter(world, "user-administrator", "lead")
        secretary = world.actors["permanent-secretary", "ministry"].person_id
        assert client.get(reverse("person_edit", args=[secretary])).status_code == 403


class TestUpkeep:
    def test_an_office_gets_its_real_name_from_its_province(self, world):
        client = enter(world, "user-administrator", "lead")
        values = {"name_th": "สำนักงานจัดหางานจังหวัดตรัง", "name_verified": "on", "source": "ป้าย", "phone": "075"}
        assert client.post(reverse("office_edit", args=["DOE-92"]), values).status_code == 302
        office = Office.objects.get(code="DOE-92")
        assert (office.name_th, office.phone) == ("สำนักงานจัดหางานจังหวัดตรัง", "075")
        assert client.get(reverse("office_edit", args=["DOE-80"])).status_code == 403

    def test_a_provincial_holiday_is_added_changed_and_removed(self, world):
        client = enter(world, "user-administrator", "lead")
        day = {"day": "1 ต.ค. 2569", "name_th": "งานประจำปี", "closes_offices": "on"}
        assert client.post(reverse("holiday_add"), day | {"area": "ตรัง"}).status_code == 302
        holiday = Holiday.objects.get()
        assert client.post(reverse("holiday_add"), day | {"area": "นครศรีธรรมราช"}).status_code == 403
        changed = day | {"name_th": "งานฉลอง"}
        assert client.post(reverse("holiday_edit", args=[holiday.pk]), changed).status_code == 302
        assert "งานฉลอง" in text_of(client, "holidays", query="?year=2026")
        assert client.post(reverse("holiday_remove", args=[holiday.pk])).status_code == 302
        assert not Holiday.objects.exists()

    def test_others_read_the_calendar_only(self, world):
        perform(world.actors["administrator", "ministry"], do.AddHoliday(day=today(), area_id=1, name_th="วันหยุดพิเศษ"))
        client = enter(world, "agency-officer", "own")
        text = text_of(client, "holidays")
        assert "วันหยุดพิเศษ" in text
        assert reverse("holiday_edit", args=[Holiday.objects.get().pk]) not in text
        assert client.get(reverse("holiday_add")).status_code == 403
