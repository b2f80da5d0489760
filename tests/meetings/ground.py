"""Meetings on the small ministry of the directives' tests: two provinces, an office abroad, a chair, a secretary."""

from __future__ import annotations

import datetime as dt
from typing import Any

from prasan.meetings import commands as c
from prasan.meetings.models import Attendee, Briefing, Item, Vote
from tests.directives import ground
from tests.directives.ground import MONDAY, Ground, at

__all__ = ["LATER", "MONDAY", "Ground", "at", "attend", "briefing", "build", "item", "line", "open_vote", "running"]

LATER = MONDAY + dt.timedelta(days=2)
OFFICES = ("OPS-92", "OPS-80", "ABROAD-TW-TAIPEI")


def build() -> Ground:
    """Make the small ministry."""
    return ground.build()


def briefing(g: Ground, who: str = "duty", to: tuple[str, ...] = OFFICES, **more: Any) -> Briefing:
    """Call a meeting by video that the minister chairs and the duty officer writes down."""
    usual = {
        "kind": "ad_hoc", "title": "ประชุมติดตามแรงงานคืนถิ่น", "starts_at": LATER, "minutes": 120,
        "chair_id": g.actors["minister"].seat_id, "to": [g.offices[one].pk for one in to],
    }  # fmt: skip
    made: Briefing = g.do(who, c.CallBriefing(**usual | more))
    return made


def line(made: Briefing, g: Ground, office: str) -> Attendee:
    """Return the line of an office, or the chair's or secretary's by its duty."""
    if office in {"chair", "secretary"}:
        return made.attendees.get(duty=office)
    return made.attendees.get(office=g.offices[office], duty__in=["member", "guest", "listener"])


def item(g: Ground, made: Briefing, who: str = "duty", **more: Any) -> Item:
    """Put an item on the agenda."""
    usual = {"briefing_id": made.pk, "section": "decide", "title": "ตรัง: คนได้งานต่ำกว่าแผน", "minutes": 15}
    added: Item = g.do(who, c.AddItem(**usual | more))
    return added


def running(g: Ground, **more: Any) -> Briefing:
    """Call a meeting for now and open it."""
    made = briefing(g, **{"starts_at": MONDAY} | more)
    opened: Briefing = g.do("duty", c.OpenMeeting(target_id=made.pk))
    return opened


def attend(g: Ground, made: Briefing, who: str, office: str) -> None:
    """Let somebody show who they are on the line of an office."""
    g.do(who, c.CheckMeIn(attendee_id=line(made, g, office).pk))


def open_vote(g: Ground, made: Briefing, **more: Any) -> Vote:
    """Put a question."""
    vote: Vote = g.do("duty", c.OpenVote(**{"briefing_id": made.pk, "question": "เห็นชอบแผนหรือไม่"} | more))
    return vote
