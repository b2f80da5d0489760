"""Pages for writing a data call: the table, the offices, the deadline, and a preview as offices will see it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from prasan.directory.models import Agency, Area, AreaGroup, GroupKind, Office
from prasan.kernel.dates import parse_date
from prasan.kernel.digits import from_scaled, to_arabic, to_scaled
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.ui.filters import thaidate
from prasan.platform.web.asking import actor_of
from prasan.platform.web.decorators import for_roles
from prasan.progress.calls import picking, policy
from prasan.progress.calls.columns import MOST_CHOICES, MOST_COLUMNS, Column, Kind, Sum
from prasan.progress.calls.commands import ChangeCall, KeepOfficeSet, MakeCall
from prasan.progress.calls.models import DataCall, OfficeSet
from prasan.progress.calls.working import calendar_between, days_left

READ_WRITE = ["GET", "HEAD", "POST"]
SPARE = 2
"""Empty columns below those that are written."""
USUAL_DAYS, USUAL_TIME = 3, dt.time(16, 30)
PARTS = ("name", "kind", "unit", "decimals", "sum", "choices", "required", "help", "low", "high", "of", "key")


def find(request: HttpRequest, pk: int) -> DataCall:
    """Return a call that the actor reads; 404 otherwise."""
    rows = DataCall.objects.visible_to(actor_of(request)).select_related("office", "made_by", "copied_from")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Refused(_("ไม่พบคำขอข้อมูลนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


def read_moment(day: str, time: str) -> dt.datetime | None:
    """Read a day as people write it and a time such as 16.30; None where they cannot be read."""
    found = parse_date(day, timezone.localdate())
    clock = to_arabic(time.strip()).replace(".", ":").removesuffix("น:").strip() or f"{USUAL_TIME:%H:%M}"
    try:
        at = dt.time.fromisoformat(clock.zfill(5))
    except ValueError:
        return None
    if found.refused or found.start is None or found.kind != "day":
        return None
    return timezone.make_aware(dt.datetime.combine(found.start, at))


def _usual(request: HttpRequest) -> dict[str, Any]:
    """Return what a new call begins with: empty, or as an earlier one that the actor reads (`?from=`)."""
    today = timezone.localdate()
    last = calendar_between(today, today + dt.timedelta(days=30)).add_days(today, USUAL_DAYS)
    told = {"title": "", "why": "", "reference": "", "day": thaidate(last), "time": f"{USUAL_TIME:%H:%M}"}
    asked = request.GET.get("from", "")
    if not asked.isdigit():
        return {**told, "free_rows": False, "head_confirms": False, "columns": [], "pick": picking.Pick()}
    return {**_stored(find(request, int(asked))), "day": told["day"], "time": told["time"]}


def _stored(call: DataCall) -> dict[str, Any]:
    """Return a call as its form shows it."""
    places = {one.key: number for number, one in enumerate(call.table.columns, 1)}
    whole = {part: rule.total for rule in call.table.rules for part in rule.parts}
    at = timezone.localtime(call.deadline)
    return {
        "title": call.title, "why": call.why, "reference": call.reference, "day": thaidate(at.date()),
        "time": f"{at:%H:%M}", "free_rows": call.free_rows, "head_confirms": call.head_confirms,
        "columns": [_shown(one, places.get(whole.get(one.key, ""), "")) for one in call.table.columns],
        "pick": picking.Pick.of(call.pick),
    }  # fmt: skip


def _shown(one: Column, of: int | str) -> dict[str, Any]:
    def limit(value: int | None) -> str:
        return "" if value is None else format(from_scaled(value, one.decimals), "f")

    return {
        "key": one.key, "name": one.name, "kind": one.kind, "unit": one.unit, "decimals": one.decimals,
        "sum": one.sum, "choices": "\n".join(one.choices), "required": one.required, "help": one.help,
        "low": limit(one.low), "high": limit(one.high), "of": of,
    }  # fmt: skip


def posted(data: Any) -> dict[str, Any]:
    """Return what was typed, as the form shows it again."""
    lines = []
    for number in range(1, MOST_COLUMNS + SPARE + 1):
        one = {name: data.get(f"c{number}-{name}", "").strip()[:2000] for name in PARTS}
        if one["name"]:
            lines.append(one | {"required": bool(one["required"]), "place": number})
    return {
        "title": data.get("title", "")[:200], "why": data.get("why", "")[:4000],
        "reference": data.get("reference", "")[:300], "day": data.get("day", "")[:60],
        "time": data.get("time", "")[:20], "free_rows": bool(data.get("free_rows")),
        "head_confirms": bool(data.get("head_confirms")), "columns": lines, "pick": _pick(data),
    }  # fmt: skip


def _pick(data: Any) -> picking.Pick:
    """Return the choice of offices: what is ticked, codes that are typed, and a saved set."""
    codes = data.get("codes", "").replace(",", " ").split()[:500]
    ids = set(Office.objects.filter(code__in=[one.upper() for one in codes]).values_list("pk", flat=True))
    kept = data.get("set", "")
    if kept.isdigit():
        ids |= set(OfficeSet.objects.filter(pk=int(kept)).values_list("offices", flat=True))
    out = data.get("without", "").replace(",", " ").split()[:500]
    left = Office.objects.filter(code__in=[one.upper() for one in out]).values_list("pk", flat=True) if out else ()
    return picking.Pick(
        kinds=tuple(data.getlist("kinds")), agencies=tuple(data.getlist("agencies")),
        regions=tuple(int(one) for one in data.getlist("regions") if one.isdigit()),
        groups=tuple(int(one) for one in data.getlist("groups") if one.isdigit()),
        provinces=tuple(data.getlist("provinces")), offices=tuple(sorted(ids - {None})), without=tuple(sorted(left)),
    )  # fmt: skip


def as_told(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return a typed form as the verbs are told it. Raises RuleBroken for a limit that is no number."""
    columns: list[Column] = []
    keys: dict[str, str] = {}
    used = {one["key"] for one in typed["columns"]}
    fresh = (f"c{n}" for n in range(1, 1000) if f"c{n}" not in used)
    for number, one in enumerate(typed["columns"], 1):
        key = one["key"] or next(fresh)
        keys[str(one.get("place", number))] = key
        columns.append(_column(one, key))
    rules: dict[str, list[str]] = {}
    for one, column in zip(typed["columns"], columns, strict=True):
        total = keys.get(str(one["of"]))
        if total and column.kind == Kind.NUMBER:
            rules.setdefault(total, []).append(column.key)
    return {
        "title": typed["title"], "why": typed["why"], "reference": typed["reference"],
        "columns": [one.as_json() for one in columns],
        "rules": [{"total": total, "parts": parts} for total, parts in rules.items()],
        "free_rows": typed["free_rows"], "head_confirms": typed["head_confirms"], "pick": typed["pick"].as_json(),
        "deadline": read_moment(typed["day"], typed["time"]),
    }  # fmt: skip


