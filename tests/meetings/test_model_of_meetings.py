"""Random lives of meetings against a plain model: everybody acts in any order.

After every step: what is stored is what the model says; no meeting is without chair, secretary and somebody invited;
numbers of a series have no double, and the next one called fills the lowest gap; only a running meeting's log grows,
and a closed one's ends with the hash that was kept. `MODEL_EXAMPLES=300 pytest …` looks longer.
"""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass, field
from unittest import mock

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from prasan.meetings import commands as c
from prasan.meetings.evidence.chain import verify
from prasan.meetings.evidence.log import exported
from prasan.meetings.models import Attendee, Briefing
from prasan.meetings.roll import present_now
from prasan.platform.commands import Refused, RuleBroken, perform
from tests.meetings import ground

SIDE = {"minister", "duty", "secretary"}
PEOPLE = ("minister", "duty", "secretary", "plo", "doe", "dg")
WHO, PICK = some.sampled_from(PEOPLE), some.integers(0, 50)
MOVES = {
    "invite": ({"planned", "invited"}, "invited"), "open": ({"planned", "invited"}, "running"),
    "close": ({"running"}, "closed"), "cancel": ({"planned", "invited"}, "cancelled"),
}  # fmt: skip
VERBS = {"invite": c.Invite, "open": c.OpenMeeting, "close": c.CloseMeeting, "cancel": c.Cancel}
OVER = {"closed", "cancelled"}
REPLY = some.sampled_from(["coming", "absent", "maybe"])
SABOTAGE = (
    "UPDATE meetings_briefing SET chair_id = NULL", "UPDATE meetings_briefing SET secretary_id = NULL",
    "UPDATE meetings_briefing SET state = 'closed', closed_at = NULL",
    "UPDATE meetings_briefing SET series_id = NULL WHERE number IS NOT NULL",
)  # fmt: skip


@dataclass
class Held:
    """What a meeting must be: its number (0 outside the series), state, items, answers and marks by line."""

    pk: int
    number: int
    state: str = "planned"
    items: int = 0
    replies: dict[str, str] = field(default_factory=dict)
    there: set[str] = field(default_factory=set)


