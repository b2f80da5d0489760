"""What LINE tells us: a message with a code links its account, an account that was blocked is closed, once each.

Nobody who writes in the chat is told anything of a person or a case: not even whether there is one.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from prasan.platform.commands import SYSTEM, RuleBroken, perform
from prasan.platform.jobs.job import job
from prasan.platform.notices.channels import LINE, ChannelError
from prasan.platform.vault.fields import found_by
from prasan.platform.web.decorators import open_to_all
from prasan.referrals.codes import plain_line_code
from prasan.referrals.models import LineCode, LineEvent
from prasan.referrals.tracking import attempts, line, lost
from prasan.referrals.tracking.slip import address
from prasan.registers.commands import LinkLine, UnlinkLine
from prasan.registers.commands.worker_line import is_account
from prasan.registers.models import Worker
from prasan.registers.models.worker_words import Channel
from prasan.registers.queries_workers import kept_number

log = logging.getLogger("prasan.referrals.line")
Answer = LineEvent.Answer
MOST_BYTES = 256 * 1024
MOST_EVENTS = 200
KEEP = dt.timedelta(days=14)
"""So long it is known which events were taken; older ones are not taken."""
REPLY_IN = dt.timedelta(seconds=50)
"""A reply token serves for about a minute."""


@csrf_exempt  # the signature over the body is what counts: LINE has no cookie and no token of ours
@open_to_all
@require_POST
def line_webhook(request: HttpRequest) -> HttpResponse:
    """Take what LINE signed; whatever else is refused without a word."""
    if not line.listens():
        return HttpResponse(status=404)
    size = request.META.get("CONTENT_LENGTH") or "0"
    body = request.read(MOST_BYTES + 1) if size.isdecimal() and int(size) <= MOST_BYTES else b"." * (MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        return HttpResponse(status=413)
    if not line.signed(body, request.headers.get("X-Line-Signature", "")):
        return HttpResponse(status=403)
    try:
        events = json.loads(body)["events"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return HttpResponse(status=400)
    if not isinstance(events, list) or len(events) > MOST_EVENTS:
        return HttpResponse(status=400)
    for event in events:
        if isinstance(event, dict):
            take(event)
    return HttpResponse(b"{}", content_type="application/json")


def take(event: dict[str, Any]) -> bool:
    """Take one event in a transaction of its own; tell whether it was new and about somebody."""
    key, moment = event.get("webhookEventId"), _moment(event.get("timestamp"))
    account = _account(event.get("source"))
    if not _word(key, 64) or not account or moment is None or moment < timezone.now() - KEEP:
        return False
    with transaction.atomic():
        row, made = LineEvent.objects.get_or_create(event_id=key, defaults={"at": timezone.now()})
        if not made:
            return False
        if event.get("type") == "unfollow":
            context = event.get("deliveryContext")
            redelivered = isinstance(context, dict) and context.get("isRedelivery") is True
            close(account, before=moment if redelivered else None)
        elif event.get("type") == "message" and event.get("mode", "active") == "active":
            _answer_later(row, read(account, event.get("message")), event.get("replyToken"))
    return True


def _word(text: object, longest: int) -> bool:
    """Tell whether something is a word as LINE names events and tokens: visible letters of ASCII."""
    return isinstance(text, str) and 0 < len(text) <= longest and text.isascii() and text.isprintable()


def _account(source: object) -> str:
    """Return the account that an event is about: of a person, never of a group."""
    told = source if isinstance(source, dict) else {}
    account = told.get("userId")
    return str(account) if told.get("type") == "user" and is_account(account) else ""


def _moment(stamp: object) -> dt.datetime | None:
    """Return the moment of a time stamp in milliseconds since 1970, None for what is none."""
    if not isinstance(stamp, int) or not 0 < stamp < 10**14:
        return None
    return dt.datetime.fromtimestamp(stamp / 1000, dt.UTC)


def read(account: str, message: object) -> str:
    """Read a message, link the account where it holds a living code; return what to answer.

    A try is paid for before the code is looked for; an account that wrote too much is answered no more for a while.
    """
    if not attempts.pay(attempts.LINE_CHAT, account):
        return Answer.NONE
    told = message if isinstance(message, dict) else {}
    text = told.get("text")
    code = plain_line_code(text) if told.get("type") == "text" and isinstance(text, str) else ""
    if not code:
        return Answer.WHERE
    # locked: of two who send one code the first has it, the other finds none
    rows = LineCode.objects.select_for_update(of=("self",)).filter(code_hash__in=line.hashes(code))
    found = rows.filter(until__gt=timezone.now()).select_related("case").first()
    if found is None:
        return Answer.WRONG
    found.delete()
    try:
        with transaction.atomic():
            perform(SYSTEM, LinkLine(target_id=kept_number(found.case.worker_id), line_id=account))
    except RuleBroken:  # erased meanwhile
        return Answer.WRONG
    attempts.refund(attempts.LINE_CHAT, account)
    attempts.refund(attempts.LINE_CODE, found.case.code)
    return Answer.LINKED


def close(account: str, before: dt.datetime | None = None) -> int:
    """Close LINE for everybody who linked an account that blocks us; return for how many.

    Parameters: `before`, only what was linked before a moment: an event that comes late says nothing of what was linked
    since. Merged entries too. Who has no other way is brought to the office's notice, so that nobody is lost unheard.
    """
    rows = Worker.objects.filter(found_by(Worker, "line_key", account))
    rows = rows.filter(line_at__lte=before) if before is not None else rows
    done = 0
    for worker in rows.only("pk", "channel", "state").order_by("pk"):
        try:
            with transaction.atomic():
                perform(SYSTEM, UnlinkLine(target_id=worker.pk))
        except RuleBroken:  # closed at the same moment by the person
            continue
        done += 1
        if worker.channel == Channel.NONE and worker.state == Worker.State.ACTIVE:
            lost.tell_offices(worker.pk)
    return done


def _answer_later(row: LineEvent, answer: str, token: object) -> None:
    if not answer or not _word(token, 100):
        return
    row.answer, row.reply_token = answer, str(token)
    row.save(update_fields=["answer", "reply_token"])
    answer_chat.defer(key="now")


def text_of(answer: str) -> str:
    """Return what is said in the chat, in Thai and English: where to look, nothing about anybody."""
    told = {"url": address(), "phone": settings.HELP_PHONE}
    said = []
    for language in ("th", "en"):
        with override(language):
            said.append({
                Answer.LINKED: _("ผูก LINE แล้ว มีความเคลื่อนไหวเมื่อใดจะแจ้งที่นี่ ยกเลิกได้ที่ %(url)s"),
                Answer.WRONG: _("รหัสไม่ถูกต้อง ใช้ไปแล้ว หรือหมดอายุ ขอรหัสใหม่ได้ที่ %(url)s หรือโทร %(phone)s"),
                Answer.WHERE: _("ที่นี่ตอบเรื่องรายบุคคลไม่ได้ โปรดดูเรื่องของท่านที่ %(url)s หรือโทร %(phone)s"),
            }[Answer(answer)] % told)  # fmt: skip
    return "\n".join(said)


@job("referrals.answer_chat", title=gettext_lazy("ตอบข้อความใน LINE"))
def answer_chat(run: object) -> None:
    """Answer what waits, each message once at most: its token is taken out before it is used."""
    while (one := _next()) is not None:
        answer, token = one
        try:
            LINE.reply(token, text_of(answer))
        except ChannelError as error:
            log.warning("chat not answered: %s", error)


def _next() -> tuple[str, str] | None:
    now = timezone.now()
    with transaction.atomic():
        rows = LineEvent.objects.select_for_update(skip_locked=True).exclude(reply_token="").order_by("at")
        found = rows.filter(at__gt=now - REPLY_IN).first()
        if found is None:
            return None
        token, found.reply_token = found.reply_token, ""
        found.save(update_fields=["reply_token"])
    return found.answer, token


def tidy() -> int:
    """Forget codes that are over, tokens that serve no longer and events of long ago; return how many rows went."""
    now = timezone.now()
    LineEvent.objects.exclude(reply_token="").filter(at__lte=now - REPLY_IN).update(reply_token="")
    gone = LineCode.objects.filter(until__lte=now).delete()[0]
    return gone + LineEvent.objects.filter(at__lt=now - KEEP - dt.timedelta(days=1)).delete()[0]
