"""The service directory as HSDS 3.0 (Open Referral): what people are offered, in the shapes of the official schemas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router
from pydantic import ConfigDict, Field

from prasan.platform.commands import Refused
from prasan.platform.web.api import Strict, answers, prepared
from prasan.platform.web.asking import actor_of
from prasan.registers.hsds import (
    PROFILE,
    VERSION,
    Directory,
    at_days,
    nested,
    offered,
    offices_of,
    organization,
    row_of,
    taxonomies,
    terms,
)
from prasan.registers.hsds.names import named
from prasan.registers.hsds.records import at_day, at_location
from prasan.registers.models import Service

router = Router(tags=["hsds"])
MOST = 200
Page = Annotated[int, Query(1, ge=1, le=100_000, description="number of the page, from 1")]
PerPage = Annotated[int, Query(50, ge=1, le=MOST, description="entries a page")]
Search = Annotated[str, Query("", max_length=100, description="words in a name, Thai or English")]
Organization = Annotated[str, Query("", max_length=36, description="services of this organization alone")]
Term = Annotated[str, Query("", max_length=36, description="services with this taxonomy term alone")]


class HsdsRoot(Strict):
    """What this API is."""

    version: str
    profile: str
    openapi_url: str


class HsdsRecord(Strict):
    """A record of a table of HSDS 3.0; its columns are those of the official schema of its name."""

    model_config = ConfigDict(extra="allow")
    id: str


class HsdsPage(Strict):
    """A page of a list, as the OpenAPI of HSDS 3.0 names it."""

    total_items: int
    total_pages: int
    page_number: int
    size: int = Field(description="entries on this page")
    first_page: bool
    last_page: bool
    empty: bool
    contents: list[HsdsRecord]


def _page(rows: Any, number: int, size: int, record: Any) -> HttpResponse:
    """Answer one page of rows that can be counted and sliced."""
    total = len(rows) if isinstance(rows, list) else rows.count()
    found = [record(one) for one in rows[(number - 1) * size : number * size]]
    pages = -(-total // size)
    return prepared({
        "total_items": total, "total_pages": pages, "page_number": number, "size": len(found),
        "first_page": number == 1, "last_page": number >= pages, "empty": not found, "contents": found,
    })  # fmt: skip


def _one(found: Any) -> Any:
    if found is None:
        raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


def _uuid(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


@router.get("/hsds/", response=answers(HsdsRoot))
def hsds_root(request: HttpRequest) -> HttpResponse:
    """Tell which version of HSDS this is."""
    return prepared({
        "version": VERSION, "profile": PROFILE, "openapi_url": request.build_absolute_uri("/api/v1/openapi.json"),
    })  # fmt: skip


@router.get("/hsds/services", response=answers(HsdsPage))
def hsds_services(
    request: HttpRequest, page: Page, per_page: PerPage, search: Search, organization_id: Organization,
    taxonomy_term_id: Term, full: bool = False,
) -> HttpResponse:  # fmt: skip
    """List the services that people are offered; `full`, each with all that belongs to it."""
    rows = offered(_actor(request))
    for word in search.split():
        names = Q(name_th__icontains=word) | Q(name_en__icontains=word)
        rows = rows.filter(names | Q(template__name_th__icontains=word) | Q(template__name_en__icontains=word))
    if organization_id:
        rows = rows.filter(office=_office_number(rows, organization_id))
    if taxonomy_term_id:
        rows = rows.filter(_with_term(_actor(request), taxonomy_term_id))
    known = Directory() if full else None
    return _page(rows, page, per_page, lambda one: nested(one, known) if known is not None else row_of(one))


def _actor(request: HttpRequest) -> Any:
    return actor_of(request)


def _office_number(rows: Any, number: str) -> int:
    """Return the office that a UUID was made of, 0 for none: UUIDs of this kind cannot be read back."""
    found = offices_of(rows).values_list("pk", "code")
    return next((pk for pk, code in found if named("office", code) == number), 0)


def _with_term(actor: Any, number: str) -> Q:
    """Return the condition that a service has a term; no service for an unknown one."""
    code = next((one["code"] for one in terms(actor) if one["id"] == number), "")
    kind, _colon, value = code.partition(":")
    if kind == "national":
        return Q(template__code=value)
    if kind == "nationality":
        return Q(template__nationality=value) | Q(template=None, nationality=value)
    name = {"who": "who", "section": "sections"}.get(kind)
    if name is None:
        return Q(pk__in=[])
    return Q(**{f"template__{name}__contains": [value]}) | Q(**{"template": None, f"{name}__contains": [value]})


@router.get("/hsds/services/{number}", response=answers(HsdsRecord))
def hsds_service(request: HttpRequest, number: str) -> HttpResponse:
    """Return one service with all that belongs to it."""
    found: Service = _one(offered(_actor(request)).filter(uid=_uuid(number)).first())
    return prepared(nested(found, Directory()))


@router.get("/hsds/organizations", response=answers(HsdsPage))
def hsds_organizations(request: HttpRequest, page: Page, per_page: PerPage, search: Search) -> HttpResponse:
    """List the offices that offer services."""
    rows = offices_of(offered(_actor(request)))
    for word in search.split():
        rows = rows.filter(Q(name_th__icontains=word) | Q(name_en__icontains=word))
    return _page(rows, page, per_page, lambda one: organization(one, whole=False))


@router.get("/hsds/organizations/{number}", response=answers(HsdsRecord))
def hsds_organization(request: HttpRequest, number: str) -> HttpResponse:
    """Return one office with what hangs on it, and the numbers of its services."""
    rows = offered(_actor(request))
    found = _one(offices_of(rows).filter(pk=_office_number(rows, number)).first())
    services = [{"id": str(one)} for one in rows.filter(office=found).values_list("uid", flat=True)]
    return prepared(organization(found) | {"services": services})


@router.get("/hsds/service_at_locations", response=answers(HsdsPage))
def hsds_service_at_locations(
    request: HttpRequest, page: Page, per_page: PerPage, organization_id: Organization
) -> HttpResponse:
    """List where services are given: at the offices, then on the coming days of mobile units."""
    actor = _actor(request)
    rows, days = offered(actor), at_days(actor)
    if organization_id:
        office = _office_number(rows, organization_id)
        rows, days = rows.filter(office=office), [(one, day) for one, day in days if one.office_id == office]
    return _page(_Both(rows, days), page, per_page, _given_at)


@dataclass(frozen=True)
class _Both:
    """Services at their offices (a queryset) and behind them those on days (a list), counted and sliced as one."""

    rows: Any
    days: list[Any]

    def count(self) -> int:
        """Return how many there are of both."""
        return int(self.rows.count()) + len(self.days)

    def __getitem__(self, part: slice) -> list[Any]:
        first = list(self.rows[part])
        at = self.rows.count() if len(first) < part.stop - part.start else part.stop
        return first + self.days[max(part.start - at, 0) : max(part.stop - at, 0)]


def _given_at(found: Any) -> Any:
    return at_day(*found) if isinstance(found, tuple) else at_location(found)


@router.get("/hsds/taxonomies", response=answers(HsdsPage))
def hsds_taxonomies(request: HttpRequest, page: Page, per_page: PerPage) -> HttpResponse:
    """List our lists of terms."""
    return _page(taxonomies(), page, per_page, dict)


@router.get("/hsds/taxonomies/{number}", response=answers(HsdsRecord))
def hsds_taxonomy(request: HttpRequest, number: str) -> HttpResponse:
    """Return one list."""
    return prepared(_one(next((one for one in taxonomies() if one["id"] == number), None)))


@router.get("/hsds/taxonomy_terms", response=answers(HsdsPage))
def hsds_taxonomy_terms(
    request: HttpRequest, page: Page, per_page: PerPage, search: Search, taxonomy_id: str = ""
) -> HttpResponse:
    """List terms: groups of people, sections of social security, nationalities, national services."""
    rows = [
        one
        for one in terms(_actor(request))
        if (not taxonomy_id or one["taxonomy_id"] == taxonomy_id)
        and all(word.lower() in f"{one['name']} {one['description']}".lower() for word in search.split())
    ]
    return _page(rows, page, per_page, dict)


@router.get("/hsds/taxonomy_terms/{number}", response=answers(HsdsRecord))
def hsds_taxonomy_term(request: HttpRequest, number: str) -> HttpResponse:
    """Return one term."""
    return prepared(_one(next((one for one in terms(_actor(request)) if one["id"] == number), None)))
