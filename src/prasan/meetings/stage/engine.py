"""The media engine of this installation, and carrying out at it what the database says."""

from __future__ import annotations

import contextlib
import functools
import logging
import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext as _

from prasan.meetings.media.embedded.client import EmbeddedEngine
from prasan.meetings.media.embedded.folder import LONGEST, SOCKET
from prasan.meetings.media.engine import EngineDown, EngineError, MediaEngine
from prasan.meetings.models import Briefing
from prasan.meetings.roll import roll_of
from prasan.meetings.stage.slots import arrangement, cast_slots
from prasan.meetings.stage.state import chair_of, is_secret, places_of
from prasan.platform.commands import RuleBroken
from prasan.platform.postgres.account import Account
from prasan.platform.postgres.place import make_socket_folder, socket_folder

log = logging.getLogger("prasan.meetings")

CASTS = "casts"
TURN = 7731
"""The first half of the lock under which one process at a time brings a meeting's engine in step."""


def folder() -> Path:
    """Return where the media process keeps socket and secret: a short folder of our own where the set one's name is
    too long for a socket, the same for every process of this installation.
    """
    place = Path(settings.MEETINGS_MEDIA).absolute()
    if len(os.fsencode(place / SOCKET)) <= LONGEST:
        return place
    me = Account(os.geteuid(), os.getegid(), "", other=False)
    short = socket_folder(place, me)
    make_socket_folder(short, me)
    return short


def casts() -> Path:
    """Return where the listeners' streams lie; the folder is there only where the engine can make them."""
    return folder() / CASTS


@functools.cache
def engine() -> MediaEngine:
    """Return the engine; a lost connection is made anew at the next call."""
    return EmbeddedEngine(folder())


@contextlib.contextmanager
def in_turn(pk: int) -> Iterator[Briefing]:
    """One at a time for each meeting, until the end of the transaction: yields it as it is when the turn has come.

    Raises OperationalError when the turn does not come in time.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [TURN, pk])
        yield Briefing.objects.get(pk=pk)


def hush(briefing: Briefing) -> None:
    """Let nothing more be recorded or streamed: before anybody learns of a secret item, in the verb's transaction.

    The turn is kept until it is committed, so that nobody lets the engine go on by what was so before. When it is not
    committed after all, the keeper lets it go on within seconds. An engine that is away records nothing. Raises
    RuleBroken when the turn does not come: a secret item waits for an engine that hangs.
    """
    if not briefing.has_media:
        return
    try:
        with in_turn(briefing.pk):
            for end in (lambda at: at.record(briefing.room, "hush"), lambda at: at.cast(briefing.room, None)):
                with contextlib.suppress(EngineDown, EngineError):  # one that cannot record may still stream
                    end(engine())
    except OperationalError:
        raise RuleBroken(_("ระบบภาพและเสียงไม่ตอบ ยังหยุดบันทึกเพื่อเข้าสู่วาระลับไม่ได้ โปรดลองอีกครั้ง")) from None


def keep_on(pk: int, at: MediaEngine) -> int | None:
    """Let the recorder go on, or start it; return how many files there are, None where it shall not any more.

    Raises EngineDown, EngineError.
    """
    with in_turn(pk) as now:
        if not now.recording or is_secret(now):
            return None
        with contextlib.suppress(EngineError):  # one that outlived its keeper, or was hushed for nothing
            return len(at.record(now.room, "resume"))
        return len(at.record(now.room, "start"))


def carry_out(briefing: Briefing, using: MediaEngine | None = None) -> bool:
    """Make the engine do what the database says of a meeting: mutes, who is out, who sees whom. Tell whether it did.

    Safe at any time and as often as wanted: it says the whole, and saying it twice changes nothing. An engine that
    does not answer is no fault of the caller: the keeper of the media does it again within a second.

    One at a time for each meeting, and of what the database says when its turn comes: page and keeper both do this,
    and the slower would else put back what the faster has changed meanwhile.
    """
    if not briefing.has_media:
        return True
    at = using or engine()
    try:
        with in_turn(briefing.pk) as now:
            if now.state in {Briefing.State.CLOSED, Briefing.State.CANCELLED}:
                at.close(now.room)
            else:
                _carry(now, at)
    except (EngineDown, EngineError, OperationalError) as problem:  # the last: the turn did not come in time
        log.warning("meeting %s: the media engine did not do as told: %s", briefing.pk, problem)
        return False
    return True


def _carry(briefing: Briefing, at: MediaEngine) -> None:
    at.open(briefing.room)
    secret = is_secret(briefing)
    if secret:  # before all else: nothing of it may reach the disk
        at.cast(briefing.room, None)
    counts = at.stats(briefing.room)
    watching = set(counts.watchers)
    sending = {name.rpartition("/")[0] for name in counts.sources}
    lines = list(briefing.attendees.order_by("position", "id"))
    for line in lines:
        if line.removed and line.peer in watching | sending:
            at.drop(briefing.room, line.peer)
        elif line.peer in sending:
            at.mute(briefing.room, line.peer, line.muted, ("mic",))
    places = places_of(lines, roll_of(briefing), secret=secret)
    chair = chair_of(lines)
    if not secret:
        at.cast(briefing.room, cast_slots(places, briefing.on_stage_id, chair, briefing.sharing_id))
    wanted = arrangement(places, briefing.on_stage_id, chair, briefing.sharing_id)
    out = {line.peer for line in lines if line.removed}
    at.arrange(briefing.room, {peer: slots for peer, slots in wanted.items() if peer in watching - out})
