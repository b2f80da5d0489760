"""The corpus of mangled workbooks: name → what happened to the file → what must come of it.

Clean, the file says: jobs 120 (100 is stored), share 33 of 40, visits 0 (neither is stored). `values` is what would be
saved; `bad` the refusals as (cell, words); `refused` the words where nothing of the file is taken.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from prasan.progress.commands import Word
from prasan.progress.workbook import layout
from tests.progress.workbook.books import AT, HEAD, ROWS, Book, Formula, Page, Shown, as_libreoffice, rezip, with_prefix

CLEAN: dict[str, Any] = {"jobs": (120, None), "share": (33, 40), "visits": (0, None)}
JOBS, SHARE, VISITS = "H6", "H7", "H8"


@dataclass(frozen=True)
class Case:
    name: str
    mangle: Callable[[Book], Book | bytes | None]
    values: dict[str, Any] = field(default_factory=lambda: dict(CLEAN))
    bad: tuple[tuple[str, str], ...] = ()
    refused: str = ""
    notes: str = ""
    expected_page: bool = False
    flags: tuple[str, ...] = ()
    """Codes of what the checks at entry say about the report with the file's changes."""
    said: dict[str, Word] = field(default_factory=dict)
    """What the office would say beside its figures, by indicator."""


def without(*codes: str, **values: Any) -> dict[str, Any]:
    return {code: pair for code, pair in (CLEAN | values).items() if code not in codes}


def cell(code: str, column: str, value: Any) -> Callable[[Book], None]:
    def mangle(book: Book) -> None:
        book.form.put(code, column, value)

    return mangle


def renamed(name: str) -> Callable[[Book], None]:
    def mangle(book: Book) -> None:
        book.form.name = name

    return mangle


def swap_rows(book: Book) -> None:
    first, last = book.form.row(ROWS["jobs"]), book.form.row(ROWS["visits"])
    book.form.set_row(ROWS["jobs"], last)
    book.form.set_row(ROWS["visits"], first)


def sort_one_column(book: Book) -> None:
    codes = [book.form.cells[row, AT["code"]] for row in ROWS.values()]
    for row, code in zip(ROWS.values(), reversed(codes), strict=True):
        book.form.cells[row, AT["code"]] = code


def no_secret(book: Book) -> None:
    book.pages.remove(book.secret)


def no_secret_no_codes(book: Book) -> None:
    no_secret(book)
    for row in ROWS.values():
        del book.form.cells[row, AT["code"]]


def touched_secret(book: Book) -> None:
    place = next(p for p, v in book.secret.cells.items() if v == "100")
    book.secret.cells[place] = "120"


def secret_as_numbers(book: Book) -> None:
    for place, value in list(book.secret.cells.items()):
        if isinstance(value, str) and value.isdigit():
            book.secret.cells[place] = float(value)


def no_code_above(book: Book) -> None:
    del book.form.cells[2, 2]


def bare(book: Book) -> None:
    no_secret(book)
    for place in [p for p in book.form.cells if p[0] < HEAD]:
        del book.form.cells[place]


def code_above(text: str) -> Callable[[Book], None]:
    def mangle(book: Book) -> None:
        book.form.cells[2, 2] = text

    return mangle


def title(text: Any) -> Callable[[Book], None]:
    def mangle(book: Book) -> None:
        book.form.cells[0, 0] = text

    return mangle


def shifted(book: Book) -> None:
    for _n in range(3):
        book.form.insert_row(0)
    book.form.insert_column(0)


def reordered_columns(book: Book) -> None:
    page = book.form
    a, b = AT["value"], AT["note"]
    turn = {a: b, b: a}
    page.cells = {(r, turn.get(c, c) if r >= HEAD else c): v for (r, c), v in page.cells.items()}


def merged_values(book: Book) -> None:
    book.form.merges.append((ROWS["share"], AT["value"], ROWS["visits"], AT["value"]))


def merged_across(book: Book) -> None:
    book.form.merges.append((ROWS["jobs"], AT["value"], ROWS["jobs"], AT["denominator"]))


def merged_titles(book: Book) -> None:
    book.form.merges += [(0, 0, 0, 11), (1, 0, 1, 11)]


