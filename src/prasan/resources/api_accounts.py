"""The accounts between offices as data: balances, postings, settling and reversing."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router

from prasan.directory.models import Office
from prasan.platform.commands import RuleBroken
from prasan.platform.web.api import After, Limit, Strict, act, answers, one_or_404, split_page
from prasan.platform.web.asking import actor_of
from prasan.resources import commands
from prasan.resources.models import Posting
from prasan.resources.queries_accounts import balances

router = Router(tags=["resources"])


class BalanceRow(Strict):
    """An office's books towards a counterpart, satang; `due`, what the counterpart owes (negative: the office)."""

    counterpart: str
    name: str
    lent: int
    carried: int
    due: int
    loans_out: int
    loans_in: int


class LineRow(Strict):
    """A line: in whose books, towards whom, which account, satang."""

    office: str
    counterpart: str
    account: str
    amount: int


class PostingRow(Strict):
    """A posting, satang; `charged`, by how much the borrower owes more."""

    id: int
    kind: str
    day: dt.date
    lender: str
    borrower: str
    booking: int | None
    days: int | None
    share: int | None
    total: int
    charged: int
    document: str
    note: str
    reverses: int | None


class PostingWhole(PostingRow):
    """The same, with its lines."""

    lines: list[LineRow]


class PostingPage(Strict):
    """A page of postings, in the order of their numbers."""

    items: list[PostingRow]
    next: int | None


class SettleIn(Strict):
    """What was paid: the borrower's code, satang, the number of the paper."""

    borrower: str
    amount: int
    document: str
    note: str = ""


class ReverseIn(Strict):
    """Why a posting is undone; `days`, by which the loan is reckoned instead."""

    reason: str = ""
    days: int | None = None


def office_by(code: str) -> Office:
    """Return an office by its code. Raises RuleBroken for one that is not there."""
    found = Office.objects.filter(code=code).defer("grams").first()
    if found is None:
        raise RuleBroken(_("ไม่พบหน่วยงาน %(code)s") % {"code": code[:40]}, field="office")
    return found


def posting_row(one: Posting) -> dict[str, Any]:
    """Return a posting as data."""
    names = ("kind", "day", "days", "share", "total", "charged", "document", "note")
    found: dict[str, Any] = {name: getattr(one, name) for name in names}
    return found | {
        "id": one.pk, "lender": one.lender.code, "borrower": one.borrower.code, "booking": one.booking_id,
        "reverses": one.reverses_id,
    }  # fmt: skip


def postings_of(actor: Any) -> Any:
    """Return the postings that an actor reads, with what a row needs."""
    rows = Posting.objects.visible_to(actor).select_related("lender", "borrower")
    return rows.defer("lender__grams", "borrower__grams")


def posting_whole(actor: Any, pk: int) -> dict[str, Any]:
    """Return one posting with its lines; 404 where the actor reads neither side."""
    found: Posting = one_or_404(postings_of(actor).filter(pk=pk))
    codes = {found.lender_id: found.lender.code, found.borrower_id: found.borrower.code}
    lines = [
        {
            "office": codes[line.office_id], "counterpart": codes[line.counterpart_id], "account": line.account,
            "amount": line.amount,
        }
        for line in found.lines.all()
    ]  # fmt: skip
    return posting_row(found) | {"lines": lines}


def balance_rows(actor: Any, office: str) -> list[dict[str, Any]]:
    """Return an office's books by counterpart; the own office's where none is told."""
    key = office_by(office).pk if office else actor.office_id
    found = []
    for one in balances(actor, key):
        row = asdict(one)
        row["counterpart"] = row.pop("code")
        row.pop("office")
        found.append(row)
    return found


@router.get("/resource-accounts", response=answers(list[BalanceRow]))
def accounts_read(request: HttpRequest, office: str = "") -> list[dict[str, Any]]:
    """Return an office's books by counterpart, as far as the seat reads its postings."""
    return balance_rows(actor_of(request), office)


@router.get("/resource-postings", response=answers(PostingPage))
def postings_list(
    request: HttpRequest, limit: Limit, after: After, office: str = "", booking: int | None = None
) -> dict[str, Any]:
    """List the postings of which one side is in the seat's scope."""
    rows = postings_of(actor_of(request)).order_by("pk")
    rows = rows.filter(Q(lender__code=office) | Q(borrower__code=office)) if office else rows
    rows = rows.filter(booking=booking) if booking is not None else rows
    rows = rows.filter(pk__gt=after) if after is not None else rows
    found, more = split_page(rows[: limit + 1], limit)
    return {"items": [posting_row(one) for one in found], "next": more}


@router.get("/resource-postings/{pk}", response=answers(PostingWhole))
def posting_read(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Return one posting."""
    return posting_whole(actor_of(request), pk)


@router.post("/resource-settlements", response=answers(PostingWhole))
def settle(request: HttpRequest, told: SettleIn) -> dict[str, Any]:
    """Note that an office paid what it owed one's own."""
    given = told.dict()
    made = act(request, commands.Settle(borrower_id=office_by(given.pop("borrower")).pk, **given))
    return posting_whole(actor_of(request), made.pk)


@router.post("/resource-postings/{pk}/reverse", response=answers(PostingWhole))
def reverse_posting(request: HttpRequest, pk: int, told: ReverseIn) -> dict[str, Any]:
    """Undo a posting by its opposite; a charge may be reckoned anew by other days."""
    made = act(request, commands.Reverse(posting_id=pk, days=told.days, reason=told.reason))
    return posting_whole(actor_of(request), made.pk)
