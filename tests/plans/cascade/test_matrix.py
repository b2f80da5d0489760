"""Every cell of the matrix has one state, and every gap is somebody's task."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from prasan.desk.pages.cascade_tasks import cascade_tasks
from prasan.plans.cascade import matrix
from prasan.plans.cascade.commands import AcceptOffer, AnswerOffer, DecideAnswer
from prasan.plans.cascade.pages.matrix import workbook
from prasan.registers.models import Target
from tests.plans import ground
from tests.plans.ground import YEAR


@pytest.fixture(autouse=True)
def this_year(monkeypatch):
    monkeypatch.setattr(matrix, "fiscal_year", lambda day: YEAR)


def build(g, who="owner", **asked):
    return matrix.build(g.actors[who], matrix.Asked(year=YEAR, **asked))


def cell(g, code, policy=0, **asked):
    return build(g, **asked).cell(g.policies[policy].pk, g.areas[code].pk)


def test_a_cell_goes_from_gap_over_pending_to_planned(g, sent):
    assert (cell(g, "92").state, cell(g, "92").task, cell(g, "92").by) == ("pending", "answer", "province")
    assert (cell(g, "92", 1).state, cell(g, "92", 1).task) == ("gap", "plan")
    item = sent.item("92")
    g.do("plo", AnswerOffer(target_id=item.offer_id, item=item.pk, answer="adjust", value=1, reason="น้อย"))
    other = sent.item("92", 2)
    g.do("plo", AnswerOffer(target_id=item.offer_id, item=other.pk, answer="decline", reason="ไม่มี"))
    assert (cell(g, "92").state, cell(g, "92").by) == ("pending", "centre")
    g.do("owner", DecideAnswer(target_id=item.offer_id, item=other.pk))
    g.do("owner", DecideAnswer(target_id=item.offer_id, item=item.pk, agree=False, reason="ลองใหม่"))
    g.do("plo", AcceptOffer(target_id=item.offer_id))
    found = cell(g, "92")
    assert (found.state, found.activities, found.draft, found.task) == ("planned", 1, True, "")


def test_not_applicable_says_why(g, draft):
    draft.split(total=150, v80=None)
    draft.split(number=2, total=None, v80=None)
    draft.send()
    assert (cell(g, "80").state, cell(g, "80").why) == ("not_applicable", "ไม่มีชายฝั่ง")
    g.indicator.policy, g.indicator.is_main = g.policies[1], True
    g.indicator.save()
    keys = {"indicator": g.indicator, "area": g.areas["93"], "fiscal_year": YEAR}
    Target.objects.create(**keys, applies=False, reason="ไม่มีโรงงาน", path=[0] * 12)
    assert (cell(g, "93", 1).state, cell(g, "93", 1).why) == ("not_applicable", "ไม่มีโรงงาน")


def test_after_a_replaced_set_old_projects_show_as_not_mapped(g):
    g.approved()
    assert cell(g, "92").state == "planned"
    newer = ground.policy_set("second", 2, ground.FIRST)
    policies = ground.add_policies(newer)
    found = build(g, policy_set="second")
    assert {found.cell(one.pk, g.areas["92"].pk).state for one in policies} == {"unmapped"}
    assert {found.cell(one.pk, g.areas["80"].pk).state for one in policies} == {"gap"}
    assert cell(g, "92", policy_set="first").state == "planned"


def test_readers_see_the_provinces_of_their_scope_and_filters_narrow(g):
    assert len(build(g).provinces) == len(build(g, "department").provinces) == 3
    assert [one.area.code for one in build(g, "plo").provinces] == ["92"]
    assert [one.area.code for one in build(g, "doe").provinces] == ["92"]
    assert len(build(g, group=6).provinces) == 3
    assert build(g, group=7).provinces == []
    assert build(g, axis="area").policies == []
    assert build(g, agency="DOE").policies == g.policies


def test_it_asks_a_constant_number_of_questions(g, sent):
    with CaptureQueriesContext(connection) as asked:
        found = build(g)
    assert len(asked) <= 8
    assert sum(found.counts().values()) == len(found.cells) == 6


def test_every_gap_is_in_the_list_of_whose_task_it_is(g, sent):
    told = [one["what"] for one in cascade_tasks(g.actors["plo"])]
    assert told[0].startswith("ตอบสิ่งที่ส่วนกลางถ่ายทอด")
    assert "first 2" in told[1]
    assert len(cascade_tasks(g.actors["doe"])) == 1
    assert cascade_tasks(g.actors["owner"]) == cascade_tasks(g.actors["minister"]) == []
    item = sent.item("92")
    g.do("plo", AnswerOffer(target_id=item.offer_id, item=item.pk, answer="decline", reason="ไม่มี"))
    assert len(cascade_tasks(g.actors["owner"])) == 1
    assert cascade_tasks(g.actors["doe"]) == []


def test_the_workbook_holds_the_table_and_the_tasks(g, sent):
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook(build(g))))
    table, tasks = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
    assert (len(table), len(table[0])) == (4, 3)
    assert len(tasks) == 1 + 6
    assert all(row[5] for row in tasks[1:])  # each names whose it is
