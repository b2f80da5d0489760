"""The watch over the API: log, rota, hand-over, the word on each day, urgent reports, claims, daily report."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from prasan.platform.web.api import After, Limit, Strict, act, answers, one_or_404, split_page
from prasan.platform.web.asking import actor_of
from prasan.situation.models import Claim, DayReport, DaySheet, HandOver, LogEntry, Shift, Urgent
from prasan.situation.watch.commands.claims import AskCheck, CorrectClaim, JudgeClaim
from prasan.situation.watch.commands.days import ReportDay
from prasan.situation.watch.commands.log import AcceptHandOver, MakeHandOver, MarkLog, WriteLog
from prasan.situation.watch.commands.rota import PlanRota
from prasan.situation.watch.commands.urgent import ConfirmUrgent, RaiseUrgent
from prasan.situation.watch.days import matrix

router = Router(tags=["watch"])


class LogRow(Strict):
    """A line of a watch log; `significant` is when it became a significant event, null for never."""

    id: int
    office: str
    happened_at: dt.datetime
    text: str
    significant: dt.datetime | None
    event: str | None
    corrects: int | None


class LogList(Strict):
    """Some lines, in the order in which they were written."""

    items: list[LogRow]
    next: int | None


class LogIn(Strict):
    """A line for the own office's log; without a moment it happened now."""

    text: str
    happened_at: dt.datetime | None = None
    corrects: int | None = None


class MarkIn(Strict):
    """The event that a line is joined to, null for none yet."""

    event: int | None = None


class ShiftRow(Strict):
    """A turn on the watch."""

    id: int
    office: str
    starts: dt.datetime
    ends: dt.datetime
    person: str
    leads: bool


class RotaIn(Strict):
    """Days, hours ("08.30-16.30, 16.30-00.30") and usernames' ids in their order."""

    first: dt.date
    days: int
    hours: str
    people: list[int]
    each: int = 1


class SheetRow(Strict):
    """A hand-over sheet; `sheet` is what stood when it was made."""

    id: int
    office: str
    made_at: dt.datetime
    word: str
    sheet: dict[str, Any]
    accepted_at: dt.datetime | None
    remark: str


class WordIn(Strict):
    """The last word, or the successor's remark."""

    word: str = ""


class DayRow(Strict):
    """A place's day: state is normal, something, silent or waiting."""

    office: str
    area: str
    day: dt.date
    state: Literal["normal", "something", "silent", "waiting"]
    late: bool
    report: int | None


class DayIn(Strict):
    """The own place's word on a day."""

    day: dt.date | None = None
    normal: bool
    text: str = ""


class DayOut(Strict):
    """What a place said."""

    id: int
    office: str
    day: dt.date
    normal: bool
    text: str
    sent_at: dt.datetime


class UrgentRow(Strict):
    """One person to be told of an event, with the receipt."""

    id: int
    event: str
    role: str
    channel: str
    due_at: dt.datetime
    read_at: dt.datetime | None
    read_how: str


class Raised(Strict):
    """How many people are on the event's list now."""

    event: str
    people: int


class ClaimRow(Strict):
    """News that may be false, with both clocks."""

    id: int
    text: str
    event: str | None
    check_by: dt.datetime
    verdict: str
    evidence: str
    correct_by: dt.datetime | None
    correction: str
    corrected_where: str
    corrected_at: dt.datetime | None


class ClaimIn(Strict):
    """What the news claims."""

    text: str
    event: int | None = None


class VerdictIn(Strict):
    """What the check found, with the evidence."""

    verdict: Literal["true", "false", "distorted", "open"]
    evidence: str


class CorrectionIn(Strict):
    """The correction that went out, and where."""

    correction: str
    where: str


class DailyRow(Strict):
    """The centre's frozen report of a day."""

    day: dt.date
    since: dt.datetime
    until: dt.datetime
    sheet: dict[str, Any]


def log_row(one: LogEntry) -> dict[str, Any]:
    """Return a line for a script."""
    return {
        "id": one.pk, "office": one.office.code, "happened_at": one.happened_at, "text": one.text,
        "significant": one.marked_at, "event": one.event.code if one.event else None, "corrects": one.corrects_id,
    }  # fmt: skip


