"""How far this machine's clock may be from standard time, as the kernel of the system knows it.

Source: adjtimex(2) of Linux, read only (modes = 0). A machine whose clock nobody disciplines says so: an unknown
offset is told as unknown, never as zero.
"""

from __future__ import annotations

import ctypes
import ctypes.util
from dataclasses import dataclass

STA_UNSYNC = 0x0040
STA_NANO = 0x2000
ERROR = 5
"""What adjtimex returns where the clock is not synchronised (TIME_ERROR)."""


class _TimeVal(ctypes.Structure):
    _fields_ = [("sec", ctypes.c_long), ("usec", ctypes.c_long)]


class _Timex(ctypes.Structure):
    _fields_ = [
        ("modes", ctypes.c_uint), ("offset", ctypes.c_long), ("freq", ctypes.c_long), ("maxerror", ctypes.c_long),
        ("esterror", ctypes.c_long), ("status", ctypes.c_int), ("constant", ctypes.c_long),
        ("precision", ctypes.c_long), ("tolerance", ctypes.c_long), ("time", _TimeVal), ("tick", ctypes.c_long),
        ("ppsfreq", ctypes.c_long), ("jitter", ctypes.c_long), ("shift", ctypes.c_int), ("stabil", ctypes.c_long),
        ("jitcnt", ctypes.c_long), ("calcnt", ctypes.c_long), ("errcnt", ctypes.c_long), ("stbcnt", ctypes.c_long),
        ("tai", ctypes.c_int), ("room", ctypes.c_int * 11),
    ]  # fmt: skip


@dataclass(frozen=True)
class ClockState:
    """Whether the clock follows a standard, and how far from it: microseconds, None where nobody knows."""

    synchronised: bool
    offset: int | None
    most: int | None


def clock_state() -> ClockState:
    """Return what the system says of its clock; unknown where it cannot be asked."""
    name = ctypes.util.find_library("c")
    library = ctypes.CDLL(name) if name else None
    ask = getattr(library, "adjtimex", None)
    if ask is None:
        return ClockState(False, None, None)
    told = _Timex()
    if ask(ctypes.byref(told)) < 0:
        return ClockState(False, None, None)
    return read(told.offset, told.maxerror, told.status)


def read(offset: int, most: int, status: int) -> ClockState:
    """Return the state that the numbers of adjtimex mean. Parameters: `offset` in ns where STA_NANO is set, else µs."""
    if status & STA_UNSYNC:
        return ClockState(False, None, None)
    return ClockState(True, offset // 1000 if status & STA_NANO else offset, most)
