"""Development plans as data: lines with their path, the ordered items by province, and the verbs."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Router
from ninja.files import UploadedFile

from prasan.directory.models import Area, AreaGroup
from prasan.plans.devplan import queries
from prasan.plans.devplan.commands import AddDevLine, LinkDevLine, MoveDevLine
from prasan.plans.devplan.loading import KeepDevLines, LoadDevLines
from prasan.plans.models import DevLine, SentFile
from prasan.platform.web.api import After, Limit, Strict, act, answers, one_or_404, page

router = Router(tags=["plans"])


class DevStepRow(Strict):
    """One step of a line's path, with the day and number of its document."""

    state: str
    on: dt.date
    document_no: str
    reason: str


class DevRow(Strict):
    """A line of a development plan; `budget` in satang, null where nobody told it; `item` is an ordered item."""

    id: int
    area: str | None
    group: int | None
    fiscal_year: int
    issue_th: str
    strategy_th: str
    project_th: str
    agency: str | None
    agency_th: str
    budget: int | None
    source: str
    item: str | None
    state: str


class DevPage(Strict):
    """A page of lines, newest first."""

    items: list[DevRow]
    next: int | None


class DevDetail(DevRow):
    """A line with its path and the activities that carry it out."""

    steps: list[DevStepRow]
    activities: list[int]


VALUES = (
    "id", "area__code", "group__number", "fiscal_year", "issue_th", "strategy_th", "project_th", "agency_id",
    "agency_th", "budget", "source", "item_id", "state",
)  # fmt: skip
NAMES = tuple(DevRow.model_fields)


def rows(actor: Any, *, year: int | None = None, area: str | None = None, item: str | None = None) -> Any:
    """Return the lines that an actor reads, narrowed by year, code of a province, ordered item."""
    asked = {"fiscal_year": year, "area__code": area, "item_id": item}
    kept = {name: value for name, value in asked.items() if value is not None}
    return DevLine.objects.visible_to(actor).filter(**kept).order_by("-id")


@router.get("/development-lines", response=answers(DevPage))
def development_lines(
    request: HttpRequest,
    limit: Limit,
    after: After,
    year: int | None = None,
    area: str | None = None,
    item: str | None = None,
) -> HttpResponse:
    """List the lines of the provinces' and groups' development plans."""
    found = rows(request.actor, year=year, area=area, item=item)  # type: ignore[attr-defined]
    if after is not None:
        found = found.filter(pk__lt=after)
    return page(list(found.values_list(*VALUES)[: limit + 1]), NAMES, limit, lambda row: row[0])


class ItemRow(Strict):
    """An ordered item: by whom and when, and the code of every province by where it stands ("gap": no line)."""

    code: str
    name_th: str
    origin_th: str
    ordered_on: dt.date
    provinces: dict[str, list[str]]


def items_by_province(actor: Any, year: int) -> list[dict[str, Any]]:
    """Return every ordered item of a year with the provinces by state."""
    found = queries.country(actor, year)
    told = []
    for item in found.items:
        where: dict[str, list[str]] = {state: [] for state in (*queries.ORDER, queries.GAP)}
        for area in found.areas:
            where[found.state(area.pk, item.pk)].append(area.code)
        names = ("code", "name_th", "origin_th", "ordered_on")
        told.append({name: getattr(item, name) for name in names} | {"provinces": where})
    return told


@router.get("/ordered-items", response=answers(list[ItemRow]))
def ordered_items(request: HttpRequest, year: int) -> list[dict[str, Any]]:
    """List what was ordered into every province's development plan, and where it stands in each."""
    return items_by_province(request.actor, year)  # type: ignore[attr-defined]


def _detail(line: DevLine) -> dict[str, Any]:
    row: dict[str, Any] = dict(zip(NAMES, DevLine.objects.values_list(*VALUES).get(pk=line.pk), strict=True))
    steps = [{name: getattr(one, name) for name in DevStepRow.model_fields} for one in line.steps.all()]
    return row | {"steps": steps, "activities": sorted(line.activities.values_list("pk", flat=True))}


