"""Packed roll-ups: sheets, strips, the places in them and what is behind."""

from __future__ import annotations

from django.db import models


class Place(models.Model):
    """Where an area stands in the packed roll-ups: the number of its nation or province; one for all countries.

    Kept by a trigger on the areas. A number is never given twice, so that stored vectors stay true.
    `upper_id` is the nation's or province's own number, 0 for abroad.
    """

    area_id = models.IntegerField(primary_key=True)
    upper_id = models.IntegerField()
    slot = models.SmallIntegerField()

    class Meta:
        db_table = "progress_place"

    def __str__(self) -> str:
        return f"{self.area_id} {self.slot}"


class Span(models.Model):
    """Where the areas of one slot begin, in the order of their numbers: `progress_place` told by its few boundaries."""

    first = models.IntegerField(primary_key=True)
    slot = models.SmallIntegerField()

    class Meta:
        db_table = "progress_span"

    def __str__(self) -> str:
        return f"{self.first} {self.slot}"


class Packed(models.Model):
    """Numbers side by side in network byte order: sums and denominators of 8 bytes, counts of 4.

    A count of 0 is "ยังไม่รายงาน". `level` is the lowest level that the row holds; rows exist only for levels
    that occur, so a reader takes the row of the lowest level at or above its own.
    """

    indicator_id = models.BigIntegerField()
    member = models.CharField(max_length=20, default="")
    level = models.SmallIntegerField()
    sums = models.BinaryField()
    counts = models.BinaryField()
    wholes = models.BinaryField(null=True)

    class Meta:
        abstract = True


class Sheet(Packed):
    """One indicator in one month over all upper areas (แผ่นยอดรวม), by their slot; `line` writes the sums as JSON."""

    pk = models.CompositePrimaryKey("indicator_id", "member", "period", "level")
    period = models.IntegerField()
    line = models.BinaryField()

    class Meta:
        db_table = "progress_sheet"

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.period} {self.level}"


class Strip(Packed):
    """One indicator in one upper area over its months (แถบยอดรวม), from `first` on without a gap."""

    pk = models.CompositePrimaryKey("indicator_id", "member", "slot", "level")
    slot = models.SmallIntegerField()
    first = models.IntegerField()

    class Meta:
        db_table = "progress_strip"

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.slot} {self.level}"


class Dirty(models.Model):
    """A month of an indicator whose packed numbers are behind its figures; `slot` None means several areas."""

    indicator_id = models.BigIntegerField()
    member = models.CharField(max_length=20, default="")
    period = models.IntegerField()
    slot = models.SmallIntegerField(null=True)

    class Meta:
        db_table = "progress_dirty"
        indexes = [models.Index(fields=["indicator_id", "period"], name="dirty_key")]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.period}"
