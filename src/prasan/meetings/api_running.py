"""The verbs of the running meeting as API: stage, hands, sound, recording, votes, chat, faults."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from prasan.meetings import commands as c
from prasan.meetings.api import MeetingDetail, router
from prasan.meetings.api_verbs import MeetingWhyIn, do
from prasan.platform.web.api import Strict, answers

__all__ = ["router"]


class StageIn(Strict):
    """The line called to the stage, nobody where it is null."""

    line: int | None = None


class OnIn(Strict):
    """On or off, with the reason where one is asked for."""

    on: bool
    reason: str = ""


class PicturesIn(Strict):
    """How many pictures: 9, 4, 1, or 0 for sound alone."""

    pictures: int


class VoteIn(Strict):
    """A question; for, against, abstain where no choices are told."""

    question: str
    choices: list[str] = []
    secret: bool = False
    item: int | None = None


class CastIn(Strict):
    """The place of the choice, from 0, on a line of the roster."""

    line: int
    choice: int


class SayIn(Strict):
    """What is said, on a line of the roster."""

    line: int
    text: str


class MeetingProblemIn(SayIn):
    """A fault with what your own machine measured."""

    text: str = ""
    statistics: dict[str, Any] = {}


class SettledIn(Strict):
    """What was done."""

    how: str


@router.post("/meetings/{pk}/open", response=answers(MeetingDetail))
def open_meeting(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Open the meeting; its log begins."""
    return do(request, pk, c.OpenMeeting(target_id=pk))


@router.post("/meetings/{pk}/close", response=answers(MeetingDetail))
def close_meeting(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Close the meeting; its log ends."""
    return do(request, pk, c.CloseMeeting(target_id=pk))


@router.put("/meetings/{pk}/stage", response=answers(MeetingDetail))
def call_to_stage(request: HttpRequest, pk: int, told: StageIn) -> dict[str, Any]:
    """Put a line on stage, or nobody."""
    return do(request, pk, c.CallToStage(target_id=pk, attendee_id=told.line))


@router.put("/meetings/{pk}/lock", response=answers(MeetingDetail))
def lock_meeting(request: HttpRequest, pk: int, told: OnIn) -> dict[str, Any]:
    """Lock the room to newcomers, or open it again."""
    return do(request, pk, c.Lock(target_id=pk, locked=told.on))


@router.put("/meetings/{pk}/recording", response=answers(MeetingDetail))
def record_meeting(request: HttpRequest, pk: int, told: OnIn) -> dict[str, Any]:
    """Switch recording; off asks for the reason."""
    return do(request, pk, c.Record(target_id=pk, on=told.on, reason=told.reason))


@router.post("/meetings/{pk}/mute-all", response=answers(MeetingDetail))
def mute_all_in_meeting(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Mute everybody but the chair and who is on stage."""
    return do(request, pk, c.MuteAll(target_id=pk))


@router.put("/meetings/{pk}/attendees/{line}/mute", response=answers(MeetingDetail))
def mute_in_meeting(request: HttpRequest, pk: int, line: int, told: OnIn) -> dict[str, Any]:
    """Mute a line, or let it be heard again."""
    return do(request, pk, c.Mute(target_id=line, muted=told.on))


@router.put("/meetings/{pk}/attendees/{line}/removed", response=answers(MeetingDetail))
def remove_from_meeting(request: HttpRequest, pk: int, line: int, told: OnIn) -> dict[str, Any]:
    """Ask a line to leave, with the reason, or let it come back."""
    return do(request, pk, c.Remove(target_id=line, removed=told.on, reason=told.reason))


@router.put("/meetings/{pk}/attendees/{line}/hand", response=answers(MeetingDetail))
def raise_hand_in_meeting(request: HttpRequest, pk: int, line: int, told: OnIn) -> dict[str, Any]:
    """Raise your hand, or take it down."""
    return do(request, pk, c.RaiseHand(target_id=line, up=told.on))


@router.delete("/meetings/{pk}/attendees/{line}/hand", response=answers(MeetingDetail))
def lower_hand_in_meeting(request: HttpRequest, pk: int, line: int) -> dict[str, Any]:
    """Take a hand down for somebody who was heard."""
    return do(request, pk, c.LowerHand(target_id=line))


@router.put("/meetings/{pk}/attendees/{line}/share", response=answers(MeetingDetail))
def share_in_meeting(request: HttpRequest, pk: int, line: int, told: OnIn) -> dict[str, Any]:
    """Show your screen to everybody, or stop."""
    return do(request, pk, c.Share(target_id=line, on=told.on))


@router.put("/meetings/{pk}/attendees/{line}/pictures", response=answers(MeetingDetail))
def choose_pictures_in_meeting(request: HttpRequest, pk: int, line: int, told: PicturesIn) -> dict[str, Any]:
    """Choose how many pictures you receive."""
    return do(request, pk, c.ChoosePictures(target_id=line, pictures=told.pictures))


@router.post("/meetings/{pk}/votes", response=answers(MeetingDetail))
def open_meeting_vote(request: HttpRequest, pk: int, told: VoteIn) -> dict[str, Any]:
    """Put a question to the meeting."""
    command = c.OpenVote(
        briefing_id=pk, item_id=told.item, question=told.question, choices=told.choices, secret=told.secret
    )
    return do(request, pk, command)


@router.post("/meetings/{pk}/votes/{vote}/cast", response=answers(MeetingDetail))
def cast_meeting_vote(request: HttpRequest, pk: int, vote: int, told: CastIn) -> dict[str, Any]:
    """Vote on your line; while the vote is open the choice may be changed."""
    return do(request, pk, c.Cast(target_id=vote, attendee_id=told.line, choice=told.choice))


@router.post("/meetings/{pk}/votes/{vote}/close", response=answers(MeetingDetail))
def close_meeting_vote(request: HttpRequest, pk: int, vote: int) -> dict[str, Any]:
    """Count the votes."""
    return do(request, pk, c.CloseVote(target_id=vote))


@router.post("/meetings/{pk}/votes/{vote}/drop", response=answers(MeetingDetail))
def drop_meeting_vote(request: HttpRequest, pk: int, vote: int, told: MeetingWhyIn) -> dict[str, Any]:
    """Give a vote up without a result."""
    return do(request, pk, c.DropVote(target_id=vote, reason=told.reason))


@router.post("/meetings/{pk}/messages", response=answers(MeetingDetail))
def say_in_meeting(request: HttpRequest, pk: int, told: SayIn) -> dict[str, Any]:
    """Write a line to everybody in the meeting."""
    return do(request, pk, c.Say(attendee_id=told.line, text=told.text))


@router.delete("/meetings/{pk}/messages/{message}", response=answers(MeetingDetail))
def hide_meeting_message(request: HttpRequest, pk: int, message: int) -> dict[str, Any]:
    """Take a line of the chat off the screens; it stays on record."""
    return do(request, pk, c.HideMessage(target_id=message))


@router.post("/meetings/{pk}/problems", response=answers(MeetingDetail))
def report_meeting_problem(request: HttpRequest, pk: int, told: MeetingProblemIn) -> dict[str, Any]:
    """Say that you have a problem."""
    return do(request, pk, c.ReportProblem(attendee_id=told.line, text=told.text, statistics=told.statistics))


@router.post("/meetings/{pk}/problems/{problem}/settle", response=answers(MeetingDetail))
def settle_meeting_problem(request: HttpRequest, pk: int, problem: int, told: SettledIn) -> dict[str, Any]:
    """Say what was done about a fault."""
    return do(request, pk, c.SettleProblem(target_id=problem, how=told.how))
