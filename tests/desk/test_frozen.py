"""Figures given outside: numbered, immutable, and beside today's values with the reports that moved them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from prasan.desk import queries
from prasan.desk.pages.frozen import lines_from
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.journal.models import Entry
from prasan.progress import periods
from prasan.progress.frozen.commands import Asked, Freeze
from prasan.progress.frozen.comparing import compare
from prasan.progress.models import Figure, FigureChange, FrozenLine, FrozenSet
from prasan.registers.models import Policy
from tests.directives.ground import BANGKOK, at


def policy(headline: int = 4) -> Policy:
    return Policy.objects.get(policy_set__is_demo=True, headline=headline)


@pytest.fixture
def given(actor):
    who = actor("duty-1")
    lines = lines_from(who, {"policy": policy().pk})
    return perform(who, Freeze(given_to="cabinet", purpose="ครม. 4 ธ.ค.", recipient="สลค.", lines=lines))


def test_a_set_has_the_numbers_of_the_page(actor, given):
    country = queries.country(queries.frame(), policy=policy().pk, policy_set=policy().policy_set_id)
    line = country.lines[0]
    rows = list(given.lines.select_related("area"))
    assert len(rows) == 2 * 78
    for row in rows:
        if row.indicator_id != line.main.pk:
            continue
        point = country.whole(line) if row.area.code == "TH" else country.point(line, row.area_id)
        assert (row.value, row.path) == (point.value, point.path), row.label
    assert not any(one.changed for one in compare(given))
    assert Entry.objects.filter(verb="progress.freeze", object_id=given.pk).exists()


def test_before_reports_are_due_a_set_has_the_numbers_that_the_page_falls_back_on(actor):
    ends = periods.bounds(periods.of(timezone.localdate()))[1]
    second = dt.datetime.combine(ends, dt.time(10), BANGKOK) + 2 * dt.timedelta(days=1)
    with at(second):
        shown = queries.frame()
        assert shown.grace
        country = queries.country(shown, policy=policy().pk, policy_set=policy().policy_set_id)
        who, line = actor("duty-1"), country.lines[0]
        made = perform(
            who, Freeze(given_to="cabinet", purpose="ครม.", lines=lines_from(who, {"policy": policy().pk}))
        )  # fmt: skip
        rows = [row for row in made.lines.select_related("area") if row.indicator_id == line.main.pk]
        for row in rows:
            point = country.whole(line) if row.area.code == "TH" else country.point(line, row.area_id)
            assert (row.value, row.path) == (point.value, point.path), row.label
        assert sum(row.value is not None for row in rows) > 30  # the month before stands for who has not reported yet
        assert not any(one.changed for one in compare(made))


def test_numbers_of_a_year_run_on(actor, given):
    who = actor("duty-1")
    again = perform(who, Freeze(given_to="press", purpose="แถลงข่าว", lines=lines_from(who, {"province": "92"})))
    assert (again.year, again.number) == (given.year, given.number + 1)
    assert again.area.code == "92"
    lines = list(again.lines.values_list("indicator", "area"))
    assert len(lines) == len(set(lines)) > 21
    assert given.area.code == "TH"


def test_nothing_of_a_set_ever_changes(given):
    for rows in (FrozenLine.objects.filter(frozen_set=given), FrozenSet.objects.filter(pk=given.pk)):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**({"value": 1} if rows.model is FrozenLine else {"purpose": "x"}))
        with pytest.raises(DatabaseError), transaction.atomic():
            rows._raw_delete(rows.db)


def test_a_later_correction_shows_as_a_difference_with_its_report(actor, given, sign_in):
    line = given.lines.exclude(area__code="TH").exclude(value=None).filter(indicator__is_main=True).first()
    figure = Figure.objects.get(indicator_id=line.indicator_id, area_id=line.area_id, period=line.period)
    was = figure.value
    Figure.objects.filter(pk=figure.pk).update(value=was + 7)
    FigureChange.objects.filter(figure_id=figure.pk).update(at=timezone.now())
    changed = {one.line.pk: one for one in compare(given) if one.changed}
    nation = given.lines.get(area__code="TH", indicator_id=line.indicator_id)
    assert set(changed) == {line.pk, nation.pk}
    one = changed[line.pk]
    assert one.difference == 7
    assert [(c.was, c.now, c.report_id) for c in one.causes] == [(was, was + 7, figure.report_id)]
    assert changed[nation.pk].difference == 7
    text = sign_in("duty-1").get(f"/frozen/{given.pk}").content.decode()
    assert f'href="/reports/{figure.report_id}"' in text
    assert "+7" in text
    told = sign_in("duty-1").get(f"/api/v1/frozen-sets/{given.pk}").json()
    assert sum(row["changed"] for row in told["lines"]) == 2


def test_who_may_freeze_and_who_reads(actor, given, sign_in):
    plo = actor("plo-92")
    mine = perform(plo, Freeze(given_to="minutes", purpose="กรมการจังหวัด", lines=lines_from(plo, {"province": "92"})))
    far = lines_from(actor("duty-1"), {"province": "21"})
    with pytest.raises(Refused):
        perform(plo, Freeze(given_to="minutes", purpose="x", lines=far))
    with pytest.raises(Refused):
        perform(actor("doe-92"), Freeze(given_to="minutes", purpose="x", lines=lines_from(plo, {"province": "92"})))
    assert set(FrozenSet.objects.visible_to(plo)) == {mine}
    assert sign_in("plo-92").get(f"/frozen/{given.pk}").status_code == 404
    assert sign_in("plo-92").get(f"/frozen/{mine.pk}").status_code == 200
    assert sign_in("plo-81").get(f"/frozen/{mine.pk}").status_code == 404
    assert sign_in("minister").get("/frozen").content.decode().count("<tr data-row>") == 2


def test_what_is_refused(actor):
    who = actor("duty-1")
    lines = lines_from(who, {"province": "92"})
    odd = [Asked(lines[0].indicator_id, lines[0].area_id, 1)]
    for told in ({"given_to": "nobody"}, {"purpose": " "}, {"lines": []}, {"lines": odd}):
        with pytest.raises(RuleBroken):
            perform(who, Freeze(**({"given_to": "press", "purpose": "x", "lines": lines} | told)))


def test_the_form_makes_a_set_once_and_keeps_what_was_typed(sign_in):
    client = sign_in("duty-1")
    text = client.get(f"/frozen/new?policy={policy().pk}").content.decode()
    assert "156" in text
    bad = client.post("/frozen/new", {"policy": policy().pk, "recipient": "ที่ประชุม", "given_to": "minutes"})
    assert bad.status_code == 409
    assert 'value="ที่ประชุม"' in bad.content.decode()
    told = {"policy": policy().pk, "given_to": "minutes", "purpose": "ประชุมครั้งที่ 4", "key": "k1"}
    first, second = client.post("/frozen/new", told), client.post("/frozen/new", told)
    assert first.status_code == 302
    assert first["Location"] == second["Location"]
    csv = client.get(first["Location"] + ".csv").content.decode("utf-8-sig")
    assert len(csv.splitlines()) == 156 + 3
    assert sign_in("minister").get(f"/frozen/new?policy={policy().pk}").status_code == 403
