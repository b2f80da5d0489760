"""Roll-ups: computed by hand and by the board the same; missing is never zero; only accepted figures count."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from prasan.kernel.status import DEFAULT, compute_status
from prasan.progress import periods
from prasan.progress.models import Figure, Report
from prasan.progress.rollups import board, status_at
from prasan.registers.models import Target

pytestmark = pytest.mark.django_db
YEAR_MONTH = 256906
"""A fixed month (March 2569), so that cumulative values do not depend on the day of the test."""


def put(g, code, area, period, value, denominator=None, level=Figure.Level.PROVINCE):
    indicator = g.indicators[code]
    office = g.offices[f"{indicator.lead_id}-{area}"]
    report, _ = Report.objects.get_or_create(
        office=office, period=period, defaults={"area": g.areas[area], "due": periods.bounds(period)[1]}
    )
    return Figure.objects.create(
        indicator=indicator, area=g.areas[area], period=period, office=office, report=report,
        value=value, denominator=denominator, level=level,
    )  # fmt: skip


@pytest.fixture
def march(g):
    for one in g.indicators.values():
        for target in one.targets.filter(fiscal_year=g.period // 100):
            Target.objects.get_or_create(
                indicator=one, area_id=target.area_id, fiscal_year=2569,
                defaults={"value": target.value, "path": target.path, "office": target.office},
            )  # fmt: skip
            Target.objects.get_or_create(
                indicator=one, area_id=target.area_id, fiscal_year=2568,
                defaults={"value": target.value, "path": target.path, "office": target.office},
            )  # fmt: skip
    return g


def months(first=256901, last=YEAR_MONTH):
    return range(first, last + 1)


def seen(g, **more):
    return board(g.policy_set.pk, YEAR_MONTH, DEFAULT, **more)


def test_a_whole_year_to_date_against_its_path(march):
    for period in months():
        put(march, "jobs", "92", period, 90)
        put(march, "jobs", "80", period, 110)
    found = seen(march).lines[0]
    assert (found.cells[920000].value, found.cells[920000].path) == (540, 600)
    assert (found.codes[920000], found.codes[800000]) == ("late", "on_plan")
    total = found.total
    assert (total.value, total.path, total.target) == (1200, 1200, 2400)
    assert (total.status.code, total.reported, total.expected) == ("on_plan", 2, 2)
    assert status_at(found, found.cells[920000], DEFAULT) == compute_status(540, 600, 1200, 1)


def test_a_missing_month_makes_the_province_silent_and_is_no_zero(march):
    for period in months():
        put(march, "jobs", "80", period, 100)
        if period != 256903:
            put(march, "jobs", "92", period, 100)
    found = seen(march).lines[0]
    assert (found.cells[920000].missing, found.codes[920000]) == (1, "not_reported")
    assert found.cells[920000].value == 500
    assert (found.total.value, found.total.compared, found.total.path) == (1100, 600, 600)
    assert (found.total.status.code, found.total.reported) == ("on_plan", 1)


def test_nothing_reported_is_no_number(march):
    found = seen(march).lines[0]
    assert found.total.value is None
    assert found.total.status.code == "not_reported"
    assert found.series == [None] * 24
    assert set(found.codes.values()) == {"not_reported"}


def test_zero_is_a_number(march):
    for period in months():
        put(march, "jobs", "92", period, 0)
    found = seen(march).lines[0]
    assert (found.cells[920000].value, found.codes[920000]) == (0, "very_late")


def test_what_is_not_accepted_does_not_count_but_is_told(march):
    for period in months():
        put(march, "jobs", "92", period, 100, level=Figure.Level.PROVINCE if period < YEAR_MONTH else 1)
    cell = seen(march).lines[0].cells[920000]
    assert (cell.value, cell.waiting, cell.complete) == (500, True, False)
    mine = seen(march, level=Figure.Level.SUBMITTED).lines[0].cells[920000]
    assert (mine.value, mine.accepted, mine.complete) == (600, False, True)


def test_a_draft_is_neither_counted_nor_waiting(march):
    put(march, "jobs", "92", YEAR_MONTH, 100, level=Figure.Level.DRAFT)
    cell = seen(march).lines[0].cells[920000]
    assert (cell.value, cell.waiting) == (None, False)


def test_a_ratio_of_the_nation_weighs_provinces_by_their_wholes(march):
    for period in months():
        put(march, "share", "92", period, 10, 10)
        put(march, "share", "80", period, 45, 90)
    found = seen(march).lines[1]
    assert (found.cells[920000].value, found.cells[800000].value) == (1000, 500)
    assert found.total.value == 550
    assert found.series[-1] == 550
    assert (found.codes[920000], found.codes[800000]) == ("on_plan", "very_late")


def test_where_it_does_not_apply_it_is_not_asked_for(march):
    Target.objects.filter(area_id=920000, indicator__code="jobs", fiscal_year=2569).update(applies=False, reason="ไม่มี")
    found = seen(march).lines[0]
    assert found.codes[920000] == "not_applicable"
    assert found.total.expected == 1


def test_people_stand_beside_and_say_that_they_may_count_twice(march):
    for period in months():
        put(march, "visits", "92", period, 30)
    first, second = seen(march).lines
    assert first.people is first.main or first.people.pk == first.main.pk
    assert (second.people_total.value, second.may_count_twice, first.may_count_twice) == (180, True, False)


def test_the_worst_of_a_province_and_who_has_reported(march):
    for period in months():
        put(march, "jobs", "92", period, 10)
        put(march, "share", "92", period, 80, 100)
        put(march, "jobs", "80", period, 100)
    found = seen(march)
    assert found.statuses() == {920000: "very_late", 800000: "not_reported"}
    assert found.reporting() == (1, 2)


def test_only_the_provinces_asked_for(march):
    for period in months():
        put(march, "jobs", "92", period, 90)
        put(march, "jobs", "80", period, 110)
    for more in ({"areas": [920000]}, {"area_range": (920000, 929999)}):
        found = seen(march, **more).lines[0]
        assert set(found.cells) == {920000}
        assert (found.total.value, found.series[-1], found.path_series[-1]) == (540, 540, 600)


def test_the_series_starts_anew_with_each_fiscal_year(march):
    for period in [*range(256810, 256813), *months()]:
        put(march, "jobs", "92", period, 100)
    found = seen(march, months=9).lines[0]
    assert found.series == [100, 200, 300, 100, 200, 300, 400, 500, 600]
    assert found.reported_series == [1] * 9
    assert found.path_series[2:4] == [2400, 200]


def test_one_policy_alone(march):
    found = seen(march, policy_id=march.policy.pk)
    assert [line.policy_id for line in found.lines] == [march.policy.pk]


def test_three_queries_whatever_the_size(march):
    with CaptureQueriesContext(connection) as queries:
        seen(march)
    assert len(queries) == 3
