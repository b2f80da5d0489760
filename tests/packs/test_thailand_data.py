"""The Thai reference pack: counts, joins, and nothing that a source does not carry."""

import csv
import datetime as dt
import re
import zoneinfo
from collections import Counter
from pathlib import Path

import geothai
import pytest

from prasan.packs import tables

INPUTS = Path(__file__).parents[3] / "shared" / "inputs"
PROVINCES = {province.code: province for province in geothai.provinces()}
SEVENTY_SIX = set(PROVINCES) - {"10"}
NINE = {"80", "81", "82", "83", "84", "85", "86", "92", "93"}
COUNTS = {
    "agencies": 7,
    "area_sets": 9,
    "countries": 249,
    "holidays": 275,
    "hotline": 7,
    "inspection_regions": 18,
    "minimum_wage": 308,
    "offices_abroad": 12,
    "policies": 45,
    "policy_axes": 3,
    "labels": 3,
    "ordered_items": 3,
    "policy_sets": 2,
    "province_group_membership": 76,
    "province_groups": 18,
    "province_units": 66,
    "provinces": 77,
    "region_membership": 76,
    "region_sightings": 21,
    "strategy": 11,
    "tile_grid": 77,
}


def all_tables():
    return sorted(path.stem for path in tables.folder().glob("*.csv"))


def given(path):
    """Rows of a shared input; its absence is no failure, since the pack stands alone."""
    with (INPUTS / path).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_tables_and_their_sizes():
    assert {name: len(tables.rows(name)) for name in COUNTS} == COUNTS
    assert set(all_tables()) - set(COUNTS) <= {
        "map_ids", "dimensions", "labour_indicators",
        "reading_words", "reading_agencies", "event_types", "labour_cues", "type_labels", "relevance_labels",
        "urgent_ladder", "directive_offices", "directive_needs", "region_words", "papers", "services",
        "processing_records", "retention_terms", "page_languages",
    }  # fmt: skip


@pytest.mark.parametrize("name", sorted(set(COUNTS) - {"tile_grid"}))
def test_every_row_names_a_documented_source(name):
    documented = (tables.folder() / "SOURCES.md").read_text(encoding="utf-8")
    for row in tables.rows(name):
        assert row["source"], row
        for token in row["source"].split():
            assert f"`{token.split(':')[0]}`" in documented, f"{name}: {token}"


def test_every_table_has_a_line_in_the_sources():
    documented = (tables.folder() / "SOURCES.md").read_text(encoding="utf-8")
    for name in all_tables():
        assert f"`{name}.csv`" in documented


def test_no_cell_has_stray_space_or_address():
    for name in all_tables():
        for row in tables.rows(name):
            for column, value in row.items():
                assert value == value.strip(), (name, column, value)
                assert "://" not in value, (name, column, value)


def test_a_broken_row_is_refused(tmp_path, monkeypatch):
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "t.csv").write_text("a,b\n1,2,3\n", encoding="utf-8")
    monkeypatch.setattr(tables, "ROOT", tmp_path)
    with pytest.raises(ValueError, match=r"t\.csv line 2"):
        tables.rows("t", "x")
    with pytest.raises(FileNotFoundError, match="nowhere"):
        tables.rows("t", "nowhere")


def test_agencies_stand_in_ministry_order():
    agencies = tables.rows("agencies")
    departments = [row for row in agencies if row["level"] == "department"]
    assert [row["short_th"] for row in departments] == ["สป.", "กกจ.", "กพร.", "กสร.", "สปส."]
    assert [row["code"] for row in departments] == ["OPS", "DOE", "DSD", "DLPW", "SSO"]
    assert [int(row["order"]) for row in agencies] == list(range(len(agencies)))
    for row in departments:
        assert row["unit_name_th"].format(province_th="ตรัง").endswith("ตรัง")
        assert "Trang" in row["unit_name_en"].format(province_en="Trang")
    assert [row["code"] for row in departments if row["unit_name_verified"] == "no"] == ["DSD"]


def test_short_forms_are_two_letters_and_unique():
    provinces = tables.rows("provinces")
    assert {row["code"] for row in provinces} == set(PROVINCES)
    shorts = [row["short_th"] for row in provinces]
    assert len(set(shorts)) == 77
    assert all(re.fullmatch("[ก-ฮ]{2}", short) for short in shorts)
    by_code = {row["code"]: row["short_th"] for row in provinces}
    assert (by_code["10"], by_code["84"]) == ("กท", "สฎ")
    for code, short in by_code.items():  # both letters stand in the name, in this order
        assert re.search(f"{short[0]}.*{short[1]}", PROVINCES[code].name_th), (code, short)
    assert len({row["code_en"] for row in provinces}) == 77


