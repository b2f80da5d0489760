"""Verbs about the accounts of lender and borrower: settle, reverse; what a loan costs is posted at its return."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Office
from prasan.kernel.resources.sharing import LENDER, Line, borrowers_part, days_had, lines_of_loan, lines_of_payment
from prasan.platform.commands import Create, Refused, RuleBroken
from prasan.registers.commands.frame import need_reason
from prasan.resources import policy as may
from prasan.resources.models import MOST_SATANG, AccountLine, Booking, Posting
from prasan.resources.queries_accounts import due, hold_books

MOST_DAYS = 1000


def write(posting: Posting, lines: Iterable[Line]) -> Posting:
    """Save a posting with its lines; the database looks at the sums when the transaction ends."""
    posting.made_at = timezone.now()
    posting.save(force_insert=True)
    sides = {True: (posting.lender_id, posting.borrower_id), False: (posting.borrower_id, posting.lender_id)}
    AccountLine.objects.bulk_create(
        AccountLine(
            posting=posting, office_id=sides[one.side == LENDER][0], counterpart_id=sides[one.side == LENDER][1],
            account=one.account, amount=one.amount,
        )
        for one in lines
    )  # fmt: skip
    return posting


def charge(booking: Booking, seat: int | None, days: int | None = None) -> Posting | None:
    """Post what a returned loan costs; None where nothing is: one's own thing, or a thing without a price.

    Parameters: `days`, to be paid for, where they differ from those between the beginning and the return.
    """
    if booking.within_office or booking.returned_at is None:
        return None
    days = days_had(booking.begins, booking.returned_at) if days is None else days
    total = booking.amount if booking.amount is not None else booking.price * days
    if not total:
        return None
    made = Posting(
        kind=Posting.Kind.CHARGE, lender_id=booking.resource.office_id, borrower_id=booking.office_id, booking=booking,
        seat_id=seat, day=timezone.localdate(), days=days if booking.amount is None else None, share=booking.share,
        total=total, charged=borrowers_part(total, booking.share)[0],
    )  # fmt: skip
    with transaction.atomic():
        return write(made, lines_of_loan(total, booking.share))


@dataclass(kw_only=True)
class Settle(Create[Posting]):
    """Note that another office paid what it owed the own one, by the number of the paper that shows it."""

    name = "resources.settle"
    verb = _("บันทึกการชำระค่าใช้ทรัพยากร")
    model = Posting
    allowed = may.can_settle

    borrower_id: int = 0
    amount: int | None = None
    document: str = ""
    note: str = ""

    def build(self, actor: Any) -> Posting:
        """Return the payment to the own office."""
        borrower = Office.objects.filter(pk=self.borrower_id).defer("grams").first()
        if borrower is None:
            raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
        return Posting(
            kind=Posting.Kind.SETTLEMENT, lender_id=actor.office_id, borrower=borrower, seat_id=actor.seat_id,
            day=timezone.localdate(), total=self.amount or 0, charged=-(self.amount or 0),
            document=self.document.strip()[:100], note=self.note.strip()[:300],
        )  # fmt: skip

    def check(self, actor: Any, subject: Posting) -> None:
        """Refuse a payment without a paper, one noted before, and more than is owed."""
        if not subject.document:
            raise RuleBroken(_("โปรดใส่เลขที่หนังสือหรือใบเสร็จ"), field="document")
        if not 0 < subject.total <= MOST_SATANG:
            raise RuleBroken(_("โปรดใส่จำนวนเงินเป็นบาท มากกว่า 0"), field="amount")
        hold_books(subject.lender_id, subject.borrower_id)
        same = Posting.objects.filter(
            kind=Posting.Kind.SETTLEMENT, lender=subject.lender_id, borrower=subject.borrower_id,
            document=subject.document, reversed_by=None,
        )  # fmt: skip
        if same.exists():
            raise RuleBroken(_("บันทึกการชำระตามเอกสารนี้ไว้แล้ว"), field="document")
        owed = due(subject.lender_id, subject.borrower_id)
        if subject.total > owed:
            told = {"baht": f"{max(0, owed) / 100:,.2f}"}
            raise RuleBroken(_("ค้างชำระอยู่ %(baht)s บาท ใส่มากกว่านี้ไม่ได้") % told, field="amount")

    def handle(self, actor: Any, subject: Posting) -> Posting:
        """Write it."""
        return write(subject, lines_of_payment(subject.total))


@dataclass(kw_only=True)
class Reverse(Create[Posting]):
    """Undo a posting by its opposite, with the reason; a charge may be reckoned anew by other days.

    `posting_id`, what is undone; `days`, what the loan is paid for instead, None to leave it undone.
    """

    name = "resources.reverse"
    verb = _("กลับรายการบัญชีทรัพยากร")
    model = Posting
    allowed = may.can_reverse

    posting_id: int = 0
    days: int | None = None

    def build(self, actor: Any) -> Posting:
        """Return the opposite of a posting that the actor reads; 404 else."""
        rows = Posting.objects.visible_to(actor).select_for_update(of=("self",), no_key=True)
        found = rows.select_related("booking__resource", "lender").filter(pk=self.posting_id).first()
        if found is None:
            raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
        return Posting(
            kind=Posting.Kind.REVERSAL, lender=found.lender, borrower_id=found.borrower_id, booking=found.booking,
            seat_id=actor.seat_id, day=timezone.localdate(), days=found.days, share=found.share, total=found.total,
            charged=-found.charged, reverses=found,
        )  # fmt: skip

    def check(self, actor: Any, subject: Posting) -> None:
        """Refuse to undo twice, to undo an undoing, and days that are none."""
        former = subject.reverses
        assert former is not None
        if former.kind == Posting.Kind.REVERSAL or Posting.objects.filter(reverses=former).exists():
            raise RuleBroken(_("กลับรายการนี้ไปแล้ว หรือเป็นรายการที่กลับรายการอื่น"))
        subject.note = need_reason(self.reason)
        if self.days is None:
            return
        if former.kind != Posting.Kind.CHARGE or former.booking is None or former.booking.amount is not None:
            raise RuleBroken(_("คิดวันใหม่ได้เฉพาะค่าใช้ทรัพยากรที่คิดเป็นวัน"), field="days")
        if not 0 < self.days <= MOST_DAYS:
            raise RuleBroken(_("จำนวนวันต้องเป็น 1 ถึง %(most)s") % {"most": f"{MOST_DAYS:,}"}, field="days")

    def handle(self, actor: Any, subject: Posting) -> Posting:
        """Write the opposite of every line, and the charge by the right days."""
        former = subject.reverses
        assert former is not None
        sides = {former.lender_id: LENDER, former.borrower_id: "borrower"}
        lines = [Line(sides[one.office_id], one.account, -one.amount) for one in former.lines.all()]
        write(subject, lines)
        if self.days is not None and former.booking is not None:
            anew = charge(former.booking, actor.seat_id, self.days)
            if anew is not None:
                self.details["posting"] = [former.pk, anew.pk]
        return subject
