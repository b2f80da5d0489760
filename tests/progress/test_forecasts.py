"""Forecasts over reported figures: the sentence in both languages, the queries, the command for scripts."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from prasan.config.cli import build_parser, commands
from prasan.progress import forecast_groups, periods
from prasan.progress.folding import fold_all
from prasan.progress.forecasts import about, outlook, outlooks
from prasan.progress.models import Figure
from prasan.registers.models import Target
from tests.progress.test_rollups import put

pytestmark = pytest.mark.django_db
MAY = 256908


def aims(g, value, year=2569):
    for one in g.indicators.values():
        for area in ("92", "80"):
            path = [round(value * month / 12) for month in range(1, 13)]
            Target.objects.update_or_create(
                indicator=one, area=g.areas[area], fiscal_year=year, defaults={"value": value, "path": path}
            )


@pytest.fixture
def told(g):
    """Three years and eight months: Trang about 100 a month, Nakhon Si Thammarat about 200."""
    aims(g, 1500)
    for number, period in enumerate(periods.last(MAY, 44)):
        put(g, "jobs", "92", period, 100 + number * 7 % 11 - 5)
        put(g, "jobs", "80", period, 200 + number * 5 % 13 - 6)
    return g


def call(words, capsys):
    asked = build_parser(commands()).parse_args(["figures", "forecast", *words])
    return asked._cli.run(asked), capsys.readouterr()


def test_one_that_falls_short_says_by_how_much(told):
    with translation.override("th"):
        found = outlook(told.indicators["jobs"], told.areas["92"], MAY)
        assert (found.found.answer, found.found.reported) == ("miss", 8)
        assert found.sentence == "ไม่ทัน ขาดประมาณ 300 คน"
        assert "ร้อยละ 80" in found.detail
    assert found.found.low <= found.found.value <= found.found.high
    assert abs(found.found.value - 1200) < 30


def test_one_that_makes_it_names_the_month_in_both_languages(told):
    found = outlook(told.indicators["jobs"], told.areas["80"], MAY)
    assert found.found.answer == "reached"
    aims(told, 2300)
    found = outlook(told.indicators["jobs"], told.areas["80"], MAY)
    with translation.override("th"):
        assert found.sentence == "คาดว่าจะถึงเป้าเดือน ก.ย. 2569"
    with translation.override("en"):
        assert found.sentence == "Expected to reach the target in Sep 2026"
    assert found.month_of(found.found.month) == 256912


def test_the_country_is_the_sum_of_its_provinces_and_missing_is_no_zero(told):
    both = outlook(told.indicators["jobs"], told.areas["TH"], MAY)
    assert both.found.target == 3000
    assert abs(both.found.value - 3600) < 80
    # Nakhon Si Thammarat asks for so much that without Trang four fifths of the targets are reported
    Target.objects.filter(area=told.areas["80"], fiscal_year=2569).update(value=8500)
    Figure.objects.filter(area=told.areas["92"], period=MAY).delete()
    raised = outlook(told.indicators["jobs"], told.areas["TH"], MAY)
    assert raised.found.reported == 8
    assert raised.found.series[7] - raised.found.series[6] > 200
    Figure.objects.filter(area=told.areas["80"], period=MAY).delete()
    assert outlook(told.indicators["jobs"], told.areas["TH"], MAY).found.reported == 7


def test_it_says_why_nothing_can_be_said(told):
    jobs, share = told.indicators["jobs"], told.indicators["share"]
    with translation.override("th"):
        assert outlook(share, told.areas["92"], MAY).sentence == "ยังพยากรณ์ไม่ได้ เพราะมีข้อมูลย้อนหลังน้อยเกินไป"
    Figure.objects.filter(area=told.areas["92"], period__gt=MAY - 3).delete()
    assert outlook(jobs, told.areas["92"], MAY).reason == "silent"
    Target.objects.filter(area=told.areas["92"]).update(applies=False, reason="ไม่มี")
    assert outlook(jobs, told.areas["92"], MAY).reason == "not-applicable"
    jobs.frequency = "fiscal-quarter"
    jobs.save()
    quarterly = outlook(jobs, told.areas["80"], MAY)
    assert (quarterly.reason, quarterly.known, quarterly.detail) == ("not-monthly", False, "")
    with translation.override("en"):
        assert quarterly.sentence == "Cannot be told yet: this indicator is not reported every month"


def test_only_figures_of_the_level_count(told):
    Figure.objects.filter(area=told.areas["92"], period=MAY).update(level=Figure.Level.SUBMITTED)
    jobs = told.indicators["jobs"]
    assert outlook(jobs, told.areas["92"], MAY).found.reported == 7
    assert outlook(jobs, told.areas["92"], MAY, Figure.Level.SUBMITTED).found.reported == 8


def asked_for(question):
    """Return the answer of a question and how many queries it took."""
    with CaptureQueriesContext(connection) as queries:
        found = question()
    return found, len(queries)


def test_all_provinces_cost_three_queries_then_one_and_say_the_same_as_one(told):
    jobs = told.indicators["jobs"]
    fold_all()
    many, queries = asked_for(lambda: outlooks(jobs, MAY))
    assert queries == 3
    assert list(many) == [800_000, 920_000]
    for area in ("80", "92"):
        one, queries = asked_for(lambda code=area: outlook(jobs, told.areas[code], MAY))
        assert (one.found, queries) == (many[told.areas[area].pk].found, 1)


def test_what_is_kept_is_never_stale(told):
    """After each change, folded or not, the answer equals one computed from nothing."""
    jobs, where = told.indicators["jobs"], told.areas["92"]

    def anew():
        forecast_groups._kept.clear()
        return outlook(jobs, where, MAY).found

    fold_all()
    before = outlook(jobs, where, MAY).found
    changes = (
        lambda: Figure.objects.filter(indicator=jobs, area=where, period=MAY).update(value=400),
        lambda: Figure.objects.filter(indicator=jobs, area=where, period=MAY - 1).update(level=1),
        lambda: Target.objects.filter(indicator=jobs, area=where).update(value=9000),
        lambda: Figure.objects.filter(indicator=jobs, area=where, period=256801).delete(),
    )
    for change in changes:
        change()
        dirty = outlook(jobs, where, MAY).found
        assert dirty != before
        fold_all()
        kept = [outlook(jobs, where, MAY).found, outlook(jobs, where, MAY).found]
        assert kept == [dirty, dirty] == [anew()] * 2
        before = dirty


def test_the_lines_of_the_picture_fit_one_another(told):
    found = outlook(told.indicators["jobs"], told.areas["92"], MAY)
    low, high = found.band
    assert found.so_far == [round(one) for one in found.found.series[:8]]
    assert low[:8] == high[:8] == found.so_far
    assert all(a <= b <= c for a, b, c in zip(low, found.found.series, high, strict=True))
    assert round(low[-1]) == found.found.low
    assert found.last_year[-1] + 0 == sum(found.history.values[20 + 4 : 36])
    assert found.naive == found.so_far[-1] + sum(found.history.values[32:36])


def test_a_ratio_is_forecast_from_numerators_and_denominators(told):
    aims(told, 800)
    for number, period in enumerate(periods.last(MAY, 32)):
        for area, share in (("92", 70), ("80", 90)):
            put(told, "share", area, period, share + number % 3, 100)
    found = outlook(told.indicators["share"], told.areas["92"], MAY)
    assert abs(found.found.value - 710) < 15
    nation = outlook(told.indicators["share"], told.areas["TH"], MAY)
    assert abs(nation.found.value - 810) < 15
    assert nation.found.target == 800


def test_a_number_as_one_says_it():
    assert [about(one, 0) for one in (7, 98, 123, 12_345, -1_251, 0)] == [7, 98, 120, 12_000, -1_300, 0]
    assert [about(one, 1) for one in (75, 984, 12_345)] == [75, 984, 12_000]


def test_the_command_answers_in_both_languages(told, capsys):
    code, out = call(["--indicator", "jobs", "--area", "92", "--period", str(MAY), "--json"], capsys)
    row = json.loads(out.out)
    assert code == 0
    assert (row["area"], row["period"], row["answer"], row["sure"]) == ("92", MAY, "miss", True)
    assert row["low"] <= row["value"] <= row["high"]
    assert row["shortfall"] == 1500 - row["value"]
    assert row["sentence_en"] == "Will not make it, about 300 คน short"
    assert len(row["series"]) == 12
    assert sum(row["learnt_from"]["trust"]) == pytest.approx(1, abs=0.01)


def test_the_command_forecasts_every_province_for_people_too(told, capsys):
    code, out = call(["--indicator", "jobs", "--period", str(MAY), "--json"], capsys)
    assert (code, [json.loads(line)["area"] for line in out.out.splitlines()]) == (0, ["80", "92"])
    code, out = call(["--indicator", "jobs", "--area", "th"], capsys)
    assert code == 0
    assert out.out.startswith("ประเทศไทย: ")


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (["--indicator", "none"], "no-such-indicator"),
        (["--indicator", "jobs", "--area", "XX"], "no-such-area"),
        (["--indicator", "jobs", "--period", "256913"], "bad-period"),
    ],
)
def test_a_wrong_call_is_told(told, capsys, words, error):
    code, out = call([*words, "--json"], capsys)
    assert code == 1
    assert json.loads(out.out)["error"] == error


def test_per_cent_stands_before_its_number_in_thai(told):
    aims(told, 800)
    share = told.indicators["share"]
    share.unit_th, share.unit_en = "ร้อยละ", "per cent"
    share.save()
    for number, period in enumerate(periods.last(MAY, 32)):
        put(told, "share", "92", period, 70 + number % 3, 100)
    found = outlook(share, told.areas["92"], MAY)
    with translation.override("th"):
        assert found.sentence.startswith("ไม่ทัน ขาดประมาณ ร้อยละ ")
    with translation.override("en"):
        assert found.sentence.endswith(" per cent short")
