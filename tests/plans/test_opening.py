"""Beginning a plan, empty or as a copy; what a replaced policy set means; group leads by day."""

import datetime as dt
from decimal import Decimal

import pytest

from prasan.directory.commands import SetGroupLead
from prasan.directory.models import Membership
from prasan.plans import queries
from prasan.plans.commands import CopyPlan, LinkPolicies, OpenPlan, Record, Submit
from prasan.plans.models import Activity, BeneficiaryLine, Milestone, MoneyLine, Plan
from prasan.platform.commands import Refused, RuleBroken, perform
from tests.plans.ground import YEAR, add_policies, policy_set


def test_one_plan_for_a_place_and_a_year(g):
    plan = g.opened()
    assert (plan.office, plan.policy_set, plan.state) == (g.offices["OPS-92"], g.policy_set, "draft")
    with pytest.raises(RuleBroken, match="อยู่แล้ว"):
        g.opened()
    assert g.opened(year=YEAR + 1).pk
    with pytest.raises(RuleBroken):
        g.do("plo", OpenPlan(area_id=g.areas["92"].pk, agency_id="DOE", fiscal_year=YEAR))
    with pytest.raises(Refused):
        g.opened("plo", "80")
    for who in ("owner", "minister", "doe", "governor", "admin", "department"):
        with pytest.raises(Refused):
            g.opened(who, "80")
    assert g.opened("department", None, agency_id="DOE").office == g.offices["DOE"]
    with pytest.raises(Refused):
        g.opened("other-department", None, year=YEAR + 1, agency_id="DOE")


def test_a_copy_from_last_year_moves_the_days_and_leaves_results_behind(g):
    plan = g.ready(year=YEAR - 1)
    line = MoneyLine.objects.get()
    MoneyLine.objects.update(spent=5)
    BeneficiaryLine.objects.update(reached=80, unit_th="คน", before=Decimal(1), after=Decimal(2))
    Milestone.objects.update(reached_on=dt.date(2025, 3, 1))
    made = g.do("plo", CopyPlan(area_id=g.areas["92"].pk, fiscal_year=YEAR, source_id=plan.pk))
    assert (made.state, made.copied_from_id, made.version) == ("draft", plan.pk, 0)
    project = made.projects.get()
    assert (project.start, project.end) == (dt.date(2025, 10, 1), dt.date(2026, 9, 30))
    assert project.copied_from == plan.projects.get()
    assert project.responsible_id == g.person("doe")
    assert list(project.policies.all()) == [g.policies[0]]
    activity = project.activities.get()
    assert activity.milestones.get().due == dt.date(2026, 3, 31)
    assert activity.milestones.get().reached_on is None
    assert [one.code for one in activity.co_offices.all()] == ["DSD-92"]
    assert not project.money.exists()
    people = project.beneficiaries.get()
    assert (people.number, people.reached, people.after) == (120, None, None)
    again = g.do("plo", CopyPlan(area_id=g.areas["92"].pk, fiscal_year=YEAR, source_id=plan.pk, with_money=True))
    assert again.pk == made.pk  # into the draft that is there
    assert [one.number for one in made.projects.all()] == [1, 2]
    money = made.projects.get(number=2).money.get()
    assert (money.allocated, money.spent, money.budget_code) == (line.allocated, 0, "")


def test_another_provinces_approved_plan_is_reused_with_ones_own_offices(g):
    plan = g.approved()
    target = {"area_id": g.areas["80"].pk, "fiscal_year": YEAR, "source_id": plan.pk}
    with pytest.raises(Refused):
        g.do("plo", CopyPlan(**target))
    made = g.do("plo-80", CopyPlan(**target))
    project = made.projects.get()
    assert (project.office.code, project.responsible) == ("DOE-80", None)
    activity = Activity.objects.get(project=project)
    assert (activity.office.code, activity.place, activity.work_item) == ("DOE-80", "", None)
    assert [one.code for one in activity.co_offices.all()] == ["DSD-80"]
    with pytest.raises(RuleBroken, match="ยังไม่มีผู้รับผิดชอบหลัก"):
        g.do("plo-80", Submit(target_id=made.pk))


def test_a_draft_of_others_and_a_target_that_is_sent_cannot_be_copied(g):
    hidden = g.ready()
    with pytest.raises(Refused) as caught:
        g.do("plo-80", CopyPlan(area_id=g.areas["80"].pk, fiscal_year=YEAR, source_id=hidden.pk))
    assert caught.value.status == 404
    assert not Plan.objects.filter(area=g.areas["80"]).exists()
    with pytest.raises(RuleBroken):
        g.do("plo", CopyPlan(area_id=g.areas["92"].pk, fiscal_year=YEAR, source_id=hidden.pk))
    older = g.ready(year=YEAR - 1)
    g.do("plo", Submit(target_id=hidden.pk))
    with pytest.raises(RuleBroken, match="ปลายทาง"):
        g.do("plo", CopyPlan(area_id=g.areas["92"].pk, fiscal_year=YEAR, source_id=older.pk))


