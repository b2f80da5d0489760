"""Figures of referrals: how offices answer, whom the services reach, what people need and do not get."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from prasan.directory.models import Agency, Area, Office
from prasan.directory.typed import day_of
from prasan.kernel.fiscal import fiscal_year
from prasan.kernel.thaidate import month_name
from prasan.platform.commands import RuleBroken
from prasan.platform.ui.filters import be_year, language
from prasan.platform.web.asking import actor_of
from prasan.referrals.figures import answers, gaps, reach, scope
from prasan.referrals.pages.common import page
from prasan.registers.models import CountedFrom, ServiceTemplate

NAMES = ("from", "to", "province", "office", "by")


def _asked(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "").replace("\0", "")[:40] for name in NAMES}


def _time(told: dict[str, str]) -> tuple[dt.date, dt.date, str, str]:
    """Return (first, last, what is wrong with them, its field)."""
    try:
        first, last = scope.period(day_of(told["from"], "from"), day_of(told["to"], "to"))
    except RuleBroken as broken:
        return *scope.period(None, None), str(broken.text), broken.field
    return first, last, "", ""


@require_safe
def referral_figures(request: HttpRequest) -> HttpResponse:
    """Show how offices answer: provinces, opened into offices, an office into services and months."""
    actor = actor_of(request)
    scope.must_read(actor)
    told = _asked(request)
    first, last, error, field = _time(told)
    offices = scope.offices(actor, told["province"], told["office"])
    wide = len({one["province"] for one in offices}) > 1
    by: answers.By = "service" if told["office"] else "province" if wide else "office"
    by = "month" if told["by"] == "month" else by
    kept = {name: told[name] for name in ("from", "to") if told[name]}
    counted = answers.counted(offices, first, last, by)
    names = _names([one.key for one in counted], by)
    rows = [(one, names.get(one.key) or _("ไม่ระบุบริการ"), _below(one.key, by, kept)) for one in counted]
    here = f"{request.path}?{urlencode(kept | {name: told[name] for name in ('province', 'office') if told[name]})}"
    context = {
        "rows": rows, "by": by, "first": first, "last": last, "told": told, "error": error, "field": field,
        "office": offices[0][f"name_{language()}"] if told["office"] and offices else "", "now": timezone.now(),
        "tabs": [(_("ตามหน่วย"), here, by != "month", None), (_("ตามเดือน"), f"{here}&by=month", by == "month", None)],
        "minutes": answers.HASTY_MINUTES,
    }  # fmt: skip
    return page(request, "figures", context)


def _names(keys: list[str], by: answers.By) -> dict[str, str]:
    """Return what the keys of rows are called: one query at most."""
    if by == "office":
        return {one.code: one.name for one in Office.objects.filter(code__in=keys).defer("grams")}
    if by == "province":
        rows = Area.objects.filter(code__in=keys, kind__in=["province", "country"]).defer("grams", "boundary")
        return {key: key for key in keys} | {one.code: one.name for one in rows}
    if by == "service":
        known = {one.code: one.name for one in ServiceTemplate.objects.filter(code__in=keys)}
        return {key: key for key in keys} | known
    months = [(key, dt.date.fromisoformat(f"{key}-01")) for key in keys]
    return {key: f"{month_name(day.month, short=True, lang=language())} {be_year(day)}" for key, day in months}


def _below(key: str, by: answers.By, kept: dict[str, str]) -> str:
    """Return the address of what a row is made of, "" where it opens no further."""
    return f"?{urlencode(kept | {by: key})}" if by in ("office", "province") else ""


def _places(rows: Iterable[int | None]) -> dict[int, Area]:
    """Return areas by number: one query."""
    wanted = [one for one in rows if one]
    return {one.pk: one for one in Area.objects.filter(pk__in=wanted).defer("grams", "boundary")}


@require_safe
def referral_reach(request: HttpRequest) -> HttpResponse:
    """Show whom the services reach among informal workers, by place, beside what was to be reached."""
    actor = actor_of(request)
    code = _asked(request)["province"] or scope.own(actor)
    area = scope.place(actor, code)
    today = timezone.localdate()
    first, last = reach.year_to(today)
    rows = reach.of_places(area, first, last)
    total = reach.summed(rows)
    by = _places(one.place for one in rows)
    goals = reach.targets(actor, area, fiscal_year(today)) if code else []
    counted = reach.counted(total)
    words = dict(CountedFrom.choices)
    context = {
        "area": area, "rows": [(one, by.get(one.place or 0)) for one in rows], "total": total,
        "first": first, "last": last,
        "goals": [
            (one, words[CountedFrom(one.indicator.counts_from)], counted[one.indicator.counts_from]) for one in goals
        ],
        "now": timezone.now(), "nation": area.kind == Area.Kind.NATION,
    }  # fmt: skip
    return page(request, "reach", context)


@require_safe
def referral_gaps(request: HttpRequest) -> HttpResponse:
    """Show what people of a province need and do not get, by service and district."""
    actor = actor_of(request)
    told = _asked(request)
    first, last, error, field = _time(told)
    area = scope.place(actor, told["province"] or scope.own(actor))
    rows = gaps.of_area(area, first, last)
    by = _places(one.place for one in rows)
    agencies = {one.code: one.short for one in Agency.objects.all()}
    context = {
        "area": area, "rows": [(one, by.get(one.place or 0), agencies.get(one.agency, one.agency)) for one in rows],
        "first": first, "last": last, "told": told, "error": error, "field": field, "now": timezone.now(),
        "most": gaps.MOST, "nation": area.kind == Area.Kind.NATION,
    }  # fmt: skip
    return page(request, "gaps", context)