@router.get("/development-lines/{pk}", response=answers(DevDetail))
def development_line(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Return one line with its path."""
    return _detail(one_or_404(DevLine.objects.visible_to(request.actor).filter(pk=pk)))  # type: ignore[attr-defined]


class DevLineIn(Strict):
    """A new line: `area` (code) or `group` (number); with the day and number of the letter that proposed it."""

    area: str | None = None
    group: int | None = None
    fiscal_year: int
    project_th: str
    issue_th: str = ""
    strategy_th: str = ""
    agency_th: str = ""
    budget: int | None = None
    source: str = ""
    item: str | None = None
    on: dt.date
    document_no: str


def _place(area: str | None, group: int | None) -> dict[str, Any]:
    where: dict[str, Any] = {"area_id": None, "group_id": None}
    if area is not None:
        where["area_id"] = one_or_404(Area.objects.provinces().filter(code=area).only("id")).pk
    if group is not None:
        rows = AreaGroup.objects.filter(kind="province-group", number=group).order_by("-pk")
        where["group_id"] = one_or_404(rows).pk
    return where


@router.post("/development-lines", response=answers(DevDetail))
def add_development_line(request: HttpRequest, told: DevLineIn) -> dict[str, Any]:
    """Enter a line that was proposed."""
    values = told.dict(exclude={"area", "group", "on", "document_no", "item"}) | {"item_id": told.item}
    where = _place(told.area, told.group)
    return _detail(act(request, AddDevLine(**where, values=values, on=told.on, document_no=told.document_no)))


class MoveIn(Strict):
    """The next step: agree, include, fund, exclude (with a reason) or propose (again)."""

    move: str
    on: dt.date
    document_no: str
    reason: str = ""


@router.post("/development-lines/{pk}/move", response=answers(DevDetail))
def move_development_line(request: HttpRequest, pk: int, told: MoveIn) -> dict[str, Any]:
    """Note the next step of a line."""
    return _detail(act(request, MoveDevLine(target_id=pk, **told.dict())))


class LinkIn(Strict):
    """The activities that carry a line out: all of them."""

    activities: list[int]


@router.put("/development-lines/{pk}/activities", response=answers(DevDetail))
def link_development_line(request: HttpRequest, pk: int, told: LinkIn) -> dict[str, Any]:
    """Say which activities carry a line out."""
    return _detail(act(request, LinkDevLine(target_id=pk, activities=told.activities)))


class ReadLine(Strict):
    """What one row would do: new, changed or same; `changes` are [column, before, after]."""

    status: str
    what: str
    where: str
    changes: list[list[str]]


class BadCell(Strict):
    """A cell that cannot be read, and what to do."""

    sheet: str
    cell: str
    text: str


class SentOut(Strict):
    """A file that was read; `token` loads it. With anything in `bad` nothing can be loaded."""

    token: str
    applied: bool
    lines: list[ReadLine]
    bad: list[BadCell]


def sent_out(found: SentFile) -> dict[str, Any]:
    """Return a kept file as data."""
    kept = {name: found.content[name] for name in ("lines", "bad")}
    return kept | {"token": found.token, "applied": found.applied is not None}


class FileOf(Strict):
    """Whose plan the file is: `area` (code) or `group` (number)."""

    area: str | None = None
    group: int | None = None


@router.post("/development-files", response=answers(SentOut))
def send_development_file(request: HttpRequest, file: File[UploadedFile], told: Form[FileOf]) -> dict[str, Any]:
    """Send a development plan's file (xlsx, csv); nothing is saved yet."""
    command = KeepDevLines(file_name=file.name or "", content=file.read(), **_place(told.area, told.group))
    return sent_out(act(request, command))


@router.post("/development-files/{token}/load", response=answers(SentOut))
def load_development_file(request: HttpRequest, token: str) -> dict[str, Any]:
    """Load a sent file as it was shown."""
    kept = one_or_404(SentFile.objects.visible_to(request.actor).filter(token=token))  # type: ignore[attr-defined]
    return sent_out(act(request, LoadDevLines(target_id=kept.pk)))
