"""Correcting what was approved: beside the figures, the same way, and only then in their place."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.journal.models import Entry, Outbox
from prasan.progress import lines, rollups
from prasan.progress.commands import (
    AcceptDepartment,
    Answer,
    ApproveCorrection,
    Correct,
    CorrectionAcceptDepartment,
    CorrectionAcceptProvince,
    Proposed,
    Return,
    ReturnCorrection,
    SaveFigures,
    Submit,
    WithdrawCorrection,
)
from prasan.progress.models import Correction, Figure, FigureChange
from prasan.registers import settings as rules
from prasan.registers.models import Dimension, DimensionMember, Setting
from tests.progress.test_commands import FULL, sent

NEW = {"jobs": 1900}


def proposed(g, report, who="officer", reason="พบยอดซ้ำ", **values):
    told = [
        Proposed(g.indicators[code].pk, value, 100 if code == "share" and value is not None else None)
        for code, value in (values or NEW).items()
    ]
    return perform(g.actors[who], Correct(report_id=report.pk, lines=told, reason=reason))


def value(report, code="jobs"):
    found = report.figures.filter(indicator__code=code).first()
    return found.value if found else None


def on_the_wall(g):
    found = rollups.board(g.policy_set.pk, g.period, rules.current().thresholds, months=1)
    return found.lines[0].cells[920000].value


@pytest.fixture
def accepted(g):
    report = g.accepted(sent(g))
    return perform(g.actors["department"], AcceptDepartment(target_id=report.pk))


def test_the_old_value_counts_until_every_line_that_accepted_has_accepted_again(g, accepted):
    one = proposed(g, accepted)
    seen = []
    for who, step in (
        ("head", ApproveCorrection), ("department", CorrectionAcceptDepartment), ("plo", CorrectionAcceptProvince)
    ):  # fmt: skip
        seen.append((value(accepted), on_the_wall(g)))
        one = perform(g.actors[who], step(target_id=one.pk))
    assert seen == [(FULL["jobs"],) * 2] * 3
    assert (one.state, value(accepted), on_the_wall(g)) == ("accepted", 1900, 1900)
    accepted.refresh_from_db()
    assert one.version == accepted.version
    assert {figure.level for figure in accepted.figures.all()} == {Figure.Level.PROVINCE}
    former = FigureChange.objects.filter(figure_id=accepted.figures.get(indicator=g.indicators["jobs"]).pk)
    assert FULL["jobs"] in set(former.values_list("value", flat=True))


def test_the_order_of_the_two_lines_does_not_matter(g, accepted):
    one = proposed(g, accepted)
    perform(g.actors["head"], ApproveCorrection(target_id=one.pk))
    perform(g.actors["plo"], CorrectionAcceptProvince(target_id=one.pk))
    assert value(accepted) == FULL["jobs"]
    perform(g.actors["department"], CorrectionAcceptDepartment(target_id=one.pk))
    assert value(accepted) == 1900


def test_a_correction_goes_as_far_as_its_report_had_come(g):
    report = g.accepted(sent(g))  # the department has not accepted it: it judges the report itself
    one = proposed(g, report)
    perform(g.actors["head"], ApproveCorrection(target_id=one.pk))
    assert not lines.corrections_waiting(g.actors["department"])
    one = perform(g.actors["plo"], CorrectionAcceptProvince(target_id=one.pk))
    assert (one.state, value(report)) == ("accepted", 1900)


def test_the_version_is_counted_up_and_who_looked_at_the_old_one_is_told(g):
    report = g.accepted(sent(g))
    seen = report.version
    one = proposed(g, report)
    perform(g.actors["head"], ApproveCorrection(target_id=one.pk))
    perform(g.actors["plo"], CorrectionAcceptProvince(target_id=one.pk))
    with pytest.raises(RuleBroken, match="เปลี่ยนไป"):
        perform(g.actors["department"], AcceptDepartment(target_id=report.pk, version=seen))


def test_a_figure_can_be_added_and_taken_away(g):
    report = g.accepted(perform(g.actors["officer"], Submit(target_id=g.save(g.opened(), jobs=2000, visits=700).pk)))
    one = proposed(g, report, visits=None, share=88)
    perform(g.actors["head"], ApproveCorrection(target_id=one.pk))
    assert (value(report, "visits"), value(report, "share")) == (700, None)
    perform(g.actors["plo"], CorrectionAcceptProvince(target_id=one.pk))
    assert (value(report, "visits"), value(report, "share"), value(report)) == (None, 88, 2000)
    assert report.figures.get(indicator=g.indicators["share"]).level == Figure.Level.PROVINCE


def test_a_refused_or_withdrawn_correction_changes_nothing_and_makes_room(g, accepted):
    one = proposed(g, accepted)
    with pytest.raises(RuleBroken) as broken:
        perform(g.actors["head"], ReturnCorrection(target_id=one.pk, reason=" "))
    assert broken.value.field == "reason"
    with pytest.raises(RuleBroken, match="รอพิจารณาอยู่"):
        proposed(g, accepted, visits=1)
    one = perform(g.actors["head"], ReturnCorrection(target_id=one.pk, reason="ไม่มีหลักฐาน"))
    assert (one.state, one.returned_line, value(accepted)) == ("returned", "head", FULL["jobs"])
    two = perform(g.actors["second"], WithdrawCorrection(target_id=proposed(g, accepted).pk))
    assert (two.state, value(accepted)) == ("withdrawn", FULL["jobs"])
    assert proposed(g, accepted).state == "submitted"


def test_nobody_judges_their_own_correction(g, accepted):
    one = proposed(g, accepted, "head")
    with pytest.raises(Refused, match="ท่านเป็นผู้ส่ง"):
        perform(g.actors["head"], ApproveCorrection(target_id=one.pk))
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.filter(pk=one.pk).update(approved_by=g.person("head"), approved_at=timezone.now())
    one = perform(g.actors["plo"], CorrectionAcceptProvince(target_id=one.pk))  # no other head: the province stands in
    assert (one.state, one.approved_by.username) == ("approved", "plo")
    perform(g.actors["director"], CorrectionAcceptDepartment(target_id=one.pk))
    assert value(accepted) == 1900


def test_a_locked_month_is_not_corrected_and_what_waited_lapses(g, accepted):
    one = proposed(g, accepted)
    Setting.objects.create(code="report-lock-days", value=1)
    with pytest.raises(RuleBroken, match="ปิดรับ"):
        perform(g.actors["head"], ApproveCorrection(target_id=one.pk))
    assert value(accepted) == FULL["jobs"]
    perform(g.actors["officer"], WithdrawCorrection(target_id=one.pk))
    with pytest.raises(RuleBroken, match="ปิดรับ"):
        proposed(g, accepted)


def test_a_returned_report_takes_its_correction_with_it(g):
    report = g.accepted(sent(g))
    one = proposed(g, report)
    perform(g.actors["department"], Return(target_id=report.pk, reason="ตรวจอีกครั้ง"))
    one.refresh_from_db()
    assert one.state == "dropped"
    with pytest.raises(RuleBroken):
        perform(g.actors["head"], ApproveCorrection(target_id=one.pk))


def test_what_cannot_be_proposed(g):
    report = sent(g)
    with pytest.raises(RuleBroken, match="แก้ไขได้ตามปกติ"):
        proposed(g, report)
    report = g.accepted(report)
    for told, words in (
        ({"jobs": FULL["jobs"]}, "ต่างจากเดิม"), ({"jobs": -1}, "ติดลบ"), ({"training": 5}, "ไม่ได้อยู่ในรายงาน")
    ):  # fmt: skip
        with pytest.raises(RuleBroken, match=words):
            proposed(g, report, **told)
    with pytest.raises(RuleBroken, match="เหตุผล"):
        proposed(g, report, reason=" ")
    for who in ("plo", "department", "minister"):
        with pytest.raises(Refused):
            proposed(g, report, who)
    for who in ("neighbour", "far-plo"):
        with pytest.raises(Refused) as refused:
            proposed(g, report, who)
        assert refused.value.status == 404
    assert not Correction.objects.exists()


def test_the_journal_and_the_pages_are_told(g, accepted):
    one = proposed(g, accepted)
    assert Entry.objects.about(one).first().changes["figure:jobs"] == [FULL["jobs"], 1900]
    perform(g.actors["head"], ApproveCorrection(target_id=one.pk))
    perform(g.actors["plo"], CorrectionAcceptProvince(target_id=one.pk))
    Outbox.objects.all().delete()
    perform(g.actors["department"], CorrectionAcceptDepartment(target_id=one.pk))
    told = Outbox.objects.get(name="progress.correction_accept_department")
    assert {"wall", "province:92", f"policy:{g.policy.pk}", f"report:{accepted.pk}"} <= set(told.topics)


def test_parts_and_their_total_are_corrected_together(g):
    """A correction of the total alone would leave parts that do not add up: refused, like a report that says so."""
    men, women = "sex:m", "sex:f"
    sex = Dimension.objects.create(code="sex", name_th="เพศ", name_en="Sex", order=1)
    for order, (code, name) in enumerate((("m", "ชาย"), ("f", "หญิง"))):
        DimensionMember.objects.create(dimension=sex, code=code, name_th=name, order=order)
    jobs = g.indicators["jobs"]
    jobs.splits = ["sex"]
    jobs.save()
    members = {men: (1200, None), women: (800, None)}
    report = g.opened()
    answer = Answer(jobs.pk, 2000, cause="budget", step="เร่ง", members=members)
    perform(g.actors["officer"], SaveFigures(target_id=report.pk, version=0, answers=[answer]))
    report = g.accepted(perform(g.actors["officer"], Submit(target_id=report.pk)))
    with pytest.raises(RuleBroken, match="รวมกันได้"):
        proposed(g, report, jobs=1900)
    told = [Proposed(jobs.pk, 5, member="sex:x")]
    with pytest.raises(RuleBroken, match="ไม่ได้อยู่ในรายงาน"):
        perform(g.actors["officer"], Correct(report_id=report.pk, lines=told, reason="พบยอดซ้ำ"))
    told = [Proposed(jobs.pk, 1900), Proposed(jobs.pk, 1100, member=men)]
    one = perform(g.actors["officer"], Correct(report_id=report.pk, lines=told, reason="พบยอดซ้ำ"))
    perform(g.actors["head"], ApproveCorrection(target_id=one.pk))
    perform(g.actors["plo"], CorrectionAcceptProvince(target_id=one.pk))
    stored = dict(report.figures.filter(indicator=jobs).values_list("member", "value"))
    assert stored == {"": 1900, men: 1100, women: 800}
