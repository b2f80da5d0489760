"""Volunteers and surveys as data, with their verbs; what was answered, by sub-district."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest
from ninja import Router

from prasan.directory.models import Area
from prasan.directory.typed import area_by
from prasan.networks import commands, queries
from prasan.networks.models import Survey, Volunteer
from prasan.networks.receiving import receive
from prasan.platform.web.api import After, Limit, Strict, act, answers, one_or_404, split_page
from prasan.platform.web.asking import actor_of

router = Router(tags=["networks"])


class VolunteerRow(Strict):
    """A volunteer of one's own office by number; no name and no telephone; `areas`, codes of today."""

    id: int
    state: str
    areas: list[str]


class VolunteerPage(Strict):
    """A page of volunteers, in the order of their numbers."""

    items: list[VolunteerRow]
    next: int | None


class VolunteerIn(Strict):
    """What is known of a volunteer."""

    name: str
    phone: str = ""


class AppointmentIn(Strict):
    """Where and from when; `area`, the code of a sub-district."""

    area: str
    start: dt.date | None = None
    end: dt.date | None = None
    order_no: str = ""


class Why(Strict):
    """The reason of an act that asks for one."""

    reason: str = ""


class QuestionRow(Strict):
    """One question; `kind`: text, integer, decimal, yes_no, one, many, date, point."""

    name: str
    label: str
    kind: str
    required: bool
    choices: list[list[str]]


class SurveyRow(Strict):
    """A survey; `counts`, sub-districts by state."""

    id: int
    title: str
    area: str
    office: str
    deadline: dt.datetime
    state: str
    form_id: str


class SurveyWhole(SurveyRow):
    """The same, with its questions, and the sub-districts by state."""

    questions: list[QuestionRow]
    counts: dict[str, int]


class SurveyPage(Strict):
    """A page of surveys, in the order of their numbers."""

    items: list[SurveyRow]
    next: int | None


class SurveyIn(Strict):
    """What to set of a survey; `lines`, its questions a line each; `form`, an XForm; `area`, a code."""

    title: str | None = None
    area: str | None = None
    deadline: dt.datetime | None = None
    lines: str | None = None
    form: str | None = None


class SpotRow(Strict):
    """A sub-district: in_time, late, waiting, overdue or nobody (no volunteer)."""

    code: str
    name: str
    district: str
    state: str
    answers: int


class AnswerRow(Strict):
    """The answer that counts of a sub-district; what was not answered is left out."""

    area: str
    late: bool
    received_at: dt.datetime
    answers: dict[str, Any]


class AnswerIn(Strict):
    """What a volunteer said by telephone; `instance` makes a repeat the same answer."""

    volunteer: int
    instance: str
    given: dict[str, str]


def volunteers_of(actor: Any) -> Any:
    """Return the volunteers of the own office."""
    return Volunteer.objects.visible_to(actor).order_by("pk")


def volunteer_row(one: Volunteer) -> dict[str, Any]:
    """Return a volunteer as data, without a word about the person."""
    return {"id": one.pk, "state": one.state, "areas": [area.code for area in queries.areas_of(one)]}


def surveys_of(actor: Any) -> Any:
    """Return the surveys that an actor reads, with what a row needs."""
    rows = Survey.objects.visible_to(actor).select_related("area", "office")
    return rows.defer("area__grams", "area__boundary", "office__grams")


def survey_row(one: Survey) -> dict[str, Any]:
    """Return a survey as data."""
    names = ("title", "deadline", "state", "form_id")
    found: dict[str, Any] = {name: getattr(one, name) for name in names}
    return found | {"id": one.pk, "area": one.area.code, "office": one.office.code}


def survey_whole(actor: Any, pk: int) -> dict[str, Any]:
    """Return a survey with its questions and its coverage; Refused with 404 where the actor reads none such."""
    one: Survey = one_or_404(surveys_of(actor).filter(pk=pk))
    return survey_row(one) | {"questions": one.questions, "counts": queries.counts(queries.coverage(one))}


def values_of(told: dict[str, Any]) -> dict[str, Any]:
    """Return the verb's values of what was told; RuleBroken for an area that there is not."""
    given = {name: value for name, value in told.items() if value is not None}
    if "area" in given:
        given["area_id"] = area_by(given.pop("area")).pk
    return given


def spot_rows(actor: Any, pk: int) -> list[dict[str, Any]]:
    """Return the coverage of a survey as data."""
    one: Survey = one_or_404(surveys_of(actor).filter(pk=pk))
    names = ("code", "name", "district", "state", "answers")
    return [{name: getattr(spot, name) for name in names} for spot in queries.coverage(one)]


def answer_rows(actor: Any, pk: int) -> list[dict[str, Any]]:
    """Return the answers that count as data."""
    one: Survey = one_or_404(surveys_of(actor).filter(pk=pk))
    return [
        {"area": row.area.code, "late": row.late, "received_at": row.received_at, "answers": row.answers}
        for row in queries.last_answers(one)
    ]


@router.get("/labour-volunteers", response=answers(VolunteerPage))
def volunteers_list(request: HttpRequest, limit: Limit, after: After) -> dict[str, Any]:
    """List the volunteers of one's own office by number."""
    rows = volunteers_of(actor_of(request))
    rows = rows.filter(pk__gt=after) if after is not None else rows
    found, more = split_page(rows[: limit + 1], limit)
    return {"items": [volunteer_row(one) for one in found], "next": more}


