"""Registration drives as data, with their verbs; entries stand there by their number, never by name."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query, Router

from prasan.directory.typed import area_by
from prasan.platform.web.api import After, Limit, Strict, act, answers, one_or_404, split_page
from prasan.platform.web.asking import actor_of
from prasan.referrals import commands as c
from prasan.referrals.drives import progress
from prasan.referrals.drives.opening import address
from prasan.referrals.drives.words import NOTICE
from prasan.referrals.models import DriveEntry, DriveVolunteer, RegistrationDrive

router = Router(tags=["referrals"])
StateName = Literal["", "waiting", "taken", "needs_look", "refused"]
WhyNot = Literal["", "withdrew", "wrong", "outside", "trial"]


class DriveRow(Strict):
    """A drive with how many entries came, and where they stand."""

    id: int
    title: str
    area: str
    group: str
    first_day: dt.date
    last_day: dt.date
    purpose: str
    notice_version: str
    most: int
    closed_at: dt.datetime | None
    received: int
    taken: int
    needs_look: int
    waiting: int
    refused: int


class DrivePage(Strict):
    """A page of drives, in the order of their numbers."""

    items: list[DriveRow]
    next: int | None


class DriveIn(Strict):
    """A drive to begin; `area`, code of a province, district or sub-district; `notice`, what is read to each person."""

    title: str
    area: str
    first_day: dt.date
    last_day: dt.date
    group: str = ""
    purpose: str = "outreach"
    notice_version: str = "2569-1"
    notice: str | None = None
    most: int = 300
    visits: int | None = None


class DriveVolunteerRow(Strict):
    """A volunteer by number, with what came through the link."""

    id: int
    expires_at: dt.datetime
    revoked_at: dt.datetime | None
    received: int
    taken: int
    to_look: int
    refused: int
    last: dt.datetime | None


class DriveVolunteerIn(Strict):
    """Who gets a link."""

    name: str


class DriveLink(Strict):
    """A volunteer's link: its address is told once."""

    volunteer: int
    address: str
    expires_at: dt.datetime


class DriveEntryRow(Strict):
    """An entry: its number in the drive, where it stands and why, `worker` of the registry once it is taken.

    `found`, entries of the registry that are or may be the same person.
    """

    id: int
    number: int
    volunteer: int
    state: str
    verdict: str
    reason: str
    field: str
    worker: int | None
    found: list[int]
    recorded_at: dt.datetime | None
    received_at: dt.datetime
    settled_at: dt.datetime | None


class DriveEntryPage(Strict):
    """A page of entries, in the order of their numbers."""

    items: list[DriveEntryRow]
    next: int | None


class DecisionIn(Strict):
    """What becomes of an entry; `worker` who it is (same), `reason` why not (refuse), `mended` values asked anew."""

    do: Literal["new", "same", "refuse"]
    worker: int = 0
    reason: WhyNot = ""
    mended: dict[str, str] = {}


def drives_of(actor: Any) -> Any:
    """Return the drives that an actor reads."""
    rows = RegistrationDrive.objects.visible_to(actor).select_related("area")
    return rows.defer("area__grams", "area__boundary", "private_key").order_by("pk")


def drive_rows(rows: list[RegistrationDrive]) -> list[dict[str, Any]]:
    """Return drives as data; one query beside theirs."""
    told = progress.counts([one.pk for one in rows])
    return [
        {
            "id": one.pk, "title": one.title, "area": one.area.code, "group": one.group, "first_day": one.first_day,
            "last_day": one.last_day, "purpose": one.purpose, "notice_version": one.notice_version, "most": one.most,
            "closed_at": one.closed_at, "received": told[one.pk].all,
            **{name: getattr(told[one.pk], name) for name in progress.STATES},
        }
        for one in rows
    ]  # fmt: skip


def volunteer_rows(drive: RegistrationDrive) -> list[dict[str, Any]]:
    """Return the volunteers of a drive as data, without their names; two queries."""
    told = progress.by_volunteer(drive)
    found = []
    for one in drive.volunteers.defer("name").order_by("pk"):
        counts = told.get(one.pk, progress.Counts())
        found.append({
            "id": one.pk, "expires_at": one.expires_at, "revoked_at": one.revoked_at, "received": counts.all,
            "taken": counts.taken, "to_look": counts.to_look, "refused": counts.refused, "last": counts.last,
        })  # fmt: skip
    return found


def entry_row(one: DriveEntry) -> dict[str, Any]:
    """Return an entry as data, nothing of what was told of the person."""
    names = (
        "number", "state", "verdict", "reason", "field", "found", "recorded_at", "received_at", "settled_at",
    )  # fmt: skip
    told = {name: getattr(one, name) for name in names}
    return told | {"id": one.pk, "volunteer": one.volunteer_id, "worker": one.worker_id}


