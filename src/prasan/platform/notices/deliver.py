"""Send what is due: single messages every minute, digests each morning."""

from __future__ import annotations

import datetime as dt
import logging
import uuid
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from prasan.platform.jobs.job import job
from prasan.platform.jobs.schedule import daily, every_minutes
from prasan.platform.notices.channels import CHANNELS, Attachment, ChannelError, Message
from prasan.platform.notices.kinds import KINDS
from prasan.platform.notices.models import Delivery, Notice
from prasan.platform.notices.people import Recipient, recipients
from prasan.platform.rows import update_rows

log = logging.getLogger("prasan.notices")
TRIES = 6
PAUSE = dt.timedelta(minutes=2)
LINES = 20
"""A digest shows so many; the rest is a number and a link."""
LEASE = dt.timedelta(minutes=10)
"""So long a message belongs to the worker that took it; if that dies, another sends it with the same retry key."""


class NotAllSent(Exception):
    """Some digests were not taken; the same retry keys go with the next try."""


@job("notices.deliver", title=gettext_lazy("ส่งการแจ้งเตือน"), every=every_minutes(1))
def deliver(run: Any) -> None:
    """Send every single message that is due."""
    while batch := _take(50):
        people = recipients({one.notice.person_id for one in batch})
        for one in batch:
            person = people.get(one.notice.person_id)
            _send([one], person.address(one.channel) if person else "", _single(one.notice, _language(person)))


@job("notices.digest", title=gettext_lazy("ส่งการแจ้งเตือนรวมประจำวัน"), every=daily("07:00"))
def digest(run: Any) -> None:
    """Send each person one message a channel with what waits for the digest."""
    waiting = Delivery.objects.filter(state=Delivery.State.DIGEST)
    pairs = list(waiting.order_by().values_list("notice__person_id", "channel").distinct())
    people = recipients({person for person, _channel in pairs})
    again = 0
    for person_id, channel in pairs:
        with transaction.atomic():
            rows = list(
                waiting.filter(notice__person_id=person_id, channel=channel)
                .select_related("notice")
                .select_for_update(of=("self",), skip_locked=True)
                .order_by("-notice_id")
            )
            # one retry key for the whole message, kept before it is sent: a second try carries the same
            key = rows[0].retry_key if rows else uuid.uuid4()
            Delivery.objects.filter(pk__in=[one.pk for one in rows]).update(retry_key=key)
        unread = [one for one in rows if one.notice.read is None]
        for one in rows:
            one.retry_key = key
        if not unread:
            _close(rows)
            continue
        person = people.get(person_id)
        words = _together([one.notice for one in unread], _language(person))
        if not _send(rows, person.address(channel) if person else "", words):
            again += 1
    if again:
        raise NotAllSent(f"{again} digests wait for another try")  # the job is tried again soon


def _take(size: int) -> list[Delivery]:
    """Take some due messages for this worker."""
    now = timezone.now()
    with transaction.atomic():
        due = Delivery.objects.filter(state=Delivery.State.WAITING, not_before__lte=now)
        batch = list(
            due.select_for_update(of=("self",), skip_locked=True).select_related("notice").order_by("not_before")[:size]
        )
        Delivery.objects.filter(pk__in=[one.pk for one in batch]).update(not_before=now + LEASE)
    return batch


def _address(path: str) -> str:
    return f"{settings.BASE_URL.rstrip('/')}{path}"


def _footer() -> str:
    return _("ข้อความนี้ส่งโดยระบบประสาน ไม่มีข้อมูลส่วนบุคคล เปิดดูรายละเอียดได้ในระบบ ปรับการแจ้งเตือนที่ %(url)s") % {
        "url": _address("/notices/settings")
    }


def _language(person: Recipient | None) -> str:
    """Return the language that a person wants outside the product."""
    return (person.wishes.language if person else "") or settings.LANGUAGE_CODE


def _single(notice: Notice, language: str) -> tuple[str, str]:
    """Return (subject, body) of one notice."""
    with override(language):
        return notice.text, f"{notice.text}\n{_address(notice.url)}\n\n{_footer()}"


def _together(notices: list[Notice], language: str) -> tuple[str, str]:
    """Return (subject, body) of a digest."""
    with override(language):
        count = len(notices)
        subject = ngettext("มี %(n)s เรื่องรอท่าน", "มี %(n)s เรื่องรอท่าน", count) % {"n": count}
        lines = [f"• {one.text}\n  {_address(one.url)}" for one in notices[:LINES]]
        if count > LINES:
            lines.append(_("และอีก %(n)s เรื่อง: %(url)s") % {"n": count - LINES, "url": _address("/notices")})
        return subject, "\n".join([*lines, "", _footer()])


def _send(rows: list[Delivery], to: str, words: tuple[str, str]) -> bool:
    """Send one message for some deliveries and note what came of it; False when another try may help."""
    channel = CHANNELS[rows[0].channel]
    try:
        if not to or not channel.ready():
            raise ChannelError("no address, or the channel is off", final=True)
        channel.send(Message(to, *words, files=_files(rows, to)), rows[0].retry_key)
    except ChannelError as error:
        log.warning("notice not sent: %s", error, extra={"channel": rows[0].channel})
        for one in rows:
            one.tries += 1
            if error.final or one.tries >= TRIES:
                one.state = Delivery.State.FAILED
            one.error = str(error)[:200]
            one.not_before = timezone.now() + PAUSE * 2 ** (one.tries - 1)
        update_rows(rows, ["tries", "state", "error", "not_before"])
        return rows[0].state == Delivery.State.FAILED
    _close(rows)
    return True


def _files(rows: list[Delivery], to: str) -> tuple[Attachment, ...]:
    """Return what goes with a single message by mail; a digest carries none."""
    kind = KINDS.get(rows[0].notice.kind) if len(rows) == 1 and rows[0].channel == "email" else None
    return tuple(kind.attach(rows[0].notice.url, to)) if kind is not None and kind.attach is not None else ()


def _close(rows: list[Delivery]) -> None:
    Delivery.objects.filter(pk__in=[one.pk for one in rows]).update(state=Delivery.State.SENT, sent=timezone.now())
