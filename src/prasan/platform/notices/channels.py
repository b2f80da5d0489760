"""Ways out of the product: e-mail and LINE, behind one interface."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a mail."""

    name: str
    content: bytes
    mime: str


@dataclass(frozen=True)
class Message:
    """What a channel sends: `to`, an address of its own kind; texts without personal data; `files`, by mail alone."""

    to: str
    subject: str
    body: str
    files: tuple[Attachment, ...] = ()


class ChannelError(Exception):
    """A message was not taken. `final`: another try would end the same way.

    `refused`: it surely did not go, so that another way may be used at once; otherwise nobody knows.
    """

    def __init__(self, text: str, *, final: bool = False, refused: bool = False) -> None:
        super().__init__(text)
        self.final, self.refused = final, final or refused


class Channel(Protocol):
    """One way out."""

    @property
    def name(self) -> str:
        """The channel's name in wishes and deliveries."""

    def ready(self) -> bool:
        """Tell whether it is set up and may be used on this site."""

    def send(self, message: Message, retry_key: UUID) -> None:
        """Send once for a retry key; raises ChannelError."""


class EmailChannel:
    """E-mail by Django's settings; without a mail server the messages lie as files in the data folder."""

    name = "email"

    def ready(self) -> bool:
        """E-mail is always set up; a training site only writes files."""
        return not settings.TRAINING or not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend")

    def send(self, message: Message, retry_key: UUID) -> None:
        """Send; the retry key is the message's id, so that a mail server that saw it twice can tell."""
        host = urlsplit(settings.BASE_URL).hostname or "localhost"
        mail = EmailMessage(message.subject, message.body, to=[message.to])
        mail.extra_headers["Message-ID"] = f"<{retry_key}@{host}>"
        mail.extra_headers["Auto-Submitted"] = "auto-generated"
        for one in message.files:
            mail.attach(one.name, one.content, one.mime)
        try:
            mail.send()
        except (OSError, ValueError) as error:  # smtplib's errors are OSErrors
            final = isinstance(error, ValueError) or 500 <= getattr(error, "smtp_code", 0) < 600
            raise ChannelError(type(error).__name__, final=final) from error


class LineChannel:
    """Push messages of a LINE official account; only to the base address of the settings."""

    name = "line"
    timeout = 10.0

    def ready(self) -> bool:
        """Tell whether address and token are set, on a site that is not for training."""
        return bool(settings.LINE_BASE_URL and settings.LINE_TOKEN) and not settings.TRAINING

    def send(self, message: Message, retry_key: UUID) -> None:
        """Push one text; an accepted retry key (409) counts as sent. Raises ChannelError, also over quota."""
        if not self.ready():
            raise ChannelError("LINE is not set up", final=True)
        if settings.LINE_QUOTA and sent_this_month(self.name) >= settings.LINE_QUOTA:
            raise ChannelError("LINE quota of this month is used up", final=True)
        body = {"to": message.to, "messages": [{"type": "text", "text": f"{message.subject}\n{message.body}"[:4900]}]}
        post_once(
            "LINE", f"{settings.LINE_BASE_URL.rstrip('/')}/v2/bot/message/push", settings.LINE_TOKEN, body,
            {"X-Line-Retry-Key": str(retry_key)}, self.timeout,
        )  # fmt: skip

    def reply(self, token: str, text: str) -> None:
        """Answer one message by its reply token, which serves once; not counted by LINE. Raises ChannelError."""
        body = {"replyToken": token, "messages": [{"type": "text", "text": text[:4900]}]}
        address = f"{settings.LINE_BASE_URL.rstrip('/')}/v2/bot/message/reply"
        post_once("LINE", address, settings.LINE_TOKEN, body, {}, self.timeout)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Goes nowhere else: the token is for one address only."""

    def redirect_request(self, *args: object, **kwargs: object) -> None:
        """Refuse."""


_opener = urllib.request.build_opener(_NoRedirect, urllib.request.ProxyHandler({}))


def open_once(request: urllib.request.Request, timeout: float) -> None:
    """Send a request and leave the answer unread: no redirect, no proxy. Raises OSError, HTTPError among them."""
    with _opener.open(request, timeout=timeout):
        return


LINE = LineChannel()
CHANNELS: dict[str, Channel] = {"email": EmailChannel(), "line": LINE}
"""The ways out by name."""
COUNTED: dict[str, list[Callable[[datetime], int]]] = {}
"""Further counts of what a channel has carried since a moment, by its name: of rooms that send beside the notices."""


def sent_this_month(channel: str) -> int:
    """Return how many messages a channel has carried since the first of the month."""
    from prasan.platform.notices.models import Delivery

    first = timezone.localtime().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    own = Delivery.objects.filter(channel=channel, sent__gte=first).values("retry_key").distinct().count()
    return own + sum(count(first) for count in COUNTED.get(channel, ()))


def post_once(
    name: str, address: str, token: str, body: object, headers: dict[str, str], timeout: float
) -> None:  # fmt: skip
    """Post JSON to a gateway with its token; an accepted retry key (409) counts as sent. Raises ChannelError.

    Parameters: `name`, of the channel, for the error; `headers`, the retry key as the gateway reads it.
    """
    request = urllib.request.Request(  # noqa: S310 - the scheme is checked when the settings are read
        address,
        data=json.dumps(body, ensure_ascii=False).encode(),
        headers={"Content-Type": "application/json", "Authorization": f"Bearer {token}"} | headers,
    )
    try:
        open_once(request, timeout)
    except urllib.error.HTTPError as error:
        error.close()
        if error.code == 409:
            return
        raise ChannelError(f"{name} {error.code}", **_judged(error.code)) from error
    except OSError as error:
        raise ChannelError(type(error).__name__) from error


def _judged(code: int) -> dict[str, bool]:
    """Return what an answer of a gateway says: 4xx refused it, and for good unless it was too much at the moment."""
    refused = 400 <= code < 500
    return {"final": refused and code != 429, "refused": refused}
