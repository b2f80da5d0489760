"""What helps to issue and to answer over the API: sentences read into proposals, names, evidence with an answer."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from django.http import HttpRequest
from ninja import File, Form
from ninja.files import UploadedFile
from pydantic import Field

from prasan.directives import commands as c
from prasan.directives import policy as may
from prasan.directives import proposals, suggestions
from prasan.directives.api import DirectiveDetail, DueKind, whole_of
from prasan.directives.api_verbs import DirectiveAnswerIn, router
from prasan.directives.finding import found_directive
from prasan.directives.forms import EVERY_PROVINCE
from prasan.directives.proposals import Proposal
from prasan.platform.commands import Refused
from prasan.platform.web.api import Strict, act, answers

__all__ = ["router"]


class SentencesIn(Strict):
    """Sentences to be read; deadlines count from now."""

    text: str


class DirectiveProposal(Strict):
    """What one directive was read as, in the fields of `POST /directives` or, for guidance, of `POST /guidance`.

    `due_kind` is empty where no deadline is said; `notes` tell what could not be put into a field.
    """

    kind: Literal["directive", "guidance"]
    text: str
    lead: str
    co: list[str]
    outside: list[str]
    areas: list[str]
    split: bool
    due_kind: DueKind | Literal[""]
    due_amount: int
    due_day: dt.date | None
    every: Literal["", "week", "month"]
    report_back: bool
    review_on: dt.date | None
    notes: list[str]


class DirectiveProposals(Strict):
    """Proposals in the order of the text; `rest` is what was left to be read next."""

    items: list[DirectiveProposal]
    rest: str = Field(description="empty when the whole text was read")


class Suggestion(Strict):
    """A name as the fields of the forms take it, and what tells it from others."""

    value: str
    about: str


class Suggestions(Strict):
    """Some names, the closest first."""

    items: list[Suggestion]


def proposal_row(one: Proposal) -> dict[str, Any]:
    """Return a proposal for a script, offices and areas as codes."""
    same = ("kind", "text", "outside", "split", "due_kind", "due_amount", "due_day", "every", "report_back",
            "review_on", "notes")  # fmt: skip
    everywhere = one.everywhere and one.split
    return {name: getattr(one, name) for name in same} | {
        "lead": one.lead.code if one.lead else "", "co": [office.code for office in one.co],
        "areas": [EVERY_PROVINCE] if everywhere else [area.code for area in one.areas],
    }  # fmt: skip


@router.post("/directive-proposals", response=answers(DirectiveProposals))
def read_directive_sentences(request: HttpRequest, told: SentencesIn) -> dict[str, Any]:
    """Read sentences into proposals; nothing is issued."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    if not actor.has(*may.GIVERS):
        raise Refused(may.GIVERS_ONLY)
    found, rest = proposals.read(told.text)
    return {"items": [proposal_row(one) for one in found], "rest": rest}


@router.get("/directive-suggestions", response=answers(Suggestions))
def directive_suggestions(
    request: HttpRequest, q: str = "", kind: Literal["office", "area"] = "office"
) -> dict[str, Any]:
    """Suggest names of offices or areas for what is being typed; at most nine."""
    return {"items": suggestions.areas(q) if kind == "area" else suggestions.offices(q)}


@router.post("/directives/{pk}/answer-with-files", response=answers(DirectiveDetail))
def answer_directive_with_files(
    request: HttpRequest, pk: int, files: File[list[UploadedFile]], told: Form[DirectiveAnswerIn]
) -> dict[str, Any]:
    """Report what was done with the pictures and PDF that prove it: a form, at most five files."""
    uploads = [(file.name or "", file) for file in files]
    act(request, c.SendAnswer(target_id=pk, text=told.text, evidence=told.evidence, uploads=uploads))
    actor: Any = request.actor  # type: ignore[attr-defined]
    return whole_of(found_directive(actor, pk), actor)
