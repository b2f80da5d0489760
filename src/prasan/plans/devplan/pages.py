"""Pages of the development plans: the country, one province, one line, and files that bring lines."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.directory.models import Area, AreaGroup, Membership
from prasan.directory.places import places as said
from prasan.kernel.fiscal import fiscal_year
from prasan.plans.devplan import queries
from prasan.plans.devplan.commands import (
    AddDevLine,
    ChangeDevLine,
    LinkDevLine,
    MoveDevLine,
    RemoveDevLine,
    linkable,
)
from prasan.plans.devplan.forms import LineForm, StepForm
from prasan.plans.devplan.policy import can_keep_line
from prasan.plans.models import DevLine
from prasan.plans.pages.common import key_of, page
from prasan.plans.pages.lists import place_of, places
from prasan.plans.pages.words import baht
from prasan.plans.rules import Incomplete
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.web.asking import actor_of

READ_WRITE = ["GET", "HEAD", "POST"]


def year_of(request: HttpRequest) -> int:
    """Return the fiscal year that is asked for, else today's."""
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdigit() and 2500 <= int(asked[:4]) <= 2700 and len(asked) == 4 else now()


def now() -> int:
    """Return today's fiscal year."""
    return fiscal_year(timezone.localdate())


def years() -> list[tuple[int, str]]:
    """Return the fiscal years to choose from, those to come first."""
    return [(one, str(one)) for one in range(now() + 4, now() - 3, -1)]


def keeps(actor: Any) -> list[tuple[str, str]]:
    """Return the plans that an actor keeps: its province's, those of the groups it leads."""
    return [one for one in places(actor) if not one[0].startswith("agency:")]


def words() -> dict[str, str]:
    """Return the word of each state, the gap among them."""
    return {**{code: str(word) for code, word in DevLine.State.choices}, queries.GAP: _("ยังไม่มีในแผน")}


@require_safe
def dev_nation(request: HttpRequest) -> HttpResponse:
    """Show which ordered item stands where in which province; `?item=&state=` narrows to some provinces."""
    actor, year = actor_of(request), year_of(request)
    must_read(actor)
    found = queries.country(actor, year)
    item, state = request.GET.get("item", ""), request.GET.get("state", "")
    narrowed = any(one.pk == item for one in found.items) and state in words()
    shown = [one for one in found.areas if not narrowed or found.state(one.pk, item) == state]
    context = {
        "year": year, "years": years(), "country": found, "areas": shown, "narrowed": narrowed, "item": item,
        "counted": said([one.code for one in shown]),
        "state": state, "words": words(), "status": queries.STATUS, "order": (*queries.ORDER, queries.GAP),
        "counts": {one.pk: found.counts(one.pk) for one in found.items}, "keeps": bool(keeps(actor)),
        "item_name": next((one.name for one in found.items if one.pk == item), ""),
    }  # fmt: skip
    return page(request, "dev_nation", context)


def must_read(actor: Any) -> None:
    """Refuse a seat that reads no plans."""
    if not DevLine.objects.visible_to(actor).query.is_empty():
        return
    raise Refused(_("ตำแหน่งของท่านไม่ได้อ่านแผนพัฒนาจังหวัด"))


@require_safe
def dev_province(request: HttpRequest, area: str) -> HttpResponse:
    """Show one province: the ordered items, every line of its plan and its groups' with what is being done."""
    actor, year = actor_of(request), year_of(request)
    must_read(actor)
    found = Area.objects.provinces().filter(code=area).defer("boundary", "grams").first()
    if found is None:
        raise Refused(_("ไม่พบจังหวัดนี้"), status=404)
    day = timezone.localdate()
    mine = Membership.objects.on(day).filter(area_id=found.pk, group__kind="province-group").select_related("group")
    groups: list[AreaGroup] = [one.group for one in mine]
    lines = queries.lines_of(actor, year, area_id=found.pk)
    context = {
        "area": found, "year": year, "years": years(), "lines": lines, "words": words(), "status": queries.STATUS,
        "standings": queries.standings(queries.items_of(year), lines), "baht": baht,
        "group_lines": queries.lines_of(actor, year, groups=[one.pk for one in groups]), "groups": groups,
        "may_keep": can_keep_line(actor, DevLine(area_id=found.pk)) is None,
    }  # fmt: skip
    return page(request, "dev_province", context)


def find(request: HttpRequest, pk: int) -> DevLine:
    """Return a line that the actor reads; 404 otherwise."""
    rows = DevLine.objects.visible_to(actor_of(request)).select_related("area", "group", "agency", "item")
    found = rows.defer("area__boundary", "area__grams").filter(pk=pk).first()
    if found is None:
        raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


@require_safe
def dev_line(request: HttpRequest, line: int) -> HttpResponse:
    """Show a line: what it tells, its path with documents, the activities that carry it out."""
    found = find(request, line)
    return _line(request, found, StepForm(line=found))


