"""The two errors that are for people; anything else is a bug with a request id."""

from __future__ import annotations

from typing import Any


class PeopleError(Exception):
    """An error whose text, in the reader's language, says what is wrong and what to do.

    Parameters: `text`, a (lazy) sentence; `status`, the HTTP status; `field`, the form field it is
    about, or empty.
    """

    status = 400

    def __init__(self, text: Any, *, status: int | None = None, field: str = "") -> None:
        super().__init__(text)
        self.text = text
        self.field = field
        if status is not None:
            self.status = status


class Refused(PeopleError):
    """The actor may not do or see this: 404 where it is out of scope, 403 with the reason otherwise."""

    status = 403


class RuleBroken(PeopleError):
    """The change breaks a rule of the domain, or the thing has moved on meanwhile (409)."""

    status = 409
