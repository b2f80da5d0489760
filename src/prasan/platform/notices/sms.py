"""Short messages (SMS) by an HTTP gateway: one address, one token, a retry key with every try."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings

from prasan.platform.notices.channels import ChannelError, Message, post_once


class SmsChannel:
    """Short messages; only to the address of the settings.

    The gateway is sent `{"to", "text", "key"}` as JSON with the same key in `Idempotency-Key`: one that honours it
    sends once however often it is asked (the answer 409 says that it did already).
    """

    name = "sms"
    timeout = 10.0

    def ready(self) -> bool:
        """Tell whether address and token are set, on a site that is not for training."""
        return bool(settings.SMS_URL and settings.SMS_TOKEN) and not settings.TRAINING

    def send(self, message: Message, retry_key: UUID) -> None:
        """Send one text; raises ChannelError."""
        if not self.ready():
            raise ChannelError("SMS is not set up", final=True)
        body = {"to": message.to, "text": message.body[:600], "key": str(retry_key)}
        post_once("SMS", settings.SMS_URL, settings.SMS_TOKEN, body, {"Idempotency-Key": str(retry_key)}, self.timeout)
