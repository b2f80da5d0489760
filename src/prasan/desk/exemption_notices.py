"""Requests that an indicator does not apply: told to whoever decides, and the decision to whoever asked."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from prasan.desk.notices import EXEMPTION_ASKED, EXEMPTION_DECIDED
from prasan.directory.models import Office, Seat
from prasan.directory.queries import acting_in
from prasan.directory.roles import Role
from prasan.platform.jobs.listeners import Told, listens
from prasan.platform.notices.notify import notify, settle
from prasan.progress.models import Exemption
from prasan.progress.policy import WRITERS


def _url(one: Exemption) -> str:
    return f"{reverse('exemptions')}#exemption-{one.pk}"


def _deciders(one: Exemption) -> set[int]:
    """Return who decides: the policy's owner, else every policy owner; officers of the department that leads it.

    The director-general and the permanent secretary may decide too; the daily work is not theirs, so none is told.
    """
    indicator, today = one.target.indicator, timezone.localdate()
    owner = indicator.policy.owner_id if indicator.policy else None
    seats = Seat.objects.held_on(today).filter(role=Role.POLICY_OWNER, person__is_active=True)
    found = {owner} if owner is not None else set(seats.values_list("person_id", flat=True))
    if indicator.lead_id is not None and indicator.lead_id == one.office.agency_id:  # else they do not see it
        rows = Office.objects.filter(agency_id=indicator.lead_id).exclude(kind=Office.Kind.PROVINCIAL)
        found |= acting_in(list(rows.values_list("pk", flat=True)), [Role.DEPARTMENT_OFFICER], today)
    return found


def _rows(event: Told) -> list[Exemption]:
    return list(Exemption.objects.filter(pk__in=event.ids).select_related("target__indicator__policy", "office"))


def asked(event: Told) -> None:
    """Ask whoever decides; nobody where it was decided meanwhile."""
    for one in _rows(event):
        if one.state == Exemption.State.ASKED:
            words = {"office": one.office.code, "indicator": one.target.indicator.code}
            notify(_deciders(one) - {one.asked_by_id}, EXEMPTION_ASKED, url=_url(one), key=str(one.pk), **words)


def decided(event: Told) -> None:
    """Tell whoever asked, everybody who may write the office's report where that person has left; ask nobody more."""
    for one in _rows(event):
        if one.state == Exemption.State.ASKED:
            continue
        settle(_deciders(one), (EXEMPTION_ASKED,), (_url(one),))
        writers = acting_in([one.office_id], WRITERS, timezone.localdate())
        people = writers & {one.asked_by_id} or writers
        notify(people, EXEMPTION_DECIDED, url=_url(one), key=str(one.pk), indicator=one.target.indicator.code)


TOLD = {"progress.ask_exemption": asked, "progress.decide_exemption": decided}


@listens(*TOLD, name="desk.exemption-notices")
def tell(event: Told) -> None:
    """Tell the people concerned, in the order in which things happened."""
    TOLD[event.name](event)