def merged_cause(book: Book) -> None:
    for code in ("jobs", "share"):
        book.form.put(code, "step", None)
    book.form.put("jobs", "step", "เร่งประชาสัมพันธ์")
    book.form.merges.append((ROWS["jobs"], AT["step"], ROWS["share"], AT["step"]))


def doubled(value: Any) -> Callable[[Book], None]:
    def mangle(book: Book) -> None:
        book.form.set_row(9, book.form.row(ROWS["jobs"]) | {AT["value"]: value})

    return mangle


def twin_sheet(book: Book) -> None:
    book.pages.insert(1, Page("สำเนา", dict(book.form.cells)))


def far_cell(book: Book) -> None:
    book.form.cells[30_000, 2] = "ท้ายสุด"


def blank_all(book: Book) -> None:
    for code in ROWS:
        for column in ("value", "denominator", "cause", "step", "note"):
            book.form.put(code, column, None)


def repeated_heading(book: Book) -> None:
    book.form.insert_row(ROWS["visits"], book.form.row(HEAD))


def sum_row(book: Book) -> None:
    book.form.set_row(9, {AT["name"]: "หมายเหตุท้ายตาราง: ข้อมูลจากระบบของกรม"})


def total_row(book: Book) -> None:
    book.form.set_row(9, {AT["name"]: "รวม", AT["value"]: Formula("=SUM(H6:H8)", 153)})


def value_without_name(book: Book) -> None:
    book.form.set_row(9, {AT["value"]: 5})


def both(*steps: Callable[[Book], Any]) -> Callable[[Book], None]:
    def mangle(book: Book) -> None:
        for step in steps:
            step(book)

    return mangle


def repack(change: Callable[[bytes], bytes]) -> Callable[[Book], bytes]:
    return lambda book: change(book.save())


def names_alone(book: Book) -> None:
    """As somebody copies only names into a form of their own: other spaces, other letters."""
    book.form.drop_column("code")
    for row in ROWS.values():
        name = book.form.cells[row, AT["name"] - 1]
        book.form.cells[row, AT["name"] - 1] = f" {name[0].upper()} {name[1:]}  "


def uncomputed(book: Book) -> bytes:
    book.form.put("jobs", "value", Formula("=100+20", 120))

    def change(name: str, part: bytes) -> bytes:
        return part.replace(b"<f>100+20</f><v>120</v>", b"<f>100+20</f>") if "worksheets" in name else part

    return rezip(book.save(), change)


def as_ods(book: Book) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<office:document-content/>")
    return out.getvalue()


def as_csv(book: Book) -> bytes:
    rows = [",".join(str(book.form.cells.get((r, c), "")) for c in range(12)) for r in range(8)]
    return "\n".join(rows).encode("cp874", "replace")


def zip_with(*names: str) -> Callable[[Book], bytes]:
    def mangle(book: Book) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name in names:
                archive.writestr(name, "x")
        return out.getvalue()

    return mangle


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
PERCENT, DASH = "ไม่ใช่ร้อยละ", "มีเพียงขีด"

