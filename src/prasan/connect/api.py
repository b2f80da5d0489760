"""The API under /api/v1: every room's router behind one sign-in, one shape of errors."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from ninja import NinjaAPI, Router
from ninja.errors import AuthenticationError, ValidationError
from ninja.parser import Parser

from prasan.connect.auth import Bearer, Session
from prasan.connect.journal import router as journal
from prasan.counter.api import router as counter
from prasan.counter.api_desks import router as counter_desks
from prasan.desk.api import router as documents
from prasan.desk.api_quality import router as quality
from prasan.desk.api_situation import router as situation
from prasan.desk.api_years import router as years
from prasan.desk.appointments.api import router as appointments
from prasan.desk.boards.api import router as boards
from prasan.desk.scorecard.api import router as scorecards
from prasan.directives.api_reading import router as directives
from prasan.directory.api import router as directory
from prasan.meetings.api_after import router as meetings_after
from prasan.meetings.api_recording import router as meetings
from prasan.networks.api import router as networks
from prasan.networks.api_partners import router as network_partners
from prasan.plans.accounts.api import router as accounts
from prasan.plans.api_verbs import router as plans
from prasan.plans.cascade.api import router as cascades
from prasan.plans.devplan.api import router as development
from prasan.plans.labels.api import router as labels
from prasan.platform.commands.errors import PeopleError
from prasan.platform.comments.api import router as comments
from prasan.platform.web.api import Strict, answers, prepared
from prasan.privacy.api import router as privacy
from prasan.privacy.api_destruction import router as destructions
from prasan.privacy.api_keep import router as keeping
from prasan.progress.api import router as progress
from prasan.progress.api_acceptance import router as acceptance
from prasan.progress.api_entry import router as entry
from prasan.progress.api_outlook import router as outlooks
from prasan.progress.api_rollups import router as rollups
from prasan.progress.api_workbook import router as workbooks
from prasan.progress.calls.api import router as calls
from prasan.referrals.api import router as referrals
from prasan.referrals.api_drives import router as drives
from prasan.referrals.api_figures import router as referral_figures
from prasan.referrals.api_languages import router as page_languages
from prasan.referrals.api_outreach import router as outreach
from prasan.referrals.api_person import router as referral_person
from prasan.registers.api import router as registers
from prasan.registers.api_glass import router as openings
from prasan.registers.api_hsds import router as hsds
from prasan.registers.api_mobile import router as mobile_days
from prasan.registers.api_people_loads import router as people_loads
from prasan.registers.api_services import router as services
from prasan.registers.api_workers import router as workers
from prasan.resources.api import router as resources
from prasan.resources.api_accounts import router as resource_accounts
from prasan.resources.api_activities import router as joint_activities
from prasan.resources.api_needs import router as resource_needs
from prasan.situation.alarms.api import router as alarms
from prasan.situation.cap.api import router as notices
from prasan.situation.events.api import router as events
from prasan.situation.intake.api import router as intake
from prasan.situation.quality.api import router as listening_quality
from prasan.situation.watch.api import router as watch
from prasan.training.api import router as training
from prasan.training.api_people import router as training_people
from prasan.understanding.api import router as understanding

DESCRIPTION = """The same rows and the same verbs as the pages, under the same rights: a call acts as one person in
one seat.

Sign in with a bearer token (made under "รหัสเชื่อมต่อ") or with the session's cookie; writes with a cookie need the
header X-CSRFToken. A write may carry the header Idempotency-Key: repeated, it happens once. Lists are paged by
`limit` and `after`; the answer's `next` is the `after` of the following page, null on the last."""


NUL = b"\\u0000"


def without_nul(told: Any) -> Any:
    """Return values as JSON has them without the one letter that no database takes; pages drop it too."""
    if isinstance(told, str):
        return told.replace("\0", "")
    if isinstance(told, dict):
        return {without_nul(key): without_nul(value) for key, value in told.items()}
    return [without_nul(one) for one in told] if isinstance(told, list) else told


class Reader(Parser):
    """Reads what a call tells, in its body and in its address."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Return the body as values."""
        told = super().parse_body(request)
        return without_nul(told) if NUL in request.body else told

    def parse_querydict(self, data: Any, list_fields: list[str], request: HttpRequest) -> Any:
        """Return what stands in the address or in a form."""
        return without_nul(super().parse_querydict(data, list_fields, request))


