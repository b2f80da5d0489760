"""Verbs about joint counters and tickets."""

from prasan.counter.commands.calling import Begin, CallAgain, CallNext, Hold, Leave, Miss, Resume
from prasan.counter.commands.closing import CarryOver, CloseTicket, ComeBack
from prasan.counter.commands.desks import AddDesk, ChangeDesk, EndDesk, StaffDesk
from prasan.counter.commands.kiosks import EndKiosk, OpenKiosk, SeePriority, TakeAlone
from prasan.counter.commands.moving import TicketMove
from prasan.counter.commands.places import ChangePlace, OpenPlace
from prasan.counter.commands.stops import Finish, JoinCase, PassOn
from prasan.counter.commands.tickets import TakeTicket

BY_MOVE: dict[str, type[TicketMove]] = {
    "call_again": CallAgain, "begin": Begin, "miss": Miss, "hold": Hold, "resume": Resume, "pass_on": PassOn,
    "finish": Finish, "leave": Leave, "carry_over": CarryOver,
}  # fmt: skip
"""The verb of each move of one ticket, as page, API and command line name them."""

__all__ = [
    "BY_MOVE", "AddDesk", "Begin", "CallAgain", "CallNext", "CarryOver", "ChangeDesk", "ChangePlace", "CloseTicket",
    "ComeBack", "EndDesk", "EndKiosk", "Finish", "Hold", "JoinCase", "Leave", "Miss", "OpenKiosk", "OpenPlace",
    "PassOn", "Resume", "SeePriority", "StaffDesk", "TakeAlone", "TakeTicket", "TicketMove",
]  # fmt: skip
