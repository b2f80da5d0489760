"""Letters that carry directives: which ones a meeting needs, and the words of their paper."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import override

from prasan.directory.models import Office
from prasan.kernel.thaidate import MONTHS_TH, thai_date
from prasan.meetings.after.people import of_seat
from prasan.meetings.after.shown import order_words
from prasan.meetings.models import Briefing, Letter
from prasan.platform.documents.official import CLASS_MARKS, as_of

KINDS = {Letter.Form.MEMO: "memo", Letter.Form.OUTSIDE: "letter", Letter.Form.ORDER: "order"}
"""Form of a letter → template of the platform."""


def held_on(briefing: Briefing) -> str:
    """Return the meeting with its day, as letters refer to it."""
    day = timezone.localdate(briefing.opened_at or briefing.starts_at)
    return f"{briefing.name} เมื่อวันที่ {thai_date(day, 'long')}"


def drafts_of(briefing: Briefing, rows: Iterable[dict[str, Any]], there: Iterable[Letter]) -> list[dict[str, Any]]:
    """Return what DraftLetter is told for each letter that is still missing: one for each addressee and class.

    Parameters: `rows`, directives as in beside_after, each with its `owners` (id, name, kind of office); `there`, the
    letters of the meeting; what stands in one that was not dropped is not written twice.
    """
    written = {
        (one.to_office_id, item["key"]) for one in there if one.state != Letter.State.DROPPED for item in one.items
    }
    found: dict[tuple[int, int], dict[str, Any]] = {}
    with override("th"):
        for row in rows:
            key = f"{row['kind']}:{row['pk']}"
            told = max(row["classification"], briefing.classification)
            for office, name, kind in row["owners"]:
                if (office, key) in written:
                    continue
                letter = found.setdefault((office, told), _draft(briefing, office, name, kind, told))
                letter["items"].append({"key": key, "text": order_words(row)})
                if row["kind"] == "directive":
                    letter["directives"].append(row["pk"])
    return list(found.values())


def _draft(briefing: Briefing, office: int, name: str, kind: str, told: int) -> dict[str, Any]:
    """Return a draft: a memorandum inside the ministry, a letter to who is outside it."""
    form = Letter.Form.OUTSIDE if kind == Office.Kind.OUTSIDE else Letter.Form.MEMO
    opening = f"ด้วยใน{held_on(briefing)} ประธานที่ประชุมได้มีข้อสั่งการและแนวทางการปฏิบัติงานที่เกี่ยวข้องกับหน่วยงานของท่าน ดังนี้"
    return {
        "briefing_id": briefing.pk, "form": form.value, "to_office_id": office, "to": f"หัวหน้า{name}"[:300],
        "subject_line": f"ข้อสั่งการจาก{briefing.name}"[:300], "classification": told, "items": [], "directives": [],
        "body": f"{opening}\nจึงเรียนมาเพื่อโปรดพิจารณาดำเนินการ และรายงานผลตามกำหนด",
    }  # fmt: skip


def paper_of(letter: Letter) -> dict[str, Any]:
    """Return everything that the letter says, as texts; what it lists stands before its last paragraph.

    The row has briefing with organiser and chair (person, office) with it.
    """
    with override("th"):
        briefing = letter.briefing
        paragraphs = [line.strip() for line in letter.body.splitlines() if line.strip()]
        listed = [f"{n}. {item['text']}" for n, item in enumerate(letter.items, start=1)]
        tail = paragraphs[-1:] if len(paragraphs) > 1 else []
        body = [*paragraphs[: len(paragraphs) - len(tail)], *listed, *tail]
        who = of_seat(briefing.chair)
        return {
            "kind": KINDS[Letter.Form(letter.form)], "office": briefing.organiser.name_th, "subject": letter.subject,
            "to": letter.to, "body": body, "number": letter.official_no,
            "date": thai_date(letter.official_date, "long") if letter.official_date else "",
            "refers_to": [held_on(briefing)], "enclosures": [], "address": "", "contact": "", "closing": "",
            "urgency": "", "signature": {"capacity": "", **who}, "mark": CLASS_MARKS[letter.classification],
            "as_of": as_of(letter.made_at), "training": settings.TRAINING, "font": settings.DOCUMENT_FONT,
            "kept_whole": list(MONTHS_TH),
        }  # fmt: skip
