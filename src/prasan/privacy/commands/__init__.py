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

__all__ = [
    "AssessBreach", "CloseBreach", "ContainBreach", "NotifyOffice", "ReopenBreach", "ReportBreach", "TellPersons",
]  # fmt: skip
