"""Lengths of spells, asked of the database."""

from __future__ import annotations

from django.db.models import F, FloatField, Func, Max


class Seconds(Func):
    """The seconds of an interval."""

    template = "extract(epoch FROM %(expressions)s)"
    output_field = FloatField()


class Longest(Max):
    """The greatest of a column of seconds."""

    output_field = FloatField()


SECONDS = Seconds(F("end") - F("start"))
"""The length of a spell in seconds."""
