"""What all Word documents (DOCX) share: faces for Thai and Latin, the A4 sheet, cells, the file's own properties.

Thai is a complex script to Word: face, size and bold of Thai letters are the "cs" ones, so every style names both.
Its library is large: import this module where a document is made, not at every start.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
USUAL = "TH Sarabun New"
"""The face that Thai offices have; ours on paper, Sarabun, is its free brother."""
SIZES = {"Normal": 16, "Title": 22, "Subtitle": 16, "Heading 1": 18, "Caption": 12, "Header": 12, "Footer": 12}
"""Points by style; Thai letters stand smaller than Latin ones of the same size."""
BOLD = frozenset({"Title", "Heading 1"})
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What no XML file holds."""


def new_paper(sizes: Mapping[str, float] = SIZES) -> Any:
    """Return an empty document with its faces named. Parameters: `sizes`, points by style."""
    paper = Document()
    _faces(paper, sizes)
    return paper


def bytes_of(paper: Any) -> bytes:
    """Return a document as a file's bytes."""
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def clean(text: str) -> str:
    """Return a text without the characters that no document holds."""
    return UNPRINTABLE.sub("", text)


def face() -> str:
    """Return the face of the document: the ministry's own where the site names one, else the usual one."""
    return USUAL if settings.DOCUMENT_FONT == "Sarabun" else settings.DOCUMENT_FONT


def set_property(parent: Any, tag: str, **values: str) -> None:
    """Put a property under its parent, in place of one that is there."""
    for old in parent.findall(qn(tag)):
        parent.remove(old)
    made = OxmlElement(tag)
    for name, value in values.items():
        made.set(qn(f"w:{name}"), value)
    parent.append(made)


def _faces(paper: Any, sizes: Mapping[str, float]) -> None:
    """Name face, size and bold for Latin and for Thai in every style used, and Thai as the language."""
    name = face()
    for title, points in sizes.items():
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
    set_property(properties, "w:szCs", val=str(round(points * 2)))
    size = properties.find(qn("w:szCs"))
    properties.remove(size)
    properties.find(qn("w:sz")).addnext(size)
    language = "th-TH" if get_language() != "en" else "en-GB"
    set_property(properties, "w:lang", val=language, bidi="th-TH", eastAsia=language)


def sheet(paper: Any, as_of: str, *, training: bool, mark: str = "") -> None:
    """Set A4 with its edges, training and class marks above and below, below also of when the data is and the page."""
    page = paper.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin, page.right_margin = Cm(3), Cm(2)
    page.top_margin, page.bottom_margin = Cm(2.5), Cm(2)
    above = [mark, _("ระบบฝึกปฏิบัติ ข้อมูลทั้งหมดเป็นข้อมูลสมมติ") if training else ""]
    if any(above):
        head = page.header.paragraphs[0]
        head.text, head.alignment = " · ".join(one for one in above if one), WD_ALIGN_PARAGRAPH.CENTER
    foot = page.footer.paragraphs[0]
    foot.text = clean(" · ".join(one for one in (mark, as_of) if one)) + "\t\t"
    foot.paragraph_format.tab_stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = foot.add_run()
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)


def properties(paper: Any, title: str, author: str) -> None:
    """Say in the file whose it is, instead of what the library's template says."""
    told = paper.core_properties
    told.title, told.author, told.comments = clean(title)[:250], clean(author)[:250], ""
    told.last_modified_by, told.language = "", "th-TH"
    told.created = told.modified = dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0)
