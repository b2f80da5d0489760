"""Joint activities as data, with their verbs: plan, promise, confirm, deliver, report."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router

from prasan.directory.typed import area_by
from prasan.platform.web.api import After, Limit, Strict, act, answers, one_or_404, split_page
from prasan.platform.web.asking import actor_of
from prasan.resources import commands
from prasan.resources.models import Contribution, JointActivity
from prasan.resources.queries_activities import UNDRAWN, Sum, by_agency, contributions_of

router = Router(tags=["resources"])


class ActivityRow(Strict):
    """A joint activity; `reached` null, not reported."""

    id: int
    title: str
    aim: str
    first: dt.date
    last: dt.date
    area: str
    place: str
    office: str
    mobile_day: int | None
    state: str
    called_off: str
    reached: int | None
    outcome: str


class ContributionRow(Strict):
    """What an office brings; money in satang, null where nothing is told."""

    id: int
    office: str
    what: str
    people: int | None
    person_days: int | None
    amount: int | None
    booking: int | None
    state: str
    reason: str
    delivered_people: int | None
    delivered_days: int | None
    delivered_amount: int | None


class SumRow(Strict):
    """People, days of work, satang, things."""

    people: int
    person_days: int
    amount: int
    things: int


class AgencyRow(Strict):
    """What an agency brings; `agency` empty, all together; `untold`, confirmed lines not reported yet."""

    agency: str
    confirmed: SumRow
    unconfirmed: SumRow
    delivered: SumRow
    untold: int


class ActivityWhole(ActivityRow):
    """The same, with what is brought, line by line and by agency."""

    contributions: list[ContributionRow]
    agencies: list[AgencyRow]


class ActivityPage(Strict):
    """A page of activities, in the order of their numbers."""

    items: list[ActivityRow]
    next: int | None


class ActivityIn(Strict):
    """What to set of an activity; what is left out stays. `area`, a code."""

    title: str | None = None
    aim: str | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    area: str | None = None
    place: str | None = None
    mobile_day: int | None = None


class ActivityAct(Strict):
    """Why it is called off; or how many it reached and what came of it."""

    reason: str = ""
    reached: int | None = None
    outcome: str = ""


class PromiseIn(Strict):
    """What one's own office brings; `amount`, satang; `booking`, a loan of its own thing."""

    what: str
    people: int | None = None
    person_days: int | None = None
    amount: int | None = None
    booking: int | None = None


class ContributionAct(Strict):
    """Why it is withdrawn; or what really came."""

    reason: str = ""
    people: int | None = None
    person_days: int | None = None
    amount: int | None = None


def activity_row(one: JointActivity) -> dict[str, Any]:
    """Return an activity as data."""
    names = ("title", "aim", "first", "last", "place", "state", "called_off", "reached", "outcome")
    found: dict[str, Any] = {name: getattr(one, name) for name in names}
    keys = {"id": one.pk, "area": one.area.code, "office": one.office.code, "mobile_day": one.mobile_day_id}
    return found | keys


def contribution_row(one: Contribution) -> dict[str, Any]:
    """Return what an office brings as data."""
    names = (
        "what", "people", "person_days", "amount", "state", "reason", "delivered_people", "delivered_days",
        "delivered_amount",
    )  # fmt: skip
    found: dict[str, Any] = {name: getattr(one, name) for name in names}
    return found | {"id": one.pk, "office": one.office.code, "booking": one.booking_id}


def _sum(one: Sum) -> dict[str, int]:
    return {"people": one.people, "person_days": one.person_days, "amount": one.amount, "things": one.things}


def activities_of(actor: Any) -> Any:
    """Return the activities that an actor reads, with what a row needs."""
    return JointActivity.objects.visible_to(actor).select_related("area", "office").defer(*UNDRAWN)


def activity_whole(actor: Any, pk: int) -> dict[str, Any]:
    """Return one activity with what is brought; 404 where the actor reads none."""
    found: JointActivity = one_or_404(activities_of(actor).filter(pk=pk))
    rows = contributions_of(found)
    agencies = [
        {
            "agency": one.agency, "confirmed": _sum(one.confirmed), "unconfirmed": _sum(one.unconfirmed),
            "delivered": _sum(one.delivered), "untold": one.untold,
        }
        for one in by_agency(rows)
    ]  # fmt: skip
    return activity_row(found) | {"contributions": [contribution_row(one) for one in rows], "agencies": agencies}


