"""Transfer orders (คำสั่งแต่งตั้ง โยกย้าย) and what each person who leaves hands over."""

from __future__ import annotations

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


class TransferLine(models.Model):
    """One person of an order: the seat they leave, the seat they take, who takes over their work."""

    order = models.ForeignKey(TransferOrder, models.CASCADE, related_name="lines")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="transfers")
    leaves = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="left_by")
    takes = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="taken_by")

    class Meta:
        db_table = "directory_transfer_line"
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return f"{self.order_id} {self.person_id}"
