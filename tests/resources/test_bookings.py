"""Bookings: asked, decided, handed over and taken back by whoever may; two never have one thing at once."""

import datetime as dt
import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from prasan.config.cli import call
from prasan.directory.models import Person
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.resources import commands as c
from prasan.resources.models import Booking
from prasan.resources.queries import rivals
from tests.registers.test_service_api import Caller
from tests.registers.test_service_pages import client
from tests.resources import ground
from tests.resources.ground import at, booking, handed, resource

pytestmark = pytest.mark.django_db


def test_a_loan_from_asking_to_return(m):
    van = resource(m)
    made = booking(m, van)
    assert (made.state, made.office.code, made.price, made.share) == ("asked", "DOE-80", 120_000, 50)
    perform(m.head, c.Approve(target_id=made.pk))
    with pytest.raises(RuleBroken):
        perform(m.officer, c.HandOver(target_id=made.pk, condition=" "))
    perform(m.officer, c.HandOver(target_id=made.pk, condition="เลขไมล์ 45,210"))
    with pytest.raises(RuleBroken):
        perform(m.twin, c.Cancel(target_id=made.pk, reason="เปลี่ยนใจ"))
    back = perform(m.officer, c.TakeBack(target_id=made.pk, condition="ยางรั่วหนึ่งเส้น"))
    assert (back.state, back.handed_condition, back.returned_condition) == ("returned", "เลขไมล์ 45,210", "ยางรั่วหนึ่งเส้น")
    with pytest.raises(RuleBroken):
        perform(m.officer, c.TakeBack(target_id=made.pk, condition="อีกครั้ง"))


def test_who_may_do_what_with_a_booking(m):
    made = booking(m, resource(m))
    for who in (m.officer, m.twin, m.twin_head, m.plo, m.minister):
        with pytest.raises(Refused):
            perform(who, c.Approve(target_id=made.pk))
        with pytest.raises(Refused):
            perform(who, c.Decline(target_id=made.pk, reason="ไม่"))
    with pytest.raises(Refused):
        perform(m.officer, c.Cancel(target_id=made.pk, reason="ไม่"))  # before it approved, a lender declines
    with pytest.raises(Refused):
        perform(m.sibling, c.Cancel(target_id=made.pk, reason="ไม่"))
    perform(m.head, c.Approve(target_id=made.pk))
    for who in (m.twin, m.sibling, m.plo):
        with pytest.raises(Refused):
            perform(who, c.HandOver(target_id=made.pk, condition="ดี"))
    perform(m.officer, c.Cancel(target_id=made.pk, reason="รถเสีย"))
    with pytest.raises(Refused):
        booking(m, made.resource, m.minister)


def test_only_the_two_sides_read_a_booking(m):
    made = booking(m, resource(m))
    for who in (m.officer, m.twin, m.plo, m.far, m.minister):  # the labour offices read their provinces
        assert Booking.objects.visible_to(who).filter(pk=made.pk).exists()
    for who in (m.sibling, m.administrator):
        assert not Booking.objects.visible_to(who).filter(pk=made.pk).exists()
    assert client("agency-officer.sibling").get(f"/resources/bookings/{made.pk}").status_code == 404
    perform(m.head, c.Approve(target_id=made.pk))
    month = client("agency-officer.sibling").get(f"/resources/{made.resource_id}/calendar?month={at(5):%Y-%m}")
    assert "DOE-80" in month.content.decode()
    assert "ออกหน่วย" not in month.content.decode()
    assert f"/resources/bookings/{made.pk}" not in month.content.decode()


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"begins": None}, "begins"),
        ({"ends": None}, "ends"),
        ({"ends": at(5)}, "ends"),
        ({"begins": at(-3), "ends": at(1)}, "begins"),
        ({"ends": at(400)}, "ends"),
        ({"purpose": " "}, "purpose"),
        ({"place": ""}, "place"),
        ({"people": 13}, "people"),
        ({"people": -1}, "people"),
        ({"amount": 500}, "amount"),
    ],
)
def test_what_no_booking_can_be_is_refused_with_its_field(m, more, field):
    van = resource(m)
    with pytest.raises(RuleBroken) as broken:
        booking(m, van, **more)
    assert broken.value.field == field
    assert not Booking.objects.exists()


