"""The labour situation report as a Word document (DOCX): the same content as its PDF, for officers who edit it.

Thai is a complex script to Word: face, size and bold of Thai letters are the "cs" ones, so every style names both.
Headings are real headings, table heads repeat on the next page, and the foot counts pages.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

USUAL = "TH Sarabun New"
"""The face that Thai offices have; ours on paper, Sarabun, is its free brother."""
SIZES = {"Normal": 16, "Title": 22, "Subtitle": 16, "Heading 1": 18, "Caption": 12, "Header": 12, "Footer": 12}
"""Points by style; Thai letters stand smaller than Latin ones of the same size."""
BOLD = frozenset({"Title", "Heading 1"})
WIDTHS = (4.4, 2.6, 1.9, 1.9, 3.2, 2.0)
"""Centimetres of the columns; together what is left of A4 between its edges."""
NUMBERS = range(1, 4)
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What no XML file holds."""


def docx(content: dict[str, Any]) -> bytes:
    """Return the document. Parameters: `content`, as `situation.paper_of` makes it, with as_of and training."""
    paper = Document()
    _faces(paper)
    _sheet(paper, content)
    paper.add_paragraph(clean(content["title"]), style="Title")
    paper.add_paragraph(clean(content["subtitle"]), style="Subtitle")
    for chapter in content["chapters"]:
        paper.add_heading(clean(chapter["title"]), level=1)
        for text in chapter["paragraphs"]:
            paper.add_paragraph(clean(text))
        if chapter["rows"]:
            _table(paper, content["columns"], chapter["rows"])
    _properties(paper, content)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def clean(text: str) -> str:
    """Return a text without the characters that no document holds."""
    return UNPRINTABLE.sub("", text)


def face() -> str:
    """Return the face of the document: the ministry's own where the site names one, else the usual one."""
    return USUAL if settings.DOCUMENT_FONT == "Sarabun" else settings.DOCUMENT_FONT


def _set(parent: Any, tag: str, **values: str) -> None:
    """Put a property under its parent, in place of one that is there."""
    for old in parent.findall(qn(tag)):
        parent.remove(old)
    made = OxmlElement(tag)
    for name, value in values.items():
        made.set(qn(f"w:{name}"), value)
    parent.append(made)


def _faces(paper: Any) -> None:
    """Name face, size and bold for Latin and for Thai in every style used, and Thai as the language."""
    name = face()
    for title, points in SIZES.items():
        style = paper.styles[title]
        style.font.size, style.font.bold = Pt(points), title in BOLD
        style.font.name, style.font.italic = name, False
        style.font.color.rgb = RGBColor(0x1F, 0x2A, 0x30)
        properties = style.element.get_or_add_rPr()
        fonts = properties.find(qn("w:rFonts"))
        for theme in [key for key in fonts.attrib if key.lower().endswith("theme")]:
            del fonts.attrib[theme]
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), name)
        style.font.cs_bold, style.font.cs_italic = title in BOLD, False
        _ordered(properties, points)
    title = paper.styles["Title"].element.get_or_add_pPr()
    for line in title.findall(qn("w:pBdr")):
        title.remove(line)
    space = paper.styles["Normal"].paragraph_format
    space.space_after, space.line_spacing = Pt(4), 1.0


def _ordered(properties: Any, points: float) -> None:
    """Add size of Thai letters and languages behind what is there: Word is strict about the order."""
    _set(properties, "w:szCs", val=str(round(points * 2)))
    size = properties.find(qn("w:szCs"))
    properties.remove(size)
    properties.find(qn("w:sz")).addnext(size)
    language = "th-TH" if get_language() != "en" else "en-GB"
    _set(properties, "w:lang", val=language, bidi="th-TH", eastAsia=language)


def _sheet(paper: Any, content: dict[str, Any]) -> None:
    """Set A4 with its edges, the training mark above, and below of when the figures are and the page."""
    sheet = paper.sections[0]
    sheet.page_width, sheet.page_height = Cm(21), Cm(29.7)
    sheet.left_margin, sheet.right_margin = Cm(3), Cm(2)
    sheet.top_margin, sheet.bottom_margin = Cm(2.5), Cm(2)
    if content["training"]:
        head = sheet.header.paragraphs[0]
        head.text, head.alignment = _("ระบบฝึกปฏิบัติ ข้อมูลทั้งหมดเป็นข้อมูลสมมติ"), WD_ALIGN_PARAGRAPH.CENTER
    foot = sheet.footer.paragraphs[0]
    foot.text = clean(content["as_of"]) + "\t\t"
    foot.paragraph_format.tab_stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = foot.add_run()
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)


def _table(paper: Any, columns: list[str], rows: list[list[str]]) -> None:
    """Add a chapter's table: its head repeats on every page, numbers stand right, no row breaks in two."""
    table = paper.add_table(rows=1, cols=len(columns), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Cm(width)
    for cells, texts in [(table.rows[0].cells, columns), *((table.add_row().cells, row) for row in rows)]:
        for order, (cell, text) in enumerate(zip(cells, texts, strict=True)):
            cell.width = Cm(WIDTHS[order])
            line = cell.paragraphs[0]
            line.style = "Caption"
            line.paragraph_format.space_after = Pt(0)
            run = line.add_run(clean(text))
            if texts is columns:
                run.font.bold = run.font.cs_bold = True
            if order in NUMBERS:
                line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for row in table.rows:
        _set(row._tr.get_or_add_trPr(), "w:cantSplit")
    _set(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")
    paper.add_paragraph().paragraph_format.space_after = Pt(0)


def _properties(paper: Any, content: dict[str, Any]) -> None:
    """Say in the file whose it is, instead of what the library's template says."""
    told = paper.core_properties
    told.title, told.author, told.comments = clean(content["title"]), clean(content["subtitle"])[:250], ""
    told.last_modified_by, told.language = "", "th-TH"
    told.created = told.modified = dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0)
