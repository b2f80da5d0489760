"""A province answers, and what it promises stands in its plan."""

import datetime as dt
from decimal import Decimal

import pytest

from prasan.plans.cascade import queries
from prasan.plans.cascade.commands import AcceptOffer, AnswerOffer, DecideAnswer, LandOffer
from prasan.plans.commands import Approve, Return, Revise, Submit
from prasan.plans.models import Activity, Offer, Plan
from prasan.platform.commands import Refused, RuleBroken
from prasan.registers.models import Setting, Target
from tests.plans.ground import LAST, YEAR


def answer(scene, who, code, number=1, **told):
    item = scene.item(code, number)
    scene.g.do(who, AnswerOffer(target_id=item.offer_id, item=item.pk, **told))
    return scene.item(code, number)


def test_one_tap_opens_the_plan_and_puts_project_activities_and_target_into_it(g, sent):
    g.do("plo", AcceptOffer(target_id=sent.offer("92").pk))
    assert sent.states("92") == ["accepted", "accepted"]
    plan = Plan.objects.get(area=g.areas["92"], fiscal_year=YEAR)
    project = plan.projects.get()
    assert (plan.state, project.responsible_id) == ("draft", g.person("plo"))
    assert list(project.policies.values_list("pk", flat=True)) == [g.policies[0].pk]
    first, second = project.activities.order_by("number")
    assert (first.office.code, first.indicator, first.target, first.weight) == ("DOE-92", g.indicator, 100, 60)
    assert (second.office.code, second.target, second.weight) == ("DSD-92", None, 40)
    target = Target.objects.get(indicator=g.indicator, area=g.areas["92"])
    assert (target.value, target.office.code) == (100, "DOE-92")
    g.do("plo", Submit(target_id=plan.pk))  # the plan is complete as it landed


def test_an_existing_target_is_never_overwritten(g, sent):
    Target.objects.create(indicator=g.indicator, area=g.areas["92"], fiscal_year=YEAR, value=7, path=[7] * 12)
    g.do("plo", AcceptOffer(target_id=sent.offer("92").pk))
    assert Target.objects.get(area=g.areas["92"]).value == 7


def test_an_approved_plan_takes_it_as_a_revision(g, sent):
    plan = g.approved()
    g.do("plo", AcceptOffer(target_id=sent.offer("92").pk))
    plan.refresh_from_db()
    assert (plan.state, plan.projects.count(), plan.revisions.count()) == ("revised", 2, 1)


def test_a_submitted_plan_takes_it_later(g, sent):
    plan = g.ready()
    g.do("plo", Submit(target_id=plan.pk))
    command = AcceptOffer(target_id=sent.offer("92").pk)
    g.do("plo", command)
    assert (command.landed, sent.states("92"), plan.projects.count()) == (False, ["accepted", "accepted"], 1)
    with pytest.raises(RuleBroken, match="รออนุมัติ"):
        g.do("plo", LandOffer(target_id=sent.offer("92").pk))
    assert [one.pk for one in queries.offers_waiting(g.actors["plo"])] == [sent.offer("92").pk]
    g.do("owner", Return(target_id=plan.pk, reason="แก้"))
    with pytest.raises(Refused):
        g.do("doe", LandOffer(target_id=sent.offer("92").pk))
    g.do("plo", LandOffer(target_id=sent.offer("92").pk))
    assert plan.projects.count() == 2
    assert queries.offers_waiting(g.actors["plo"]) == []


def test_a_unit_answers_for_its_own_activity_alone(g, sent):
    with pytest.raises(Refused, match="อีกหน่วยงาน"):
        answer(sent, "doe", "92", 2)
    with pytest.raises(Refused):
        answer(sent, "doe-80", "92")
    assert answer(sent, "doe", "92").state == "accepted"
    assert Activity.objects.count() == 0  # no plan yet: beginning one is the labour officer's
    g.do("plo", LandOffer(target_id=sent.offer("92").pk))
    assert Activity.objects.get().weight == Decimal(60)
    g.do("dsd", AcceptOffer(target_id=sent.offer("92").pk))  # a draft is there: the unit's own line lands at once
    assert sum(Activity.objects.values_list("weight", flat=True)) == 100


