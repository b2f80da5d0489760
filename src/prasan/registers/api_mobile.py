"""Days of mobile units as data, with their verbs: what is coming, which is nearest, plan, change, call off, report."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query, Router

from prasan.directory.typed import area_by
from prasan.platform.web.api import After, Limit, Strict, act, answers, one_or_404, split_page
from prasan.platform.web.asking import actor_of
from prasan.registers import commands
from prasan.registers.forms_mobile import degrees
from prasan.registers.models import MobileDay
from prasan.registers.queries_mobile import UNDRAWN, clashes, nearest_days

router = Router(tags=["services"])
MOST_NEAR = 20


class MobileDayRow(Strict):
    """A day of a mobile unit: hours in Thailand, degrees, codes; `came` null, not reported."""

    id: int
    office: str
    area: str
    day: dt.date
    begins: dt.time
    ends: dt.time
    place: str
    latitude: float | None
    longitude: float | None
    services: list[str]
    agencies: list[str]
    others: str
    state: str
    called_off: str
    came: int | None


class MobileDayWhole(MobileDayRow):
    """The same, with the numbers of the office's other planned days that share an hour with it."""

    clashes: list[int]


class MobileDayPage(Strict):
    """A page of days, in the order of their numbers."""

    items: list[MobileDayRow]
    next: int | None


class MobileDayIn(Strict):
    """What to set of a day; what is left out stays. `area`, code of a sub-district, district or province."""

    day: dt.date | None = None
    begins: dt.time | None = None
    ends: dt.time | None = None
    area: str | None = None
    place: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    services: list[str] | None = None
    agencies: list[str] | None = None
    others: str | None = None


class MobileDayAct(Strict):
    """Why a day is called off, or how many came."""

    reason: str = ""
    came: int | None = None


def day_row(one: MobileDay) -> dict[str, Any]:
    """Return a day as data."""
    point = one.point or (None, None)
    return {
        "id": one.pk, "office": one.office.code, "area": one.area.code, "day": one.day, "begins": one.begins,
        "ends": one.ends, "place": one.place, "latitude": point[0], "longitude": point[1], "services": one.services,
        "agencies": one.agencies, "others": one.others, "state": one.state, "called_off": one.called_off,
        "came": one.came,
    }  # fmt: skip


def days_of(actor: Any) -> Any:
    """Return the days that an actor reads, with what a row needs."""
    return MobileDay.objects.visible_to(actor).select_related("area", "office").defer(*UNDRAWN)


def values_of(told: dict[str, Any]) -> dict[str, Any]:
    """Return told values as the verbs take them; null empties a word or a list."""
    found = dict(told)
    if "area" in found:
        area = found.pop("area")
        found["area_id"] = area_by(area).pk if area else None
    empty: dict[str, Any] = {"services": [], "agencies": [], "place": "", "others": ""}
    found |= {name: value for name, value in empty.items() if name in found and found[name] is None}
    found |= {name: degrees(found[name]) for name in ("latitude", "longitude") if name in found}
    return found


def whole_of(actor: Any, pk: int) -> dict[str, Any]:
    """Return one day with what clashes with it; 404 where there is none."""
    found: MobileDay = one_or_404(days_of(actor).filter(pk=pk))
    other = clashes(found) if found.state == MobileDay.State.PLANNED else []
    return day_row(found) | {"clashes": [one.pk for one in other]}


When = Annotated[Literal["", "coming"], Query("", description="those that people can still go to")]
State = Annotated[Literal["", "planned", "held", "called_off"], Query("")]


@router.get("/mobile-days", response=answers(MobileDayPage))
def mobile_days_list(
    request: HttpRequest, limit: Limit, after: After, area: str = "", office: str = "", state: State = "",
    when: When = "",
) -> dict[str, Any]:  # fmt: skip
    """List days of mobile units, called-off ones too."""
    rows = days_of(actor_of(request)).order_by("pk")
    rows = rows.filter(pk__gt=after) if after is not None else rows
    rows = rows.coming() if when else rows
    rows = rows.within(area_by(area)) if area else rows
    told = {"office__code": office, "state": state}
    rows = rows.filter(**{name: value for name, value in told.items() if value})
    found, more = split_page(rows[: limit + 1], limit)
    return {"items": [day_row(one) for one in found], "next": more}


Latitude = Annotated[float | None, Query(None, ge=-90, le=90, description="degrees")]
Longitude = Annotated[float | None, Query(None, ge=-180, le=180, description="degrees")]


@router.get("/mobile-days/nearest", response=answers(list[MobileDayRow]))
def mobile_days_nearest(
    request: HttpRequest, area: str, latitude: Latitude, longitude: Longitude, work: str = ""
) -> list[dict[str, Any]]:
    """Return the coming days in the province of a home (`area`) or place of work, the nearest first."""
    actor_of(request)
    areas = [area_by(code).pk for code in (area, work) if code]
    point = (latitude, longitude) if latitude is not None and longitude is not None else None
    return [day_row(one) for one in nearest_days(areas, point, MOST_NEAR)]


@router.get("/mobile-days/{pk}", response=answers(MobileDayWhole))
def mobile_day_read(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Return one day."""
    return whole_of(actor_of(request), pk)


@router.post("/mobile-days", response=answers(MobileDayWhole))
def plan_mobile_day(request: HttpRequest, told: MobileDayIn) -> dict[str, Any]:
    """Plan a day of one's own office."""
    made = act(request, commands.PlanMobileDay(values=values_of(told.dict(exclude_unset=True))))
    return whole_of(actor_of(request), made.pk)


@router.patch("/mobile-days/{pk}", response=answers(MobileDayWhole))
def change_mobile_day(request: HttpRequest, pk: int, told: MobileDayIn) -> dict[str, Any]:
    """Change a day that is still planned."""
    act(request, commands.ChangeMobileDay(target_id=pk, values=values_of(told.dict(exclude_unset=True))))
    return whole_of(actor_of(request), pk)


@router.post("/mobile-days/{pk}/{move}", response=answers(MobileDayWhole))
def move_mobile_day(
    request: HttpRequest, pk: int, move: Literal["call-off", "report"], told: MobileDayAct
) -> dict[str, Any]:
    """Call a day off with its reason, or report how many came."""
    if move == "call-off":
        act(request, commands.CallOffMobileDay(target_id=pk, reason=told.reason))
    else:
        act(request, commands.ReportMobileDay(target_id=pk, came=told.came))
    return whole_of(actor_of(request), pk)
