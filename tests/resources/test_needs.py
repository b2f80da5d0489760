"""What offices need, and the joint plan of a province: better than first-come, and honest about what it leaves."""

import datetime as dt
import sys

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from prasan.config.cli import call
from prasan.directory.models import Person
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.resources import commands as c
from prasan.resources.models import Need, Resource
from prasan.resources.suggesting import suggest
from tests.registers.test_service_api import Caller
from tests.registers.test_service_pages import client
from tests.resources.ground import at, booking, resource

pytestmark = pytest.mark.django_db


def need(m, actor=None, **more):
    told = {
        "kind": "vehicle", "begins": at(5), "ends": at(6), "area_id": m.world.areas["92"].pk, "purpose": "ออกหน่วย",
        "priority": 2,
    } | more  # fmt: skip
    return perform(actor or m.sibling, c.TellNeed(values=told))


def test_an_office_tells_and_closes_its_own(m):
    one = need(m)
    assert (one.office.code, one.state) == ("DSD-92", "open")
    for who in (m.officer, m.plo, m.minister):
        with pytest.raises(Refused):
            perform(who, c.CloseNeed(target_id=one.pk, reason="ได้แล้ว"))
    with pytest.raises(Refused):
        need(m, m.minister)
    with pytest.raises(RuleBroken):
        perform(m.sibling, c.CloseNeed(target_id=one.pk, reason=" "))
    assert perform(m.sibling, c.CloseNeed(target_id=one.pk, reason="ได้รถแล้ว")).state == "closed"
    with pytest.raises(RuleBroken):
        perform(m.sibling, c.CloseNeed(target_id=one.pk, reason="อีกครั้ง"))
    assert Need.objects.visible_to(m.twin).count() == 1
    assert Need.objects.visible_to(m.far_partner).count() == Need.objects.visible_to(m.administrator).count() == 0


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"kind": "castle"}, "kind"),
        ({"kind": "money"}, "kind"),
        ({"begins": at(-1)}, "begins"),
        ({"begins": None}, "begins"),
        ({"ends": at(5)}, "ends"),
        ({"ends": at(900)}, "ends"),
        ({"seats": 0}, "seats"),
        ({"area_id": None}, "area"),
        ({"purpose": " "}, "purpose"),
        ({"priority": 9}, "priority"),
    ],
)
def test_what_no_need_can_be_is_refused_with_its_field(m, more, field):
    with pytest.raises(RuleBroken) as broken:
        need(m, **more)
    assert broken.value.field == field


def test_the_plan_of_a_province_beats_first_come_and_tells_what_it_leaves(m):
    van = resource(m)
    low = need(m, ends=at(10), priority=1)
    urgent, normal = need(m, m.plo, priority=3), need(m, m.officer, begins=at(7), ends=at(8))
    trainer = need(m, kind="trainer", skill="เชื่อม")
    need(m, m.twin, area_id=m.world.areas["80"].pk)  # another province
    found = suggest(m.plo, m.world.areas["92"])
    assert found.solved
    assert found.greedy.lines == {low.pk: van.pk}
    assert found.plan.lines == {urgent.pk: van.pk, normal.pk: van.pk}
    assert (found.plan.proven, found.plan.worth > found.greedy.worth) == (True, True)
    told = {one.want: (one.why, set(one.rivals)) for one in found.plan.unmet}
    assert told == {low.pk: ("rivals", {urgent.pk, normal.pk}), trainer.pk: ("kind", set())}


def test_what_is_booked_withdrawn_or_far_serves_nobody(m):
    van = resource(m)
    loan = booking(m, van)
    one = need(m)
    assert suggest(m.plo, m.world.areas["92"]).plan.lines == {one.pk: van.pk}  # asked for is still free
    perform(m.head, c.Approve(target_id=loan.pk))
    assert [line.why for line in suggest(m.plo, m.world.areas["92"]).plan.unmet] == ["busy"]
    other = resource(m, m.twin, name="รถไกล", area_id=m.world.areas["80"].pk)
    assert suggest(m.plo, m.world.areas["92"]).plan.lines == {}  # no group of provinces joins them
    Resource.objects.filter(pk=other.pk).update(area=m.world.areas["92"])
    assert suggest(m.plo, m.world.areas["92"]).plan.lines == {one.pk: other.pk}
    Resource.objects.filter(pk=other.pk).update(until=at(5).date())
    assert {line.why for line in suggest(m.plo, m.world.areas["92"]).plan.unmet} == {"busy"}
    perform(m.twin, c.Withdraw(target_id=other.pk, reason="เสีย"))
    perform(m.sibling, c.CloseNeed(target_id=one.pk, reason="เลิก"))
    assert suggest(m.plo, m.world.areas["92"]).needs == {}


