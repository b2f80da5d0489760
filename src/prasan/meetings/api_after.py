"""Minutes and letters of a meeting over the API: the same door as the pages."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router

from prasan.meetings import beside_after
from prasan.meetings import commands as c
from prasan.meetings.after import flow
from prasan.meetings.after.content import as_read
from prasan.meetings.finding import found_briefing
from prasan.meetings.models import Letter, Minutes
from prasan.meetings.pages.common_after import covered
from prasan.meetings.pages.letters import found_letter
from prasan.meetings.pages.minutes import found_minutes
from prasan.platform.commands import Command, Refused
from prasan.platform.web.api import Strict, act, answers
from prasan.platform.web.asking import actor_of

router = Router(tags=["meetings"])


class MinutesDetail(Strict):
    """Minutes; `content` is the whole document as data, null where it is covered by its class."""

    id: int
    meeting: int
    state: Literal["draft", "checked", "approved", "certified"]
    edition: int
    digest: str
    checked_at: dt.datetime | None
    approved_at: dt.datetime | None
    circulated_until: dt.date | None
    certified_how: Literal["", "meeting", "circulation"]
    certified_in: int | None
    certified_at: dt.datetime | None
    content: dict[str, Any] | None


class LetterDetail(Strict):
    """A letter; number and date come from e-Saraban, words are empty where its class covers them."""

    id: int
    meeting: int
    form: Literal["memo", "outside", "order"]
    state: Literal["draft", "numbered", "signed", "dropped"]
    to: str
    subject: str
    body: str
    items: list[str]
    directives: list[int]
    classification: int
    official_no: str
    official_date: dt.date | None
    signed: int | None


class LetterList(Strict):
    """The letters of a meeting, the newest first."""

    items: list[LetterDetail]


class NumberAnswer(Strict):
    """A letter with its number, and the directives that did not take it, each with the reason."""

    letter: LetterDetail
    refused: list[str]


class ReopenIn(Strict):
    """What has to be corrected."""

    reason: str


class EditionIn(Strict):
    """The edition that the chair read."""

    edition: int


class CirculateIn(Strict):
    """The last day for answers."""

    until: dt.date


class OpinionIn(Strict):
    """Agreed, or what is to be corrected."""

    agrees: bool
    text: str = ""


class CertifyIn(Strict):
    """The later meeting that certified them; null: by circulation."""

    meeting: int | None = None


class LetterWordsIn(Strict):
    """The words of a draft."""

    to: str
    subject: str
    body: str


class LetterNumberIn(Strict):
    """Number and date from e-Saraban; `directives`: enter them for the directives too."""

    official_no: str
    official_date: dt.date
    directives: bool = False


def _found(request: HttpRequest, briefing: int) -> Minutes:
    found = found_minutes(found_briefing(actor_of(request), briefing))
    if found is None:
        raise Refused(_("ยังไม่มีรายงานการประชุมนี้"), status=404)
    return found


def _minutes(one: Minutes, actor: Any) -> dict[str, Any]:
    hidden = covered(actor, one.briefing.classification)
    as_read(actor, one)
    same = (
        "state", "edition", "digest", "checked_at", "approved_at", "circulated_until", "certified_how", "certified_at",
    )  # fmt: skip
    told = {name: getattr(one, name) for name in same}
    rest = {"certified_in": one.certified_in_id, "content": None if hidden else one.content}
    return {"id": one.pk, "meeting": one.briefing_id, **told, **rest}


def _letter(one: Letter, actor: Any) -> dict[str, Any]:
    hidden = covered(actor, max(one.classification, one.briefing.classification))
    words = {name: "" if hidden else getattr(one, name) for name in ("to", "subject", "body")}
    return {
        "id": one.pk, "meeting": one.briefing_id, "form": one.form, "state": one.state, **words,
        "items": [] if hidden else [item["text"] for item in one.items], "directives": one.directives,
        "classification": one.classification, "official_no": one.official_no, "official_date": one.official_date,
        "signed": one.signed_id,
    }  # fmt: skip


def _do(request: HttpRequest, briefing: int, command: Command[Any]) -> dict[str, Any]:
    act(request, command)
    return _minutes(_found(request, briefing), actor_of(request))


@router.get("/meetings/{briefing}/minutes", response=answers(MinutesDetail))
def meeting_minutes(request: HttpRequest, briefing: int) -> dict[str, Any]:
    """Return the minutes of a meeting."""
    return _minutes(_found(request, briefing), actor_of(request))


@router.post("/meetings/{briefing}/minutes/draft", response=answers(MinutesDetail))
def draft_minutes(request: HttpRequest, briefing: int) -> dict[str, Any]:
    """Draft the minutes of a closed meeting, or make the draft again from how things stand now."""
    actor = actor_of(request)
    meeting = found_briefing(actor, briefing)
    found = found_minutes(meeting)
    flow.draft_minutes(actor, meeting) if found is None else flow.refresh_minutes(actor, found)
    return _minutes(_found(request, briefing), actor)


@router.post("/meetings/{briefing}/minutes/check", response=answers(MinutesDetail))
def check_minutes(request: HttpRequest, briefing: int) -> dict[str, Any]:
    """Say that the minutes are right."""
    return _do(request, briefing, c.CheckMinutes(target_id=_found(request, briefing).pk))


@router.post("/meetings/{briefing}/minutes/approve", response=answers(MinutesDetail))
def approve_minutes(request: HttpRequest, briefing: int, told: EditionIn) -> dict[str, Any]:
    """Approve the minutes as their chair."""
    return _do(request, briefing, c.ApproveMinutes(target_id=_found(request, briefing).pk, edition=told.edition))


@router.post("/meetings/{briefing}/minutes/reopen", response=answers(MinutesDetail))
def reopen_minutes(request: HttpRequest, briefing: int, told: ReopenIn) -> dict[str, Any]:
    """Open the minutes again to be corrected."""
    return _do(request, briefing, c.ReopenMinutes(target_id=_found(request, briefing).pk, reason=told.reason))


@router.post("/meetings/{briefing}/minutes/circulate", response=answers(MinutesDetail))
def circulate_minutes(request: HttpRequest, briefing: int, told: CirculateIn) -> dict[str, Any]:
    """Send approved minutes round."""
    return _do(request, briefing, c.CirculateMinutes(target_id=_found(request, briefing).pk, until=told.until))


@router.post("/meetings/{briefing}/minutes/opinion", response=answers(MinutesDetail))
def give_opinion(request: HttpRequest, briefing: int, told: OpinionIn) -> dict[str, Any]:
    """Answer minutes sent round for your line."""
    found = _found(request, briefing)
    return _do(request, briefing, c.GiveOpinion(minutes_id=found.pk, agrees=told.agrees, text=told.text))


@router.post("/meetings/{briefing}/minutes/certify", response=answers(MinutesDetail))
def certify_minutes(request: HttpRequest, briefing: int, told: CertifyIn) -> dict[str, Any]:
    """Certify the minutes."""
    return _do(request, briefing, c.CertifyMinutes(target_id=_found(request, briefing).pk, in_id=told.meeting))


@router.get("/meetings/{briefing}/letters", response=answers(LetterList))
def meeting_letters(request: HttpRequest, briefing: int) -> dict[str, Any]:
    """Return the letters of a meeting."""
    actor = actor_of(request)
    meeting = found_briefing(actor, briefing)
    rows = Letter.objects.visible_to(actor).filter(briefing=meeting).select_related("briefing")
    return {"items": [_letter(one, actor) for one in rows[:200]]}


@router.post("/meetings/{briefing}/letters/draft", response=answers(LetterList))
def draft_letters(request: HttpRequest, briefing: int) -> dict[str, Any]:
    """Draft one letter for each addressee of directives that has none yet; answers those made now."""
    actor = actor_of(request)
    with transaction.atomic():
        made = flow.draft_letters(actor, found_briefing(actor, briefing))
    return {"items": [_letter(one, actor) for one in made]}


@router.post("/meeting-letters/{letter}", response=answers(LetterDetail))
def change_letter(request: HttpRequest, letter: int, told: LetterWordsIn) -> dict[str, Any]:
    """Change the words of a draft."""
    words = {"to": told.to, "subject_line": told.subject, "body": told.body}
    done = act(request, c.ChangeLetter(target_id=found_letter(actor_of(request), letter).pk, **words))
    return _letter(done, actor_of(request))


@router.post("/meeting-letters/{letter}/number", response=answers(NumberAnswer))
def number_letter(request: HttpRequest, letter: int, told: LetterNumberIn) -> dict[str, Any]:
    """Enter the number and date that e-Saraban gave."""
    actor = actor_of(request)
    with transaction.atomic():
        command = c.NumberLetter(
            target_id=found_letter(actor, letter).pk, official_no=told.official_no, official_date=told.official_date
        )
        done = act(request, command)
        refused = beside_after.set_official(actor, done) if told.directives else []
    return {"letter": _letter(done, actor), "refused": refused}


@router.post("/meeting-letters/{letter}/drop", response=answers(LetterDetail))
def drop_letter(request: HttpRequest, letter: int, told: ReopenIn) -> dict[str, Any]:
    """Give a draft up, with the reason."""
    done = act(request, c.DropLetter(target_id=found_letter(actor_of(request), letter).pk, reason=told.reason))
    return _letter(done, actor_of(request))
