"""Tables of the situation, one file a subject."""

from prasan.situation.models.alarms import Alarm
from prasan.situation.models.alerts import Alert
from prasan.situation.models.events import Event, EventPlace, Operation
from prasan.situation.models.fingerprints import Fingerprint
from prasan.situation.models.handling import Correction, EventLink, EventPlanLine, EventTask, HeadCount
from prasan.situation.models.intake import Arrival, Fetch, LedgerFault, LedgerHour
from prasan.situation.models.items import Item, ItemPlace
from prasan.situation.models.quality import ModelVersion
from prasan.situation.models.received import ReceivedAlert
from prasan.situation.models.sources import Raw, Source
from prasan.situation.models.urgent import Claim, Rung, Urgent
from prasan.situation.models.watch import DayReport, DaySheet, HandOver, LogEntry, Shift, Swap

__all__ = [
    "Alarm",
    "Alert",
    "Arrival",
    "Claim",
    "Correction",
    "DayReport",
    "DaySheet",
    "Event",
    "EventLink",
    "EventPlace",
    "EventPlanLine",
    "EventTask",
    "Fetch",
    "Fingerprint",
    "HandOver",
    "HeadCount",
    "Item",
    "ItemPlace",
    "LedgerFault",
    "LedgerHour",
    "LogEntry",
    "ModelVersion",
    "Operation",
    "Raw",
    "ReceivedAlert",
    "Rung",
    "Shift",
    "Source",
    "Swap",
    "Urgent",
]