def test_nothing_is_lent_beyond_its_last_day(m):
    van = resource(m, until=at(5).date())
    with pytest.raises(RuleBroken) as broken:
        booking(m, van)
    assert broken.value.field == "ends"
    assert booking(m, van, ends=at(5, 16)).pk


def test_what_is_asked_may_overlap_and_one_is_approved(m):
    van = resource(m)
    first, second = booking(m, van), booking(m, van, m.sibling, begins=at(6), ends=at(7))
    later = booking(m, van, m.sibling, begins=at(6, 16), ends=at(8))
    assert [one.pk for one in rivals(first)] == [second.pk]
    page = client("agency-head.own")
    assert "หน่วยงานอื่นขอช่วงเวลาที่ทับกันด้วย" in page.get(f"/resources/bookings/{first.pk}").content.decode()
    perform(m.head, c.Approve(target_id=first.pk))
    with pytest.raises(RuleBroken) as broken:
        perform(m.head, c.Approve(target_id=second.pk))
    assert "DOE-80 ได้ทรัพยากรนี้แล้ว" in str(broken.value.text)
    refused = page.post(f"/resources/bookings/{second.pk}/approve")
    assert (refused.status_code, "DOE-80 ได้ทรัพยากรนี้แล้ว" in refused.content.decode()) == (409, True)
    with pytest.raises(RuleBroken):
        booking(m, van, m.sibling)
    perform(m.head, c.Approve(target_id=later.pk))  # it begins when the first ends
    perform(m.twin, c.Cancel(target_id=first.pk, reason="เลื่อน"))
    with pytest.raises(RuleBroken):
        perform(m.head, c.Approve(target_id=second.pk))  # the later one is in the way
    perform(m.officer, c.Cancel(target_id=later.pk, reason="รถเสีย"))
    assert perform(m.head, c.Approve(target_id=second.pk)).state == "approved"


def test_the_database_itself_lets_no_two_hold_one_thing(m):
    van = resource(m)
    first, second = booking(m, van), booking(m, van, m.sibling)
    Booking.objects.filter(pk=first.pk).update(state="approved")
    with pytest.raises(IntegrityError, match="booking_no_overlap"), transaction.atomic():
        Booking.objects.filter(pk=second.pk).update(state="approved")
    other = resource(m, name="รถกระบะ")
    Booking.objects.filter(pk=second.pk).update(resource=other)
    Booking.objects.filter(pk=second.pk).update(state="approved")  # another thing
    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        Booking.objects.filter(pk=second.pk).delete()


def test_a_thing_is_out_with_one_borrower_alone(m):
    van = resource(m)
    first = handed(m, van, begins=at(0, 0), ends=at(1))
    second = booking(m, van, m.sibling, begins=at(1), ends=at(2))
    perform(m.head, c.Approve(target_id=second.pk))
    with pytest.raises(RuleBroken) as broken:
        perform(m.officer, c.HandOver(target_id=second.pk, condition="ดี"))
    assert "ยังไม่ได้รับคืนจาก DOE-80" in str(broken.value.text)
    with pytest.raises(IntegrityError), transaction.atomic():
        Booking.objects.filter(pk=second.pk).update(state="handed_over", handed_at=timezone.now())
    perform(m.officer, c.TakeBack(target_id=first.pk, condition="ดี"))
    assert perform(m.officer, c.HandOver(target_id=second.pk, condition="ดี")).state == "handed_over"


