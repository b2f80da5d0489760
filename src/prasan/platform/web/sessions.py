"""Sessions in the database, read by a question whose text is kept: every request of a person asks it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.sessions.backends import db
from django.db.models import QuerySet
from django.utils import timezone

from prasan.platform.compiled import Compiled, Given

__all__ = ["SessionStore"]


def _living(key: str, now: dt.datetime) -> QuerySet[Any]:
    return db.SessionStore.get_model_class().objects.filter(session_key=key, expire_date__gt=now)


_session: Compiled[Any] = Compiled(_living)


class SessionStore(db.SessionStore):
    """Django's own store; only how a session is found differs."""

    def _get_session_from_db(self) -> Any:
        """Return the session of the cookie, None where it is unknown or over; then the cookie is forgotten."""
        found = _session(Given(self.session_key), timezone.now())
        if not found:
            self._session_key = None
        return found[0] if found else None
