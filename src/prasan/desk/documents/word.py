"""The labour situation report as a Word document (DOCX): the same content as its PDF, for officers who edit it.

Headings are real headings, table heads repeat on the next page, and the foot counts pages.
"""

from __future__ import annotations

from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

from prasan.platform.documents import wordfile
from prasan.platform.documents.wordfile import clean, set_property

WIDTHS = (4.4, 2.6, 1.9, 1.9, 3.2, 2.0)
"""Centimetres of the columns; together what is left of A4 between its edges."""
NUMBERS = range(1, 4)


def docx(content: dict[str, Any]) -> bytes:
    """Return the document. Parameters: `content`, as `situation.paper_of` makes it, with as_of and training."""
    paper = wordfile.new_paper()
    wordfile.sheet(paper, content["as_of"], training=content["training"])
    paper.add_paragraph(clean(content["title"]), style="Title")
    paper.add_paragraph(clean(content["subtitle"]), style="Subtitle")
    for chapter in content["chapters"]:
        paper.add_heading(clean(chapter["title"]), level=1)
        for text in chapter["paragraphs"]:
            paper.add_paragraph(clean(text))
        if chapter["rows"]:
            _table(paper, content["columns"], chapter["rows"])
    wordfile.properties(paper, content["title"], content["subtitle"])
    return wordfile.bytes_of(paper)


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
        set_property(row._tr.get_or_add_trPr(), "w:cantSplit")
    set_property(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")
    paper.add_paragraph().paragraph_format.space_after = Pt(0)
