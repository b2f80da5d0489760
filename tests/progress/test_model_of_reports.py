"""Random lives of reports against a plain model: two lines, locks, openings, corrections, splits, new groupings.

After every step: what is stored is what the model says; nothing is visible above its level; totals equal a plain sum
at every level, under every tree and date. `MODEL_EXAMPLES=500 pytest …` looks longer.
"""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass, field
from unittest import mock

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from prasan.directory.models import Area, AreaGroup, Membership, Office
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.progress import periods, queries, rollups, sheets, sight
from prasan.progress.commands import (
    AcceptDepartment,
    AcceptProvince,
    Answer,
    Approve,
    ApproveCorrection,
    Correct,
    CorrectionAcceptDepartment,
    CorrectionAcceptProvince,
    OpenMonth,
    Proposed,
    Return,
    ReturnCorrection,
    SaveFigures,
    Submit,
    WithdrawCorrection,
)
from prasan.progress.folding import fold
from prasan.progress.models import Correction, Figure, Report
from prasan.registers import settings as rules
from tests.progress import ground

WRITERS = {"DOE-92": {"officer", "second", "head"}, "DSD-92": {"neighbour"}}
DEPARTMENTS = {"DOE-92": {"department", "director"}, "DSD-92": {"foreign-department"}}
MEASURED = {"DOE-92": "jobs", "DSD-92": "training"}
PEOPLE = ("officer", "second", "head", "neighbour", "plo", "far-plo", "department", "director", "foreign-department",
          "minister", "duty")  # fmt: skip
JUDGES = ("head", "head", "plo", "plo", "plo", "department", "director", "foreign-department", "officer", "far-plo")
REASONS = ("ตรวจอีกครั้ง", "ตรวจอีกครั้ง", "ตรวจอีกครั้ง", " ")
LINES = {"head": (Approve, ApproveCorrection), "department": (AcceptDepartment, CorrectionAcceptDepartment),
         "province": (AcceptProvince, CorrectionAcceptProvince)}  # fmt: skip


KINDS = some.sampled_from(sorted(LINES))


@dataclass
class Words:
    """Who sent a paper, and which of head, department and province have said yes."""

    sender: str = ""
    said: dict[str, str] = field(default_factory=dict)


@dataclass
class Paper:
    """What a report must be: state, value, words; the correction that waits, if one does."""

    pk: int
    office: str
    period: int
    state: str = "draft"
    value: int | None = None
    words: Words = field(default_factory=Words)
    proposed: int | None = None
    waits: Words | None = None
    correction: int = 0

    @property
    def level(self) -> int:
        if self.state != "approved":
            return 1 if self.state == "submitted" else 0
        return 4 if "province" in self.words.said else 3 if "department" in self.words.said else 2