def values_of(told: dict[str, Any]) -> dict[str, Any]:
    """Return told values as the verbs take them; null empties a word."""
    found = dict(told)
    if "area" in found:
        area = found.pop("area")
        found["area_id"] = area_by(area).pk if area else None
    if "mobile_day" in found:
        found["mobile_day_id"] = found.pop("mobile_day")
    return found | {name: "" for name in ("title", "aim", "place") if name in found and found[name] is None}


@router.get("/joint-activities", response=answers(ActivityPage))
def activities_list(
    request: HttpRequest, limit: Limit, after: After, area: str = "", office: str = "",
    state: Literal["", "planned", "held", "called_off"] = "",
) -> dict[str, Any]:  # fmt: skip
    """List joint activities."""
    rows = activities_of(actor_of(request)).order_by("pk")
    rows = rows.filter(pk__gt=after) if after is not None else rows
    if area:
        place = area_by(area)
        rows = rows.filter(area__gte=place.pk, area__lte=place.last)
    told = {"office__code": office, "state": state}
    rows = rows.filter(**{name: value for name, value in told.items() if value})
    found, more = split_page(rows[: limit + 1], limit)
    return {"items": [activity_row(one) for one in found], "next": more}


@router.get("/joint-activities/{pk}", response=answers(ActivityWhole))
def activity_read(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Return one activity."""
    return activity_whole(actor_of(request), pk)


@router.post("/joint-activities", response=answers(ActivityWhole))
def plan_activity(request: HttpRequest, told: ActivityIn) -> dict[str, Any]:
    """Plan an activity that one's own office leads."""
    made = act(request, commands.PlanActivity(values=values_of(told.dict(exclude_unset=True))))
    return activity_whole(actor_of(request), made.pk)


@router.patch("/joint-activities/{pk}", response=answers(ActivityWhole))
def change_activity(request: HttpRequest, pk: int, told: ActivityIn) -> dict[str, Any]:
    """Change an activity that is still planned."""
    act(request, commands.ChangeActivity(target_id=pk, values=values_of(told.dict(exclude_unset=True))))
    return activity_whole(actor_of(request), pk)


@router.post("/joint-activities/{pk}/contributions", response=answers(ActivityWhole))
def promise(request: HttpRequest, pk: int, told: PromiseIn) -> dict[str, Any]:
    """Promise what one's own office brings."""
    given = told.dict()
    given["booking_id"] = given.pop("booking")
    act(request, commands.Promise(activity_id=pk, **given))
    return activity_whole(actor_of(request), pk)


@router.post("/joint-activities/{pk}/{move}", response=answers(ActivityWhole))
def move_activity(
    request: HttpRequest, pk: int, move: Literal["call-off", "report"], told: ActivityAct
) -> dict[str, Any]:
    """Call an activity off with the reason, or report what came of it."""
    if move == "call-off":
        act(request, commands.CallOffActivity(target_id=pk, reason=told.reason))
    else:
        act(request, commands.ReportActivity(target_id=pk, reached=told.reached, outcome=told.outcome))
    return activity_whole(actor_of(request), pk)


@router.post("/joint-contributions/{pk}/{move}", response=answers(ActivityWhole))
def move_contribution(
    request: HttpRequest, pk: int, move: Literal["confirm", "withdraw", "deliver"], told: ContributionAct
) -> dict[str, Any]:
    """Confirm, withdraw with the reason, or tell what really came."""
    return moved(request, pk, move, told.dict())


VERBS: dict[str, Any] = {
    "confirm": commands.Confirm, "withdraw": commands.TakeBackPromise, "deliver": commands.Deliver,
}  # fmt: skip


def moved(request: HttpRequest, pk: int, move: str, told: dict[str, Any]) -> dict[str, Any]:
    """Move a contribution on; returns its activity."""
    reason = told.pop("reason")
    more = told if move == "deliver" else {}
    made = act(request, VERBS[move](target_id=pk, reason=reason, **more))
    return activity_whole(actor_of(request), made.activity_id)