@router.get("/watch/log", response=answers(LogList))
def watch_log(request: HttpRequest, limit: Limit, after: After, office: str = "") -> dict[str, Any]:
    """List the log of the offices that your seat reads; `office`, one office's code."""
    rows = LogEntry.objects.visible_to(actor_of(request)).select_related("office", "event").order_by("pk")
    rows = rows.filter(office__code=office) if office else rows
    shown, more = split_page((rows.filter(pk__gt=after) if after else rows)[: limit + 1], limit)
    return {"items": [log_row(one) for one in shown], "next": more}


@router.post("/watch/log", response=answers(LogRow))
def write_log(request: HttpRequest, told: LogIn) -> dict[str, Any]:
    """Write a line into your office's log."""
    return log_row(act(request, WriteLog(text=told.text, happened_at=told.happened_at, corrects_id=told.corrects)))


@router.post("/watch/log/{pk}/mark", response=answers(LogRow))
def mark_log(request: HttpRequest, pk: int, told: MarkIn) -> dict[str, Any]:
    """Call a line a significant event."""
    return log_row(act(request, MarkLog(target_id=pk, event_id=told.event)))


def shift_row(one: Shift) -> dict[str, Any]:
    """Return a turn for a script."""
    return {
        "id": one.pk, "office": one.office.code, "starts": one.starts, "ends": one.ends,
        "person": one.person.full_name, "leads": one.leads,
    }  # fmt: skip


@router.get("/watch/rota", response=answers(list[ShiftRow]))
def watch_rota(request: HttpRequest, first: dt.date | None = None, days: int = 14) -> list[dict[str, Any]]:
    """List the turns of the offices that your seat reads, by default the next fourteen days."""
    start = dt.datetime.combine(first or timezone.localdate(), dt.time(), timezone.get_current_timezone())
    rows = Shift.objects.visible_to(actor_of(request)).filter(starts__gte=start)
    rows = rows.filter(starts__lt=start + dt.timedelta(days=min(max(days, 1), 62)))
    return [shift_row(one) for one in rows.select_related("office", "person")[:2000]]


@router.post("/watch/rota", response=answers(ShiftRow))
def plan_rota(request: HttpRequest, told: RotaIn) -> dict[str, Any]:
    """Plan some days of your office's rota; answers with the first turn."""
    made = PlanRota(first=told.first, days=told.days, hours=told.hours, people=told.people, each=told.each)
    return shift_row(act(request, made))


def sheet_row(one: HandOver) -> dict[str, Any]:
    """Return a hand-over sheet for a script."""
    return {
        "id": one.pk, "office": one.office.code, "made_at": one.made_at, "word": one.word, "sheet": one.sheet,
        "accepted_at": one.accepted_at, "remark": one.remark,
    }  # fmt: skip


@router.post("/watch/hand-over", response=answers(SheetRow))
def make_hand_over(request: HttpRequest, told: WordIn) -> dict[str, Any]:
    """Hand your office's watch over."""
    return sheet_row(act(request, MakeHandOver(word=told.word)))


