"""The life of a report: who may do what, what is refused with words, what the journal and the wall are told."""

import datetime as dt

import pytest
from django.utils import timezone

from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.journal.models import Entry, Outbox
from prasan.progress import periods
from prasan.progress.commands import Answer, Approve, Chase, Conflict, OpenReport, Reopen, Return, SaveFigures, Submit
from prasan.progress.models import Figure, FigureChange, Report
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
    report = perform(g.actors["plo"], Approve(target_id=report.pk, version=report.version))
    assert (report.state, report.approved_by.username) == ("approved", "plo")
    assert levels(report) == {Figure.Level.PROVINCE}
    told = Outbox.objects.get(name="progress.approve")
    assert {"wall", "province:92", f"policy:{g.policy.pk}", "desk:920000", f"report:{report.pk}"} <= set(told.topics)


def test_saving_a_draft_does_not_stir_the_wall(g):
    Outbox.objects.all().delete()
    g.save(g.opened(), jobs=10)
    assert not [one for one in Outbox.objects.all() if "wall" in one.topics]


def test_a_head_who_sends_vouches_for_the_figures(g):
    report = g.save(g.opened("head"), "head", **FULL)
    report = perform(g.actors["head"], Submit(target_id=report.pk))
    assert levels(report) == {Figure.Level.HEAD}


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


@pytest.mark.parametrize("who", ["officer", "head", "minister", "department"])
def test_only_the_labour_officer_of_the_province_approves(g, who):
    report = sent(g)
    with pytest.raises(Refused):
        perform(g.actors[who], Approve(target_id=report.pk))
    report.refresh_from_db()
    assert report.state == "submitted"


def test_who_sent_does_not_approve_even_from_another_seat(g):
    report = sent(g)
    Report.objects.filter(pk=report.pk).update(submitted_by=g.actors["plo"].person_id)
    with pytest.raises(Refused, match="ท่านเป็นผู้ส่ง"):
        perform(g.actors["plo"], Approve(target_id=report.pk))


def test_approving_something_that_changed_since_it_was_seen_is_refused(g):
    report = sent(g)
    with pytest.raises(RuleBroken, match="เปลี่ยนไป"):
        perform(g.actors["plo"], Approve(target_id=report.pk, version=report.version - 1))


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


def test_after_approval_no_figure_changes_without_reopening(g):
    report = perform(g.actors["plo"], Approve(target_id=sent(g).pk))
    with pytest.raises(RuleBroken):
        g.save(report, jobs=1)
    assert Figure.objects.get(report=report, indicator=g.indicators["jobs"]).value == FULL["jobs"]
    report = perform(g.actors["plo"], Reopen(target_id=report.pk, reason="พบยอดซ้ำ"))
    assert levels(report) == {Figure.Level.DRAFT}
    g.save(report, jobs=1900)
    assert Figure.objects.get(report=report, indicator=g.indicators["jobs"]).value == 1900
    former = FigureChange.objects.filter(figure_id=report.figures.get(indicator=g.indicators["jobs"]).pk)
    assert FULL["jobs"] in set(former.values_list("value", flat=True))


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
    Setting.objects.create(code="report-lock-months", value=6)
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
