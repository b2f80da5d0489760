"""Reports as workbooks over the API: the form as a file, a filled one compared, and saved as it was compared."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import File, Router
from ninja.files import UploadedFile

from prasan.directory.models import Office
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.web.api import PROBLEMS, Strict, answers, one_or_404
from prasan.progress import policy
from prasan.progress.models import Filled, Report
from prasan.progress.workbook import saving, writing

router = Router(tags=["progress"])


@router.get("/reports/{pk}/workbook", response={200: None, **PROBLEMS})
def workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """Return a report as a workbook (xlsx) to fill in."""
    rows = Report.objects.visible_to(request.actor).select_related("office", "area")  # type: ignore[attr-defined]
    report = one_or_404(rows.filter(pk=pk))
    answer = HttpResponse(writing.write(writing.parts_of([report], saving.closed)), content_type=writing.XLSX)
    answer["Content-Disposition"] = f'attachment; filename="prasan-{report.office.code}-{report.period}.xlsx"'
    return answer


class RejectedRow(Strict):
    """One cell (or, with an empty cell, a sheet) that is not taken, and what to do about it."""

    sheet: str
    cell: str
    text: str


class FlagRow(Strict):
    """A finding of the checks: hard stops submission, soft asks for a word (docs/algorithms/figure-checks.md)."""

    code: str
    fields: list[str]
    severity: str
    text: str
    indicator: str
    answered: bool


class WorkbookLine(Strict):
    """One indicator, or with `member` ("sex:f") one group of it: `status` is changed, same, conflict, blank, empty or
    theirs; `key` names it when saving.
    """

    key: str
    period: int
    status: str
    indicator: str
    member: str
    cell: str
    stored: str
    file: str
    flags: list[FlagRow]


class Compared(Strict):
    """A filled workbook beside what is stored; `token` is for saving it."""

    token: str
    notes: list[str]
    rejected: list[RejectedRow]
    lines: list[WorkbookLine]
    versions: dict[str, int]


def _compared(kept: Filled, actor: Any) -> dict[str, Any]:
    found = saving.Sent.from_json(kept.content)
    shown = saving.sections(found, actor)
    bad = [*found.bad, *(one for section in shown for one in section.sheet.bad)]
    lines = []
    for section in shown:
        for line in section.lines:
            flags = [one.as_row() for one in section.flags_of(line)]
            told = {name: value for name, value in line.as_row().items() if name != "texts"}
            lines.append(told | {"key": section.key(line), "period": section.sheet.period, "flags": flags})
    return {
        "token": kept.token, "notes": found.notes, "lines": lines,
        "rejected": [{"sheet": one.sheet, "cell": one.cell, "text": one.text} for one in bad],
        "versions": {str(section.sheet.period): section.version for section in shown},
    }  # fmt: skip


@router.post("/workbooks", response=answers(Compared))
def send_workbook(request: HttpRequest, file: File[UploadedFile]) -> dict[str, Any]:
    """Send a filled workbook of your office; nothing is saved yet."""
    actor = request.actor  # type: ignore[attr-defined]
    refusal = policy.can_send_workbook(actor, None)
    if refusal is not None:
        raise Refused(refusal)
    office = Office.objects.select_related("area").get(pk=actor.office_id)
    found = saving.sent(file.read(), office)
    kept = perform(actor, saving.KeepFilled(file_name=file.name or "", content=found.as_json()))
    return _compared(kept, actor)


class TakeIn(Strict):
    """Which lines to save, by their `key`, and the versions of the reports that you compared with."""

    take: list[str]
    versions: dict[str, int]


@router.post("/workbooks/{token}/save", response=answers(Compared))
def save_workbook(request: HttpRequest, token: str, told: TakeIn) -> dict[str, Any]:
    """Save chosen lines of a sent workbook, each report whole or not at all."""
    actor = request.actor  # type: ignore[attr-defined]
    kept = one_or_404(Filled.objects.visible_to(actor).filter(token=token))
    for section in saving.sections(saving.Sent.from_json(kept.content), actor):
        if not any(section.key(line) in told.take for line in section.lines):
            continue
        if told.versions.get(str(section.sheet.period)) != section.version:
            raise RuleBroken(saving.STALE)
        saving.save(actor, section, told.take, f"workbook-{kept.pk}-{section.sheet.period}-{section.version}")
    return _compared(kept, actor)
