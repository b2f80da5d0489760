"""An office's results count its accepted reports alone; what is not accepted is missing, never zero."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from prasan.desk.scorecard import paper
from prasan.desk.scorecard.results import results
from prasan.platform.commands import Refused
from prasan.progress.models import Figure, Report
from prasan.registers.models import Indicator, Target

OFFICE = "DOE-92"


def by_hand(indicator: str, period: int) -> tuple[int, int]:
    """Return (sum of the accepted months of the year, how many)."""
    rows = Figure.objects.filter(
        office__code=OFFICE, indicator__code=indicator, member="", period__gt=period // 100 * 100, period__lte=period,
        report__department_at__isnull=False, report__province_at__isnull=False,
    )  # fmt: skip
    values = list(rows.values_list("value", flat=True))
    return sum(values), len(values)


def test_sums_are_those_of_the_accepted_reports(actor):
    minister = actor("minister")
    with CaptureQueriesContext(connection) as asked:
        found = results(minister, OFFICE)
    assert len(asked) <= 5
    newest = Report.objects.filter(
        office__code=OFFICE, department_at__isnull=False, province_at__isnull=False
    ).order_by("-period").first()  # fmt: skip
    assert found.period == newest.period
    sums = [one for one in found.rows if Indicator.objects.get(code=one.indicator).summing == "sum" and one.value.raw]
    assert sums
    for row in sums:
        total, months = by_hand(row.indicator, found.period)
        assert row.value.raw == total
        assert (row.status == "not_reported") == (months < found.period % 100)
    assert all(one.accepted for one in found.months if one.period == found.period)


def test_a_month_that_is_not_accepted_is_missing_and_not_zero(actor):
    before = results(actor("minister"), OFFICE)
    if before.period % 100 == 1:  # in December October alone is accepted: the year before has twelve months
        Report.objects.filter(office__code=OFFICE, period=before.period).update(department_at=None, department_by=None)
        before = results(actor("minister"), OFFICE)
    first = before.period // 100 * 100 + 1
    Report.objects.filter(office__code=OFFICE, period=first).update(department_at=None, department_by=None)
    after = results(actor("minister"), OFFICE)
    assert after.accepted == before.accepted - 1
    changed = [one for one in after.rows if one.missing]
    assert changed
    for row in changed:
        assert row.status == "not_reported"
        assert row.value.raw != 0
        assert "1" in paper.gap_of(row)


def test_an_office_without_accepted_reports_says_so(sign_in, actor):
    Report.objects.filter(office__code=OFFICE).update(department_at=None, department_by=None)
    found = results(actor("minister"), OFFICE)
    assert (found.period, found.rows, found.accepted) == (None, (), 0)
    page = sign_in("minister").get(f"/results/{OFFICE}").content.decode()
    assert "ยังไม่มีรายงานที่กรมและจังหวัดรับรองแล้ว" in page
    assert paper.pdf(found).startswith(b"%PDF")


def test_worst_stands_first(actor):
    found = results(actor("minister"), OFFICE)
    row = next(one for one in found.rows if one.value.raw)
    Target.objects.filter(
        indicator__code=row.indicator, area__code="92", fiscal_year=found.period // 100
    ).update(value=row.value.raw * 10, path=[row.value.raw * 10] * 12)  # fmt: skip
    worst = results(actor("minister"), OFFICE).rows[0]
    assert (worst.indicator, worst.status) == (row.indicator, "very_late")


@pytest.mark.parametrize(
    ("username", "opens"), [("doe-92", True), ("plo-92", True), ("dg-doe", True), ("dsd-92", False)]
)
def test_who_reads_an_offices_results(actor, username, opens):
    if opens:
        assert results(actor(username), OFFICE).office.code == OFFICE
        return
    with pytest.raises(Refused) as refused:
        results(actor(username), OFFICE)
    assert refused.value.status == 404


def test_page_api_and_paper_say_the_same(sign_in, actor):
    client = sign_in("minister")
    found = results(actor("minister"), OFFICE)
    page = client.get(f"/results/{OFFICE}").content.decode()
    row = client.get(f"/api/v1/offices/{OFFICE}/results").json()
    assert [one["value"]["text"] for one in row["rows"]] == [one.value.full for one in found.rows]
    assert all(one.value.full in page for one in found.rows)
    sheet = paper.data_of(found)
    assert [one["value"] for one in sheet["rows"]] == [one.value.full for one in found.rows]
    answer = client.get(f"/results/{OFFICE}.pdf")
    assert (answer["Content-Type"], answer.content[:4]) == ("application/pdf", b"%PDF")
    with translation.override("en"):
        assert paper.subtitle(results(actor("minister"), OFFICE)).isascii()
