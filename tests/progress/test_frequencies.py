"""Quarters, halves, years and what is reported once: asked in the month that ends them, not due in between."""

import pytest

from prasan.kernel.asking import asked_count, asked_months, frequencies_of, last_asked
from prasan.kernel.status import DEFAULT, compute_status
from prasan.progress import periods
from prasan.progress.items import items_of
from prasan.progress.models import Report
from prasan.progress.queries import province_month
from prasan.progress.rollups import board
from prasan.registers.models import Target
from tests.progress.test_rollups import put


def test_fiscal_and_calendar_quarters_end_in_the_same_months():
    assert asked_months("fiscal-quarter") == asked_months("calendar-quarter") == (3, 6, 9, 12)
    assert asked_months("half") == (6, 12)
    assert asked_months("year") == (12,)
    assert asked_months("once", 5) == (5,)
    assert asked_months("once") == (12,)
    assert asked_months("week") == asked_months("day") == asked_months("month") == tuple(range(1, 13))


@pytest.mark.parametrize(
    ("frequency", "month", "last", "count"),
    [
        ("fiscal-quarter", 2, 0, 0),
        ("fiscal-quarter", 8, 6, 2),
        ("half", 8, 6, 1),
        ("year", 11, 0, 0),
        ("month", 8, 8, 8),
    ],
)
def test_the_last_month_that_asked(frequency, month, last, count):
    assert last_asked(frequency, month) == last
    assert asked_count(frequency, last) == count


def test_which_frequencies_a_month_ends():
    assert set(frequencies_of(5)) == {"day", "week", "month"}
    assert set(frequencies_of(6)) == {"day", "week", "month", "fiscal-quarter", "calendar-quarter", "half"}


def test_names_say_whose_quarter_it_is():
    assert periods.name("fiscal-quarter", 256906, "th") == "ไตรมาส 2 ปีงบประมาณ 2569"
    assert periods.name("calendar-quarter", 256906, "th") == "ไตรมาส 1 (ม.ค.–มี.ค.) ปีปฏิทิน 2569"
    assert periods.name("calendar-quarter", 256903, "th") == "ไตรมาส 4 (ต.ค.–ธ.ค.) ปีปฏิทิน 2568"
    assert periods.name("half", 256906, "th") == "ครึ่งปีแรก ปีงบประมาณ 2569"
    assert periods.name("year", 256912, "en") == "FY2026 (BE 2569)"
    assert periods.name("day", 256906, "th") == periods.label(256906, "th")
    assert periods.before("fiscal-quarter", 256903) == 256812
    assert periods.before("year", 256912) == 256812


def test_not_due_is_neither_silence_nor_not_applicable():
    codes = [
        compute_status(None, 10, 100, reported=False, due=False).code,
        compute_status(None, 10, 100, reported=False).code,
        compute_status(None, 10, 100, applies=False).code,
        compute_status(0, 0, 100).code,
    ]
    assert codes == ["not_due", "not_reported", "not_applicable", "on_plan"]


def every(g, frequency, due_month=None):
    """Make the main indicator one of another frequency, with targets of two years."""
    one = g.indicators["jobs"]
    one.frequency = frequency
    one.save()
    for year in (2568, 2569):
        for area in ("92", "80"):
            keys = {"indicator": one, "area": g.areas[area], "fiscal_year": year}
            path = [100 * month for month in range(1, 13)]
            Target.objects.update_or_create(
                **keys,
                defaults={"value": 1200, "path": path, "due_month": due_month, "office": g.offices[f"DOE-{area}"]},
            )
    return one


def seen(g, period, **more):
    return board(g.policy_set.pk, period, DEFAULT, **more).lines[0]


@pytest.mark.django_db
def test_a_quarter_is_compared_at_its_month_until_the_next_one(g):
    every(g, "fiscal-quarter")
    assert seen(g, 256902).codes == {920000: "not_due", 800000: "not_due"}
    assert seen(g, 256902).total.status.code == "not_due"
    assert seen(g, 256903).codes == {920000: "not_reported", 800000: "not_reported"}
    put(g, "jobs", "92", 256903, 300)
    put(g, "jobs", "92", 256906, 180)
    for period in (256906, 256907, 256908):
        cell = seen(g, period).cells[920000]
        assert (cell.value, cell.path, cell.missing, cell.complete) == (480, 600, 0, True)
        assert seen(g, period).codes == {920000: "very_late", 800000: "not_reported"}
    assert seen(g, 256909).codes[920000] == "not_reported"


@pytest.mark.django_db
def test_a_missing_quarter_is_missing_and_the_grace_judges_by_the_quarter_before(g):
    every(g, "calendar-quarter")
    put(g, "jobs", "92", 256906, 180)
    cell = seen(g, 256906).cells[920000]
    assert (cell.missing, cell.complete) == (1, False)
    put(g, "jobs", "92", 256903, 300)
    found = seen(g, 256909, fallback=256908)
    assert (found.cells[920000].month, found.codes[920000]) == (6, "very_late")
    assert seen(g, 256903, fallback=256902).codes[800000] == "not_due"


@pytest.mark.django_db
def test_what_is_reported_once_is_asked_in_the_month_that_its_target_names(g):
    every(g, "once", due_month=5)
    assert seen(g, 256904).codes[920000] == "not_due"
    assert seen(g, 256905).codes[920000] == "not_reported"
    put(g, "jobs", "92", 256905, 500)
    assert seen(g, 256908).cells[920000].path == 500
    assert seen(g, 256908).codes[920000] == "on_plan"


@pytest.mark.django_db
def test_a_report_asks_for_a_quarter_only_in_its_last_month(g):
    every(g, "fiscal-quarter")

    def codes(period):
        report = Report(office=g.offices["DOE-92"], area=g.areas["92"], period=period)
        return {item.indicator.code: item for item in items_of(report)}

    put(g, "jobs", "92", 256903, 300)
    year = g.period // 100 * 100
    assert "jobs" not in codes(year + 2)
    assert "jobs" in codes(year + 3)
    item = codes(256906)["jobs"]
    assert item.last_month.value == 300
    assert item.after(100) == 400


@pytest.mark.django_db
def test_an_office_with_quarters_alone_owes_no_report_in_between(g, django_assert_max_num_queries):
    one = g.indicators["training"]
    one.frequency = "fiscal-quarter"
    one.save()
    year = g.period // 100 * 100
    today = periods.bounds(year + 4)[0]
    offices = {found.office.code for found in province_month(920000, year + 2, today)}
    assert "DSD-92" not in offices
    offices = {found.office.code for found in province_month(920000, year + 3, today)}
    assert "DSD-92" in offices
