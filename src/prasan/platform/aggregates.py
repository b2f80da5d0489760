"""Aggregates that Django does not bring, asked of the database."""

from __future__ import annotations

from django.db.models import Aggregate, FloatField


class Median(Aggregate):
    """The median of a column, nothing where it is nowhere known."""

    function = "percentile_cont"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()
