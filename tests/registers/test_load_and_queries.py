"""The pack's policy sets as history, which set is in force on a day, the chain above a policy."""

import datetime as dt
from pathlib import Path

import pytest

from prasan.packs.tables import folder
from prasan.platform.commands import SYSTEM, perform
from prasan.platform.journal.models import Entry
from prasan.registers import queries
from prasan.registers.commands import ChangePolicy
from prasan.registers.load import load_policies
from prasan.registers.models import Policy, PolicySet, Strategy

pytestmark = pytest.mark.django_db
PACK: Path = folder("thailand")


@pytest.fixture
def loaded():
    return load_policies(PACK)


def test_the_real_sets_have_the_numbers_of_the_releases(loaded):
    sets = {one.code: one.counts for one in queries.history(SYSTEM)}
    assert [n for _, n in sets["MOL-2561-1"]] == [11, 4, 6]
    assert [n for _, n in sets["MOL-2562-1"]] == [13, 4, 7]
    first = PolicySet.objects.get(code="MOL-2561-1")
    assert (first.given_on, first.fiscal_year) == (dt.date(2017, 12, 2), 2561)
    assert loaded["policies"] == Policy.objects.count() == 45


def test_loading_again_changes_nothing(loaded):
    before = list(Policy.objects.order_by("id").values())
    assert load_policies(PACK) == loaded
    assert list(Policy.objects.order_by("id").values()) == before


def test_what_people_changed_stays(loaded):
    policy = Policy.objects.filter(policy_set__code="MOL-2561-1").first()
    perform(SYSTEM, ChangePolicy(target_id=policy.pk, values={"name_th": "แก้คำผิดแล้ว"}))
    load_policies(PACK)
    policy.refresh_from_db()
    assert policy.name_th == "แก้คำผิดแล้ว"


def test_a_load_stands_in_the_journal_with_its_source(loaded):
    entries = Entry.objects.filter(verb="registers.load_policy_set")
    assert entries.count() == 2
    assert all("thaigov" in entry.reason for entry in entries)


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (dt.date(2017, 12, 1), None),
        (dt.date(2017, 12, 2), "MOL-2561-1"),
        (dt.date(2018, 9, 30), "MOL-2561-1"),
        (dt.date(2018, 10, 1), "MOL-2562-1"),
        (dt.date(2026, 1, 1), "MOL-2562-1"),
    ],
)
def test_the_set_in_force_on_a_day(loaded, day, code):
    found = queries.current_set(day)
    assert (found.code if found else None) == code


def test_the_newer_version_of_a_year_holds_and_a_demo_never_hides_a_real_set(loaded):
    more = {"name_th": "ชุด", "giver_th": "รัฐมนตรี", "fiscal_year": 2562}
    PolicySet.objects.create(code="V2", version=2, given_on=dt.date(2019, 3, 1), **more)
    PolicySet.objects.create(code="DEMO-9", version=9, is_demo=True, **more)
    assert queries.current_set(dt.date(2019, 2, 28)).code == "MOL-2562-1"
    assert queries.current_set(dt.date(2019, 3, 1)).code == "V2"


def test_policies_stand_by_axis_in_order(loaded):
    axes = queries.by_axis(PolicySet.objects.get(code="MOL-2561-1"), SYSTEM)
    assert [axis.axis.value for axis in axes] == ["agenda", "area", "administration"]
    assert all([one.number for one in axis.policies] == list(range(1, len(axis.policies) + 1)) for axis in axes)


def test_lists_of_policies_begin_with_the_urgent_ones(loaded):
    rows = list(Policy.objects.filter(policy_set__code="MOL-2561-1").in_order())
    assert list(dict.fromkeys(one.axis for one in rows)) == ["agenda", "area", "administration"]
    assert [one.number for one in rows] == [
        n for a in Policy.Axis.values for n in sorted(o.number for o in rows if o.axis == a)
    ]


def test_the_chain_goes_from_the_national_strategy_down(loaded):
    levels = [one.level for one in queries.chain(Policy.objects.first())]
    assert levels[0] == Strategy.Level.NATIONAL
    assert levels[-1] == Strategy.Level.MINISTRY
    assert queries.chain(Policy(strategy_id=None)) == []


def test_a_chain_with_a_circle_is_an_error(tmp_path, loaded):
    (tmp_path / "strategy.csv").write_text(
        "code,parent,level,name_th,name_en,source,verified\nA,B,national,ก,a,own,no\nB,A,national,ข,b,own,no\n"
    )
    (tmp_path / "policies.csv").write_text("policy_set,axis,no,text_th,gloss_en,source\n")
    (tmp_path / "policy_sets.csv").write_text("code\n")
    with pytest.raises(ValueError, match="circle"):
        load_policies(tmp_path)
