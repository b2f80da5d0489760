"""Aggregates and conditions that Django does not bring, asked of the database."""

from __future__ import annotations

from django.db.models import Aggregate, BooleanField, FloatField, Func, IntegerField


class Median(Aggregate):
    """The median of a column, nothing where it is nowhere known."""

    function = "percentile_cont"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


class OneOf(Func):
    """`column = ANY(array)`: the array is asked once, and the column then by its index.

    In place of a join or of `IN (SELECT …)` inside an OR, for which the database reads the whole table.
    """

    template, arg_joiner = "%(expressions)s)", " = ANY("
    output_field = BooleanField()


class Tally(Func):
    """How many of all rows meet a condition, as a plain column of `values_list`: the answer is one row, no groups.

    Parameters: the condition, a Q.
    """

    template = "COUNT(*) FILTER (WHERE %(expressions)s)"
    output_field = IntegerField()