def test_a_late_return_is_shown(m):
    made = handed(m, resource(m))
    page = client("agency-officer.own")
    assert "คืนช้า" not in page.get(f"/resources/bookings/{made.pk}").content.decode()
    Booking.objects.filter(pk=made.pk).update(begins=at(-5), ends=timezone.now() - dt.timedelta(days=2, hours=1))
    made.refresh_from_db()
    assert (made.is_late, made.late_days) == (True, 3)
    assert "คืนช้า 3 วัน" in page.get(f"/resources/bookings/{made.pk}").content.decode()
    assert "รถตู้ 12 ที่นั่ง" in page.get("/resources/bookings?late=1").content.decode()
    perform(m.officer, c.TakeBack(target_id=made.pk, condition="ดี"))
    made.refresh_from_db()
    assert (made.is_late, made.late_days) == (False, 3)


def test_an_office_may_keep_its_own_thing_for_itself(m):
    made = booking(m, resource(m), m.officer)
    assert made.within_office
    perform(m.head, c.Approve(target_id=made.pk))
    assert "ใช้เอง" in client("agency-officer.own").get(f"/resources/bookings/{made.pk}").content.decode()


def test_asked_by_page_and_what_was_typed_stays(m):
    van = resource(m, conditions="เติมน้ำมันคืน")
    page = client("agency-officer.twin")
    form = {
        "begin_day": "5 ม.ค. 2599", "begin_hour": "8.30", "end_day": "6 ม.ค. 2599", "end_hour": "16.30 น.",
        "purpose": "รับสมัครงานสัญจร", "place": "ปากพนัง", "people": "10",
    }  # fmt: skip
    assert "เติมน้ำมันคืน" in page.get(f"/resources/{van.pk}/ask").content.decode()
    wrong = page.post(f"/resources/{van.pk}/ask", form | {"end_day": "4 ม.ค. 2599"})
    assert wrong.status_code == 422
    assert all(word in wrong.content.decode() for word in ("เวลาสิ้นสุดต้องอยู่หลังเวลาเริ่ม", "รับสมัครงานสัญจร"))
    answer = page.post(f"/resources/{van.pk}/ask", form)
    made = Booking.objects.get()
    assert answer["Location"] == f"/resources/bookings/{made.pk}"
    assert timezone.localtime(made.begins).isoformat() == "2056-01-05T08:30:00+07:00"
    lender = client("agency-head.own")
    assert "มีคำขอรออนุมัติ 1 รายการ" in lender.get(f"/resources/{van.pk}").content.decode()
    assert "รับสมัครงานสัญจร" in lender.get("/resources/bookings?box=asked").content.decode()
    assert "รับสมัครงานสัญจร" not in lender.get("/resources/bookings?box=borrowed").content.decode()
    where = f"/resources/bookings/{made.pk}"
    empty = lender.post(f"{where}/decline", {"reason": ""})
    assert (empty.status_code, "โปรดบอกเหตุผล" in empty.content.decode()) == (409, True)
    assert lender.post(f"{where}/approve").status_code == 302
    kept = lender.post(f"{where}/hand-over", {"condition": " "})
    assert kept.status_code == 409
    assert lender.post(f"{where}/hand-over", {"condition": "ดี"}).status_code == 302
    assert lender.post(f"{where}/take-back", {"condition": "ดี"}).status_code == 302
    assert lender.post(f"{where}/explode").status_code == 404
    assert client("minister.ministry").get(f"/resources/{van.pk}/ask").status_code == 403
    with CaptureQueriesContext(connection) as asked:
        lender.get(where)
    assert len(asked) <= 12


def test_a_month_of_the_office_shows_both_sides(m):
    van = resource(m)
    made = booking(m, van)
    month = f"?month={at(5):%Y-%m}"
    for who in ("agency-officer.own", "agency-officer.twin"):
        text = client(who).get(f"/resources/calendar{month}").content.decode()
        assert "รถตู้ 12 ที่นั่ง" in text
        assert f"/resources/bookings/{made.pk}" in text
    assert "รถตู้" not in client("agency-officer.sibling").get(f"/resources/calendar{month}").content.decode()
    assert client("minister.ministry").get("/resources/calendar").status_code == 403
    assert client("agency-officer.own").get("/resources/calendar?month=9999-99").status_code == 200


