"""Random lives of directives and guidance against a plain model: everybody acts in any order while days pass.

After every step: what is stored is what the model says; no directive is without owner and due date, no guidance
without addressees and review date; numbers have no gap; nobody closed what they answered; no level was jumped.
`MODEL_EXAMPLES=300 pytest …` looks longer.
"""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass, field
from unittest import mock

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Count
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from prasan.directives import commands as c
from prasan.directives.jobs import sweep
from prasan.directives.models import Addressee, Directive, Guidance
from prasan.platform.commands import SYSTEM, Refused, RuleBroken, perform
from tests.directives import ground

PEOPLE = ("minister", "duty", "plo", "plo-officer", "doe-head", "plo-80")
LEADS = {"OPS-92": {"plo", "plo-officer"}, "DOE-92": {"doe-head"}, "OPS": {"duty"}}
FOLLOW = {"minister", "duty"}
WHY = ("มีเหตุผล", "มีเหตุผล", " ")
WHO = some.sampled_from(PEOPLE)
PICK = some.integers(0, 50)
OPEN = {"issued", "acknowledged", "working", "returned"}
LIVE = OPEN | {"answered"}
SABOTAGE = (
    "UPDATE directives_directive SET lead_id = NULL",
    "UPDATE directives_directive SET due_at = NULL",
    "DELETE FROM directives_addressee",
    "UPDATE directives_guidance SET review_on = NULL",
)


@dataclass
class Paper:
    """What a directive must be."""

    pk: int
    lead: str
    bound: bool
    reports: bool
    state: str = "issued"
    answered_by: str = ""
    proven: bool = False
    level: int = 0


@dataclass
class Way:
    """What guidance must be: its state, and how each addressee stands."""

    pk: int
    state: str = "in_force"
    said: dict[str, str] = field(default_factory=dict)


