"""Entry beside reports, over the API: daily and weekly counts, evidence, requests that an indicator does not apply."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import File, Router
from ninja.files import UploadedFile

from prasan.directory.models import Office
from prasan.platform.commands import Refused
from prasan.platform.web.api import Strict, act, answers, one_or_404
from prasan.progress import periods
from prasan.progress.api import month
from prasan.progress.commands.evidence import AttachEvidence, RemoveEvidence
from prasan.progress.exemptions.commands import AskExemption, DecideExemption
from prasan.progress.models import Evidence, Exemption, Report, Tally
from prasan.progress.tallies import sums
from prasan.progress.tallies.commands import Count, SaveTallies, counted_of
from prasan.registers.models import Indicator

router = Router(tags=["progress"])


class TallyRow(Strict):
    """A count of a day, or of the week that begins on it; scaled by the indicator's decimals."""

    indicator: str
    day: dt.date
    member: str
    value: int
    denominator: int | None


class TallyMonth(Strict):
    """What the counts of a month make by the indicator's kind of sum, and how many days or weeks are missing."""

    indicator: str
    frequency: str
    value: int | None
    denominator: int | None
    counted: int
    missing: int
    tallies: list[TallyRow]


@router.get("/offices/{code}/tallies/{period}", response=answers(list[TallyMonth]))
def tallies(request: HttpRequest, code: str, period: int) -> list[dict[str, Any]]:
    """Return an office's counts of a month, by indicator."""
    actor = request.actor  # type: ignore[attr-defined]
    office = one_or_404(Office.objects.visible_to(actor).filter(code=code))
    known = counted_of(office, month(period))
    if not known:
        return []
    first = min(sums.bounds(one.frequency, period)[0] for one in known)
    asked = Tally.objects.visible_to(actor).filter(office=office, indicator__in=known)
    rows = list(asked.filter(day__range=(first, periods.bounds(period)[1])).order_by("day", "member"))
    return [_month(one, office, period, rows) for one in known]


def _month(one: Indicator, office: Office, period: int, rows: list[Tally]) -> dict[str, Any]:
    first, last = sums.bounds(one.frequency, period)
    mine = [it for it in rows if it.indicator_id == one.pk and first <= it.day <= last]
    whole = [it for it in mine if not it.member]
    found = sums.summed(one, office.area_id, period, whole, timezone.localdate())
    return {
        "indicator": one.code, "frequency": one.frequency, "value": found.value, "denominator": found.denominator,
        "counted": found.days, "missing": found.missing,
        "tallies": [
            {
                "indicator": one.code, "day": it.day, "member": it.member, "value": it.value,
                "denominator": it.denominator,
            }
            for it in mine
        ],
    }  # fmt: skip


class CountIn(Strict):
    """A count to keep; `value` null takes it away."""

    indicator: str
    value: int | None
    denominator: int | None = None
    member: str = ""


@router.put("/offices/{code}/tallies/days/{day}", response=answers(list[TallyMonth]))
def save_tallies(request: HttpRequest, code: str, day: dt.date, told: list[CountIn]) -> list[dict[str, Any]]:
    """Keep what your office counted on a day; weekly counts go to the week of the day."""
    actor = request.actor  # type: ignore[attr-defined]
    office = one_or_404(Office.objects.visible_to(actor).filter(code=code))
    known = dict(Indicator.objects.filter(code__in={one.indicator for one in told}).values_list("code", "id"))
    unknown = sorted({one.indicator for one in told} - set(known))
    if unknown:
        raise Refused(_("ไม่รู้จักตัวชี้วัด %(codes)s") % {"codes": ", ".join(unknown)}, status=404, field="indicator")
    counts = [Count(known[one.indicator], one.value, one.denominator, one.member) for one in told]
    act(request, SaveTallies(target_id=office.pk, day=day, counts=counts))
    return tallies(request, code, periods.of(day))


class Attached(Strict):
    """How many files a report has now."""

    report: int
    files: int


@router.post("/reports/{pk}/evidence", response=answers(Attached))
def attach(request: HttpRequest, pk: int, file: File[UploadedFile], indicator: str = "") -> dict[str, int]:
    """Attach a picture or PDF to a report, or to one of its figures by the indicator's code."""
    about = one_or_404(Indicator.objects.filter(code=indicator)).pk if indicator else None
    report = act(request, AttachEvidence(target_id=pk, upload=file, file_name=file.name or "", indicator_id=about))
    return {"report": report.pk, "files": Evidence.objects.filter(report=report).count()}


@router.delete("/reports/{pk}/evidence/{evidence}", response=answers(Attached))
def detach(request: HttpRequest, pk: int, evidence: int) -> dict[str, int]:
    """Take a file away before the report is sent."""
    report = act(request, RemoveEvidence(target_id=pk, evidence_id=evidence))
    return {"report": report.pk, "files": Evidence.objects.filter(report=report).count()}


class ExemptionRow(Strict):
    """A request that an indicator does not apply to an area in a fiscal year."""

    id: int
    indicator: str
    area: str
    fiscal_year: int
    office: str
    reason: str
    state: str
    answer: str
    asked_at: dt.datetime
    decided_at: dt.datetime | None


def _exemption(one: Exemption) -> dict[str, Any]:
    target = one.target
    return {
        "id": one.pk, "indicator": target.indicator.code, "area": target.area.code, "office": one.office.code,
        "fiscal_year": target.fiscal_year, "reason": one.reason, "state": one.state, "answer": one.answer,
        "asked_at": one.asked_at, "decided_at": one.decided_at,
    }  # fmt: skip


@router.get("/exemptions", response=answers(list[ExemptionRow]))
def exemptions(request: HttpRequest, state: str = "asked") -> list[dict[str, Any]]:
    """List the requests that your seat reads, by default those that wait, at most 200."""
    rows = Exemption.objects.visible_to(request.actor).filter(state=state)  # type: ignore[attr-defined]
    rows = rows.select_related("target__indicator", "target__area", "office")
    return [_exemption(one) for one in rows.defer("target__area__boundary").order_by("-id")[:200]]


class ExemptionIn(Strict):
    """Which indicator does not apply, and why."""

    indicator: str
    reason: str


@router.post("/reports/{pk}/exemptions", response=answers(ExemptionRow))
def ask_exemption(request: HttpRequest, pk: int, told: ExemptionIn) -> dict[str, Any]:
    """Ask that an indicator of a report does not apply to the area this fiscal year."""
    report = one_or_404(Report.objects.visible_to(request.actor).filter(pk=pk))  # type: ignore[attr-defined]
    about = one_or_404(Indicator.objects.filter(code=told.indicator))
    command = AskExemption(
        office_id=report.office_id, indicator_id=about.pk, period=report.period, reason=told.reason
    )  # fmt: skip
    made = act(request, command)
    made.refresh_from_db()
    return _exemption(made)


class DecisionIn(Strict):
    """Whether it does not apply; a refusal needs its answer."""

    accept: bool
    answer: str = ""


@router.post("/exemptions/{pk}/decide", response=answers(ExemptionRow))
def decide_exemption(request: HttpRequest, pk: int, told: DecisionIn) -> dict[str, Any]:
    """Decide a request: agreed, the target does not apply from now on."""
    return _exemption(act(request, DecideExemption(target_id=pk, accept=told.accept, answer=told.answer)))
