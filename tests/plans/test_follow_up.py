"""Outcomes are asked again 12 months later: due days, tasks, closed plans; not asked is never zero."""

import datetime as dt
from decimal import Decimal

import pytest

from prasan.desk.pages.plan_duties import development_gaps, outcomes_to_ask
from prasan.plans.commands import Activate, Close, Record
from prasan.plans.models import BeneficiaryLine
from prasan.plans.queries import follow_ups
from prasan.plans.rules import Incomplete
from prasan.platform.commands import RuleBroken
from tests.plans.devplan.ground import items
from tests.plans.ground import LAST
from tests.plans.test_pages import opened, signed_in


@pytest.fixture
def line(g):
    plan = g.approved()
    row = BeneficiaryLine.objects.get(project__plan=plan)
    BeneficiaryLine.objects.filter(pk=row.pk).update(before=Decimal(9000), unit_th="บาทต่อเดือน")
    row.refresh_from_db()
    return row


def record(g, row, **values):
    g.do("doe", Record(target_id=row.project.plan_id, part="beneficiary", row=row.pk, values=values))
    row.refresh_from_db()


def test_due_is_twelve_months_after_the_outcome_was_measured_else_after_the_end(g, line):
    assert line.later_due == dt.date(LAST.year + 1, 9, 30)
    record(g, line, after=Decimal(11000), after_on=dt.date(2026, 2, 28))
    assert line.later_due == dt.date(2027, 2, 28)
    BeneficiaryLine.objects.filter(pk=line.pk).update(before=None, after=None, unit_th="")
    line.refresh_from_db()
    assert line.later_due is None


def test_who_is_due_is_found_until_somebody_asked(g, line):
    office = g.offices["DOE-92"].pk
    due = line.later_due
    assert list(follow_ups(office, due - dt.timedelta(days=1))) == []
    assert [one.pk for one in follow_ups(office, due)] == [line.pk]
    assert list(follow_ups(g.offices["DSD-92"].pk, due)) == []
    with pytest.raises(Incomplete) as caught:
        record(g, line, later=Decimal(0))
    assert set(caught.value.errors) == {"later_on"}
    record(g, line, later=Decimal(0), later_on=due)  # zero is an answer
    assert list(follow_ups(office, due)) == []


def test_a_closed_plan_takes_what_is_asked_later_and_nothing_else(g, line):
    plan = line.project.plan
    g.do("plo", Activate(target_id=plan.pk))
    g.do("plo", Close(target_id=plan.pk))
    with pytest.raises(RuleBroken):
        record(g, line, reached=5)
    record(g, line, later=Decimal(12000), later_on=dt.date(2027, 9, 30))
    assert line.later == 12000


def test_it_is_the_offices_task_and_shown_as_not_asked(g, line):
    assert outcomes_to_ask(g.actors["doe"]) == []
    BeneficiaryLine.objects.filter(pk=line.pk).update(after=1, after_on=dt.date(2020, 1, 1))
    (task,) = outcomes_to_ask(g.actors["doe"])
    assert task["status"] == "very_late"
    assert task["href"].endswith(f"/lines/beneficiary/{line.pk}/record")
    assert outcomes_to_ask(g.actors["dsd"]) == []
    client = signed_in(g, "doe")
    opened(client, task["href"])
    assert "ยังไม่ถาม" in opened(client, f"/plans/{line.project.plan_id}/projects/{line.project_id}")
    assert "ยังไม่ถาม" in opened(client, f"/plans/{line.project.plan_id}")


def test_ordered_items_without_a_line_are_the_labour_officers_tasks(g):
    items()
    assert len(development_gaps(g.actors["plo"])) == 3
    assert development_gaps(g.actors["doe"]) == []
