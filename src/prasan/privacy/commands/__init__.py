"""Verbs of the protection of personal data."""

from prasan.privacy.commands.breach import (
    AssessBreach,
    CloseBreach,
    ContainBreach,
    NotifyOffice,
    ReopenBreach,
    ReportBreach,
    TellPersons,
)
from prasan.privacy.commands.erasing import EraseWorker, LiftHold, PlaceHold

__all__ = [
    "AssessBreach", "CloseBreach", "ContainBreach", "EraseWorker", "LiftHold", "NotifyOffice", "PlaceHold",
    "ReopenBreach", "ReportBreach", "TellPersons",
]  # fmt: skip
