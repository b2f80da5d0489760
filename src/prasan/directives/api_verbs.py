"""The verbs of directives and guidance as API; the same door as the pages, on the router of `api.py`."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _
from pydantic import Field

from prasan.directives import commands as c
from prasan.directives import forms
from prasan.directives import policy as may
from prasan.directives.api import (
    DirectiveDetail,
    DueKind,
    GuidanceDetail,
    OriginName,
    router,
    whole_guidance,
    whole_of,
)
from prasan.directives.finding import found_directive, found_guidance
from prasan.directives.models import Addressee
from prasan.platform.commands import Command, Refused, RuleBroken
from prasan.platform.web.api import Strict, act, answers
from prasan.registers.models import Indicator


class GivenIn(Strict):
    """What both kinds are told; `giver` is the seat in whose name, your own where it is left out."""

    text: str
    giver: int | None = None
    origin: OriginName = "free"
    origin_ref: int | None = None
    origin_label: str = ""
    inspection_round: int | None = Field(None, description="1 briefing, 2 progress, 3 overall; of an inspection only")
    policy: int | None = None
    classification: int = 0


class DueIn(Strict):
    """A deadline: `due_amount` months, days or working hours by `due_kind`; `due_day` for a date."""

    due_kind: DueKind
    due_amount: int = 0
    due_day: dt.date | None = None


class DirectiveIn(GivenIn, DueIn):
    """A dated directive; offices and areas by code or name. `goal` is scaled as the indicator."""

    lead: str
    co: list[str] = []
    outside: list[str] = []
    areas: list[str] = []
    report_back: bool = True
    public_message: str = ""
    hotline_key: str = ""
    indicator: str = Field("", description="code")
    aim_area: str = ""
    bound: bool = False
    goal: int | None = None
    every: str = ""
    until: dt.date | None = None
    split: bool = False


class GuidanceIn(GivenIn):
    """Guidance to offices by code or name."""

    to: list[str]
    review_on: dt.date


class DirectiveWhyIn(Strict):
    """Why."""

    reason: str


class DirectiveAnswerIn(Strict):
    """What was done, and where its proof stands."""

    text: str
    evidence: str = ""


class MoveDueIn(DueIn):
    """Another deadline and why."""

    reason: str


class OfficialIn(Strict):
    """The letter's number and date; both empty takes them out."""

    official_no: str = ""
    official_date: dt.date | None = None


class ReplyIn(Strict):
    """How your office does it."""

    how: str


class RenewIn(DirectiveWhyIn):
    """What the review found, and the next date."""

    review_on: dt.date


def _given(told: GivenIn) -> dict[str, Any]:
    return {
        "text": told.text, "giver_id": told.giver, "origin": told.origin, "origin_ref": told.origin_ref,
        "origin_label": told.origin_label, "inspection_round": told.inspection_round, "policy_id": told.policy,
        "classification": told.classification,
    }  # fmt: skip


def _due(told: DueIn) -> dict[str, Any]:
    return {"due_kind": told.due_kind, "due_amount": told.due_amount, "due_day": told.due_day}


def _indicator(code: str) -> int | None:
    if not code:
        return None
    found = Indicator.objects.filter(Q(code=code)).values_list("pk", flat=True).first()
    if found is None:
        raise RuleBroken(_("ไม่พบตัวชี้วัดนี้ โปรดเลือกจากรายการ"), field="indicator")
    return found


def _do(request: HttpRequest, command: Command[Any]) -> dict[str, Any]:
    made = act(request, command)
    actor: Any = request.actor  # type: ignore[attr-defined]
    return whole_of(found_directive(actor, made.pk), actor)


@router.post("/directives", response=answers(DirectiveDetail))
def issue_directive(request: HttpRequest, told: DirectiveIn) -> dict[str, Any]:
    """Issue a dated directive."""
    lead = forms.offices_named([told.lead.strip()] if told.lead.strip() else [], "lead")
    aim = forms.areas_named([told.aim_area] if told.aim_area else [], "aim_area")
    same = ("report_back", "public_message", "hotline_key", "bound", "goal", "every", "until", "split", "outside")
    command = c.Issue(
        **_given(told), **_due(told), **{name: getattr(told, name) for name in same},
        lead_id=lead[0] if lead else None, co=forms.offices_named(told.co, "co"),
        areas=forms.areas_named(told.areas, "areas"), indicator_id=_indicator(told.indicator),
        aim_area_id=aim[0] if aim else None,
    )  # fmt: skip
    return _do(request, command)