def test_named_units_and_branches():
    units = tables.rows("province_units")
    codes = [row["code"] for row in units]
    assert len(set(codes)) == len(codes)
    agencies = {row["code"] for row in tables.rows("agencies")}
    for row in units:
        assert row["agency"] in agencies
        assert row["province"] in PROVINCES
        assert row["code"].startswith(f"{row['agency']}-{row['province']}")
        assert row["name_in_source"]
        assert dt.date.fromisoformat(row["seen_on"]) > dt.date(2016, 1, 1)
    named = [row for row in units if row["kind"] == "named"]
    assert {row["agency"] for row in named} == {"DSD"}
    for row in named:
        province = PROVINCES[row["province"]].name_th
        assert re.fullmatch(rf"(สถาบันพัฒนาฝีมือแรงงาน \d+ |สำนักงานพัฒนาฝีมือแรงงาน){province}", row["name_th"])
        assert row["short_th"].split(".")[0] == ("สพร" if row["name_th"].startswith("สถาบัน") else "สนพ")
    numbers = [m[0] for row in named if (m := re.search(r"\d+", row["name_th"]))]
    assert len(set(numbers)) == len(numbers)


def test_bangkok_has_its_own_arrangement():
    bangkok = Counter((row["agency"], row["kind"]) for row in tables.rows("province_units") if row["province"] == "10")
    assert bangkok == {
        ("OPS", "stand_in"): 1,
        ("DOE", "area_office"): 10,
        ("DSD", "named"): 1,
        ("DLPW", "area_office"): 10,
        ("SSO", "area_office"): 12,
    }
    (stand_in,) = [row for row in tables.rows("province_units") if row["kind"] == "stand_in"]
    assert (stand_in["code"], stand_in["verified"]) == ("OPS-10", "no")


def test_offices_abroad_and_countries():
    countries = {row["code"]: row for row in tables.rows("countries")}
    assert all(re.fullmatch("[A-Z]{2}", code) for code in countries)
    assert all(
        re.search("[ก-๙]", row["name_th"]) and not re.search("[ก-๙]", row["name_en"]) for row in countries.values()
    )
    offices = tables.rows("offices_abroad")
    assert len({row["country"] for row in offices}) == 11
    for row in offices:
        assert row["country"] in countries
        assert re.fullmatch(rf"ABROAD-{row['country']}-[A-Z]+", row["code"])
        assert row["code"].split("-")[2] == re.sub("[^A-Z]", "", row["city_en"].upper())
        assert zoneinfo.ZoneInfo(row["time_zone"]).key == row["time_zone"]
        assert row["valid_from"] == row["valid_to"] == ""


def test_regions_and_groups_hold_every_province_but_bangkok_once():
    for table, column, groups in (
        ("region_membership", "region_no", "inspection_regions"),
        ("province_group_membership", "group_no", "province_groups"),
    ):
        members = tables.rows(table)
        assert Counter(row["province"] for row in members) == dict.fromkeys(SEVENTY_SIX, 1)
        numbers = [row["no"] for row in tables.rows(groups)]
        assert numbers == [str(number) for number in range(1, 19)]
        assert {row[column] for row in members} == set(numbers)
    assert {row["valid_from"] for row in tables.rows("region_membership")} == {"2018-09-10"}
    assert {row["valid_from"] for row in tables.rows("province_group_membership")} == {"2017-11-16"}


def test_old_regions_six_and_seven_are_the_nine_provinces():
    sightings = tables.rows("region_sightings")
    assert {row["province"] for row in sightings if row["region_no"] in {"6", "7"}} == NINE
    assert all(row["seen_on"] < "2018-09-10" for row in sightings)
    meeting = [row for row in tables.rows("area_sets") if row["held_on"] == "2017-11-02"]
    assert {row["province"] for row in meeting} == NINE
    today = {row["region_no"] for row in tables.rows("region_membership") if row["province"] in NINE}
    assert today == {"5", "6"}
    assert {row["province"] for row in tables.rows("region_membership") if row["region_no"] in today} > NINE


