"""The letters of a meeting: drafts, numbers from e-Saraban, signed copies; and the message to the public."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from prasan.meetings import beside_after
from prasan.meetings import commands as c
from prasan.meetings import policy as may
from prasan.meetings.after import files, flow
from prasan.meetings.after.public import public_draft
from prasan.meetings.finding import found_briefing
from prasan.meetings.models import Briefing, Letter
from prasan.meetings.pages.common import page
from prasan.meetings.pages.common_after import covered, day_of, file, must_read
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.web.asking import actor_of

STATUS = {"draft": "late", "numbered": "info", "signed": "done", "dropped": "not_applicable"}
"""The shape beside each state of a letter."""
MOST = 100


def found_letter(actor: Any, pk: int) -> Letter:
    """Return a letter that the actor reads, with what its paper names; Refused 404 otherwise. One query."""
    rows = Letter.objects.visible_to(actor).select_related(
        "briefing__organiser", "briefing__chair__person", "briefing__chair__office", "to_office", "signed"
    )
    found = rows.defer("briefing__organiser__grams", "briefing__chair__office__grams").filter(pk=pk).first()
    if found is None:
        raise Refused(_("ไม่พบหนังสือนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


@require_safe
def letters(request: HttpRequest, briefing: int) -> HttpResponse:
    """Show the letters of a meeting."""
    return _show(request, found_briefing(actor_of(request), briefing))


def _show(request: HttpRequest, briefing: Briefing, error: RuleBroken | None = None) -> HttpResponse:
    actor = actor_of(request)
    rows = Letter.objects.visible_to(actor).filter(briefing=briefing).select_related("signed")
    told = request.POST.dict()
    context = {
        "one": briefing, "letters": list(rows[:MOST]), "shapes": STATUS, "told": told, "about": told.get("letter", ""),
        "covered": [row.pk for row in rows if covered(actor, max(row.classification, briefing.classification))],
        "error": str(error.text) if error else "", "field": error.field if error else "",
        "may_write": may.can_prepare(actor, briefing) is None and briefing.state in {"running", "closed"},
    }  # fmt: skip
    return page(request, "letters", context, 409 if error else 200)


def _number(actor: Any, letter: Letter, request: HttpRequest) -> None:
    """Enter number and date, and where it was asked for, for the directives too: all or nothing of the letter."""
    told = request.POST
    day = day_of(told.get("official_date", ""), "official_date")
    with transaction.atomic():
        done = perform(
            actor, c.NumberLetter(target_id=letter.pk, official_no=told.get("official_no", ""), official_date=day)
        )
        refused = beside_after.set_official(actor, done) if told.get("directives") else []
    for words in refused:
        messages.warning(request, _("ยังไม่ได้ใส่เลขที่หนังสือในข้อสั่งการ %(what)s") % {"what": words})


def _attach(actor: Any, letter: Letter, request: HttpRequest) -> None:
    upload: Any = request.FILES.get("file")
    name = upload.name if upload is not None else ""
    perform(actor, c.AttachLetter(target_id=letter.pk, upload=upload, file_name=name))


def _change(actor: Any, letter: Letter, request: HttpRequest) -> None:
    words = {name: request.POST.get(name, "") for name in ("to", "subject_line", "body")}
    perform(actor, c.ChangeLetter(target_id=letter.pk, **words))


def _drop(actor: Any, letter: Letter, request: HttpRequest) -> None:
    perform(actor, c.DropLetter(target_id=letter.pk, reason=request.POST.get("reason", "")))


ACTS: dict[str, Callable[[Any, Letter, HttpRequest], None]] = {
    "change": _change, "number": _number, "attach": _attach, "drop": _drop,
}  # fmt: skip


def _draft(actor: Any, briefing: Briefing, request: HttpRequest) -> None:
    with transaction.atomic():
        made = flow.draft_letters(actor, briefing)
    if not made:
        raise RuleBroken(_("ไม่มีข้อสั่งการที่ยังไม่มีหนังสือ"))


@require_POST
def letters_do(request: HttpRequest, briefing: int) -> HttpResponse:
    """Do one of the verbs of letters; what was typed stays where it is refused."""
    actor = actor_of(request)
    meeting = found_briefing(actor, briefing)
    doing, about = request.POST.get("do", ""), request.POST.get("letter", "")
    try:
        if doing == "draft":
            _draft(actor, meeting, request)
        elif doing in ACTS and about.isdecimal():
            letter = found_letter(actor, int(about))
            if letter.briefing_id != meeting.pk:
                raise Refused(_("ไม่พบหนังสือนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
            ACTS[doing](actor, letter, request)
        else:
            raise RuleBroken(_("ไม่รู้จักคำสั่งนี้"))
    except RuleBroken as broken:
        return _show(request, meeting, broken)
    messages.success(request, _("บันทึกแล้ว"))
    return redirect("meeting_letters", briefing)


@require_safe
def letter_file(request: HttpRequest, letter: int, ending: str) -> HttpResponse:
    """Answer a letter as pdf or docx."""
    actor = actor_of(request)
    found = found_letter(actor, letter)
    if ending not in files.MIMES:
        raise Http404
    must_read(actor, found.briefing, found.classification)
    name = files.name_of(f"{found.get_form_display()} {found.to}", ending)
    return file(files.letter_file(found, ending), files.MIMES[ending], name)


@require_safe
def public_message(request: HttpRequest, briefing: int) -> HttpResponse:
    """Show the draft of a message to the public, for those who prepare the meeting."""
    actor = actor_of(request)
    meeting = found_briefing(actor, briefing)
    refused = may.can_prepare(actor, meeting)
    if refused is not None:
        raise Refused(refused)
    told = public_draft(meeting, beside_after.given_in(meeting))
    return page(request, "public_message", {"one": meeting, "draft": told})