def test_a_province_of_fifty_needs_is_planned_in_few_queries(m):
    for n in range(4):
        resource(m, name=f"รถคันที่ {n}")
    for n in range(52):
        begins = at(2 + n * 7 % 20)
        need(m, begins=begins, ends=begins + dt.timedelta(days=1 + n % 4), priority=1 + n % 3)
    with CaptureQueriesContext(connection) as asked:
        found = suggest(m.plo, m.world.areas["92"])
    assert len(asked) <= 6
    assert (len(found.needs), found.plan.proven) == (52, True)
    assert found.plan.worth > found.greedy.worth
    assert len(found.plan.lines) + len(found.plan.unmet) == 52
    browser = client("plo.lead")
    with CaptureQueriesContext(connection) as asked:
        page = browser.get("/resources/plan?area=92")
    assert len(asked) <= 12
    assert "พิสูจน์แล้วว่าไม่มีแผนที่ดีกว่า" in page.content.decode()


def test_by_page_and_from_the_plan_to_asking(m):
    van = resource(m)
    page = client("agency-officer.sibling")
    form = {
        "kind": "vehicle", "begin_day": "5 ม.ค. 2599", "begin_hour": "8.30", "end_day": "6 ม.ค. 2599",
        "end_hour": "16.30", "area": str(m.world.areas["92"].pk), "purpose": "รับสมัครงานสัญจร", "priority": "3",
    }  # fmt: skip
    wrong = page.post("/resources/needs/add", form | {"end_day": "4 ม.ค. 2599"})
    assert (wrong.status_code, "รับสมัครงานสัญจร" in wrong.content.decode()) == (422, True)
    assert page.post("/resources/needs/add", form).status_code == 302
    one = Need.objects.get()
    assert "รับสมัครงานสัญจร" in page.get("/resources/needs?own=1").content.decode()
    text = page.get("/resources/plan?area=92").content.decode()
    link = f"/resources/{van.pk}/ask?need={one.pk}"
    assert link in text
    assert 'value="รับสมัครงานสัญจร"' in page.get(link).content.decode()
    assert 'value="รับสมัครงานสัญจร"' not in client("agency-officer.twin").get(link).content.decode()
    assert link not in client("plo.lead").get("/resources/plan").content.decode()  # it is the other office's to ask
    assert page.get("/resources/plan?area=zz").status_code == 200
    assert client("minister.ministry").get("/resources/plan").status_code == 403
    assert client("minister.ministry").get("/resources/needs/add").status_code == 403
    assert page.post(f"/resources/needs/{one.pk}/close", {"reason": ""}).status_code == 409
    assert page.post(f"/resources/needs/{one.pk}/close", {"reason": "ได้แล้ว"}).status_code == 302
    assert "ไม่มีความต้องการที่เปิดอยู่" in page.get("/resources/plan?area=92").content.decode()


def test_by_api_and_command_line(m, capsys):
    van = resource(m)
    sibling = Caller(m.sibling)
    body = {
        "kind": "vehicle", "begins": at(5).isoformat(), "ends": at(6).isoformat(), "area": "92", "purpose": "ออกหน่วย",
    }  # fmt: skip
    assert sibling("post", "/resource-needs", body | {"area": "zz"})[0] == 409
    assert sibling("post", "/resource-needs", body | {"kind": "money"})[1]["field"] == "kind"
    made = sibling("post", "/resource-needs", body)[1]
    plan = sibling("get", "/resource-plans/92")[1]
    assert (plan["lines"], plan["proven"]) == ([{"need": made["id"], "resource": van.pk}], True)
    assert sibling("get", "/resource-plans/TH")[0] == 409
    assert Caller(m.minister)("get", "/resource-plans/92")[0] == 403
    who = Person.objects.get(pk=m.officer.person_id).username
    told = ["--kind", "room", "--begins", at(3).isoformat(), "--ends", at(4).isoformat(), "--area", "92"]
    assert call(["resources", "need", *told, "--purpose", "ประชุม", "--as", who]) == 0
    capsys.readouterr()
    assert call(["resources", "plan", "92", "--json", "--as", who]) == 0
    assert '"why":"kind"' in capsys.readouterr().out
    own = Need.objects.get(kind="room").pk
    assert call(["resources", "need-close", str(own), "--reason", "ได้ห้องแล้ว", "--as", who]) == 0
    assert call(["resources", "needs", "--json"]) == 0
    assert sibling("post", f"/resource-needs/{made['id']}/close", {"reason": "ได้แล้ว"})[1]["state"] == "closed"
    assert sibling("get", "/resource-needs?state=open")[1]["items"] == []


def test_without_the_solver_it_is_said_and_first_come_is_shown(m, monkeypatch):
    resource(m)
    need(m)
    monkeypatch.setitem(sys.modules, "ortools.sat.python", None)
    text = client("plo.lead").get("/resources/plan?area=92").content.decode()
    assert "requirements/solver.txt" in text
    assert "รถตู้ 12 ที่นั่ง" in text
    status, told = Caller(m.plo)("get", "/resource-plans/92")
    assert (status, "OR-Tools" in told["error"]) == (409, True)
