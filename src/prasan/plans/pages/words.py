"""Values of plans in words: baht, numbers, states, and what a column holds."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from prasan.directory.models import Person
from prasan.kernel.digits import format_scaled
from prasan.plans.frozen import Difference
from prasan.plans.models import BeneficiaryLine, MoneyLine, Plan, known_labels
from prasan.plans.models.lines import AMOUNTS
from prasan.plans.parts import PARTS, WORDS
from prasan.platform.ui.filters import number, thaidate

STATES = {
    "draft": "not_reported", "submitted": "info", "returned": "late", "approved": "done", "active": "on_plan",
    "revised": "info", "closed": "done",
}  # fmt: skip
"""The shape that stands beside the word of each state."""


def baht(satang: int | None) -> str:
    """Write satang as baht, without the decimals where there are none."""
    if satang is None:
        return "–"
    text = format_scaled(satang, 2)
    return text.removesuffix(".00")


def amount(value: Decimal | None) -> str:
    """Write a decimal without needless zeros."""
    if value is None:
        return "–"
    return number(value, 0 if value == value.to_integral_value() else 2)


def later(line: BeneficiaryLine) -> str:
    """Write the outcome 12 months later; what nobody asked yet is said with its day, never as a number."""
    if line.later is not None:
        return amount(line.later)
    if line.later_due is None:
        return "–"
    return _("ยังไม่ถาม (ครบกำหนด %(day)s)") % {"day": thaidate(line.later_due, "short")}


def labels(codes: list[str]) -> list[str]:
    """Return the words of labels."""
    words = dict(known_labels()) if codes else {}
    return [words[code] for code in codes if code in words]


def state(plan: Plan) -> tuple[str, str]:
    """Return (shape, word) of a plan's state."""
    return STATES[plan.state], plan.get_state_display()


def cell(name: str, value: Any, people: dict[int, str]) -> str | None:
    """Write a value of a line as a baseline keeps it; None where there is none."""
    if value is None or value in ("", []):
        return None
    if isinstance(value, list):
        return ", ".join(cell(name, one, people) or "" for one in value)
    if isinstance(value, dict):
        secret = _("มีชั้นความลับ") if name in {"policies", "indicators"} else str(value["id"])
        return value["name"] or people.get(value["id"], secret)
    if isinstance(value, bool):
        return _("ใช่") if value else _("ไม่ใช่")
    return _plain(name, value)


def _plain(name: str, value: Any) -> str:
    """Write a number, a day, a choice or a text."""
    if name in AMOUNTS:
        return baht(value)
    if name in {"start", "end", "due"}:
        return thaidate(dt.date.fromisoformat(value))
    known: dict[str, dict[str, Any]] = {
        "labels": dict(known_labels()) if name == "labels" else {},
        "source": dict(MoneyLine.Source.choices), "kind": dict(BeneficiaryLine.Kind.choices),
        "outcome": dict(BeneficiaryLine.Outcome.choices),
    }  # fmt: skip
    if name in known:
        return str(known[name].get(value, value))
    return number(value) if isinstance(value, int) else str(value)


def differences(found: list[Difference]) -> list[dict[str, Any]]:
    """Return differences in words, by line; one query for the names of people."""
    ids = {
        value["id"]
        for one in found
        for change in one.changes
        if change.field == "responsible"
        for value in (change.before, change.after)
        if value is not None
    }
    people = {one.pk: one.full_name for one in Person.objects.filter(pk__in=ids)} if ids else {}
    kinds = {"added": ("done", _("เพิ่ม")), "removed": ("very_late", _("ตัดออก")), "changed": ("info", _("เปลี่ยน"))}
    return [
        {
            "status": kinds[one.kind][0], "word": kinds[one.kind][1], "part": PARTS[one.part].word,
            "label": label(one), "kind": one.kind, "facts": [
                (WORDS[change.field], cell(change.field, change.after or change.before, people))
                for change in one.changes
            ], "rows": [
                {
                    "label": WORDS[change.field], "old": cell(change.field, change.before, people),
                    "new": cell(change.field, change.after, people), "changed": True,
                }
                for change in one.changes
            ],
        }
        for one in found
    ]  # fmt: skip


def label(one: Difference) -> str:
    """Return what a differing line is called; money by its source."""
    if one.part != "money":
        return one.label
    code, _space, rest = one.label.partition(" ")
    return f"{dict(MoneyLine.Source.choices).get(code, code)} {rest}".strip()
