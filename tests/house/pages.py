"""Values for the addresses of pages, and their budgets of queries (as data)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tests.house.world import World

SEATS = [("minister", "ministry"), ("plo", "lead"), ("agency-officer", "own"), ("administrator", "ministry")]
"""Who opens every page here: an executive, the axis of the province, an officer, the administrator."""

BUDGET = 12
BRIEF = 17
"""A brief joins figures, causes, plans (3), forecast (3) and sources on one sheet, made on demand and not kept open."""
BUDGETS: dict[str, int] = {
    "province/<str:code>/brief": BRIEF,
    "province/<str:code>/brief.<slug:ending>": BRIEF,
    "policy/<int:pk>/brief": BRIEF,
    "policy/<int:pk>/brief.<slug:ending>": BRIEF,
    "region/<str:kind>/<int:number>/brief": BRIEF,
    "region/<str:kind>/<int:number>/brief.<slug:ending>": BRIEF,
    "changed/<str:page>": 18,  # the figures of two moments side by side, fetched when the page stands
    "meetings/<int:meeting>/agenda": 17,  # gathers what waits in every room (11) for a meeting (4), made when asked for
    "cases/<int:case>": 13,  # with the languages released for the slip: never kept, a withdrawn one is gone at once
    "admin/people/<int:person>/leave": 14,  # every room tells what is open at the seat
    "frozen/new": 14,  # judges the seat beside the lines of a whole page
    "frozen/<int:frozen>": 14,
    "meetings/<int:briefing>/slides.pptx": 200,  # one brief for each province of the agenda, up to twenty
    "meeting-slides.pptx": 200,  # one brief for each policy, up to sixty slides
}
"""Pages that need another budget than the house's twelve, each with its reason beside it."""

ELSEWHERE: set[str] = {
    "metrics",
    "accounts/oidc/<slug:provider_id>/login/",
    "accounts/oidc/<slug:provider_id>/login/callback/",
    "cases/<int:case>/slip.pdf",  # set by a process of its own: tests/referrals/tracking/test_slip.py
    "languages/<int:language>/slip.pdf",  # likewise: tests/referrals/tracking/test_languages.py
}
"""Addresses that are no pages for a person and have tests of their own."""


def budget(pattern: str) -> int:
    """Return how many queries a page may ask, the session and the seat included."""
    return BUDGETS.get(pattern, BUDGET)


def values(world: World) -> dict[str, Any]:
    """Return a value for each name that addresses hold."""
    from tests.house import samples

    return {
        "name": "no-such-list",
        "pk": samples.report(world).pk,
        "code": "92",
        "place": "TH",
        "office": world.offices["DOE-92"].pk,
        "period": 256901,
        "kind": "inspection-region",
        "number": 6,
        "indicator": samples.target(world).indicator.code,
        "policy": samples.policy(world).pk,
        "policy_set": samples.policy_set(world).code,
        "strategy": samples.strategy(world).pk,
        "area": "92",
        "year": 2569,
        "person": world.person.pk if world.person else 0,
        "seat": world.seat.pk if world.seat else 0,
        "holiday": 0,
        "delegation": 0,
        "order": 0,
        "line": 0,
        "session": 0,
        "token": "none",
        "plan": samples.plan(world).pk,
        "project": 0,
        "part": "project",
        "column_map": 0,
        "report": 0,
        "feed": 0,
        "secret": "none",
        "ending": "pdf",
        "label": "progress.report",
        "comment": 0,
        "call": samples.data_call(world).pk,
        "answer": samples.call_answer(world).pk,
        "office_set": 0,
    } | _of_cascades(world)


def _of_cascades(world: World) -> dict[str, Any]:
    from tests.house import (
        drive_samples,
        intake_samples,
        samples,
        service_samples,
        situation_samples,
        watch_samples,
        worker_samples,
    )

    return (
        {
            "cascade": samples.cascade(world).pk,
            "offer": samples.offer(world).pk,
            "expected": 0,
            "evidence": 0,
            "exemption": 0,
            "item": intake_samples.item(world).pk,
            "source": intake_samples.source(world).pk,
            "fetch": intake_samples.fetched(world).pk,
            "series": "none",
            "frozen": 0,
            "situation_report": 0,
            "event": samples.public_event(world).pk,
            "alarm": situation_samples.alarm(world).pk,
            "alert": samples.alert(world).pk,
            "appointment": samples.appointment(world).pk,
            "drive": drive_samples.drive(world).pk,
            "drive_entry": drive_samples.entry(world).pk,
        }
        | watch_samples.shown(world)
        | worker_samples.shown(world)
        | service_samples.shown(world)
        | _of_meetings(world)
        | _of_people_and_things(world)
    )


def _of_meetings(world: World) -> dict[str, Any]:
    from tests.house import (
        counter_samples,
        directive_samples,
        meeting_after_samples,
        meeting_samples,
        privacy_samples,
        referral_samples,
    )

    return {
        "directive": directive_samples.directive(world).pk,
        "referral": referral_samples.referral(world).pk,
        "case": referral_samples.case(world).pk,
        "language": referral_samples.page_language(world).pk,
        "outreach": referral_samples.outreach_list(world).pk,
        "outreach_line": referral_samples.outreach_line(world).pk,
        **counter_samples.shown(world),
        "guidance": directive_samples.guidance(world).pk,
        **privacy_samples.shown(world),
        "briefing": meeting_after_samples.minutes(world).briefing_id,
        "letter": meeting_after_samples.letter(world).pk,
        "edition": "t24",
        "page": "province:92",
        "office_code": "DOE-92",
        "meeting": meeting_samples.meeting(world).pk,
        "part": "agenda",
        "what": "watch",
        "meeting_series": meeting_samples.series(world).pk,
        "meeting_item": meeting_samples.item(world).pk,
        "door_code": "none",
        "meeting_paper": 0,
        "recording_file": "none",
        "cast_file": "live.m3u8",
    }


def _of_people_and_things(world: World) -> dict[str, Any]:
    from tests.house import networks_samples, resource_samples, training_samples, understanding_samples

    return {
        **training_samples.shown(world),
        "training_act": "publish",
        **resource_samples.shown(world),
        **networks_samples.shown(world),
        **understanding_samples.shown(world),
    }


def address_of(pattern: str, world: World) -> str | None:
    """Return a real address for a pattern such as `province/<str:code>`, or None where a value is missing."""
    if "values" not in world.extra:
        world.extra["values"] = values(world)  # once a ministry: dozens of rows
    known = world.extra["values"]
    missing = False

    def fill(match: re.Match[str]) -> str:
        nonlocal missing
        name = match.group(1).rpartition(":")[2]
        if name not in known:
            missing = True
        return str(known.get(name, ""))

    url = "/" + re.sub(r"<([^>]+)>", fill, pattern)
    return None if missing or "(?P" in pattern or "^" in pattern else url


def open_pages(patterns: list[str], world: World) -> Iterator[tuple[str, str]]:
    """Yield (pattern, address) of the pages to open."""
    for pattern in patterns:
        if pattern in ELSEWHERE:
            continue
        url = address_of(pattern, world)
        if url is not None:
            yield pattern, url
