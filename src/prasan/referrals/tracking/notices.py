"""Words to the person of a case: written when something changed, sent within the minute, once.

What goes out says where to read, nothing else: a telephone lies on a table, and its number may have gone to somebody
whose last four digits would open the case if they were told its number too.
"""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from prasan.directory.queries import acting
from prasan.platform.commands import RuleBroken
from prasan.platform.jobs.job import job
from prasan.platform.jobs.listeners import Told, listens
from prasan.platform.jobs.schedule import every_minutes
from prasan.platform.notices.channels import CHANNELS, COUNTED, Channel, ChannelError, Message
from prasan.platform.notices.kinds import IMMEDIATE, notice_kind
from prasan.platform.notices.models import Notice
from prasan.platform.notices.notify import notify, settle
from prasan.platform.notices.sms import SmsChannel
from prasan.referrals.bearers import PERSON
from prasan.referrals.commands import BY_MOVE
from prasan.referrals.contacts import answering_for
from prasan.referrals.models import PersonNotice, Referral
from prasan.referrals.tracking.slip import address
from prasan.registers.models import Worker
from prasan.registers.models.worker_words import Channel as Wish
from prasan.registers.queries_workers import kept_number

log = logging.getLogger("prasan.referrals.notices")
Kind, State = PersonNotice.Kind, PersonNotice.State
WAYS: dict[str, Channel] = {"line": CHANNELS["line"], "sms": SmsChannel(), "email": CHANNELS["email"]}
"""How a person can be reached without anybody's hand; a call and a letter are the office's."""
TRIES = 6
LINE = "line"
LINE_TRIES = 3
"""So often LINE is asked where another way waits behind it and nobody knows whether it took the word."""
PAUSE = dt.timedelta(minutes=2)
LEASE = dt.timedelta(minutes=10)
"""So long a notice belongs to the worker that took it; if that dies, another sends it with the same retry key."""
BATCH = 50
QUIET = frozenset({"receive"})
"""To be seen is no answer: nothing to tell."""
TELL_BY_HAND = notice_kind(
    "referrals.tell_by_hand", gettext_lazy("เจ้าของเรื่องที่ต้องแจ้งด้วยตนเอง"),
    gettext_lazy("เรื่อง %(code)s มีความเคลื่อนไหวที่ระบบแจ้งเจ้าของเรื่องไม่ได้ โปรดแจ้งเจ้าของเรื่องด้วยตนเอง"), default=IMMEDIATE,
)  # fmt: skip


@listens(
    "referrals.refer",
    "referrals.write_reason",
    "referrals.pass_week",
    *(f"referrals.{move}" for move in BY_MOVE if move not in QUIET),
    name="referrals.person-notices",
)
def note(event: Told) -> None:
    """Write what a person is to be told of an event; taken twice it is written once.

    What they said themselves on their page is not told to them; what a helper said is. Several moves that nobody was
    told yet are one word.
    """
    if event.name == "referrals.pass_week" and not event.payload.get("silent"):
        return
    if event.payload.get("origin") == PERSON:
        return
    kind = {"referrals.write_reason": Kind.REASON, "referrals.pass_week": Kind.SILENT}.get(event.name, Kind.MOVED)
    written = 0
    for one in Referral.objects.filter(pk__in=event.ids).only("case_id"):
        told = {"case_id": one.case_id, "referral": one, "kind": kind, "not_before": timezone.now()}
        if kind == Kind.MOVED and _unsaid(one.pk).exists():
            continue
        _row, made = PersonNotice.objects.get_or_create(key=f"{one.pk}-{event.seq}", defaults=told)
        written += made
    if written:
        tell_people.defer(key="now")


def _unsaid(referral: int) -> Any:
    """Return the words of a move that wait; one that leaves at this moment may be read before what comes now."""
    waiting = PersonNotice.objects.filter(referral=referral, kind=Kind.MOVED, state=State.WAITING)
    return waiting.exclude(tries=0, not_before__gt=timezone.now())


@job("referrals.tell_people", title=gettext_lazy("แจ้งเจ้าของเรื่อง"), every=every_minutes(1))
def tell_people(run: object) -> None:
    """Send what is due."""
    send_due()


def send_due() -> int:
    """Send every notice that is due; return how many went out."""
    sent = 0
    while batch := _take():
        sent += sum(_send(one) for one in batch)
    return sent


def _take() -> list[PersonNotice]:
    now = timezone.now()
    with transaction.atomic():
        due = (
            PersonNotice.objects.filter(state=State.WAITING, not_before__lte=now)
            .select_related("case__office")
            .defer("case__office__grams")
        )
        batch = list(due.select_for_update(of=("self",), skip_locked=True).order_by("not_before", "pk")[:BATCH])
        PersonNotice.objects.filter(pk__in=[one.pk for one in batch]).update(not_before=now + LEASE)
    return batch