def test_small_adjustments_are_agreed_at_once_larger_ones_by_the_centre(g, sent):
    assert answer(sent, "plo", "92", answer="adjust", value=90, reason="คนน้อยกว่า").state == "agreed"
    assert Activity.objects.get().target == 90
    big = answer(sent, "plo-80", "80", answer="adjust", value=100, reason="อุทกภัย")
    assert (big.state, big.promised) == ("adjusted", 100)
    assert [one.pk for one in queries.cascades_to_decide(g.actors["owner"])] == [sent.cascade.pk]
    with pytest.raises(RuleBroken) as caught:
        g.do("owner", DecideAnswer(target_id=big.offer_id, item=big.pk, agree=False))
    assert caught.value.field == "reason"
    g.do("owner", DecideAnswer(target_id=big.offer_id, item=big.pk, agree=False, reason="ขอ 130"))
    again = sent.item("80")
    assert (again.state, again.promised, again.decision) == ("open", None, "ขอ 130")
    answer(sent, "plo-80", "80", answer="adjust", value=100, reason="ทำไม่ได้จริง")
    g.do("secretary", DecideAnswer(target_id=big.offer_id, item=big.pk))
    assert sent.item("80").state == "agreed"
    tally = queries.summary(sent.cascade)[0]
    assert (tally.asked, tally.promised, tally.answered_asked) == (300, 190, 250)


@pytest.mark.parametrize(
    ("tolerance", "value", "state"),
    [(0, 99, "adjusted"), (10, 99, "agreed"), (10, 98, "adjusted"), (10, 101, "agreed")],
)
def test_the_tolerance_is_a_setting(g, sent, tolerance, value, state):
    Setting.objects.create(code="cascade-tolerance", value=tolerance)
    assert answer(sent, "plo", "92", answer="adjust", value=value, reason="ตามกำลัง").state == state


def test_a_longer_period_waits_for_the_centre_a_shorter_one_does_not(g, sent):
    early = {"start": dt.date(2025, 11, 1), "end": LAST}
    assert answer(sent, "plo", "92", answer="adjust", value=100, reason="เริ่มก่อน", **early).state == "adjusted"
    inside = {"start": dt.date(2026, 2, 1), "end": dt.date(2026, 5, 31)}
    item = answer(sent, "plo-80", "80", answer="adjust", value=150, reason="ฤดูฝน", **inside)
    assert (item.state, item.begins) == ("agreed", dt.date(2026, 2, 1))


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"answer": "adjust", "value": 90}, "reason"),
        ({"answer": "decline"}, "reason"),
        ({"answer": "adjust", "reason": "x"}, "value"),
        ({"answer": "adjust", "reason": "x", "value": 100}, "value"),
        ({"answer": "adjust", "reason": "x", "value": -1}, "value"),
        ({"answer": "adjust", "reason": "x", "value": 90, "end": dt.date(2027, 1, 1)}, "end"),
        ({"asked": 99, "looked": True}, ""),
        ({"answer": "burn"}, ""),
    ],
)
def test_an_answer_without_sense_is_refused_in_words(g, sent, told, field):
    with pytest.raises(RuleBroken) as caught:
        answer(sent, "plo", "92", **told)
    assert caught.value.field == field
    assert sent.item("92").state == "open"


def test_what_does_not_apply_is_decided_by_the_centre_and_the_weights_follow(g, sent):
    answer(sent, "plo", "92", 2)
    item = answer(sent, "plo", "92", 1, answer="decline", reason="ไม่มีแรงงานนอกระบบ")
    g.do("owner", DecideAnswer(target_id=item.offer_id, item=item.pk))
    assert sent.item("92").state == "not_applicable"
    assert (
        sent.offer("92").project.activities.get().weight == 40
    )  # landed before; mended when the plan is next taken up
    assert queries.whole([sent.item("92"), sent.item("92", 2)]) == "answered"


def test_an_agreed_adjustment_lands_in_a_draft_but_opens_no_revision(g, sent):
    answer(sent, "plo", "92", 2)
    item = answer(sent, "plo", "92", answer="adjust", value=10, reason="คนน้อย")
    g.do("owner", DecideAnswer(target_id=item.offer_id, item=item.pk))
    assert sent.offer("92").project.activities.count() == 2
    plan = g.ready(who="plo-80", area="80")
    g.do("plo-80", Submit(target_id=plan.pk))
    g.do("owner", Approve(target_id=plan.pk))
    item = answer(sent, "plo-80", "80", answer="adjust", value=10, reason="คนน้อย")
    g.do("owner", DecideAnswer(target_id=item.offer_id, item=item.pk))
    plan.refresh_from_db()
    assert (plan.state, plan.projects.count()) == ("approved", 1)
    g.do("plo-80", Revise(target_id=plan.pk, reason="รับ"))
    g.do("plo-80", LandOffer(target_id=item.offer_id))
    assert plan.projects.count() == 2


def test_a_removed_activity_is_the_labour_officers_task_again(g, sent):
    g.do("plo", AcceptOffer(target_id=sent.offer("92").pk))
    Offer.objects.get(area=g.areas["92"]).project.delete()
    assert queries.whole([sent.item("92"), sent.item("92", 2)]) == "landing"
    g.do("plo", LandOffer(target_id=sent.offer("92").pk))
    assert sent.offer("92").project.activities.count() == 2
