"""Several people at once, on connections of their own: one report per click, one approval, no lost value."""

import threading

import pytest
from django.db import connection

from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.journal.models import Entry
from prasan.progress.commands import (
    AcceptDepartment,
    AcceptProvince,
    Answer,
    Approve,
    ApproveCorrection,
    Chase,
    Conflict,
    Correct,
    CorrectionAcceptProvince,
    OpenReport,
    Proposed,
    Return,
    SaveFigures,
    Submit,
)
from prasan.progress.models import Report

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Run acts on threads that start together; return what each gave or raised."""
    gate = threading.Barrier(len(acts))
    found = [None] * len(acts)

    def run(place, act):
        try:
            gate.wait(5)
            found[place] = act()
        except Exception as error:
            found[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(30)
    return found


def test_a_double_click_begins_one_report(gt):
    office = gt.actors["officer"].office_id

    def begin(who):
        return lambda: perform(gt.actors[who], OpenReport(office_id=office, period=gt.period))

    found = at_once(begin("officer"), begin("officer"), begin("second"), begin("head"))
    assert {one.pk for one in found} == {Report.objects.get().pk}


def test_a_double_click_on_save_counts_once(gt):
    report = gt.opened()
    answers = [Answer(gt.indicators["jobs"].pk, 64)]

    def save():
        return perform(
            gt.actors["officer"], SaveFigures(target_id=report.pk, version=0, answers=answers, key="one click")
        )

    found = at_once(save, save, save)
    assert [one.version for one in found] == [1, 1, 1]
    assert Entry.objects.about(report).filter(verb="progress.save").count() == 1


def test_of_two_different_values_one_is_stored_and_the_other_is_shown(gt):
    report = gt.opened()

    def save(who, value):
        answers = [Answer(gt.indicators["jobs"].pk, value)]
        return lambda: perform(gt.actors[who], SaveFigures(target_id=report.pk, version=0, answers=answers))

    found = at_once(save("officer", 60), save("second", 64))
    conflicts = [one for one in found if isinstance(one, Conflict)]
    assert len(conflicts) == 1
    stored = report.figures.get().value
    assert {stored, conflicts[0].mine.value} == {60, 64}
    assert conflicts[0].item.figure.value == stored


def test_approving_and_returning_at_once_has_one_outcome(gt):
    report = gt.save(gt.opened(), jobs=2000)
    perform(gt.actors["officer"], Submit(target_id=report.pk))
    found = at_once(
        lambda: perform(gt.actors["head"], Approve(target_id=report.pk)),
        lambda: perform(gt.actors["head"], Return(target_id=report.pk, reason="ตรวจอีกครั้ง")),
    )
    assert sum(isinstance(one, RuleBroken) for one in found) == 1
    state = Report.objects.get(pk=report.pk).state
    assert {"approved": {2}, "returned": {0}}[state] == set(report.figures.values_list("level", flat=True))


def test_both_lines_accept_at_once(gt):
    report = gt.save(gt.opened(), jobs=2000)
    perform(gt.actors["officer"], Submit(target_id=report.pk))
    perform(gt.actors["head"], Approve(target_id=report.pk))
    at_once(
        lambda: perform(gt.actors["department"], AcceptDepartment(target_id=report.pk)),
        lambda: perform(gt.actors["plo"], AcceptProvince(target_id=report.pk)),
    )
    report.refresh_from_db()
    assert report.accepted
    assert set(report.figures.values_list("level", flat=True)) == {4}


def test_a_correction_is_put_in_its_place_once(gt):
    report = gt.save(gt.opened(), jobs=2000)
    report = gt.accepted(perform(gt.actors["officer"], Submit(target_id=report.pk)))
    before = report.version
    line = Proposed(gt.indicators["jobs"].pk, 1900)
    one = perform(gt.actors["officer"], Correct(report_id=report.pk, lines=[line], reason="พบยอดซ้ำ"))
    perform(gt.actors["head"], ApproveCorrection(target_id=one.pk))
    accept = CorrectionAcceptProvince(target_id=one.pk)
    found = at_once(lambda: perform(gt.actors["plo"], accept), lambda: perform(gt.actors["plo"], accept))
    assert sum(isinstance(each, RuleBroken) for each in found) == 1
    report.refresh_from_db()
    assert (report.version, report.figures.get().value) == (before + 1, 1900)


def test_an_approver_never_accepts_a_value_they_did_not_see(gt):
    report = gt.save(gt.opened(), jobs=2000)
    seen = perform(gt.actors["officer"], Submit(target_id=report.pk)).version
    perform(gt.actors["plo"], Return(target_id=report.pk, reason="ตรวจ"))
    gt.save(report, jobs=1500)
    perform(gt.actors["officer"], Submit(target_id=report.pk))
    found = at_once(lambda: perform(gt.actors["head"], Approve(target_id=report.pk, version=seen)))
    assert isinstance(found[0], RuleBroken)


def test_two_clicks_on_chase_send_one_reminder(gt):
    office = gt.offices["DSD-92"].pk

    def chase():
        return perform(gt.actors["plo"], Chase(target_id=office, period=gt.period))

    found = at_once(chase, chase, chase)
    assert sum(isinstance(one, RuleBroken | Refused) for one in found) == 2
