"""Forecasts on the screens, the provinces of a policy by gap, the fair ranking, and sums that agree everywhere."""

from __future__ import annotations

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from prasan.config.cli import build_parser, commands
from prasan.desk import places, queries
from prasan.desk.places import named, part_of
from prasan.directory.models import Area
from prasan.progress import forecasts, ranks
from prasan.progress.forecast_groups import groups
from prasan.registers.models import Indicator, Policy


def headline(number: int) -> Policy:
    return Policy.objects.get(policy_set__is_demo=True, headline=number)


def main_of(policy: Policy) -> Indicator:
    return policy.indicators.get(is_main=True)


def rows(text: str) -> list[str]:
    """Return the provinces of the table in their order."""
    table = text[text.index('class="league"') :]
    return re.findall(r'<tr data-row><th scope="row" class="province"><a href="/province/(\d\d)"', table)


@pytest.mark.parametrize("username", ["minister", "inspector-1", "plo-92", "dg-doe"])
def test_pages_with_forecasts_keep_their_budget(sign_in, username):
    client, shown = sign_in(username), queries.frame()
    policy = headline(1)
    main = main_of(policy)
    for url in (
        f"/policy/{policy.pk}?in=south&late=1", f"/policy/{policy.pk}?in=province-group-6&sort=lack", "/province/92",
        "/region/inspection-region/6", "/region/province-group/6", f"/outlook/{main.pk}/TH/{shown.period}",
        f"/outlook/{main.pk}/92/{shown.period}", f"/outlook/{main.pk}/inspection-region-6/{shown.period}",
        f"/ranking/{main.pk}/{shown.period}", "/search?q=แรงงานนอกระบบ ภาคใต้",
    ):  # fmt: skip
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(url)
        assert answer.status_code in {200, 403, 404}, url
        assert len(asked) <= 12, (url, len(asked))


def test_the_sentence_of_the_nation_a_region_and_a_province_stands_on_their_pages(sign_in):
    client, shown, policy = sign_in("minister"), queries.frame(), headline(1)
    main = main_of(policy)
    group = groups([main], shown.period)[main.pk]
    south = [pk for pk in group.aims if Area.objects.get(pk=pk).code in {"81", "82", "83", "85", "91", "92"}]
    pages = {
        f"/policy/{policy.pk}": forecasts.of(group, 0, list(group.aims)),
        "/region/inspection-region/6": forecasts.of(group, 0, south),
        "/province/92": forecasts.of(group, Area.objects.get(code="92").pk),
    }
    for url, one in pages.items():
        text = client.get(url).content.decode()
        assert one.known, url
        assert one.sentence in text, url
        assert one.detail in text, url
    text = client.get(f"/outlook/{main.pk}/TH/{shown.period}").content.decode()
    nation = pages[f"/policy/{policy.pk}"]
    assert nation.amount(nation.found.low) in text
    assert nation.amount(nation.naive) in text
    assert "c-band" in text


def test_a_forecast_that_does_not_know_says_why(sign_in):
    shown, main = queries.frame(), main_of(headline(1))
    Indicator.objects.filter(pk=main.pk).update(frequency="fiscal-quarter")
    try:
        text = sign_in("minister").get(f"/outlook/{main.pk}/TH/{shown.period}").content.decode()
    finally:
        Indicator.objects.filter(pk=main.pk).update(frequency="month")
    assert "ยังพยากรณ์ไม่ได้ เพราะตัวชี้วัดนี้ไม่ได้รายงานทุกเดือน" in text
    assert "c-band" not in text


def test_a_part_of_the_country_filters_the_table_and_the_address_keeps_it(sign_in):
    client, policy = sign_in("minister"), headline(1)
    south = rows(client.get(f"/policy/{policy.pk}?in=south").content.decode())
    codes = {"80", "81", "82", "83", "84", "85", "86", "90", "91", "92", "93", "94", "95", "96"}
    assert set(south) == codes
    late = client.get(f"/policy/{policy.pk}?in=south&late=1").content.decode()
    assert set(rows(late)) < codes
    assert "in=south" in re.findall(r'data-topic="policy:[^>]*hx-get="([^"]*)"', late)[0]
    six = rows(client.get(f"/policy/{policy.pk}?in=inspection-region-6").content.decode())
    assert set(six) == {"81", "82", "83", "85", "91", "92"}
    assert len(rows(client.get(f"/policy/{policy.pk}?in=nowhere").content.decode())) == 77


def test_the_table_by_what_lacks_counts_people_not_per_cent(sign_in):
    policy = headline(4)
    country = queries.country(queries.frame(), policy=policy.pk, policy_set=policy.policy_set_id)
    (line,) = country.lines
    points = {p.code: country.point(line, p.pk) for p in country.provinces.values() if p.pk in line.cells}
    lack = {code: (x.path - x.value) if x.value is not None else 0 for code, x in points.items()}
    shown = rows(sign_in("minister").get(f"/policy/{policy.pk}?sort=lack").content.decode())
    assert [lack[code] for code in shown] == sorted(lack.values(), reverse=True)


