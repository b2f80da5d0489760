"""Pages of plans: they answer in few queries, forms keep what was typed, steps and faults are told."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from prasan.directory.models import Person
from prasan.plans.commands import SaveProject, Submit
from prasan.plans.models import Activity, BeneficiaryLine, MoneyLine, Plan, Project
from tests.plans.ground import YEAR, add_policies, policy_set


def signed_in(g, who):
    client = Client()
    actor = g.actors[who]
    client.force_login(Person.objects.get(pk=actor.person_id), "allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["seat"] = actor.seat_id
    session.save()
    return client


def text(response):
    return response.content.decode()


def opened(client, address, status=200):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    assert response.status_code == status, (address, response.status_code, text(response)[:500])
    asked = [q["sql"][:90] for q in queries]
    assert len(asked) <= 12, (address, len(asked), asked)
    return text(response)


def test_every_page_of_a_plan_opens_in_few_queries(g):
    plan = g.ready()
    project = plan.projects.get()
    g.project(plan, name_th="โครงการที่สอง", policy=g.policies[1].pk)
    activity = project.activities.get()
    lines = {
        "project": project.pk, "activity": activity.pk, "milestone": activity.milestones.get().pk,
        "money": project.money.get().pk, "beneficiary": project.beneficiaries.get().pk,
    }  # fmt: skip
    client = signed_in(g, "plo")
    for address in ("", "new", "projects", "projects?label=sufficiency", f"{plan.pk}", f"{plan.pk}/copy",
                    f"{plan.pk}/compare", f"{plan.pk}/history", f"{plan.pk}/projects/{project.pk}",
                    f"{plan.pk}/lines/project/new", f"{plan.pk}/lines/activity/new?under={project.pk}",
                    f"{plan.pk}/lines/milestone/new?under={activity.pk}",
                    f"{plan.pk}/lines/money/new?under={project.pk}",
                    f"{plan.pk}/lines/beneficiary/new?under={project.pk}"):  # fmt: skip
        opened(client, f"/plans/{address}".rstrip("/"))
    for part, pk in lines.items():
        opened(client, f"/plans/{plan.pk}/lines/{part}/{pk}")
    report = opened(client, "/plans/projects?label=sufficiency")
    assert "รายงานป้าย เศรษฐกิจพอเพียง" in report
    assert "250,000.50" in report
    page = opened(client, f"/plans/{plan.pk}")
    for words in ("ส่งเสริมการมีงานทำ", "ตลาดนัดแรงงาน", "250,000.50", "first 1", "120", "<svg"):
        assert words in page


def test_a_project_is_typed_saved_and_told_what_is_missing(g):
    plan = g.opened()
    client = signed_in(g, "plo")
    address = f"/plans/{plan.pk}/lines/project/new"
    typed = {"name_th": "ฝึกอาชีพ", "start": "1 ต.ค. 2568", "end": "30/9/69", "office": g.offices["DSD-92"].pk}
    response = client.post(address, typed)
    assert response.status_code == 422
    page = text(response)
    assert 'value="ฝึกอาชีพ"' in page  # nothing that was typed is lost
    assert "1 ต.ค. 2568" in page
    assert "f-goal_th" in page
    assert "โปรดใส่ผู้รับผิดชอบหลัก" in page
    assert "โปรดเลือกนโยบายที่โครงการนี้ตอบ" in text(client.post(address, typed | {"goal_th": "x", "responsible": "doe"}))
    full = typed | {
        "goal_th": "ผู้ฝึก 60 คน",
        "responsible": "doe",
        "policies": [g.policies[0].pk],
        "labels": ["sufficiency"],
    }
    response = client.post(address, full)
    project = Project.objects.get()
    assert response["Location"] == f"/plans/{plan.pk}/projects/{project.pk}"
    assert (project.start, project.end) == (dt.date(2025, 10, 1), dt.date(2026, 9, 30))
    assert project.labels == ["sufficiency"]
    assert 'value="doe ทดสอบ"' in opened(client, f"/plans/{plan.pk}/lines/project/{project.pk}")


def test_all_lines_are_typed_as_people_write(g):
    plan = g.opened()
    project = g.project(plan)
    client = signed_in(g, "plo")
    base = f"/plans/{plan.pk}/lines"
    activity = {"name_th": "อบรม", "start": "๑ พ.ย. ๒๕๖๘", "end": "31 ม.ค. 2569", "weight": "๑๐๐",
                "office": g.offices["DOE-92"].pk, "co_offices": [g.offices["DSD-92"].pk]}  # fmt: skip
    assert client.post(f"{base}/activity/new?under={project.pk}", activity).status_code == 302
    made = Activity.objects.get()
    assert (made.weight, made.start, made.co_offices.count()) == (100, dt.date(2025, 11, 1), 1)
    stone = {"name_th": "จบรุ่น", "due": "15 มกราคม 2569"}
    assert client.post(f"{base}/milestone/new?under={made.pk}", stone).status_code == 302
    money = {"source": "fund", "allocated": "1,250,000.25", "spent": ""}
    assert client.post(f"{base}/money/new?under={project.pk}", money).status_code == 302
    assert MoneyLine.objects.get().allocated == 125_000_025
    people = {
        "kind": "groups",
        "who_th": "วิสาหกิจชุมชน",
        "number": "๑๒",
        "outcome": "income",
        "before": "9,000",
        "unit_th": "บาท",
    }
    assert client.post(f"{base}/beneficiary/new?under={project.pk}", people).status_code == 302
    assert (BeneficiaryLine.objects.get().number, BeneficiaryLine.objects.get().before) == (12, 9000)
    refused = client.post(
        f"{base}/money/new?under={project.pk}", {"source": "fund", "allocated": "-5", "spent": "ห้าร้อย"}
    )
    assert refused.status_code == 422
    assert "จำนวนเงินติดลบไม่ได้" in text(
        client.post(f"{base}/money/new?under={project.pk}", {"source": "fund", "allocated": "-5"})
    )
    line = MoneyLine.objects.get()
    assert client.post(f"{base}/money/{line.pk}/remove").status_code == 302
    assert not MoneyLine.objects.exists()


def test_a_plan_goes_through_its_life_by_its_buttons(g):
    plan = g.opened()
    plo, owner = signed_in(g, "plo"), signed_in(g, "owner")
    response = plo.post(f"/plans/{plan.pk}/submit")
    assert response.status_code == 409
    assert "ยังไม่มีโครงการ" in text(response)
    project = g.project(plan)
    g.activity(plan, project)
    assert plo.post(f"/plans/{plan.pk}/submit").status_code == 302
    assert "อนุมัติแผนนี้" not in opened(plo, f"/plans/{plan.pk}")
    assert "อนุมัติแผนนี้" in opened(owner, f"/plans/{plan.pk}")
    assert "โปรดบอกเหตุผล" in text(owner.post(f"/plans/{plan.pk}/return", {"reason": " "}))
    assert owner.post(f"/plans/{plan.pk}/return", {"reason": "ขอเป้าหมายที่วัดได้"}).status_code == 302
    assert "ขอเป้าหมายที่วัดได้" in opened(plo, f"/plans/{plan.pk}")
    assert plo.post(f"/plans/{plan.pk}/submit").status_code == 302
    stale = owner.post(f"/plans/{plan.pk}/approve", {"edits": "0"})
    assert "เปลี่ยนไปหลังจากที่ท่านเปิดดู" in text(stale)
    assert owner.post(f"/plans/{plan.pk}/approve").status_code == 302
    assert plo.post(f"/plans/{plan.pk}/activate").status_code == 302
    assert plo.post(f"/plans/{plan.pk}/revise", {"reason": "ได้งบเพิ่ม"}).status_code == 302
    g.do("plo", SaveProject(target_id=plan.pk, row=project.pk, values={"goal_th": "300 คน"}))
    page = opened(plo, f"/plans/{plan.pk}/compare")
    assert "<ins" in page
    assert "300 คน" in page
    assert "ได้งบเพิ่ม" in opened(plo, f"/plans/{plan.pk}/history")
    assert "ยังไม่ได้รับอนุมัติ" in text(plo.post(f"/plans/{plan.pk}/close"))


def test_a_group_plan_shows_who_agreed_within_the_budget(g):
    plan = g.ready(area=None, group_id=g.group.pk)
    g.do("plo", Submit(target_id=plan.pk))
    member = signed_in(g, "plo-80")
    page = opened(member, f"/plans/{plan.pk}")
    assert "ให้ความเห็นชอบแทนจังหวัดของฉัน" in page
    assert member.post(f"/plans/{plan.pk}/agree").status_code == 302
    assert "ให้ความเห็นชอบแทนจังหวัดของฉัน" not in opened(member, f"/plans/{plan.pk}")


def test_copying_by_the_dialog(g):
    plan = g.approved()
    client = signed_in(g, "plo-80")
    page = opened(client, f"/plans/{plan.pk}/copy")
    assert "นครศรีธรรมราช" in page
    form = {"place": f"area:{g.areas['80'].pk}", "fiscal_year": str(YEAR), "money": "on"}
    year = int(page.split('<option value="')[1][:4])
    response = client.post(f"/plans/{plan.pk}/copy", form | {"fiscal_year": str(year)})
    made = Plan.objects.get(area=g.areas["80"])
    assert response["Location"] == f"/plans/{made.pk}"
    assert "คัดลอกมาจาก" in opened(client, f"/plans/{made.pk}")
    assert client.post(f"/plans/{plan.pk}/copy", {"place": "nonsense"}).status_code == 422


def test_after_the_policy_set_was_replaced_both_views_are_readable(g, monkeypatch):
    monkeypatch.setattr("prasan.plans.models.plan.timezone.localdate", lambda: dt.date(2026, 1, 15))
    plan = g.approved()
    project = plan.projects.get()
    add_policies(policy_set("second", 2, dt.date(2025, 12, 2)))
    client = signed_in(g, "plo")
    now, before = opened(client, f"/plans/{plan.pk}"), opened(client, f"/plans/{plan.pk}?set=first")
    assert "1 โครงการยังไม่เชื่อมกับชุดที่ใช้อยู่" in now
    assert "first 1" in before
    assert "โครงการยังไม่เชื่อมกับชุดที่ใช้อยู่" not in before
    page = opened(client, f"/plans/{plan.pk}/projects/{project.pk}")
    chosen = page.split('name="policies" value="')[1].split('"')[0]
    assert text(client.post(f"/plans/{plan.pk}/projects/{project.pk}/link", {})).count("อย่างน้อยหนึ่งเรื่อง")
    assert client.post(f"/plans/{plan.pk}/projects/{project.pk}/link", {"policies": [chosen]}).status_code == 302
    assert "โครงการยังไม่เชื่อมกับชุดที่ใช้อยู่" not in opened(client, f"/plans/{plan.pk}")
    assert "first 1" in opened(client, f"/plans/{plan.pk}?set=first")


def test_results_are_typed_while_the_plan_is_carried_out(g):
    plan = g.approved()
    line = MoneyLine.objects.get()
    client = signed_in(g, "doe")
    address = f"/plans/{plan.pk}/lines/money/{line.pk}/record"
    opened(client, address)
    assert (
        client.post(address, {"transferred": "200,000", "committed": "50,000", "spent": "1,500.75"}).status_code == 302
    )
    line.refresh_from_db()
    assert (line.transferred, line.committed, line.spent, line.carried_over) == (20_000_000, 5_000_000, 150_075, 0)
    stone = plan.projects.get().activities.get().milestones.get()
    assert (
        client.post(f"/plans/{plan.pk}/lines/milestone/{stone.pk}/record", {"reached_on": "1 มี.ค. 2569"}).status_code
        == 302
    )
    people = BeneficiaryLine.objects.get()
    assert client.post(f"/plans/{plan.pk}/lines/beneficiary/{people.pk}/record", {"reached": "80"}).status_code == 302
    assert client.get(f"/plans/{plan.pk}/lines/project/{plan.projects.get().pk}/record").status_code == 404


@pytest.mark.parametrize(
    ("who", "status"), [("plo-80", 404), ("minister", 200), ("governor", 200), ("partner", 404), ("doe", 200)]
)
def test_a_draft_is_seen_by_its_own_alone(g, who, status):
    plan = g.ready()
    assert signed_in(g, who).get(f"/plans/{plan.pk}").status_code == status


def test_an_approved_plan_is_read_by_other_provinces_and_departments(g):
    plan = g.approved()
    for who in ("plo-80", "doe-80", "department", "dg", "minister", "governor"):
        opened(signed_in(g, who), f"/plans/{plan.pk}")
    for who in ("partner", "admin"):
        assert signed_in(g, who).get(f"/plans/{plan.pk}").status_code == 404
    assert signed_in(g, "doe-80").get(f"/plans/{plan.pk}/lines/project/new").status_code == 403