def test_bookings_by_api(m):
    van = resource(m)
    twin, head, officer = Caller(m.twin), Caller(m.head), Caller(m.officer)
    body = {
        "resource": van.pk, "begins": at(5).isoformat(), "ends": at(6).isoformat(), "purpose": "ออกหน่วย",
        "place": "ตรัง",
    }  # fmt: skip
    assert twin("post", "/resource-bookings", body | {"resource": 0})[0] == 404
    assert twin("post", "/resource-bookings", body | {"ends": at(5).isoformat()})[1]["field"] == "ends"
    status, made = twin("post", "/resource-bookings", body | {"area": "80"})
    assert (status, made["borrower"], made["area"], made["state"]) == (200, "DOE-80", "80", "asked")
    other = Caller(m.sibling)("post", "/resource-bookings", body)[1]
    where = f"/resource-bookings/{made['id']}"
    assert (head("get", where)[1]["rivals"], twin("get", where)[1]["rivals"]) == ([other["id"]], [])
    assert officer("post", f"{where}/approve", {})[0] == 403
    assert head("post", f"{where}/approve", {})[1]["state"] == "approved"
    status, told = head("post", f"/resource-bookings/{other['id']}/approve", {})
    assert (status, "DOE-80" in told["error"]) == (409, True)
    assert head("post", f"/resource-bookings/{other['id']}/decline", {"reason": "มีผู้ยืมแล้ว"})[1]["reason"] == "มีผู้ยืมแล้ว"
    assert twin("get", f"/resources/{van.pk}")[1]["taken"][0]["office"] == "DOE-80"
    assert officer("post", f"{where}/hand-over", {"condition": "ดี"})[1]["handed_condition"] == "ดี"
    assert officer("post", f"{where}/take-back", {"condition": "ดี"})[1]["state"] == "returned"
    assert [one["id"] for one in twin("get", "/resource-bookings?state=returned")[1]["items"]] == [made["id"]]
    assert Caller(m.sibling)("get", where)[0] == 404


def test_bookings_by_command_line(m, capsys):
    van = resource(m)
    lender, head, borrower = (Person.objects.get(pk=one.person_id).username for one in (m.officer, m.head, m.twin))
    span = ["--begins", f"{at(5):%Y-%m-%dT%H:%M}", "--ends", at(6).isoformat()]
    told = ["--purpose", "ออกหน่วย", "--place", "ตรัง", "--as", borrower]
    assert call(["resources", "ask", str(van.pk), *span, *told]) == 0
    made = Booking.objects.get()
    assert made.begins == at(5)
    assert call(["resources", "move", "approve", str(made.pk), "--as", lender]) == 1
    assert call(["resources", "move", "approve", str(made.pk), "--as", head]) == 0
    assert call(["resources", "move", "hand-over", str(made.pk), "--condition", "ดี", "--as", lender]) == 0
    assert call(["resources", "move", "take-back", str(made.pk), "--condition", "ดี", "--as", lender]) == 0
    capsys.readouterr()
    assert call(["resources", "bookings", "--state", "returned", "--json"]) == 0
    assert '"returned_condition":"ดี"' in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_of_many_who_approve_at_once_one_wins():
    m = ground.build()
    van = resource(m)
    asked = [booking(m, van, m.twin if n % 2 else m.sibling).pk for n in range(6)]
    barrier, told = threading.Barrier(len(asked)), []

    def approve(pk):
        barrier.wait(30)
        try:
            perform(m.head, c.Approve(target_id=pk))
            told.append("won")
        except RuleBroken as broken:
            told.append(str(broken.text))
        finally:
            connection.close()

    crew = [threading.Thread(target=approve, args=(pk,)) for pk in asked]
    for one in crew:
        one.start()
    for one in crew:
        one.join(60)
    assert told.count("won") == 1
    assert all("ได้ทรัพยากรนี้แล้ว" in one for one in told if one != "won"), told
    assert Booking.objects.holding().count() == 1
