"""Accounting reports (รายงานการเบิกจ่าย): files of a month, their lines, and what they did to the plans' money."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from prasan.directory.models import Agency, Area, Office
from prasan.directory.roles import REACH, Reach, Role
from prasan.plans.models.lines import MoneyLine

COUNTED = ("granted", "transferred", "committed", "spent", "carried_over")
"""The amounts that a line of a report may tell, in satang; None where its file has no such column."""


class AccountMapQuerySet(models.QuerySet["AccountMap"]):
    """Named questions to the maps."""

    def visible_to(self, actor: Any) -> AccountMapQuerySet:
        """Return all of them: headings are no secret."""
        return self


class AccountMap(models.Model):
    """Which heading of an accounting file means what (ผังคอลัมน์รายงานการเบิกจ่าย).

    `columns` is {field: heading} of `accounts.reading.FIELDS`. `verified` only when somebody compared it with a real
    file of the system.
    """

    name = models.CharField(max_length=120, unique=True)
    system = models.CharField(max_length=120)
    columns = models.JSONField(default=dict)
    verified = models.BooleanField(default=False)
    remark = models.CharField(max_length=300, default="", blank=True)

    objects = AccountMapQuerySet.as_manager()

    class Meta:
        db_table = "plans_account_map"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class AccountReportQuerySet(models.QuerySet["AccountReport"]):
    """Named questions to the reports."""

    def visible_to(self, actor: Any) -> AccountReportQuerySet:
        """Return the actor's: those of its department or its provinces; of everybody to who reads the nation."""
        if getattr(actor, "is_system", False):
            return self
        if REACH[actor.role] is Reach.NOTHING or actor.role is Role.PARTNER:
            return self.none()
        return self.filter(actor.scope.condition(area="area_id", agency="agency_id"))


class AccountReport(models.Model):
    """One accounting file of a fiscal month (รายงานการเบิกจ่ายงวดหนึ่ง), with money as of a day.

    `period` is fiscal year × 100 + fiscal month; `agency` or `area` whose it is, both None for the whole ministry.
    Totals are of the whole file, in satang; a file is loaded once (`digest`).
    """

    period = models.PositiveIntegerField()
    as_of = models.DateField()
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")
    map_name = models.CharField(max_length=120)
    verified = models.BooleanField(default=False)
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, unique=True)
    rows = models.PositiveIntegerField()
    granted = models.BigIntegerField(default=0)
    committed = models.BigIntegerField(default=0)
    spent = models.BigIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = AccountReportQuerySet.as_manager()

    class Meta:
        db_table = "plans_account_report"
        ordering = ["-as_of", "-id"]

    def __str__(self) -> str:
        return f"{self.file_name} {self.as_of}"

    def journal_place(self) -> tuple[int | None, None, int]:
        """Return (area, office, class) for the journal."""
        return self.area_id, None, 0

    def topics(self) -> list[str]:
        """Return the live topics that a change of this report touches."""
        return ["plans"]


class AccountLine(models.Model):
    """One row of an accounting file: matched to a plan's money, set aside with a reason, or neither (unmatched).

    `key` is code, office and source folded, by which a match by hand is remembered; `how` it was matched: by "code",
    "hand" or "memory". The plan's money may be taken out of its plan: then the row is unmatched again.
    """

    report = models.ForeignKey(AccountReport, models.CASCADE, related_name="lines")
    where = models.CharField(max_length=80)
    key = models.CharField(max_length=160)
    budget_code = models.CharField(max_length=60)
    office_text = models.CharField(max_length=200)
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    source = models.CharField(max_length=12, choices=MoneyLine.Source.choices, default="", blank=True)
    name_th = models.CharField(max_length=300, default="", blank=True)
    granted = models.BigIntegerField(null=True)
    transferred = models.BigIntegerField(null=True)
    committed = models.BigIntegerField(null=True)
    spent = models.BigIntegerField(null=True)
    carried_over = models.BigIntegerField(null=True)
    money = models.ForeignKey(MoneyLine, models.SET_NULL, null=True, related_name="accounts")
    how = models.CharField(max_length=8, default="", blank=True)
    aside = models.CharField(max_length=300, default="", blank=True)

    class Meta:
        db_table = "plans_account_line"
        ordering = ["report", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(money=None) | Q(aside=""), name="account_line_one_fate"),
        ]

    def __str__(self) -> str:
        return f"{self.budget_code} {self.office_text}".strip()


class AccountMatch(models.Model):
    """What somebody decided about rows of one key in a fiscal year, for the next file: a plan's money, or aside."""

    fiscal_year = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=160)
    money = models.ForeignKey(MoneyLine, models.CASCADE, null=True, related_name="+")
    aside = models.CharField(max_length=300, default="", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "plans_account_match"
        constraints = [
            models.UniqueConstraint(fields=["fiscal_year", "key"], name="account_match_once"),
            models.CheckConstraint(
                condition=Q(money=None, aside__gt="") | Q(money__isnull=False, aside=""), name="account_match_one_fate"
            ),
        ]

    def __str__(self) -> str:
        return self.key


class MoneyChange(models.Model):
    """What an accounting report changed in a plan's money (ประวัติเงิน): as of which day, amounts before and after."""

    money = models.ForeignKey(MoneyLine, models.CASCADE, related_name="changes")
    report = models.ForeignKey(AccountReport, models.CASCADE, related_name="changes")
    as_of = models.DateField()
    at = models.DateTimeField()
    before = models.JSONField()
    after = models.JSONField()

    class Meta:
        db_table = "plans_money_change"
        ordering = ["money", "id"]
        constraints = [models.CheckConstraint(condition=~Q(before=F("after")), name="money_change_changes")]

    def __str__(self) -> str:
        return f"{self.money_id} {self.as_of}"
