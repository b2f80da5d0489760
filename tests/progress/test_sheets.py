"""Packed roll-ups: equal to a brute-force sum at every level, fresh at once, the same after folding twice or dying."""

from __future__ import annotations

import json
import random
import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from prasan.directory.models import Area
from prasan.progress import folding, periods, rebuilding, sheets
from prasan.progress.models import Dirty, Figure, Place, Report, Sheet, Strip
from tests.progress.test_rollups import put

pytestmark = pytest.mark.django_db
FIRST = 256901


def oracle(indicator, period, area, level):
    """Sum the figures one by one, as a person with a pencil would."""
    rows = [
        one for one in Figure.objects.all()
        if one.indicator_id == indicator and one.period == period and one.level >= max(level, 1)
        and area.pk <= one.area_id <= area.last and one.member == ""
    ]  # fmt: skip
    return sum(one.value for one in rows), len(rows), sum(one.denominator or 0 for one in rows)


def slot(area):
    return Place.objects.get(area_id=area.pk).slot


def check(g, shown):
    """Compare sheets and strips with the pencil, for every indicator, month, province and level."""
    where = sheets.places()
    ids = [one.pk for one in g.indicators.values()]
    for level in (1, 2, 3, 4):
        read = sheets.read(ids, shown[0], shown[-1], level)
        strips = sheets.months(ids, list(where.slots.values()), level)
        for indicator in ids:
            for area in (g.areas["92"], g.areas["80"]):
                first, strip = strips.get((indicator, where.slots[area.pk]), (shown[0], sheets.Vector()))
                for period in shown:
                    expected = oracle(indicator, period, area, level)
                    sheet = read.get(indicator, period, level)
                    assert (sheet.at(where.slots[area.pk]) if sheet else (0, 0, 0)) == expected
                    place = len(periods.between(first, period)) - 1 if period >= first else -1
                    assert strip.at(place) == expected


def mess(g, rng, shown):
    """Do one random thing to the figures: a new one, another value, another level, one gone."""
    code, area, period = rng.choice(["jobs", "share", "training"]), rng.choice(["92", "80"]), rng.choice(shown)
    known = Figure.objects.filter(indicator=g.indicators[code], area=g.areas[area], period=period).first()
    whole = rng.randrange(1, 500) if code == "share" else None
    level = rng.choice([0, 1, 2, 3, 4])
    if known is None:
        put(g, code, area, period, rng.randrange(1000), whole, level)
    elif rng.random() < 0.2:
        known.delete()
    else:
        Figure.objects.filter(pk=known.pk).update(value=rng.randrange(1000), denominator=whole, level=level)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_read_equals_the_pencil_before_and_after_folding(g, seed):
    rng = random.Random(seed)
    shown = periods.between(FIRST, FIRST + 5)
    for _ in range(12):
        for _ in range(rng.randrange(1, 6)):
            mess(g, rng, shown)
        check(g, shown)
        if rng.random() < 0.6:
            folding.fold(batch=rng.choice([1, 3, 1000]))
            check(g, shown)
    folding.fold_all()
    assert not Dirty.objects.exists()
    check(g, shown)


def test_folding_again_from_nothing_gives_the_same(g):
    rng = random.Random(7)
    shown = periods.between(FIRST, FIRST + 5)
    for _ in range(40):
        mess(g, rng, shown)
        if rng.random() < 0.3:
            folding.fold()
    folding.fold_all()
    kept, strips = list(Sheet.objects.order_by("pk").values_list()), cut_out()
    rebuilding.rebuild()
    assert list(Sheet.objects.order_by("pk").values_list()) == kept
    assert cut_out() == strips
    check(g, shown)


def cut_out():
    """Return the strips; denominators that are all nothing are none."""
    return [
        (*key, first, bytes(sums), bytes(counts), bytes(wholes or b"").strip(b"\0"))
        for *key, first, sums, counts, wholes in Strip.objects.order_by("pk").values_list(
            "indicator_id", "member", "slot", "level", "first", "sums", "counts", "wholes"
        )
    ]


