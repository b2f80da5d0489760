"""From a read file to saved figures: which reports it may change, the comparison to show, and SaveFigures for each."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from prasan.directory.models import Office
from prasan.platform.commands import Create, RuleBroken, perform
from prasan.progress import periods
from prasan.progress import policy as may
from prasan.progress.checks.entry import Finding, Given, given_of
from prasan.progress.commands import NOTHING_TO_REPORT, OpenReport, SaveFigures, shut_months
from prasan.progress.entry import findings_of_many
from prasan.progress.items import Item, items_of, items_of_many
from prasan.progress.models import Report
from prasan.progress.workbook.cells import Row, read_rows
from prasan.progress.workbook.comparing import CHANGED, CONFLICT, Line, compare, together
from prasan.progress.workbook.layout import Base
from prasan.progress.workbook.models import Filled
from prasan.progress.workbook.reading import Bad, Book, Form, read
from prasan.registers import settings

STALE = gettext_lazy("มีการบันทึกรายงานนี้ระหว่างที่ท่านดู ยังไม่มีอะไรถูกบันทึก โปรดตรวจค่าล่าสุดแล้วกดอีกครั้ง")


@dataclass(slots=True)
class Sheet:
    """One report in a file, as it is kept between sending and accepting: rows, refusals, and the base of its cells."""

    name: str
    office: int
    period: int
    rows: list[Row] = field(default_factory=list)
    bad: list[Bad] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    base: dict[str, Base] | None = None

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Sheet:
        """Return the sheet that was kept."""
        base = kept["base"]
        return cls(
            kept["name"], kept["office"], kept["period"], [Row(**one) for one in kept["rows"]],
            [Bad(**one) for one in kept["bad"]], kept["notes"],
            None if base is None else {code: Base(**one) for code, one in base.items()},
        )  # fmt: skip


@dataclass(slots=True)
class Sent:
    """What a file holds: its reports, what was refused of it as a whole, and what is to be told."""

    sheets: list[Sheet]
    bad: list[Bad]
    notes: list[str]

    def as_json(self) -> dict[str, Any]:
        """Return what is kept."""
        return dataclasses.asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Sent:
        """Return what was kept."""
        sheets = [Sheet.from_json(one) for one in kept["sheets"]]
        return cls(sheets, [Bad(**one) for one in kept["bad"]], kept["notes"])


@dataclass(kw_only=True)
class KeepFilled(Create[Filled]):
    """Keep a filled workbook that was read, until its comparison is accepted."""

    name = "progress.keep_workbook"
    verb = gettext_lazy("ส่งแบบรายงาน Excel เพื่อตรวจก่อนบันทึก")
    model = Filled
    allowed = may.can_send_workbook

    file_name: str
    content: dict[str, Any]

    def build(self, actor: Any) -> Filled:
        """Return the workbook, in the name of the one who sent it."""
        return Filled(file_name=self.file_name[:200], content=self.content, person_id=actor.person_id)


def reports_of(months: Sequence[tuple[Office, int]]) -> list[Report]:
    """Return the report of each office and month; where it was not begun, what it would be, not saved. One query."""
    rows = Report.objects.filter(office__in={one.pk for one, _ in months}, period__in={one for _, one in months})
    kept = {(one.office_id, one.period): one for one in rows.select_related("office", "area")}
    return [
        kept.get((office.pk, period))
        or Report(office=office, area=office.area, period=period, state=Report.State.DRAFT)
        for office, period in months
    ]


def closed(report: Report) -> str:
    """Return why nothing of a report can be changed now, empty where it can."""
    return closed_among([report])(report)


def closed_among(reports: Sequence[Report], rules: settings.Rules | None = None) -> Callable[[Report], str]:
    """Return `closed` for some reports, what it needs asked once for all (progress.commands.shut_months)."""
    shut = shut_months({(one.office_id, one.period) for one in reports}, rules)

    def told(report: Report) -> str:
        why = shut.get((report.office_id, report.period), "")
        if why or report.state in SaveFigures.editable:
            return why
        return _("รายงานนี้อยู่ในสถานะ “%(state)s” จึงแก้ไขไม่ได้") % {"state": report.get_state_display()}

    return told


def sent(content: bytes, office: Office | None = None, expected: Report | None = None) -> Sent:
    """Read a file. Raises RuleBroken (422) where nothing of it can be taken, with the first reason.

    Parameters: `office`, whose reports may be in it (None: whichever the file names, for the command line);
    `expected`, the report on whose page it was sent.
    """
    book = read(content)
    found = Sent([], list(book.bad), list(book.notes))
    for form in book.forms:
        try:
            found.sheets.append(_sheet(form, book, office, expected))
        except _NotTaken as refused:
            found.bad.append(Bad(form.sheet.name, "", str(refused)))
    if not found.sheets:
        raise RuleBroken(" ".join(one.told for one in found.bad[:3]), status=422, field="file")
    return found


class _NotTaken(Exception):
    """A sheet that is not taken, with the reason."""


def _sheet(form: Form, book: Book, office: Office | None, expected: Report | None) -> Sheet:
    """Return the rows of one form. Raises _NotTaken for another office's, a closed month, an unknown report."""
    told = list(form.notes)
    whose = _whose(form, office)
    if not form.period:
        if expected is None or len(book.forms) > 1:
            raise _NotTaken(_("ไม่รู้ว่าเป็นรายงานของเดือนใด โปรดส่งจากหน้ารายงานของเดือนนั้น หรือใส่ชื่อเดือนในแถวบนสุด"))
        form.period = expected.period
        told.append(_("ไม่พบรหัสแบบและชื่อเดือน จึงถือว่าเป็นรายงานของหน้าที่ส่ง"))
    if expected is not None and form.period != expected.period:
        words = {"file": _month(form.period), "page": periods.label(expected.period)}
        raise _NotTaken(_("เป็นรายงานของเดือน %(file)s แต่ท่านส่งในหน้าของเดือน %(page)s จึงไม่รับ") % words)
    try:
        periods.split(form.period)
    except ValueError:
        raise _NotTaken(_("รหัสแบบบนแผ่นไม่ถูกต้อง โปรดดาวน์โหลดแบบใหม่")) from None
    report = reports_of([(whose, form.period)])[0]
    reason = closed(report)
    if reason:
        raise _NotTaken(f"{_month(form.period)}: {reason}")
    with override("th"):  # groups by the names that the form has
        items = items_of(report)
    if not items:
        raise _NotTaken(str(NOTHING_TO_REPORT))
    rows = read_rows(form, items)
    base = form.known.base if form.known else None
    return Sheet(form.sheet.name, whose.pk, form.period, rows.rows, rows.bad, told, base)


