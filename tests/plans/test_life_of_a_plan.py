"""The life cycle under any order of acts: nobody approves their own, members agree, baselines stay as they were."""

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from prasan.plans import frozen
from prasan.plans.commands import Activate, Agree, Approve, Close, Return, Revise, SaveProject, Submit
from prasan.plans.cycle import EDITABLE
from prasan.plans.models import Baseline, Plan, Revision
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.commands.actor import SYSTEM
from prasan.platform.journal.models import Outbox
from prasan.registers.models import WorkItem
from tests.plans import ground
from tests.plans.ground import YEAR

REASON = "ปรับตามมติ"


def test_a_province_plan_goes_to_the_centre_and_back(g):
    plan = g.ready()
    with pytest.raises(Refused):
        g.do("plo-officer", Submit(target_id=plan.pk))  # the officer drafts, the head sends
    g.do("plo", Submit(target_id=plan.pk))
    with pytest.raises(RuleBroken):
        g.do("plo", SaveProject(target_id=plan.pk, row=plan.projects.get().pk, values={"goal_th": "x"}))
    with pytest.raises(RuleBroken):
        g.do("owner", Return(target_id=plan.pk, reason=" "))
    g.do("owner", Return(target_id=plan.pk, reason=REASON))
    plan.refresh_from_db()
    assert (plan.state, plan.returned_reason) == ("returned", REASON)
    g.do("plo", Submit(target_id=plan.pk))
    found = g.do("secretary", Approve(target_id=plan.pk))
    assert (found.state, found.version, found.returned_reason) == ("approved", 1, "")
    assert g.do("plo", Activate(target_id=plan.pk)).state == "active"
    assert g.do("plo", Close(target_id=plan.pk)).state == "closed"
    names = list(Outbox.objects.order_by("pk").values_list("name", flat=True))
    told = [name for name in names if name.startswith("plans.") and "save" not in name]
    assert told == ["plans.opened", "plans.submitted", "plans.returned", "plans.submitted", "plans.approved",
                    "plans.activated", "plans.closed"]  # fmt: skip


def test_submission_says_everything_that_is_missing(g):
    plan = g.opened()
    with pytest.raises(RuleBroken, match="ยังไม่มีโครงการ"):
        g.do("plo", Submit(target_id=plan.pk))
    first, second = g.project(plan), g.project(plan, name_th="อีกโครงการ")
    g.activity(plan, first, weight=60)
    g.activity(plan, first, weight=30)
    with pytest.raises(RuleBroken) as caught:
        g.do("plo", Submit(target_id=plan.pk))
    assert "รวมได้ 90 ต้องรวมได้ 100" in str(caught.value.text)
    assert "“อีกโครงการ” ยังไม่มีกิจกรรม" in str(caught.value.text)
    g.activity(plan, first, weight=10)
    g.activity(plan, second)
    assert g.do("plo", Submit(target_id=plan.pk)).state == "submitted"


def test_who_submitted_does_not_approve(g):
    plan = g.ready(who="department", area=None, agency_id="DOE")
    g.do("dg", Submit(target_id=plan.pk))
    Plan.objects.filter(pk=plan.pk).update(submitted_by=g.person("owner"))
    with pytest.raises(Refused, match="อนุมัติเองไม่ได้"):
        g.do("owner", Approve(target_id=plan.pk))
    assert g.do("secretary", Approve(target_id=plan.pk)).state == "approved"


def test_a_group_plan_needs_every_member_and_its_dated_lead(g):
    group = {"area": None, "group_id": g.group.pk}
    with pytest.raises(Refused):
        g.opened("plo-80", **group)
    plan = g.ready("plo", **group)
    g.do("plo", Submit(target_id=plan.pk))
    with pytest.raises(RuleBroken, match="ยังไม่ให้ความเห็นชอบ"):
        g.do("owner", Approve(target_id=plan.pk))
    with pytest.raises(Refused):
        g.do("plo", Agree(target_id=plan.pk))  # the lead agreed by sending
    g.do("plo-80", Agree(target_id=plan.pk))
    with pytest.raises(RuleBroken):
        g.do("plo-80", Agree(target_id=plan.pk))
    g.do("plo-93", Return(target_id=plan.pk, reason="ขอเพิ่มโครงการของพัทลุง"))
    g.do("plo", Submit(target_id=plan.pk))
    with pytest.raises(RuleBroken, match="นครศรีธรรมราช"):  # what was agreed to was another submission
        g.do("owner", Approve(target_id=plan.pk))
    for who in ("plo-80", "plo-93"):
        g.do(who, Agree(target_id=plan.pk))
    assert g.do("owner", Approve(target_id=plan.pk)).state == "approved"


