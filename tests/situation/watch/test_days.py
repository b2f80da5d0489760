"""Each place's word on its day, and the centre's daily report."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from prasan.platform.commands import Refused, RuleBroken
from prasan.situation.models import DayReport, DaySheet, Item, Source, Urgent
from prasan.situation.watch import daily
from prasan.situation.watch.commands.days import ReportDay
from prasan.situation.watch.commands.urgent import ConfirmUrgent, RaiseUrgent
from prasan.situation.watch.days import due_at, matrix, reporting_offices, silent
from prasan.situation.watch.document import data_of, pdf


def today():
    return timezone.localdate()


def test_normal_is_data(g):
    one = g.do("plo", ReportDay())
    assert (one.day, one.is_normal, one.text, one.office.code) == (today(), True, "", "OPS-92")


def test_a_later_word_replaces_the_earlier_one(g):
    g.do("plo", ReportDay())
    g.do("plo-officer", ReportDay(is_normal=False, text="โรงงานหยุดสายการผลิต"))
    one = DayReport.objects.get()
    assert (one.is_normal, one.text) == (False, "โรงงานหยุดสายการผลิต")


def test_what_happened_must_be_said(g):
    for told, field in (
        (ReportDay(is_normal=False), "text"), (ReportDay(is_normal=True, text="ไฟไหม้"), "text"),
        (ReportDay(day=today() + dt.timedelta(days=1)), "day"), (ReportDay(day=today() - dt.timedelta(days=8)), "day"),
    ):  # fmt: skip
        with pytest.raises(RuleBroken) as broken:
            g.do("plo", told)
        assert broken.value.field == field
    with pytest.raises(IntegrityError), transaction.atomic():
        DayReport.objects.create(
            office=g.offices["OPS-92"], area=g.areas["92"], day=today(), is_normal=False, by_id=g.person("plo"),
            sent_at=timezone.now(),
        )  # fmt: skip


def test_offices_that_do_not_lead_owe_no_word(g):
    for who in ("doe", "duty", "department", "minister"):
        with pytest.raises(Refused):
            g.do(who, ReportDay())
    assert [one.code for one in reporting_offices(today())] == ["OPS-80", "OPS-92", "ABROAD-TW-TAIPEI"]
    g.do("counsellor", ReportDay())


def test_silence_is_visible_once_the_hour_has_come(g):
    day = today() - dt.timedelta(days=1)
    g.do("plo", ReportDay(day=day))
    before, after = due_at(day) - dt.timedelta(minutes=1), due_at(day)
    assert silent(day, before) == []
    assert [one.code for one in silent(day, after)] == ["OPS-80", "ABROAD-TW-TAIPEI"]


def test_the_table_shows_what_the_reader_sees(g):
    g.do("plo", ReportDay(day=today() - dt.timedelta(days=1)))
    rows = matrix(g.actors["duty"], today())
    assert {row.office.code for row in rows} == {"OPS-92", "OPS-80", "ABROAD-TW-TAIPEI"}
    own = matrix(g.actors["plo"], today())
    assert [row.office.code for row in own] == ["OPS-92"]
    assert own[0].cells[1].state == "normal"
    assert own[0].cells[1].late
    assert own[0].cells[2].state == "silent"
    assert own[0].silent in {12, 13}


def test_the_table_takes_the_same_queries_for_any_number_of_places(g, django_assert_num_queries):
    with django_assert_num_queries(2):
        matrix(g.actors["duty"], today())


def test_the_daily_report_is_frozen_once(g):
    source = Source.objects.create(code="s", kind="paste", name_th="ส่งต่อ", office=g.offices["CENTRE"])
    event = g.event(severity="severe", affected=12)
    g.event(title="ลับ", classification=2)
    Item.objects.create(source=source, identity="1", title="ข่าว", received_at=timezone.now())
    g.do("duty", RaiseUrgent(target_id=event.pk))
    g.do("plo", ConfirmUrgent(target_id=Urgent.objects.get(person_id=g.person("plo")).pk))
    day = timezone.localdate(timezone.now() + dt.timedelta(days=1))
    if timezone.now() < daily.window(timezone.localdate())[1]:
        day = timezone.localdate()
    made, fresh = daily.freeze(day)
    again, second = daily.freeze(day)
    assert fresh
    assert not second
    assert made.pk == again.pk
    sheet = made.sheet
    assert [row["code"] for row in sheet["events"]["opened"]] == [event.code]
    assert sheet["events"]["opened_classified"] == 1
    assert "ลับ" not in str(sheet)
    assert sheet["items"] == {"received": 1, "relevant": 1, "reprints": 0, "linked": 0}
    assert (sheet["urgent"]["raised"], sheet["urgent"]["in_time"], sheet["urgent"]["unread"]) == (4, 1, 3)
    assert sheet["days"]["asked"] == 3
    with pytest.raises(ProgrammingError), transaction.atomic():
        DaySheet.objects.filter(pk=made.pk).update(day=day)


def test_the_document_is_set_from_the_frozen_sheet(g):
    g.event(severity="severe")
    made, _fresh = daily.freeze(timezone.localdate())
    data = data_of(made)
    assert data["tables"][3]["rows"]
    assert pdf(made).startswith(b"%PDF")
