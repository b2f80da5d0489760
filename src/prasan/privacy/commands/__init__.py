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
from prasan.privacy.commands.records import AddRecord, ChangeRecord, EndRecord, ReviewRecord
from prasan.privacy.commands.retention import RunRetention, SetTerm, StartRetention

__all__ = [
    "AddRecord", "AssessBreach", "ChangeRecord", "CloseBreach", "ContainBreach", "EndRecord", "EraseWorker",
    "LiftHold", "NotifyOffice", "PlaceHold", "ReopenBreach", "ReportBreach", "ReviewRecord", "RunRetention", "SetTerm",
    "StartRetention", "TellPersons",
]  # fmt: skip
