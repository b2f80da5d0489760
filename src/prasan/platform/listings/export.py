"""Export a list: Excel with Thai row heights, CSV that Excel opens right; no text becomes a formula."""

from __future__ import annotations

import csv
import datetime as dt
import io
import logging
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import IO, Any

import xlsxwriter
from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from prasan.kernel.thaidate import show_date, show_time
from prasan.platform.commands.errors import Refused, RuleBroken
from prasan.platform.listings import paging
from prasan.platform.listings.listing import Column, Listing

log = logging.getLogger("prasan.export")
AT_ONCE = 5_000
"""More rows than these are written in the background (about three seconds as a workbook)."""
LIMIT = 100_000
"""Rows of one file; more is a report, not a list."""
FONT, FONT_SIZE, ROW_HEIGHT = "TH Sarabun New", 16, 26
"""Excel shrinks rows to Latin fonts and cuts Thai vowels off: the height is set (ux.md 2.5)."""
KINDS = ("xlsx", "csv")
CLASSES = {0: "", 1: "ลับ", 2: "ลับมาก"}
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def safe(value: Any) -> Any:
    """Return a text that a spreadsheet does not take for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_DANGEROUS) else value


class Export:
    """The rows of a listing as a file, as one actor may have them."""

    def __init__(self, listing: Listing, actor: Any, asked: Mapping[str, str]) -> None:
        refusal = listing.refusal(actor)
        if refusal is not None:
            raise Refused(refusal)
        self.listing, self.actor = listing, actor
        self.columns: list[Column] = [column for column in listing.columns if column.exported]
        rows, applied = listing.chosen(actor, asked)
        _sort, path, down = listing.sorting(asked)
        self.queryset = paging.ordered(rows, path, down=down)
        self.filters = [one.shown(value, actor) for one, value in applied]
        self.highest = 0
        self.count: int = self.queryset[: LIMIT + 1].count()
        self._tell: tuple[Callable[[], None], int] | None = None
        if self.count > LIMIT:
            raise RuleBroken(
                _("มีมากกว่า %(limit)s รายการ โปรดกรองให้แคบลงก่อนส่งออก") % {"limit": f"{LIMIT:,}"}, status=400
            )
        log.info("export", extra={"listing": listing.name, "person": actor.person_id})

    def tell(self, step: Callable[[], None], every: int) -> Export:
        """Have `step` called after every so many rows; returns itself."""
        self._tell = (step, every)
        return self

    def rows(self) -> Iterator[list[Any]]:
        """Yield the rows, read in parts; notes the highest class on the way."""
        mask = bool(getattr(self.actor.scope, "masked", False))
        extra = [self.listing.classification] if self.listing.classification else []
        paths = [column.path for column in self.columns]
        rows = self.queryset.values_list(*paths, *extra).iterator(chunk_size=2000)
        for number, row in enumerate(rows, 1):
            if extra:
                self.highest = max(self.highest, row[-1] or 0)
            yield [column.value(raw, mask=mask) for column, raw in zip(self.columns, row, strict=False)]
            if self._tell and number % self._tell[1] == 0:
                self._tell[0]()

    @property
    def headings(self) -> list[str]:
        """Return the first row."""
        return [str(column.label) for column in self.columns]

    @property
    def as_of(self) -> str:
        """Return "data as of" with day and time, which every page carries."""
        now = timezone.localtime()
        lang: Any = "en" if get_language() == "en" else "th"
        return _("ข้อมูล ณ วันที่ %(day)s") % {"day": f"{show_date(now.date(), 'long', lang)} {show_time(now.time(), lang)}"}


def _line(values: Iterable[Any]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(values)
    return out.getvalue()


def _csv_value(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, int | float | dt.date):
        return value
    return "" if value is None else safe(str(value))


def csv_lines(export: Export) -> Iterator[str]:
    """Yield the lines of a CSV with the mark that makes Excel read it as UTF-8; days stay in ISO form."""
    yield "\ufeff" + _line(safe(heading) for heading in export.headings)
    for row in export.rows():
        yield _line(_csv_value(value) for value in row)


def write_xlsx(export: Export, out: IO[bytes]) -> None:
    """Write a workbook row by row, so that a long list needs no more memory than a short one."""
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    try:
        sheet = book.add_worksheet(_("รายการ")[:31])
        look = {"font_name": FONT, "font_size": FONT_SIZE, "valign": "vcenter"}
        head = book.add_format({**look, "bold": True, "bottom": 1, "text_wrap": True})
        thai = get_language() != "en"
        formats = {
            "text": book.add_format(look),
            "number": book.add_format({**look, "num_format": "#,##0.##"}),
            "date": book.add_format({**look, "num_format": "[$-107041E]d mmm yy" if thai else "d mmm yyyy"}),
            "moment": book.add_format(
                {**look, "num_format": "[$-107041E]d mmm yy hh:mm" if thai else "d mmm yyyy hh:mm"}
            ),
        }
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        for number, column in enumerate(export.columns):
            sheet.set_column(number, number, column.width)
        sheet.set_row(0, ROW_HEIGHT)
        for number, heading in enumerate(export.headings):
            sheet.write_string(0, number, heading, head)
        for at, row in enumerate(export.rows(), 1):
            sheet.set_row(at, ROW_HEIGHT)
            for number, value in enumerate(row):
                _cell(sheet, at, number, value, formats)
        mark = CLASSES.get(export.highest, "")
        sheet.set_header(f"&L{_plain(str(export.listing.title))}&C&B{mark}&R{_plain(export.as_of)}")
        sheet.set_footer(f"&L{_plain(' · '.join(export.filters))}&R&P/&N")
    finally:
        book.close()


def _plain(text: str) -> str:
    """Return a text for a page header, where & begins a code."""
    return text.replace("&", "&&")[:120]


def _cell(sheet: Any, row: int, column: int, value: Any, formats: dict[str, Any]) -> None:
    if value is None:
        sheet.write_blank(row, column, None, formats["text"])
    elif isinstance(value, bool):
        sheet.write_string(row, column, "✓" if value else "", formats["text"])
    elif isinstance(value, dt.datetime):
        sheet.write_datetime(row, column, timezone.localtime(value).replace(tzinfo=None), formats["moment"])
    elif isinstance(value, dt.date):
        sheet.write_datetime(row, column, value, formats["date"])
    elif isinstance(value, str) or not hasattr(value, "__float__"):
        sheet.write_string(row, column, safe(str(value)), formats["text"])
    else:
        sheet.write_number(row, column, value, formats["number"])


def file_name(listing: Listing, kind: str) -> str:
    """Return what the file of a list is called today."""
    return f"{listing.name.replace('.', '-')}-{timezone.localdate():%Y%m%d}.{kind}"


def respond(export: Export, kind: str) -> StreamingHttpResponse | FileResponse:
    """Return the file of a list at once; `kind` is xlsx or csv."""
    listing = export.listing
    name = file_name(listing, kind)
    if kind == "csv":
        response = StreamingHttpResponse(csv_lines(export), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    else:
        out = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
        write_xlsx(export, out)
        out.seek(0)
        response = FileResponse(
            out,
            as_attachment=True,
            filename=name,
            content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        )
    response["Cache-Control"] = "private, no-store"
    return response
