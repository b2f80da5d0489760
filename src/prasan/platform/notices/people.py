"""Whom notices reach: asked of the directory, since this floor does not know people."""

from __future__ import annotations

import datetime as dt
import importlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from django.conf import settings

from prasan.platform.notices.kinds import KINDS, MODES, NoticeKind

CHANNELS = ("email", "line")
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True)
class Wishes:
    """How a person wants notices: `modes` by kind, `channels` outside the product, `quiet` hours (from, to).

    `language`, of what is sent outside the product; empty: the site's own.
    """

    modes: Mapping[str, str] = field(default_factory=dict)
    channels: tuple[str, ...] = ("email",)
    quiet: tuple[str, str] | None = ("20:00", "06:00")
    line_id: str = ""
    language: str = ""

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Wishes:
        """Return the wishes kept as JSON; what is missing or broken is as by default."""
        modes = {k: v for k, v in dict(kept.get("modes") or {}).items() if k in KINDS and v in MODES}
        channels = tuple(one for one in CHANNELS if one in (kept.get("channels", ["email"]) or []))
        quiet = kept.get("quiet", list(cls.quiet or ()))
        hours = tuple(quiet) if quiet and all(_CLOCK.fullmatch(str(one)) for one in quiet) else None
        language = str(kept.get("language") or "")
        return cls(
            modes,
            channels,
            hours if hours and len(hours) == 2 else None,
            str(kept.get("line_id") or ""),
            language if language in dict(settings.LANGUAGES) else "",
        )

    def as_kept(self) -> dict[str, Any]:
        """Return the wishes as JSON."""
        return {
            "modes": dict(self.modes),
            "channels": list(self.channels),
            "quiet": list(self.quiet or ()),
            "line_id": self.line_id,
            "language": self.language,
        }

    def mode(self, kind: NoticeKind) -> str:
        """Return how a kind goes to this person."""
        return self.modes.get(kind.name, kind.default)

    def not_before(self, now: dt.datetime) -> dt.datetime:
        """Return the first moment outside the quiet hours (`now` in local time)."""
        if self.quiet is None:
            return now
        start, end = (dt.time.fromisoformat(clock) for clock in self.quiet)
        clock = now.time()
        inside = start <= clock < end if start <= end else clock >= start or clock < end
        if not inside:
            return now
        at = now.replace(hour=end.hour, minute=end.minute, second=0, microsecond=0)
        return at if at > now else at + dt.timedelta(days=1)


@dataclass(frozen=True)
class Recipient:
    """A person as notices see them; an account that is closed is given no address."""

    person_id: int
    email: str
    wishes: Wishes

    def address(self, channel: str) -> str:
        """Return where a channel reaches the person, empty where it does not."""
        return {"email": self.email, "line": self.wishes.line_id}.get(channel, "")


def directory() -> ModuleType:
    """Return the module that knows people (setting PRASAN_NOTICE_PEOPLE).

    It has `recipients(ids) -> list[Recipient]` and `save_wishes(actor, Wishes)`.
    """
    return importlib.import_module(settings.PRASAN_NOTICE_PEOPLE)


def recipients(person_ids: Iterable[int]) -> dict[int, Recipient]:
    """Return the people by id; who is gone is left out."""
    return {one.person_id: one for one in directory().recipients(list(person_ids))}
