"""The numbers on the screens equal what is counted by hand from the figures, and open down to their reports."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from prasan.desk import queries, words
from prasan.desk.board import BEHIND, course
from prasan.kernel.status import compute_status, worst
from prasan.progress.models import Figure, Report
from prasan.registers.models import Indicator, Target


@pytest.fixture
def country(demo):
    return queries.country(queries.frame())


def by_hand(indicator: Indicator, frame) -> dict[int, tuple[int, Target]]:
    """Return province → (sum of the year, target) of those that have reported every month."""
    found: dict[int, list[Figure]] = {}
    rows = Figure.objects.filter(
        indicator=indicator,
        level__gte=Figure.Level.HEAD,
        member="",
        period__gte=frame.fiscal_year * 100 + 1,
        period__lte=frame.period,
    )
    for row in rows:
        found.setdefault(row.area_id, []).append(row)
    targets = {t.area_id: t for t in Target.objects.filter(indicator=indicator, fiscal_year=frame.fiscal_year)}
    return {
        area: (sum(f.value for f in some), targets[area])
        for area, some in found.items()
        if len({f.period for f in some}) == frame.month and area in targets and targets[area].applies
    }


def test_a_policys_whole_compares_like_with_like(country):
    line = next(x for x in country.headlines() if x.main.summing == "sum")
    indicator = Indicator.objects.get(pk=line.main.pk)
    known = by_hand(indicator, country.frame)
    point = country.whole(line)
    month = country.frame.month
    assert point.value == sum(value for value, _ in known.values())
    assert point.path == sum(target.path[month - 1] for _, target in known.values())
    assert point.target == sum(target.value for _, target in known.values())
    assert point.reported == len(known)
    expected = compute_status(
        point.value, point.path, point.target, indicator.direction, thresholds=country.frame.thresholds
    )
    assert (point.status, point.gap) == (expected.code, expected.gap)


def test_each_provinces_worst_status_is_the_worst_of_its_policies(country):
    counted = Counter()
    for pk in country.provinces:
        codes = [country.point(line, pk).status for line in country.lines if pk in line.cells]
        found = country.worst(pk)
        assert found is not None
        assert found[1].status == worst(codes)
        counted[found[1].status] += 1
    assert sum(counted.values()) == 77
    assert sum(counted[key] for key in BEHIND) == len(country.exceptions())


def test_exceptions_stand_worst_first_and_only_where_something_is_behind(country):
    rows = country.exceptions()
    assert len(rows) > 3
    assert all(point.status in BEHIND for _, _, point in rows)
    assert [point.rank for _, _, point in rows] == sorted(point.rank for _, _, point in rows)


def test_missing_is_never_zero(country):
    frame = country.frame
    silent = Report.objects.filter(period=frame.period, state__in=["draft", "submitted", "returned"]).first()
    assert silent is not None
    figure = Figure.objects.filter(report=silent, indicator__is_main=True).first()
    line = next(x for x in country.lines if silent.area_id in x.cells and not x.cells[silent.area_id].complete)
    point = country.point(line, silent.area_id)
    assert point.status == "not_reported"
    assert point.value is None
    assert words.share(point) == "–"
    assert words.gap(point) == "ยังไม่รายงาน"
    assert figure is None or figure.level < Figure.Level.HEAD


def test_the_course_ends_where_the_number_stands(country):
    for line in country.headlines():
        found, point = course(line, country), country.whole(line)
        last = found.actual[found.periods.index(country.frame.period)]
        aim = point.path if found.recent else point.target
        assert last == pytest.approx(point.value / aim)


def test_a_number_opens_down_to_the_reports_it_is_made_of(sign_in, country):
    line = next(x for x in country.headlines() if x.main.summing == "sum")
    area = next(pk for pk, cell in line.cells.items() if cell.complete)
    code = country.provinces[area].code
    page = sign_in("minister").get(f"/explain/{line.main.pk}/{code}/{country.frame.period}").content.decode()
    table = page[page.index("<tbody>") :]
    values = [int(v.replace(",", "")) for v in re.findall(r'data-label="ค่าที่รายงาน" class="num">([\d,]+)', table)]
    assert sum(values) == line.cells[area].value
    assert "/journal?model=progress.report&amp;object=" in table


def test_people_stand_beside_every_per_cent_of_the_wall(sign_in, country):
    page = sign_in("minister").get("/wall").content.decode()
    kpis = page[page.index('id="w1"') : page.index('id="w2"')]
    assert kpis.count('class="people"') == 6
    for line in country.headlines():
        count = country.people(line)
        assert count is not None
        assert f"{count:,} คน" in kpis


def test_every_decision_gives_cause_and_way_back(sign_in, country):
    page = sign_in("minister").get("/wall").content.decode()
    decisions = page[page.index('id="w3"') : page.index('id="w6"')]
    whys = re.findall(r'<span class="why">(.*?)</span>', decisions)
    assert len(whys) == 3
    assert all(" → " in why for why in whys)


@pytest.mark.parametrize(
    ("codes", "said"),
    [(["21"], "1 จังหวัด"), (["10"], "กรุงเทพมหานคร"), (["10", "21", "92"], "2 จังหวัดและกรุงเทพมหานคร")],
)
def test_bangkok_is_no_province(codes, said):
    assert words.places(codes) == said


def test_months_behind_end_at_a_month_on_plan_or_without_a_report(country):
    line = next(x for x in country.headlines() if x.main.summing == "sum")
    point = country.point(line, next(iter(line.cells)))
    point = type(point)(line.main, "very_late", -300, 40, 100, 200)
    path = tuple(range(50, 650, 50))
    values = [50, 40, 30, None, 20, 20, *[None] * 6]
    made = queries.History(tuple(values), path)
    limits = country.frame.thresholds
    assert queries.months_behind(point, made, 6, limits) == 2
    assert queries.months_behind(point, made, 3, limits) == 2
    assert queries.months_behind(point, made, 1, limits) == 0
    assert queries.months_behind(point, made, 4, limits) == 0