class LivesOfMeetings(RuleBasedStateMachine):
    """Acts of everybody."""

    @initialize()
    def begin(self):
        self.sid = transaction.savepoint()
        self.clock = mock.patch.object(timezone, "now", side_effect=lambda: ground.MONDAY.astimezone(dt.UTC))
        self.clock.start()
        self.g = ground.build()
        self.to = [self.g.offices[one].pk for one in ground.OFFICES]
        self.meetings = []
        self.series = perform(self.g.actors["duty"], c.MakeSeries(name_th="ชุด", kind="daily", to=self.to))

    def teardown(self):
        if hasattr(self, "sid"):
            self.clock.stop()
            transaction.savepoint_rollback(self.sid)

    def act(self, who, command):
        """Return what was made or changed, None where it was refused."""
        try:
            with transaction.atomic():
                return perform(self.g.actors[who], command)
        except (Refused, RuleBroken):
            return None

    def pick(self, n):
        return self.meetings[n % len(self.meetings)] if self.meetings else None

    @rule(who=WHO, serial=some.booleans(), chair=some.sampled_from(["minister", "nobody"]), invited=some.booleans())
    def call(self, who, serial, chair, invited):
        seat = self.g.actors["minister"].seat_id if chair == "minister" else 987_654
        told = {"starts_at": ground.MONDAY, "chair_id": seat, "to": self.to if invited else []}
        told |= {"series_id": self.series.pk} if serial else {"kind": "ad_hoc", "title": "ประชุม"}
        made = self.act(who, c.CallBriefing(**told))
        callers = SIDE if serial else SIDE | {"dg"}
        assert (made is not None) == (who in callers and chair == "minister" and (invited or serial))
        if made is not None:
            taken = {one.number for one in self.meetings}
            lowest = next(n for n in range(1, 99) if n not in taken) if serial else 0
            assert (made.number or 0) == lowest
            self.meetings.append(Held(made.pk, lowest))

    def may_lead(self, who, held):
        """The organiser's side: who keeps executives' desks, the chair, and the office that called it."""
        organiser = Briefing.objects.get(pk=held.pk).organiser_id
        return who in SIDE or (who == "dg" and organiser == self.g.offices["DOE"].pk)

    @rule(n=PICK, who=WHO, verb=some.sampled_from(sorted(VERBS)), why=some.sampled_from(["เลื่อน", " "]))
    def step(self, n, who, verb, why):
        held = self.pick(n)
        if held is None:
            return
        origin, target = MOVES[verb]
        can = self.may_lead(who, held) and held.state in origin and (verb != "cancel" or bool(why.strip()))
        done = self.act(who, VERBS[verb](target_id=held.pk, reason=why))
        assert (done is not None) == can
        if can:
            held.state = target
            held.number = 0 if verb == "cancel" else held.number
            held.there = set() if verb == "close" else held.there

    @rule(n=PICK, who=WHO, title=some.sampled_from(["วาระ", ""]))
    def add_item(self, n, who, title):
        held = self.pick(n)
        if held is None:
            return
        done = self.act(who, c.AddItem(briefing_id=held.pk, section="decide", title=title))
        assert (done is not None) == (self.may_lead(who, held) and bool(title) and held.state not in OVER)
        held.items += done is not None

    @rule(
        n=PICK, office=some.sampled_from(["OPS-92", "OPS-80"]), reply=some.sampled_from(["coming", "absent", "maybe"])
    )
    def answer(self, n, office, reply):
        held = self.pick(n)
        if held is None:
            return
        line = Attendee.objects.get(briefing=held.pk, office=self.g.offices[office])
        done = self.act("plo", c.ReplyTo(target_id=line.pk, reply=reply, why="ติดราชการ" if reply == "absent" else ""))
        assert (done is not None) == (office == "OPS-92" and reply != "maybe" and held.state not in OVER)
        if done is not None:
            held.replies[office] = reply

    @rule(n=PICK, who=WHO, office=some.sampled_from(["OPS-92", "OPS-80"]), present=some.booleans())
    def mark(self, n, who, office, present):
        held = self.pick(n)
        if held is None:
            return
        line = Attendee.objects.get(briefing=held.pk, office=self.g.offices[office])
        done = self.act(who, c.MarkRoll(target_id=line.pk, present=present))
        assert (done is not None) == (self.may_lead(who, held) and held.state == "running")
        if done is not None:
            held.there = held.there | {office} if present else held.there - {office}

    @rule(n=PICK)
    def go_behind_the_door(self, n):
        """Write past every command: the database refuses it by itself."""
        sql = SABOTAGE[n % len(SABOTAGE)]
        if not any(one.number for one in self.meetings):
            return
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)

    @invariant()
    def stored_is_what_the_model_says(self):
        if not hasattr(self, "meetings"):
            return
        rows = {one.pk: one for one in Briefing.objects.all()}
        assert rows.keys() == {one.pk for one in self.meetings}
        numbers = [one.number for one in self.meetings if one.number]
        assert len(numbers) == len(set(numbers))
        for held in self.meetings:
            row = rows[held.pk]
            assert (row.state, row.number or 0) == (held.state, held.number)
            assert row.chair_id
            assert row.secretary_id
            lines = {one.office.code: one for one in row.attendees.select_related("office") if one.duty == "member"}
            assert set(ground.OFFICES) == lines.keys()
            assert {code: one.reply for code, one in lines.items() if one.reply != "none"} == held.replies
            assert row.attendees.filter(duty="chair").count() == 1
            assert row.items.count() == held.items
            assert {lines[code].pk for code in held.there} == present_now(row.pk)

    @invariant()
    def logs_are_whole_and_closed_ones_are_ended(self):
        for held in getattr(self, "meetings", ()):
            lines = list(exported(held.pk))[1:]
            last = Briefing.objects.values_list("final_hash", flat=True).get(pk=held.pk)
            assert bool(last) == (held.state == "closed")
            assert verify(lines, last).whole
            assert bool(lines) == (held.state in {"running", "closed"})


@pytest.mark.django_db
def test_any_order_of_acts_keeps_the_rules():
    assert connection.in_atomic_block
    run_state_machine_as_test(
        LivesOfMeetings,
        settings=settings(
            max_examples=int(os.environ.get("MODEL_EXAMPLES", "5")), stateful_step_count=25, deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