@pytest.mark.parametrize("slot", [0, 1])
def test_setting_one_slot_or_laying_the_month_out_whole_gives_the_same(g, slot, monkeypatch):
    rng = random.Random(slot)
    shown = periods.between(FIRST, FIRST + 3)
    for _ in range(25):
        mess(g, rng, shown)
    folding.fold_all()
    laid = []
    monkeypatch.setattr(folding, "_lay_whole", lambda *told, do=folding._lay_whole: (laid.append(told), do(*told)))
    figure = Figure.objects.filter(level=4, member="").order_by("pk")[slot]
    Figure.objects.filter(pk=figure.pk).update(value=figure.value + 1)
    folding.fold_all()
    assert laid == []  # no level came or went: the month keeps its other slots
    set_one = list(Sheet.objects.order_by("pk").values_list()), cut_out()
    Figure.objects.filter(pk=figure.pk).update(value=figure.value)
    Figure.objects.filter(pk=figure.pk).update(value=figure.value + 1)
    monkeypatch.setattr(folding, "FEW", 0)
    folding.fold_all()
    assert len(laid) == 1
    assert (list(Sheet.objects.order_by("pk").values_list()), cut_out()) == set_one


def test_missing_is_no_zero(g):
    put(g, "jobs", "92", FIRST, 0)
    folding.fold_all()
    (answer,) = json.loads(sheets.pivot([(g.indicators["jobs"].pk, "sum", 0)], [FIRST], slots_of(g), 4))
    assert answer == [[None, 0]]


def slots_of(g):
    return [slot(g.areas["80"]), slot(g.areas["92"])]


def test_a_pivot_says_each_kind_of_sum(g):
    put(g, "jobs", "80", FIRST, 12)
    put(g, "jobs", "92", FIRST, 30)
    put(g, "share", "92", FIRST, 40, denominator=120)
    asked = [(g.indicators["jobs"].pk, "sum", 0), (g.indicators["share"].pk, "ratio", 1)]
    for _ in ("dirty", "folded"):
        assert json.loads(sheets.pivot(asked, [FIRST, FIRST + 1], slots_of(g), 4)) == [
            [[12, 30], [None, None]],
            [[None, 333], [None, None]],
        ]
        folding.fold_all()


def test_two_offices_of_a_province_are_added_and_counted(g):
    put(g, "jobs", "92", FIRST, 12)
    report = Report.objects.create(
        office=g.offices["DSD-92"], period=FIRST, area=g.areas["92"], due=periods.bounds(FIRST)[1]
    )
    Figure.objects.create(
        indicator=g.indicators["jobs"], area=g.areas["92"], period=FIRST, office=report.office, report=report, value=5,
        level=4,
    )  # fmt: skip
    folding.fold_all()
    assert sheets.read([g.indicators["jobs"].pk], FIRST, FIRST).get(g.indicators["jobs"].pk, FIRST, 4).at(
        slot(g.areas["92"])
    ) == (17, 2, 0)


def test_figures_of_a_district_stand_in_their_province(g):
    district = Area.objects.create(
        id=920_100, last=920_199, code="9201", kind="district", name_th="เมืองตรัง", name_en="Mueang Trang",
        parent=g.areas["92"],
    )  # fmt: skip
    figure = put(g, "jobs", "92", FIRST, 3)
    Figure.objects.create(
        indicator=figure.indicator, area=district, period=FIRST, office=figure.office, report=figure.report, value=4,
        level=4,
    )  # fmt: skip
    assert sheets.read([figure.indicator_id], FIRST, FIRST).get(figure.indicator_id, FIRST, 4).at(
        slot(g.areas["92"])
    ) == (7, 2, 0)


def test_disaggregated_figures_do_not_count_twice(g):
    figure = put(g, "jobs", "92", FIRST, 10)
    for member, value in (("female", 6), ("male", 4)):
        Figure.objects.create(
            indicator=figure.indicator, area=figure.area, period=FIRST, office=figure.office, report=figure.report,
            value=value, level=4, member=member,
        )  # fmt: skip
    for _ in ("dirty", "folded"):
        whole = sheets.read([figure.indicator_id], FIRST, FIRST)
        women = sheets.read([figure.indicator_id], FIRST, FIRST, member="female")
        place = slot(figure.area)
        assert whole.get(figure.indicator_id, FIRST, 4).at(place) == (10, 1, 0)
        assert women.get(figure.indicator_id, FIRST, 4).at(place) == (6, 1, 0)
        folding.fold_all()


