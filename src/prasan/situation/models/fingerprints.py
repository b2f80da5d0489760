"""Fingerprints of items: by them the item that another one repeats is found among all."""

from __future__ import annotations

from django.db import models


class Fingerprint(models.Model):
    """One fingerprint of one item (ลายนิ้วมือข้อความ); the table is made anew from the texts at any time.

    `mark`: of letters 0 and above, of values in their places below 0. `item` is the item's plain number: millions of
    rows, kept small, and a row whose item is gone is passed over.
    """

    pk = models.CompositePrimaryKey("mark", "item")
    mark = models.IntegerField()
    item = models.IntegerField()

    class Meta:
        db_table = "situation_fingerprint"

    def __str__(self) -> str:
        return f"{self.mark}:{self.item}"