def test_holidays():
    holidays = tables.rows("holidays")
    by_key = {(row["date"], row["area"]): row for row in holidays}
    for day in ("2018-04-12", "2019-12-30"):
        assert by_key[day, "TH"]["closes_government_offices"] == "yes"
    for day in ("2019-11-04", "2019-11-05"):
        assert {row["area"] for row in holidays if row["date"] == day} == {"10", "12"}
    for row in holidays:
        assert 2018 <= dt.date.fromisoformat(row["date"]).year <= 2027
        assert row["area"] == "TH" or row["area"] in PROVINCES
        assert row["closes_government_offices"] in {"yes", "no"}
        if "แรงงานแห่งชาติ" in row["name_th"]:
            assert row["closes_government_offices"] == "no"
    assert len({(row["date"], row["area"], row["name_th"]) for row in holidays}) == len(holidays)


def test_policy_sets():
    axes = [row["code"] for row in tables.rows("policy_axes")]
    plans = {row["code"] for row in tables.rows("strategy")}
    policies = tables.rows("policies")
    sizes = {}
    for policy_set in tables.rows("policy_sets"):
        code = policy_set["code"]
        assert policy_set["under_plan"] in plans
        sizes[code] = tuple(int(policy_set[axis]) for axis in axes)
        for axis in axes:
            numbers = [int(row["no"]) for row in policies if (row["policy_set"], row["axis"]) == (code, axis)]
            assert numbers == list(range(1, int(policy_set[axis]) + 1))
    assert sizes == {"MOL-2561-1": (11, 4, 6), "MOL-2562-1": (13, 4, 7)}
    assert {row["policy_set"] for row in policies} == set(sizes)
    first = tables.rows("policy_sets")[0]
    assert first["handed_down_on"] == "2017-12-02"


def test_strategy_is_one_tree_from_the_nation_down():
    strategy = {row["code"]: row for row in tables.rows("strategy")}
    above = {"national": {"national"}, "master": {"national"}, "ministry": {"master"}}
    roots = [row for row in strategy.values() if not row["parent"]]
    assert [row["code"] for row in roots] == ["NS"]
    for row in strategy.values():
        if row["parent"]:
            assert strategy[row["parent"]]["level"] in above[row["level"]]
    assert sum(row["parent"] == "NS" for row in strategy.values()) == 6


def test_minimum_wage_covers_every_province_at_each_announcement():
    wages = tables.rows("minimum_wage")
    assert Counter((row["effective_from"], row["province"]) for row in wages).most_common(1)[0][1] == 1
    days = sorted({row["effective_from"] for row in wages})
    for day in days:
        assert {row["province"] for row in wages if row["effective_from"] == day} == set(PROVINCES)
    by_province = {}
    for row in sorted(wages, key=lambda row: row["effective_from"]):
        assert int(row["baht_per_day"]) >= by_province.get(row["province"], 300)
        by_province[row["province"]] = int(row["baht_per_day"])


def test_tile_grid_gives_each_province_its_own_square():
    tiles = tables.rows("tile_grid")
    assert {row["province"] for row in tiles} == set(PROVINCES)
    squares = {(int(row["column"]), int(row["row"])) for row in tiles}
    assert len(squares) == 77
    assert min(column for column, _ in squares) == 0
    assert min(row for _, row in squares) == 0


def test_hotline_keys_agree_with_the_agencies():
    keys = {row["key"]: row["agency"] for row in tables.rows("hotline") if row["number"] == "1506"}
    assert keys == {key: row["code"] for row in tables.rows("agencies") for key in row["hotline_keys"].split()}


@pytest.mark.parametrize(
    ("table", "path", "columns"),
    [
        ("region_membership", "admin/inspection_regions.csv", ("province_code", "region_no")),
        ("province_group_membership", "admin/inspection_regions.csv", ("province_code", "region_no")),
        ("region_sightings", "admin/inspection_regions_before_2018_partial.csv", ("province_code", "region_no")),
        ("minimum_wage", "labour/minimum_wage.csv", ("province_code", "effective_from", "baht_per_day")),
    ],
)
def test_pack_equals_the_inputs_when_they_are_here(table, path, columns):
    if not (INPUTS / path).exists():  # the pack stands alone; counts above already hold it
        return
    mine = {tuple(row.values())[: len(columns)] for row in tables.rows(table)}
    assert mine == {tuple(row[column] for column in columns) for row in given(path)}
