"""What waits for the word of each line: the head of the office, its department, its province."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from prasan.directory.queries import acting_by_office
from prasan.directory.roles import Role
from prasan.progress import policy as may
from prasan.progress.models import Correction, Line, Report

Paper = Report | Correction
MOST = 200


def heads_but_senders(papers: Iterable[Paper]) -> list[set[int]]:
    """Return for each paper the people who can approve it as head of its office today; never who sent it. One query.

    Somebody who acts for the sender, or the sender acting for somebody, does not count either.
    """
    asked = list(papers)
    if not asked:
        return []
    heads = acting_by_office({one.office_id for one in asked}, [Role.AGENCY_HEAD], timezone.localdate())
    found: list[set[int]] = []
    for paper in asked:
        senders = {paper.submitted_by_id, paper.submitted_for_id}
        seats = [people - senders for holder, people in heads.get(paper.office_id, []) if holder not in senders]
        found.append(set().union(*seats))
    return found


def province_approves(papers: Iterable[Paper]) -> list[bool]:
    """Tell of each paper whether the province's acceptance counts as approval: its own office, or no other head there.

    Source: docs/decisions/0003-two-lines-of-acceptance.md.
    """
    asked = list(papers)
    heads = iter(heads_but_senders(one for one in asked if not one.office.leads_province))
    return [one.office.leads_province or not next(heads) for one in asked]


def takes(paper: Paper, line: Line, *, stands_in: bool) -> bool:
    """Tell whether a paper waits for a line: its state lets the line say its word. Who may say it, policies tell.

    Parameters: `stands_in`, whether the province's acceptance counts as approval.
    """
    sent, approved = paper.state == "submitted", paper.state == "approved"
    if line is Line.HEAD:
        return sent
    if line is Line.DEPARTMENT:
        return approved and paper.department_at is None
    return paper.province_at is None and (approved or (sent and stands_in))


def line_of_seat(actor: Any) -> Line | None:
    """Return the line in whose name a seat judges anything at all."""
    if actor.has(Role.AGENCY_HEAD):
        return Line.HEAD
    if actor.has(Role.PLO) and actor.leads_province:
        return Line.PROVINCE
    return Line.DEPARTMENT if actor.has(*may.DEPARTMENT) and actor.agency else None


def _candidates(actor: Any, rows: QuerySet[Any], line: Line) -> QuerySet[Any]:
    if line is Line.HEAD:
        return rows.filter(office_id=actor.office_id, state="submitted")
    if line is Line.DEPARTMENT:
        return rows.filter(office__agency_id=actor.agency, state="approved", department_at=None)
    inside = rows.filter(area_id__gte=actor.area_id, area_id__lte=actor.area_last, province_at=None)
    return inside.filter(state__in=["submitted", "approved"])


def _mine(actor: Any, papers: Sequence[Any], line: Line) -> list[Any]:
    """Keep what the actor may judge now: not their own, not what another head has still to approve."""
    allowed = {
        Line.HEAD: may.can_approve, Line.DEPARTMENT: may.can_accept_department, Line.PROVINCE: may.can_accept_province
    }[line]  # fmt: skip
    sent = [one for one in papers if one.state == "submitted"] if line is Line.PROVINCE else []
    stands = {id(one) for one, stands_in in zip(sent, province_approves(sent), strict=True) if stands_in}
    return [one for one in papers if takes(one, line, stands_in=id(one) in stands) and allowed(actor, one) is None]


def _reports(actor: Any, line: Line) -> list[Report]:
    rows = _candidates(actor, Report.objects.visible_to(actor), line)
    rows = rows.select_related("office__agency", "area", "submitted_by")
    return list(rows.order_by("period", "submitted_at", "pk")[:MOST])


def _corrections(actor: Any, line: Line) -> list[Correction]:
    rows = _candidates(actor, Correction.objects.visible_to(actor), line)
    if line is Line.DEPARTMENT:  # a line that has not accepted the report judges the report, not its correction
        rows = rows.filter(report__department_at__isnull=False)
    elif line is Line.PROVINCE:
        rows = rows.filter(Q(report__province_at__isnull=False) | Q(state="submitted"))
    rows = rows.select_related("report", "office__agency", "area", "submitted_by")
    return list(rows.order_by("submitted_at", "pk")[:MOST])


def waiting(actor: Any) -> list[Report]:
    """Return the reports that wait for the actor's own word, oldest first; none for who judges nothing."""
    line = line_of_seat(actor)
    return [] if line is None else _mine(actor, _reports(actor, line), line)


def corrections_waiting(actor: Any) -> list[Correction]:
    """Return the corrections that wait for the actor's own word, oldest first."""
    line = line_of_seat(actor)
    return [] if line is None else _mine(actor, _corrections(actor, line), line)


def all_waiting(actor: Any) -> tuple[list[Report], list[Correction]]:
    """Return both, by at most three queries."""
    line = line_of_seat(actor)
    if line is None:
        return [], []
    found = _mine(actor, [*_reports(actor, line), *_corrections(actor, line)], line)
    return [one for one in found if isinstance(one, Report)], [one for one in found if isinstance(one, Correction)]