def test_a_new_province_gets_the_next_place_and_old_vectors_stay_true(g):
    put(g, "jobs", "92", FIRST, 30)
    folding.fold_all()
    before = slot(g.areas["92"])
    new = Area.objects.create(
        id=380_000, last=389_999, code="38", kind="province", name_th="บึงกาฬ", name_en="Bueng Kan", parent=g.areas["TH"]
    )
    assert slot(new) == Place.objects.exclude(area_id=new.pk).order_by("-slot").first().slot + 1
    assert slot(g.areas["92"]) == before
    sheet = sheets.read([g.indicators["jobs"].pk], FIRST, FIRST).get(g.indicators["jobs"].pk, FIRST, 4)
    assert sheet.at(slot(new)) == (0, 0, 0)
    assert sheets.values(sheet, "sum", 0, [before, slot(new)]) == [30, None]


def test_countries_share_one_place(g):
    for number, code in ((5_000_000, "JP"), (5_000_100, "TW")):
        Area.objects.create(id=number, last=number + 99, code=code, kind="country", name_th=code, name_en=code)
    assert len({one.slot for one in Place.objects.filter(upper_id=0)}) == 1


@pytest.mark.parametrize("few", [0, 16])
def test_a_place_whose_areas_lie_apart_is_added_up(g, few, monkeypatch):
    monkeypatch.setattr(folding, "FEW", few)
    usual = put(g, "jobs", "92", FIRST, 1)
    put(g, "share", "92", FIRST, 1, 10)
    folding.fold_all()
    for number, code, value in ((100, "JP", 20), (5_000_000, "TW", 3)):
        area = Area.objects.create(id=number, last=number + 9, code=code, kind="country", name_th=code, name_en=code)
        for name, whole in (("jobs", None), ("share", 50)):
            Figure.objects.create(
                indicator=g.indicators[name], area=area, period=FIRST, office=usual.office, report=usual.report,
                value=value, denominator=whole, level=4,
            )  # fmt: skip
    place = Place.objects.get(area_id=100).slot
    ids = [g.indicators[name].pk for name in ("jobs", "share")]
    for _ in ("dirty", "folded"):
        read = sheets.read(ids, FIRST, FIRST)
        assert [read.get(pk, FIRST, 4).at(place) for pk in ids] == [(23, 2, 0), (23, 2, 100)]
        folding.fold_all()


def test_one_statement_at_both_ends_of_a_place_tells_of_what_lies_between(g):
    """Countries share a place; here provinces lie between two of them."""
    usual = put(g, "jobs", "92", FIRST, 1)
    ends = [
        Area.objects.create(id=number, last=number + 9, code=code, kind="country", name_th=code, name_en=code)
        for number, code in ((100, "JP"), (5_000_000, "TW"))
    ]
    for area in ends:
        Figure.objects.create(
            indicator=usual.indicator,
            area=area,
            period=FIRST,
            office=usual.office,
            report=usual.report,
            value=2,
            level=4,
        )
    folding.fold_all()
    Figure.objects.filter(indicator=usual.indicator).update(value=7)
    folding.fold_all()
    read = sheets.read([usual.indicator_id], FIRST, FIRST).get(usual.indicator_id, FIRST, 4)
    assert read.at(slot(g.areas["92"])) == (7, 1, 0)
    assert read.at(Place.objects.get(area_id=100).slot) == (14, 2, 0)
    Figure.objects.filter(indicator=usual.indicator).delete()
    folding.fold_all()
    read = sheets.read([usual.indicator_id], FIRST, FIRST).get(usual.indicator_id, FIRST, 4)
    assert read is None or read.at(slot(g.areas["92"])) == (0, 0, 0)


