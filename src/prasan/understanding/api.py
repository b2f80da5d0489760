"""Briefs as data, with their verbs: write, issue, answer; who understood what; questions to the owners."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest
from ninja import Router

from prasan.platform.commands import Refused
from prasan.platform.search import matching
from prasan.platform.web.api import After, Limit, Strict, act, answers, one_or_404, split_page
from prasan.platform.web.asking import actor_of
from prasan.understanding import commands, queries
from prasan.understanding import policy as may
from prasan.understanding.models import Brief, Item, Question
from prasan.understanding.models.readings import LEADERS

router = Router(tags=["understanding"])


class ItemRow(Strict):
    """One thing to understand; `since`, the version in which its words last changed; what is right is not told."""

    id: int
    number: int
    text: str
    question: str
    options: list[str]
    since: int


class BriefRow(Strict):
    """A brief without its items."""

    id: int
    policy: int
    name: str
    version: int
    replaces: int | None
    due: dt.date
    groups: list[str]
    only_lead: bool
    state: str
    issued_at: dt.datetime | None


class BriefWhole(BriefRow):
    """The same, with its four parts and its items."""

    aim: str
    people: str
    work: str
    measure: str
    items: list[ItemRow]


class BriefPage(Strict):
    """A page of briefs, in the order of their numbers."""

    items: list[BriefRow]
    next: int | None


class BriefIn(Strict):
    """What to set of a draft; what is left out stays."""

    policy: int | None = None
    aim: str | None = None
    people: str | None = None
    work: str | None = None
    measure: str | None = None
    due: dt.date | None = None
    groups: list[str] | None = None
    only_lead: bool | None = None


class ItemIn(Strict):
    """What to set of an item; `right`, the place of the right option, counted from nought."""

    text: str | None = None
    question: str | None = None
    options: list[str] | None = None
    right: int | None = None
    why: str | None = None


class Why(Strict):
    """The reason of an act that asks for one."""

    reason: str = ""


class Renewing(Strict):
    """The policy of the newer set, null for the same one."""

    policy: int | None = None


class Choices(Strict):
    """Options taken, by item (counted from nought); `at`, when, of a phone that had no signal."""

    choices: dict[int, int] = {}
    at: dt.datetime | None = None


class ReadingRow(Strict):
    """How far the person is: none, read, wrong or done."""

    brief: int
    state: str
    asked: int
    left: int
    wrong: int
    done_at: dt.datetime | None


class DutyRow(Strict):
    """A brief that one's seat has to understand."""

    brief: int
    name: str
    version: int
    due: dt.date
    state: str


class CellRow(Strict):
    """People of one province ("-" the centre and abroad, "" all) and group ("" all) by state."""

    area: str
    group: str
    all: int
    done: int
    wrong: int
    open: int


class FactsRow(Strict):
    """What the first answers tell of an item; `difficulty`, per cent right; null where too few answered."""

    item: int
    number: int
    answered: int
    right: int
    difficulty: int | None
    discrimination: float | None
    chosen: list[int]
    misunderstood: bool


class QuestionRow(Strict):
    """A question about a policy, and its answer."""

    id: int
    policy: int
    text: str
    office: str
    asked_at: dt.datetime
    state: str
    answer: str
    answered_at: dt.datetime | None
    same_as: int | None


class QuestionPage(Strict):
    """A page of questions, in the order of their numbers."""

    items: list[QuestionRow]
    next: int | None


class Asking(Strict):
    """A question about a policy, or about an item of its brief."""

    policy: int
    text: str
    item: int | None = None


class Replying(Strict):
    """The answer, or the number of the question that has it."""

    text: str = ""
    same_as: int | None = None


def brief_row(one: Brief) -> dict[str, Any]:
    """Return a brief as data."""
    names = ("version", "due", "groups", "only_lead", "state", "issued_at")
    found: dict[str, Any] = {name: getattr(one, name) for name in names}
    return found | {"id": one.pk, "policy": one.policy_id, "name": one.policy.short, "replaces": one.replaces_id}


def brief_whole(actor: Any, pk: int) -> dict[str, Any]:
    """Return a brief with its parts and items; Refused with 404 where the actor reads none such."""
    one: Brief = one_or_404(briefs_of(actor).filter(pk=pk))
    names = ("number", "text", "question", "options", "since")
    items = [{"id": item.pk, **{name: getattr(item, name) for name in names}} for item in one.items.order_by("number")]
    parts = {name: getattr(one, name) for name in ("aim", "people", "work", "measure")}
    return brief_row(one) | parts | {"items": items}