def _send(one: PersonNotice) -> bool:
    """Send one notice by the first way of its person that takes it now; tell whether it went out.

    LINE stands first where they linked it; where it surely did not take the word, the next way they consented to does
    at once, and `missed` says so to the office.
    """
    ways = _ways(one.case.worker_id)
    if not ways:
        _close(one, State.UNWANTED, Wish.NONE)
        return False
    if len(ways) > 1 and one.tries >= LINE_TRIES:
        one.missed = ways.pop(0)[0]
    for wish, to in ways:
        if wish not in WAYS:
            _close(one, State.BY_HAND, wish)
            return False
        try:
            if not to or not WAYS[wish].ready():
                raise ChannelError("no address, or the way is not set up", final=True)
            WAYS[wish].send(message(one, to, wish), one.retry_key)
        except ChannelError as error:
            if error.refused and wish != ways[-1][0]:
                log.warning("person not told: %s", error, extra={"channel": wish})
                one.missed, one.error = wish, str(error)[:200]
                continue
            _again(one, wish, error)
            return False
        _close(one, State.SENT, wish)
        return True
    return False


def _ways(worker: int) -> list[tuple[str, str]]:
    """Return how a person wants to hear today with their address there, LINE first; none without consent."""
    columns = ("channel", "consented_at", "phone", "contact", "line_id", "line_at")
    person = Worker.objects.only(*columns).get(pk=kept_number(worker))
    found = [(LINE, person.line_id)] if person.line_at is not None else []
    if person.channel != Wish.NONE and person.consented_at is not None:
        to = person.phone if person.channel in {Wish.SMS, Wish.CALL} else person.contact
        found.append((person.channel, to))
    return found


def sent_by_line(since: dt.datetime) -> int:
    """Return how many words went to people by LINE since a moment: they count in the same month as staff's."""
    return PersonNotice.objects.filter(channel=LINE, state=State.SENT, sent_at__gte=since).count()


COUNTED[LINE] = [*COUNTED.get(LINE, []), sent_by_line]


def message(one: PersonNotice, to: str, wish: str = "") -> Message:
    """Return what is sent: that there is something to read, and where; no number of a case, no word about it."""
    with override("th"):
        texts = {
            Kind.MOVED: _("มีความเคลื่อนไหวในเรื่องของท่าน"),
            Kind.REASON: _("เรื่องของท่านล่าช้า หน่วยงานแจ้งเหตุผลแล้ว"),
            Kind.SILENT: _("เรื่องของท่านล่าช้า หน่วยงานยังไม่แจ้งเหตุผล สำนักงานแรงงานจังหวัดทราบแล้ว"),
        }
        subject = texts[Kind(one.kind)]
        rest = _("เปิด %(url)s ด้วยเลขบนใบติดตาม หรือโทร 1506") % {"url": address()}
    return Message(to, subject, rest if wish == LINE else f"{subject} {rest}")


def _again(one: PersonNotice, wish: str, error: ChannelError) -> None:
    """Note a try that failed; after the last one, or where no other helps, the office has to tell the person."""
    one.tries += 1
    over = error.final or one.tries >= TRIES
    log.warning("person not told: %s", error, extra={"channel": wish})
    one.state = State.FAILED if over else State.WAITING
    one.not_before = timezone.now() + PAUSE * 2 ** (one.tries - 1)
    one.error, one.channel = str(error)[:200], wish
    with transaction.atomic():
        one.save(update_fields=["tries", "state", "not_before", "error", "channel", "missed"])
        if over:
            ask_office(one)


def _close(one: PersonNotice, state: str, wish: str) -> None:
    with transaction.atomic():
        PersonNotice.objects.filter(pk=one.pk).update(
            state=state, channel=wish, missed=one.missed, error=one.error,
            sent_at=timezone.now() if state == State.SENT else None,
        )  # fmt: skip
        if state == State.BY_HAND:
            ask_office(one)


def ask_office(one: PersonNotice) -> None:
    """Ask the office that took the case in to tell the person itself: who took it in, else who answers there; once."""
    today = timezone.localdate()
    try:
        seat = answering_for(one.case.office, today, prefer=one.case.opened_by_id)
    except RuleBroken as nobody:  # the word still stands on the case's page
        log.warning("nobody to tell a person: %s", nobody.text)
        return
    told = {"url": reverse("case", args=[one.case_id]), "key": str(one.pk), "code": one.case.code}
    notify(acting(Q(pk=seat.pk), today), TELL_BY_HAND, **told)


@listens("referrals.tell_by_hand", name="referrals.told-by-hand")
def told_by_hand(event: Told) -> None:
    """Ask nobody any more to tell a person what somebody told them."""
    urls = [reverse("case", args=[pk]) for pk in event.ids]
    rows = Notice.objects.unread().filter(url__in=urls, kind=TELL_BY_HAND.name)
    settle(set(rows.values_list("person_id", flat=True)), (TELL_BY_HAND,), urls)
