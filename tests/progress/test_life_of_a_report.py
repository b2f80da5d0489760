"""The life cycle under any order of acts: nobody approves their own, nothing moves after approval, levels rule."""

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.progress import rollups
from prasan.progress.commands import Answer, Approve, Reopen, Return, SaveFigures, Submit
from prasan.progress.models import Figure, Report
from prasan.registers import settings as rules
from tests.progress import ground

MAKERS = ("officer", "second", "head", "plo", "minister", "neighbour")
JUDGES = ("plo", "plo", "plo", "plo", "far-plo", "officer", "head", "minister")


class LifeOfAReport(RuleBasedStateMachine):
    """Acts of everybody on one report, beside a plain model of what must come out."""

    @initialize()
    def begin(self):
        self.sid = transaction.savepoint()
        self.g = ground.build()
        self.report = self.g.opened()
        self.state, self.value, self.sender, self.explained = "draft", None, None, False

    def act(self, who, command):
        try:
            with transaction.atomic():
                perform(self.g.actors[who], command)
        except (Refused, RuleBroken):
            return False
        return True

    @rule(who=some.sampled_from(MAKERS), value=some.integers(0, 3000) | some.none(), why=some.booleans())
    def save(self, who, value, why):
        self.report.refresh_from_db()
        cause, step = ("budget", "เร่ง") if why else ("", "")
        answer = Answer(self.g.indicators["jobs"].pk, value, cause=cause, step=step)
        done = self.act(who, SaveFigures(target_id=self.report.pk, version=self.report.version, answers=[answer]))
        assert done == (who in {"officer", "second", "head"} and self.state in {"draft", "returned"})
        if done:
            self.value, self.explained = value, why

    @rule(who=some.sampled_from(MAKERS))
    def submit(self, who):
        done = self.act(who, Submit(target_id=self.report.pk))
        if done:
            assert who in {"officer", "second", "head"}
            assert self.state in {"draft", "returned"}
            assert self.value is not None
            self.state, self.sender = "submitted", who
        elif who in {"officer", "second", "head"} and self.state in {"draft", "returned"}:
            assert self.value is None or not self.explained

    @rule(who=some.sampled_from(JUDGES))
    def approve(self, who):
        done = self.act(who, Approve(target_id=self.report.pk))
        assert done == (who == "plo" and self.state == "submitted")
        self.state = "approved" if done else self.state

    @rule(who=some.sampled_from(JUDGES), reason=some.sampled_from(["ตรวจอีกครั้ง", "ตรวจอีกครั้ง", "", " "]))
    def give_back(self, who, reason):
        done = self.act(who, Return(target_id=self.report.pk, reason=reason))
        assert done == (who == "plo" and self.state == "submitted" and bool(reason.strip()))
        self.state = "returned" if done else self.state

    @rule(who=some.sampled_from(JUDGES), reason=some.sampled_from(["พบยอดซ้ำ", "พบยอดซ้ำ", ""]))
    def reopen(self, who, reason):
        done = self.act(who, Reopen(target_id=self.report.pk, reason=reason))
        assert done == (who == "plo" and self.state == "approved" and bool(reason))
        self.state = "returned" if done else self.state

    @rule()
    def straight_on_to_approval(self):
        """Walk the usual way, so that what comes after approval is tried often."""
        if self.state in {"draft", "returned"}:
            self.save("officer", 2000, True)
            self.submit("officer")
        if self.state == "submitted":
            self.approve("plo")
        assert self.state == "approved"

    @invariant()
    def what_is_stored_is_what_must_be(self):
        report = Report.objects.get(pk=self.report.pk)
        assert report.state == self.state
        figure = Figure.objects.filter(report=report).first()
        assert (figure.value if figure else None) == self.value
        if figure:
            expected = {"draft": {0}, "returned": {0}, "submitted": {1, 2}, "approved": {4}}[self.state]
            assert figure.level in expected
        assert report.approved_by_id is None or report.approved_by_id != report.submitted_by_id
        assert (report.approved_by_id is not None) == (self.state == "approved")

    @invariant()
    def the_wall_counts_accepted_figures_alone(self):
        found = rollups.board(self.g.policy_set.pk, self.g.period, rules.current().thresholds, months=1)
        cell = found.lines[0].cells[920000]
        assert cell.value == (self.value if self.state == "approved" else None)
        assert cell.waiting == (self.state == "submitted")

    def teardown(self):
        if hasattr(self, "sid"):
            transaction.savepoint_rollback(self.sid)


@pytest.mark.django_db
@pytest.mark.slow
def test_any_order_of_acts_keeps_the_rules():
    assert connection.in_atomic_block
    run_state_machine_as_test(
        LifeOfAReport,
        settings=settings(
            max_examples=30, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
