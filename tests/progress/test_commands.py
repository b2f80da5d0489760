"""The life of a report: who may do what, what is refused with words, what the journal and the wall are told."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from prasan.directory.actor import actor_for
from prasan.directory.models import Person, Seat
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.journal.models import Entry, Outbox
from prasan.progress import periods
from prasan.progress.commands import (
    AcceptDepartment,
    AcceptProvince,
    Answer,
    Approve,
    Chase,
    Conflict,
    OpenReport,
    Return,
    SaveFigures,
    Submit,
)
from prasan.progress.models import Figure, Report
from prasan.registers.models import Setting, Target

FULL = {"jobs": 2000, "share": 90, "visits": 700}


def sent(g, **values):
    report = g.save(g.opened(), **(values or FULL))
    return perform(g.actors["officer"], Submit(target_id=report.pk))


def levels(report):
    return set(report.figures.values_list("level", flat=True))


def test_a_report_goes_from_draft_to_the_wall(g):
    report = sent(g)
    assert (report.state, report.submitted_by.username) == ("submitted", "officer")
    assert levels(report) == {Figure.Level.SUBMITTED}
    Outbox.objects.all().delete()
    report = perform(g.actors["head"], Approve(target_id=report.pk, version=report.version))
    assert (report.state, report.approved_by.username) == ("approved", "head")
    assert levels(report) == {Figure.Level.HEAD}
    told = Outbox.objects.get(name="progress.approve")
    assert {"wall", "province:92", f"policy:{g.policy.pk}", "desk:920000", f"report:{report.pk}"} <= set(told.topics)
    report = perform(g.actors["department"], AcceptDepartment(target_id=report.pk, version=report.version))
    assert levels(report) == {Figure.Level.DEPARTMENT}
    report = perform(g.actors["plo"], AcceptProvince(target_id=report.pk, version=report.version))
    assert (report.state, report.department_by.username, report.province_by.username) == (
        "approved", "department", "plo"
    )  # fmt: skip
    assert levels(report) == {Figure.Level.PROVINCE}
    assert report.accepted


def test_saving_a_draft_does_not_stir_the_wall(g):
    Outbox.objects.all().delete()
    g.save(g.opened(), jobs=10)
    assert not [one for one in Outbox.objects.all() if "wall" in one.topics]


def test_the_two_lines_accept_in_any_order_and_once(g):
    report = perform(g.actors["head"], Approve(target_id=sent(g).pk))
    perform(g.actors["plo"], AcceptProvince(target_id=report.pk))
    assert levels(report) == {Figure.Level.PROVINCE}
    report = perform(g.actors["director"], AcceptDepartment(target_id=report.pk))
    assert report.accepted
    assert levels(report) == {Figure.Level.PROVINCE}
    for who, again in (("department", AcceptDepartment), ("plo", AcceptProvince)):
        with pytest.raises(RuleBroken, match="รับรองรายงานนี้แล้ว"):
            perform(g.actors[who], again(target_id=report.pk))


def test_neither_line_accepts_before_the_head(g):
    report = sent(g)
    for who, accept in (("department", AcceptDepartment), ("plo", AcceptProvince)):
        with pytest.raises(RuleBroken):
            perform(g.actors[who], accept(target_id=report.pk))
    assert levels(report) == {Figure.Level.SUBMITTED}


def test_where_the_head_sends_the_province_stands_in(g):
    report = g.save(g.opened("head"), "head", **FULL)
    report = perform(g.actors["head"], Submit(target_id=report.pk))
    assert levels(report) == {Figure.Level.SUBMITTED}
    with pytest.raises(Refused, match="ท่านเป็นผู้ส่ง"):
        perform(g.actors["head"], Approve(target_id=report.pk))
    report = perform(g.actors["plo"], AcceptProvince(target_id=report.pk))
    assert (report.state, report.approved_by.username, report.province_by.username) == ("approved", "plo", "plo")
    assert levels(report) == {Figure.Level.PROVINCE}


def test_where_another_head_is_in_seat_the_province_waits_even_if_a_head_sent(g):
    person = Person.objects.create(username="deputy-head", given_name="รอง", family_name="ทดสอบ")
    Seat.objects.create(
        person=person,
        office=g.offices["DOE-92"],
        role="agency-head",
        start=dt.date(2020, 1, 1),
        capacity="acting",
        order_no="1/2569",
        order_date=dt.date(2026, 1, 5),
    )
    report = g.save(g.opened("head"), "head", **FULL)
    report = perform(g.actors["head"], Submit(target_id=report.pk))
    with pytest.raises(RuleBroken, match="รอหัวหน้าหน่วยงาน"):
        perform(g.actors["plo"], AcceptProvince(target_id=report.pk))


def test_who_acts_for_the_sender_does_not_approve(g):
    """The head sends; somebody who acts from the head's seat is no second pair of eyes, nor the other way round."""
    report = g.save(g.opened("head"), "head", **FULL)
    perform(g.actors["head"], Submit(target_id=report.pk))
    acting = actor_for(Seat.objects.get(person__username="head"), g.person("second"))
    with pytest.raises(Refused, match="ท่านเป็นผู้ส่ง"):
        perform(acting, Approve(target_id=report.pk))
    perform(g.actors["plo"], Return(target_id=report.pk, reason="ตรวจอีกครั้ง"))
    perform(acting, Submit(target_id=report.pk))
    with pytest.raises(Refused, match="ท่านเป็นผู้ส่ง"):
        perform(g.actors["head"], Approve(target_id=report.pk))


