"""What a phone keeps to fill in a report without a signal: the questions, what is known, and the rules of judging."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from prasan.directory.models import Office
from prasan.progress import periods, policy
from prasan.progress.checks import entry
from prasan.progress.commands import SaveFigures
from prasan.progress.cycle import REPORT
from prasan.progress.items import Item, items_of_many
from prasan.progress.models import Report
from prasan.progress.pages import answers, views
from prasan.progress.queries import MonthOf, months_of
from prasan.progress.reading import entry_decimals
from prasan.registers import settings

MONTHS = 4
"""How many months back a phone keeps forms: what is older is hardly still open."""

TYPED = {"value", "denominator", "cause", "step", "note", "claim", "stated", "help_text", "help_from"}
"""Fields of a question that a phone fills in, beside those of its groups ("m-sex:f", of a ratio also "d-sex:f")."""


def forms_of(actor: Any) -> list[dict[str, Any]]:
    """Return the forms that an actor may fill in now, newest month first; nothing for a seat that does not report.

    A month that was not begun has `report` null: sending begins it. No name of a person is in it.
    """
    if actor.office_id is None or not actor.has(*policy.WRITERS):
        return []
    office = Office.objects.select_related("area", "agency").defer("area__boundary").get(pk=actor.office_id)
    if office.kind != Office.Kind.PROVINCIAL:
        return []
    months = [one for one in months_of(office, timezone.localdate(), MONTHS) if _takes_answers(actor, one)]
    reports = [one.report or _unwritten(office, one) for one in months]
    for report in reports:
        report.office, report.area = office, office.area
    rules = settings.current()
    asked = items_of_many(reports)
    return [_form(report, items, rules) for report, items in zip(reports, asked, strict=True) if items]


def _takes_answers(actor: Any, one: MonthOf) -> bool:
    return one.report is None or one.report.state in SaveFigures.editable


def _unwritten(office: Office, one: MonthOf) -> Report:
    """Return the report of a month that nobody began; it is not stored."""
    return Report(office=office, area_id=office.area_id, period=one.period, due=one.due, state=REPORT.start)


def _form(report: Report, items: list[Item], rules: settings.Rules) -> dict[str, Any]:
    return {
        "report": report.pk,
        "office": report.office.code,
        "officeName": report.office.name,
        "area": report.area.name,
        "period": report.period,
        "month": periods.label(report.period),
        "due": report.due.isoformat(),
        "version": report.version,
        "returned": report.returned_reason,
        "items": [_question(item, rules) for item in items],
    }


def _question(item: Item, rules: settings.Rules) -> dict[str, Any]:
    """Return one question: its words, what is stored, and what `judge.js` must know."""
    indicator, figure = item.indicator, item.figure
    decimals = entry_decimals(indicator)
    stored = answers.stored(item, 0, None)
    know = views.calculation(item, rules, {}, decimals)["data"]
    return {
        "indicator": indicator.code,
        "policy": indicator.policy.name if indicator.policy else "",
        "name": indicator.name,
        "about": views.long_period(item),
        "unit": indicator.unit,
        "help": indicator.definition_th,
        "ratio": item.is_ratio,
        "strip": views.strip(item)["strip"],
        "know": {_camel(name): value for name, value in know.items()},
        "value": figure.value if figure else None,
        "typed": {name: text for name, text in stored.items() if name in TYPED or name[:2] in {"m-", "d-"}},
        "groups": [
            {"name": group.name, "parts": [{"key": one.key, "name": one.name} for one in group.members]}
            for group in item.groups
        ],
        "usual": entry.usual_of(item),
        "small": entry.small_of(item),
    }


def _camel(name: str) -> str:
    """Name a data attribute as a page's script reads it: "data-very-late-above" is veryLateAbove."""
    first, *rest = name.removeprefix("data-").split("-")
    return first + "".join(word.title() for word in rest)
