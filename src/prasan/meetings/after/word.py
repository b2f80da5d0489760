"""Minutes and letters as Word documents (DOCX): the same words as their PDFs, for officers who edit them.

Parameters of the writers: `told`, the texts of shown.paper_of or letters.paper_of, with Thai digits already set.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

from prasan.kernel.digits import to_thai
from prasan.platform.documents import wordfile
from prasan.platform.documents.wordfile import clean

INDENT = Cm(2.5)
WIDTHS = (1.0, 5.6, 6.4, 3.0)
CENTER, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
DOTS = "." * 40


def minutes(told: dict[str, Any]) -> bytes:
    """Return minutes in form 11."""
    paper = wordfile.new_paper()
    wordfile.sheet(paper, told["as_of"], training=told["training"], mark=told["mark"])
    head = [f"รายงานการประชุม {told['draft']}".strip(), told["title"], told["code_words"]]
    for words in filter(None, head):
        _line(paper, words, bold=True, place=CENTER)
    for words in (told["when"], told["where"]):
        _line(paper, words, place=CENTER)
    _people(paper, "ผู้มาประชุม", told["present"])
    _people(paper, "ผู้ไม่มาประชุม (ถ้ามี)", told["absent"])
    _people(paper, "ผู้เข้าร่วมประชุม (ถ้ามี)", told["guests"])
    if told["listeners"]:
        _line(paper, told["listeners"])
    _line(paper, told["begins"], bold=True)
    _said(paper, [told["quorum"]])
    for section in told["sections"]:
        _section(paper, section)
    if told["loose"]:
        _line(paper, "มติและข้อสั่งการอื่น", bold=True)
    _said(paper, [*told["loose"], told["withheld"]])
    _line(paper, told["ends"], bold=True)
    _signed(paper, told["writer"]["name"], told["writer"]["position"], "ผู้จดรายงานการประชุม")
    _signed(paper, told["checker"]["name"], told["checker"]["position"], "ผู้ตรวจรายงานการประชุม")
    for words in filter(None, [told["approved"], told["certified"], *(_hash(one) for one in told["hashes"])]):
        paper.add_paragraph(clean(words), style="Caption")
    wordfile.properties(paper, told["title"], told["writer"]["office"])
    return wordfile.bytes_of(paper)


def _hash(one: dict[str, str]) -> str:
    return f"{one['label']} {one['code']}"


def _section(paper: Any, section: dict[str, Any]) -> None:
    _line(paper, section["title"], bold=True)
    _said(paper, [section["nothing"]])
    if section["follow"]:
        _table(paper, ["เลขที่", "ข้อสั่งการครั้งก่อน", "สถานะ", "ผลและหลักฐาน"], section["follow"])
    for one in section["items"]:
        _line(paper, one["title"], bold=True, indent=Cm(1.25))
        _said(paper, [*one["lines"], *one["votes"]])
        if one["resolution"]:
            line = _line(paper, "มติที่ประชุม ", bold=True, first=INDENT)
            line.add_run(clean(one["resolution"]))
        _said(paper, one["orders"])


def _line(
    paper: Any, words: str, *, bold: bool = False, place: Any = None, indent: Any = None, first: Any = None
) -> Any:
    """Add a paragraph. Parameters: `indent` of all lines, `first` of the first."""
    line = paper.add_paragraph()
    run = line.add_run(clean(words))
    run.font.bold = run.font.cs_bold = bold
    if place is not None:
        line.alignment = place
    if indent is not None:
        line.paragraph_format.left_indent = indent
    if first is not None:
        line.paragraph_format.first_line_indent = first
    return line


def _said(paper: Any, rows: Sequence[str]) -> None:
    for words in rows:
        if words:
            _line(paper, words, first=INDENT)


def _people(paper: Any, title: str, rows: Sequence[Sequence[str]]) -> None:
    if not rows:
        return
    _line(paper, title, bold=True)
    told = [[f"{to_thai(str(n))}.", *row] for n, row in enumerate(rows, start=1)]
    table = paper.add_table(rows=len(told), cols=len(WIDTHS))
    table.autofit = False
    for cells, texts in zip(table.rows, told, strict=True):
        for cell, text, width in zip(cells.cells, texts, WIDTHS, strict=True):
            cell.width = Cm(width)
            line = cell.paragraphs[0]
            line.paragraph_format.space_after = Pt(0)
            line.add_run(clean(text))


def _table(paper: Any, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = paper.add_table(rows=1, cols=len(head), style="Table Grid")
    for cells, texts in [(table.rows[0], head), *((table.add_row(), row) for row in rows)]:
        for cell, text in zip(cells.cells, texts, strict=True):
            line = cell.paragraphs[0]
            line.paragraph_format.space_after = Pt(0)
            run = line.add_run(clean(text))
            run.font.bold = run.font.cs_bold = texts is head
    wordfile.set_property(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")
    paper.add_paragraph().paragraph_format.space_after = Pt(0)


def _signed(paper: Any, name: str, position: str, words: str) -> None:
    _line(paper, "")
    for text in filter(None, [DOTS, f"({name or DOTS})", position, words]):
        line = _line(paper, text, place=CENTER, indent=Cm(7))
        line.paragraph_format.space_after = Pt(0)
        line.paragraph_format.keep_with_next = True


KINDS = {"memo": "บันทึกข้อความ", "letter": "", "order": "คำสั่ง"}


def letter(told: dict[str, Any]) -> bytes:
    """Return a letter, memo or order; dots stand where e-Saraban still has to give number and date."""
    paper = wordfile.new_paper()
    wordfile.sheet(paper, told["as_of"], training=told["training"], mark=told["mark"])
    {"memo": _memo, "letter": _outside, "order": _order}[told["kind"]](paper, told)
    _said(paper, told["body"])
    if told["kind"] == "order":
        _line(paper, f"สั่ง ณ วันที่ {told['date'] or DOTS}", first=INDENT)
    if told["kind"] == "letter":
        _line(paper, told["closing"] or "ขอแสดงความนับถือ", place=CENTER, indent=Cm(7))
    who = told["signature"]
    _signed(paper, who["name"], who["position"], f"ตามคำสั่งที่ {who['order_no']}" if who["order_no"] else "")
    if told["kind"] == "letter" and told["contact"]:
        _line(paper, told["contact"])
    wordfile.properties(paper, told["subject"], told["office"])
    return wordfile.bytes_of(paper)


def _labelled(paper: Any, *pairs: tuple[str, str]) -> None:
    line = paper.add_paragraph()
    for label, words in pairs:
        run = line.add_run(clean(f"{label}  "))
        run.font.bold = run.font.cs_bold = True
        line.add_run(clean(f"{words}    "))


def _memo(paper: Any, told: dict[str, Any]) -> None:
    _line(paper, KINDS["memo"], bold=True, place=CENTER)
    _labelled(paper, ("ส่วนราชการ", f"{told['office']} {told['contact']}".strip()))
    _labelled(paper, ("ที่", told["number"] or DOTS), ("วันที่", told["date"] or DOTS))
    _labelled(paper, ("เรื่อง", told["subject"]))
    _labelled(paper, ("เรียน", told["to"]))


def _outside(paper: Any, told: dict[str, Any]) -> None:
    _labelled(paper, ("ที่", told["number"] or DOTS))
    _line(paper, told["office"], place=RIGHT)
    _line(paper, told["date"] or DOTS, place=CENTER)
    _labelled(paper, ("เรื่อง", told["subject"]))
    _labelled(paper, ("เรียน", told["to"]))
    if told["refers_to"]:
        _labelled(paper, ("อ้างถึง", " ".join(told["refers_to"])))


def _order(paper: Any, told: dict[str, Any]) -> None:
    for words in (f"คำสั่ง{told['office']}", f"ที่ {told['number'] or DOTS}", f"เรื่อง {told['subject']}"):
        _line(paper, words, bold=True, place=CENTER)