def briefs_of(actor: Any) -> Any:
    """Return the briefs that an actor reads, with what a row needs."""
    return Brief.objects.visible_to(actor).select_related("policy")


def values_of(told: dict[str, Any]) -> dict[str, Any]:
    """Return the verb's values of what was told."""
    given = {name: value for name, value in told.items() if value is not None}
    if "policy" in given:
        given["policy_id"] = given.pop("policy")
    return given


def duty_rows(actor: Any) -> list[dict[str, Any]]:
    """Return what an actor has to understand, as data."""
    return [
        {
            "brief": one.brief.pk, "name": one.brief.policy.short, "version": one.brief.version, "due": one.brief.due,
            "state": one.state,
        }
        for one in queries.duties(actor)
    ]  # fmt: skip


def map_rows(actor: Any, pk: int, number: int | None = None) -> list[dict[str, Any]]:
    """Return the map of a brief, or of its item of a number, as data. Raises Refused for who leads nobody."""
    brief = led(actor, pk)
    item = one_or_404(brief.items.filter(number=number)) if number is not None else None
    found = queries.cells(queries.people(actor, brief, item))
    return [
        {"area": area, "group": group, "all": one.all, "done": one.done, "wrong": one.wrong, "open": one.open}
        for (area, group), one in sorted(found.items())
    ]


def facts_rows(actor: Any, pk: int) -> list[dict[str, Any]]:
    """Return what the first answers tell of every item. Raises Refused for who leads nobody."""
    return [
        {
            "item": item.pk, "number": item.number, "answered": one.answered, "right": one.right,
            "difficulty": one.difficulty, "discrimination": one.discrimination, "chosen": list(one.chosen),
            "misunderstood": one.is_misunderstood,
        }
        for item, one in queries.statistics(led(actor, pk))
    ]  # fmt: skip


def led(actor: Any, pk: int) -> Brief:
    """Return a brief to who reads how others understood it."""
    if not actor.has(*LEADERS):
        raise Refused(may.ONLY_LEADERS)
    found: Brief = one_or_404(briefs_of(actor).filter(pk=pk))
    return found


def reading_row(one: Any) -> dict[str, Any]:
    """Return a reading as data."""
    names = ("state", "asked", "left", "wrong", "done_at")
    return {name: getattr(one, name) for name in names} | {"brief": one.brief_id}


def question_row(one: Question) -> dict[str, Any]:
    """Return a question as data."""
    names = ("text", "asked_at", "state", "answer", "answered_at")
    found: dict[str, Any] = {name: getattr(one, name) for name in names}
    return found | {"id": one.pk, "policy": one.policy_id, "office": one.office.code, "same_as": one.same_as_id}


def questions_of(actor: Any) -> Any:
    """Return the questions that an actor reads, with what a row needs."""
    return Question.objects.visible_to(actor).select_related("office").defer("grams", "office__grams")


@router.get("/policy-briefs", response=answers(BriefPage))
def briefs_list(request: HttpRequest, limit: Limit, after: After, state: str = "") -> dict[str, Any]:
    """List briefs."""
    rows = briefs_of(actor_of(request)).order_by("pk")
    rows = rows.filter(pk__gt=after) if after is not None else rows
    rows = rows.filter(state=state) if state else rows
    found, more = split_page(rows[: limit + 1], limit)
    return {"items": [brief_row(one) for one in found], "next": more}