def test_approval_freezes_and_a_revision_is_compared_line_by_line(g):
    plan = g.approved()
    project = plan.projects.get()
    assert frozen.differences(plan) == []
    g.do("plo", Activate(target_id=plan.pk))
    with pytest.raises(RuleBroken):
        g.do("plo", Revise(target_id=plan.pk))
    g.do("plo", Revise(target_id=plan.pk, reason=REASON))
    g.do(
        "plo",
        SaveProject(
            target_id=plan.pk, row=project.pk, values={"goal_th": "300 คน"}, many={"policies": [g.policies[1].pk]}
        ),
    )
    added = g.project(plan, name_th="โครงการใหม่")
    g.activity(plan, added)
    project.money.get().delete()
    found = {(one.kind, one.part): one for one in frozen.differences(plan)}
    assert set(found) == {("changed", "project"), ("added", "project"), ("added", "activity"), ("removed", "money")}
    changes = {one.field: (one.before, one.after) for one in found["changed", "project"].changes}
    assert changes["goal_th"] == ("ผู้ว่างงาน 120 คนมีงานทำ", "300 คน")
    assert [one["id"] for one in changes["policies"][1]] == [g.policies[1].pk]
    assert set(changes) == {"goal_th", "policies"}
    with pytest.raises(RuleBroken, match="4 รายการ"):
        g.do("plo", Close(target_id=plan.pk))
    g.do("plo", Submit(target_id=plan.pk))
    assert g.do("owner", Approve(target_id=plan.pk)).version == 2
    revision = Revision.objects.get()
    assert (revision.added, revision.changed, revision.removed, revision.baseline.number) == (2, 1, 1, 2)
    assert frozen.differences(plan) == []
    assert len(frozen.differences(plan, 1)) == 4


def test_a_renamed_office_is_no_difference(g):
    plan = g.approved()
    g.offices["DOE-92"].__class__.objects.filter(code="DOE-92").update(name_th="ชื่อใหม่")
    assert frozen.differences(plan) == []


def test_activities_become_work_items_once(g):
    plan = g.approved()
    item = WorkItem.objects.get()
    assert (item.fiscal_year, item.area, item.office) == (YEAR, g.areas["92"], g.offices["DOE-92"])
    assert list(item.policies.all()) == [g.policies[0]]
    g.do("plo", Revise(target_id=plan.pk, reason=REASON))
    g.do("plo", SaveProject(target_id=plan.pk, row=plan.projects.get().pk, many={"policies": [g.policies[1].pk]}))
    g.do("plo", Submit(target_id=plan.pk))
    g.do("owner", Approve(target_id=plan.pk))
    assert WorkItem.objects.get().pk == item.pk
    assert list(item.policies.all()) == [g.policies[1]]
    assert WorkItem.objects.visible_to(g.actors["doe"]).count() == 1
    assert WorkItem.objects.visible_to(g.actors["doe-80"]).count() == 0


def test_the_machine_may_draft_but_never_approves(g):
    plan = g.ready()
    perform(SYSTEM, Submit(target_id=plan.pk))
    assert Plan.objects.get(pk=plan.pk).submitted_by_id is None
    with pytest.raises((Refused, AttributeError)):
        perform(SYSTEM, Approve(target_id=plan.pk))


ACTORS = ("plo", "plo", "plo-officer", "doe", "plo-80", "plo-93", "owner", "owner", "secretary", "minister", "governor")
HEAD, CENTRE, MEMBERS = {"plo"}, {"owner", "secretary"}, {"plo-80", "plo-93"}


