"""The verbs before and around a meeting as API: series, calling, inviting, roster, agenda."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest
from ninja import File
from ninja.files import UploadedFile
from pydantic import Field

from prasan.directory.typed import areas_named, offices_named
from prasan.meetings import commands as c
from prasan.meetings.api import (
    KindName,
    MeetingDetail,
    ModeName,
    SectionName,
    SeriesDetail,
    router,
    whole_of,
    whole_series,
)
from prasan.meetings.finding import found_briefing, found_series, within
from prasan.platform.commands import Command
from prasan.platform.web.api import Strict, act, answers
from prasan.platform.web.asking import actor_of


class SeriesIn(Strict):
    """A series; offices by code or name, your own calls it where `organiser` is left out."""

    name_th: str
    name_en: str = ""
    kind: KindName
    organiser: str = ""
    mode: ModeName = "video"
    venue: str = ""
    minutes: int = 120
    quorum_percent: int = 50
    sections: list[SectionName] = []
    to: list[str]
    classification: int = 0


class MeetingIn(Strict):
    """A meeting; `chair` and `secretary` are seats, your own where left out; `to`, offices by code or name.

    A series gives number, offices, length and title where they are left out; without one a title is needed.
    """

    kind: KindName | str = Field("", description="left out for a meeting of a series")
    title: str = ""
    series: int | None = None
    follows: int | None = None
    round: int | None = None
    organiser: str = ""
    chair: int | None = None
    secretary: int | None = None
    mode: ModeName = "video"
    venue: str = ""
    link: str = ""
    how_to: str = ""
    host_area: str = ""
    starts_at: dt.datetime
    minutes: int = 0
    to: list[str] = []
    sections: list[SectionName] = []
    quorum: int | None = None
    classification: int = 0


class MeetingChangeIn(Strict):
    """What changes; what is left out stays."""

    title: str | None = None
    mode: ModeName | None = None
    venue: str | None = None
    link: str | None = None
    how_to: str | None = None
    starts_at: dt.datetime | None = None
    minutes: int | None = None
    secretary: int | None = None


class MeetingWhyIn(Strict):
    """Why."""

    reason: str


class AttendeesIn(Strict):
    """Offices by code or name, and seats."""

    to: list[str] = []
    seats: list[int] = []
    duty: str = Field("member", description="member, guest or listener")


class MeetingReplyIn(Strict):
    """An answer: coming, substitute (a person of ours, or a typed name) or absent with the reason."""

    reply: str
    substitute: int | None = None
    substitute_name: str = ""
    substitute_position: str = ""
    why: str = ""
    is_camera: bool = False


class GuestIn(Strict):
    """A guest who sits beside you."""

    guest: str
    position: str = ""


class MeetingMarkIn(Strict):
    """Come or gone; `at`, when, now where it is left out."""

    present: bool = True
    at: dt.datetime | None = None


class MeetingItemIn(Strict):
    """A line of the agenda; area and office by code or name."""

    section: SectionName
    title: str
    text: str = ""
    minutes: int = 0
    classification: int = 0
    secret: bool = False
    area: str = ""
    office: str = ""


class MeetingMoveIn(Strict):
    """How many places, up below zero."""

    by: int


class NoteIn(Strict):
    """What was said and decided."""

    note: str = ""
    resolution: str = ""


def whole(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Return a meeting as it stands after a verb."""
    actor = actor_of(request)
    return whole_of(found_briefing(actor, pk), actor)


def do(request: HttpRequest, pk: int, command: Command[Any]) -> dict[str, Any]:
    """Carry out a verb about a meeting and return it whole."""
    within(pk, command)
    act(request, command)
    return whole(request, pk)


def _office(text: str, field: str) -> int | None:
    return offices_named([text.strip()], field)[0] if text.strip() else None


def _area(text: str, field: str) -> int | None:
    return areas_named([text.strip()], field)[0] if text.strip() else None


def _series(request: HttpRequest, pk: int) -> dict[str, Any]:
    actor = actor_of(request)
    return whole_series(found_series(actor, pk), actor)


