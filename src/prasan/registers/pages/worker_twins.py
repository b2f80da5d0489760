"""Pages about two entries of one person: who may be the same, the two side by side, merge, undo, tell apart."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.vault.mask import masked
from prasan.registers import policy_workers as may
from prasan.registers import queries_workers as queries
from prasan.registers.commands import MergeWorkers, TellApart, UndoMerge
from prasan.registers.commands.worker_unmerge import since
from prasan.registers.commands.workers import REVEALABLE
from prasan.registers.models import Merge, Worker
from prasan.registers.pages.frame import actor_of, allowed, done, draw
from prasan.registers.pages.workers import HIDDEN


def _served(request: HttpRequest, *numbers: int) -> list[Worker]:
    """Return people whom the reader serves, in the order of the numbers; 404 where one is not among them."""
    actor = actor_of(request)
    rows = Worker.objects.served_by(actor).active().select_related("home_area", "work_area", "office")
    found = rows.defer("home_area__boundary", "home_area__grams", "work_area__boundary", "work_area__grams").in_bulk(
        list(numbers)
    )
    if len(found) != len(set(numbers)) or len(set(numbers)) != len(numbers):
        raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    allowed(may.can_serve(actor, None))
    return [found[one] for one in numbers]


@require_safe
def worker_twins(request: HttpRequest, worker: int) -> HttpResponse:
    """List the entries in one's scope that are or may be the same person; a pair known as two people is left out."""
    (found,) = _served(request, worker)
    return draw(request, "worker_twins", {"worker": found, "twins": queries.twins(actor_of(request), found)})


@require_safe
def worker_compare(request: HttpRequest, worker: int, other: int) -> HttpResponse:
    """Show two entries side by side, masked, and what will be kept of them."""
    one, two = _served(request, worker, other)
    return draw(request, "worker_compare", {"one": one, "two": two, "lines": _lines(one, two)})


def _lines(one: Worker, two: Worker) -> list[tuple[str, str, str, bool]]:
    """Return (label, value of one, value of the other, differs) for each fact; numbers and lines masked."""
    shown: list[tuple[Any, Any]] = [
        (_("ชื่อและนามสกุล"), lambda row: row.full_name), (_("ชื่ออักษรโรมัน"), lambda row: row.name_latin),
        *((HIDDEN[name], _masked(name)) for name in REVEALABLE),
        (_("ปีเกิด"), _year),
        (_("เพศ"), lambda row: row.get_sex_display()), (_("สัญชาติ"), lambda row: row.nationality),
        (_("อยู่ที่"), lambda row: row.home_area.name if row.home_area else ""),
        (_("ทำงานที่"), lambda row: row.work_area.name if row.work_area else ""),
        (_("สถานะการทำงาน"), lambda row: row.get_employment_display()),
        (_("อาชีพ"), lambda row: row.get_occupation_display()),
        (_("ประกันสังคม"), lambda row: row.get_section_display()),
        (_("การคุ้มครองพิเศษ"), lambda row: row.get_protected_display()),
        (_("ผู้ลงทะเบียน"), lambda row: row.office.name),
    ]  # fmt: skip
    hidden = {str(HIDDEN[name]): name for name in REVEALABLE}
    found = []
    for label, read in shown:
        name = hidden.get(str(label))
        differs = getattr(one, name) != getattr(two, name) if name else read(one) != read(two)
        found.append((str(label), str(read(one) or "–"), str(read(two) or "–"), differs))
    return found


def _year(row: Worker) -> str:
    return _("พ.ศ. %(year)s") % {"year": row.birth_year + 543} if row.birth_year else ""


def _masked(name: str) -> Any:
    return lambda row: masked(getattr(row, name), Worker.personal[name])


@require_POST
def worker_merge(request: HttpRequest, worker: int, other: int) -> HttpResponse:
    """Take the other entry into this one."""
    perform(actor_of(request), MergeWorkers(kept_id=worker, gone_id=other))
    return done(request, _("รวมแล้ว ยกเลิกการรวมได้ที่หน้านี้"), reverse("worker", args=[worker]))


@require_POST
def worker_apart(request: HttpRequest, worker: int, other: int) -> HttpResponse:
    """Keep that two entries are two people; they are never asked about again."""
    perform(actor_of(request), TellApart(one_id=worker, other_id=other))
    return done(request, _("บันทึกแล้วว่าเป็นคนละคน จะไม่ถามอีก"), reverse("worker_twins", args=[worker]))


def _merge_or_404(request: HttpRequest, pk: int) -> Merge:
    rows = Merge.objects.visible_to(actor_of(request)).select_related("kept", "by__person")
    found: Merge | None = rows.filter(pk=pk, undone_at=None).first()
    if found is None:
        raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


@require_safe
def worker_unmerge(request: HttpRequest, merge: int) -> HttpResponse:
    """Ask before a merge is undone: what happened in between, and whose it is."""
    return _asked(request, _merge_or_404(request, merge), "")


def _asked(request: HttpRequest, found: Merge, wrong: str) -> HttpResponse:
    context = {"merge": found, "since": since(found), "wrong": wrong}
    return draw(request, "worker_unmerge", context, 409 if wrong else 200)


@require_POST
def worker_merge_undo(request: HttpRequest, merge: int) -> HttpResponse:
    """Undo a merge."""
    found = _merge_or_404(request, merge)
    try:
        perform(actor_of(request), UndoMerge(target_id=merge, whose=request.POST.get("whose", "")))
    except RuleBroken as broken:
        return _asked(request, found, str(broken.text))
    return done(request, _("ยกเลิกการรวมแล้ว ทั้งสองรายการกลับเป็นดังเดิม"), reverse("worker", args=[found.kept_id]))
