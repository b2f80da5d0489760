"""The languages of the tracking page and the slip, for who keeps them: texts beside Thai, preview, release."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from prasan.directory.typed import day_of
from prasan.kernel.pagetexts import write_table
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.web.asking import actor_of
from prasan.referrals import commands as c
from prasan.referrals import policy as may
from prasan.referrals.commands.languages import MOST_BYTES, lines_of
from prasan.referrals.models import PageLanguage
from prasan.referrals.pages.common import page
from prasan.referrals.tracking import frame, sample, texts, tongues
from prasan.referrals.tracking.slip import PAPERS, slip

State = PageLanguage.State
STATUS = {State.DRAFT: "late", State.READ: "info", State.RELEASED: "done"}
"""The shape beside each state."""


def _keeps(request: HttpRequest) -> Any:
    actor = actor_of(request)
    if not actor.has(*may.LANGUAGE_KEEPERS):
        raise Refused(may.LANGUAGES_ONLY)
    return actor


def language_or_404(actor: Any, pk: int) -> PageLanguage:
    """Return a language that the actor reads: one query; Refused 404 otherwise."""
    found = PageLanguage.objects.visible_to(actor).select_related("texts_by__person").filter(pk=pk).first()
    if found is None:
        raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


@require_safe
def languages(request: HttpRequest) -> HttpResponse:
    """List the languages: state, how many of the texts, who read them and when."""
    rows = PageLanguage.objects.visible_to(_keeps(request))
    return page(request, "languages", {
        "languages": [(one, STATUS[State(one.state)], texts.coverage(one.texts)) for one in rows],
    })  # fmt: skip


@require_safe
def language(request: HttpRequest, language: int) -> HttpResponse:
    """Show the texts of a language beside the Thai ones, and what can be done with it."""
    actor = _keeps(request)
    return _show(request, language_or_404(actor, language))


def _show(request: HttpRequest, one: PageLanguage, error: RuleBroken | None = None) -> HttpResponse:
    moves = {move.name for move in c.READING.moves if one.state in move.sources}
    return page(request, "language", {
        "one": one, "status": STATUS[State(one.state)], "coverage": texts.coverage(one.texts), "moves": moves,
        "rows": [(thai, one.texts.get(thai, ""), part) for thai, part in texts.wanted().items()], "papers": PAPERS,
        "told": request.POST.dict(), "error": str(error.text) if error else "", "field": error.field if error else "",
    }, 409 if error else 200)  # fmt: skip


def _command(request: HttpRequest, one: PageLanguage) -> tuple[Any, str]:
    """Return the verb that a form asks for and what is said when it is done; raises RuleBroken."""
    told = {name: str(text).replace("\0", "") for name, text in request.POST.dict().items()}
    what, number = told.get("do", ""), told.get("version", "")
    version = int(number) if number.isascii() and number.isdecimal() and len(number) < 9 else 0
    if what == "texts":
        sent: Any = request.FILES.get("file")
        if sent is None:
            raise RuleBroken(_("โปรดเลือกไฟล์ CSV ของตารางข้อความ"), field="file")
        lines = lines_of(sent.read(MOST_BYTES + 1))
        return c.SetPageTexts(target_id=one.pk, lines=lines, version=version), _("บันทึกข้อความแล้ว ภาษานี้เป็นร่าง")
    if what == "read":
        on = day_of(told.get("on", ""), "on") if told.get("on", "").strip() else None
        command = c.MarkLanguageRead(target_id=one.pk, reader=told.get("reader", ""), on=on, version=version)
        return command, _("บันทึกว่าเจ้าของภาษาอ่านแล้ว")
    if what == "release":
        return c.ReleaseLanguage(target_id=one.pk, version=version), _("เผยแพร่แล้ว ประชาชนเลือกภาษานี้ได้ทันที")
    if what == "withdraw":
        return c.WithdrawLanguage(target_id=one.pk, reason=told.get("reason", "")), _("ถอนภาษานี้จากประชาชนแล้ว")
    raise RuleBroken(_("ไม่รู้จักคำสั่งนี้"))


@require_POST
def language_do(request: HttpRequest, language: int) -> HttpResponse:
    """Take a table of texts, note that a native speaker read them, release or withdraw."""
    actor = _keeps(request)
    one = language_or_404(actor, language)
    try:
        command, done = _command(request, one)
        perform(actor, command)
    except RuleBroken as broken:
        return _show(request, language_or_404(actor, language), broken)
    messages.success(request, done)
    return redirect("language", one.pk)


@require_safe
def language_texts(request: HttpRequest, language: int) -> HttpResponse:
    """Answer the texts as CSV: every Thai one, with what the language has for it."""
    one = language_or_404(_keeps(request), language)
    answer = HttpResponse(table_of(one), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="page-texts-{one.code}.csv"'
    return answer


def table_of(one: PageLanguage) -> bytes:
    """Return the texts of a language as CSV."""
    return write_table((thai, one.texts.get(thai, "")) for thai in texts.wanted())


@frame.private
@require_safe
def language_preview(request: HttpRequest, language: int) -> HttpResponse:
    """Show the tracking page in a language, with a made-up case; to who keeps the languages alone."""
    one = language_or_404(_keeps(request), language)
    which = "case" if request.GET.get("page") == "case" else "open"
    have, all_of_them = texts.coverage(one.texts)
    told = {"name": one.name, "state": one.get_state_display(), "have": have, "all": all_of_them}
    mark = _("ตัวอย่างสำหรับเจ้าหน้าที่: %(name)s · %(state)s · มีคำแปล %(have)s จาก %(all)s ข้อความ ที่ขาดแสดงเป็นภาษาอังกฤษ")
    context = (sample.case() if which == "case" else {"languages": tongues.OWN}) | {"preview": mark % told}
    answer = frame.page(request, f"track/{which}", context, tongue=tongues.tongue(one))
    answer["Content-Security-Policy"] = frame.POLICY % "'none'"  # its forms are to be looked at
    return answer


@require_safe
def language_slip(request: HttpRequest, language: int) -> HttpResponse:
    """Answer a slip of a made-up case in a language, to look at before its release."""
    one = language_or_404(_keeps(request), language)
    paper = request.GET.get("paper", "")
    made = slip(sample.slip_case(), paper if paper in PAPERS else "80mm", tongue=tongues.tongue(one))
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="slip-{one.code}.pdf"'
    answer["Cache-Control"] = "no-store, private"
    return answer