CASES = [
    # what must be understood without a word
    Case("saved-again-by-libreoffice", repack(as_libreoffice)),
    Case("namespace-prefixes", repack(with_prefix)),
    Case("thai-digits", cell("jobs", "value", "๑๒๐")),
    Case("thai-digits-with-comma", cell("jobs", "value", "๑,๒๐๐"), without(jobs=(1200, None))),
    Case("thousands-comma-as-text", cell("jobs", "value", "1,200"), without(jobs=(1200, None))),
    Case("thousands-space-as-text", cell("jobs", "value", "1 200"), without(jobs=(1200, None))),
    Case("number-as-text", cell("jobs", "value", "120")),
    Case("apostrophe-in-sight", cell("jobs", "value", "'120")),
    Case("unit-after-the-number", cell("jobs", "value", "120 คน")),
    Case("spaces-around", cell("jobs", "value", " \u00a0120\u200b ")),
    Case("a-float", cell("jobs", "value", 120.0000000000001)),
    Case("a-formula-with-its-value", cell("jobs", "value", Formula("=100+20", 120))),
    Case("formula-that-gives-text", cell("jobs", "value", Formula('="120"', "120"))),
    Case("currency-format", cell("jobs", "value", Shown(120, '"฿"#,##0'))),
    Case("format-with-a-quoted-percent-sign", cell("jobs", "value", Shown(120, '#,##0" %"'))),
    Case("thai-digit-format", cell("jobs", "value", Shown(120, "[$-D07041E]#,##0"))),
    Case("zero-as-text", cell("visits", "value", "๐")),
    Case("zero-with-decimals", cell("visits", "value", "0.0")),
    Case("rows-in-another-order", swap_rows),
    Case("an-empty-row-between", lambda book: book.form.insert_row(6)),
    Case("a-remark-row", sum_row),
    Case("the-heading-once-more", repeated_heading),
    Case("a-column-between", lambda book: book.form.insert_column(4, "ผู้รับผิดชอบ")),
    Case("shifted-down-and-right", shifted),
    Case("columns-in-another-order", reordered_columns),
    Case("column-of-notes-gone", lambda book: book.form.drop_column("note")),
    Case("column-of-names-gone", lambda book: book.form.drop_column("name")),
    Case("column-of-codes-gone", lambda book: book.form.drop_column("code")),
    Case("row-deleted", lambda book: book.form.drop_row(ROWS["visits"]), without("visits")),
    Case("sheet-renamed", renamed("ส่งกระทรวง")),
    Case("sheet-renamed-in-english", renamed("Sheet1")),
    Case("help-sheet-gone", lambda book: book.pages.remove(next(p for p in book.pages if p.name == "วิธีกรอก"))),
    Case("a-sheet-of-ones-own", lambda book: book.pages.insert(0, Page("ทด", {(0, 0): "บวกเลข", (1, 0): 5}))),
    Case("hidden-sheet-in-sight", lambda book: setattr(book.secret, "hidden", False)),
    Case("hidden-sheet-as-numbers", secret_as_numbers),
    Case("merged-title", merged_titles),
    Case("value-merged-across", merged_across),
    Case("way-back-merged-over-two-rows", merged_cause),
    Case("title-with-thai-digits", title("รายงานผล เดือน{month_thai}")),
    Case("title-in-the-common-era", title("รายงานผล {month_en}")),
    Case("title-as-a-day", title("{day}")),
    Case("code-with-small-letters", cell("jobs", "code", "JOBS")),
    Case("names-typed-anew-without-codes", names_alone),
    Case("code-above-with-thai-digits", code_above("{code_thai}")),
    Case("the-same-row-twice", doubled(120)),
    Case("cause-in-english", cell("jobs", "cause", "Waiting for budget")),
    Case("cause-as-code", cell("jobs", "cause", "budget")),
    # understood, and said
    Case("hidden-sheet-gone", no_secret, notes="ไม่พบแผ่นข้อมูลซ่อน"),
    Case("hidden-sheet-and-codes-gone", no_secret_no_codes, notes="ไม่พบแผ่นข้อมูลซ่อน"),
    Case("hidden-sheet-changed", touched_secret, notes="ถูกแก้ไข จึงไม่ใช้"),
    Case("code-above-gone", no_code_above, notes="จึงใช้ชื่อแผ่นแทน"),
    Case("nothing-above-on-the-report-page", bare, notes="ถือว่าเป็นรายงานของหน้าที่ส่ง", expected_page=True),
    Case("blanks-pasted-over-all", blank_all, {}),
    Case("a-blank-is-no-zero", cell("visits", "value", None), without("visits")),
    Case("only-spaces-is-blank", cell("visits", "value", "  \u00a0 "), without("visits")),
    # refused by sheet and cell, the rest taken
    Case("a-dash", cell("jobs", "value", "-"), without("jobs"), ((JOBS, DASH),)),
    Case("a-long-dash", cell("jobs", "value", "—"), without("jobs"), ((JOBS, DASH),)),
    Case("per-cent-text", cell("jobs", "value", "45%"), without("jobs"), ((JOBS, PERCENT),)),
    Case("per-cent-in-words", cell("jobs", "value", "ร้อยละ 45"), without("jobs"), ((JOBS, PERCENT),)),
    Case("per-cent-format", cell("jobs", "value", Shown(0.45, "0%")), without("jobs"), ((JOBS, PERCENT),)),
    Case(
        "per-cent-format-of-a-ratio",
        cell("share", "value", Shown(0.825, "0.0%")),
        without("share"),
        ((SHARE, PERCENT),),
    ),
    Case("words", cell("jobs", "value", "ไม่มีผล"), without("jobs"), ((JOBS, "อ่านเป็นตัวเลขไม่ได้"),)),
    Case("two-numbers", cell("jobs", "value", "120/150"), without("jobs"), ((JOBS, "อ่านเป็นตัวเลขไม่ได้"),)),
    Case("mixed-digits", cell("jobs", "value", "๑2๐"), without("jobs"), ((JOBS, "เลขไทยปนเลขอารบิก"),)),
    Case("comma-at-the-wrong-place", cell("jobs", "value", "12,0"), without("jobs"), ((JOBS, "คั่นหลักพันอยู่ผิดที่"),)),
    Case("negative", cell("jobs", "value", -5), without("jobs"), ((JOBS, "ติดลบไม่ได้"),)),
    Case("negative-in-text", cell("jobs", "value", "−5"), without("jobs"), ((JOBS, "ติดลบไม่ได้"),)),
    Case("half-a-person", cell("jobs", "value", 120.5), without("jobs"), ((JOBS, "ทศนิยมมากกว่า"),)),
    Case("too-large", cell("jobs", "value", 1e30), without("jobs"), ((JOBS, "ใหญ่เกินไป"),)),
    Case("turned-into-a-day", cell("jobs", "value", dt.date(2026, 12, 1)), without("jobs"), ((JOBS, "เป็นวันที่"),)),
    Case("true", cell("jobs", "value", True), without("jobs"), ((JOBS, "จริง/เท็จ"),)),
    Case(
        "formula-with-an-error",
        cell("jobs", "value", Formula("=1/0", "#DIV/0!")),
        without("jobs"),
        ((JOBS, "สูตรในช่องนี้ผิดพลาด"),),
    ),
    Case(
        "formula-never-computed",
        uncomputed,
        without("jobs"),
        ((JOBS, "ยังไม่ได้คำนวณ"),),
    ),
    Case(
        "values-merged-over-two-rows",
        merged_values,
        without("share", "visits"),
        ((SHARE, "ถูกผสาน"), (VISITS, "ถูกผสาน")),
    ),
    Case("ratio-without-its-whole", cell("share", "denominator", None), without("share"), (("I7", "ตัวหาร"),)),
    Case("ratio-with-zero-whole", cell("share", "denominator", 0), without("share"), (("I7", "มากกว่าศูนย์"),)),
    Case("whole-without-its-part", cell("share", "value", None), without("share"), ((SHARE, "ยังไม่มีผลเดือนนี้"),)),
    Case("whole-where-none-is-asked", cell("visits", "denominator", 9), without("visits"), (("I8", "ไม่มีตัวหาร"),)),
    Case("cause-not-on-the-list", cell("jobs", "cause", "ฝนตก"), without("jobs"), (("J6", "เลือกสาเหตุจากรายการ"),)),
    Case("way-back-too-long", cell("jobs", "step", "ก" * 301), without("jobs"), (("K6", "ยาวเกิน 300"),)),
    Case(
        "words-without-a-value",
        both(cell("visits", "value", None), cell("visits", "note", "รอข้อมูล")),
        without("visits"),
        ((VISITS, "ยังไม่มีผลเดือนนี้"),),
    ),
    Case("one-column-sorted-alone", sort_one_column, without("jobs", "visits"), (("B6", "ไม่ตรงกัน"), ("B8", "ไม่ตรงกัน"))),
    Case("unknown-code", cell("jobs", "code", "jobz"), without("jobs"), (("B6", "ไม่รู้จักตัวชี้วัด “jobz”"),)),
    Case("total-row", total_row, dict(CLEAN), (("C10", "ไม่รู้จักตัวชี้วัด “รวม”"),)),
    Case("value-without-a-name", value_without_name, dict(CLEAN), (("H10", "ไม่มีรหัสหรือชื่อ"),)),
    Case("the-row-twice-with-two-values", doubled(130), without("jobs"), (("H10", "อีกแถวหนึ่ง (แถว 6)"),)),
    # the file as a whole
    Case("title-of-another-month", title("รายงานผล เดือน{month_before}"), refused="หัวแผ่นบอกเดือน"),
    Case("heading-gone", lambda book: book.form.set_row(HEAD, {}), refused="ไม่พบแถวหัวตาราง"),
    Case("another-offices-form", code_above("DSD-92/{period}"), refused="เป็นรายงานของ DSD-92 ไม่ใช่ของ DOE-92"),
    Case("a-locked-month", both(title("รายงาน"), code_above("DOE-92/256001")), refused="ปิดรับการแก้ไขแล้ว"),
    Case("a-month-to-come", both(title("รายงาน"), code_above("DOE-92/259901")), refused="ยังไม่ถึงเดือน"),
    Case(
        "another-months-page",
        both(title("รายงาน"), code_above("DOE-92/{before}")),
        refused="แต่ท่านส่งในหน้าของเดือน",
        expected_page=True,
    ),
    Case("no-month-at-all", bare, refused="ไม่รู้ว่าเป็นรายงานของเดือนใด"),
    Case("the-report-on-two-sheets", twin_sheet, refused="เป็นรายงานเดียวกัน"),
    Case("a-cell-far-away", far_cell, refused="มากผิดปกติ"),
    Case("an-empty-workbook", lambda book: Book([Page("Sheet1")]).save(), refused="ไม่พบแบบรายงานในไฟล์นี้"),
    Case("an-empty-file", lambda book: b"", refused="ไฟล์ว่าง"),
    Case("old-excel", lambda book: OLE, refused=".xls)"),
    Case("with-a-password", lambda book: OLE + "EncryptedPackage".encode("utf-16-le"), refused="รหัสผ่าน"),
    Case("libreoffice-file", as_ods, refused=".ods"),
    Case("csv-file", as_csv, refused=".csv"),
    Case("binary-excel", zip_with("xl/workbook.bin"), refused=".xlsb"),
    Case("macros", lambda book: rezip(book.save(), lambda n, p: p, {"xl/vbaProject.bin": b"x"}), refused="แมโคร"),
    Case("numbers-file", zip_with("Index/Document.iwa"), refused="Numbers"),
    Case("word-file", zip_with("word/document.xml"), refused="Word"),
    Case("a-pdf", lambda book: b"%PDF-1.7 x", refused="PDF"),
    Case("a-photograph", lambda book: b"\xff\xd8\xff\xe0 x", refused="รูปภาพ"),
    Case("a-web-page-named-xls", lambda book: b"<html><table><tr><td>1</td></tr></table></html>", refused="หน้าเว็บ"),
    Case("cut-off", lambda book: book.save()[:-300], refused="ไม่ครบหรือเสียหาย"),
    Case(
        "a-broken-part",
        lambda book: rezip(book.save(), lambda n, p: p[:200] if n.endswith("sheet1.xml") else p),
        refused="ไม่ครบหรือเสียหาย",
    ),
]

