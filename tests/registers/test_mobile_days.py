"""Days of mobile units: planned by an office of the province, called off in sight of all, reported, and found near."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from prasan.config.cli import call
from prasan.directory.models import Area, Person
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.journal.models import Entry
from prasan.registers.commands import (
    CallOffMobileDay,
    ChangeMobileDay,
    PlanMobileDay,
    ReportMobileDay,
    WithdrawTemplate,
    copy_to_provinces,
)
from prasan.registers.models import MobileDay
from prasan.registers.queries_mobile import clashes, nearest_days
from tests.registers.test_service_api import Caller
from tests.registers.test_service_pages import client

pytestmark = pytest.mark.django_db
NINE, NOON, THREE = dt.time(9), dt.time(12), dt.time(15)


def ahead(days):
    return timezone.localdate() + dt.timedelta(days=days)


@pytest.fixture
def m(w):
    """Return the small ministry whose employment offices offer a service, with two districts in Trang."""
    copy_to_provinces(w.centre, w.template)
    trang = w.world.areas["92"]
    told = {"kind": "district", "parent": trang}
    w.town = Area.objects.create(id=920_100, last=920_199, code="9201", name_th="เมืองตรัง", name_en="Mueang", **told)
    w.coast = Area.objects.create(id=920_200, last=920_299, code="9202", name_th="กันตัง", name_en="Kantang", **told)
    w.parish = Area.objects.create(
        id=920_203, last=920_203, code="920203", kind="subdistrict", parent=w.coast, name_th="บ่อน้ำร้อน", name_en="Bo"
    )
    return w


def told(m, **more):
    return {
        "day": ahead(5), "begins": NINE, "ends": THREE, "area_id": m.coast.pk, "place": "หอประชุมอำเภอกันตัง",
        "services": ["job-placement"],
    } | more  # fmt: skip


def planned(m, actor=None, **more):
    return perform(actor or m.officer, PlanMobileDay(values=told(m, **more)))


def test_a_day_belongs_to_the_office_that_plans_it_and_takes_the_departments_along(m):
    day = planned(m, agencies=["SSO"])
    assert (day.office.code, day.state, day.came, day.agencies) == ("DOE-92", "planned", None, ["DOE", "SSO"])
    entry = Entry.objects.filter(model="registers.mobileday").latest("id")
    assert (entry.verb, entry.area_id, entry.office_id) == ("registers.plan_mobile_day", m.coast.pk, day.office_id)
    assert planned(m, m.plo, services=[], agencies=["DOE"]).office.code == "OPS-92"
    for role, place in (("minister", "ministry"), ("agency-officer", "twin"), ("executive", "far")):
        reader = m.world.actors.get((role, place))
        if reader is not None:
            assert MobileDay.objects.visible_to(reader).filter(pk=day.pk).exists()


def test_nobody_plans_from_a_central_office_or_for_another(m):
    day = planned(m)
    for who in (m.centre, m.world.actors["minister", "ministry"], m.world.actors["plo", "ministry"]):
        with pytest.raises(Refused):
            planned(m, who)
    for who in (m.twin, m.plo, m.world.actors["agency-officer", "sibling"]):
        for command in (
            ChangeMobileDay(target_id=day.pk, values={"place": "ที่อื่น"}),
            CallOffMobileDay(target_id=day.pk, reason="ฝน"),
            ReportMobileDay(target_id=day.pk, came=3),
        ):
            with pytest.raises(Refused):
                perform(who, command)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"day": None}, "day"),
        ({"begins": None}, "begins"),
        ({"ends": NINE}, "ends"),
        ({"place": ""}, "place"),
        ({"latitude": 7.4}, "longitude"),
        ({"services": ["no-such-service"]}, "services"),
        ({"agencies": ["NONE"]}, "agencies"),
        ({"services": [], "others": " "}, "services"),
        ({"area_id": 800_000}, "area"),
        ({"area_id": None}, "area"),
    ],
)
def test_what_no_day_can_be_is_refused_with_its_field(m, more, field):
    with pytest.raises(RuleBroken) as broken:
        planned(m, **more)
    assert broken.value.field == field
    assert not MobileDay.objects.exists()


def test_a_day_that_has_passed_cannot_be_planned(m):
    with pytest.raises(RuleBroken) as broken:
        planned(m, day=ahead(-1))
    assert broken.value.field == "day"
    assert planned(m, day=ahead(0)).pk


def test_a_service_that_was_withdrawn_meanwhile_is_not_lost_by_a_change(m):
    day = planned(m)
    perform(m.centre, WithdrawTemplate(target_id=m.template.pk, reason="รวมกับบริการอื่น"))
    perform(m.officer, ChangeMobileDay(target_id=day.pk, values={"place": "ศาลาหมู่ 3", "services": ["job-placement"]}))
    day.refresh_from_db()
    assert (day.place, day.services) == ("ศาลาหมู่ 3", ["job-placement"])
    with pytest.raises(RuleBroken):
        planned(m)


def test_calling_off_asks_why_and_the_day_stays_in_sight(m):
    day = planned(m)
    with pytest.raises(RuleBroken):
        perform(m.officer, CallOffMobileDay(target_id=day.pk, reason=" "))
    perform(m.officer, CallOffMobileDay(target_id=day.pk, reason="น้ำท่วมทาง"))
    page = client("minister.ministry").get("/mobile-days").content.decode()
    assert "หอประชุมอำเภอกันตัง" in page
    assert "ยกเลิก" in page
    assert "น้ำท่วมทาง" in client("minister.ministry").get(f"/mobile-days/{day.pk}").content.decode()
    for command in (
        ChangeMobileDay(target_id=day.pk, values={"place": "ที่อื่น"}),
        ReportMobileDay(target_id=day.pk, came=3),
    ):
        with pytest.raises(RuleBroken):
            perform(m.officer, command)
    assert list(MobileDay.objects.coming()) == []


def test_how_many_came_is_not_reported_until_it_is(m):
    day = planned(m)
    with pytest.raises(RuleBroken):
        perform(m.officer, ReportMobileDay(target_id=day.pk, came=40))  # it has not come yet
    MobileDay.objects.filter(pk=day.pk).update(day=ahead(-1))
    page = client("agency-officer.own")
    assert "ยังไม่รายงาน" in page.get(f"/mobile-days/{day.pk}").content.decode()
    assert "ยังไม่รายงาน" in page.get("/mobile-days?when=past").content.decode()
    wrong = page.post(f"/mobile-days/{day.pk}/report", {"came": "สี่สิบ"})
    assert (wrong.status_code, "สี่สิบ" in wrong.content.decode()) == (409, True)
    assert page.post(f"/mobile-days/{day.pk}/report", {"came": "-1"}).status_code == 409
    assert page.post(f"/mobile-days/{day.pk}/report", {"came": "๐"}).status_code == 302
    day.refresh_from_db()
    assert (day.state, day.came) == ("held", 0)  # nobody came is a report
    assert page.post(f"/mobile-days/{day.pk}/report", {"came": "1,040"}).status_code == 302
    day.refresh_from_db()
    assert day.came == 1040
    assert "1,040" in page.get(f"/mobile-days/{day.pk}").content.decode()


def test_days_of_the_same_office_that_share_an_hour_are_told(m):
    first = planned(m)
    other = planned(m, begins=NOON, ends=dt.time(16), place="ตลาดนัด")
    planned(m, m.plo, services=[], agencies=["DOE"])  # another office
    later = planned(m, begins=THREE, ends=dt.time(17), place="วัด")
    assert [one.pk for one in clashes(first)] == [other.pk]
    assert "ตลาดนัด" in client("plo.lead").get(f"/mobile-days/{first.pk}").content.decode()
    assert [one.pk for one in clashes(later)] == [other.pk]
    perform(m.officer, CallOffMobileDay(target_id=other.pk, reason="ซ้ำ"))
    assert clashes(first) == []


def test_the_nearest_day_by_home_and_work(m):
    wide = planned(m, area_id=m.world.areas["92"].pk, day=ahead(1))
    coast = planned(m, day=ahead(9))
    parish = planned(m, area_id=m.parish.pk, day=ahead(20))
    planned(m, m.twin, area_id=m.world.areas["80"].pk)
    found = [one.pk for one in nearest_days([m.coast.pk], most=9)]
    assert found == [coast.pk, parish.pk, wide.pk]
    assert [one.pk for one in nearest_days([m.parish.pk], most=9)] == [parish.pk, coast.pk, wide.pk]
    assert [one.pk for one in nearest_days([m.town.pk, None])] == [wide.pk]
    assert nearest_days([None]) == []
    perform(m.officer, CallOffMobileDay(target_id=coast.pk, reason="ฝน"))
    assert [one.pk for one in nearest_days([m.coast.pk])] == [parish.pk]


def test_a_day_is_planned_and_changed_by_page_and_keeps_what_was_typed(m):
    page = client("agency-officer.own")
    form = {
        "day": "5 ม.ค. 2599", "begins": "9", "ends": "15.00 น.", "area": str(m.parish.pk), "place": "วัดบ่อน้ำร้อน",
        "latitude": "7.39712345678", "longitude": "99.512", "services": ["job-placement"], "others": "ธนาคาร",
    }  # fmt: skip
    wrong = page.post("/mobile-days/add", form | {"begins": "เช้า"})
    assert wrong.status_code == 422
    assert "วัดบ่อน้ำร้อน" in wrong.content.decode()
    assert "อ่านเวลาไม่ได้" in wrong.content.decode()
    assert page.post("/mobile-days/add", form | {"area": "800000"}).status_code == 422
    assert page.post("/mobile-days/add", form | {"ends": "8"}).status_code == 422
    answer = page.post("/mobile-days/add", form)
    day = MobileDay.objects.get()
    assert answer["Location"] == f"/mobile-days/{day.pk}"
    assert (day.day, day.begins, day.ends, day.point) == (dt.date(2056, 1, 5), NINE, THREE, (7.397123, 99.512))
    shown = page.get(f"/mobile-days/{day.pk}").content.decode()
    assert all(word in shown for word in ("บ่อน้ำร้อน", "จัดหางานในประเทศ", "ธนาคาร", "7.397123"))
    edit = page.get(f"/mobile-days/{day.pk}/edit").content.decode()
    assert 'value="09.00"' in edit
    assert page.post(f"/mobile-days/{day.pk}/edit", form | {"place": "ศาลา", "latitude": ""}).status_code == 422
    changed = form | {"place": "ศาลา", "latitude": "", "longitude": ""}
    assert page.post(f"/mobile-days/{day.pk}/edit", changed).status_code == 302
    day.refresh_from_db()
    assert (day.place, day.point) == ("ศาลา", None)
    for who, status in (("agency-officer.twin", 403), ("minister.ministry", 403)):
        assert client(who).get(f"/mobile-days/{day.pk}/edit").status_code == status
    assert client("minister.ministry").get("/mobile-days/add").status_code == 403
    assert page.post(f"/mobile-days/{day.pk}/explode").status_code == 404
    assert page.get("/mobile-days/0").status_code == 404


def test_the_list_begins_with_what_is_coming_and_is_narrowed(m):
    soon, later = planned(m, place="ที่หนึ่ง", day=ahead(2)), planned(m, place="ที่สอง", day=ahead(9))
    gone = planned(m, place="ที่สาม")
    MobileDay.objects.filter(pk=gone.pk).update(day=ahead(-3))
    planned(m, m.twin, area_id=m.world.areas["80"].pk, place="ที่นคร", others="ธนาคาร")
    page = client("agency-officer.own")

    def listed(query=""):
        text = page.get(f"/mobile-days{query}").content.decode()
        found = sorted((text.index(word), word) for word in ("ที่หนึ่ง", "ที่สอง", "ที่สาม", "ที่นคร") if word in text)
        return [word for _at, word in found]

    assert listed() == ["ที่หนึ่ง", "ที่นคร", "ที่สอง"]
    assert listed("?when=past") == ["ที่สาม"]
    assert listed("?when=all&own=1") == ["ที่สาม", "ที่หนึ่ง", "ที่สอง"]
    assert listed("?area=80") == ["ที่นคร"]
    assert listed("?agency=SSO") == []
    assert listed("?state=held&when=nonsense") == []
    assert soon.day < later.day
    with CaptureQueriesContext(connection) as asked:
        page.get("/mobile-days?when=all")
    assert len(asked) <= 12


def test_days_by_api(m):
    officer, twin = Caller(m.officer), Caller(m.twin)
    body = {
        "day": ahead(3).isoformat(), "begins": "09:00", "ends": "12:00", "area": "920203", "place": "วัดบ่อน้ำร้อน",
        "services": ["job-placement"], "latitude": 7.3971234567, "longitude": 99.5,
    }  # fmt: skip
    assert officer("post", "/mobile-days", body | {"area": "zz"})[0] == 409
    assert officer("post", "/mobile-days", body | {"ends": "08:00"})[1]["field"] == "ends"
    assert officer("post", "/mobile-days", {})[1]["field"] == "day"
    status, made = officer("post", "/mobile-days", body)
    assert (status, made["office"], made["agencies"], made["came"], made["latitude"]) == (
        200, "DOE-92", ["DOE"], None, 7.397123,
    )  # fmt: skip
    second = officer("post", "/mobile-days", body | {"area": "9201"})[1]
    assert second["clashes"] == [made["id"]]
    where = f"/mobile-days/{made['id']}"
    assert twin("patch", where, {"place": "ที่อื่น"})[0] == 403
    assert officer("patch", where, {"others": "ธนาคาร", "latitude": None, "longitude": None})[1]["latitude"] is None
    near = twin("get", "/mobile-days/nearest?area=9201&work=920203")[1]
    assert [one["id"] for one in near] == [made["id"], second["id"]]
    assert twin("get", "/mobile-days/nearest?area=zz")[0] == 409
    assert officer("post", f"{where}/report", {"came": 9})[0] == 409
    assert officer("post", f"{where}/call-off", {"reason": "ฝน"})[1]["state"] == "called_off"
    assert [one["id"] for one in twin("get", "/mobile-days?when=coming&area=92")[1]["items"]] == [second["id"]]
    assert [one["id"] for one in twin("get", "/mobile-days?state=called_off")[1]["items"]] == [made["id"]]
    MobileDay.objects.filter(pk=second["id"]).update(day=ahead(-1))
    assert officer("post", f"/mobile-days/{second['id']}/report", {"came": 30})[1]["came"] == 30


def test_days_by_command_line(m, capsys):
    who = Person.objects.get(pk=m.officer.person_id).username
    made = ["--day", ahead(4).isoformat(), "--begins", "09:00", "--ends", "12:00", "--area", "9202", "--place", "ตลาด"]
    assert call(["mobile", "plan", *made, "--service", "job-placement", "--as", who]) == 0
    day = MobileDay.objects.get()
    assert (day.place, day.services) == ("ตลาด", ["job-placement"])
    assert call(["mobile", "change", str(day.pk), "--place", "ตลาดใหม่", "--as", who]) == 0
    assert call(["mobile", "nearest", "9202"]) == 0
    assert "ตลาดใหม่" in capsys.readouterr().out
    assert call(["mobile", "report", str(day.pk), "--came", "3", "--as", who]) == 1
    assert call(["mobile", "call-off", str(day.pk), "--reason", "ฝน", "--as", who]) == 0
    capsys.readouterr()
    assert call(["mobile", "list", "--json"]) == 0
    assert capsys.readouterr().out == ""
    assert call(["mobile", "list", "--all", "--json"]) == 0
    assert '"called_off":"ฝน"' in capsys.readouterr().out


def test_days_stand_in_the_calendar_of_the_office_and_the_province(m):
    from prasan.desk.calendar.sources import Asked, events

    day = planned(m)
    span = (ahead(0), ahead(30))

    def shown(actor, width):
        return [(one.key, one.cancelled) for one in events(actor, Asked(*span, width), ["mobile"])]

    assert shown(m.officer, "mine") == []
    assert shown(m.officer, "office") == [(f"mobile-{day.pk}", False)]
    assert shown(m.plo, "office") == []
    assert shown(m.plo, "province") == [(f"mobile-{day.pk}", False)]
    perform(m.officer, CallOffMobileDay(target_id=day.pk, reason="ฝน"))
    assert shown(m.plo, "province") == [(f"mobile-{day.pk}", True)]
    (event,) = events(m.plo, Asked(*span, "province"), ["mobile"])
    assert day.place not in event.plain
