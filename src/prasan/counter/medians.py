"""Medians over spells, asked of the database."""

from __future__ import annotations

from django.db.models import Aggregate, F, FloatField, Func, Max


class Median(Aggregate):
    """The median of a column, nothing where it is nowhere known."""

    function = "percentile_cont"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


class Seconds(Func):
    """The seconds of an interval."""

    template = "extract(epoch FROM %(expressions)s)"
    output_field = FloatField()


class Longest(Max):
    """The greatest of a column of seconds."""

    output_field = FloatField()


SECONDS = Seconds(F("end") - F("start"))
"""The length of a spell in seconds."""