def test_a_replaced_policy_set_leaves_projects_unmapped_until_they_are_linked_anew(g, monkeypatch):
    monkeypatch.setattr("prasan.plans.models.plan.timezone.localdate", lambda: dt.date(2026, 1, 15))
    plan = g.approved()
    assert not queries.sets_of(plan).replaced
    newer = policy_set("second", 2, dt.date(2025, 12, 2))
    policies = add_policies(newer)
    assert queries.sets_of(plan).in_force == newer
    assert queries.sets_of(plan).replaced
    row = plan.projects.get()
    with pytest.raises(RuleBroken):
        g.do("plo", LinkPolicies(target_id=plan.pk, row=row.pk, policies=[]))
    g.do("plo", LinkPolicies(target_id=plan.pk, row=row.pk, policies=[policies[0].pk]))
    assert {one.pk for one in row.policies.all()} == {g.policies[0].pk, policies[0].pk}
    monkeypatch.setattr("prasan.plans.models.plan.timezone.localdate", lambda: dt.date(2025, 11, 1))
    assert queries.sets_of(plan).in_force == g.policy_set  # not handed down yet on that day


def test_the_lead_of_a_group_is_dated(g):
    start = dt.date(2026, 1, 1)
    with pytest.raises(Refused):
        g.do("plo", SetGroupLead(target_id=g.group.pk, area_id=g.areas["80"].pk, start=start))
    g.do("admin", SetGroupLead(target_id=g.group.pk, area_id=g.areas["80"].pk, start=start))
    before, after = dt.date(2025, 12, 31), start
    assert queries.lead_area(g.group.pk, before) == g.areas["92"].pk
    assert queries.lead_area(g.group.pk, after) == g.areas["80"].pk
    for day in (before, after):
        assert Membership.objects.on(day).filter(group=g.group).count() == 3
    g.do("admin", SetGroupLead(target_id=g.group.pk, area_id=g.areas["93"].pk, start=start))
    assert queries.lead_area(g.group.pk, after) == g.areas["93"].pk
    assert Membership.objects.filter(group=g.group).count() == 5 + 1  # 92 and 80 parted, then 93
    with pytest.raises(RuleBroken):
        g.do("admin", SetGroupLead(target_id=g.group.pk, area_id=1, start=start))


def test_without_a_lead_province_nobody_drafts_the_group_plan(g):
    Membership.objects.filter(group=g.group).update(leads=False)
    with pytest.raises(Refused, match="ยังไม่มีจังหวัดแกน"):
        g.opened("plo", None, group_id=g.group.pk)


def test_numbers_for_lists_and_imports(g):
    plan = g.approved()
    found = queries.summary(plan)
    assert (found.projects, found.people, found.allocated, found.spent) == (1, 120, 25_000_050, 0)
    rows = list(queries.money_rows([plan.pk]))
    assert [(one.budget_code, one.plan) for one in rows] == [("1700369001", plan.pk)]
    perform(g.actors["plo"], Record(target_id=plan.pk, part="money", row=rows[0].pk, values={"spent": 100}))
    assert queries.summary(plan).spent == 100
    shown = queries.plan_of(g.areas["92"].pk, YEAR, g.actors["plo-80"])
    assert (shown.project_count, shown.people) == (1, 120)
    assert queries.late_milestones(plan) in {0, 1}


def test_a_classified_policy_is_named_to_nobody_without_clearance(g):
    from prasan.plans.models import BaselineLine
    from tests.plans.test_pages import opened, signed_in

    secret = g.policies[0]
    secret.classification = 1
    secret.save()
    plan = g.approved()
    for who, seen in (("doe", False), ("plo", True)):
        page = opened(signed_in(g, who), f"/plans/{plan.pk}")
        assert ("first 1" in page) is seen
    for line in BaselineLine.objects.filter(part__in=["project"]):
        assert "first 1" not in str(line.values)  # what can never change holds no secret
        assert line.values["policies"] == [{"id": secret.pk, "name": ""}]


def test_a_draft_set_does_not_count(g):
    plan = g.opened()
    newer = policy_set("second", 2, dt.date(2025, 10, 1))
    newer.is_draft = True
    newer.save()
    add_policies(newer)
    assert not queries.sets_of(plan).replaced
    assert newer.pk not in queries.sets_of(plan).policies
