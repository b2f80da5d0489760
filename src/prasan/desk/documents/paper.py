"""A brief as one sheet of A4 (PDF): the same words and numbers as its page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from prasan.desk.documents.model import Brief, Row
from prasan.platform.documents import official, render_pdf
from prasan.platform.ui.filters import moment, number
from prasan.platform.ui.words import status

TEMPLATE = "desk/documents/brief.typ"


def pdf(brief: Brief, *, picture: float = 0) -> bytes:
    """Return the brief as PDF; `picture`, pixels an inch to get it as PNG instead. Raises DocumentFault."""
    return render_pdf(TEMPLATE, data_of(brief), picture=picture)


def data_of(brief: Brief) -> dict[str, Any]:
    """Return everything the sheet shows, as texts."""
    known = status(brief.status)
    return {
        "title": brief.title, "subtitle": brief.subtitle,
        "month_words": _("ผลถึงเดือน %(month)s") % {"month": brief.month},
        "seen": seen_words(brief), "demo": _("ชุดนโยบายตัวอย่าง ตัวเลขทั้งหมดสมมติขึ้น") if brief.demo else "",
        "statement": brief.statement, "word": str(known.word), "glyph": known.glyph, "tone": known.tone,
        "outlook": outlook_words(brief), "outlook_detail": brief.outlook_detail,
        "chart": {name: list(getattr(brief.chart, name)) for name in ("months", "actual", "plan")},
        "chart_words": chart_words(brief),
        "facts": [[str(label), value] for label, value in facts(brief)],
        "rows_title": rows_title(brief), "columns": columns(brief),
        "rows": [_line(row) for row in brief.rows],
        "more": _("และอีก %(n)s แห่ง ดูทั้งหมดบนหน้าจอ") % {"n": brief.left_out} if brief.left_out else "",
        "behind_title": _("เพราะอะไร และจะทำอะไรต่อ"),
        "behind": [_behind(row) for row in brief.behind],
        "sources": [_("ที่มา: %(source)s") % {"source": one} for one in brief.sources],
        "as_of": official.as_of(brief.moment), "foot": _("พิมพ์จากระบบประสาน %(when)s") % {"when": moment(brief.made)},
        "training": settings.TRAINING, "font": settings.DOCUMENT_FONT, "mark": "",
    }  # fmt: skip


def chart_words(brief: Brief) -> str:
    """Return what the line of months shows."""
    if brief.chart.recent:
        return _("%(policy)s: ผลแต่ละเดือนเทียบแผนของเดือนนั้น เส้นประคือแผน") % {"policy": brief.chart.name}
    return _("%(policy)s: ร้อยละของเป้าทั้งปี เส้นทึบคือผล เส้นประคือแผน") % {"policy": brief.chart.name}


def outlook_words(brief: Brief) -> str:
    """Return the forecast sentence, with the name of its policy where the sheet is about several."""
    if not brief.outlook or brief.kind == "policy":
        return brief.outlook
    return f"{brief.chart.name}: {brief.outlook}"


def seen_words(brief: Brief) -> str:
    """Return the banner of a view of the past, empty for now."""
    return _("ตามที่เห็น ณ %(when)s") % {"when": moment(brief.seen, "long")} if brief.seen else ""


def columns(brief: Brief) -> list[str]:
    """Return the headings of the lines."""
    first = _("จังหวัด") if brief.kind == "policy" else _("นโยบาย")
    return [first, _("ผลสะสม"), _("แผนถึงเดือนนี้"), _("เป้าทั้งปี"), _("เทียบแผน"), _("ผู้ได้ประโยชน์")]


def rows_title(brief: Brief) -> str:
    """Return what the lines are."""
    if brief.kind != "policy":
        return _("ผลทุกนโยบาย")
    return _("จังหวัดที่ห่างจากแผนมากที่สุด") if brief.ranked else _("จังหวัดในขอบเขตของท่าน")


def facts(brief: Brief) -> list[tuple[str, str]]:
    """Return label and value pairs that stand beside the chart."""
    found: list[tuple[str, str]] = []
    if brief.whole is not None:
        whole = brief.whole
        found += [(_("ผลสะสม"), whole.value.full), (_("แผนถึงเดือนนี้"), whole.path.text), (_("เป้าทั้งปี"), whole.target.text)]
        if whole.people is not None:
            found.append((_("ผู้ได้ประโยชน์"), whole.people.full))
    if brief.reports:
        found.append((_("รายงาน"), brief.reports))
    if brief.plan is not None:
        plan = brief.plan
        reached = _("ยังไม่รายงาน") if plan.reached is None else number(plan.reached)
        found += [
            (_("โครงการในแผน"), number(plan.projects)),
            (_("งบประมาณ (บาท)"), _("ได้รับ %(all)s เบิกจ่าย %(spent)s") % {
                "all": number(plan.allocated / 100), "spent": number(plan.spent / 100)}),
            (_("คนที่แผนตั้งใจให้ถึง"), _("%(n)s คน ถึงแล้ว %(reached)s (อาจนับซ้ำ)") % {
                "n": number(plan.people), "reached": reached}),
        ]  # fmt: skip
    if brief.causes:
        found.append((_("สาเหตุที่พบบ่อย"), " · ".join(f"{name} ({n})" for name, n in brief.causes[:3])))
    return found


def gap_of(row: Row) -> str:
    """Return the distance to the plan, and how many reports stand behind it where not all do."""
    return row.gap if row.reported == row.expected else f"{row.gap} ({row.reported}/{row.expected})"


def why_of(row: Row) -> str:
    """Return since when, why, and what next; what nobody wrote says so."""
    parts = [row.gap, row.since]
    parts.append(_("เพราะ%(why)s") % {"why": row.why} if row.why else _("ยังไม่ระบุสาเหตุ"))
    step = _("จะ%(step)s") % {"step": row.step} if row.step else _("ยังไม่ระบุแนวทางแก้ไข")
    return f"{' '.join(part for part in parts if part)} → {step}"


def _line(row: Row) -> dict[str, str]:
    known = status(row.status)
    return {
        "name": row.name, "value": row.value.full, "path": row.path.text, "target": row.target.text,
        "gap": gap_of(row), "glyph": known.glyph, "tone": known.tone, "people": row.people.full if row.people else "–",
    }  # fmt: skip


def _behind(row: Row) -> dict[str, str]:
    known = status(row.status)
    return {"name": row.name, "text": why_of(row), "glyph": known.glyph, "tone": known.tone}
