"""Accounting reports as data: totals by fate, rows, sending, loading, deciding."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from django.http import HttpRequest
from ninja import File, Form, Router
from ninja.files import UploadedFile

from prasan.plans.accounts import queries
from prasan.plans.accounts.commands import DecideAccount, KeepAccounts, LoadAccounts
from prasan.plans.accounts.reading import TOTALS
from prasan.plans.models import AccountMap, AccountReport, SentFile
from prasan.platform.web.api import After, Limit, Strict, act, answers, one_or_404, split_page

router = Router(tags=["plans"])


class FateRow(Strict):
    """Rows of one fate and their money, in satang."""

    rows: int
    granted: int
    committed: int
    spent: int


class AccountOut(Strict):
    """A report: the file's totals and what became of its rows; matched + unmatched + aside are the file."""

    id: int
    period: int
    as_of: dt.date
    agency: str | None
    area: str | None
    file_name: str
    file: FateRow
    matched: FateRow
    unmatched: FateRow
    aside: FateRow


class AccountPage(Strict):
    """A page of reports, newest first."""

    items: list[AccountOut]
    next: int | None


def told(report: AccountReport) -> dict[str, Any]:
    """Return a report as data."""
    fates = {fate: {"rows": one.rows, **one.amounts} for fate, one in queries.totals(report).items()}
    names = ("id", "period", "as_of", "file_name")
    return {name: getattr(report, name) for name in names} | fates | {
        "agency": report.agency_id, "area": report.area.code if report.area else None,
        "file": {"rows": report.rows, **{name: getattr(report, name) for name in TOTALS}},
    }  # fmt: skip


@router.get("/accounts", response=answers(AccountPage))
def account_reports(request: HttpRequest, limit: Limit, after: After) -> dict[str, Any]:
    """List the accounting reports of your seat's reach."""
    rows = AccountReport.objects.visible_to(request.actor).select_related("area").order_by("-id")  # type: ignore[attr-defined]
    if after is not None:
        rows = rows.filter(pk__lt=after)
    shown, more = split_page(rows[: limit + 1], limit)
    return {"items": [told(one) for one in shown], "next": more}


def _one(request: HttpRequest, pk: int) -> AccountReport:
    return one_or_404(AccountReport.objects.visible_to(request.actor).filter(pk=pk))  # type: ignore[attr-defined]


@router.get("/accounts/{pk}", response=answers(AccountOut))
def account_report(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Return one report with its totals by fate."""
    return told(_one(request, pk))


class AccountLineRow(Strict):
    """One row of a file; `money` is the plan's money it was matched to."""

    id: int
    where: str
    budget_code: str
    office_text: str
    source: str
    granted: int | None
    transferred: int | None
    committed: int | None
    spent: int | None
    carried_over: int | None
    money: int | None
    how: str
    aside: str


@router.get("/accounts/{pk}/lines", response=answers(list[AccountLineRow]))
def account_lines(
    request: HttpRequest, pk: int, fate: Literal["", "matched", "unmatched", "aside"] = ""
) -> list[dict[str, Any]]:
    """List the rows of a report, of one fate where that is asked."""
    rows = queries.lines(_one(request, pk), fate).order_by("pk")
    names = [name for name in AccountLineRow.model_fields if name != "money"]
    return [{**dict(zip(names, row[1:], strict=True)), "money": row[0]} for row in rows.values_list("money_id", *names)]


class DecideIn(Strict):
    """Which money of a plan a row is, or why it is set aside; neither undoes. The next file remembers."""

    money: int | None = None
    aside: str = ""


@router.post("/accounts/{pk}/lines/{line}", response=answers(AccountOut))
def decide_account(request: HttpRequest, pk: int, line: int, told_: DecideIn) -> dict[str, Any]:
    """Decide about one row; rows of the same code, office and source follow."""
    return told(act(request, DecideAccount(target_id=pk, line=line, money=told_.money, aside=told_.aside)))


class AccountFile(Strict):
    """Month (fiscal year × 100 + fiscal month), day of the figures, number of the column map."""

    period: int
    as_of: dt.date
    map: int | None = None


class BadRow(Strict):
    """A cell that cannot be read, and what to do."""

    sheet: str
    cell: str
    text: str


class AccountSent(Strict):
    """A file that was read; `token` loads it. With anything in `bad` nothing can be loaded."""

    token: str
    rows: int
    bad: list[BadRow]


@router.post("/account-files", response=answers(AccountSent))
def send_account_file(request: HttpRequest, file: File[UploadedFile], about: Form[AccountFile]) -> dict[str, Any]:
    """Send an accounting file (xlsx, csv); nothing is saved yet."""
    map_id = about.map or one_or_404(AccountMap.objects.order_by("pk")).pk
    command = KeepAccounts(
        file_name=file.name or "", content=file.read(), period=about.period, as_of=about.as_of, map_id=map_id
    )
    kept = act(request, command)
    return {"token": kept.token, "rows": len(kept.content["rows"]), "bad": kept.content["bad"]}


@router.post("/account-files/{token}/load", response=answers(AccountOut))
def load_account_file(request: HttpRequest, token: str) -> dict[str, Any]:
    """Load a sent file."""
    kept = one_or_404(SentFile.objects.visible_to(request.actor).filter(token=token))  # type: ignore[attr-defined]
    act(request, LoadAccounts(target_id=kept.pk))
    return told(AccountReport.objects.get(digest=kept.digest))
