"""Situation boards and the call tree over the API: the same numbers as the pages, under the same sight."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router

from prasan.desk import sight
from prasan.desk.boards.country import country_board, country_of
from prasan.desk.boards.nation import nation
from prasan.desk.boards.province import province_board
from prasan.desk.boards.tree import twig
from prasan.directory.models import Area
from prasan.platform.commands import Refused
from prasan.platform.web.api import Strict, answers

router = Router(tags=["boards"])


class BoardEvent(Strict):
    """A live event; `due`, the next task's moment; `as_of`, its last change."""

    id: int
    code: str
    title: str
    type: str
    severity: str
    state: str
    area: str
    owner: str
    opened_at: dt.datetime
    as_of: dt.datetime
    due: dt.datetime | None
    tasks: int
    late_tasks: int
    people: int | None


class BoardTask(Strict):
    """A task of an event that nobody has done."""

    id: int
    text: str
    kind: str
    office: str
    due: dt.datetime
    event: str


class BoardWatch(Strict):
    """Who is on watch in an office now."""

    office: str
    name: str
    until: dt.datetime
    leads: bool
    phones: list[str]


class BoardPerson(Strict):
    """A person to ask for."""

    name: str
    position: str


class BoardOffice(Strict):
    """An office with its numbers and whom to ask for."""

    office: str
    name: str
    agency: str
    zone: str
    phones: list[str]
    people: list[BoardPerson]


class BoardItems(Strict):
    """The news of seven days by state; `more`, only the newest are counted."""

    waiting: int
    linked: int
    binned: int
    more: bool


class BoardDay(Strict):
    """A day's word: normal, something, silent, waiting."""

    day: dt.date
    word: str


class BoardDays(Strict):
    """An office's days, newest first."""

    office: str
    days: list[BoardDay]
    counts: dict[str, int]


class ProvinceBoardOut(Strict):
    """A place's situation at a moment."""

    area: str
    name: str
    as_of: dt.datetime
    headline: str
    events: list[BoardEvent]
    items: BoardItems
    tasks: list[BoardTask]
    watch: list[BoardWatch]
    offices: list[BoardOffice]
    silent_days: int
    alarms: int
    days: list[BoardDays]


class BoardClock(Strict):
    """The time in an office's zone beside Thai time; `ahead_minutes`, by which it is before Thailand."""

    office: str
    zone: str
    thai: str
    local: str
    ahead_minutes: int
    summer: bool


class BoardOrigin(Strict):
    """People of a country's events by province of origin, and the tasks given for them."""

    province: str
    people: int
    events: list[str]
    tasks: int
    done: int
    late: int


class BoardCell(Strict):
    """A part of a head count."""

    label: str
    people: int


class BoardCount(Strict):
    """A head-count table whose parts sum to its total."""

    event: str
    dimension: str
    as_of: dt.datetime
    total: int
    cells: list[BoardCell]
    source: str


class BoardVolunteer(Strict):
    """Who coordinates the volunteers of an office."""

    name: str
    office: str


class CountryBoardOut(ProvinceBoardOut):
    """A country's situation at a moment."""

    clocks: list[BoardClock]
    origins: list[BoardOrigin]
    people_without_province: int
    head_counts: list[BoardCount]
    volunteer_coordinators: list[BoardVolunteer]


class BoardPlace(Strict):
    """A province: its live events, the worst severity, its word of today, for how many days it has been silent."""

    area: str
    events: list[str]
    worst: str | None
    word: str | None
    silent_days: int


class BoardAbroad(BoardPlace):
    """The same of an office or country abroad, with its clock."""

    zone: str | None = None
    thai: str | None = None
    local: str | None = None
    ahead_minutes: int | None = None
    summer: bool | None = None


class NationBoardOut(Strict):
    """Every province and office abroad at a moment."""

    as_of: dt.datetime
    headline: str
    events: list[BoardEvent]
    provinces: list[BoardPlace]
    abroad: list[BoardAbroad]
    watch: list[BoardWatch]
    alarms: int


class TreeClock(Strict):
    """The time in an office's zone beside Thai time."""

    zone: str
    thai: str
    local: str
    ahead_minutes: int
    summer: bool


class TreeOffice(BoardOffice):
    """An office of the call tree with its clock where it is abroad."""

    clock: TreeClock | None


class CallTreeOut(Strict):
    """Whom to call in a province or a country."""

    area: str
    name: str
    as_of: dt.datetime
    watch: list[BoardWatch]
    offices: list[TreeOffice]


@router.get("/boards/province/{code}", response=answers(ProvinceBoardOut))
def read_province_board(request: HttpRequest, code: str) -> dict[str, Any]:
    """Return a province's situation board."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    sight.must_read_figures(actor)
    return province_board(actor, sight.province_of(actor, code)).as_row()


@router.get("/boards/country/{code}", response=answers(CountryBoardOut))
def read_country_board(request: HttpRequest, code: str) -> dict[str, Any]:
    """Return a country's situation board; `code` is the ISO 3166 code of two letters."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    sight.must_read_figures(actor)
    return country_board(actor, country_of(code)).as_row()


@router.get("/boards/nation", response=answers(NationBoardOut))
def read_nation_board(request: HttpRequest) -> dict[str, Any]:
    """Return the nation's situation board."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    sight.must_read_figures(actor)
    return nation(actor).as_row()


@router.get("/call-tree/{code}", response=answers(CallTreeOut))
def read_call_tree(request: HttpRequest, code: str) -> dict[str, Any]:
    """Return whom to call in a province or a country."""
    sight.must_read_figures(request.actor)  # type: ignore[attr-defined]
    return twig(called_area(code)).as_row()


def called_area(code: str) -> Area:
    """Return a province or a country by its code; Refused 404 where there is none: one query."""
    kinds = (Area.Kind.PROVINCE, Area.Kind.COUNTRY)
    found = Area.objects.filter(code=code.upper(), kind__in=kinds).defer("grams", "boundary").first()
    if found is None:
        raise Refused(_("ไม่พบจังหวัดหรือประเทศนี้"), status=404)
    return found
