"""Joint activities: led by one office, carried by several; promised, confirmed, delivered, and told apart."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from prasan.config.cli import call
from prasan.directory.models import Person
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.registers.models import MobileDay
from prasan.resources import commands as c
from prasan.resources.models import Contribution, JointActivity
from prasan.resources.queries_activities import by_agency, contributions_of
from tests.registers.test_service_api import Caller
from tests.registers.test_service_pages import client
from tests.resources.ground import booking, resource

pytestmark = pytest.mark.django_db


def ahead(days):
    return timezone.localdate() + dt.timedelta(days=days)


def planned(m, actor=None, **more):
    told = {
        "title": "มหกรรมแรงงานสัญจร", "first": ahead(5), "last": ahead(6), "area_id": m.world.areas["92"].pk,
        "place": "ลานเทศบาล",
    } | more  # fmt: skip
    return perform(actor or m.plo, c.PlanActivity(values=told))


def promised(m, activity, actor=None, **more):
    told = {"what": "เจ้าหน้าที่จัดหางาน", "people": 4, "person_days": 8} | more
    return perform(actor or m.officer, c.Promise(activity_id=activity.pk, **told))


def begin(activity):
    JointActivity.objects.filter(pk=activity.pk).update(first=ahead(-1), last=ahead(0))


def test_who_leads_who_promises_who_confirms(m):
    one = planned(m)
    assert one.office.code == "OPS-92"
    row = promised(m, one)
    for who in (m.officer, m.twin, m.minister):
        for command in (
            c.ChangeActivity(target_id=one.pk, values={"place": "ที่อื่น"}),
            c.CallOffActivity(target_id=one.pk, reason="ฝน"),
            c.ReportActivity(target_id=one.pk, reached=5),
        ):
            with pytest.raises(Refused):
                perform(who, command)
    for who in (m.officer, m.plo, m.twin_head):
        with pytest.raises(Refused):
            perform(who, c.Confirm(target_id=row.pk))
    with pytest.raises(Refused):
        perform(m.plo, c.TakeBackPromise(target_id=row.pk, reason="ไม่"))
    with pytest.raises(Refused):
        promised(m, one, m.minister)
    with pytest.raises(Refused):
        planned(m, m.minister)
    assert perform(m.head, c.Confirm(target_id=row.pk)).state == "confirmed"


def test_everybody_with_domain_data_sees_it_and_a_partner_only_its_own(m):
    one = planned(m)
    for who in (m.twin, m.far, m.minister):
        assert JointActivity.objects.visible_to(who).filter(pk=one.pk).exists()
    assert not JointActivity.objects.visible_to(m.partner).exists()
    assert not JointActivity.objects.visible_to(m.administrator).exists()
    row = promised(m, one)
    assert JointActivity.objects.visible_to(m.partner).filter(pk=one.pk).exists()  # its office brings something
    assert not Contribution.objects.visible_to(m.far_partner).filter(pk=row.pk).exists()


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"title": " "}, "title"),
        ({"first": None}, "first"),
        ({"last": None}, "last"),
        ({"place": ""}, "place"),
        ({"last": dt.date(2020, 1, 1)}, "last"),
        ({"first": dt.date(2020, 1, 1), "last": dt.date(2020, 1, 2)}, "first"),
        ({"last": dt.date(2090, 1, 1)}, "last"),
        ({"area_id": 5}, "area"),
        ({"mobile_day_id": 99}, "mobile_day"),
    ],
)
def test_what_no_activity_can_be_is_refused_with_its_field(m, more, field):
    with pytest.raises(RuleBroken) as broken:
        planned(m, **more)
    assert broken.value.field == field
    assert not JointActivity.objects.exists()


def test_it_may_be_a_mobile_units_day(m):
    day = MobileDay.objects.create(
        office_id=m.plo.office_id, area=m.world.areas["92"], day=ahead(5), begins=dt.time(9), ends=dt.time(15),
        place="หอประชุม", others="ธนาคาร",
    )  # fmt: skip
    one = planned(m, mobile_day_id=day.pk)
    assert "หอประชุม" in client("minister.ministry").get(f"/joint-activities/{one.pk}").content.decode()
    with pytest.raises(RuleBroken):
        planned(m, mobile_day_id=day.pk, first=ahead(8), last=ahead(8))


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"what": " "}, "what"),
        ({"people": None, "person_days": None}, "people"),
        ({"people": 0, "person_days": 0}, "people"),
        ({"people": -1}, "people"),
        ({"amount": -5}, "amount"),
    ],
)
def test_what_no_promise_can_be_is_refused_with_its_field(m, more, field):
    one = planned(m)
    with pytest.raises(RuleBroken) as broken:
        promised(m, one, **more)
    assert broken.value.field == field


def test_things_are_brought_by_their_owner_and_once(m):
    one, van = planned(m), resource(m)
    loan = booking(m, van, m.sibling)
    with pytest.raises(RuleBroken):
        promised(m, one, m.sibling, booking_id=loan.pk)
    with pytest.raises(Refused):
        promised(m, one, m.twin, booking_id=loan.pk)  # neither side: not found
    row = promised(m, one, booking_id=loan.pk, people=None, person_days=None)
    with pytest.raises(RuleBroken):
        promised(m, one, booking_id=loan.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Contribution.objects.create(activity=one, office_id=row.office_id, what="ซ้ำ", booking=loan)
    perform(m.officer, c.TakeBackPromise(target_id=row.pk, reason="รถเสีย"))
    assert promised(m, one, booking_id=loan.pk).pk


def test_sums_by_agency_keep_what_is_not_confirmed_apart(m):
    one = planned(m)
    first = promised(m, one, amount=500_000)
    promised(m, one, people=2, person_days=None)
    other = promised(m, one, m.sibling, people=3, person_days=6)
    gone = promised(m, one, m.sibling, people=9, person_days=9)
    perform(m.head, c.Confirm(target_id=first.pk))
    perform(m.sibling_head, c.Confirm(target_id=other.pk))
    perform(m.sibling, c.TakeBackPromise(target_id=gone.pk, reason="ติดงาน"))
    begin(one)
    with pytest.raises(RuleBroken):
        perform(m.officer, c.Deliver(target_id=first.pk, people=4, person_days=8))  # the money is not told
    perform(m.officer, c.Deliver(target_id=first.pk, people=3, person_days=6, amount=0))
    doe, dsd, whole = by_agency(contributions_of(one))
    assert (doe.agency, doe.confirmed.people, doe.confirmed.amount, doe.unconfirmed.people) == ("DOE", 4, 500_000, 2)
    assert (doe.delivered.people, doe.delivered.person_days, doe.delivered.amount, doe.untold) == (3, 6, 0, 0)
    assert (dsd.confirmed.person_days, dsd.unconfirmed.people, dsd.untold) == (6, 0, 1)
    assert (whole.confirmed.people, whole.unconfirmed.people, whole.delivered.people) == (7, 2, 3)


def test_what_came_is_told_from_the_first_day_on_and_only_of_what_was_confirmed(m):
    one = planned(m)
    row = promised(m, one)
    told = {"people": 4, "person_days": 8}
    with pytest.raises(RuleBroken):
        perform(m.officer, c.Deliver(target_id=row.pk, **told))
    perform(m.head, c.Confirm(target_id=row.pk))
    with pytest.raises(RuleBroken):
        perform(m.officer, c.Deliver(target_id=row.pk, **told))
    begin(one)
    with pytest.raises(RuleBroken):
        perform(m.officer, c.Deliver(target_id=row.pk, people=-1, person_days=8))
    perform(m.officer, c.Deliver(target_id=row.pk, people=0, person_days=0))
    mended = perform(m.officer, c.Deliver(target_id=row.pk, **told))
    assert (mended.state, mended.delivered_people) == ("delivered", 4)


def test_a_report_is_missing_until_it_is_there_and_nothing_is_planned_after_it(m):
    one = planned(m)
    with pytest.raises(RuleBroken):
        perform(m.plo, c.ReportActivity(target_id=one.pk, reached=5))
    row = promised(m, one)
    begin(one)
    page = client("plo.lead")
    where = f"/joint-activities/{one.pk}"
    assert "ยังไม่รายงาน" in page.get(where).content.decode()
    wrong = page.post(f"{where}/do/report", {"reached": "ร้อยคน", "outcome": "ได้งาน"})
    assert (wrong.status_code, "ร้อยคน" in wrong.content.decode()) == (409, True)
    assert page.post(f"{where}/do/report", {"reached": "๑,๒๐๐", "outcome": "ได้งาน 40 คน"}).status_code == 302
    one.refresh_from_db()
    assert (one.state, one.reached) == ("held", 1200)
    for command in (c.ChangeActivity(target_id=one.pk, values={"place": "อื่น"}), c.CallOffActivity(target_id=one.pk)):
        with pytest.raises(RuleBroken):
            perform(m.plo, command)
    with pytest.raises(RuleBroken):
        promised(m, one)
    with pytest.raises(RuleBroken):
        perform(m.head, c.Confirm(target_id=row.pk))


def test_by_page_from_planning_to_delivery(m):
    lead, officer, head = client("plo.lead"), client("agency-officer.own"), client("agency-head.own")
    form = {
        "title": "ห้าหน่วยงานวันเดียว", "first": "5 ม.ค. 2599", "last": "5 ม.ค. 2599", "place": "ลานเทศบาล",
        "area": str(m.world.areas["92"].pk),
    }  # fmt: skip
    wrong = lead.post("/joint-activities/add", form | {"last": "4 ม.ค. 2599"})
    assert (wrong.status_code, "ห้าหน่วยงานวันเดียว" in wrong.content.decode()) == (422, True)
    assert lead.post("/joint-activities/add", form).status_code == 302
    one = JointActivity.objects.get()
    where = f"/joint-activities/{one.pk}"
    assert lead.post(f"{where}/edit", form | {"place": "สนามกีฬา"}).status_code == 302
    assert officer.get(f"{where}/edit").status_code == 403
    assert officer.post(f"{where}/promise", {"what": "เจ้าหน้าที่"}).status_code == 422
    assert officer.post(f"{where}/promise", {"what": "เจ้าหน้าที่", "people": "4", "amount": "1,500"}).status_code == 302
    row = Contribution.objects.get()
    assert row.amount == 150_000
    text = officer.get(where).content.decode()
    assert "ยังไม่ยืนยัน" in text
    assert "สนามกีฬา" in text
    act = f"/joint-activities/contributions/{row.pk}"
    assert officer.post(f"{act}/confirm").status_code == 403
    assert head.post(f"{act}/confirm").status_code == 302
    begin(one)
    kept = officer.post(f"{act}/deliver", {"people": "สาม", "amount": "900"})
    assert (kept.status_code, "สาม" in kept.content.decode()) == (409, True)
    assert officer.post(f"{act}/deliver", {"people": "3", "amount": "900.25"}).status_code == 302
    assert "900.25" in officer.get(where).content.decode()
    assert officer.post(f"{act}/explode").status_code == 404
    assert lead.post(f"{where}/do/explode").status_code == 404
    assert client("minister.ministry").get("/joint-activities/add").status_code == 403
    assert "ห้าหน่วยงานวันเดียว" in client("minister.ministry").get("/joint-activities?area=92").content.decode()
    with CaptureQueriesContext(connection) as asked:
        officer.get(where)
    assert len(asked) <= 12


def test_called_off_with_the_reason(m):
    one = planned(m)
    page = client("plo.lead")
    where = f"/joint-activities/{one.pk}"
    assert page.post(f"{where}/do/call-off", {"reason": " "}).status_code == 409
    assert page.post(f"{where}/do/call-off", {"reason": "น้ำท่วม"}).status_code == 302
    assert "น้ำท่วม" in client("minister.ministry").get(where).content.decode()


def test_by_api_and_command_line(m, capsys):
    lead, officer, head = Caller(m.plo), Caller(m.officer), Caller(m.head)
    body = {
        "title": "มหกรรม", "first": ahead(2).isoformat(), "last": ahead(2).isoformat(), "area": "92", "place": "ลาน",
    }  # fmt: skip
    assert lead("post", "/joint-activities", body | {"area": "zz"})[0] == 409
    assert lead("post", "/joint-activities", {})[1]["field"] == "title"
    made = lead("post", "/joint-activities", body)[1]
    where = f"/joint-activities/{made['id']}"
    assert officer("patch", where, {"place": "อื่น"})[0] == 403
    assert lead("patch", where, {"place": "สนาม"})[1]["place"] == "สนาม"
    told = officer("post", f"{where}/contributions", {"what": "คน", "people": 2})[1]
    (row,) = told["contributions"]
    assert [one["unconfirmed"]["people"] for one in told["agencies"]] == [2, 2]
    assert officer("post", f"/joint-contributions/{row['id']}/confirm", {})[0] == 403
    assert head("post", f"/joint-contributions/{row['id']}/confirm", {})[1]["agencies"][0]["confirmed"]["people"] == 2
    begin(JointActivity.objects.get())
    assert officer("post", f"/joint-contributions/{row['id']}/deliver", {"people": 2})[0] == 200
    assert lead("post", f"{where}/report", {"reached": 30})[1]["state"] == "held"
    assert [one["id"] for one in head("get", "/joint-activities?area=92&state=held")[1]["items"]] == [made["id"]]
    who, own, chief = (Person.objects.get(pk=one.person_id).username for one in (m.plo, m.officer, m.head))
    days = ["--first", ahead(3).isoformat(), "--last", ahead(4).isoformat()]
    plan = ["resources", "activity-plan", "--title", "งานสอง", *days, "--area", "92", "--place", "ลาน", "--as", who]
    assert call(plan) == 0
    second = str(JointActivity.objects.latest("id").pk)
    assert call(["resources", "activity-plan", "--change", second, "--place", "สนาม", "--as", who]) == 0
    assert call(["resources", "promise", second, "--what", "เงิน", "--amount", "5000", "--as", own]) == 0
    line = str(Contribution.objects.latest("id").pk)
    assert call(["resources", "contribution", "confirm", line, "--as", own]) == 1
    assert call(["resources", "contribution", "confirm", line, "--as", chief]) == 0
    assert call(["resources", "contribution", "withdraw", line, "--reason", "งบหมด", "--as", own]) == 0
    capsys.readouterr()
    assert call(["resources", "activity", second, "--json"]) == 0
    assert '"reason":"งบหมด"' in capsys.readouterr().out
    assert call(["resources", "activity-close", second, "--call-off", "ฝน", "--as", who]) == 0
    assert call(["resources", "activities", "--json"]) == 0
    assert '"called_off":"ฝน"' in capsys.readouterr().out
