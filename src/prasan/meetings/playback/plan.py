"""A recording laid along one line of time: second 0 is its first picture or sound, beside it what the log tells.

Parts keep their own moments, so that all of them are played in step; what was not recorded stays a gap on the line.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from prasan.meetings import queries
from prasan.meetings.media.recording.kept import Gap, Kept
from prasan.meetings.models import Attendee, Briefing, Item, Line, Vote, What
from prasan.meetings.stage import beside

TOLD = (What.OPENED, What.ITEM, What.CALLED, What.VOTE_OPENED, What.VOTE_CLOSED, What.ENGINE, What.CLOSED)
"""What of the log is a moment that somebody jumps to."""
NEAR = 3.0
"""Seconds between the log's word of a secret item and the recorder's pause."""


@dataclass(frozen=True)
class Moment:
    """Something that happened: `second` on the line of time, `at` by the clock, `line` of the roster where it is one.

    `kind`: item, stage, vote, directive, gap, word. `href` leads to the thing itself.
    """

    second: float
    at: dt.datetime
    kind: str
    words: str
    line: int | None = None
    href: str = ""
    until: dt.datetime | None = None

    @property
    def place(self) -> float:
        """Return the second as addresses and the player have it."""
        return round(self.second, 1)


@dataclass(frozen=True)
class Course:
    """What the log tells of a meeting: its moments in order, who was on stage since when, when a secret item was on."""

    moments: list[Moment]
    stage: list[tuple[float, int]]
    secret: list[tuple[float, float]]

    def by_line(self) -> dict[int, list[Moment]]:
        """Return when each line was called to the stage, in the order of the first time."""
        found: dict[int, list[Moment]] = {}
        for one in self.moments:
            if one.kind == "stage" and one.line is not None:
                found.setdefault(one.line, []).append(one)
        return found


def clock_of(second: float) -> dt.datetime:
    """Return a second since 1970 as a moment."""
    return dt.datetime.fromtimestamp(second, dt.UTC)


def course_of(actor: Any, briefing: Briefing, kept: Kept, lines: list[Attendee]) -> Course:
    """Return what happened along a recording, as the actor reads it: four queries."""
    zero = kept.start or 0.0
    rows = list(Line.objects.filter(briefing=briefing, what__in=TOLD).order_by("seq").defer("before", "hash"))
    items = {one.pk: one for one in Item.objects.visible_to(actor).filter(briefing=briefing)}
    for one in items.values():
        one.briefing = briefing
    votes = {one.pk: one for one in queries.votes(actor, briefing)}
    told = _Told(actor, briefing, {one.pk: one for one in lines}, items, votes)
    moments = [found for row in rows if (found := told.moment(row, zero)) is not None]
    secret = _secret(rows, items, kept)
    moments += [_given(one, zero) for one in beside.directives(actor, briefing.pk)]
    moments += [_gap(one, zero, secret) for one in kept.inner_gaps]
    moments.sort(key=lambda one: (one.at, one.kind))
    called = [(max(0.0, row.at.timestamp() - zero), row.attendee_id or 0) for row in rows if row.what == What.CALLED]
    return Course(moments, called, [(start - zero, end - zero) for start, end in secret])


@dataclass(frozen=True)
class _Told:
    """The words of the log's lines."""

    actor: Any
    briefing: Briefing
    lines: dict[int, Attendee]
    items: dict[int, Item]
    votes: dict[int, Vote]

    def moment(self, row: Line, zero: float) -> Moment | None:
        """Return the moment that a line of the log tells, None for one that nobody jumps to."""
        more = json.loads(row.said).get("more") or {}
        kind, words, href = "word", str(What(row.what).label), ""
        if row.what == What.ITEM:
            kind, words, href = self._item(more.get("item"))
        elif row.what == What.CALLED:
            if row.attendee_id not in self.lines:
                return None
            kind, words = "stage", _("%(who)s ขึ้นจอหลัก") % {"who": self.lines[row.attendee_id].office.short}
        elif row.what in {What.VOTE_OPENED, What.VOTE_CLOSED}:
            vote = self.votes.get(more.get("vote") or 0)
            question = queries.covered(self.briefing, self.actor, vote.question) if vote is not None else ""
            kind, words = "vote", f"{words}: {question}" if question else words
        elif row.what == What.ENGINE and not more.get("back"):
            return None
        return Moment(max(0.0, row.at.timestamp() - zero), row.at, kind, words, row.attendee_id, href)

    def _item(self, pk: Any) -> tuple[str, str, str]:
        item = self.items.get(pk or 0)
        if item is None:
            return "item", _("วาระที่ท่านไม่มีสิทธิอ่าน"), ""
        title = queries.of_item(item, self.actor, item.title)
        words = _("วาระ: %(title)s") % {"title": title}
        if item.secret:
            words = f"{words} · {_('วาระลับ')}"
        return "item", words, reverse("meeting_item", args=[self.briefing.pk, item.pk])