def _month(period: int) -> str:
    try:
        return periods.label(period)
    except ValueError:
        return str(period)


def _whose(form: Form, office: Office | None) -> Office:
    if office is None:
        found = Office.objects.select_related("area").filter(code__iexact=form.office).first() if form.office else None
        if found is None:
            raise _NotTaken(_("ไม่รู้ว่าเป็นรายงานของหน่วยงานใด โปรดใช้แบบที่ดาวน์โหลดจากระบบ"))
        return found
    if form.office and form.office.upper() != office.code.upper():
        other = Office.objects.filter(code__iexact=form.office).first()
        words = {"other": other.name if other else form.office, "own": office.name}
        raise _NotTaken(_("เป็นรายงานของ %(other)s ไม่ใช่ของ %(own)s จึงไม่รับ") % words)
    return office


@dataclass(slots=True)
class Section:
    """One report of a kept file beside what is stored now. `refusal` says why none of it can be saved."""

    sheet: Sheet
    report: Report
    lines: list[Line]
    items: list[Item] = field(default_factory=list)
    refusal: str = ""
    flags: list[Finding] = field(default_factory=list)
    """What the checks at entry say about the report as it would stand with every change of the file."""

    def flags_of(self, line: Line) -> list[Finding]:
        """Return what the checks say about a line's indicator, once: at the first of its lines that can be chosen."""
        first = next((one for one in self.lines if one.choosable and one.code == line.code), None)
        return [one for one in self.flags if one.item.indicator.code == line.code] if line is first else []

    @property
    def version(self) -> int:
        """The report's version that the comparison shows."""
        return self.report.version

    def key(self, line: Line) -> str:
        """Return the name of a line among all of the file's."""
        return f"{self.sheet.period}:{line.row_code}"

    def counts(self) -> dict[str, int]:
        """Return how many lines stand how; "rejected" are the refused cells."""
        found: dict[str, int] = {"rejected": len(self.sheet.bad)}
        for line in self.lines:
            found[line.status] = found.get(line.status, 0) + 1
        return found


def sections(kept: Sent, actor: Any = None) -> list[Section]:
    """Return each report of a file beside what is stored now.

    Parameters: `actor`, who would save it; None asks nothing about rights.
    """
    found = []
    offices = Office.objects.select_related("area").in_bulk({one.office for one in kept.sheets})
    reports = reports_of([(offices[one.office], one.period) for one in kept.sheets])
    given = []
    for sheet, report, items in zip(kept.sheets, reports, items_of_many(reports), strict=True):
        refused = may.can_type(actor, report) if actor is not None else None
        lines = list(compare(sheet.rows, items, sheet.base))
        found.append(Section(sheet, report, lines, items, str(refused or closed(report))))
        given.append(_given(items, lines))
    for section, flags in zip(found, findings_of_many(given), strict=True):
        changed = {line.code for line in section.lines if line.choosable}
        section.flags = [one for one in flags if one.item.indicator.code in changed]
    return found


def _given(items: Sequence[Item], lines: Sequence[Line]) -> list[Given]:
    """Return a report's answers as they would stand with the changes of a file."""
    told = _by_code(line for line in lines if line.status in {CHANGED, CONFLICT})
    found = []
    for item in items:
        given = given_of(item)
        if item.indicator.code in told:
            one = together(item, told[item.indicator.code])
            parts = dict(given.members) | {key: part for key, part in (one.members or {}).items() if part is not None}
            given = dataclasses.replace(
                given, value=one.value, denominator=one.denominator, note=one.note, members=parts,
                stated=one.word.stated if one.word else given.stated,
            )  # fmt: skip
        found.append(given)
    return found


def _by_code(lines: Iterable[Line]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.code, []).append(line)
    return found


def usual(section: Section) -> set[str]:
    """Return what is taken where nobody chooses: what changed and nobody else touched."""
    return {section.key(line) for line in section.lines if line.status == CHANGED}


def save(actor: Any, section: Section, chosen: Collection[str], key: str = "") -> int:
    """Save the chosen lines of one report, all or none; returns how many. A report that was not begun is begun.

    The lines of one indicator, itself and its groups, are saved as one answer.

    Raises RuleBroken or Refused as SaveFigures does; Conflict where somebody was faster than the comparison.
    """
    if section.refusal:
        raise RuleBroken(section.refusal)
    taken = [line for line in section.lines if line.choosable and section.key(line) in chosen]
    if not taken:
        return 0
    items = {item.indicator.code: item for item in section.items}
    answers = [together(items[code], lines) for code, lines in _by_code(taken).items()]
    report = section.report
    with transaction.atomic():
        if report.pk is None:
            report = perform(actor, OpenReport(office_id=report.office_id, period=report.period))
        perform(actor, SaveFigures(target_id=report.pk, version=section.version, answers=answers, key=key))
    section.report = report
    return len(taken)