@pytest.mark.parametrize("column", ["indicator_id", "area_id", "office_id", "report_id"])
def test_a_figure_of_nothing_is_refused_by_the_database(g, column):
    good = put(g, "jobs", "92", FIRST, 1)
    told = {
        "indicator_id": good.indicator_id, "area_id": good.area_id, "office_id": good.office_id,
        "report_id": good.report_id, "period": FIRST + 1, "value": 1,
    }  # fmt: skip
    with pytest.raises(IntegrityError, match="does not exist"), transaction.atomic():
        Figure.objects.create(**told | {column: 4_444_444})


def test_what_has_figures_cannot_be_deleted_behind_the_back(g):
    figure = put(g, "jobs", "92", FIRST, 1)
    with pytest.raises(IntegrityError, match="still has figures"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM progress_report WHERE id = %s", [figure.report_id])


def test_a_figure_cannot_be_moved_to_another_place(g):
    figure = put(g, "jobs", "92", FIRST, 1)
    with pytest.raises(IntegrityError, match="key of a figure"), transaction.atomic():
        Figure.objects.filter(pk=figure.pk).update(area_id=g.areas["80"].pk)


def test_a_change_that_fails_leaves_nothing_dirty(g):
    with transaction.atomic():
        put(g, "jobs", "92", FIRST, 1)
        transaction.set_rollback(True)
    assert not Dirty.objects.exists()


def test_one_query_and_a_second_only_while_something_is_dirty(g):
    put(g, "jobs", "92", FIRST, 1)
    asked = [g.indicators["jobs"].pk]
    with CaptureQueriesContext(connection) as dirty:
        sheets.read(asked, FIRST, FIRST)
    folding.fold_all()
    with CaptureQueriesContext(connection) as folded:
        sheets.read(asked, FIRST, FIRST)
    assert (len(dirty), len(folded)) == (2, 1)


def test_another_indicators_dirt_costs_a_reader_nothing(g):
    put(g, "jobs", "92", FIRST, 1)
    folding.fold_all()
    put(g, "training", "92", FIRST, 1)
    with CaptureQueriesContext(connection) as queries:
        sheets.read([g.indicators["jobs"].pk], FIRST, FIRST)
    assert len(queries) == 1


def test_the_fast_way_and_the_counted_way_read_the_same(g):
    put(g, "share", "92", FIRST, 40, denominator=120)
    folding.fold_all()
    asked = [(g.indicators["share"].pk, "ratio", 1)]
    fast = sheets.pivot(asked, [FIRST], slots_of(g), 4)
    with CaptureQueriesContext(connection):
        assert sheets.pivot(asked, [FIRST], slots_of(g), 4) == fast


@pytest.mark.django_db(transaction=True)
def test_writers_folders_and_readers_at_once_never_see_a_stale_sum(gt):
    report = put(gt, "jobs", "92", FIRST, 0).report
    put(gt, "jobs", "80", FIRST, 0)
    indicator, stop, wrong = gt.indicators["jobs"].pk, threading.Event(), []
    place = slot(gt.areas["92"])

    def work(act):
        try:
            while not stop.is_set():
                act()
        except Exception as error:
            wrong.append(error)
        finally:
            connection.close()

    folders = [threading.Thread(target=work, args=(folding.fold,)) for _ in range(2)]
    for one in folders:
        one.start()
    for value in range(1, 150):
        Figure.objects.filter(report=report).update(value=value)
        seen = sheets.read([indicator], FIRST, FIRST).get(indicator, FIRST, 4).at(place)[0]
        if seen != value:
            wrong.append((value, seen))
    stop.set()
    for one in folders:
        one.join(30)
    assert wrong == []


@pytest.mark.django_db(transaction=True)
def test_a_folder_that_dies_in_the_middle_has_changed_nothing(gt, monkeypatch):
    put(gt, "jobs", "92", FIRST, 5)
    monkeypatch.setattr(folding, "STRIPS", "COPY nowhere FROM STDIN")
    with pytest.raises(Exception, match="nowhere"):
        folding.fold()
    assert Dirty.objects.count() == 1
    assert not Sheet.objects.exists()
    monkeypatch.undo()
    assert folding.fold_all() == 1
    assert Sheet.objects.count() == 1