def _secret(rows: list[Line], items: dict[int, Item], kept: Kept) -> list[tuple[float, float]]:
    """Return when a secret item was taken up, as seconds since 1970: each until the next item or the end."""
    taken = [row for row in rows if row.what in {What.ITEM, What.CLOSED}]
    found = []
    for row, following in zip(taken, [*taken[1:], None], strict=True):
        if row.what == What.ITEM and (json.loads(row.said).get("more") or {}).get("secret"):
            end = following.at.timestamp() if following is not None else (kept.end or row.at.timestamp())
            found.append((row.at.timestamp(), end))
    return found


def _given(told: dict[str, Any], zero: float) -> Moment:
    said = _("แนวทาง %(code)s: %(text)s (%(lead)s)") if told["review"] else _("ข้อสั่งการ %(code)s: %(text)s (%(lead)s)")
    words = said % {one: told[one] for one in ("code", "text", "lead")}
    return Moment(max(0.0, told["at"].timestamp() - zero), told["at"], "directive", words, href=told["url"])


def _gap(gap: Gap, zero: float, secret: list[tuple[float, float]]) -> Moment:
    assert gap.end is not None
    words = _("ไม่มีบันทึก: %(why)s") % {"why": why_of(gap, secret)}
    return Moment(max(0.0, gap.start - zero), clock_of(gap.start), "gap", words, until=clock_of(gap.end))


def why_of(gap: Gap, secret: list[tuple[float, float]]) -> str:
    """Return why nothing was recorded, in words. Parameters: `secret`, when secret items were on, same clock."""
    if gap.reason == "lost":
        return _("ระบบภาพและเสียงขัดข้อง")
    if any(start - NEAR <= gap.start <= end + NEAR for start, end in secret):
        return _("วาระลับ")
    return _("หยุดบันทึกตามคำสั่งในที่ประชุม")


def plan_of(briefing: Briefing, kept: Kept, course: Course, lines: list[Attendee]) -> dict[str, Any]:
    """Return what the player needs as plain data; seconds on the line of time.

    `parts`: [file, line, label, start, end, holes]; `stage`: [since, line]; `gaps`: [from, to, why]; `lines`: names in
    roster order; `chair`, whose picture is large while nobody is on stage.
    """
    zero = kept.start or 0.0
    numbers = {one.peer: one.pk for one in lines}
    parts = [
        [one.file, numbers[one.peer], one.label, _s(one.start - zero), _s(one.end - zero),
         [[_s(start - zero), _s(end - zero)] for start, end in one.holes]]
        for one in kept.parts if one.peer in numbers
    ]  # fmt: skip
    gaps = [
        [_s(one.second), _s((one.until or one.at).timestamp() - zero), one.words]
        for one in course.moments if one.kind == "gap"
    ]  # fmt: skip
    return {
        "length": _s((kept.end or zero) - zero), "from": clock_of(zero).isoformat(), "parts": parts, "gaps": gaps,
        "stage": [[_s(since), line] for since, line in course.stage],
        "lines": [[one.pk, one.office.short] for one in lines],
        "chair": next((one.pk for one in lines if one.duty == Attendee.Duty.CHAIR), 0),
    }  # fmt: skip


def _s(value: float) -> float:
    return round(value, 3)