class LivesOfDirectives(RuleBasedStateMachine):
    """Acts of everybody while days pass."""

    @initialize()
    def begin(self):
        self.sid = transaction.savepoint()
        self.now = ground.MONDAY
        self.clock = mock.patch.object(timezone, "now", side_effect=lambda: self.now.astimezone(dt.UTC))
        self.clock.start()
        self.g = ground.build()
        self.aim = {"indicator_id": self.g.indicator().pk, "aim_area_id": self.g.areas["92"].pk, "goal": 100}
        self.papers = []
        self.ways = []

    def teardown(self):
        if hasattr(self, "sid"):
            self.clock.stop()
            transaction.savepoint_rollback(self.sid)

    def act(self, who, command):
        """Return whether it was done."""
        try:
            with transaction.atomic():
                perform(SYSTEM if who == "system" else self.g.actors[who], command)
                with connection.cursor() as cursor:  # what the end of a transaction asks
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        except (Refused, RuleBroken):
            return False
        return True

    def one(self, rows, n):
        return rows[n % len(rows)] if rows else None

    @rule(lead=some.sampled_from(["", *LEADS]), kind=some.sampled_from(["days", "at_once", ""]), bound=some.booleans(),
          reports=some.booleans(), words=some.sampled_from(["ให้ช่วยเหลือ", ""]))  # fmt: skip
    def issue(self, lead, kind, bound, reports, words):
        office = self.g.offices[lead].pk if lead else None
        aim = self.aim | {"bound": True} if bound else {}
        told = c.Issue(text=words, lead_id=office, due_kind=kind, due_amount=3, report_back=reports, **aim)
        done = self.act("minister", told)
        assert done == bool(lead and kind and words and (reports or not bound))
        if done:
            self.papers.append(Paper(Directive.objects.latest("pk").pk, lead, bound, reports))

    @rule(n=PICK, who=WHO, start=some.booleans())
    def take_or_start(self, n, who, start):
        paper = self.one(self.papers, n)
        if paper is None:
            return
        command, sources, target = (
            (c.Start, {"acknowledged", "returned"}, "working") if start else (c.Acknowledge, {"issued"}, "acknowledged")
        )
        done = self.act(who, command(target_id=paper.pk))
        assert done == (who in LEADS[paper.lead] and paper.state in sources)
        paper.state = target if done else paper.state

    @rule(n=PICK, who=WHO, proof=some.sampled_from(["", "หนังสือ 12"]), words=some.sampled_from(["ทำแล้ว", " "]))
    def answer(self, n, who, proof, words):
        paper = self.one(self.papers, n)
        if paper is None:
            return
        done = self.act(who, c.SendAnswer(target_id=paper.pk, text=words, evidence=proof))
        able = who in LEADS[paper.lead] and paper.state in {"acknowledged", "working", "returned"}
        assert done == (able and bool(words.strip()) and bool(proof or not paper.bound))
        if done:
            paper.state, paper.answered_by, paper.proven = "answered", who, bool(proof)

    @rule(n=PICK, who=WHO)
    def close(self, n, who):
        paper = self.one(self.papers, n)
        if paper is None:
            return
        done = self.act(who, c.Close(target_id=paper.pk))
        ready = paper.state == "answered" or (not paper.reports and paper.state in {"acknowledged", "working"})
        assert done == (who in FOLLOW and who != paper.answered_by and ready and (paper.proven or not paper.bound))
        paper.state = "closed" if done else paper.state

    @rule(n=PICK, who=WHO, why=some.sampled_from(WHY), withdraw=some.booleans())
    def send_back_or_withdraw(self, n, who, why, withdraw):
        paper = self.one(self.papers, n)
        if paper is None:
            return
        command, sources, target = (c.Withdraw, LIVE, "withdrawn") if withdraw else (c.Return, {"answered"}, "returned")
        done = self.act(who, command(target_id=paper.pk, reason=why))
        assert done == (who in FOLLOW and paper.state in sources and bool(why.strip()))
        paper.state = target if done else paper.state

    @rule(n=PICK, who=WHO, kind=some.sampled_from(["days", ""]), why=some.sampled_from(WHY))
    def move_due(self, n, who, kind, why):
        paper = self.one(self.papers, n)
        if paper is None:
            return
        done = self.act(who, c.MoveDue(target_id=paper.pk, due_kind=kind, due_amount=5, reason=why))
        assert done == (who in FOLLOW and paper.state in LIVE and bool(kind) and bool(why.strip()))
        paper.level = 0 if done else paper.level

    @rule(n=PICK, value=some.sampled_from([99, 100]), who=some.sampled_from(["system", "minister"]))
    def figure(self, n, value, who):
        paper = self.one(self.papers, n)
        if paper is None:
            return
        done = self.act(who, c.ReopenFallen(target_id=paper.pk, value=value))
        assert done == (who == "system" and paper.state == "closed" and paper.bound and value < 100)
        if done:
            paper.state, paper.level = "returned", 0

    @rule(days=some.integers(1, 3))
    def time_passes(self, days):
        for _ in range(days):
            self.now += dt.timedelta(days=1)
            before = dict(Directive.objects.values_list("pk", "level"))
            late = set(Directive.objects.overdue(timezone.now()).values_list("pk", flat=True))
            sweep()
            for pk, level in Directive.objects.values_list("pk", "level"):
                assert level - before[pk] in ({0, 1} if pk in late else {0})
        for paper in self.papers:
            paper.level = Directive.objects.get(pk=paper.pk).level

    @rule(to=some.sampled_from([(), ("OPS-92",), ("OPS-92", "DOE-92")]), days=some.sampled_from([None, 0, 90]))
    def give(self, to, days):
        review = None if days is None else timezone.localdate() + dt.timedelta(days=days)
        told = c.GiveGuidance(text="แนวทาง", to=[self.g.offices[one].pk for one in to], review_on=review)
        done = self.act("minister", told)
        assert done == (bool(to) and bool(days))
        if done:
            self.ways.append(Way(Guidance.objects.latest("pk").pk, said=dict.fromkeys(to, "asked")))

    @rule(n=PICK, who=WHO, how=some.sampled_from(["", "ออกหน่วย"]), office=some.sampled_from(["OPS-92", "DOE-92"]))
    def reply(self, n, who, how, office):
        way = self.one(self.ways, n)
        if way is None or office not in way.said:
            return
        row = Addressee.objects.get(guidance_id=way.pk, office=self.g.offices[office])
        command = c.AnswerGuidance(target_id=row.pk, how=how) if how else c.AcknowledgeGuidance(target_id=row.pk)
        done = self.act(who, command)
        may = who in LEADS[office] and way.state == "in_force"
        assert done == (may and (bool(how) or way.said[office] == "asked"))
        if done:
            way.said[office] = "answered" if how else "acknowledged"

    @rule(n=PICK, who=WHO, verb=some.sampled_from(["renew", "end", "withdraw"]), why=some.sampled_from(WHY),
          days=some.sampled_from([None, 0, 30]))  # fmt: skip
    def review(self, n, who, verb, why, days):
        way = self.one(self.ways, n)
        if way is None:
            return
        told = {"target_id": way.pk, "reason": why}
        if verb == "renew":
            day = None if days is None else timezone.localdate() + dt.timedelta(days=days)
            done = self.act(who, c.RenewGuidance(review_on=day, **told))
        else:
            done = self.act(who, (c.EndGuidance if verb == "end" else c.WithdrawGuidance)(**told))
        able = who in FOLLOW and way.state == "in_force" and bool(why.strip())
        assert done == (able and (verb != "renew" or bool(days)))
        if done and verb != "renew":
            way.state = "ended" if verb == "end" else "withdrawn"

    @rule(n=PICK)
    def go_behind_the_door(self, n):
        """Write past every command: the database refuses it by itself."""
        sql = SABOTAGE[n % len(SABOTAGE)]
        if not (self.papers if "directive SET" in sql else self.ways):
            return
        with pytest.raises(IntegrityError):
            ground.behind_the_door(sql)

    @invariant()
    def stored_is_what_the_model_says(self):
        if not hasattr(self, "papers"):
            return
        rows = {one.pk: one for one in Directive.objects.all()}
        assert rows.keys() == {one.pk for one in self.papers}
        for paper in self.papers:
            row = rows[paper.pk]
            assert (row.state, row.level) == (paper.state, paper.level)
            assert row.lead_id == self.g.offices[paper.lead].pk
            assert row.due_at > row.issued_at
            assert row.closed_by_id is None or row.closed_by_id != row.answered_by_id
        assert sorted(one.number for one in rows.values()) == list(range(1, len(rows) + 1))

    @invariant()
    def guidance_is_whole(self):
        if not hasattr(self, "ways"):
            return
        rows = {one.pk: one for one in Guidance.objects.annotate(n=Count("addressees"))}
        assert rows.keys() == {one.pk for one in self.ways}
        for way in self.ways:
            row = rows[way.pk]
            assert (row.state, row.n) == (way.state, len(way.said))
            assert row.n > 0
            assert row.review_on is not None
            stored = dict(Addressee.objects.filter(guidance=row).values_list("office__code", "state"))
            assert stored == way.said
        assert sorted(one.number for one in rows.values()) == list(range(1, len(rows) + 1))


@pytest.mark.django_db
def test_any_order_of_acts_keeps_the_rules():
    assert connection.in_atomic_block
    run_state_machine_as_test(
        LivesOfDirectives,
        settings=settings(
            max_examples=int(os.environ.get("MODEL_EXAMPLES", "5")), stateful_step_count=30, deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
