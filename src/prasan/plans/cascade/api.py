"""Cascades as data and as verbs: prepare, split, send, answer, decide; and the matrix of policies and provinces."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from prasan.directory.models import Area
from prasan.plans.cascade import commands, queries
from prasan.plans.cascade import matrix as matrices
from prasan.plans.models import Cascade, Item, Offer
from prasan.platform.commands.bulk import perform_many
from prasan.platform.web.api import Strict, act, answers, one_or_404
from prasan.registers.models import Indicator, ReferenceSeries

router = Router(tags=["cascades"])


class ExpectedRow(Strict):
    """An expected activity; values are integers times ten to the indicator's decimals."""

    id: int
    number: int
    name_th: str
    agency: str
    start: dt.date
    end: dt.date
    weight: Decimal
    indicator: str | None
    total: int | None
    split: str
    series: str | None
    asked: int
    promised: int
    states: dict[str, int]


class ItemRow(Strict):
    """What is asked of a province by one activity, and its answer."""

    id: int
    expected: int
    state: str
    asked: int | None
    promised: int | None
    start: dt.date
    end: dt.date
    reason: str
    decision: str
    activity: int | None


class OfferRow(Strict):
    """One province of a cascade; `state` is where it stands as a whole."""

    id: int
    area: str
    state: str
    project: int | None
    items: list[ItemRow]


class CascadeRow(Strict):
    """A cascade; `edits` counts the centre's changes."""

    id: int
    policy: int
    fiscal_year: int
    name_th: str
    goal_th: str
    due: dt.date
    state: str
    edits: int


class CascadeDetail(CascadeRow):
    """A cascade with its activities and the provinces that your seat reads."""

    activities: list[ExpectedRow]
    offers: list[OfferRow]


def row(one: Cascade) -> dict[str, Any]:
    """Return a cascade as plain values."""
    names = ("id", "fiscal_year", "name_th", "goal_th", "due", "state", "edits")
    return {name: getattr(one, name) for name in names} | {"policy": one.policy_id}


def detail(one: Cascade, actor: Any) -> dict[str, Any]:
    """Return a cascade with activities and offers as plain values."""
    return row(one) | {
        "activities": [_expected(tally) for tally in queries.summary(one)],
        "offers": [_offer(place) for place in queries.rows(one, actor)],
    }


def _expected(tally: queries.Tally) -> dict[str, Any]:
    one = tally.expected
    names = ("id", "number", "name_th", "start", "end", "weight", "total", "split")
    return {name: getattr(one, name) for name in names} | {
        "agency": one.agency_id, "indicator": one.indicator.code if one.indicator else None,
        "series": one.series.code if one.series else None, "asked": tally.asked, "promised": tally.promised,
        "states": tally.states,
    }  # fmt: skip


def _offer(place: queries.Row) -> dict[str, Any]:
    return {
        "id": place.offer.pk, "area": place.offer.area.code, "state": place.state, "project": place.offer.project_id,
        "items": [_item(one) for one in place.items.values()],
    }  # fmt: skip


def _item(one: Item) -> dict[str, Any]:
    names = ("id", "state", "asked", "promised", "reason", "decision")
    return {name: getattr(one, name) for name in names} | {
        "expected": one.expected_id,
        "start": one.begins,
        "end": one.ends,
        "activity": one.activity_id,
    }


def _detail(request: HttpRequest, pk: int) -> dict[str, Any]:
    actor = request.actor  # type: ignore[attr-defined]
    return detail(one_or_404(Cascade.objects.visible_to(actor).filter(pk=pk)), actor)


def _offer_of(request: HttpRequest, pk: int) -> dict[str, Any]:
    actor = request.actor  # type: ignore[attr-defined]
    one = one_or_404(Offer.objects.visible_to(actor).filter(pk=pk).select_related("cascade"))
    return _offer(queries.rows(one.cascade, actor, pk)[0])


@router.get("/cascades", response=answers(list[CascadeRow]))
def cascades(request: HttpRequest, year: int | None = None) -> list[dict[str, Any]]:
    """List the newest 200 cascades that your seat reads."""
    found = Cascade.objects.visible_to(request.actor)  # type: ignore[attr-defined]
    return [row(one) for one in (found if year is None else found.filter(fiscal_year=year))[:200]]


