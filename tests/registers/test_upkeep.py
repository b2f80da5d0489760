"""Sets are prepared, announced, replaced; what is withdrawn or retired leaves the reports, not the past."""

import datetime as dt

import pytest
from django.utils import timezone

from prasan.directory.actor import actor_for
from prasan.directory.models import Seat
from prasan.platform.commands import SYSTEM, Refused, RuleBroken, perform
from prasan.platform.journal.models import Entry
from prasan.progress import periods
from prasan.progress.items import items_of, targets_of
from prasan.progress.queries import province_month
from prasan.progress.rollups import board
from prasan.registers import queries, settings
from prasan.registers.commands import (
    AddPolicy,
    AddPolicySet,
    AddStrategy,
    AnnouncePolicySet,
    ChangeIndicator,
    ChangePolicy,
    ChangePolicySet,
    ChangeStrategy,
    LinkIndicator,
    RecallPolicySet,
    ReinstateIndicator,
    RestorePolicy,
    RetireIndicator,
    WithdrawPolicy,
)
from prasan.registers.models import Indicator, Policy, PolicySet, Strategy, Target


@pytest.fixture
def owner(g):
    return g.actors["owner"]


def new_set(g, owner, **more):
    year = g.period // 100
    values = {"code": "NEW", "name_th": "ชุดใหม่", "giver_th": "รัฐมนตรี", "fiscal_year": year, "version": 2}
    values |= {"given_on": dt.date(2000, 1, 2), "replaces_id": g.policy_set.pk}
    carry = more.pop("carry", False)
    return perform(owner, AddPolicySet(values=values | more, carry=carry))


def asked(g, office="DOE-92", period=None):
    return set(targets_of(g.offices[office], period or g.period).values_list("indicator__code", flat=True))


def test_a_new_set_is_a_draft_until_it_is_announced(g, owner):
    made = new_set(g, owner, carry=True)
    assert made.is_draft
    assert queries.current_set(timezone.localdate()) == g.policy_set
    assert not PolicySet.objects.visible_to(g.actors["officer"]).filter(pk=made.pk).exists()
    assert PolicySet.objects.visible_to(g.actors["minister"]).filter(pk=made.pk).exists()
    assert list(made.policies.values_list("axis", "number")) == [("agenda", 1), ("agenda", 2)]
    assert g.policy_set.policies.count() == 2
    perform(owner, AnnouncePolicySet(target_id=made.pk))
    assert queries.current_set(timezone.localdate()) == made
    assert PolicySet.objects.visible_to(g.actors["officer"]).filter(pk=made.pk).exists()


def test_a_replaced_set_is_no_longer_asked_for_but_its_months_are(g, owner):
    made = new_set(g, owner, carry=True, given_on=periods.bounds(g.period)[0])
    before = asked(g)
    assert "jobs" in before
    perform(owner, LinkIndicator(target_id=g.indicators["jobs"].pk, policy_id=made.policies.get(number=1).pk))
    assert "jobs" not in asked(g)
    perform(owner, AnnouncePolicySet(target_id=made.pk))
    assert asked(g) == {"jobs"}
    assert asked(g, period=periods.add(g.period, -1)) == {"jobs", "share", "visits"}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"version": 1}, "version"), ({"code": "SET"}, "code"), ({"fiscal_year": 2600}, "replaces"),
    ],
)  # fmt: skip
def test_what_a_set_cannot_be(g, owner, values, field):
    with pytest.raises(RuleBroken) as broken:
        new_set(g, owner, **values)
    assert broken.value.field == field


