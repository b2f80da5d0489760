"""The live scorecard: the numbers of the pages, missing never zero, small enough for every screen."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from prasan.desk import queries
from prasan.desk.board import course
from prasan.desk.scorecard.api import ScorecardOut
from prasan.desk.scorecard.build import scorecard
from prasan.desk.scorecard.model import SHOWN
from prasan.directives.models import Directive
from prasan.platform.commands import Refused
from prasan.situation.models import Event

BYTES = 3 * 1024
PAGE = 110 * 1024


@pytest.mark.parametrize("code", ["92", "10", "TH", "TW"])
@pytest.mark.parametrize("language", ["th", "en"])
def test_it_is_small_and_keeps_to_its_schema(actor, code, language):
    minister = actor("minister")
    with translation.override(language), CaptureQueriesContext(connection) as asked:
        found = scorecard(minister, code)
        raw = found.as_bytes()
    assert len(asked) <= 8
    assert len(raw) <= BYTES
    row = ScorecardOut.model_validate(json.loads(raw))
    assert len(row.policies) <= SHOWN
    assert len(row.policies) + row.left_out == len(found.rows) == sum(row.counts.values())


def test_a_provinces_rows_are_its_points_worst_first_and_missing_is_never_zero(actor):
    minister = actor("minister")
    country = queries.country(queries.frame())
    silent = next(pk for pk in country.provinces if any(line.codes.get(pk) == "not_reported" for line in country.lines))
    found = scorecard(minister, country.provinces[silent].code)
    points = {line.policy_id: country.point(line, silent) for line in country.lines}
    assert {row.policy: (row.status, row.gap, row.value.raw) for row in found.rows} == {
        key: (point.status, point.gap, point.value) for key, point in points.items() if point.status != "not_applicable"
    }
    assert [points[row.policy].rank for row in found.rows] == sorted(points[row.policy].rank for row in found.rows)
    missing = [row for row in found.as_row(100)["policies"] if row["status"] == "not_reported"]
    assert missing
    assert all(row["value"] is None for row in missing)


def test_the_nations_rows_are_those_of_the_wall(actor):
    country = queries.country(queries.frame())
    found = {row.policy: row for row in scorecard(actor("minister"), "TH").rows}
    for line in country.headlines():
        point, row = country.whole(line), found[line.policy_id]
        assert (row.status, row.value.raw, row.accepted) == (point.status, point.value, point.accepted)
        last = [one for one in course(line, country).actual if one is not None][-1]
        assert [one for one in row.spark if one is not None][-1] == round(last * 1000)


def test_reports_are_counted_by_agency(actor):
    found = scorecard(actor("minister"), "92")
    rows = [one for one in queries.reports(queries.frame()) if one.code.endswith("-92")]
    assert sum(one.total for one in found.reports) == len(rows)
    assert len(found.reports) == 5
    assert sum(one.approved for one in found.reports) == sum(row.state == "approved" for row in rows)
    assert sum(one.accepted for one in found.reports) == sum(row.accepted for row in rows)
    assert all(one.accepted <= one.approved <= one.sent <= one.total for one in found.reports)


def test_directives_and_events_are_counted_and_nothing_classified_is_named(actor):
    minister = actor("minister")
    before = scorecard(minister, "92")
    one = Directive.objects.filter(area__code="92", state="answered").first()
    Directive.objects.filter(pk=one.pk).update(state="returned", returned_why="ยังไม่ครบ")
    event = Event.objects.live().filter(area__code="92").first()
    late = scorecard(minister, "92", now=one.due_at.replace(year=one.due_at.year + 1))
    assert (late.orders.open, late.orders.returned) == (before.orders.open, before.orders.returned + 1)
    assert late.orders.overdue == late.orders.open
    assert event.title in {one.title for one in before.events}
    Event.objects.filter(pk=event.pk).update(classification=1)
    after = scorecard(minister, "92")
    assert event.title not in {one.title for one in after.events}
    assert after.event_count == before.event_count - 1


def test_a_place_out_of_scope_or_unknown_is_not_found(actor):
    assert scorecard(actor("plo-92"), "92").kind == "province"
    for code in ("21", "ZZ", "9201"):
        with pytest.raises(Refused) as refused:
            scorecard(actor("plo-92"), code)
        assert refused.value.status == 404
    with pytest.raises(Refused):
        scorecard(actor("admin"), "92")


@pytest.mark.parametrize("url", ["/scorecards/92", "/scorecards/92?part=1", "/scorecards/TH", "/scorecards/TW"])
def test_the_page_keeps_its_budget_and_says_every_value(sign_in, actor, url):
    client = sign_in("minister")
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(url)
    assert answer.status_code == 200
    assert len(asked) <= 12
    assert len(answer.content) <= PAGE
    text = answer.content.decode()
    for row in scorecard(actor("minister"), url.split("/")[2][:2]).rows:
        assert row.value.full in text
        assert row.gap_words in text


def test_the_api_answers_the_same_card(sign_in, actor):
    row = sign_in("minister").get("/api/v1/scorecards/92?policies=100").json()
    mine = scorecard(actor("minister"), "92").as_row(100)
    assert row.pop("as_of")
    mine.pop("as_of")
    assert row == json.loads(json.dumps(mine))
    assert sign_in("plo-92").get("/api/v1/scorecards/21").status_code == 404
