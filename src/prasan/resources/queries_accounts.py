"""Questions to the accounts between offices: balances by counterpart, what is due, what a booking cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q, Sum

from prasan.resources.models import AccountLine, Booking, Posting


@dataclass(frozen=True, slots=True)
class Balance:
    """An office's books towards one counterpart, satang.

    `lent`, the worth of what it lent; `carried`, what it bore of both directions; `due`, what the counterpart owes it
    (negative: it owes the counterpart); `bookings`, loans that stand in them.
    """

    office: int
    code: str
    name: str
    lent: int
    carried: int
    due: int
    loans_out: int
    loans_in: int


def balances(actor: Any, office: int) -> list[Balance]:
    """Return an office's books by counterpart, as far as the actor reads its postings: two queries."""
    seen = Posting.objects.visible_to(actor)
    rows = AccountLine.objects.filter(office=office, posting__in=seen).order_by("counterpart__sort_th", "counterpart")
    of = AccountLine.Account
    sums = rows.values("counterpart", "counterpart__code", "counterpart__name_th").annotate(
        lent=Sum("amount", filter=Q(account=of.LENT)), cost=Sum("amount", filter=Q(account=of.COST)),
        due=Sum("amount", filter=Q(account=of.DUE)),
    )  # fmt: skip
    loans: dict[tuple[int, bool], int] = {}
    told = Booking.objects.visible_to(actor).filter(state=Booking.State.RETURNED)
    mine = told.filter(Q(office=office) | Q(resource__office=office)).values_list("resource__office", "office")
    for lender, borrower in mine:
        other, out = (borrower, True) if lender == office else (lender, False)
        loans[other, out] = loans.get((other, out), 0) + 1
    return [
        Balance(
            row["counterpart"], row["counterpart__code"], row["counterpart__name_th"], -(row["lent"] or 0),
            row["cost"] or 0, row["due"] or 0, loans.get((row["counterpart"], True), 0),
            loans.get((row["counterpart"], False), 0),
        )
        for row in sums
    ]  # fmt: skip


def due(lender: int, borrower: int) -> int:
    """Return what a borrower owes a lender net of both directions, satang; negative: the lender owes. One query."""
    rows = AccountLine.objects.filter(office=lender, counterpart=borrower, account=AccountLine.Account.DUE)
    return int(rows.aggregate(n=Sum("amount"))["n"] or 0)


def hold_books(one: int, other: int) -> None:
    """Let nobody else settle between two offices until this transaction ends."""
    first, second = sorted((one, other))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"resources-books-{first}-{second}"])


def charge_of(booking: Booking) -> Posting | None:
    """Return the charge of a booking that stands: not undone by a reversal. One query."""
    rows = Posting.objects.filter(booking=booking, kind=Posting.Kind.CHARGE, reversed_by=None)
    return rows.order_by("-id").first()
