"""Training as data, with its verbs: courses, sessions with their seats, demand."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router

from prasan.directory.typed import area_by
from prasan.platform.commands import RuleBroken
from prasan.platform.web.api import After, Limit, Strict, act, answers, one_or_404, split_page
from prasan.platform.web.asking import actor_of
from prasan.training import commands as c
from prasan.training import queries
from prasan.training.commands.sessions import Kept, Planned
from prasan.training.models import Course, Demand, Session

router = Router(tags=["training"])
CourseKind = Literal["prepare", "upgrade", "extra", "test"]


class CourseRow(Strict):
    """A course: hours, attendance in per cent, points of 100; null asks nothing."""

    id: int
    code: str
    kind: str
    office: str
    name_th: str
    name_en: str
    skill: str
    hours: int
    level: int | None
    least_attendance: int
    pass_score: int | None
    valid_years: int | None
    retired: bool


class CoursePage(Strict):
    """A page of courses, in the order of their numbers."""

    items: list[CourseRow]
    next: int | None


class CourseIn(Strict):
    """What to set of a course; what is left out stays."""

    kind: CourseKind | None = None
    name_th: str | None = None
    name_en: str | None = None
    skill: str | None = None
    hours: int | None = None
    level: int | None = None
    about: str | None = None
    conditions: str | None = None
    least_attendance: int | None = None
    pass_score: int | None = None
    valid_years: int | None = None
    code: str | None = None


class KeptSeats(Strict):
    """Seats kept for a group; `area`, a code, for people of an area alone."""

    group: Literal["area", "informal", "disability"]
    seats: int
    area: str | None = None


class TrainingDay(Strict):
    """A day with its hours in Thailand."""

    day: dt.date
    begins: dt.time
    ends: dt.time


class SessionRow(Strict):
    """A session; `held`, seats that are somebody's; `waiting`, people in the line; `allowance`, satang a day."""

    id: int
    course: int
    office: str
    year: int
    number: int
    area: str
    place: str
    begins: dt.date
    ends: dt.date
    trainer: str
    seats: int
    least: int
    held: int
    waiting: int
    applies_until: dt.date
    joins_until: dt.date
    offer_hours: int
    kept_until: dt.datetime | None
    allowance: int
    work_item: str | None
    state: str
    cancelled: str


class OutcomeRow(Strict):
    """Completers of whom so many answered and so many work, so many months after; rates in per cent, null for none."""

    months: int
    completers: int
    answered: int
    working: int
    rate: float | None
    response: float | None


class SessionWhole(SessionRow):
    """The same, with its days, kept seats, and what became of its completers."""

    days: list[TrainingDay]
    quotas: list[KeptSeats]
    outcomes: list[OutcomeRow]


class SessionPage(Strict):
    """A page of sessions, in the order of their numbers."""

    items: list[SessionRow]
    next: int | None


class SessionIn(Strict):
    """What to set of a session; what is left out stays. `area` and `work_item`, codes; `allowance`, satang a day."""

    course: int | None = None
    area: str | None = None
    place: str | None = None
    begins: dt.date | None = None
    ends: dt.date | None = None
    trainer: str | None = None
    seats: int | None = None
    least: int | None = None
    applies_until: dt.date | None = None
    joins_until: dt.date | None = None
    offer_hours: int | None = None
    kept_until: dt.datetime | None = None
    allowance: int | None = None
    work_item: str | None = None
    quotas: list[KeptSeats] | None = None
    days: list[TrainingDay] | None = None


class SessionAct(Strict):
    """Why a session is called off, or a line of its costs in satang."""

    reason: str = ""
    kind: str = ""
    amount: int = 0
    note: str = ""


class DemandRow(Strict):
    """A demand; whose it is stands in the registry alone."""

    id: int
    source: str
    skill: str
    course: int | None
    area: str
    people: int
    employer: str
    wanted_by: dt.date | None
    office: str
    session: int | None
    closed: bool


class DemandPage(Strict):
    """A page of demand, in the order of its numbers."""

    items: list[DemandRow]
    next: int | None


class DemandIn(Strict):
    """Who wants to learn what where; `worker`, one person's number, with whether they agree to be applied for."""

    source: Literal["employer", "person", "survey"] = "person"
    skill: str = ""
    course: int | None = None
    area: str
    people: int = 1
    worker: int | None = None
    agreed: bool = False
    employer: str = ""
    wanted_by: dt.date | None = None


class DemandAct(Strict):
    """The session that meets a demand, or why it is closed."""

    session: int = 0
    why: str = ""


def course_row(one: Course) -> dict[str, Any]:
    """Return a course as data."""
    names = ("code", "kind", "name_th", "name_en", "skill", "hours", "level", "least_attendance", "pass_score",
             "valid_years")  # fmt: skip
    told = {name: getattr(one, name) for name in names}
    return told | {"id": one.pk, "office": one.office.code, "retired": one.retired_at is not None}


