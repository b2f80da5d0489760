"""Records of processing and the retention schedule over the API: the same door and the same reading as the pages."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from django.db.models import Count
from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from prasan.kernel.privacy import KEEPERS
from prasan.platform.commands import Refused
from prasan.platform.web.api import Strict, act, answers, one_or_404
from prasan.platform.web.asking import actor_of
from prasan.privacy import commands as c
from prasan.privacy import policy as may
from prasan.privacy import queries
from prasan.privacy.commands.records import TOLD
from prasan.privacy.models import ProcessingRecord, RetentionRun, RetentionTerm
from prasan.privacy.retaining import find, terms

router = Router(tags=["privacy"])
BasisName = Literal["public-task", "legal-duty", "vital", "consent", "contract", "interest", "ties"]
TermName = Literal["entry", "tie", "case"]


class RecordTold(Strict):
    """What a record tells; null leaves it as it is. `owner`, the code of an office; `covers`, labels of tables."""

    activity_th: str | None = None
    activity_en: str | None = None
    purpose_th: str | None = None
    purpose_en: str | None = None
    basis: BasisName | None = None
    kinds_th: str | None = None
    kinds_en: str | None = None
    subjects_th: str | None = None
    subjects_en: str | None = None
    receivers_th: str | None = None
    receivers_en: str | None = None
    kept_th: str | None = None
    kept_en: str | None = None
    safeguards_th: str | None = None
    safeguards_en: str | None = None
    owner: str | None = None
    covers: list[str] | None = None


class RecordRow(RecordTold):
    """A version of a record of processing: PDPA section 39."""

    code: str
    version: int
    valid_from: dt.date
    ended_on: dt.date | None
    change: str
    reviewed_at: dt.datetime | None


class RecordPage(Strict):
    """The records in force, and the tables with personal data for which none speaks."""

    items: list[RecordRow]
    uncovered: list[str]


class RecordIn(RecordTold):
    """A new record: all texts in Thai and English, a basis, an owner."""

    code: str


class RecordChangeIn(RecordTold):
    """The next version: what changes, and what is new in words; `version`, the one that was read."""

    text: str
    version: int


class WhyIn(Strict):
    """Why."""

    text: str


class TermRow(Strict):
    """The years of one kind of day; `by_itself`, emptied every night without being asked."""

    kind: TermName
    years: int
    by_itself: bool
    grounds_th: str
    grounds_en: str


class TermIn(Strict):
    """The years, and why they change."""

    years: int
    by_itself: bool = False
    reason: str


class RunRow(Strict):
    """A run: how many were due when it began, how many are emptied, how many stayed; `job`, its background work."""

    id: int
    at: dt.datetime
    total: int
    done: int
    kept: int
    job: int | None


class RetentionNow(Strict):
    """What is due today in numbers: `due` by kind of day, `held` by what keeps it (one person may count twice)."""

    terms: list[TermRow]
    due: dict[str, int]
    due_people: int
    held: dict[str, int]
    held_people: int
    runs: list[RunRow]


class RunIn(Strict):
    """Why a run is started; `sure`, it is known that this cannot be undone."""

    text: str
    sure: bool


def record_row(one: ProcessingRecord) -> dict[str, Any]:
    """Return a version of a record for a script."""
    names = (*TOLD, "basis", "covers", "code", "version", "valid_from", "ended_on", "change", "reviewed_at")
    return {name: getattr(one, name) for name in names} | {"owner": one.owner.code}


def run_row(one: Any) -> dict[str, Any]:
    """Return a run for a script; `done` was counted with it. Its reason stays on the page."""
    return {name: getattr(one, name) for name in ("id", "at", "total", "done", "kept", "job")}


def told_of(told: RecordTold) -> dict[str, Any]:
    """Return what was told of a record."""
    sent = told.model_dump(exclude_none=True)
    return {name: value for name, value in sent.items() if name in {*TOLD, "basis", "owner", "covers"}}


def retention_now(actor: Any) -> dict[str, Any]:
    """Return the schedule and what is due; the runs to the protection officer. Raises Refused for all others."""
    refusal = may.can_read_records(actor)
    if refusal is not None:
        raise Refused(refusal)
    schedule = terms()
    found = find(timezone.now(), schedule)
    names = ("kind", "years", "by_itself", "grounds_th", "grounds_en")
    return {
        "terms": [{name: getattr(one, name) for name in names} for one in schedule.values()],
        "due": {kind: found.kinds[kind] for kind in schedule},
        "due_people": len(found.numbers), "held": {name: found.held[name] for name in KEEPERS},
        "held_people": found.held_people, "runs": [run_row(one) for one in runs_of(actor)[:10]],
    }  # fmt: skip


def runs_of(actor: Any) -> Any:
    """Return the runs with how many entries each has emptied, the newest first."""
    return RetentionRun.objects.visible_to(actor).annotate(done=Count("erasures")).order_by("-pk")


def living(actor: Any, code: str) -> ProcessingRecord:
    """Return the last version of a record; 404 where there is none."""
    return queries.found_record(actor, code)[0]


@router.get("/processing-records", response=answers(RecordPage))
def list_records(request: HttpRequest) -> dict[str, Any]:
    """List the records in force; nobody but the protection officer and the auditor sees any."""
    rows = ProcessingRecord.objects.visible_to(actor_of(request)).living().select_related("owner")
    found = list(rows.defer("owner__grams").order_by("code"))
    told = queries.uncovered(one.covers for one in found) if may.can_read_records(actor_of(request)) is None else []
    return {"items": [record_row(one) for one in found], "uncovered": told}


@router.post("/processing-records", response=answers(RecordRow))
def add_record(request: HttpRequest, told: RecordIn) -> dict[str, Any]:
    """Record a processing activity."""
    return record_row(act(request, c.AddRecord(code=told.code, told=told_of(told))))


@router.get("/processing-records/{code}", response=answers(list[RecordRow]))
def show_record(request: HttpRequest, code: str) -> list[dict[str, Any]]:
    """Show all versions of a record, the newest first."""
    return [record_row(one) for one in queries.found_record(actor_of(request), code)]


@router.post("/processing-records/{code}/versions", response=answers(RecordRow))
def change_record(request: HttpRequest, code: str, told: RecordChangeIn) -> dict[str, Any]:
    """Put the next version in force; 409 where somebody was first."""
    rows = ProcessingRecord.objects.visible_to(actor_of(request)).filter(code=code, version=told.version)
    one = one_or_404(rows)
    return record_row(act(request, c.ChangeRecord(target_id=one.pk, told=told_of(told), text=told.text)))


@router.post("/processing-records/{code}/review", response=answers(RecordRow))
def review_record(request: HttpRequest, code: str) -> dict[str, Any]:
    """Say that a record was looked at and is still true."""
    return record_row(act(request, c.ReviewRecord(target_id=living(actor_of(request), code).pk)))


@router.post("/processing-records/{code}/end", response=answers(RecordRow))
def end_record(request: HttpRequest, code: str, told: WhyIn) -> dict[str, Any]:
    """End a record; its versions stay readable."""
    return record_row(act(request, c.EndRecord(target_id=living(actor_of(request), code).pk, text=told.text)))


@router.get("/retention", response=answers(RetentionNow))
def show_retention(request: HttpRequest) -> dict[str, Any]:
    """Show the schedule and what is due today: a dry run, in numbers."""
    return retention_now(actor_of(request))


@router.put("/retention/terms/{kind}", response=answers(TermRow))
def set_term(request: HttpRequest, kind: TermName, told: TermIn) -> dict[str, Any]:
    """Change the years of one kind of day."""
    one = one_or_404(RetentionTerm.objects.visible_to(actor_of(request)).filter(kind=kind))
    done = act(request, c.SetTerm(target_id=one.pk, years=told.years, by_itself=told.by_itself, reason=told.reason))
    return {name: getattr(done, name) for name in ("kind", "years", "by_itself", "grounds_th", "grounds_en")}


@router.post("/retention/runs", response=answers(RunRow))
def start_retention(request: HttpRequest, told: RunIn) -> dict[str, Any]:
    """Start to empty what is due, in the background; what is emptied cannot be called back."""
    made = act(request, c.StartRetention(text=told.text, sure=told.sure))
    return run_row(runs_of(actor_of(request)).get(pk=made.pk))
