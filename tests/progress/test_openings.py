"""A locked month opened again: by whom, for whom, until when; unused it ends by itself."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.progress import periods
from prasan.progress.commands import OpenMonth, SaveFigures
from prasan.progress.models import Opening
from prasan.registers.models import Setting

WEEK = dt.timedelta(days=7)


@pytest.fixture
def locked(g):
    """The open month, locked: it is in the present fiscal year's reach or the one just closed."""
    Setting.objects.create(code="report-lock-days", value=1)
    return g.period


def open_month(g, period, who="duty", office="DOE-92", days=7, reason="หน่วยงานน้ำท่วม ส่งไม่ทัน"):
    until = timezone.localdate() + dt.timedelta(days=days)
    return perform(
        g.actors[who], OpenMonth(office_id=g.offices[office].pk, period=period, until=until, reason=reason)
    )  # fmt: skip


def test_a_locked_month_that_was_never_reported_is_opened_and_reported(g, locked):
    with pytest.raises(RuleBroken, match="ปิดรับ"):
        g.opened(period=locked)
    made = open_month(g, locked)
    assert (made.line, made.opened_by.username) == ("", "duty")
    report = g.save(g.opened(period=locked), jobs=5)
    assert report.figures.get().value == 5
    with pytest.raises(RuleBroken, match="ปิดรับ"):  # for that office alone
        g.opened("neighbour", period=locked)


def test_it_ends_by_itself(g, locked, monkeypatch):
    open_month(g, locked)
    report = g.opened(period=locked)
    later = timezone.localdate() + WEEK + dt.timedelta(days=1)
    monkeypatch.setattr("prasan.progress.commands.limits.timezone.localdate", lambda *_: later)
    with pytest.raises(RuleBroken, match="ปิดรับ"):
        g.save(report, jobs=5)


def test_each_line_opens_its_own_offices_and_the_centre_every_one(g, monkeypatch):
    year = g.period // 100
    first = year * 100 + 1
    today = dt.date(year - 543, 9, 20)  # late in the year, so that its first months are locked
    for name in ("limits", "openings"):
        monkeypatch.setattr(f"prasan.progress.commands.{name}.timezone.localdate", lambda *_: today)

    def opened(who, period, office="DOE-92"):
        command = OpenMonth(office_id=g.offices[office].pk, period=period, until=today + WEEK, reason="แก้ยอด")
        return perform(g.actors[who], command)

    assert opened("plo", first).line == "province"
    assert opened("department", periods.add(first, 1)).line == "department"
    assert opened("director", periods.add(first, 2)).line == "department"
    assert opened("duty", periods.add(first, -3)).line == ""
    with pytest.raises(RuleBroken, match="ปีงบประมาณก่อน"):
        opened("plo", periods.add(first, -1))
    for who, office in (("plo", "DOE-80"), ("department", "DSD-92"), ("officer", "DOE-92"), ("head", "DOE-92")):
        with pytest.raises(Refused):
            opened(who, first, office)


def test_what_cannot_be_opened(g, locked):
    with pytest.raises(RuleBroken, match="ยังไม่ปิดรับ"):
        open_month(g, periods.add(locked, 1))
    with pytest.raises(RuleBroken) as broken:
        open_month(g, locked, reason="  ")
    assert broken.value.field == "reason"
    for days in (-1, 15):
        with pytest.raises(RuleBroken) as broken:
            open_month(g, locked, days=days)
        assert broken.value.field == "until"
    Setting.objects.create(code="report-opening-days", value=30)
    open_month(g, locked, days=15)
    with pytest.raises(RuleBroken, match="เปิดให้แก้ไขอยู่แล้ว"):
        open_month(g, locked)
    with pytest.raises(Refused):
        open_month(g, locked, office="DOE")


def test_the_database_holds_reason_and_end(g, locked):
    made = open_month(g, locked)
    for change in ({"reason": ""}, {"until": made.opened_on - dt.timedelta(days=1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Opening.objects.filter(pk=made.pk).update(**change)


def test_an_opened_month_still_follows_every_other_rule(g, locked):
    open_month(g, locked)
    report = g.opened(period=locked)
    with pytest.raises(Refused):
        perform(g.actors["plo"], SaveFigures(target_id=report.pk, version=0, answers=[]))