def test_in_the_provinces_own_office_one_word_is_both(g):
    Target.objects.filter(indicator=g.indicators["training"], area_id=920000).update(office=g.offices["OPS-92"])
    report = g.opened("plo-officer")
    answers = [Answer(g.indicators["training"].pk, 500, cause="budget", step="เร่ง")]
    perform(g.actors["plo-officer"], SaveFigures(target_id=report.pk, version=0, answers=answers))
    perform(g.actors["plo-officer"], Submit(target_id=report.pk))
    report = perform(g.actors["plo"], AcceptProvince(target_id=report.pk))
    assert (report.state, report.approved_by.username, report.province_by.username) == ("approved", "plo", "plo")


def test_one_person_does_not_accept_for_both_lines(g):
    report = perform(g.actors["head"], Approve(target_id=sent(g).pk))
    perform(g.actors["department"], AcceptDepartment(target_id=report.pk))
    both = actor_for(Seat.objects.get(person__username="plo"), g.person("department"))
    with pytest.raises(Refused, match="อีกสายหนึ่ง"):
        perform(both, AcceptProvince(target_id=report.pk))


@pytest.mark.parametrize("column", ["approved_by", "department_by", "province_by"])
def test_the_database_holds_two_people_by_itself(g, column):
    report = g.accepted(sent(g))
    now = {f"{column.removesuffix('by')}at": timezone.now()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(**{column: g.person("officer")}, **now)


def test_the_database_holds_that_nothing_is_accepted_before_it_is_approved(g):
    report = sent(g)
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(province_at=timezone.now())


def test_figures_follow_their_report_whoever_moves_it(g):
    report = sent(g)
    Report.objects.filter(pk=report.pk).update(state="approved", approved_at=timezone.now())
    assert levels(report) == {Figure.Level.HEAD}
    Report.objects.filter(pk=report.pk).update(department_at=timezone.now())
    assert levels(report) == {Figure.Level.DEPARTMENT}
    Report.objects.filter(pk=report.pk).update(state="draft", approved_at=None, department_at=None)
    assert levels(report) == {Figure.Level.DRAFT}


@pytest.mark.parametrize("who", ["neighbour", "far-plo", "admin", "foreign-department"])
def test_outside_the_scope_a_report_does_not_exist(g, who):
    report = g.opened()
    for command in (Submit(target_id=report.pk), Approve(target_id=report.pk), SaveFigures(target_id=report.pk)):
        with pytest.raises(Refused) as refused:
            perform(g.actors[who], command)
        assert refused.value.status == 404


@pytest.mark.parametrize("who", ["plo", "minister", "department", "owner"])
def test_whoever_reads_a_report_still_may_not_type_in_it(g, who):
    report = g.opened()
    command = SaveFigures(target_id=report.pk, version=0, answers=[Answer(g.indicators["jobs"].pk, 1)])
    with pytest.raises(Refused) as refused:
        perform(g.actors[who], command)
    assert refused.value.status == 403
    assert not report.figures.exists()


@pytest.mark.parametrize("who", ["officer", "plo", "minister", "department"])
def test_only_the_head_of_the_office_approves(g, who):
    report = sent(g)
    with pytest.raises(Refused):
        perform(g.actors[who], Approve(target_id=report.pk))
    report.refresh_from_db()
    assert report.state == "submitted"


@pytest.mark.parametrize("who", ["officer", "head", "minister"])
def test_nobody_else_accepts_for_province_or_department(g, who):
    report = perform(g.actors["head"], Approve(target_id=sent(g).pk))
    for accept in (AcceptDepartment, AcceptProvince):
        with pytest.raises(Refused):
            perform(g.actors[who], accept(target_id=report.pk))


def test_who_sent_does_not_approve_even_from_another_seat(g):
    report = sent(g)
    Report.objects.filter(pk=report.pk).update(submitted_by=g.actors["head"].person_id)
    with pytest.raises(Refused, match="ท่านเป็นผู้ส่ง"):
        perform(g.actors["head"], Approve(target_id=report.pk))
    Report.objects.filter(pk=report.pk).update(submitted_by=g.actors["plo"].person_id)
    with pytest.raises(Refused, match="ท่านเป็นผู้ส่ง"):
        perform(g.actors["plo"], AcceptProvince(target_id=report.pk))


def test_approving_something_that_changed_since_it_was_seen_is_refused(g):
    report = sent(g)
    with pytest.raises(RuleBroken, match="เปลี่ยนไป"):
        perform(g.actors["head"], Approve(target_id=report.pk, version=report.version - 1))


def test_returning_needs_a_reason_and_gives_the_figures_back(g):
    report = sent(g)
    with pytest.raises(RuleBroken) as broken:
        perform(g.actors["plo"], Return(target_id=report.pk, reason="  "))
    assert broken.value.field == "reason"
    report = perform(g.actors["plo"], Return(target_id=report.pk, reason="ตรวจหลักฐาน"))
    assert (report.state, report.returned_reason, levels(report)) == ("returned", "ตรวจหลักฐาน", {Figure.Level.DRAFT})
    report = g.save(report, jobs=2100)
    report = perform(g.actors["second"], Submit(target_id=report.pk))
    assert (report.state, report.returned_reason) == ("submitted", "")


@pytest.mark.parametrize("who", ["head", "plo", "department"])
def test_each_line_returns_until_it_has_accepted(g, who):
    report = sent(g)
    if who == "department":
        with pytest.raises(RuleBroken, match="ยังไม่ถึงกรม"):
            perform(g.actors[who], Return(target_id=report.pk, reason="ตรวจหลักฐาน"))
        perform(g.actors["head"], Approve(target_id=report.pk))
        perform(g.actors["plo"], AcceptProvince(target_id=report.pk))
    report = perform(g.actors[who], Return(target_id=report.pk, reason="ตรวจหลักฐาน"))
    line = {"head": "head", "plo": "province", "department": "department"}[who]
    assert (report.state, report.returned_line, levels(report)) == ("returned", line, {Figure.Level.DRAFT})
    assert report.approved_by_id is report.province_by_id is report.department_by_id is None


def test_after_acceptance_a_line_no_longer_returns(g):
    report = g.accepted(sent(g))
    for who in ("head", "plo"):
        with pytest.raises(RuleBroken, match="เสนอแก้ไข"):
            perform(g.actors[who], Return(target_id=report.pk, reason="ตรวจหลักฐาน"))


def test_after_approval_no_figure_is_typed_over(g):
    report = perform(g.actors["head"], Approve(target_id=sent(g).pk))
    with pytest.raises(RuleBroken):
        g.save(report, jobs=1)
    assert Figure.objects.get(report=report, indicator=g.indicators["jobs"]).value == FULL["jobs"]


def test_an_empty_report_is_not_sent_and_a_late_figure_needs_cause_and_step(g):
    report = g.opened()
    with pytest.raises(RuleBroken, match="ยังไม่มีค่าใด"):
        perform(g.actors["officer"], Submit(target_id=report.pk))
    late = [Answer(g.indicators["jobs"].pk, 0)]
    perform(g.actors["officer"], SaveFigures(target_id=report.pk, version=0, answers=late))
    with pytest.raises(RuleBroken, match="ช้ากว่าแผน") as broken:
        perform(g.actors["officer"], Submit(target_id=report.pk))
    assert broken.value.field == "1"
    half = [Answer(g.indicators["jobs"].pk, 0, cause="budget", step=" ")]
    perform(g.actors["officer"], SaveFigures(target_id=report.pk, version=1, answers=half))
    with pytest.raises(RuleBroken, match="ช้ากว่าแผน"):
        perform(g.actors["officer"], Submit(target_id=report.pk))


@pytest.mark.parametrize(
    ("code", "value", "denominator", "cause"),
    [("jobs", -1, None, ""), ("share", 5, None, ""), ("share", 5, 0, ""), ("jobs", 5, None, "ฝนตก")],
)
def test_figures_that_cannot_be_are_refused(g, code, value, denominator, cause):
    answers = [Answer(g.indicators[code].pk, value, denominator, cause)]
    with pytest.raises(RuleBroken):
        perform(g.actors["officer"], SaveFigures(target_id=g.opened().pk, version=0, answers=answers))
    assert not Figure.objects.exists()


def test_another_departments_indicator_is_not_in_the_report(g):
    with pytest.raises(RuleBroken) as broken:
        g.save(g.opened(), training=5)
    assert broken.value.field == "indicator"


def test_an_empty_value_takes_the_figure_away_and_is_not_zero(g):
    report = g.save(g.opened(), jobs=5)
    g.save(report, jobs=None)
    assert not report.figures.exists()


def test_a_month_that_is_not_over_or_locked_takes_no_report(g):
    for period in (periods.add(g.period, 1), periods.add(g.period, -5)):
        with pytest.raises(RuleBroken) as broken:
            g.opened(period=period)
        assert broken.value.field == "period"
    Setting.objects.create(code="report-lock-days", value=190)
    assert g.opened(period=periods.add(g.period, -5)).state == "draft"


def test_an_office_without_indicators_has_nothing_to_report(g):
    Target.objects.filter(indicator__lead_id="DSD").delete()
    with pytest.raises(RuleBroken, match="ไม่มีตัวชี้วัด"):
        g.opened("neighbour")


def test_opening_twice_gives_the_same_report(g):
    assert g.opened().pk == g.opened("second").pk
    assert Report.objects.count() == 1


def test_the_second_of_two_people_sees_both_values(g):
    report = g.opened()
    seen = report.version
    g.save(report, "officer", jobs=60)
    mine = [Answer(g.indicators["jobs"].pk, 64, base=None)]
    with pytest.raises(Conflict) as conflict:
        perform(g.actors["second"], SaveFigures(target_id=report.pk, version=seen, answers=mine))
    found = conflict.value
    assert (found.item.figure.value, found.mine.value) == (60, 64)
    assert "officer" in found.who
    assert timezone.now() - found.at < dt.timedelta(minutes=1)
    again = [Answer(g.indicators["jobs"].pk, 64, base=60)]
    perform(g.actors["second"], SaveFigures(target_id=report.pk, version=found.version, answers=again))
    assert report.figures.get().value == 64


def test_two_people_on_different_questions_do_not_meet(g):
    report = g.opened()
    g.save(report, "officer", jobs=60)
    other = [Answer(g.indicators["visits"].pk, 7)]
    perform(g.actors["second"], SaveFigures(target_id=report.pk, version=0, answers=other))
    assert report.figures.count() == 2


def test_the_journal_tells_old_and_new_value(g):
    report = g.save(g.save(g.opened(), jobs=5), jobs=6)
    entry = Entry.objects.about(report).filter(verb="progress.save").first()
    assert entry.changes["figure:jobs"] == [5, 6]
    assert (entry.person_id, entry.area_id) == (g.actors["officer"].person_id, 920000)


def test_chasing_once_a_day_and_only_who_is_silent(g):
    office = g.offices["DSD-92"]
    perform(g.actors["plo"], Chase(target_id=office.pk, period=g.period))
    told = Outbox.objects.get(name="progress.chased")
    assert told.payload == {"office": office.pk, "period": g.period, "by": g.actors["plo"].person_id}
    with pytest.raises(RuleBroken, match="วันละหนึ่งครั้ง"):
        perform(g.actors["plo"], Chase(target_id=office.pk, period=g.period))
    sent(g)
    with pytest.raises(RuleBroken, match="ส่งรายงานแล้ว"):
        perform(g.actors["plo"], Chase(target_id=g.offices["DOE-92"].pk, period=g.period))
    for who in ("far-plo", "officer", "minister"):
        with pytest.raises(Refused):
            perform(g.actors[who], Chase(target_id=office.pk, period=g.period))


def test_the_same_key_saves_once(g):
    report = g.opened()
    command = {"target_id": report.pk, "version": 0, "answers": [Answer(g.indicators["jobs"].pk, 5)], "key": "k1"}
    first = perform(g.actors["officer"], SaveFigures(**command))
    second = perform(g.actors["officer"], SaveFigures(**command))
    assert first.version == second.version == 1


def test_opening_says_when_it_is_due(g):
    report = perform(g.actors["officer"], OpenReport(office_id=g.actors["officer"].office_id, period=g.period))
    assert report.due == periods.due(g.period, 920000, 5)