@router.get("/cascades/{pk}", response=answers(CascadeDetail))
def cascade(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Return a cascade: asked against promised, and where every province stands."""
    return _detail(request, pk)


class HeadIn(Strict):
    """What a cascade is called, its goal, and the day by which provinces answer."""

    name_th: str
    goal_th: str
    due: dt.date


class CascadeIn(HeadIn):
    """Which policy to cascade in which fiscal year."""

    policy: int
    fiscal_year: int


@router.post("/cascades", response=answers(CascadeDetail))
def begin_cascade(request: HttpRequest, told: CascadeIn) -> dict[str, Any]:
    """Begin a cascade as a draft."""
    values = told.model_dump()
    made = act(request, commands.BeginCascade(policy_id=values.pop("policy"), **values))
    return _detail(request, made.pk)


@router.put("/cascades/{pk}", response=answers(CascadeDetail))
def change_cascade(request: HttpRequest, pk: int, told: HeadIn) -> dict[str, Any]:
    """Change name, goal and due day."""
    act(request, commands.ChangeCascade(target_id=pk, **told.model_dump()))
    return _detail(request, pk)


class ExpectedIn(Strict):
    """An expected activity; `agency` is the department whose unit in the province does it."""

    name_th: str
    agency: str
    start: dt.date
    end: dt.date
    weight: Decimal
    indicator: str | None = None


def _save(request: HttpRequest, pk: int, told: ExpectedIn, number: int | None) -> dict[str, Any]:
    values = told.model_dump()
    code, agency = values.pop("indicator"), values.pop("agency")
    rows = Indicator.objects.visible_to(request.actor).filter(code=code)  # type: ignore[attr-defined]
    indicator = one_or_404(rows).pk if code is not None else None
    save = commands.SaveExpected(target_id=pk, row=number, agency_id=agency, indicator_id=indicator, **values)
    act(request, save)
    return _detail(request, pk)


@router.post("/cascades/{pk}/activities", response=answers(CascadeDetail))
def add_expected(request: HttpRequest, pk: int, told: ExpectedIn) -> dict[str, Any]:
    """Add an expected activity."""
    return _save(request, pk, told, None)


@router.put("/cascades/{pk}/activities/{expected}", response=answers(CascadeDetail))
def change_expected(request: HttpRequest, pk: int, expected: int, told: ExpectedIn) -> dict[str, Any]:
    """Change an expected activity that nobody answered."""
    return _save(request, pk, told, expected)


@router.delete("/cascades/{pk}/activities/{expected}", response=answers(CascadeDetail))
def remove_expected(request: HttpRequest, pk: int, expected: int) -> dict[str, Any]:
    """Take away an expected activity that nobody answered."""
    act(request, commands.RemoveExpected(target_id=pk, row=expected))
    return _detail(request, pk)


class SplitIn(Strict):
    """How a target is divided: equal or series (with the series' code) compute the shares, given takes `values`.

    `not_applicable` is {province: reason}; codes are the official ones.
    """

    total: int | None = None
    method: Literal["equal", "series", "given"]
    series: str | None = None
    values: dict[str, int] = Field(default_factory=dict)
    not_applicable: dict[str, str] = Field(default_factory=dict)


def split_command(pk: int, expected: int, told: SplitIn) -> commands.SplitExpected:
    """Return the verb that divides as told; the shares of equal and series are computed here."""
    items = Item.objects.filter(expected=expected, expected__cascade=pk).select_related("offer__area")
    areas = {one.offer.area.code: one.offer.area_id for one in items}
    here = [code for code in areas if code not in told.not_applicable]
    series = one_or_404(ReferenceSeries.objects.filter(code=told.series)) if told.method == "series" else None
    if told.method == "given":
        shares = told.values
    else:
        known = queries.series_weights(series) if series else {}
        weights = {code: known.get(areas[code], 0) if series else 1 for code in here}
        shares = queries.shares_of(told.total or 0, weights)
    values: dict[int, int | None] = {areas[code]: shares[code] for code in here if code in shares}
    values |= {areas[code]: None for code in told.not_applicable if code in areas}
    return commands.SplitExpected(
        target_id=pk, row=expected, total=told.total, method=told.method, values=values,
        series_id=series.pk if series else None,
        reasons={areas[code]: why for code, why in told.not_applicable.items() if code in areas},
    )  # fmt: skip


@router.put("/cascades/{pk}/activities/{expected}/shares", response=answers(CascadeDetail))
def split_expected(request: HttpRequest, pk: int, expected: int, told: SplitIn) -> dict[str, Any]:
    """Divide an activity's target among the provinces; the sum is checked."""
    act(request, split_command(pk, expected, told))
    return _detail(request, pk)


@router.post("/cascades/{pk}/send", response=answers(CascadeDetail))
def send_cascade(request: HttpRequest, pk: int, edits: int | None = None) -> dict[str, Any]:
    """Send it to every province in one act, or send what was added or recalled since."""
    act(request, commands.OfferAll(target_id=pk, edits=edits))
    return _detail(request, pk)


class WhyIn(Strict):
    """Why."""

    reason: str


@router.post("/cascades/{pk}/recall", response=answers(CascadeDetail))
def recall_cascade(request: HttpRequest, pk: int, told: WhyIn) -> dict[str, Any]:
    """Take it back from the provinces that have not answered."""
    act(request, commands.RecallCascade(target_id=pk, reason=told.reason))
    return _detail(request, pk)


@router.post("/cascades/{pk}/close", response=answers(CascadeDetail))
def close_cascade(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Take no more answers."""
    act(request, commands.CloseCascade(target_id=pk))
    return _detail(request, pk)


class Reminded(Strict):
    """How many provinces were reminded, and how many not: answered already, or reminded today."""

    reminded: int
    left: int


@router.post("/cascades/{pk}/chase", response=answers(Reminded))
def chase_cascade(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Remind every province that has not answered, once a day."""
    actor = request.actor  # type: ignore[attr-defined]
    one = one_or_404(Cascade.objects.visible_to(actor).filter(pk=pk))
    offers = one.offers.filter(state="offered").order_by("pk").values_list("pk", flat=True)
    rows = ({"target_id": number} for number in offers)
    outcome = perform_many(actor, commands.ChaseOffer, rows, all_or_nothing=False)
    return {"reminded": outcome.done, "left": len(outcome.refused)}


@router.get("/offers/{pk}", response=answers(OfferRow))
def offer(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Return what a cascade asks of a province, and its answers."""
    return _offer_of(request, pk)


@router.post("/offers/{pk}/accept", response=answers(OfferRow))
def accept_offer(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Accept everything that is asked and that your seat may answer; it lands in the plan."""
    act(request, commands.AcceptOffer(target_id=pk))
    return _offer_of(request, pk)


@router.post("/offers/{pk}/land", response=answers(OfferRow))
def land_offer(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Take what was promised into the plan."""
    act(request, commands.LandOffer(target_id=pk))
    return _offer_of(request, pk)


class AnswerIn(Strict):
    """An answer to one activity; `value` and days with adjust, `reason` with adjust and decline."""

    answer: Literal["accept", "adjust", "decline"]
    value: int | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    reason: str = ""


@router.post("/offers/{pk}/items/{item}/answer", response=answers(OfferRow))
def answer_offer(request: HttpRequest, pk: int, item: int, told: AnswerIn) -> dict[str, Any]:
    """Answer one activity."""
    act(request, commands.AnswerOffer(target_id=pk, item=item, **told.model_dump()))
    return _offer_of(request, pk)


class DecisionIn(Strict):
    """Agree, or ask again with the reason."""

    agree: bool
    reason: str = ""


@router.post("/offers/{pk}/items/{item}/decide", response=answers(OfferRow))
def decide_answer(request: HttpRequest, pk: int, item: int, told: DecisionIn) -> dict[str, Any]:
    """Agree to what a province answered, or ask again."""
    act(request, commands.DecideAnswer(target_id=pk, item=item, **told.model_dump()))
    return _offer_of(request, pk)


class CellRow(Strict):
    """A policy in a province: state, activities, what is to do and by whom, why, and the newest offer."""

    policy: int
    area: str
    state: str
    activities: int
    draft: bool
    task: str
    by: str
    why: str
    offer: int | None


def cells(found: matrices.Matrix) -> list[dict[str, Any]]:
    """Return the cells of a matrix as plain values, by province and policy."""
    names = ("policy", "state", "activities", "draft", "task", "by", "why", "offer")
    return [
        {name: getattr(found.cell(one.pk, place.area.pk), name) for name in names} | {"area": place.area.code}
        for place in found.provinces
        for one in found.policies
    ]


@router.get("/matrix", response=answers(list[CellRow]))
def policy_matrix(
    request: HttpRequest,
    year: int = 0,
    policy_set: str = "",
    axis: str = "",
    agency: str = "",
    region: int = 0,
    group: int = 0,
    area: str = "",
) -> list[dict[str, Any]]:
    """Return the matrix of policies and provinces: what is planned, and whose task every gap is."""
    if area:
        one_or_404(Area.objects.provinces().filter(code=area))
    asked = matrices.Asked(year, policy_set, axis, agency, region, group, area)
    return cells(matrices.build(request.actor, asked))  # type: ignore[attr-defined]