def session_row(one: Any) -> dict[str, Any]:
    """Return a session as data."""
    names = (
        "year", "number", "place", "begins", "ends", "trainer", "seats", "least", "held", "waiting", "applies_until",
        "joins_until", "offer_hours", "kept_until", "allowance", "state", "cancelled",
    )  # fmt: skip
    return {name: getattr(one, name) for name in names} | {
        "id": one.pk, "course": one.course_id, "office": one.office.code, "area": one.area.code,
        "work_item": one.work_item.code if one.work_item is not None else None,
    }  # fmt: skip


def session_whole(actor: Any, pk: int) -> dict[str, Any]:
    """Return one session with its parts; 404 where there is none."""
    found = queries.session_or_404(actor, pk)
    told = queries.outcomes(Session.objects.filter(pk=found.pk))
    return session_row(found) | {
        "days": [{"day": one.day, "begins": one.begins, "ends": one.ends} for one in found.days.all()],
        "quotas": [
            {"group": one.group, "seats": one.seats, "area": one.area.code if one.area else None}
            for one in found.quotas.select_related("area").defer("area__grams", "area__boundary")
        ],
        "outcomes": [
            {"months": months, "completers": one.completers, "answered": one.answered, "working": one.working,
             "rate": one.rate, "response": one.response}
            for months, one in told.items()
        ],
    }  # fmt: skip


def demand_row(one: Demand) -> dict[str, Any]:
    """Return a demand as data."""
    return {
        "id": one.pk, "source": one.source, "skill": one.skill, "course": one.course_id, "area": one.area.code,
        "people": one.people, "employer": one.employer, "wanted_by": one.wanted_by, "office": one.office.code,
        "session": one.session_id, "closed": one.closed_at is not None,
    }  # fmt: skip


def session_values(told: SessionIn) -> dict[str, Any]:
    """Return what is told of a session as the verbs take it: `values`, `quotas` and `days`."""
    given = told.dict(exclude_unset=True)
    quotas, days = given.pop("quotas", None), given.pop("days", None)
    if "course" in given:
        given["course_id"] = given.pop("course")
    if "area" in given:
        code = given.pop("area")
        given["area_id"] = area_by(code).pk if code else None
    if "work_item" in given:
        given["work_item_id"] = _work_item(given.pop("work_item"))
    found: dict[str, Any] = {"values": given}
    if quotas is not None:
        found["quotas"] = [
            Kept(one["group"], one["seats"], area_by(one["area"]).pk if one.get("area") else None) for one in quotas
        ]
    if days is not None:
        found["days"] = [Planned(one["day"], one["begins"], one["ends"]) for one in days]
    return found


def _work_item(code: str | None) -> int | None:
    from prasan.registers.models import WorkItem

    if not code:
        return None
    found = WorkItem.objects.filter(code=code).values_list("pk", flat=True).first()
    if found is None:
        raise RuleBroken(_("โปรดเลือกงานตามแผนของหน่วยงานนี้"), field="work_item")
    return int(found)


@router.get("/training/courses", response=answers(CoursePage))
def training_courses_list(
    request: HttpRequest, limit: Limit, after: After, kind: str = "", skill: str = ""
) -> dict[str, Any]:
    """List the catalogue, retired courses too."""
    rows = Course.objects.visible_to(actor_of(request)).select_related("office").order_by("pk")
    rows = rows.filter(**{name: value for name, value in (("kind", kind), ("skill", skill)) if value})
    rows = rows.filter(pk__gt=after) if after is not None else rows
    found, more = split_page(rows.defer("office__grams", "grams")[: limit + 1], limit)
    return {"items": [course_row(one) for one in found], "next": more}


@router.post("/training/courses", response=answers(CourseRow))
def training_course_add(request: HttpRequest, told: CourseIn) -> dict[str, Any]:
    """Add a course of one's own unit."""
    made = act(request, c.AddCourse(values=told.dict(exclude_unset=True)))
    return course_row(queries.course_or_404(actor_of(request), made.pk))


@router.patch("/training/courses/{pk}", response=answers(CourseRow))
def training_course_change(request: HttpRequest, pk: int, told: CourseIn) -> dict[str, Any]:
    """Change a course."""
    given = told.dict(exclude_unset=True)
    if "code" in given:
        raise RuleBroken(_("รหัสหลักสูตรเปลี่ยนไม่ได้"), field="code")
    act(request, c.ChangeCourse(target_id=pk, values=given))
    return course_row(queries.course_or_404(actor_of(request), pk))