def _line(request: HttpRequest, found: DevLine, form: StepForm, error: str = "") -> HttpResponse:
    actor = actor_of(request)
    steps = list(found.steps.select_related("by"))
    activities = list(found.activities.select_related("project__plan", "office").order_by("start", "pk"))
    may_keep = can_keep_line(actor, found) is None
    choices = []
    if may_keep:
        rows = linkable(found).select_related("project").order_by("project__name_th", "number")[:200]
        choices = [(one.pk, f"{one.project.name_th}: {one.name_th}") for one in rows]
    context = {
        "line": found, "steps": steps, "activities": activities, "words": words(), "status": queries.STATUS,
        "baht": baht, "may_keep": may_keep, "form": form, "choices": choices, "error": error,
        "linked": [one.pk for one in activities],
        "removable": may_keep and found.state == DevLine.State.PROPOSED and len(steps) <= 1,
    }  # fmt: skip
    return page(request, "dev_line", context, 422 if form.errors else 409 if error else 200)


@require_http_methods(READ_WRITE)
def dev_line_new(request: HttpRequest) -> HttpResponse:
    """Enter a line."""
    actor = actor_of(request)
    mine = keeps(actor)
    form = LineForm(request.POST or None, places=mine, year=now())
    if request.method != "POST":
        form.initial["item_id"] = request.GET.get("item", "")
    elif form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("on", "document_no")}
        command = AddDevLine(**place_of(form.cleaned_data["place"]), values=form.values(), **told, key=key_of(request))
        made = _carried_out(request, form, command)
        if made is not None:
            messages.success(request, _("เพิ่มรายการแล้ว"))
            return redirect("dev_line", made.pk)
    context = {"form": form, "line": None, "may": bool(mine)}
    return page(request, "dev_line_form", context, 422 if form.errors else 200)


def _carried_out(request: HttpRequest, form: Any, command: Any) -> Any:
    """Carry a verb out; what breaks a rule goes to its field, and None is returned."""
    try:
        return perform(actor_of(request), command)
    except Incomplete as broken:
        for name, text in broken.errors.items():
            form.add_error(name if name in form.fields else None, str(text))
    except RuleBroken as broken:
        form.add_error(broken.field if broken.field in form.fields else None, str(broken.text))
    return None


@require_http_methods(READ_WRITE)
def dev_line_edit(request: HttpRequest, line: int) -> HttpResponse:
    """Change what a line tells."""
    found = find(request, line)
    refusal = can_keep_line(actor_of(request), found)
    if refusal is not None:
        raise Refused(refusal)
    form = LineForm(request.POST or None, places=[], year=now(), line=found)
    if request.method == "POST" and form.is_valid():
        command = ChangeDevLine(target_id=line, values=form.values(), version=_version(request), key=key_of(request))
        if _carried_out(request, form, command) is not None:
            messages.success(request, _("บันทึกแล้ว"))
            return redirect("dev_line", line)
    return page(request, "dev_line_form", {"form": form, "line": found, "may": True}, 422 if form.errors else 200)


def _version(request: HttpRequest) -> int | None:
    text = request.POST.get("version", "")
    return int(text) if text.isdigit() and len(text) < 10 else None


@require_POST
def dev_line_move(request: HttpRequest, line: int) -> HttpResponse:
    """Note the next step of a line."""
    found = find(request, line)
    form = StepForm(request.POST, line=found)
    if form.is_valid():
        command = MoveDevLine(target_id=line, version=_version(request), key=key_of(request), **form.cleaned_data)
        if _carried_out(request, form, command) is not None:
            messages.success(request, _("บันทึกขั้นของรายการแล้ว"))
            return redirect("dev_line", line)
    return _line(request, find(request, line), form)


@require_POST
def dev_line_link(request: HttpRequest, line: int) -> HttpResponse:
    """Say which activities carry a line out."""
    chosen = [int(one) for one in request.POST.getlist("activities") if one.isdigit() and len(one) < 18]
    try:
        perform(actor_of(request), LinkDevLine(target_id=line, activities=chosen, key=key_of(request)))
    except RuleBroken as broken:
        found = find(request, line)
        return _line(request, found, StepForm(line=found), str(broken.text))
    messages.success(request, _("บันทึกกิจกรรมที่เชื่อมแล้ว"))
    return redirect("dev_line", line)


@require_POST
def dev_line_remove(request: HttpRequest, line: int) -> HttpResponse:
    """Take a line away that was entered by mistake."""
    found = find(request, line)
    try:
        perform(actor_of(request), RemoveDevLine(target_id=line, key=key_of(request)))
    except RuleBroken as broken:
        return _line(request, found, StepForm(line=found), str(broken.text))
    messages.success(request, _("ลบรายการแล้ว"))
    return redirect("dev_nation")