@router.get("/watch/hand-over/{pk}", response=answers(SheetRow))
def hand_over(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Return a hand-over sheet."""
    return sheet_row(one_or_404(HandOver.objects.visible_to(actor_of(request)).select_related("office").filter(pk=pk)))


@router.post("/watch/hand-over/{pk}/accept", response=answers(SheetRow))
def accept_hand_over(request: HttpRequest, pk: int, told: WordIn) -> dict[str, Any]:
    """Accept the watch."""
    return sheet_row(act(request, AcceptHandOver(target_id=pk, remark=told.word)))


@router.get("/watch/days", response=answers(list[DayRow]))
def watch_days(request: HttpRequest, to: dt.date | None = None, days: int = 14) -> list[dict[str, Any]]:
    """List the days of every place that your seat reads, the newest first; silence is a row."""
    rows = matrix(actor_of(request), to or timezone.localdate(), min(max(days, 1), 31))
    return [
        {
            "office": row.office.code, "area": row.office.area.code, "day": cell.day, "state": cell.state,
            "late": cell.late, "report": cell.report,
        }
        for row in rows
        for cell in row.cells
    ]  # fmt: skip


def day_row(one: DayReport) -> dict[str, Any]:
    """Return a place's word for a script."""
    return {
        "id": one.pk, "office": one.office.code, "day": one.day, "normal": one.is_normal, "text": one.text,
        "sent_at": one.sent_at,
    }  # fmt: skip


@router.post("/watch/days", response=answers(DayOut))
def report_day(request: HttpRequest, told: DayIn) -> dict[str, Any]:
    """Say how the day of your place was."""
    return day_row(act(request, ReportDay(day=told.day, is_normal=told.normal, text=told.text)))


def urgent_row(one: Urgent) -> dict[str, Any]:
    """Return a receipt for a script; who it is stays on the page."""
    return {
        "id": one.pk, "event": one.event.code, "role": one.rung.role, "channel": one.rung.channel,
        "due_at": one.due_at, "read_at": one.read_at, "read_how": one.read_how,
    }  # fmt: skip


@router.get("/watch/urgent", response=answers(list[UrgentRow]))
def watch_urgent(request: HttpRequest, event: int | None = None) -> list[dict[str, Any]]:
    """List the urgent reports that wait for a receipt; with `event` all of that event's."""
    rows = Urgent.objects.visible_to(actor_of(request)).select_related("event", "rung")
    rows = rows.filter(event_id=event) if event is not None else rows.unread()
    return [urgent_row(one) for one in rows.order_by("due_at")[:500]]


@router.post("/watch/urgent/event/{pk}", response=answers(Raised))
def raise_urgent(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Tell everybody on the ladder of an event's severity."""
    event = act(request, RaiseUrgent(target_id=pk))
    return {"event": event.code, "people": Urgent.objects.filter(event=event).count()}


@router.post("/watch/urgent/{pk}/confirm", response=answers(UrgentRow))
def confirm_urgent(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Confirm an urgent report: your own, or as the centre that telephoned."""
    return urgent_row(act(request, ConfirmUrgent(target_id=pk)))


def claim_row(one: Claim) -> dict[str, Any]:
    """Return a claim for a script."""
    return {
        "id": one.pk, "text": one.text, "event": one.event.code if one.event else None, "check_by": one.check_by,
        "verdict": one.verdict, "evidence": one.evidence, "correct_by": one.correct_by, "correction": one.correction,
        "corrected_where": one.corrected_where, "corrected_at": one.corrected_at,
    }  # fmt: skip


@router.get("/watch/claims", response=answers(list[ClaimRow]))
def watch_claims(request: HttpRequest) -> list[dict[str, Any]]:
    """List news that may be false, the newest first."""
    rows = Claim.objects.visible_to(actor_of(request)).select_related("event")
    return [claim_row(one) for one in rows[:500]]


@router.post("/watch/claims", response=answers(ClaimRow))
def ask_check(request: HttpRequest, told: ClaimIn) -> dict[str, Any]:
    """Ask for a check; its clock starts."""
    return claim_row(act(request, AskCheck(text=told.text, event_id=told.event)))


@router.post("/watch/claims/{pk}/verdict", response=answers(ClaimRow))
def judge_claim(request: HttpRequest, pk: int, told: VerdictIn) -> dict[str, Any]:
    """Say what the check found."""
    return claim_row(act(request, JudgeClaim(target_id=pk, verdict=told.verdict, evidence=told.evidence)))


@router.post("/watch/claims/{pk}/correction", response=answers(ClaimRow))
def correct_claim(request: HttpRequest, pk: int, told: CorrectionIn) -> dict[str, Any]:
    """Note the correction that went out."""
    return claim_row(act(request, CorrectClaim(target_id=pk, correction=told.correction, where=told.where)))


@router.get("/watch/daily/{day}", response=answers(DailyRow))
def daily_sheet(request: HttpRequest, day: dt.date) -> dict[str, Any]:
    """Return the centre's frozen report of a day."""
    one = one_or_404(DaySheet.objects.filter(day=day))
    return {"day": one.day, "since": one.since, "until": one.until, "sheet": one.sheet}
