"""Slides for a meeting (PPTX): the same read models as page and paper, with native charts and tables.

Text is set in Sarabun, named for Thai (complex script) as well as for Latin; the theme names TH Sarabun New for
machines that lack it. The notes of every slide say whose figures stand on it, and of when.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from prasan.desk.documents import paper
from prasan.desk.documents.model import Brief, Row
from prasan.platform.documents import official
from prasan.platform.ui.words import status

MIME = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
TONES = {"critical": "B3261E", "warning": "8A5300", "none": "1F2A30", "ok": "1D6B3A", "info": "1B5A8A"}
SHAPES = {"triangle": "▲", "diamond": "◆", "ring": "○", "tick": "✓", "dot": "●"}
GREY = "4A555B"
TABLE_ROWS = 8
"""Lines of a table that are read from the last row of chairs."""
FALLBACK = "TH Sarabun New"


def pptx(title: str, briefs: Sequence[Brief], *, seen: dt.datetime | None = None) -> bytes:
    """Return a presentation: a title, an overview where there are several, and one slide for each brief."""
    deck = new_deck()
    moment = seen or (briefs[0].made if briefs else timezone.now())
    _title(deck, title, moment, briefs)
    if len(briefs) > 1:
        _overview(deck, briefs)
    for one in briefs:
        brief_slide(deck, one)
    return bytes_of(deck)


def new_deck() -> Any:
    """Return an empty presentation in the shape of a wide screen."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    fall_back(deck)
    return deck


def bytes_of(deck: Any) -> bytes:
    """Return a presentation as a file's bytes."""
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def fall_back(deck: Any) -> None:
    """Name the face for Thai in the theme: where ours is missing, the ministry's usual one is taken."""
    for part in deck.slide_masters[0].part.rels.values():
        if part.reltype.endswith("/theme"):
            theme = part.target_part
            text = theme.blob.decode("utf-8")
            theme._blob = re.sub(r'(script="Thai" typeface=")[^"]*', rf"\g<1>{FALLBACK}", text).encode()


def page(deck: Any, notes: str) -> Any:
    """Return a new empty slide with its notes."""
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    slide.notes_slide.notes_text_frame.text = notes
    return slide


def _notes(brief: Brief) -> str:
    lines = [official.as_of(brief.moment), *(_("ที่มา: %(source)s") % {"source": one} for one in brief.sources)]
    if brief.demo:
        lines.append(_("ชุดนโยบายตัวอย่าง ตัวเลขทั้งหมดสมมติขึ้น"))
    return "\n".join([paper.seen_words(brief), *lines]).strip()


def write(
    frame: Any, text: str, size: float, *, bold: bool = False, colour: str = TONES["none"], right: bool = False
) -> None:
    """Put one line into a text frame, its face named for both scripts."""
    first = frame.paragraphs[0]
    line = first if not first.runs else frame.add_paragraph()
    run = line.add_run()
    run.text = text
    run.font.size, run.font.bold = Pt(size), bold
    run.font.color.rgb = RGBColor.from_string(colour)
    _face(run.font)
    line.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    run._r.get_or_add_rPr().set("lang", "th-TH")


