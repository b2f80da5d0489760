"""Labour volunteers: kept by the labour office, appointed to sub-districts from–to, with an address of their own."""

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone

from prasan.networks import commands as c
from prasan.networks.models import Appointment, Volunteer
from prasan.networks.queries import areas_of
from prasan.networks.receiving import holder
from prasan.platform.commands import Refused, RuleBroken, perform
from tests.networks.ground import token, volunteer
from tests.registers.test_service_pages import client

pytestmark = pytest.mark.django_db


def test_only_the_labour_office_keeps_its_own_and_nobody_else_reads_them(m):
    one = volunteer(m, "a")
    for who in (m.doe, m.far, m.minister):
        with pytest.raises(Refused):
            perform(who, c.ChangeVolunteer(target_id=one.pk, values={"name": "อื่น อื่น"}))
    for who in (m.far, m.minister, m.governor, m.auditor, m.doe):
        assert Volunteer.objects.visible_to(who).count() == Appointment.objects.visible_to(who).count() == 0
    perform(m.keeper, c.ChangeVolunteer(target_id=one.pk, values={"phone": "๐๘๑ ๒๓๔ ๕๖๗๘"}))
    assert Volunteer.objects.get().phone == "0812345678"
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, phone FROM networks_volunteer")
        assert "ใจดี" not in str(cursor.fetchall())


@pytest.mark.parametrize(("values", "field"), [({"name": " "}, "name"), ({"name": "ก ข", "phone": "12"}, "phone")])
def test_what_no_volunteer_can_be_is_refused_with_its_field(m, values, field):
    with pytest.raises(RuleBroken) as broken:
        perform(m.plo, c.AddVolunteer(values={"phone": ""} | values))
    assert broken.value.field == field


def test_a_sub_district_is_served_once_at_a_time_by_one_person_and_by_several_people(m):
    one = volunteer(m, "a", end=timezone.localdate())
    with pytest.raises(RuleBroken) as broken:
        perform(m.plo, c.Appoint(volunteer_id=one.pk, area_id=m.areas["a"].pk))
    assert broken.value.field == "area"
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    perform(m.plo, c.Appoint(volunteer_id=one.pk, area_id=m.areas["a"].pk, start=tomorrow))
    perform(m.plo, c.Appoint(volunteer_id=one.pk, area_id=m.areas["b"].pk, start=tomorrow))
    volunteer(m, "a")
    assert [area.code for area in areas_of(one)] == ["920101"]
    assert [area.code for area in areas_of(one, tomorrow)] == ["920101", "920102"]


@pytest.mark.parametrize(
    ("area", "more", "field"),
    [
        ("92", {}, "area"), ("9201", {}, "area"), ("80", {}, "area"),
        ("920101", {"start": dt.date(2026, 5, 2), "end": dt.date(2026, 5, 1)}, "end"),
    ],
)  # fmt: skip
def test_appointments_are_to_sub_districts_of_the_own_province(m, area, more, field):
    from prasan.directory.models import Area

    one = volunteer(m)
    with pytest.raises(RuleBroken) as broken:
        perform(m.plo, c.Appoint(volunteer_id=one.pk, area_id=Area.objects.get(code=area).pk, **more))
    assert broken.value.field == field
    with pytest.raises(Refused):
        perform(m.far, c.Appoint(volunteer_id=one.pk, area_id=m.areas["a"].pk))


def test_an_appointment_ends_with_the_reason(m):
    one = volunteer(m, "a")
    held = one.appointments.get()
    with pytest.raises(RuleBroken):
        perform(m.plo, c.EndAppointment(target_id=held.pk, reason=" "))
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    perform(m.plo, c.EndAppointment(target_id=held.pk, reason="ย้ายบ้าน", on=yesterday))
    assert areas_of(one) == []
    with pytest.raises(RuleBroken):
        perform(m.plo, c.EndAppointment(target_id=held.pk, reason="อีกครั้ง"))


def test_a_new_address_closes_the_old_one_and_ending_closes_all(m):
    one = volunteer(m, "a", "b")
    old = token(one)
    assert holder(old) == one
    perform(m.plo, c.RenewAddress(target_id=one.pk))
    assert (holder(old), holder(token(one))) == (None, one)
    now = token(one)
    with pytest.raises(RuleBroken):
        perform(m.plo, c.EndVolunteer(target_id=one.pk, reason=""))
    perform(m.plo, c.EndVolunteer(target_id=one.pk, reason="ลาออก"))
    assert holder(now) is None
    assert holder(token(one)) is None
    assert (one.name, one.phone) == ("", "")  # kept no longer than they serve
    assert set(one.appointments.values_list("end", flat=True)) == {timezone.localdate()}
    with pytest.raises(RuleBroken):
        perform(m.plo, c.RenewAddress(target_id=one.pk))


def test_by_page(m):
    page = client("plo.lead")
    assert page.post("/volunteers/add", {"name": "", "phone": ""}).status_code == 422
    assert page.post("/volunteers/add", {"name": "สมมติ ขยัน", "phone": "0812345678"}).status_code == 302
    one = Volunteer.objects.get()
    form = {"area": str(m.areas["a"].pk), "start": "1 ต.ค. 2568", "order_no": "ที่ 12/2568"}
    assert page.post(f"/volunteers/{one.pk}/appoint", form).status_code == 302
    wrong = page.post(f"/volunteers/{one.pk}/appoint", form)
    assert (wrong.status_code, "อยู่แล้ว" in wrong.content.decode()) == (422, True)
    shown = page.get(f"/volunteers/{one.pk}").content.decode()
    assert ("ทับเที่ยง" in shown, f"/va/{token(one)}" in shown) == (True, True)
    assert "1 จาก 3 ตำบล" in page.get("/volunteers").content.decode()
    held = Appointment.objects.get()
    assert page.post(f"/volunteers/appointments/{held.pk}/end", {"reason": ""}).status_code == 409
    assert page.post(f"/volunteers/{one.pk}/do/renew").status_code == 302
    assert page.post(f"/volunteers/{one.pk}/do/end", {"reason": "ลาออก"}).status_code == 302
    assert page.post(f"/volunteers/{one.pk}/do/dance").status_code == 404
    for who in ("plo.far", "agency-officer.own", "minister.ministry"):
        assert client(who).get(f"/volunteers/{one.pk}").status_code == 404
    assert client("agency-officer.own").get("/volunteers").status_code == 403