@router.get("/policy-briefs/{pk}", response=answers(BriefWhole))
def brief_read(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Read a brief with its items."""
    return brief_whole(actor_of(request), pk)


@router.post("/policy-briefs", response=answers(BriefWhole))
def brief_add(request: HttpRequest, told: BriefIn) -> dict[str, Any]:
    """Begin the brief of a policy."""
    made = act(request, commands.AddBrief(values=values_of(told.dict())))
    return brief_whole(actor_of(request), made.pk)


@router.patch("/policy-briefs/{pk}", response=answers(BriefWhole))
def brief_change(request: HttpRequest, pk: int, told: BriefIn) -> dict[str, Any]:
    """Change a draft."""
    values = values_of(told.dict())
    values.pop("policy_id", None)
    act(request, commands.ChangeBrief(target_id=pk, values=values))
    return brief_whole(actor_of(request), pk)


@router.post("/policy-briefs/{pk}/items", response=answers(BriefWhole))
def item_add(request: HttpRequest, pk: int, told: ItemIn) -> dict[str, Any]:
    """Add an item to a draft."""
    values = {"right": None} | values_of(told.dict()) | {"brief_id": pk}
    act(request, commands.AddItem(values=values))
    return brief_whole(actor_of(request), pk)


@router.patch("/policy-brief-items/{pk}", response=answers(BriefWhole))
def item_change(request: HttpRequest, pk: int, told: ItemIn) -> dict[str, Any]:
    """Change an item of a draft."""
    changed: Any = act(request, commands.ChangeItem(target_id=pk, values=values_of(told.dict())))
    return brief_whole(actor_of(request), changed.brief_id)


@router.delete("/policy-brief-items/{pk}", response=answers(BriefWhole))
def item_drop(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Take an item out of a draft."""
    brief = one_or_404(Item.objects.visible_to(actor_of(request)).filter(pk=pk)).brief_id
    act(request, commands.DropItem(target_id=pk))
    return brief_whole(actor_of(request), brief)


@router.post("/policy-briefs/{pk}/issue", response=answers(BriefWhole))
def brief_issue(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Put a brief in force; the version before is replaced."""
    act(request, commands.Issue(target_id=pk))
    return brief_whole(actor_of(request), pk)


@router.post("/policy-briefs/{pk}/withdraw", response=answers(BriefWhole))
def brief_withdraw(request: HttpRequest, pk: int, told: Why) -> dict[str, Any]:
    """Take a brief back, with the reason."""
    act(request, commands.WithdrawBrief(target_id=pk, reason=told.reason))
    return brief_whole(actor_of(request), pk)


@router.post("/policy-briefs/{pk}/renew", response=answers(BriefWhole))
def brief_renew(request: HttpRequest, pk: int, told: Renewing) -> dict[str, Any]:
    """Begin the next version; only what changes in it is asked again."""
    made = act(request, commands.Renew(brief_id=pk, policy_id=told.policy))
    return brief_whole(actor_of(request), made.pk)


@router.post("/policy-briefs/{pk}/answers", response=answers(ReadingRow))
def brief_answer(request: HttpRequest, pk: int, told: Choices) -> dict[str, Any]:
    """Read a brief and answer some of its items; the header Idempotency-Key makes a repeat safe."""
    return reading_row(act(request, commands.Understand(brief_id=pk, choices=told.choices, at=told.at)))


@router.get("/policy-briefs/{pk}/map", response=answers(list[CellRow]))
def brief_map(request: HttpRequest, pk: int, item: int | None = None) -> list[dict[str, Any]]:
    """Tell by province and group how many understand a brief, or its item of a number."""
    return map_rows(actor_of(request), pk, item)


@router.get("/policy-briefs/{pk}/statistics", response=answers(list[FactsRow]))
def brief_statistics(request: HttpRequest, pk: int) -> list[dict[str, Any]]:
    """Tell what the first answers say of every item."""
    return facts_rows(actor_of(request), pk)


@router.get("/policy-brief-duties", response=answers(list[DutyRow]))
def duties_list(request: HttpRequest) -> list[dict[str, Any]]:
    """List what one's seat has to understand, the next due first."""
    return duty_rows(actor_of(request))


@router.get("/policy-questions", response=answers(QuestionPage))
def questions_list(
    request: HttpRequest, limit: Limit, after: After, policy: int | None = None, state: str = "", q: str = ""
) -> dict[str, Any]:
    """List or find questions."""
    rows = questions_of(actor_of(request)).order_by("pk")
    rows = rows.filter(pk__gt=after) if after is not None else rows
    rows = rows.filter(policy=policy) if policy is not None else rows
    rows = rows.filter(state=state) if state else rows
    rows = matching(rows, q) if q else rows
    found, more = split_page(rows[: limit + 1], limit)
    return {"items": [question_row(one) for one in found], "next": more}


@router.post("/policy-questions", response=answers(QuestionRow))
def question_ask(request: HttpRequest, told: Asking) -> dict[str, Any]:
    """Ask the owner of a policy."""
    made = act(request, commands.AskOwner(policy_id=told.policy, text=told.text, item_id=told.item))
    return question_row(one_or_404(questions_of(actor_of(request)).filter(pk=made.pk)))


@router.post("/policy-questions/{pk}/reply", response=answers(QuestionRow))
def question_reply(request: HttpRequest, pk: int, told: Replying) -> dict[str, Any]:
    """Answer a question once for all, or join it to one that was answered."""
    verb: Any = commands.Reply(target_id=pk, text=told.text)
    if told.same_as is not None:
        verb = commands.Join(target_id=pk, other_id=told.same_as)
    act(request, verb)
    return question_row(one_or_404(questions_of(actor_of(request)).filter(pk=pk)))