def _column(one: Mapping[str, Any], key: str) -> Column:
    number = one["kind"] == Kind.NUMBER
    decimals = int(one["decimals"]) if str(one["decimals"]) in {"0", "1", "2", "3", "4"} else 0
    limits: dict[str, int | None] = {}
    for name in ("low", "high"):
        found = to_scaled(one[name], decimals) if one[name] and number else None
        if found is not None and found.value is None:
            raise RuleBroken(_("ช่อง “%(name)s”: ค่าต่ำสุดหรือสูงสุดไม่ใช่ตัวเลข") % {"name": one["name"]}, field="columns")
        limits[name] = found.value if found else None
    choices = [line.strip()[:200] for line in one["choices"].split("\n") if line.strip()]
    return Column(
        key=key, name=one["name"][:120], kind=one["kind"] or Kind.NUMBER, unit=one["unit"][:40] if number else "",
        decimals=decimals if number else 0, sum=(one["sum"] or Sum.SUM) if number else Sum.NONE,
        choices=tuple(dict.fromkeys(choices))[:MOST_CHOICES] if one["kind"] == Kind.CHOICE else (),
        required=bool(one["required"]), help=one["help"][:300], low=limits["low"], high=limits["high"],
    )  # fmt: skip


@for_roles(*policy.CALLERS)
@require_http_methods(READ_WRITE)
def call_new(request: HttpRequest) -> HttpResponse:
    """Write a new data call, or copy an earlier one."""
    return _form(request, None)


@for_roles(*policy.CALLERS)
@require_http_methods(READ_WRITE)
def call_edit(request: HttpRequest, call: int) -> HttpResponse:
    """Change a draft."""
    found = find(request, call)
    if found.state != DataCall.State.DRAFT:
        return redirect("call", found.pk)
    return _form(request, found)


