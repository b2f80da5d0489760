"""Pages of people: the list of whom one's offices serve, one person with ties, what is masked."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.listings import LISTINGS, Choice, Column, Listing
from prasan.platform.vault.mask import masked
from prasan.platform.vault.pages import Hidden, reveal_page
from prasan.registers import policy_workers as may
from prasan.registers import queries_workers as queries
from prasan.registers.commands import AddTie, ChangeWorker, RevealWorker, UnlinkLine, WithdrawTie
from prasan.registers.commands.workers import REVEALABLE, look_before
from prasan.registers.forms_workers import ChangeForm, OfficeTieForm, initial_of
from prasan.registers.models import Glass, Tie, Worker
from prasan.registers.models.worker_words import DEFINITIONS, Employment, Section
from prasan.registers.pages.frame import (
    READ_WRITE,
    actor_of,
    allowed,
    carry_out,
    done,
    draw,
    history,
    journal_of,
)
from prasan.registers.workers.offers import offered

HIDDEN = {
    "id_number": gettext_lazy("เลขประจำตัว"), "phone": gettext_lazy("โทรศัพท์"), "contact": gettext_lazy("ที่อยู่หรืออีเมล"),
}  # fmt: skip


class AllWorkers(Listing):
    """The people whom one's offices serve, the newest first; no file is made of them, and no view kept."""

    name, title = "registers.workers", gettext_lazy("ทะเบียนแรงงาน")
    columns = (
        Column("number", gettext_lazy("หมายเลข"), "pk", kind="number"),
        Column("given", gettext_lazy("ชื่อ"), "given_name", personal="name"),
        Column("family", gettext_lazy("นามสกุล"), "family_name", personal="name", headed=False),
        Column("employment", gettext_lazy("สถานะการทำงาน"), "employment", choices=dict(Employment.choices)),
        Column("section", gettext_lazy("ประกันสังคม"), "section", choices=dict(Section.choices)),
        Column("home", gettext_lazy("อยู่ที่"), "home_area__name_th"),
        Column("office", gettext_lazy("ผู้ลงทะเบียน"), "office__name_th"),
    )
    filters = (
        Choice("employment", gettext_lazy("สถานะการทำงาน"), "employment", Employment.choices),
        Choice("section", gettext_lazy("ประกันสังคม"), "section", Section.choices),
    )
    order, size = "-pk", 25

    def rows(self, actor: Any) -> QuerySet[Worker]:
        """Return the people whom the actor reads."""
        return Worker.objects.served_by(actor).active()

    def prepare(self, row: dict[str, Any], actor: Any) -> dict[str, Any]:
        """Add the person's address."""
        row["url"] = reverse("worker", args=[row["pk"]])
        return row


def worker_or_404(request: HttpRequest, pk: int, *, served: bool = False) -> Worker:
    """Return a person whom the reader reads (`served`: for whom they may do something); 404 otherwise."""
    people = Worker.objects.served_by(actor_of(request)) if served else Worker.objects.visible_to(actor_of(request))
    rows = people.select_related("home_area", "work_area", "office")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


@require_http_methods(READ_WRITE)
def workers(request: HttpRequest) -> HttpResponse:
    """List the people whom one's offices serve; a search is posted, so that no number stands in an address."""
    actor = actor_of(request)
    page = LISTINGS["registers.workers"].page(actor, request.GET, request.path)
    asked = request.POST.get("q", "").strip()[:200]
    context = {
        "page": page, "asked": asked, "found": queries.found(actor, asked) if asked else None,
        "employments": [("", _("ทั้งหมด")), *Employment.choices], "sections": [("", _("ทั้งหมด")), *Section.choices],
        "may_register": may.can_serve(actor, None) is None, "may_load": actor.role in may.LOADERS,
        "may_glass": may.can_handle(actor, None) is None,
    }  # fmt: skip
    return draw(request, "workers", context)


@require_safe
def worker(request: HttpRequest, worker: int) -> HttpResponse:
    """Show one person: what is told, by which right which office uses it, and who looked."""
    found = worker_or_404(request, worker)
    return _shown(request, found, OfficeTieForm())