def test_announcing_needs_a_day_and_a_policy(g, owner):
    made = new_set(g, owner, given_on=None)
    with pytest.raises(RuleBroken, match="วันที่มอบ"):
        perform(owner, AnnouncePolicySet(target_id=made.pk))
    perform(owner, ChangePolicySet(target_id=made.pk, values={"given_on": dt.date(2000, 1, 2)}))
    with pytest.raises(RuleBroken, match="ยังไม่มีนโยบาย"):
        perform(owner, AnnouncePolicySet(target_id=made.pk))
    perform(owner, AddPolicy(values={"policy_set_id": made.pk, "axis": "area", "number": 1, "name_th": "ก"}))
    perform(owner, AnnouncePolicySet(target_id=made.pk))
    with pytest.raises(RuleBroken, match="ประกาศใช้แล้ว"):
        perform(owner, AnnouncePolicySet(target_id=made.pk))
    with pytest.raises(RuleBroken, match="ต้องมีวันที่มอบ"):
        perform(owner, ChangePolicySet(target_id=made.pk, values={"given_on": None}))


def test_a_set_is_recalled_until_somebody_reports_on_it(g, owner):
    with pytest.raises(RuleBroken, match="เหตุผล"):
        perform(owner, RecallPolicySet(target_id=g.policy_set.pk))
    perform(owner, RecallPolicySet(target_id=g.policy_set.pk, reason="ผิดชุด"))
    assert asked(g) == set()
    assert [one.office.code for one in province_month(g.areas["92"].pk, g.period, timezone.localdate())] == ["DSD-92"]
    perform(owner, AnnouncePolicySet(target_id=g.policy_set.pk))
    g.save(g.opened(), jobs=5)
    with pytest.raises(RuleBroken, match="รายงานผลของชุดนี้แล้ว"):
        perform(owner, RecallPolicySet(target_id=g.policy_set.pk, reason="ผิดชุด"))


def test_a_withdrawn_policy_leaves_wall_and_reports_and_comes_back(g, owner):
    with pytest.raises(RuleBroken) as broken:
        perform(owner, WithdrawPolicy(target_id=g.policy.pk, reason=" "))
    assert broken.value.field == "reason"
    report = g.save(g.opened(), jobs=5)
    perform(owner, WithdrawPolicy(target_id=g.policy.pk, on=periods.bounds(g.period)[0], reason="รวมกับข้ออื่น"))
    entry = Entry.objects.about(g.policy).order_by("-id").first()
    assert entry.reason == "รวมกับข้ออื่น"
    assert "jobs" not in asked(g)
    assert "jobs" in asked(g, period=periods.add(g.period, -1))
    assert "jobs" not in {item.indicator.code for item in items_of(report)}
    thresholds = settings.current().thresholds
    assert g.policy.pk not in {line.policy_id for line in board(g.policy_set.pk, g.period, thresholds).lines}
    alone = board(g.policy_set.pk, g.period, thresholds, policy_id=g.policy.pk)
    assert [line.policy_id for line in alone.lines] == [g.policy.pk]
    with pytest.raises(RuleBroken, match="ถูกถอนแล้ว"):
        perform(owner, WithdrawPolicy(target_id=g.policy.pk, reason="อีกครั้ง"))
    perform(owner, RestorePolicy(target_id=g.policy.pk))
    assert "jobs" in asked(g)


def test_a_retired_indicator_makes_room_for_another(g, owner):
    first = g.indicators["jobs"]
    with pytest.raises(RuleBroken, match="เหตุผล"):
        perform(owner, RetireIndicator(target_id=first.pk))
    perform(owner, RetireIndicator(target_id=first.pk, reason="เปลี่ยนวิธีนับ"))
    first.refresh_from_db()
    assert (first.retired_on, first.retired_why) == (timezone.localdate(), "เปลี่ยนวิธีนับ")
    spare = Indicator.objects.create(
        code="jobs-2", policy=g.policy, name_th="ใหม่", unit_th="คน", counted="people", is_main=True, is_people=True
    )
    with pytest.raises(RuleBroken, match="ตัวชี้วัดหลักแล้ว"):
        perform(owner, ReinstateIndicator(target_id=first.pk))
    perform(owner, RetireIndicator(target_id=spare.pk, reason="ผิด"))
    perform(owner, ReinstateIndicator(target_id=first.pk))
    first.refresh_from_db()
    assert first.retired_on is None


