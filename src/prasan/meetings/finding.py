"""A meeting or series that an actor reads, and their line in it, for pages and the API alike."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from prasan.meetings import policy as may
from prasan.meetings import queries
from prasan.meetings.models import Attendee, Briefing, Series
from prasan.platform.commands import Command, Refused


def found_briefing(actor: Any, pk: int) -> Briefing:
    """Return a meeting that the actor reads; Refused 404 otherwise."""
    found = queries.one(actor, pk)
    if found is None:
        raise Refused(_("ไม่พบการประชุมนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


def found_series(actor: Any, pk: int) -> Series:
    """Return a series that the actor reads; Refused 404 otherwise."""
    found = queries.one_series(actor, pk)
    if found is None:
        raise Refused(_("ไม่พบชุดการประชุมนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


def within(meeting: int, command: Command[Any]) -> None:
    """Refuse with 404 a verb about a line, item, vote or word of another meeting than the address names. One query.

    The verb's own rights hold besides; this keeps an address from doing something that it does not say.
    """
    model: Any = command.model
    number = command.target_id
    if getattr(command, "attendee_id", None) is not None:
        model, number = Attendee, command.attendee_id  # type: ignore[attr-defined]
    if number is None or model in {Briefing, Series}:
        return
    if not model._default_manager.filter(pk=number, briefing_id=meeting).exists():
        raise Refused(_("ไม่พบรายการนี้ในการประชุมนี้"), status=404)


def bare_briefing(actor: Any, pk: int) -> Briefing:
    """Return a meeting that the actor reads without its names and words, for what is asked for every second; as
    `found_briefing` otherwise. A tenth of its time: the server plans no fifteen joins.
    """
    found = Briefing.objects.visible_to(actor).only("state", "mode", "on_stage_id", "sharing_id").filter(pk=pk).first()
    if found is None:
        raise Refused(_("ไม่พบการประชุมนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


def bare_lines(briefing: Briefing) -> list[Attendee]:
    """Return the lines of the roster with what tells whose they are, and no names. One query."""
    return list(
        briefing.attendees.only("briefing_id", "office_id", "seat_id", "substitute_id", "is_camera", "duty", "removed")
    )


def line_inside(actor: Any, briefing: Briefing, lines: list[Attendee] | None = None) -> Attendee:
    """Return the own line of who has shown who they are; Refused otherwise. A query less where `lines` are known."""
    mine = own_line(actor, queries.roster(briefing) if lines is None else lines)
    if mine.removed:
        raise Refused(may.REMOVED)
    if not mine.check_ins.filter(person_id=actor.person_id, left_at=None).exists():
        raise Refused(_("โปรดแสดงตนก่อนเข้าประชุม"))
    return mine


def own_line(actor: Any, lines: list[Attendee]) -> Attendee:
    """Return the line on which the actor takes part; Refused 403 where they have none."""
    found = may.own_line(actor, lines)
    if found is None:
        raise Refused(may.INVITED_ONLY)
    return found
