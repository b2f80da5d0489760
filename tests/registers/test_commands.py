"""Policies, indicators, targets and rules: who changes them, what is refused, what the journal keeps."""

import datetime as dt

import pytest

from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.journal.models import Entry, Outbox
from prasan.registers.commands import (
    AddIndicator,
    AddPolicy,
    AddPolicySet,
    ChangeIndicator,
    ChangePolicy,
    ChangeSetting,
    MarkNotApplicable,
    SetOwner,
    SetTarget,
)
from prasan.registers.models import Indicator, Policy, PolicySet, Setting, Target

SET = {"code": "NEW", "name_th": "ชุดใหม่", "giver_th": "รัฐมนตรี", "fiscal_year": 2599, "given_on": dt.date(2056, 1, 1)}


def about(g, area="92", year=None, code="jobs"):
    return {
        "indicator_id": g.indicators[code].pk,
        "area_id": g.areas[area].pk,
        "fiscal_year": year or g.period // 100,
    }


def test_a_set_with_policies_and_indicators_is_added(g):
    owner = g.actors["owner"]
    policy_set = perform(owner, AddPolicySet(values=SET))
    values = {"policy_set_id": policy_set.pk, "axis": "area", "number": 1, "name_th": "นโยบายใหม่", "lead_id": "DOE"}
    policy = perform(owner, AddPolicy(values=values))
    indicator = {"code": "new", "policy_id": policy.pk, "lead_id": "DOE", "name_th": "ผู้ได้งาน", "unit_th": "คน"}
    indicator["counted"] = "people"
    made = perform(owner, AddIndicator(values=indicator))
    assert (made.policy.policy_set.code, made.counts_people) == ("NEW", True)
    assert Entry.objects.about(made).get().changes["unit_th"] == [None, "คน"]


@pytest.mark.parametrize("who", ["officer", "plo", "minister", "department", "admin"])
def test_others_do_not_add_sets(g, who):
    with pytest.raises(Refused):
        perform(g.actors[who], AddPolicySet(values=SET))
    assert not PolicySet.objects.filter(code="NEW").exists()


def test_two_sets_of_one_year_need_two_versions(g):
    perform(g.actors["owner"], AddPolicySet(values=SET))
    with pytest.raises(RuleBroken):
        perform(g.actors["owner"], AddPolicySet(values={**SET, "code": "NEW-2"}))
    perform(g.actors["owner"], AddPolicySet(values={**SET, "code": "NEW-2", "version": 2}))


def test_a_field_that_the_verb_does_not_know_is_a_bug(g):
    with pytest.raises(TypeError, match="unknown fields"):
        perform(g.actors["owner"], ChangePolicy(target_id=g.policy.pk, values={"policy_set_id": 1}))


def test_an_owned_policy_is_changed_by_its_owner_alone(g):
    perform(g.actors["owner"], SetOwner(target_id=g.policy.pk, owner_id=g.actors["owner"].person_id))
    with pytest.raises(Refused, match="ผู้รับผิดชอบคนอื่น"):
        perform(g.actors["other-owner"], ChangePolicy(target_id=g.policy.pk, values={"name_th": "อื่น"}))
    perform(g.actors["owner"], ChangePolicy(target_id=g.policy.pk, values={"name_th": "จัดหางานให้ตรงใจ"}))
    entry = Entry.objects.about(g.policy).filter(verb="registers.change_policy").get()
    assert entry.changes == {"name_th": ["จัดหางาน", "จัดหางานให้ตรงใจ"]}


def test_an_owner_needs_an_open_account(g):
    person = g.person("officer")
    person.is_active = False
    person.save()
    with pytest.raises(RuleBroken) as broken:
        perform(g.actors["owner"], SetOwner(target_id=g.policy.pk, owner_id=person.pk))
    assert broken.value.field == "owner"


def test_a_second_main_indicator_is_refused(g):
    values = {"code": "two", "policy_id": g.policy.pk, "name_th": "ก", "unit_th": "คน", "counted": "cases"}
    values["is_main"] = True
    with pytest.raises(RuleBroken):
        perform(g.actors["owner"], AddIndicator(values=values))
    assert not Indicator.objects.filter(code="two").exists()


def test_what_figures_mean_does_not_change_under_them(g):
    change = {"target_id": g.indicators["jobs"].pk, "values": {"decimals": 2, "definition_th": "ใหม่"}}
    perform(g.actors["owner"], ChangeIndicator(**change))
    g.save(g.opened(), jobs=5)
    with pytest.raises(RuleBroken, match="มีค่ารายงานแล้ว"):
        perform(g.actors["owner"], ChangeIndicator(**{**change, "values": {"decimals": 0}}))
    perform(g.actors["owner"], ChangeIndicator(**{**change, "values": {"definition_th": "คำอธิบาย"}}))