# a form whose first indicator is asked by sex: its groups stand in the rows below it
SPLIT_ROWS = {"jobs": 5, "jobs/sex:f": 6, "jobs/sex:m": 7, "share": 8, "visits": 9}
SPLIT_CLEAN: dict[str, Any] = {"jobs": (120, None), "jobs/sex:f": (70, None), "jobs/sex:m": (50, None)}
WOMEN = "H7"


def at(code: str, column: str, value: Any) -> Callable[[Book], None]:
    def mangle(book: Book) -> None:
        place = (SPLIT_ROWS[code], AT[column])
        book.form.cells.pop(place, None)
        if value is not None:
            book.form.cells[place] = value

    return mangle


def groups(*gone: str, **values: Any) -> dict[str, Any]:
    told = {f"jobs/sex:{key}" if key != "jobs" else key: pair for key, pair in values.items()}
    return {code: pair for code, pair in (SPLIT_CLEAN | told).items() if code not in gone}


def groups_first(book: Book) -> None:
    """Sort by value, upwards: the groups stand before their whole."""
    rows = [book.form.row(number) for number in (5, 6, 7)]
    for number, row in zip((5, 6, 7), (rows[2], rows[1], rows[0]), strict=True):
        book.form.set_row(number, row)


def code_filled_down(book: Book) -> None:
    for number in (6, 7):
        book.form.cells[number, AT["code"]] = "jobs"