@router.post("/directives/{pk}/acknowledge", response=answers(DirectiveDetail))
def acknowledge_directive(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Take it: from now on you answer for it."""
    return _do(request, c.Acknowledge(target_id=pk))


@router.post("/directives/{pk}/start", response=answers(DirectiveDetail))
def start_directive(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Begin the work."""
    return _do(request, c.Start(target_id=pk))


@router.post("/directives/{pk}/answer", response=answers(DirectiveDetail))
def answer_directive(request: HttpRequest, pk: int, told: DirectiveAnswerIn) -> dict[str, Any]:
    """Report what was done."""
    return _do(request, c.SendAnswer(target_id=pk, text=told.text, evidence=told.evidence))


@router.post("/directives/{pk}/close", response=answers(DirectiveDetail))
def close_directive(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Close it; never who answered."""
    return _do(request, c.Close(target_id=pk))


@router.post("/directives/{pk}/return", response=answers(DirectiveDetail))
def return_directive(request: HttpRequest, pk: int, told: DirectiveWhyIn) -> dict[str, Any]:
    """Send the answer back."""
    return _do(request, c.Return(target_id=pk, reason=told.reason))


@router.post("/directives/{pk}/withdraw", response=answers(DirectiveDetail))
def withdraw_directive(request: HttpRequest, pk: int, told: DirectiveWhyIn) -> dict[str, Any]:
    """Take it back, its open parts with it."""
    return _do(request, c.Withdraw(target_id=pk, reason=told.reason))


@router.post("/directives/{pk}/deadline", response=answers(DirectiveDetail))
def move_directive_due(request: HttpRequest, pk: int, told: MoveDueIn) -> dict[str, Any]:
    """Give another deadline, counted from now."""
    return _do(request, c.MoveDue(target_id=pk, reason=told.reason, **_due(told)))


@router.put("/directives/{pk}/official", response=answers(DirectiveDetail))
def set_directive_official(request: HttpRequest, pk: int, told: OfficialIn) -> dict[str, Any]:
    """Enter the number and date of the letter that carries it."""
    return _do(request, c.SetOfficial(target_id=pk, official_no=told.official_no, official_date=told.official_date))


@router.post("/directives/{pk}/stop-repeating", response=answers(DirectiveDetail))
def stop_repeating_directive(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Say that no next one comes."""
    return _do(request, c.StopRepeating(target_id=pk))


def _guidance(request: HttpRequest, pk: int) -> dict[str, Any]:
    actor: Any = request.actor  # type: ignore[attr-defined]
    return whole_guidance(found_guidance(actor, pk), actor)


def _own(request: HttpRequest, pk: int) -> int:
    """Return the row of the caller's office among the addressees."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    found = found_guidance(actor, pk)
    rows = Addressee.objects.current().filter(guidance=found, office_id=actor.office_id)
    row = rows.values_list("pk", flat=True).first()
    if row is None:
        raise Refused(may.ADDRESSEE_ONLY)
    return row


@router.post("/guidance", response=answers(GuidanceDetail))
def give_guidance(request: HttpRequest, told: GuidanceIn) -> dict[str, Any]:
    """Give guidance."""
    to = forms.offices_named(told.to, "to")
    return _guidance(request, act(request, c.GiveGuidance(**_given(told), to=to, review_on=told.review_on)).pk)


@router.post("/guidance/{pk}/acknowledge", response=answers(GuidanceDetail))
def acknowledge_guidance(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Say that your office has heard it."""
    act(request, c.AcknowledgeGuidance(target_id=_own(request, pk)))
    return _guidance(request, pk)


@router.post("/guidance/{pk}/answer", response=answers(GuidanceDetail))
def answer_guidance(request: HttpRequest, pk: int, told: ReplyIn) -> dict[str, Any]:
    """Say how your office does it."""
    act(request, c.AnswerGuidance(target_id=_own(request, pk), how=told.how))
    return _guidance(request, pk)


@router.post("/guidance/{pk}/renew", response=answers(GuidanceDetail))
def renew_guidance(request: HttpRequest, pk: int, told: RenewIn) -> dict[str, Any]:
    """Let it hold until a new review."""
    return _guidance(
        request, act(request, c.RenewGuidance(target_id=pk, reason=told.reason, review_on=told.review_on)).pk
    )


@router.post("/guidance/{pk}/end", response=answers(GuidanceDetail))
def end_guidance(request: HttpRequest, pk: int, told: DirectiveWhyIn) -> dict[str, Any]:
    """End it after its review."""
    return _guidance(request, act(request, c.EndGuidance(target_id=pk, reason=told.reason)).pk)


@router.post("/guidance/{pk}/withdraw", response=answers(GuidanceDetail))
def withdraw_guidance(request: HttpRequest, pk: int, told: DirectiveWhyIn) -> dict[str, Any]:
    """Take it back."""
    return _guidance(request, act(request, c.WithdrawGuidance(target_id=pk, reason=told.reason)).pk)


@router.put("/guidance/{pk}/official", response=answers(GuidanceDetail))
def set_guidance_official(request: HttpRequest, pk: int, told: OfficialIn) -> dict[str, Any]:
    """Enter the number and date of the letter that carries it."""
    command = c.SetGuidanceOfficial(target_id=pk, official_no=told.official_no, official_date=told.official_date)
    return _guidance(request, act(request, command).pk)