class LivesOfReports(RuleBasedStateMachine):
    """Acts of everybody on four reports of two offices, while days pass and areas change."""

    @initialize()
    def begin(self):
        self.sid = transaction.savepoint()
        self.g = ground.build()
        self.today = timezone.localdate()
        self.clock = mock.patch("django.utils.timezone.localdate", side_effect=lambda *_: self.today)
        self.clock.start()
        self.papers = []
        for who, office in (("officer", "DOE-92"), ("neighbour", "DSD-92")):
            for back in (0, 1):
                report = self.g.opened(who, period=periods.add(self.g.period, -back))
                self.papers.append(Paper(report.pk, office, report.period))
        self.openings = {}
        self.loaded = []
        self.groups = [AreaGroup.objects.create(kind="inspection-region", number=n, name_th=str(n)) for n in (6, 7)]
        self.provinces = [self.g.areas["92"], self.g.areas["80"]]
        self.member = {}
        for area in self.provinces:
            Membership.objects.create(group=self.groups[0], area=area, valid_from=dt.date(2018, 9, 10))
            self.member[area.pk] = [(dt.date(2018, 9, 10), 0)]

    def teardown(self):
        if hasattr(self, "sid"):
            self.clock.stop()
            transaction.savepoint_rollback(self.sid)

    # what the model expects
    def open(self, paper):
        until = self.openings.get((paper.office, paper.period))
        return not self.locked(paper) or (until is not None and self.today <= until)

    def locked(self, paper):
        return self.today > periods.bounds(paper.period)[1] + dt.timedelta(days=92)

    @staticmethod
    def line(who, paper):
        if who in DEPARTMENTS[paper.office]:
            return "department"
        return "province" if who == "plo" else "head" if who == "head" and paper.office == "DOE-92" else None

    def may_judge(self, who, paper, words, state, needed=("head", "department", "province")):
        """Whether a word is taken: the right line, its turn, not said yet, not by who sent it."""
        line = self.line(who, paper)
        if line is None or line in words.said or words.sender == who or line not in needed:
            return False
        if state == "submitted":
            stands_in = paper.office == "DSD-92" or words.sender == "head"
            return line == "head" or (line == "province" and stands_in)
        return state == "approved" and line != "head"

    @staticmethod
    def say(who, line, words):
        words.said[line] = who
        words.said.setdefault("head", who)

    def act(self, who, command):
        try:
            with transaction.atomic():
                return perform(self.g.actors[who], command)
        except (Refused, RuleBroken):
            return None

    def pick(self, number):
        return self.papers[number % len(self.papers)]

    @rule(n=some.integers(0, 3), who=some.sampled_from(PEOPLE), value=some.integers(0, 5000) | some.none())
    def save(self, n, who, value):
        paper = self.pick(n)
        version = Report.objects.values_list("version", flat=True).get(pk=paper.pk)
        answer = Answer(self.g.indicators[MEASURED[paper.office]].pk, value, cause="budget", step="เร่ง", note="นับแล้ว")
        done = self.act(who, SaveFigures(target_id=paper.pk, version=version, answers=[answer]))
        editable = paper.state in {"draft", "returned"} and self.open(paper)
        assert bool(done) == (who in WRITERS[paper.office] and editable), "an edit past a lock, or by a stranger"
        if done:
            paper.value = value

    @rule(n=some.integers(0, 3), who=some.sampled_from(PEOPLE))
    def submit(self, n, who):
        paper = self.pick(n)
        done = self.act(who, Submit(target_id=paper.pk))
        ready = paper.state in {"draft", "returned"} and self.open(paper) and paper.value is not None
        assert bool(done) == (who in WRITERS[paper.office] and ready)
        if done:
            paper.state, paper.words = "submitted", Words(who)

    @rule(
        n=some.integers(0, 3), who=some.sampled_from(JUDGES), kind=some.sampled_from(sorted(LINES)), own=some.booleans()
    )
    def judge(self, n, who, kind, own):
        """Say a line's word; mostly one's own, sometimes another line's, which is refused."""
        paper = self.pick(n)
        line = self.line(who, paper)
        kind = line if own and line else kind
        done = self.act(who, LINES[kind][0](target_id=paper.pk))
        assert bool(done) == (kind == line and self.may_judge(who, paper, paper.words, paper.state))
        if done:
            paper.state = "approved"
            self.say(who, kind, paper.words)

    @rule(n=some.integers(0, 3), who=some.sampled_from(JUDGES), reason=some.sampled_from(REASONS))
    def give_back(self, n, who, reason):
        paper = self.pick(n)
        line = self.line(who, paper)
        done = self.act(who, Return(target_id=paper.pk, reason=reason))
        reached = paper.state == "approved" or (paper.state == "submitted" and line != "department")
        assert bool(done) == bool(line and reached and line not in paper.words.said and reason.strip())
        if done:
            paper.state, paper.words.said, paper.waits = "returned", {}, None

    @rule(days=some.sampled_from((1, 1, 3, 10, 40, 100)))
    def pass_days(self, days):
        self.today += dt.timedelta(days=days)

    @rule(n=some.integers(0, 3), who=some.sampled_from((*JUDGES, "duty")), days=some.integers(-1, 16))
    def reopen(self, n, who, days):
        paper = self.pick(n)
        until = self.today + dt.timedelta(days=days)
        command = OpenMonth(office_id=self.g.offices[paper.office].pk, period=paper.period, until=until, reason="น้ำท่วม")
        done = self.act(who, command)
        this_year = paper.period // 100 >= periods.of(self.today) // 100
        lines = who == "plo" or who in DEPARTMENTS[paper.office]
        may = who == "duty" or (lines and this_year)
        assert bool(done) == (may and not self.open(paper) and 0 <= days <= 14)
        if done:
            self.openings[paper.office, paper.period] = until

    @rule(n=some.integers(0, 3), who=some.sampled_from(PEOPLE), value=some.integers(0, 5000))
    def correct(self, n, who, value):
        paper = self.pick(n)
        line = Proposed(self.g.indicators[MEASURED[paper.office]].pk, value)
        done = self.act(who, Correct(report_id=paper.pk, lines=[line], reason="พบยอดซ้ำ"))
        ready = paper.state == "approved" and self.open(paper) and paper.waits is None and value != paper.value
        assert bool(done) == (who in WRITERS[paper.office] and ready)
        if done:
            paper.correction, paper.proposed, paper.waits = done.pk, value, Words(who)

    @rule(n=some.integers(0, 3), who=some.sampled_from(JUDGES))
    def judge_correction(self, n, who):
        paper = self.pick(n)
        line = self.line(who, paper)
        if not paper.correction or line is None:
            return
        done = self.act(who, LINES[line][1](target_id=paper.correction))
        state = "approved" if paper.waits and paper.waits.said else "submitted"
        expected = paper.waits is not None and self.open(paper) and self.may_judge(who, paper, paper.waits, state)
        assert bool(done) == expected
        if done:
            self.say(who, line, paper.waits)
            if all(one in paper.waits.said for one in ("head", *paper.words.said)):
                paper.value, paper.waits = paper.proposed, None

    @rule(n=some.integers(0, 3), who=some.sampled_from((*JUDGES, *PEOPLE)), withdraws=some.booleans())
    def refuse_correction(self, n, who, withdraws):
        paper = self.pick(n)
        if not paper.correction:
            return
        line = self.line(who, paper)
        if withdraws:
            done = self.act(who, WithdrawCorrection(target_id=paper.correction))
            expected = paper.waits is not None and who in WRITERS[paper.office]
        else:
            done = self.act(who, ReturnCorrection(target_id=paper.correction, reason="ไม่มีหลักฐาน"))
            waits = paper.waits
            reached = waits is not None and (line != "department" or "head" in waits.said)
            expected = bool(line and reached and line not in waits.said)
        assert bool(done) == expected
        if done:
            paper.waits = None

    @rule(value=some.integers(0, 900))
    def split(self, value):
        """A new province comes to be, in a group of its own choice, and has reported; history stays where it was."""
        if len(self.provinces) > 4:
            return
        number = 930_000 + 10_000 * len(self.provinces)
        area = Area.objects.create(
            id=number, last=number + 9_999, code=str(number // 10_000), kind="province", name_th=str(number),
            name_en=str(number), parent=self.g.areas["TH"],
        )  # fmt: skip
        office = Office.objects.create(
            code=f"DOE-{area.code}", kind="provincial", agency_id="DOE", area=area, name_th=area.code
        )
        report = Report.objects.create(
            office=office, area=area, period=self.g.period, due=self.today, state="approved", approved_at=timezone.now()
        )  # fmt: skip
        Figure.objects.create(
            indicator=self.g.indicators["jobs"], area=area, period=self.g.period, office=office, report=report,
            value=value, level=2,
        )  # fmt: skip
        Membership.objects.create(group=self.groups[1], area=area, valid_from=self.today)
        self.provinces.append(area)
        self.member[area.pk] = [(self.today, 1)]
        self.loaded.append((area.pk, value))

    @rule(n=some.integers(0, 9))
    def regroup(self, n):
        """A province moves to the other group from today on; before it stays where it was."""
        area = self.provinces[n % len(self.provinces)]
        since, group = self.member[area.pk][-1]
        if since >= self.today:
            return
        Membership.objects.filter(area=area, valid_to=None).update(valid_to=self.today - dt.timedelta(days=1))
        Membership.objects.create(group=self.groups[1 - group], area=area, valid_from=self.today)
        self.member[area.pk].append((self.today, 1 - group))

    @rule(batch=some.sampled_from((1, 3, 20_000)))
    def fold(self, batch):
        fold(batch)

    @rule(n=some.integers(0, 3), corrects=some.booleans())
    def straight_on(self, n, corrects):
        """Walk the usual way, so that what comes after acceptance is tried often."""
        paper = self.pick(n)
        if not self.open(paper):
            return
        writer = "officer" if paper.office == "DOE-92" else "neighbour"
        department = "department" if paper.office == "DOE-92" else "foreign-department"
        if paper.state in {"draft", "returned"}:
            self.save(n, writer, 2000)
            self.submit(n, writer)
        for who in ("head", "plo", department):
            self.judge(n, who, "head", own=True)
        assert paper.state == "approved"
        if corrects and paper.waits is None:
            self.correct(n, writer, (paper.value or 0) + 7)

    # what must always hold
    @invariant()
    def what_is_stored_is_what_must_be(self):
        for paper in self.papers:
            report = Report.objects.get(pk=paper.pk)
            said = {"head": report.approved_by, "department": report.department_by, "province": report.province_by}
            assert report.state == paper.state
            assert {line: who.username for line, who in said.items() if who} == paper.words.said
            figure = Figure.objects.filter(report=report).first()
            assert (figure.value if figure else None) == paper.value, "a correction that did not pass changed a figure"
            assert figure is None or figure.level == paper.level
            pending = Correction.objects.filter(report=report).pending().count()
            assert pending == (paper.waits is not None)

    def figures(self, code, period, level):
        """Return {province: value} of an indicator in a month, at or above a level, as the model has it."""
        found = {}
        for paper in self.papers:
            asked = MEASURED[paper.office] == code and paper.period == period
            if asked and paper.value is not None and paper.level >= max(level, 1):
                found[920_000] = paper.value
        if code == "jobs" and period == self.g.period and level <= 2:
            found |= dict(self.loaded)
        return found

    @invariant()
    def totals_are_plain_sums_under_every_tree_and_date(self):
        places = sheets.places()
        kinds = {code: self.g.indicators[code].pk for code in ("jobs", "training")}
        before = periods.add(self.g.period, -1)
        found = sheets.read(list(kinds.values()), before, self.g.period)
        trees = [(areas, sorted(s for one in areas for s in places.within(one.pk, one.last))) for areas in self.trees()]
        for period in (self.g.period, before):
            for code, pk in kinds.items():
                for level in (1, 2, 3, 4):
                    expected = self.figures(code, period, level)
                    vector = found.get(pk, period, level)
                    for areas, slots in trees:
                        total, count, _whole = vector.over(slots) if vector else (0, 0, 0)
                        inside = [expected[area.pk] for area in areas if area.pk in expected]
                        assert (total, count) == (sum(inside), len(inside)), (code, period, level, areas)

    def trees(self):
        """Return every set of provinces that is added up: each by itself, the nation, both groups on three days."""
        yield from ([area] for area in self.provinces)
        yield self.provinces
        for day in (dt.date(2020, 1, 1), self.today - dt.timedelta(days=5), self.today):
            for number, group in enumerate(self.groups):
                inside = set(Membership.objects.on(day).filter(group=group).values_list("area_id", flat=True))
                mine = {pk for pk, moves in self.member.items() if self.in_group(moves, day) == number}
                assert inside == mine
                yield [area for area in self.provinces if area.pk in inside]

    @staticmethod
    def in_group(moves, day):
        now = [group for since, group in moves if since <= day]
        return now[-1] if now else None

    @invariant()
    def nothing_is_visible_above_its_level(self):
        least = {"plo": 1, "minister": 2, "officer": 2, "far-plo": 2}
        assert {who: sight.level_for(self.g.actors[who], self.g.areas["92"]) for who in least} == least
        limits = rules.current().thresholds
        year = [one for one in self.papers[:2] if one.period // 100 == self.g.period // 100 and one.value is not None]
        for level in (1, 2):
            board = rollups.board(self.g.policy_set.pk, self.g.period, limits, months=1, level=level)
            visible = [one.value for one in year if one.level >= level]
            assert board.lines[0].cells[920_000].value == (sum(visible) if visible else None)
        shown = {who: queries.explain(self.g.actors[who], self.g.indicators["jobs"], self.g.period, self.g.areas["92"])
                 for who in ("plo", "neighbour")}  # fmt: skip
        for who, sources in shown.items():
            floor = {"plo": 1}.get(who, 2)
            assert all(one.figure.level >= floor for one in sources)


@pytest.mark.django_db
@pytest.mark.slow
def test_any_order_of_acts_keeps_the_rules():
    assert connection.in_atomic_block
    run_state_machine_as_test(
        LivesOfReports,
        settings=settings(
            max_examples=int(os.environ.get("MODEL_EXAMPLES", "4")), stateful_step_count=30, deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