def group_twice(book: Book) -> None:
    book.form.set_row(10, book.form.row(6) | {AT["value"]: 60})


def of_a_form_before(book: Book) -> None:
    """As a form that was downloaded before forms had groups and the office's word: no rows, no column, no base."""
    book.form.drop_row(7)
    book.form.drop_row(6)
    for name in ("help_from", "help_text", "stated", "claim"):
        book.form.drop_column(name)
    told: dict[int, dict[int, Any]] = {}
    for (row, column), value in book.secret.cells.items():
        told.setdefault(row, {})[column] = value
    kept = [row for _n, row in sorted(told.items()) if row.get(0) in {"sheet", "base"} and "/" not in str(row.get(3))]
    lines = [[str(row.get(column, "")) for column in range(9 if row[0] == "base" else 6)] for row in kept]
    lines.insert(0, [layout.MARK, layout.EDITION, layout.checksum(lines)])
    book.secret.cells = {(r, c): text for r, line in enumerate(lines) for c, text in enumerate(line) if text}


SPLIT_CASES = [
    Case("groups-as-they-are", lambda book: None, dict(SPLIT_CLEAN)),
    Case("groups-with-thai-digits", at("jobs/sex:f", "value", "๗๐ คน"), dict(SPLIT_CLEAN)),
    Case("groups-before-their-whole", groups_first, dict(SPLIT_CLEAN)),
    Case("groups-by-name-alone", lambda book: book.form.drop_column("code"), dict(SPLIT_CLEAN)),
    Case("code-filled-down-over-the-groups", code_filled_down, dict(SPLIT_CLEAN)),
    Case("a-group-left-blank", at("jobs/sex:m", "value", None), groups("jobs/sex:m"), flags=()),
    Case("a-form-of-before-without-groups", of_a_form_before, groups("jobs/sex:f", "jobs/sex:m")),
    Case("row-of-the-whole-deleted", lambda book: book.form.drop_row(5), groups("jobs"), flags=("parts-sum",)),
    Case("a-group-that-is-text", at("jobs/sex:f", "value", "เจ็ดสิบ"), groups("jobs/sex:f"),
         ((WOMEN, "อ่านเป็นตัวเลขไม่ได้"),)),
    Case("a-group-in-per-cent", at("jobs/sex:f", "value", Shown(0.58, "0%")), groups("jobs/sex:f"),
         ((WOMEN, PERCENT),)),
    Case("a-negative-group", at("jobs/sex:f", "value", -1), groups("jobs/sex:f"), ((WOMEN, "ติดลบไม่ได้"),)),
    Case("groups-that-do-not-make-the-whole", at("jobs/sex:f", "value", 60), groups(f=(60, None)),
         flags=("parts-sum",)),
    Case("a-group-that-nobody-knows", at("jobs/sex:f", "code", "jobs/sex:x"), groups("jobs/sex:f"),
         (("B7", "ไม่ได้ให้แยกตามกลุ่ม “sex:x”"),)),
    Case("a-group-of-another-indicator", at("jobs/sex:f", "code", "visits/sex:f"), groups("jobs/sex:f"),
         (("B7", "ตัวชี้วัด visits ไม่ได้ให้แยกตามกลุ่ม"),)),
    Case("words-beside-a-group", at("jobs/sex:f", "note", "รอข้อมูล"), groups("jobs/sex:f"),
         (("L7", "โปรดเขียนข้อความในแถวยอดรวม"),)),
    Case("a-group-twice-with-two-values", group_twice, groups("jobs/sex:f"), (("H11", "อีกแถวหนึ่ง (แถว 7)"),)),
    Case("a-whole-beside-a-group-of-no-ratio", at("jobs/sex:f", "denominator", 9), groups("jobs/sex:f"),
         (("I7", "ไม่มีตัวหาร"),)),
    Case("claim-that-is-none", at("jobs", "claim", "ดีมาก"), groups("jobs"), (("M6", "เลือกสถานะจากรายการ"),),
         flags=("parts-sum",)),
    Case("claim-in-english", at("jobs", "claim", "Late"), dict(SPLIT_CLEAN)),
]  # fmt: skip
