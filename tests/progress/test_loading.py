"""Many figures at once: every bad row is named and nothing is half loaded; history, journal and roll-ups follow."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from prasan.platform.commands import SYSTEM, Refused, RuleBroken, perform
from prasan.platform.journal.models import Entry
from prasan.progress import folding, periods, sheets
from prasan.progress.bulk.staging import read_period
from prasan.progress.loading import BadFile, LoadFigures
from prasan.progress.models import Dirty, Figure, FigureChange, Load, Place, Report

pytestmark = pytest.mark.django_db
HEAD = "indicator,area,period,office,value,denominator"


def content(*lines, head=HEAD):
    return "\n".join([head, *lines]).encode() + b"\n"


def load(*lines, actor=SYSTEM, head=HEAD, raw=None, **more):
    return perform(actor, LoadFigures(file_name="x.csv", content=raw or content(*lines, head=head), **more))


def bad(*lines, **more):
    with pytest.raises(BadFile) as told:
        load(*lines, **more)
    assert not Figure.objects.exists()
    assert not Report.objects.exists()
    assert not Load.objects.exists()
    return [(row.line, row.code) for row in told.value.rows]


@pytest.fixture
def month(g):
    return f"{periods.bounds(g.period)[0]:%Y-%m}"


def test_a_file_becomes_reports_figures_journal_and_roll_ups(g, month):
    done = load(f"jobs,92,{month},DOE-92,120,", f"share,92,{month},DOE-92,30,90", f"jobs,80,{month},DOE-80,80,")
    assert (done.rows, done.figures, done.reports) == (3, 3, 2)
    assert set(Report.objects.values_list("state", "period")) == {("approved", g.period)}
    assert Entry.objects.filter(verb="progress.load", model="progress.report").count() == 2
    assert Entry.objects.filter(verb="progress.load", model="progress.load").count() == 1
    slot = Place.objects.get(area_id=920_000).slot
    for _ in ("dirty", "folded"):
        sheet = sheets.read([g.indicators["jobs"].pk], g.period, g.period).get(g.indicators["jobs"].pk, g.period, 4)
        assert sheet.at(slot) == (120, 1, 0)
        folding.fold_all()


@pytest.mark.parametrize("said", [None, "1"])
def test_only_a_load_may_leave_references_unlooked_at_and_only_its_own_rows(g, month, said):
    load(f"jobs,92,{month},DOE-92,120,")  # the word of this load ends with its statements, in this same transaction
    good = Figure.objects.get()
    with connection.cursor() as cursor:
        if said is not None:
            cursor.execute("SELECT set_config('prasan.figures_checked', %s, true)", [said])
    with pytest.raises(IntegrityError, match="does not exist"), transaction.atomic():
        Figure.objects.create(
            indicator_id=4_444_444, area_id=good.area_id, office_id=good.office_id, report_id=good.report_id,
            period=good.period, value=1, level=4,
        )  # fmt: skip
    Figure.objects.update(value=121)
    assert list(FigureChange.objects.values_list("value", flat=True)) == [120]


def test_a_second_load_changes_what_differs_and_keeps_the_former_value(g, month):
    load(f"jobs,92,{month},DOE-92,120,", f"training,92,{month},DSD-92,7,")
    done = load(f"jobs,92,{month},DOE-92,150,", f"training,92,{month},DSD-92,7,")
    assert (done.figures, Report.objects.count()) == (1, 2)
    assert list(FigureChange.objects.values_list("value", flat=True)) == [120]


def test_a_known_report_gets_what_changed_and_what_is_new_and_roll_ups_see_both(g, month):
    load(f"jobs,92,{month},DOE-92,120,", f"share,92,{month},DOE-92,30,90", level=2)
    folding.fold_all()
    done = load(
        f"jobs,92,{month},DOE-92,150,", f"share,92,{month},DOE-92,30,90", f"visits,92,{month},DOE-92,5,", level=2
    )
    assert (done.figures, list(FigureChange.objects.values_list("value", "level"))) == (2, [(120, 2)])
    noted = set(Dirty.objects.values_list("indicator_id", flat=True))
    assert noted == {g.indicators[code].pk for code in ("jobs", "visits")}
    slot = Place.objects.get(area_id=920_000).slot
    for _ in ("dirty", "folded"):
        ids = [g.indicators[code].pk for code in ("jobs", "share", "visits")]
        read = sheets.read(ids, g.period, g.period)
        assert [read.get(pk, g.period, 2).at(slot) for pk in ids] == [(150, 1, 0), (30, 1, 90), (5, 1, 0)]
        folding.fold_all()


def test_every_bad_row_is_named_by_its_line(g, month):
    g.indicators["jobs"].decimals = 1
    g.indicators["jobs"].save()
    found = bad(
        f"jobs,92,{month},DOE-92,120,",
        f"nothing,92,{month},DOE-92,1,",
        f"jobs,77,{month},DOE-92,1,",
        f"jobs,92,{month},XX-92,1,",
        "jobs,92,soon,DOE-92,1,",
        f"jobs,80,{month},DOE-92,1,",
        f"training,92,{month},DSD-92,many,",
        f"training,80,{month},DSD-80,,",
        f"training,92,{month},DSD-92,-4,",
        f"jobs,80,{month},DOE-80,1.25,",
        f"share,92,{month},DOE-92,5,",
        "jobs,92,2570-01,DOE-92,1,",
        f"jobs,92,{month},DOE-92,121,",
    )
    assert found == [
        (3, "indicator"), (4, "area"), (5, "office"), (6, "period"), (7, "outside"), (8, "value"), (9, "empty"),
        (10, "negative"), (11, "decimals"), (12, "whole"), (13, "future"), (14, "twice"),
    ]  # fmt: skip


@pytest.mark.parametrize("known", [False, True])
def test_a_key_twice_is_named_also_where_nothing_else_is_wrong(g, month, known):
    rows = [f"jobs,92,{month},DOE-92,120,", f"training,92,{month},DSD-92,7,", f"jobs,92,{month},DOE-92,121,"]
    if known:
        load(*rows[:2])
    with pytest.raises(BadFile) as told:
        load(*rows)
    assert [(row.line, row.code) for row in told.value.rows] == [(4, "twice")]
    assert "2" in told.value.rows[0].text
    assert set(Figure.objects.values_list("value", flat=True)) == ({120, 7} if known else set())


def test_a_report_without_figures_and_one_with_some_are_loaded_together(g, month):
    load(f"jobs,92,{month},DOE-92,120,")
    Report.objects.create(
        office=g.offices["DOE-80"], area_id=800_000, period=g.period, due=periods.due(g.period, 800_000, 5)
    )  # fmt: skip
    done = load(f"jobs,92,{month},DOE-92,121,", f"jobs,80,{month},DOE-80,5,", f"training,92,{month},DSD-92,7,")
    assert (done.figures, done.reports) == (3, 3)
    assert set(Figure.objects.values_list("value", flat=True)) == {121, 5, 7}
    assert list(FigureChange.objects.values_list("value", flat=True)) == [120]


@pytest.mark.parametrize("typed", ["0x10", "1_000", "1e3", "NaN", "123456789012345678"])
def test_what_a_database_would_read_but_nobody_means_is_refused(g, month, typed):
    assert bad(f"jobs,92,{month},DOE-92,{typed},") == [(2, "value")]


def test_a_figure_of_another_month_than_its_report_is_refused_by_the_database(g, month):
    load(f"jobs,92,{month},DOE-92,120,")
    figure = Figure.objects.get()
    figure.pk, figure.period = None, periods.add(g.period, -1)
    with pytest.raises(IntegrityError, match="report"), transaction.atomic():
        figure.save(force_insert=True)


def test_a_month_that_is_not_over_and_one_that_is_closed_are_refused(g):
    first, _last = periods.bounds(periods.add(g.period, 1))
    old, _last = periods.bounds(periods.add(g.period, -6))
    assert bad(f"jobs,92,{first:%Y-%m},DOE-92,1,") == [(2, "future")]
    assert bad(f"jobs,92,{old:%Y-%m},DOE-92,1,") == [(2, "locked")]


def test_earlier_years_are_loaded_with_their_reason(g):
    line = f"jobs,92,{periods.bounds(periods.add(g.period, -30))[0]:%Y-%m},DOE-92,1,"
    with pytest.raises(RuleBroken, match="เหตุผล"):
        load(line, earlier_years=True)
    assert load(line, earlier_years=True, reason="ยกข้อมูลเดิมเข้าระบบ").figures == 1


def test_numbers_are_read_as_thais_type_them(g, month):
    load(f'jobs,92,{month},DOE-92,"๑,๒๓๔",', f"training,92,{month},DSD-92,1 250,", f"share,92,{month},DOE-92,5,๑๐")
    found = dict(Figure.objects.values_list("indicator__code", "value"))
    assert found == {"jobs": 1234, "training": 1250, "share": 5}


def test_decimals_are_kept_exactly(g, month):
    g.indicators["jobs"].decimals = 2
    g.indicators["jobs"].save()
    load(f"jobs,92,{month},DOE-92,1234.5,", f"jobs,80,{month},DOE-80,0.07,")
    assert set(Figure.objects.values_list("value", flat=True)) == {123450, 7}


def test_a_district_is_reported_by_its_provinces_office(g, month):
    from prasan.directory.models import Area

    Area.objects.create(
        id=920_100, last=920_199, code="9201", kind="district", name_th="เมือง", name_en="Mueang", parent=g.areas["92"]
    )
    assert load(f"jobs,9201,{month},DOE-92,3,").figures == 1


@pytest.mark.parametrize("head", ["indicator,area,period,value", "indicator,area,period,office,value,secret", "a"])
def test_a_wrong_header_is_refused_by_name(g, head, month):
    with pytest.raises(RuleBroken, match=r"คอลัมน์"):
        load(f"jobs,92,{month},1", head=head)


def test_an_empty_file_is_refused(g):
    with pytest.raises(RuleBroken, match="ไม่มีแถว"):
        load()


def test_only_the_centre_loads(g, month):
    with pytest.raises(Refused):
        load(f"jobs,92,{month},DOE-92,1,", actor=g.actors["plo"])


def test_a_file_of_the_thai_windows_code_page_is_read(g):
    month = periods.label(g.period, "th")
    assert load(raw=content(f"jobs,92,{month},DOE-92,๕,").decode().encode("cp874")).figures == 1


@pytest.mark.parametrize(
    ("typed", "period"),
    [("256901", 256901), ("2025-10", 256901), ("2025-10-31", 256901), ("ต.ค. 2568", 256901), ("๒๕๖๙๐๑", 256901),
     ("256913", None), ("2025-13", None), ("", None), ("เดือนก่อน", None)],
)  # fmt: skip
def test_months_in_every_usual_form(typed, period):
    assert read_period(typed) == period