def _item(told: MeetingItemIn) -> dict[str, Any]:
    same = ("section", "title", "text", "minutes", "classification", "secret")
    return {name: getattr(told, name) for name in same} | {
        "area_id": _area(told.area, "area"), "office_id": _office(told.office, "office")
    }  # fmt: skip


@router.post("/meetings/series", response=answers(SeriesDetail))
def make_meeting_series(request: HttpRequest, told: SeriesIn) -> dict[str, Any]:
    """Begin a series."""
    same = ("name_th", "name_en", "kind", "mode", "venue", "minutes", "quorum_percent", "classification")
    command = c.MakeSeries(
        **{name: getattr(told, name) for name in same}, sections=list(told.sections),
        organiser_id=_office(told.organiser, "organiser"), to=offices_named(told.to, "to"),
    )  # fmt: skip
    return _series(request, act(request, command).pk)


@router.post("/meetings/series/{pk}/end", response=answers(SeriesDetail))
def end_meeting_series(request: HttpRequest, pk: int) -> dict[str, Any]:
    """End a series; its meetings stay."""
    return _series(request, act(request, c.EndSeries(target_id=pk)).pk)


@router.post("/meetings", response=answers(MeetingDetail))
def call_meeting(request: HttpRequest, told: MeetingIn) -> dict[str, Any]:
    """Call a meeting."""
    same = ("kind", "title", "round", "mode", "venue", "link", "how_to", "starts_at", "minutes", "quorum")
    command = c.CallBriefing(
        **{name: getattr(told, name) for name in same}, series_id=told.series, follows_id=told.follows,
        organiser_id=_office(told.organiser, "organiser"), chair_id=told.chair, secretary_id=told.secretary,
        host_area_id=_area(told.host_area, "host_area"), to=offices_named(told.to, "to"),
        sections=list(told.sections), classification=told.classification,
    )  # fmt: skip
    return whole(request, act(request, command).pk)


@router.patch("/meetings/{pk}", response=answers(MeetingDetail))
def change_meeting(request: HttpRequest, pk: int, told: MeetingChangeIn) -> dict[str, Any]:
    """Change a meeting ahead."""
    same = ("title", "mode", "venue", "link", "how_to", "starts_at", "minutes")
    told_as = {name: getattr(told, name) for name in same}
    return do(request, pk, c.ChangeBriefing(target_id=pk, **told_as, secretary_id=told.secretary))


