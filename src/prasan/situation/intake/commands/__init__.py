"""The verbs of intake."""

from prasan.situation.intake.commands.deliver import FieldReport, HandIn, Receive, RecordCall
from prasan.situation.intake.commands.reveal import RevealItem
from prasan.situation.intake.commands.sources import AddSource, ChangeSource, FetchNow, StartSource, StopSource

__all__ = [
    "AddSource",
    "ChangeSource",
    "FetchNow",
    "FieldReport",
    "HandIn",
    "Receive",
    "RecordCall",
    "RevealItem",
    "StartSource",
    "StopSource",
]
