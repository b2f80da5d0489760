"""Events, told to the office that answers and to the labour officer of the place; neither title nor place leaves."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.queries import acting_in, leading
from prasan.directory.roles import REACH, Reach, Role
from prasan.platform.jobs.listeners import Told, listens
from prasan.platform.journal.models import Entry
from prasan.platform.notices.kinds import IMMEDIATE, notice_kind
from prasan.platform.notices.notify import notify, settle
from prasan.situation.kinds import Severity
from prasan.situation.models import Event, EventTask

OPENED = notice_kind(
    "events.opened", _("เปิดเหตุการณ์ในพื้นที่หรือหน่วยงานของท่าน"), _("เปิดเหตุการณ์เลขที่ %(event)s โปรดเปิดดู"), default=IMMEDIATE
)
GRAVE = notice_kind(
    "events.grave", _("เหตุการณ์รุนแรง"), _("เหตุการณ์เลขที่ %(event)s ประเมินว่ารุนแรง โปรดเปิดดูทันที"),
    default=IMMEDIATE, urgent=True,
)  # fmt: skip
TASK = notice_kind(
    "events.task", _("งานแก้ไขเหตุการณ์"), _("หน่วยงานของท่านมีงานในเหตุการณ์เลขที่ %(event)s กำหนด %(when)s"), default=IMMEDIATE
)
HEADS = (Role.PLO, Role.AGENCY_HEAD, Role.COUNSELLOR, Role.DIRECTOR_GENERAL, Role.DUTY_OFFICER)
WORKERS = tuple(role for role in Role if REACH[role] is not Reach.NOTHING and role is not Role.PARTNER)


def _people(event: Event) -> set[int]:
    """Return who is told of an event: the heads of the office that answers, the labour officer of the place."""
    today = timezone.localdate()
    return acting_in([event.owner_id], HEADS, today) | leading(event.area_id, today)


@listens("situation.open_event", "situation.assess", name="desk.event-notices")
def tell(event: Told) -> None:
    """Tell of an opened event, and of one that was judged severe; who did it is not told."""
    done_by = Entry.objects.filter(pk=event.journal_id or 0).values_list("person_id", flat=True).first()
    for one in Event.objects.standing().filter(pk__in=event.ids):
        url, code = reverse("event", args=[one.pk]), one.code
        if event.name == "situation.open_event":
            notify(_people(one) - {done_by}, OPENED, url=url, key=str(one.pk), event=code)
        elif one.severity in {Severity.SEVERE, Severity.EXTREME}:
            notify(_people(one) - {done_by}, GRAVE, url=url, key=f"{one.pk}-{one.severity}", event=code)


def _url(task: EventTask) -> str:
    return f"{reverse('event', args=[task.event_id])}#task-{task.pk}"


@listens("situation.add_task", "situation.list_people", name="desk.event-task-notices")
def tell_tasks(event: Told) -> None:
    """Tell the offices that have a task waiting in the event, each task once."""
    rows = EventTask.objects.filter(event_id__in=event.ids, done_at=None).select_related("event")
    for task in rows:
        people = acting_in([task.office_id], WORKERS, timezone.localdate())
        words = {"event": task.event.code, "when": task.due}
        notify(people, TASK, url=_url(task), key=f"task-{task.pk}", **words)


@listens("situation.do_task", name="desk.event-task-done")
def settle_tasks(event: Told) -> None:
    """Take back what asks nothing any more."""
    for task in EventTask.objects.filter(pk__in=event.ids).exclude(done_at=None):
        people = acting_in([task.office_id], WORKERS, timezone.localdate())
        settle(people, (TASK,), [_url(task)])