@router.post("/meetings/{pk}/invite", response=answers(MeetingDetail))
def invite_to_meeting(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Send the invitation; sent again, it tells what changed."""
    return do(request, pk, c.Invite(target_id=pk))


@router.post("/meetings/{pk}/cancel", response=answers(MeetingDetail))
def cancel_meeting(request: HttpRequest, pk: int, told: MeetingWhyIn) -> dict[str, Any]:
    """Cancel a meeting ahead."""
    return do(request, pk, c.Cancel(target_id=pk, reason=told.reason))


@router.post("/meetings/{pk}/attendees", response=answers(MeetingDetail))
def add_meeting_attendees(request: HttpRequest, pk: int, told: AttendeesIn) -> dict[str, Any]:
    """Invite further offices or seats."""
    to = offices_named(told.to, "to")
    return do(request, pk, c.AddAttendees(target_id=pk, to=to, seats=told.seats, duty=told.duty))


@router.delete("/meetings/{pk}/attendees/{line}", response=answers(MeetingDetail))
def drop_meeting_attendee(request: HttpRequest, pk: int, line: int) -> dict[str, Any]:
    """Take a line off the roster of a meeting ahead."""
    return do(request, pk, c.DropAttendee(target_id=line))


@router.post("/meetings/{pk}/attendees/{line}/reply", response=answers(MeetingDetail))
def reply_to_meeting(request: HttpRequest, pk: int, line: int, told: MeetingReplyIn) -> dict[str, Any]:
    """Answer an invitation."""
    same = ("reply", "substitute_name", "substitute_position", "why", "is_camera")
    told_as = {name: getattr(told, name) for name in same}
    return do(request, pk, c.ReplyTo(target_id=line, substitute_id=told.substitute, **told_as))


@router.post("/meetings/{pk}/attendees/{line}/check-in", response=answers(MeetingDetail))
def check_in_to_meeting(request: HttpRequest, pk: int, line: int) -> dict[str, Any]:
    """Show who you are, signed in here; the code at the door is opened on its own page."""
    return do(request, pk, c.CheckMeIn(attendee_id=line))


@router.post("/meetings/{pk}/attendees/{line}/check-out", response=answers(MeetingDetail))
def check_out_of_meeting(request: HttpRequest, pk: int, line: int) -> dict[str, Any]:
    """Go before the end."""
    return do(request, pk, c.CheckOut(target_id=line))


@router.post("/meetings/{pk}/attendees/{line}/vouch", response=answers(MeetingDetail))
def vouch_in_meeting(request: HttpRequest, pk: int, line: int, told: GuestIn) -> dict[str, Any]:
    """Name a guest who sits beside you, and answer for who they are."""
    return do(request, pk, c.Vouch(attendee_id=line, guest=told.guest, position=told.position))


@router.post("/meetings/{pk}/attendees/{line}/mark", response=answers(MeetingDetail))
def mark_meeting_roll(request: HttpRequest, pk: int, line: int, told: MeetingMarkIn) -> dict[str, Any]:
    """Mark a line as come or gone by hand."""
    return do(request, pk, c.MarkRoll(target_id=line, present=told.present, at=told.at))


@router.post("/meetings/{pk}/items", response=answers(MeetingDetail))
def add_meeting_item(request: HttpRequest, pk: int, told: MeetingItemIn) -> dict[str, Any]:
    """Put an item on the agenda."""
    return do(request, pk, c.AddItem(briefing_id=pk, **_item(told)))


@router.put("/meetings/{pk}/items/{item}", response=answers(MeetingDetail))
def change_meeting_item(request: HttpRequest, pk: int, item: int, told: MeetingItemIn) -> dict[str, Any]:
    """Change an item; what is left out is emptied."""
    return do(request, pk, c.ChangeItem(target_id=item, **_item(told)))


@router.delete("/meetings/{pk}/items/{item}", response=answers(MeetingDetail))
def drop_meeting_item(request: HttpRequest, pk: int, item: int) -> dict[str, Any]:
    """Take an item off the agenda before it was taken up."""
    return do(request, pk, c.DropItem(target_id=item))


@router.post("/meetings/{pk}/items/{item}/move", response=answers(MeetingDetail))
def move_meeting_item(request: HttpRequest, pk: int, item: int, told: MeetingMoveIn) -> dict[str, Any]:
    """Move an item within its section."""
    return do(request, pk, c.MoveItem(target_id=item, by=told.by))


@router.post("/meetings/{pk}/items/{item}/papers", response=answers(MeetingDetail))
def attach_meeting_paper(request: HttpRequest, pk: int, item: int, file: File[UploadedFile]) -> dict[str, Any]:
    """Lay a document before the meeting: one file of a form."""
    return do(request, pk, c.AttachPaper(target_id=item, upload=file, file_name=file.name or ""))


@router.delete("/meetings/{pk}/items/{item}/papers/{paper}", response=answers(MeetingDetail))
def drop_meeting_paper(request: HttpRequest, pk: int, item: int, paper: int) -> dict[str, Any]:
    """Take a document off the item."""
    return do(request, pk, c.DropPaper(target_id=item, paper_id=paper))


@router.post("/meetings/{pk}/items/{item}/take-up", response=answers(MeetingDetail))
def take_up_meeting_item(request: HttpRequest, pk: int, item: int) -> dict[str, Any]:
    """Take an item up; the one before ends."""
    return do(request, pk, c.TakeUp(target_id=item))


@router.put("/meetings/{pk}/items/{item}/note", response=answers(MeetingDetail))
def note_meeting_item(request: HttpRequest, pk: int, item: int, told: NoteIn) -> dict[str, Any]:
    """Write down what was said and decided."""
    return do(request, pk, c.NoteItem(target_id=item, note=told.note, resolution=told.resolution))
