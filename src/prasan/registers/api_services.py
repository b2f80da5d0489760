"""The service directory as data, with its verbs: national services, what offices offer of them, papers.

For exchange with others there is the same directory as HSDS 3.0 (api_hsds).
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router

from prasan.directory.models import Area, Office
from prasan.platform.commands import RuleBroken
from prasan.platform.web.api import After, Limit, Strict, act, answers, one_or_404, split_page
from prasan.platform.web.asking import actor_of
from prasan.registers import commands
from prasan.registers import policy_services as may
from prasan.registers.models import Paper, Service, ServiceTemplate
from prasan.registers.queries_services import UNDRAWN

router = Router(tags=["services"])
_TERMS = (
    "description_th", "description_en", "eligibility_th", "eligibility_en", "papers", "fee", "fee_note_th",
    "fee_note_en", "days", "promises",
)  # fmt: skip


class Terms(Strict):
    """Terms of a service; money in satang, `days` promised working days, `promises` working hours by clock."""

    description_th: str
    description_en: str
    eligibility_th: str
    eligibility_en: str
    papers: list[str]
    fee: int | None
    fee_note_th: str
    fee_note_en: str
    days: int | None
    promises: dict[str, int]


class ConditionsRow(Strict):
    """Who it is for, as codes; what is empty asks nothing."""

    who: list[str]
    sections: list[str]
    age_from: int | None
    age_to: int | None
    nationality: str


class TemplateRow(Strict):
    """A national service."""

    code: str
    agency: str
    state: str
    name_th: str
    name_en: str
    terms: Terms
    conditions: ConditionsRow
    legal_basis: str
    source: str


class Drift(Strict):
    """A term that an office sets otherwise than the nation."""

    term: str
    national: Any
    own: Any


class ServiceRow(Strict):
    """What an office offers: terms as they hold there, what differs from the national one, and how fresh it is."""

    id: int
    uid: str
    template: str | None
    office: str
    area: str
    state: str
    paused_reason: str
    name_th: str
    name_en: str
    terms: Terms
    conditions: ConditionsRow
    hours_th: str
    hours_en: str
    capacity: int | None
    drift: list[Drift]
    checked_on: dt.date | None
    freshness: str
    flagged: bool


class ServicePage(Strict):
    """A page of services, in the order of their numbers."""

    items: list[ServiceRow]
    next: int | None


class PaperRow(Strict):
    """A document that people are asked for."""

    code: str
    name_th: str
    name_en: str


def _conditions(row: Any) -> dict[str, Any]:
    return {
        "who": row.who or [], "sections": row.sections or [], "age_from": row.age_from, "age_to": row.age_to,
        "nationality": row.nationality,
    }  # fmt: skip


def _terms(row: Any) -> dict[str, Any]:
    found = {name: row.term(name) for name in _TERMS}
    return found | {"papers": found["papers"] or [], "promises": found["promises"] or {}}


def template_row(one: ServiceTemplate) -> dict[str, Any]:
    """Return a national service as data."""
    return {
        "code": one.code, "agency": one.agency_id, "state": one.state, "name_th": one.name_th, "name_en": one.name_en,
        "terms": _terms(one), "conditions": _conditions(one), "legal_basis": one.legal_basis, "source": one.source,
    }  # fmt: skip


def service_row(one: Service) -> dict[str, Any]:
    """Return an office's service as data."""
    names: Any = one.template or one
    fresh = one.freshness(timezone.localdate())
    return {
        "id": one.pk, "uid": str(one.uid), "template": one.template.code if one.template else None,
        "office": one.office.code, "area": one.area.code, "state": one.state, "paused_reason": one.paused_reason,
        "name_th": names.name_th, "name_en": names.name_en, "terms": _terms(one),
        "conditions": _conditions(one.template or one), "hours_th": one.hours_th, "hours_en": one.hours_en,
        "capacity": one.capacity,
        "drift": [{"term": d.name, "national": d.national, "own": d.own} for d in one.drift],
        "checked_on": one.checked_on, "freshness": fresh.value, "flagged": fresh.is_flagged,
    }  # fmt: skip