def _shown(request: HttpRequest, found: Worker, form: OfficeTieForm) -> HttpResponse:
    actor = actor_of(request)
    served = Worker.objects.served_by(actor).filter(pk=found.pk).exists()
    serves = served and may.can_serve(actor, found) is None
    handles = may.can_handle(actor, found) is None
    may_tie = handles and served and found.erased_at is None
    opened = None if served else Glass.objects.visible_to(actor).living().filter(worker=found).first()
    return draw(request, "worker", {
        "worker": found, "hidden": _hidden(found), "ties": found.ties.select_related("office", "recorded_by__person"),
        "definition": DEFINITIONS[found.definition].name if found.definition in DEFINITIONS else found.definition,
        "form": form, "may_change": serves and found.merged_into_id is None,
        "may_reveal": handles, "may_tie": may_tie, "history": history(request, found), "opened": opened,
        "journal": journal_of(found), "offers": offered(actor, found) if may_tie and not found.merged_into_id else [],
        "merges": found.taken_in.filter(undone_at=None).select_related("by__person") if serves else (),
    }, 422 if form.is_bound else 200)  # fmt: skip


def _hidden(found: Worker) -> list[Hidden]:
    """Return what is masked and told at all."""
    kinds = Worker.personal
    return [
        Hidden(name, str(HIDDEN[name]), masked(getattr(found, name), kinds[name]))
        for name in REVEALABLE
        if getattr(found, name)
    ]


@require_http_methods(READ_WRITE)
def worker_reveal(request: HttpRequest, worker: int) -> HttpResponse:
    """Show a number, telephone or line to somebody who says why."""
    found = worker_or_404(request, worker)
    back = reverse("worker", args=[found.pk])
    return reveal_page(request, RevealWorker, found, _hidden(found), title=str(found), back=back)


@require_http_methods(READ_WRITE)
def worker_change(request: HttpRequest, worker: int) -> HttpResponse:
    """Change what is told of a person."""
    found = worker_or_404(request, worker, served=True)
    allowed(may.can_serve(actor_of(request), found))
    form = ChangeForm(request.POST or None, initial=_without_hidden(found))
    form.leave({name for name in REVEALABLE if not getattr(found, name)})
    if form.is_valid():
        told = form.told()
        for name in REVEALABLE:  # what is masked is changed by typing it anew, never shown; emptied when that is ticked
            if not told[name] and name not in form.emptied():
                told.pop(name)
                told.pop("id_kind", None) if name == "id_number" else None
        if _looked_and_changed(request, form, found, told):
            return done(request, _("แก้ไขแล้ว"), reverse("worker", args=[found.pk]))
    context = {"worker": found, "form": form, "places": queries.places(actor_of(request))}
    return draw(request, "worker_change", context, 422 if form.is_bound else 200)


def _looked_and_changed(request: HttpRequest, form: ChangeForm, found: Worker, told: dict[str, Any]) -> bool:
    """Change, after the look that another number asks for; a rule that speaks against it stands at its field."""
    try:
        check = look_before(actor_of(request), found, told)
    except RuleBroken as broken:
        form.add_error(broken.field if broken.field in form.fields else None, str(broken.text))
        return False
    return carry_out(request, form, ChangeWorker(target_id=found.pk, told=told, check_id=check)) is not None


def _without_hidden(found: Worker) -> dict[str, Any]:
    return initial_of(found) | dict.fromkeys(REVEALABLE, "")


@require_POST
def worker_line(request: HttpRequest, worker: int) -> HttpResponse:
    """Note that the person wants nothing by LINE any more; nobody can type an account here."""
    found = worker_or_404(request, worker, served=True)
    perform(actor_of(request), UnlinkLine(target_id=found.pk))
    return done(request, _("เลิกแจ้งทาง LINE แล้ว มีผลทันที"), reverse("worker", args=[found.pk]))


@require_POST
def worker_tie(request: HttpRequest, worker: int) -> HttpResponse:
    """Tie an office to a person."""
    found = worker_or_404(request, worker, served=True)
    form = OfficeTieForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        told = {name: given[name] for name in ("purpose", "ground", "notice_version")}
        command = AddTie(worker_id=found.pk, office_id=given["office"], **told)
        if carry_out(request, form, command) is not None:
            return done(request, _("เพิ่มฐานการใช้ข้อมูลแล้ว"), reverse("worker", args=[found.pk]))
    return _shown(request, found, form)


@require_POST
def worker_tie_withdraw(request: HttpRequest, tie: int) -> HttpResponse:
    """Withdraw a tie; where it was the reader's only one, the person is out of sight from now on."""
    actor = actor_of(request)
    gone: Tie = perform(actor, WithdrawTie(target_id=tie))
    seen = Worker.objects.visible_to(actor).filter(pk=gone.worker_id).exists()
    return done(request, _("ถอนแล้ว มีผลทันที"), reverse("worker", args=[gone.worker_id]) if seen else reverse("workers"))