def test_a_target_is_set_with_its_path_and_told_to_the_wall(g):
    Outbox.objects.all().delete()
    path = [10 * month for month in range(1, 13)]
    target = perform(g.actors["department"], SetTarget(**about(g), value=120, path=path))
    assert (target.value, target.path_at(1), target.path_at(12)) == (120, 10, 120)
    assert {"wall", f"policy:{g.policy.pk}"} == set(Outbox.objects.get().topics)
    assert Entry.objects.about(target).get().changes["value"] == [1200, 120]


def test_a_target_without_a_path_is_spread_evenly(g):
    target = perform(g.actors["owner"], SetTarget(**about(g, year=2590), value=125))
    assert target.path[-1] == 125
    assert {b - a for a, b in zip(target.path, target.path[1:], strict=False)} <= {10, 11}
    level = perform(g.actors["owner"], SetTarget(**about(g, year=2590, code="share"), value=800, baseline=800))
    assert level.path == [800] * 12


@pytest.mark.parametrize(
    ("path", "words"),
    [([1] * 11, "12 เดือน"), ([1] * 12, "เท่ากับเป้าหมาย"), ([50, 40, *[120] * 10], "ลดลงไม่ได้")],
)
def test_a_path_that_cannot_be_is_refused(g, path, words):
    with pytest.raises(RuleBroken, match=words) as broken:
        perform(g.actors["owner"], SetTarget(**about(g), value=120, path=path))
    assert broken.value.field == "path"


@pytest.mark.parametrize("who", ["officer", "plo", "minister", "foreign-department"])
def test_targets_are_the_departments_and_the_owners_business(g, who):
    with pytest.raises(Refused):
        perform(g.actors[who], SetTarget(**about(g), value=1))


def test_not_applicable_needs_its_reason_and_can_be_taken_back(g):
    with pytest.raises(RuleBroken) as broken:
        perform(g.actors["owner"], MarkNotApplicable(**about(g), reason=" "))
    assert broken.value.field == "reason"
    target = perform(g.actors["owner"], MarkNotApplicable(**about(g), reason="ไม่มีประมงทะเล"))
    assert (target.applies, target.reason) == (False, "ไม่มีประมงทะเล")
    target = perform(g.actors["owner"], SetTarget(**about(g), value=12))
    assert (target.applies, target.reason) == (True, "")
    assert Target.objects.filter(**about(g)).count() == 1


def test_a_rule_changes_within_its_limits(g):
    perform(g.actors["owner"], ChangeSetting(target_id="status-late-from", value=70))
    perform(g.actors["owner"], ChangeSetting(target_id="status-late-from", value=80))
    told = Entry.objects.filter(verb="registers.change_setting").order_by("id")
    assert [entry.changes["status-late-from"] for entry in told] == [[60, 70], [70, 80]]
    for value in (0, 1001, True):
        with pytest.raises(RuleBroken):
            perform(g.actors["owner"], ChangeSetting(target_id="status-late-from", value=value))
    with pytest.raises(RuleBroken):
        perform(g.actors["owner"], ChangeSetting(target_id="no-such-rule", value=1))
    with pytest.raises(Refused):
        perform(g.actors["plo"], ChangeSetting(target_id="status-late-from", value=90))
    assert Setting.objects.get().value == 80


def test_policies_of_a_set_keep_their_numbers_apart(g):
    values = {"policy_set_id": g.policy_set.pk, "axis": "agenda", "number": 1, "name_th": "ซ้ำ"}
    with pytest.raises(RuleBroken):
        perform(g.actors["owner"], AddPolicy(values=values))
    assert Policy.objects.filter(name_th="ซ้ำ").count() == 0


@pytest.mark.parametrize(
    ("counted", "decimals", "right"), [("people", 0, True), ("cases", 0, False), ("people", 1, False)]
)
def test_what_the_product_counts_itself_is_people_without_decimals(g, counted, decimals, right):
    values = {"code": "counted", "policy_id": g.policy.pk, "name_th": "ก", "unit_th": "คน", "counts_from": "served"}
    values |= {"counted": counted, "decimals": decimals, "lead_id": "DOE"}
    if right:
        assert perform(g.actors["owner"], AddIndicator(values=values)).counts_from == "served"
        return
    with pytest.raises(RuleBroken) as broken:
        perform(g.actors["owner"], AddIndicator(values=values))
    assert broken.value.field == "counts_from"
