"""How long sign-in stays locked after wrong passwords, read from the sign-in library's own counters."""

from __future__ import annotations

import datetime as dt

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

APP, ACTION = "allauth.account", "login_failed"


def opens_at(request: HttpRequest, key: str | None) -> dt.datetime | None:
    """Return when the next attempt is counted again; None where nothing is locked.

    Parameters: `key`, the library's name of who tries to sign in. The oldest attempt of a full counter
    leaves it after the counter's duration.
    """
    latest = 0.0
    for rate in ratelimit.get_rates(app=APP, action=ACTION):
        if rate.per == "key" and key is None:
            continue
        name = ratelimit.get_cache_key(request, app=APP, action=ACTION, rate=rate, key=key)
        history = cache.get(name, [])
        if len(history) >= rate.amount:
            latest = max(latest, history[rate.amount - 1] + rate.duration)
    return dt.datetime.fromtimestamp(latest, tz=timezone.get_current_timezone()) if latest else None
