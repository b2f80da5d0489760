"""Structured logs: one JSON object a line, without what people told.

The text of an error often quotes what was typed: a number that is none, the row that a constraint refused, the address
that led nowhere. A log is read by more people than a record is, so an error's line keeps where it happened, what kind
it was, and of its text what is no quotation.
"""

from __future__ import annotations

import datetime as dt
import logging
import re
import traceback
from collections.abc import Iterator

import orjson
from django.urls import Resolver404

from prasan.platform.web.request_id import current_request_id

_OWN = set(logging.makeLogRecord({}).__dict__) | {"message", "asctime"}


_NUMBER = re.compile(r"\d[\d -]{3,}\d")
_QUOTED = re.compile(r"""(["'])[^"']*[^\x00-\x7f][^"']*\1""")
_LONGEST = 300


def hushed(text: str) -> str:
    """Return a text without numbers of five digits and more, and without quoted words that are not English."""
    return _NUMBER.sub("…", _QUOTED.sub("“…”", text))


def told(error: BaseException) -> str:
    """Return an error with its causes as Python tells them, the first one first, without what they quote.

    Of each text the first line stays: what follows are a database's rows and a form's values.
    """
    parts = []
    for one, link in reversed(list(_chain(error))):
        parts += traceback.format_tb(one.__traceback__)
        parts.append(f"{type(one).__qualname__}: {_text(one)}".removesuffix(": ") + "\n")
        if isinstance(one, BaseExceptionGroup):
            parts += [f"- {told(each)}\n" for each in one.exceptions]
        parts.append(link)
    return "".join(parts).rstrip()


def _chain(error: BaseException) -> Iterator[tuple[BaseException, str]]:
    """Yield an error and what led to it, each with what is said after it."""
    seen: set[int] = set()
    link, one = "", error
    while id(one) not in seen:
        seen.add(id(one))
        yield one, link
        link = "-- which was the cause of --\n" if one.__cause__ else "-- while it was handled --\n"
        before = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
        if before is None:
            return
        one = before


def _text(error: BaseException) -> str:
    """Return what may be said of an error's text; nothing of an address that led nowhere."""
    if isinstance(error, Resolver404):
        return ""
    try:
        text = str(error)
    except Exception:  # a text that cannot be made must not take the line with it
        return ""
    return hushed(text.partition("\n")[0])[:_LONGEST]


class JsonLines(logging.Formatter):
    """Write a record as one JSON line with time (UTC), level, logger, text, request id and extra fields."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line: dict[str, object] = {
            "at": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "log": record.name,
            "text": record.getMessage(),
        }
        request_id = current_request_id()
        if request_id:
            line["request_id"] = request_id
        line.update({k: v for k, v in record.__dict__.items() if k not in _OWN})
        if record.exc_info:
            error = record.exc_info[1]
            line["error"] = told(error) if error is not None else ""
        return orjson.dumps(line, default=str).decode()
