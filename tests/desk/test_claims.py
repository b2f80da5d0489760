"""An office's own word beside the computed status: on the wall, policy and province pages, briefs, data quality."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from prasan.desk import claims, quality, queries
from prasan.kernel.status import DEFAULT
from prasan.platform.commands import perform
from prasan.progress.commands import Answer, Approve, SaveFigures, Submit, Word
from prasan.progress.folding import fold_all
from prasan.progress.items import items_of
from prasan.progress.models import Report
from tests.directives.ground import MONDAY, at
from tests.progress import ground
from tests.progress.calls.test_call_pages import page_of

ALL = (0, 2_147_483_647)
BUDGET = 12


@pytest.fixture
def g(db):
    """The small province when October's reports are over their due day: no month before, and none to fall back on."""
    with at(MONDAY):
        yield ground.build()


def said(g, approved=True, **told):
    """Send a report with (value, claim) by indicator; None is no figure."""
    report = g.opened()
    answers = [
        Answer(
            g.indicators[code].pk, value, 100 if code == "share" and value is not None else None,
            cause="budget", step="เร่งเบิกจ่าย", word=Word(claim),
        )
        for code, (value, claim) in told.items()
    ]  # fmt: skip
    perform(g.actors["officer"], SaveFigures(target_id=report.pk, version=report.version, answers=answers))
    perform(g.actors["officer"], Submit(target_id=report.pk))
    if approved:
        perform(g.actors["head"], Approve(target_id=report.pk))
    return Report.objects.get(pk=report.pk)


def point(g, code="jobs"):
    country = queries.country(queries.frame(g.period))
    line = next(one for one in country.lines if one.main and one.main.pk == g.indicators[code].pk)
    return country.point(line, g.areas["92"].pk)


def shown(g, address, who="minister"):
    client = page_of(g, who)
    fold_all()
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    assert answer.status_code == 200
    assert len(asked) <= BUDGET, len(asked)
    return answer.content.decode()


@pytest.mark.parametrize(
    ("value", "claim", "status", "beside"),
    [
        (5, "on_plan", "very_late", "on_plan"),
        (5, "late", "very_late", ""),
        (900, "late", "on_plan", "late"),
        (900, "on_plan", "on_plan", ""),
        (900, "done", "on_plan", "done"),
        (None, "on_plan", "unproven", "on_plan"),
        (5, "", "very_late", ""),
    ],
)
def test_a_word_stands_beside_the_status_where_it_differs(g, value, claim, status, beside):
    said(g, jobs=(value, claim), share=(80, ""))
    found = point(g)
    assert (found.status, found.claim) == (status, beside)


def test_a_word_that_the_head_has_not_approved_is_not_shown(g):
    said(g, approved=False, jobs=(None, "on_plan"), share=(80, ""))
    assert (point(g).status, point(g).claim) == ("not_reported", "")


def test_the_pages_say_what_the_office_says(g):
    said(g, jobs=(5, "on_plan"), share=(None, "done"))
    policy = shown(g, f"/policy/{g.policy.pk}")
    assert policy.count("หน่วยงานบอกว่า ตามแผน") == 1
    province = shown(g, "/province/92")
    assert "คำบอกของหน่วยงานที่ต่างจากสถานะที่คำนวณ" in province
    assert "หน่วยงานบอกว่า ตามแผน" in province
    assert "หน่วยงานบอกว่า เสร็จแล้ว" in province
    assert "คำบอกของหน่วยงาน" not in shown(g, "/province/80")


def test_pages_say_nothing_where_word_and_status_agree(g):
    said(g, jobs=(5, "late"), share=(80, ""))
    assert "หน่วยงานบอกว่า" not in shown(g, f"/policy/{g.policy.pk}")
    assert "คำบอกของหน่วยงาน" not in shown(g, "/province/92")


def test_the_wall_shows_a_claim_without_a_figure_as_unproven(g):
    assert "ยังไม่มีหลักฐานยืนยัน" not in shown(g, "/wall")
    said(g, jobs=(None, "on_plan"), share=(900, ""), visits=(900, ""))
    assert "ยังไม่มีหลักฐานยืนยัน" in shown(g, "/wall")


def test_the_brief_tells_it_over_the_api(g):
    said(g, jobs=(None, "done"), share=(80, ""))
    rows = page_of(g, "minister").get("/api/v1/briefs/province/92").json()["rows"]
    found = next(one for one in rows if one["key"] == str(g.policy.pk))
    assert (found["status"], found["claim"]) == ("unproven", "done")


def test_differences_are_counted_by_office(g):
    said(g, jobs=(5, "on_plan"), share=(None, "done"), visits=(5, "late"))
    today = timezone.localdate() + dt.timedelta(days=90)
    rows = {one.code: one.counted for one in quality.rows([g.period], today, ALL)}
    own, other = rows["DOE-92"], rows["DOE-80"]
    assert (own.claims, own.differing, own.unproven) == (3, 1, 1)
    assert (other.claims, other.differing, other.unproven) == (0, 0, 0)
    page = shown(g, "/data-quality?sort=claims")
    assert "1 จาก 3" in page
    assert page.index("DOE-92") < page.index("DOE-80")
    told = page_of(g, "minister").get("/api/v1/data-quality").json()
    mine = next(one for one in told if one["key"] == "DOE-92")
    assert (mine["claims"], mine["differing"], mine["unproven"]) == (3, 1, 1)


def test_drafts_and_returned_reports_count_nothing(g):
    report = said(g, approved=False, jobs=(5, "on_plan"))
    assert claims.of_reports([report.pk], DEFAULT)[report.pk].differing == 1
    Report.objects.filter(pk=report.pk).update(state="returned")
    assert claims.of_reports([report.pk], DEFAULT) == {}
    assert claims.of_reports([], DEFAULT) == {}


def test_the_count_equals_what_each_report_says_itself(g):
    report = said(g, jobs=(90, "late"), share=(60, "on_plan"), visits=(700, "done"))
    by_hand = sum(item.disagrees(DEFAULT) for item in items_of(report))
    found = claims.of_reports([report.pk], DEFAULT)[report.pk]
    assert (found.claims, found.differing) == (3, by_hand)
