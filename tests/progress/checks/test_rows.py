"""Checks of reported rows: real clean reports stay silent, contradictions are found and named."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from prasan.progress.checks.against import Memory
from prasan.progress.checks.flags import CODES
from prasan.progress.checks.relations import SITUATION
from prasan.progress.checks.rows import check

ROOT = Path(__file__).resolve().parents[3]
REAL = ROOT.parent / "shared" / "inputs" / "labour" / "provincial_situation_demo.csv"

WHOLE = {
    "scope_code": "90", "published": "2026-10-20", "pop_total": 1_431_000, "pop_15plus": 1_120_345,
    "labour_force": 765_432, "employed": 750_120, "unemployed": 13_011, "seasonal_wait": 2_301, "not_in_lf": 354_913,
    "emp_agri": 301_987, "emp_nonagri": 448_133, "informal": 402_776, "informal_agri": 250_334,
    "informal_nonagri": 152_442, "foreign_workers": 41_209, "establishments": 8_765, "s33": 190_345, "s39": 31_204,
    "s40": 88_761, "insured_total": 310_310, "volunteers": 116,
}  # fmt: skip


def codes(row, *before):
    memory = Memory()
    for one in before:
        check(one, memory)
    return {(flag["code"], flag["severity"], tuple(flag["fields"])) for flag in check(row, memory)["flags"]}


def kinds(row, *before):
    return {code for code, _severity, _fields in codes(row, *before)}


def test_a_report_that_balances_is_passed_in_silence():
    assert codes(WHOLE) == set()


@pytest.mark.skipif(not REAL.exists(), reason="the real reports are not here")
def test_real_clean_reports_are_passed_in_silence():
    memory = Memory()
    with REAL.open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) >= 16
    assert [row["scope_code"] for row in rows if check(row, memory)["flags"]] == []


@pytest.mark.parametrize("by", [-2, -1, 1, 2])
def test_rounding_of_two_is_no_contradiction(by):
    assert codes({**WHOLE, "employed": WHOLE["employed"] + by, "emp_agri": WHOLE["emp_agri"] + by}) == set()


def test_parts_that_do_not_add_up_are_hard_and_name_every_field():
    found = codes({**WHOLE, "informal_agri": 260_001})
    assert ("parts-sum", "hard", ("informal_agri", "informal_nonagri", "informal")) in found


def test_a_missing_part_is_no_zero():
    row = {key: value for key, value in WHOLE.items() if key != "seasonal_wait"}
    assert codes(row) == set()


def test_a_missing_part_cannot_explain_parts_above_the_whole():
    row = {"labour_force": 449_008, "employed": 447_300, "unemployed": 9_100}
    assert ("parts-exceed", "hard", ("employed", "unemployed", "labour_force")) in codes(row)


def test_a_wide_gap_left_to_a_missing_part_is_asked_for():
    row = {"labour_force": 449_008, "employed": 301_210, "unemployed": 9_100}
    assert ("parts-short", "soft", ("employed", "unemployed", "labour_force")) in codes(row)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("employed", 950_120),  # first digit
        ("employed", 705_120),  # neighbours swapped
        ("employed", 75_120),  # a digit lost
        ("employed", 7_750_120),  # a digit too many
        ("unemployed", 31_011),
        ("s39", 31_304),
        ("informal_nonagri", 125_442),
    ],
)
def test_a_slipped_digit_is_named_with_what_was_meant(field, value):
    answer = check({**WHOLE, field: value}, Memory())
    slips = [flag for flag in answer["flags"] if flag["code"] == "digit-slip" and flag["fields"] == [field]]
    assert len(slips) == 1
    assert f"{WHOLE[field]:,}" in slips[0]["text"]


def test_a_correction_that_breaks_another_sum_is_not_proposed():
    # the labour force is confirmed by population 15+ and those outside it: only the employed can be wrong
    answer = check({**WHOLE, "employed": 740_120, "emp_agri": 291_987}, Memory())
    assert all(flag["fields"] != ["labour_force"] for flag in answer["flags"] if flag["code"] == "digit-slip")


@pytest.mark.parametrize(
    ("fields", "row"),
    [
        (("labour_force", "pop_15plus"), {"labour_force": 500_000, "pop_15plus": 400_000}),
        (("informal", "employed"), {"informal": 500_000, "employed": 400_000}),
        (("informal_agri", "emp_agri"), {"informal_agri": 500_000, "emp_agri": 400_000}),
        (("s40", "insured_total"), {"s40": 500_000, "insured_total": 400_000}),
    ],
)
def test_a_part_above_its_whole_is_hard(fields, row):
    assert ("part-exceeds", "hard", fields) in codes(row)


def test_populations_of_different_sources_are_soft():
    assert ("population-source", "soft", ("pop_15plus", "pop_total")) in codes(
        {"pop_total": 577_964, "pop_15plus": 881_097, "labour_force": 713_244}
    )


def test_populations_are_settled_where_the_survey_agrees_with_itself():
    row = {"pop_total": 577_964, "pop_15plus": 881_097, "labour_force": 713_244, "not_in_lf": 167_853}
    assert codes(row) == set()


def test_the_same_value_in_two_fields_is_asked_about():
    assert ("same-as-field", "soft", ("foreign_workers", "s33")) in codes({"foreign_workers": 53_420, "s33": 53_420})


def test_a_whole_may_equal_its_only_part():
    assert codes({"informal": 5_000, "informal_agri": 5_000, "informal_nonagri": 0}) == set()


LATER = {
    **WHOLE, "published": "2026-11-20", "labour_force": 766_010, "employed": 750_900, "unemployed": 12_709,
    "seasonal_wait": 2_401, "not_in_lf": 354_900, "pop_15plus": 1_120_910, "emp_agri": 302_500,
    "emp_nonagri": 448_400, "informal": 403_000, "informal_agri": 250_500, "informal_nonagri": 152_500,
    "foreign_workers": 41_300, "establishments": 8_777, "s33": 190_400, "s39": 31_210, "s40": 88_800,
    "insured_total": 310_410,
}  # fmt: skip


def test_a_usual_next_month_is_passed_in_silence():
    assert codes(LATER, WHOLE) == set()


def test_last_months_figure_carried_over_is_asked_about():
    assert ("same-as-last", "soft", ("foreign_workers",)) in codes({**LATER, "foreign_workers": 41_209}, WHOLE)


def test_the_registered_population_may_stay():
    assert LATER["pop_total"] == WHOLE["pop_total"]
    assert "same-as-last" not in kinds(LATER, WHOLE)


def test_a_neighbours_figure_carried_over_is_asked_about():
    other = {"scope_code": "91", "published": "2026-10-20", "foreign_workers": 30_117, "establishments": 2_203}
    assert ("same-as-neighbour", "soft", ("foreign_workers",)) in codes(
        {**LATER, "foreign_workers": 30_117}, WHOLE, other
    )


def test_a_small_number_that_two_provinces_share_is_chance():
    other = {"scope_code": "91", "published": "2026-10-20", "establishments": 8_777, "volunteers": 116}
    assert codes(LATER, WHOLE, other) == set()


def test_a_set_of_provinces_may_equal_its_only_reporting_member():
    other = {"scope_code": "90+91", "published": "2026-10-20", "foreign_workers": 41_300}
    assert codes(LATER, WHOLE, other) == set()


def test_a_jump_and_ten_times_are_told_apart():
    assert ("tenfold", "soft", ("s40",)) in codes({**LATER, "s40": 888_000, "insured_total": 1_109_610}, WHOLE)
    assert ("jump", "soft", ("establishments",)) in codes({**LATER, "establishments": 20_001}, WHOLE)


def test_an_unusual_share_is_asked_about():
    assert "out-of-range" in kinds({"labour_force": 100_000, "employed": 70_000, "unemployed": 30_000})


def test_numbers_are_read_as_thais_type_them():
    assert codes({"informal": "๔๐๒,๗๗๖", "informal_agri": "250,334", "informal_nonagri": " 152 442"}) == set()


@pytest.mark.parametrize("typed", ["12,34", "1๒3", "ราวพัน", True, [1]])
def test_what_cannot_be_read_is_hard_and_says_why(typed):
    (flag,) = check({"employed": typed}, Memory())["flags"]
    assert (flag["code"], flag["severity"], flag["fields"]) == ("not-a-number", "hard", ["employed"])
    assert "ผู้มีงานทำ" in flag["text"]


@pytest.mark.parametrize("typed", ["", None, "-", "ไม่มีข้อมูล"])
def test_not_reported_is_neither_zero_nor_a_fault(typed):
    assert codes({"labour_force": 100_000, "employed": 98_000, "unemployed": typed}) == set()


def test_negative_and_broken_people_are_hard():
    assert kinds({"employed": -5}) == {"negative"}
    assert kinds({"employed": "5.5"}) == {"not-whole"}


def test_the_percent_is_recomputed_and_a_stated_one_that_differs_is_told():
    answer = check({"id": "a", "target": 300, "actual": 100, "stated_percent": 43.3}, Memory())
    assert answer["id"] == "a"
    assert answer["percent"] == 33.33
    assert [flag["code"] for flag in answer["flags"]] == ["percent-differs"]
    assert answer["flags"][0]["severity"] == "soft"


@pytest.mark.parametrize("stated", ["33.33", "33.3", "33", "ร้อยละ ๓๓.๓", "33.333", None])
def test_a_stated_percent_is_right_at_its_own_precision(stated):
    assert check({"target": 300, "actual": 100, "stated_percent": stated}, Memory())["flags"] == []


def test_above_a_hundred_is_normal():
    answer = check({"target": 200, "actual": 260, "stated_percent": 130}, Memory())
    assert (answer["percent"], answer["flags"]) == (130.0, [])


def test_a_target_below_zero_is_told_and_gives_no_percent():
    answer = check({"target": -3, "actual": 90, "stated_percent": 12}, Memory())
    assert (answer["percent"], [flag["code"] for flag in answer["flags"]]) == (None, ["negative"])


def test_no_result_yet_has_no_percent_and_is_no_fault():
    assert check({"target": 200, "actual": ""}, Memory()) == {"percent": None, "flags": []}


def test_a_result_without_a_target_is_asked_about():
    assert kinds({"target": 0, "actual": 5}) == {"no-target"}


def test_a_row_that_nothing_can_check_is_refused():
    with pytest.raises(ValueError, match="target"):
        check({"id": 1, "name": "x"}, Memory())


def test_each_code_is_in_the_published_table():
    page = (ROOT / "docs" / "algorithms" / "figure-checks.md").read_text(encoding="utf-8")
    listed = {
        line.split("|")[1].strip(" `"): line.split("|")[2].strip()
        for line in page.splitlines()
        if line.startswith("| `")
    }
    assert listed == {name: code.severity for name, code in CODES.items()}


def test_answers_are_json():
    assert json.loads(json.dumps(check({**WHOLE, "employed": "x"}, Memory())))
    assert set(SITUATION.labels) >= {part for whole in SITUATION.wholes for part in whole.parts}
