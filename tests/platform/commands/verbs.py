"""Verbs that only the tests know; they are taken off the list of the product's verbs at once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from prasan.kernel.cycle import LifeCycle, Move
from prasan.platform.commands import COMMANDS, Command, Create, RuleBroken, Step
from prasan.platform.commands.many import CreateMany, Many, Need
from prasan.progress.models import Report
from tests.platform.ground import REPORT_IN_SETS

SENT = LifeCycle("draft", Move("submit", {"draft", "returned"}, "submitted"), Move("return", {"submitted"}, "returned"))
"""A life that ends with being given back: what an approval leaves behind is not these tests' subject."""

Report.in_sets = getattr(Report, "in_sets", REPORT_IN_SETS)

NOT_YOURS = "ผู้ส่งรายงานอนุมัติรายงานของตนเองไม่ได้"
TOO_LATE = "เลยกำหนดแล้ว"
OFFICE_ONE = "สำนักงานนี้ปิดแล้ว"


def unlisted(cls):
    COMMANDS.pop(cls.name, None)
    return cls


def not_own(actor, report):
    return NOT_YOURS if report.submitted_by_id == actor.person_id else None


@unlisted
@dataclass(kw_only=True)
class Return(Many, Step[Report]):
    """Give a report back with a reason that each row carries."""

    name, verb, model, allowed, cycle = "test.return", "ส่งกลับ", Report, not_own, SENT
    returned_reason: str = ""

    def check(self, actor, subject):
        super().check(actor, subject)
        if subject.version > 5:
            raise RuleBroken(TOO_LATE)

    def handle(self, actor, subject):
        subject.returned_reason = self.returned_reason
        return super().handle(actor, subject)

    @classmethod
    def many_allowed(cls, actor):
        return [Need("own", NOT_YOURS, Q(submitted_by=None) | ~Q(submitted_by=actor.person_id))]

    @classmethod
    def many_rules(cls, actor):
        return [*super().many_rules(actor), Need("late", TOO_LATE, Q(version__lte=5))]


@unlisted
@dataclass(kw_only=True)
class Rewrite(Many, Command[Report]):
    """Change plain values of many kinds."""

    name, verb, model, allowed = "test.rewrite", "แก้ไข", Report, not_own
    due: dt.date = dt.date(2026, 1, 1)
    version: int = 0

    def handle(self, actor, subject):
        subject.due, subject.version = self.due, self.version
        subject.save()
        return subject

    @classmethod
    def many_allowed(cls, actor):
        return Return.many_allowed(actor)


@unlisted
@dataclass(kw_only=True)
class Open(CreateMany, Create[Report]):
    """Open reports of a month."""

    name, verb, model = "test.open", "เปิดรายงาน", Report
    office_id: int
    area_id: int
    period: int
    due: dt.date

    @staticmethod
    def allowed(actor, report):
        return OFFICE_ONE if report.office.code == "T-1" else None

    def build(self, actor):
        return Report(office_id=self.office_id, area_id=self.area_id, period=self.period, due=self.due)

    @classmethod
    def many_allowed(cls, actor):
        return [Need("closed", OFFICE_ONE, ~Q(office__code="T-1"))]

    @classmethod
    def many_assign(cls, actor):
        told = super().many_assign(actor)
        return {name.removesuffix("_id"): value for name, value in told.items()}
