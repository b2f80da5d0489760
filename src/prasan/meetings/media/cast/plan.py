"""What the stream of a meeting does next: begin, go on, ask for a key frame, begin anew, end. Pure Python, no clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

SOUNDS = ("a0", "a1", "a2")
"""The places of the mix, filled as those of a receiver: who is on stage, then the loudest."""
TUNE_SECONDS = 30.0
"""How long one listener's word keeps the stream going; a page says it every ten seconds."""
GRACE = 2.5
"""Seconds that whoever was called has to send before something else is shown in their place."""
REST = 6.0
"""Seconds between two new beginnings for a link that comes and goes."""
SLOW, DEAD = 6.0, 12.0
"""Seconds without a finished segment after which a key frame is asked for, and the encoder started anew."""
AGAIN = (1.0, 2.0, 4.0, 8.0, 15.0)
"""Seconds to wait after so many failures on end."""

Act = Literal["keep", "start", "renew", "end"]


@dataclass(frozen=True)
class Run:
    """The encoder that runs: which `picture` it was given (None: a still one), `since` when, in seconds of a clock
    that never jumps; `cut`, when its last segment was finished (its start before that); `renewed`, whether a key frame
    was asked for since; `ended`, whether it has gone by itself.
    """

    picture: str | None
    since: float
    cut: float
    renewed: bool = False
    ended: bool = False


@dataclass(frozen=True)
class Wish:
    """What is wanted: `slots` as of a receiver with one picture, None where nothing may be written; `since` when the
    first picture is the one it is; `until` when somebody listens; `failures` on end and the `failed` moment.
    """

    slots: Mapping[str, str | None] | None = None
    since: float = 0.0
    until: float = float("-inf")
    failures: int = 0
    failed: float = float("-inf")


def picture_for(wish: Wish, live: Callable[[str], bool], now: float, shown: str | None) -> str | None:
    """Return the source to show: the one that was called, its small picture in its place, or None.

    Parameters: `live`, tells of a source's name whether pictures come; `shown`, what is shown now. While whoever was
    called has not begun to send, what is shown stays.
    """
    called = (wish.slots or {}).get("v0")
    if called is None:
        return None
    if live(called):
        return called
    if now - wish.since < GRACE:
        return shown
    small = f"{called.rpartition('/')[0]}/thumb"
    return small if live(small) else None


def decide(wish: Wish, run: Run | None, picture: str | None, now: float) -> Act:
    """Return what is to be done. Parameters: `picture`, of `picture_for`; `run`, None where no encoder runs."""
    if wish.slots is None or now > wish.until:
        return "end"
    if run is None or run.ended:
        waits = AGAIN[min(wish.failures, len(AGAIN)) - 1] if wish.failures else 0.0
        return "start" if now >= wish.failed + waits else "keep"
    if picture != run.picture and (run.since <= wish.since or now - run.since >= REST):
        return "start"
    if now - run.cut >= DEAD:
        return "start"
    if now - run.cut >= SLOW and not run.renewed:
        return "renew"
    return "keep"