def _face(font: Any) -> None:
    """Name the face for Latin and for complex scripts: Thai takes the latter."""
    name = settings.DOCUMENT_FONT
    font.name = name
    properties = font._element
    for tag in ("a:ea", "a:cs"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    latin = properties.find(qn("a:latin"))
    for tag in ("a:cs", "a:ea"):
        made = latin.makeelement(qn(tag), {"typeface": name})
        latin.addnext(made)


def box(slide: Any, left: float, top: float, width: float, height: float) -> Any:
    """Return the text frame of a new box; places and sizes in inches."""
    frame = slide.shapes.add_textbox(Inches(left), Inches(top), Inches(width), Inches(height)).text_frame
    frame.word_wrap = True
    return frame


def _title(deck: Any, title: str, moment: dt.datetime, briefs: Sequence[Brief]) -> None:
    slide = page(deck, "\n".join({_notes(one): None for one in briefs}) or official.as_of(moment))
    frame = box(slide, 0.9, 2.4, 11.5, 2.5)
    write(frame, title, 40, bold=True)
    if briefs:
        write(frame, _("ผลถึงเดือน %(month)s") % {"month": briefs[0].month}, 24, colour=GREY)
        if briefs[0].seen:
            write(frame, paper.seen_words(briefs[0]), 24, bold=True, colour=TONES["warning"])
        if briefs[0].demo:
            write(frame, _("ชุดนโยบายตัวอย่าง ตัวเลขทั้งหมดสมมติขึ้น"), 18, colour=TONES["warning"])
    write(frame, official.as_of(moment), 18, colour=GREY)


def _overview(deck: Any, briefs: Sequence[Brief]) -> None:
    """One line for each brief: what it says of itself; as many slides as it takes."""
    for start in range(0, len(briefs), 11):
        part = briefs[start : start + 11]
        slide = page(deck, "\n".join({_notes(one): None for one in part}))
        write(box(slide, 0.5, 0.3, 12.3, 0.8), _("ภาพรวม"), 30, bold=True)
        rows = [[one.title, _marked(one.status), one.statement] for one in part]
        tones = [status(one.status).tone for one in part]
        table(slide, (0.5, 1.2, 12.3), [_("เรื่อง"), _("สถานะ"), _("สรุป")], rows, (3.2, 2.4, 6.7), tones, numbers=())


def _marked(key: str) -> str:
    known = status(key)
    return f"{SHAPES.get(known.glyph, '–')} {known.word}"


def brief_slide(deck: Any, brief: Brief) -> None:
    """Add the slide of a brief: what it says of itself, its chart, its facts, its first lines."""
    slide = page(deck, _notes(brief))
    known = status(brief.status)
    head = box(slide, 0.5, 0.25, 12.3, 1.5)
    write(head, brief.title, 30, bold=True)
    write(head, f"{_marked(brief.status)} · {brief.statement}", 18, bold=True, colour=TONES[known.tone])
    if brief.outlook:
        write(head, paper.outlook_words(brief), 16, colour=GREY)
    if brief.chart.months:
        _chart(slide, brief)
    facts = box(slide, 0.5, 5.0, 5.6, 1.9)
    for label, value in paper.facts(brief)[:6]:
        write(facts, f"{label}: {value}", 13)
    _worst(slide, brief)
    foot = box(slide, 0.5, 6.95, 12.3, 0.4)
    words = [official.as_of(brief.moment), paper.seen_words(brief)]
    if brief.demo:
        words.append(_("ตัวเลขทั้งหมดสมมติขึ้น"))
    write(foot, " · ".join(one for one in words if one), 11, colour=GREY)


def _chart(slide: Any, brief: Brief) -> None:
    """Draw results and plan as a chart whose numbers can be opened in PowerPoint."""
    data = CategoryChartData(number_format="0%")
    data.categories = brief.chart.months
    data.add_series(_("ผลสะสม"), [None if v is None else round(v, 4) for v in brief.chart.actual])
    data.add_series(_("แผน"), [None if v is None else round(v, 4) for v in brief.chart.plan])
    place = (Inches(0.5), Inches(1.95), Inches(5.7), Inches(3.0))
    chart = slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *place, data).chart
    chart.has_legend, chart.has_title = True, True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    write(chart.chart_title.text_frame, paper.chart_words(brief), 11, colour=GREY)
    for font in (chart.font, chart.legend.font):
        font.size = Pt(11)
        _face(font)
    chart.value_axis.tick_labels.number_format, chart.value_axis.tick_labels.number_format_is_linked = "0%", False
    chart.value_axis.major_gridlines.format.line.color.rgb = RGBColor.from_string("D5DBDD")
    chart.value_axis.minimum_scale = 0
    for series, colour in zip(chart.plots[0].series, (TONES[status(brief.status).tone], "8A959B"), strict=True):
        series.smooth = False
        series.format.line.color.rgb = RGBColor.from_string(colour)


def _worst(slide: Any, brief: Brief) -> None:
    """Write the first lines of the brief: what is furthest behind stands on top where the seat sees the order."""
    rows = list(brief.rows[:TABLE_ROWS])
    if not rows:
        return
    columns = paper.columns(brief)
    head = [columns[0], columns[1], columns[2], columns[4]]
    lines = [[row.name, row.value.full, row.path.text, _gap(row)] for row in rows]
    tones = [status(row.status).tone for row in rows]
    table(slide, (6.5, 1.95, 6.4), head, lines, (1.9, 1.6, 1.3, 1.6), tones, numbers=(1, 2))


def _gap(row: Row) -> str:
    return f"{SHAPES.get(status(row.status).glyph, '–')} {paper.gap_of(row)}"


def table(
    slide: Any, place: tuple[float, float, float], head: Sequence[str], rows: Sequence[Sequence[str]],
    widths: Sequence[float], tones: Sequence[str], *, numbers: tuple[int, ...],
) -> None:  # fmt: skip
    """Add a table. Parameters: `place`, left, top, width in inches; `tones` by row; `numbers`, columns set right."""
    left, top, width = place
    shape = slide.shapes.add_table(len(rows) + 1, len(head), Inches(left), Inches(top), Inches(width), Inches(0.3))
    grid = shape.table
    grid.horz_banding = False
    for number, size in enumerate(widths):
        grid.columns[number].width = Emu(int(Inches(size)))
    last = len(head) - 1
    for y, line in enumerate([head, *rows]):
        grid.rows[y].height = Inches(0.42)
        for x, text in enumerate(line):
            cell = grid.cell(y, x)
            cell.margin_top = cell.margin_bottom = Inches(0.02)
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            cell.fill.solid()
            cell.fill.fore_color.rgb = RGBColor.from_string("E7ECEE" if y == 0 else "FFFFFF")
            marked = y > 0 and x in {last, 1} and x not in numbers
            colour = TONES[tones[y - 1]] if marked else TONES["none"]
            write(cell.text_frame, text, 13, bold=y == 0, colour=colour, right=x in numbers)
