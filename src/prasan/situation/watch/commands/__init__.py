"""Verbs of the watch, one file a subject; importing this lists them."""

from prasan.situation.watch.commands import claims, days, log, rota, urgent

__all__ = ["claims", "days", "log", "rota", "urgent"]
