"""What happens with data calls, told to the offices that are asked; no title and no name leaves the house."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from prasan.desk.notices import CALL_CHASED, CALL_CONFIRM, CALL_RETURNED, CALL_SENT
from prasan.directory.queries import acting_in
from prasan.platform.jobs.listeners import Told, listens
from prasan.platform.notices.kinds import NoticeKind
from prasan.platform.notices.notify import notify, settle
from prasan.progress.calls.models import CallAnswer
from prasan.progress.calls.policy import ANSWERERS, HEADS

ALL = (CALL_SENT, CALL_CHASED, CALL_RETURNED, CALL_CONFIRM)


def _tell(rows: list[CallAnswer], kind: NoticeKind, key: str) -> None:
    today = timezone.localdate()
    for one in rows:
        words = {"call": one.call_id, "when": one.call.deadline}
        if kind is CALL_RETURNED:
            words = {"call": one.call_id}
        people = acting_in([one.office_id], HEADS if kind is CALL_CONFIRM else ANSWERERS, today)
        if kind is CALL_CONFIRM:
            people -= {one.sent_by_id}
        notify(people, kind, url=reverse("call_answer", args=[one.pk]), key=f"{one.pk}-{key}", **words)


def _rows(**which: object) -> list[CallAnswer]:
    rows = CallAnswer.objects.filter(**which, call__state="sent").select_related("call")
    return list(rows.defer("rows", "values"))


def sent(event: Told) -> None:
    """Tell every office that was asked and has not answered meanwhile."""
    _tell([one for one in _rows(call_id__in=event.ids) if not one.arrived], CALL_SENT, "sent")


def chased(event: Told) -> None:
    """Tell the silent offices once more."""
    rows = _rows(pk__in=event.payload["answers"])
    _tell([one for one in rows if not one.arrived], CALL_CHASED, str(event.seq))


def returned(event: Told) -> None:
    """Tell the office that its answer came back."""
    _tell(_rows(pk__in=event.ids, state=CallAnswer.State.RETURNED), CALL_RETURNED, str(event.seq))


def moved(event: Told) -> None:
    """Ask the head where the head's word is asked; take back what asks nothing any more."""
    rows = _rows(pk__in=event.ids)
    for one in rows:
        if one.arrived or one.state == CallAnswer.State.CONFIRMING:
            settle(
                acting_in([one.office_id], ANSWERERS, timezone.localdate()),
                ALL,
                [reverse("call_answer", args=[one.pk])],
            )
    _tell([one for one in rows if one.state == CallAnswer.State.CONFIRMING], CALL_CONFIRM, str(event.seq))


TOLD = {
    "progress.send_call": sent, "progress.call_chased": chased, "progress.return_call_answer": returned,
    "progress.send_call_answer": moved, "progress.confirm_call_answer": moved, "progress.decline_call": moved,
}  # fmt: skip


@listens(*TOLD, name="desk.call-notices")
def tell(event: Told) -> None:
    """Tell the people concerned, in the order in which things happened."""
    TOLD[event.name](event)
