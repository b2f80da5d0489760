"""LINE as a way that a person may choose: whether this site offers it, what is kept of a code, who has linked it."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
from dataclasses import dataclass

from django.conf import settings

from prasan.platform.notices.channels import LINE
from prasan.platform.vault import ring
from prasan.referrals.models import Case
from prasan.registers.models import Worker
from prasan.registers.queries_workers import kept_number

HOLDS = dt.timedelta(minutes=15)
"""So long a code serves."""


def listens() -> bool:
    """Tell whether what LINE sends can be believed: the secret of the channel is set, on a site not for training."""
    return bool(settings.LINE_SECRET) and LINE.ready()


def ready() -> bool:
    """Tell whether people may choose LINE here: it can be sent, heard, and found by name."""
    return listens() and bool(settings.LINE_ACCOUNT)


def signed(body: bytes, signature: str) -> bool:
    """Tell whether LINE signed a body: base64 of its HMAC-SHA256 by the channel's secret, in constant time.

    Source: LINE Messaging API, "Verify webhook signature".
    """
    made = base64.b64encode(hmac.new(settings.LINE_SECRET.encode(), body, hashlib.sha256).digest())
    return hmac.compare_digest(made, signature.encode("utf-8", "replace"))


def hashes(code: str) -> list[str]:
    """Return what may be kept of a code, under the first key first."""
    return ring.lookups(f"line:{code}")


@dataclass(frozen=True, slots=True)
class Offer:
    """What the person's page shows of LINE: the account to write to, since when it is linked, a code just made."""

    account: str
    linked_at: dt.datetime | None
    code: str = ""


def offer(case: Case, *, by_pin: bool, code: str = "") -> Offer | None:
    """Return what the page shows, None where LINE is not set up or the person did not come by PIN: two queries."""
    if not by_pin or not ready():
        return None
    rows = Worker.objects.filter(pk=kept_number(case.worker_id))
    return Offer(settings.LINE_ACCOUNT, rows.values_list("line_at", flat=True).first(), code)
