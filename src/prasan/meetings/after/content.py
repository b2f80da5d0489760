"""The minutes of a meeting as data: made from roll, agenda, notes, votes and what other rooms hand in as plain rows.

Layout: form 11 of the regulation on correspondence (แบบที่ 11 รายงานการประชุม). Times are ISO, words Thai; of a secret
vote the counts alone; a directive above the class of the meeting is counted and not told.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import override

from prasan.meetings import queries
from prasan.meetings.after.people import People, of_seat
from prasan.meetings.models import Attendee, Briefing, Item, Minutes, Section, Vote
from prasan.meetings.models.briefing import Mode
from prasan.meetings.roll import NOBODY, quorum_of, roll_of
from prasan.meetings.rollcall import Presence

FORMAT = "prasan-minutes/1"
MEMBERS = frozenset({Attendee.Duty.CHAIR, Attendee.Duty.MEMBER, Attendee.Duty.SECRETARY})
Rows = list[dict[str, Any]]


def content_of(briefing: Briefing, given: Rows, before: Rows) -> dict[str, Any]:
    """Return the minutes of a meeting as data; at most ten queries, whatever its size.

    Parameters: `briefing`, with organiser, chair and secretary; `given`, the directives given in it; `before`, those
    that it opened with: rows as in beside_after.
    """
    with override("th"):
        lines = queries.roster(briefing)
        told = roll_of(briefing)
        quorum = quorum_of(briefing, lines, told)
        open_to = [row for row in given if row["classification"] <= briefing.classification]
        follow = [given_row(row) for row in before if row["classification"] <= briefing.classification]
        agenda, loose = _agenda(briefing, open_to)
        return {
            "format": FORMAT, "meeting": _meeting(briefing), **_roll(briefing, lines, told),
            "quorum": {"here": quorum.here, "members": quorum.members, "needed": quorum.needed, "met": quorum.met},
            "agenda": agenda, "loose": loose, "follow": follow, "withheld": len(given) - len(open_to),
            "chair": of_seat(briefing.chair), "writer": of_seat(briefing.secretary), "hash": briefing.final_hash,
        }  # fmt: skip


def _iso(moment: dt.datetime | None) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else ""


def _meeting(one: Briefing) -> dict[str, Any]:
    return {
        "title": one.title, "code": one.code, "kind": one.kind, "mode": one.mode, "venue": one.venue,
        "media": one.mode in {Mode.VIDEO, Mode.BOTH, Mode.BESIDE}, "organiser": one.organiser.name_th,
        "host": one.host_area.name_th if one.host_area is not None else "", "classification": one.classification,
        "starts_at": _iso(one.starts_at), "opened_at": _iso(one.opened_at), "closed_at": _iso(one.closed_at),
    }  # fmt: skip


def _roll(briefing: Briefing, lines: list[Attendee], told: dict[int, Presence]) -> dict[str, Any]:
    """Return who came, who did not, who came besides, and how many listened."""
    people = People(briefing, lines)
    found: dict[str, Any] = {"present": [], "absent": [], "guests": [], "listeners": 0}
    for line in lines:
        presence = told.get(line.pk, NOBODY)
        if line.duty == Attendee.Duty.LISTENER:
            found["listeners"] += presence.came
        elif presence.came:
            found["present" if line.duty in MEMBERS else "guests"] += people.on(line, presence)
        elif line.duty in MEMBERS:
            row = people.expected(line)
            found["absent"].append(row | {"why": line.reply_why if line.reply == Attendee.Reply.ABSENT else ""})
    return found


def _agenda(briefing: Briefing, given: Rows) -> tuple[Rows, dict[str, Rows]]:
    """Return the sections with their items, and the votes and directives that belong to none of them."""
    votes: dict[int | None, Rows] = {}
    for vote in briefing.votes.order_by("id"):
        if vote.state == Vote.State.CLOSED:
            votes.setdefault(vote.item_id, []).append(_vote(vote))
    orders: dict[int | None, Rows] = {}
    for row in given:
        orders.setdefault(row["item"], []).append(given_row(row))
    sections: Rows = []
    by_section: dict[str, list[Item]] = {}
    for item in briefing.items.select_related("area", "office").defer("area__grams", "area__boundary", "office__grams"):
        by_section.setdefault(item.section, []).append(item)
    for number, section in enumerate(briefing.sections, start=1):
        rows = sorted(by_section.get(section, []), key=lambda one: (one.number, one.pk))
        items = [_item(one, f"{number}.{place}", votes, orders) for place, one in enumerate(rows, start=1)]
        sections.append({"section": section, "number": number, "title": str(Section(section).label), "items": items})
    loose = [row for rows in orders.values() for row in rows]
    return sections, {"votes": votes.get(None, []), "directives": loose}


def _item(one: Item, number: str, votes: dict[int | None, Rows], orders: dict[int | None, Rows]) -> dict[str, Any]:
    return {
        "item": one.pk, "number": number, "title": one.title, "text": one.text, "state": one.state,
        "area": one.area.name_th if one.area is not None else "",
        "office": one.office.name_th if one.office is not None else "",
        "note": one.note, "resolution": one.resolution, "classification": one.classification, "secret": one.secret,
        "votes": votes.get(one.pk, []), "directives": orders.pop(one.pk, []),
    }  # fmt: skip


def _vote(vote: Vote) -> dict[str, Any]:
    counts = vote.counts or []
    return {
        "question": vote.question, "secret": vote.secret, "may": vote.may, "voted": sum(counts),
        "counts": [[choice, count] for choice, count in zip(vote.choices, counts, strict=True)],
    }  # fmt: skip


def as_read(actor: Any, minutes: Minutes) -> Minutes:
    """Return minutes without what was said and decided under items that the actor does not read; not to be saved."""
    read = set(Item.objects.visible_to(actor).filter(briefing_id=minutes.briefing_id).values_list("pk", flat=True))
    told = minutes.content
    agenda = [
        one | {"items": [row if row["item"] in read else _shut(row) for row in one["items"]]} for one in told["agenda"]
    ]
    minutes.content = told | {"agenda": agenda}
    return minutes


def _shut(row: dict[str, Any]) -> dict[str, Any]:
    empty = {"title": "วาระลับ", "text": "ท่านไม่มีสิทธิอ่านวาระนี้", "note": "", "resolution": "", "area": "", "office": ""}
    return row | empty | {"votes": [], "directives": []}


KEPT = ("kind", "pk", "number", "text", "owner", "co", "outside", "due", "state", "answer", "evidence")


def given_row(row: dict[str, Any]) -> dict[str, Any]:
    """Return what papers keep of a directive's row."""
    return {name: row[name] for name in KEPT}
