"""The pack's national services: at least four a department, no paper and no code that is not known, nothing made up."""

from collections import Counter

from prasan.kernel.services import SECTIONS, WHO, Asker, Conditions
from prasan.kernel.services.conditions import fit
from prasan.packs.tables import rows


def test_each_department_has_its_services_once():
    table = rows("services")
    assert len({row["code"] for row in table}) == len(table)
    counted = Counter(row["agency"] for row in table)
    assert set(counted) == {"OPS", "DOE", "DSD", "DLPW", "SSO"}
    assert min(counted.values()) >= 4
    assert all(row["name_th"] and row["name_en"] and row["source"] for row in table)


def test_papers_and_codes_are_those_of_the_lists():
    papers = {row["code"] for row in rows("papers")}
    for row in rows("services"):
        assert set(row["papers"].split()) <= papers, row["code"]
        assert set(row["who"].split()) <= set(WHO), row["code"]
        assert set(row["sections"].split()) <= set(SECTIONS), row["code"]


def test_a_vendor_without_insurance_is_told_of_section_40_and_not_of_unemployment_benefit():
    vendor = Asker(frozenset({"vendor"}), "none", 35, "thai")
    answers = {row["code"]: fit(_conditions(row), vendor).answer for row in rows("services")}
    assert {answers[f"section-40-option-{n}"] for n in "123"} == {"yes"}
    assert answers["unemployment-benefit"] == answers["foreign-work-permit"] == "no"


def _conditions(row):
    ages = [int(row[name]) if row[name] else None for name in ("age_from", "age_to")]
    return Conditions(frozenset(row["who"].split()), frozenset(row["sections"].split()), *ages, row["nationality"])