class Api(NinjaAPI):
    """The API; an operation is called like its function, so that generated clients read well."""

    def get_openapi_operation_id(self, operation: Any) -> str:
        """Return the operation's name."""
        return str(operation.view_func.__name__)


api = Api(
    title="Prasan", version="1", description=DESCRIPTION, auth=[Bearer(), Session()],
    docs_url=None, openapi_url=None, urls_namespace="api", parser=Reader(),
)  # fmt: skip


@api.exception_handler(PeopleError)
def people_error(request: HttpRequest, error: PeopleError) -> HttpResponse:
    """Answer what a person may not do or must mend, with the status that the error carries."""
    return _problem(request, error.status, str(error.text), error.field)


@api.exception_handler(ValidationError)
def call_error(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Answer a call whose fields do not fit the declared schema, naming the first of them."""
    first: dict[str, Any] = error.errors[0]
    # the place begins with body, query or path and the parameter's name
    place = ".".join(str(part) for part in first["loc"] if part not in {"body", "query", "path", "told"})
    return _problem(request, 422, _("คำขอไม่ถูกต้อง: %(what)s") % {"what": first["msg"]}, place)


@api.exception_handler(AuthenticationError)
def nobody(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """Answer a call without an actor."""
    return _problem(request, 401, _("โปรดเข้าสู่ระบบ หรือส่งรหัสเชื่อมต่อที่ยังใช้ได้"))


@api.exception_handler(Http404)
def missing(request: HttpRequest, error: Http404) -> HttpResponse:
    """Answer a call for something that is not there."""
    return _problem(request, 404, _("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"))


def _problem(request: HttpRequest, status: int, text: str, field: str = "") -> HttpResponse:
    return api.create_response(request, {"error": text, "field": field}, status=status)


me = Router(tags=["me"])


class Me(Strict):
    """Who this call acts as."""

    person: int
    name: str
    seat: int
    role: str
    office: str
    delegated: bool
    by_token: str | None
    may_write: bool


@me.get("/me", response=answers(Me))
def whoami(request: HttpRequest) -> dict[str, Any]:
    """Return the person and the seat that this call acts from."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    token = getattr(request, "api_token", None)
    return {
        "person": actor.person_id, "name": actor.name, "seat": actor.seat_id, "role": actor.role,
        "office": actor.office_code, "delegated": actor.delegated, "by_token": token.name if token else None,
        "may_write": token.writes if token else True,
    }  # fmt: skip


ROUTERS = (
    me,
    directory,
    registers,
    workers,
    acceptance,
    progress,
    entry,
    rollups,
    outlooks,
    workbooks,
    calls,
    comments,
    plans,
    watch,
    cascades,
    development,
    accounts,
    labels,
    documents,
    quality,
    years,
    appointments,
    boards,
    scorecards,
    situation,
    alarms,
    notices,
    intake,
    events,
    listening_quality,
    directives,
    meetings,
    meetings_after,
    referral_figures,
    referrals,
    referral_person,
    page_languages,
    outreach,
    drives,
    training,
    training_people,
    resources,
    resource_accounts,
    joint_activities,
    resource_needs,
    networks,
    network_partners,
    understanding,
    counter,
    counter_desks,
    privacy,
    keeping,
    destructions,
    services,
    mobile_days,
    hsds,
    people_loads,
    openings,
    journal,
)
"""Every room's operations, a line each."""
for _router in ROUTERS:
    api.add_router("", _router)


def schema() -> dict[str, Any]:
    """Return the OpenAPI description as plain JSON values, as docs/openapi.json keeps it."""
    # the library keys answers by number, JSON by text
    found: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), default=str))
    return found


@cache
def _published() -> dict[str, Any]:
    return schema()  # drawn up in a second or more, and never another while a process runs


@require_GET
def openapi(request: HttpRequest) -> HttpResponse:
    """Answer the OpenAPI description."""
    return prepared(_published())


def addresses() -> list[URLPattern | URLResolver]:
    """Return the API's addresses without the library's own start page."""
    return [one for one in api.urls[0] if getattr(one, "name", "") != "api-root"]
