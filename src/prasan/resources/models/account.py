"""What offices owe each other for loans: a double entry that is added to and never changed."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Office, Seat
from prasan.resources.models.booking import Booking
from prasan.resources.models.shared import of_sides


class PostingQuerySet(models.QuerySet["Posting"]):
    """Named questions to the postings."""

    def visible_to(self, actor: Any) -> PostingQuerySet:
        """Return those between offices of which the actor reads one."""
        return self.filter(of_sides(actor, "lender", "borrower"))


class Posting(models.Model):
    """One business between a lender and a borrower (รายการบัญชี): a loan's cost, a payment, or the undoing of one.

    `total`, what the loan cost, satang; `charged`, by how much the borrower owes more (less where negative), satang;
    `days` and `share` as reckoned; `document`, number of the paper that shows a payment; `reverses`, what it undoes
    and `note`, why. The database takes no change and no deletion of it, and only postings whose lines sum to 0.
    """

    class Kind(models.TextChoices):
        """What happened."""

        CHARGE = "charge", _("ค่าใช้ทรัพยากร")
        SETTLEMENT = "settlement", _("ชำระ")
        REVERSAL = "reversal", _("กลับรายการ")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    lender = models.ForeignKey(Office, models.PROTECT, related_name="resource_lendings")
    borrower = models.ForeignKey(Office, models.PROTECT, related_name="resource_borrowings")
    booking = models.ForeignKey(Booking, models.PROTECT, null=True, blank=True, related_name="postings")
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="resource_postings")
    day = models.DateField()
    days = models.PositiveIntegerField(null=True, blank=True)
    share = models.PositiveSmallIntegerField(null=True, blank=True)
    total = models.BigIntegerField()
    charged = models.BigIntegerField()
    document = models.CharField(max_length=100, default="", blank=True)
    note = models.CharField(max_length=300, default="", blank=True)
    reverses = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="reversed_by")
    made_at = models.DateTimeField()

    objects = PostingQuerySet.as_manager()
    personal: dict[str, str] = {}

    class Meta:
        db_table = "resources_posting"
        ordering = ["-day", "-id"]
        indexes = [
            models.Index(fields=["lender", "borrower", "day"], name="posting_lender"),
            models.Index(fields=["borrower", "day"], name="posting_borrower"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(lender=F("borrower")), name="posting_sides"),
            models.CheckConstraint(
                condition=Q(kind="charge", booking__isnull=False, total__gt=0, charged__gte=0, reverses=None)
                | Q(kind="settlement", booking=None, charged__lt=0, reverses=None) & ~Q(document="")
                | Q(kind="reversal", reverses__isnull=False) & ~Q(note=""),
                name="posting_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.kind}"

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches: none."""
        return ()

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.lender.area_id, self.lender_id, 0


class AccountLine(models.Model):
    """One line of a posting (บรรทัดบัญชี) in the books of `office` towards `counterpart`; `amount`, satang, not 0.

    Accounts: due, what the counterpart owes the office (negative: the office owes); lent, the worth of what was lent
    (negative, as it went out); cost, what the office carried of it.
    """

    class Account(models.TextChoices):
        """Which of an office's books."""

        DUE = "due", _("ค้างระหว่างกัน")
        LENT = "lent", _("มูลค่าที่ให้ยืม")
        COST = "cost", _("ค่าใช้จ่ายที่ออก")

    posting = models.ForeignKey(Posting, models.PROTECT, related_name="lines")
    office = models.ForeignKey(Office, models.PROTECT, related_name="resource_lines")
    counterpart = models.ForeignKey(Office, models.PROTECT, related_name="+")
    account = models.CharField(max_length=4, choices=Account.choices)
    amount = models.BigIntegerField()

    personal: dict[str, str] = {}

    class Meta:
        db_table = "resources_line"
        ordering = ["id"]
        indexes = [models.Index(fields=["office", "counterpart", "account"], name="line_books")]
        constraints = [
            models.CheckConstraint(condition=~Q(amount=0), name="line_amount"),
            models.CheckConstraint(condition=~Q(office=F("counterpart")), name="line_sides"),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.amount}"