def _form(request: HttpRequest, found: DataCall | None) -> HttpResponse:
    error: RuleBroken | None = None
    if request.method == "POST":
        typed = posted(request.POST)
        if request.POST.get("do") != "more":
            try:
                return _kept(request, found, typed)
            except RuleBroken as broken:
                error = broken
    else:
        typed = _stored(found) if found else _usual(request)
    actor = actor_of(request)
    spare = MOST_COLUMNS - len(typed["columns"])
    blank = dict.fromkeys(PARTS, "") | {"required": True, "decimals": 0, "kind": Kind.NUMBER, "sum": Sum.SUM}
    columns = [*typed["columns"], *(dict(blank) for _n in range(max(0, min(SPARE, spare))))]
    context = {
        "call": found, "told": typed, "columns": columns, "error": str(error.text) if error else "",
        "error_field": error.field if error else "", "from_call": request.GET.get("from", ""),
        "kinds": Kind.choices, "sums": Sum.choices, "choices": offered(actor),
        "codes": _codes(typed["pick"].offices), "without": _codes(typed["pick"].without),
        "version": request.POST.get("version", found.version if found else 0),
    }  # fmt: skip
    return render(request, "progress/calls/edit.html", context, status=422 if error else 200, using="jinja2")


def _codes(ids: Any) -> str:
    if not ids:
        return ""
    return " ".join(Office.objects.filter(pk__in=ids).order_by("code").values_list("code", flat=True))


def offered(actor: Any) -> dict[str, Any]:
    """Return what may be ticked, by how far the actor may ask: four queries at most."""
    centre = actor.has(*policy.CENTRE)
    wide = centre or actor.has(*policy.DEPARTMENT)
    groups: dict[str, list[tuple[int, str]]] = {"regions": [], "groups": []}
    if wide:
        for one in AreaGroup.objects.order_by("kind", "number"):
            place = "regions" if one.kind == GroupKind.INSPECTION_REGION else "groups"
            entry = (one.number, f"{one.number} {one.name}")
            if entry[0] not in {number for number, _name in groups[place]}:
                groups[place].append(entry)
    kinds = [(one.value, one.label) for one in picking.KINDS]
    agencies = Agency.objects.all() if centre or actor.has(*CALLERS_BY_AREA) else ()
    return {
        **groups,
        "kinds": kinds if wide else kinds[:2],
        "agencies": [(one.code, one.short) for one in agencies],
        "provinces": [(one.code, one.name) for one in Area.objects.provinces().order_by("sort_th")] if wide else [],
        "sets": [(one.pk, one.name) for one in OfficeSet.objects.visible_to(actor)],
    }


CALLERS_BY_AREA = tuple(one for one in policy.CALLERS if one not in {*policy.CENTRE, *policy.DEPARTMENT})


def _kept(request: HttpRequest, found: DataCall | None, typed: dict[str, Any]) -> HttpResponse:
    """Save the draft and go where the pressed button leads."""
    actor, told, do = actor_of(request), as_told(typed), request.POST.get("do", "")
    if found is None:
        asked = request.POST.get("from", "")
        row = perform(actor, MakeCall(**told, copy_of=int(asked) if asked.isdigit() else None))
    else:
        version = request.POST.get("version", "")
        row = perform(actor, ChangeCall(target_id=found.pk, version=int(version) if version.isdigit() else -1, **told))
    if request.POST.get("set_name", "").strip():
        ids = list(picking.offices(actor, typed["pick"]).values_list("pk", flat=True))
        perform(actor, KeepOfficeSet(set_name=request.POST["set_name"], offices=ids))
        messages.success(request, _("บันทึกชุดหน่วยงานแล้ว"))
    if do == "preview":
        return redirect("call_preview", row.pk)
    messages.success(request, _("บันทึกร่างแล้ว"))
    return redirect("call_edit", row.pk)


@for_roles(*policy.CALLERS)
@require_safe
def call_preview(request: HttpRequest, call: int) -> HttpResponse:
    """Show a draft as the offices will see it, which offices these are, and how many working days they have."""
    found = find(request, call)
    actor = actor_of(request)
    offices = list(picking.offices(actor, picking.Pick.of(found.pick))[:3001])
    by_agency: dict[str, int] = {}
    for one in offices:
        name = one.agency.short if one.agency else _("ไม่มีสังกัด")
        by_agency[name] = by_agency.get(name, 0) + 1
    context = {
        "call": found, "table": found.table, "offices": offices, "by_agency": by_agency,
        "days": days_left(found.deadline), "may_send": policy.can_send_call(actor, found) is None,
        "rows": [{}], "errors": {},
    }  # fmt: skip
    return render(request, "progress/calls/preview.html", context, using="jinja2")
