"""Tables of the joint service counter."""

from prasan.counter.models.kiosk import Kiosk
from prasan.counter.models.place import Desk, Place
from prasan.counter.models.ticket import Happened, HoldReason, LeaveReason, Spell, Stop, Ticket

__all__ = ["Desk", "Happened", "HoldReason", "Kiosk", "LeaveReason", "Place", "Spell", "Stop", "Ticket"]