@router.post("/training/courses/{pk}/retire", response=answers(CourseRow))
def training_course_retire(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Retire a course."""
    act(request, c.RetireCourse(target_id=pk))
    return course_row(queries.course_or_404(actor_of(request), pk))


When = Annotated[Literal["", "taking"], Query("", description="those for which people can apply today")]


@router.get("/training/sessions", response=answers(SessionPage))
def training_sessions_list(
    request: HttpRequest, limit: Limit, after: After, area: str = "", office: str = "", course: int = 0,
    when: When = "",
) -> dict[str, Any]:  # fmt: skip
    """List sessions, over and called-off ones too."""
    rows: Any = queries.taking(actor_of(request)) if when else Session.objects.visible_to(actor_of(request))
    if area:
        place = area_by(area)
        rows = rows.filter(area__gte=place.pk, area__lte=place.last)
    rows = rows.filter(office__code=office) if office else rows
    rows = rows.filter(course=course) if course else rows
    rows = rows.filter(pk__gt=after) if after is not None else rows
    rows = queries.counted(rows).select_related("office", "area", "work_item").defer(*queries.UNDRAWN[:3])
    found, more = split_page(rows.order_by("pk")[: limit + 1], limit)
    return {"items": [session_row(one) for one in found], "next": more}


@router.get("/training/sessions/{pk}", response=answers(SessionWhole))
def training_session_read(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Return one session."""
    return session_whole(actor_of(request), pk)


@router.post("/training/sessions", response=answers(SessionWhole))
def training_session_add(request: HttpRequest, told: SessionIn) -> dict[str, Any]:
    """Prepare a session of one's own office."""
    made = act(request, c.AddSession(**session_values(told)))
    return session_whole(actor_of(request), made.pk)


@router.patch("/training/sessions/{pk}", response=answers(SessionWhole))
def training_session_change(request: HttpRequest, pk: int, told: SessionIn) -> dict[str, Any]:
    """Change a session."""
    act(request, c.ChangeSession(target_id=pk, **session_values(told)))
    return session_whole(actor_of(request), pk)


@router.post("/training/sessions/{pk}/{move}", response=answers(SessionWhole))
def training_session_act(
    request: HttpRequest, pk: int, move: Literal["publish", "cancel", "close", "cost"], told: SessionAct
) -> dict[str, Any]:
    """Publish a session, call it off, close its results, or note a cost."""
    acts: dict[str, Any] = {
        "publish": c.Publish(target_id=pk), "cancel": c.CancelSession(target_id=pk, reason=told.reason),
        "close": c.CloseSession(target_id=pk),
        "cost": c.AddCost(session_id=pk, kind=told.kind, amount=told.amount, note=told.note),
    }  # fmt: skip
    act(request, acts[move])
    return session_whole(actor_of(request), pk)


def _demand(actor: Any) -> Any:
    rows = Demand.objects.visible_to(actor).select_related("area", "office")
    return rows.defer("area__grams", "area__boundary", "office__grams")


@router.get("/training/demand", response=answers(DemandPage))
def training_demand_list(
    request: HttpRequest, limit: Limit, after: After, area: str = "", skill: str = "", open: bool = True
) -> dict[str, Any]:
    """List demand; without `open=false` what nothing has met yet."""
    rows = _demand(actor_of(request)).order_by("pk")
    rows = rows.filter(session=None, closed_at=None) if open else rows
    if area:
        place = area_by(area)
        rows = rows.filter(area__gte=place.pk, area__lte=place.last)
    rows = rows.filter(skill=skill) if skill else rows
    rows = rows.filter(pk__gt=after) if after is not None else rows
    found, more = split_page(rows[: limit + 1], limit)
    return {"items": [demand_row(one) for one in found], "next": more}


@router.post("/training/demand", response=answers(DemandRow))
def training_demand_add(request: HttpRequest, told: DemandIn) -> dict[str, Any]:
    """Note a demand."""
    given = told.dict()
    given["area_id"] = area_by(given.pop("area")).pk
    given["course_id"], given["worker_id"] = given.pop("course"), given.pop("worker")
    made = act(request, c.AddDemand(**given))
    return demand_row(one_or_404(_demand(actor_of(request)).filter(pk=made.pk)))


@router.post("/training/demand/{pk}/{move}", response=answers(DemandRow))
def training_demand_act(
    request: HttpRequest, pk: int, move: Literal["meet", "close"], told: DemandAct
) -> dict[str, Any]:
    """Meet a demand with a session of one's own office, or close it."""
    acts: dict[str, Any] = {
        "meet": c.MeetDemand(target_id=pk, session_id=told.session), "close": c.CloseDemand(target_id=pk, why=told.why),
    }  # fmt: skip
    act(request, acts[move])
    return demand_row(one_or_404(_demand(actor_of(request)).filter(pk=pk)))


@router.get("/training/outcomes", response=answers(list[OutcomeRow]))
def training_outcomes(request: HttpRequest, area: str = "", course: int = 0) -> list[dict[str, Any]]:
    """Return what became of completers, of an area or a course where one is named."""
    rows: Any = Session.objects.visible_to(actor_of(request)).filter(state="closed")
    if area:
        place = area_by(area)
        rows = rows.filter(area__gte=place.pk, area__lte=place.last)
    rows = rows.filter(course=course) if course else rows
    told = queries.outcomes(rows, timezone.localdate())
    return [
        {"months": months, "completers": one.completers, "answered": one.answered, "working": one.working,
         "rate": one.rate, "response": one.response}
        for months, one in told.items()
    ]  # fmt: skip
