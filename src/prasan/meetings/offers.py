"""What other parts add to a meeting's page: links shown where their address exists and their rule lets them.

The live room, the proposal of an agenda and the minutes are built beside this page; each names itself here once, at
the loading of its room: `offer("agenda", "meeting_proposal", _("จัดระเบียบวาระจากข้อมูล"), rule)`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse

from prasan.meetings.models import Briefing

Rule = Callable[[Any, Briefing], bool]
PLACES = ("head", "agenda", "after")


@dataclass(frozen=True)
class Offer:
    """A link: its place on the page, the name of its address (which takes the meeting), its words, its rule."""

    place: str
    url_name: str
    label: Any
    rule: Rule
    kind: str = "secondary"


OFFERS: list[Offer] = []


def offer(place: str, url_name: str, label: Any, rule: Rule, kind: str = "secondary") -> None:
    """Add a link to the page of every meeting. ValueError for a place that the page does not have."""
    if place not in PLACES:
        raise ValueError(place)
    OFFERS.append(Offer(place, url_name, label, rule, kind))


def offered(actor: Any, briefing: Briefing) -> dict[str, list[tuple[str, str, str]]]:
    """Return (words, address, kind) of the links of each place, as the actor may follow them."""
    found: dict[str, list[tuple[str, str, str]]] = {place: [] for place in PLACES}
    for one in OFFERS:
        try:
            address = reverse(one.url_name, args=[briefing.pk])
        except NoReverseMatch:
            continue
        if one.rule(actor, briefing):
            found[one.place].append((str(one.label), address, one.kind))
    return found