def _seen(request: HttpRequest) -> Any:
    rows = Service.objects.visible_to(actor_of(request)).select_related("template", "office", "area")
    return rows.defer(*UNDRAWN)


def _shown(request: HttpRequest, pk: int) -> dict[str, Any]:
    return service_row(one_or_404(_seen(request).filter(pk=pk)))


def _template(request: HttpRequest, code: str) -> ServiceTemplate:
    rows = ServiceTemplate.objects.visible_to(actor_of(request))
    return one_or_404(rows.filter(code=code))


@router.get("/papers", response=answers(list[PaperRow]))
def papers(request: HttpRequest) -> list[dict[str, Any]]:
    """List the documents that people are asked for, in their order."""
    return [{"code": one.code, "name_th": one.name_th, "name_en": one.name_en} for one in Paper.objects.all()]


@router.get("/service-templates", response=answers(list[TemplateRow]))
def service_templates(request: HttpRequest, agency: str = "") -> list[dict[str, Any]]:
    """List the national services; drafts to their department alone."""
    rows = ServiceTemplate.objects.visible_to(actor_of(request))
    return [template_row(one) for one in (rows.filter(agency=agency) if agency else rows)]


@router.get("/service-templates/{code}", response=answers(TemplateRow))
def service_template(request: HttpRequest, code: str) -> dict[str, Any]:
    """Return one national service."""
    return template_row(_template(request, code))


Only = Annotated[Literal["", "drift", "flagged"], Query("", description="those that differ, or are not fresh")]


@router.get("/services", response=answers(ServicePage))
def services(
    request: HttpRequest, limit: Limit, after: After, area: str = "", office: str = "", template: str = "",
    state: str = "", only: Only = "",
) -> dict[str, Any]:  # fmt: skip
    """List what offices offer; `only` looks through a page after it was read, which may then hold fewer rows."""
    rows = _seen(request).order_by("pk")
    rows = rows.filter(pk__gt=after) if after is not None else rows
    if area:
        place = one_or_404(Area.objects.filter(code=area).only("id", "last"))
        rows = rows.filter(area__gte=place.pk, area__lte=place.last)
    told = {"office__code": office, "template__code": template, "state": state}
    rows = rows.filter(**{name: value for name, value in told.items() if value})
    found, more = split_page(rows[: limit + 1], limit)
    items = [service_row(one) for one in found]
    if only:
        items = [one for one in items if one["drift" if only == "drift" else "flagged"]]
    return {"items": items, "next": more}