def test_who_sees_no_rank_gets_neither_order_nor_ranking(sign_in):
    policy, shown = headline(1), queries.frame()
    client = sign_in("plo-92")
    text = client.get(f"/policy/{policy.pk}?sort=lack").content.decode()
    assert rows(text) == ["92"]
    assert "/ranking/" not in text
    assert client.get(f"/ranking/{main_of(policy).pk}/{shown.period}").status_code == 403
    assert client.get(f"/api/v1/rollups/ranking/{main_of(policy).code}").status_code == 403
    province = client.get("/province/92").content.decode()
    assert "อันดับ" not in province


def test_activities_and_evidence_open_down(sign_in):
    policy = headline(1)
    text = sign_in("minister").get(f"/policy/{policy.pk}").content.decode()
    assert f"/plans/projects?policy={policy.pk}" in text
    evidence = text[text.index("หลักฐาน: รายงานเดือน") :]
    assert len(re.findall(r'href="/reports/\d+"', evidence)) == 10
    listed = sign_in("minister").get(f"/plans/projects?policy={policy.pk}").content.decode()
    assert "<tr data-row>" in listed


def test_a_question_of_policy_and_place_leads_to_its_table(sign_in):
    text = sign_in("minister").get("/search?q=แรงงานนอกระบบ ภาคใต้").content.decode()
    assert f"/policy/{headline(1).pk}?in=south&amp;late=1#league" in text
    assert "#league" not in sign_in("minister").get("/search?q=แรงงานนอกระบบ").content.decode()


def test_parts_of_the_country_are_read_from_the_regions_names():
    assert part_of("ภาคตะวันออกเฉียงเหนือตอนบน 1") == "northeast"
    assert part_of("ภาคตะวันออก 1") == "east"
    assert part_of("ไม่มีชื่อ") == ""
    assert named("แรงงานนอกระบบ ภาคตะวันออกเฉียงเหนือ")[0] == "northeast"
    assert named("southern informal")[0] == "south"
    assert named("ฝึกอาชีพ") == ("", "ฝึกอาชีพ")


def added(values) -> int | None:
    """Return the sum of what is known; None where nothing is (a quarter that has not ended yet is not due)."""
    known = [one for one in values if one is not None]
    return sum(known) if known else None


def test_nation_regions_groups_and_provinces_agree_to_the_unit(demo):
    """Every summed policy, over both groupings: parts and Bangkok make the whole, values and paths alike."""
    shown = queries.frame()
    nation = queries.country(shown, grouped=True)
    known = places.parts({pk: one.groups for pk, one in nation.provinces.items()})
    for kind in ("inspection-region", "province-group"):
        inside = [part for part in known.values() if part.kind == kind]
        assert len(inside) == 18
        covered = frozenset().union(*(part.areas for part in inside))
        alone = [pk for pk in nation.provinces if pk not in covered]
        assert [nation.provinces[pk].code for pk in alone] == ["10"]
        split = [
            queries.country(shown, areas=queries.provinces(areas)) for areas in [*(p.areas for p in inside), alone]
        ]
        for place, line in enumerate(nation.lines):
            if line.main is None or line.main.summing not in {"sum", "last"}:
                continue
            totals = [one.lines[place].total for one in split]
            for name in ("value", "compared", "path", "full_path", "target"):
                assert added(getattr(one, name) for one in totals) == getattr(line.total, name), (kind, name)
            assert added(one.value for one in line.cells.values()) == line.total.value
            assert sum(one.reported for one in totals) == line.total.reported


def test_the_ranking_by_page_api_and_command_is_one(sign_in, capsys):
    shown, main = queries.frame(), main_of(headline(4))
    areas = list(Area.objects.provinces().order_by("id"))
    found = ranks.ranks(main, shown.period, areas)
    made = ranks.as_rows(found, areas)
    text = sign_in("minister").get(f"/ranking/{main.pk}/{shown.period}").content.decode()
    table = text[text.index('class="card spaced fair"') :]
    assert re.findall(r'href="/province/(\d\d)"', table) == [row["area"] for row in made]
    told = sign_in("minister").get(f"/api/v1/rollups/ranking/{main.code}?period={shown.period}").json()
    assert told["provinces"] == made
    asked = build_parser(commands()).parse_args(
        ["figures", "rank", "--indicator", main.code, "--period", str(shown.period), "--json"]
    )
    assert asked._cli.run(asked) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["area"] for line in lines] == [row["area"] for row in made]


def test_a_forecast_by_api_keeps_to_the_scope(sign_in):
    main = main_of(headline(1))
    assert len(sign_in("minister").get(f"/api/v1/rollups/forecast/{main.code}").json()) == 77
    mine = sign_in("plo-92").get(f"/api/v1/rollups/forecast/{main.code}").json()
    assert [one["area"] for one in mine] == ["92"]
    assert sign_in("plo-92").get(f"/api/v1/rollups/forecast/{main.code}?area=21").status_code == 404
    nation = sign_in("plo-92").get(f"/api/v1/rollups/forecast/{main.code}?area=TH").json()
    assert nation[0]["low"] <= nation[0]["value"] <= nation[0]["high"]


def test_an_average_is_not_ranked_and_says_why(sign_in):
    shown = queries.frame()
    average = Indicator.objects.filter(policy__policy_set__is_demo=True, summing="average", is_main=True).first()
    text = sign_in("minister").get(f"/ranking/{average.pk}/{shown.period}").content.decode()
    assert "จัดอันดับแบบเป็นธรรมไม่ได้" in text