def test_linking_keeps_one_main_indicator_a_policy(g, owner):
    other = Policy.objects.get(number=2)
    with pytest.raises(RuleBroken, match="ตัวชี้วัดหลักแล้ว") as broken:
        perform(owner, LinkIndicator(target_id=g.indicators["jobs"].pk, policy_id=other.pk))
    assert broken.value.field == "policy"
    perform(owner, LinkIndicator(target_id=g.indicators["training"].pk, policy_id=other.pk))
    with pytest.raises(RuleBroken):
        perform(owner, LinkIndicator(target_id=g.indicators["training"].pk, policy_id=None))
    with pytest.raises(Refused):
        perform(g.actors["department"], LinkIndicator(target_id=g.indicators["training"].pk, policy_id=g.policy.pk))


def test_more_decimals_write_the_targets_in_the_new_scale(g, owner):
    target = Target.objects.filter(indicator=g.indicators["jobs"]).first()
    perform(owner, ChangeIndicator(target_id=g.indicators["jobs"].pk, values={"decimals": 1}))
    again = Target.objects.get(pk=target.pk)
    assert (again.value, again.path) == (target.value * 10, [one * 10 for one in target.path])
    again.value, again.path = 12005, [*again.path[:-1], 12005]
    again.save()
    with pytest.raises(RuleBroken, match="ละเอียดกว่านี้"):
        perform(owner, ChangeIndicator(target_id=g.indicators["jobs"].pk, values={"decimals": 0}))


def test_the_chain_keeps_its_order(g, owner):
    top = perform(owner, AddStrategy(values={"code": "ns", "level": "national", "name_th": "ชาติ"}))
    master = perform(
        owner, AddStrategy(values={"code": "mp", "level": "master", "name_th": "แม่บท", "parent_id": top.pk})
    )
    with pytest.raises(RuleBroken) as broken:
        perform(owner, AddStrategy(values={"code": "x", "level": "national", "name_th": "ก", "parent_id": master.pk}))
    assert broken.value.field == "parent"
    pillar = perform(
        owner, AddStrategy(values={"code": "p", "level": "national", "name_th": "ด้าน", "parent_id": top.pk})
    )
    with pytest.raises(RuleBroken, match="อยู่ใต้กันไม่ได้"):
        perform(owner, ChangeStrategy(target_id=top.pk, values={"parent_id": pillar.pk}))
    with pytest.raises(RuleBroken, match="รหัสนี้แล้ว"):
        perform(owner, AddStrategy(values={"code": "mp", "level": "national", "name_th": "ซ้ำ"}))
    perform(owner, ChangeStrategy(target_id=master.pk, values={"name_th": "แผนแม่บท"}))
    assert Strategy.objects.get(code="mp").name_th == "แผนแม่บท"


def test_a_classified_policy_is_known_to_those_cleared_and_to_no_board(g, owner):
    with pytest.raises(RuleBroken) as broken:
        perform(owner, ChangePolicy(target_id=g.policy.pk, values={"classification": 2, "headline": None}))
    assert broken.value.field == "classification"
    perform(owner, ChangePolicy(target_id=g.policy.pk, values={"classification": 1, "headline": None}))
    assert not Policy.objects.visible_to(g.actors["officer"]).filter(pk=g.policy.pk).exists()
    assert not Indicator.objects.visible_to(g.actors["department"]).filter(code="jobs").exists()
    assert Policy.objects.visible_to(g.actors["minister"]).filter(pk=g.policy.pk).exists()
    seat = Seat.objects.create(
        person=g.person("admin"), office=g.offices["OPS"], role="auditor", start=dt.date(2020, 1, 1)
    )
    assert not Policy.objects.visible_to(actor_for(seat)).filter(pk=g.policy.pk).exists()
    assert "jobs" not in asked(g)
    assert not Entry.objects.about(g.policy).visible_to(g.actors["officer"]).filter(classification=1).exists()
    lines = board(g.policy_set.pk, g.period, settings.current().thresholds).lines
    assert g.policy.pk not in {line.policy_id for line in lines}
    perform(SYSTEM, ChangePolicy(target_id=g.policy.pk, values={"classification": 0}))