def entries_of(actor: Any) -> Any:
    """Return the entries that an actor reads, without what was told."""
    return DriveEntry.objects.visible_to(actor).defer("told").order_by("pk")


def wanted(told: dict[str, Any]) -> c.MakeDrive:
    """Return the verb that begins a drive from what a script tells."""
    given = dict(told)
    notice = given.pop("notice")
    return c.MakeDrive(
        area_id=area_by(given.pop("area")).pk, visits_id=given.pop("visits"),
        notice=str(NOTICE) if notice is None else notice, **given,
    )  # fmt: skip


@router.get("/drives", response=answers(DrivePage))
def drives(request: HttpRequest, limit: Limit, after: After) -> dict[str, Any]:
    """List the registration drives of one's own office."""
    rows = drives_of(actor_of(request))
    rows = rows.filter(pk__gt=after) if after is not None else rows
    found, more = split_page(rows[: limit + 1], limit)
    return {"items": drive_rows(found), "next": more}


def _drive(request: HttpRequest, pk: int) -> dict[str, Any]:
    return drive_rows([one_or_404(drives_of(actor_of(request)).filter(pk=pk))])[0]


@router.get("/drives/{pk}", response=answers(DriveRow))
def drive(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Return one drive."""
    return _drive(request, pk)


@router.post("/drives", response=answers(DriveRow))
def make_drive(request: HttpRequest, told: DriveIn) -> dict[str, Any]:
    """Begin a drive of one's own office."""
    return _drive(request, act(request, wanted(told.dict())).pk)


@router.post("/drives/{pk}/close", response=answers(DriveRow))
def close_drive(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Close a drive: what phones still send waits for an officer."""
    act(request, c.CloseDrive(target_id=pk))
    return _drive(request, pk)


@router.get("/drives/{pk}/volunteers", response=answers(list[DriveVolunteerRow]))
def drive_volunteers(request: HttpRequest, pk: int) -> list[dict[str, Any]]:
    """List the volunteers of a drive."""
    return volunteer_rows(one_or_404(drives_of(actor_of(request)).filter(pk=pk)))


@router.post("/drives/{pk}/volunteers", response=answers(DriveLink))
def add_drive_volunteer(request: HttpRequest, pk: int, told: DriveVolunteerIn) -> dict[str, Any]:
    """Give a volunteer a link; it is told once."""
    command = c.AddVolunteer(drive_id=pk, who=told.name)
    made = act(request, command)
    return {"volunteer": made.pk, "address": address(command.secret), "expires_at": made.expires_at}


@router.post("/drive-volunteers/{pk}/revoke", response=answers(DriveVolunteerRow))
def revoke_drive_volunteer(request: HttpRequest, pk: int) -> dict[str, Any]:
    """End the link of a volunteer."""
    made: DriveVolunteer = act(request, c.RevokeVolunteer(target_id=pk))
    return next(row for row in volunteer_rows(made.drive) if row["id"] == pk)


State = Annotated[StateName, Query("")]


@router.get("/drives/{pk}/entries", response=answers(DriveEntryPage))
def drive_entries(request: HttpRequest, pk: int, limit: Limit, after: After, state: State = "") -> dict[str, Any]:
    """List the entries of a drive."""
    actor = actor_of(request)
    one_or_404(drives_of(actor).filter(pk=pk))
    rows = entries_of(actor).filter(drive=pk)
    rows = rows.filter(state=state) if state else rows
    rows = rows.filter(pk__gt=after) if after is not None else rows
    found, more = split_page(rows[: limit + 1], limit)
    return {"items": [entry_row(one) for one in found], "next": more}


@router.post("/drive-entries/{pk}/look", response=answers(DriveEntryRow))
def look_at_drive_entry(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Look again whether the person is in the registry."""
    act(request, c.SettleEntry(target_id=pk))
    return entry_row(one_or_404(entries_of(actor_of(request)).filter(pk=pk)))


@router.post("/drive-entries/{pk}/decide", response=answers(DriveEntryRow))
def decide_drive_entry(request: HttpRequest, pk: int, told: DecisionIn) -> dict[str, Any]:
    """Decide about an entry by hand."""
    command = c.DecideEntry(
        target_id=pk, do=told.do, worker_id=told.worker, reason_code=told.reason, mended=told.mended
    )  # fmt: skip
    act(request, command)
    return entry_row(one_or_404(entries_of(actor_of(request)).filter(pk=pk)))
