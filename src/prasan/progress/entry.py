"""Checks of reports against the database: what stands now, or would stand; by one query however many figures."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from prasan.platform.commands import RuleBroken
from prasan.progress import periods
from prasan.progress.checks.against import COPIED_FROM
from prasan.progress.checks.entry import Elsewhere, Finding, Given, find, given_of
from prasan.progress.items import Item
from prasan.progress.models import Figure


def findings(report: Sequence[Given]) -> list[Finding]:
    """Return what is to be said about the answers of one report."""
    return find(report, _elsewhere(report))


def findings_of_many(reports: Sequence[Sequence[Given]]) -> list[list[Finding]]:
    """Return the same for several reports, still by one query."""
    known = _elsewhere([one for report in reports for one in report])
    by_period: dict[str, list[Elsewhere]] = {}
    for one in known:
        by_period.setdefault(one.when, []).append(one)
    found = []
    for report in reports:
        whens = {periods.name(one.item.frequency, one.item.before_period) for one in report}
        found.append(find(report, [one for when in whens for one in by_period.get(when, ())]))
    return found


def of_items(items: Sequence[Item]) -> list[Finding]:
    """Return what is to be said about the stored answers of a report."""
    return findings([given_of(item) for item in items])


def must_be_sound(items: Sequence[Item]) -> None:
    """Raise RuleBroken for the first hard finding, then for the first soft one without a word.

    `field` is the number of the question.
    """
    found = of_items(items)
    for one in found:
        if one.hard:
            raise RuleBroken(one.flag.text, field=str(one.item.number))
    for one in found:
        if not one.answered:
            text = _("%(what)s ถ้าถูกต้องแล้ว โปรดเขียนคำอธิบายสั้น ๆ ในหมายเหตุของข้อนี้") % {"what": one.flag.text}
            raise RuleBroken(text, field=str(one.item.number))


def _elsewhere(report: Sequence[Given]) -> list[Elsewhere]:
    """Return accepted figures of other provinces for the period before with one of the typed numbers: one query."""
    wanted: dict[int, set[int]] = {}
    values: set[int] = set()
    own: set[int] = set()
    names: dict[tuple[int, int], str] = {}
    for one in report:
        item = one.item
        own.add(item.target.area_id)
        if one.value is not None and one.value >= COPIED_FROM and not item.is_ratio:
            wanted.setdefault(item.before_period, set()).add(item.indicator.pk)
            values.add(one.value)
            names[(item.indicator.pk, item.before_period)] = periods.name(item.frequency, item.before_period)
    if not values:
        return []
    asked = Q()
    for period, indicators in wanted.items():
        asked |= Q(period=period, indicator_id__in=indicators)
    rows = Figure.objects.filter(asked, value__in=values, member="", level__gte=Figure.Level.PROVINCE)
    rows = rows.exclude(area_id__in=own)
    found = rows.values_list("indicator_id", "area__name_th", "period", "value")
    return [Elsewhere(pk, place, names[(pk, period)], value) for pk, place, period, value in found]
