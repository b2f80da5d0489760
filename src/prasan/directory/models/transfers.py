"""Transfer orders (คำสั่งแต่งตั้ง โยกย้าย) and what each person who leaves hands over."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models

from prasan.directory.models.seats import Seat


class TransferOrderQuerySet(models.QuerySet["TransferOrder"]):
    """Named questions to the orders."""

    def visible_to(self, actor: Any) -> TransferOrderQuerySet:
        """Return every order: who holds which office is no secret inside the ministry."""
        return self


class TransferOrder(models.Model):
    """An order that changes many seats at once (คำสั่งโยกย้าย): number, date, effective day."""

    number = models.CharField(max_length=100, unique=True)
    date = models.DateField()
    effective = models.DateField()
    title = models.CharField(max_length=300, default="", blank=True)
    created = models.DateTimeField(auto_now_add=True)

    objects = TransferOrderQuerySet.as_manager()

    class Meta:
        db_table = "directory_transfer_order"
        ordering = ["-effective", "-id"]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class TransferLineQuerySet(models.QuerySet["TransferLine"]):
    """Named questions to the lines of orders."""

    def visible_to(self, actor: Any) -> TransferLineQuerySet:
        """Return every line; who may open its list is judged by the policy."""
        return self

    def waiting_for(self, actor: Any, day: dt.date) -> TransferLineQuerySet:
        """Return the lists that an actor's seat is to accept: of seats like it in its office, once in force."""
        rows = self.filter(accepted_at=None, order__effective__lte=day, leaves__office_id=actor.office_id)
        return rows.filter(leaves__role=str(actor.role)).exclude(person_id=actor.person_id)


class TransferLine(models.Model):
    """One person of an order: the seat they leave, the seat they take, and who accepted the work of the seat.

    `handed` keeps the list as it stood when it was accepted: [[kind, what, due], …].
    """

    order = models.ForeignKey(TransferOrder, models.CASCADE, related_name="lines")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="transfers")
    leaves = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="left_by")
    takes = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="taken_by")
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="accepted_lines")
    accepted_at = models.DateTimeField(null=True)
    remark = models.CharField(max_length=500, default="", blank=True)
    handed = models.JSONField(default=list, blank=True)

    objects = TransferLineQuerySet.as_manager()
    unjournalled = {"handed"}

    class Meta:
        db_table = "directory_transfer_line"
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return f"{self.order_id} {self.person}"

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal: where the work is."""
        seat = self.leaves or self.takes
        return (seat.office.area_id, seat.office_id, 0) if seat else (None, None, 0)