@router.get("/services/{pk}", response=answers(ServiceRow))
def service(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Return one office's service."""
    return _shown(request, pk)


class TermsIn(Strict):
    """Terms to set; what is left out stays, null is "not told" (of a copy: as the nation says)."""

    name_th: str | None = None
    name_en: str | None = None
    description_th: str | None = None
    description_en: str | None = None
    eligibility_th: str | None = None
    eligibility_en: str | None = None
    who: list[str] | None = None
    sections: list[str] | None = None
    age_from: int | None = None
    age_to: int | None = None
    nationality: str | None = None
    papers: list[str] | None = None
    fee: int | None = None
    fee_note_th: str | None = None
    fee_note_en: str | None = None
    days: int | None = None
    promises: dict[str, int] | None = None


class TemplateIn(TermsIn):
    """Terms of a national service."""

    legal_basis: str | None = None
    source: str | None = None


class NewTemplate(TemplateIn):
    """A new national service of one's own department."""

    code: str


class ServiceIn(TermsIn):
    """Terms of an office's service."""

    hours_th: str | None = None
    hours_en: str | None = None
    capacity: int | None = None


class ServiceChange(ServiceIn):
    """The same; `confirmed` says that all that stands there was looked at and is right today."""

    confirmed: bool = False


class NewService(ServiceIn):
    """A service that an office has of its own, such as a partner's."""

    office: str


class ReasonIn(Strict):
    """Why."""

    reason: str = ""


def _values(told: Strict, *leave: str, blank: bool) -> dict[str, Any]:
    """Return what is told; null as the verb takes it: empty words, and lists empty where there is no template."""
    found = told.dict(exclude_unset=True, exclude=set(leave))
    lists = {"who", "sections", "papers"}
    for name, value in found.items():
        if value is None and (name.endswith(("_th", "_en", "_basis", "source")) or name == "nationality"):
            found[name] = ""
        if value is None and blank and name in lists | {"promises"}:
            found[name] = [] if name in lists else {}
    return found


@router.post("/service-templates", response=answers(TemplateRow))
def add_service_template(request: HttpRequest, told: NewTemplate) -> dict[str, Any]:
    """Write a national service down, as a draft."""
    agency = may.keeps(actor_of(request))
    made: Any = act(request, commands.AddTemplate(values=_values(told, blank=True) | {"agency_id": agency or ""}))
    return template_row(_template(request, made.code))


@router.patch("/service-templates/{code}", response=answers(TemplateRow))
def change_service_template(request: HttpRequest, code: str, told: TemplateIn) -> dict[str, Any]:
    """Change a national service; every copy that says nothing of its own changes with it."""
    found = _template(request, code)
    act(request, commands.ChangeTemplate(target_id=found.pk, values=_values(told, blank=True)))
    return template_row(_template(request, code))


@router.post("/service-templates/{code}/{move}", response=answers(TemplateRow))
def move_service_template(
    request: HttpRequest, code: str, move: Literal["put-in-force", "withdraw"], told: ReasonIn
) -> dict[str, Any]:
    """Put a national service in force, or withdraw it."""
    verb: Any = {"put-in-force": commands.PutInForce, "withdraw": commands.WithdrawTemplate}[move]
    found = _template(request, code)
    act(request, verb(target_id=found.pk, reason=told.reason))
    return template_row(_template(request, code))


class CopyIn(Strict):
    """Provinces by their codes; none told: all."""

    areas: list[str] | None = None


class Copies(Strict):
    """How many offices got a copy, how many had one, and why some got none."""

    made: int
    had: int
    refused: list[str]


@router.post("/service-template-copies/{code}", response=answers(Copies))
def copy_service_template(request: HttpRequest, code: str, told: CopyIn) -> dict[str, Any]:
    """Copy a national service to the offices of its department."""
    found = _template(request, code)
    refusal = may.can_keep_template(actor_of(request), found)
    if refusal is not None:
        raise RuleBroken(refusal, status=403)
    areas = None
    if told.areas is not None:
        known = dict(Area.objects.provinces().filter(code__in=told.areas).values_list("code", "pk"))
        if unknown := sorted(set(told.areas) - set(known)):
            raise RuleBroken(_("ไม่พบจังหวัด %(codes)s") % {"codes": ", ".join(unknown)}, field="areas")
        areas = list(known.values())
    done = commands.copy_to_provinces(actor_of(request), found, areas)
    return {"made": done.made, "had": done.had, "refused": done.refused}


@router.post("/services", response=answers(ServiceRow))
def add_service(request: HttpRequest, told: NewService) -> dict[str, Any]:
    """Write down a service that an office has of its own."""
    office = Office.objects.filter(code=told.office).values_list("pk", flat=True).first()
    values = _values(told, "office", blank=True)
    return _shown(request, act(request, commands.AddService(office_id=office or 0, values=values)).pk)


@router.patch("/services/{pk}", response=answers(ServiceRow))
def change_service(request: HttpRequest, pk: int, told: ServiceChange) -> dict[str, Any]:
    """Change what an office tells of its service; what says the same as the nation is not kept."""
    own = one_or_404(_seen(request).filter(pk=pk)).template is None
    values = _values(told, "confirmed", blank=own)
    act(request, commands.ChangeService(target_id=pk, values=values, confirmed=told.confirmed))
    return _shown(request, pk)


VERBS: dict[str, Any] = {
    "confirm": commands.ConfirmService, "pause": commands.PauseService, "reopen": commands.ReopenService,
    "close": commands.CloseService,
}  # fmt: skip


@router.post("/services/{pk}/{move}", response=answers(ServiceRow))
def move_service(
    request: HttpRequest, pk: int, move: Literal["confirm", "pause", "reopen", "close"], told: ReasonIn
) -> dict[str, Any]:
    """Confirm what stands there, pause, reopen or close a service."""
    act(request, VERBS[move](target_id=pk, reason=told.reason))
    return _shown(request, pk)
