"""Lines of a plan: what is mandatory, what cannot be, who may write what, what the journal tells."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from prasan.plans.commands import Record, RemoveLine, SaveActivity, SaveMoney, SaveProject
from prasan.plans.models import Activity, BaselineLine, Milestone, MoneyLine, Plan, Project
from prasan.plans.queries import tree, warnings_of
from prasan.plans.rules import Incomplete
from prasan.platform.commands import Refused, RuleBroken
from prasan.platform.journal.models import Entry


def test_goal_period_and_responsible_person_are_mandatory_field_by_field(g):
    plan = g.opened()
    with pytest.raises(Incomplete) as caught:
        g.do("plo", SaveProject(target_id=plan.pk, values={"name_th": "โครงการ", "office_id": g.offices["DOE-92"].pk}))
    assert set(caught.value.errors) == {"goal_th", "start", "end", "responsible", "policies"}
    assert "ผู้รับผิดชอบหลัก" in str(caught.value.errors["responsible"])
    assert not Project.objects.exists()


def test_dates_lie_in_the_fiscal_year_unless_the_project_takes_several(g):
    plan = g.opened()
    with pytest.raises(Incomplete) as caught:
        g.project(plan, start=dt.date(2025, 9, 30), end=dt.date(2026, 10, 1))
    assert set(caught.value.errors) == {"start", "end"}
    assert g.project(plan, start=dt.date(2025, 9, 30), end=dt.date(2026, 10, 1), multi_year=True).pk
    with pytest.raises(Incomplete):
        g.project(plan, start=dt.date(2027, 1, 1), end=dt.date(2028, 1, 1), multi_year=True)
    with pytest.raises(Incomplete) as caught:
        g.project(plan, start=dt.date(2026, 3, 1), end=dt.date(2026, 2, 1))
    assert set(caught.value.errors) == {"end"}


def test_an_activity_stays_in_its_project_and_a_milestone_in_its_activity(g):
    plan = g.opened()
    project = g.project(plan, start=dt.date(2025, 11, 1), end=dt.date(2026, 6, 30))
    with pytest.raises(Incomplete) as caught:
        g.activity(plan, project, start=dt.date(2025, 10, 1), end=dt.date(2026, 7, 1), weight=Decimal(101))
    assert set(caught.value.errors) == {"start", "end", "weight"}
    activity = g.activity(plan, project)
    with pytest.raises(Incomplete):
        g.milestone(plan, activity, dt.date(2026, 7, 1))


def test_money_is_never_negative_and_odd_money_is_a_warning(g):
    plan = g.opened()
    project = g.project(plan)
    with pytest.raises(Incomplete) as caught:
        g.money(plan, project, spent=-1)
    assert set(caught.value.errors) == {"spent"}
    line = g.money(plan, project, allocated=100, transferred=50, carried_over=25, committed=175, spent=175)
    assert warnings_of(line) == []
    assert warnings_of(g.money(plan, project, allocated=100, committed=101)) == ["over-committed"]
    assert warnings_of(g.money(plan, project, allocated=100, committed=10, spent=11)) == ["over-spent"]
    with pytest.raises(Incomplete):
        g.money(plan, project, source="partner", giver="")
    with pytest.raises(IntegrityError), transaction.atomic():
        MoneyLine.objects.filter(pk=line.pk).update(spent=-1)


def test_outcome_values_need_their_unit(g):
    plan = g.opened()
    project = g.project(plan)
    with pytest.raises(Incomplete) as caught:
        g.people(plan, project, before=Decimal("9000"))
    assert set(caught.value.errors) == {"unit_th"}
    assert g.people(plan, project, before=Decimal("9000"), unit_th="บาทต่อเดือน").pk


def test_another_unit_of_the_province_writes_what_its_own_office_does(g):
    plan = g.opened()
    mine = g.project(plan, "doe", office="DOE-92")
    with pytest.raises(Refused):
        g.project(plan, "doe", office="DSD-92")
    with pytest.raises(Refused):
        g.do("dsd", SaveProject(target_id=plan.pk, row=mine.pk, values={"name_th": "ของคนอื่น"}))
    with pytest.raises(Refused):
        g.do("doe", SaveProject(target_id=plan.pk, row=mine.pk, values={"office_id": g.offices["DSD-92"].pk}))
    with pytest.raises(Refused) as caught:
        g.project(plan, "doe-80", office="DOE-80")
    assert caught.value.status == 404  # a draft of another province is out of sight
    g.do("plo", SaveProject(target_id=plan.pk, row=mine.pk, values={"name_th": "ชื่อใหม่"}))
    assert Project.objects.get(pk=mine.pk).name_th == "ชื่อใหม่"


def test_the_journal_tells_line_and_values_before_and_after(g):
    plan = g.opened()
    project = g.project(plan)
    g.do(
        "plo", SaveProject(target_id=plan.pk, row=project.pk, values={"goal_th": "140 คน", "end": dt.date(2026, 8, 31)})
    )
    entry = Entry.objects.about(plan).order_by("-pk")[0]
    assert entry.verb == "plans.save_project"
    assert entry.changes["project"] == [project.name_th, project.name_th]
    assert entry.changes["plans.project.goal_th"] == [project.goal_th, "140 คน"]
    assert entry.changes["plans.project.end"] == ["2026-09-30", "2026-08-31"]


def test_a_removed_line_takes_what_hangs_on_it(g):
    plan = g.ready()
    project = plan.projects.get()
    g.do("plo", RemoveLine(target_id=plan.pk, part="project", row=project.pk))
    assert not Activity.objects.exists()
    assert not Milestone.objects.exists()
    with pytest.raises(RuleBroken):
        g.do("plo", RemoveLine(target_id=plan.pk, part="project", row=project.pk))


def test_a_line_of_another_plan_is_not_found(g):
    plan, other = g.ready(), g.ready("plo-80", "80")
    foreign = other.projects.get()
    for command in (
        SaveProject(target_id=plan.pk, row=foreign.pk, values={"name_th": "x"}),
        SaveActivity(target_id=plan.pk, parent=foreign.pk, values={"name_th": "x"}),
        SaveMoney(target_id=plan.pk, parent=foreign.pk, values={"source": "fund"}),
        RemoveLine(target_id=plan.pk, part="project", row=foreign.pk),
    ):
        with pytest.raises(RuleBroken):
            g.do("plo", command)
    assert other.projects.count() == 1


def test_results_are_recorded_while_the_plan_is_carried_out(g):
    plan = g.approved()
    found = tree(plan)
    project = found.projects[0]
    line = found.money[project.pk][0]
    g.do("doe", Record(target_id=plan.pk, part="money", row=line.pk, values={"committed": 100, "spent": 50}))
    line.refresh_from_db()
    assert (line.committed, line.spent) == (100, 50)
    with pytest.raises(Incomplete):
        g.do("doe", Record(target_id=plan.pk, part="money", row=line.pk, values={"spent": -1}))
    with pytest.raises(TypeError):
        g.do("doe", Record(target_id=plan.pk, part="money", row=line.pk, values={"allocated": 1}))
    with pytest.raises(Refused):
        g.do("dsd", Record(target_id=plan.pk, part="money", row=line.pk, values={"spent": 1}))
    with pytest.raises(RuleBroken):  # what was approved is not changed without a revision
        g.do("plo", SaveMoney(target_id=plan.pk, row=line.pk, values={"allocated": 1}))


def test_the_database_repeats_the_rules(g):
    plan = g.ready()
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.create(
            area=g.areas["92"], agency_id="DOE", office=g.offices["DOE"], fiscal_year=2570, policy_set=g.policy_set
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.create(
            area=g.areas["92"], office=plan.office, fiscal_year=plan.fiscal_year, policy_set=g.policy_set
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(state="approved")
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(submitted_by=g.person("plo"), approved_by=g.person("plo"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.update(weight=Decimal("100.01"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Project.objects.update(goal_th="")


def test_a_baseline_cannot_be_changed_by_anybody(g):
    g.approved()
    assert BaselineLine.objects.count() == 5
    for act in (lambda: BaselineLine.objects.update(label="x"), lambda: BaselineLine.objects.all().delete()):
        with pytest.raises(Exception, match="append-only"), transaction.atomic():
            act()
    with connection.cursor() as cursor, pytest.raises(Exception, match="append-only"), transaction.atomic():
        cursor.execute("DELETE FROM plans_baseline")


def test_the_journal_page_names_lines_money_people_and_policies(g):
    from prasan.desk.journal_words import sentences

    plan = g.opened()
    project = g.project(plan)
    line = g.money(plan, project)
    many = {"policies": [g.policies[0].pk, g.policies[1].pk]}
    values = {"responsible_id": g.person("dsd"), "end": dt.date(2026, 8, 31)}
    g.do("plo", SaveProject(target_id=plan.pk, row=project.pk, values=values, many=many))
    g.do("plo", SaveMoney(target_id=plan.pk, row=line.pk, values={"allocated": 30_000_075}))
    money, saved = sentences(Entry.objects.about(plan).order_by("-pk")[:2])
    changes = {one.name: (one.before, one.after) for one in saved.changes}
    assert saved.thing == "แผนปฏิบัติการ"
    assert changes["ผู้รับผิดชอบหลัก"] == ("doe ทดสอบ", "dsd ทดสอบ")
    assert changes["นโยบายที่ตอบ"] == ("first 1", "first 1, first 2")
    assert changes["ถึงวันที่"] == ("30 ก.ย. 2569", "31 ส.ค. 2569")
    assert {one.name: one.after for one in money.changes}["ได้รับจัดสรร"] == "300,000.75 บาท"
