"""Slides of a meeting (PPTX): its agenda, each item with its facts, and the provinces that it is about."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.desk import sight
from prasan.desk.documents import slides
from prasan.desk.documents.brief import brief_of_province
from prasan.desk.documents.model import Brief
from prasan.directory.models import Area
from prasan.meetings import queries
from prasan.meetings.after.book import fact_words
from prasan.meetings.models import Briefing, Item
from prasan.platform.commands import Refused
from prasan.platform.documents import official
from prasan.platform.ui.filters import moment

ROWS = 11
FACTS = 9
"""Lines that are read from the last row of chairs."""
MOST_PROVINCES = 20
"""Provinces with a slide of their own: a brief asks some twenty queries."""


def meeting_slides(actor: Any, briefing: Briefing) -> bytes:
    """Return the slides of a meeting as an actor reads it; the class stands on every slide."""
    items = [one for one in queries.agenda(actor, briefing) if one.state != Item.State.WRITTEN]
    deck = slides.new_deck()
    _title(deck, briefing)
    for start in range(0, len(items), ROWS):
        _overview(deck, briefing, items[start : start + ROWS])
    briefs = _briefs(actor, items)
    for one in items:
        _item(deck, briefing, one)
        brief = briefs.pop(one.area_id or 0, None)
        if brief is not None:
            slides.brief_slide(deck, brief)
    return slides.bytes_of(deck)


def _briefs(actor: Any, items: list[Item]) -> dict[int, Brief]:
    """Return the briefs of the provinces among the items, as far as the actor reads them."""
    found: dict[int, Brief] = {}
    areas = {one.area.pk: one.area for one in items if one.area is not None and one.area.kind == Area.Kind.PROVINCE}
    for pk, area in list(areas.items())[:MOST_PROVINCES]:
        try:
            sight.must_read_figures(actor)
            found[pk] = brief_of_province(actor, sight.province_of(actor, area.code))
        except Refused:
            continue
    return found


def _mark(briefing: Briefing) -> str:
    return official.CLASS_MARKS[briefing.classification]


def _notes(briefing: Briefing) -> str:
    return "\n".join(filter(None, [_mark(briefing), official.as_of(timezone.now())]))


def _foot(slide: Any, briefing: Briefing) -> None:
    words = " · ".join(filter(None, [_mark(briefing), briefing.name, official.as_of(timezone.now())]))
    slides.write(slides.box(slide, 0.5, 6.95, 12.3, 0.4), words, 11, colour=slides.GREY)


def _title(deck: Any, briefing: Briefing) -> None:
    slide = slides.page(deck, _notes(briefing))
    frame = slides.box(slide, 0.9, 2.2, 11.5, 3)
    slides.write(frame, briefing.name, 40, bold=True)
    slides.write(frame, f"{moment(briefing.starts_at, 'long')} {briefing.venue}".strip(), 24, colour=slides.GREY)
    chair = f"{_('ประธาน')} {briefing.chair.person.full_name} · {briefing.chair.title}"
    slides.write(frame, chair, 20, colour=slides.GREY)
    if _mark(briefing):
        slides.write(frame, _mark(briefing), 28, bold=True, colour=slides.TONES["critical"])


def _overview(deck: Any, briefing: Briefing, items: list[Item]) -> None:
    slide = slides.page(deck, _notes(briefing))
    slides.write(slides.box(slide, 0.5, 0.3, 12.3, 0.8), _("ระเบียบวาระ"), 30, bold=True)
    rows = [[str(one.get_section_display()), one.title, str(one.minutes or "–")] for one in items]
    head = [_("ระเบียบวาระ"), _("เรื่อง"), _("นาที")]
    tones = ["none"] * len(rows)
    slides.table(slide, (0.5, 1.2, 12.3), head, rows, (3.6, 7.5, 1.2), tones, numbers=(2,))
    _foot(slide, briefing)


def _item(deck: Any, briefing: Briefing, item: Item) -> None:
    slide = slides.page(deck, _notes(briefing))
    head = slides.box(slide, 0.5, 0.3, 12.3, 1.4)
    slides.write(head, item.title, 30, bold=True)
    where = " · ".join(one.name for one in (item.area, item.office) if one is not None)
    if where:
        slides.write(head, where, 18, colour=slides.GREY)
    body = slides.box(slide, 0.5, 1.9, 12.3, 4.9)
    for line in item.text.splitlines():
        slides.write(body, line, 18)
    told = [words for words in map(fact_words, item.facts) if words]
    for words in told[:FACTS]:
        slides.write(body, f"• {words}", 20)
    if len(told) > FACTS:
        slides.write(body, _("และอีก %(n)s ข้อ") % {"n": len(told) - FACTS}, 16, colour=slides.GREY)
    _foot(slide, briefing)
