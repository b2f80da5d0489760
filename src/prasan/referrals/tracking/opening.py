"""Opening a case without an account: the number of the slip with its PIN, or with the end of the telephone number.

Whatever is wrong is answered alike, after the same questions to the database and the same work: nobody learns which
numbers there are, or which half of a pair was right.
"""

from __future__ import annotations

import functools
import hmac
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.utils import timezone

from prasan.kernel.digits import to_arabic
from prasan.platform.vault import ring
from prasan.platform.web.traffic import client_of
from prasan.referrals.bearers import HELPER, PERSON, Bearer
from prasan.referrals.codes import plain_code
from prasan.referrals.models import Case, Helper
from prasan.referrals.tracking import attempts, pins

COOKIE = "prasan_track"
PATH = "/t/"
SECONDS = 15 * 60
SALT = "prasan.referrals.track"
_FIELDS = (
    "pk", "worker__phone", "worker__merged_into__phone", "worker__protected", "worker__merged_into__protected",
    "track_key__pin_hash",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Opened:
    """A case that was opened, and who opened it.

    Whoever has the telephone number now has its digits too: by them, and to a helper, only the state opens, not the
    data (`bearer.by_pin`).
    """

    bearer: Bearer
    case: Case


class Closed(Exception):
    """Too many wrong tries: closed for a while, whether or not there is such a case."""


def open_with(request: HttpRequest, typed: str, word: str) -> Bearer | None:
    """Return who opened a case, None where number and word do not fit; raises Closed.

    Parameters: `typed`, the number as typed; `word`, PIN or last digits of the telephone.
    """
    code, digits = plain_code(typed[:40]), "".join(one for one in to_arabic(word[:40]) if one.isdecimal())
    address = client_of(request)
    free = attempts.pay(attempts.ADDRESS, address)
    # a number that is none is counted too, under what was typed: it must not answer otherwise than one that is
    if not (attempts.pay(attempts.CODE, code or typed[:40]) and free):
        raise Closed
    found = _judged(code, digits)
    if found is not None:
        # who opens it otherwise must not wipe out what was tried at the person's PIN
        attempts.refund(attempts.CODE, code, forget=found.by_pin)
        attempts.refund(attempts.ADDRESS, address, forget=False)
    return found


def _judged(code: str, digits: str) -> Bearer | None:
    row = Case.objects.filter(code=code).values_list(*_FIELDS).first()
    number, phone, kept_phone, protected, kept_protected, pin_hash = row or (0, None, None, "", None, None)
    living = Helper.objects.filter(case=number, ended_at=None, until__gte=timezone.localdate())
    helpers = list(living.values_list("pk", "pin_hash"))
    right = pins.matches(pin_hash or "", code, digits)
    helping = [pk for pk, kept in helpers if pins.matches(kept, code, digits)]
    # the telephone of a protected person is known to who they must be protected from
    hidden = bool(protected or kept_protected)
    by_phone = [_ends_with(one, digits) and not hidden for one in (kept_phone, phone)]
    if row is None or len(digits) not in {pins.DIGITS, pins.LAST}:
        return None
    if right or by_phone[0] or (by_phone[1] and not kept_phone):
        return Bearer(PERSON, case_id=number, by_pin=right)
    return Bearer(HELPER, case_id=number, helper_id=helping[0]) if helping else None


def _ends_with(phone: str | None, digits: str) -> bool:
    """Tell whether a telephone number ends in some digits; one that is not there costs as much as one that is."""
    if not phone:
        ring.decrypt(_blank(tuple(settings.VAULT_KEYS)))
        return False
    end = phone[-pins.LAST :]
    return len(phone) > pins.LAST and hmac.compare_digest(end.encode(), digits.encode())


@functools.lru_cache(maxsize=2)
def _blank(keys: tuple[str, ...]) -> str:
    """Return a number that is none, as long encrypted as one that is. Parameters: `keys`, under which it holds."""
    return ring.encrypt("0" * 10)


def ticket(bearer: Bearer) -> str:
    """Return what the browser keeps for SECONDS: signed, without a word about the person."""
    told = [bearer.case_id, bearer.helper_id or 0, _serial(bearer.case_id), int(bearer.by_pin)]
    return signing.dumps(told, salt=SALT, compress=False)


def _serial(case: int) -> int:
    found = Case.objects.filter(pk=case).values_list("track_key__serial", flat=True).first()
    return found or 0


def opened_by(request: HttpRequest) -> Opened | None:
    """Return the case that a browser has open, None where it has none (any more): one query, two for a helper.

    A PIN that was made anew, and a helper's authority that ended, close it.
    """
    try:
        told: Any = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=SECONDS)
        number, helper, serial, by_pin = (int(one) for one in told)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    rows = Case.objects.select_related("office", "track_key", "area")
    case = rows.defer("office__grams", "area__grams", "area__boundary").filter(pk=number).first()
    if case is None or (case.track_key.serial if hasattr(case, "track_key") else 0) != serial:
        return None
    if helper:
        living = Helper.objects.filter(pk=helper, case=number, ended_at=None, until__gte=timezone.localdate())
        if not living.exists():
            return None
        return Opened(Bearer(HELPER, case_id=number, helper_id=helper), case)
    return Opened(Bearer(PERSON, case_id=number, by_pin=bool(by_pin)), case)