@router.post("/labour-volunteers", response=answers(VolunteerRow))
def volunteer_add(request: HttpRequest, told: VolunteerIn) -> dict[str, Any]:
    """Register a volunteer."""
    made: Any = act(request, commands.AddVolunteer(values=told.dict()))
    return volunteer_row(made)


@router.post("/labour-volunteers/{pk}/appoint", response=answers(VolunteerRow))
def volunteer_appoint(request: HttpRequest, pk: int, told: AppointmentIn) -> dict[str, Any]:
    """Appoint a volunteer to a sub-district."""
    given = told.dict()
    area = tambon_by(given.pop("area"))
    act(request, commands.Appoint(volunteer_id=pk, area_id=area, **given))
    return volunteer_row(one_or_404(volunteers_of(actor_of(request)).filter(pk=pk)))


def tambon_by(code: str) -> int:
    """Return the number of a sub-district by its code, 0 for none: the verb says what is wrong."""
    found = Area.objects.filter(code=code, kind=Area.Kind.SUBDISTRICT).only("pk").first()
    return found.pk if found else 0


@router.post("/labour-volunteers/{pk}/end", response=answers(VolunteerRow))
def volunteer_end(request: HttpRequest, pk: int, told: Why) -> dict[str, Any]:
    """Take a volunteer off the register, with the reason."""
    return volunteer_row(act(request, commands.EndVolunteer(target_id=pk, reason=told.reason)))


@router.post("/labour-volunteers/{pk}/renew", response=answers(VolunteerRow))
def volunteer_renew(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Give a volunteer a new address; it is read on their page alone."""
    return volunteer_row(act(request, commands.RenewAddress(target_id=pk)))


@router.get("/surveys", response=answers(SurveyPage))
def surveys_list(request: HttpRequest, limit: Limit, after: After, state: str = "") -> dict[str, Any]:
    """List surveys."""
    rows = surveys_of(actor_of(request)).order_by("pk")
    rows = rows.filter(pk__gt=after) if after is not None else rows
    rows = rows.filter(state=state) if state else rows
    found, more = split_page(rows[: limit + 1], limit)
    return {"items": [survey_row(one) for one in found], "next": more}


@router.get("/surveys/{pk}", response=answers(SurveyWhole))
def survey_read(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Read a survey with its questions and how many sub-districts have answered."""
    return survey_whole(actor_of(request), pk)


@router.post("/surveys", response=answers(SurveyWhole))
def survey_add(request: HttpRequest, told: SurveyIn) -> dict[str, Any]:
    """Write a survey."""
    made = act(request, commands.AddSurvey(values=values_of(told.dict())))
    return survey_whole(actor_of(request), made.pk)


@router.patch("/surveys/{pk}", response=answers(SurveyWhole))
def survey_change(request: HttpRequest, pk: int, told: SurveyIn) -> dict[str, Any]:
    """Change a draft, or the deadline of one that is open."""
    act(request, commands.ChangeSurvey(target_id=pk, values=values_of(told.dict())))
    return survey_whole(actor_of(request), pk)


MOVES: dict[str, Any] = {
    "open": commands.OpenSurvey, "close": commands.CloseSurvey, "reopen": commands.ReopenSurvey,
}  # fmt: skip


@router.post("/surveys/{pk}/open", response=answers(SurveyWhole))
def survey_open(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Open it: every volunteer of its sub-districts finds it."""
    act(request, commands.OpenSurvey(target_id=pk))
    return survey_whole(actor_of(request), pk)


@router.post("/surveys/{pk}/close", response=answers(SurveyWhole))
def survey_close(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Close it."""
    act(request, commands.CloseSurvey(target_id=pk))
    return survey_whole(actor_of(request), pk)


@router.post("/surveys/{pk}/reopen", response=answers(SurveyWhole))
def survey_reopen(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Take answers again."""
    act(request, commands.ReopenSurvey(target_id=pk))
    return survey_whole(actor_of(request), pk)


@router.get("/surveys/{pk}/coverage", response=answers(list[SpotRow]))
def survey_coverage(request: HttpRequest, pk: int) -> list[dict[str, Any]]:
    """Tell which sub-districts have answered."""
    return spot_rows(actor_of(request), pk)


@router.get("/surveys/{pk}/answers", response=answers(list[AnswerRow]))
def survey_answers(request: HttpRequest, pk: int) -> list[dict[str, Any]]:
    """Tell the answer that counts of every sub-district."""
    return answer_rows(actor_of(request), pk)


@router.post("/surveys/{pk}/answers", response=answers(AnswerRow))
def survey_answer(request: HttpRequest, pk: int, told: AnswerIn) -> dict[str, Any]:
    """Write down what a volunteer of one's own office said by telephone."""
    actor = actor_of(request)
    survey = one_or_404(surveys_of(actor).filter(pk=pk))
    volunteer = one_or_404(volunteers_of(actor).select_related("office").filter(pk=told.volunteer))
    row = receive(survey, volunteer, told.given, told.instance, actor)
    return {"area": row.area.code, "late": row.late, "received_at": row.received_at, "answers": row.answers}