class LifeOfAPlan(RuleBasedStateMachine):
    """Acts of everybody on one group's plan, beside a plain model of what must come out."""

    @initialize()
    def begin(self):
        self.sid = transaction.savepoint()
        self.g = ground.build()
        self.plan = self.g.ready(area=None, group_id=self.g.group.pk)
        self.project = self.plan.projects.get()
        self.state, self.version, self.agreed, self.goal, self.kept = "draft", 0, set(), self.project.goal_th, {}

    def act(self, who, command):
        try:
            with transaction.atomic():
                perform(self.g.actors[who], command)
        except (Refused, RuleBroken):
            return False
        return True

    @rule(who=some.sampled_from(ACTORS), people=some.integers(1, 9))
    def change(self, who, people):
        goal = f"{people} คน"
        done = self.act(who, SaveProject(target_id=self.plan.pk, row=self.project.pk, values={"goal_th": goal}))
        assert done == (who in {"plo", "plo-officer"} and self.state in EDITABLE)
        self.goal = goal if done else self.goal

    @rule(who=some.sampled_from(ACTORS))
    def submit(self, who):
        done = self.act(who, Submit(target_id=self.plan.pk))
        assert done == (who in HEAD and self.state in {"draft", "returned", "revised"})
        if done:
            self.state, self.agreed = "submitted", set()

    @rule(who=some.sampled_from(ACTORS))
    def agree(self, who):
        done = self.act(who, Agree(target_id=self.plan.pk))
        assert done == (who in MEMBERS and self.state == "submitted" and who not in self.agreed)
        if done:
            self.agreed.add(who)

    @rule(who=some.sampled_from(ACTORS), reason=some.sampled_from([REASON, REASON, ""]))
    def give_back(self, who, reason):
        done = self.act(who, Return(target_id=self.plan.pk, reason=reason))
        assert done == (who in CENTRE | MEMBERS and self.state == "submitted" and bool(reason))
        self.state = "returned" if done else self.state

    @rule(who=some.sampled_from(ACTORS))
    def approve(self, who):
        done = self.act(who, Approve(target_id=self.plan.pk))
        assert done == (who in CENTRE and self.state == "submitted" and self.agreed == MEMBERS)
        if done:
            self.state, self.version = "approved", self.version + 1
            self.kept[self.version] = self.goal

    @rule(who=some.sampled_from(ACTORS))
    def activate(self, who):
        done = self.act(who, Activate(target_id=self.plan.pk))
        assert done == (who in HEAD and self.state == "approved")
        self.state = "active" if done else self.state

    @rule(who=some.sampled_from(ACTORS), reason=some.sampled_from([REASON, REASON, ""]))
    def revise(self, who, reason):
        done = self.act(who, Revise(target_id=self.plan.pk, reason=reason))
        assert done == (who in HEAD and self.state in {"approved", "active"} and bool(reason))
        self.state = "revised" if done else self.state

    @rule(who=some.sampled_from(("minister", "owner", "plo-80", "governor")))
    def close_by_others(self, who):
        assert not self.act(who, Close(target_id=self.plan.pk))

    @rule()
    def straight_on_to_approval(self):
        """Walk the usual way, so that what comes after approval is tried often."""
        if self.state in {"draft", "returned", "revised"}:
            self.submit("plo")
        if self.state == "submitted":
            for who in sorted(MEMBERS - self.agreed):
                self.agree(who)
            self.approve("owner")

    @invariant()
    def what_is_stored_is_what_must_be(self):
        plan = Plan.objects.get(pk=self.plan.pk)
        assert (plan.state, plan.version) == (self.state, self.version)
        assert plan.approved_by_id is None or plan.approved_by_id != plan.submitted_by_id
        assert Baseline.objects.filter(plan=plan).count() == self.version
        for number, goal in self.kept.items():
            baseline = Baseline.objects.get(plan=plan, number=number)
            line = next(one for one in frozen.stored(baseline) if one.part == "project")
            assert line.values["goal_th"] == goal
        changed = bool(frozen.differences(plan))
        assert changed == (self.version > 0 and self.goal != self.kept[self.version])
        open_revisions = Revision.objects.filter(plan=plan, baseline=None).count()
        assert open_revisions == (1 if self.version and self.state in {"revised", "submitted", "returned"} else 0)

    def teardown(self):
        if hasattr(self, "sid"):
            transaction.savepoint_rollback(self.sid)


@pytest.mark.django_db
@pytest.mark.slow
def test_any_order_of_acts_keeps_the_rules():
    assert connection.in_atomic_block
    run_state_machine_as_test(
        LifeOfAPlan,
        settings=settings(
            max_examples=15, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
